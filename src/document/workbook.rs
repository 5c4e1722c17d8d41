//! What a course is put together from, as one document: modules, steps, exercises,
//! cases and self-tests. The page that puts a course together takes its texts from
//! it.

use std::collections::BTreeSet;

use super::{Document, Medium, Part, chapter, text, too_many};
use crate::load::DUTCH;
use crate::model::{Page, Site};
use crate::record::Kind;

/// The parts: their anchor, their title among the words of the theme, and the kind
/// of their chapters.
pub(crate) const PARTS: [(&str, &str, Kind); 5] = [
    ("modules", "page.modules.title", Kind::Module),
    ("stappen", "page.meldcode.title", Kind::Stage),
    ("oefeningen", "training.exercise", Kind::Exercise),
    ("casussen", "training.case", Kind::Case),
    ("zelftoetsen", "training.quiz", Kind::Quiz),
];

/// The chapters of a part.
pub(crate) fn chapters<'a>(site: &'a Site<'a>, kind: Kind) -> impl Iterator<Item = &'a Page<'a>> {
    let is_left_out = kind == Kind::Module && too_many(site);
    site.pages.iter().filter(move |page| page.language == DUTCH && page.kind() == kind.id() && !is_left_out)
}

/// Lays out all that a course can be put together from.
pub(crate) fn workbook<'a>(site: &'a Site<'a>, medium: Medium<'_>) -> Document<'a> {
    let all = || PARTS.iter().flat_map(|(.., kind)| chapters(site, *kind));
    let inside = all().map(|page| page.id).collect();
    let writer = text::Writer { site, medium, inside, sources: BTreeSet::new() };
    let part = |(id, key, kind): &(&'static str, &str, Kind)| Part {
        id,
        title: writer.word(key),
        summary: "",
        html: String::new(),
        chapters: chapters(site, *kind).map(|page| chapter(&writer, page)).collect(),
    };
    let parts = PARTS.iter().map(part).filter(|part| !part.chapters.is_empty());
    Document { date: all().filter_map(|page| page.updated).max(), parts: parts.collect() }
}
