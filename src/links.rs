//! `links`: every address in the finished site leads somewhere. Links between
//! records are known to be good since `check`; here it is the pages that `inspect`
//! read, since a theme writes addresses, too: every link, picture, script and form of
//! every page, the file it leads to and the anchor in it.
//!
//! Addresses of other sites are only gathered: the library asks nobody.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;

use indexmap::IndexMap;
use percent_encoding::percent_decode_str;
use rayon::prelude::*;
use rustc_hash::FxBuildHasher;
use serde::Serialize;

use crate::diagnostic::{Diagnostic, Place, rules};
use crate::load::Sources;
use crate::markup::{Reader, Tag};
use crate::said;
use crate::tree::Tree;

/// An address of another site.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
pub struct Outside {
    /// The address.
    pub address: String,
    /// Where the content names it, or else the first page that does.
    pub places: Vec<Place>,
}

/// Where the addresses of a site lead.
#[derive(Debug)]
pub(crate) struct Links<'t> {
    /// Those of the site itself that lead nowhere, each once.
    pub(crate) dead: Vec<Diagnostic>,
    /// Those of other sites, each with the first page that has it.
    outside: BTreeMap<String, &'t str>,
}

/// Follows every address of a site, which is published at `base`.
pub(crate) fn links<'t>(site: &'t Tree, read: &BTreeMap<&'t str, Addresses>, base: Option<&str>) -> Links<'t> {
    let files: Files<'_> = site.iter().map(|(path, _)| (path, read.get(path))).collect();
    let pages: Vec<(&&'t str, &Addresses)> = read.iter().filter(|(path, _)| path.ends_with(".html")).collect();
    let follow = |(path, addresses): &(&&'t str, &'_ Addresses)| {
        let follower = Follower { page: path, addresses, base, files: &files };
        let mut file = String::new();
        let links = addresses.links.iter();
        links.filter_map(|link| follower.follow(link, &mut file).map(|found| (link.to_owned(), found))).collect()
    };
    let followed: Vec<Vec<(String, Found)>> = pages.par_iter().map(follow).collect();
    let (mut dead, mut outside) = (BTreeMap::new(), BTreeMap::new());
    for ((path, _), links) in pages.iter().zip(followed) {
        for (link, found) in links {
            match found {
                Found::Outside => drop(outside.entry(link).or_insert(**path)),
                Found::Dead(end) => dead.entry(end).or_insert((**path, link, 0)).2 += 1,
            }
        }
    }
    let dead = dead.iter().map(|(end, (path, link, pages))| end.said(site, path, link, *pages)).collect();
    Links { dead, outside }
}

impl Links<'_> {
    /// The addresses of other sites, with the places that an editor can mend.
    pub(crate) fn outside(self, site: &Tree, sources: &Sources) -> Vec<Outside> {
        let plain = |address: &str| percent_decode_str(address).decode_utf8_lossy().into_owned();
        let known: BTreeMap<String, &str> = self.outside.keys().map(|link| (plain(link), link.as_str())).collect();
        let mut places: BTreeMap<&str, Vec<Place>> = BTreeMap::new();
        for part in sources.files.iter().flat_map(|file| &file.parts) {
            for (start, _) in part.text.match_indices("http") {
                let named = candidates(&part.text[start..]);
                let found = named.into_iter().find_map(|named| Some((named, known.get(&plain(named))?)));
                if let Some((named, address)) = found {
                    let offset = part.text[..start].chars().count();
                    let place = Place::at(&part.shown, &part.text, offset, named.chars().count());
                    places.entry(address).or_default().push(place);
                }
            }
        }
        let of = |(address, path): (&String, &&str)| Outside {
            places: places.get(address.as_str()).cloned().unwrap_or_else(|| vec![place(site, path, address)]),
            address: address.clone(),
        };
        self.outside.iter().map(of).collect()
    }
}

/// What the text of a file may mean by an address at its beginning, the longest
/// first: signs behind it may belong to the sentence.
fn candidates(text: &str) -> Vec<&str> {
    let end = text.find(|sign: char| sign.is_whitespace() || "\"'<>`".contains(sign)).unwrap_or(text.len());
    let mut named = vec![&text[..end]];
    while let Some(shorter) = named.last().and_then(|last| last.strip_suffix(|sign| ".,;:!?)]}*_|".contains(sign))) {
        named.push(shorter);
    }
    named.extend(text[..end].find(')').map(|end| &text[..end]));
    named
}

