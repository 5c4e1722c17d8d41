//! What a page is about, in words that machines know: JSON-LD with the terms of
//! schema.org. It says nothing that the page does not, and citizen pages have
//! none.
//!
//! The block is data and no script, so the policy of the page does not stop it;
//! `inspect` lets no other text into a `<script>`.

use serde_json::{Map, Value as Json, json};

use super::Renderer;
use crate::model::{Content, Page};
use crate::outline::Section;
use crate::record::{Contact, Module, Organisation};

/// Where the licence of the content stands.
const LICENCE: &str = "https://creativecommons.org/licenses/by/4.0/";

impl<'s> Renderer<'s> {
    /// The block of a page, safe to stand in HTML.
    pub(super) fn linked(&self, page: &Page<'s>) -> Option<String> {
        if page.is_private() || matches!(page.content, Content::NotFound | Content::Search) {
            return None;
        }
        let mut graph = vec![self.web_page(page)];
        if !page.above.is_empty() {
            graph.push(self.breadcrumbs(page));
        }
        graph.extend(match page.content {
            Content::Module(module) => Some(self.module_term(page, module)),
            Content::Modules => Some(self.module_terms(page)),
            Content::Glossary => Some(self.glossary_terms(page)),
            Content::Organisation(organisation) => Some(self.organisation(page, organisation)),
            _ => None,
        });
        let text = json!({ "@context": "https://schema.org", "@graph": graph }).to_string();
        // Within a string JSON knows these signs by their numbers too; HTML does not.
        let mut safe = String::with_capacity(text.len());
        for part in text.split_inclusive(['<', '>', '&']) {
            let plain = part.trim_end_matches(['<', '>', '&']);
            safe.push_str(plain);
            safe.push_str(match &part[plain.len()..] {
                "<" => "\\u003c",
                ">" => "\\u003e",
                "&" => "\\u0026",
                _ => "",
            });
        }
        Some(safe)
    }

    /// An address of the site: whole where the site has one, else from `page`.
    fn address(&self, page: &Page<'s>, url: &str) -> String {
        match self.site.base() {
            Some(base) => format!("{base}/{url}"),
            None => format!("{}{url}", page.root()),
        }
    }

    fn web_page(&self, page: &Page<'s>) -> Json {
        let site = self.site.checked.settings;
        let sources = page.sources.iter().filter_map(|citation| self.site.target(&citation.source.id));
        let sources = sources.map(
            |target| json!({ "@type": "CreativeWork", "name": target.title, "url": self.address(page, &target.url) }),
        );
        object([
            ("@type", json!("WebPage")),
            ("@id", json!(self.address(page, &page.url))),
            ("name", json!(page.title)),
            ("description", json!(page.summary)),
            ("inLanguage", json!(page.language)),
            ("license", json!(LICENCE)),
            ("dateModified", json!(page.updated)),
            ("temporalCoverage", json!(page.period)),
            ("isPartOf", json!({ "@type": "WebSite", "name": site.title, "url": self.address(page, "") })),
            ("isBasedOn", sources.collect()),
        ])
    }

    fn breadcrumbs(&self, page: &Page<'s>) -> Json {
        let above = page.above.iter().map(|target| (target.title, target.url.as_str()));
        let items = above.chain([(page.title, page.url.as_str())]).enumerate().map(|(index, (name, url))| {
            json!({ "@type": "ListItem", "position": index + 1, "name": name, "item": self.address(page, url) })
        });
        json!({ "@type": "BreadcrumbList", "itemListElement": items.collect::<Vec<_>>() })
    }

    fn module_term(&self, page: &Page<'s>, module: &Module) -> Json {
        let audience = module.target_group.tags.iter().map(|tag| self.word(&format!("audience.{}", tag.id())));
        let audience = audience.map(|name| json!({ "@type": "Audience", "audienceType": name }));
        object([
            ("@type", json!(["DefinedTerm", "CreativeWork"])),
            ("@id", json!(format!("{}#module", self.address(page, &page.url)))),
            ("mainEntityOfPage", json!(self.address(page, &page.url))),
            ("name", json!(page.title)),
            ("alternateName", json!(page.aliases)),
            ("description", json!(page.summary)),
            ("termCode", json!(module.number)),
            ("inDefinedTermSet", json!(format!("{}#modulen", self.address(page, "modules/")))),
            ("inLanguage", json!(page.language)),
            ("license", json!(LICENCE)),
            ("dateModified", json!(page.updated)),
            ("temporalCoverage", json!(page.period)),
            ("audience", audience.collect()),
        ])
    }

