//! A record as titled sections: the one shape that anchors, pages and search
//! documents are made from.

use std::borrow::Cow;

use crate::load::Theme;
use crate::markdown::{Markdown, parts, slug};
use crate::record::{
    Activity, Block, Guidance, Inline, Module, Page, Precondition, PreconditionCategory, Question, Ref, Since, Source,
    Stage,
};

/// A section of a page.
#[derive(Debug)]
pub struct Section<'a> {
    /// Its anchor.
    pub id: Cow<'a, str>,
    /// Its heading; empty for the text before the first heading.
    pub title: Cow<'a, str>,
    /// How a page shows it.
    pub kind: SectionKind,
    /// What it holds.
    pub items: Vec<Item<'a>>,
}

/// How a page shows a section.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum SectionKind {
    /// Running text.
    Prose,
    /// A list.
    List,
    /// A list under headings.
    Grouped,
    /// A list to tick off.
    Checklist,
    /// What to do.
    Do,
    /// What to avoid.
    Avoid,
    /// Titled exceptions.
    Exceptions,
    /// Dated changes with their sources.
    Since,
}

impl SectionKind {
    /// The word that templates know it by.
    pub fn id(self) -> &'static str {
        match self {
            Self::Prose => "prose",
            Self::List => "list",
            Self::Grouped => "grouped",
            Self::Checklist => "checklist",
            Self::Do => "do",
            Self::Avoid => "avoid",
            Self::Exceptions => "exceptions",
            Self::Since => "since",
        }
    }
}

/// A text within a section.
#[derive(Debug)]
pub struct Item<'a> {
    /// Its anchor; empty for running text.
    pub id: String,
    /// The heading it stands under, or its own title.
    pub group: Option<&'a str>,
    /// The year of a change.
    pub year: Option<i16>,
    /// The text.
    pub text: Markdown<'a>,
    /// Where it stands.
    pub source: Option<&'a Ref<Source>>,
}

impl<'a> Item<'a> {
    fn new(text: Markdown<'a>) -> Self {
        Self { id: String::new(), group: None, year: None, text, source: None }
    }
}

/// Names for anchors and headings, from the theme.
struct Outline<'a> {
    theme: &'a Theme,
    sections: Vec<Section<'a>>,
}

impl<'a> Outline<'a> {
    fn new(theme: &'a Theme) -> Self {
        Self { theme, sections: Vec::new() }
    }

    fn add(&mut self, key: &str, kind: SectionKind, items: Vec<Item<'a>>) {
        if items.is_empty() {
            return;
        }
        let key = format!("section.{key}");
        let title = self.theme.labels.words.get(&key).map_or(Cow::Owned(key), |word| Cow::Borrowed(word.as_str()));
        let id = slug(&title);
        let items = number(&id, kind, items);
        self.sections.push(Section { id: id.into(), title, kind, items });
    }

    fn prose(&mut self, key: &str, text: &'a Block) {
        self.add(key, SectionKind::Prose, vec![Item::new(Markdown::Block(text.as_str()))]);
    }

    fn sentence(&mut self, key: &str, text: &'a Inline) {
        self.add(key, SectionKind::Prose, vec![Item::new(Markdown::Inline(text.as_str()))]);
    }

    fn list(&mut self, key: &str, kind: SectionKind, texts: &'a [Inline]) {
        self.add(key, kind, texts.iter().map(|text| Item::new(Markdown::Inline(text.as_str()))).collect());
    }

    fn parts(&mut self, text: &'a Block) {
        let mut taken: Vec<String> = Vec::new();
        for (title, text) in parts(text.as_str()) {
            let title = title.unwrap_or_default();
            let mut id = slug(&title);
            while !id.is_empty() && taken.contains(&id) {
                id.push_str("-2");
            }
            taken.push(id.clone());
            let items = vec![Item::new(Markdown::Block(text))];
            self.sections.push(Section { id: id.into(), title: title.into(), kind: SectionKind::Prose, items });
        }
    }
}

/// Gives the items of lists their anchors: `doelen-1`, `doelen-2`, ...
fn number<'a>(section: &str, kind: SectionKind, mut items: Vec<Item<'a>>) -> Vec<Item<'a>> {
    if kind != SectionKind::Prose {
        for (index, item) in items.iter_mut().enumerate() {
            item.id = format!("{section}-{}", index + 1);
        }
    }
    items
}

