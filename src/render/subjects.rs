//! What stands below the text of a page: the terms that it names, and where one
//! reads on.

use super::Renderer;
use super::view::{Fact, Summed};
use crate::model::Page;

impl<'s> Renderer<'s> {
    /// The rare terms of a page with what they mean.
    pub(super) fn terms(&self, page: &Page<'s>) -> Vec<Fact<'_>> {
        let Some(subjects) = self.site.subjects.get(page.id) else { return Vec::new() };
        let glossary = self.site.page("begrippen");
        let sections = glossary.map_or(&[][..], |page| &page.sections);
        let terms = subjects.terms.iter().filter_map(|term| sections.get(*term)).map(|term| {
            let texts: Vec<String> = term.items.iter().map(|item| self.html(page, item.text)).collect();
            Fact { label: &term.title, html: texts.join(" ") }
        });
        terms.collect()
    }

    /// The pages that are most about the same.
    pub(super) fn also(&self, page: &Page<'s>) -> Vec<Summed<'_>> {
        let Some(subjects) = self.site.subjects.get(page.id) else { return Vec::new() };
        let related = subjects.related.iter().filter_map(|other| self.site.pages.get(*other));
        related.map(|page| Summed { title: page.title, summary: page.summary, url: page.url.clone() }).collect()
    }
}
