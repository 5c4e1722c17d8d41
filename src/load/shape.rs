//! Holds a tree against the schema of its kind and says every difference.
//!
//! The schemas are made by schemars from the structs in [`record`](crate::record),
//! so they use only a part of JSON Schema: `type`, `properties`, `required`,
//! `additionalProperties`, `items`, `enum`, `const`, `oneOf`, `anyOf` (for what
//! may be absent), `minLength`, `$ref` and `format: date`.

use std::collections::BTreeSet;
use std::ops::Range;

use jiff::civil::Date;
use serde_json::Value as Json;

use super::spanned::{Node, Value};
use crate::diagnostic::closest;

/// A difference between a file and its schema.
pub(crate) struct Finding {
    pub(crate) code: &'static str,
    pub(crate) span: Range<usize>,
    pub(crate) message: String,
    pub(crate) hint: Option<String>,
}

/// Every difference between `node` and `schema`.
pub(crate) fn compare(node: &Node, schema: &Json) -> Vec<Finding> {
    let mut walk = Walk { root: schema, findings: Vec::new() };
    walk.node(node, schema, "the file");
    walk.findings
}

struct Walk<'s> {
    root: &'s Json,
    findings: Vec<Finding>,
}

impl<'s> Walk<'s> {
    fn say(&mut self, code: &'static str, span: Range<usize>, message: String, hint: Option<String>) {
        self.findings.push(Finding { code, span, message, hint });
    }

