//! The native index: one tantivy segment, with the documents in the order of the
//! site, and beside it the dictionary and the weights.
//!
//! Fields: `title`, `aliases`, `heading`, `body` (indexed by the forms of
//! `tokenize`, with frequencies and lengths), `page` (a number), `url`, `kind`,
//! `crumb` and the texts (stored).
//!
//! tantivy names segments at random; since file names must not differ from run
//! to run, the name is replaced by a fixed one.

use std::path::Path;

use serde::{Deserialize, Serialize};
use tantivy::directory::RamDirectory;
use tantivy::postings::Postings as _;
use tantivy::schema::{IndexRecordOption, STORED, Schema, TextFieldIndexing, TextOptions, Value};
use tantivy::tokenizer::{PreTokenizedString, Token};
use tantivy::{Directory, DocSet, Index, SegmentReader, TantivyDocument, Term};

use super::documents::Documents;
use super::lexicon::Lexicon;
use super::rank::{FIELDS, Postings, Weights};
use super::tokenize::tokens;
use crate::Error;
use crate::record::Analysis;
use crate::tree::Tree;

/// The version of the files beside tantivy's own.
const VERSION: u32 = 1;
const SEGMENT: &str = "00000000000000000000000000000001";
const SETTINGS: &str = "meldwijzer.json";
/// What the writer may keep in memory, in bytes.
const MEMORY: usize = 200_000_000;

/// What the native search needs besides tantivy's files.
#[derive(Deserialize, Serialize)]
pub(super) struct Settings {
    version: u32,
    pub(super) weights: Weights,
    pub(super) lexicon: Lexicon,
}

fn schema() -> Schema {
    let mut schema = Schema::builder();
    let indexing = TextFieldIndexing::default()
        .set_index_option(IndexRecordOption::WithFreqsAndPositions)
        .set_fieldnorms(true)
        .set_tokenizer("raw");
    for field in FIELDS {
        schema.add_text_field(field, TextOptions::default().set_indexing_options(indexing.clone()).set_stored());
    }
    schema.add_u64_field("page", STORED);
    for field in ["url", "anchor", "kind", "crumb"] {
        schema.add_text_field(field, STORED);
    }
    schema.build()
}

/// Writes the documents.
pub(super) fn write(documents: &Documents<'_>, lexicon: &Lexicon, analysis: &Analysis) -> crate::Result<Tree> {
    let ram = RamDirectory::create();
    let schema = schema();
    let field = |name: &str| schema.get_field(name).map_err(failed);
    let indexed = FIELDS.iter().map(|name| field(name)).collect::<crate::Result<Vec<_>>>()?;
    let stored =
        ["url", "anchor", "kind", "crumb"].iter().map(|name| field(name)).collect::<crate::Result<Vec<_>>>()?;
    let page_field = field("page")?;

    let mut writer =
        Index::builder().schema(schema.clone()).single_segment_index_writer(ram.clone(), MEMORY).map_err(failed)?;
    for section in &documents.sections {
        let page = &documents.pages[section.page];
        let mut document = TantivyDocument::new();
        let texts = [page.title, &section.aliases, section.heading, &section.text];
        for (field, text) in indexed.iter().zip(texts) {
            document.add_pre_tokenized_text(*field, pre_tokenized(text));
        }
        for (field, text) in stored.iter().zip([page.url, section.anchor, page.kind, page.crumb]) {
            document.add_text(*field, text);
        }
        document.add_u64(page_field, section.page as u64);
        writer.add_document(document).map_err(failed)?;
    }
    let index: Index = writer.finalize().map_err(failed)?;

    let segment = index.searchable_segment_ids().map_err(failed)?;
    let names = segment.first().map(|id| (id.uuid_string(), hyphenated(&id.uuid_string())));
    let mut tree = Tree::default();
    for path in index.directory().list_managed_files() {
        let Ok(bytes) = read(&ram, &path) else { continue };
        let name = path.to_string_lossy().into_owned();
        let Some((plain, hyphens)) = &names else { continue };
        if name == "meta.json" {
            let text = String::from_utf8_lossy(&bytes).replace(plain, SEGMENT).replace(hyphens, &hyphenated(SEGMENT));
            tree.insert(name, text);
        } else if name.starts_with(plain) {
            tree.insert(name.replace(plain, SEGMENT), bytes);
        }
    }
    if tree.is_empty() {
        // No section at all: an index without a segment.
        tree.insert("meta.json", read(&ram, Path::new("meta.json"))?);
    }
    let lexicon = Lexicon { forms: lexicon.forms.clone(), classes: lexicon.classes.clone() };
    let settings = Settings { version: VERSION, weights: Weights::new(analysis), lexicon };
    tree.insert(SETTINGS, serde_json::to_vec(&settings).map_err(|error| Error::Index(error.to_string()))?);
    Ok(tree)
}

fn read(ram: &RamDirectory, path: &Path) -> crate::Result<Vec<u8>> {
    ram.atomic_read(path).map_err(|error| Error::Index(error.to_string()))
}

/// A text with the words that `tokenize` finds in it.
fn pre_tokenized(text: &str) -> PreTokenizedString {
    let mut list = Vec::new();
    for (position, token) in tokens(text).into_iter().enumerate() {
        for form in token.forms {
            let (offset_from, offset_to) = (token.span.start, token.span.end);
            list.push(Token { offset_from, offset_to, position, text: form, position_length: 1 });
        }
    }
    PreTokenizedString { text: text.to_owned(), tokens: list }
}

