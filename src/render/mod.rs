//! `render`: every page of the site as HTML, and its assets. Never reads the
//! disk, never names `index` or `export`.
//!
//! 1. templates are compiled once; a broken one names its line;
//! 2. each page becomes a view (`view`, `pages`): borrowed, typed;
//! 3. views are filled into templates in parallel, collected in order.

mod catalogue;
mod composer;
mod constants;
mod contact;
mod diagram;
mod linked;
mod meldcode;
mod pages;
mod reader;
mod records;
mod sections;
mod subjects;
mod training;
mod view;

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use rayon::prelude::*;
use serde::Serialize;
use sha2::{Digest, Sha256};
use tera::{Context, Tera};

use crate::Error;
use crate::check::CitizenPages;
use crate::citation;
use crate::load::DUTCH;
use crate::markdown::Markdown;
use crate::model::{Content, Page, SEARCH, Sheet, Site};
use crate::pack::Packs;
use crate::record::{Citation, Facet};
use crate::tree::{Tree, fingerprint};
use constants::Constants;
use view::{
    Alternate, Base, Cited, Day, Global, Link, Named, Nav, Nothing, PageView, Reference, SheetView, SiteView, Version,
};

/// What pages may load: nothing but their own site's scripts, style and index.
const CSP: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; \
                   connect-src 'self'; base-uri 'none'; form-action 'none'";

/// Renders every page and the assets they name.
pub(crate) fn render<'s>(site: &'s Site<'s>, theme: &Theme<'s>) -> crate::Result<Tree> {
    let page = |page: &Page<'s>| Ok((page.file(), theme.page(page)?));
    let pages: Vec<(String, String)> = site.pages.par_iter().map(page).collect::<crate::Result<_>>()?;
    // What stands at an address of before gives way to a page of today.
    let mut tree = Tree::default();
    for page in &site.pages {
        for url in page.former_urls() {
            tree.insert(format!("{url}index.html"), theme.moved(page)?);
        }
    }
    tree.extend(pages.into_iter().collect());
    tree.extend(theme.assets.clone());
    Ok(tree)
}

/// The theme of a site, its templates compiled.
pub(crate) struct Theme<'s> {
    /// Scripts, icons and style sheets.
    pub(crate) assets: Tree,
    renderers: BTreeMap<&'s str, Renderer<'s>>,
}

impl<'s> Theme<'s> {
    /// Compiles the templates.
    pub(crate) fn new(site: &'s Site<'s>, packs: &'s Packs<'s>) -> crate::Result<Self> {
        let theme = site.theme();
        let css = ("site.css", theme.css.as_bytes());
        let files: Vec<(&str, &[u8])> = theme.assets.iter().chain([css]).collect();
        let all: Vec<u8> = files.iter().flat_map(|(path, bytes)| [path.as_bytes(), bytes].concat()).collect();
        let folder = format!("assets/{}/", fingerprint(&all));
        let assets = files.into_iter().map(|(path, bytes)| (format!("{folder}{path}"), bytes)).collect();

        let renderer =
            |citizen: &'s CitizenPages<'s>| Ok((citizen.language, Renderer::new(site, citizen, &folder, packs)?));
        let renderers = site.checked.citizen.iter().map(renderer).collect::<crate::Result<_>>()?;
        Ok(Self { assets, renderers })
    }

    /// One page as HTML.
    pub(crate) fn page(&self, page: &Page<'s>) -> crate::Result<String> {
        self.renderer(page)?.page(page)
    }

