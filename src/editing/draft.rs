//! A new file: every key that must be there, filled in where a computer can, with
//! what it is for in a comment; `TODO` where somebody must write. Keys that may be
//! absent stand in it behind a `#`, to be taken away where one is wanted.

use jiff::civil::Date;
use serde_json::Value as Json;

use super::schemas::line;
use super::shape::{Key, Shape, Value, schema_of, shape};
use crate::check::{TODO, UNCITED};
use crate::record::{Kind, LAST, Outcome};

/// A file that is not there yet.
#[derive(Debug)]
pub struct Draft {
    /// Its path in the project, or in a layer.
    pub path: String,
    /// What it holds.
    pub text: String,
}

/// A new record of a kind, to be written on this day; it names its schema where there
/// is one.
pub(crate) fn draft(kind: Kind, id: &str, today: Date, has_schema: bool) -> Draft {
    let path = format!("content/{}/{id}.yaml", kind.folder());
    let mut shape = shape(&schema_of(kind));
    // What is new had no name before.
    shape.keys.retain(|key| key.name != "former");
    if !UNCITED.contains(&kind) {
        shape.keys.iter_mut().filter(|key| key.name == "sources").for_each(|key| key.is_required = true);
    }
    let mut writer = Writer { id, today, text: String::new(), is_off: false };
    if let Some(line) = line(&path).filter(|_| has_schema) {
        writer.line(0, &line);
    }
    writer.comment(0, &format!("{}: {}", shape.label, small(&shape.hint)));
    writer
        .comment(0, &format!("Vervang elke {TODO}. Haal het # aan het begin van een regel weg als je die nodig hebt."));
    writer.keys(0, &shape, None, true);
    Draft { path, text: writer.text }
}

struct Writer<'a> {
    id: &'a str,
    today: Date,
    text: String,
    /// Whether what is written now may be absent.
    is_off: bool,
}

impl Writer<'_> {
    fn line(&mut self, indent: usize, text: &str) {
        if self.is_off {
            self.text.push('#');
        }
        self.text.push_str(&" ".repeat(indent));
        self.text.push_str(text);
        self.text.push('\n');
    }

    fn comment(&mut self, indent: usize, text: &str) {
        self.line(indent, &format!("# {text}"));
    }

    /// The keys of a map, with what an example says of them.
    fn keys(&mut self, indent: usize, shape: &Shape, example: Option<&Json>, is_first: bool) {
        for key in &shape.keys {
            self.key(indent, indent, "", key, example, is_first);
        }
    }

    /// A map as an item of a list: a dash stands before its first key, so that is one
    /// that must be there.
    fn item(&mut self, indent: usize, shape: &Shape, example: Option<&Json>, is_first: bool) {
        let mut keys: Vec<&Key> = shape.keys.iter().collect();
        keys.sort_by_key(|key| !key.is_required);
        for (index, key) in keys.into_iter().enumerate() {
            let (indent, dash) = if index == 0 { (indent, "- ") } else { (indent + 2, "") };
            let inner = indent + dash.len();
            self.key(indent, inner, dash, key, example, is_first);
        }
    }

    /// `is_first` where nothing has said yet what the key is for.
    fn key(&mut self, indent: usize, inner: usize, dash: &str, key: &Key, example: Option<&Json>, is_first: bool) {
        let is_shown = key.is_required || dash == "- ";
        if !is_shown && !is_first {
            return;
        }
        if is_first {
            self.comment(indent, &about(key));
        }
        let was_off = self.is_off;
        self.is_off |= !is_shown;
        let example = example.and_then(|example| example.get(&key.name)).or(key.example.as_ref());
        self.value(indent, inner, &format!("{dash}{}:", key.name), &key.value, example, is_first);
        self.is_off = was_off;
    }

    fn value(&mut self, at: usize, indent: usize, name: &str, value: &Value, example: Option<&Json>, is_first: bool) {
        match value {
            Value::Map(shape) => {
                self.line(at, name);
                self.keys(indent + 2, shape, example, is_first);
            }
            Value::List(item) => match item.as_ref() {
                Value::Map(shape) => {
                    self.line(at, name);
                    let nothing = [Json::Null];
                    for (index, example) in
                        example.and_then(Json::as_array).map_or(&nothing[..], Vec::as_slice).iter().enumerate()
                    {
                        self.item(indent + 2, shape, Some(example), is_first && index == 0);
                    }
                }
                Value::Inline | Value::Block => {
                    self.line(at, name);
                    self.line(indent + 2, &format!("- {TODO}"));
                }
                item => {
                    let one = self.scalar(item, example.and_then(|example| example.get(0)));
                    self.line(at, &format!("{name} [{one}]"));
                }
            },
            Value::Block => {
                self.line(at, &format!("{name} |-"));
                self.line(indent + 2, TODO);
            }
            value => {
                let one = self.scalar(value, example);
                self.line(at, &format!("{name} {one}"));
            }
        }
    }

    fn scalar(&self, value: &Value, example: Option<&Json>) -> String {
        if let Some(example) = example {
            let text = example.as_str().map_or_else(|| example.to_string(), str::to_owned);
            return text
                .replace("{id}", self.id)
                .replace("{number}", &number_in(self.id).to_string())
                .replace("{next}", next(self.id))
                .replace("{year}", &self.today.year().to_string());
        }
        match value {
            Value::Day => self.today.to_string(),
            Value::Choice(words) => words.first().map_or_else(String::new, |first| first.word.clone()),
            Value::Number { .. } => "1".to_owned(),
            Value::Truth => "false".to_owned(),
            _ => TODO.to_owned(),
        }
    }
}

/// The number at the end of an id; 1 where there is none.
fn number_in(id: &str) -> u8 {
    id.rsplit('-').next().and_then(|number| number.parse().ok()).unwrap_or(1)
}

/// Where one answer to a question of the afwegingskader leads: on, but for the last.
fn next(id: &str) -> &'static str {
    if number_in(id) < LAST { Outcome::Volgende.id() } else { Outcome::Melden.id() }
}

/// What a key is for, with what can stand there.
fn about(key: &Key) -> String {
    let may = if key.is_required { "" } else { " (mag weg)" };
    let about = format!("{}{may}: {}", key.label, small(&key.hint));
    match item(&key.value) {
        Value::Choice(words) => {
            let words: Vec<String> = words.iter().map(|word| format!("{} ({})", word.word, word.label)).collect();
            format!("{about} Kies uit: {}.", words.join(", "))
        }
        Value::Reference(kinds) => {
            let folders: Vec<String> = kinds.iter().map(|kind| format!("content/{}", kind.folder())).collect();
            format!("{about} Schrijf een id: de naam van een bestand in {}, zonder .yaml.", folders.join(" of "))
        }
        _ => about,
    }
}

/// What a list is a list of.
fn item(value: &Value) -> &Value {
    match value {
        Value::List(value) => item(value),
        value => value,
    }
}

/// A sentence after a colon.
fn small(sentence: &str) -> String {
    let mut signs = sentence.chars();
    let first = signs.next().map(|first| match signs.clone().next() {
        Some(second) if second.is_uppercase() || second.is_ascii_digit() => first.to_string(),
        _ => first.to_lowercase().to_string(),
    });
    first.unwrap_or_default() + signs.as_str()
}
