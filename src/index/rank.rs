//! How a question is widened and how sections are scored. The client of the
//! theme does the same in `search/rank.js`, in the same order of operations.
//!
//! For a word w of the question, widened to the forms F with weights u:
//!
//! ```text
//! score(w, section) = idf(w) * max over f in F of  u(f) * sum over fields of  v(field) * tf(f, field)
//! idf(w)            = ln(1 + (N - n + 0.5) / (n + 0.5))
//! tf                = c * (k1 + 1) / (c + k1 * (1 - b + b * length / average))
//! ```
//!
//! N is the number of sections, n how many of them hold any form of F, c how
//! often the form stands in the field (at most [`FREQUENCY_MAX`]), length the
//! length of the field as tantivy rounds it. This is BM25 (Robertson and
//! Zaragoza 2009, section 3) with one idf for the whole group: a rare inflection
//! must not outweigh the word that was asked for. Words add up over a section; a
//! page has the score of its best section and a share of its second best, times
//! the squared part of the words that it holds anywhere.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::lexicon::Lexicon;
use super::tokenize::tokens;
use crate::fold::fold;
use crate::record::Analysis;

/// Saturation of the frequency.
pub const K1: f64 = 1.2;
/// Influence of the length.
pub const B: f64 = 0.75;
/// A form counts at most this often in a field.
pub const FREQUENCY_MAX: u32 = 15;
/// The fields, in the order of all arrays by field.
pub const FIELDS: [&str; 4] = ["title", "aliases", "heading", "body"];
/// A prefix widens to at most this many forms, the shortest first.
const PREFIX_MAX: usize = 40;
/// A prefix shorter than this widens to nothing.
const PREFIX_MIN: usize = 2;

/// Weights and stop words, from `index/analysis.yaml`.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct Weights {
    /// By field.
    pub fields: [f64; 4],
    /// Of another form of the same word.
    pub stem: f64,
    /// Of a longer word that begins with the last word.
    pub prefix: f64,
    /// Of a page's second best section.
    pub other_sections: f64,
    /// Words that are passed over when there are others, folded and sorted.
    pub stop_words: Vec<String>,
}

impl Weights {
    /// The settings as numbers.
    pub(super) fn new(analysis: &Analysis) -> Self {
        let part = |percent: u32| f64::from(percent) / 100.0;
        let fields = &analysis.fields;
        let mut stop_words: Vec<String> = analysis.stop_words.iter().map(|word| fold(word.as_str())).collect();
        stop_words.sort();
        Self {
            fields: [part(fields.title), part(fields.aliases), part(fields.heading), part(fields.body)],
            stem: part(analysis.edges.stem),
            prefix: part(analysis.edges.prefix),
            other_sections: part(analysis.other_sections),
            stop_words,
        }
    }
}

/// A word of the question: the forms it stands for, each with its weight.
pub(super) type Group = BTreeMap<u32, f64>;

/// The groups of a question. A word that the site does not have gives an empty
/// group: it counts among the words that a page lacks.
pub(super) fn widen(question: &str, lexicon: &Lexicon, weights: &Weights) -> Vec<Group> {
    // The whole of a compound stands last among its forms.
    let mut words: Vec<String> = tokens(question).into_iter().filter_map(|token| token.forms.last().cloned()).collect();
    let is_typing = question.chars().next_back().is_some_and(char::is_alphanumeric);
    let last = words.last().cloned().filter(|_| is_typing);
    let stop = |word: &String| weights.stop_words.binary_search(word).is_ok();
    if words.iter().any(|word| !stop(word)) {
        words.retain(|word| !stop(word));
    }
    words.dedup();
    words.iter().map(|word| group(word, last.as_ref() == Some(word), lexicon, weights)).collect()
}

