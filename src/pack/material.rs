//! A course with everything that its programme makes use of.

use std::collections::BTreeSet;

use tera::Tera;

use crate::markdown::Markdown;
use crate::markdown::blocks::{Block, Run};
use crate::model::{Content, Page, Site};
use crate::record::{Case, Citation, Course, Exercise, Inline, Part, Quiz, Setup, clock};

/// What every format of a pack is made from.
pub(super) struct Material<'a> {
    pub(super) site: &'a Site<'a>,
    /// The page of the course.
    pub(super) page: &'a Page<'a>,
    pub(super) course: &'a Course,
    /// What the programme makes use of, each page once, in the order of the
    /// programme.
    pub(super) used: Vec<&'a Page<'a>>,
    /// The templates of pages for learning platforms.
    pub(super) templates: &'a Tera,
}

/// A part of the programme and when it begins.
pub(super) struct Timed<'a> {
    pub(super) part: &'a Part,
    /// Minutes since the start of the course.
    pub(super) start: u32,
}

impl<'a> Material<'a> {
    pub(super) fn new(site: &'a Site<'a>, templates: &'a Tera, page: &'a Page<'a>, course: &'a Course) -> Self {
        Self { site, page, course, used: site.used(course), templates }
    }

    /// The exercises, with their pages.
    pub(super) fn exercises(&self) -> impl Iterator<Item = (&'a Page<'a>, &'a Exercise)> {
        self.used.iter().filter_map(|page| match page.content {
            Content::Exercise(exercise) => Some((*page, exercise)),
            _ => None,
        })
    }

    /// The cases, with their pages.
    pub(super) fn cases(&self) -> impl Iterator<Item = (&'a Page<'a>, &'a Case)> {
        self.used.iter().filter_map(|page| match page.content {
            Content::Case(case) => Some((*page, case)),
            _ => None,
        })
    }

    /// The self-tests, with their pages.
    pub(super) fn quizzes(&self) -> impl Iterator<Item = (&'a Page<'a>, &'a Quiz)> {
        self.used.iter().filter_map(|page| match page.content {
            Content::Quiz(quiz) => Some((*page, quiz)),
            _ => None,
        })
    }

    /// What the programme makes use of besides self-tests: a learning platform has
    /// those in a form of its own.
    pub(super) fn reading(&self) -> Vec<&'a Page<'a>> {
        self.used.iter().copied().filter(|page| !matches!(page.content, Content::Quiz(_))).collect()
    }

