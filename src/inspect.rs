//! `inspect`: the promises to visitors, held against the finished site. A theme
//! can break them as easily as a text can, so it is the output that is read:
//! every page, script and style sheet, just before it would be written.
//!
//! Promised are: no request to anybody else, nothing stored on the device, no
//! script or style within a page that its policy does not name, and a contact
//! page that is one small file without anchors. The one other thing that may
//! stand in a `<script>` is data: JSON-LD, which no browser runs.

use html5gum::{DefaultEmitter, Token, Tokenizer};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use rayon::prelude::*;
use sha2::{Digest, Sha256};

use crate::diagnostic::{Diagnostic, Place, Rule, Said, rules};
use crate::load::ADMIN;
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

/// Reads the text of a `<script>` as browsers do: as text, not as tags.
fn emitter() -> DefaultEmitter<()> {
    let mut emitter = DefaultEmitter::default();
    emitter.naively_switch_states(true);
    emitter
}

/// Every broken promise of a site.
pub(crate) fn inspect(site: &Tree) -> Vec<Diagnostic> {
    let files: Vec<(&str, &[u8])> = site.iter().collect();
    let found = files.into_par_iter().flat_map_iter(|(path, bytes)| {
        let mut found = Vec::new();
        if let Ok(text) = std::str::from_utf8(bytes) {
            let mut file = File { path, text, found: &mut found };
            match path.rsplit('.').next() {
                Some("html") => file.page(),
                // It is for those who write, not for visitors, and of no other page.
                Some("js") if ADMIN.contains(&path) => {}
                Some("js") => file.script(),
                Some("css") => file.style(),
                _ => {}
            }
        }
        found
    });
    found.collect()
}

/// The hint for what another site would be asked for.
fn keep_a_copy() -> Said {
    said!("keep a copy in the theme", "bewaar een kopie in het thema")
}

/// Whether an address is a script. Browsers read it without blanks and breaks.
fn is_script(value: &str) -> bool {
    let address: String = value.chars().filter(|sign| !sign.is_control() && *sign != ' ').collect();
    let address = address.to_ascii_lowercase();
    ["javascript:", "vbscript:", "data:text/html"].iter().any(|start| address.starts_with(start))
}

struct File<'a> {
    path: &'a str,
    text: &'a str,
    found: &'a mut Vec<Diagnostic>,
}

