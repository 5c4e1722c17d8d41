//! `load`: from the disk to typed records. Syntax only; meaning is for `check`.
//!
//! 1. list the files of `content/`, `index/` and the theme, in a fixed order;
//! 2. read and parse them in parallel, each with serde alone;
//! 3. only for a file that serde refuses: build a tree that knows its places
//!    (`spanned`), hold it against the schema of its kind (`shape`), and report
//!    every mistake of the file.
//!
//! State it leaves behind: [`Sources`], which holds every text, so that later
//! phases can show a place without reading the disk again.

mod shape;
mod spanned;
mod theme;

use std::collections::BTreeMap;
use std::path::Path as FsPath;
use std::sync::Arc;

use rayon::prelude::*;
use schemars::{JsonSchema, SchemaGenerator};
use serde::de::DeserializeOwned;

use crate::diagnostic::{Diagnostic, Place, Report};
use crate::fs;
use crate::record::{
    Analysis, AnyRecord, ContactPage, ContactTexts, Entry, Kind, Page, Path, Queries, Reader, Records, RegionPage,
    SiteSettings, Step, Synonyms,
};
use spanned::{Failure, Node};
pub use theme::{Labels, Theme, Words};

/// A larger file is not content but an accident.
const BYTES_MAX: u64 = 1 << 20;

/// A file of the project with its text.
#[derive(Debug)]
pub struct SourceFile {
    /// Path relative to the project root, with `/`.
    pub path: String,
    /// What it holds.
    pub text: String,
}

/// Everything that was read.
#[derive(Debug)]
pub struct Sources {
    /// Every content file that could be read.
    pub files: Vec<SourceFile>,
    /// `content/site.yaml`; `None` where it is missing or has mistakes.
    pub settings: Option<SiteSettings>,
    /// The texts of the citizen pages by language; Dutch is [`DUTCH`].
    pub citizen: BTreeMap<String, Citizen>,
    /// `index/analysis.yaml`; `None` where it is missing or has mistakes.
    pub analysis: Option<Analysis>,
    /// `index/synonyms.yaml`, where it is there and has no mistakes.
    pub synonyms: Option<Synonyms>,
    /// `index/queries.yaml` with the number of its file, where it is there and has
    /// no mistakes.
    pub queries: Option<(usize, Queries)>,
    /// The records without mistakes in their syntax.
    pub records: Records,
    /// Files with mistakes in their syntax: the kind, the id and the number of
    /// the file. They count as there, so that one mistake is one diagnostic.
    pub broken: Vec<(Kind, String, usize)>,
    /// The theme.
    pub theme: Theme,
}

/// The language of the content and of the site.
pub const DUTCH: &str = "nl";

/// The citizen pages in one language, each with the number of its file.
#[derive(Debug, Default)]
pub struct Citizen {
    /// `contact.yaml`.
    pub contact: Option<(usize, ContactPage)>,
    /// `contacts.yaml`; Dutch has none.
    pub contacts: Option<(usize, ContactTexts)>,
    /// `regio.yaml`.
    pub region: Option<(usize, RegionPage)>,
    /// The free pages; those in Dutch are records.
    pub pages: Vec<Entry<Page>>,
}

/// What came of the records of an earlier run: a file that still has the same
/// text is not parsed again.
#[derive(Default)]
pub struct Cache {
    records: BTreeMap<String, Arc<Outcome>>,
}

/// Reads the project at `root`.
///
/// # Errors
/// Where the disk fails or a file of the theme is broken.
pub fn load(root: &FsPath, report: &mut Report) -> crate::Result<Sources> {
    read(root, None, report)
}

/// As [`load`], for a project that is read again and again.
///
/// # Errors
/// Where the disk fails or a file of the theme is broken.
pub fn reload(root: &FsPath, cache: &mut Cache, report: &mut Report) -> crate::Result<Sources> {
    read(root, Some(cache), report)
}

