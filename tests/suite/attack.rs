//! The fixture site with other words in every text that its schemas know, found by
//! walking the files along the schemas of their records.

use meldwijzer::Tree;
use meldwijzer::record as r;
use schemars::{JsonSchema, SchemaGenerator};
use serde_json::{Map, Value as Json};

use crate::project::{Project, read_tree, repository};

/// What may stand in a text.
#[derive(Clone, Copy, Eq, PartialEq)]
pub(crate) enum Holds {
    Plain,
    Inline,
    Block,
}

/// One text of the site.
pub(crate) struct Text<'a> {
    /// The field, such as `modules.goals[]`.
    pub(crate) field: &'a str,
    pub(crate) holds: Holds,
    /// Its number among all texts.
    pub(crate) number: usize,
    /// What the fixture says there.
    pub(crate) words: &'a str,
}

/// Fields whose texts have a form: a check refuses other words.
pub(crate) const FORMED: [&str; 16] = [
    "ar/contacts.contacts[].id",
    "contacts.channels[].value",
    "glossary.entries[].id",
    "instruments.entries[].id",
    "pages.path",
    "ar/pages.path",
    "regions.site",
    "site.admin.connect[]",
    "site.admin.sign_in",
    "site.base_url",
    "site.doors[].path",
    "site.exit_url",
    "site.feedback.url",
    "site.navigation[].path",
    "sources.url",
    "timeline.entries[].id",
];

/// Whether the text of a field has a form; ids of before have that of a file's name
/// (`tests/broken/former-*`).
pub(crate) fn is_formed(field: &str) -> bool {
    FORMED.contains(&field) || field.ends_with(".former[]")
}

/// Terms of the search: the fixture site has none.
const SYNONYMS: &str = "{ same: [[proef, test]], toward: [{ asked: [vraag], also: [proef] }], danger: [gevaar] }";

/// The page that edits, which the fixture site has not, and the files that it asks for.
const ADMIN: &str = r#"{ "backend": "test-repo", "repo": "organisatie/site", "branch": "main",
    "sign_in": "https://inloggen.example", "connect": ["https://api.example"] }"#;
const ADMIN_FILES: [&str; 2] = ["themes/default/admin/sveltia-cms.js", "themes/default/admin/icons.woff2"];

/// The files of the content.
fn sources() -> Tree {
    let mut files = read_tree(&repository().join("tests/fixtures/site"));
    files.insert("index/synonyms.yaml", SYNONYMS);
    files
}

/// How the fields of a file begin in [`FORMED`] and its schema.
fn schema(path: &str) -> Option<(String, Json)> {
    fn of<T: JsonSchema>() -> Json {
        SchemaGenerator::default().into_root_schema_for::<T>().to_value()
    }
    let path = path.strip_suffix(".yaml")?;
    let name = path.trim_start_matches("content/").trim_start_matches("index/");
    let (folder, stem) = name.rsplit_once('/').unwrap_or(("", name));
    let schema = match (folder, stem) {
        ("", "site") => of::<r::SiteSettings>(),
        ("", "synonyms") => of::<r::Synonyms>(),
        ("" | "ar", "contact") => of::<r::ContactPage>(),
        ("" | "ar", "regio") => of::<r::RegionPage>(),
        ("ar", "contacts") => of::<r::ContactTexts>(),
        ("pages" | "ar/pages", _) => of::<r::Page>(),
        ("modules", _) => of::<r::Module>(),
        ("meldcode/steps", _) => of::<r::Stage>(),
        ("meldcode/weighing", _) => of::<r::Question>(),
        ("meldcode/endings", _) => of::<r::Ending>(),
        ("meldcode/guidance", _) => of::<r::Guidance>(),
        ("meldcode/sectors", _) => of::<r::Sector>(),
        ("forms", _) => of::<r::Form>(),
        ("organisations", _) => of::<r::Organisation>(),
        ("instruments", _) => of::<r::Register>(),
        ("glossary", _) => of::<r::Glossary>(),
        ("timeline", _) => of::<r::Timeline>(),
        ("training/courses", _) => of::<r::Course>(),
        ("training/exercises", _) => of::<r::Exercise>(),
        ("training/cases", _) => of::<r::Case>(),
        ("training/quizzes", _) => of::<r::Quiz>(),
        ("regions", _) => of::<r::Region>(),
        ("contacts", _) => of::<r::Contact>(),
        ("sources", _) => of::<r::Source>(),
        _ => return None,
    };
    Some((if folder.is_empty() || folder == "ar" { name.to_owned() } else { folder.to_owned() }, schema))
}