    fn module_terms(&self, page: &Page<'s>) -> Json {
        let terms = self.site.modules_within(page.sheet.range()).map(|(to, module)| {
            json!({
                "@type": "DefinedTerm",
                "@id": format!("{}#module", self.address(page, &to.url)),
                "name": to.title,
                "termCode": module.number,
            })
        });
        self.set(page, "modulen", terms.collect())
    }

    fn glossary_terms(&self, page: &Page<'s>) -> Json {
        // What each means stands at its address: repeated here it would double the page.
        let term = |section: &Section<'s>| {
            object([
                ("@type", json!("DefinedTerm")),
                ("@id", json!(format!("{}#{}", self.address(page, &page.url), section.id))),
                ("name", json!(section.title)),
                ("alternateName", json!(section.aliases)),
            ])
        };
        self.set(page, "begrippen", page.sections.iter().map(term).collect())
    }

    fn set(&self, page: &Page<'s>, anchor: &str, terms: Vec<Json>) -> Json {
        json!({
            "@type": "DefinedTermSet",
            "@id": format!("{}#{anchor}", self.address(page, &page.url)),
            "name": page.title,
            "description": page.summary,
            "inLanguage": page.language,
            "license": LICENCE,
            "hasDefinedTerm": terms,
        })
    }

    /// An organisation, and the service by which people reach it.
    fn organisation(&self, page: &Page<'s>, organisation: &Organisation) -> Json {
        let provider = object([
            ("@type", json!("Organization")),
            ("name", json!(page.title)),
            ("alternateName", json!(page.aliases)),
            ("description", json!(page.summary)),
        ]);
        let contacts = &self.site.contacts;
        let contact = organisation.contact.as_ref().and_then(|to| contacts.iter().find(|entry| entry.id == to.id));
        let Some(contact) = contact.map(|entry| &entry.value) else { return provider };
        object([
            ("@type", json!(if organisation.government { "GovernmentService" } else { "Service" })),
            ("@id", json!(format!("{}#dienst", self.address(page, &page.url)))),
            ("name", json!(contact.title)),
            ("description", json!(contact.summary)),
            ("areaServed", json!(contact.area)),
            ("provider", provider),
            ("availableChannel", channels(contact)),
        ])
    }
}

/// The telephone numbers of a contact and its site.
fn channels(contact: &Contact) -> Json {
    let channel = |channel: &crate::record::Channel| {
        let known = [&channel.hours, &channel.cost].into_iter().flatten().map(|line| line.as_str());
        let known = known.collect::<Vec<_>>().join("; ");
        if channel.is_dialled() {
            let point = object([
                ("@type", json!("ContactPoint")),
                ("telephone", json!(channel.value)),
                ("description", json!(known)),
            ]);
            json!({ "@type": "ServiceChannel", "servicePhone": point })
        } else {
            json!({ "@type": "ServiceChannel", "serviceUrl": channel.value })
        }
    };
    let is_reached =
        |channel: &&crate::record::Channel| channel.is_dialled() || channel.value.as_str().starts_with("https:");
    contact.channels.iter().filter(is_reached).map(channel).collect()
}

/// An object without the fields that hold nothing.
fn object<const N: usize>(fields: [(&str, Json); N]) -> Json {
    let holds = |value: &Json| match value {
        Json::Null => false,
        Json::String(text) => !text.is_empty(),
        Json::Array(items) => !items.is_empty(),
        _ => true,
    };
    let fields = fields.into_iter().filter(|(_, value)| holds(value));
    Json::Object(fields.map(|(name, value)| (name.to_owned(), value)).collect::<Map<_, _>>())
}
