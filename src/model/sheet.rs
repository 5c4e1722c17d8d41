//! Long lists: a page that lists more than fit is followed by others, so that no
//! page grows with the site.

use std::collections::BTreeMap;
use std::ops::Range;

use super::{Content, Page, Target};
use crate::record::{Facet, Module};

/// The part of a list that a page shows.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Sheet {
    /// Which one it is, from 0.
    pub number: usize,
    /// How many there are; at least 1.
    pub count: usize,
    /// How many entries each holds.
    size: usize,
}

/// How many modules a page lists.
pub(crate) const MODULES: usize = 200;
/// How many names a page of the A-Z lists.
const NAMES: usize = 4000;

impl Sheet {
    /// The one sheet of a page that has no others.
    pub(super) const ONLY: Self = Self { number: 0, count: 1, size: usize::MAX };

    /// Where its entries stand in the whole list.
    pub fn range(self) -> Range<usize> {
        let start = self.number * self.size.min(usize::MAX / self.count);
        start..start.saturating_add(self.size)
    }

    /// The address of the sheet `number` of the list whose first has the address
    /// `url`.
    pub fn url(url: &str, number: usize) -> String {
        if number == 0 { url.to_owned() } else { format!("{url}pagina-{}/", number + 1) }
    }
}

/// Puts the further sheets of each list after its first.
pub(super) fn sheets<'a>(pages: Vec<Page<'a>>, modules: &[&'a Module]) -> Vec<Page<'a>> {
    let names: usize = pages.iter().filter(|page| page.is_found()).map(|page| 1 + page.aliases.len()).sum();
    let mut having: BTreeMap<(Facet, &str), usize> = BTreeMap::new();
    for (facet, module) in Facet::ALL.iter().flat_map(|facet| modules.iter().map(|module| (*facet, module))) {
        facet.of(module).into_iter().for_each(|value| *having.entry((facet, value)).or_default() += 1);
    }
    let sheets = pages.into_iter().flat_map(|page| {
        let (entries, size) = match page.content {
            Content::Modules | Content::Comparison => (modules.len(), MODULES),
            Content::Facet(facet, value) => (having.get(&(facet, value)).copied().unwrap_or_default(), MODULES),
            Content::Index => (names, NAMES),
            _ => return vec![page],
        };
        let count = entries.div_ceil(size).max(1);
        (0..count).map(|number| sheet(&page, Sheet { number, count, size })).collect()
    });
    sheets.collect()
}

/// The sheet of a page that has no text of its own.
fn sheet<'a>(page: &Page<'a>, sheet: Sheet) -> Page<'a> {
    let first = Target { url: page.url.clone(), title: page.title };
    let above = page.above.iter().cloned().chain((sheet.number > 0).then_some(first));
    Page { url: Sheet::url(&page.url, sheet.number), above: above.collect(), sections: Vec::new(), sheet, ..*page }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sheets_hold_every_entry_once() {
        let ranges = (0..3).map(|number| Sheet { number, count: 3, size: 200 }.range());
        assert_eq!(ranges.collect::<Vec<_>>(), [0..200, 200..400, 400..600]);
        assert_eq!(Sheet::ONLY.range(), 0..usize::MAX);
        assert_eq!([0, 1].map(|number| Sheet::url("modules/", number)), ["modules/", "modules/pagina-2/"]);
    }
}
