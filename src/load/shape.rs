//! Holds a tree against the schema of its kind and says every difference.
//!
//! The schemas are made by schemars from the structs in [`record`](crate::record),
//! so they use only a part of JSON Schema: `type`, `properties`, `required`,
//! `additionalProperties`, `items`, `enum`, `const`, `oneOf`, `anyOf` (for what
//! may be absent), `minLength`, `$ref` and `format: date`; and `propertyNames` for
//! the rules that no site may set.

use std::collections::BTreeSet;
use std::ops::Range;

use jiff::civil::Date;
use serde_json::Value as Json;

use super::spanned::{Node, Value};
use crate::diagnostic::{Rule, Said, closest, did_you_mean, rules};
use crate::said;

/// A difference between a file and its schema.
pub(crate) struct Finding {
    pub(crate) rule: &'static Rule,
    pub(crate) span: Range<usize>,
    pub(crate) message: Said,
    pub(crate) hint: Option<Said>,
}

/// Every difference between `node` and `schema`.
pub(crate) fn compare(node: &Node, schema: &Json) -> Vec<Finding> {
    let mut walk = Walk { root: schema, findings: Vec::new() };
    walk.node(node, schema, &said!("the file", "het bestand"));
    walk.findings
}

struct Walk<'s> {
    root: &'s Json,
    findings: Vec<Finding>,
}

