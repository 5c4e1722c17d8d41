//! `render`: every page of the site as HTML, and its assets. Never reads the
//! disk, never names `index` or `export`.
//!
//! 1. templates are compiled once; a broken one names its line;
//! 2. each page becomes a view (`view`, `pages`): borrowed, typed;
//! 3. views are filled into templates in parallel, collected in order.

mod contact;
mod pages;
mod records;
mod sections;
mod view;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use rayon::prelude::*;
use serde::Serialize;
use sha2::{Digest, Sha256};
use tera::{Context, Tera};

use crate::Error;
use crate::markdown::Markdown;
use crate::model::{Content, Page, SearchNames, Site};
use crate::record::Citation;
use crate::tree::{Tree, fingerprint};
use view::{Base, Cited, Day, Global, Link, Named, Nav, PageView, SearchFiles, SiteView};

/// What pages may load: nothing but their own site's scripts, style and index.
const CSP: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; \
                   connect-src 'self'; base-uri 'none'; form-action 'none'";

/// Renders every page and the assets they name.
pub(crate) fn render(site: &Site<'_>, search: &SearchNames) -> crate::Result<Tree> {
    let theme = site.theme();
    let mut tera = Tera::new();
    let templates = theme.templates.iter().map(|(path, text)| {
        let name = path.strip_prefix("templates/").unwrap_or(path);
        (name.to_owned(), text.as_str())
    });
    tera.add_raw_templates(templates).map_err(failed)?;

    let mut assets = theme.assets.clone();
    assets.insert("site.css", theme.css.as_bytes());
    let all: Vec<u8> = assets.iter().flat_map(|(path, bytes)| [path.as_bytes(), bytes].concat()).collect();
    let folder = format!("assets/{}/", fingerprint(&all));

    let settings = site.checked.settings;
    let global = Global {
        site: SiteView {
            title: settings.title.as_str(),
            tagline: settings.tagline.as_str(),
            lang: settings.language.id(),
            exit_url: settings.exit_url.as_str(),
            feedback: settings
                .feedback
                .as_ref()
                .map(|feedback| Named { label: feedback.label.as_str(), url: feedback.url.as_str() }),
        },
        t: &theme.strings,
        assets: &folder,
        csp: CSP,
        search: Some(SearchFiles { index: &search.index, text: &search.text }),
        sporen_url: site.targets.get("sporen").map(|target| target.url.as_str()),
    };
    *tera.global_context() = Context::from_serialize(&global).map_err(failed)?;

    let renderer = Renderer { site, tera };
    let pages: Vec<(String, String)> =
        site.pages.par_iter().map(|page| Ok((page.file(), renderer.page(page)?))).collect::<crate::Result<_>>()?;
    let mut tree: Tree = pages.into_iter().collect();
    for (path, bytes) in assets.iter() {
        tree.insert(format!("{folder}{path}"), bytes);
    }
    Ok(tree)
}

struct Renderer<'s> {
    site: &'s Site<'s>,
    tera: Tera,
}

impl<'s> Renderer<'s> {
    /// One page as HTML.
    fn page(&self, page: &Page<'s>) -> crate::Result<String> {
        match page.content {
            Content::Home => self.fill(page, "home.html", &self.home()),
            Content::Modules => self.fill(page, "modules.html", &self.modules(page)),
            Content::Module(module) => self.fill(page, "module.html", &self.module(page, module)),
            Content::Meldcode => self.fill(page, "meldcode.html", &self.meldcode(page)),
            Content::Stage(stage) => self.fill(page, "step.html", &self.stage(page, stage)),
            Content::Weighing => self.fill(page, "weighing.html", &self.weighing(page)),
            Content::Guidance(_)
            | Content::Sector(_)
            | Content::Form(_)
            | Content::Organisation(_)
            | Content::Region(_) => self.fill(page, "record.html", &self.record(page)),
            Content::Register => self.fill(page, "entries.html", &self.register(page)),
            Content::Glossary => self.fill(page, "entries.html", &self.glossary(page)),
            Content::Timeline => self.fill(page, "entries.html", &self.timeline(page)),
            Content::Forms | Content::Organisations | Content::Registers => {
                self.fill(page, "list.html", &self.children(page))
            }
            Content::Regions => self.fill(page, "regions.html", &self.regions(page)),
            Content::Page(_) => self.fill(page, "article.html", &self.article(page)),
            Content::Sources => self.fill(page, "list.html", &self.sources(page)),
            Content::Source(source) => self.fill(page, "source.html", &self.source(page, source)),
            Content::Index => self.fill(page, "az.html", &self.index()),
            Content::Search => self.fill(page, "search.html", &()),
            Content::NotFound => self.fill(page, "not_found.html", &()),
            Content::Contact => self.fill(page, "contact.html", &self.contact(page)),
        }
    }

