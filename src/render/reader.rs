//! The reader: the catalogue, the meldcode, the terms and their sources on one
//! page; and the page about the site as data.

use serde::Serialize;

use super::Renderer;
use super::view::Day;
use crate::document::{Medium, Part, document};
use crate::model::Page;

#[derive(Serialize)]
pub(super) struct Reader<'a> {
    /// The day of the newest change.
    edition: Option<Day>,
    parts: Vec<PartView<'a>>,
}

#[derive(Serialize)]
struct PartView<'a> {
    id: &'a str,
    title: &'a str,
    summary: &'a str,
    html: String,
    chapters: Vec<ChapterView<'a>>,
}

#[derive(Serialize)]
struct ChapterView<'a> {
    id: &'a str,
    number: Option<String>,
    title: &'a str,
    html: String,
}

/// The page about the data.
#[derive(Serialize)]
pub(super) struct Data {
    /// Whether there is a feed: it needs the address of the site.
    feed: bool,
}

impl<'s> Renderer<'s> {
    pub(super) fn reader(&self, page: &Page<'s>) -> Reader<'s> {
        let part = |part: Part<'s>| PartView {
            id: part.id,
            title: part.title,
            summary: part.summary,
            html: part.html,
            chapters: part
                .chapters
                .into_iter()
                .map(|chapter| ChapterView {
                    id: chapter.id,
                    number: chapter.number,
                    title: chapter.title,
                    html: chapter.html,
                })
                .collect(),
        };
        Reader {
            edition: self.site.newest().map(|date| self.day(date)),
            parts: document(self.site, Medium::Page(&page.root())).parts.into_iter().map(part).collect(),
        }
    }

    pub(super) fn data(&self) -> Data {
        Data { feed: self.site.base().is_some() }
    }
}
