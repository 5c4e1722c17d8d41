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
//! 2. `words` reads its texts (`tokenize`) into one dictionary;
//! 3. `lexicon` finds how forms hang together: forms of one word, parts of
//!    compounds (`compound`), what else is looked for (`synonyms`);
//! 4. `store` writes all of it with tantivy, for the command line and for anyone
//!    who builds on it; `browser` writes it for the client of the theme;
//! 5. [`bulk`] writes the documents alone, for engines of others, where that is asked
//!    for.
//!
//! A question is read (`query`), widened (`expand`) and scored (`rank`) by the
//! same rules in both engines; a test asks both the same questions. `eval` measures
//! the answers. `index` never reads the disk and knows nothing of HTML.

mod browser;
pub mod bulk;
mod compound;
mod distance;
mod documents;
pub mod eval;
mod excerpt;
mod expand;
mod lexicon;
mod query;
pub mod rank;
mod search;
mod store;
mod synonyms;
pub mod tokenize;
mod weights;
mod words;

pub use excerpt::Fragment;
pub use search::{Answer, Hit, Searcher};
pub use weights::{FIELDS, Weights};

use serde_json::{Value as Json, json};

use documents::Documents;
use lexicon::Lexicon;
use words::{Terms, Words};

use crate::check::CitizenPages;
use crate::fold::fold;
use crate::model::{SEARCH, Site};
use crate::tree::{Tree, fingerprint};

/// A file that every native index has.
pub(crate) const MARK: &str = "meta.json";

/// What both indexes are written from.
pub(crate) struct Material<'s> {
    documents: Documents<'s>,
    words: Words,
    lexicon: Lexicon,
    weights: Weights,
}

impl<'s> Material<'s> {
    /// Reads every page that search shows.
    fn new(site: &'s Site<'_>) -> Self {
        let documents = documents::documents(site);
        let synonyms = synonyms::synonyms(site);
        let analysis = site.checked.analysis;
        let parts: Vec<String> = analysis.parts.iter().map(|part| fold(part.as_str())).collect();
        let others = synonyms.terms().chain(parts.iter().map(String::as_str));
        let weights = Weights::new(analysis);
        let stop = weights.stop_words.iter().map(String::as_str).collect();
        let words = words::words(&documents, &Terms::new(synonyms.terms()), &stop, others);
        let lexicon = lexicon::lexicon(&words, &synonyms, analysis);
        Self { documents, words, lexicon, weights }
    }

    /// The files of `index/store/`. Their writer knows one thread: there is time for
    /// other things beside it.
    pub(crate) fn store(&self) -> crate::Result<Tree> {
        store::write(&self.documents, &self.words, &self.lexicon, &self.weights)
    }

    /// The index of the browser and its texts.
    fn browser(&self) -> (Vec<u8>, Vec<u8>) {
        browser::write(&self.documents, &self.words, &self.lexicon, &self.weights)
    }
}

/// Indexes every page that search shows: the files of the browser, which are [`SEARCH`]
/// and those that it names, and what the native index is written from.
pub(crate) fn index<'s>(site: &'s Site<'_>) -> (Tree, Material<'s>) {
    let material = Material::new(site);
    let (index, text) = material.browser();
    let names =
        [format!("search/index.{}.bin", fingerprint(&index)), format!("search/text.{}.txt", fingerprint(&text))];
    let search = json!({ "index": names[0], "text": names[1], "words": spoken(site) }).to_string();
    let files = names.into_iter().zip([index, text]).chain([(SEARCH.to_owned(), search.into_bytes())]);
    (files.collect(), material)
}

/// What the client says, in each language of the site.
fn spoken(site: &Site<'_>) -> Json {
    let of = |citizen: &CitizenPages<'_>| {
        let strings = &citizen.words.strings;
        let words = ["search", "kind", "audience"].map(|name| (name.to_owned(), strings[name].clone()));
        (citizen.language.to_owned(), Json::Object(words.into_iter().collect()))
    };
    Json::Object(site.checked.citizen.iter().map(of).collect())
}

/// The average length of a field; never nothing, since it divides.
fn average(tokens: u64, sections: usize) -> f64 {
    #[allow(clippy::cast_precision_loss, reason = "numbers of words are far below 2^52")]
    let average = tokens as f64 / sections.max(1) as f64;
    average.max(f64::MIN_POSITIVE)
}
