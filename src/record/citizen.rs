//! The texts of the citizen pages: once in Dutch, and once for each language in
//! `content/<language>/`.

use jiff::civil::Date;

use super::shape::part;
use super::{Block, Citation, Inline, Line, Situation};

part! {
    /// `contact.yaml`: what the contact page says around the contacts.
    ContactPage {
        /// The title; neutral, since the browser keeps it.
        title: Line,
        /// What it is, in one neutral sentence.
        summary: Line,
        /// The day the text was last changed or checked.
        updated: Date,
        /// Where the facts come from.
        sources: Vec<Citation>,
        /// What to know before reading on.
        #[serde(default)]
        intro: Option<Inline>,
        /// The situations in the order of the page.
        situations: Vec<SituationText>,
        /// What advice is, what a report is, what happens after.
        #[serde(default)]
        explanations: Vec<Explanation>,
    }
}

part! {
    /// What is said to somebody in a situation, above its contacts.
    SituationText {
        /// The situation.
        id: Situation,
        /// In the words of the visitor.
        title: Line,
        /// One to three short sentences.
        text: Inline,
    }
}

part! {
    /// A titled text below the contacts.
    Explanation {
        /// The question it answers.
        title: Line,
        /// The answer.
        text: Block,
    }
}

part! {
    /// `contacts.yaml` of a language: the contacts in its words. Numbers and
    /// addresses stand once, in the Dutch files.
    ContactTexts {
        /// One for each contact.
        contacts: Vec<ContactText>,
    }
}

part! {
    /// A contact in the words of a language.
    ContactText {
        /// The id of the contact.
        id: Line,
        /// Its name.
        title: Line,
        /// What it is and for whom.
        summary: Line,
        /// One for each channel, in the order of the Dutch file.
        channels: Vec<ChannelText>,
    }
}

part! {
    /// A channel in the words of a language.
    ChannelText {
        /// What it costs.
        #[serde(default)]
        cost: Option<Line>,
        /// When it is open.
        #[serde(default)]
        hours: Option<Line>,
        /// How anonymous it is.
        #[serde(default)]
        anonymous: Option<Inline>,
        /// What else to know.
        #[serde(default)]
        note: Option<Inline>,
    }
}

part! {
    /// `regio.yaml`: what the region finder says.
    RegionPage {
        /// The title.
        title: Line,
        /// What it is, in one sentence.
        summary: Line,
        /// The day the text was last changed or checked.
        updated: Date,
        /// Where the facts come from.
        sources: Vec<Citation>,
        /// What to know before looking.
        intro: Inline,
        /// How it works and how sure it is.
        explanation: Block,
    }
}
