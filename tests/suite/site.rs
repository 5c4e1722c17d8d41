//! The real content, as the command builds it.

use std::sync::LazyLock;

use meldwijzer::index::Searcher;
use meldwijzer::{Built, Style};

use crate::project::{options, repository};

/// One build serves all tests that only look at it.
static SITE: LazyLock<Built> = LazyLock::new(build);

fn build() -> Built {
    let (built, report) = meldwijzer::build(&options(&repository())).unwrap();
    assert_eq!(report.to_text(Style::Plain), "", "the real content has mistakes");
    built.unwrap()
}

fn count(built: &Built, kind: &str) -> usize {
    built.records.iter().find(|(id, _)| *id == kind).unwrap().1
}

#[test]
fn every_module_and_step_has_its_page() {
    let built = &*SITE;
    assert_eq!(count(built, "module"), 21);
    assert_eq!(count(built, "step"), 5);
    assert_eq!(count(built, "question"), 5);
    let pages = |start: &str| built.site.iter().filter(|(path, _)| path.starts_with(start)).count();
    assert_eq!(pages("modules/"), 21 + 1);
    assert_eq!(pages("meldcode/stap-"), 5);
}

#[test]
fn two_builds_are_the_same_to_the_byte() {
    let (first, second) = (&*SITE, build());
    assert!(first.site == second.site, "the sites differ");
    assert!(first.store == second.store, "the native indexes differ");
}

#[test]
fn the_native_search_finds_what_is_asked_for() {
    let searcher = Searcher::open(&SITE.store).unwrap();
    let first =
        |question: &str| searcher.search(question, 3).unwrap().first().map(|hit| hit.title.clone()).unwrap_or_default();
    for (question, title) in [
        ("huisverbod", "Casusregie bij tijdelijk huisverbod"),
        ("crisisinterventie", "Crisisinterventie"),
        ("outreachend", "Outreachend contact"),
        ("Casusregie", "Casusregie"),
        ("kindcheck", "Kindcheck"),
        ("afwegingskader", "Afwegingskader"),
        ("overbrug", "Overbruggingshulp"),
        ("deskundigheidsbevordering", "Deskundigheidsbevordering"),
    ] {
        assert_eq!(first(question), title, "for {question}");
    }
    assert_eq!(searcher.search("recept appeltaart", 10).unwrap().len(), 0);
}

#[test]
fn odd_questions_are_harmless() {
    let searcher = Searcher::open(&SITE.store).unwrap();
    let long = "melden ".repeat(2000);
    for question in ["", " ", "\"", "-", "*", "<script>", "🙂", "a\u{0}b", "(((", "\\d+", &long] {
        searcher.search(question, 10).unwrap();
    }
}
