//! The numbers of `index/analysis.yaml` as the engines use them.

use serde::{Deserialize, Serialize};

use crate::fold::fold;
use crate::record::Analysis;

/// The fields, in the order of all arrays by field.
pub const FIELDS: [&str; 4] = ["title", "aliases", "heading", "body"];

/// Weights and stop words. A weight is a factor: 1 leaves a score as it is.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct Weights {
    /// By field.
    pub fields: [f64; 4],
    /// Of another form of the same word.
    pub stem: f64,
    /// Of a longer word that begins with the last word.
    pub prefix: f64,
    /// Of a compound that ends in the word.
    pub head: f64,
    /// Of a compound that has the word elsewhere.
    pub part: f64,
    /// Of the last part of a compound that was asked for.
    pub whole: f64,
    /// Of a part of a word that the site does not have.
    pub split: f64,
    /// Of a word with one typing error, and with two.
    pub typos: [f64; 2],
    /// Of a synonym.
    pub synonym: f64,
    /// Of a page's second best section.
    pub other_sections: f64,
    /// Of what stands elsewhere on the page, for the part of the question held.
    pub elsewhere: f64,
    /// The part of the question that a section must hold.
    pub least: f64,
    /// Of pages of these kinds.
    pub kinds: Vec<(String, f64)>,
    /// Words that are passed over when there are others, folded and sorted.
    pub stop_words: Vec<String>,
}

impl Weights {
    /// The settings as numbers.
    pub(super) fn new(analysis: &Analysis) -> Self {
        let part = |percent: u32| f64::from(percent) / 100.0;
        let (fields, edges) = (&analysis.fields, &analysis.edges);
        let mut stop_words: Vec<String> = analysis.stop_words.iter().map(|word| fold(word.as_str())).collect();
        stop_words.sort();
        Self {
            fields: [part(fields.title), part(fields.aliases), part(fields.heading), part(fields.body)],
            stem: part(edges.stem),
            prefix: part(edges.prefix),
            head: part(edges.head),
            part: part(edges.part),
            whole: part(edges.whole),
            split: part(edges.split),
            typos: [part(edges.typo), part(edges.typos)],
            synonym: part(edges.synonym),
            other_sections: part(analysis.other_sections),
            elsewhere: part(analysis.elsewhere),
            least: part(analysis.least),
            kinds: analysis.kinds.iter().map(|kind| (kind.kind.as_str().to_owned(), part(kind.weight))).collect(),
            stop_words,
        }
    }

    /// Whether a word says little.
    pub(super) fn is_stop(&self, word: &str) -> bool {
        self.stop_words.binary_search_by(|stop| stop.as_str().cmp(word)).is_ok()
    }

    /// The factor of a kind of page.
    pub(super) fn of_kind(&self, kind: &str) -> f64 {
        self.kinds.iter().find(|(name, _)| name == kind).map_or(1.0, |(_, weight)| *weight)
    }
}
