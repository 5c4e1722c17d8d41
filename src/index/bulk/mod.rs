//! The documents of the index as lines of JSON, for search engines of others.
//!
//! Who has a search engine already need not read pages: each line is a section of
//! a page, as both engines of the site have it, and says where it belongs. Its
//! fields are those of `Document`; what they mean stands there and, from the
//! same words, in the schema. Beside it lie a configuration for each of three
//! engines. None of them widens a question as this one does (see
//! [`index`](super)); two have a stemmer for Dutch.

use jiff::civil::Date;
use schemars::JsonSchema;
use schemars::generate::SchemaSettings;
use serde::Serialize;

use super::documents::{documents, pages};
use crate::Error;
use crate::markdown::slug;
use crate::model::{Page, Site};

/// The index for Quickwit.
pub const QUICKWIT: &str = include_str!("quickwit.yaml");
/// The index for OpenSearch, and for Elasticsearch.
pub const OPENSEARCH: &str = include_str!("opensearch.json");
/// The table and its index for the full text search of PostgreSQL.
pub const POSTGRESQL: &str = include_str!("postgresql.sql");

/// A section of a page of a Meldwijzer site.
///
/// The lines of a page stand together, its head first. What is `null` or empty is
/// not known or does not apply.
#[derive(Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Document<'a> {
    /// Names the section: the address of its page and the name of its place, with
    /// `#` between them. No other line has the same.
    id: String,
    /// Where it is read: a whole address where the site has one, and otherwise
    /// relative to the root of the site.
    url: String,
    /// The `id` of its place on the page; empty for the head of the page.
    anchor: &'a str,
    /// The title of its page.
    title: &'a str,
    /// Its own heading; empty for the head of the page.
    heading: &'a str,
    /// The titles of the pages above its page, from the top.
    breadcrumb: Vec<&'a str>,
    /// Other names of what it is about, such as abbreviations, with commas.
    aliases: &'a str,
    /// Its text, without marks.
    text: &'a str,
    /// What kind of page it is on, such as `module` or `term`.
    kind: &'a str,
    /// For whom the page is: `everyone`, `professional` or `trainer`.
    audience: &'a str,
    /// The language of the text, as a BCP 47 tag.
    language: &'a str,
    /// The day on which the page last changed.
    updated: Option<Date>,
    /// The time that the page describes, where that is the past.
    period: Option<&'a str>,
    /// The ids of the sources that the facts of the page come from; the page of a
    /// source is `bronnen/ID/`.
    sources: Vec<&'a str>,
}

/// A line for each section of each page that search shows.
pub(crate) fn lines(site: &Site<'_>) -> crate::Result<String> {
    let documents = documents(site);
    let pages = pages(site);
    let base = site.base().map_or(String::new(), |base| format!("{base}/"));
    let (mut lines, mut last, mut ids) = (String::new(), usize::MAX, Vec::new());
    for section in &documents.sections {
        let page: &Page<'_> = pages[section.page];
        if section.page != last {
            (last, ids) = (section.page, Vec::new());
        }
        let anchor = if section.anchor.is_empty() { String::new() } else { format!("#{}", section.anchor) };
        let line = Document {
            id: format!("{}#{}", page.url, place(section.anchor, section.heading, &mut ids)),
            url: format!("{base}{}{anchor}", page.url),
            anchor: section.anchor,
            title: page.title,
            heading: section.heading,
            breadcrumb: page.above.iter().map(|above| above.title).collect(),
            aliases: &section.aliases,
            text: &section.text,
            kind: page.kind(),
            audience: page.audience(),
            language: page.language,
            updated: page.updated,
            period: page.period,
            sources: page.sources.iter().map(|citation| citation.source.id.as_str()).collect(),
        };
        lines.push_str(&serde_json::to_string(&line).map_err(|error| Error::Index(error.to_string()))?);
        lines.push('\n');
    }
    Ok(lines)
}

/// What names a section on its page, where `taken` are the names of those before
/// it: its anchor; on a page without anchors the words of its heading.
fn place(anchor: &str, heading: &str, taken: &mut Vec<String>) -> String {
    let name = if anchor.is_empty() { slug(heading) } else { anchor.to_owned() };
    let mut own = name.clone();
    let mut number = 1;
    while taken.contains(&own) {
        number += 1;
        own = format!("{name}-{number}");
    }
    taken.push(own.clone());
    own
}

/// The schema of a line, JSON Schema 2020-12.
///
/// # Errors
/// Never: a schema is JSON.
pub fn schema() -> crate::Result<String> {
    let generator = SchemaSettings::draft2020_12().for_serialize().into_generator();
    let schema = generator.into_root_schema_for::<Document<'static>>();
    serde_json::to_string_pretty(&schema).map_err(|error| Error::Index(error.to_string()))
}