/// What a page has to do with addresses.
#[derive(Debug, Default)]
pub(crate) struct Addresses {
    anchors: Names,
    links: Names,
}

impl Addresses {
    /// The same in the order of the signs, each once.
    pub(crate) fn sorted(mut self) -> Self {
        self.anchors.sort();
        self.links.sort();
        self
    }
}

impl Reader for Addresses {
    fn open(&mut self, tag: &Tag) {
        for (name, value) in tag.attributes() {
            match (tag.name(), name) {
                (_, "id") => self.anchors.push(value),
                (_, "href" | "xlink:href" | "src" | "poster" | "action" | "formaction") | ("object", "data") => {
                    self.links.push(value.trim());
                }
                (_, "srcset") => {
                    let each = value.split(',').filter_map(|one| one.split_whitespace().next());
                    each.for_each(|link| self.links.push(link));
                }
                // `<meta http-equiv="refresh" content="0; url=...">`
                ("meta", "content") => {
                    value.split_once("; url=").into_iter().for_each(|(_, url)| self.links.push(url.trim()));
                }
                _ => {}
            }
        }
    }
}

/// Many short texts in two pieces of memory.
#[derive(Debug, Default)]
struct Names {
    text: String,
    places: Vec<Range<u32>>,
}

impl Names {
    fn push(&mut self, name: &str) {
        let start = self.text.len() as u32;
        self.text.push_str(name);
        self.places.push(start..self.text.len() as u32);
    }

    fn name(&self, place: &Range<u32>) -> &str {
        &self.text[place.start as usize..place.end as usize]
    }

    fn iter(&self) -> impl Iterator<Item = &str> {
        self.places.iter().map(|place| self.name(place))
    }

    fn sort(&mut self) {
        let mut places = std::mem::take(&mut self.places);
        places.sort_unstable_by(|a, b| self.name(a).cmp(self.name(b)));
        places.dedup_by(|a, b| self.name(a) == self.name(b));
        places.shrink_to_fit();
        self.places = places;
    }

    /// Whether it has this name; it is sorted.
    fn contains(&self, name: &str) -> bool {
        self.places.binary_search_by(|place| self.name(place).cmp(name)).is_ok()
    }
}

/// Where an address leads that is not good.
enum Found {
    Outside,
    Dead(End),
}

/// Where an address leads that leads nowhere.
#[derive(Debug, Eq, Ord, PartialEq, PartialOrd)]
enum End {
    /// Out of the site.
    Above,
    /// To a file that is not there.
    File(String),
    /// To an anchor that its file does not have.
    Anchor(String, String),
}

/// Every file of a site, with the addresses of those that are pages or drawings.
type Files<'f> = IndexMap<&'f str, Option<&'f Addresses>, FxBuildHasher>;

/// What one needs to know to follow the addresses of a page.
struct Follower<'f> {
    page: &'f str,
    addresses: &'f Addresses,
    /// Where the site is published.
    base: Option<&'f str>,
    files: &'f Files<'f>,
}

impl Follower<'_> {
    /// Follows one address; `None` where it is good or no address of the web. `file`
    /// is room to work in.
    fn follow(&self, link: &str, file: &mut String) -> Option<Found> {
        let own = self.base.and_then(|base| link.strip_prefix(base));
        let own = own.filter(|rest| rest.is_empty() || rest.starts_with('/'));
        let link = match own {
            Some("") => "/",
            Some(rest) => rest,
            None if ["http:", "https:", "//"].iter().any(|start| link.starts_with(start)) => {
                return Some(Found::Outside);
            }
            None if has_scheme(link) => return None,
            None => link,
        };
        let (address, anchor) = link.split_once('#').unwrap_or((link, ""));
        let address = address.split('?').next().unwrap_or_default();
        let target = if address.is_empty() {
            Some(&Some(self.addresses))
        } else if resolve(self.page, address, file) {
            self.files.get(file.as_str())
        } else {
            return Some(Found::Dead(End::Above));
        };
        let Some(target) = target else { return Some(Found::Dead(End::File(file.clone()))) };
        let anchor = percent_decode_str(anchor).decode_utf8_lossy();
        let is_there = anchor.is_empty() || target.is_none_or(|target| target.anchors.contains(&anchor));
        let file = || if address.is_empty() { self.page.to_owned() } else { file.clone() };
        (!is_there).then(|| Found::Dead(End::Anchor(file(), anchor.into_owned())))
    }
}

