//! What pages have to do with each other, as positions in the list of pages:
//! looked up once for all, since a page that asks all pages makes a site of ten
//! thousand slow.

use std::collections::BTreeMap;
use std::ops::Range;

use super::{Content, Page, Site};
use crate::fold::fold;
use crate::load::DUTCH;
use crate::record::{Facet, Line, Module, Ref, Stage};

/// Relations, by id.
#[derive(Debug, Default)]
pub(super) struct Relations<'a> {
    /// The pages with an id, one in each language that has it.
    pub(super) versions: BTreeMap<&'a str, Vec<usize>>,
    /// The modules, by number.
    pub(super) modules: Vec<usize>,
    /// The steps, in order.
    pub(super) stages: Vec<usize>,
    /// The modules that lead to a module.
    pub(super) before: BTreeMap<&'a str, Vec<usize>>,
    /// The modules that make use of a module.
    pub(super) users: BTreeMap<&'a str, Vec<usize>>,
    /// The page of each value of a facet, and the modules that have it.
    pub(super) facets: BTreeMap<(Facet, &'static str), (usize, Vec<usize>)>,
    /// The pages that cite a source, each with the section that it names first.
    pub(super) citing: BTreeMap<&'a str, Vec<(usize, Option<&'a str>)>>,
    /// What the A-Z lists, in its order.
    pub(super) names: Vec<Name<'a>>,
}

/// A title or another name of a page.
#[derive(Debug)]
pub struct Name<'a> {
    /// What it stands under: a letter, or "0-9".
    pub letter: String,
    /// The name without capitals and accents.
    folded: String,
    /// Its page, as a position in the list of pages.
    pub page: usize,
    /// The name.
    pub title: &'a str,
}

impl<'a> Relations<'a> {
    pub(super) fn of(pages: &[Page<'a>]) -> Self {
        let mut relations = Self::default();
        for (position, page) in pages.iter().enumerate().filter(|(_, page)| page.sheet.number == 0) {
            relations.versions.entry(page.id).or_default().push(position);
            match page.content {
                Content::Module(module) => relations.module(position, module),
                Content::Stage(_) => relations.stages.push(position),
                Content::Facet(facet, value) => {
                    relations.facets.entry((facet, value)).or_default().0 = position;
                }
                _ => {}
            }
            let within = page.sections.iter().flat_map(|section| section.citations);
            for citation in page.sources.iter().chain(within) {
                let citing = relations.citing.entry(citation.source.id.as_str()).or_default();
                if citing.last().is_none_or(|(last, _)| *last != position) {
                    citing.push((position, citation.section.as_ref().map(Line::as_str)));
                }
            }
            if page.is_found() {
                let aliases = page.aliases.iter().map(Line::as_str);
                relations
                    .names
                    .extend(std::iter::once(page.title).chain(aliases).map(|title| Name::of(position, title)));
            }
        }
        relations.names.sort_by(|a, b| (&a.letter, &a.folded, a.page).cmp(&(&b.letter, &b.folded, b.page)));
        relations
    }

    fn module(&mut self, position: usize, module: &'a Module) {
        self.modules.push(position);
        let name = |named: &mut BTreeMap<&'a str, Vec<usize>>, refs: &'a [Ref<Module>]| {
            refs.iter().for_each(|to| named.entry(to.id.as_str()).or_default().push(position));
        };
        name(&mut self.before, &module.leads_to);
        name(&mut self.users, &module.uses);
        for facet in Facet::ALL {
            for value in facet.of(module) {
                self.facets.entry((*facet, value)).or_default().1.push(position);
            }
        }
    }
}

/// The part of a list; places past its end hold nothing.
fn within(list: &[usize], places: Range<usize>) -> &[usize] {
    &list[places.start.min(list.len())..places.end.min(list.len())]
}

impl<'a> Name<'a> {
    fn of(page: usize, title: &'a str) -> Self {
        let folded = fold(title);
        let first = folded.chars().find(|sign| sign.is_alphanumeric()).unwrap_or('#');
        let letter = if first.is_ascii_digit() { "0-9".to_owned() } else { first.to_uppercase().to_string() };
        Self { letter, folded, page, title }
    }
}

impl<'a> Site<'a> {
    /// What the A-Z lists, in its order.
    pub fn names(&self) -> &[Name<'a>] {
        &self.relations.names
    }

    /// The modules with their pages, by number.
    pub fn modules(&self) -> impl Iterator<Item = (&Page<'a>, &'a Module)> {
        self.modules_at(&self.relations.modules)
    }

    /// How many modules there are.
    pub fn modules_count(&self) -> usize {
        self.relations.modules.len()
    }