    /// The list of training once more, with the site as a zip of so many bytes that
    /// stands in `file`: how large it is, is known when every page is there.
    pub(crate) fn offering(&self, site: &Site<'s>, file: &str, bytes: usize) -> crate::Result<Tree> {
        let lists = site.pages.iter().filter(|page| matches!(page.content, Content::Training));
        let offering = |page: &Page<'s>| {
            let renderer = self.renderer(page)?;
            Ok((page.file(), renderer.fill(page, "trainings.html", &renderer.trainings(page, Some((file, bytes))))?))
        };
        lists.map(offering).collect()
    }

    /// What stands at a former address of a page.
    pub(crate) fn moved(&self, page: &Page<'s>) -> crate::Result<String> {
        self.renderer(page)?.fill(page, "moved.html", &Nothing {})
    }

    fn renderer(&self, page: &Page<'s>) -> crate::Result<&Renderer<'s>> {
        let missing = || Error::Template(format!("there are no words for the language `{}`", page.language));
        self.renderers.get(page.language).ok_or_else(missing)
    }
}

/// What most pages need less than, in bytes: while a page grows it is not copied.
const ROOM: usize = 1 << 15;

/// The primary languages that are written from right to left.
const RIGHT_TO_LEFT: [&str; 8] = ["ar", "ckb", "dv", "fa", "he", "ps", "ug", "ur"];

/// Fills the templates in one language.
struct Renderer<'s> {
    site: &'s Site<'s>,
    citizen: &'s CitizenPages<'s>,
    packs: &'s Packs<'s>,
    tera: Tera,
    /// The words for the values of facets.
    values: BTreeMap<(Facet, &'static str), &'s str>,
    cards: Mutex<Cards<'s>>,
}

/// The cards of modules that were made, by the module and the length of the way to the
/// root that their links begin with.
type Cards<'s> = BTreeMap<(usize, &'s str), Arc<str>>;

impl<'s> Renderer<'s> {
    fn new(
        site: &'s Site<'s>,
        citizen: &'s CitizenPages<'s>,
        assets: &str,
        packs: &'s Packs<'s>,
    ) -> crate::Result<Self> {
        let settings = site.checked.settings;
        let feedback = settings.feedback.as_ref();
        let traces = site.find(citizen.language, "sporen").or_else(|| site.target("sporen"));
        let global = Global {
            site: SiteView {
                title: settings.title.as_str(),
                tagline: settings.tagline.as_str(),
                lang: citizen.language,
                exit_url: settings.exit_url.as_str(),
                feedback: feedback.map(|to| Named { label: to.label.as_str(), url: to.url.as_str() }),
            },
            t: &citizen.words.strings,
            assets,
            csp: CSP,
            search_files: SEARCH,
            sporen_url: traces.map(|target| target.url.as_str()),
        };
        let words = Constants::new(&global)?;
        let templates = site.theme().templates.iter().map(|(path, text)| {
            let name = path.strip_prefix("templates/").unwrap_or(path);
            Ok((name.to_owned(), words.put_into(text)?))
        });
        let mut tera = Tera::new();
        tera.add_raw_templates(templates.collect::<crate::Result<Vec<_>>>()?).map_err(failed)?;
        *tera.global_context() = Context::from_serialize(&global).map_err(failed)?;
        let values = catalogue::values(&citizen.words.labels);
        Ok(Self { site, citizen, packs, tera, values, cards: Mutex::default() })
    }