/// A segment id as tantivy writes it in `meta.json`.
fn hyphenated(id: &str) -> String {
    let mut text = id.to_owned();
    for at in [20, 16, 12, 8] {
        text.insert(at, '-');
    }
    text
}

/// An index that is open for questions.
pub(super) struct Store {
    pub(super) settings: Settings,
    pub(super) page_of: Vec<usize>,
    segment: Option<SegmentReader>,
    schema: Schema,
}

impl std::fmt::Debug for Store {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Store").field("sections", &self.page_of.len()).finish_non_exhaustive()
    }
}

/// A stored section.
pub(super) struct Stored {
    pub(super) title: String,
    pub(super) url: String,
    pub(super) anchor: String,
    pub(super) heading: String,
    pub(super) kind: String,
    pub(super) text: String,
}

impl Store {
    /// Opens what [`write()`] made.
    pub(super) fn open(tree: &Tree) -> crate::Result<Self> {
        let bytes = tree
            .get(SETTINGS)
            .ok_or_else(|| Error::Index("it is not there: run `meldwijzer build` first".to_owned()))?;
        let settings: Settings = serde_json::from_slice(bytes)
            .ok()
            .filter(|settings: &Settings| settings.version == VERSION)
            .ok_or_else(|| Error::Index("it was made by another version: run `meldwijzer build` again".to_owned()))?;
        let ram = RamDirectory::create();
        for (path, bytes) in tree.iter() {
            ram.atomic_write(Path::new(path), bytes).map_err(|error| Error::Index(error.to_string()))?;
        }
        let index = Index::open(ram).map_err(failed)?;
        let searcher = index.reader().map_err(failed)?.searcher();
        let segment = searcher.segment_readers().first().cloned();
        let mut store = Self { settings, page_of: Vec::new(), segment, schema: index.schema() };
        store.page_of = (0..store.sections()).map(|section| store.page(section)).collect::<crate::Result<_>>()?;
        Ok(store)
    }

    fn document(&self, section: usize) -> crate::Result<TantivyDocument> {
        let segment = self.segment.as_ref().ok_or_else(|| Error::Index("it is empty".to_owned()))?;
        let number = u32::try_from(section).map_err(|error| Error::Index(error.to_string()))?;
        let reader = segment.get_store_reader(1).map_err(|error| Error::Index(error.to_string()))?;
        reader.get(number).map_err(failed)
    }

    fn page(&self, section: usize) -> crate::Result<usize> {
        let field = self.schema.get_field("page").map_err(failed)?;
        let document = self.document(section)?;
        let number = document.get_first(field).and_then(|value| value.as_u64()).unwrap_or_default();
        usize::try_from(number).map_err(|error| Error::Index(error.to_string()))
    }

    /// A section as it was stored.
    pub(super) fn stored(&self, section: usize) -> crate::Result<Stored> {
        let document = self.document(section)?;
        let text = |name: &str| -> crate::Result<String> {
            let field = self.schema.get_field(name).map_err(failed)?;
            let value = document.get_first(field);
            let plain = value.and_then(|value| value.as_str().map(str::to_owned));
            let tokenized = || value.and_then(|value| value.as_pre_tokenized_text().map(|text| text.text.clone()));
            Ok(plain.or_else(tokenized).unwrap_or_default())
        };
        Ok(Stored {
            title: text("title")?,
            url: text("url")?,
            anchor: text("anchor")?,
            heading: text("heading")?,
            kind: text("kind")?,
            text: text("body")?,
        })
    }
}

impl Postings for Store {
    fn sections(&self) -> usize {
        self.segment.as_ref().map_or(0, |segment| segment.max_doc() as usize)
    }

    fn average(&self, field: usize) -> f64 {
        let tokens = self.segment.as_ref().and_then(|segment| {
            let field = self.schema.get_field(FIELDS[field]).ok()?;
            Some(segment.inverted_index(field).ok()?.total_num_tokens())
        });
        #[allow(clippy::cast_precision_loss, reason = "numbers of words are far below 2^52")]
        let average = tokens.unwrap_or_default() as f64 / self.sections().max(1) as f64;
        average.max(f64::MIN_POSITIVE)
    }

    fn visit(&self, form: u32, field: usize, visit: &mut dyn FnMut(usize, u32, u32)) -> crate::Result<()> {
        let Some(segment) = &self.segment else { return Ok(()) };
        let field = self.schema.get_field(FIELDS[field]).map_err(failed)?;
        let term = Term::from_field_text(field, &self.settings.lexicon.forms[form as usize]);
        let disk = |error: std::io::Error| Error::Index(error.to_string());
        let inverted = segment.inverted_index(field).map_err(failed)?;
        let Some(mut postings) = inverted.read_postings(&term, IndexRecordOption::WithFreqs).map_err(disk)? else {
            return Ok(());
        };
        let norms = segment.get_fieldnorms_reader(field).map_err(failed)?;
        while postings.doc() != tantivy::TERMINATED {
            visit(postings.doc() as usize, postings.term_freq(), norms.fieldnorm(postings.doc()));
            postings.advance();
        }
        Ok(())
    }
}

fn failed(error: tantivy::TantivyError) -> Error {
    Error::Index(error.to_string())
}
