//! The text of a chapter as HTML.

use std::collections::BTreeSet;
use std::fmt::Write;

use super::{Medium, too_many};
use crate::markdown::Markdown;
use crate::model::{Content, Page, Site};
use crate::outline::{Item, Section, SectionKind};
use crate::record::{Answer, Citation, Module, Outcome, Question, Source};

/// Writes chapters for a medium.
pub(super) struct Writer<'a, 'm> {
    pub(super) site: &'a Site<'a>,
    pub(super) medium: Medium<'m>,
    /// The ids of the chapters.
    pub(super) inside: BTreeSet<&'a str>,
    /// The ids of the sources that its last part lists.
    pub(super) sources: BTreeSet<&'a str>,
}

impl<'a> Writer<'a, '_> {
    /// The short records of a part, one after the other.
    pub(super) fn entries(&self, page: &Page<'a>) -> String {
        let level = self.medium.level(false);
        match page.content {
            Content::Glossary => page.sections.iter().map(|term| self.entry(page, term, level)).collect(),
            Content::Sources => self.listed(level),
            Content::Modules if too_many(self.site) => {
                let count = self.site.modules_count().to_string();
                paragraph(&plain(&self.string("/reader/too_many").replace("{n}", &count)))
            }
            _ => String::new(),
        }
    }

    /// A record without its title.
    pub(super) fn chapter(&self, page: &Page<'a>) -> String {
        format!("<p class=\"lead\">{}</p>\n{}", plain(page.summary), self.body(page, self.medium.level(true)))
    }

    /// The text of a record, its headings from `level`.
    pub(super) fn body(&self, page: &Page<'a>, level: u8) -> String {
        let mut html = String::new();
        if let Some(period) = page.period {
            html.push_str(&self.period(page, period));
        }
        match page.content {
            Content::Module(module) => {
                html.push_str(&self.facts(module));
                page.sections.iter().for_each(|section| html.push_str(&self.section(page, section, level)));
                html.push_str(&self.relations(page, module, level));
            }
            Content::Question(question) => {
                page.sections.iter().for_each(|section| html.push_str(&self.section(page, section, level)));
                html.push_str(&self.answers(question));
            }
            _ => {
                html.push_str(&self.session(page));
                page.sections.iter().for_each(|section| html.push_str(&self.section(page, section, level)));
            }
        }
        html.push_str(&self.cited(page.sources));
        html
    }

    /// A word of the templates.
    pub(super) fn string(&self, pointer: &str) -> &'a str {
        self.site.theme().words.string(pointer)
    }

    pub(super) fn word(&self, key: &str) -> &'a str {
        self.site.theme().words.labels.words.get(key).map_or("", String::as_str)
    }

    /// A text with its links as the medium writes them.
    pub(super) fn html(&self, text: Markdown<'_>) -> String {
        text.html(&|link| {
            let (id, anchor) = link.strip_prefix("id:")?.split_once('#').unwrap_or((&link[3..], ""));
            self.address(id, anchor)
        })
    }

    /// Where an id of the site stands.
    fn address(&self, id: &str, anchor: &str) -> Option<String> {
        let id = self.site.checked.sources.current(id);
        if self.inside.contains(id) {
            return Some(self.medium.place(id, anchor));
        }
        if self.sources.contains(id) {
            return Some(self.medium.place("bronnen", id));
        }
        let hash = if anchor.is_empty() { "" } else { "#" };
        self.medium.outside(&format!("{}{hash}{anchor}", self.site.target(id)?.url))
    }

    pub(super) fn id(&self, page: &str, anchor: &str) -> String {
        if anchor.is_empty() { String::new() } else { format!(" id=\"{}\"", self.medium.anchor(page, anchor)) }
    }

    /// Says that a text is a description of the past.
    fn period(&self, page: &Page<'a>, period: &str) -> String {
        let text = match page.content {
            Content::Module(_) => {
                format!("{}. {}", self.string("/module/period_title"), self.string("/module/period_text"))
            }
            _ => self.string("/record/period").to_owned(),
        };
        format!("<p><b>{}</b></p>\n", plain(&text.replace("{period}", period)))
    }

    fn section(&self, page: &Page<'a>, section: &Section<'a>, level: u8) -> String {
        let mut html = format!("<section{}>\n", self.id(page.id, &section.id));
        if !section.title.is_empty() {
            html.push_str(&heading(level, &plain(&section.title)));
        }
        let below = level + 1;
        let grouped = section.items.chunk_by(|a, b| a.group == b.group && a.year.is_none());
        match section.kind {
            SectionKind::Prose | SectionKind::Entry => {
                section.items.iter().for_each(|item| html.push_str(&self.block(item.text, level)));
            }
            SectionKind::List | SectionKind::Checklist | SectionKind::Do | SectionKind::Avoid => {
                html.push_str(&self.list(page, &section.items));
            }
            SectionKind::Grouped => {
                for items in grouped {
                    if let Some(title) = items[0].group {
                        html.push_str(&heading(below, &plain(title)));
                    }
                    html.push_str(&self.list(page, items));
                }
            }
            SectionKind::Programme => html.push_str(&self.programme(page, section, below)),
            SectionKind::Cards => html.push_str(&self.cards(section)),
            SectionKind::Quiz => html.push_str(&self.question(page, section)),
            SectionKind::Exceptions
            | SectionKind::Flow
            | SectionKind::Care
            | SectionKind::Roles
            | SectionKind::Answers => {
                for item in &section.items {
                    let id = self.id(page.id, &item.id);
                    let title = plain(item.group.unwrap_or_default());
                    let _ = write!(html, "<div{id}>\n{}", heading(below, &title));
                    if !item.notes.is_empty() {
                        let _ = writeln!(html, "<p class=\"small\">{}</p>", plain(&item.notes.join(". ")));
                    }
                    let _ = writeln!(html, "{}</div>", self.block(item.text, below));
                }
            }
            SectionKind::Since => {
                html.push_str("<dl>\n");
                for item in &section.items {
                    let source = item.source.map(|source| self.source(source.id.as_str())).unwrap_or_default();
                    let (year, text) = (item.year.unwrap_or_default(), self.html(item.text));
                    let id = self.id(page.id, &item.id);
                    let _ = write!(html, "<dt{id}>{year}</dt>\n<dd>{text} ({source})</dd>\n");
                }
                html.push_str("</dl>\n");
            }
            SectionKind::Balance => {
                for items in grouped {
                    html.push_str(&heading(below, &plain(items[0].group.unwrap_or_default())));
                    html.push_str(&self.sides(page, items));
                }
            }
        }
        html.push_str("</section>\n");
        html
    }

    /// The factors of a level, by side.
    fn sides(&self, page: &Page<'a>, items: &[Item<'a>]) -> String {
        let mut html = String::from("<dl>\n");
        for side in ["risk", "protective"] {
            let factors: Vec<String> = items
                .iter()
                .filter(|item| item.notes.contains(&side))
                .map(|item| format!("<dd{}>{}</dd>\n", self.id(page.id, &item.id), self.html(item.text)))
                .collect();
            if !factors.is_empty() {
                let _ = write!(html, "<dt>{}</dt>\n{}", self.string(&format!("/balance/{side}")), factors.concat());
            }
        }
        html.push_str("</dl>\n");
        html
    }

    fn list(&self, page: &Page<'a>, items: &[Item<'a>]) -> String {
        let items: String = items
            .iter()
            .map(|item| format!("<li{}>{}</li>\n", self.id(page.id, &item.id), self.html(item.text)))
            .collect();
        format!("<ul>\n{items}</ul>\n")
    }

    /// A text of its own; the headings in it step down to below `level`.
    pub(super) fn block(&self, text: Markdown<'_>, level: u8) -> String {
        match text {
            Markdown::Block(_) => {
                let mut html = self.html(text);
                for own in (2..=4_u8).rev() {
                    let below = (own - 1 + level).min(6);
                    html = html.replace(&format!("<h{own}>"), &format!("<h{below}>"));
                    html = html.replace(&format!("</h{own}>"), &format!("</h{below}>"));
                }
                html + "\n"
            }
            _ => paragraph(&self.html(text)),
        }
    }

    /// What a module is, in a few words.
    fn facts(&self, module: &Module) -> String {
        let words = |key: &str, ids: Vec<&str>| {
            ids.iter().map(|id| self.word(&format!("{key}.{id}"))).collect::<Vec<_>>().join(", ")
        };
        let steps: Vec<&str> = self
            .site
            .stages()
            .filter(|(_, stage)| module.steps.contains(&stage.number))
            .map(|(page, _)| page.title)
            .collect();
        let facts = [
            ("fact.bound", self.word(&format!("bound.{}.short", module.bound.id())).to_owned()),
            ("fact.function", self.word(&format!("function.{}", module.function.id())).to_owned()),
            ("fact.target_group", words("audience", module.target_group.tags.iter().map(|tag| tag.id()).collect())),
            ("fact.channels", words("means", module.setting.channels.iter().map(|means| means.id()).collect())),
            ("fact.places", words("venue", module.setting.places.iter().map(|venue| venue.id()).collect())),
            ("fact.chain", words("chain", module.chain.iter().map(|part| part.id()).collect())),
            ("fact.steps", steps.join("; ")),
        ];
        let facts: String = facts
            .iter()
            .filter(|(_, text)| !text.is_empty())
            .map(|(key, text)| format!("<dt>{}</dt>\n<dd>{}</dd>\n", self.word(key), plain(text)))
            .collect();
        format!("<dl class=\"facts\">\n{facts}</dl>\n")
    }

    /// The modules that a module names, and that name it.
    fn relations(&self, page: &Page<'a>, module: &Module, level: u8) -> String {
        let groups = [
            ("/module/follows", self.site.before(page.id).collect()),
            ("/module/leads_to", self.site.named(&module.leads_to)),
            ("/module/uses", self.site.named(&module.uses)),
            ("/module/used_by", self.site.users(page.id).collect()),
        ];
        let mut html = String::new();
        for (key, modules) in groups.iter().filter(|(_, modules)| !modules.is_empty()) {
            let links: Vec<String> = modules.iter().map(|(page, _)| self.link(page.id, page.title)).collect();
            let _ = write!(html, "<dt>{}</dt>\n<dd>{}</dd>\n", self.string(key), links.join(", "));
        }
        if html.is_empty() {
            return html;
        }
        format!("<section>\n{}<dl>\n{html}</dl>\n</section>\n", heading(level, self.string("/module/relations")))
    }

    /// What follows from each answer, and where that stands.
    fn answers(&self, question: &Question) -> String {
        let mut html = String::from("<dl>\n");
        for (key, Answer { text, outcome }) in [("/weighing/if_yes", &question.yes), ("/weighing/if_no", &question.no)]
        {
            let next = Question::id(question.number + 1);
            let to = if *outcome == Outcome::Volgende { next.as_str() } else { outcome.id() };
            let to = self.link(to, self.word(&format!("outcome.{}", outcome.id())));
            let text = self.html(Markdown::Inline(text.as_str()));
            let _ = write!(html, "<dt>{}: {to}</dt>\n<dd>{text}</dd>\n", self.string(key));
        }
        html.push_str("</dl>\n");
        html
    }

    /// A term with its other names and its sources.
    fn entry(&self, page: &Page<'a>, section: &Section<'a>, level: u8) -> String {
        let id = self.id(page.id, &section.id);
        let mut html = format!("<section class=\"entry\"{id}>\n{}", heading(level, &plain(&section.title)));
        if !section.aliases.is_empty() {
            let aliases = plain(&section.aliases.join(", "));
            let _ = writeln!(html, "<p class=\"small\">{} {aliases}</p>", self.string("/entries/aliases"));
        }
        section.items.iter().for_each(|item| html.push_str(&paragraph(&self.html(item.text))));
        html.push_str(&self.cited(section.citations));
        html.push_str("</section>\n");
        html
    }

    /// Where a text comes from.
    pub(super) fn cited(&self, citations: &[Citation]) -> String {
        let sources: Vec<String> = citations
            .iter()
            .map(|citation| {
                let section = citation.section.as_ref();
                let section = section.map(|section| format!(", {}", plain(section.as_str()))).unwrap_or_default();
                format!("{}{section}", self.source(citation.source.id.as_str()))
            })
            .collect();
        if sources.is_empty() {
            return String::new();
        }
        format!("<p class=\"source\">{} {}</p>\n", self.string("/entries/source"), sources.join("; "))
    }

    fn source(&self, id: &str) -> String {
        self.site.target(id).map_or(String::new(), |target| self.link(id, target.title))
    }

    pub(super) fn link(&self, id: &str, title: &str) -> String {
        match self.address(id, "") {
            Some(address) => format!("<a href=\"{}\">{}</a>", plain(&address), plain(title)),
            None => plain(title),
        }
    }

    /// The sources, each with what is needed to find it.
    pub(super) fn listed(&self, level: u8) -> String {
        let mut html = String::new();
        let sources = self.site.checked.sources.records.sources.iter();
        for entry in sources.filter(|entry| self.sources.contains(entry.id.as_str())) {
            let Source { title, author, publisher, date, url, .. } = &entry.value;
            let id = self.id("bronnen", &entry.id);
            let publisher = publisher.as_ref().filter(|publisher| *publisher != author);
            let publisher = publisher.map(|publisher| format!(", {publisher}")).unwrap_or_default();
            let _ = write!(html, "<section class=\"entry\"{id}>\n{}", heading(level, &plain(title.as_str())));
            html.push_str(&paragraph(&plain(&format!("{author}{publisher}, {date}"))));
            if let Some(url) = url {
                let url = plain(url.as_str());
                html.push_str(&paragraph(&format!("<a rel=\"noreferrer\" href=\"{url}\">{url}</a>")));
            }
            html.push_str("</section>\n");
        }
        html
    }
}

pub(super) fn plain(text: &str) -> String {
    Markdown::Plain(text).html(&|_| None)
}

pub(super) fn paragraph(html: &str) -> String {
    format!("<p>{html}</p>\n")
}

pub(super) fn heading(level: u8, html: &str) -> String {
    format!("<h{level}>{html}</h{level}>\n")
}
