//! `check`: what the records mean together. Finds every mistake of a run.
//!
//! 1. `names`: ids are words, and no two records share one, nor one of before;
//! 2. `references`: what is named exists and is of the right kind;
//! 3. `texts`: texts, links and anchors, and the safety rules;
//! 4. `addresses`: what addresses of pages, sites and telephones are made of;
//! 5. `rules`: what else one kind of record must satisfy;
//! 6. `found`: what is there is found, under a name of its own;
//! 7. `fresh`: what is said of today was checked of late, and the past is called so;
//! 8. `wording`: readers know the words, and those in need are not misled by them;
//! 9. `weighing`: the afwegingskader is a path that ends;
//! 10. `training`: sessions can be given as they are written;
//! 11. `citizen`: the citizen pages are whole in every language;
//! 12. `plain`: and easy to read in Dutch.
//!
//! It leaves behind [`Checked`]: the only way to [`model`](crate::model), and so
//! the proof that all of this holds. The place of a mistake is looked up only
//! when there is one.

mod addresses;
mod citizen;
mod found;
mod fresh;
mod names;
mod plain;
mod references;
mod rules;
mod texts;
mod training;
mod weighing;
mod wording;

pub(crate) use names::{OF_NAMES, refused};
pub use plain::Measured;
pub(crate) use rules::UNCITED;

use std::collections::BTreeMap;
use std::ops::Range;

use jiff::civil::Date;

use crate::diagnostic::{Diagnostic, Report, Rule, Said, Severity};
use crate::load::{Sources, Words};
use crate::record::{Analysis, ContactPage, ContactText, Entry, Kind, Level, Page, Path, RegionPage, SiteSettings};
use crate::said;

/// Content without errors.
#[derive(Debug)]
pub struct Checked<'a> {
    /// Everything that was read.
    pub sources: &'a Sources,
    /// The settings of the site.
    pub settings: &'a SiteSettings,
    /// The settings of the search.
    pub analysis: &'a Analysis,
    /// The citizen pages, Dutch first.
    pub citizen: Vec<CitizenPages<'a>>,
}

/// The citizen pages of one language, whole.
#[derive(Debug)]
pub struct CitizenPages<'a> {
    /// The language, as a BCP 47 tag.
    pub language: &'a str,
    /// The words of the interface.
    pub words: &'a Words,
    /// The texts of the contact page.
    pub contact: &'a ContactPage,
    /// The texts of the region finder.
    pub region: &'a RegionPage,
    /// The contacts in this language; empty for Dutch, where they are the records.
    pub contacts: BTreeMap<&'a str, &'a ContactText>,
    /// Free pages in this language; empty for Dutch, where they are records.
    pub pages: &'a [Entry<Page>],
}

/// Pages that have no record of their own, by the id that links use.
pub(crate) const BUILT_IN: [(&str, &str); 22] = [
    ("home", ""),
    ("contact", "contact/"),
    ("modules", "modules/"),
    ("schema", "modules/schema/"),
    ("vergelijken", "modules/vergelijken/"),
    ("meldcode", "meldcode/"),
    ("afwegingskader", "meldcode/afwegingskader/"),
    ("stappenkaart", "meldcode/stappenkaart/"),
    ("vormen", "vormen/"),
    ("organisaties", "organisaties/"),
    ("instrumenten", "instrumenten/"),
    ("begrippen", "begrippen/"),
    ("tijdlijn", "tijdlijn/"),
    ("training", "training/"),
    ("samenstellen", "training/samenstellen/"),
    ("lezen-training", "lezen/training/"),
    ("regio", "regio/"),
    ("bronnen", "bronnen/"),
    ("lezen", "lezen/"),
    ("data", "data/"),
    ("a-z", "a-z/"),
    ("zoeken", "zoeken/"),
];

/// Kinds whose files are parts of one page and not pages of their own: no link
/// names them.
pub(crate) const PARTS: [Kind; 2] = [Kind::Glossary, Kind::Timeline];

/// What stands in a new file where somebody must write.
pub(crate) const TODO: &str = "TODO";

