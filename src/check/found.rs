//! What is there is found: something leads to each free page, and within one kind
//! a name belongs to one record or entry.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;
use serde_json::Value as Json;

use super::{Checker, is_todo};
use crate::diagnostic::rules;
use crate::fold::fold;
use crate::load::DUTCH;
use crate::markdown::{Feature, Markdown};
use crate::record::{Kind, Leaf, Leaves, Line, Path, Step};
use crate::said;

/// The page that the theme leads to by its id, from every page of help.
const TRACES: &str = "sporen";

pub(super) fn check(checker: &mut Checker<'_>) {
    orphans(checker);
    names(checker);
}

/// A text, the navigation, a door or the footer leads to each free page.
fn orphans(checker: &mut Checker<'_>) {
    let sources = checker.sources;
    let mut linked: BTreeSet<String> = BTreeSet::from([TRACES.to_owned()]);
    let citizen = sources.citizen.get(DUTCH).into_iter().flat_map(|citizen| {
        let contact = citizen.contact.iter().map(|(_, page)| page as &dyn Leaves);
        contact.chain(citizen.region.iter().map(|(_, page)| page as &dyn Leaves))
    });
    let settings = sources.settings.iter().map(|settings| settings as &dyn Leaves);
    let records = sources.records.iter().map(|(id, _, record)| (id, record as &dyn Leaves));
    let all: Vec<(&str, &dyn Leaves)> = records.chain(citizen.chain(settings).map(|leaves| ("", leaves))).collect();
    linked.par_extend(all.into_par_iter().flat_map_iter(|(own, leaves)| {
        let mut linked = Vec::new();
        leaves.leaves(&mut Vec::new(), &mut |_, leaf| {
            if let Leaf::Inline(text) | Leaf::Block(text) = leaf {
                let links = Markdown::Block(text).features().into_iter().filter_map(|(feature, _)| match feature {
                    Feature::Link(link) => Some(link),
                    _ => None,
                });
                let ids = links.filter_map(|link| Some(link.strip_prefix("id:")?.split('#').next()?.to_owned()));
                linked.extend(ids.map(|id| sources.current(&id).to_owned()).filter(|id| id != own));
            }
        });
        linked
    }));
    let mut paths: BTreeSet<&str> = BTreeSet::new();
    if let Some(settings) = &sources.settings {
        paths.extend(settings.navigation.iter().map(|item| item.path.as_str()));
        paths.extend(settings.doors.iter().map(|door| door.path.as_str()));
    }
    strings(&sources.theme.words.strings, &mut paths);
    let paths: BTreeSet<&str> = paths.into_iter().map(|path| path.trim_matches('/')).collect();
    for entry in sources.records.pages.iter().filter(|entry| !is_todo(entry.value.title.as_str())) {
        if !linked.contains(&entry.id) && !paths.contains(entry.value.path.as_str().trim_matches('/')) {
            let message = said!("nothing leads to this page", "niets leidt naar deze pagina");
            checker.say(rules::ORPHAN_PAGE, entry.file, &vec![Step::Key("path")], None, message);
            let id = &entry.id;
            checker.hint(said!(
                "link to it with `id:{id}` where a reader needs it, or add it to `navigation` in `site.yaml`",
                "link ernaar met `id:{id}` waar een lezer haar nodig heeft, of zet haar bij `navigation` in `site.yaml`",
            ));
        }
    }
}

/// Every text of the words of a theme: the addresses of the footer are among them.
fn strings<'a>(words: &'a Json, found: &mut BTreeSet<&'a str>) {
    match words {
        Json::String(text) => {
            found.insert(text);
        }
        Json::Array(items) => items.iter().for_each(|item| strings(item, found)),
        Json::Object(keys) => keys.values().for_each(|value| strings(value, found)),
        Json::Null | Json::Bool(_) | Json::Number(_) => {}
    }
}

/// Who has names: a record, or an entry of one.
struct Bearer<'a> {
    kind: Kind,
    file: usize,
    /// Where its keys stand.
    path: Path,
    title: &'a str,
    aliases: &'a [Line],
}

/// Within one kind a title or alias names one record or entry.
fn names(checker: &mut Checker<'_>) {
    let bearers = bearers(checker);
    let mut seen: BTreeMap<(Kind, String), usize> = BTreeMap::new();
    for (number, bearer) in bearers.iter().enumerate() {
        let at = |key: &'static str| bearer.path.iter().copied().chain([Step::Key(key)]);
        let title = (at("title").collect::<Path>(), bearer.title);
        let aliases = bearer.aliases.iter().enumerate();
        let aliases =
            aliases.map(|(index, alias)| (at("aliases").chain([Step::Index(index)]).collect(), alias.as_str()));
        for (path, name) in std::iter::once(title).chain(aliases).filter(|(_, name)| !is_todo(name)) {
            let first = *seen.entry((bearer.kind, fold(name))).or_insert(number);
            if first != number {
                let (other, place) = (bearers[first].title, checker.sources.files[bearers[first].file].shown());
                let message = said!(
                    "`{name}` is also a name of `{other}` in `{place}`",
                    "`{name}` is ook een naam van `{other}` in `{place}`",
                );
                checker.say(rules::DUPLICATE_NAME, bearer.file, &path, None, message);
                checker.hint(said!(
                    "say in the name what tells the two apart, or leave it to one of them",
                    "zeg in de naam wat de twee verschilt, of laat hem aan een van beide",
                ));
            }
        }
    }
}

/// Every record and entry. A source may have the title of another: its author and
/// date stand beside it.
fn bearers<'a>(checker: &Checker<'a>) -> Vec<Bearer<'a>> {
    let records = &checker.sources.records;
    let whole = records.iter().filter(|(_, _, record)| record.kind() != Kind::Source);
    let whole = whole.map(|(_, file, record)| {
        let head = record.head();
        Bearer { kind: record.kind(), file, path: Vec::new(), title: head.title, aliases: head.aliases }
    });
    let terms = records.glossaries.iter().flat_map(|entry| {
        let terms = entry.value.entries.iter().enumerate();
        terms.map(|(index, term)| bearer(Kind::Glossary, entry.file, index, &term.title, &term.aliases))
    });
    let instruments = records.registers.iter().flat_map(|entry| {
        let all = entry.value.entries.iter().enumerate();
        all.map(|(index, one)| bearer(Kind::Register, entry.file, index, &one.title, &one.aliases))
    });
    let events = records.timelines.iter().flat_map(|entry| {
        let events = entry.value.entries.iter().enumerate();
        events.map(|(index, event)| bearer(Kind::Timeline, entry.file, index, &event.title, &[]))
    });
    whole.chain(terms).chain(instruments).chain(events).collect()
}

fn bearer<'a>(kind: Kind, file: usize, index: usize, title: &'a Line, aliases: &'a [Line]) -> Bearer<'a> {
    let path = vec![Step::Key("entries"), Step::Index(index)];
    Bearer { kind, file, path, title: title.as_str(), aliases }
}