    /// One page as HTML.
    fn page(&self, page: &Page<'s>) -> crate::Result<String> {
        match page.content {
            Content::Home => self.fill(page, "home.html", &self.home()),
            Content::Modules | Content::Facet(..) => self.fill(page, "modules.html", &self.catalogue(page)?),
            Content::Scheme => self.fill(page, "scheme.html", &self.scheme(page)),
            Content::Comparison => self.fill(page, "comparison.html", &self.comparison(page)),
            Content::Module(module) => self.fill(page, "module.html", &self.module(page, module)),
            Content::Meldcode => self.fill(page, "meldcode.html", &self.meldcode(page)),
            Content::Stage(stage) => self.fill(page, "step.html", &self.stage(page, stage)),
            Content::Weighing => self.fill(page, "weighing.html", &self.weighing(page)),
            Content::Question(question) => self.fill(page, "question.html", &self.question(page, question)),
            Content::Ending(ending) => self.fill(page, "ending.html", &self.ending(page, ending)),
            Content::StepCard => self.fill(page, "card.html", &self.step_card(page)),
            Content::Guidance(_)
            | Content::Sector(_)
            | Content::Form(_)
            | Content::Organisation(_)
            | Content::Region(_) => self.fill(page, "record.html", &self.record(page)),
            Content::Training => self.fill(page, "trainings.html", &self.trainings(page, None)),
            Content::Course(course) => self.fill(page, "training.html", &self.training(page, course)),
            Content::CourseReader(course) => self.fill(page, "course_reader.html", &self.course_reader(page, course)),
            Content::Composer => self.fill(page, "composer.html", &self.composer()),
            Content::Workbook => self.fill(page, "workbook.html", &self.workbook(page)),
            Content::Exercise(exercise) => self.fill(page, "training.html", &self.training(page, exercise)),
            Content::Case(case) => self.fill(page, "training.html", &self.training(page, case)),
            Content::Quiz(quiz) => self.fill(page, "training.html", &self.training(page, quiz)),
            Content::Register => self.fill(page, "entries.html", &self.register(page)),
            Content::Glossary => self.fill(page, "entries.html", &self.glossary(page)),
            Content::Timeline => self.fill(page, "entries.html", &self.timeline(page)),
            Content::Forms | Content::Organisations | Content::Registers => {
                self.fill(page, "list.html", &self.children(page))
            }
            Content::Regions(texts) => self.fill(page, "regions.html", &self.regions(page, texts)),
            Content::Page(_) => self.fill(page, "article.html", &self.article(page)),
            Content::Sources => self.fill(page, "list.html", &self.sources(page)),
            Content::Source(source) => self.fill(page, "source.html", &self.source(page, source)),
            Content::Index => self.fill(page, "az.html", &self.index(page)),
            Content::Reader => self.fill(page, "reader.html", &self.reader(page)),
            Content::Data => self.fill(page, "data.html", &self.data()),
            Content::Search => self.fill(page, "search.html", &Nothing {}),
            Content::NotFound => self.fill(page, "not_found.html", &Nothing {}),
            Content::Contact(citizen) => self.fill(page, "contact.html", &self.contact(page, citizen)),
        }
    }

    fn fill(&self, page: &Page<'s>, template: &str, view: &impl Serialize) -> crate::Result<String> {
        let mut context = Context::from_serialize(&self.base(page)).map_err(failed)?;
        context.extend(Context::from_serialize(view).map_err(failed)?);
        let mut html = Vec::with_capacity(ROOM);
        self.tera.render_to(template, &context, &mut html).map_err(failed)?;
        // It stays until the end, and the rest of its room with it.
        html.shrink_to_fit();
        String::from_utf8(html).map_err(|error| Error::Template(error.to_string()))
    }

    /// A part of pages as HTML.
    fn part(&self, template: &str, view: &impl Serialize) -> crate::Result<String> {
        self.tera.render(template, &Context::from_serialize(view).map_err(failed)?).map_err(failed)
    }

