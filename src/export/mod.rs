//! `export`: the site as data for machines, as a book, and what its host must
//! know. Never names `render` or `index`.

mod catalogue;
mod feed;
mod hosting;
mod references;
mod table;

use crate::Error;
use crate::document::{Book, document};
use crate::model::Site;
use crate::tree::Tree;

/// A file that every site has, whatever its content.
pub(crate) const MARK: &str = "_headers";

/// Every file of the site that is not a page, an asset or a part of the search.
pub(crate) fn export(site: &Site<'_>) -> crate::Result<Tree> {
    let mut tree = hosting::files(site);
    let (json, (csv, references)) =
        rayon::join(|| catalogue::json(site), || rayon::join(|| table::csv(site), || references::files(site)));
    tree.insert("data/catalogue.json", json.map_err(failed)?);
    tree.insert(catalogue::SCHEMA, catalogue::schema(site).map_err(failed)?);
    tree.insert("data/modules.csv", csv);
    if let Some(feed) = feed::atom(site) {
        tree.insert("data/feed.xml", feed);
    }
    tree.extend(references);
    tree.insert("lezen/meldwijzer.epub", book(site)?);
    Ok(tree)
}

/// The document of the reader as a book.
fn book(site: &Site<'_>) -> crate::Result<Vec<u8>> {
    let settings = site.checked.settings;
    let (title, summary) = (settings.title.as_str(), settings.tagline.as_str());
    let book = Book { title, summary, url: "lezen/" };
    book.bind(site, &document(site, Book::medium(site)))
}

fn failed(error: serde_json::Error) -> Error {
    Error::Export(error.to_string())
}
