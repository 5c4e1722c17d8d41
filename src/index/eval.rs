//! How good answers are, against the judged questions of `index/queries.yaml`.
//!
//! For the first ten pages of an answer, with grade 3 for `best`, 2 for `good`, 1
//! for `fair` and 0 for any other page:
//!
//! - success@k: a page of grade 2 or 3 is among the first k;
//! - MRR: one over the rank of the first such page (Voorhees 1999);
//! - nDCG@10: the sum of (2^grade - 1) / log2(rank + 1), divided by that of the
//!   best possible answer (Järvelin and Kekäläinen 2002, in the form of Burges et
//!   al. 2005).
//!
//! A question that nothing answers has 1 in all of them for an empty answer and 0
//! for any other.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::model::Site;
use crate::record::{Line, Split, Tag};

/// How far down an answer is read.
pub const DEPTH: usize = 10;

/// A judged question.
#[derive(Clone, Debug, Serialize)]
pub struct Judged {
    /// What is asked.
    pub ask: String,
    /// What is hard about it.
    pub tag: &'static str,
    /// What it is for.
    pub split: &'static str,
    /// The grade of each page that answers it, by its address.
    pub answers: BTreeMap<String, u8>,
}

/// The judged questions of a site.
pub(crate) fn judged(site: &Site<'_>) -> Vec<Judged> {
    let queries = site.checked.sources.queries.iter().flat_map(|(_, queries)| &queries.questions);
    let judged = queries.map(|query| {
        let mut answers = BTreeMap::new();
        for (grade, ids) in [(1, &query.fair), (2, &query.good), (3, &query.best)] {
            let page = |id: &Line| Some(site.target(id.as_str())?.url.split('#').next().unwrap_or_default().to_owned());
            answers.extend(ids.iter().filter_map(page).map(|url| (url, grade)));
        }
        Judged { ask: query.ask.as_str().to_owned(), tag: query.tag.id(), split: query.split.id(), answers }
    });
    judged.collect()
}

/// Means over some questions, from 0 to 1.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct Measures {
    /// How many questions there are.
    pub questions: usize,
    /// Mean reciprocal rank.
    pub mrr: f64,
    /// Normalised discounted cumulative gain.
    pub ndcg: f64,
    /// A good page comes first.
    pub success_at_1: f64,
    /// A good page is among the first three.
    pub success_at_3: f64,
}

/// Measures one answer: the addresses of its pages, without anchors.
pub fn measure(question: &Judged, answer: &[String]) -> Measures {
    let one = |value: bool| if value { 1.0 } else { 0.0 };
    if question.answers.is_empty() {
        let value = one(answer.is_empty());
        return Measures { questions: 1, mrr: value, ndcg: value, success_at_1: value, success_at_3: value };
    }
    let grade = |url: &String| question.answers.get(url).copied().unwrap_or_default();
    let grades: Vec<u8> = answer.iter().take(DEPTH).map(grade).collect();
    let first = grades.iter().position(|grade| *grade >= 2);
    let mut ideal: Vec<u8> = question.answers.values().copied().collect();
    ideal.sort_by(|a, b| b.cmp(a));
    ideal.truncate(DEPTH);
    Measures {
        questions: 1,
        #[allow(clippy::cast_precision_loss, reason = "a rank is at most ten")]
        mrr: first.map_or(0.0, |at| 1.0 / (at + 1) as f64),
        ndcg: gain(&grades) / gain(&ideal),
        success_at_1: one(first == Some(0)),
        success_at_3: one(first.is_some_and(|at| at < 3)),
    }
}

/// Discounted cumulative gain.
fn gain(grades: &[u8]) -> f64 {
    #[allow(clippy::cast_precision_loss, reason = "a rank is at most ten")]
    let at = |(rank, grade): (usize, &u8)| (f64::from(*grade).exp2() - 1.0) / (rank as f64 + 2.0).log2();
    grades.iter().enumerate().map(at).sum()
}

/// The means over questions.
pub fn mean(measures: impl IntoIterator<Item = Measures>) -> Measures {
    let mut total = Measures::default();
    for one in measures {
        total.questions += one.questions;
        total.mrr += one.mrr;
        total.ndcg += one.ndcg;
        total.success_at_1 += one.success_at_1;
        total.success_at_3 += one.success_at_3;
    }
    #[allow(clippy::cast_precision_loss, reason = "numbers of questions are small")]
    let count = total.questions.max(1) as f64;
    Measures {
        questions: total.questions,
        mrr: total.mrr / count,
        ndcg: total.ndcg / count,
        success_at_1: total.success_at_1 / count,
        success_at_3: total.success_at_3 / count,
    }
}

/// The measures of each split and tag that has questions; `None` is all tags.
pub fn table(questions: &[Judged], measures: &[Measures]) -> Vec<(Split, Option<Tag>, Measures)> {
    let mut table = Vec::new();
    for split in Split::ALL {
        let tags = Tag::ALL.iter().map(|tag| Some(*tag)).chain(std::iter::once(None));
        for tag in tags {
            let of = |question: &Judged| question.split == split.id() && tag.is_none_or(|tag| question.tag == tag.id());
            let chosen = questions.iter().zip(measures).filter(|(question, _)| of(question));
            let mean = mean(chosen.map(|(_, measures)| *measures));
            if mean.questions > 0 {
                table.push((*split, tag, mean));
            }
        }
    }
    table
}

#[cfg(test)]
mod tests {
    use super::*;

    fn question(answers: &[(&str, u8)]) -> Judged {
        let answers = answers.iter().map(|(url, grade)| ((*url).to_owned(), *grade)).collect();
        Judged { ask: String::new(), tag: "exact", split: "hold", answers }
    }

    fn answer(urls: &[&str]) -> Vec<String> {
        urls.iter().map(|url| (*url).to_owned()).collect()
    }

    #[test]
    fn the_best_possible_answer_has_one_in_all() {
        let found = measure(&question(&[("a", 3), ("b", 2), ("c", 1)]), &answer(&["a", "b", "c", "d"]));
        assert_eq!(found, Measures { questions: 1, mrr: 1.0, ndcg: 1.0, success_at_1: 1.0, success_at_3: 1.0 });
    }

    #[test]
    fn a_good_page_on_the_third_place() {
        let found = measure(&question(&[("a", 3)]), &answer(&["x", "y", "a"]));
        assert_eq!((found.success_at_1, found.success_at_3), (0.0, 1.0));
        assert!((found.mrr - 1.0 / 3.0).abs() < 1e-12 && (found.ndcg - 0.5).abs() < 1e-12, "{found:?}");
    }

    #[test]
    fn a_page_that_only_helps_is_no_success() {
        let found = measure(&question(&[("a", 3), ("b", 1)]), &answer(&["b"]));
        assert_eq!((found.mrr, found.success_at_3), (0.0, 0.0));
        assert!(found.ndcg > 0.0);
    }

    #[test]
    fn nothing_is_the_answer_to_a_question_that_nothing_answers() {
        assert_eq!(measure(&question(&[]), &[]).ndcg, 1.0);
        assert_eq!(measure(&question(&[]), &answer(&["a"])).success_at_3, 0.0);
    }
}