    fn base(&self, page: &Page<'s>) -> Base<'_> {
        let settings = self.site.checked.settings;
        let versions = self.site.versions(page).filter(|version| version.language != page.language);
        let versions = versions.map(|version| Version {
            lang: version.language,
            name: self.word(&format!("language.{}", version.language)),
            url: self.url_of(version),
        });
        let primary = page.language.split('-').next().unwrap_or(page.language);
        let canonical =
            settings.base_url.as_ref().map(|base| format!("{}/{}", base.as_str().trim_end_matches('/'), page.url));
        Base {
            root: page.root(),
            nav: self.navigation(page),
            page: PageView {
                kind: page.kind(),
                url: page.url.clone(),
                title: page.title,
                sheet: self.sheet(page),
                description: page.summary,
                lang: page.language,
                dir: if RIGHT_TO_LEFT.contains(&primary) { "rtl" } else { "ltr" },
                versions: versions.collect(),
                alternates: self.alternates(page),
                breadcrumbs: page
                    .above
                    .iter()
                    .map(|above| Link { title: above.title, url: above.url.clone() })
                    .collect(),
                updated: page.updated.map(|date| self.day(date)),
                canonical,
                private: page.is_private(),
                noindex: matches!(page.content, Content::NotFound | Content::Search),
            },
            sources: self.cited(page.sources),
            linked: self.linked(page),
            reference: self.reference(page),
            terms: self.terms(page),
            also: self.also(page),
        }
    }

    fn sheet(&self, page: &Page<'s>) -> SheetView {
        let Sheet { number, count, .. } = page.sheet;
        let first = self.url_of(page);
        SheetView {
            number: number + 1,
            count,
            previous: number.checked_sub(1).map(|before| Sheet::url(first, before)),
            next: (number + 1 < count).then(|| Sheet::url(first, number + 1)),
        }
    }

    fn alternates(&self, page: &Page<'s>) -> Vec<Alternate<'s>> {
        let Some(base) = self.site.base() else { return Vec::new() };
        let versions: Vec<_> = self.site.versions(page).collect();
        if versions.len() < 2 {
            return Vec::new();
        }
        let alternate = |page: &&Page<'s>| Alternate { lang: page.language, url: format!("{base}/{}", page.url) };
        versions.iter().map(alternate).collect()
    }

    fn day(&self, date: jiff::civil::Date) -> Day {
        Day { iso: date.to_string(), text: self.citizen.words.labels.date(date) }
    }

    /// How the page is cited.
    fn reference(&self, page: &Page<'s>) -> Option<Reference> {
        let [bibtex, ris] = citation::files(page);
        citation::cite(self.site, page).map(|citation| Reference { text: citation.text, bibtex, ris })
    }

    /// The main navigation: that of the settings, or the pages of the language.
    fn navigation(&self, page: &Page<'s>) -> Vec<Nav<'s>> {
        if page.language != DUTCH {
            let own = self.site.pages.iter().filter(|other| other.language == page.language);
            return own
                .map(|other| Nav { title: other.title, url: self.url_of(other), current: other.id == page.id })
                .collect();
        }
        let items = self.site.checked.settings.navigation.iter().map(|item| {
            let url = item.path.as_str().trim_start_matches('/');
            let current = !url.is_empty() && page.url.starts_with(url);
            Nav { title: item.title.as_str(), url, current }
        });
        items.collect()
    }

    /// Sources as a page cites them.
    fn cited(&self, citations: &'s [Citation]) -> Vec<Cited<'s>> {
        let records = &self.site.checked.sources.records.sources;
        let cited = citations.iter().filter_map(|citation| {
            let target = self.site.target(citation.source.id.as_str())?;
            let date = records.iter().find(|entry| entry.id == citation.source.id)?.value.date.as_str();
            let section = citation.section.as_ref().map(|section| section.as_str());
            Some(Cited { title: target.title, url: target.url.clone(), section, date })
        });
        cited.collect()
    }

    /// The address of a page, living as long as the site.
    fn url_of(&self, page: &Page<'s>) -> &'s str {
        self.site.find(page.language, page.id).map_or("", |target| target.url.as_str())
    }

    /// A text as HTML, its links as they must be written on `page`.
    fn html(&self, page: &Page<'_>, text: Markdown<'_>) -> String {
        text.html(&|link| self.site.link(page, link))
    }

    fn word(&self, key: &str) -> &'s str {
        self.citizen.words.labels.words.get(key).map_or("", String::as_str)
    }
}

/// What a policy calls a text that stands in the page.
fn hash(text: &str) -> String {
    format!("'sha256-{}'", STANDARD.encode(Sha256::digest(text)))
}

fn failed(error: tera::Error) -> Error {
    Error::Template(error.to_string())
}
