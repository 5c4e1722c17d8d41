//! `addresses`: no two files of the site share an address. The tree in memory
//! would keep the last of two pages in silence, and disks that know no capitals
//! (Windows, macOS) or write é in two ways the last of two files.

use std::borrow::Cow;
use std::collections::BTreeMap;

use indexmap::IndexMap;
use rustc_hash::FxBuildHasher;
use unicode_normalization::UnicodeNormalization;

use crate::diagnostic::{Diagnostic, Place, Rule, Said, rules};
use crate::model::Site;
use crate::said;
use crate::tree::Tree;

/// Folders whose files carry a fingerprint in their address and are kept by
/// browsers for a year: no page can stand in them.
pub(crate) const FOREVER: [&str; 2] = ["assets/", "search/"];

/// Every address that more than one file wants.
pub(crate) fn collisions(site: &Site<'_>, tree: &Tree) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let mut owners: BTreeMap<String, &str> = BTreeMap::new();
    for page in &site.pages {
        let file = page.file();
        if FOREVER.iter().any(|folder| file.starts_with(folder)) {
            let id = page.id;
            let message = said!(
                "the page `{id}` stands in a folder that browsers keep for a year",
                "de pagina `{id}` staat in een map die browsers een jaar bewaren",
            );
            let hint = said!("give it another `path`", "geef haar een ander `path`");
            found.push(at(rules::RESERVED_PATH, &file, message, hint));
        }
        if let Some(other) = owners.insert(file.clone(), page.id) {
            let id = page.id;
            let message = said!(
                "the pages `{other}` and `{id}` have one address",
                "de pagina's `{other}` en `{id}` hebben hetzelfde adres",
            );
            let hint = said!(
                "give one of them another name or `path`",
                "geef een van de twee een andere naam of een ander `path`",
            );
            found.push(at(rules::SAME_PATH, &file, message, hint));
        }
    }
    // Each file and each folder above it, as such a disk knows it.
    let mut known: IndexMap<Cow<'_, str>, &str, FxBuildHasher> = IndexMap::default();
    for (path, _) in tree.iter() {
        let ends = path.match_indices('/').map(|(end, _)| end).chain([path.len()]);
        for name in ends.map(|end| &path[..end]) {
            let first = *known.entry(as_disks_see_it(name)).or_insert(name);
            if first != name {
                let message = said!(
                    "`{first}` and `{name}` are one on many disks",
                    "`{first}` en `{name}` zijn op veel schijven hetzelfde",
                );
                found.push(at(rules::SAME_PATH, path, message, another_name()));
                break;
            }
            if name.len() < path.len() && tree.get(name).is_some() {
                let message = said!("`{name}` is a file and a folder", "`{name}` is een bestand en ook een map");
                found.push(at(rules::SAME_PATH, path, message, another_name()));
                break;
            }
        }
    }
    found
}

fn another_name() -> Said {
    said!("give one of them another name", "geef een van de twee een andere naam")
}

fn at(rule: &'static Rule, path: &str, message: Said, hint: Said) -> Diagnostic {
    Diagnostic::new(rule, Place::at(&format!("dist/{path}"), "", 0, 1), message).hint(hint)
}

/// A name without capitals, each letter in one piece.
fn as_disks_see_it(name: &str) -> Cow<'_, str> {
    match name.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase()) {
        true => name.into(),
        false => name.to_lowercase().nfc().collect::<String>().into(),
    }
}
