//! Every text of the documents as words: positions in one sorted dictionary.

use std::collections::BTreeSet;

use indexmap::IndexSet;
use rayon::prelude::*;

use super::documents::Documents;
use super::tokenize::tokens;

/// How many sections are read in one go.
const CHUNK: usize = 256;
/// A term has at most this many words.
pub(super) const TERM_MAX: usize = 4;

/// Terms of two words or more, which the dictionary holds as one form: the words
/// with a space between them.
#[derive(Debug, Default)]
pub(super) struct Terms {
    terms: BTreeSet<String>,
    starts: BTreeSet<String>,
}

impl Terms {
    /// The terms among `forms`.
    pub(super) fn new<'a>(forms: impl IntoIterator<Item = &'a str>) -> Self {
        let terms: BTreeSet<String> = forms.into_iter().filter(|form| form.contains(' ')).map(str::to_owned).collect();
        let starts = terms.iter().filter_map(|term| term.split(' ').next()).map(str::to_owned).collect();
        Self { terms, starts }
    }

    /// The terms that begin with the first of `words`, the shortest first.
    fn at<'t>(&'t self, words: &[&str]) -> impl Iterator<Item = &'t str> {
        let starts = words.first().is_some_and(|first| self.starts.contains(*first));
        let last = if starts { words.len().min(TERM_MAX) } else { 0 };
        let joined: Vec<String> = (2..=last).map(|length| words[..length].join(" ")).collect();
        joined.into_iter().filter_map(|term| self.terms.get(&term).map(String::as_str))
    }
}

/// The forms of a text in their order: the parts and the whole of each word, then
/// the terms that begin with it; without the words of `stop`.
fn forms_in(text: &str, terms: &Terms, stop: &BTreeSet<&str>) -> Vec<String> {
    let tokens = tokens(text);
    let wholes: Vec<&str> = tokens.iter().filter_map(|token| token.forms.last().map(String::as_str)).collect();
    let mut forms = Vec::with_capacity(tokens.len());
    for (at, token) in tokens.iter().enumerate() {
        forms.extend(token.forms.iter().filter(|form| !stop.contains(form.as_str())).cloned());
        forms.extend(terms.at(&wholes[at..]).map(str::to_owned));
    }
    forms
}

/// The words of a site.
#[derive(Debug)]
pub(super) struct Words {
    /// Every form, sorted.
    pub(super) forms: Vec<String>,
    /// Whether a text holds the form.
    pub(super) is_used: Vec<bool>,
    /// The title of each page.
    pub(super) titles: Vec<Vec<u32>>,
    /// The other fields of each section: aliases, heading, body.
    pub(super) sections: Vec<[Vec<u32>; 3]>,
}

/// The words of some texts, in a dictionary of their own.
#[derive(Default)]
struct Part {
    forms: IndexSet<String>,
    texts: Vec<Vec<u32>>,
}

impl Part {
    fn add(&mut self, text: &str, terms: &Terms, stop: &BTreeSet<&str>) {
        let mut words = Vec::new();
        for form in forms_in(text, terms, stop) {
            words.push(self.forms.insert_full(form).0 as u32);
        }
        self.texts.push(words);
    }
}

/// Reads every text; the forms are those of the texts and `others`. The words of
/// `stop` are left out of bodies, where nearly all stand, but not out of titles
/// and headings: a question of such words alone still finds these.
pub(super) fn words<'a>(
    documents: &Documents<'_>,
    terms: &Terms,
    stop: &BTreeSet<&str>,
    others: impl Iterator<Item = &'a str>,
) -> Words {
    let none = BTreeSet::new();
    let titles = documents.pages.par_chunks(CHUNK).map(|pages| {
        let mut part = Part::default();
        pages.iter().for_each(|page| part.add(page.title, terms, &none));
        part
    });
    let sections = documents.sections.par_chunks(CHUNK).map(|sections| {
        let mut part = Part::default();
        for section in sections {
            [&section.aliases, section.heading].iter().for_each(|text| part.add(text, terms, &none));
            part.add(&section.text, terms, stop);
        }
        part
    });
    let (titles, sections): (Vec<Part>, Vec<Part>) = (titles.collect(), sections.collect());
    let used = titles.iter().chain(&sections).flat_map(|part| &part.forms);
    let used = sorted(used.map(String::as_str).collect());
    let mut forms = used.clone();
    others.for_each(|form| forms.push(form));
    let forms = sorted(forms);
    let is_used = forms.iter().map(|form| used.binary_search(form).is_ok()).collect();
    let forms: Vec<String> = forms.into_iter().map(str::to_owned).collect();

    let texts = |part: Part| -> Vec<Vec<u32>> {
        let place = |form: &String| forms.partition_point(|known| known < form) as u32;
        let places: Vec<u32> = part.forms.iter().map(place).collect();
        let place = |words: Vec<u32>| words.into_iter().map(|word| places[word as usize]).collect();
        part.texts.into_iter().map(place).collect()
    };
    let titles = titles.into_par_iter().flat_map_iter(texts).collect();
    let texts: Vec<Vec<u32>> = sections.into_par_iter().flat_map_iter(texts).collect();
    let mut texts = texts.into_iter();
    let section = |_: &_| std::array::from_fn(|_| texts.next().unwrap_or_default());
    let sections = documents.sections.iter().map(section).collect();
    Words { forms, is_used, titles, sections }
}

/// Each form once, in the order of the dictionary.
fn sorted(mut forms: Vec<&str>) -> Vec<&str> {
    forms.par_sort_unstable();
    forms.dedup();
    forms
}
