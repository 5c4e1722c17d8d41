//! A YAML document as a tree whose nodes know their place.
//!
//! Made only for files with a mistake: serde is several times faster and reads
//! the good ones. Places count characters from the start of the file.

use std::collections::BTreeMap;
use std::ops::Range;

use saphyr_parser::{Event, Parser, ScalarStyle, Span};

use crate::diagnostic::Said;
use crate::said;

/// Aliases may make a small file large; past this many nodes it is refused.
const NODES_MAX: usize = 100_000;

/// Deeper than any record; trees are walked and dropped by recursion.
const DEPTH_MAX: usize = 64;

/// A value and where it stands.
#[derive(Clone, Debug)]
pub(crate) struct Node {
    /// From the first character to the one after the last.
    pub(crate) span: Range<usize>,
    /// What it is.
    pub(crate) value: Value,
}

/// A YAML value.
#[derive(Clone, Debug)]
pub(crate) enum Value {
    /// A text, number, truth value or nothing; `plain` if without quotes.
    Scalar { text: String, plain: bool },
    /// A list.
    List(Vec<Node>),
    /// Keys and values in the order of the file.
    Map(Vec<(Node, Node)>),
}

/// Why a file has no tree.
#[derive(Debug)]
pub(crate) enum Failure {
    /// It is not YAML.
    Syntax { offset: usize, message: Said },
    /// It holds more than one document.
    Second { offset: usize },
    /// Its aliases make more than [`NODES_MAX`] values.
    Expansion { offset: usize },
    /// It is nested more than [`DEPTH_MAX`] deep.
    Depth { offset: usize },
}

/// Reads the document of `text`, whose places count from `start`; `None` if there is
/// none.
pub(crate) fn parse(text: &str, start: usize) -> Result<Option<Node>, Failure> {
    let mut builder = Builder { start, open: Vec::new(), anchors: BTreeMap::new(), nodes: 0, root: None };
    for event in Parser::new_from_str(text) {
        let (event, span) = event.map_err(|error| {
            let (at, message) = (error.marker().index(), error.info());
            // A tab is found where the text before it began.
            let tab = || text.chars().skip(at).position(|sign| sign == '\t');
            let ahead = if message.contains("tab") { tab().unwrap_or_default() } else { 0 };
            let offset = start + at + ahead;
            // The scanner runs ahead of the events and has a limit of its own.
            if message.contains("recursion limit") {
                Failure::Depth { offset }
            } else {
                Failure::Syntax { offset, message: syntax(message) }
            }
        })?;
        if matches!(event, Event::DocumentStart(_)) && builder.root.is_some() {
            return Err(Failure::Second { offset: start + span.start.index() });
        }
        builder.event(event, span)?;
    }
    Ok(builder.root)
}

/// What the parser says of a mistake. Its words are those of the standard; in
/// Dutch the mistakes that people make are said in plain ones.
fn syntax(parser: &str) -> Said {
    for (words, dutch) in PLAIN {
        if parser.contains(words) {
            return said!("{parser}", "{dutch}");
        }
    }
    said!("{parser}", "dit is geen goede YAML")
}

/// Mistakes by words of the parser.
const PLAIN: [(&str, &str); 16] = [
    ("placement of ':'", "hier kan geen `:` staan"),
    ("mapping values are not allowed", "hier kan geen `: ` staan"),
    ("mapping keys are not allowed", "hier kan geen sleutel staan"),
    ("simple key expect", "na deze sleutel ontbreekt de `:`"),
    ("block mapping, did not find expected key", "hier hoort een sleutel, zo ver ingesprongen als de vorige"),
    ("did not find expected '-'", "hier hoort een regel van de lijst, met een `-` ervoor"),
    ("block sequence entries", "hier kan geen regel van een lijst staan"),
    ("expected ',' or '}'", "hier ontbreekt een `,` of een `}`"),
    ("expected ',' or ']'", "hier ontbreekt een `,` of een `]`"),
    ("bracket", "dit haakje hoort hier niet"),
    ("unexpected end of stream", "het aanhalingsteken aan het begin van deze tekst wordt niet gesloten"),
    (
        "indentation in quoted",
        "het aanhalingsteken aan het begin van deze tekst wordt niet gesloten, of de regel erna springt niet in",
    ),
    ("escape", "na een `\\` kan dit teken niet staan"),
    ("tab", "hier staat een tab, en YAML springt in met spaties"),
    ("indentation", "deze regel is niet goed ingesprongen"),
    ("anchor", "`*` en `&` hebben in YAML een eigen betekenis"),
];

/// A list or map whose end has not come yet.
struct Open {
    anchor: usize,
    start: usize,
    children: Vec<Node>,
    is_map: bool,
}

struct Builder {
    start: usize,
    open: Vec<Open>,
    /// Nodes that aliases may name, each with its size.
    anchors: BTreeMap<usize, (Node, usize)>,
    nodes: usize,
    root: Option<Node>,
}

