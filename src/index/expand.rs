//! How a question is widened over the dictionary. The client of the theme does
//! the same in `search/expand.js`.
//!
//! Each word, or term of several words, becomes a group: the forms it stands for,
//! each with the weight of the edge that leads there. An edge behind an edge has
//! the product of both. Edges, with their names in `index/analysis.yaml`:
//!
//! - the form itself (1) and the other forms of its class (`stem`);
//! - for the last word, forms that begin with it (`prefix`);
//! - for a word that the dictionary does not have, its parts (`split`), or else
//!   the forms within one or two typing errors (`typo`, `typos`);
//! - from all of these but the prefixes: compounds that end in them (`head`) or
//!   have them elsewhere (`part`), and what is also looked for (`synonym`);
//! - for a compound its last part (`whole`), for a term its words (`split`);
//! - words that follow each other and are one word of the dictionary (1).

use std::collections::{BTreeMap, BTreeSet};

use super::compound::LINKS;
use super::distance::{allowed, distance};
use super::lexicon::Lexicon;
use super::query::Query;
use super::weights::Weights;
use super::words::TERM_MAX;

/// A prefix widens to at most this many forms, the shortest first.
const PREFIX_MAX: usize = 40;
/// A prefix shorter than this widens to nothing.
const PREFIX_MIN: usize = 2;
/// A beginning of a word shorter than this is not looked for with errors.
const PREFIX_TYPO_MIN: usize = 5;
/// A longer word is not corrected.
const TYPO_WORD_MAX: usize = 60;
/// At most this many corrections of a word, the most used first.
const TYPOS_MAX: usize = 8;
/// At most this many synonyms are named.
const ALSO_MAX: usize = 4;

/// The forms of a word with their weights.
pub(super) type Group = BTreeMap<u32, f64>;

/// A widened question.
#[derive(Debug, Default)]
pub(super) struct Expanded {
    /// A group for each word that counts, in their order.
    pub(super) groups: Vec<Group>,
    /// Forms that a page must not have.
    pub(super) without: BTreeSet<u32>,
    /// Synonyms that were looked for, too.
    pub(super) also: Vec<String>,
    /// The question without its typing errors, where it had any.
    pub(super) meant: Option<String>,
    /// Whether it speaks of danger.
    pub(super) danger: bool,
}

/// The dictionary with its edges, ready to be followed.
#[derive(Debug)]
pub(super) struct Dictionary {
    lexicon: Lexicon,
    members: BTreeMap<u32, usize>,
    /// Compounds by their parts; whether the part is the last.
    holders: BTreeMap<u32, Vec<(u32, bool)>>,
    heads: BTreeMap<u32, u32>,
    related: BTreeMap<u32, Vec<u32>>,
}

impl Dictionary {
    pub(super) fn new(lexicon: Lexicon) -> Self {
        let mut members = BTreeMap::new();
        for (number, class) in lexicon.classes.iter().enumerate() {
            members.extend(class.iter().map(|form| (*form, number)));
        }
        let mut holders: BTreeMap<u32, Vec<(u32, bool)>> = BTreeMap::new();
        let mut heads = BTreeMap::new();
        for (compound, parts) in &lexicon.compounds {
            let word = &lexicon.forms[*compound as usize];
            for (from, to) in parts {
                let Some(part) = lexicon.find(&word[*from..*to]) else { continue };
                let is_last = *to == word.len();
                holders.entry(part).or_default().push((*compound, is_last));
                if is_last {
                    heads.insert(*compound, part);
                }
            }
        }
        let related = lexicon.related.iter().cloned().collect();
        Self { lexicon, members, holders, heads, related }
    }

    /// A form.
    pub(super) fn form(&self, form: u32) -> &str {
        &self.lexicon.forms[form as usize]
    }

    /// The other forms of a word.
    fn class(&self, form: u32) -> impl Iterator<Item = u32> {
        let class = self.members.get(&form).map_or(&[][..], |class| &self.lexicon.classes[*class]);
        class.iter().copied().filter(move |other| *other != form)
    }

