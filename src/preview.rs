//! `preview`: the site while somebody writes it. Nothing is made before it is
//! asked for, so that a change is seen as soon as it is checked.
//!
//! 1. `load` parses the files that changed, `check` reads all of them;
//! 2. a page is rendered when it is asked for, and inspected on its way out;
//! 3. the index of the browser, the packs and the exports are made once, by the
//!    first request for one of them; the native index never.
//!
//! What it leaves out, a build makes up for: a broken promise on a page at which
//! nobody looked is found by [`build`](crate::build) and [`check`](crate::check()).

use std::collections::BTreeMap;
use std::sync::{Mutex, OnceLock, PoisonError};

use crate::diagnostic::Report;
use crate::inspect::inspect;
use crate::load::Cache;
use crate::model::{Content, Page, SEARCH, Site};
use crate::pack::{Packs, packs};
use crate::render::Theme;
use crate::tree::Tree;
use crate::{Options, check, editing, export, index, load, model};

/// A site without mistakes, whose files are made when they are asked for.
pub struct Preview<'s> {
    site: &'s Site<'s>,
    theme: Theme<'s>,
    pages: BTreeMap<String, Shown<'s>>,
    packs: &'s OnceLock<Packs<'s>>,
    search: OnceLock<Tree>,
    exports: OnceLock<Tree>,
}

/// What an address shows.
#[derive(Clone, Copy)]
enum Shown<'s> {
    Page(&'s Page<'s>),
    /// Where the page is that was here.
    Moved(&'s Page<'s>),
}

/// Reads and checks the project and hands its site to `show`, or `None` where the
/// content has errors, with every diagnostic. Nobody else can use the cache while
/// the project is read.
///
/// # Errors
/// Where the disk fails or the theme is broken.
pub fn preview<T>(
    options: &Options,
    cache: &Mutex<Cache>,
    show: impl FnOnce(Option<&Preview<'_>>, Report) -> T,
) -> crate::Result<T> {
    let mut report = Report::default();
    let sources = {
        let mut cache = cache.lock().unwrap_or_else(PoisonError::into_inner);
        load::reload(&options.root, &options.layers, &mut cache, &mut report)?
    };
    let checked = check::check(&sources, options.today, &mut report);
    report.sort();
    let Some(checked) = checked else { return Ok(show(None, report)) };
    let site = model::model(&checked);
    let (none, packs) = (Packs::default(), OnceLock::new());
    let preview = Preview {
        site: &site,
        theme: Theme::new(&site, &none)?,
        pages: shown(&site),
        packs: &packs,
        search: OnceLock::new(),
        exports: OnceLock::new(),
    };
    Ok(show(Some(&preview), report))
}

impl<'s> Preview<'s> {
    /// A file of the site, with the promises that it breaks; `None` where the site
    /// has no such file. Folders have none: ask for their `index.html`.
    ///
    /// # Errors
    /// Where a template or an export fails.
    pub fn file(&self, path: &str) -> crate::Result<Option<(Vec<u8>, Report)>> {
        let Some(bytes) = self.bytes(path)? else { return Ok(None) };
        let tree = Tree::from_iter([(path, bytes.as_slice())]);
        let mut report = Report::default();
        report.extend(inspect(&tree).broken);
        Ok(Some((bytes, report)))
    }

    /// Whether the site has a page in this file.
    pub fn has_page(&self, path: &str) -> bool {
        self.pages.contains_key(path)
    }

    fn bytes(&self, path: &str) -> crate::Result<Option<Vec<u8>>> {
        let page = self.pages.get(path).map(|shown| match shown {
            Shown::Page(page) => self.page(page),
            Shown::Moved(page) => self.theme.moved(page),
        });
        if let Some(page) = page {
            return page.map(|html| Some(html.into_bytes()));
        }
        if let Some(bytes) = self.theme.assets.get(path) {
            return Ok(Some(bytes.to_vec()));
        }
        if path == SEARCH || path.starts_with("search/") {
            let search = self.search.get_or_init(|| index::index(self.site).0);
            return Ok(search.get(path).map(<[u8]>::to_vec));
        }
        let exports = once(&self.exports, || {
            let mut tree = export::export(self.site)?;
            tree.extend(editing::admin(self.site));
            tree.extend(packs(self.site)?.tree());
            Ok(tree)
        })?;
        Ok(exports.get(path).map(<[u8]>::to_vec))
    }

    fn page(&self, page: &Page<'s>) -> crate::Result<String> {
        // Only the page of a course says what is in its pack.
        match page.content {
            Content::Course(_) => {
                let packs = once(self.packs, || packs(self.site))?;
                Theme::new(self.site, packs)?.page(page)
            }
            _ => self.theme.page(page),
        }
    }
}

/// Every page by its file. What stands at an address of before gives way to a page
/// of today.
fn shown<'s>(site: &'s Site<'s>) -> BTreeMap<String, Shown<'s>> {
    let former = site
        .pages
        .iter()
        .flat_map(|page| page.former_urls().map(move |url| (format!("{url}index.html"), Shown::Moved(page))));
    former.chain(site.pages.iter().map(|page| (page.file(), Shown::Page(page)))).collect()
}

/// The value of `cell`, made by `make` if there is none. Two at once may both make
/// it; it is the same.
fn once<T>(cell: &OnceLock<T>, make: impl FnOnce() -> crate::Result<T>) -> crate::Result<&T> {
    match cell.get() {
        Some(value) => Ok(value),
        None => {
            let value = make()?;
            Ok(cell.get_or_init(|| value))
        }
    }
}
