//! The facets of the catalogue: what modules can be chosen by. Each follows from
//! fields of the module; nothing is guessed, so a value may be that the source
//! does not say.

use super::shape::choice;
use super::{Audience, Bound, Chain, Function, Means, Module, Venue};

choice! {
    /// A facet; its word is a part of addresses.
    Facet {
        /// Client or organisation.
        Bound = "soort",
        /// The function of the steunpunt.
        Function = "functie",
        /// The target group.
        Audience = "doelgroep",
        /// The part of the chain.
        Chain = "keten",
        /// The means of contact.
        Means = "contact",
        /// The place.
        Venue = "plaats",
        /// How long and how often.
        Length = "duur",
    }
}

choice! {
    /// A duration, as far as the source gives one.
    Length {
        /// One contact.
        Once = "een-contact",
        /// A number of contacts.
        Some = "enkele-contacten",
        /// It never ends.
        Continuous = "doorlopend",
        /// Neither: it varies, or is given in other words.
        Varies = "wisselend",
    }
}

/// The value of a facet that the source is silent about.
pub const UNSAID: &str = "niet-genoemd";

impl Facet {
    /// What the words for its values begin with.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Bound => "bound",
            Self::Function => "function",
            Self::Audience => "audience",
            Self::Chain => "chain",
            Self::Means => "means",
            Self::Venue => "venue",
            Self::Length => "length",
        }
    }

    /// Its values, in the order of the site.
    pub fn values(self) -> Vec<&'static str> {
        let mut values: Vec<&'static str> = match self {
            Self::Bound => Bound::ALL.iter().map(|value| value.id()).collect(),
            Self::Function => Function::ALL.iter().map(|value| value.id()).collect(),
            Self::Audience => Audience::ALL.iter().map(|value| value.id()).collect(),
            Self::Chain => Chain::ALL.iter().map(|value| value.id()).collect(),
            Self::Means => Means::ALL.iter().map(|value| value.id()).collect(),
            Self::Venue => Venue::ALL.iter().map(|value| value.id()).collect(),
            Self::Length => Length::ALL.iter().map(|value| value.id()).collect(),
        };
        if matches!(self, Self::Means | Self::Venue) {
            values.push(UNSAID);
        }
        values
    }

    /// The values that a module has, never none.
    pub fn of(self, module: &Module) -> Vec<&'static str> {
        let values: Vec<&'static str> = match self {
            Self::Bound => vec![module.bound.id()],
            Self::Function => vec![module.function.id()],
            Self::Audience => module.target_group.tags.iter().map(|value| value.id()).collect(),
            Self::Chain => module.chain.iter().map(|value| value.id()).collect(),
            Self::Means => module.setting.channels.iter().map(|value| value.id()).collect(),
            Self::Venue => module.setting.places.iter().map(|value| value.id()).collect(),
            Self::Length => vec![Length::of(module).id()],
        };
        if values.is_empty() { vec![UNSAID] } else { values }
    }

    /// Its value in addresses and templates: `functie/frontoffice`.
    pub fn path(self, value: &str) -> String {
        format!("{}/{value}", self.id())
    }
}

impl Length {
    /// The duration of a module.
    pub fn of(module: &Module) -> Self {
        match &module.duration.contacts {
            _ if module.duration.continuous => Self::Continuous,
            Some(contacts) if contacts.max == 1 => Self::Once,
            Some(_) => Self::Some,
            None => Self::Varies,
        }
    }
}
