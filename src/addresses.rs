//! `addresses`: no two files of the site share an address. The tree in memory
//! would keep the last of two pages in silence, and disks that know no capitals
//! (Windows, macOS) or write é in two ways the last of two files.

use std::collections::BTreeMap;

use unicode_normalization::UnicodeNormalization;

use crate::diagnostic::{Diagnostic, Place};
use crate::model::Site;
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
            let message = format!("the page `{}` stands in a folder that browsers keep for a year", page.id);
            found.push(error("reserved-path", &file, message, "give it another `path`"));
        }
        if let Some(other) = owners.insert(file.clone(), page.id) {
            let message = format!("the pages `{other}` and `{}` have one address", page.id);
            found.push(error("same-path", &file, message, "give one of them another name or `path`"));
        }
    }
    // Each file and each folder above it, as such a disk knows it.
    let mut known: BTreeMap<String, &str> = BTreeMap::new();
    for (path, _) in tree.iter() {
        let ends = path.match_indices('/').map(|(end, _)| end).chain([path.len()]);
        for name in ends.map(|end| &path[..end]) {
            let first = *known.entry(as_disks_see_it(name)).or_insert(name);
            if first != name {
                let message = format!("`{first}` and `{name}` are one on many disks");
                found.push(error("same-path", path, message, "give one of them another name"));
                break;
            }
            if name.len() < path.len() && tree.get(name).is_some() {
                let message = format!("`{name}` is a file and a folder");
                found.push(error("same-path", path, message, "give one of them another name"));
                break;
            }
        }
    }
    found
}

fn error(code: &'static str, path: &str, message: String, hint: &str) -> Diagnostic {
    Diagnostic::error(code, Place::at(&format!("dist/{path}"), "", 0, 1), message).hint(hint)
}

/// A name without capitals, each letter in one piece.
fn as_disks_see_it(name: &str) -> String {
    name.to_lowercase().nfc().collect()
}
