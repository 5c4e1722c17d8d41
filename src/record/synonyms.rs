//! `index/synonyms.yaml`: what readers say and the site says otherwise.

use super::Line;
use super::shape::part;

part! {
    /// Synonyms beside those that the glossary gives. A term has up to four words.
    Synonyms {
        /// Groups of terms that mean the same: each finds the others.
        #[serde(default)]
        same: Vec<Vec<Line>>,
        /// Terms that find others but are not found by them.
        #[serde(default)]
        toward: Vec<Toward>,
        /// Terms of people in danger: the answer begins with 112.
        #[serde(default)]
        danger: Vec<Line>,
    }
}

part! {
    /// Who asks one of `asked` also finds `also`.
    Toward {
        /// What a reader types.
        asked: Vec<Line>,
        /// What the site says.
        also: Vec<Line>,
    }
}