    /// Widens a question; `used` says how many sections hold a form.
    pub(super) fn expand(&self, query: &Query, weights: &Weights, used: &dyn Fn(u32) -> usize) -> Expanded {
        let mut units = self.units(&query.words);
        if units.iter().any(|unit| !weights.is_stop(&unit.text)) {
            units.retain(|unit| !weights.is_stop(&unit.text));
        }
        let mut seen = BTreeSet::new();
        units.retain(|unit| seen.insert(unit.text.clone()));

        let mut expanded = Expanded { danger: self.is_danger(&query.words), ..Expanded::default() };
        let mut corrected = query.words.clone();
        let mut also = Vec::new();
        for unit in &units {
            let is_last = query.is_typing && unit.to == query.words.len();
            let word = self.word(&unit.text, is_last, weights, used);
            if let Some(meant) = word.meant {
                corrected[unit.from] = self.form(meant).to_owned();
                expanded.danger |= self.is_danger(std::slice::from_ref(&corrected[unit.from]));
            }
            for form in word.also {
                if !also.contains(&form) {
                    also.push(form);
                }
            }
            expanded.groups.push(word.group);
        }
        for (from, to, form) in self.joined(&query.words) {
            let within = units.iter().zip(&mut expanded.groups).filter(|(unit, _)| unit.from >= from && unit.to <= to);
            for (_, group) in within {
                widen(group, form, 1.0);
                self.class(form).for_each(|other| widen(group, other, weights.stem));
            }
        }
        for word in query.phrases.iter().flatten().filter(|word| !weights.is_stop(word)) {
            expanded.groups.push(self.lexicon.find(word).map(|form| (form, 1.0)).into_iter().collect());
        }
        for form in query.without.iter().filter_map(|word| self.lexicon.find(word)) {
            expanded.without.insert(form);
            expanded.without.extend(self.class(form));
        }
        expanded.meant = Some(corrected.join(" ")).filter(|_| corrected != query.words);
        expanded.also = also.into_iter().take(ALSO_MAX).map(|form| self.name(form)).collect();
        expanded
    }

    /// The words of a question, the terms among them as one, the longest first.
    fn units(&self, words: &[String]) -> Vec<Unit> {
        let mut units = Vec::new();
        let mut from = 0;
        while from < words.len() {
            let longest = TERM_MAX.min(words.len() - from);
            let term = (2..=longest).rev().find_map(|length| {
                let text = words[from..from + length].join(" ");
                self.lexicon.find(&text).map(|_| Unit { from, to: from + length, text })
            });
            let unit = term.unwrap_or_else(|| Unit { from, to: from + 1, text: words[from].clone() });
            from = unit.to;
            units.push(unit);
        }
        units
    }

    fn word(&self, word: &str, is_last: bool, weights: &Weights, used: &dyn Fn(u32) -> usize) -> Word {
        let mut base = Group::new();
        let mut with_class = |form: u32, weight: f64| {
            widen(&mut base, form, weight);
            self.class(form).for_each(|other| widen(&mut base, other, weight * weights.stem));
        };
        let signs: Vec<char> = word.chars().collect();
        let prefixed: Vec<u32> = if is_last && signs.len() >= PREFIX_MIN { self.starting(word) } else { Vec::new() };
        let exact = self.lexicon.find(word);
        let mut meant = None;
        match exact {
            Some(form) => with_class(form, 1.0),
            None => match self.lexicon.parts(word) {
                Some(parts) => {
                    let parts = parts.into_iter().filter_map(|(from, to)| self.lexicon.find(&word[from..to]));
                    parts.for_each(|part| with_class(part, weights.split));
                }
                None if prefixed.is_empty() => {
                    let found = self.corrections(&signs, is_last, used);
                    meant = found.first().map(|(form, _)| *form);
                    found.iter().for_each(|(form, errors)| with_class(*form, weights.typos[errors - 1]));
                }
                None => {}
            },
        }

        let mut group = base.clone();
        let mut also = Vec::new();
        for (form, weight) in &base {
            for (compound, is_head) in self.holders.get(form).into_iter().flatten() {
                widen(&mut group, *compound, weight * if *is_head { weights.head } else { weights.part });
            }
            for other in self.related.get(form).into_iter().flatten() {
                widen(&mut group, *other, weight * weights.synonym);
                self.class(*other).for_each(|other| widen(&mut group, other, weight * weights.synonym * weights.stem));
                also.push(*other);
            }
        }
        if let Some(head) = exact.and_then(|form| self.heads.get(&form)) {
            widen(&mut group, *head, weights.whole);
            self.class(*head).for_each(|other| widen(&mut group, other, weights.whole * weights.stem));
        }
        if word.contains(' ') {
            let words = word.split(' ').filter(|word| !weights.is_stop(word));
            for form in words.filter_map(|word| self.lexicon.find(word)) {
                widen(&mut group, form, weights.split);
                self.class(form).for_each(|other| widen(&mut group, other, weights.split * weights.stem));
            }
        }
        prefixed.into_iter().for_each(|form| widen(&mut group, form, weights.prefix));
        also.retain(|form| !base.contains_key(form));
        Word { group, also, meant }
    }

