//! `inspect`: the promises to visitors, held against the finished site. A theme
//! can break them as easily as a text can, so it is the output that is read:
//! every page, script and style sheet, just before it would be written.
//!
//! Promised are: no request to anybody else, nothing stored on the device, no
//! script or style within a page that its policy does not name, and a contact
//! page that is one small file without anchors. The one other thing that may
//! stand in a `<script>` is data: JSON-LD, which no browser runs.
//!
//! Since it reads every page, it gathers the addresses for `links`, too.

use std::collections::BTreeMap;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use rayon::prelude::*;
use serde::de::IgnoredAny;
use sha2::{Digest, Sha256};

use crate::diagnostic::{Diagnostic, Place, Rule, Said, rules};
use crate::links::Addresses;
use crate::load::ADMIN;
use crate::markup::{self, Reader, Tag};
use crate::said;
use crate::tree::Tree;

/// What a contact page may weigh, in bytes.
const CONTACT_MAX: usize = 30_000;

/// What no script may use, with the reason in English and in Dutch.
const NEVER_IN_SCRIPTS: [(&str, [&str; 2]); 12] = [
    ("localStorage", STORES),
    ("sessionStorage", STORES),
    ("indexedDB", STORES),
    ("document.cookie", STORES),
    ("caches.", STORES),
    ("serviceWorker", STORES),
    ("sendBeacon", ["it tells somebody what the visitor does", "het vertelt iemand wat de bezoeker doet"]),
    ("pushState", HISTORY),
    ("replaceState", HISTORY),
    ("innerHTML", ["it can turn text into a script", "het kan van tekst een script maken"]),
    ("eval(", RUNS),
    ("new Function", RUNS),
];
const STORES: [&str; 2] = ["it stores on the visitor's device", "het bewaart iets op het apparaat van de bezoeker"];
const HISTORY: [&str; 2] =
    ["it adds a row to the visitor's history", "het maakt een regel in de geschiedenis van de bezoeker"];
const RUNS: [&str; 2] = ["it turns text into a script", "het maakt van tekst een script"];

/// Attributes that hold an address.
const LEADS: [&str; 6] = ["action", "data", "formaction", "href", "src", "xlink:href"];

/// The page on which the content can be edited: the one that loads the script of
/// [`ADMIN`], which has this name.
const ADMIN_PAGE: &str = "admin/index.html";
const ADMIN_SCRIPT: &str = "sveltia-cms.js";

/// The one type of `<script>` that holds data.
const DATA: &str = "application/ld+json";

/// A site that was read.
#[derive(Debug, Default)]
pub(crate) struct Inspected<'t> {
    /// The promises that it breaks.
    pub(crate) broken: Vec<Diagnostic>,
    /// The addresses in each page and drawing.
    pub(crate) addresses: BTreeMap<&'t str, Addresses>,
}

/// Reads a site.
pub(crate) fn inspect(site: &Tree) -> Inspected<'_> {
    let files: Vec<(&str, &[u8])> = site.iter().collect();
    let read = files.into_par_iter().filter_map(|(path, bytes)| {
        let mut file = File { path, text: std::str::from_utf8(bytes).ok()?, found: Vec::new() };
        let addresses = match path.rsplit('.').next() {
            Some("html") => Some(Page::of(&mut file)),
            Some("svg") => {
                let mut addresses = Addresses::default();
                markup::read(file.text, &mut addresses);
                Some(addresses)
            }
            // It is for those who write, not for visitors, and of no other page.
            Some("js") if ADMIN.contains(&path) => None,
            Some("js") => {
                file.script();
                None
            }
            Some("css") => {
                file.style();
                None
            }
            _ => return None,
        };
        Some((path, file.found, addresses.map(Addresses::sorted)))
    });
    let mut inspected = Inspected::default();
    for (path, broken, addresses) in read.collect::<Vec<_>>() {
        inspected.broken.extend(broken);
        inspected.addresses.extend(addresses.map(|addresses| (path, addresses)));
    }
    inspected
}

/// The hint for what another site would be asked for.
fn keep_a_copy() -> Said {
    said!("keep a copy in the theme", "bewaar een kopie in het thema")
}

