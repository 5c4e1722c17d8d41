//! The JSON Schema of what a file holds, with Dutch words for editors.
//!
//! The structs say what may stand in a file, `dutch.yaml` says it in the language
//! of the editors. [`schema`] brings both together: beside each key, word and
//! struct that it describes stand `x-label`, `x-hint` and, where a new file does
//! not say `TODO`, `x-example`. Keys with `x-` mean nothing to JSON Schema.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use schemars::{JsonSchema, SchemaGenerator};
use serde::Deserialize;
use serde_json::{Map, Value as Json};

/// The structs whose words hold for the keys that several kinds of file have.
const SHARED: [&str; 2] = ["Training", "Record"];

/// How a key, a word or a struct is called, what it is for, and what stands there
/// in a new file.
#[derive(Debug, Deserialize)]
struct Word(String, String, #[serde(default)] Option<Json>);

type Words = BTreeMap<String, BTreeMap<String, Word>>;

/// By struct, then by key or word. That the file can be read is for a test to say.
fn words() -> &'static Words {
    static WORDS: OnceLock<Words> = OnceLock::new();
    WORDS.get_or_init(|| serde_yaml::from_str(include_str!("dutch.yaml")).unwrap_or_default())
}

/// The schema of a file that holds a `T`.
pub(crate) fn schema<T: JsonSchema>() -> Json {
    let mut schema = SchemaGenerator::default().into_root_schema_for::<T>().to_value();
    describe(&mut schema, &mut |words, name| words.iter().find_map(|group| self::words().get(*group)?.get(name)));
    schema
}

/// Gives each key, word and struct of a schema what `find` says of it, in the first
/// of the groups that has it.
fn describe<'w>(schema: &mut Json, find: &mut impl FnMut(&[&str], &str) -> Option<&'w Word>) {
    let root = schema["title"].as_str().unwrap_or_default().to_owned();
    if let Some(definitions) = schema["$defs"].as_object_mut() {
        definitions.iter_mut().for_each(|(name, definition)| each(definition, &[name.as_str()], find));
    }
    let groups: Vec<&str> = std::iter::once(root.as_str()).chain(SHARED).collect();
    each(schema, &groups, find);
}

fn each<'w>(schema: &mut Json, groups: &[&str], find: &mut impl FnMut(&[&str], &str) -> Option<&'w Word>) {
    let Some(schema) = schema.as_object_mut() else { return };
    let mut say = |about: &mut Json, name: &str| {
        // Rules describe themselves.
        let Some(about) = about.as_object_mut().filter(|about| !about.contains_key("x-label")) else { return };
        if let Some(Word(label, hint, example)) = find(groups, name) {
            insert(about, label, hint, example.as_ref());
        }
    };
    if let Some(keys) = schema.get_mut("properties").and_then(Json::as_object_mut) {
        keys.iter_mut().for_each(|(key, value)| say(value, key));
    }
    if let Some(words) = schema.get_mut("oneOf").and_then(Json::as_array_mut) {
        for word in words {
            let name = word["const"].as_str().unwrap_or_default().to_owned();
            say(word, &name);
        }
    }
    if let Some(Word(label, hint, example)) = find(&groups[..1], "self") {
        insert(schema, label, hint, example.as_ref());
    }
}

fn insert(about: &mut Map<String, Json>, label: &str, hint: &str, example: Option<&Json>) {
    about.insert("x-label".to_owned(), label.into());
    about.insert("x-hint".to_owned(), hint.into());
    example.and_then(|example| about.insert("x-example".to_owned(), example.clone()));
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::record::{
        Analysis, AnyRecord, ContactPage, ContactTexts, Kind, Queries, Reader, RegionPage, SiteSettings, Synonyms,
    };

    /// Notes what is asked for each struct and key.
    #[derive(Default)]
    struct Asked(std::cell::RefCell<Vec<(Vec<String>, String)>>);

    impl Reader for Asked {
        type Failure = ();

        fn read<T: serde::de::DeserializeOwned + JsonSchema>(&self) -> Result<T, ()> {
            let mut schema = SchemaGenerator::default().into_root_schema_for::<T>().to_value();
            describe(&mut schema, &mut |groups, name| {
                let groups = groups.iter().map(|group| (*group).to_owned()).collect();
                self.0.borrow_mut().push((groups, name.to_owned()));
                None
            });
            Err(())
        }
    }

    fn asked() -> Vec<(Vec<String>, String)> {
        let asked = Asked::default();
        for kind in Kind::ALL {
            assert!(AnyRecord::read(*kind, &asked).is_err());
        }
        let _ = asked.read::<SiteSettings>();
        let _ = asked.read::<ContactPage>();
        let _ = asked.read::<ContactTexts>();
        let _ = asked.read::<RegionPage>();
        let _ = asked.read::<Analysis>();
        let _ = asked.read::<Synonyms>();
        let _ = asked.read::<Queries>();
        asked.0.into_inner()
    }

    #[test]
    fn every_key_and_word_is_described_in_dutch_and_nothing_else_is() {
        let words: Words = serde_yaml::from_str(include_str!("dutch.yaml")).unwrap();
        let mut used = BTreeSet::new();
        let mut missing = BTreeSet::new();
        for (groups, name) in asked() {
            match groups.iter().find(|group| words.get(*group).is_some_and(|group| group.contains_key(&name))) {
                Some(group) => {
                    used.insert(format!("{group}.{name}"));
                }
                None => {
                    missing.insert(format!("{}.{name}", groups[0]));
                }
            }
        }
        assert_eq!(missing, BTreeSet::new(), "without a Dutch description");
        let all = words.iter().flat_map(|(group, names)| names.keys().map(move |name| format!("{group}.{name}")));
        let stale: Vec<String> = all.filter(|name| !used.contains(name)).collect();
        assert_eq!(stale, Vec::<String>::new(), "described, but not there");
    }
}
