//! The dictionary: every form that the site uses, and how forms hang together.

use std::collections::{BTreeMap, BTreeSet};

use frostem::{Algorithm, Stemmer};
use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use super::compound;
use super::synonyms::Synonyms;
use super::words::Words;
use crate::fold::fold;
use crate::record::{Analysis, Line};

/// A word of fewer signs is a part of a compound only where the settings say so.
const PART_MIN: usize = 4;

/// The dictionary of a site, as it is kept; forms stand as positions in `forms`.
#[derive(Debug, Default, Deserialize, Serialize)]
pub(super) struct Lexicon {
    /// Every form, sorted: words, and terms of several words with spaces.
    pub(super) forms: Vec<String>,
    /// Classes of forms of one word; only those of two or more.
    pub(super) classes: Vec<Vec<u32>>,
    /// Compounds with the places of their parts, in bytes.
    pub(super) compounds: Vec<(u32, Vec<(usize, usize)>)>,
    /// Forms with those that are also looked for.
    pub(super) related: Vec<(u32, Vec<u32>)>,
    /// How related forms are written, where that differs.
    pub(super) names: Vec<(u32, String)>,
    /// Words and terms of people in danger, sorted.
    pub(super) danger: Vec<String>,
    /// Words of any length that may be a part, and words that may not; sorted.
    pub(super) parts: Vec<String>,
    pub(super) no_parts: Vec<String>,
}

/// Relates the forms to each other.
pub(super) fn lexicon(words: &Words, synonyms: &Synonyms, analysis: &Analysis) -> Lexicon {
    let folded = |list: &[Line]| {
        let list: BTreeSet<String> = list.iter().map(|word| fold(word.as_str())).collect();
        list.into_iter().collect::<Vec<_>>()
    };
    let stems = Stems::new(analysis);
    let mut classes: BTreeMap<String, Vec<u32>> = BTreeMap::new();
    let alone = words.forms.par_iter().map(|form| (!form.contains(' ')).then(|| stems.of(form)));
    for (number, stem) in (0..).zip(alone.collect::<Vec<_>>()) {
        if let Some(stem) = stem {
            classes.entry(stem).or_default().push(number);
        }
    }
    let mut lexicon = Lexicon {
        forms: words.forms.clone(),
        classes: classes.into_values().filter(|class| class.len() > 1).collect(),
        names: Vec::new(),
        danger: synonyms.danger.iter().cloned().collect(),
        parts: folded(&analysis.parts),
        no_parts: folded(&[analysis.stop_words.as_slice(), &analysis.no_parts].concat()),
        ..Lexicon::default()
    };

    let whole = folded(&analysis.no_compounds);
    let compounds = lexicon.forms.par_iter().enumerate().filter_map(|(number, form)| {
        let parts = if whole.binary_search(form).is_ok() { None } else { lexicon.parts(form) };
        parts.map(|parts| (number as u32, parts))
    });
    lexicon.compounds = compounds.collect();

    // What no text holds in any form is not worth looking for.
    let mut is_used = words.is_used.clone();
    for class in &lexicon.classes {
        let used = class.iter().any(|form| words.is_used[*form as usize]);
        class.iter().for_each(|form| is_used[*form as usize] = used);
    }
    for (asked, also) in &synonyms.related {
        let also = also.iter().filter_map(|form| lexicon.find(form)).filter(|form| is_used[*form as usize]);
        let also: Vec<u32> = also.collect();
        lexicon.related.extend(lexicon.find(asked).filter(|_| !also.is_empty()).map(|asked| (asked, also)));
    }
    let targets: BTreeSet<u32> = lexicon.related.iter().flat_map(|(_, also)| also).copied().collect();
    let name = |form: u32| Some((form, synonyms.names.get(&lexicon.forms[form as usize])?.clone()));
    lexicon.names = targets.into_iter().filter_map(name).collect();
    lexicon
}

impl Lexicon {
    /// The position of a form.
    pub(super) fn find(&self, form: &str) -> Option<u32> {
        self.forms.binary_search_by(|known| known.as_str().cmp(form)).ok().map(|at| at as u32)
    }

    /// The positions of the forms that begin with `start`.
    pub(super) fn starting(&self, start: &str) -> std::ops::Range<usize> {
        let from = self.forms.partition_point(|form| form.as_str() < start);
        let length = self.forms[from..].partition_point(|form| form.starts_with(start));
        from..from + length
    }

    /// The parts of a word, by their places; `None` for one that is no compound.
    pub(super) fn parts(&self, word: &str) -> Option<Vec<(usize, usize)>> {
        compound::parts(word, &|text| self.beginnings(text))
    }

    /// The lengths of the parts of compounds that `text` begins with, the shortest
    /// first.
    fn beginnings(&self, text: &str) -> Vec<usize> {
        let listed = |list: &[String], part: &String| list.binary_search(part).is_ok();
        let may = |part: &String| part.len() >= PART_MIN && !listed(&self.no_parts, part) || listed(&self.parts, part);
        let mut lengths = Vec::new();
        // The forms that begin as the text does, as far as it has been read.
        let mut forms = &self.forms[..];
        for (at, sign) in text.bytes().enumerate() {
            let next = |form: &String| form.as_bytes().get(at).copied();
            forms = &forms[forms.partition_point(|form| next(form) < Some(sign))..];
            forms = &forms[..forms.partition_point(|form| next(form) == Some(sign))];
            let Some(first) = forms.first() else { break };
            if first.len() == at + 1 && may(first) {
                lengths.push(at + 1);
            }
        }
        lengths
    }
}

/// The stemmer with the exceptions of `index/analysis.yaml`.
struct Stems {
    stemmer: Stemmer,
    /// The stem that the members of a group have together.
    together: BTreeMap<String, String>,
    own: BTreeSet<String>,
}

impl Stems {
    fn new(analysis: &Analysis) -> Self {
        let stemmer = Stemmer::new(Algorithm::Dutch);
        let mut together = BTreeMap::new();
        for group in &analysis.same_stem {
            let members: Vec<String> = group.iter().map(|word| fold(word.as_str())).collect();
            for member in &members {
                together.insert(stemmer.stem(member).into_owned(), format!("={}", members[0]));
            }
        }
        let own = analysis.own_stem.iter().map(|word| fold(word.as_str())).collect();
        Self { stemmer, together, own }
    }

    /// What forms of one word have in common. Short words and numbers only have
    /// themselves in common: for them the rules of the stemmer are guesses.
    fn of(&self, form: &str) -> String {
        let number = form.contains(|sign: char| sign.is_ascii_digit());
        if number || form.chars().count() < 3 || self.own.contains(form) {
            return format!("!{form}");
        }
        let stem = self.stemmer.stem(form);
        self.together.get(stem.as_ref()).cloned().unwrap_or_else(|| stem.into_owned())
    }
}
