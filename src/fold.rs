//! Folding: text without case and without marks, as search and anchors see it.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Lower case, compatibility forms resolved, combining marks dropped, curly
/// apostrophes straight, one letter sigma: "Cliënt’s" becomes "client's".
pub(crate) fn fold(text: &str) -> String {
    folded(text).into_owned()
}

/// As [`fold`]; the text itself where folding changes nothing.
pub(crate) fn folded(text: &str) -> Cow<'_, str> {
    // Most words, and what the rest comes to for them.
    if text.is_ascii() {
        let is_small = !text.bytes().any(|byte| byte.is_ascii_uppercase());
        return if is_small { text.into() } else { text.to_ascii_lowercase().into() };
    }
    let text: String = text
        .nfkd()
        .filter(|character| !is_combining_mark(*character))
        .flat_map(char::to_lowercase)
        .map(|character| match character {
            '\u{2019}' | '\u{2018}' => '\'',
            'ς' => 'σ',
            _ => character,
        })
        .collect();
    text.into()
}
