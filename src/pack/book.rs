//! The course and all that it makes use of as an EPUB.

use super::material::Material;
use crate::document::{Book, course};

/// The book of the course.
pub(super) fn book(material: &Material<'_>) -> crate::Result<Option<Vec<u8>>> {
    let Material { site, page, used, .. } = material;
    let document = course(site, page, used, Book::medium(site));
    let book = Book { title: page.title, summary: page.summary, url: &page.url };
    book.bind(site, &document).map(Some)
}
