//! A schema with its Dutch words as a value: what a file of one kind holds.

use schemars::JsonSchema;
use serde::de::DeserializeOwned;
use serde_json::Value as Json;

use crate::record::{self, AnyRecord, Kind, Reader};

/// A map of keys.
#[derive(Clone, Debug)]
pub(super) struct Shape {
    /// How it is called.
    pub(super) label: String,
    /// What it is for.
    pub(super) hint: String,
    /// Its keys, in the order in which they are written.
    pub(super) keys: Vec<Key>,
}

/// A key of a map.
#[derive(Clone, Debug)]
pub(super) struct Key {
    /// As written in YAML.
    pub(super) name: String,
    /// How it is called.
    pub(super) label: String,
    /// What it is for.
    pub(super) hint: String,
    /// What stands there in a new file, if not `TODO`.
    pub(super) example: Option<Json>,
    /// Whether it must be there.
    pub(super) is_required: bool,
    /// What stands there.
    pub(super) value: Value,
}

/// What can stand in a file.
#[derive(Clone, Debug)]
pub(super) enum Value {
    /// Plain text on one line.
    Line,
    /// Markdown without blocks.
    Inline,
    /// Any Markdown.
    Block,
    /// A day.
    Day,
    /// The id of a record of one of these kinds.
    Reference(Vec<Kind>),
    /// One of these words.
    Choice(Vec<Word>),
    /// A whole number.
    Number { least: i64, most: i64 },
    /// `true` or `false`.
    Truth,
    /// Values of one sort.
    List(Box<Value>),
    /// Keys with values.
    Map(Shape),
}

/// A word that can be chosen.
#[derive(Clone, Debug)]
pub(super) struct Word {
    /// As written in YAML.
    pub(super) word: String,
    /// How it is called.
    pub(super) label: String,
}

/// Reads the schema of a kind and never a file.
struct Schema;

impl Reader for Schema {
    type Failure = Json;

    fn read<T: DeserializeOwned + JsonSchema>(&self) -> Result<T, Json> {
        Err(record::schema::<T>())
    }
}

/// The schema of the records of a kind.
pub(super) fn schema_of(kind: Kind) -> Json {
    AnyRecord::read(kind, &Schema).err().unwrap_or_default()
}

/// What a file holds that `schema` is the schema of.
pub(super) fn shape(schema: &Json) -> Shape {
    map(schema, schema)
}

fn map(root: &Json, schema: &Json) -> Shape {
    let required: Vec<&str> = schema["required"].as_array().into_iter().flatten().filter_map(Json::as_str).collect();
    let keys = schema["properties"].as_object().into_iter().flatten().map(|(name, about)| Key {
        name: name.clone(),
        label: text(about, "x-label"),
        hint: text(about, "x-hint"),
        example: about.get("x-example").cloned(),
        is_required: required.contains(&name.as_str()),
        value: value(root, about),
    });
    Shape { label: text(schema, "x-label"), hint: text(schema, "x-hint"), keys: keys.collect() }
}

fn value(root: &Json, schema: &Json) -> Value {
    if let Some(name) = schema["$ref"].as_str().and_then(|path| path.strip_prefix("#/$defs/")) {
        return value(root, &root["$defs"][name]);
    }
    if let Some(there) = schema["anyOf"].as_array().and_then(|options| options.iter().find(|one| one["type"] != "null"))
    {
        return value(root, there);
    }
    if let Some(words) = schema["oneOf"].as_array() {
        let word = |one: &Json| Word { word: text(one, "const"), label: text(one, "x-label") };
        return Value::Choice(words.iter().map(word).collect());
    }
    match schema["type"].as_str().or(schema["type"][0].as_str()).unwrap_or_default() {
        "object" => Value::Map(map(root, schema)),
        "array" => Value::List(Box::new(value(root, &schema["items"]))),
        "boolean" => Value::Truth,
        "integer" => Value::Number {
            least: schema["minimum"].as_i64().unwrap_or(i64::MIN),
            most: schema["maximum"].as_i64().unwrap_or(i64::MAX),
        },
        _ if schema["format"] == "date" => Value::Day,
        _ if schema["x-kinds"].is_array() => {
            let is_named = |kind: &&Kind| schema["x-kinds"].as_array().into_iter().flatten().any(|id| id == kind.id());
            Value::Reference(Kind::ALL.iter().filter(is_named).copied().collect())
        }
        _ => match schema["contentMediaType"].as_str() {
            Some("text/markdown") => Value::Block,
            Some("text/plain") | None => Value::Line,
            Some(_) => Value::Inline,
        },
    }
}

fn text(schema: &Json, key: &str) -> String {
    schema[key].as_str().unwrap_or_default().to_owned()
}
