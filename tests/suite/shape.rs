//! The shape of a file: all of it that is no text. Another text in the same place
//! gives the same shape, or it has got out of its place.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use html5gum::{DefaultEmitter, Token, Tokenizer};
use meldwijzer::Tree;
use quick_xml::events::{BytesStart, Event};
use serde_json::Value as Json;

/// The shape of each file, by its path without hashes.
pub(crate) fn shapes(tree: &Tree) -> BTreeMap<String, Vec<String>> {
    let mut shapes = BTreeMap::new();
    tree.iter().for_each(|(path, bytes)| add(&mut shapes, path, bytes));
    shapes
}

fn add(shapes: &mut BTreeMap<String, Vec<String>>, path: &str, bytes: &[u8]) {
    let ending = path.rsplit(['.', '/', '!']).next().unwrap();
    if bytes.starts_with(b"PK\x03\x04") {
        files(bytes).iter().for_each(|(inside, bytes)| add(shapes, &format!("{path}!{inside}"), bytes));
        return;
    }
    let text = || std::str::from_utf8(bytes).unwrap_or_else(|_| panic!("{path} is no text"));
    let shape = match ending {
        "html" => html(text()),
        "xml" | "xhtml" | "opf" | "ncx" | "xsd" | "rels" | "rdf" | "svg" => xml(path, text()),
        "json" | "jsonld" => json(&serde_json::from_str(text()).unwrap_or_else(|error| panic!("{path}: {error}"))),
        "yml" => json(&serde_yaml::from_str(text()).unwrap_or_else(|error| panic!("{path}: {error}"))),
        "csv" => csv(text()),
        "bib" => text().lines().map(|line| format!("{} {}", word(line), depth(line))).collect(),
        "ris" => text().split("\r\n").map(|line| line.get(..6).unwrap_or(line).to_owned()).collect(),
        "gift" => gift(text()),
        "txt" if path.starts_with("search/") => vec![text().lines().count().to_string()],
        "txt" if path.contains("gift") || text().contains("$CATEGORY") => gift(text()),
        // The index of the search; what its client makes of it is seen in a browser.
        "bin" => vec![],
        // Nothing of a text comes here.
        "css" | "js" | "conf" | "Caddyfile" | "_headers" | "_redirects" | "txt" | "md" | "png" | "woff2"
        | "mimetype" | "dtd" => {
            vec![String::from_utf8_lossy(bytes).into_owned()]
        }
        _ => panic!("no shape is known for {path}"),
    };
    if path.contains(".pptx!") || path.contains(".docx!") {
        // A longer text takes more slides and smaller letters, and links that are alike
        // are one: what elements there are, wherever.
        let all = shapes.entry(path.replace(|sign: char| sign.is_ascii_digit(), "")).or_default();
        all.extend(shape.iter().map(|tag| tag.split(' ').next().unwrap_or(tag).to_owned()));
        all.sort();
        all.dedup();
        return;
    }
    shapes.insert(without_hash(path), shape);
}

/// The files of an archive.
pub(crate) fn files(zip: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut zip = zip::ZipArchive::new(Cursor::new(zip)).unwrap();
    let count = zip.len();
    let file = |index| {
        let mut file = zip.by_index(index).unwrap();
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).unwrap();
        (file.name().unwrap().into_owned(), bytes)
    };
    (0..count).map(file).collect()
}

/// `search/index.0123abcd.bin` as `search/index.bin`.
fn without_hash(path: &str) -> String {
    let is_hash = |part: &str| part.len() >= 8 && part.bytes().all(|byte| byte.is_ascii_hexdigit());
    path.split('.').filter(|part| !is_hash(part)).collect::<Vec<_>>().join(".")
}

