//! The native index: one tantivy segment, with the documents in the order of the
//! site, and beside it the pages, the dictionary and the weights.
//!
//! Fields: `title`, `aliases`, `heading`, `body` (indexed by the forms of the
//! dictionary, with frequencies and lengths); `anchor`, `heading_text` and
//! `body_text` (stored).
//!
//! tantivy names segments at random; since file names must not differ from run
//! to run, the name is replaced by a fixed one.

use std::path::Path;

use serde::{Deserialize, Serialize};
use tantivy::directory::RamDirectory;
use tantivy::postings::Postings as _;
use tantivy::schema::{IndexRecordOption, STORED, Schema, TextFieldIndexing, TextOptions, Value};
use tantivy::tokenizer::{Token, TokenStream, Tokenizer, TokenizerManager};
use tantivy::{Directory, DocSet, Index, SegmentReader, TantivyDocument, Term};

use super::documents::Documents;
use super::lexicon::Lexicon;
use super::rank::Postings;
use super::weights::{FIELDS, Weights};
use super::words::Words;
use crate::Error;
use crate::tree::Tree;

/// The version of the files beside tantivy's own.
const VERSION: u32 = 2;
const SEGMENT: &str = "00000000000000000000000000000001";
const SETTINGS: &str = "meldwijzer.json";
const STORED_FIELDS: [&str; 3] = ["anchor", "heading_text", "body_text"];
/// Who asks the index with tantivy asks for a form as it stands: that is what its
/// tokenizer `raw` does. [`Forms`] takes this name while the index is written.
const TOKENIZER: &str = "raw";
/// What the writer may keep in memory, in bytes.
const MEMORY: usize = 200_000_000;

/// What the native search needs besides tantivy's files.
#[derive(Deserialize, Serialize)]
struct Settings<L, W> {
    version: u32,
    weights: W,
    lexicon: L,
    pages: Vec<StoredPage>,
}

/// A page as a result shows it.
#[derive(Debug, Deserialize, Serialize)]
pub(super) struct StoredPage {
    pub(super) title: String,
    pub(super) url: String,
    pub(super) kind: String,
    pub(super) audience: String,
    /// How many sections it has.
    sections: usize,
}

fn schema() -> Schema {
    let mut schema = Schema::builder();
    let indexing = TextFieldIndexing::default()
        .set_index_option(IndexRecordOption::WithFreqs)
        .set_fieldnorms(true)
        .set_tokenizer(TOKENIZER);
    for field in FIELDS {
        schema.add_text_field(field, TextOptions::default().set_indexing_options(indexing.clone()));
    }
    for field in STORED_FIELDS {
        schema.add_text_field(field, STORED);
    }
    schema.build()
}

/// Writes the documents.
pub(super) fn write(
    documents: &Documents<'_>,
    words: &Words,
    lexicon: &Lexicon,
    weights: &Weights,
) -> crate::Result<Tree> {
    let ram = RamDirectory::create();
    let schema = schema();
    let field = |name: &&str| schema.get_field(name).map_err(failed);
    let indexed = FIELDS.iter().map(field).collect::<crate::Result<Vec<_>>>()?;
    let stored = STORED_FIELDS.iter().map(field).collect::<crate::Result<Vec<_>>>()?;

    let tokenizers = TokenizerManager::default();
    tokenizers.register(TOKENIZER, Forms::default());
    let builder = Index::builder().schema(schema.clone()).tokenizers(tokenizers);
    let mut writer = builder.single_segment_index_writer(ram.clone(), MEMORY).map_err(failed)?;
    let mut pages: Vec<StoredPage> = documents
        .pages
        .iter()
        .map(|page| StoredPage {
            title: page.title.to_owned(),
            url: page.url.to_owned(),
            kind: page.kind.to_owned(),
            audience: page.audience.to_owned(),
            sections: 0,
        })
        .collect();
    for (section, [aliases, heading, body]) in documents.sections.iter().zip(&words.sections) {
        pages[section.page].sections += 1;
        let mut document = TantivyDocument::new();
        for (field, forms) in indexed.iter().zip([&words.titles[section.page], aliases, heading, body]) {
            document.add_text(*field, lined(forms, lexicon));
        }
        for (field, text) in stored.iter().zip([section.anchor, section.heading, &section.text]) {
            document.add_text(*field, text);
        }
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
    let settings = Settings { version: VERSION, weights, lexicon, pages };
    tree.insert(SETTINGS, serde_json::to_vec(&settings).map_err(|error| Error::Index(error.to_string()))?);
    Ok(tree)
}

fn read(ram: &RamDirectory, path: &Path) -> crate::Result<Vec<u8>> {
    ram.atomic_read(path).map_err(|error| Error::Index(error.to_string()))
}

/// Forms with a line feed after each, for [`Forms`].
fn lined(forms: &[u32], lexicon: &Lexicon) -> String {
    let mut text = String::new();
    for form in forms {
        text.push_str(&lexicon.forms[*form as usize]);
        text.push('\n');
    }
    text
}

/// Takes apart what [`lined`] put together. tantivy takes words that were read
/// before, too, but makes JSON of them and reads it again.
#[derive(Clone, Default)]
struct Forms {
    token: Token,
}

/// The forms that are still to come.
struct Rest<'a> {
    text: &'a str,
    token: &'a mut Token,
}

