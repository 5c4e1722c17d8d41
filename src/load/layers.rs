//! Layers: the content of a regional organisation, laid over the national one.
//!
//! A layer is a folder with the shape of a project: `content/`, `index/` and
//! `themes/default/`. Its files lie by their path over those of the project and of
//! the layers before it:
//!
//! - a file under a new path is one more file;
//! - in a file that is there already, each key at the top of the file replaces
//!   that key with all that is in it: lists and maps are never mixed. A key without
//!   a value (`period: null`) removes what may be absent;
//! - `hide: true`, alone in a file, removes the record below it;
//! - a file of the theme replaces the one below it whole.
//!
//! Every key keeps the file that it came from, so a mistake is shown there.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use super::spanned::{Node, Value};
use super::{INDEX, empty, refused, spanned};
use crate::diagnostic::{Diagnostic, Place, rules};
use crate::fs;
use crate::said;

/// What a layer may hold.
const FOLDERS: [&str; 3] = ["content", "index", "themes/default"];

/// A file on the disk.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) struct Found {
    /// Where it is.
    pub(super) disk: PathBuf,
    /// Its path for people: relative to the root of the project where it is in it.
    pub(super) shown: String,
    /// Its size in bytes.
    pub(super) size: u64,
    /// When it was written last, where the disk knows.
    pub(super) modified: Option<SystemTime>,
    /// Whether it is one of a layer.
    pub(super) is_layer: bool,
}

/// A text that was read, alone or with others that lie over it.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Part {
    /// Its path for people.
    pub shown: String,
    /// What it holds.
    pub text: String,
    /// Whether it is one of a layer.
    pub(super) is_layer: bool,
}

/// The files of `content/` and `index/` by their path in the project, each with
/// those that lie over it.
///
/// # Errors
/// Where the disk fails or a layer is no layer.
pub(super) fn list(root: &Path, layers: &[PathBuf]) -> crate::Result<BTreeMap<String, Vec<Found>>> {
    let mut files: BTreeMap<String, Vec<Found>> = BTreeMap::new();
    let folders = std::iter::once((root, false)).chain(layers.iter().map(|layer| (layer.as_path(), true)));
    for (folder, is_layer) in folders {
        if is_layer && !FOLDERS.iter().any(|name| fs::exists(&folder.join(name))) {
            let source = io::Error::new(io::ErrorKind::NotFound, format!("it holds none of {}", FOLDERS.join(", ")));
            return Err(fs::Error { action: "lay over the content", path: folder.to_owned(), source }.into());
        }
        let shown = folder.strip_prefix(root).unwrap_or(folder);
        for top in ["content", "index"] {
            for found in fs::list(&folder.join(top))? {
                let path = format!("{top}/{}", found.path);
                if top == "index" && !INDEX.iter().any(|(name, _)| *name == path) {
                    continue;
                }
                let disk = folder.join(&path);
                let shown = shown.join(&path).to_string_lossy().replace(std::path::MAIN_SEPARATOR, "/");
                let fs::Found { size, modified, .. } = found;
                files.entry(path).or_default().push(Found { disk, shown, size, modified, is_layer });
            }
        }
    }
    Ok(files)
}

/// What the texts of one path are together.
#[derive(Debug)]
pub(super) enum Laid {
    /// The first text alone, which is not of a layer.
    Alone,
    /// One value; its places count through all texts, see [`place`].
    Together(Node),
    /// Nothing: this file hides it.
    Hidden(String),
}

/// Lays `parts` over each other; those that a later one hides are taken out.
pub(super) fn lay(parts: &mut Vec<Part>) -> Result<Laid, Vec<Diagnostic>> {
    if let [Part { is_layer: false, .. }] = parts.as_slice() {
        return Ok(Laid::Alone);
    }
    let mut laid: Option<Node> = None;
    let mut hidden = String::new();
    let mut mistakes = Vec::new();
    for part in std::mem::take(parts) {
        let start = parts.iter().map(length).sum();
        let tree = match spanned::parse(&part.text, start) {
            Ok(Some(tree)) => tree,
            Ok(None) => {
                mistakes.push(empty(place(std::slice::from_ref(&part), 0, 1)));
                continue;
            }
            Err(failure) => {
                parts.push(part);
                mistakes.push(refused(failure, |offset| place(parts, offset, 1)));
                continue;
            }
        };
        if part.is_layer
            && let Some(hide) = tree.key("hide")
        {
            let at = Place::at(&part.shown, &part.text, hide.span.start - start, hide.span.len());
            mistakes.extend(not_hiding(&tree, hide, laid.is_some(), at));
            hidden = part.shown;
            laid = None;
            parts.clear();
        } else {
            laid = Some(match laid {
                Some(below) => over(below, tree),
                None => tree,
            });
            parts.push(part);
        }
    }
    match laid {
        _ if !mistakes.is_empty() => Err(mistakes),
        Some(tree) => Ok(Laid::Together(tree)),
        None => Ok(Laid::Hidden(hidden)),
    }
}

/// The keys of `above` in the place of those of `below`.
fn over(below: Node, above: Node) -> Node {
    match (below.value, above.value) {
        (Value::Map(mut pairs), Value::Map(new)) => {
            let replaced: BTreeSet<&str> = new.iter().filter_map(|(key, _)| key.text()).collect();
            pairs.retain(|(key, _)| !key.text().is_some_and(|key| replaced.contains(key)));
            pairs.extend(new);
            Node { span: below.span, value: Value::Map(pairs) }
        }
        // No record: its reader says so.
        (_, value) => Node { span: above.span, value },
    }
}

