//! Views of the records that share a page form: titled sections, or many short
//! entries on one page.

use std::collections::BTreeMap;

use serde::Serialize;

use super::Renderer;
use super::view::{Anchor, Cited, Fact, Link, SectionView};
use crate::fold::fold;
use crate::markdown::Markdown;
use crate::model::{Content, Page};
use crate::outline::Section;
use crate::record::{Chain, Region, RegionPage, Stage};

#[derive(Serialize)]
pub(super) struct RecordView<'a> {
    eyebrow: &'a str,
    lead: &'a str,
    period: Option<&'a str>,
    facts: Vec<Fact<'a>>,
    toc: Vec<Anchor<'a>>,
    sections: Vec<SectionView<'a>>,
    related: Vec<Related<'a>>,
}

#[derive(Serialize)]
struct Related<'a> {
    title: &'a str,
    items: Vec<Link<'a>>,
}

#[derive(Serialize)]
pub(super) struct Entries<'a> {
    lead: &'a str,
    options: Vec<Choice<'a>>,
    letters: Vec<Letter>,
    groups: Vec<EntryGroup<'a>>,
}

#[derive(Serialize)]
struct Choice<'a> {
    id: &'a str,
    title: &'a str,
    count: usize,
}

#[derive(Serialize)]
struct Letter {
    letter: String,
}

#[derive(Serialize)]
struct EntryGroup<'a> {
    id: String,
    title: String,
    items: Vec<EntryView<'a>>,
}

#[derive(Serialize)]
struct EntryView<'a> {
    id: &'a str,
    title: &'a str,
    meta: Option<&'a str>,
    aliases: String,
    tags: String,
    paragraphs: Vec<String>,
    sources: Vec<Cited<'a>>,
}

#[derive(Serialize)]
pub(super) struct Regions<'a> {
    lead: &'a str,
    intro_html: String,
    html: String,
    letters: Vec<PlaceLetter<'a>>,
    regions: Vec<Link<'a>>,
}

#[derive(Serialize)]
struct PlaceLetter<'a> {
    letter: String,
    items: Vec<Place<'a>>,
}

#[derive(Serialize)]
struct Place<'a> {
    name: &'a str,
    region: &'a str,
    url: &'a str,
}

