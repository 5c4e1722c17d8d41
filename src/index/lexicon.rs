//! The dictionary: every form that the site uses, and which of them belong to
//! one word.

use std::collections::{BTreeMap, BTreeSet};

use frostem::{Algorithm, Stemmer};
use serde::{Deserialize, Serialize};

use super::documents::Documents;
use super::tokenize::forms_of;
use crate::fold::fold;
use crate::record::Analysis;

/// The dictionary of a site.
#[derive(Debug, Default, Deserialize, Serialize)]
pub(super) struct Lexicon {
    /// Every form, sorted.
    pub(super) forms: Vec<String>,
    /// Classes of forms of one word, as positions in `forms`; only those of two
    /// or more.
    pub(super) classes: Vec<Vec<u32>>,
}

/// Collects the forms of all documents.
pub(super) fn lexicon(documents: &Documents<'_>, analysis: &Analysis) -> Lexicon {
    let mut forms = BTreeSet::new();
    for page in &documents.pages {
        forms.extend(forms_of(page.title));
    }
    for section in &documents.sections {
        for text in [section.heading, &section.aliases, &section.text] {
            forms.extend(forms_of(text));
        }
    }
    let forms: Vec<String> = forms.into_iter().collect();
    let stems = Stems::new(analysis);
    let mut classes: BTreeMap<String, Vec<u32>> = BTreeMap::new();
    for (number, form) in (0..).zip(&forms) {
        classes.entry(stems.of(form)).or_default().push(number);
    }
    Lexicon { forms, classes: classes.into_values().filter(|class| class.len() > 1).collect() }
}

impl Lexicon {
    /// The position of a form.
    pub(super) fn find(&self, form: &str) -> Option<u32> {
        self.forms.binary_search_by(|known| known.as_str().cmp(form)).ok().and_then(|at| u32::try_from(at).ok())
    }

    /// The positions of the forms that begin with `start`.
    pub(super) fn starting(&self, start: &str) -> std::ops::Range<usize> {
        let from = self.forms.partition_point(|form| form.as_str() < start);
        let length = self.forms[from..].partition_point(|form| form.starts_with(start));
        from..from + length
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
