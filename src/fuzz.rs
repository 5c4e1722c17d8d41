//! What holds for any text that is read as a record or as Markdown. `tests/fuzz`
//! comes in here for hours, with the feature `fuzz`; the tests below do so briefly.

use html5gum::{DefaultEmitter, Token, Tokenizer};

use crate::diagnostic::{Diagnostic, Language, Style};
use crate::load;
use crate::markdown::{self, Markdown};
use crate::record::Kind;

/// What may stand in a text.
const ELEMENTS: [&str; 23] = [
    "a",
    "blockquote",
    "br",
    "code",
    "em",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "li",
    "ol",
    "p",
    "pre",
    "strong",
    "table",
    "tbody",
    "td",
    "th",
    "thead",
    "tr",
];
/// What stands in a text, too: a list without numbers.
const LIST: &str = "ul";
/// Elements without an end.
const VOID: [&str; 2] = ["br", "hr"];
/// What elements may have.
const ATTRIBUTES: [&str; 5] = ["class", "href", "rel", "start", "title"];

/// Reads a text as a record of a kind: every mistake is in the text, and can be said.
///
/// # Panics
/// Where that is not so.
pub fn yaml(kind: usize, text: &str) {
    let kind = Kind::ALL[kind % Kind::ALL.len()];
    let (_, read) = load::read_as(kind, "a.yaml", text);
    let Err(mistakes) = read else { return };
    assert!(!mistakes.is_empty(), "refused in silence");
    for Diagnostic { place, .. } in &mistakes {
        assert!(place.line <= text.lines().count().max(1), "{place:?}");
        assert!(place.column <= place.source.chars().count() + 1, "{place:?}");
    }
    assert!(mistakes.iter().all(|mistake| !mistake.to_text(Style::Plain, Language::Dutch).is_empty()));
}

/// Reads a text as Markdown in every way: its HTML is whole, and holds nothing but
/// what texts may hold.
///
/// # Panics
/// Where that is not so.
pub fn markdown(text: &str) {
    for markdown in [Markdown::Inline(text), Markdown::Block(text), Markdown::Plain(text)] {
        whole(&markdown.html(&|link| link.strip_prefix("id:").map(|id| format!("../{}/", markdown::slug(id)))));
        markdown.text();
        markdown.prose_and_lists();
        markdown.plain();
        markdown.plain_without_links();
        for (feature, range) in markdown.features() {
            assert!(text.get(range.clone()).is_some(), "{feature:?} at {range:?} of {text}");
        }
    }
    markdown::parts(text);
}

/// Every element is one of those above, has their attributes alone, and ends where
/// it should.
fn whole(html: &str) {
    let mut open: Vec<String> = Vec::new();
    for token in Tokenizer::new_with_emitter(html, DefaultEmitter::default()).flatten() {
        match token {
            Token::StartTag(tag) => {
                let name = String::from_utf8_lossy(&tag.name).into_owned();
                assert!(ELEMENTS.contains(&name.as_str()) || name == LIST, "<{name}> in {html}");
                for (attribute, value) in &tag.attributes {
                    let (attribute, value) = (String::from_utf8_lossy(attribute), String::from_utf8_lossy(value));
                    assert!(ATTRIBUTES.contains(&&*attribute), "<{name} {attribute}> in {html}");
                    let leads = ["https://", "mailto:", "tel:", "../"].iter().any(|start| value.starts_with(start));
                    assert!(attribute != "href" || leads, "{value} in {html}");
                }
                if !VOID.contains(&name.as_str()) {
                    open.push(name);
                }
            }
            Token::EndTag(tag) => {
                assert_eq!(open.pop().as_deref().map(str::as_bytes), Some(&**tag.name), "{html}");
            }
            other => assert!(matches!(other, Token::String(_) | Token::Error(_)), "{other:?} in {html}"),
        }
    }
    assert!(open.is_empty(), "{open:?} in {html}");
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Texts that look like YAML with mistakes, more often than chance would.
    fn lines() -> impl Strategy<Value = String> {
        let piece = prop::sample::select(vec![
            "title: ",
            "summary: Een zin.\n",
            "goals:\n  - ",
            "contacts: { min: 1 }\n",
            "- ",
            ": ",
            "&a ",
            "*a ",
            "|-\n  ",
            ">\n",
            "\"",
            "'",
            "[",
            "]",
            "{",
            "}",
            "\n",
            "\r\n",
            "\t",
            "#",
            "!!map ",
            "? ",
            "---\n",
            "...",
            "%YAML 1.2\n",
            "é🙂\u{301}",
            "\u{feff}",
            "\u{2028}",
            "\u{85}",
            "~",
            "<<: ",
            "0x1",
            "2026-11-24",
            "id: a\n",
            "  ",
        ]);
        pieces(piece)
    }

    fn marks() -> impl Strategy<Value = String> {
        let piece = prop::sample::select(vec![
            "*",
            "**",
            "_",
            "`",
            "```\n",
            "[a](",
            "](id:b)",
            "<https://a.nl>",
            "![",
            ")",
            "<b onclick=x>",
            "</b>",
            "<!--",
            "-->",
            "<script>",
            "# ",
            "- ",
            "1. ",
            "7) ",
            "> ",
            "\n",
            "\n\n",
            "  \n",
            "| a | b |\n|:-:|--:|\n",
            "| c |\n",
            "\\",
            "&lt;",
            "&#0;",
            "javascript:",
            "https://a.nl/\"onclick=\"",
            "[a]: <b>\n",
            "---\n",
            "\u{0}",
            "é🙂",
            "\t",
            "a b",
        ]);
        pieces(piece)
    }

    fn pieces(piece: impl Strategy<Value = &'static str>) -> impl Strategy<Value = String> {
        let any = prop_oneof![8 => piece.prop_map(str::to_owned), 1 => any::<String>()];
        prop::collection::vec(any, 0..40).prop_map(|pieces| pieces.concat())
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, cases: 400, ..ProptestConfig::default() })]

        #[test]
        fn every_mistake_is_in_its_text(kind in 0..Kind::ALL.len(), text in lines()) {
            yaml(kind, &text);
        }

        #[test]
        fn texts_become_whole_html_of_the_elements_they_may_have(text in marks()) {
            markdown(&text);
        }
    }
}