impl File<'_> {
    /// Reports at the first place where `needle` stands.
    fn say(&mut self, rule: &'static Rule, needle: &str, message: Said, hint: Said) {
        let offset = self.text.find(needle).map_or(0, |at| self.text[..at].chars().count());
        let place = Place::at(&format!("dist/{}", self.path), self.text, offset, needle.chars().count());
        self.found.push(Diagnostic::new(rule, place, message).hint(hint));
    }

    fn page(&mut self) {
        let is_contact = self.path == "contact/index.html" || self.path.ends_with("/contact/index.html");
        let mut policy = None;
        // The type of an open `<script>` without `src`, and what stands in it so far.
        let mut open: Option<(String, String)> = None;
        for token in Tokenizer::new_with_emitter(self.text, emitter()).flatten() {
            let tag = match token {
                Token::StartTag(tag) => tag,
                Token::String(text) => {
                    if let Some((_, inside)) = &mut open {
                        inside.push_str(&String::from_utf8_lossy(&text));
                    }
                    continue;
                }
                Token::EndTag(tag) if *tag.name == b"script"[..] => {
                    if let Some((kind, inside)) = open.take() {
                        self.inline(&kind, &inside, policy.as_deref().unwrap_or_default());
                    }
                    continue;
                }
                _ => continue,
            };
            let name = String::from_utf8_lossy(&tag.name);
            let of = |wanted: &str| {
                let value = tag.attributes.get(wanted.as_bytes());
                value.map(|value| String::from_utf8_lossy(value)).unwrap_or_default()
            };
            if name == "meta" && of("http-equiv").eq_ignore_ascii_case("Content-Security-Policy") {
                policy = Some(of("content").into_owned());
            }
            if name == "script" && of("src").is_empty() {
                open = Some((of("type").into_owned(), String::new()));
            }
            if name == "script" && of("src").ends_with(ADMIN_SCRIPT) && self.path != ADMIN_PAGE {
                let script = of("src");
                let message = said!("the page loads the editor, `{script}`", "de pagina laadt de editor, `{script}`");
                let hint = said!("only `{ADMIN_PAGE}` may", "dat mag alleen `{ADMIN_PAGE}`");
                self.say(rules::SCRIPT, &script, message, hint);
            }
            let rel = of("rel");
            for (attribute, value) in &tag.attributes {
                self.attribute(&name, &String::from_utf8_lossy(attribute), &String::from_utf8_lossy(value), &rel);
            }
            if is_contact && name == "a" && of("href").starts_with('#') {
                let anchor = of("href");
                self.say(
                    rules::CONTACT_ANCHOR,
                    &anchor,
                    said!("the contact page has the anchor `{anchor}`", "de contactpagina heeft het anker `{anchor}`"),
                    said!(
                        "each anchor that is followed is a row in the visitor's history",
                        "elk anker dat iemand volgt is een regel in de geschiedenis van de bezoeker",
                    ),
                );
            }
        }
        if policy.is_none() {
            let policy = "<meta http-equiv=\"Content-Security-Policy\" content=\"{{ csp }}\">";
            let message =
                said!("the page has no Content-Security-Policy", "de pagina heeft geen Content-Security-Policy",);
            let hint = said!("add `{policy}` to its template", "zet `{policy}` in haar sjabloon");
            self.say(rules::NO_POLICY, "<head>", message, hint);
        }
        if is_contact && self.text.len() > CONTACT_MAX {
            let bytes = self.text.len();
            let message = said!(
                "the contact page has {bytes} bytes, more than {CONTACT_MAX}",
                "de contactpagina telt {bytes} bytes, meer dan {CONTACT_MAX}",
            );
            let hint = said!("shorten the texts of the contacts", "maak de teksten van de contacten korter");
            self.say(rules::CONTACT_WEIGHT, "<html", message, hint);
        }
    }

    /// What stands in a `<script>`: data that is JSON, or what the policy of the page
    /// names by its hash.
    fn inline(&mut self, kind: &str, inside: &str, policy: &str) {
        if kind == DATA {
            if serde_json::from_str::<serde_json::Value>(inside).is_err() {
                let message =
                    said!("the data block of the page is not JSON", "het gegevensblok van de pagina is geen JSON");
                let hint = said!(
                    "a text in it may have ended it: escape `<`",
                    "misschien sluit een tekst het blok: schrijf `<` als escape",
                );
                self.say(rules::DATA_BLOCK, DATA, message, hint);
            }
            return;
        }
        let hash = format!("'sha256-{}'", STANDARD.encode(Sha256::digest(inside)));
        if !policy.contains(&hash) {
            let message = said!(
                "a `<script>` holds a script that the policy of the page does not name",
                "in een `<script>` staat een script dat niet in het beleid van de pagina is genoemd",
            );
            let hint = said!("put it in a file of its own", "zet het in een eigen bestand");
            self.say(rules::INLINE_SCRIPT, "<script>", message, hint);
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
            self.say(rules::INLINE_SCRIPT, name, message, hint);
        } else if name == "style" {
            let message = said!("`<{tag}>` has a style of its own", "`<{tag}>` heeft een eigen stijl");
            let hint = said!(
                "the policy of the page stops it: use a class",
                "het beleid van de pagina houdt die tegen: gebruik een klasse",
            );
            self.say(rules::INLINE_STYLE, value, message, hint);
        }
        let outside = ["http:", "https:", "//"].iter().any(|start| value.trim_start().starts_with(start));
        let loads = match name {
            "src" | "srcset" | "action" | "formaction" | "poster" | "data" | "ping" => true,
            "href" => tag == "link" && !matches!(rel, "canonical" | "alternate"),
            _ => false,
        };
        if outside && loads {
            let message = said!(
                "`<{tag} {name}>` asks another site for `{value}`",
                "`<{tag} {name}>` vraagt een andere site om `{value}`",
            );
            self.say(rules::THIRD_PARTY, value, message, keep_a_copy());
        } else if outside && tag == "a" && name == "href" && !rel.split(' ').any(|word| word == "noreferrer") {
            let message = said!(
                "the link to `{value}` tells that site where the visitor came from",
                "de link naar `{value}` vertelt die site waar de bezoeker vandaan komt",
            );
            let rel = "rel=\"noreferrer\"";
            self.say(rules::REFERRER, value, message, said!("add `{rel}`", "voeg `{rel}` toe"));
        }
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