    /// The modules at these places in their list.
    pub fn modules_within(&self, places: Range<usize>) -> impl Iterator<Item = (&Page<'a>, &'a Module)> {
        self.modules_at(within(&self.relations.modules, places))
    }

    /// The steps with their pages, in order.
    pub fn stages(&self) -> impl Iterator<Item = (&Page<'a>, &'a Stage)> {
        self.relations.stages.iter().filter_map(|position| match self.pages[*position].content {
            Content::Stage(stage) => Some((&self.pages[*position], stage)),
            _ => None,
        })
    }

    fn modules_at<'s>(&'s self, positions: &[usize]) -> impl Iterator<Item = (&'s Page<'a>, &'a Module)> {
        positions.iter().filter_map(|position| match self.pages[*position].content {
            Content::Module(module) => Some((&self.pages[*position], module)),
            _ => None,
        })
    }

    /// The modules that a record names, by number.
    pub fn named(&self, refs: &[Ref<Module>]) -> Vec<(&Page<'a>, &'a Module)> {
        self.modules_at(&self.positions(refs.iter().map(|to| to.id.as_str()))).collect()
    }

    /// The pages with these ids, in the order of the site.
    pub fn pages_of<'i>(&self, ids: impl Iterator<Item = &'i str>) -> Vec<&Page<'a>> {
        self.positions(ids).into_iter().map(|position| &self.pages[position]).collect()
    }

    fn positions<'i>(&self, ids: impl Iterator<Item = &'i str>) -> Vec<usize> {
        let mut positions: Vec<usize> =
            ids.filter_map(|id| self.relations.versions.get(id)?.first().copied()).collect();
        positions.sort_unstable();
        positions
    }

    /// The modules that lead to one.
    pub fn before(&self, id: &str) -> impl Iterator<Item = (&Page<'a>, &'a Module)> {
        self.modules_at(self.relations.before.get(id).map_or(&[], Vec::as_slice))
    }

    /// The modules that make use of one.
    pub fn users(&self, id: &str) -> impl Iterator<Item = (&Page<'a>, &'a Module)> {
        self.modules_at(self.relations.users.get(id).map_or(&[], Vec::as_slice))
    }

    /// The modules that have a value of a facet, those at these places in their list.
    pub fn having_within(
        &self,
        facet: Facet,
        value: &'static str,
        places: Range<usize>,
    ) -> impl Iterator<Item = (&Page<'a>, &'a Module)> {
        let having = self.relations.facets.get(&(facet, value)).map_or(&[][..], |(_, modules)| modules);
        self.modules_at(within(having, places))
    }

    /// How many modules have a value of a facet.
    pub fn count(&self, facet: Facet, value: &'static str) -> usize {
        self.relations.facets.get(&(facet, value)).map_or(0, |(_, modules)| modules.len())
    }

    /// The values of a facet that modules have, with their pages, in the order of
    /// the site.
    pub fn values(&self, facet: Facet) -> impl Iterator<Item = (&'static str, &Page<'a>)> {
        let of = facet.values().into_iter();
        of.filter_map(move |value| Some((value, &self.pages[self.relations.facets.get(&(facet, value))?.0])))
    }

    /// The page of a value of a facet.
    pub fn facet(&self, facet: Facet, value: &'static str) -> Option<&Page<'a>> {
        self.relations.facets.get(&(facet, value)).map(|(page, _)| &self.pages[*page])
    }

    /// The modules next to one, by number.
    pub fn beside(&self, id: &str) -> (Option<&Page<'a>>, Option<&Page<'a>>) {
        let modules = &self.relations.modules;
        let own = self.relations.versions.get(id).and_then(|versions| versions.first());
        let Some(at) = own.and_then(|own| modules.binary_search(own).ok()) else { return (None, None) };
        let page = |at: usize| modules.get(at).map(|position| &self.pages[*position]);
        (at.checked_sub(1).and_then(page), page(at + 1))
    }

    /// The same page in every language that has it, this one included.
    pub fn versions(&self, page: &Page<'_>) -> impl Iterator<Item = &Page<'a>> {
        self.pages_with(page.id)
    }

    /// The Dutch page with an id.
    pub fn page(&self, id: &str) -> Option<&Page<'a>> {
        self.pages_with(id).find(|page| page.language == DUTCH)
    }

    fn pages_with(&self, id: &str) -> impl Iterator<Item = &Page<'a>> {
        self.relations.versions.get(id).into_iter().flatten().map(|position| &self.pages[*position])
    }

    /// Pages that cite a source, each once, with the section they name first.
    pub fn citing(&self, source: &str) -> impl Iterator<Item = (&Page<'a>, Option<&'a str>)> {
        let citing = self.relations.citing.get(source).into_iter().flatten();
        citing.map(|(position, section)| (&self.pages[*position], *section))
    }
}