fn read(root: &FsPath, mut cache: Option<&mut Cache>, report: &mut Report) -> crate::Result<Sources> {
    let theme = theme::load(&root.join("themes/default"))?;
    let content = root.join("content");
    let mut jobs: Vec<Job> = fs::list(&content)?
        .into_iter()
        .filter_map(|found| Job::of(&format!("content/{}", found.path), found.size))
        .collect();
    jobs.extend(INDEX.iter().filter(|(path, _)| fs::exists(&root.join(path))).map(|(path, becomes)| Job {
        path: (*path).to_owned(),
        size: 0,
        target: Some(becomes.clone()),
    }));

    let outcomes: Vec<crate::Result<Arc<Outcome>>> = {
        let known = cache.as_deref().map(|cache| &cache.records);
        jobs.par_iter().map(|job| job.run(root, known)).collect()
    };
    if let Some(cache) = &mut cache {
        let records = jobs.iter().zip(&outcomes).filter(|(job, _)| matches!(job.target, Some(Becomes::Record(_))));
        cache.records =
            records.filter_map(|(job, outcome)| Some((job.path.clone(), Arc::clone(outcome.as_ref().ok()?)))).collect();
    }
    let mut sources = Sources {
        files: Vec::new(),
        settings: None,
        citizen: BTreeMap::new(),
        analysis: None,
        synonyms: None,
        queries: None,
        records: Records::default(),
        broken: Vec::new(),
        theme,
    };
    for (job, outcome) in jobs.into_iter().zip(outcomes) {
        let Outcome { text, value, diagnostics } = Arc::unwrap_or_clone(outcome?);
        report.extend(diagnostics);
        let file = sources.files.len();
        sources.files.push(SourceFile { path: job.path.clone(), text });
        match value {
            Some(Parsed::Settings(settings)) => sources.settings = Some(*settings),
            Some(Parsed::Analysis(analysis)) => sources.analysis = Some(*analysis),
            Some(Parsed::Synonyms(synonyms)) => sources.synonyms = Some(synonyms),
            Some(Parsed::Queries(queries)) => sources.queries = Some((file, queries)),
            Some(Parsed::Record(record)) => sources.records.push(stem(&job.path).to_owned(), file, *record),
            Some(Parsed::Citizen(language, part)) => {
                let citizen = sources.citizen.entry(language).or_default();
                match *part {
                    CitizenPart::Contact(page) => citizen.contact = Some((file, page)),
                    CitizenPart::Contacts(texts) => citizen.contacts = Some((file, texts)),
                    CitizenPart::Region(page) => citizen.region = Some((file, page)),
                    CitizenPart::Page(value) => {
                        citizen.pages.push(Entry { id: stem(&job.path).to_owned(), file, value });
                    }
                }
            }
            None => {
                if let Some(Becomes::Record(kind)) = job.target {
                    sources.broken.push((kind, stem(&job.path).to_owned(), file));
                }
            }
        }
    }
    for required in ["content/site.yaml", "index/analysis.yaml"] {
        if !sources.files.iter().any(|file| file.path == required) {
            let place = Place::at(required, "", 0, 1);
            report.push(Diagnostic::error("missing-file", place, format!("`{required}` is missing")));
        }
    }
    Ok(sources)
}

/// The file name of a path without its extension.
pub(crate) fn stem(path: &str) -> &str {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}

/// The files of `index/`.
const INDEX: [(&str, Becomes); 3] = [
    ("index/analysis.yaml", Becomes::Analysis),
    ("index/synonyms.yaml", Becomes::Synonyms),
    ("index/queries.yaml", Becomes::Queries),
];

/// What a file is to become.
#[derive(Clone)]
enum Becomes {
    Settings,
    Analysis,
    Synonyms,
    Queries,
    /// A file of the citizen pages in this language.
    Citizen(String),
    Record(Kind),
}

/// One file to read.
struct Job {
    path: String,
    size: u64,
    /// `None` for a YAML file in a folder without a meaning.
    target: Option<Becomes>,
}

#[derive(Clone)]
enum CitizenPart {
    Contact(ContactPage),
    Contacts(ContactTexts),
    Region(RegionPage),
    Page(Page),
}

/// What came of a file.
#[derive(Clone)]
struct Outcome {
    text: String,
    value: Option<Parsed>,
    diagnostics: Vec<Diagnostic>,
}

#[derive(Clone)]
enum Parsed {
    Settings(Box<SiteSettings>),
    Analysis(Box<Analysis>),
    Synonyms(Synonyms),
    Queries(Queries),
    Citizen(String, Box<CitizenPart>),
    Record(Box<AnyRecord>),
}