/// What is wrong with a file that says `hide`.
fn not_hiding(tree: &Node, hide: &Node, is_over: bool, place: Place) -> Option<Diagnostic> {
    let alone = matches!(&tree.value, Value::Map(pairs) if pairs.len() == 1);
    if hide.text() != Some("true") || !alone {
        let message = said!(
            "`hide` stands alone in its file, and is `true`",
            "`hide` staat alleen in zijn bestand, en is `true`",
        );
        let hint = said!(
            "to change a record, leave `hide` out; to remove it, write nothing else",
            "laat `hide` weg om een pagina te veranderen; schrijf niets anders om haar weg te halen",
        );
        Some(Diagnostic::new(rules::BAD_HIDE, place, message).hint(hint))
    } else if !is_over {
        let message = said!("there is no record here to hide", "hier is geen pagina om te verbergen");
        let hint = said!(
            "the record may have been renamed or removed: its id is the name of the file",
            "de pagina heet misschien anders of is weg: haar id is de naam van het bestand",
        );
        Some(Diagnostic::new(rules::NOTHING_TO_HIDE, place, message).hint(hint))
    } else {
        None
    }
}

/// The places of a value count through all its texts: how many each takes, the end
/// included.
fn length(part: &Part) -> usize {
    part.text.chars().count() + 1
}

/// The place of the character at `offset` of all texts.
pub(super) fn place(parts: &[Part], mut offset: usize, width: usize) -> Place {
    for part in parts {
        let length = length(part);
        if offset < length {
            return Place::at(&part.shown, &part.text, offset, width);
        }
        offset -= length;
    }
    Place::at("", "", 0, 1)
}

impl Part {
    /// Whether the file gives the key, or takes it away.
    pub(super) fn has(&self, key: &str) -> bool {
        matches!(spanned::parse(&self.text, 0), Ok(Some(tree)) if tree.key(key).is_some())
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn part(text: &str, is_layer: bool) -> Part {
        Part { shown: if is_layer { "laag" } else { "land" }.to_owned(), text: text.to_owned(), is_layer }
    }

    /// Texts that are records more often than chance would; without tags, which no
    /// record has.
    fn yaml() -> impl Strategy<Value = String> {
        let key = prop_oneof![Just("a"), Just("b"), Just("hide"), Just("é")];
        let scalar = prop_oneof![
            Just("".to_owned()),
            Just("|-\n  twee\n  regels: 1".to_owned()),
            Just(">\n  gevouwen\n  tekst\n".to_owned()),
            Just("true".to_owned()),
            Just("4.10".to_owned()),
            Just("- x".to_owned()),
            Just("[1, \"1\", { c: ~, d: null }, 0x1F, .inf, 2026-11-24]".to_owned()),
            Just("'een ''aanhaling'' # en hek'".to_owned()),
            Just("\"\\t \\u263A \\\\ \"".to_owned()),
            "[ \"-~é🙂]{0,12}",
        ];
        let line = (key, scalar).prop_map(|(key, value)| format!("{key}: {value}\n"));
        prop::collection::vec(line, 0..4).prop_map(|lines| lines.concat())
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn every_mistake_is_in_the_file_that_made_it(below in yaml(), above in yaml()) {
            let mut parts = vec![part(&below, false), part(&above, true)];
            for mistake in lay(&mut parts).err().unwrap_or_default() {
                let text = if mistake.place.file == "laag" { &above } else { &below };
                prop_assert!(mistake.place.line <= text.lines().count().max(1), "{mistake:?}");
                let line = text.lines().nth(mistake.place.line - 1).unwrap_or_default();
                prop_assert_eq!(line, &mistake.place.source);
                let is_value = matches!(spanned::parse(text, 0), Ok(Some(_)));
                prop_assert_eq!(is_value, mistake.rule.code().ends_with("hide"), "{:?}", mistake);
            }
        }

        #[test]
        fn a_layer_is_read_as_the_file_alone_would_be(text in yaml()) {
            let alone: Result<serde_yaml::Value, _> = serde_yaml::from_str(&text);
            if let (Ok(Laid::Together(tree)), Ok(alone)) = (lay(&mut vec![part(&text, true)]), alone) {
                let laid: serde_yaml::Value = serde_yaml::from_str(&tree.to_flow()).unwrap();
                prop_assert_eq!(laid, alone, "{}", tree.to_flow());
            }
        }

        #[test]
        fn each_key_comes_from_the_last_file_that_has_it(below in yaml(), above in yaml()) {
            let keys = |text: &str| match spanned::parse(text, 0) {
                Ok(Some(Node { value: Value::Map(pairs), .. })) => Some(pairs),
                _ => None,
            };
            let mut parts = vec![part(&below, false), part(&above, true)];
            if let (Ok(Laid::Together(tree)), Some(below), Some(above)) = (lay(&mut parts), keys(&below), keys(&above))
                && parts.len() == 2
            {
                let found = |pairs: &[(Node, Node)], key: &Node| {
                    pairs.iter().find(|(other, _)| other.text() == key.text()).map(|(_, value)| value.to_flow())
                };
                let Value::Map(laid) = &tree.value else { return Err(TestCaseError::fail("two maps make a map")) };
                for (key, _) in below.iter().chain(&above).filter(|(key, _)| key.text().is_some()) {
                    prop_assert_eq!(found(laid, key), found(&above, key).or_else(|| found(&below, key)));
                }
            }
        }
    }
}
