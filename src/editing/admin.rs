//! A page on which the content can be edited on the web: the configuration of
//! Sveltia CMS, made from the structs that read the content, and a page that loads
//! it. Nobody finds the page from the site, and it is made only where
//! `content/site.yaml` asks for it.
//!
//! The script of the editor and its icons are of others: who wants them puts them
//! into the theme. The editor would ask others for its fonts and for its newest
//! version; the policy of the page lets it ask nobody but the host of the site and
//! the addresses that the settings name.

use serde_json::{Map, Value as Json, json};

use super::shape::{Key, Shape, Value, schema_of, shape};
use crate::model::Site;
use crate::record::{self, Admin, ContactPage, Kind, RegionPage, SiteSettings};
use crate::tree::Tree;

/// The files of the page; none where the site has no such page.
pub(crate) fn admin(site: &Site<'_>) -> Tree {
    let Some(admin) = &site.checked.settings.admin else { return Tree::default() };
    let mut tree = site.checked.sources.theme.admin.clone();
    tree.insert("admin/config.yml", config(admin));
    tree.insert("admin/index.html", page(admin));
    tree
}

/// The page: it stores what it must know, and asks only whom its settings name.
fn page(admin: &Admin) -> String {
    let asked: String = admin.connect.iter().map(|address| format!(" {address}")).collect();
    format!(
        "<!doctype html>\n<html lang=\"nl\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; script-src 'self'; \
         style-src 'self' 'unsafe-inline'; img-src 'self' blob: data:; font-src 'self' data:; \
         connect-src 'self' blob: data:{asked}; form-action 'none'; base-uri 'none'\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"robots\" content=\"noindex\">\n<title>Redactie</title>\n\
         <style>@font-face {{ font-family: \"Material Symbols Outlined\"; font-weight: 100 700; src: url(icons.woff2) }}</style>\n\
         <link rel=\"cms-config-url\" type=\"text/yaml\" href=\"config.yml\">\n</head>\n<body>\n\
         <noscript>Voor deze pagina is JavaScript nodig.</noscript>\n\
         <script src=\"sveltia-cms.js\"></script>\n</body>\n</html>\n"
    )
}

/// The configuration: a collection for each kind, and the files that are one of
/// their kind.
fn config(admin: &Admin) -> String {
    let mut backend = Map::new();
    backend.insert("name".to_owned(), admin.backend.id().into());
    for (key, value) in [("repo", &admin.repo), ("branch", &admin.branch), ("base_url", &admin.sign_in)] {
        value.iter().for_each(|value| drop(backend.insert(key.to_owned(), value.as_str().into())));
    }
    let file = |name: &str, schema: &Json| {
        let shape = shape(schema);
        json!({ "name": name, "label": shape.label, "file": format!("content/{name}.yaml"), "fields": fields(&shape) })
    };
    let files = json!({
        "name": "bestanden",
        "label": "Losse bestanden",
        "files": [
            file("contact", &record::schema::<ContactPage>()),
            file("regio", &record::schema::<RegionPage>()),
            file("site", &record::schema::<SiteSettings>()),
        ],
    });
    let collections: Vec<Json> = Kind::ALL.iter().map(|kind| collection(*kind)).chain([files]).collect();
    let config = json!({
        "backend": backend,
        // The content has no pictures; the editor wants a folder for them.
        "media_folder": "content/.media",
        "output": { "omit_empty_optional_fields": true },
        "collections": collections,
    });
    serde_yaml::to_string(&config).unwrap_or_default()
}

fn collection(kind: Kind) -> Json {
    let shape = shape(&schema_of(kind));
    json!({
        "name": kind.id(),
        "label": shape.label,
        "description": shape.hint,
        "folder": format!("content/{}", kind.folder()),
        "extension": "yaml",
        "format": "yaml",
        "create": true,
        "identifier_field": "title",
        "slug": "{{slug}}",
        "fields": fields(&shape),
    })
}

fn fields(shape: &Shape) -> Vec<Json> {
    shape.keys.iter().map(field).collect()
}

fn field(key: &Key) -> Json {
    let mut field = widget(&key.value);
    field.insert("name".to_owned(), key.name.as_str().into());
    field.insert("label".to_owned(), key.label.as_str().into());
    field.insert("hint".to_owned(), key.hint.as_str().into());
    field.insert("required".to_owned(), key.is_required.into());
    Json::Object(field)
}

/// What a value is edited with.
fn widget(value: &Value) -> Map<String, Json> {
    let widget = match value {
        Value::Line => json!({ "widget": "string" }),
        Value::Inline => json!({ "widget": "text" }),
        // As it is written: an editor that shows it laid out writes it anew.
        Value::Block => json!({ "widget": "markdown", "modes": ["raw"], "editor_components": [] }),
        Value::Day => json!({ "widget": "datetime", "type": "date", "format": "YYYY-MM-DD", "time_format": false }),
        Value::Truth => json!({ "widget": "boolean" }),
        Value::Number { least, most } => {
            json!({ "widget": "number", "value_type": "int", "min": least, "max": most })
        }
        Value::Choice(words) => {
            let option = |word: &super::shape::Word| json!({ "label": word.label, "value": word.word });
            json!({ "widget": "select", "options": words.iter().map(option).collect::<Vec<_>>() })
        }
        Value::Reference(kinds) => match kinds.as_slice() {
            [kind] => json!({
                "widget": "relation",
                "collection": kind.id(),
                "value_field": "{{slug}}",
                "display_fields": ["title"],
                "search_fields": ["title"],
            }),
            // A relation is with one collection.
            _ => json!({ "widget": "string", "pattern": ["^[a-z0-9]+(-[a-z0-9]+)*$", "Een id."] }),
        },
        Value::Map(shape) => json!({ "widget": "object", "fields": fields(shape) }),
        Value::List(item) => return list(item),
    };
    match widget {
        Json::Object(widget) => widget,
        _ => Map::new(),
    }
}

fn list(item: &Value) -> Map<String, Json> {
    let mut one = widget(item);
    match item {
        Value::Choice(_) => drop(one.insert("multiple".to_owned(), true.into())),
        Value::Reference(kinds) if kinds.len() == 1 => drop(one.insert("multiple".to_owned(), true.into())),
        Value::Map(_) => drop(one.insert("widget".to_owned(), "list".into())),
        _ => {
            one.insert("name".to_owned(), "onderdeel".into());
            let mut list = Map::new();
            list.insert("widget".to_owned(), "list".into());
            list.insert("field".to_owned(), Json::Object(one));
            return list;
        }
    }
    one
}
