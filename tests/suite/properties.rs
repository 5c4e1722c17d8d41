//! What holds for any input.

use std::sync::LazyLock;

use meldwijzer::index::Searcher;
use meldwijzer::index::tokenize::{forms_of, tokens};
use proptest::prelude::*;
use serde_json::Value;

use crate::project::{Project, repository};

/// Texts that look like YAML with mistakes, more often than chance would.
fn yaml() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("title: ".to_owned()),
        Just("summary: Een zin.\n".to_owned()),
        Just("goals:\n  - ".to_owned()),
        Just("duration: { text: x, contacts: { min: 1 } }\n".to_owned()),
        Just("- ".to_owned()),
        Just(": ".to_owned()),
        Just("&a ".to_owned()),
        Just("*a ".to_owned()),
        Just("|-\n  ".to_owned()),
        Just("\"".to_owned()),
        Just("[".to_owned()),
        Just("}".to_owned()),
        Just("\n".to_owned()),
        Just("\t".to_owned()),
        Just("#".to_owned()),
        Just("é🙂\u{301}".to_owned()),
        "[a-z ]{0,8}",
        any::<char>().prop_map(String::from),
    ];
    prop::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_file_makes_the_program_panic_and_every_place_is_in_it(text in yaml()) {
        let project = Project::fixture().file("content/modules/willekeurig.yaml", &text);
        let report = project.check();
        for diagnostic in report.diagnostics() {
            let place = &diagnostic.place;
            if place.file.ends_with("willekeurig.yaml") {
                prop_assert!(place.line <= text.lines().count().max(1), "{place:?}");
                prop_assert!(place.column <= place.source.chars().count() + 1, "{place:?}");
            }
            prop_assert!(!diagnostic.to_text(meldwijzer::Style::Plain, meldwijzer::Language::English).is_empty());
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn words_are_where_they_say_and_folding_is_stable(text in any::<String>()) {
        let mut end = 0;
        for token in tokens(&text) {
            prop_assert!(token.span.start >= end && text.get(token.span.clone()).is_some());
            end = token.span.end;
            for form in &token.forms {
                prop_assert!(!form.is_empty() && form.chars().all(char::is_alphanumeric), "{form:?}");
                prop_assert_eq!(forms_of(form).collect::<Vec<_>>(), vec![form.clone()]);
            }
        }
    }
}

/// Questions of words that are there, pieces of them, signs, and anything else.
fn questions() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => prop::sample::select(vec!["eerste", "gesprek", "voorlichting", "stap", "kind", "112", "-", "\"", "“", " ", "0800-2000"])
            .prop_map(str::to_owned),
        1 => "[a-z]{1,12}",
        1 => any::<String>(),
    ];
    prop::collection::vec(piece, 0..20).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_question_has_an_answer(question in questions(), limit in 0_usize..5) {
        static SEARCHER: LazyLock<Searcher> =
            LazyLock::new(|| Searcher::open(&Project::fixture().build().store).unwrap());
        let answer = SEARCHER.search(&question, limit, None).unwrap();
        prop_assert_eq!(answer.results.len(), limit.min(answer.total));
        prop_assert!(answer.results.is_sorted_by(|a, b| a.score >= b.score));
        prop_assert_eq!(answer.kinds.iter().map(|(_, count)| count).sum::<usize>(), answer.total);
    }
}

/// The same list holds the client of the theme to the same words.
#[test]
fn the_shared_list_of_words() {
    let text = std::fs::read_to_string(repository().join("tests/fixtures/tokenize.json")).unwrap();
    let cases: Value = serde_json::from_str(&text).unwrap();
    for case in cases.as_array().unwrap() {
        let text = case["text"].as_str().unwrap();
        let found: Value = tokens(text).into_iter().map(|token| token.forms).collect::<Vec<_>>().into();
        assert_eq!(found, case["forms"], "for {text:?}");
    }
}
