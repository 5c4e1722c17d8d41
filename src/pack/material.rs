//! A course with everything that its programme makes use of.

use crate::model::{Content, Page, Site};
use crate::record::{Case, Course, Exercise, Quiz};

/// What every format of a pack is made from.
pub(super) struct Material<'a> {
    pub(super) site: &'a Site<'a>,
    /// The page of the course.
    pub(super) page: &'a Page<'a>,
    pub(super) course: &'a Course,
    /// What the programme makes use of, each page once, in the order of the
    /// programme.
    pub(super) used: Vec<&'a Page<'a>>,
}

impl<'a> Material<'a> {
    pub(super) fn new(site: &'a Site<'a>, page: &'a Page<'a>, course: &'a Course) -> Self {
        Self { site, page, course, used: site.used(course) }
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

    /// A word of the generator in the language of the site.
    pub(super) fn word(&self, key: &str) -> &'a str {
        self.site.theme().words.labels.words.get(key).map_or("", String::as_str)
    }
}
