//! The contact page: one file that asks for nothing else, with its style and its
//! script inside, each allowed by its hash.

use serde::Serialize;

use super::view::{ChannelView, ContactView};
use super::{Renderer, hash};
use crate::check::CitizenPages;
use crate::markdown::Markdown;
use crate::model::Page;
use crate::record::{Channel, ChannelText, Contact, ContactText, Entry};

#[derive(Serialize)]
pub(super) struct ContactPage<'a> {
    csp: String,
    inline_css: &'a str,
    inline_js: &'a str,
    intro_html: Option<String>,
    regio_url: &'a str,
    urgent: Vec<ContactView<'a>>,
    situations: Vec<SituationView<'a>>,
    explanations: Vec<ExplanationView<'a>>,
    /// The days on which the contacts were checked, the oldest and the newest.
    checked: Option<(String, String)>,
}

#[derive(Serialize)]
struct SituationView<'a> {
    id: &'a str,
    title: &'a str,
    html: String,
    contacts: Vec<ContactView<'a>>,
}

#[derive(Serialize)]
struct ExplanationView<'a> {
    title: &'a str,
    html: String,
}

impl<'s> Renderer<'s> {
    pub(super) fn contact(&self, page: &Page<'s>, citizen: &'s CitizenPages<'s>) -> ContactPage<'s> {
        let theme = self.site.theme();
        let policy = format!(
            "default-src 'none'; script-src {}; style-src {}; img-src data:; base-uri 'none'; form-action 'none'",
            hash(&theme.contact_js),
            hash(&theme.contact_css),
        );
        let view = |entry: &&'s Entry<Contact>| self.view(page, entry, citizen);
        let situations = citizen.contact.situations.iter().map(|situation| {
            let of = self.site.contacts.iter().filter(|entry| entry.value.r#for.contains(&situation.id));
            SituationView {
                id: situation.id.id(),
                title: situation.title.as_str(),
                html: self.html(page, Markdown::Inline(situation.text.as_str())),
                contacts: of.map(view).collect(),
            }
        });
        let explanations = citizen.contact.explanations.iter().map(|explanation| ExplanationView {
            title: explanation.title.as_str(),
            html: self.html(page, Markdown::Block(explanation.text.as_str())),
        });
        let days = || self.site.contacts.iter().map(|entry| entry.value.checked.on);
        let date = |day| citizen.words.labels.date(day);
        ContactPage {
            csp: policy,
            inline_css: &theme.contact_css,
            inline_js: &theme.contact_js,
            intro_html: citizen.contact.intro.as_ref().map(|intro| self.html(page, Markdown::Inline(intro.as_str()))),
            regio_url: self.site.find(citizen.language, "regio").map_or("", |target| target.url.as_str()),
            urgent: self.site.urgent().iter().map(view).collect(),
            situations: situations.collect(),
            explanations: explanations.collect(),
            checked: days().min().zip(days().max()).map(|(oldest, newest)| (date(oldest), date(newest))),
        }
    }

    fn view(&self, page: &Page<'s>, entry: &'s Entry<Contact>, citizen: &CitizenPages<'s>) -> ContactView<'s> {
        let contact = &entry.value;
        let translated: Option<&'s ContactText> = citizen.contacts.get(entry.id.as_str()).copied();
        let channels =
            contact.channels.iter().enumerate().map(|(index, channel)| {
                self.channel(page, channel, translated.and_then(|text| text.channels.get(index)))
            });
        let summary = translated.map_or(&contact.summary, |text| &text.summary);
        ContactView {
            id: &entry.id,
            title: translated.map_or(&contact.title, |text| &text.title).as_str(),
            summary_html: Markdown::Plain(summary.as_str()).html(&|_| None),
            channels: channels.collect(),
            source: self.site.target(&contact.checked.source.id).map_or("", |target| target.title),
            source_date: contact.checked.source_date.as_str(),
        }
    }

    /// A channel; what is said about it comes from the translation, where there is
    /// one, and its number or address always from the record.
    fn channel(&self, page: &Page<'s>, channel: &'s Channel, translated: Option<&'s ChannelText>) -> ChannelView<'s> {
        let html = |text: &crate::record::Inline| self.html(page, Markdown::Inline(text.as_str()));
        let value = channel.value.as_str();
        let (cost, hours, anonymous, note) = match translated {
            Some(text) => (&text.cost, &text.hours, &text.anonymous, &text.note),
            None => (&channel.cost, &channel.hours, &channel.anonymous, &channel.note),
        };
        ChannelView {
            r#type: channel.r#type.id(),
            type_title: self.word(&format!("channel.{}", channel.r#type.id())),
            value,
            href: channel.address(),
            cost: cost.as_ref().map(|line| line.as_str()),
            hours: hours.as_ref().map(|line| line.as_str()),
            anonymous_html: anonymous.as_ref().map(html),
            note_html: note.as_ref().map(html),
        }
    }
}
