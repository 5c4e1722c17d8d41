//! `content/site.yaml`: what holds for the whole site.

use super::shape::part;
use super::text::no_leaves;
use super::{Inline, Line};
use crate::diagnostic::Language;

part! {
    /// The settings of a site.
    SiteSettings {
        /// Its name.
        title: Line,
        /// What it is, in a few words.
        tagline: Line,
        /// The language in which the program speaks to the editors of this site.
        #[serde(default)]
        lang: Language,
        /// Where it is published, such as `https://example.org/`; without it no
        /// sitemap with absolute addresses can be made.
        #[serde(default)]
        base_url: Option<Line>,
        /// Where the exit control leads: quick, public, nothing personal.
        exit_url: Line,
        /// Where a reader can report a mistake.
        #[serde(default)]
        feedback: Option<Feedback>,
        /// The entries of the main navigation, at most six.
        navigation: Vec<NavItem>,
        /// The three doors of the home page.
        doors: Vec<Door>,
        /// The introduction of the catalogue.
        modules_intro: Inline,
        /// The introduction of the meldcode.
        meldcode_intro: Inline,
        /// The introduction of the afwegingskader.
        weighing_intro: Inline,
        /// The introduction of the list of training: for whom it is.
        training_intro: Inline,
        /// The introduction of the list of sources.
        sources_intro: Inline,
        /// Words of the field that a citizen page does not use without a link to
        /// what they mean.
        #[serde(default)]
        jargon: Vec<Line>,
    }
}

no_leaves!(Language);

part! {
    /// Where a reader can report a mistake.
    Feedback {
        /// What the link says.
        label: Line,
        /// An `https:` or `mailto:` address.
        url: Line,
    }
}

part! {
    /// An entry of the main navigation.
    NavItem {
        /// What it says.
        title: Line,
        /// A path of this site, such as `/modules/`.
        path: Line,
    }
}

part! {
    /// A door of the home page.
    Door {
        /// What it says.
        title: Line,
        /// What is behind it.
        text: Line,
        /// A path of this site, such as `/contact/`.
        path: Line,
    }
}
