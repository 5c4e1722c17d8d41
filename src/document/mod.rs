//! Many records as one document: plain HTML with headings, lists and links, for
//! paper, for e-readers and for learning platforms.
//!
//! [`document`] lays out the catalogue, the meldcode, the terms and their sources,
//! [`course()`] a course with all that it makes use of, [`workbook`](workbook::workbook) all that a
//! course can make use of. A [`Medium`] says how links and anchors are written: on
//! one page, or in a file for each chapter. The HTML is well-formed XML, since
//! e-readers ask for that. [`Book`] binds a document as an EPUB.

mod course;
mod epub;
mod text;
mod training;
pub(crate) mod workbook;

use std::collections::BTreeSet;

use jiff::civil::Date;

pub(crate) use course::course;
pub(crate) use epub::Book;

use crate::load::DUTCH;
use crate::model::{Content, Page, Site};

/// A document in parts.
pub(crate) struct Document<'a> {
    /// The day of its newest change.
    pub(crate) date: Option<Date>,
    /// Its parts, in their order.
    pub(crate) parts: Vec<Part<'a>>,
}

/// A part, such as the modules.
pub(crate) struct Part<'a> {
    /// Its anchor or the name of its file.
    pub(crate) id: &'a str,
    /// Its title.
    pub(crate) title: &'a str,
    /// What it is, in one sentence; may be empty.
    pub(crate) summary: &'a str,
    /// Its text, without its title; empty where it is made of chapters.
    pub(crate) html: String,
    /// Its chapters.
    pub(crate) chapters: Vec<Chapter<'a>>,
}

/// A chapter: a record.
pub(crate) struct Chapter<'a> {
    /// Its anchor or the name of its file.
    pub(crate) id: &'a str,
    /// What stands before its title: the number of a module or step.
    pub(crate) number: Option<String>,
    /// Its title.
    pub(crate) title: &'a str,
    /// Its text, without its title.
    pub(crate) html: String,
}

/// How a document is bound.
#[derive(Clone, Copy)]
pub(crate) enum Medium<'a> {
    /// One page; other pages of the site stand behind this prefix.
    Page(&'a str),
    /// A file for each chapter.
    Files {
        /// The address of the site, where it has one.
        site: Option<&'a str>,
        /// What the names of the files end in.
        ending: &'static str,
    },
}

/// The parts, by the id of the page that each takes its title from.
const PARTS: [&str; 4] = ["modules", "meldcode", "begrippen", "bronnen"];

/// The part that a page is a chapter of.
fn part_of(content: &Content<'_>) -> Option<&'static str> {
    use Content::{Ending, Guidance, Module, Question, Sector, Stage, Weighing};
    match content {
        Module(_) => Some("modules"),
        Stage(_) | Weighing | Question(_) | Ending(_) | Guidance(_) | Sector(_) => Some("meldcode"),
        _ => None,
    }
}

/// Lays out the catalogue, the meldcode, the terms and the sources.
pub(crate) fn document<'a>(site: &'a Site<'a>, medium: Medium<'_>) -> Document<'a> {
    let pages = || site.pages.iter().filter(|page| page.language == DUTCH);
    let part_of = |page: &Page<'_>| part_of(&page.content).filter(|part| *part != "modules" || !too_many(site));
    let is_inside = |page: &&Page<'_>| PARTS.contains(&page.id) || part_of(page).is_some();
    let inside = pages().filter(is_inside).map(|page| page.id).collect();
    let sources = site.checked.sources.records.sources.iter().map(|entry| entry.id.as_str()).collect();
    let writer = text::Writer { site, medium, inside, sources };
    let parts = PARTS.iter().filter_map(|id| {
        let head = pages().find(|page| page.id == *id)?;
        let chapters = pages().filter(|page| part_of(page) == Some(id));
        let chapters = chapters.map(|page| chapter(&writer, page)).collect();
        Some(Part { id: head.id, title: head.title, summary: head.summary, html: writer.entries(head), chapters })
    });
    Document { date: site.newest(), parts: parts.collect() }
}

/// The sources that a page names.
fn cited<'a>(page: &'a Page<'a>) -> BTreeSet<&'a str> {
    let within = page.sections.iter().flat_map(|section| section.citations);
    let dated = page.sections.iter().flat_map(|section| &section.items).filter_map(|item| item.source);
    let cited = page.sources.iter().chain(within).map(|citation| citation.source.id.as_str());
    cited.chain(dated.map(|source| source.id.as_str())).collect()
}

/// How many modules a document holds at most: a thousand fill a shelf.
const MOST: usize = 1000;

/// Whether the document leaves out the modules.
fn too_many(site: &Site<'_>) -> bool {
    site.modules().nth(MOST).is_some()
}

fn chapter<'a>(writer: &text::Writer<'a, '_>, page: &'a Page<'a>) -> Chapter<'a> {
    let number = match page.content {
        Content::Module(module) => Some(module.number.to_string()),
        Content::Stage(stage) => Some(stage.number.to_string()),
        _ => None,
    };
    Chapter { id: page.id, number, title: page.title, html: writer.chapter(page) }
}

impl Part<'_> {
    /// What it is, as a paragraph.
    pub(crate) fn lead(&self) -> String {
        if self.summary.is_empty() { String::new() } else { text::paragraph(&text::plain(self.summary)) }
    }
}

impl Medium<'_> {
    /// The level of the headings of what stands in a part or in its chapters. On a
    /// page, its title, that of the part and that of the chapter come before them.
    fn level(self, is_chapter: bool) -> u8 {
        match self {
            Self::Page(_) => 3 + u8::from(is_chapter),
            Self::Files { .. } => 2,
        }
    }

    /// How an anchor of a chapter is written.
    fn anchor(self, chapter: &str, anchor: &str) -> String {
        match self {
            Self::Page(_) => format!("{chapter}--{anchor}"),
            Self::Files { .. } => anchor.to_owned(),
        }
    }

    /// The address of a place in the document.
    fn place(self, chapter: &str, anchor: &str) -> String {
        match self {
            Self::Page(_) if anchor.is_empty() => format!("#{chapter}"),
            Self::Page(_) => format!("#{}", self.anchor(chapter, anchor)),
            Self::Files { ending, .. } if anchor.is_empty() => format!("{chapter}.{ending}"),
            Self::Files { ending, .. } => format!("{chapter}.{ending}#{anchor}"),
        }
    }

    /// The address of a page outside the document; `None` where it has none.
    fn outside(self, url: &str) -> Option<String> {
        match self {
            Self::Page(root) => Some(format!("{root}{url}")),
            Self::Files { site, .. } => site.map(|site| format!("{site}/{url}")),
        }
    }
}
