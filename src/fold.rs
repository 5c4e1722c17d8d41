//! Folding: text without case and without marks, as search and anchors see it.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Lower case, compatibility forms resolved, combining marks dropped, curly
/// apostrophes straight, one letter sigma: "Cliënt’s" becomes "client's".
pub(crate) fn fold(text: &str) -> String {
    // Most words, and what the rest comes to for them.
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    text.nfkd()
        .filter(|character| !is_combining_mark(*character))
        .flat_map(char::to_lowercase)
        .map(|character| match character {
            '\u{2019}' | '\u{2018}' => '\'',
            'ς' => 'σ',
            _ => character,
        })
        .collect()
}