    /// A word of the generator in the language of the site.
    pub(super) fn word(&self, key: &str) -> &'a str {
        self.site.theme().words.labels.words.get(key).map_or("", String::as_str)
    }

    /// A word of the templates, by its JSON pointer.
    pub(super) fn string(&self, pointer: &str) -> &'a str {
        self.site.theme().words.string(pointer)
    }

    /// How participants work.
    pub(super) fn setup(&self, form: Setup) -> &'a str {
        self.word(&format!("setup.{}", form.id()))
    }

    /// The parts of the programme with their times.
    pub(super) fn timed(&self) -> Vec<Timed<'a>> {
        let mut at = 0;
        let parts = self.course.programme.iter().map(|part| {
            let start = at;
            at += part.minutes;
            Timed { part, start }
        });
        parts.collect()
    }

    /// When a part begins and ends, how long it takes, and how participants work.
    pub(super) fn when(&self, timed: &Timed<'_>) -> String {
        let Timed { part, start } = timed;
        let end = clock(start + part.minutes);
        let times = self.string("/slides/at").replace("{start}", &clock(*start)).replace("{end}", &end);
        format!("{times} · {} · {}", self.site.theme().words.labels.time(part.minutes), self.setup(part.form))
    }

    /// The address of a link within the site, which needs the address of the site.
    fn link(&self, link: &str) -> Option<String> {
        let (id, anchor) = link.strip_prefix("id:")?.split_once('#').unwrap_or((&link[3..], ""));
        let hash = if anchor.is_empty() { "" } else { "#" };
        Some(format!("{}/{}{hash}{anchor}", self.site.base()?, self.site.target(id)?.url))
    }

    /// The address of a page, which needs the address of the site.
    pub(super) fn address(&self, page: &Page<'_>) -> Option<String> {
        Some(format!("{}/{}", self.site.base()?, page.url))
    }

    /// A text as HTML. Where the site has no address, only the words of links within
    /// it remain.
    pub(super) fn html(&self, text: Markdown<'_>) -> String {
        text.html(&|link| self.link(link))
    }

    /// A text as blocks.
    pub(super) fn blocks(&self, text: Markdown<'_>) -> Vec<Block> {
        text.blocks(&|link| self.link(link))
    }

    /// A text as runs.
    pub(super) fn runs(&self, text: &Inline) -> Vec<Run> {
        Markdown::Inline(text.as_str()).runs(&|link| self.link(link))
    }

    /// A text after a word of the templates.
    pub(super) fn said(&self, pointer: &str, text: &Inline) -> Vec<Run> {
        [vec![Run::bold(format!("{} ", self.string(pointer)))], self.runs(text)].concat()
    }

    /// A text that is no Markdown as HTML.
    pub(super) fn plain(&self, text: &str) -> String {
        self.html(Markdown::Plain(text))
    }

    /// Where a fact stands: the source, the section, and the date of the source.
    pub(super) fn source(&self, citation: &Citation) -> String {
        let records = &self.site.checked.sources.records.sources;
        let Some(source) = records.iter().find(|entry| entry.id == citation.source.id) else { return String::new() };
        let section = citation.section.as_ref();
        let section = section.map(|section| format!(", {} {section}", self.string("/sources/section")));
        let (title, date) = (&source.value.title, &source.value.date);
        format!("{} {title}{} ({date})", self.string("/quiz/source"), section.unwrap_or_default())
    }

    /// The contacts that one can call at once, each with its number and what it is
    /// for.
    pub(super) fn urgent(&self) -> Vec<Vec<Run>> {
        let contacts = self.site.urgent().iter().filter_map(|entry| {
            let (contact, channel) = (&entry.value, entry.value.channels.first()?);
            let mut runs = Vec::new();
            if contact.title.as_str() != channel.value.as_str() {
                runs.push(Run::bold(format!("{} ", contact.title)));
            }
            runs.push(Run { link: channel.address(), ..Run::bold(channel.value.as_str()) });
            let known = [&channel.cost, &channel.hours].into_iter().flatten().map(|line| line.as_str());
            let known = known.collect::<Vec<_>>().join(", ");
            let known = if known.is_empty() { known } else { format!(" ({known})") };
            runs.push(Run::plain(format!("{known}. {}", contact.summary)));
            Some(runs)
        });
        contacts.collect()
    }

    /// What the course and what it makes use of in training rest on, each source
    /// once, in the order in which they are named.
    pub(super) fn sources(&self) -> Vec<Vec<Run>> {
        let pages = std::iter::once(self.page).chain(self.used.iter().copied().filter(|page| page.is_training()));
        let cited =
            pages.flat_map(|page| page.sources.iter().chain(page.sections.iter().flat_map(|one| one.citations)));
        let mut seen = BTreeSet::new();
        let records = &self.site.checked.sources.records.sources;
        let sources = cited.filter(|citation| seen.insert(citation.source.id.as_str())).filter_map(|citation| {
            let source = &records.iter().find(|entry| entry.id == citation.source.id)?.value;
            let link = source.url.as_ref().map(|url| url.as_str().to_owned());
            let about = Run::plain(format!(". {}, {}.", source.author, source.date));
            Some(vec![Run::linked(source.title.as_str(), link), about])
        });
        sources.collect()
    }
}
