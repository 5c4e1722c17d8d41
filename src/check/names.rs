//! Ids are words, and no two records share one.

use super::{BUILT_IN, Checker, PARTS};
use crate::markdown::slug;

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
}
