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
use sha2::{Digest, Sha256};

use crate::diagnostic::{Diagnostic, Place};
use crate::tree::Tree;

/// What a contact page may weigh, in bytes.
const CONTACT_MAX: usize = 30_000;

/// What no script may use, with the reason.
const NEVER_IN_SCRIPTS: [(&str, &str); 12] = [
    ("localStorage", "it stores on the visitor's device"),
    ("sessionStorage", "it stores on the visitor's device"),
    ("indexedDB", "it stores on the visitor's device"),
    ("document.cookie", "it stores on the visitor's device"),
    ("caches.", "it stores on the visitor's device"),
    ("serviceWorker", "it stores on the visitor's device"),
    ("sendBeacon", "it tells somebody what the visitor does"),
    ("pushState", "it adds a row to the visitor's history"),
    ("replaceState", "it adds a row to the visitor's history"),
    ("innerHTML", "it can turn text into a script"),
    ("eval(", "it turns text into a script"),
    ("new Function", "it turns text into a script"),
];

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
    let mut found = Vec::new();
    for (path, bytes) in site.iter() {
        let Ok(text) = std::str::from_utf8(bytes) else { continue };
        let mut file = File { path, text, found: &mut found };
        match path.rsplit('.').next() {
            Some("html") => file.page(),
            Some("js") => file.script(),
            Some("css") => file.style(),
            _ => {}
        }
    }
    found
}

struct File<'a> {
    path: &'a str,
    text: &'a str,
    found: &'a mut Vec<Diagnostic>,
}

impl File<'_> {
    /// Reports at the first place where `needle` stands.
    fn say(&mut self, code: &'static str, needle: &str, message: String, hint: &str) {
        let offset = self.text.find(needle).map_or(0, |at| self.text[..at].chars().count());
        let place = Place::at(&format!("dist/{}", self.path), self.text, offset, needle.chars().count());
        self.found.push(Diagnostic::error(code, place, message).hint(hint));
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
            let name = String::from_utf8_lossy(&tag.name).into_owned();
            let attributes: Vec<(String, String)> = tag
                .attributes
                .iter()
                .map(|(name, value)| {
                    (String::from_utf8_lossy(name).into_owned(), String::from_utf8_lossy(value).into_owned())
                })
                .collect();
            let of = |wanted: &str| {
                attributes.iter().find(|(name, _)| name == wanted).map_or("", |(_, value)| value.as_str())
            };
            if name == "meta" && of("http-equiv").eq_ignore_ascii_case("Content-Security-Policy") {
                policy = Some(of("content").to_owned());
            }
            if name == "script" && of("src").is_empty() {
                open = Some((of("type").to_owned(), String::new()));
            }
            for (attribute, value) in &attributes {
                self.attribute(&name, attribute, value, of("rel"));
            }
            if is_contact && name == "a" && of("href").starts_with('#') {
                let message = format!("the contact page has the anchor `{}`", of("href"));
                self.say(
                    "contact-anchor",
                    of("href"),
                    message,
                    "each anchor that is followed is a row in the visitor's history",
                );
            }
        }
        if policy.is_none() {
            let hint = "add `<meta http-equiv=\"Content-Security-Policy\" content=\"{{ csp }}\">` to its template";
            self.say("no-policy", "<head>", "the page has no Content-Security-Policy".to_owned(), hint);
        }
        if is_contact && self.text.len() > CONTACT_MAX {
            let message = format!("the contact page has {} bytes, more than {CONTACT_MAX}", self.text.len());
            self.say("contact-weight", "<html", message, "shorten the texts of the contacts");
        }
    }

    /// What stands in a `<script>`: data that is JSON, or what the policy of the page
    /// names by its hash.
    fn inline(&mut self, kind: &str, inside: &str, policy: &str) {
        if kind == DATA {
            if serde_json::from_str::<serde_json::Value>(inside).is_err() {
                let message = "the data block of the page is not JSON".to_owned();
                self.say("data-block", DATA, message, "a text in it may have ended it: escape `<`");
            }
            return;
        }
        let hash = format!("'sha256-{}'", STANDARD.encode(Sha256::digest(inside)));
        if !policy.contains(&hash) {
            let message = "a `<script>` holds a script that the policy of the page does not name".to_owned();
            self.say("inline-script", "<script>", message, "put it in a file of its own");
        }
    }

    fn attribute(&mut self, tag: &str, name: &str, value: &str, rel: &str) {
        if name.starts_with("on") {
            let message = format!("the attribute `{name}` of `<{tag}>` holds a script");
            self.say("inline-script", name, message, "listen for the event in a component's script");
        } else if name == "style" {
            let message = format!("`<{tag}>` has a style of its own");
            self.say("inline-style", value, message, "the policy of the page stops it: use a class");
        }
        let outside = ["http:", "https:", "//"].iter().any(|start| value.trim_start().starts_with(start));
        let loads = match name {
            "src" | "srcset" | "action" | "formaction" | "poster" | "data" | "ping" => true,
            "href" => tag == "link" && !matches!(rel, "canonical" | "alternate"),
            _ => false,
        };
        if outside && loads {
            let message = format!("`<{tag} {name}>` asks another site for `{value}`");
            self.say("third-party", value, message, "keep a copy in the theme");
        } else if outside && tag == "a" && name == "href" && !rel.split(' ').any(|word| word == "noreferrer") {
            let message = format!("the link to `{value}` tells that site where the visitor came from");
            self.say("referrer", value, message, "add `rel=\"noreferrer\"`");
        }
    }

    fn script(&mut self) {
        for (word, reason) in NEVER_IN_SCRIPTS {
            if self.text.contains(word) {
                self.say("script", word, format!("the script uses `{word}`: {reason}"), "find another way");
            }
        }
    }

    fn style(&mut self) {
        for word in ["@import", "url(http", "url(//", "url(\"http", "url('http"] {
            if self.text.contains(word) {
                self.say(
                    "third-party",
                    word,
                    format!("the style sheet asks for more: `{word}`"),
                    "keep a copy in the theme",
                );
            }
        }
    }
}
