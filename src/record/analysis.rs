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
        /// How much a word counts as held by a section if it stands elsewhere on
        /// the page, in percent.
        elsewhere: u32,
        /// A section is shown if it holds at least this part of the question, in
        /// percent, a related word counting by its weight.
        least: u32,
        /// How much a page counts by its kind, in percent; 100 where it is not
        /// named.
        #[serde(default)]
        kinds: Vec<KindWeight>,
        /// Words that say too little to be looked for when others are there.
        stop_words: Vec<Line>,
        /// Groups of word forms that belong together although the stemmer parts
        /// them.
        #[serde(default)]
        same_stem: Vec<Vec<Line>>,
        /// Word forms that the stemmer wrongly takes for a form of another word.
        #[serde(default)]
        own_stem: Vec<Line>,
        /// Parts of compounds besides the words of four letters and more that the
        /// site uses: short words, and forms that only stand in compounds.
        #[serde(default)]
        parts: Vec<Line>,
        /// Words that are no part of a compound.
        #[serde(default)]
        no_parts: Vec<Line>,
        /// Words that look like a compound and are none.
        #[serde(default)]
        no_compounds: Vec<Line>,
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
        /// A compound that ends in the word: kindermishandeling for mishandeling.
        head: u32,
        /// A compound that has the word elsewhere: kindermishandeling for kind.
        part: u32,
        /// The last part of a compound that was asked for.
        whole: u32,
        /// A part of a compound that the site does not have, or a word of a term.
        split: u32,
        /// A word with one typing error.
        typo: u32,
        /// A word with two.
        typos: u32,
        /// A synonym.
        synonym: u32,
    }
}

part! {
    /// The weight of the pages of one kind.
    KindWeight {
        /// The kind, as in the folders of the content: `module`, `source`, `page`.
        kind: Line,
        /// The weight, in percent.
        weight: u32,
    }
}
