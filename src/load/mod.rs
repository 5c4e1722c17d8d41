//! `load`: from the disk to typed records. Syntax only; meaning is for `check`.
//!
//! 1. list the files of `content/`, `index/` and the theme, in a fixed order, each
//!    with those of the layers that lie over it (`layers`);
//! 2. read and parse them in parallel, each with serde alone;
//! 3. only for a file that serde refuses: build a tree that knows its places
//!    (`spanned`), hold it against the schema of its kind (`shape`), and report
//!    every mistake of the file.
//!
//! State it leaves behind: [`Sources`], which holds every text, so that later
//! phases can show a place without reading the disk again.

mod layers;
mod one;
mod scalar;
mod shape;
mod spanned;
mod theme;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::path::{Path as FsPath, PathBuf};
use std::sync::{Arc, OnceLock};

use rayon::prelude::*;
use schemars::JsonSchema;
use serde::de::DeserializeOwned;

use crate::diagnostic::{Diagnostic, Place, Report, rules};
use crate::fs;
use crate::record::{
    self, Analysis, AnyRecord, ContactPage, ContactTexts, Entry, Kind, Leaves, Names, Page, Path, Queries, Reader,
    Records, RegionPage, SiteSettings, Step, Synonyms,
};
use crate::said;
pub use layers::Part;
use layers::{Found, Laid};
#[cfg(any(test, feature = "fuzz"))]
pub(crate) use one::read_as;
pub(crate) use one::schema_of;
use spanned::{Failure, Node};
pub(crate) use theme::ADMIN;
pub use theme::{Labels, Theme, Words};

/// A larger file is not content but an accident.
const BYTES_MAX: u64 = 1 << 20;

/// Some editors begin a file with this sign, which nobody sees and which is no part
/// of its first line.
const MARK: &[u8] = "\u{feff}".as_bytes();

