//! What pages are about: the terms of the glossary and the forms of violence that
//! their texts name. Pages that share rare ones are related.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use indexmap::IndexMap;
use rayon::prelude::*;
use rustc_hash::FxBuildHasher;

use super::{Content, Page};
use crate::fold::{fold, folded};
use crate::markdown::Markdown;

/// What one page is about.
#[derive(Debug, Default)]
pub struct Subjects {
    /// The terms that it names and most other pages do not, as positions among the
    /// sections of the glossary, the rarest `MOST_TERMS` in the order of the glossary.
    pub terms: Vec<usize>,
    /// The pages that are most about the same, as positions in the site, the nearest
    /// first.
    pub related: Vec<usize>,
}

/// How many terms a page explains.
const MOST_TERMS: usize = 8;
/// A term that more than one in so many pages name needs no explanation on each.
const COMMON: usize = 4;
/// How many related pages there are at most.
const MOST_RELATED: usize = 4;
/// Pages that share only subjects of more pages than this are not compared: on a
/// site of ten thousand that would be everything with everything.
const MANY: usize = 200;
/// How near a page must be, from 0 to 1.
const NEAR: f64 = 0.12;
/// Shorter names are found only where they stand in capitals.
const SHORTEST: usize = 4;
/// What may follow the last word of a name.
const ENDINGS: [&str; 4] = ["", "s", "n", "en"];

/// The subjects of every page of records, by id.
pub(super) fn subjects<'a>(pages: &[Page<'a>]) -> BTreeMap<&'a str, Subjects> {
    let names = Names::of(pages);
    let found: Vec<(usize, BTreeSet<usize>)> = pages
        .par_iter()
        .enumerate()
        .filter(|(_, page)| has_subjects(page))
        .map(|(position, page)| (position, names.within(page)))
        .collect();
    // The pages with a subject, as positions in `found`.
    let mut with: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (index, (_, subjects)) in found.iter().enumerate() {
        subjects.iter().for_each(|subject| with.entry(*subject).or_default().push(index));
    }
    let of = |subject: &usize| with.get(subject).map_or(1, Vec::len);
    let rarity = |subject: &usize| (found.len() as f64 / of(subject) as f64).ln();
    let length = |subjects: &BTreeSet<usize>| subjects.iter().map(|s| rarity(s).powi(2)).sum::<f64>().sqrt();
    let lengths: Vec<f64> = found.iter().map(|(_, subjects)| length(subjects)).collect();

    let each = found.par_iter().enumerate().map(|(index, (position, own))| {
        let title = fold(pages[*position].title);
        let explained =
            |s: &usize| of(s) * COMMON <= found.len() && names.terms.get(*s).is_some_and(|term| *term != title);
        let mut terms: Vec<usize> = own.iter().copied().filter(explained).collect();
        terms.sort_by_key(|subject| (of(subject), *subject));
        terms.truncate(MOST_TERMS);
        terms.sort_unstable();
        let rare = own.iter().filter(|subject| of(subject) <= MANY).filter_map(|subject| with.get(subject));
        let others: BTreeSet<usize> = rare.flatten().copied().filter(|other| *other != index).collect();
        let near = others.into_iter().map(|other| {
            let (position, subjects) = &found[other];
            let shared: f64 = own.intersection(subjects).map(|subject| rarity(subject).powi(2)).sum();
            (shared / (lengths[index] * lengths[other]).max(f64::MIN_POSITIVE), *position)
        });
        let mut near: Vec<(f64, usize)> = near.filter(|(score, _)| *score >= NEAR).collect();
        near.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        let named = named(&pages[*position]);
        let related = near.into_iter().map(|(_, other)| other).filter(|other| !named.contains(&pages[*other].id));
        (pages[*position].id, Subjects { terms, related: related.take(MOST_RELATED).collect() })
    });
    each.collect::<Vec<_>>().into_iter().collect()
}

fn has_subjects(page: &Page<'_>) -> bool {
    use Content::{Form, Guidance, Module, Organisation, Question, Sector, Stage};
    matches!(page.content, Module(_) | Stage(_) | Question(_) | Guidance(_) | Sector(_) | Form(_) | Organisation(_))
}

/// The pages that a page leads to by itself.
fn named<'a>(page: &Page<'a>) -> Vec<&'a str> {
    match page.content {
        Content::Module(module) => module.leads_to.iter().chain(&module.uses).map(|to| to.id.as_str()).collect(),
        Content::Form(form) => form.modules.iter().map(|to| to.id.as_str()).collect(),
        Content::Organisation(organisation) => organisation.modules.iter().map(|to| to.id.as_str()).collect(),
        _ => Vec::new(),
    }
}

/// The names of subjects: first those of terms, then those of forms.
#[derive(Default)]
struct Names {
    /// The folded titles of the terms.
    terms: Vec<String>,
    /// By the first word: the words of a name and its subject. Words in capitals are
    /// as written, others folded.
    by_word: IndexMap<String, Vec<(Vec<String>, usize)>, FxBuildHasher>,
    /// Where the beginnings of first words stand, see [`place`]: few words of a text
    /// begin so.
    starts: Vec<bool>,
}

