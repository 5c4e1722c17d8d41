//! What the program says, in every language it speaks.
//!
//! Both texts stand where the message is made, so the compiler checks that both
//! are there and that both name the same values.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A language that messages are written in.
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, JsonSchema, PartialEq, Serialize)]
pub enum Language {
    /// The language of the editors, where a site names none.
    #[default]
    #[serde(rename = "nl")]
    Dutch,
    /// The language of those who build the program.
    #[serde(rename = "en")]
    English,
}

/// A text in every language.
#[derive(Clone, Debug, Eq, Ord, PartialEq, PartialOrd, Serialize)]
pub struct Said {
    /// In English.
    pub en: String,
    /// In Dutch.
    pub nl: String,
}

impl Said {
    /// The text in one language.
    pub fn text(&self, language: Language) -> &str {
        match language {
            Language::Dutch => &self.nl,
            Language::English => &self.en,
        }
    }
}

/// A [`Said`] from its text in English and in Dutch, each as [`format!`] takes it.
/// Names after `;` are variables that are [`Said`] themselves.
#[macro_export]
macro_rules! said {
    ($en:literal, $nl:literal $(; $($part:ident),+)? $(,)?) => {
        $crate::diagnostic::Said {
            en: { $($(let $part = &$part.en;)+)? format!($en) },
            nl: { $($(let $part = &$part.nl;)+)? format!($nl) },
        }
    };
}
