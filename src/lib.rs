//! Meldwijzer: a generator and the knowledge site it makes.
//!
//! Structured YAML descriptions of the modules of the (Advies- en) Steunpunt
//! Huiselijk Geweld, the five-step meldcode and the places to report go in; a
//! fast, private, accessible static site with a full-text index comes out.
//!
//! # The way of the data
//!
//! ```text
//! Options -> load -> Sources -> check -> Checked -> model -> Site -+-> render -> Tree   -+-> inspect -> publish
//!            (syntax)          (meaning)                           +-> pack   -> Packs  -+  (promises)
//!                    Report (every diagnostic of the run)          +-> export -> Tree   -+
//!                                                                  +-> index  -> Tree   -+
//! ```
//!
//! Where the settings ask for it, `classroom` makes the finished tree once more, as
//! it works from a folder without a network; `inspect` reads that copy too, and the
//! site offers it as a zip.
//!
//! A phase is a module is a function of the same name; only this file strings
//! them together. Phases that do not need each other go on side by side, and the disk
//! takes the site in while it is inspected. What holds, stated as absences:
//!
//! - No page, script or style sheet is published that breaks a promise to visitors:
//!   `inspect` reads the finished site.
//! - No file takes the address of another: `addresses` compares them. No address
//!   leads nowhere: `links` follows each.
//! - No phase reaches back: [`load`] knows nothing of meaning, [`check`](mod@check) nothing
//!   of pages, and `render`, `index` and `export` never name each other. `render` lists the files
//!   of the `pack` of a course and knows nothing of how they are made.
//! - No module but [`fs`] touches the disk, and nothing is changed before
//!   [`fs::Draft::publish`]: a run that fails leaves the site as it was.
//! - No page names the files of the index, which change with every word: one file does.
//! - No [`check::Checked`] without the check: what it guarantees, [`model`] does
//!   not ask again, so `model` cannot fail.
//! - No mistake in content is an `Err`: it is a [`Diagnostic`] in the [`Report`],
//!   all of a run together. An [`Error`] is a failure of the program or its disk.
//! - No clock, no hash order, no thread order from `model` on: the same input
//!   gives the same bytes. Today's date comes in through [`Options`].
//! - No print, no exit, no environment in the library.
//!
//! Beside the phases stand what they share: [`record`] (the shape of the YAML files,
//! and what their keys are called in Dutch), `markdown`, `fold` and `readability`
//! (texts), `markup` (finished pages), `outline` (a record as sections, for its
//! anchors, its page and its search documents), `document` (the site as one text, for
//! paper and e-readers), `citation` (how a page is cited), [`diagnostic`] and [`tree`].
//!
//! [`editing`] is for those who write: from the same structs it makes the schemas of
//! their text editors, new files, and where a site wants it a page that edits.
//!
//! The shape of the search, and why it is not one of the known engines, stands
//! in [`index`].

mod addresses;
pub mod check;
mod citation;
mod classroom;
#[cfg(feature = "compress")]
mod compress;
pub mod diagnostic;
mod document;
pub mod editing;
mod export;
mod fold;
pub mod fs;
#[cfg(any(test, feature = "fuzz"))]
#[doc(hidden)]
pub mod fuzz;
pub mod index;
mod inspect;
mod links;
pub mod load;
mod markdown;
mod markup;
pub mod model;
mod outline;
mod pack;
mod preview;
mod readability;
pub mod record;
mod render;
pub mod tree;

use std::fmt;
use std::path::{Path, PathBuf};

use jiff::civil::Date;
use record::Kind;

pub use diagnostic::{Diagnostic, Language, Report, Severity, Style};
pub use links::Outside;
pub use preview::{Preview, preview};
pub use readability::Reading;
pub use tree::Tree;

/// What a run is asked to do.
#[derive(Clone, Debug)]
pub struct Options {
    /// The folder that holds `content/`, `themes/` and `index/`.
    pub root: PathBuf,
    /// Folders whose content lies over it, the last on top: the edition of a region.
    pub layers: Vec<PathBuf>,
    /// The day on which the freshness of facts is judged.
    pub today: Date,
}