    /// Forms that begin with a word, the shortest first.
    fn starting(&self, word: &str) -> Vec<u32> {
        let mut longer: Vec<u32> = self.lexicon.starting(word).map(|form| form as u32).collect();
        longer.sort_by_key(|form| (self.form(*form).chars().count(), *form));
        longer.truncate(PREFIX_MAX);
        longer
    }

    /// Used forms with the fewest typing errors, the most used first, each with
    /// the number of its errors. Numbers are never corrected.
    fn corrections(&self, typed: &[char], is_last: bool, used: &dyn Fn(u32) -> usize) -> Vec<(u32, usize)> {
        let most = allowed(typed.len());
        if most == 0 || typed.len() > TYPO_WORD_MAX || typed.iter().any(char::is_ascii_digit) {
            return Vec::new();
        }
        let within = |is_prefix: bool| -> Vec<(u32, usize)> {
            let form = |(number, form): (usize, &String)| {
                let signs: Vec<char> = form.chars().collect();
                let errors = distance(typed, &signs, most, is_prefix).filter(|_| !form.contains(' '))?;
                Some((number as u32, errors))
            };
            self.lexicon.forms.iter().enumerate().filter_map(form).collect()
        };
        let mut found = within(false);
        if found.is_empty() && is_last && typed.len() >= PREFIX_TYPO_MIN {
            found = within(true);
        }
        let least = found.iter().map(|(_, errors)| *errors).min().unwrap_or_default();
        found.retain(|(_, errors)| *errors == least);
        found.sort_by_key(|(form, _)| (std::cmp::Reverse(used(*form)), *form));
        found.truncate(TYPOS_MAX);
        found
    }

    /// Words that follow each other and are one word of the dictionary: the first,
    /// the one after the last, and that word.
    fn joined(&self, words: &[String]) -> Vec<(usize, usize, u32)> {
        let mut joined = Vec::new();
        for from in 0..words.len() {
            for to in from + 2..=words.len().min(from + TERM_MAX) {
                let links = if to == from + 2 { &LINKS[..] } else { &LINKS[..1] };
                let texts = links.iter().map(|link| words[from..to].join(link));
                joined.extend(texts.filter_map(|text| self.lexicon.find(&text)).map(|form| (from, to, form)));
            }
        }
        joined
    }

    /// Whether any words that follow each other are a term of danger.
    fn is_danger(&self, words: &[String]) -> bool {
        let danger = &self.lexicon.danger;
        (0..words.len()).any(|from| {
            (from + 1..=words.len().min(from + TERM_MAX))
                .any(|to| danger.binary_search(&words[from..to].join(" ")).is_ok())
        })
    }

    /// A form as people write it.
    fn name(&self, form: u32) -> String {
        let name = self.lexicon.names.iter().find(|(number, _)| *number == form);
        name.map_or_else(|| self.form(form).to_owned(), |(_, name)| name.clone())
    }
}

/// A word or a term of a question, with the words that it covers.
struct Unit {
    from: usize,
    to: usize,
    text: String,
}

/// What a word was widened to.
struct Word {
    group: Group,
    /// Synonyms among the group.
    also: Vec<u32>,
    /// What the word is without its typing errors.
    meant: Option<u32>,
}

fn widen(group: &mut Group, form: u32, weight: f64) {
    let known = group.entry(form).or_insert(weight);
    *known = known.max(weight);
}
