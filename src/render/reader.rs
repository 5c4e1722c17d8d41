//! The readers: the catalogue, the meldcode, the terms and their sources on one
//! page, and each course with its texts; and the page about the site as data.

use serde::Serialize;

use super::Renderer;
use super::view::Day;
use crate::document::workbook::workbook;
use crate::document::{Chapter, Document, Medium, Part, course, document};
use crate::model::Page;
use crate::record::Course;

#[derive(Default, Serialize)]
pub(super) struct Reader<'a> {
    /// The day of the newest change.
    edition: Option<Day>,
    /// The address of the same text as a book; empty where there is none.
    book: String,
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
        let document = document(self.site, Medium::Page(&page.root()));
        self.bound("lezen/meldwijzer.epub".to_owned(), document)
    }

    pub(super) fn course_reader(&self, page: &Page<'s>, of: &'s Course) -> Reader<'s> {
        let Some(head) = self.site.pages.iter().find(|head| head.id == page.id) else { return Reader::default() };
        let book = self.packs.of(page.id).iter().find(|file| file.key == "book");
        let book = book.map_or(String::new(), |file| format!("{}{}", head.url, file.name));
        self.bound(book, course(self.site, head, &self.site.used(of), Medium::Page(&page.root())))
    }

    pub(super) fn workbook(&self, page: &Page<'s>) -> Reader<'s> {
        self.bound(String::new(), workbook(self.site, Medium::Page(&page.root())))
    }

    fn bound(&self, book: String, document: Document<'s>) -> Reader<'s> {
        let chapter = |chapter: Chapter<'s>| ChapterView {
            id: chapter.id,
            number: chapter.number,
            title: chapter.title,
            html: chapter.html,
        };
        let part = |part: Part<'s>| PartView {
            id: part.id,
            title: part.title,
            summary: part.summary,
            html: part.html,
            chapters: part.chapters.into_iter().map(chapter).collect(),
        };
        Reader {
            edition: document.date.map(|date| self.day(date)),
            book,
            parts: document.parts.into_iter().map(part).collect(),
        }
    }

    pub(super) fn data(&self) -> Data {
        Data { feed: self.site.base().is_some() }
    }
}
