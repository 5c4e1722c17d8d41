//! Every text of the documents as words: positions in one sorted dictionary.

use std::collections::BTreeSet;
use std::ops::Range;

use indexmap::{IndexMap, IndexSet};
use rayon::prelude::*;
use rustc_hash::FxBuildHasher;

use super::documents::Documents;
use super::tokenize::{each_form, scan};

/// How many sections are read in one go.
const CHUNK: usize = 2048;
/// A term has at most this many words.
pub(super) const TERM_MAX: usize = 4;

/// Terms of two words or more, which the dictionary holds as one form: the words
/// with a space between them.
#[derive(Debug, Default)]
pub(super) struct Terms {
    terms: IndexSet<String, FxBuildHasher>,
    starts: IndexSet<String, FxBuildHasher>,
}

impl Terms {
    /// The terms among `forms`.
    pub(super) fn new<'a>(forms: impl IntoIterator<Item = &'a str>) -> Self {
        let terms: IndexSet<String, _> =
            forms.into_iter().filter(|form| form.contains(' ')).map(str::to_owned).collect();
        let starts = terms.iter().filter_map(|term| term.split(' ').next()).map(str::to_owned).collect();
        Self { terms, starts }
    }

    /// The terms that begin with the first of `words`, the shortest first.
    fn at<'t>(&'t self, words: &[&str]) -> impl Iterator<Item = &'t str> {
        let joined: Vec<String> = (2..=words.len().min(TERM_MAX)).map(|length| words[..length].join(" ")).collect();
        joined.into_iter().filter_map(|term| self.terms.get(&term).map(String::as_str))
    }
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
    forms: IndexSet<String, FxBuildHasher>,
    /// What is known of each form, so that it need not be looked up again.
    known: Vec<Known>,
    texts: Vec<Vec<u32>>,
    /// Room to read a text in.
    read: Read,
}

/// What is known of a form.
struct Known {
    /// Whether terms begin with it.
    starts: bool,
    /// Whether it is left out of bodies.
    stops: bool,
    /// Whether a text holds it.
    is_used: bool,
}

/// What is looked for among the words of a text.
struct Rules<'a> {
    terms: &'a Terms,
    /// The words that are left out of bodies.
    stop: &'a BTreeSet<&'a str>,
}

/// The forms of a text, one after the other.
#[derive(Default)]
struct Read {
    text: String,
    /// Where each form stands in the text.
    forms: Vec<Range<usize>>,
    /// How many forms there are up to the end of each word, whose last is the whole.
    words: Vec<usize>,
}

impl Read {
    fn read(&mut self, text: &str) {
        self.text.clear();
        self.forms.clear();
        self.words.clear();
        scan(text, |parts| {
            let before = self.forms.len();
            each_form(text, parts, |form| {
                let start = self.text.len();
                self.text.push_str(form);
                self.forms.push(start..self.text.len());
            });
            if self.forms.len() > before {
                self.words.push(self.forms.len());
            }
        });
    }

    fn form(&self, number: usize) -> &str {
        &self.text[self.forms[number].clone()]
    }
}

impl Part {
    /// Adds the forms of a text in their order: the parts and the whole of each word,
    /// then the terms that begin with it; of a body without the words that it is to
    /// leave out.
    fn add(&mut self, text: &str, rules: &Rules<'_>, is_body: bool) {
        let mut read = std::mem::take(&mut self.read);
        read.read(text);
        let mut words = Vec::with_capacity(read.forms.len());
        let mut start = 0;
        for (at, end) in read.words.iter().enumerate() {
            let mut starts = false;
            for form in (start..*end).map(|number| read.form(number)) {
                let number = self.number(form, rules);
                let known = &mut self.known[number];
                // That of the whole, which is the last.
                starts = known.starts;
                if !(is_body && known.stops) {
                    known.is_used = true;
                    words.push(number as u32);
                }
            }
            if starts {
                let following = read.words[at..].iter().take(TERM_MAX).map(|end| read.form(end - 1));
                for term in rules.terms.at(&following.collect::<Vec<_>>()) {
                    let number = self.number(term, rules);
                    self.known[number].is_used = true;
                    words.push(number as u32);
                }
            }
            start = *end;
        }
        self.texts.push(words);
        self.read = read;
    }

    fn number(&mut self, form: &str, rules: &Rules<'_>) -> usize {
        self.forms.get_index_of(form).unwrap_or_else(|| {
            let (starts, stops) = (rules.terms.starts.contains(form), rules.stop.contains(form));
            self.known.push(Known { starts, stops, is_used: false });
            self.forms.insert_full(form.to_owned()).0
        })
    }

    /// The forms that a text holds.
    fn used(&self) -> impl Iterator<Item = &str> {
        self.forms.iter().zip(&self.known).filter(|(_, known)| known.is_used).map(|(form, _)| form.as_str())
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
    let rules = Rules { terms, stop };
    let titles = documents.pages.par_chunks(CHUNK).map(|pages| {
        let mut part = Part::default();
        pages.iter().for_each(|page| part.add(page.title, &rules, false));
        part
    });
    let sections = documents.sections.par_chunks(CHUNK).map(|sections| {
        let mut part = Part::default();
        for section in sections {
            [&section.aliases, section.heading].iter().for_each(|text| part.add(text, &rules, false));
            part.add(&section.text, &rules, true);
        }
        part
    });
    let (titles, sections): (Vec<Part>, Vec<Part>) = (titles.collect(), sections.collect());
    let used: IndexSet<&str, FxBuildHasher> = titles.iter().chain(&sections).flat_map(Part::used).collect();
    let mut forms: Vec<&str> = used.iter().copied().collect();
    others.for_each(|form| forms.push(form));
    forms.par_sort_unstable();
    forms.dedup();
    let is_used = forms.iter().map(|form| used.contains(*form)).collect();
    let forms: Vec<String> = forms.into_iter().map(str::to_owned).collect();
    let places: IndexMap<&str, u32, FxBuildHasher> = forms.iter().map(String::as_str).zip(0..).collect();

    let texts = |part: Part| -> Vec<Vec<u32>> {
        // Of those that no text holds none is asked for.
        let places = part.forms.iter().map(|form| places.get(form.as_str()).copied().unwrap_or_default());
        let places: Vec<u32> = places.collect();
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
