//! The view of each kind of page.

use serde::Serialize;

use super::Renderer;
use super::training::{DownloadView, LISTED, training_of};
use super::view::{Anchor, Fact, Link, Numbered, SectionView, Summed, Word};
use crate::load::DUTCH;
use crate::markdown::Markdown;
use crate::model::sheet::MODULES;
use crate::model::{Content, Page, Sheet};
use crate::record::{Bound, Module, Ref, Source, SourceType};

#[derive(Serialize)]
pub(super) struct Home<'a> {
    doors: Vec<Door<'a>>,
    modules_count: usize,
    steps: Vec<Numbered<'a>>,
    groups: Vec<HomeGroup<'a>>,
    more: Vec<Summed<'a>>,
}

#[derive(Serialize)]
struct Door<'a> {
    title: &'a str,
    text: &'a str,
    url: &'a str,
    kind: &'a str,
}

#[derive(Serialize)]
struct HomeGroup<'a> {
    title: &'a str,
    items: Vec<Summed<'a>>,
}

#[derive(Serialize)]
pub(super) struct ModuleView<'a> {
    number: &'a str,
    bound: Word<'a>,
    function: Word<'a>,
    period: Option<&'a str>,
    lead: &'a str,
    facts: Vec<Fact<'a>>,
    toc: Vec<Anchor<'a>>,
    sections: Vec<SectionView<'a>>,
    relations: Relations<'a>,
    steps: Vec<Numbered<'a>>,
    previous: Option<Link<'a>>,
    next: Option<Link<'a>>,
}

#[derive(Serialize)]
struct Relations<'a> {
    leads_to: Vec<Numbered<'a>>,
    follows: Vec<Numbered<'a>>,
    uses: Vec<Numbered<'a>>,
    used_by: Vec<Numbered<'a>>,
}

#[derive(Serialize)]
pub(super) struct Article<'a> {
    lead: &'a str,
    toc: Vec<Anchor<'a>>,
    html: String,
}

#[derive(Serialize)]
pub(super) struct List<'a> {
    intro_html: String,
    groups: Vec<ListGroup<'a>>,
}

/// The list of training.
#[derive(Serialize)]
pub(super) struct Trainings<'a> {
    #[serde(flatten)]
    list: List<'a>,
    /// The page that puts a course together.
    composer_url: &'a str,
    /// The whole site as a zip.
    classroom: Option<DownloadView<'a>>,
}

#[derive(Serialize)]
struct ListGroup<'a> {
    id: &'a str,
    title: &'a str,
    items: Vec<ListItem<'a>>,
}

#[derive(Serialize)]
struct ListItem<'a> {
    id: &'a str,
    title: &'a str,
    meta: String,
    summary_html: String,
    url: Option<&'a str>,
}

#[derive(Serialize)]
pub(super) struct SourceView<'a> {
    lead: &'a str,
    facts: Vec<Fact<'a>>,
    html: String,
    used_by: Vec<Use<'a>>,
    /// How many more pages cite it.
    more: usize,
}

#[derive(Serialize)]
struct Use<'a> {
    title: &'a str,
    url: &'a str,
    section: Option<&'a str>,
}

#[derive(Serialize)]
pub(super) struct Index<'a> {
    letters: Vec<Letter<'a>>,
}

#[derive(Serialize)]
struct Letter<'a> {
    letter: &'a str,
    /// The address of the sheet that it begins on, where that is another one.
    url: Option<String>,
    items: Vec<Named<'a>>,
}

#[derive(Serialize)]
struct Named<'a> {
    title: &'a str,
    url: &'a str,
    kind: &'a str,
}

/// How many modules of a group the home page names; the catalogue has them all.
const MOST: usize = 20;