fn lossy(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// Tags with the names of their attributes, and where their addresses lead.
fn html(text: &str) -> Vec<String> {
    let mut emitter: DefaultEmitter<()> = DefaultEmitter::default();
    emitter.naively_switch_states(true);
    let shape = Tokenizer::new_with_emitter(text, emitter).flatten().filter_map(|token| match token {
        // The lines of a text in a figure: a longer one has more.
        Token::StartTag(tag) if *tag.name == b"tspan"[..] => None,
        Token::EndTag(tag) if *tag.name == b"tspan"[..] => None,
        Token::StartTag(tag) => {
            let mut attributes: Vec<String> =
                tag.attributes.iter().map(|(name, value)| attribute(&lossy(name), &lossy(value))).collect();
            attributes.sort();
            Some(format!("<{} {}>", lossy(&tag.name), attributes.join(" ")))
        }
        Token::EndTag(tag) => Some(format!("</{}>", lossy(&tag.name))),
        Token::Comment(_) => Some("<!-- -->".to_owned()),
        Token::Doctype(_) => Some("<!doctype>".to_owned()),
        Token::String(_) | Token::Error(_) => None,
    });
    shape.collect()
}

fn attribute(name: &str, value: &str) -> String {
    match name {
        "href" | "src" | "action" | "srcset" | "poster" | "data" | "http-equiv" => {
            let (scheme, rest) = value.split_once(':').unwrap_or(("", value));
            let host = rest.strip_prefix("//").map_or("", |rest| rest.split(['/', '?', '#', '"', '%']).next().unwrap());
            format!("{name}={scheme}:{host}")
        }
        "class" | "id" | "rel" | "role" | "type" | "lang" | "dir" => format!("{name}={value}"),
        _ => name.to_owned(),
    }
}

/// Elements with the names of their attributes, well-formed and of signs that XML
/// knows.
fn xml(path: &str, text: &str) -> Vec<String> {
    let is_legal = |sign: char| matches!(sign, '\t' | '\n' | '\r' | ' '..='\u{fffd}' | '\u{10000}'..);
    assert!(text.chars().all(is_legal), "{path} holds a sign that XML has no place for");
    let mut reader = quick_xml::Reader::from_str(text);
    reader.config_mut().check_comments = true;
    let start = |tag: &BytesStart<'_>| {
        let name = tag.name();
        let name: &str = name.as_ref();
        let attributes = tag.attributes().map(|attribute| attribute.unwrap().key.as_ref().to_owned());
        format!("<{name} {}>", attributes.collect::<Vec<_>>().join(" "))
    };
    let (mut shape, mut depth) = (Vec::new(), 0_i32);
    loop {
        match reader.read_event().unwrap_or_else(|error| panic!("{path}: {error}")) {
            Event::Start(tag) => {
                depth += 1;
                shape.push(start(&tag));
            }
            Event::Empty(tag) => shape.push(start(&tag)),
            Event::End(tag) => {
                depth -= 1;
                shape.push(format!("</{}>", tag.name().as_ref()));
            }
            Event::Comment(_) | Event::PI(_) | Event::DocType(_) | Event::Decl(_) => shape.push("<!>".to_owned()),
            Event::Text(_) | Event::CData(_) | Event::GeneralRef(_) => {}
            Event::Eof => break,
        }
    }
    assert_eq!(depth, 0, "{path} ends within an element");
    shape
}

/// The keys and the kinds of their values.
fn json(value: &Json) -> Vec<String> {
    match value {
        Json::Object(fields) => fields
            .iter()
            .flat_map(|(key, value)| json(value).into_iter().map(move |rest| format!("{key}.{rest}")))
            .collect(),
        Json::Array(items) => {
            std::iter::once(format!("[{}]", items.len())).chain(items.iter().flat_map(json)).collect()
        }
        Json::String(_) => vec!["text".to_owned()],
        // The size of a file may be another.
        Json::Number(_) => vec!["number".to_owned()],
        other => vec![other.to_string()],
    }
}

/// The rows of a table (RFC 4180).
pub(crate) fn table(text: &str) -> Vec<Vec<String>> {
    let (mut rows, mut row, mut cell, mut quoted) = (Vec::new(), Vec::new(), String::new(), false);
    let mut signs = text.trim_start_matches('\u{feff}').chars().peekable();
    while let Some(sign) = signs.next() {
        match sign {
            '"' if quoted && signs.next_if_eq(&'"').is_some() => cell.push('"'),
            '"' => quoted = !quoted,
            ',' if !quoted => row.push(std::mem::take(&mut cell)),
            '\n' if !quoted => {
                row.push(std::mem::take(&mut cell));
                rows.push(std::mem::take(&mut row));
            }
            '\r' if !quoted => {}
            _ => cell.push(sign),
        }
    }
    rows
}

fn csv(text: &str) -> Vec<String> {
    table(text).iter().map(|row| row.len().to_string()).collect()
}

/// The name of a field, or the sort of an entry whose key is words.
fn word(line: &str) -> &str {
    let is_key = |key: &str| key.chars().all(|sign| sign.is_ascii_alphanumeric() || "-,".contains(sign));
    match line.split_once('{') {
        Some((sort, key)) if sort.starts_with('@') && is_key(key) => sort,
        _ => line.split_once('=').map_or(line, |(name, _)| name),
    }
}

/// How many braces a line leaves open.
fn depth(line: &str) -> i32 {
    let (mut depth, mut signs) = (0, line.chars());
    while let Some(sign) = signs.next() {
        match sign {
            '\\' => drop(signs.next()),
            '{' => depth += 1,
            '}' => depth -= 1,
            _ => {}
        }
    }
    depth
}

/// The signs of the format that no backslash takes their meaning from, and the
/// formats of texts.
fn gift(text: &str) -> Vec<String> {
    let line = |line: &str| {
        // The name of a category goes to the end of its line.
        if line.starts_with("$CATEGORY: ") {
            return "$CATEGORY".to_owned();
        }
        let (mut shape, mut signs) = (String::new(), line.chars().peekable());
        while let Some(sign) = signs.next() {
            match sign {
                '\\' => drop(signs.next()),
                '~' | '=' | '#' | '{' | '}' | ':' => {
                    shape.push(sign);
                    shape.extend(signs.next_if_eq(&'['));
                }
                '%' => shape.extend(signs.next_if_eq(&'[')),
                _ => {}
            }
        }
        format!("{shape} {}", line.starts_with("//"))
    };
    text.lines().map(line).collect()
}
