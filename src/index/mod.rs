//! `index`: how the site is found, natively and in the browser.
//!
//! Two decisions, both from measurements of what exists:
//!
//! - **The whole index travels at once, none of it on demand.** An index in
//!   chunks shows the host which words a visitor looks for. One file shows
//!   nothing, and for a site of this size weighs less than the first question
//!   costs with the known engines.
//! - **Word forms are indexed, not stems.** A stem in the index makes results
//!   vanish while somebody types, and the Dutch stemmer maps "begeleiding" to
//!   "beleid". A word of the question is instead widened over the dictionary of
//!   forms, each related form with a weight below that of the word itself.
//!
//! 1. `documents` makes one list, a document for each section of each page;
//! 2. `lexicon` collects the forms and the classes of forms with one stem;
//! 3. `store` writes the list with tantivy, for the command line and for anyone
//!    who builds on it; `browser` writes it for the client of the theme.
//!
//! Both engines widen and score by the same rules, stated in [`rank`]; a test
//! asks both the same questions. `index` never reads the disk and knows nothing
//! of HTML.

mod browser;
mod documents;
mod excerpt;
mod lexicon;
pub mod rank;
mod search;
mod store;
pub mod tokenize;

pub use excerpt::Fragment;
pub use search::{Hit, Searcher};

use crate::model::{SearchNames, Site};
use crate::tree::{Tree, fingerprint};

/// Everything that search needs.
#[derive(Debug)]
pub(crate) struct Search {
    /// The files of `index/store/`.
    pub(crate) store: Tree,
    /// The files of `search/` in the site.
    pub(crate) browser: Tree,
}

impl Search {
    /// Where pages find the files of the browser.
    pub(crate) fn names(&self) -> SearchNames {
        let find = |start: &str| self.browser.iter().map(|(path, _)| path).find(|path| path.starts_with(start));
        let name = |start: &str| find(start).unwrap_or_default().to_owned();
        SearchNames { index: name("search/index."), text: name("search/text.") }
    }
}

/// Indexes every page that search shows.
pub(crate) fn index(site: &Site<'_>) -> crate::Result<Search> {
    let documents = documents::documents(site);
    let analysis = site.checked.analysis;
    let lexicon = lexicon::lexicon(&documents, analysis);
    let store = store::write(&documents, &lexicon, analysis)?;
    let (index, text) = browser::write(&documents, &lexicon, analysis);
    let files = [
        (format!("search/index.{}.bin", fingerprint(&index)), index),
        (format!("search/text.{}.txt", fingerprint(&text)), text),
    ];
    Ok(Search { store, browser: files.into_iter().collect() })
}
