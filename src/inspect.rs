//! `inspect`: the promises to visitors, held against the finished site. A theme
//! can break them as easily as a text can, so it is the output that is read:
//! every page, script and style sheet, just before it would be written.
//!
//! Promised are: no request to anybody else, nothing stored on the device, no
//! script or style within a page that its policy does not name, and a contact
//! page that is one small file without anchors.

use html5gum::{Token, Tokenizer};

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
        let mut has_policy = false;
        for token in Tokenizer::new(self.text).flatten() {
            let Token::StartTag(tag) = token else { continue };
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
            has_policy |= name == "meta" && of("http-equiv").eq_ignore_ascii_case("Content-Security-Policy");
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
        if !has_policy {
            let hint = "add `<meta http-equiv=\"Content-Security-Policy\" content=\"{{ csp }}\">` to its template";
            self.say("no-policy", "<head>", "the page has no Content-Security-Policy".to_owned(), hint);
        }
        if is_contact && self.text.len() > CONTACT_MAX {
            let message = format!("the contact page has {} bytes, more than {CONTACT_MAX}", self.text.len());
            self.say("contact-weight", "<html", message, "shorten the texts of the contacts");
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