/// A project with what `put` makes of each text; what is absent and may be there is
/// there. Gives the fields too that the walk came by.
pub(crate) fn project(put: &dyn Fn(Text<'_>) -> String) -> (Project, Vec<String>) {
    let mut project = ADMIN_FILES.iter().fold(Project::fixture(), |project, path| project.file(path, ";"));
    let mut walk = Walk { put, seen: Vec::new() };
    for (path, bytes) in sources().iter() {
        let Some((name, schema)) = schema(path) else { continue };
        let mut value: Json = serde_yaml::from_slice(bytes).unwrap();
        if path == "content/site.yaml" {
            value["admin"] = serde_json::from_str(ADMIN).unwrap();
        }
        walk.value(&schema, &schema, &mut value, &name);
        if path == "content/site.yaml" {
            // An address alone is a link, too: it is the vectors that are looked at.
            value["rules"] = serde_json::json!({ "link-text": "off" });
        }
        project = project.file(path, serde_json::to_string_pretty(&value).unwrap());
    }
    (project, walk.seen)
}

/// Every field of every schema in which a text may stand.
pub(crate) fn fields() -> Vec<String> {
    let mut fields = Vec::new();
    for (path, _) in sources().iter() {
        if let Some((name, schema)) = schema(path) {
            known(&schema, &schema, &name, &mut fields);
        }
    }
    fields
}

fn known(root: &Json, schema: &Json, field: &str, fields: &mut Vec<String>) {
    let schema = resolved(root, schema);
    if holds(schema).is_some() {
        fields.push(field.to_owned());
    }
    for (key, schema) in schema["properties"].as_object().into_iter().flatten() {
        known(root, schema, &format!("{field}.{key}"), fields);
    }
    if schema["items"].is_object() {
        known(root, &schema["items"], &format!("{field}[]"), fields);
    }
}

struct Walk<'a> {
    put: &'a dyn Fn(Text<'_>) -> String,
    seen: Vec<String>,
}

impl Walk<'_> {
    fn value(&mut self, root: &Json, schema: &Json, value: &mut Json, field: &str) {
        let schema = resolved(root, schema);
        if let Some(holds) = holds(schema) {
            let words = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
            self.seen.push(field.to_owned());
            let text = Text { field, holds, number: self.seen.len(), words: &words };
            *value = (self.put)(text).into();
            return;
        }
        match value {
            Json::Array(items) => {
                items.iter_mut().for_each(|item| self.value(root, &schema["items"], item, &format!("{field}[]")));
            }
            Json::Object(fields) => {
                for (key, schema) in schema["properties"].as_object().into_iter().flatten() {
                    let name = format!("{field}.{key}");
                    if !fields.contains_key(key)
                        && let Some(missing) = absent(root, schema, &name)
                    {
                        fields.insert(key.clone(), missing);
                    }
                    if let Some(value) = fields.get_mut(key) {
                        self.value(root, schema, value, &name);
                    }
                }
            }
            _ => {}
        }
    }
}

/// A value for a field that the fixture leaves out: a text, some, a citation, or an
/// object of which only texts must be there.
fn absent(root: &Json, schema: &Json, field: &str) -> Option<Json> {
    let schema = resolved(root, schema);
    if field.ends_with(".former[]") {
        return None;
    }
    if field.ends_with("sources[].source") {
        return Some("bron".into());
    }
    if holds(schema).is_some() {
        return Some(
            if field.ends_with(".url") || field.ends_with(".site") { "https://example.org/" } else { "woord" }.into(),
        );
    }
    if schema["items"].is_object() {
        return Some(Json::Array(vec![absent(root, &schema["items"], &format!("{field}[]"))?]));
    }
    let required = schema["required"].as_array()?;
    let made = required
        .iter()
        .filter_map(Json::as_str)
        .map(|key| Some((key.to_owned(), absent(root, &schema["properties"][key], &format!("{field}.{key}"))?)));
    made.collect::<Option<Map<_, _>>>().map(Json::Object)
}

/// The schema itself, where there is a reference to it or where it may be `null`.
fn resolved<'a>(root: &'a Json, schema: &'a Json) -> &'a Json {
    if let Some(name) = schema["$ref"].as_str() {
        return resolved(root, root.pointer(name.trim_start_matches('#')).unwrap());
    }
    match schema["anyOf"].as_array().and_then(|any| any.iter().find(|one| one["type"] != "null")) {
        Some(one) => resolved(root, one),
        None => schema,
    }
}

fn holds(schema: &Json) -> Option<Holds> {
    Some(match schema["contentMediaType"].as_str()? {
        "text/plain" => Holds::Plain,
        "text/markdown; variant=inline" => Holds::Inline,
        "text/markdown" => Holds::Block,
        other => panic!("no text holds {other}"),
    })
}