/// Whether an address is a script. Browsers read it without blanks and breaks.
fn is_script(value: &str) -> bool {
    if !value.contains(':') {
        return false;
    }
    let signs = value.chars().filter(|sign| !sign.is_control() && *sign != ' ').map(|sign| sign.to_ascii_lowercase());
    ["javascript:", "vbscript:", "data:text/html"].iter().any(|start| {
        let mut signs = signs.clone();
        start.chars().all(|sign| signs.next() == Some(sign))
    })
}

struct File<'a> {
    path: &'a str,
    text: &'a str,
    found: Vec<Diagnostic>,
}

impl File<'_> {
    /// Reports at the first place where `needle` stands.
    fn say(&mut self, rule: &'static Rule, needle: &str, message: Said, hint: Said) {
        let offset = self.text.find(needle).map_or(0, |at| self.text[..at].chars().count());
        let place = Place::at(&format!("dist/{}", self.path), self.text, offset, needle.chars().count());
        self.found.push(Diagnostic::new(rule, place, message).hint(hint));
    }

    fn script(&mut self) {
        for (word, [reason, reden]) in NEVER_IN_SCRIPTS {
            if self.text.contains(word) {
                let message = said!("the script uses `{word}`: {reason}", "het script gebruikt `{word}`: {reden}");
                self.say(rules::SCRIPT, word, message, said!("find another way", "zoek een andere manier"));
            }
        }
    }

    fn style(&mut self) {
        for word in ["@import", "url(http", "url(//", "url(\"http", "url('http"] {
            if self.text.contains(word) {
                let message = said!("the style sheet asks for more: `{word}`", "het stijlblad haalt iets op: `{word}`");
                self.say(rules::THIRD_PARTY, word, message, keep_a_copy());
            }
        }
    }
}

/// A page that is being read.
struct Page<'f, 'a> {
    file: &'f mut File<'a>,
    is_contact: bool,
    policy: Option<String>,
    /// The type of an open `<script>` without `src`, and what stands in it so far.
    script: Option<(String, Vec<u8>)>,
    addresses: Addresses,
}

impl<'f, 'a> Page<'f, 'a> {
    /// Reads the page in `file`, and gives the addresses that stand in it.
    fn of(file: &'f mut File<'a>) -> Addresses {
        let is_contact = file.path == "contact/index.html" || file.path.ends_with("/contact/index.html");
        let text = file.text;
        let mut page = Self { file, is_contact, policy: None, script: None, addresses: Addresses::default() };
        markup::read(text, &mut page);
        if page.policy.is_none() {
            let policy = "<meta http-equiv=\"Content-Security-Policy\" content=\"{{ csp }}\">";
            let message =
                said!("the page has no Content-Security-Policy", "de pagina heeft geen Content-Security-Policy",);
            let hint = said!("add `{policy}` to its template", "zet `{policy}` in haar sjabloon");
            page.file.say(rules::NO_POLICY, "<head>", message, hint);
        }
        if is_contact && text.len() > CONTACT_MAX {
            let bytes = text.len();
            let message = said!(
                "the contact page has {bytes} bytes, more than {CONTACT_MAX}",
                "de contactpagina telt {bytes} bytes, meer dan {CONTACT_MAX}",
            );
            let hint = said!("shorten the texts of the contacts", "maak de teksten van de contacten korter");
            page.file.say(rules::CONTACT_WEIGHT, "<html", message, hint);
        }
        page.addresses
    }

    /// What stands in a `<script>`: data that is JSON, or what the policy of the page
    /// names by its hash.
    fn inline(&mut self, kind: &str, inside: &[u8]) {
        if kind == DATA {
            if serde_json::from_slice::<IgnoredAny>(inside).is_err() {
                let message =
                    said!("the data block of the page is not JSON", "het gegevensblok van de pagina is geen JSON");
                let hint = said!(
                    "a text in it may have ended it: escape `<`",
                    "misschien sluit een tekst het blok: schrijf `<` als escape",
                );
                self.file.say(rules::DATA_BLOCK, DATA, message, hint);
            }
            return;
        }
        let hash = format!("'sha256-{}'", STANDARD.encode(Sha256::digest(inside)));
        if !self.policy.as_ref().is_some_and(|policy| policy.contains(&hash)) {
            let message = said!(
                "a `<script>` holds a script that the policy of the page does not name",
                "in een `<script>` staat een script dat niet in het beleid van de pagina is genoemd",
            );
            let hint = said!("put it in a file of its own", "zet het in een eigen bestand");
            self.file.say(rules::INLINE_SCRIPT, "<script>", message, hint);
        }
    }