impl Builder {
    fn event(&mut self, event: Event<'_>, span: Span) -> Result<(), Failure> {
        let range = self.start + span.start.index()..self.start + span.end.index();
        match event {
            Event::Scalar(text, style, anchor, _) => {
                let plain = style == ScalarStyle::Plain;
                let value = Value::Scalar { text: text.into_owned(), plain };
                self.add(Node { span: range, value }, anchor, 1)?;
            }
            Event::SequenceStart(anchor, _) | Event::MappingStart(anchor, _) => {
                let is_map = matches!(event, Event::MappingStart(..));
                if self.open.len() == DEPTH_MAX {
                    return Err(Failure::Depth { offset: range.start });
                }
                self.open.push(Open { anchor, start: range.start, children: Vec::new(), is_map });
            }
            Event::SequenceEnd | Event::MappingEnd => {
                let Some(Open { anchor, start, children, is_map }) = self.open.pop() else { return Ok(()) };
                let end = children.last().map_or(range.end, |last| last.span.end);
                let value = if is_map { Value::Map(pairs(children)) } else { Value::List(children) };
                let node = Node { span: start..end, value };
                let size = if anchor == 0 { 1 } else { count(&node) };
                self.add(node, anchor, size)?;
            }
            Event::Alias(anchor) => {
                let Some((node, size)) = self.anchors.get(&anchor).cloned() else { return Ok(()) };
                if self.nodes + size > NODES_MAX {
                    return Err(Failure::Expansion { offset: range.start });
                }
                self.nodes += size;
                self.add(Node { span: range, ..node }, 0, size)?;
            }
            Event::Nothing | Event::StreamStart | Event::StreamEnd | Event::DocumentStart(_) | Event::DocumentEnd => {}
        }
        Ok(())
    }

    fn add(&mut self, node: Node, anchor: usize, size: usize) -> Result<(), Failure> {
        self.nodes += 1;
        if self.nodes > NODES_MAX {
            return Err(Failure::Expansion { offset: node.span.start });
        }
        if anchor != 0 {
            self.anchors.insert(anchor, (node.clone(), size));
        }
        match self.open.last_mut() {
            Some(parent) => parent.children.push(node),
            None => self.root = Some(node),
        }
        Ok(())
    }
}

/// Children of a map come as key, value, key, value.
fn pairs(children: Vec<Node>) -> Vec<(Node, Node)> {
    let mut children = children.into_iter();
    let mut pairs = Vec::new();
    while let (Some(key), Some(value)) = (children.next(), children.next()) {
        pairs.push((key, value));
    }
    pairs
}

fn count(node: &Node) -> usize {
    1 + match &node.value {
        Value::Scalar { .. } => 0,
        Value::List(items) => items.iter().map(count).sum(),
        Value::Map(pairs) => pairs.iter().map(|(key, value)| count(key) + count(value)).sum(),
    }
}

impl Node {
    /// The same value as one line of YAML in flow style. What has no quotes and may
    /// be a number, a truth value or nothing keeps its spelling.
    pub(crate) fn to_flow(&self) -> String {
        let list = |items: Vec<String>| items.join(", ");
        match &self.value {
            _ if self.is_null() => "null".to_owned(),
            Value::Scalar { text, plain: true }
                if text.chars().all(is_word) && text.contains(char::is_alphanumeric) =>
            {
                text.clone()
            }
            Value::Scalar { text, .. } => serde_json::Value::from(text.as_str()).to_string(),
            Value::List(items) => format!("[{}]", list(items.iter().map(Self::to_flow).collect())),
            Value::Map(pairs) => {
                let pair = |(key, value): &(Self, Self)| format!("{}: {}", key.to_flow(), value.to_flow());
                format!("{{{}}}", list(pairs.iter().map(pair).collect()))
            }
        }
    }

    /// The same map without the keys that have no value, but those that `stays` names.
    pub(crate) fn without_nothing(&self, stays: impl Fn(&str) -> bool) -> Self {
        match &self.value {
            Value::Map(pairs) => {
                let there = |(key, value): &&(Self, Self)| !value.is_null() || key.text().is_some_and(&stays);
                let pairs = pairs.iter().filter(there).cloned().collect();
                Self { span: self.span.clone(), value: Value::Map(pairs) }
            }
            Value::Scalar { .. } | Value::List(_) => self.clone(),
        }
    }

    /// Whether nothing stands here.
    pub(crate) fn is_null(&self) -> bool {
        matches!(&self.value, Value::Scalar { text, plain: true } if matches!(text.as_str(), "" | "~" | "null" | "Null" | "NULL"))
    }

    /// The text of a scalar.
    pub(crate) fn text(&self) -> Option<&str> {
        match &self.value {
            Value::Scalar { text, .. } => Some(text),
            Value::List(_) | Value::Map(_) => None,
        }
    }

    /// The value of a key of a map.
    pub(crate) fn key(&self, key: &str) -> Option<&Self> {
        match &self.value {
            Value::Map(pairs) => pairs.iter().find(|(k, _)| k.text() == Some(key)).map(|(_, value)| value),
            Value::Scalar { .. } | Value::List(_) => None,
        }
    }

    /// An element of a list.
    pub(crate) fn index(&self, index: usize) -> Option<&Self> {
        match &self.value {
            Value::List(items) => items.get(index),
            Value::Scalar { .. } | Value::Map(_) => None,
        }
    }
}

/// Signs of numbers, dates, ids and truth values.
fn is_word(sign: char) -> bool {
    sign.is_ascii_alphanumeric() || matches!(sign, '+' | '-' | '.' | '_')
}
