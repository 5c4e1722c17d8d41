//! `model`: which pages there are and how they hang together. Cannot fail: what
//! it relies on, `check` has guaranteed.
//!
//! The site is a flat list of pages in the order of the site. Each knows its
//! address, its sections and its breadcrumbs; relations are kept as positions in
//! that list, both ways.

mod relations;
pub(crate) mod sheet;
mod subjects;

use std::collections::BTreeMap;

use jiff::civil::Date;
use rayon::prelude::*;

use crate::check::{BUILT_IN, Checked, CitizenPages};
use crate::fold::fold;
use crate::load::{DUTCH, Theme};
use crate::outline::{Outlined, Section};
use crate::record::{
    Case, Citation, Contact, Course, Ending, Entry, Exercise, Facet, Form, Guidance, Kind, Line, Module, Organisation,
    Page as FreePage, Question, Quiz, Record, Records, Region, RegionPage, Register, Sector, Source, Stage,
};

use relations::Relations;
pub use sheet::Sheet;
pub use subjects::Subjects;

/// A site, ready to be rendered, indexed and exported.
#[derive(Debug)]
pub struct Site<'a> {
    /// What it was made from.
    pub checked: &'a Checked<'a>,
    /// Every page, in the order of the site.
    pub pages: Vec<Page<'a>>,
    /// The address and title of everything that links can name, by language and
    /// id.
    pub targets: BTreeMap<&'a str, BTreeMap<&'a str, Target<'a>>>,
    /// What the pages of records are about, by id.
    pub subjects: BTreeMap<&'a str, Subjects>,
    /// Contacts in the order of the contact page.
    pub contacts: Vec<&'a Entry<Contact>>,
    /// Questions of the afwegingskader in their order.
    pub questions: Vec<&'a Entry<Question>>,
    relations: Relations<'a>,
}

/// What a link leads to.
#[derive(Clone, Debug)]
pub struct Target<'a> {
    /// Address relative to the root of the site, without leading slash.
    pub url: String,
    /// The title.
    pub title: &'a str,
}

/// A page.
#[derive(Debug)]
pub struct Page<'a> {
    /// Its record, or the name of a page that the generator makes.
    pub id: &'a str,
    /// Its language, as a BCP 47 tag.
    pub language: &'a str,
    /// Address relative to the root of the site, without leading slash; the home
    /// page has the empty one.
    pub url: String,
    /// The title.
    pub title: &'a str,
    /// What it is, in one sentence.
    pub summary: &'a str,
    /// Other names.
    pub aliases: &'a [Line],
    /// Ids that its record had before.
    pub former: &'a [Line],
    /// The day of its last change.
    pub updated: Option<Date>,
    /// The time it describes, where that is the past.
    pub period: Option<&'a str>,
    /// Where its facts come from.
    pub sources: &'a [Citation],
    /// The pages above it, from the top.
    pub above: Vec<Target<'a>>,
    /// Its text.
    pub sections: Vec<Section<'a>>,
    /// The part of its list that it shows, where it has one.
    pub sheet: Sheet,
    /// What kind of page it is.
    pub content: Content<'a>,
}