impl Job {
    /// The job for a path, `None` for files that are not content.
    fn of(path: &str, size: u64) -> Option<Self> {
        let is_yaml = path.ends_with(".yaml") || path.ends_with(".yml");
        if !is_yaml {
            return None;
        }
        let folder = path.trim_start_matches("content/").rsplit_once('/').map_or("", |(folder, _)| folder);
        let target = match folder {
            "" if path == "content/site.yaml" => Some(Becomes::Settings),
            "" if matches!(path, "content/contact.yaml" | "content/regio.yaml") => {
                Some(Becomes::Citizen(DUTCH.to_owned()))
            }
            _ if is_language(folder.strip_suffix("/pages").unwrap_or(folder)) => {
                Some(Becomes::Citizen(folder.split('/').next().unwrap_or(folder).to_owned()))
            }
            _ if path.ends_with(".yml") => None,
            _ => Kind::ALL.iter().find(|kind| kind.folder() == folder).copied().map(Becomes::Record),
        };
        Some(Self { path: path.to_owned(), size, target })
    }

    /// A file of the citizen pages: its name says which.
    fn citizen(&self, file: &File<'_>) -> Result<CitizenPart, Vec<Diagnostic>> {
        if self.path.contains("/pages/") {
            return file.read().map(CitizenPart::Page);
        }
        match stem(&self.path) {
            "contact" => file.read().map(CitizenPart::Contact),
            "contacts" => file.read().map(CitizenPart::Contacts),
            "regio" => file.read().map(CitizenPart::Region),
            _ => {
                let place = Place::at(&self.path, "", 0, 1);
                let message = "this is no file of a translation";
                let hint = "a language has `contact.yaml`, `contacts.yaml`, `regio.yaml` and `pages/`";
                Err(vec![Diagnostic::error("unknown-file", place, message).hint(hint)])
            }
        }
    }

    /// Reads and parses the file, unless `known` has it with the same text.
    fn run(&self, root: &FsPath, known: Option<&BTreeMap<String, Arc<Outcome>>>) -> crate::Result<Arc<Outcome>> {
        let place = || Place::at(&self.path, "", 0, 1);
        let refuse = |diagnostic| Arc::new(Outcome { text: String::new(), value: None, diagnostics: vec![diagnostic] });
        let Some(target) = &self.target else {
            let folders: Vec<&str> = Kind::ALL.iter().map(|kind| kind.folder()).collect();
            let hint = format!("a record is a `.yaml` file in one of: {}", folders.join(", "));
            let message = "this file is in no folder of the content";
            return Ok(refuse(Diagnostic::error("unknown-folder", place(), message).hint(hint)));
        };
        if self.size > BYTES_MAX {
            let message = format!("the file has {} bytes, more than the {BYTES_MAX} of any record", self.size);
            let hint = "a record is one page of text: is this the right file?";
            return Ok(refuse(Diagnostic::error("file-too-large", place(), message).hint(hint)));
        }
        let text = match String::from_utf8(fs::read(&root.join(&self.path))?) {
            Ok(text) => text,
            Err(error) => {
                let good = error.utf8_error().valid_up_to();
                let before = String::from_utf8_lossy(&error.as_bytes()[..good]).into_owned();
                let place = Place::at(&self.path, &before, before.chars().count(), 1);
                let hint = "save the file as UTF-8";
                return Ok(refuse(Diagnostic::error("not-utf8", place, "the file is not UTF-8").hint(hint)));
            }
        };
        if let Some(same) = known.and_then(|known| known.get(&self.path)).filter(|known| known.text == text) {
            return Ok(Arc::clone(same));
        }
        let file = File { path: &self.path, text: &text };
        let parsed = match target {
            Becomes::Settings => file.read().map(|settings| Parsed::Settings(Box::new(settings))),
            Becomes::Analysis => file.read().map(|analysis| Parsed::Analysis(Box::new(analysis))),
            Becomes::Synonyms => file.read().map(Parsed::Synonyms),
            Becomes::Queries => file.read().map(Parsed::Queries),
            Becomes::Citizen(language) => {
                self.citizen(&file).map(|part| Parsed::Citizen(language.clone(), Box::new(part)))
            }
            Becomes::Record(kind) => AnyRecord::read(*kind, &file).map(|record| Parsed::Record(Box::new(record))),
        };
        Ok(Arc::new(match parsed {
            Ok(value) => Outcome { value: Some(value), diagnostics: Vec::new(), text },
            Err(diagnostics) => Outcome { value: None, diagnostics, text },
        }))
    }
}