/// A file of the project.
#[derive(Debug)]
pub struct SourceFile {
    /// Its path in the project, or in a layer, with `/`.
    pub path: String,
    /// Its text, and those of the layers that lie over it.
    pub parts: Vec<Part>,
    /// The links of its texts, once these were found to be good. They are so for as long
    /// as a [`Cache`] keeps the file, if only the links still lead somewhere.
    pub(crate) sound: Arc<OnceLock<Vec<String>>>,
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
    /// The ids of records that a layer hides, each with the file that does so.
    pub hidden: BTreeMap<String, String>,
    /// The ids of today by those that records had before; references are by those of
    /// today already.
    pub renamed: Names,
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

/// What came of the records of an earlier run: a file that is still the same is not
/// read again.
#[derive(Default)]
pub struct Cache {
    records: BTreeMap<String, Arc<Outcome>>,
}

impl Cache {
    /// Takes out the files that may have changed, by their paths in the project or in a
    /// layer, and those in such folders: a file that is written twice within the same
    /// tick of the clock of its disk looks as if it had not been touched.
    pub fn forget(&mut self, changed: &BTreeSet<PathBuf>) {
        self.records.retain(|path, _| !changed.iter().any(|changed| FsPath::new(path).starts_with(changed)));
    }
}

/// Reads the project at `root` with `layers` over it, the last on top.
///
/// # Errors
/// Where the disk fails, a layer is no layer, or a file of the theme is broken.
pub fn load(root: &FsPath, layers: &[PathBuf], report: &mut Report) -> crate::Result<Sources> {
    load_with(root, layers, None, report)
}

/// As [`load`], for a project that is read again and again.
///
/// # Errors
/// Where the disk fails, a layer is no layer, or a file of the theme is broken.
pub fn reload(root: &FsPath, layers: &[PathBuf], cache: &mut Cache, report: &mut Report) -> crate::Result<Sources> {
    load_with(root, layers, Some(cache), report)
}

fn load_with(
    root: &FsPath,
    layers: &[PathBuf],
    cache: Option<&mut Cache>,
    report: &mut Report,
) -> crate::Result<Sources> {
    let folders = std::iter::once(root).chain(layers.iter().map(PathBuf::as_path));
    let theme = theme::load(&folders.map(|folder| folder.join("themes/default")).collect::<Vec<_>>())?;
    let files = layers::list(root, layers)?;
    let jobs: Vec<Job> = files.into_iter().filter_map(|(path, found)| Job::of(path, found)).collect();

    let is_kept = cache.is_some();
    let known = cache.as_deref().map(|cache| &cache.records);
    let outcomes: Vec<crate::Result<Arc<Outcome>>> = jobs.par_iter().map(|job| job.run(known)).collect();
    if let Some(cache) = cache {
        let records = jobs.iter().zip(&outcomes).filter(|(job, _)| matches!(job.target, Some(Becomes::Record(_))));
        let kept = records.filter_map(|(job, outcome)| Some((job.path.clone(), Arc::clone(outcome.as_ref().ok()?))));
        cache.records = kept.collect();
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
        hidden: BTreeMap::new(),
        renamed: Names::new(),
        theme,
    };
    // A cache keeps its own, and to copy them all is work for every thread.
    let own = |outcome: crate::Result<Arc<Outcome>>| outcome.map(Arc::unwrap_or_clone);
    let outcomes: Vec<crate::Result<Outcome>> = match is_kept {
        true => outcomes.into_par_iter().map(own).collect(),
        false => outcomes.into_iter().map(own).collect(),
    };
    for (job, outcome) in jobs.into_iter().zip(outcomes) {
        let Outcome { parts, value, diagnostics, sound, .. } = outcome?;
        report.extend(diagnostics);
        let file = sources.files.len();
        sources.files.push(SourceFile { path: job.path.clone(), parts, sound });
        match value {
            Some(Parsed::Hidden(by)) => {
                sources.files.pop();
                if let Some(Becomes::Record(_)) = job.target {
                    sources.hidden.insert(stem(&job.path).to_owned(), by);
                }
            }
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
    sources.rename();
    for required in ["content/site.yaml", "index/analysis.yaml"] {
        if !sources.files.iter().any(|file| file.path == required) {
            let place = Place::at(required, "", 0, 1);
            let message = said!("`{required}` is missing", "`{required}` ontbreekt");
            report.push(Diagnostic::new(rules::MISSING_FILE, place, message));
        }
    }
    report.language = sources.settings.as_ref().map(|settings| settings.lang).unwrap_or_default();
    Ok(sources)
}

impl Sources {
    /// Lets references by a former id name the record of today.
    fn rename(&mut self) {
        self.renamed = self.records.renamed();
        self.records.rename(&self.renamed);
        for citizen in self.citizen.values_mut() {
            citizen.contact.iter_mut().for_each(|(_, page)| page.rename(&self.renamed));
            citizen.region.iter_mut().for_each(|(_, page)| page.rename(&self.renamed));
        }
    }

    /// The id of today of what `id` names.
    pub(crate) fn current<'a>(&'a self, id: &'a str) -> &'a str {
        self.renamed.get(id).map_or(id, String::as_str)
    }
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

/// One file to read, with those that lie over it.
struct Job {
    path: String,
    found: Vec<Found>,
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
    /// What was read.
    found: Vec<Found>,
    parts: Vec<Part>,
    value: Option<Parsed>,
    diagnostics: Vec<Diagnostic>,
    sound: Arc<OnceLock<Vec<String>>>,
}

#[derive(Clone)]
enum Parsed {
    /// This file of a layer hides what lies below it.
    Hidden(String),
    Settings(Box<SiteSettings>),
    Analysis(Box<Analysis>),
    Synonyms(Synonyms),
    Queries(Queries),
    Citizen(String, Box<CitizenPart>),
    Record(Box<AnyRecord>),
}

impl Job {
    /// The job for a path, `None` for files that are not content.
    fn of(path: String, found: Vec<Found>) -> Option<Self> {
        let path = path.as_str();
        if let Some((_, becomes)) = INDEX.iter().find(|(name, _)| *name == path) {
            return Some(Self { path: path.to_owned(), found, target: Some(becomes.clone()) });
        }
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
        Some(Self { path: path.to_owned(), found, target })
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
                let place = layers::place(file.parts, 0, 1);
                let message = said!("this is no file of a translation", "dit is geen bestand van een vertaling");
                let hint = said!(
                    "a language has `contact.yaml`, `contacts.yaml`, `regio.yaml` and `pages/`",
                    "een taal heeft `contact.yaml`, `contacts.yaml`, `regio.yaml` en `pages/`",
                );
                Err(vec![Diagnostic::new(rules::UNKNOWN_FILE, place, message).hint(hint)])
            }
        }
    }

    /// Reads and parses the file, unless `known` has it: as it lies there, or at least
    /// with the same text.
    fn run(&self, known: Option<&BTreeMap<String, Arc<Outcome>>>) -> crate::Result<Arc<Outcome>> {
        let known = known.and_then(|known| known.get(&self.path));
        if let Some(same) = known.filter(|known| known.found == self.found) {
            return Ok(Arc::clone(same));
        }
        let mut parts = Vec::new();
        let mut diagnostics = Vec::new();
        for found in &self.found {
            let (text, mistake) = if self.target.is_some() { read(found)? } else { (String::new(), None) };
            parts.push(Part { shown: found.shown.clone(), text, is_layer: found.is_layer });
            diagnostics.extend(mistake);
        }
        if let Some(same) = known.filter(|known| diagnostics.is_empty() && known.parts == parts) {
            return Ok(Arc::new(Outcome { found: self.found.clone(), ..Outcome::clone(same) }));
        }
        let (value, diagnostics) = self.parse(&mut parts, diagnostics);
        let found = self.found.clone();
        Ok(Arc::new(Outcome { found, parts, value, diagnostics, sound: Arc::default() }))
    }

    /// What came of the texts, and what is wrong with them.
    fn parse(&self, parts: &mut Vec<Part>, unread: Vec<Diagnostic>) -> (Option<Parsed>, Vec<Diagnostic>) {
        let Some(target) = &self.target else {
            let folders: Vec<&str> = Kind::ALL.iter().map(|kind| kind.folder()).collect();
            let folders = folders.join(", ");
            let hint = said!(
                "a record is a `.yaml` file in one of: {folders}",
                "een pagina is een `.yaml`-bestand in een van deze mappen: {folders}",
            );
            let message =
                said!("this file is in no folder of the content", "dit bestand staat in geen map van de inhoud");
            let outside = Diagnostic::new(rules::UNKNOWN_FOLDER, layers::place(parts, 0, 1), message).hint(hint);
            return (None, vec![outside]);
        };
        if !unread.is_empty() {
            return (None, unread);
        }
        let tree = match layers::lay(parts) {
            Ok(Laid::Hidden(by)) => return (Some(Parsed::Hidden(by)), Vec::new()),
            Ok(Laid::Together(tree)) => Some(tree),
            Ok(Laid::Alone) => None,
            Err(diagnostics) => return (None, diagnostics),
        };
        let file = File { parts, tree };
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
        match parsed {
            Ok(value) => (Some(value), Vec::new()),
            Err(diagnostics) => (None, diagnostics),
        }
    }
}

/// The text of a file; an empty one and the reason where it is no text.
fn read(found: &Found) -> crate::Result<(String, Option<Diagnostic>)> {
    if found.size > BYTES_MAX {
        let size = found.size;
        let message = said!(
            "the file has {size} bytes, more than the {BYTES_MAX} of any record",
            "het bestand telt {size} bytes, meer dan de {BYTES_MAX} van welke pagina ook",
        );
        let hint = said!(
            "a record is one page of text: is this the right file?",
            "een bestand is één pagina tekst: is dit het goede bestand?",
        );
        let place = Place::at(&found.shown, "", 0, 1);
        return Ok((String::new(), Some(Diagnostic::new(rules::FILE_TOO_LARGE, place, message).hint(hint))));
    }
    let mut bytes = fs::read(&found.disk)?;
    if bytes.starts_with(MARK) {
        bytes.drain(..MARK.len());
    }
    Ok(match String::from_utf8(bytes) {
        Ok(text) => (text, None),
        Err(error) => {
            let good = error.utf8_error().valid_up_to();
            let before = String::from_utf8_lossy(&error.as_bytes()[..good]).into_owned();
            let place = Place::at(&found.shown, &before, before.chars().count(), 1);
            let message = said!("the file is not UTF-8", "het bestand is geen UTF-8");
            let hint = said!("save the file as UTF-8", "sla het bestand op als UTF-8");
            (String::new(), Some(Diagnostic::new(rules::NOT_UTF8, place, message).hint(hint)))
        }
    })
}

/// Whether a folder of the content is named by a language: `en`, `ar`, `zh-Hans`.
fn is_language(folder: &str) -> bool {
    let (primary, rest) = folder.split_once('-').unwrap_or((folder, ""));
    let letters = primary.chars().all(|sign| sign.is_ascii_lowercase());
    letters && matches!(primary.len(), 2 | 3) && rest.chars().all(|sign| sign.is_ascii_alphanumeric() || sign == '-')
}

/// A file as its reader sees it.
struct File<'a> {
    parts: &'a [Part],
    /// What its texts are together, where layers have to do with it.
    tree: Option<Node>,
}

impl Reader for File<'_> {
    type Failure = Vec<Diagnostic>;

