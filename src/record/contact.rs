//! Where to report and to find help. A contact without the record of its check
//! cannot be written.

use jiff::civil::Date;

use super::shape::{choice, part, record};
use super::{Inline, Line, Ref, Source};

record! {
    /// A place to report or to get help.
    Contact {
        /// The ways to reach it, the best first.
        channels: Vec<Channel>,
        /// The situations that it is for.
        r#for: Vec<Situation>,
        /// The part of the country that it serves.
        area: Line,
        /// Whether it can be reached now.
        status: Status,
        /// Its place on the page, from 1.
        order: u8,
        /// Who said so, and when that was read.
        checked: Checked,
    }
}

part! {
    /// A way to reach a contact.
    Channel {
        /// What sort of way.
        r#type: ChannelType,
        /// The number or address, as a person reads it.
        value: Line,
        /// What it costs; without it the page says that it is not known.
        #[serde(default)]
        cost: Option<Line>,
        /// When it is open; without it the page says that it is not known.
        #[serde(default)]
        hours: Option<Line>,
        /// How anonymous it is; without it the page says that it is not known.
        #[serde(default)]
        anonymous: Option<Inline>,
        /// What else to know.
        #[serde(default)]
        note: Option<Inline>,
    }
}

impl Channel {
    /// What its value leads to, where a device can follow it.
    pub fn address(&self) -> Option<String> {
        let value = self.value.as_str();
        let digits = || value.chars().filter(|sign| sign.is_ascii_digit() || *sign == '+').collect::<String>();
        match self.r#type {
            ChannelType::Phone | ChannelType::TextPhone => Some(format!("tel:{}", digits())),
            ChannelType::Website | ChannelType::Chat => Some(value.to_owned()),
            ChannelType::App | ChannelType::Whatsapp => None,
        }
    }

    /// Whether its value is a telephone number.
    pub fn is_dialled(&self) -> bool {
        matches!(self.r#type, ChannelType::Phone | ChannelType::Whatsapp | ChannelType::TextPhone)
    }
}

choice! {
    /// A sort of channel.
    ChannelType {
        /// A telephone number.
        Phone = "phone",
        /// An app.
        App = "app",
        /// A chat.
        Chat = "chat",
        /// A web site.
        Website = "website",
        /// A WhatsApp number.
        Whatsapp = "whatsapp",
        /// A text telephone number.
        TextPhone = "text-phone",
    }
}

choice! {
    /// The situation of a visitor, without naming what the visitor is.
    Situation {
        /// There is danger now.
        Danger = "danger",
        /// To talk or get advice.
        Talk = "talk",
        /// Worry about somebody.
        Worry = "worry",
        /// Afraid to use violence.
        OwnViolence = "own-violence",
        /// For children and young people.
        Child = "child",
        /// Cannot speak or hear, or speaks another language.
        CannotSpeak = "cannot-speak",
        /// From abroad.
        Abroad = "abroad",
        /// After sexual violence.
        SexualViolence = "sexual-violence",
        /// Thoughts of suicide.
        Suicide = "suicide",
        /// Help afterwards.
        After = "after",
        /// To tell about a crime without a name.
        Crime = "crime",
        /// For professionals.
        Professional = "professional",
    }
}

choice! {
    /// Whether a contact can be reached now.
    Status {
        /// It can.
        Active = "active",
        /// It is announced and not yet there: never published as a way to help.
        Planned = "planned",
        /// It has ended: never published as a way to help.
        Ended = "ended",
    }
}

part! {
    /// The check of a contact.
    Checked {
        /// The day it was read.
        on: Date,
        /// Where it was read.
        source: Ref<Source>,
        /// The date that source carries, in words.
        source_date: Line,
        /// How sure it is.
        certainty: Certainty,
    }
}

choice! {
    /// How sure a fact is.
    Certainty {
        /// Read in a source of today.
        Verified = "verified",
        /// Read in a source that is old or undated.
        Old = "old",
    }
}