impl<'s> Renderer<'s> {
    pub(super) fn home(&self) -> Home<'s> {
        let kinds = ["help", "professional", "training"];
        let doors = self.site.checked.settings.doors.iter().zip(kinds).map(|(door, kind)| Door {
            title: door.title.as_str(),
            text: door.text.as_str(),
            url: door.path.as_str().trim_start_matches('/'),
            kind,
        });
        let groups = Bound::ALL.iter().map(|bound| HomeGroup {
            title: self.word(&format!("bound.{}", bound.id())),
            items: self
                .site
                .modules()
                .filter(|(_, module)| module.bound == *bound)
                .take(MOST)
                .map(|(page, _)| summed(page))
                .collect(),
        });
        let more = self.site.pages.iter().filter(|page| {
            use Content::{Forms, Glossary, Organisations, Regions, Registers, Timeline};
            page.language == DUTCH
                && matches!(page.content, Forms | Glossary | Organisations | Regions(_) | Registers | Timeline)
        });
        Home {
            doors: doors.collect(),
            modules_count: self.site.modules_count(),
            steps: self.steps(None),
            groups: groups.collect(),
            more: more.map(summed).collect(),
        }
    }

    pub(super) fn module<'p>(&'p self, page: &'p Page<'s>, module: &'s Module) -> ModuleView<'p> {
        let named = |refs: &'s [Ref<Module>]| self.site.named(refs).into_iter().map(numbered).collect();
        let steps: Vec<String> = module.step_ids().collect();
        let (previous, next) = self.site.beside(page.id);
        let link = |page: &Page<'s>| Link { title: page.title, url: page.url.clone() };
        ModuleView {
            number: module.number.as_str(),
            bound: Word { id: module.bound.id(), title: self.word(&format!("bound.{}.short", module.bound.id())) },
            function: Word {
                id: module.function.id(),
                title: self.word(&format!("function.{}", module.function.id())),
            },
            period: page.period,
            lead: page.summary,
            facts: self.summary(page, module),
            toc: self.contents(page),
            sections: self.sections(page),
            relations: Relations {
                leads_to: named(&module.leads_to),
                follows: self.site.before(page.id).map(numbered).collect(),
                uses: named(&module.uses),
                used_by: self.site.users(page.id).map(numbered).collect(),
            },
            steps: self
                .steps(None)
                .into_iter()
                .filter(|step| steps.contains(&format!("stap-{}", step.number)))
                .collect(),
            previous: previous.map(link),
            next: next.map(link),
        }
    }

    /// The steps of the meldcode; `current` is the page of one of them.
    pub(super) fn steps(&self, current: Option<&str>) -> Vec<Numbered<'s>> {
        let steps = self.site.stages().map(|(page, stage)| Numbered {
            number: stage.number.to_string(),
            title: page.title,
            url: page.url.clone(),
            summary: page.summary,
            current: current == Some(page.id),
        });
        steps.collect()
    }

    pub(super) fn article<'p>(&self, page: &'p Page<'s>) -> Article<'p> {
        let mut toc = self.contents(page);
        if toc.len() < 3 {
            toc.clear();
        }
        Article { lead: page.summary, toc, html: self.text(page) }
    }

    /// The pages below a page, as a list.
    pub(super) fn children(&self, page: &Page<'s>) -> List<'_> {
        let below = self.site.pages.iter().filter(|other| other.above.iter().any(|above| above.url == page.url));
        let items = below.map(|other| ListItem {
            id: "",
            title: other.title,
            meta: String::new(),
            summary_html: Markdown::Plain(other.summary).html(&|_| None),
            url: Some(&other.url),
        });
        let group = ListGroup { id: "", title: "", items: items.collect() };
        List { intro_html: Markdown::Plain(page.summary).html(&|_| None), groups: vec![group] }
    }

    pub(super) fn sources(&self, page: &Page<'s>) -> List<'_> {
        let groups = SourceType::ALL.iter().filter_map(|kind| {
            let items: Vec<ListItem<'_>> = self
                .site
                .pages
                .iter()
                .filter_map(|other| match other.content {
                    Content::Source(source) if source.r#type == *kind => Some(ListItem {
                        id: other.id,
                        title: other.title,
                        meta: format!("{}, {}", source.author, source.date),
                        summary_html: Markdown::Plain(other.summary).html(&|_| None),
                        url: Some(&other.url),
                    }),
                    _ => None,
                })
                .collect();
            let group = ListGroup { id: kind.id(), title: self.word(&format!("source.{}", kind.id())), items };
            (!group.items.is_empty()).then_some(group)
        });
        List {
            intro_html: self.html(page, Markdown::Inline(self.site.checked.settings.sources_intro.as_str())),
            groups: groups.collect(),
        }
    }

    /// Courses first, then what they are made of; `classroom` is the file of the site
    /// as a zip, and its bytes.
    pub(super) fn trainings(&self, page: &Page<'s>, classroom: Option<(&str, usize)>) -> Trainings<'_> {
        let groups = LISTED.iter().map(|kind| {
            let of = self.site.pages.iter().filter(|other| other.kind() == kind.id());
            let items = of.filter_map(|other| {
                Some(ListItem {
                    id: "",
                    title: other.title,
                    meta: self.extent(training_of(other)?.session()),
                    summary_html: Markdown::Plain(other.summary).html(&|_| None),
                    url: Some(&other.url),
                })
            });
            ListGroup { id: "", title: self.word(&format!("training.{}", kind.id())), items: items.collect() }
        });
        let list = List {
            intro_html: self.html(page, Markdown::Inline(self.site.checked.settings.training_intro.as_str())),
            groups: groups.filter(|group| !group.items.is_empty()).collect(),
        };
        let composer_url = self.site.target("samenstellen").map_or("", |target| target.url.as_str());
        Trainings {
            list,
            composer_url,
            classroom: classroom.map(|(file, bytes)| self.offered(file, "classroom", bytes)),
        }
    }

    pub(super) fn source(&self, page: &Page<'s>, source: &'s Source) -> SourceView<'_> {
        let labels = &self.citizen.words.labels;
        let plain = |text: &str| Markdown::Plain(text).html(&|_| None);
        let mut facts = vec![(self.word("fact.author"), plain(source.author.as_str()))];
        if let Some(publisher) = &source.publisher {
            facts.push((self.word("fact.publisher"), plain(publisher.as_str())));
        }
        facts.push((self.word("fact.date"), plain(source.date.as_str())));
        if let Some(url) = &source.url {
            let url = plain(url.as_str());
            facts.push((self.word("fact.url"), format!("<a rel=\"noreferrer\" href=\"{url}\">{url}</a>")));
        }
        facts.push((self.word("fact.read"), labels.date(source.read)));
        facts
            .push((self.word("fact.certainty"), self.word(&format!("certainty.{}", source.certainty.id())).to_owned()));
        SourceView {
            lead: page.summary,
            facts: facts.into_iter().map(|(label, html)| Fact { label, html }).collect(),
            html: self.text(page),
            used_by: self
                .site
                .citing(page.id)
                .take(MODULES)
                .map(|(page, section)| Use { title: page.title, url: &page.url, section })
                .collect(),
            more: self.site.citing(page.id).count().saturating_sub(MODULES),
        }
    }

    /// Every name by its letter; each sheet shows its part, and leads to all letters.
    pub(super) fn index(&self, page: &Page<'s>) -> Index<'_> {
        let (own, first) = (page.sheet.range(), self.url_of(page));
        let mut start = 0;
        let letters = self.site.names().chunk_by(|a, b| a.letter == b.letter).map(|names| {
            let begins = start / own.len();
            let places = start..start + names.len();
            start = places.end;
            let shown = own.start.max(places.start)..own.end.min(places.end);
            let items = shown.map(|place| {
                let name = &names[place - places.start];
                let page = &self.site.pages[name.page];
                Named { title: name.title, url: &page.url, kind: page.kind() }
            });
            Letter {
                letter: &names[0].letter,
                url: (begins != page.sheet.number).then(|| Sheet::url(first, begins)),
                items: items.collect(),
            }
        });
        Index { letters: letters.collect() }
    }
}

pub(super) fn numbered<'p>((page, module): (&Page<'p>, &'p Module)) -> Numbered<'p> {
    Numbered {
        number: module.number.as_str().to_owned(),
        title: page.title,
        url: page.url.clone(),
        summary: page.summary,
        current: false,
    }
}

pub(super) fn summed<'p>(page: &Page<'p>) -> Summed<'p> {
    Summed { title: page.title, summary: page.summary, url: page.url.clone() }
}

/// The pages before and after `page` among its kind.
pub(super) fn neighbours<'p, 's: 'p>(
    pages: impl Iterator<Item = &'p Page<'s>>,
    page: &Page<'s>,
) -> (Option<Link<'s>>, Option<Link<'s>>) {
    let all: Vec<&Page<'s>> = pages.collect();
    let at = all.iter().position(|other| other.id == page.id);
    let link = |page: &&Page<'s>| Link { title: page.title, url: page.url.clone() };
    let before = at.and_then(|at| at.checked_sub(1)).and_then(|index| all.get(index)).map(link);
    let after = at.and_then(|at| all.get(at + 1)).map(link);
    (before, after)
}