/// A record whose page has sections.
pub(crate) trait Outlined {
    /// Its sections in the order of the page.
    fn outline<'a>(&'a self, theme: &'a Theme) -> Vec<Section<'a>>;
}

impl Outlined for Module {
    fn outline<'a>(&'a self, theme: &'a Theme) -> Vec<Section<'a>> {
        let mut outline = Outline::new(theme);
        outline.sentence("target_group", &self.target_group.text);
        outline.list("goals", SectionKind::List, &self.goals);
        outline.sentence("duration", &self.duration.text);
        outline.sentence("setting", &self.setting.text);
        outline.prose("approach", &self.approach);
        let activity = |activity: &'a Activity| Item {
            group: activity.group.as_ref().map(|group| group.as_str()),
            ..Item::new(Markdown::Inline(activity.text.as_str()))
        };
        outline.add("activities", SectionKind::Grouped, self.activities.iter().map(activity).collect());
        outline.list("additional", SectionKind::List, &self.additional);
        outline.add("preconditions", SectionKind::Grouped, preconditions(theme, &self.preconditions));
        let since = |since: &'a Since| Item {
            year: Some(since.year),
            source: Some(&since.source),
            ..Item::new(Markdown::Inline(since.text.as_str()))
        };
        outline.add("since", SectionKind::Since, self.since.iter().map(since).collect());
        outline.sections
    }
}

/// Preconditions by category, in the order of the source within each.
fn preconditions<'a>(theme: &'a Theme, preconditions: &'a [Precondition]) -> Vec<Item<'a>> {
    let of = |category: PreconditionCategory| {
        let key = format!("precondition.{}", category.id());
        let group = theme.labels.words.get(&key).map(String::as_str);
        preconditions
            .iter()
            .filter(move |precondition| precondition.category == category)
            .map(move |precondition| Item { group, ..Item::new(Markdown::Inline(precondition.text.as_str())) })
    };
    PreconditionCategory::ALL.iter().flat_map(|category| of(*category)).collect()
}

impl Outlined for Stage {
    fn outline<'a>(&'a self, theme: &'a Theme) -> Vec<Section<'a>> {
        let mut outline = Outline::new(theme);
        outline.prose("purpose", &self.purpose);
        outline.list("do", SectionKind::Do, &self.r#do);
        outline.list("avoid", SectionKind::Avoid, &self.avoid);
        outline.sentence("who", &self.who);
        outline.list("questions", SectionKind::List, &self.questions);
        outline.list("record", SectionKind::List, &self.record);
        let exceptions = self.exceptions.iter().map(|exception| Item {
            group: Some(exception.title.as_str()),
            ..Item::new(Markdown::Inline(exception.text.as_str()))
        });
        outline.add("exceptions", SectionKind::Exceptions, exceptions.collect());
        outline.list("checklist", SectionKind::Checklist, &self.checklist);
        if let Some(history) = &self.history {
            outline.prose("history", history);
        }
        outline.sections
    }
}

/// A question is a section of the page of the afwegingskader.
impl Outlined for Question {
    fn outline<'a>(&'a self, _: &'a Theme) -> Vec<Section<'a>> {
        let mut items = vec![
            Item::new(Markdown::Plain(self.question.as_str())),
            Item::new(Markdown::Block(self.explanation.as_str())),
            Item::new(Markdown::Inline(self.yes.text.as_str())),
            Item::new(Markdown::Inline(self.no.text.as_str())),
        ];
        items.extend(self.examples.iter().map(|example| Item::new(Markdown::Inline(example.as_str()))));
        let title = Cow::Borrowed(self.title.as_str());
        vec![Section { id: Self::id(self.number).into(), title, kind: SectionKind::Prose, items }]
    }
}

impl Outlined for Guidance {
    fn outline<'a>(&'a self, theme: &'a Theme) -> Vec<Section<'a>> {
        let mut outline = Outline::new(theme);
        outline.parts(&self.body);
        outline.sections
    }
}

impl Outlined for Page {
    fn outline<'a>(&'a self, theme: &'a Theme) -> Vec<Section<'a>> {
        let mut outline = Outline::new(theme);
        outline.parts(&self.body);
        outline.sections
    }
}

impl Outlined for Source {
    fn outline<'a>(&'a self, theme: &'a Theme) -> Vec<Section<'a>> {
        let mut outline = Outline::new(theme);
        outline.parts(&self.body);
        outline.sections
    }
}