impl Names {
    fn of(pages: &[Page<'_>]) -> Self {
        let mut names = Self::default();
        let glossary = pages.iter().filter(|page| matches!(page.content, Content::Glossary));
        let terms = glossary.flat_map(|page| &page.sections);
        for (subject, term) in terms.enumerate() {
            names.terms.push(fold(&term.title));
            names.add(subject, &term.title);
            names.add(subject, term.meta.unwrap_or_default());
        }
        let forms = pages.iter().filter(|page| matches!(page.content, Content::Form(_)));
        for (index, form) in forms.enumerate() {
            let subject = names.terms.len() + index;
            names.add(subject, form.title);
            form.aliases.iter().for_each(|alias| names.add(subject, alias.as_str()));
        }
        names
    }

    fn add(&mut self, subject: usize, name: &str) {
        let words: Vec<String> = words(name).map(Cow::into_owned).collect();
        let Some(first) = words.first() else { return };
        if name.chars().count() >= SHORTEST || is_capitals(name) {
            self.starts.resize(PLACES, false);
            self.starts[place(first, 0)..=place(first, LAST)].fill(true);
            self.by_word.entry(first.clone()).or_default().push((words, subject));
        }
    }

    /// The subjects that a page names.
    fn within(&self, page: &Page<'_>) -> BTreeSet<usize> {
        let texts = page.sections.iter().flat_map(|section| &section.items).map(|item| match item.text {
            Markdown::Plain(text) => text.into(),
            text => text.text(),
        });
        let all = [page.title.into(), page.summary.into()].into_iter().chain(texts);
        all.flat_map(|text| self.find(&text)).collect()
    }

    fn find(&self, text: &str) -> BTreeSet<usize> {
        let mut found = BTreeSet::new();
        for (word, at) in crate::markdown::words(text).filter(|(word, _)| self.may_begin(word)) {
            let word = read(word);
            let last = word.as_bytes().last();
            let endings = ENDINGS.iter().filter(|ending| ending.is_empty() || ending.as_bytes().last() == last);
            let stems = endings.filter_map(|ending| word.strip_suffix(ending));
            let names = stems.filter_map(|stem| self.by_word.get(stem)).flatten();
            found.extend(names.filter(|(name, _)| is_at(&text[at.start..], name)).map(|(_, subject)| *subject));
        }
        found
    }

    /// Whether a name may begin with this word.
    fn may_begin(&self, word: &str) -> bool {
        !word.is_ascii() || self.starts.get(place(word, 0)) == Some(&true)
    }
}

/// What is left of a byte in a place: its last five bits, in which a letter and its
/// capital are the same.
const LAST: u8 = 0x1f;
/// How many places there are.
const PLACES: usize = 1 << 15;

/// The place of a word among all, by its first three bytes; `rest` stands for those
/// that it does not have.
fn place(word: &str, rest: u8) -> usize {
    let bytes = word.bytes().chain(std::iter::repeat(rest)).take(3);
    bytes.fold(0, |place, byte| place << 5 | usize::from(byte & LAST))
}

/// Whether a text begins with the words of a name, the last perhaps in the plural.
fn is_at(text: &str, name: &[String]) -> bool {
    let Some((last, before)) = name.split_last() else { return false };
    let mut words = words(text);
    before.iter().all(|name| words.next().is_some_and(|word| word == *name))
        && words.next().is_some_and(|word| word.strip_prefix(last.as_str()).is_some_and(|rest| ENDINGS.contains(&rest)))
}

/// The words of a text, as they are compared.
fn words(text: &str) -> impl Iterator<Item = Cow<'_, str>> {
    crate::markdown::words(text).map(|(word, _)| read(word))
}

/// A word as it is compared: capitals as written, so that the abbreviation OM is not
/// found in "om"; all others folded.
fn read(word: &str) -> Cow<'_, str> {
    if is_capitals(word) { word.into() } else { folded(word) }
}

fn is_capitals(word: &str) -> bool {
    word.chars().all(|sign| sign.is_uppercase() || sign.is_ascii_digit()) && word.chars().nth(1).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names() -> Names {
        let mut names = Names::default();
        for (subject, name) in ["OM", "Cliëntsysteem", "tijdelijk huisverbod", "om"].into_iter().enumerate() {
            names.add(subject, name);
        }
        names
    }

    #[test]
    fn names_are_found_as_words_also_in_the_plural() {
        let find = |text| names().find(text).into_iter().collect::<Vec<_>>();
        assert_eq!(find("Het cliëntsysteem en tijdelijk huisverbod."), [1, 2]);
        assert_eq!(find("Tijdelijk Huisverboden"), [2]);
        assert_eq!(find("Huisverboden tijdelijk, cliëntsysteembreed"), [0_usize; 0]);
    }

    #[test]
    fn an_abbreviation_is_not_a_word() {
        let find = |text| names().find(text).into_iter().collect::<Vec<_>>();
        assert_eq!(find("Het OM vervolgt."), [0]);
        assert_eq!(find("Vraag om hulp."), [0_usize; 0]);
    }
}