    fn attribute(&mut self, tag: &str, name: &str, value: &str, rel: &str) {
        if name.starts_with("on") || name == "srcdoc" || (LEADS.contains(&name) && is_script(value)) {
            let message = said!(
                "the attribute `{name}` of `<{tag}>` holds a script",
                "in het attribuut `{name}` van `<{tag}>` staat een script",
            );
            let hint = said!(
                "listen for the event in a component's script",
                "luister naar de gebeurtenis in het script van een component",
            );
            self.file.say(rules::INLINE_SCRIPT, name, message, hint);
        } else if name == "style" {
            let message = said!("`<{tag}>` has a style of its own", "`<{tag}>` heeft een eigen stijl");
            let hint = said!(
                "the policy of the page stops it: use a class",
                "het beleid van de pagina houdt die tegen: gebruik een klasse",
            );
            self.file.say(rules::INLINE_STYLE, value, message, hint);
        }
        let loads = match name {
            "src" | "srcset" | "action" | "formaction" | "poster" | "data" | "ping" => true,
            "href" => tag == "link" && !matches!(rel, "canonical" | "alternate"),
            _ => false,
        };
        let leads = tag == "a" && name == "href";
        let outside = ["http:", "https:", "//"].iter().any(|start| value.trim_start().starts_with(start));
        if !(loads || leads) || !outside {
            return;
        }
        if loads {
            let message = said!(
                "`<{tag} {name}>` asks another site for `{value}`",
                "`<{tag} {name}>` vraagt een andere site om `{value}`",
            );
            self.file.say(rules::THIRD_PARTY, value, message, keep_a_copy());
        } else if !rel.split(' ').any(|word| word == "noreferrer") {
            let message = said!(
                "the link to `{value}` tells that site where the visitor came from",
                "de link naar `{value}` vertelt die site waar de bezoeker vandaan komt",
            );
            let rel = "rel=\"noreferrer\"";
            self.file.say(rules::REFERRER, value, message, said!("add `{rel}`", "voeg `{rel}` toe"));
        }
    }
}

impl Reader for Page<'_, '_> {
    fn open(&mut self, tag: &Tag) {
        self.addresses.open(tag);
        let name = tag.name();
        if name == "meta" && tag.value("http-equiv").eq_ignore_ascii_case("Content-Security-Policy") {
            self.policy = Some(tag.value("content").to_owned());
        }
        if name == "script" {
            let script = tag.value("src");
            if script.is_empty() {
                self.script = Some((tag.value("type").to_owned(), Vec::new()));
            }
            if script.ends_with(ADMIN_SCRIPT) && self.file.path != ADMIN_PAGE {
                let message = said!("the page loads the editor, `{script}`", "de pagina laadt de editor, `{script}`");
                let hint = said!("only `{ADMIN_PAGE}` may", "dat mag alleen `{ADMIN_PAGE}`");
                self.file.say(rules::SCRIPT, script, message, hint);
            }
        }
        let rel = tag.value("rel");
        for (attribute, value) in tag.attributes() {
            self.attribute(name, attribute, value, rel);
        }
        let anchor = tag.value("href");
        if self.is_contact && name == "a" && anchor.starts_with('#') {
            let message =
                said!("the contact page has the anchor `{anchor}`", "de contactpagina heeft het anker `{anchor}`");
            let hint = said!(
                "each anchor that is followed is a row in the visitor's history",
                "elk anker dat iemand volgt is een regel in de geschiedenis van de bezoeker",
            );
            self.file.say(rules::CONTACT_ANCHOR, anchor, message, hint);
        }
    }

    fn close(&mut self, name: &[u8]) {
        let script = if name == b"script" { self.script.take() } else { None };
        if let Some((kind, inside)) = script {
            self.inline(&kind, &inside);
        }
    }

    fn text(&mut self, text: &[u8]) {
        if let Some((_, inside)) = &mut self.script {
            inside.extend_from_slice(text);
        }
    }
}
