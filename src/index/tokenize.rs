//! Words of a text, the same in Rust and in the client's `tokenize.js`;
//! `tests/fixtures/tokenize.json` holds both to it.
//!
//! A word is a run of letters, digits and marks. A single hyphen, `.` or apostrophe
//! between two of them does not end it: such a compound gives its parts of two
//! signs or more, and all of it joined. So "e-mail" is found as "email",
//! "0800-2000" as "08002000", "o.m." as "om". Signs that nobody sees, such as the
//! soft hyphen, are passed over.

use std::borrow::Cow;
use std::ops::Range;

use unicode_normalization::char::is_combining_mark;

use crate::fold::folded;

/// A word with its forms.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Token {
    /// Where it stands, in bytes.
    pub span: Range<usize>,
    /// What it is indexed as: the parts and then the whole, folded.
    pub forms: Vec<String>,
}

/// The words of `text` in their order.
pub fn tokens(text: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    scan(text, |parts| {
        let mut forms = Vec::new();
        each_form(text, parts, |form| forms.push(form.to_owned()));
        if let (false, [first, ..], [.., last]) = (forms.is_empty(), parts, parts) {
            tokens.push(Token { span: first.start..last.end, forms });
        }
    });
    tokens
}

/// Hands on where the parts of each word stand.
pub(super) fn scan(text: &str, mut word: impl FnMut(&[Range<usize>])) {
    let mut parts: Vec<Range<usize>> = Vec::new();
    let mut end = 0;
    loop {
        let start = end + run(&text[end..], |sign| !is_word(sign));
        end = start + run(&text[start..], is_word);
        if start == end {
            return;
        }
        parts.clear();
        parts.push(start..end);
        while let Some(joint) = text[end..].chars().next().filter(|sign| is_joint(*sign)) {
            let part = end + joint.len_utf8();
            let length = run(&text[part..], is_word);
            if length == 0 {
                break;
            }
            end = part + length;
            parts.push(part..end);
        }
        word(&parts);
    }
}

/// How many bytes at the beginning of a text are signs that `is` is true of.
fn run(text: &str, is: impl Fn(char) -> bool) -> usize {
    text.find(|sign| !is(sign)).unwrap_or(text.len())
}

/// Every form of `text`, in order, a word's parts before the whole.
pub fn forms_of(text: &str) -> impl Iterator<Item = String> {
    tokens(text).into_iter().flat_map(|token| token.forms)
}

/// Hands on each form of a word: its parts and then the whole.
pub(super) fn each_form(text: &str, parts: &[Range<usize>], mut form: impl FnMut(&str)) {
    if let [only] = parts {
        let whole = word(&text[only.clone()]);
        if !whole.is_empty() {
            form(&whole);
        }
        return;
    }
    let folded: Vec<Cow<'_, str>> = parts.iter().map(|part| word(&text[part.clone()])).collect();
    let whole: String = folded.concat();
    if !whole.is_empty() {
        folded.iter().filter(|part| part.chars().nth(1).is_some()).for_each(|part| form(part));
        form(&whole);
    }
}

/// A part, folded; compatibility forms may bring in signs that no word has.
fn word(part: &str) -> Cow<'_, str> {
    let folded = folded(part);
    match folded.chars().all(char::is_alphanumeric) {
        true => folded,
        false => folded.chars().filter(|sign| sign.is_alphanumeric()).collect::<String>().into(),
    }
}

fn is_word(sign: char) -> bool {
    if sign.is_ascii() {
        return sign.is_ascii_alphanumeric();
    }
    sign.is_alphanumeric() || is_combining_mark(sign) || is_unseen(sign)
}

/// Hyphen-minus, hyphen, non-breaking hyphen, full stop, apostrophes.
fn is_joint(sign: char) -> bool {
    matches!(sign, '-' | '\u{2010}' | '\u{2011}' | '.' | '\'' | '\u{2019}')
}

/// Soft hyphen, zero width space, joiners, word joiner, byte order mark.
fn is_unseen(sign: char) -> bool {
    matches!(sign, '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_are_those_of_the_text() {
        let text = "Eén e-mail, cliënt’s 0800-2000.";
        let found: Vec<(&str, Vec<String>)> =
            tokens(text).into_iter().map(|token| (&text[token.span], token.forms)).collect();
        assert_eq!(found[0], ("Eén", vec!["een".to_owned()]));
        assert_eq!(found[1].1, ["mail", "email"]);
        assert_eq!(found[2].1, ["client", "clients"]);
        assert_eq!(found[3].1, ["0800", "2000", "08002000"]);
    }
}
