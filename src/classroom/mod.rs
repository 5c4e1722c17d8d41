//! `classroom`: the site as one zip, to be opened from a folder on a disk where
//! there is no network.
//!
//! To browsers, files of a disk (`file:`) are strangers to each other: a module
//! does not load, nothing is fetched, and a folder does not show its `index.html`.
//! So the copy differs from the site in three things:
//!
//! 1. links name files ([`pages`]);
//! 2. the modules are functions of one plain script ([`scripts`]);
//! 3. a file that scripts fetch stands in a script that hands it over.
//!
//! Everything else is the finished site, the packs of the courses too: who is
//! without a network needs those most. What only a host reads stays out, and the
//! zip itself. The copy is inspected like the site.

mod pages;
mod scripts;

use std::collections::BTreeSet;

use rayon::prelude::*;

use crate::load::Theme;
use crate::model::SEARCH;
use crate::pack::Archive;
use crate::tree::Tree;

/// The file of the zip in the site.
pub(crate) const FILE: &str = "training/meldwijzer-klas.zip";

/// The folder in the zip that holds the copy.
const FOLDER: &str = "meldwijzer/";

/// What only a host reads.
const OF_HOST: [&str; 6] = ["404.html", "_headers", "_redirects", "robots.txt", "sitemap.xml", "hosting/"];

/// The files that scripts fetch, and folders of them.
const FETCHED: [&str; 3] = [SEARCH, "search/", "lezen/training/index.html"];

/// Endings of files that are compressed already.
const COMPRESSED: [&str; 6] = ["docx", "epub", "imscc", "png", "pptx", "zip"];

/// The finished site as it works from a folder.
///
/// # Errors
/// Where a script of the theme is written in a way that cannot be read here.
pub(crate) fn copy(theme: &Theme, site: &Tree) -> crate::Result<Tree> {
    let files: Vec<(&str, &[u8])> =
        site.iter().filter(|(path, _)| !OF_HOST.iter().any(|host| path.starts_with(host))).collect();
    let read = |(path, bytes): &(&str, &[u8])| {
        let text = std::str::from_utf8(bytes).ok().filter(|_| path.ends_with(".html"))?;
        Some(((*path).to_owned(), pages::page(path, text)))
    };
    let read: Vec<(String, pages::Copied)> = files.par_iter().filter_map(read).collect();
    let entries: BTreeSet<&str> = read.iter().flat_map(|(_, page)| &page.modules).map(String::as_str).collect();

    let mut copy: Tree = files.iter().copied().filter(|(path, _)| !path.ends_with(".html")).collect();
    for entry in entries {
        let (script, inside) = scripts::one(theme, site, entry)?;
        inside.iter().for_each(|path| copy.remove(path));
        copy.insert(entry, script);
    }
    copy.extend(read.into_iter().map(|(path, page)| (path, page.html)).collect());
    for path in files.iter().map(|(path, _)| *path).filter(|path| FETCHED.iter().any(|name| path.starts_with(name))) {
        let script = copy.get(path).map(|bytes| scripts::handed_over(path, bytes));
        copy.insert(format!("{path}.js"), script.unwrap_or_default());
        // A page is there for people too.
        if !path.ends_with(".html") {
            copy.remove(path);
        }
    }
    Ok(copy)
}

/// The zip of a copy.
///
/// # Errors
/// Where it cannot be packed.
pub(crate) fn zip(copy: &Tree) -> crate::Result<Vec<u8>> {
    let mut archive = Archive::new();
    for (path, bytes) in copy.iter() {
        let is_compressed = path.rsplit('.').next().is_some_and(|ending| COMPRESSED.contains(&ending));
        let add = if is_compressed { Archive::store } else { Archive::add };
        add(&mut archive, &format!("{FOLDER}{path}"), bytes)?;
    }
    archive.finish()
}

/// The path of what `address` names on the page or in the script `from`.
fn resolved(from: &str, address: &str) -> String {
    let folder = from.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in address.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    parts.join("/")
}

#[cfg(test)]
mod tests {
    use super::resolved;

    #[test]
    fn addresses_are_relative_to_a_file() {
        assert_eq!(resolved("a/b/index.html", "../../js/main.js"), "js/main.js");
        assert_eq!(resolved("js/main.js", "./x.js"), "js/x.js");
        assert_eq!(resolved("index.html", "./a/b.js"), "a/b.js");
    }
}
