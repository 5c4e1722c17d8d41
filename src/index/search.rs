//! Questions to the native index.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::excerpt::{Fragment, excerpt};
use super::expand::Dictionary;
use super::query::parse;
use super::rank::{Pages, Postings, Scored, rank};
use super::store::Store;
use super::tokenize::tokens;
use super::weights::Weights;
use crate::record::Kind;
use crate::tree::Tree;

/// The answer to a question.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Answer {
    /// The best pages.
    pub results: Vec<Hit>,
    /// How many pages there are, of the kind that was asked for.
    pub total: usize,
    /// How many pages there are of each kind.
    pub kinds: Vec<(String, usize)>,
    /// Synonyms that were looked for, too.
    pub also: Vec<String>,
    /// The question without its typing errors, where it had any.
    pub meant: Option<String>,
    /// Whether the question speaks of danger: 112 comes before every result.
    pub danger: bool,
}

/// A page that was found.
#[derive(Clone, Debug, Serialize)]
pub struct Hit {
    /// The title of the page.
    pub title: String,
    /// Its address relative to the root of the site, with the anchor of the best
    /// section.
    pub url: String,
    /// The heading of the best section; empty for the head of the page.
    pub section: String,
    /// The kind of page.
    pub kind: String,
    /// For whom it is.
    pub audience: String,
    /// Higher is better; comparable within one answer only.
    pub score: f64,
    /// Why it was found.
    pub snippet: Vec<Fragment>,
}

/// The native index, open for questions.
#[derive(Debug)]
pub struct Searcher {
    store: Store,
    dictionary: Dictionary,
    weights: Weights,
    factors: Vec<f64>,
}

impl Searcher {
    /// Opens the files of `index/store/`.
    ///
    /// # Errors
    /// Where they are not there, or another version made them.
    pub fn open(tree: &Tree) -> crate::Result<Self> {
        let (store, lexicon, weights) = Store::open(tree)?;
        let factors = store.pages.iter().map(|page| weights.of_kind(&page.kind)).collect();
        Ok(Self { store, dictionary: Dictionary::new(lexicon), weights, factors })
    }

    /// The best pages for a question, at most `limit`, of one kind where that is
    /// given.
    ///
    /// # Errors
    /// Where the index is damaged.
    pub fn search(&self, question: &str, limit: usize, kind: Option<&str>) -> crate::Result<Answer> {
        let query = parse(question);
        let used = |form: u32| {
            let mut count = 0;
            // A form that cannot be counted is the last of its equals.
            let counted = self.store.visit(form, self.weights.fields.len() - 1, &mut |_, _, _| count += 1);
            counted.map_or(0, |()| count)
        };
        let expanded = self.dictionary.expand(&query, &self.weights, &used);
        let asked = words(expanded.meant.as_deref().unwrap_or(question));
        let exact = self.store.pages.iter().enumerate().filter(|(_, page)| words(&page.title) == asked);
        let exact: BTreeSet<usize> = exact.map(|(number, _)| number).collect();
        let mut holds = |section: usize| {
            if query.phrases.is_empty() {
                return Ok(true);
            }
            let stored = self.store.stored(section)?;
            let page = &self.store.pages[self.store.page_of()[section]];
            let texts = [&page.title, &stored.heading, &stored.text].map(|text| format!(" {} ", words(text).join(" ")));
            let is_held =
                |phrase: &Vec<String>| texts.iter().any(|text| text.contains(&format!(" {} ", phrase.join(" "))));
            Ok(query.phrases.iter().all(is_held))
        };
        let pages = Pages { factors: &self.factors, exact: &exact, holds: &mut holds };
        let mut ranked = rank(&expanded, &self.store, &self.weights, pages)?;
        if expanded.danger {
            self.bring_contacts(&mut ranked);
        }

        let kind_of = |page: usize| self.store.pages[page].kind.as_str();
        let mut kinds: BTreeMap<&str, usize> = BTreeMap::new();
        ranked.iter().for_each(|scored| *kinds.entry(kind_of(scored.page)).or_default() += 1);
        let shown: Vec<_> =
            ranked.iter().filter(|scored| kind.is_none_or(|kind| kind == kind_of(scored.page))).collect();
        let forms = expanded.groups.iter().flat_map(|group| group.keys().map(|form| self.dictionary.form(*form)));
        let forms: BTreeSet<&str> = forms.flat_map(|form| form.split(' ')).collect();
        let forms: BTreeSet<&str> = forms.into_iter().filter(|form| !self.weights.is_stop(form)).collect();
        let hit = |scored: &&Scored| {
            let page = &self.store.pages[scored.page];
            let stored = self.store.stored(scored.section)?;
            let hash = if stored.anchor.is_empty() { "" } else { "#" };
            Ok(Hit {
                url: format!("{}{hash}{}", page.url, stored.anchor),
                snippet: excerpt(&stored.text, &forms),
                title: page.title.clone(),
                section: stored.heading,
                kind: page.kind.clone(),
                audience: page.audience.clone(),
                score: scored.score,
            })
        };
        Ok(Answer {
            results: shown.iter().take(limit).map(hit).collect::<crate::Result<_>>()?,
            total: shown.len(),
            kinds: kinds.into_iter().map(|(kind, count)| (kind.to_owned(), count)).collect(),
            also: expanded.also,
            meant: expanded.meant,
            danger: expanded.danger,
        })
    }
}

impl Searcher {
    /// Whoever speaks of danger finds the contact page first or second.
    fn bring_contacts(&self, ranked: &mut Vec<Scored>) {
        let Some(page) = self.store.pages.iter().position(|page| page.kind == Kind::Contact.id()) else { return };
        let known = ranked.iter().position(|scored| scored.page == page).map(|at| (at, ranked.remove(at)));
        let section = self.store.page_of().partition_point(|other| *other < page);
        let (at, scored) = known.unwrap_or((usize::MAX, Scored { page, section, score: 0.0 }));
        ranked.insert(at.min(1).min(ranked.len()), scored);
    }
}

/// The words of a text as a question has them.
fn words(text: &str) -> Vec<String> {
    tokens(text).into_iter().filter_map(|mut token| token.forms.pop()).collect()
}
