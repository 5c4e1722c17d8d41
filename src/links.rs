//! `links`: every address in the finished site leads somewhere. Links between
//! records are known to be good since `check`; here it is the pages that are read,
//! since a theme writes addresses, too: every link, picture, script and form of
//! every page, the file it leads to and the anchor in it.
//!
//! Addresses of other sites are only gathered: the library asks nobody.

use std::collections::{BTreeMap, BTreeSet};

use html5gum::emitters::callback::{CallbackEmitter, CallbackEvent};
use html5gum::{Span, Tokenizer};
use percent_encoding::percent_decode_str;
use rayon::prelude::*;
use serde::Serialize;

use crate::diagnostic::{Diagnostic, Place, rules};
use crate::load::Sources;
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
pub(crate) fn links<'t>(site: &'t Tree, base: Option<&str>) -> Links<'t> {
    let files: Vec<(&str, &[u8])> = site.iter().filter(|(path, _)| is_page(path) || path.ends_with(".svg")).collect();
    let read: BTreeMap<&str, Page> = files.into_par_iter().map(|(path, bytes)| (path, Page::read(bytes))).collect();
    let pages: Vec<(&&'t str, &Page)> = read.iter().filter(|(path, _)| is_page(path)).collect();
    let followed: Vec<Vec<(&str, Found)>> = pages
        .par_iter()
        .map(|(path, page)| {
            let links = page.links.iter();
            links.filter_map(|link| Some((link.as_str(), follow(link, path, base, site, &read)?))).collect()
        })
        .collect();
    let (mut dead, mut outside) = (BTreeMap::new(), BTreeMap::new());
    for ((path, _), links) in pages.iter().zip(followed) {
        for (link, found) in links {
            match found {
                Found::Outside => drop(outside.entry(link.to_owned()).or_insert(**path)),
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

fn is_page(path: &str) -> bool {
    path.ends_with(".html")
}

/// What a page has to do with addresses.
#[derive(Debug, Default)]
struct Page {
    anchors: BTreeSet<String>,
    links: BTreeSet<String>,
}

impl Page {
    fn read(bytes: &[u8]) -> Self {
        let mut page = Self::default();
        let (mut tag, mut attribute) = (Vec::new(), Vec::new());
        let mut emitter = CallbackEmitter::new(|event: CallbackEvent<'_>, _: Span<()>| -> Option<()> {
            match event {
                CallbackEvent::OpenStartTag { name } => name.clone_into(&mut tag),
                CallbackEvent::AttributeName { name } => name.clone_into(&mut attribute),
                CallbackEvent::AttributeValue { value } => {
                    page.attribute(&tag, &attribute, &String::from_utf8_lossy(value));
                }
                _ => {}
            }
            None
        });
        emitter.naively_switch_states(true);
        Tokenizer::new_with_emitter(bytes, emitter).for_each(drop);
        page
    }

    fn attribute(&mut self, tag: &[u8], name: &[u8], value: &str) {
        let mut link = |link: &str| self.links.extend([link.trim().to_owned()]);
        match (tag, name) {
            (_, b"id") => self.anchors.extend([value.to_owned()]),
            (_, b"href" | b"xlink:href" | b"src" | b"poster" | b"action" | b"formaction") | (b"object", b"data") => {
                link(value);
            }
            (_, b"srcset") => {
                value.split(',').filter_map(|one| one.split_whitespace().next()).for_each(link);
            }
            // `<meta http-equiv="refresh" content="0; url=...">`
            (b"meta", b"content") => value.split_once("; url=").into_iter().for_each(|(_, url)| link(url)),
            _ => {}
        }
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

/// Follows one address of a page; `None` where it is good or no address of the web.
fn follow(link: &str, page: &str, base: Option<&str>, site: &Tree, read: &BTreeMap<&str, Page>) -> Option<Found> {
    let own = base.and_then(|base| link.strip_prefix(base)).filter(|rest| rest.is_empty() || rest.starts_with('/'));
    let link = match own {
        Some("") => "/",
        Some(rest) => rest,
        None if ["http:", "https:", "//"].iter().any(|start| link.starts_with(start)) => return Some(Found::Outside),
        None if has_scheme(link) => return None,
        None => link,
    };
    let (address, anchor) = link.split_once('#').unwrap_or((link, ""));
    let address = address.split('?').next().unwrap_or_default();
    let Some(file) = file(page, address) else { return Some(Found::Dead(End::Above)) };
    if site.get(&file).is_none() {
        return Some(Found::Dead(End::File(file)));
    }
    let anchor = percent_decode_str(anchor).decode_utf8_lossy();
    let is_there = anchor.is_empty() || read.get(file.as_str()).is_none_or(|page| page.anchors.contains(&*anchor));
    (!is_there).then(|| Found::Dead(End::Anchor(file, anchor.into_owned())))
}

/// Whether an address is for another program, such as one for letters.
fn has_scheme(link: &str) -> bool {
    let end = link.find(|sign: char| !sign.is_ascii_alphanumeric() && !"+-.".contains(sign));
    end.is_some_and(|end| end > 0 && link[end..].starts_with(':'))
}

/// The file at an address on a page; `None` where it leads out of the site.
fn file(page: &str, address: &str) -> Option<String> {
    if address.is_empty() {
        return Some(page.to_owned());
    }
    let address = percent_decode_str(address).decode_utf8_lossy();
    let mut steps: Vec<&str> = match address.starts_with('/') {
        true => Vec::new(),
        false => page.rsplit_once('/').map_or(Vec::new(), |(folder, _)| folder.split('/').collect()),
    };
    for step in address.split('/') {
        match step {
            "" | "." => {}
            ".." => drop(steps.pop()?),
            name => steps.push(name),
        }
    }
    if matches!(address.rsplit('/').next(), Some("" | "." | "..")) {
        steps.push("index.html");
    }
    Some(steps.join("/"))
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