    /// The schema that `schema` stands for: references followed, `null` left out.
    fn resolve(&self, schema: &'s Json) -> &'s Json {
        if let Some(name) = schema["$ref"].as_str().and_then(|path| path.strip_prefix("#/$defs/")) {
            return self.resolve(&self.root["$defs"][name]);
        }
        let some = schema["anyOf"].as_array().and_then(|options| options.iter().find(|o| o["type"] != "null"));
        some.map_or(schema, |option| self.resolve(option))
    }

    /// `name` is how messages call the value: a key in backticks, or "the file".
    fn node(&mut self, node: &Node, schema: &'s Json, name: &str) {
        let optional = schema["anyOf"].is_array() || schema["type"].as_array().is_some();
        if optional && node.is_null() {
            return;
        }
        let schema = self.resolve(schema);
        if let Some(words) = words(schema) {
            return self.word(node, &words, name);
        }
        let types: Vec<&str> = match &schema["type"] {
            Json::String(one) => vec![one],
            Json::Array(many) => many.iter().filter_map(Json::as_str).collect(),
            _ => return,
        };
        match types[0] {
            "object" => self.map(node, schema, name),
            "array" => self.list(node, schema, name),
            "string" => self.string(node, schema, name),
            kind => self.scalar(node, schema, kind, name),
        }
    }

    fn map(&mut self, node: &Node, schema: &'s Json, name: &str) {
        let Value::Map(pairs) = &node.value else {
            return self.wrong(node, "keys with values", name, None);
        };
        let known = schema["properties"].as_object();
        let names = || known.into_iter().flat_map(|keys| keys.keys().map(String::as_str));
        let mut seen: BTreeSet<&str> = BTreeSet::new();
        // Keys that an unknown one was probably meant to be: not missing as well.
        let mut meant: BTreeSet<&str> = BTreeSet::new();
        for (key, value) in pairs {
            let Some(text) = key.text() else {
                self.say("wrong-type", key.span.clone(), "a key is a word".to_owned(), None);
                continue;
            };
            if !seen.insert(text) {
                let hint = "keep one of them".to_owned();
                self.say("duplicate-key", key.span.clone(), format!("the key `{text}` stands here twice"), Some(hint));
                continue;
            }
            match known.and_then(|keys| keys.get(text)) {
                Some(schema) => self.node(value, schema, &format!("`{text}`")),
                None => {
                    let free: Vec<&str> = names().filter(|name| node.key(name).is_none()).collect();
                    // Under a layer the key that was meant may be there from the file below.
                    let close = closest(text, free.iter().copied()).or_else(|| closest(text, names()));
                    let hint = match close {
                        Some(close) => {
                            meant.insert(close);
                            format!("did you mean `{close}`?")
                        }
                        None => format!("known here: {}", list_of(names())),
                    };
                    self.say("unknown-key", key.span.clone(), format!("unknown key `{text}`"), Some(hint));
                }
            }
        }
        for key in schema["required"].as_array().into_iter().flatten().filter_map(Json::as_str) {
            if node.key(key).is_none() && !meant.contains(key) {
                let place = pairs.first().map_or(node.span.clone(), |(first, _)| first.span.clone());
                let about = self.resolve(&schema["properties"][key])["description"]
                    .as_str()
                    .or(schema["properties"][key]["description"].as_str())
                    .map(|text| {
                        format!("`{key}`: {}", text.lines().collect::<Vec<_>>().join(" ").trim_end_matches('.'))
                    });
                self.say("missing-key", place, format!("the key `{key}` is missing in {name}"), about);
            }
        }
    }

    fn list(&mut self, node: &Node, schema: &'s Json, name: &str) {
        let Value::List(items) = &node.value else {
            let hint = "write each item on its own line after `- `";
            return self.wrong(node, "a list", name, Some(hint.to_owned()));
        };
        for item in items {
            self.node(item, &schema["items"], &format!("an item of {name}"));
        }
    }

    fn string(&mut self, node: &Node, schema: &'s Json, name: &str) {
        let Value::Scalar { text, .. } = &node.value else {
            let hint = "a `: ` makes a key: put the text in quotes".to_owned();
            return self.wrong(node, "text", name, matches!(node.value, Value::Map(_)).then_some(hint));
        };
        if schema["format"] == "date" {
            if text.parse::<Date>().is_err() {
                let hint = "write a day as year-month-day, such as 2026-11-22".to_owned();
                self.wrong(node, "a date", name, Some(hint));
            }
        } else if node.is_null() {
            self.wrong(node, "text", name, None);
        } else if text.trim().is_empty() && schema["minLength"] == 1 {
            self.say(
                "empty-text",
                node.span.clone(),
                format!("{name} is empty"),
                Some("write it, or leave the key out if it may be absent".to_owned()),
            );
        }
    }

    fn scalar(&mut self, node: &Node, schema: &'s Json, kind: &str, name: &str) {
        let Value::Scalar { text, plain } = &node.value else {
            return self.wrong(node, "one value", name, None);
        };
        match kind {
            "boolean" if !(*plain && matches!(text.as_str(), "true" | "false")) => {
                self.wrong(node, "`true` or `false`", name, None);
            }
            "integer" => {
                let number = text.parse::<i64>().ok().filter(|_| *plain);
                let least = schema["minimum"].as_i64().unwrap_or(i64::MIN);
                let most = schema["maximum"].as_i64().unwrap_or(i64::MAX);
                if !number.is_some_and(|number| (least..=most).contains(&number)) {
                    self.wrong(node, "a whole number", name, None);
                }
            }
            _ => {}
        }
    }

    fn word(&mut self, node: &Node, words: &[&str], name: &str) {
        match node.text() {
            Some(text) if words.contains(&text) => {}
            Some(text) => {
                let hint = match closest(text, words.iter().copied()) {
                    Some(meant) => format!("did you mean `{meant}`?"),
                    None => format!("one of {}", list_of(words.iter().copied())),
                };
                self.say("unknown-word", node.span.clone(), format!("{name} cannot be `{text}`"), Some(hint));
            }
            None => self.wrong(node, "one word", name, Some(format!("one of {}", list_of(words.iter().copied())))),
        }
    }

    fn wrong(&mut self, node: &Node, expected: &str, name: &str, hint: Option<String>) {
        let found = match &node.value {
            Value::List(_) => "a list".to_owned(),
            Value::Map(_) => "keys with values".to_owned(),
            Value::Scalar { .. } if node.is_null() => "nothing".to_owned(),
            Value::Scalar { text, plain: true } if text.parse::<f64>().is_ok() => format!("the number `{text}`"),
            Value::Scalar { text, .. } if text.chars().count() > 40 => "text".to_owned(),
            Value::Scalar { text, .. } => format!("`{text}`"),
        };
        self.say("wrong-type", node.span.clone(), format!("{name} must be {expected}, and here stands {found}"), hint);
    }
}

/// The fixed set of words that a schema allows, if it is one.
fn words(schema: &Json) -> Option<Vec<&str>> {
    if let Some(words) = schema["enum"].as_array() {
        return Some(words.iter().filter_map(Json::as_str).collect());
    }
    let options = schema["oneOf"].as_array()?;
    let of = |option: &'_ Json| option["const"].is_string();
    options.iter().all(of).then(|| options.iter().filter_map(|option| option["const"].as_str()).collect())
}

fn list_of<'a>(words: impl Iterator<Item = &'a str>) -> String {
    words.map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", ")
}
