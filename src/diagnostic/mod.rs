//! Mistakes in the content, as values.
//!
//! A [`Diagnostic`] says what is wrong, where, and what would mend it. A run
//! collects all of them in one [`Report`]; nothing stops at the first. The
//! program's own failures (a full disk, a broken theme file) are
//! [`Error`](crate::Error)s and not these.
//!
//! Wording: lower-case start, backticks round literals, no final stop, the hint
//! on its own line. Every text is there in each [`Language`].

mod explain;
mod print;
pub mod rules;
mod said;

use serde::Serialize;

use crate::said;
pub use print::Style;
pub use rules::Rule;
pub use said::{Language, Said};

/// How bad a diagnostic is. An error stops the build, a warning does not.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// The site is not built.
    Error,
    /// The site is built; `--deny-warnings` makes it an error.
    Warning,
}

/// A place in a source file.
#[derive(Clone, Debug, Eq, Ord, PartialEq, PartialOrd, Serialize)]
pub struct Place {
    /// Path relative to the project root, with `/`.
    pub file: String,
    /// 1-based line.
    pub line: usize,
    /// 1-based column, counted in characters.
    pub column: usize,
    /// How many characters are meant; at least 1.
    pub width: usize,
    /// The text of that line, without its line break.
    #[serde(skip)]
    pub source: String,
}

impl Place {
    /// The place of the character at `offset` (counted in characters) in `text`.
    ///
    /// An offset past the end, or after the last line break, is the end of the
    /// last line; a range over several lines is cut at the end of the first.
    pub fn at(file: &str, text: &str, offset: usize, width: usize) -> Self {
        let text = text.strip_suffix('\n').unwrap_or(text);
        let text = text.strip_suffix('\r').unwrap_or(text);
        let (mut line, mut start) = (1, 0);
        for (index, character) in text.chars().enumerate().take(offset) {
            if character == '\n' {
                line += 1;
                start = index + 1;
            }
        }
        let source = text.lines().nth(line - 1).unwrap_or_default().to_owned();
        let length = source.chars().count();
        let column = offset.saturating_sub(start).min(length);
        Self { file: file.to_owned(), line, column: column + 1, width: width.min(length - column).max(1), source }
    }
}

/// One mistake in the content.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
pub struct Diagnostic {
    /// How bad it is.
    pub severity: Severity,
    /// The rule that was broken; in data its name, such as `unknown-key`.
    #[serde(rename = "code")]
    pub rule: &'static Rule,
    /// Where it is.
    pub place: Place,
    /// What is wrong.
    pub message: Said,
    /// What would mend it.
    pub hint: Option<Said>,
}

impl Diagnostic {
    /// One without a hint, as bad as the rule says.
    pub fn new(rule: &'static Rule, place: Place, message: Said) -> Self {
        Self { severity: rule.severity(), rule, place, message, hint: None }
    }

    /// The same with a hint.
    #[must_use]
    pub fn hint(mut self, hint: Said) -> Self {
        self.hint = Some(hint);
        self
    }
}

/// Every diagnostic of a run.
#[derive(Clone, Debug, Default, Eq, PartialEq, Serialize)]
#[serde(transparent)]
pub struct Report {
    diagnostics: Vec<Diagnostic>,
    /// The language of the site, in which it is read unless another is asked for.
    #[serde(skip)]
    pub language: Language,
}

impl Report {
    /// Adds one.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    /// Adds many.
    pub fn extend(&mut self, diagnostics: impl IntoIterator<Item = Diagnostic>) {
        self.diagnostics.extend(diagnostics);
    }

    /// Sorts by file, place and code, and drops what was said twice.
    pub fn sort(&mut self) {
        self.diagnostics
            .sort_by(|a, b| (&a.place, a.rule.code(), &a.message).cmp(&(&b.place, b.rule.code(), &b.message)));
        self.diagnostics.dedup();
    }

    /// All of them, in the order of [`Report::sort`].
    pub fn diagnostics(&self) -> &[Diagnostic] {
        &self.diagnostics
    }

    /// How many errors there are.
    pub fn errors(&self) -> usize {
        self.diagnostics.iter().filter(|d| d.severity == Severity::Error).count()
    }

    /// How many warnings there are.
    pub fn warnings(&self) -> usize {
        self.diagnostics.len() - self.errors()
    }
}

/// The candidate that was most likely meant by `given`: at most a third of its
/// letters away, the first of equals.
pub(crate) fn closest<'a>(given: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let limit = given.chars().count().max(3) / 3;
    candidates
        .into_iter()
        .filter(|candidate| candidate.chars().count().abs_diff(given.chars().count()) <= limit)
        .map(|candidate| (distance(given, candidate), candidate))
        .filter(|(distance, _)| *distance <= limit)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

/// The hint that names what was probably meant.
pub(crate) fn did_you_mean(meant: &str) -> Said {
    said!("did you mean `{meant}`?", "bedoelde je `{meant}`?")
}

/// How many signs must be added, dropped, changed or swapped with the next one
/// to make `a` into `b` (optimal string alignment).
fn distance(a: &str, b: &str) -> usize {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let mut rows = vec![vec![0; b.len() + 1]; a.len() + 1];
    for i in 0..=a.len() {
        for j in 0..=b.len() {
            rows[i][j] = if i == 0 || j == 0 {
                i + j
            } else {
                let changed = rows[i - 1][j - 1] + usize::from(a[i - 1] != b[j - 1]);
                let least = changed.min(rows[i - 1][j] + 1).min(rows[i][j - 1] + 1);
                let swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
                if swapped { least.min(rows[i - 2][j - 2] + 1) } else { least }
            };
        }
    }
    rows[a.len()][b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_counts_characters_and_stays_in_its_line() {
        let place = Place::at("a.yaml", "één\ntwée: x\n", 6, 40);
        assert_eq!((place.line, place.column, place.width), (2, 3, 5));
        assert_eq!(place.source, "twée: x");
        for text in ["ab", "ab\n", "ab\r\n"] {
            let end = Place::at("a.yaml", text, 99, 1);
            assert_eq!((end.line, end.column), (1, 3));
        }
    }

    #[test]
    fn the_closest_name_is_found_or_none() {
        let names = ["crisisinterventie", "casusregie"];
        assert_eq!(closest("crisisintervetie", names), Some("crisisinterventie"));
        assert_eq!(closest("voorlichting", names), None);
    }
}
