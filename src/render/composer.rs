//! The view of the page that puts a course together.

use serde::Serialize;

use super::Renderer;
use super::training::training_of;
use crate::document::workbook::{PARTS, chapters};
use crate::model::{Content, Page};
use crate::record::Setup;

#[derive(Serialize)]
pub(super) struct ComposerView<'a> {
    groups: Vec<Group<'a>>,
    /// The page with the texts, whose chapters have the ids of the choices.
    texts_url: &'a str,
}

/// What there is to choose of one kind.
#[derive(Serialize)]
struct Group<'a> {
    id: &'a str,
    title: &'a str,
    items: Vec<ChoiceView<'a>>,
}

#[derive(Serialize)]
struct ChoiceView<'a> {
    id: &'a str,
    title: String,
    summary: &'a str,
    url: &'a str,
    /// How long it takes, where that is known.
    minutes: Option<u32>,
    /// How participants work: what a programme says of it.
    form: &'static str,
    /// The ids of its sources.
    sources: String,
}

impl<'s> Renderer<'s> {
    pub(super) fn composer(&self) -> ComposerView<'s> {
        let group = |(id, key, kind): &(&'static str, &str, _)| Group {
            id,
            title: self.word(key),
            items: chapters(self.site, *kind).map(choice).collect(),
        };
        ComposerView {
            groups: PARTS.iter().map(group).filter(|group| !group.items.is_empty()).collect(),
            texts_url: self.site.target("lezen-training").map_or("", |target| target.url.as_str()),
        }
    }
}

fn choice<'p>(page: &'p Page<'_>) -> ChoiceView<'p> {
    let (number, form) = match page.content {
        Content::Module(module) => (module.number.to_string(), Setup::Plenary),
        Content::Stage(stage) => (stage.number.to_string(), Setup::Plenary),
        Content::Exercise(exercise) => (String::new(), exercise.form),
        Content::Case(_) => (String::new(), Setup::Groups),
        _ => (String::new(), Setup::Individual),
    };
    let sources: Vec<&str> = page.sources.iter().map(|citation| citation.source.id.as_str()).collect();
    ChoiceView {
        id: page.id,
        title: if number.is_empty() { page.title.to_owned() } else { format!("{number} {}", page.title) },
        summary: page.summary,
        url: &page.url,
        minutes: training_of(page).map(|training| training.session().minutes),
        form: form.id(),
        sources: sources.join(" "),
    }
}
