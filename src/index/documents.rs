//! One document for each section of each page.

use rayon::prelude::*;

use crate::markdown::Markdown;
use crate::model::{Content, Page, Site};
use crate::outline::{Section, SectionKind};
use crate::record::{Line, Municipality, SituationText};

/// What search shows and looks in.
#[derive(Debug)]
pub(super) struct Documents<'a> {
    /// Every page, in the order of the site.
    pub(super) pages: Vec<Card<'a>>,
    /// Every section, those of a page together and in its order.
    pub(super) sections: Vec<Document<'a>>,
}

/// A page as a result shows it.
#[derive(Debug)]
pub(super) struct Card<'a> {
    pub(super) url: &'a str,
    pub(super) title: &'a str,
    pub(super) kind: &'static str,
    /// For whom it is.
    pub(super) audience: &'static str,
}

/// A section of a page.
#[derive(Debug)]
pub(super) struct Document<'a> {
    /// Its page, as a position in [`Documents::pages`].
    pub(super) page: usize,
    /// Its anchor; empty for the head of the page.
    pub(super) anchor: &'a str,
    /// Its heading; empty for the head of the page.
    pub(super) heading: &'a str,
    /// Other names of the page, at its head.
    pub(super) aliases: String,
    /// Its text.
    pub(super) text: String,
}

/// The pages that search shows.
pub(super) fn pages<'s, 'a>(site: &'s Site<'a>) -> Vec<&'s Page<'a>> {
    site.pages.iter().filter(|page| page.is_found()).collect()
}

/// The documents of a site.
pub(super) fn documents<'s>(site: &'s Site<'_>) -> Documents<'s> {
    let found = pages(site);
    let pages = found.iter().map(|page| Card {
        url: &page.url,
        title: page.title,
        kind: page.kind(),
        audience: page.audience(),
    });
    let sections: Vec<Vec<Document<'s>>> =
        found.par_iter().enumerate().map(|(number, page)| of_page(site, number, page)).collect();
    Documents { pages: pages.collect(), sections: sections.into_iter().flatten().collect() }
}

fn of_page<'s>(site: &'s Site<'_>, number: usize, page: &'s Page<'_>) -> Vec<Document<'s>> {
    let mut documents = vec![Document {
        page: number,
        anchor: "",
        heading: "",
        aliases: aliases(page).join(", "),
        text: page.summary.to_owned(),
    }];
    if let Content::Contact(citizen) = page.content {
        let situation = |situation: &'s SituationText| Document {
            page: number,
            anchor: "",
            heading: situation.title.as_str(),
            aliases: String::new(),
            text: Markdown::Inline(situation.text.as_str()).text().into_owned(),
        };
        documents.extend(citizen.contact.situations.iter().map(situation));
        documents.extend(contacts(site, number));
    }
    // Training is found by its title and summary: who looks for a subject wants the page
    // about it, and not every session in which a word of it falls.
    for section in page.sections.iter().filter(|_| !page.is_training()) {
        let text = text(section);
        if section.title.is_empty() {
            documents[0].text.push(' ');
            documents[0].text.push_str(&text);
        } else {
            documents.push(Document {
                page: number,
                anchor: &section.id,
                heading: &section.title,
                aliases: section.aliases.join(", "),
                text,
            });
        }
    }
    documents
}

/// A numbered page as it is spoken of: "stap 3", "module 4.6".
pub(super) fn numbered(page: &Page<'_>) -> Option<String> {
    match page.content {
        Content::Stage(stage) => Some(format!("stap {}", stage.number)),
        Content::Module(module) => Some(format!("module {}", module.number.as_str())),
        _ => None,
    }
}

/// The other names of a page: those of its record, its number, and for a region
/// its municipalities.
fn aliases(page: &Page<'_>) -> Vec<String> {
    let mut names: Vec<String> = page.aliases.iter().map(|alias| alias.as_str().to_owned()).collect();
    names.extend(numbered(page));
    if let Content::Region(region) = page.content {
        let of = |place: &'_ Municipality| -> Vec<String> {
            std::iter::once(&place.name).chain(&place.aliases).map(|name| name.as_str().to_owned()).collect()
        };
        names.extend(region.municipalities.iter().flat_map(of));
    }
    names
}

/// The contacts: sections of a page that has no anchors.
fn contacts<'s>(site: &'s Site<'_>, page: usize) -> impl Iterator<Item = Document<'s>> {
    site.contacts.iter().map(move |entry| {
        let contact = &entry.value;
        let mut words = vec![contact.summary.as_str().to_owned()];
        for channel in &contact.channels {
            let key = format!("channel.{}", channel.r#type.id());
            let label = site.theme().words.labels.words.get(&key).cloned();
            let lines = std::iter::once(&channel.value)
                .chain(&channel.cost)
                .chain(&channel.hours)
                .map(|line| line.as_str().to_owned());
            let texts = channel
                .anonymous
                .iter()
                .chain(&channel.note)
                .map(|text| Markdown::Inline(text.as_str()).text().into_owned());
            words.extend(label.into_iter().chain(lines).chain(texts));
        }
        let values = contact.channels.iter().map(|channel| &channel.value);
        let aliases = contact.aliases.iter().chain(values).map(Line::as_str).collect::<Vec<_>>().join(", ");
        Document { page, anchor: "", heading: contact.title.as_str(), aliases, text: words.join(" ") }
    })
}

/// The texts of a section on one line.
fn text(section: &Section<'_>) -> String {
    let mut line = String::new();
    for item in &section.items {
        if let Some(year) = item.year {
            line.push_str(&format!("{year}: "));
        }
        let plain = match item.text {
            Markdown::Plain(text) => text.into(),
            text => text.text(),
        };
        match plain.contains('\n') {
            true => line.push_str(&plain.replace('\n', " ")),
            false => line.push_str(&plain),
        }
        if section.kind != SectionKind::Balance {
            item.notes.iter().for_each(|note| line.push_str(&format!(", {note}")));
        }
        line.push(' ');
    }
    line.truncate(line.trim_end().len());
    line
}
