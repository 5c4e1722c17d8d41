//! A course with everything that its programme makes use of.

use super::sheets::Sheets;
use crate::markdown::Markdown;
use crate::model::{Content, Page, Site};
use crate::record::{Case, Citation, Course, Exercise, Quiz};

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
    pub(super) sheets: &'a Sheets,
}

impl<'a> Material<'a> {
    pub(super) fn new(site: &'a Site<'a>, sheets: &'a Sheets, page: &'a Page<'a>, course: &'a Course) -> Self {
        Self { site, page, course, used: site.used(course), sheets }
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

    /// A text as HTML. A link within the site needs the address of the site; without
    /// one only its words remain.
    pub(super) fn html(&self, text: Markdown<'_>) -> String {
        text.html(&|link| {
            let (id, anchor) = link.strip_prefix("id:")?.split_once('#').unwrap_or((&link[3..], ""));
            let hash = if anchor.is_empty() { "" } else { "#" };
            Some(format!("{}/{}{hash}{anchor}", self.site.base()?, self.site.target(id)?.url))
        })
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
}