    fn read<T: DeserializeOwned + JsonSchema>(&self) -> Result<T, Vec<Diagnostic>> {
        let read = match &self.tree {
            Some(tree) => serde_yaml::from_str(&tree.without_nothing(|_| false).to_flow()),
            None => serde_yaml::from_str(self.parts.first().map_or("", |part| part.text.as_str())),
        };
        read.map_err(|error| self.mistakes::<T>(&error))
    }
}

/// Why a text is no value.
fn refused(failure: Failure, place: impl Fn(usize) -> Place) -> Diagnostic {
    match failure {
        Failure::Syntax { offset, message } => {
            let hint = said!(
                "put text with `: `, `#` or a special first sign in quotes, and indent with spaces",
                "zet tekst met `: `, `#` of een bijzonder eerste teken tussen aanhalingstekens, en spring in met spaties",
            );
            Diagnostic::new(rules::YAML_SYNTAX, place(offset), message).hint(hint)
        }
        Failure::Second { offset } => {
            let message =
                said!("`---` begins a second record in this file", "`---` begint een tweede pagina in dit bestand",);
            let hint = said!(
                "put it in a file of its own, or write a line across a text as `* * *`",
                "zet die in een eigen bestand, of schrijf een streep door een tekst als `* * *`",
            );
            Diagnostic::new(rules::YAML_SYNTAX, place(offset), message).hint(hint)
        }
        Failure::Expansion { offset } => {
            let message = said!(
                "the aliases of this file make more than 100,000 values",
                "de aliassen van dit bestand maken meer dan 100.000 waarden",
            );
            let hint = said!("write the values out", "schrijf de waarden uit");
            Diagnostic::new(rules::ALIAS_EXPANSION, place(offset), message).hint(hint)
        }
        Failure::Depth { offset } => {
            let message = said!(
                "lists and keys are nested more than 64 deep",
                "lijsten en sleutels zitten meer dan 64 diep in elkaar",
            );
            Diagnostic::new(rules::TOO_DEEP, place(offset), message)
        }
    }
}

