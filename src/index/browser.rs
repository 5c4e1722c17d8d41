//! The index as the client of the theme reads it (`js/search/store.js`).
//!
//! Two files. `text` holds a line for each section: its anchor, its heading and
//! its text, with tabs between them. `index` holds everything else; numbers are LEB128 varints unless said otherwise, a
//! text is its length in bytes and its bytes, a list of texts is one text with a
//! line for each:
//!
//! ```text
//! "MWZI"  version: one byte
//! header:    a text, JSON: see [`Header`]
//! forms:     their number; for each one byte with the number of UTF-16 units
//!            that it shares with the one before; the rests, a list of texts
//! classes:   number; each: size, then its forms, each less the one before
//! compounds: number; each: its form less the one before; then for each part but
//!            the last: its length * 8 + the length of the link behind it * 2 +
//!            (1 if this was the last but one)
//! related:   number; each: its form less the one before, size, and the forms,
//!            each less the one before
//! postings:  for each field: number of forms that stand in it; each: the form
//!            less the one before, number of places, and each place less the one
//!            before, times 2, + (1 if a frequency follows), frequency
//! lengths:   for each field one byte per place, as tantivy rounds lengths
//! ```
//!
//! The places of the field `title` are pages, those of the others sections.

use rayon::prelude::*;
use serde::Serialize;
use tantivy::fieldnorm::FieldNormReader;

use super::documents::{Document, Documents};
use super::lexicon::Lexicon;
use super::rank::FREQUENCY_MAX;
use super::weights::{FIELDS, Weights};
use super::words::Words;

/// The version of the format; the client refuses any other.
const VERSION: u8 = 2;

/// What is read as JSON.
#[derive(Serialize)]
struct Header<'a> {
    /// The average length of each field, over the sections.
    averages: [f64; FIELDS.len()],
    weights: &'a Weights,
    /// Address, title, kind, audience and number of sections of each page.
    pages: Vec<(&'a str, &'a str, &'a str, &'a str, usize)>,
    danger: &'a [String],
    parts: &'a [String],
    no_parts: &'a [String],
    names: &'a [(u32, String)],
}

/// The bytes of the index and of the texts.
pub(super) fn write(
    documents: &Documents<'_>,
    words: &Words,
    lexicon: &Lexicon,
    weights: &Weights,
) -> (Vec<u8>, Vec<u8>) {
    let sections = &documents.sections;
    let mut sizes = vec![0; documents.pages.len()];
    sections.iter().for_each(|section| sizes[section.page] += 1);
    let field = |field: usize| match field.checked_sub(1) {
        None => Field::new(words.forms.len(), words.titles.iter()),
        Some(field) => Field::new(words.forms.len(), words.sections.iter().map(|section| &section[field])),
    };
    let fields: Vec<Field> = (0..FIELDS.len()).into_par_iter().map(field).collect();

    let titles = words.titles.iter().zip(&sizes).map(|(title, size)| title.len() * size).sum();
    let totals = std::iter::once(titles).chain(fields[1..].iter().map(|field| field.total));
    let averages: Vec<f64> = totals.map(|total| super::average(total as u64, sections.len())).collect();
    let pages: Vec<(&str, &str, &str, &str, usize)> = documents
        .pages
        .iter()
        .zip(&sizes)
        .map(|(page, size)| (page.url, page.title, page.kind, page.audience, *size))
        .collect();
    let header = Header {
        averages: std::array::from_fn(|field| averages[field]),
        weights,
        pages,
        danger: &lexicon.danger,
        parts: &lexicon.parts,
        no_parts: &lexicon.no_parts,
        names: &lexicon.names,
    };

    let mut out = Writer { bytes: b"MWZI".to_vec() };
    out.bytes.push(VERSION);
    out.text(&serde_json::to_string(&header).unwrap_or_default());
    out.forms(&lexicon.forms);
    out.number(lexicon.classes.len());
    for class in &lexicon.classes {
        out.number(class.len());
        out.rising(class.iter());
    }
    out.compounds(lexicon);
    out.number(lexicon.related.len());
    let mut last = 0;
    for (asked, also) in &lexicon.related {
        out.number((asked - last) as usize);
        last = *asked;
        out.number(also.len());
        out.rising(also.iter());
    }
    fields.iter().for_each(|field| out.postings(field));
    fields.iter().for_each(|field| out.bytes.extend_from_slice(&field.lengths));

    let plain = |text: &str| text.replace(['\n', '\t'], " ");
    let line =
        |section: &Document<'_>| format!("{}\t{}\t{}", section.anchor, plain(section.heading), plain(&section.text));
    (out.bytes, sections.par_iter().map(line).collect::<Vec<_>>().join("\n").into_bytes())
}

