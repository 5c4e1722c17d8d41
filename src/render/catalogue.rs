//! The catalogue: its cards and facets, the page of each value of a facet, and
//! the comparison of all modules.

use std::collections::BTreeMap;
use std::sync::{Arc, MutexGuard, PoisonError};

use serde::Serialize;

use super::view::{Fact, Link};
use super::{Cards, Renderer};
use crate::load::Labels;
use crate::markdown::Markdown;
use crate::model::{Content, Page};
use crate::record::{Facet, Module};

/// The whole catalogue, or the part of it that one value of a facet leaves.
#[derive(Serialize)]
pub(super) struct Catalogue<'a> {
    lead: Option<&'a str>,
    intro_html: String,
    /// The figures and the comparison.
    views: Vec<Link<'a>>,
    facets: Vec<FacetView<'a>>,
    cards_html: String,
    /// How many modules the sheets hold together.
    found: usize,
    /// How many modules there are in all.
    count: usize,
}

#[derive(Serialize)]
struct FacetView<'a> {
    title: &'a str,
    /// Whether its choices are in sight from the start.
    open: bool,
    choices: Vec<Choice<'a>>,
}

#[derive(Serialize)]
struct Choice<'a> {
    value: String,
    title: &'a str,
    url: &'a str,
    count: usize,
    current: bool,
}

/// A module as a list shows it.
#[derive(Serialize)]
struct CardView<'a> {
    root: &'a str,
    module: Card<'a>,
}

#[derive(Serialize)]
struct Card<'a> {
    number: &'a str,
    title: &'a str,
    summary: &'a str,
    url: &'a str,
    goal_html: String,
    audience: String,
    duration: String,
    facets: String,
}

/// The modules as a table of their fields.
#[derive(Serialize)]
pub(super) struct Comparison<'a> {
    lead: &'a str,
    fields: Vec<&'a str>,
    rows: Vec<Row<'a>>,
}

#[derive(Serialize)]
struct Row<'a> {
    number: &'a str,
    title: &'a str,
    url: &'a str,
    cells: Vec<String>,
}

/// The cards of so many modules are kept: those of more take room that a large site
/// needs for its pages.
const SHARED: usize = 20_000;

/// How many facets show their choices from the start: the others need a click.
const OPEN: usize = 3;

