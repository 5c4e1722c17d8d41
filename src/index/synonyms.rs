//! Which terms also look for which: from `index/synonyms.yaml` and the glossary.

use std::collections::{BTreeMap, BTreeSet};

use super::documents::numbered;
use super::tokenize::tokens;
use super::words::TERM_MAX;
use crate::model::Site;
use crate::record::Line;

/// Terms and what they also look for. A term is the words of a text with a space
/// between them.
#[derive(Debug, Default)]
pub(super) struct Synonyms {
    /// For each term what else is looked for.
    pub(super) related: BTreeMap<String, BTreeSet<String>>,
    /// Terms that stand by themselves.
    pub(super) others: BTreeSet<String>,
    /// Terms of people in danger.
    pub(super) danger: BTreeSet<String>,
    /// How a term is written, where that differs.
    pub(super) names: BTreeMap<String, String>,
}

impl Synonyms {
    /// Every term that finds another or is found by one, and the words of danger.
    pub(super) fn terms(&self) -> impl Iterator<Item = &str> {
        let related = self.related.iter().flat_map(|(asked, also)| std::iter::once(asked).chain(also));
        let danger = self.danger.iter().filter(|term| !term.contains(' '));
        related.chain(danger).chain(&self.others).map(String::as_str)
    }

    /// The term of a text; `None` for one without words or with too many.
    fn term(&mut self, text: &str) -> Option<String> {
        let words: Vec<String> = tokens(text).into_iter().filter_map(|mut token| token.forms.pop()).collect();
        if words.is_empty() || words.len() > TERM_MAX {
            return None;
        }
        let term = words.join(" ");
        // A capital that only begins the text says nothing of the word.
        let is_name = text.chars().skip(1).any(char::is_uppercase);
        let name = if is_name { text.to_owned() } else { text.to_lowercase() };
        if name != term {
            self.names.entry(term.clone()).or_insert(name);
        }
        Some(term)
    }

    fn relate(&mut self, asked: &str, also: &str) {
        let (Some(asked), Some(also)) = (self.term(asked), self.term(also)) else { return };
        if asked != also {
            self.related.entry(asked).or_default().insert(also);
        }
    }

    fn same(&mut self, terms: &[&str]) {
        for asked in terms {
            terms.iter().for_each(|also| self.relate(asked, also));
        }
    }
}

/// Collects the synonyms. A term of the glossary and its abbreviation find each
/// other; its other names find both. "Stap 3" is a term by itself.
pub(super) fn synonyms(site: &Site<'_>) -> Synonyms {
    let mut synonyms = Synonyms::default();
    if let Some(settings) = &site.checked.sources.synonyms {
        for group in &settings.same {
            synonyms.same(&group.iter().map(Line::as_str).collect::<Vec<_>>());
        }
        for toward in &settings.toward {
            for asked in &toward.asked {
                toward.also.iter().for_each(|also| synonyms.relate(asked.as_str(), also.as_str()));
            }
        }
        for danger in &settings.danger {
            let term = synonyms.term(danger.as_str());
            synonyms.danger.extend(term);
        }
    }
    for name in site.pages.iter().filter_map(numbered) {
        let term = synonyms.term(&name);
        synonyms.others.extend(term);
    }
    let terms = site.checked.sources.records.glossaries.iter().flat_map(|entry| &entry.value.entries);
    for term in terms {
        let names: Vec<&str> = std::iter::once(&term.title).chain(&term.abbreviation).map(Line::as_str).collect();
        synonyms.same(&names);
        for alias in &term.aliases {
            names.iter().for_each(|name| synonyms.relate(alias.as_str(), name));
        }
    }
    synonyms
}
