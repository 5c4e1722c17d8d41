//! Ids are words, and no two records share one; nor does one claim the former id
//! of another.

use std::collections::BTreeMap;

use super::{BUILT_IN, Checker, PARTS};
use crate::load::DUTCH;
use crate::markdown::slug;
use crate::record::{Kind, Line, Step};

pub(super) fn check(checker: &mut Checker<'_>) {
    let sources = checker.sources;
    for (id, file, record) in sources.records.iter() {
        if slug(id) != id {
            let message = format!("`{id}` cannot be part of an address");
            checker.error("bad-id", file, &Vec::new(), None, message);
            checker.hint(format!("name the file `{}.yaml`: small letters, digits and `-`", slug(id)));
        }
        if PARTS.contains(&record.kind()) {
            continue;
        }
        if BUILT_IN.iter().any(|(name, _)| *name == id) {
            let message = format!("`{id}` is the name of a page that the generator makes");
            checker.error("duplicate-id", file, &Vec::new(), None, message);
            checker.hint("give the file another name");
        } else if let Some((_, first)) = checker.ids.get(id) {
            let message = format!("`{id}` is also the id of `{}`", sources.files[*first].shown());
            checker.error("duplicate-id", file, &Vec::new(), None, message);
            checker.hint("links name a record by its file name alone: give one of the two another name");
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
            let message = "the entries of this file stand on one page with others, so it has no address".to_owned();
            checker.error("former-without-page", file, &path, None, message);
            checker.hint("leave `former` out");
        } else if slug(id) != id {
            checker.error("bad-id", file, &path, None, format!("`{id}` cannot have been part of an address"));
            checker.hint("a former id is the name that the file had, without `.yaml`");
        } else if let Some(owner) = owner {
            let message = format!("`{id}` is the id of `{}` today", sources.files[owner].shown());
            checker.error("former-in-use", file, &path, None, message);
            checker.hint("an id that is in use leads to its own record: leave it out here");
        } else if BUILT_IN.iter().any(|(name, _)| *name == id) {
            let message = format!("`{id}` is the name of a page that the generator makes");
            checker.error("former-in-use", file, &path, None, message);
            checker.hint("an id that is in use leads to its own page: leave it out here");
        } else if let Some(first) = claims.insert((language, id), file) {
            let message = format!("`{id}` is also a former id in `{}`", sources.files[first].shown());
            checker.error("former-twice", file, &path, None, message);
            checker.hint("an old address leads to one page: keep it in one of the two");
        }
    }
}