/// A text without a value.
fn empty(place: Place) -> Diagnostic {
    Diagnostic::new(rules::EMPTY_FILE, place, said!("the file is empty", "het bestand is leeg"))
}

impl File<'_> {
    /// Every mistake of a file that serde refused for `error`.
    fn mistakes<T: JsonSchema>(&self, error: &serde_yaml::Error) -> Vec<Diagnostic> {
        let place = |offset, width| layers::place(self.parts, offset, width);
        let text = self.parts.first().map_or("", |part| part.text.as_str());
        let root = match self.tree.clone().map_or_else(|| spanned::parse(text, 0), |tree| Ok(Some(tree))) {
            Ok(Some(root)) => root,
            Ok(None) => return vec![empty(place(0, 1))],
            Err(failure) => return vec![refused(failure, |offset| place(offset, 1))],
        };
        let schema = record::schema::<T>();
        let required = schema["required"].as_array();
        let must = |key: &str| required.is_some_and(|keys| keys.iter().any(|name| name == key));
        let root = if self.tree.is_some() { root.without_nothing(must) } else { root };
        let findings = shape::compare(&root, &schema);
        if findings.is_empty() {
            // The two readers disagree: say what serde said, where it said it.
            let offset = error
                .location()
                .filter(|_| self.tree.is_none())
                .map_or(0, |location| text[..location.index().min(text.len())].chars().count());
            let message = said!("{error}", "dit kan niet gelezen worden ({error})");
            return vec![Diagnostic::new(rules::YAML_SYNTAX, place(offset, 1), message)];
        }
        findings
            .into_iter()
            .map(|finding| Diagnostic {
                hint: finding.hint,
                ..Diagnostic::new(finding.rule, place(finding.span.start, finding.span.len()), finding.message)
            })
            .collect()
    }
}

impl SourceFile {
    /// The place of the value at `path`, or of the bytes `within` its text where they
    /// are given and found. A path that leads nowhere gives the nearest value above.
    pub(crate) fn locate(&self, path: &Path, within: Option<&Range<usize>>) -> Place {
        let Some(Part { shown, text, .. }) = self.giving(path) else { return Place::at(&self.path, "", 0, 1) };
        let Ok(Some(root)) = spanned::parse(text, 0) else {
            return Place::at(shown, text, 0, 1);
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
        let raw: String = text.chars().skip(span.start).take(span.len()).collect();
        let found = within.zip(node.text()).and_then(|(within, value)| scalar::trace(&raw, value, within));
        let found = found.map_or(span.clone(), |found| span.start + found.start..span.start + found.end);
        Place::at(shown, text, found.start, found.len())
    }

    /// Its path for people; of many, that of the file below the others.
    pub(crate) fn shown(&self) -> &str {
        self.parts.first().map_or(self.path.as_str(), |part| part.shown.as_str())
    }

    /// The part that the value at `path` comes from: the last that has its key.
    fn giving(&self, path: &Path) -> Option<&Part> {
        let lowest = self.parts.first();
        match path.first() {
            Some(Step::Key(key)) if self.parts.len() > 1 => {
                self.parts.iter().rev().find(|part| part.has(key)).or(lowest)
            }
            _ => lowest,
        }
    }
}