/// Whether a folder of the content is named by a language: `en`, `ar`, `zh-Hans`.
fn is_language(folder: &str) -> bool {
    let (primary, rest) = folder.split_once('-').unwrap_or((folder, ""));
    let letters = primary.chars().all(|sign| sign.is_ascii_lowercase());
    letters && matches!(primary.len(), 2 | 3) && rest.chars().all(|sign| sign.is_ascii_alphanumeric() || sign == '-')
}

/// A file as its reader sees it.
struct File<'a> {
    path: &'a str,
    text: &'a str,
}

impl Reader for File<'_> {
    type Failure = Vec<Diagnostic>;

    fn read<T: DeserializeOwned + JsonSchema>(&self) -> Result<T, Vec<Diagnostic>> {
        serde_yaml::from_str(self.text).map_err(|error| self.mistakes::<T>(&error))
    }
}

impl File<'_> {
    /// Every mistake of a file that serde refused for `error`.
    fn mistakes<T: JsonSchema>(&self, error: &serde_yaml::Error) -> Vec<Diagnostic> {
        let place = |offset, width| Place::at(self.path, self.text, offset, width);
        let root = match spanned::parse(self.text) {
            Ok(Some(root)) => root,
            Ok(None) => return vec![Diagnostic::error("empty-file", place(0, 1), "the file is empty")],
            Err(Failure::Syntax { offset, message }) => {
                let diagnostic = Diagnostic::error("yaml-syntax", place(offset, 1), message);
                return vec![
                    diagnostic
                        .hint("put text with `: `, `#` or a special first sign in quotes, and indent with spaces"),
                ];
            }
            Err(Failure::Expansion { offset }) => {
                let message = "the aliases of this file make more than 100,000 values";
                return vec![
                    Diagnostic::error("alias-expansion", place(offset, 1), message).hint("write the values out"),
                ];
            }
            Err(Failure::Depth { offset }) => {
                let message = "lists and keys are nested more than 64 deep";
                return vec![Diagnostic::error("too-deep", place(offset, 1), message)];
            }
        };
        let schema = SchemaGenerator::default().into_root_schema_for::<T>();
        let findings = shape::compare(&root, schema.as_value());
        if findings.is_empty() {
            // The two readers disagree: say what serde said, where it said it.
            let offset = error
                .location()
                .map_or(0, |location| self.text[..location.index().min(self.text.len())].chars().count());
            return vec![Diagnostic::error("yaml-syntax", place(offset, 1), error.to_string())];
        }
        findings
            .into_iter()
            .map(|finding| Diagnostic {
                hint: finding.hint,
                ..Diagnostic::error(finding.code, place(finding.span.start, finding.span.len()), finding.message)
            })
            .collect()
    }
}

impl SourceFile {
    /// The place of the value at `path`, or of `needle` within it where that is
    /// given and found. A path that leads nowhere gives the nearest value above.
    pub(crate) fn locate(&self, path: &Path, needle: Option<&str>) -> Place {
        let Ok(Some(root)) = spanned::parse(&self.text) else {
            return Place::at(&self.path, &self.text, 0, 1);
        };
        let mut node: &Node = &root;
        for step in path {
            let next = match step {
                Step::Key(key) => node.key(key),
                Step::Index(index) => node.index(*index),
            };
            match next {
                Some(next) => node = next,
                None => break,
            }
        }
        let span = node.span.clone();
        let within = needle.and_then(|needle| {
            let raw: String = self.text.chars().skip(span.start).take(span.len()).collect();
            let found = raw.find(needle)?;
            Some((span.start + raw[..found].chars().count(), needle.chars().count()))
        });
        let (offset, width) = within.unwrap_or((span.start, span.len()));
        Place::at(&self.path, &self.text, offset, width)
    }
}
