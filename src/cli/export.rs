//! `export`: what the site does not carry itself.

use std::path::{Path, PathBuf};

use clap::ValueEnum;
use meldwijzer::index::bulk;
use meldwijzer::{Result, fs};

use super::{Form, Outcome, Project, say};

/// What search engines of others need.
#[derive(Clone, Copy, Debug, Eq, PartialEq, ValueEnum)]
pub(super) enum Bulk {
    /// The sections of the pages, a line of JSON for each.
    Documents,
    /// The JSON Schema of a line, which explains its fields.
    Schema,
    /// An index for Quickwit.
    Quickwit,
    /// An index for OpenSearch or Elasticsearch.
    Opensearch,
    /// A table for PostgreSQL.
    Postgresql,
}

/// Prints it, or writes it to a file.
pub(super) fn export(project: &Project, what: Bulk, out: Option<&PathBuf>) -> Result<Outcome> {
    let text = match what {
        Bulk::Documents => {
            let (lines, report) = meldwijzer::documents(&project.options())?;
            let outcome = project.judge(&report);
            // Data on standard output is not mixed with other data.
            if outcome == Outcome::Mistakes || project.format == Form::Text {
                project.print(&report)?;
            }
            match lines {
                Some(lines) if outcome == Outcome::Good => lines,
                _ => return Ok(Outcome::Mistakes),
            }
        }
        Bulk::Schema => bulk::schema()?,
        Bulk::Quickwit => bulk::QUICKWIT.to_owned(),
        Bulk::Opensearch => bulk::OPENSEARCH.to_owned(),
        Bulk::Postgresql => bulk::POSTGRESQL.to_owned(),
    };
    let text = text.trim_end_matches('\n');
    match out {
        Some(out) => fs::keep(Path::new(out), format!("{text}\n").as_bytes())?,
        None => say(text)?,
    }
    Ok(Outcome::Good)
}