fn group(word: &str, is_last: bool, lexicon: &Lexicon, weights: &Weights) -> Group {
    let mut group = Group::new();
    let mut add = |form: u32, weight: f64| {
        let entry = group.entry(form).or_insert(weight);
        *entry = entry.max(weight);
    };
    if let Some(form) = lexicon.find(word) {
        add(form, 1.0);
        for class in lexicon.classes.iter().filter(|class| class.contains(&form)) {
            class.iter().for_each(|other| add(*other, weights.stem));
        }
    }
    if is_last && word.chars().count() >= PREFIX_MIN {
        let mut longer: Vec<usize> = lexicon.starting(word).collect();
        longer.sort_by_key(|form| (lexicon.forms[*form].chars().count(), *form));
        longer
            .into_iter()
            .take(PREFIX_MAX)
            .filter_map(|form| u32::try_from(form).ok())
            .for_each(|form| add(form, weights.prefix));
    }
    group
}

/// How often the forms of a site stand in the fields of its sections.
pub(super) trait Postings {
    /// The number of sections.
    fn sections(&self) -> usize;
    /// The average length of a field.
    fn average(&self, field: usize) -> f64;
    /// Visits the sections that hold `form` in `field`: section, frequency and
    /// the length of the field there.
    fn visit(&self, form: u32, field: usize, visit: &mut dyn FnMut(usize, u32, u32)) -> crate::Result<()>;
}

/// A section and what it scored.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Scored {
    pub(super) page: usize,
    pub(super) section: usize,
    pub(super) score: f64,
}

/// The pages that hold any word, best first, each with its best section.
/// `page_of` gives the page of each section.
pub(super) fn rank(
    groups: &[Group],
    postings: &impl Postings,
    weights: &Weights,
    page_of: &[usize],
) -> crate::Result<Vec<Scored>> {
    let mut totals: BTreeMap<usize, f64> = BTreeMap::new();
    let mut held: BTreeMap<usize, usize> = BTreeMap::new();
    for group in groups {
        let best = score(group, postings, weights)?;
        #[allow(clippy::cast_precision_loss, reason = "numbers of sections are far below 2^52")]
        let (all, holding) = (postings.sections() as f64, best.len() as f64);
        let idf = (1.0 + (all - holding + 0.5) / (holding + 0.5)).ln();
        let mut pages: Vec<usize> = best.keys().map(|section| page_of[*section]).collect();
        pages.dedup();
        pages.into_iter().for_each(|page| *held.entry(page).or_default() += 1);
        best.into_iter().for_each(|(section, score)| *totals.entry(section).or_default() += idf * score);
    }

    let mut pages: BTreeMap<usize, (Scored, f64)> = BTreeMap::new();
    for (section, score) in totals {
        let page = page_of[section];
        let scored = Scored { page, section, score };
        pages
            .entry(page)
            .and_modify(|(best, second)| {
                if score > best.score {
                    *second = best.score;
                    *best = scored;
                } else if score > *second {
                    *second = score;
                }
            })
            .or_insert((scored, 0.0));
    }
    let ranked = pages.into_values().map(|(best, second)| {
        #[allow(clippy::cast_precision_loss, reason = "a question has few words")]
        let part = held.get(&best.page).copied().unwrap_or_default() as f64 / groups.len() as f64;
        Scored { score: (best.score + weights.other_sections * second) * part * part, ..best }
    });
    let mut ranked: Vec<Scored> = ranked.collect();
    ranked.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.page.cmp(&b.page)));
    Ok(ranked)
}

/// The best form of a group in each section that holds any.
fn score(group: &Group, postings: &impl Postings, weights: &Weights) -> crate::Result<BTreeMap<usize, f64>> {
    let mut best: BTreeMap<usize, f64> = BTreeMap::new();
    for (form, weight) in group {
        let mut sums: BTreeMap<usize, f64> = BTreeMap::new();
        for (field, boost) in weights.fields.iter().enumerate() {
            let average = postings.average(field);
            postings.visit(*form, field, &mut |section, frequency, length| {
                let count = f64::from(frequency.min(FREQUENCY_MAX));
                let norm = K1 * (1.0 - B + B * f64::from(length) / average);
                *sums.entry(section).or_default() += boost * (count * (K1 + 1.0) / (count + norm));
            })?;
        }
        for (section, sum) in sums {
            let entry = best.entry(section).or_default();
            *entry = entry.max(weight * sum);
        }
    }
    Ok(best)
}