impl<'s> Walk<'s> {
    fn say(&mut self, rule: &'static Rule, span: Range<usize>, message: Said, hint: Option<Said>) {
        self.findings.push(Finding { rule, span, message, hint });
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
    fn node(&mut self, node: &Node, schema: &'s Json, name: &Said) {
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

    fn map(&mut self, node: &Node, schema: &'s Json, name: &Said) {
        let Value::Map(pairs) = &node.value else {
            return self.wrong(node, &said!("keys with values", "sleutels met waarden"), name, None);
        };
        let known = schema["properties"].as_object();
        let names = || known.into_iter().flat_map(|keys| keys.keys().map(String::as_str));
        let mut seen: BTreeSet<&str> = BTreeSet::new();
        // Keys that an unknown one was probably meant to be: not missing as well.
        let mut meant: BTreeSet<&str> = BTreeSet::new();
        for (key, value) in pairs {
            let Some(text) = key.text() else {
                let message = said!("a key is a word", "een sleutel is een woord");
                self.say(rules::WRONG_TYPE, key.span.clone(), message, None);
                continue;
            };
            if !seen.insert(text) {
                let message = said!("the key `{text}` stands here twice", "de sleutel `{text}` staat hier twee keer");
                let hint = said!("keep one of them", "bewaar er één");
                self.say(rules::DUPLICATE_KEY, key.span.clone(), message, Some(hint));
                continue;
            }
            match known.and_then(|keys| keys.get(text)) {
                Some(schema) => self.node(value, schema, &said!("`{text}`", "`{text}`")),
                None if is_refused(schema, text) => {
                    let message =
                        said!("the rule `{text}` cannot be set", "de regel `{text}` kan niet anders ingesteld worden");
                    let hint = said!(
                        "leave it out: without it a page could not be made, or a visitor be harmed",
                        "laat haar weg: zonder deze regel kan een pagina niet gemaakt worden, of loopt een bezoeker gevaar",
                    );
                    self.say(rules::FIRM_RULE, key.span.clone(), message, Some(hint));
                }
                None => {
                    let free: Vec<&str> = names().filter(|name| node.key(name).is_none()).collect();
                    // Under a layer the key that was meant may be there from the file below.
                    let close = closest(text, free.iter().copied()).or_else(|| closest(text, names()));
                    let hint = match close {
                        Some(close) => {
                            meant.insert(close);
                            did_you_mean(close)
                        }
                        None => {
                            let names = list_of(names());
                            said!("known here: {names}", "hier mag: {names}")
                        }
                    };
                    let message = said!("unknown key `{text}`", "onbekende sleutel `{text}`");
                    self.say(rules::UNKNOWN_KEY, key.span.clone(), message, Some(hint));
                }
            }
        }
        for key in schema["required"].as_array().into_iter().flatten().filter_map(Json::as_str) {
            if node.key(key).is_none() && !meant.contains(key) {
                let place = pairs.first().map_or(node.span.clone(), |(first, _)| first.span.clone());
                let property = &schema["properties"][key];
                let about = self.resolve(property)["description"].as_str().or(property["description"].as_str());
                let about = about.map(|text| {
                    let about = text.lines().collect::<Vec<_>>().join(" ");
                    let (about, hint) = (sentence(&about), sentence(property["x-hint"].as_str().unwrap_or_default()));
                    said!("`{key}`: {about}", "voeg `{key}:` toe: {hint}")
                });
                let message = said!(
                    "the key `{key}` is missing in {name}",
                    "de sleutel `{key}` ontbreekt in {name}";
                    name
                );
                self.say(rules::MISSING_KEY, place, message, about);
            }
        }
    }

    fn list(&mut self, node: &Node, schema: &'s Json, name: &Said) {
        let Value::List(items) = &node.value else {
            let hint = said!(
                "write each item on its own line after `- `",
                "schrijf elk onderdeel op een eigen regel na `- `",
            );
            return self.wrong(node, &said!("a list", "een lijst"), name, Some(hint));
        };
        for item in items {
            self.node(item, &schema["items"], &said!("an item of {name}", "een onderdeel van {name}"; name));
        }
    }

    fn string(&mut self, node: &Node, schema: &'s Json, name: &Said) {
        let Value::Scalar { text, .. } = &node.value else {
            let hint = matches!(node.value, Value::Map(_)).then(|| {
                said!(
                    "a `: ` makes a key: put the text in quotes",
                    "een `: ` maakt er een sleutel van: zet de tekst tussen aanhalingstekens",
                )
            });
            return self.wrong(node, &said!("text", "tekst"), name, hint);
        };
        if schema["format"] == "date" {
            if text.parse::<Date>().is_err() {
                let hint = said!(
                    "write a day as year-month-day, such as 2026-11-22",
                    "schrijf een dag als jaar-maand-dag, zoals 2026-11-22",
                );
                self.wrong(node, &said!("a date", "een datum"), name, Some(hint));
            }
        } else if node.is_null() {
            self.wrong(node, &said!("text", "tekst"), name, None);
        } else if text.trim().is_empty() && schema["minLength"] == 1 {
            let hint = said!(
                "write it, or leave the key out if it may be absent",
                "schrijf hem, of laat de sleutel weg als die mag ontbreken",
            );
            self.say(
                rules::EMPTY_TEXT,
                node.span.clone(),
                said!("{name} is empty", "{name} is leeg"; name),
                Some(hint),
            );
        }
    }

    fn scalar(&mut self, node: &Node, schema: &'s Json, kind: &str, name: &Said) {
        let Value::Scalar { text, plain } = &node.value else {
            return self.wrong(node, &said!("one value", "één waarde"), name, None);
        };
        match kind {
            "boolean" if !(*plain && matches!(text.as_str(), "true" | "false")) => {
                self.wrong(node, &said!("`true` or `false`", "`true` of `false`"), name, None);
            }
            "integer" => {
                let number = text.parse::<i64>().ok().filter(|_| *plain);
                let least = schema["minimum"].as_i64().unwrap_or(i64::MIN);
                let most = schema["maximum"].as_i64().unwrap_or(i64::MAX);
                if !number.is_some_and(|number| (least..=most).contains(&number)) {
                    self.wrong(node, &said!("a whole number", "een heel getal"), name, None);
                }
            }
            _ => {}
        }
    }

    fn word(&mut self, node: &Node, words: &[&str], name: &Said) {
        let all = || {
            let list = list_of(words.iter().copied());
            said!("one of {list}", "een van {list}")
        };
        match node.text() {
            Some(text) if words.contains(&text) => {}
            Some(text) => {
                let hint = closest(text, words.iter().copied()).map_or_else(all, did_you_mean);
                let message = said!("{name} cannot be `{text}`", "{name} kan niet `{text}` zijn"; name);
                self.say(rules::UNKNOWN_WORD, node.span.clone(), message, Some(hint));
            }
            None => self.wrong(node, &said!("one word", "één woord"), name, Some(all())),
        }
    }

    fn wrong(&mut self, node: &Node, expected: &Said, name: &Said, hint: Option<Said>) {
        let found = match &node.value {
            Value::List(_) => said!("a list", "een lijst"),
            Value::Map(_) => said!("keys with values", "sleutels met waarden"),
            Value::Scalar { .. } if node.is_null() => said!("nothing", "niets"),
            Value::Scalar { text, plain: true } if text.parse::<f64>().is_ok() => {
                said!("the number `{text}`", "het getal `{text}`")
            }
            Value::Scalar { text, .. } if text.chars().count() > 40 => said!("text", "tekst"),
            Value::Scalar { text, .. } => said!("`{text}`", "`{text}`"),
        };
        let message = said!(
            "{name} must be {expected}, and here stands {found}",
            "bij {name} hoort {expected}, en hier staat {found}";
            name, expected, found
        );
        self.say(rules::WRONG_TYPE, node.span.clone(), message, hint);
    }
}

/// Whether a schema names the key as one that is known and cannot stand here.
fn is_refused(schema: &Json, key: &str) -> bool {
    schema["propertyNames"]["not"]["enum"].as_array().is_some_and(|keys| keys.iter().any(|name| name == key))
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

/// A description as a part of a hint, which has no final stop.
fn sentence(text: &str) -> &str {
    text.trim_end_matches('.')
}

fn list_of<'a>(words: impl Iterator<Item = &'a str>) -> String {
    words.map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", ")
}