impl Options {
    /// Where the site goes if nobody says otherwise: `dist/`, and `dist-NAME/` for an
    /// edition, which is named after the folders of its layers.
    pub fn site(&self) -> PathBuf {
        self.root.join(format!("dist{}", edition(&self.layers)))
    }

    /// Where the native index goes: `index/store/`, and `index/store-NAME/` for an
    /// edition.
    pub fn store(&self) -> PathBuf {
        store_of(&self.root, &self.layers)
    }
}

/// [`Options::store`] for who only wants to ask it.
pub fn store_of(root: &Path, layers: &[PathBuf]) -> PathBuf {
    root.join(format!("index/store{}", edition(layers)))
}

/// What the names of the folders of an edition end in.
fn edition(layers: &[PathBuf]) -> String {
    let names = layers.iter().filter_map(|layer| layer.file_name());
    names.map(|name| format!("-{}", name.to_string_lossy())).collect()
}

/// What a build made, in memory.
#[derive(Debug)]
pub struct Built {
    /// The site: every file of the output folder.
    pub site: Tree,
    /// The native index: every file of the store.
    pub store: Tree,
    /// How many records there are of each kind.
    pub records: Vec<(&'static str, usize)>,
    /// How many pages the site has.
    pub pages: usize,
    /// The addresses of other sites that it names, sorted.
    pub outside: Vec<Outside>,
}

/// The measure of the search.
#[derive(Debug)]
pub struct Questions {
    /// The questions.
    pub judged: Vec<index::eval::Judged>,
    /// What must be reached; `None` where there are no questions.
    pub bar: Option<record::Bar>,
}

/// A failure of the program: not a mistake in the content.
#[derive(Debug)]
pub enum Error {
    /// The disk failed.
    Disk(fs::Error),
    /// A file of the theme is broken.
    Theme {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        message: String,
    },
    /// A template failed while it was being filled; the text names the place.
    Template(String),
    /// The search engine failed or its index is not there.
    Index(String),
    /// What was asked for could not be printed.
    Output(std::io::Error),
    /// A data file or the book could not be made.
    Export(String),
    /// Other sites could not be asked.
    Network(String),
}

/// The result of a phase that may fail.
pub type Result<T> = std::result::Result<T, Error>;

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Disk(error) => error.fmt(f),
            Self::Theme { path, message } => write!(f, "the theme file `{}` is broken: {message}", path.display()),
            Self::Template(message) => write!(f, "a template failed\n{message}"),
            Self::Index(message) => write!(f, "the search index: {message}"),
            Self::Output(error) => write!(f, "the output could not be written: {error}"),
            Self::Export(message) => write!(f, "the export: {message}"),
            Self::Network(message) => write!(f, "the network: {message}"),
        }
    }
}

impl std::error::Error for Error {}

impl From<fs::Error> for Error {
    fn from(error: fs::Error) -> Self {
        Self::Disk(error)
    }
}

/// Reads and checks the content, and the site that it makes; the report holds
/// every diagnostic.
///
/// # Errors
/// Where the disk fails or the theme is broken.
pub fn check(options: &Options) -> Result<Report> {
    build(options).map(|(_, report)| report)
}

/// How easy each text is to read, the citizen pages first.
///
/// # Errors
/// Where the disk fails or the theme is broken.
pub fn readability(options: &Options) -> Result<Vec<check::Measured>> {
    let sources = load::load(&options.root, &options.layers, &mut Report::default())?;
    Ok(check::readability(&sources, options.today))
}

/// The judged questions of the project, with the addresses of the pages that
/// answer them; `None` where the content has errors.
///
/// # Errors
/// Where the disk fails or the theme is broken.
pub fn questions(options: &Options) -> Result<(Option<Questions>, Report)> {
    let mut report = Report::default();
    let sources = load::load(&options.root, &options.layers, &mut report)?;
    let checked = check::check(&sources, options.today, &mut report);
    report.sort();
    let judged = checked.map(|checked| index::eval::judged(&model::model(&checked)));
    let bar = sources.queries.map(|(_, queries)| queries.bar);
    Ok((judged.map(|judged| Questions { judged, bar }), report))
}