impl<'s> Renderer<'s> {
    pub(super) fn catalogue(&self, page: &Page<'s>) -> crate::Result<Catalogue<'_>> {
        let chosen = match page.content {
            Content::Facet(facet, value) => Some((facet, value)),
            _ => None,
        };
        let places = page.sheet.range();
        let count = self.site.modules_count();
        let root = page.root();
        let (cards, found) = match chosen {
            Some((facet, value)) => {
                let shown = self.site.having_within(facet, value, places);
                let cards = shown.map(|(to, module)| self.card(page, &root, to, module));
                (cards.collect::<crate::Result<Vec<_>>>()?, self.site.count(facet, value))
            }
            None => {
                let cards = self.site.modules_within(places).map(|(to, module)| self.card(page, &root, to, module));
                (cards.collect::<crate::Result<Vec<_>>>()?, count)
            }
        };
        let intro = Markdown::Inline(self.site.checked.settings.modules_intro.as_str());
        let views = ["schema", "vergelijken", "lezen"].iter().filter_map(|id| self.site.target(id));
        Ok(Catalogue {
            lead: chosen.map(|_| page.summary),
            intro_html: if chosen.is_none() { self.html(page, intro) } else { String::new() },
            views: views.map(|target| Link { title: target.title, url: target.url.clone() }).collect(),
            facets: self.facets(page),
            cards_html: cards.join("\n"),
            found,
            count,
        })
    }

    /// Every facet with the values that modules have, as links to their pages.
    fn facets(&self, page: &Page<'s>) -> Vec<FacetView<'_>> {
        let is = |other: &Page<'_>, wanted: Facet| matches!(other.content, Content::Facet(facet, _) if facet == wanted);
        let facets = Facet::ALL.iter().enumerate().map(|(index, facet)| {
            let choices = self.site.values(*facet).map(|(value, other)| Choice {
                value: facet.path(value),
                title: self.value(*facet, value),
                url: &other.url,
                count: self.site.count(*facet, value),
                current: page.id == other.id,
            });
            FacetView {
                title: self.word(&format!("facet.{}", facet.id())),
                open: index < OPEN || is(page, *facet),
                choices: choices.collect(),
            }
        });
        facets.collect()
    }

    /// The word for a value of a facet.
    fn value(&self, facet: Facet, value: &'static str) -> &'s str {
        self.values.get(&(facet, value)).copied().unwrap_or_default()
    }

    /// The card of a module as HTML. The lists of the values of facets share it: a module
    /// stands in one for each thing it is.
    fn card(&self, from: &Page<'s>, root: &str, page: &Page<'s>, module: &'s Module) -> crate::Result<Arc<str>> {
        let is_shared = matches!(from.content, Content::Facet(..)) && self.site.modules_count() <= SHARED;
        let key = (root.len(), page.id);
        let known = if is_shared { self.cards().get(&key).cloned() } else { None };
        if let Some(card) = known {
            return Ok(card);
        }
        // Only the catalogue on one page is filtered in the browser.
        let is_filtered = matches!(from.content, Content::Modules) && from.sheet.count == 1;
        let filters: &[Facet] = if is_filtered { Facet::ALL } else { &[] };
        let tokens = filters.iter().flat_map(|facet| facet.of(module).into_iter().map(|value| facet.path(value)));
        let goal = module.goals.first();
        let view = Card {
            number: module.number.as_str(),
            title: page.title,
            summary: page.summary,
            url: &page.url,
            goal_html: goal.map_or(String::new(), |goal| self.html(from, Markdown::Inline(goal.as_str()))),
            audience: self.values(Facet::Audience, module).join(", "),
            duration: first_sentence(&Markdown::Inline(module.duration.text.as_str()).text()).to_owned(),
            facets: tokens.collect::<Vec<_>>().join(" "),
        };
        let card: Arc<str> = self.part("module_card.html", &CardView { root, module: view })?.into();
        if is_shared {
            self.cards().insert(key, Arc::clone(&card));
        }
        Ok(card)
    }

    fn cards(&self) -> MutexGuard<'_, Cards<'s>> {
        self.cards.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The words for what a module has of a facet.
    fn values(&self, facet: Facet, module: &Module) -> Vec<&'s str> {
        facet.of(module).into_iter().map(|value| self.value(facet, value)).collect()
    }

    /// What a module has of a facet, as links to the pages of the values.
    fn value_links(&self, page: &Page<'s>, facet: Facet, module: &Module) -> String {
        let links = facet.of(module).into_iter().map(|value| {
            let word = Markdown::Plain(self.value(facet, value)).html(&|_| None);
            let target = self.site.facet(facet, value);
            target.map_or(word.clone(), |target| format!("<a href=\"{}{}\">{word}</a>", page.root(), target.url))
        });
        links.collect::<Vec<_>>().join(", ")
    }

    /// The summary list of a module: each value leads to the modules that share it.
    pub(super) fn summary(&self, page: &Page<'s>, module: &'s Module) -> Vec<Fact<'s>> {
        let duration = || self.html(page, Markdown::Inline(module.duration.text.as_str()));
        let facets = [
            ("fact.target_group", Facet::Audience),
            ("fact.duration", Facet::Length),
            ("fact.channels", Facet::Means),
            ("fact.places", Facet::Venue),
            ("fact.chain", Facet::Chain),
            ("fact.function", Facet::Function),
            ("fact.bound", Facet::Bound),
        ];
        let facts = facets.into_iter().map(|(label, facet)| {
            let html = if facet == Facet::Length { duration() } else { self.value_links(page, facet, module) };
            Fact { label: self.word(label), html }
        });
        facts.collect()
    }

    /// Every module with the fields that one compares.
    pub(super) fn comparison(&self, page: &Page<'s>) -> Comparison<'_> {
        let labels = [
            "fact.goals",
            "fact.target_group",
            "fact.duration",
            "fact.channels",
            "fact.places",
            "fact.chain",
            "fact.function",
            "fact.bound",
            "fact.steps",
        ];
        let rows = self.site.modules_within(page.sheet.range()).map(|(to, module)| {
            let words = |facet| self.values(facet, module).join(", ");
            let goals = module.goals.iter().map(|goal| self.html(page, Markdown::Inline(goal.as_str())));
            let goals = goals.map(|goal| format!("<li>{goal}</li>")).collect::<String>();
            let steps: Vec<String> = module.steps.iter().map(u8::to_string).collect();
            let cells = vec![
                format!("<ul>{goals}</ul>"),
                words(Facet::Audience),
                self.html(page, Markdown::Inline(module.duration.text.as_str())),
                words(Facet::Means),
                words(Facet::Venue),
                words(Facet::Chain),
                words(Facet::Function),
                words(Facet::Bound),
                if steps.is_empty() { "\u{2013}".to_owned() } else { steps.join(", ") },
            ];
            Row { number: module.number.as_str(), title: to.title, url: &to.url, cells }
        });
        Comparison {
            lead: page.summary,
            fields: labels.iter().map(|label| self.word(label)).collect(),
            rows: rows.collect(),
        }
    }
}

/// The words for the values of facets: a short one where the theme has it.
pub(super) fn values(labels: &Labels) -> BTreeMap<(Facet, &'static str), &str> {
    let all = Facet::ALL.iter().flat_map(|facet| facet.values().into_iter().map(|value| (*facet, value)));
    let word = |(facet, value): (Facet, &'static str)| {
        let key = format!("{}.{value}", facet.words());
        let word = labels.words.get(&format!("{key}.short")).or_else(|| labels.words.get(&key))?;
        Some(((facet, value), word.as_str()))
    };
    all.filter_map(word).collect()
}

/// A text up to the end of its first sentence.
fn first_sentence(text: &str) -> &str {
    text.find(['.', '?', '!']).filter(|end| text[end + 1..].starts_with([' ', '\n'])).map_or(text, |end| &text[..=end])
}

#[cfg(test)]
mod tests {
    use super::first_sentence;

    #[test]
    fn the_first_sentence_ends_where_the_second_begins() {
        assert_eq!(first_sentence("Eén uur. Soms meer."), "Eén uur.");
        assert_eq!(first_sentence("Eén uur"), "Eén uur");
        assert_eq!(first_sentence("Altijd."), "Altijd.");
    }
}
