//! The part of a section's text that shows why it was found.

use std::collections::BTreeSet;

use serde::Serialize;

use super::tokenize::tokens;

/// A piece of a snippet.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
pub struct Fragment {
    /// The text.
    pub text: String,
    /// Whether it is a word that was looked for.
    pub mark: bool,
}

/// How many words a snippet has at most.
const WORDS: usize = 28;
/// How many words stand before the first mark.
const BEFORE: usize = 6;

/// A snippet of `text` with the words of `forms` marked: the window with the most
/// different ones, the first of equals.
pub(super) fn excerpt(text: &str, forms: &BTreeSet<&str>) -> Vec<Fragment> {
    let tokens = tokens(text);
    let is_hit: Vec<bool> =
        tokens.iter().map(|token| token.forms.iter().any(|form| forms.contains(form.as_str()))).collect();
    let different = |from: usize| {
        let window = from..(from + WORDS - BEFORE).min(tokens.len());
        let hits = window.filter(|at| is_hit[*at]).filter_map(|at| tokens[at].forms.last());
        hits.collect::<BTreeSet<_>>().len()
    };
    let first = (0..tokens.len()).filter(|at| is_hit[*at]).max_by_key(|at| (different(*at), std::cmp::Reverse(*at)));
    let from = first.map_or(0, |first| first.saturating_sub(BEFORE));
    let to = (from + WORDS).min(tokens.len());
    if from == to {
        return Vec::new();
    }

    let mut fragments = Vec::new();
    let mut push = |text: &str, mark: bool| {
        if !text.is_empty() {
            fragments.push(Fragment { text: text.to_owned(), mark });
        }
    };
    let start = if from == 0 { 0 } else { tokens[from].span.start };
    let end = if to == tokens.len() { text.len() } else { tokens[to - 1].span.end };
    if from > 0 {
        push("… ", false);
    }
    let mut at = start;
    for token in (from..to).filter(|index| is_hit[*index]).map(|index| &tokens[index]) {
        push(&text[at..token.span.start], false);
        push(&text[token.span.clone()], true);
        at = token.span.end;
    }
    push(&text[at..end], false);
    if to < tokens.len() {
        push(" …", false);
    }
    fragments
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_window_holds_the_words_and_marks_them() {
        let text = format!("{}Het huisverbod duurt tien dagen.", "woord ".repeat(50));
        let fragments = excerpt(&text, &BTreeSet::from(["huisverbod", "dagen"]));
        let marked: Vec<&str> = fragments.iter().filter(|f| f.mark).map(|f| f.text.as_str()).collect();
        assert_eq!(marked, ["huisverbod", "dagen"]);
        assert_eq!(fragments[0].text, "… ");
        assert!(fragments.last().unwrap().text.ends_with('.'));
    }

    #[test]
    fn an_empty_text_has_no_snippet() {
        assert_eq!(excerpt("", &BTreeSet::from(["x"])), Vec::new());
    }
}
