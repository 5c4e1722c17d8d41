//! The catalogue, the meldcode, the terms and their sources as one document:
//! plain HTML with headings, lists and links, for paper and for e-readers.
//!
//! [`document`] lays it out once; a [`Medium`] says how its links and anchors are
//! written: on one page (`render`), or in a file for each chapter (`export`). The
//! HTML is well-formed XML, since e-readers ask for that.

mod text;

use crate::load::DUTCH;
use crate::model::{Content, Page, Site};

/// A document in parts.
pub(crate) struct Document<'a> {
    /// Its parts, in their order.
    pub(crate) parts: Vec<Part<'a>>,
}

/// A part, such as the modules.
pub(crate) struct Part<'a> {
    /// Its anchor or the name of its file.
    pub(crate) id: &'a str,
    /// Its title.
    pub(crate) title: &'a str,
    /// What it is, in one sentence.
    pub(crate) summary: &'a str,
    /// Its text, without its title: short records one after the other.
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
    /// A file for each chapter; the site has this address or none.
    Files(Option<&'a str>),
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

/// Lays out the document.
pub(crate) fn document<'a>(site: &'a Site<'a>, medium: Medium<'_>) -> Document<'a> {
    let pages = || site.pages.iter().filter(|page| page.language == DUTCH);
    let part_of = |page: &Page<'_>| part_of(&page.content).filter(|part| *part != "modules" || !too_many(site));
    let is_inside = |page: &&Page<'_>| PARTS.contains(&page.id) || part_of(page).is_some();
    let writer = text::Writer { site, medium, inside: pages().filter(is_inside).map(|page| page.id).collect() };
    let parts = PARTS.iter().filter_map(|id| {
        let head = pages().find(|page| page.id == *id)?;
        let chapters = pages().filter(|page| part_of(page) == Some(id));
        let chapters = chapters.map(|page| chapter(&writer, page)).collect();
        Some(Part { id: head.id, title: head.title, summary: head.summary, html: writer.entries(head), chapters })
    });
    Document { parts: parts.collect() }
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

impl Medium<'_> {
    /// The level of the headings of what stands in a part or in its chapters. On a
    /// page, its title, that of the part and that of the chapter come before them.
    fn level(self, is_chapter: bool) -> u8 {
        match self {
            Self::Page(_) => 3 + u8::from(is_chapter),
            Self::Files(_) => 2,
        }
    }

    /// How an anchor of a chapter is written.
    fn anchor(self, chapter: &str, anchor: &str) -> String {
        match self {
            Self::Page(_) => format!("{chapter}--{anchor}"),
            Self::Files(_) => anchor.to_owned(),
        }
    }

    /// The address of a place in the document.
    fn place(self, chapter: &str, anchor: &str) -> String {
        match self {
            Self::Page(_) if anchor.is_empty() => format!("#{chapter}"),
            Self::Page(_) => format!("#{}", self.anchor(chapter, anchor)),
            Self::Files(_) if anchor.is_empty() => format!("{chapter}.xhtml"),
            Self::Files(_) => format!("{chapter}.xhtml#{anchor}"),
        }
    }

    /// The address of a page outside the document; `None` where it has none.
    fn outside(self, url: &str) -> Option<String> {
        match self {
            Self::Page(root) => Some(format!("{root}{url}")),
            Self::Files(base) => base.map(|base| format!("{base}/{url}")),
        }
    }
}
