//! The JSON Schemas that text editors read, in Dutch, and the line by which a
//! content file names its own.
//!
//! They follow draft 7, which every editor knows. The line is that of the YAML
//! language server, which most editors use.

use std::path::Path as FsPath;

use serde_json::{Map, Value as Json, json};

use super::shape::schema_of;
use crate::record::{self, Analysis, ContactPage, ContactTexts, Kind, Queries, RegionPage, SiteSettings, Synonyms};
use crate::tree::Tree;
use crate::{fs, load};

/// The folder of the schemas in the project. It is hidden, so `load` passes it
/// over.
const FOLDER: &str = "content/.schema";

/// What the first line of a file that names its schema begins with.
const LINE: &str = "# yaml-language-server: $schema=";

/// Every schema, by its path in the project.
pub fn schemas() -> Tree {
    every().map(|(name, schema)| (path(name), file(schema))).collect()
}

/// The same for the files of a layer, by their path in it: such a file may leave out
/// any key, take away what may be absent, or hide the file below it.
pub fn layer_schemas() -> Tree {
    every().map(|(name, schema)| (path(name), file(over(schema)))).collect()
}

/// Whether a layer has schemas at this path in it.
pub(crate) fn is_there(layer: &FsPath) -> bool {
    fs::exists(&layer.join(FOLDER))
}

/// What a file may hold that lies over one of this schema.
fn over(mut schema: Json) -> Json {
    let required = schema.as_object_mut().and_then(|schema| schema.remove("required")).unwrap_or_default();
    let must = |key: &str| required.as_array().into_iter().flatten().any(|name| name == key);
    if let Some(keys) = schema["properties"].as_object_mut() {
        for (_, about) in keys.iter_mut().filter(|(key, _)| !must(key)) {
            let mut words = about.as_object().cloned().unwrap_or_default();
            words.retain(|key, _| key.starts_with("x-"));
            words.insert("anyOf".to_owned(), json!([about.take(), { "type": "null" }]));
            *about = Json::Object(words);
        }
        let hint = "Haalt de pagina uit deze editie. Staat alleen in het bestand.";
        keys.insert("hide".to_owned(), json!({ "x-label": "Verbergen", "x-hint": hint, "const": true }));
    }
    schema
}

/// Every schema by its name.
fn every() -> impl Iterator<Item = (&'static str, Json)> {
    let kinds = Kind::ALL.iter().map(|kind| (kind.id(), schema_of(*kind)));
    let others = [
        ("site", record::schema::<SiteSettings>()),
        ("contact-page", record::schema::<ContactPage>()),
        ("contact-texts", record::schema::<ContactTexts>()),
        ("region-page", record::schema::<RegionPage>()),
        ("analysis", record::schema::<Analysis>()),
        ("synonyms", record::schema::<Synonyms>()),
        ("queries", record::schema::<Queries>()),
    ];
    kinds.chain(others)
}

/// The text of a schema.
fn file(schema: Json) -> String {
    let mut file = json!({ "$schema": "http://json-schema.org/draft-07/schema#" });
    if let (Some(file), Json::Object(schema)) = (file.as_object_mut(), for_editors(schema)) {
        file.extend(schema);
    }
    format!("{file:#}\n")
}

fn path(name: &str) -> String {
    format!("{FOLDER}/{name}.json")
}

/// The text of a file of the project with the line that names its schema; `None`
/// for a file that has none.
pub fn named(file: &str, text: &str) -> Option<String> {
    let line = line(file)?;
    // A byte order mark would no longer be the first sign.
    let text = text.trim_start_matches('\u{feff}');
    let rest = match text.split_once('\n') {
        Some((first, rest)) if first.starts_with(LINE) => rest,
        _ => text,
    };
    Some(format!("{line}\n{rest}"))
}

/// The line that names the schema of a file.
pub(super) fn line(file: &str) -> Option<String> {
    let schema = path(load::schema_of(file)?);
    // Up from the folder of the file, and down again past what both have in common.
    let (mut from, mut to) = (file, schema.as_str());
    while let (Some((a, rest)), Some((b, below))) = (from.split_once('/'), to.split_once('/'))
        && a == b
    {
        (from, to) = (rest, below);
    }
    Some(format!("{LINE}{}{to}", "../".repeat(from.matches('/').count())))
}

/// A schema of the record as editors read it: their words instead of those of the
/// code, in the manner of draft 7.
fn for_editors(schema: Json) -> Json {
    let schema = match schema {
        Json::Object(schema) => schema,
        Json::Array(items) => return items.into_iter().map(for_editors).collect(),
        other => return other,
    };
    let mut made = Map::new();
    let (mut label, mut hint) = (Json::Null, Vec::new());
    let mut refers = None;
    for (key, value) in schema {
        match (key.as_str(), &value) {
            ("$defs", _) => drop(made.insert("definitions".to_owned(), each(value))),
            ("properties", _) => drop(made.insert(key, each(value))),
            ("$ref", Json::String(path)) => refers = Some(json!({ "$ref": path.replace("/$defs/", "/definitions/") })),
            ("x-label", _) => label = value,
            ("x-hint", Json::String(text)) => hint.insert(0, text.clone()),
            ("x-kinds", _) => hint.push(kinds(&value)),
            // Sizes of numbers have no meaning outside this program.
            ("format", Json::String(format)) if format != "date" => {}
            ("$schema" | "title" | "description" | "x-example", _) => {}
            _ => drop(made.insert(key, for_editors(value))),
        }
    }
    let mut about = Map::new();
    if !label.is_null() {
        about.insert("title".to_owned(), label);
    }
    if !hint.is_empty() {
        about.insert("description".to_owned(), hint.join(" ").into());
    }
    match refers {
        // In draft 7 nothing else may stand beside a reference.
        Some(refers) if about.is_empty() && made.is_empty() => return refers,
        Some(refers) => drop(about.insert("allOf".to_owned(), json!([refers]))),
        None => {}
    }
    about.extend(made);
    Json::Object(about)
}

/// Schemas by names that are not words of JSON Schema.
fn each(schemas: Json) -> Json {
    match schemas {
        Json::Object(schemas) => schemas.into_iter().map(|(name, schema)| (name, for_editors(schema))).collect(),
        other => other,
    }
}

/// What the id of a record of one of these kinds is.
fn kinds(ids: &Json) -> String {
    let is_named = |kind: &&Kind| ids.as_array().into_iter().flatten().any(|id| id == kind.id());
    let folders: Vec<String> =
        Kind::ALL.iter().filter(is_named).map(|kind| format!("content/{}", kind.folder())).collect();
    format!("Een id: de naam van een bestand in {}, zonder .yaml.", folders.join(" of "))
}