    fn fill(&self, page: &Page<'s>, template: &str, view: &impl Serialize) -> crate::Result<String> {
        let mut context = Context::from_serialize(&self.base(page)).map_err(failed)?;
        let own = serde_json::to_value(view).map_err(|error| Error::Template(error.to_string()))?;
        if own.is_object() {
            context.extend(Context::from_serialize(&own).map_err(failed)?);
        }
        self.tera.render(template, &context).map_err(failed)
    }

    fn base(&self, page: &Page<'s>) -> Base<'s> {
        let settings = self.site.checked.settings;
        let labels = &self.site.theme().labels;
        let nav = settings.navigation.iter().map(|item| {
            let url = item.path.as_str().trim_start_matches('/');
            let current = !url.is_empty() && page.url.starts_with(url);
            Nav { title: item.title.as_str(), url, current }
        });
        let canonical =
            settings.base_url.as_ref().map(|base| format!("{}/{}", base.as_str().trim_end_matches('/'), page.url));
        Base {
            root: page.root(),
            nav: nav.collect(),
            page: PageView {
                kind: page.kind(),
                url: self.site.targets.get(page.id).map_or("", |_| self.url_of(page)),
                title: page.title,
                description: page.summary,
                lang: settings.language.id(),
                breadcrumbs: page
                    .above
                    .iter()
                    .map(|above| Link { title: above.title, url: above.url.clone() })
                    .collect(),
                updated: page.updated.map(|date| Day { iso: date.to_string(), text: labels.date(date) }),
                canonical,
                noindex: matches!(page.content, Content::NotFound | Content::Search),
            },
            sources: self.cited(page.sources),
        }
    }

    /// Sources as a page cites them.
    fn cited(&self, citations: &'s [Citation]) -> Vec<Cited<'s>> {
        let records = &self.site.checked.sources.records.sources;
        let cited = citations.iter().filter_map(|citation| {
            let target = self.site.targets.get(citation.source.id.as_str())?;
            let date = records.iter().find(|entry| entry.id == citation.source.id)?.value.date.as_str();
            let section = citation.section.as_ref().map(|section| section.as_str());
            Some(Cited { title: target.title, url: target.url.clone(), section, date })
        });
        cited.collect()
    }

    /// The address of a page, living as long as the site.
    fn url_of(&self, page: &Page<'s>) -> &'s str {
        self.site.targets.get(page.id).map_or("", |target| target.url.as_str())
    }

    /// A text as HTML, its links as they must be written on `page`.
    fn html(&self, page: &Page<'_>, text: Markdown<'_>) -> String {
        text.html(&|link| self.site.link(page, link))
    }

    fn word(&self, key: &str) -> &'s str {
        self.site.theme().labels.words.get(key).map_or("", String::as_str)
    }
}

/// What a policy calls a text that stands in the page.
fn hash(text: &str) -> String {
    format!("'sha256-{}'", STANDARD.encode(Sha256::digest(text)))
}

fn failed(error: tera::Error) -> Error {
    Error::Template(error.to_string())
}
