//! `index/queries.yaml`: judged questions, the measure of the search.

use super::Line;
use super::shape::{choice, part};

part! {
    /// Questions with the pages that answer them.
    Queries {
        /// What the search must reach on the questions that were held back.
        bar: Bar,
        /// The questions.
        questions: Vec<Query>,
    }
}

part! {
    /// The least values, in percent.
    Bar {
        /// Questions with a good page among the first three.
        success_at_3: u32,
        /// Normalised discounted cumulative gain over the first ten pages.
        ndcg_at_10: u32,
        /// Questions whose first page is the same in both engines.
        agreement: u32,
    }
}

part! {
    /// A question and its judgement.
    Query {
        /// What is typed.
        ask: Line,
        /// What is hard about it.
        tag: Tag,
        /// Whether weights may be chosen by it.
        split: Split,
        /// Ids of the pages that answer it best: grade 3.
        #[serde(default)]
        best: Vec<Line>,
        /// Pages that answer it too: grade 2.
        #[serde(default)]
        good: Vec<Line>,
        /// Pages that help: grade 1.
        #[serde(default)]
        fair: Vec<Line>,
    }
}

choice! {
    /// What is hard about a question.
    Tag {
        /// Nothing: a title or a term as it is.
        Exact = "exact",
        /// Slips of the finger.
        Typo = "typo",
        /// A part of a compound, or a compound in parts.
        Compound = "compound",
        /// Another word than the site uses.
        Synonym = "synonym",
        /// An abbreviation.
        Abbreviation = "abbreviation",
        /// A question in somebody's own words.
        Natural = "natural",
        /// A place.
        Place = "place",
        /// A number.
        Number = "number",
        /// Nothing on the site answers it.
        Negative = "negative",
    }
}

choice! {
    /// What a question is for.
    Split {
        /// Weights are chosen by it.
        Tune = "tune",
        /// It measures what was chosen.
        Hold = "hold",
    }
}