impl Tokenizer for Forms {
    type TokenStream<'a> = Rest<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> Rest<'a> {
        self.token.reset();
        Rest { text, token: &mut self.token }
    }
}

impl TokenStream for Rest<'_> {
    fn advance(&mut self) -> bool {
        let Some((form, rest)) = self.text.split_once('\n') else { return false };
        self.token.text.clear();
        self.token.text.push_str(form);
        // The first is at 0: a token that was reset is before all.
        self.token.position = self.token.position.wrapping_add(1);
        self.text = rest;
        true
    }

    fn token(&self) -> &Token {
        self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        self.token
    }
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
    pub(super) pages: Vec<StoredPage>,
    page_of: Vec<usize>,
    averages: [f64; FIELDS.len()],
    forms: Vec<String>,
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
    pub(super) anchor: String,
    pub(super) heading: String,
    pub(super) text: String,
}

impl Store {
    /// Opens what [`write()`] made.
    pub(super) fn open(tree: &Tree) -> crate::Result<(Self, Lexicon, Weights)> {
        let bytes = tree
            .get(SETTINGS)
            .ok_or_else(|| Error::Index("it is not there: run `meldwijzer build` first".to_owned()))?;
        let settings: Settings<Lexicon, Weights> = serde_json::from_slice(bytes)
            .ok()
            .filter(|settings: &Settings<_, _>| settings.version == VERSION)
            .ok_or_else(|| Error::Index("it was made by another version: run `meldwijzer build` again".to_owned()))?;
        let ram = RamDirectory::create();
        for (path, bytes) in tree.iter() {
            ram.atomic_write(Path::new(path), bytes).map_err(|error| Error::Index(error.to_string()))?;
        }
        let index = Index::open(ram).map_err(failed)?;
        let searcher = index.reader().map_err(failed)?.searcher();
        let Settings { lexicon, weights, pages, .. } = settings;
        let page_of: Vec<usize> =
            pages.iter().enumerate().flat_map(|(page, stored)| std::iter::repeat_n(page, stored.sections)).collect();
        let segment = searcher.segment_readers().first().cloned();
        if segment.as_ref().map_or(0, |segment| segment.max_doc() as usize) != page_of.len() {
            return Err(Error::Index("its files do not belong together: run `meldwijzer build` again".to_owned()));
        }
        let forms = lexicon.forms.clone();
        let mut store = Self { pages, page_of, averages: [0.0; FIELDS.len()], forms, segment, schema: index.schema() };
        for field in 0..FIELDS.len() {
            store.averages[field] = store.average(field)?;
        }
        Ok((store, lexicon, weights))
    }

    fn average(&self, field: usize) -> crate::Result<f64> {
        let Some(segment) = &self.segment else { return Ok(f64::MIN_POSITIVE) };
        let field = self.schema.get_field(FIELDS[field]).map_err(failed)?;
        let tokens = segment.inverted_index(field).map_err(failed)?.total_num_tokens();
        Ok(super::average(tokens, self.page_of.len()))
    }

    /// A section as it was stored.
    pub(super) fn stored(&self, section: usize) -> crate::Result<Stored> {
        let segment = self.segment.as_ref().ok_or_else(|| Error::Index("it is empty".to_owned()))?;
        let number = u32::try_from(section).map_err(|error| Error::Index(error.to_string()))?;
        let reader = segment.get_store_reader(1).map_err(|error| Error::Index(error.to_string()))?;
        let document: TantivyDocument = reader.get(number).map_err(failed)?;
        let text = |name: &str| -> crate::Result<String> {
            let field = self.schema.get_field(name).map_err(failed)?;
            Ok(document.get_first(field).and_then(|value| value.as_str().map(str::to_owned)).unwrap_or_default())
        };
        let [anchor, heading, body] = STORED_FIELDS;
        Ok(Stored { anchor: text(anchor)?, heading: text(heading)?, text: text(body)? })
    }
}

impl Postings for Store {
    fn page_of(&self) -> &[usize] {
        &self.page_of
    }

    fn averages(&self) -> &[f64; FIELDS.len()] {
        &self.averages
    }

    fn visit(&self, form: u32, field: usize, visit: &mut dyn FnMut(usize, u32, u32)) -> crate::Result<()> {
        let Some(segment) = &self.segment else { return Ok(()) };
        let field = self.schema.get_field(FIELDS[field]).map_err(failed)?;
        let term = Term::from_field_text(field, &self.forms[form as usize]);
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