/// Whether somebody must still write this: [`TODO`] stands in it as a word.
fn is_todo(text: &str) -> bool {
    text.contains(TODO) && text.split(|sign: char| !sign.is_alphanumeric()).any(|word| word == TODO)
}

/// What to do where a record is named that a layer hides.
fn hidden() -> Said {
    said!(
        "change this place in the layer too, or do not hide the record",
        "verander deze plek ook in de laag, of verberg die pagina niet",
    )
}

/// Checks everything that was read; `None` if the report has errors.
pub fn check<'a>(sources: &'a Sources, today: Date, report: &mut Report) -> Option<Checked<'a>> {
    let mut checker = Checker::new(sources, today);
    names::check(&mut checker);
    references::check(&mut checker);
    texts::check(&mut checker);
    addresses::check(&mut checker);
    rules::check(&mut checker);
    found::check(&mut checker);
    fresh::check(&mut checker);
    wording::check(&mut checker);
    weighing::check(&mut checker);
    training::check(&mut checker);
    let citizen = citizen::check(&mut checker);
    plain::check(&mut checker);
    report.extend(checker.diagnostics.into_iter().filter_map(|diagnostic| weighed(diagnostic, sources)));
    match (&sources.settings, &sources.analysis, citizen) {
        (Some(settings), Some(analysis), Some(citizen)) if report.errors() == 0 => {
            Some(Checked { sources, settings, analysis, citizen })
        }
        _ => None,
    }
}

/// A diagnostic as bad as the site says; `None` where it says that it is nothing.
fn weighed(diagnostic: Diagnostic, sources: &Sources) -> Option<Diagnostic> {
    let severity = match sources.settings.as_ref().and_then(|settings| settings.rules.of(diagnostic.rule)) {
        None => diagnostic.severity,
        Some(Level::Off) => return None,
        Some(Level::Warn) => Severity::Warning,
        Some(Level::Error) => Severity::Error,
    };
    Some(Diagnostic { severity, ..diagnostic })
}

/// How easy each text is to read, the citizen pages first.
pub fn readability(sources: &Sources, today: Date) -> Vec<Measured> {
    plain::report(&Checker::new(sources, today))
}

/// What the rules share.
struct Checker<'a> {
    sources: &'a Sources,
    today: Date,
    /// The kind and the file of each id.
    ids: BTreeMap<&'a str, (Kind, usize)>,
    diagnostics: Vec<Diagnostic>,
}

impl<'a> Checker<'a> {
    fn new(sources: &'a Sources, today: Date) -> Self {
        Self { sources, today, ids: BTreeMap::new(), diagnostics: Vec::new() }
    }

    /// One with nothing to say yet, for a part of the work.
    fn part(&self) -> Self {
        Self::new(self.sources, self.today)
    }

    /// Reports that a rule is broken by the value at `path` of a file, or by the bytes
    /// `within` its text.
    fn say(&mut self, rule: &'static Rule, file: usize, path: &Path, within: Option<&Range<usize>>, message: Said) {
        let place = self.sources.files[file].locate(path, within);
        self.diagnostics.push(Diagnostic::new(rule, place, message));
    }

    /// That there is no record `id`, and which layer hides it, if one does.
    fn absent(&self, kind: &Said, id: &str) -> Said {
        match self.sources.hidden.get(id) {
            Some(layer) => said!(
                "there is no {kind} `{id}`: `{layer}` hides it",
                "er is geen {kind} `{id}`: `{layer}` verbergt die";
                kind
            ),
            None => said!("there is no {kind} `{id}`", "er is geen {kind} `{id}`"; kind),
        }
    }

    /// The number of the file of the settings.
    fn settings_file(&self) -> usize {
        self.sources.files.iter().position(|file| file.path == "content/site.yaml").unwrap_or_default()
    }

    /// Gives the diagnostic reported last a hint.
    fn hint(&mut self, hint: Said) {
        if let Some(last) = self.diagnostics.last_mut() {
            last.hint = Some(hint);
        }
    }
}
