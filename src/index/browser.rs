//! The index as the client of the theme reads it (`js/search/store.js`).
//!
//! Two files. `text` holds the text of each section on a line of its own. `index`
//! holds everything else; numbers are LEB128 varints unless said otherwise:
//!
//! ```text
//! "MWZI"  version: one byte
//! header: length, JSON { sections, averages[4], weights, kinds[], pages[[url, title, kind, crumb]] }
//! sections: for each the number of its page less that of the one before;
//!           then for each: length and bytes of its anchor; then of its heading
//! forms:   count; each: bytes shared with the one before, length and bytes of the rest
//! classes: count; each: size, then its forms, each less the one before
//! postings: for each field, for each form: count; each: (section less the one
//!           before) * 2 + (1 if a frequency follows), frequency
//! lengths: for each field one byte per section, as tantivy rounds lengths
//! ```

use std::collections::BTreeMap;

use serde::Serialize;
use tantivy::fieldnorm::FieldNormReader;

use super::documents::Documents;
use super::lexicon::Lexicon;
use super::rank::{FIELDS, FREQUENCY_MAX, Weights};
use super::tokenize::forms_of;
use crate::record::Analysis;

/// The version of the format; the client refuses any other.
const VERSION: u8 = 1;

#[derive(Serialize)]
struct Header<'a> {
    sections: usize,
    averages: [f64; FIELDS.len()],
    weights: Weights,
    pages: Vec<(&'a str, &'a str, &'a str, &'a str)>,
}

/// The bytes of the index and of the texts.
pub(super) fn write(documents: &Documents<'_>, lexicon: &Lexicon, analysis: &Analysis) -> (Vec<u8>, Vec<u8>) {
    let sections = &documents.sections;
    let mut postings: Vec<Vec<Vec<(usize, u32)>>> = vec![vec![Vec::new(); lexicon.forms.len()]; FIELDS.len()];
    let mut lengths: Vec<Vec<u8>> = vec![Vec::with_capacity(sections.len()); FIELDS.len()];
    let mut totals = [0_u64; FIELDS.len()];
    for (number, section) in sections.iter().enumerate() {
        let title = documents.pages[section.page].title;
        for (field, text) in [title, &section.aliases, section.heading, &section.text].into_iter().enumerate() {
            let mut counts: BTreeMap<u32, u32> = BTreeMap::new();
            let mut length = 0_u32;
            for form in forms_of(text).filter_map(|form| lexicon.find(&form)) {
                *counts.entry(form).or_default() += 1;
                length += 1;
            }
            counts
                .into_iter()
                .for_each(|(form, count)| postings[field][form as usize].push((number, count.min(FREQUENCY_MAX))));
            lengths[field].push(FieldNormReader::fieldnorm_to_id(length));
            totals[field] += u64::from(length);
        }
    }

    #[allow(clippy::cast_precision_loss, reason = "numbers of words are far below 2^52")]
    let averages = totals.map(|total| (total as f64 / sections.len().max(1) as f64).max(f64::MIN_POSITIVE));
    let pages = documents.pages.iter().map(|page| (page.url, page.title, page.kind, page.crumb)).collect();
    let header = Header { sections: sections.len(), averages, weights: Weights::new(analysis), pages };

    let mut out = Writer { bytes: b"MWZI".to_vec() };
    out.bytes.push(VERSION);
    out.text(&serde_json::to_string(&header).unwrap_or_default());
    let mut last = 0;
    for section in sections {
        out.number(section.page - last);
        last = section.page;
    }
    sections.iter().for_each(|section| out.text(section.anchor));
    sections.iter().for_each(|section| out.text(section.heading));
    out.forms(&lexicon.forms);
    out.number(lexicon.classes.len());
    for class in &lexicon.classes {
        out.number(class.len());
        out.rising(class.iter().map(|form| *form as usize));
    }
    for form in postings.iter().flatten() {
        out.number(form.len());
        let mut last = 0;
        for (section, count) in form {
            out.number((section - last) * 2 + usize::from(*count > 1));
            if *count > 1 {
                out.number(*count as usize);
            }
            last = *section;
        }
    }
    lengths.iter().for_each(|lengths| out.bytes.extend_from_slice(lengths));

    let texts: Vec<String> = sections.iter().map(|section| section.text.replace('\n', " ")).collect();
    (out.bytes, texts.join("\n").into_bytes())
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

    /// Numbers that rise, each less the one before.
    fn rising(&mut self, numbers: impl Iterator<Item = usize>) {
        let mut last = 0;
        for number in numbers {
            self.number(number - last);
            last = number;
        }
    }

    /// Sorted words, each without what it shares with the one before.
    fn forms(&mut self, forms: &[String]) {
        self.number(forms.len());
        let mut last: &[u8] = &[];
        for form in forms {
            let form = form.as_bytes();
            let shared = form.iter().zip(last).take_while(|(a, b)| a == b).count();
            self.number(shared);
            self.number(form.len() - shared);
            self.bytes.extend_from_slice(&form[shared..]);
            last = form;
        }
    }
}
