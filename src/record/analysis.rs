//! `index/analysis.yaml`: how the site is found.

use super::Line;
use super::shape::part;

part! {
    /// The settings of the search.
    Analysis {
        /// How much a word counts by where it stands, in percent of one in the
        /// body.
        fields: Fields,
        /// How much a related word counts, in percent of the word itself.
        edges: Edges,
        /// How much a page's other sections add to its best one, in percent.
        other_sections: u32,
        /// Words that say too little to be looked for when others are there.
        stop_words: Vec<Line>,
        /// Groups of word forms that belong together although the stemmer parts
        /// them.
        #[serde(default)]
        same_stem: Vec<Vec<Line>>,
        /// Word forms that the stemmer wrongly takes for a form of another word.
        #[serde(default)]
        own_stem: Vec<Line>,
    }
}

part! {
    /// Weights by field, in percent.
    Fields {
        /// The title of the page.
        title: u32,
        /// Other names of the page.
        aliases: u32,
        /// The heading of the section.
        heading: u32,
        /// The text of the section.
        body: u32,
    }
}

part! {
    /// Weights by relation between words, in percent.
    Edges {
        /// Another form of the same word.
        stem: u32,
        /// A longer word that begins with the last word of the question.
        prefix: u32,
    }
}