/// A field of every place.
struct Field {
    /// Places with frequencies, of each form.
    postings: Vec<Vec<(u32, u32)>>,
    lengths: Vec<u8>,
    total: usize,
}

impl Field {
    fn new<'a>(forms: usize, texts: impl Iterator<Item = &'a Vec<u32>>) -> Self {
        let mut field = Self { postings: vec![Vec::new(); forms], lengths: Vec::new(), total: 0 };
        let mut sorted = Vec::new();
        for (place, forms) in (0..).zip(texts) {
            sorted.clone_from(forms);
            sorted.sort_unstable();
            for same in sorted.chunk_by(|a, b| a == b) {
                let count = (same.len() as u32).min(FREQUENCY_MAX);
                field.postings[same[0] as usize].push((place, count));
            }
            field.lengths.push(FieldNormReader::fieldnorm_to_id(forms.len() as u32));
            field.total += forms.len();
        }
        field
    }
}

struct Writer {
    bytes: Vec<u8>,
}

impl Writer {
    fn number(&mut self, mut value: usize) {
        while value >= 0x80 {
            self.bytes.push((value & 0x7f) as u8 | 0x80);
            value >>= 7;
        }
        self.bytes.push(value as u8);
    }

    fn text(&mut self, text: &str) {
        self.number(text.len());
        self.bytes.extend_from_slice(text.as_bytes());
    }

    fn texts<'a>(&mut self, texts: impl Iterator<Item = &'a str>) {
        self.text(&texts.collect::<Vec<_>>().join("\n"));
    }

    /// Numbers that rise, each less the one before.
    fn rising<'a>(&mut self, numbers: impl Iterator<Item = &'a u32>) {
        let mut last = 0;
        for number in numbers {
            self.number((number - last) as usize);
            last = *number;
        }
    }

    /// Sorted words, each without what it shares with the one before.
    fn forms(&mut self, forms: &[String]) {
        self.number(forms.len());
        let mut rests = Vec::new();
        let mut last = "";
        for form in forms {
            let mut shared = 0;
            let mut rest = form.as_str();
            for (a, b) in form.chars().zip(last.chars()) {
                if a != b || shared + a.len_utf16() > usize::from(u8::MAX) {
                    break;
                }
                shared += a.len_utf16();
                rest = &rest[a.len_utf8()..];
            }
            self.bytes.push(shared as u8);
            rests.push(rest);
            last = form;
        }
        self.texts(rests.into_iter());
    }

    /// Compounds by where their parts end; the client finds the parts by their
    /// letters.
    fn compounds(&mut self, lexicon: &Lexicon) {
        self.number(lexicon.compounds.len());
        let mut last = 0;
        for (form, parts) in &lexicon.compounds {
            self.number((form - last) as usize);
            last = *form;
            for (at, pair) in parts.windows(2).enumerate() {
                let (length, link) = (pair[0].1 - pair[0].0, pair[1].0 - pair[0].1);
                self.number(length * 8 + link * 2 + usize::from(at + 2 == parts.len()));
            }
        }
    }

    fn postings(&mut self, field: &Field) {
        let used = || field.postings.iter().enumerate().filter(|(_, places)| !places.is_empty());
        self.number(used().count());
        let mut last = 0;
        for (form, places) in used() {
            self.number(form - last);
            last = form;
            self.number(places.len());
            let mut last = 0;
            for (place, count) in places {
                self.number((place - last) as usize * 2 + usize::from(*count > 1));
                if *count > 1 {
                    self.number(*count as usize);
                }
                last = *place;
            }
        }
    }
}