/// What a page shows besides its sections.
#[derive(Clone, Copy, Debug)]
pub enum Content<'a> {
    /// The doors.
    Home,
    /// The catalogue.
    Modules,
    /// The modules that have a value of a facet.
    Facet(Facet, &'static str),
    /// The modules as figures.
    Scheme,
    /// The modules side by side.
    Comparison,
    /// A module.
    Module(&'a Module),
    /// The five steps.
    Meldcode,
    /// A step.
    Stage(&'a Stage),
    /// The afwegingskader.
    Weighing,
    /// A question of the afwegingskader.
    Question(&'a Question),
    /// A way in which the afwegingskader ends.
    Ending(&'a Ending),
    /// The five steps on one sheet of paper.
    StepCard,
    /// Guidance for steps.
    Guidance(&'a Guidance),
    /// A sector of the meldcode.
    Sector(&'a Sector),
    /// The list of forms of violence.
    Forms,
    /// A form of violence.
    Form(&'a Form),
    /// The list of organisations.
    Organisations,
    /// An organisation.
    Organisation(&'a Organisation),
    /// The list of registers.
    Registers,
    /// The instruments of one sort.
    Register,
    /// The terms.
    Glossary,
    /// The events.
    Timeline,
    /// The list of training.
    Training,
    /// A course.
    Course(&'a Course),
    /// A course with all that it makes use of as one document. It has the id of the
    /// course, but links lead to the course itself.
    CourseReader(&'a Course),
    /// Where one puts a course together.
    Composer,
    /// What a course is put together from as one document.
    Workbook,
    /// An exercise.
    Exercise(&'a Exercise),
    /// A case.
    Case(&'a Case),
    /// A self-test.
    Quiz(&'a Quiz),
    /// The list of municipalities.
    Regions(&'a RegionPage),
    /// A region.
    Region(&'a Region),
    /// Where to report.
    Contact(&'a CitizenPages<'a>),
    /// The list of sources.
    Sources,
    /// A source.
    Source(&'a Source),
    /// A free page.
    Page(&'a FreePage),
    /// Everything by name.
    Index,
    /// The catalogue, the meldcode and the terms as one document.
    Reader,
    /// The site as data.
    Data,
    /// The search page.
    Search,
    /// What is shown for an address without a page.
    NotFound,
}

/// The file that says where the files of the search are, and what its client says. The
/// names change with every word of the site; pages name this one alone, and do not.
pub(crate) const SEARCH: &str = "search.json";

impl Page<'_> {
    /// The file of the page in the output folder.
    pub fn file(&self) -> String {
        match self.content {
            Content::NotFound => "404.html".to_owned(),
            _ => format!("{}index.html", self.url),
        }
    }

    /// What stands before an address of the site on this page: `../../`.
    pub fn root(&self) -> String {
        match self.content {
            // Shown under any address, so it cannot be relative.
            Content::NotFound => "/".to_owned(),
            _ if self.url.is_empty() => "./".to_owned(),
            _ => "../".repeat(self.url.matches('/').count()),
        }
    }

    /// The word for the kind of page in labels, class names and search results.
    pub fn kind(&self) -> &'static str {
        match self.content {
            Content::Module(_) => Kind::Module.id(),
            Content::Stage(_) => Kind::Stage.id(),
            Content::Question(_) => Kind::Question.id(),
            Content::Ending(_) => Kind::Ending.id(),
            Content::Weighing | Content::Guidance(_) => Kind::Guidance.id(),
            Content::Sector(_) => Kind::Sector.id(),
            Content::Form(_) => Kind::Form.id(),
            Content::Organisation(_) => Kind::Organisation.id(),
            Content::Register => Kind::Register.id(),
            Content::Glossary => Kind::Glossary.id(),
            Content::Timeline => Kind::Timeline.id(),
            Content::Course(_) => Kind::Course.id(),
            Content::Exercise(_) => Kind::Exercise.id(),
            Content::Case(_) => Kind::Case.id(),
            Content::Quiz(_) => Kind::Quiz.id(),
            Content::Region(_) => Kind::Region.id(),
            Content::Contact(_) => Kind::Contact.id(),
            Content::Source(_) => Kind::Source.id(),
            _ => Kind::Page.id(),
        }
    }

    /// For whom it is, as a word for labels and search results.
    pub fn audience(&self) -> &'static str {
        match self.content {
            _ if self.is_private() => "everyone",
            _ if self.is_training() => "trainer",
            Content::Forms | Content::Form(_) | Content::Page(_) | Content::Glossary => "everyone",
            _ => "professional",
        }
    }

    /// Whether it is a citizen page: nobody keeps a copy, and a link from it adds
    /// no row to the visitor's history.
    pub fn is_private(&self) -> bool {
        matches!(self.content, Content::Contact(_) | Content::Regions(_) | Content::Region(_)) || self.id == "sporen"
    }

    /// Whether it is a course or what a course is made of.
    pub fn is_training(&self) -> bool {
        matches!(self.content, Content::Course(_) | Content::Exercise(_) | Content::Case(_) | Content::Quiz(_))
    }

    /// The addresses that it had before: that of today with a former id at its end.
    pub fn former_urls(&self) -> impl Iterator<Item = String> {
        let folder = self.url.trim_end_matches('/').rsplit_once('/').map_or("", |(folder, _)| folder);
        let slash = if folder.is_empty() { "" } else { "/" };
        self.former.iter().map(move |id| format!("{folder}{slash}{id}/"))
    }

    /// Whether search and A-Z show the page.
    pub fn is_found(&self) -> bool {
        self.language == DUTCH
            && self.sheet.number == 0
            && !matches!(
                self.content,
                Content::Home
                    | Content::Facet(..)
                    | Content::CourseReader(_)
                    | Content::Index
                    | Content::Search
                    | Content::NotFound
            )
    }
}

/// How many contacts stand before any situation.
const URGENT: usize = 2;

/// Lays out the site.
pub fn model<'a>(checked: &'a Checked<'a>) -> Site<'a> {
    let theme = &checked.sources.theme;
    let records = &checked.sources.records;
    let mut modules: Vec<&Entry<Module>> = records.modules.iter().collect();
    modules.sort_by_key(|entry| section_number(entry.value.number.as_str()));
    let mut stages: Vec<&Entry<Stage>> = records.stages.iter().collect();
    stages.sort_by_key(|entry| entry.value.number);
    let mut questions: Vec<&Entry<Question>> = records.questions.iter().collect();
    questions.sort_by_key(|entry| entry.value.number);
    let mut contacts: Vec<&Entry<Contact>> = records.contacts.iter().collect();
    contacts.sort_by_key(|entry| (entry.value.order, entry.id.as_str()));

    let made = |id: &'static str, content: Content<'a>| made(theme, id, content);
    let mut terms: Vec<Section<'a>> = records.glossaries.iter().flat_map(|entry| entry.value.outline(theme)).collect();
    terms.sort_by_cached_key(|term| fold(&term.title));
    let events = records.timelines.iter().flat_map(|entry| entry.value.outline(theme)).collect();
    // The pages of records, one folder after the other.
    let stages = stages.into_iter().map(|entry| of(entry, theme, Content::Stage(&entry.value)));
    let weighing = weighing(records, &questions, theme);
    let guidance = records.guidance.iter().map(|entry| of(entry, theme, Content::Guidance(&entry.value)));
    let sectors = records.sectors.iter().map(|entry| of(entry, theme, Content::Sector(&entry.value)));
    let free = records.pages.iter().map(|entry| Page {
        url: entry.value.path.as_str().trim_start_matches('/').to_owned(),
        ..of(entry, theme, Content::Page(&entry.value))
    });

    let mut pages = vec![made("home", Content::Home)];
    let dutch = &checked.citizen[0];
    pages.push(contact_page(dutch, theme));
    let mut folder = |head: Page<'a>, below: Vec<Page<'a>>| {
        let above = [Target { url: head.url.clone(), title: head.title }];
        let below = below.into_iter().map(|page| Page {
            url: if page.url.is_empty() { format!("{}{}/", head.url, page.id) } else { page.url },
            above: above.iter().cloned().chain(page.above).collect(),
            ..page
        });
        let below: Vec<Page<'a>> = below.collect();
        pages.push(head);
        pages.extend(below);
    };
    let each = |entry: &'a Entry<Region>| of(entry, theme, Content::Region(&entry.value));
    folder(region_page(dutch, theme), records.regions.iter().map(each).collect());
    // Of these there may be many.
    let each = |entry: &&'a Entry<Module>| of(entry, theme, Content::Module(&entry.value));
    let each: Vec<Page<'a>> = modules.par_iter().map(each).collect();
    let figures = [made("schema", Content::Scheme), made("vergelijken", Content::Comparison)];
    let facets = facet_pages(theme, &modules);
    let modules = each.into_iter().chain(figures).chain(facets).collect();
    folder(made("modules", Content::Modules), modules);
    let updated = records.stages.iter().map(|entry| entry.value.updated).max();
    let card = std::iter::once(Page { updated, ..made("stappenkaart", Content::StepCard) });
    let meldcode = stages.chain(weighing).chain(guidance).chain(card).chain(sectors).collect();
    folder(made("meldcode", Content::Meldcode), meldcode);
    let each = |entry: &'a Entry<Form>| of(entry, theme, Content::Form(&entry.value));
    folder(made("vormen", Content::Forms), records.forms.iter().map(each).collect());
    let each = |entry: &'a Entry<Organisation>| of(entry, theme, Content::Organisation(&entry.value));
    folder(made("organisaties", Content::Organisations), records.organisations.iter().map(each).collect());
    let each = |entry: &'a Entry<Register>| of(entry, theme, Content::Register);
    folder(made("instrumenten", Content::Registers), records.registers.iter().map(each).collect());
    let changed = records.glossaries.iter().map(|entry| entry.value.updated).max();
    folder(Page { sections: terms, updated: changed, ..made("begrippen", Content::Glossary) }, Vec::new());
    let changed = records.timelines.iter().map(|entry| entry.value.updated).max();
    folder(Page { sections: events, updated: changed, ..made("tijdlijn", Content::Timeline) }, Vec::new());
    let courses = records.courses.iter().map(|entry| of(entry, theme, Content::Course(&entry.value)));
    let exercises = records.exercises.iter().map(|entry| of(entry, theme, Content::Exercise(&entry.value)));
    let cases = records.cases.iter().map(|entry| of(entry, theme, Content::Case(&entry.value)));
    let quizzes = records.quizzes.iter().map(|entry| of(entry, theme, Content::Quiz(&entry.value)));
    let readers = records.courses.iter().map(|entry| course_reader(entry, theme));
    let own = [made("samenstellen", Content::Composer), made("lezen-training", Content::Workbook)];
    let trainings = courses.chain(exercises).chain(cases).chain(quizzes).chain(readers).chain(own);
    folder(made("training", Content::Training), trainings.collect());
    let each = |entry: &'a Entry<Source>| of(entry, theme, Content::Source(&entry.value));
    folder(made("bronnen", Content::Sources), records.sources.iter().map(each).collect());
    pages.extend(free);
    pages.push(made("lezen", Content::Reader));
    pages.push(made("data", Content::Data));
    pages.push(made("a-z", Content::Index));
    pages.push(made("zoeken", Content::Search));
    for citizen in &checked.citizen[1..] {
        pages.push(contact_page(citizen, theme));
        pages.push(region_page(citizen, theme));
        pages.extend(citizen.pages.iter().map(|entry| Page {
            language: citizen.language,
            url: format!("{}{}", folder_of(citizen), entry.value.path.as_str().trim_start_matches('/')),
            ..of(entry, theme, Content::Page(&entry.value))
        }));
    }
    pages.push(made("404", Content::NotFound));

    let modules: Vec<&Module> = records.modules.iter().map(|entry| &entry.value).collect();
    let pages = sheet::sheets(pages, &modules);
    let mut targets: BTreeMap<&str, BTreeMap<&str, Target<'_>>> = BTreeMap::new();
    for page in pages.iter().filter(|page| page.sheet.number == 0) {
        let target = Target { url: page.url.clone(), title: page.title };
        let of_language = targets.entry(page.language).or_default();
        of_language.extend(page.former.iter().map(|id| (id.as_str(), target.clone())));
        of_language.entry(page.id).or_insert(target);
    }
    let dutch = targets.entry(DUTCH).or_default();
    for entry in &contacts {
        let target = Target { url: "contact/".to_owned(), title: entry.value.title.as_str() };
        dutch.extend(entry.value.former.iter().map(|id| (id.as_str(), target.clone())));
        dutch.insert(&entry.id, target);
    }
    let subjects = subjects::subjects(&pages);
    let relations = Relations::of(&pages);
    Site { checked, pages, targets, subjects, contacts, questions, relations }
}

impl<'a> Site<'a> {
    /// The theme.
    pub fn theme(&self) -> &'a Theme {
        &self.checked.sources.theme
    }

    /// Where the site is published, without the slash at the end.
    pub fn base(&self) -> Option<&'a str> {
        self.checked.settings.base_url.as_ref().map(|base| base.as_str().trim_end_matches('/'))
    }

    /// The day of the newest change of a record.
    pub fn newest(&self) -> Option<Date> {
        self.checked.sources.records.iter().map(|(.., record)| record.head().updated).max()
    }

    /// The contacts that stand before any situation: whom to call at once.
    pub fn urgent(&self) -> &[&'a Entry<Contact>] {
        &self.contacts[..self.contacts.len().min(URGENT)]
    }

    /// The address that a link within the site leads to, as written on `page`.
    pub fn link(&self, page: &Page<'_>, link: &str) -> Option<String> {
        let (id, anchor) = link.strip_prefix("id:")?.split_once('#').unwrap_or((&link[3..], ""));
        let target = self.find(page.language, id).or_else(|| self.target(id))?;
        let hash = if anchor.is_empty() { "" } else { "#" };
        Some(format!("{}{}{hash}{anchor}", page.root(), target.url))
    }

    /// What the programme of a course makes use of, each page once, in the order of
    /// the programme.
    pub fn used(&self, course: &Course) -> Vec<&Page<'a>> {
        let mut used: Vec<&Page<'a>> = Vec::new();
        for to in course.programme.iter().flat_map(|part| &part.uses) {
            if !used.iter().any(|page| page.id == to.id) {
                used.extend(self.page(&to.id));
            }
        }
        used
    }

    /// What an id leads to in Dutch.
    pub fn target(&self, id: &str) -> Option<&Target<'a>> {
        self.find(DUTCH, id)
    }

    /// What an id leads to in a language.
    pub fn find(&self, language: &str, id: &str) -> Option<&Target<'a>> {
        self.targets.get(language)?.get(id)
    }
}

/// The afwegingskader: its page, and below it a page for each question and each
/// ending.
fn weighing<'a>(
    records: &'a Records,
    questions: &[&'a Entry<Question>],
    theme: &'a Theme,
) -> impl Iterator<Item = Page<'a>> {
    let head = made(theme, "afwegingskader", Content::Weighing);
    let above = Target { url: head.url.clone(), title: head.title };
    let questions = questions.iter().map(|entry| of(entry, theme, Content::Question(&entry.value)));
    let endings = records.endings.iter().map(|entry| of(entry, theme, Content::Ending(&entry.value)));
    let below = questions.chain(endings).map(|page| Page {
        url: format!("{}{}/", above.url, page.id),
        above: vec![above.clone()],
        ..page
    });
    std::iter::once(head).chain(below.collect::<Vec<_>>())
}

/// A page that the generator makes, with its words from the theme.
fn made<'a>(theme: &'a Theme, id: &'static str, content: Content<'a>) -> Page<'a> {
    let word = |part: &str| theme.words.labels.words.get(&format!("page.{id}.{part}")).map_or(id, String::as_str);
    let url = BUILT_IN.iter().find(|(name, _)| *name == id).map_or("", |(_, url)| url);
    Page {
        id,
        language: DUTCH,
        url: url.to_owned(),
        title: word("title"),
        summary: word("summary"),
        aliases: &[],
        former: &[],
        updated: None,
        period: None,
        sources: &[],
        above: Vec::new(),
        sections: Vec::new(),
        sheet: Sheet::ONLY,
        content,
    }
}

/// A page for each value of a facet that a module has. Its words in the theme are
/// `facet.FACET.VALUE`, which is also its id, and `facet.FACET.summary`.
fn facet_pages<'a>(theme: &'a Theme, modules: &[&'a Entry<Module>]) -> Vec<Page<'a>> {
    let words = &theme.words.labels.words;
    let of = |facet: Facet| {
        let has = move |value: &&str| modules.iter().any(|entry| facet.of(&entry.value).contains(value));
        facet.values().into_iter().filter(has).map(move |value| {
            let title = words.get_key_value(&format!("facet.{}.{value}", facet.id()));
            let (id, title) = title.map_or((value, value), |(key, word)| (key.as_str(), word.as_str()));
            Page {
                id,
                url: format!("modules/{}/", facet.path(value)),
                title,
                summary: words.get(&format!("facet.{}.summary", facet.id())).map_or(title, String::as_str),
                ..made(theme, "modules", Content::Facet(facet, value))
            }
        })
    };
    Facet::ALL.iter().flat_map(|facet| of(*facet)).collect()
}

/// The folder of a language; Dutch stands at the root.
fn folder_of(citizen: &CitizenPages<'_>) -> String {
    if citizen.language == DUTCH { String::new() } else { format!("{}/", citizen.language) }
}

fn contact_page<'a>(citizen: &'a CitizenPages<'a>, theme: &'a Theme) -> Page<'a> {
    let texts = citizen.contact;
    Page {
        id: "contact",
        language: citizen.language,
        url: format!("{}contact/", folder_of(citizen)),
        title: texts.title.as_str(),
        summary: texts.summary.as_str(),
        aliases: &[],
        former: &[],
        updated: Some(texts.updated),
        period: None,
        sources: &texts.sources,
        above: Vec::new(),
        sections: texts.outline(theme),
        sheet: Sheet::ONLY,
        content: Content::Contact(citizen),
    }
}

fn region_page<'a>(citizen: &'a CitizenPages<'a>, theme: &'a Theme) -> Page<'a> {
    let texts = citizen.region;
    Page {
        id: "regio",
        language: citizen.language,
        url: format!("{}regio/", folder_of(citizen)),
        title: texts.title.as_str(),
        summary: texts.summary.as_str(),
        aliases: &[],
        former: &[],
        updated: Some(texts.updated),
        period: None,
        sources: &texts.sources,
        above: Vec::new(),
        sections: texts.outline(theme),
        sheet: Sheet::ONLY,
        content: Content::Regions(texts),
    }
}

/// The page below that of a course with all of its texts.
fn course_reader<'a>(entry: &'a Entry<Course>, theme: &'a Theme) -> Page<'a> {
    let course = of(entry, theme, Content::CourseReader(&entry.value));
    let training = made(theme, "training", Content::Training);
    let above = Target { url: format!("{}{}/", training.url, course.id), title: course.title };
    Page {
        url: format!("{}lezen/", above.url),
        aliases: &[],
        updated: None,
        sources: &[],
        above: vec![above],
        sections: Vec::new(),
        ..course
    }
}

/// The page of a record; its address follows from the folder it is put in.
fn of<'a, T: Record + Outlined>(entry: &'a Entry<T>, theme: &'a Theme, content: Content<'a>) -> Page<'a> {
    let head = entry.value.head();
    Page {
        id: &entry.id,
        language: DUTCH,
        url: String::new(),
        title: head.title,
        summary: head.summary,
        aliases: head.aliases,
        former: head.former,
        updated: Some(head.updated),
        period: head.period,
        sources: head.sources,
        above: Vec::new(),
        sections: entry.value.outline(theme),
        sheet: Sheet::ONLY,
        content,
    }
}

/// "4.10" comes after "4.9".
fn section_number(number: &str) -> Vec<u32> {
    number.split('.').map(|part| part.parse().unwrap_or(u32::MAX)).collect()
}
