//! Questions to the native index.

use std::collections::BTreeSet;

use serde::Serialize;

use super::excerpt::{Fragment, excerpt};
use super::rank::{rank, widen};
use super::store::Store;
use crate::tree::Tree;

/// A page that was found.
#[derive(Clone, Debug, Serialize)]
pub struct Hit {
    /// The title of the page.
    pub title: String,
    /// Its address relative to the root of the site, with the anchor of the best
    /// section.
    pub url: String,
    /// The heading of the best section; empty for the head of the page.
    pub section: String,
    /// The kind of page.
    pub kind: String,
    /// Higher is better; comparable within one answer only.
    pub score: f64,
    /// Why it was found.
    pub snippet: Vec<Fragment>,
}

/// The native index, open for questions.
#[derive(Debug)]
pub struct Searcher {
    store: Store,
}

impl Searcher {
    /// Opens the files of `index/store/`.
    ///
    /// # Errors
    /// Where they are not there, or another version made them.
    pub fn open(store: &Tree) -> crate::Result<Self> {
        Ok(Self { store: Store::open(store)? })
    }

    /// The best pages for a question, at most `limit`.
    ///
    /// # Errors
    /// Where the index is damaged.
    pub fn search(&self, question: &str, limit: usize) -> crate::Result<Vec<Hit>> {
        let settings = &self.store.settings;
        let groups = widen(question, &settings.lexicon, &settings.weights);
        let forms: BTreeSet<&str> = groups
            .iter()
            .flat_map(|group| group.keys().map(|form| settings.lexicon.forms[*form as usize].as_str()))
            .collect();
        let ranked = rank(&groups, &self.store, &settings.weights, &self.store.page_of)?;
        let hits = ranked.into_iter().take(limit).map(|scored| {
            let stored = self.store.stored(scored.section)?;
            let hash = if stored.anchor.is_empty() { "" } else { "#" };
            Ok(Hit {
                url: format!("{}{hash}{}", stored.url, stored.anchor),
                snippet: excerpt(&stored.text, &forms),
                title: stored.title,
                section: stored.heading,
                kind: stored.kind,
                score: scored.score,
            })
        });
        hits.collect()
    }
}
