//! One document for each section of each page.

use rayon::prelude::*;

use crate::markdown::Markdown;
use crate::model::{Content, Page, Site};
use crate::outline::{Section, SectionKind};
use crate::record::Line;

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

/// The documents of a site.
pub(super) fn documents<'s>(site: &'s Site<'_>) -> Documents<'s> {
    let found: Vec<&Page<'_>> = site.pages.iter().filter(|page| page.is_found()).collect();
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
        aliases: page.aliases.iter().map(Line::as_str).collect::<Vec<_>>().join(", "),
        text: page.summary.to_owned(),
    }];
    if matches!(page.content, Content::Contact(_)) {
        documents.extend(contacts(site, number));
    }
    for section in &page.sections {
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

/// The contacts: sections of a page that has no anchors.
fn contacts<'s>(site: &'s Site<'_>, page: usize) -> impl Iterator<Item = Document<'s>> {
    site.contacts.iter().map(move |entry| {
        let contact = &entry.value;
        let channels = contact.channels.iter().map(|channel| channel.value.as_str());
        let words: Vec<&str> = std::iter::once(contact.summary.as_str()).chain(channels).collect();
        let aliases = contact.aliases.iter().map(Line::as_str).collect::<Vec<_>>().join(", ");
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
            Markdown::Plain(text) => text.to_owned(),
            text => text.text(),
        };
        line.push_str(&plain.replace('\n', " "));
        if section.kind != SectionKind::Balance {
            item.notes.iter().for_each(|note| line.push_str(&format!(", {note}")));
        }
        line.push(' ');
    }
    line.truncate(line.trim_end().len());
    line
}
