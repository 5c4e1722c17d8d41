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

use super::{Language, Severity};
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
    /// What it asks and why, in English and in Dutch.
    about: [&'static str; 2],
    wrong: Example,
    right: Example,
}

/// What stands in a file where a rule is broken or kept.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Example {
    /// The file, as the project names it.
    pub file: &'static str,
    /// A part of it: keys in the place of those that were there, or lines of the theme.
    pub text: &'static str,
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

    /// What it asks and why, with the source of that where it has one.
    pub fn about(&self, language: Language) -> &'static str {
        let [english, dutch] = self.about;
        match language {
            Language::Dutch => dutch,
            Language::English => english,
        }
    }

    /// How it is broken.
    pub fn wrong(&self) -> Example {
        self.wrong
    }

    /// How it is kept.
    pub fn right(&self) -> Example {
        self.right
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

/// The rule of this name.
pub fn find(code: &str) -> Option<&'static Rule> {
    all().find(|rule| rule.code == code)
}

/// The rule whose name is most like `code`, if one is.
pub fn closest(code: &str) -> Option<&'static Rule> {
    super::closest(code, all().map(Rule::code)).and_then(find)
}

/// Declares rules: the code, the severity, and whether they are firm; what each
/// asks and why, in English and in Dutch; a file in which it is broken and kept.
macro_rules! rules {
    ($(
        $name:ident = $code:literal, $severity:ident, $firm:literal;
            $english:literal
            $dutch:literal
            $file:literal: $wrong:literal => $right:literal $(in $other:literal)?;
    )*) => {
        $(pub(crate) const $name: &super::Rule = &super::Rule {
            code: $code,
            severity: crate::diagnostic::Severity::$severity,
            firm: $firm,
            about: [$english, $dutch],
            wrong: super::Example { file: $file, text: $wrong },
            right: super::Example { file: super::last(&[$file $(, $other)?]), text: $right },
        };)*

        pub(super) const ALL: &[&super::Rule] = &[$($name),*];
    };
}

use rules;

/// The last of some words; the first where there is one.
const fn last(words: &[&'static str]) -> &'static str {
    words[words.len() - 1]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_check_says_can_be_set() {
        // The settings are known to `check`, and neither to who reads files nor to
        // who reads the finished site.
        assert!(syntax::ALL.iter().chain(promises::ALL).all(|rule| rule.is_firm()));
    }
}