/// A new record of this kind, to be written where [`editing::Draft::path`] says, in
/// the last layer if there is one; `None` where the content cannot have a record
/// with this id, and the report says why.
///
/// # Errors
/// Where the disk fails or the theme is broken.
pub fn draft(options: &Options, kind: Kind, id: &str) -> Result<(Option<editing::Draft>, Report)> {
    let mut before = Report::default();
    let mut sources = load::load(&options.root, &options.layers, &mut before)?;
    let mut report = Report::default();
    report.language = before.language;
    let draft =
        editing::draft(kind, id, options.today, options.layers.last().is_none_or(|layer| editing::is_there(layer)));
    if let Some(refusal) = check::refused(&sources, &draft.path, id) {
        report.push(refusal);
        return Ok((None, report));
    }
    check::check(&sources, options.today, &mut before);
    let mut after = Report::default();
    sources.add(kind, &draft.path, &draft.text, &mut after);
    check::check(&sources, options.today, &mut after);
    let known = |diagnostic: &&Diagnostic| before.diagnostics().contains(diagnostic);
    let of_its_name = |diagnostic: &&Diagnostic| check::OF_NAMES.contains(&diagnostic.rule);
    report.extend(after.diagnostics().iter().filter(of_its_name).filter(|one| !known(one)).cloned());
    report.sort();
    Ok(((report.errors() == 0).then_some(draft), report))
}

/// The documents of the index as lines of JSON (see [`index::bulk`]); `None` where
/// the content has errors.
///
/// # Errors
/// Where the disk fails or the theme is broken.
pub fn documents(options: &Options) -> Result<(Option<String>, Report)> {
    let mut report = Report::default();
    let sources = load::load(&options.root, &options.layers, &mut report)?;
    let checked = check::check(&sources, options.today, &mut report);
    report.sort();
    let lines = checked.map(|checked| index::bulk::lines(&model::model(&checked))).transpose()?;
    Ok((lines, report))
}

/// Makes the site and its index in memory; `None` where the content has errors.
///
/// # Errors
/// Where the disk fails, or a template or the search engine does.
pub fn build(options: &Options) -> Result<(Option<Built>, Report)> {
    let (made, report) = make(options, &|_, _| {}, |_, _| Ok(()))?;
    Ok((made.map(|(built, ())| built), report))
}

/// Where a build goes, and how.
#[derive(Clone, Debug)]
pub struct Destination {
    /// The folder of the site; the native index goes to [`Options::store`].
    pub out: PathBuf,
    /// Whether Brotli and gzip files come beside the texts. What did not change since
    /// the last time comes from a file beside `out` (`.dist.cache` for `dist`), which
    /// may be removed at any time.
    #[cfg(feature = "compress")]
    pub compress: bool,
}

/// As [`build`], and writes it beside its place, where it waits to be published: site
/// and native index are replaced together, each whole or not at all.
///
/// # Errors
/// Where the disk fails, another build is at work, `out` holds something else than a
/// site, or a template or the search engine fails; the old files are as they were.
pub fn build_to(
    options: &Options,
    to: &Destination,
    watch: &Watch<'_>,
) -> Result<(Option<(Built, fs::Draft)>, Report)> {
    make(options, watch, |site, store| {
        #[cfg(feature = "compress")]
        if to.compress {
            site.extend(timed(watch, "compress", || compressed(site, &to.out))?);
        }
        let outputs = [
            fs::Output { folder: &options.store(), tree: store, mark: index::MARK },
            fs::Output { folder: &to.out, tree: site, mark: export::MARK },
        ];
        Ok(timed(watch, "write", || fs::Draft::write(&outputs))?)
    })
}

/// Hears the name of each phase, where it begins and where it ends, for who has a
/// clock. Some phases go on side by side.
pub type Watch<'w> = dyn Fn(&'static str, Moment) + Sync + 'w;

/// What a phase does.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Moment {
    /// It begins.
    Begin,
    /// It has come to its end.
    End,
}