impl<'s> Renderer<'s> {
    /// A record as titled sections, with what is related to it.
    pub(super) fn record<'p>(&'p self, page: &'p Page<'s>) -> RecordView<'p> {
        let mut toc = self.contents(page);
        if toc.len() < 3 {
            toc.clear();
        }
        RecordView {
            eyebrow: self.word(&format!("kind.{}", page.kind())),
            lead: page.summary,
            period: page.period,
            facts: self.facts(page),
            toc,
            sections: self.sections(page),
            related: self.related(page),
        }
    }

    fn facts(&self, page: &Page<'s>) -> Vec<Fact<'s>> {
        let plain = |text: &str| Markdown::Plain(text).html(&|_| None);
        match page.content {
            Content::Organisation(organisation) => {
                let chain: Vec<&str> = organisation.chain.iter().map(|part| self.chain(*part)).collect();
                let mut facts = vec![Fact { label: self.word("fact.chain"), html: chain.join(", ") }];
                let contact = organisation.contact.as_ref().and_then(|to| self.site.target(&to.id));
                facts.extend(contact.map(|target| Fact {
                    label: self.word("fact.contact"),
                    html: format!("<a href=\"{}{}\">{}</a>", page.root(), target.url, plain(target.title)),
                }));
                facts
            }
            Content::Region(region) => self.region(region),
            _ if page.aliases.is_empty() => Vec::new(),
            Content::Form(_) => {
                let names: Vec<String> = page.aliases.iter().map(|alias| plain(alias.as_str())).collect();
                vec![Fact { label: self.word("fact.aliases"), html: names.join(", ") }]
            }
            _ => Vec::new(),
        }
    }

    fn region(&self, region: &'s Region) -> Vec<Fact<'s>> {
        let mut facts =
            vec![Fact { label: self.word("fact.phone"), html: "<a href=\"tel:08002000\">0800-2000</a>".to_owned() }];
        if let Some(site) = &region.site {
            let url = Markdown::Plain(site.as_str()).html(&|_| None);
            facts.push(Fact {
                label: self.word("fact.site"),
                html: format!("<a rel=\"noreferrer\" href=\"{url}\">{url}</a>"),
            });
        }
        facts.push(Fact { label: self.word("fact.checked"), html: self.citizen.words.labels.date(region.checked.on) });
        facts
    }

    fn chain(&self, part: Chain) -> &'s str {
        self.word(&format!("chain.{}", part.id()))
    }

    /// Records that the page names, and that name it by its subject.
    fn related<'p>(&'p self, page: &'p Page<'s>) -> Vec<Related<'p>> {
        let (modules, steps): (Vec<&str>, &[u8]) = match page.content {
            Content::Form(form) => (form.modules.iter().map(|to| to.id.as_str()).collect(), &form.steps),
            Content::Organisation(organisation) => {
                (organisation.modules.iter().map(|to| to.id.as_str()).collect(), &[])
            }
            Content::Guidance(guidance) => (Vec::new(), &guidance.steps),
            _ => (Vec::new(), &[]),
        };
        let stages: Vec<String> = steps.iter().map(|number| Stage::id(*number)).collect();
        let pages = |ids: &[&str]| -> Vec<Link<'p>> {
            self.site
                .pages_of(ids.iter().copied())
                .into_iter()
                .map(|page| Link { title: page.title, url: page.url.clone() })
                .collect()
        };
        let siblings: Vec<&str> = match page.content {
            Content::Sector(_) => self
                .site
                .pages
                .iter()
                .filter(|other| matches!(other.content, Content::Sector(_)) && other.id != page.id)
                .map(|other| other.id)
                .collect(),
            _ => Vec::new(),
        };
        let stages: Vec<&str> = stages.iter().map(String::as_str).collect();
        let groups = [
            ("related.modules", pages(&modules)),
            ("related.steps", pages(&stages)),
            ("related.sectors", pages(&siblings)),
        ];
        let groups = groups.into_iter().filter(|(_, items)| !items.is_empty());
        groups.map(|(key, items)| Related { title: self.word(key), items }).collect()
    }

    /// The instruments of one sort, to be filtered by part of the chain.
    pub(super) fn register<'p>(&self, page: &'p Page<'s>) -> Entries<'p> {
        let count = |part: &Chain| page.sections.iter().filter(|section| section.tags.contains(&part.id())).count();
        let options =
            Chain::ALL.iter().map(|part| Choice { id: part.id(), title: self.chain(*part), count: count(part) });
        let group = EntryGroup { id: String::new(), title: String::new(), items: self.entries(page, &page.sections) };
        Entries {
            lead: page.summary,
            options: options.filter(|option| option.count > 0).collect(),
            letters: Vec::new(),
            groups: vec![group],
        }
    }

    /// The terms, by letter.
    pub(super) fn glossary<'p>(&self, page: &'p Page<'s>) -> Entries<'p> {
        let same = |a: &Section<'_>, b: &Section<'_>| letter(&a.title) == letter(&b.title);
        let groups = page.sections.chunk_by(same).map(|terms| {
            let letter = letter(&terms[0].title);
            EntryGroup { id: letter.to_lowercase(), title: letter, items: self.entries(page, terms) }
        });
        let groups: Vec<EntryGroup<'p>> = groups.collect();
        Entries {
            lead: page.summary,
            options: Vec::new(),
            letters: groups.iter().map(|group| Letter { letter: group.title.clone() }).collect(),
            groups,
        }
    }

    /// The events, in their order.
    pub(super) fn timeline<'p>(&self, page: &'p Page<'s>) -> Entries<'p> {
        let group = EntryGroup { id: String::new(), title: String::new(), items: self.entries(page, &page.sections) };
        Entries { lead: page.summary, options: Vec::new(), letters: Vec::new(), groups: vec![group] }
    }

    fn entries<'p>(&self, page: &Page<'s>, sections: &'p [Section<'s>]) -> Vec<EntryView<'p>>
    where
        's: 'p,
    {
        let views = sections.iter().map(|section| EntryView {
            id: &section.id,
            title: &section.title,
            meta: section.meta,
            aliases: section
                .aliases
                .iter()
                .filter(|alias| section.meta != Some(alias))
                .copied()
                .collect::<Vec<_>>()
                .join(", "),
            tags: section.tags.join(" "),
            paragraphs: section.items.iter().map(|item| self.html(page, item.text)).collect(),
            sources: self.cited(section.citations),
        });
        views.collect()
    }

    /// The municipalities by letter, each with its region.
    pub(super) fn regions<'p>(&'p self, page: &'p Page<'s>, texts: &RegionPage) -> Regions<'p> {
        let mut letters: BTreeMap<String, Vec<(String, Place<'p>)>> = BTreeMap::new();
        let mut regions = Vec::new();
        for page in self.site.pages.iter() {
            let Content::Region(region) = page.content else { continue };
            regions.push(Link { title: page.title, url: page.url.clone() });
            for municipality in &region.municipalities {
                let names = std::iter::once(&municipality.name).chain(&municipality.aliases);
                for name in names.map(|name| name.as_str()) {
                    let place = Place { name, region: page.title, url: &page.url };
                    letters.entry(letter(name)).or_default().push((fold(name), place));
                }
            }
        }
        let letters = letters.into_iter().map(|(letter, mut places)| {
            places.sort_by(|a, b| a.0.cmp(&b.0));
            // A municipality of the past that was divided within a region stands there once.
            places.dedup_by(|(_, a), (_, b)| (a.name, a.url) == (b.name, b.url));
            PlaceLetter { letter, items: places.into_iter().map(|(_, place)| place).collect() }
        });
        Regions {
            lead: page.summary,
            intro_html: self.html(page, Markdown::Inline(texts.intro.as_str())),
            html: self.text(page),
            letters: letters.collect(),
            regions,
        }
    }
}

/// The letter under which a name stands: "'s-Gravenhage" under G, "2012" under #.
fn letter(name: &str) -> String {
    let folded = fold(name.strip_prefix("'s-").or(name.strip_prefix("'t ")).unwrap_or(name));
    let first = folded.chars().find(|sign| sign.is_alphanumeric()).unwrap_or('#');
    if first.is_ascii_digit() { "0-9".to_owned() } else { first.to_uppercase().to_string() }
}