/// Whether an address is for another program, such as one for letters.
fn has_scheme(link: &str) -> bool {
    let end = link.find(|sign: char| !sign.is_ascii_alphanumeric() && !"+-.".contains(sign));
    end.is_some_and(|end| end > 0 && link[end..].starts_with(':'))
}

/// Writes into `file` which file is at an address on a page; false where it leads out
/// of the site.
fn resolve(page: &str, address: &str, file: &mut String) -> bool {
    let address: Cow<'_, str> = percent_decode_str(address).decode_utf8_lossy();
    file.clear();
    if !address.starts_with('/') {
        file.push_str(page.rsplit_once('/').map_or("", |(folder, _)| folder));
    }
    let mut last = "";
    for step in address.split('/') {
        match step {
            "" | "." => {}
            ".." if file.is_empty() => return false,
            ".." => file.truncate(file.rfind('/').unwrap_or_default()),
            name => add(file, name),
        }
        last = step;
    }
    if matches!(last, "" | "." | "..") {
        add(file, "index.html");
    }
    true
}

/// Adds a step to a path.
fn add(path: &mut String, step: &str) {
    if !path.is_empty() {
        path.push('/');
    }
    path.push_str(step);
}

impl End {
    /// Says it at the first of the pages that lead there.
    fn said(&self, site: &Tree, path: &str, link: &str, pages: usize) -> Diagnostic {
        let place = place(site, path, link);
        let more = match pages - 1 {
            0 => said!("", ""),
            1 => said!(" (as does another page)", " (zo ook een andere pagina)"),
            more => said!(" (as do {more} other pages)", " (zo ook {more} andere pagina's)"),
        };
        match self {
            Self::Above => {
                let message =
                    said!("`{link}` leads out of the site{more}", "`{link}` leidt buiten de site{more}"; more);
                let hint = said!(
                    "an address may not have more `../` than there are folders",
                    "een adres mag niet meer `../` hebben dan er mappen zijn",
                );
                Diagnostic::new(rules::DEAD_LINK, place, message).hint(hint)
            }
            Self::File(file) => {
                let message = said!(
                    "`{link}` leads to `{file}`, which the site does not have{more}",
                    "`{link}` leidt naar `{file}`, en dat heeft de site niet{more}"; more
                );
                let hint = match site.get(&format!("{file}/index.html")) {
                    Some(_) => said!("the address of a page ends in `/`", "het adres van een pagina eindigt op `/`"),
                    None => said!(
                        "make the page, or mend the address in the theme",
                        "maak de pagina, of verbeter het adres in het thema",
                    ),
                };
                Diagnostic::new(rules::DEAD_LINK, place, message).hint(hint)
            }
            Self::Anchor(file, anchor) => {
                let message = said!(
                    "`{link}` leads to the anchor `{anchor}`, which `{file}` does not have{more}",
                    "`{link}` leidt naar het anker `{anchor}`, en dat heeft `{file}` niet{more}"; more
                );
                let hint = said!(
                    "give the place `id=\"{anchor}\"`, or leave out what follows the `#`",
                    "geef de plaats `id=\"{anchor}\"`, of laat weg wat achter het `#` staat",
                );
                Diagnostic::new(rules::DEAD_ANCHOR, place, message).hint(hint)
            }
        }
    }
}

/// The first place of an address in a page.
fn place(site: &Tree, path: &str, link: &str) -> Place {
    let text = String::from_utf8_lossy(site.get(path).unwrap_or_default());
    let at = text.find(&format!("\"{link}\"")).map(|at| at + 1).or_else(|| text.find(link)).unwrap_or_default();
    Place::at(&format!("dist/{path}"), &text, text[..at].chars().count(), link.chars().count())
}
