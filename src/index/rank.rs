//! How sections and pages are scored. The client of the theme does the same in
//! `search/rank.js`, in the same order of operations.
//!
//! For a group of forms F with weights u (see `expand`):
//!
//! ```text
//! score(F, section) = idf(F) * max over f in F of  u(f) * sum over fields of  v(field) * tf(f, field)
//! idf(F)            = ln(1 + (N - n + 0.5) / (n + 0.5))
//! tf                = c * (k1 + 1) / (c + k1 * (1 - b + b * length / average))
//! ```
//!
//! N is the number of sections, n how many of them hold a close form of F (one
//! that weighs at least as much as another form of the same word; where there is
//! none, any form), c how often the form stands in the field (at most
//! [`FREQUENCY_MAX`]), length the length of the field as tantivy rounds it. This
//! is BM25 (Robertson and Zaragoza 2009, section 3) with one idf for the whole
//! group: a rare inflection must not outweigh the word that was asked for.
//!
//! Groups add up over a section, times the square of the part of the question
//! that the section holds: over the groups, the sum of idf times the weight of the
//! best form in the section, divided by the sum of idf; what stands elsewhere on
//! the page counts for a share (`elsewhere`). A page has the score of its best
//! section and a share of its second best (`other_sections`), times the factor of
//! its kind. A page whose title is the question comes first, with its head as the
//! best section.

use std::collections::{BTreeMap, BTreeSet};

use super::expand::{Expanded, Group};
use super::weights::Weights;

/// Saturation of the frequency.
pub const K1: f64 = 1.2;
/// Influence of the length.
pub const B: f64 = 0.75;
/// A form counts at most this often in a field.
pub const FREQUENCY_MAX: u32 = 15;

/// How often the forms of a site stand in the fields of its sections.
pub(super) trait Postings {
    /// The page of each section.
    fn page_of(&self) -> &[usize];
    /// The average length of each field.
    fn averages(&self) -> &[f64; 4];
    /// Visits the sections that hold `form` in `field`: section, frequency and
    /// the length of the field there.
    fn visit(&self, form: u32, field: usize, visit: &mut dyn FnMut(usize, u32, u32)) -> crate::Result<()>;
}

/// What else decides about a page.
pub(super) struct Pages<'a> {
    /// The factor of each page.
    pub(super) factors: &'a [f64],
    /// Pages whose title is the question.
    pub(super) exact: &'a BTreeSet<usize>,
    /// Whether a section may be shown, by its text.
    pub(super) holds: &'a mut dyn FnMut(usize) -> crate::Result<bool>,
}

/// A page with its best section.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Scored {
    pub(super) page: usize,
    pub(super) section: usize,
    pub(super) score: f64,
}

/// The pages that hold enough of the question, best first.
pub(super) fn rank(
    question: &Expanded,
    postings: &impl Postings,
    weights: &Weights,
    pages: Pages<'_>,
) -> crate::Result<Vec<Scored>> {
    let page_of = postings.page_of();
    let mut totals = vec![0.0_f64; page_of.len()];
    let mut cover = vec![0.0_f64; page_of.len()];
    let mut held = vec![0.0_f64; pages.factors.len()];
    let mut whole = 0.0;
    for group in &question.groups {
        let found = score(group, postings, weights)?;
        #[allow(clippy::cast_precision_loss, reason = "numbers of sections are far below 2^52")]
        let (all, holding) = (page_of.len() as f64, found.close as f64);
        let idf = (1.0 + (all - holding + 0.5) / (holding + 0.5)).ln();
        whole += idf;
        let mut best: BTreeMap<usize, f64> = BTreeMap::new();
        for (section, (score, weight)) in found.sections {
            totals[section] += idf * score;
            cover[section] += idf * weight;
            let known = best.entry(page_of[section]).or_insert(weight);
            *known = known.max(weight);
        }
        best.into_iter().for_each(|(page, weight)| held[page] += idf * weight);
    }
    let mut without = BTreeSet::new();
    for form in &question.without {
        for field in 0..weights.fields.len() {
            postings.visit(*form, field, &mut |section, _, _| {
                without.insert(page_of[section]);
            })?;
        }
    }

    let mut best: BTreeMap<usize, (Scored, f64)> = BTreeMap::new();
    for (section, total) in totals.into_iter().enumerate() {
        let page = page_of[section];
        let part = (cover[section] + weights.elsewhere * (held[page] - cover[section])) / whole;
        let score = total * part * part;
        if total == 0.0 || part < weights.least || without.contains(&page) || !(pages.holds)(section)? {
            continue;
        }
        let scored = Scored { page, section, score };
        best.entry(page)
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
    let ranked = best.into_values().map(|(best, second)| {
        let score = (best.score + weights.other_sections * second) * pages.factors[best.page];
        Scored { score, ..best }
    });
    let is_exact = |scored: &Scored| pages.exact.contains(&scored.page);
    let head = |scored: Scored| match is_exact(&scored) {
        true => Scored { section: page_of.partition_point(|page| *page < scored.page), ..scored },
        false => scored,
    };
    let mut ranked: Vec<Scored> = ranked.map(head).collect();
    ranked.sort_by(|a, b| is_exact(b).cmp(&is_exact(a)).then(b.score.total_cmp(&a.score)).then(a.page.cmp(&b.page)));
    Ok(ranked)
}

/// What a group found.
struct Found {
    /// Sections that hold any form: the best score, and the weight of the closest
    /// form.
    sections: BTreeMap<usize, (f64, f64)>,
    /// How many sections hold a close form.
    close: usize,
}

fn score(group: &Group, postings: &impl Postings, weights: &Weights) -> crate::Result<Found> {
    let mut forms: Vec<(u32, f64)> = group.iter().map(|(form, weight)| (*form, *weight)).collect();
    forms.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    let averages = postings.averages();
    let mut found = Found { sections: BTreeMap::new(), close: 0 };
    for (form, weight) in forms {
        let mut sums: BTreeMap<usize, f64> = BTreeMap::new();
        for (field, boost) in weights.fields.iter().enumerate() {
            postings.visit(form, field, &mut |section, frequency, length| {
                let count = f64::from(frequency.min(FREQUENCY_MAX));
                let norm = K1 * (1.0 - B + B * f64::from(length) / averages[field]);
                *sums.entry(section).or_default() += boost * (count * (K1 + 1.0) / (count + norm));
            })?;
        }
        for (section, sum) in sums {
            let (best, _) = found.sections.entry(section).or_insert((0.0, weight));
            *best = best.max(weight * sum);
        }
        if weight >= weights.stem {
            found.close = found.sections.len();
        }
    }
    if found.close == 0 {
        found.close = found.sections.len();
    }
    Ok(found)
}
