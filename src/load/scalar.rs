//! Where the signs of a text stand in its file. YAML folds lines, indents blocks
//! and writes signs as escapes, so a place in the text is not that many signs from
//! where the text begins.

use std::ops::Range;

/// Where the bytes `within` of `value` stand in `raw`, the same text as written;
/// in characters from its start. `None` where `raw` is not that text, such as the
/// name of another, and where nothing but spaces is meant.
///
/// White space is what YAML changes most and what nobody points at: only the signs
/// between are compared.
pub(super) fn trace(raw: &str, value: &str, within: &Range<usize>) -> Option<Range<usize>> {
    let written = signs(raw);
    let meant: Vec<(usize, char)> = value.char_indices().filter(|(_, sign)| !sign.is_whitespace()).collect();
    let same = written.len() == meant.len() && written.iter().zip(&meant).all(|((a, _), (_, b))| a == b);
    let first = meant.iter().position(|(at, _)| *at >= within.start)?;
    let last = meant.iter().rposition(|(at, _)| *at < within.end)?;
    (same && first <= last).then(|| written[first].1.start..written[last].1.end)
}

/// The signs of a scalar that are no white space, each with its characters in `raw`.
fn signs(raw: &str) -> Vec<(char, Range<usize>)> {
    let all: Vec<char> = raw.trim_end().chars().collect();
    let (mut at, end) = match all.first() {
        Some('"' | '\'') => (1, all.len().saturating_sub(1)),
        // The line of the header.
        Some('|' | '>') => (all.iter().position(|sign| *sign == '\n').unwrap_or(all.len()), all.len()),
        _ => (0, all.len()),
    };
    let mut signs = Vec::new();
    while at < end {
        let (sign, length) = match (all[0], all[at], all.get(at + 1)) {
            ('"', '\\', Some(kind)) => escape(*kind, &all[at + 2..end.max(at + 2)]),
            ('\'', '\'', Some('\'')) => ('\'', 2),
            (_, sign, _) => (sign, 1),
        };
        if !sign.is_whitespace() {
            signs.push((sign, at..at + length));
        }
        at += length;
    }
    signs
}

/// The sign that an escape stands for, and how many characters it takes.
///
/// Source: YAML 1.2.2, section 5.7, "Escaped characters".
fn escape(kind: char, rest: &[char]) -> (char, usize) {
    let digits = match kind {
        'x' => 2,
        'u' => 4,
        'U' => 8,
        _ => 0,
    };
    let sign = match kind {
        '0' => '\0',
        'a' => '\x07',
        'b' => '\x08',
        'e' => '\x1b',
        // White space of some sort.
        't' | 'n' | 'v' | 'f' | 'r' | 'N' | '_' | 'L' | 'P' => ' ',
        'x' | 'u' | 'U' => {
            let digits: String = rest.iter().take(digits).collect();
            u32::from_str_radix(&digits, 16).ok().and_then(char::from_u32).unwrap_or(char::REPLACEMENT_CHARACTER)
        }
        sign => sign,
    };
    (sign, 2 + digits)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]
mod tests {
    use proptest::prelude::*;

    use super::super::spanned;
    use super::*;

    /// What is marked where `needle` is meant in the value of `k`.
    fn marked(yaml: &str, needle: &str) -> Option<String> {
        let root = spanned::parse(yaml, 0).unwrap().unwrap();
        let node = root.key("k").unwrap();
        let raw: String = yaml.chars().skip(node.span.start).take(node.span.len()).collect();
        let value = node.text().unwrap();
        let start = value.find(needle).unwrap();
        let range = trace(&raw, value, &(start..start + needle.len()))?;
        Some(raw.chars().skip(range.start).take(range.len()).collect())
    }

    #[test]
    fn a_mark_stands_at_the_words_however_they_are_written() {
        for (yaml, needle, expected) in [
            ("k: een (id:x) en (id:xy) # id:xy\n", "id:xy", "id:xy"),
            ("k: een\n  twee drie\nl: m\n", "twee", "twee"),
            ("k: 'zo''n [link](id:x)'\n", "id:x", "id:x"),
            ("k: 'zo''n'\n", "zo'n", "zo''n"),
            ("k: \"caf\\u00e9 \\\"x\\\" \\\n  id:x\"\n", "café", "caf\\u00e9"),
            ("k: \"caf\\u00e9 \\\"x\\\" \\\n  id:x\"\n", "id:x", "id:x"),
            ("k: >- # id:x\n  een\n  id:x\n\n  slot\nl: m\n", "id:x", "id:x"),
            ("k: >-\n  een lange\n  zin\n", "lange zin", "lange\n  zin"),
            ("k: |2\n    \"diep\"\n  id:x\n", "id:x", "id:x"),
        ] {
            assert_eq!(marked(yaml, needle).as_deref(), Some(expected), "{yaml}");
        }
        for other in ["a: &a id:x\nk: *a\n", "k: !!str &a id:x\n"] {
            assert_eq!(marked(other, "id:x"), None, "the whole value is marked: {other}");
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn what_is_marked_is_what_was_meant(
            words in prop::collection::vec("[a-zé'\"\\\\:(]{1,6}", 3..12), from in 0_usize..3, breaks in any::<u16>(),
        ) {
            let value = words.join(" ");
            let start = words[..from].iter().map(|word| word.len() + 1).sum::<usize>();
            let within = start..start + words[from].len();
            let lines: String = words.iter().enumerate()
                .map(|(n, word)| word.clone() + if breaks >> n & 1 == 1 { "\n  " } else { " " }).collect();
            let double = serde_json::Value::from(value.as_str()).to_string();
            let single = format!("'{}'", lines.trim_end().replace('\'', "''"));
            for raw in [double, single, format!(">-\n  {}\n", lines.trim_end())] {
                let range = trace(&raw, &value, &within).unwrap();
                let piece: String = raw.chars().skip(range.start).take(range.len()).collect();
                let plain = match raw.chars().next() {
                    Some('"') => serde_json::from_str::<String>(&format!("\"{piece}\"")).unwrap(),
                    Some('\'') => piece.replace("''", "'"),
                    _ => piece,
                };
                prop_assert_eq!(&plain, &words[from]);
            }
        }
    }
}
