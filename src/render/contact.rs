//! The contact page: one file that asks for nothing else, with its style and its
//! script inside, each allowed by its hash.

use serde::Serialize;

use super::view::{ChannelView, CheckedView, ContactView};
use super::{Renderer, hash};
use crate::markdown::Markdown;
use crate::model::Page;
use crate::record::{Channel, ChannelType, Contact, Entry, Situation};

#[derive(Serialize)]
pub(super) struct ContactPage<'a> {
    csp: String,
    inline_css: &'a str,
    inline_js: &'a str,
    urgent: Vec<ContactView<'a>>,
    situations: Vec<SituationView<'a>>,
}

#[derive(Serialize)]
struct SituationView<'a> {
    id: &'a str,
    title: &'a str,
    html: &'a str,
    contacts: Vec<ContactView<'a>>,
}

/// How many contacts stand at the top, before any situation.
const URGENT: usize = 2;

impl<'s> Renderer<'s> {
    pub(super) fn contact(&self, page: &Page<'s>) -> ContactPage<'s> {
        let theme = self.site.theme();
        let policy = format!(
            "default-src 'none'; script-src {}; style-src {}; img-src data:; base-uri 'none'; form-action 'none'",
            hash(&theme.contact_js),
            hash(&theme.contact_css),
        );
        let situations = Situation::ALL.iter().filter_map(|situation| {
            let contacts: Vec<_> = self
                .site
                .contacts
                .iter()
                .filter(|entry| entry.value.r#for.contains(situation))
                .map(|entry| self.view(page, entry))
                .collect();
            let title = self.word(&format!("situation.{}", situation.id()));
            let html = self.word(&format!("situation.{}.text", situation.id()));
            (!contacts.is_empty()).then_some(SituationView { id: situation.id(), title, html, contacts })
        });
        ContactPage {
            csp: policy,
            inline_css: &theme.contact_css,
            inline_js: &theme.contact_js,
            urgent: self.site.contacts.iter().take(URGENT).map(|entry| self.view(page, entry)).collect(),
            situations: situations.collect(),
        }
    }

    fn view(&self, page: &Page<'s>, entry: &'s Entry<Contact>) -> ContactView<'s> {
        let contact = &entry.value;
        let source = contact.checked.source.id.as_str();
        ContactView {
            id: &entry.id,
            title: contact.title.as_str(),
            summary_html: Markdown::Plain(contact.summary.as_str()).html(&|_| None),
            area: contact.area.as_str(),
            channels: contact.channels.iter().map(|channel| self.channel(page, channel)).collect(),
            checked: CheckedView {
                on: self.site.theme().labels.date(contact.checked.on),
                source: self.site.targets.get(source).map_or("", |target| target.title),
                source_date: contact.checked.source_date.as_str(),
            },
        }
    }

    fn channel(&self, page: &Page<'s>, channel: &'s Channel) -> ChannelView<'s> {
        let html = |text: &crate::record::Inline| self.html(page, Markdown::Inline(text.as_str()));
        let value = channel.value.as_str();
        let digits = || value.chars().filter(|sign| sign.is_ascii_digit() || *sign == '+').collect::<String>();
        let href = match channel.r#type {
            ChannelType::Phone | ChannelType::TextPhone => Some(format!("tel:{}", digits())),
            ChannelType::Website | ChannelType::Chat => Some(value.to_owned()),
            ChannelType::App | ChannelType::Whatsapp => None,
        };
        ChannelView {
            r#type: channel.r#type.id(),
            type_title: self.word(&format!("channel.{}", channel.r#type.id())),
            value,
            href,
            cost: channel.cost.as_ref().map(|line| line.as_str()),
            hours: channel.hours.as_ref().map(|line| line.as_str()),
            anonymous_html: channel.anonymous.as_ref().map(html),
            note_html: channel.note.as_ref().map(html),
        }
    }
}
