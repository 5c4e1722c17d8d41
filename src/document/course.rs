//! A course as one document: the course, what it makes use of, the hand-out, the
//! texts to read and the sources of all of it.

use std::collections::BTreeSet;

use super::{Chapter, Document, Medium, Part, chapter, cited, text};
use crate::model::{Content, Page, Site};
use crate::record::Kind;

/// The parts that are made of what a course makes use of: their anchor or file,
/// their title among the words of the theme, and the kind of their chapters.
const USED: [(&str, &str, Kind); 3] = [
    ("oefeningen", "training.exercise", Kind::Exercise),
    ("casussen", "training.case", Kind::Case),
    ("zelftoetsen", "training.quiz", Kind::Quiz),
];

/// Lays out the course of `page` with those of the pages it makes use of that are
/// in `used`.
pub(crate) fn course<'a>(
    site: &'a Site<'a>,
    page: &'a Page<'a>,
    used: &[&'a Page<'a>],
    medium: Medium<'_>,
) -> Document<'a> {
    let pages = || std::iter::once(page).chain(used.iter().copied());
    let sources: BTreeSet<&str> = pages().flat_map(cited).collect();
    let inside = pages().map(|page| page.id).collect();
    let writer = text::Writer { site, medium, inside, sources };
    let level = medium.level(false);

    let part = |id: &'a str, key: &'static str, html: String, chapters: Vec<Chapter<'a>>| Part {
        id,
        title: writer.word(key),
        summary: "",
        html,
        chapters,
    };
    let of = |wanted: &dyn Fn(&Page<'_>) -> bool| -> Vec<Chapter<'a>> {
        used.iter().filter(|page| wanted(page)).map(|page| chapter(&writer, page)).collect()
    };
    let about =
        Part { summary: page.summary, ..part(page.id, "document.course", writer.body(page, level), Vec::new()) };
    let mut parts = vec![about];
    parts.extend(USED.map(|(id, key, kind)| part(id, key, String::new(), of(&|page| page.kind() == kind.id()))));
    if let Content::Course(course) = page.content {
        parts.push(part("hand-out", "section.handout", writer.handout(course, level), Vec::new()));
    }
    parts.push(part("teksten", "document.texts", String::new(), of(&|page| !page.is_training())));
    parts.push(part("bronnen", "page.bronnen.title", writer.listed(level), Vec::new()));
    parts.retain(|part| !part.html.is_empty() || !part.chapters.is_empty());
    Document { date: pages().filter_map(|page| page.updated).max(), parts }
}
