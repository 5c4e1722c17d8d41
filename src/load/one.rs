//! One file apart from the others: which schema is its own, and what the content
//! would be with a new one.

use std::sync::Arc;

use super::{Becomes, File, Job, Part, SourceFile, Sources, stem};
use crate::diagnostic::{Diagnostic, Report};
use crate::record::{AnyRecord, Kind};

/// The name of the schema that a file of the project is held against, `None` for a
/// file that holds no content.
pub(crate) fn schema_of(path: &str) -> Option<&'static str> {
    Some(match Job::of(path.to_owned(), Vec::new())?.target? {
        Becomes::Settings => "site",
        Becomes::Analysis => "analysis",
        Becomes::Synonyms => "synonyms",
        Becomes::Queries => "queries",
        Becomes::Citizen(_) if path.contains("/pages/") => Kind::Page.id(),
        Becomes::Citizen(_) => match stem(path) {
            "contact" => "contact-page",
            "contacts" => "contact-texts",
            "regio" => "region-page",
            _ => return None,
        },
        Becomes::Record(kind) => kind.id(),
    })
}

/// Reads a text as a record.
pub(crate) fn read_as(kind: Kind, path: &str, text: &str) -> (Vec<Part>, Result<AnyRecord, Vec<Diagnostic>>) {
    let parts = vec![Part { shown: path.to_owned(), text: text.to_owned(), is_layer: false }];
    let read = AnyRecord::read(kind, &File { parts: &parts, tree: None });
    (parts, read)
}

impl Sources {
    /// Adds a record that is not on the disk yet.
    pub(crate) fn add(&mut self, kind: Kind, path: &str, text: &str, report: &mut Report) {
        let (file, id) = (self.files.len(), stem(path).to_owned());
        let (parts, read) = read_as(kind, path, text);
        match read {
            Ok(record) => self.records.push(id, file, record),
            Err(mistakes) => {
                report.extend(mistakes);
                self.broken.push((kind, id, file));
            }
        }
        self.files.push(SourceFile { path: path.to_owned(), parts, sound: Arc::default() });
        self.rename();
    }
}
