//! Ids are words, and no two records share one; nor does one claim the former id
//! of another.

use std::collections::BTreeMap;

use super::{BUILT_IN, Checker, PARTS};
use crate::diagnostic::{Diagnostic, Place, Rule, Said, did_you_mean, rules};
use crate::load::{DUTCH, Sources};
use crate::markdown::slug;
use crate::record::{Kind, Line, Step};
use crate::said;

/// The rules that a file breaks by its name.
pub(crate) const OF_NAMES: [&Rule; 6] = [
    rules::BAD_ID,
    rules::DUPLICATE_ID,
    rules::FORMER_IN_USE,
    rules::NUMBER_AND_NAME,
    rules::NUMBER_RANGE,
    rules::UNKNOWN_ENDING,
];

/// Why no new file can have this name.
pub(crate) fn refused(sources: &Sources, path: &str, id: &str) -> Option<Diagnostic> {
    let good = slug(id);
    if good != id || id.is_empty() {
        let message = said!("`{id}` cannot be part of an address", "`{id}` kan geen deel van een adres zijn");
        let hint = if good.is_empty() {
            said!("an id has small letters, digits and `-`", "een id heeft kleine letters, cijfers en `-`")
        } else {
            did_you_mean(&good)
        };
        return Some(Diagnostic::new(rules::BAD_ID, Place::at(path, "", 0, 1), message).hint(hint));
    }
    let there = sources.files.iter().find(|file| file.path == path)?;
    let shown = there.shown();
    let message = said!("`{shown}` is there already", "`{shown}` is er al");
    let hint = said!("choose another id, or change that file", "kies een ander id, of verander dat bestand");
    Some(Diagnostic::new(rules::DUPLICATE_ID, Place::at(shown, "", 0, 1), message).hint(hint))
}

pub(super) fn check(checker: &mut Checker<'_>) {
    let sources = checker.sources;
    for (id, file, record) in sources.records.iter() {
        if slug(id) != id {
            let good = slug(id);
            let message = said!("`{id}` cannot be part of an address", "`{id}` kan geen deel van een adres zijn");
            checker.say(rules::BAD_ID, file, &Vec::new(), None, message);
            checker.hint(said!(
                "name the file `{good}.yaml`: small letters, digits and `-`",
                "noem het bestand `{good}.yaml`: kleine letters, cijfers en `-`",
            ));
        }
        if PARTS.contains(&record.kind()) {
            continue;
        }
        if BUILT_IN.iter().any(|(name, _)| *name == id) {
            let message = said!(
                "`{id}` is the name of a page that the generator makes",
                "`{id}` is de naam van een pagina die vanzelf gemaakt wordt",
            );
            checker.say(rules::DUPLICATE_ID, file, &Vec::new(), None, message);
            checker.hint(said!("give the file another name", "geef het bestand een andere naam"));
        } else if let Some((_, first)) = checker.ids.get(id) {
            let other = sources.files[*first].shown();
            let message = said!("`{id}` is also the id of `{other}`", "`{id}` is ook het id van `{other}`");
            checker.say(rules::DUPLICATE_ID, file, &Vec::new(), None, message);
            checker.hint(said!(
                "links name a record by its file name alone: give one of the two another name",
                "een link noemt alleen de naam van het bestand: geef een van de twee een andere naam",
            ));
        } else {
            checker.ids.insert(id, (record.kind(), file));
        }
    }
    for (kind, id, file) in sources.broken.iter().filter(|(kind, ..)| !PARTS.contains(kind)) {
        checker.ids.entry(id).or_insert((*kind, *file));
    }
    let mut claims: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    for (_, file, record) in sources.records.iter() {
        former(checker, &mut claims, DUTCH, file, record.kind(), record.head().former);
    }
    for (language, citizen) in &sources.citizen {
        for page in &citizen.pages {
            former(checker, &mut claims, language, page.file, Kind::Page, &page.value.former);
        }
    }
}

/// The ids that a record had before are nobody's today. `claims` holds the file of
/// each, by language and id.
fn former<'a>(
    checker: &mut Checker<'a>,
    claims: &mut BTreeMap<(&'a str, &'a str), usize>,
    language: &'a str,
    file: usize,
    kind: Kind,
    former: &'a [Line],
) {
    let sources = checker.sources;
    for (index, id) in former.iter().map(Line::as_str).enumerate() {
        let path = vec![Step::Key("former"), Step::Index(index)];
        let translated = sources.citizen.get(language).into_iter().flat_map(|citizen| &citizen.pages);
        let owner = match checker.ids.get(id) {
            Some((_, owner)) if language == DUTCH => Some(*owner),
            _ => translated.filter(|page| page.id == id).map(|page| page.file).next(),
        };
        if PARTS.contains(&kind) {
            let message = said!(
                "the entries of this file stand on one page with others, so it has no address",
                "wat in dit bestand staat deelt een pagina met andere, dus het heeft geen adres",
            );
            checker.say(rules::FORMER_WITHOUT_PAGE, file, &path, None, message);
            checker.hint(said!("leave `former` out", "laat `former` weg"));
        } else if slug(id) != id {
            let message =
                said!("`{id}` cannot have been part of an address", "`{id}` kan geen deel van een adres zijn geweest",);
            checker.say(rules::BAD_ID, file, &path, None, message);
            checker.hint(said!(
                "a former id is the name that the file had, without `.yaml`",
                "een vroeger id is de naam die het bestand had, zonder `.yaml`",
            ));
        } else if let Some(owner) = owner {
            let owner = sources.files[owner].shown();
            let message = said!("`{id}` is the id of `{owner}` today", "`{id}` is nu het id van `{owner}`");
            checker.say(rules::FORMER_IN_USE, file, &path, None, message);
            checker.hint(in_use());
        } else if BUILT_IN.iter().any(|(name, _)| *name == id) {
            let message = said!(
                "`{id}` is the name of a page that the generator makes",
                "`{id}` is de naam van een pagina die vanzelf gemaakt wordt",
            );
            checker.say(rules::FORMER_IN_USE, file, &path, None, message);
            checker.hint(in_use());
        } else if let Some(first) = claims.insert((language, id), file) {
            let other = sources.files[first].shown();
            let message = said!("`{id}` is also a former id in `{other}`", "`{id}` is ook een vroeger id in `{other}`");
            checker.say(rules::FORMER_TWICE, file, &path, None, message);
            checker.hint(said!(
                "an old address leads to one page: keep it in one of the two",
                "een oud adres leidt naar één pagina: bewaar het in een van de twee",
            ));
        }
    }
}

/// The hint where a former id is one of today.
fn in_use() -> Said {
    said!(
        "an id that is in use leads to its own page: leave it out here",
        "een id dat in gebruik is leidt naar zijn eigen pagina: laat het hier weg",
    )
}