fn timed<T>(watch: &Watch<'_>, phase: &'static str, work: impl FnOnce() -> T) -> T {
    watch(phase, Moment::Begin);
    let result = work();
    watch(phase, Moment::End);
    result
}

/// So many pages are rendered while they are indexed: of more, what the index is made
/// from would take too much memory beside them.
const BESIDE: usize = 30_000;

/// Makes the site and its index, and hands them to `write` before they are inspected:
/// the disk can be at work meanwhile. What `write` gives is dropped where they are not
/// good.
fn make<W: Send>(
    options: &Options,
    watch: &Watch<'_>,
    write: impl FnOnce(&mut Tree, &Tree) -> Result<W> + Send,
) -> Result<(Option<(Built, W)>, Report)> {
    let mut report = Report::default();
    let sources = timed(watch, "load", || load::load(&options.root, &options.layers, &mut report))?;
    let checked = timed(watch, "check", || check::check(&sources, options.today, &mut report));
    report.sort();
    let Some(checked) = checked else { return Ok((None, report)) };

    let site = timed(watch, "model", || model::model(&checked));
    let packs = timed(watch, "pack", || pack::packs(&site))?;
    let search = || -> Result<(Tree, Tree)> {
        let (browser, material) = timed(watch, "index", || index::index(&site));
        Ok((browser, timed(watch, "store", || material.store())?))
    };
    let export = || timed(watch, "export", || export::export(&site));
    let render = || {
        timed(watch, "render", || {
            let theme = render::Theme::new(&site, &packs)?;
            Ok::<_, Error>((render::render(&site, &theme)?, theme))
        })
    };
    // None of these needs another, and parts of them know one thread.
    let (search, (exports, rendered)) = match site.pages.len() {
        ..=BESIDE => rayon::join(search, || rayon::join(export, render)),
        _ => {
            let (search, exports) = rayon::join(search, export);
            (search, (exports, render()))
        }
    };
    let ((mut tree, store), (pages, theme)) = (search?, rendered?);
    tree.extend(exports?);
    tree.extend(pages);
    tree.extend(packs.tree());
    if site.checked.settings.classroom {
        let (broken, zip) = timed(watch, "classroom", || {
            let copy = classroom::copy(site.theme(), &tree)?;
            Ok::<_, Error>((inspect::inspect(&copy).broken, classroom::zip(&copy)?))
        })?;
        report.extend(broken);
        tree.extend(theme.offering(&site, classroom::FILE, zip.len())?);
        tree.insert(classroom::FILE, zip);
    }
    tree.extend(editing::admin(&site));
    let collisions = addresses::collisions(&site, &tree);
    let (base, pages) = (site.base(), site.pages.len());
    // What follows reads the finished site alone.
    drop(theme);
    drop(packs);
    let (written, ()) = rayon::join(|| write(&mut tree, &store), || drop(site));
    let written = written?;
    let inspected = timed(watch, "inspect", || inspect::inspect(&tree));
    report.extend(inspected.broken);
    let mut links = timed(watch, "links", || links::links(&tree, &inspected.addresses, base));
    // A page that took the address of another is one mistake, not that of each link.
    if collisions.is_empty() {
        report.extend(std::mem::take(&mut links.dead));
    }
    report.extend(collisions);
    if report.errors() > 0 {
        report.sort();
        return Ok((None, report));
    }
    let records = record::Kind::ALL.iter().map(|kind| (kind.id(), sources.records.count(*kind))).collect();
    let outside = links.outside(&tree, &sources);
    let built = Built { site: tree, store, records, pages, outside };
    Ok((Some((built, written)), report))
}

/// The Brotli and gzip files beside the texts of a site that is to be written to `out`.
#[cfg(feature = "compress")]
fn compressed(site: &Tree, out: &Path) -> Result<Tree> {
    let kept = fs::beside(out, "cache");
    let cache = match fs::exists(&kept) {
        true => compress::Cache::from_bytes(&fs::read(&kept)?),
        false => compress::Cache::default(),
    };
    let (files, next) = compress::compress(site, &cache).map_err(|error| Error::Export(error.to_string()))?;
    if next != cache {
        fs::keep(&kept, &next.to_bytes())?;
    }
    Ok(files)
}
