//! The rules of the repository itself.

use std::collections::BTreeMap;

use crate::project::{read_tree, repository};

/// The modules in the order in which they may use each other: each may use
/// itself and those before it. `render`, `index` and `export` stand on one level.
const LAYERS: [(&str, usize); 25] = [
    ("tree", 0),
    ("fold", 0),
    ("diagnostic", 0),
    ("fs", 1),
    ("record", 1),
    ("markdown", 1),
    ("markup", 1),
    ("load", 2),
    ("outline", 3),
    ("check", 4),
    ("model", 5),
    ("addresses", 6),
    ("citation", 6),
    ("compress", 7),
    ("document", 6),
    ("editing", 6),
    ("pack", 7),
    ("render", 8),
    ("index", 8),
    ("export", 8),
    ("classroom", 8),
    ("links", 9),
    ("inspect", 10),
    ("preview", 11),
    ("readability", 2),
];

fn sources() -> BTreeMap<String, String> {
    let tree = read_tree(&repository().join("src"));
    let rust = tree.iter().filter(|(path, _)| path.ends_with(".rs"));
    rust.map(|(path, bytes)| (path.to_owned(), String::from_utf8(bytes.to_vec()).unwrap())).collect()
}

/// The module that a file belongs to.
fn module(path: &str) -> &str {
    path.split(['/', '.']).next().unwrap()
}

/// The modules that a file names with `crate::`.
fn named(text: &str) -> impl Iterator<Item = &str> {
    text.match_indices("crate::").map(|(at, found)| {
        let rest = &text[at + found.len()..];
        &rest[..rest.find(|sign: char| !sign.is_ascii_lowercase() && sign != '_').unwrap_or(rest.len())]
    })
}

#[test]
fn no_phase_reaches_back_or_aside() {
    let level: BTreeMap<&str, usize> = LAYERS.into_iter().collect();
    let mut wrong = Vec::new();
    for (path, text) in sources() {
        let from = module(&path);
        let Some(own) = level.get(from) else {
            assert!(["lib", "main", "cli", "fuzz"].contains(&from), "{path} is in no layer");
            continue;
        };
        let code: String =
            text.lines().filter(|line| !line.trim_start().starts_with("//")).map(|l| format!("{l}\n")).collect();
        for to in named(&code).filter(|to| *to != from) {
            if level.get(to).is_some_and(|other| other > own || (other == own && *own > 1)) {
                wrong.push(format!("{path} uses {to}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn files_stay_readable() {
    let long: Vec<String> = sources()
        .into_iter()
        .map(|(path, text)| (path, text.lines().count()))
        .filter(|(_, lines)| *lines > 600)
        .map(|(path, lines)| format!("{path}: {lines}"))
        .collect();
    assert!(long.is_empty(), "over 600 lines: {long:?}");
}

#[test]
fn every_file_says_what_it_is_for() {
    let silent: Vec<String> =
        sources().into_iter().filter(|(_, text)| !text.starts_with("//!")).map(|(path, _)| path).collect();
    assert!(silent.is_empty(), "without `//!`: {silent:?}");
}

#[test]
fn no_file_is_a_drawer_for_leftovers() {
    for path in sources().into_keys() {
        for word in ["util", "helper", "common", "manager", "misc"] {
            assert!(!path.contains(word), "{path}");
        }
    }
}
