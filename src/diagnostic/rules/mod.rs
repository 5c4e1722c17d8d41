//! The rules: what a [`Diagnostic`](super::Diagnostic) can be about.
//!
//! A rule can only be made here, by `rules!`, which also puts it on the list: no
//! diagnostic has a code that is not on it. They are sorted by what they are
//! about:
//!
//! 1. `syntax`: what a file is and holds;
//! 2. `records`: what records say together;
//! 3. `texts`: how a text is written;
//! 4. `promises`: what the finished site must keep to.

mod promises;
mod records;
mod syntax;
mod texts;

use serde::{Serialize, Serializer};

use super::Severity;
pub(crate) use promises::*;
pub(crate) use records::*;
pub(crate) use syntax::*;
pub(crate) use texts::*;

/// A rule that content keeps.
#[derive(Debug, Eq, PartialEq)]
pub struct Rule {
    code: &'static str,
    severity: Severity,
    firm: bool,
}

impl Rule {
    /// Its name, such as `unknown-key`.
    pub fn code(&self) -> &'static str {
        self.code
    }

    /// How bad it is to break it, where a site does not say otherwise.
    pub fn severity(&self) -> Severity {
        self.severity
    }

    /// Whether no site may say otherwise: without it a page could not be made, or
    /// a visitor be harmed.
    pub fn is_firm(&self) -> bool {
        self.firm
    }
}

impl Serialize for Rule {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.code.serialize(serializer)
    }
}

/// Every rule.
pub fn all() -> impl Iterator<Item = &'static Rule> {
    [syntax::ALL, records::ALL, texts::ALL, promises::ALL].into_iter().flatten().copied()
}

/// Declares rules: the code, the severity, and whether they are firm.
macro_rules! rules {
    ($($name:ident = $code:literal, $severity:ident, $firm:literal;)*) => {
        $(pub(crate) const $name: &super::Rule = &super::Rule {
            code: $code,
            severity: crate::diagnostic::Severity::$severity,
            firm: $firm,
        };)*

        pub(super) const ALL: &[&super::Rule] = &[$($name),*];
    };
}

use rules;
