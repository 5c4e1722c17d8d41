//! `data/catalogue.json`: every record of the site, and the JSON Schema that
//! says what stands in it.
//!
//! Both are made from the structs that read the content, so there is no second
//! description that could differ from the first.

use jiff::civil::Date;
use schemars::JsonSchema;
use schemars::generate::SchemaSettings;
use serde::Serialize;
use serde_json::Value as Json;

use crate::load::DUTCH;
use crate::model::Site;
use crate::record::{
    Case, Contact, Course, Ending, Entry, Exercise, Form, Glossary, Guidance, Kind, Module, Organisation, Page,
    Question, Quiz, Record, Region, Register, Sector, Source, Stage, Timeline,
};

/// The version of the format: the first number changes when a field goes or means
/// something else, the second when one is added.
pub(super) const VERSION: &str = "1.1";

/// The file of the schema; its name holds the first number of the version.
pub(super) const SCHEMA: &str = "data/schema/catalogue-1.json";

/// Where the licence of the content stands.
const LICENCE: &str = "https://creativecommons.org/licenses/by/4.0/";

/// Every record of a Meldwijzer site.
///
/// Texts are Markdown; a link in them is an address or `id:RECORD`, with
/// `#ANCHOR` for a place on the page of that record. What is `null` or empty is
/// not known or does not apply.
#[derive(Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Catalogue<'a> {
    /// The schema of this file, relative to it.
    #[serde(rename = "$schema")]
    schema: &'a str,
    /// The version of the format, such as `1.1`.
    version: &'a str,
    /// The name of the site.
    title: &'a str,
    /// The language of the texts, as a BCP 47 tag.
    language: &'a str,
    /// The licence of the texts.
    licence: &'a str,
    /// What addresses are relative to; `null` where the site has none yet.
    base_url: Option<&'a str>,
    /// The day of the newest change.
    modified: Option<Date>,
    /// The modules of the steunpunt, by number.
    modules: Vec<Item<'a, Module>>,
    /// The steps of the meldcode.
    steps: Vec<Item<'a, Stage>>,
    /// The questions of the afwegingskader.
    questions: Vec<Item<'a, Question>>,
    /// The ways in which the afwegingskader ends; an outcome names one by its id.
    endings: Vec<Item<'a, Ending>>,
    /// Guidance that belongs to steps of the meldcode.
    guidance: Vec<Item<'a, Guidance>>,
    /// The sectors of the meldcode.
    sectors: Vec<Item<'a, Sector>>,
    /// The forms of violence.
    forms: Vec<Item<'a, Form>>,
    /// The organisations of the chain.
    organisations: Vec<Item<'a, Organisation>>,
    /// The registers of instruments; an entry stands at `address#id`.
    registers: Vec<Item<'a, Register>>,
    /// The glossaries; a term stands at `address#id`.
    glossaries: Vec<Item<'a, Glossary>>,
    /// The timelines; an event stands at `address#id`.
    timelines: Vec<Item<'a, Timeline>>,
    /// The courses.
    courses: Vec<Item<'a, Course>>,
    /// The exercises.
    exercises: Vec<Item<'a, Exercise>>,
    /// The fictional cases.
    cases: Vec<Item<'a, Case>>,
    /// The self-tests.
    quizzes: Vec<Item<'a, Quiz>>,
    /// The regions of Veilig Thuis.
    regions: Vec<Item<'a, Region>>,
    /// The places to report or to get help.
    contacts: Vec<Item<'a, Contact>>,
    /// The sources of facts.
    sources: Vec<Item<'a, Source>>,
    /// The free pages.
    pages: Vec<Item<'a, Page>>,
}

/// A record with its id and address.
#[derive(Serialize, JsonSchema)]
#[schemars(inline, extend("additionalProperties" = false))]
struct Item<'a, T> {
    /// What links and references name it by.
    id: &'a str,
    /// Its address, relative to the root of the site.
    address: String,
    /// Its own fields.
    #[serde(flatten)]
    record: &'a T,
}

/// The records as JSON.
pub(super) fn json(site: &Site<'_>) -> serde_json::Result<String> {
    let records = &site.checked.sources.records;
    let catalogue = Catalogue {
        schema: SCHEMA.trim_start_matches("data/"),
        version: VERSION,
        title: site.checked.settings.title.as_str(),
        language: DUTCH,
        licence: LICENCE,
        base_url: site.base(),
        modified: site.newest(),
        modules: site.modules().map(|(page, record)| Item { id: page.id, address: page.url.clone(), record }).collect(),
        steps: items(site, &records.stages),
        questions: items(site, &records.questions),
        endings: items(site, &records.endings),
        guidance: items(site, &records.guidance),
        sectors: items(site, &records.sectors),
        forms: items(site, &records.forms),
        organisations: items(site, &records.organisations),
        registers: items(site, &records.registers),
        glossaries: items(site, &records.glossaries),
        timelines: items(site, &records.timelines),
        courses: items(site, &records.courses),
        exercises: items(site, &records.exercises),
        cases: items(site, &records.cases),
        quizzes: items(site, &records.quizzes),
        regions: items(site, &records.regions),
        contacts: items(site, &records.contacts),
        sources: items(site, &records.sources),
        pages: items(site, &records.pages),
    };
    serde_json::to_string(&catalogue)
}

/// The schema of [`json`], JSON Schema 2020-12.
pub(super) fn schema(site: &Site<'_>) -> serde_json::Result<String> {
    let generator = SchemaSettings::draft2020_12().for_serialize().into_generator();
    let mut schema = generator.into_root_schema_for::<Catalogue<'static>>();
    if let Some(base) = site.base() {
        schema.insert("$id".to_owned(), Json::String(format!("{base}/{SCHEMA}")));
    }
    serde_json::to_string_pretty(&schema)
}

fn items<'a, T: Record>(site: &Site<'_>, entries: &'a [Entry<T>]) -> Vec<Item<'a, T>> {
    let item = |entry: &'a Entry<T>| Item {
        id: &entry.id,
        address: address(site, &entry.id, &entry.value),
        record: &entry.value,
    };
    entries.iter().map(item).collect()
}

/// The address of a record: its page, or the page that it is a part of.
pub(super) fn address(site: &Site<'_>, id: &str, record: &dyn Record) -> String {
    let page = match record.kind() {
        Kind::Glossary => "begrippen",
        Kind::Timeline => "tijdlijn",
        _ => id,
    };
    site.target(page).map_or(String::new(), |target| target.url.clone())
}
