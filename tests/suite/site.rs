//! The real content, as the command builds it.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use meldwijzer::index::Searcher;
use meldwijzer::{Built, Language, Style};

use crate::project::{options, read_tree, repository};

/// One build serves all tests that only look at it.
pub(crate) static SITE: LazyLock<Built> = LazyLock::new(build);

fn build() -> Built {
    let (built, report) = meldwijzer::build(&options(&repository())).unwrap();
    assert_eq!(report.to_text(Style::Plain, Language::English), "", "the real content has mistakes");
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
    let pages =
        |start: &str| built.site.iter().filter(|(path, _)| path.starts_with(start) && path.ends_with(".html")).count();
    // The catalogue, the figures, the comparison, and a page for each value of a facet.
    assert_eq!(pages("modules/"), 21 + 3 + 39);
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
    let first = |question: &str| {
        searcher.search(question, 3, None).unwrap().results.first().map(|hit| hit.title.clone()).unwrap_or_default()
    };
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
    for question in ["recept appeltaart", "treinkaartje", "🚲"] {
        assert_eq!(searcher.search(question, 10, None).unwrap().total, 0, "for {question}");
    }
}

#[test]
fn the_native_search_finds_what_is_meant() {
    let searcher = Searcher::open(&SITE.store).unwrap();
    let titles = |question: &str| -> Vec<String> {
        let answer = searcher.search(question, 10, None).unwrap();
        answer.results.into_iter().map(|hit| hit.title).collect()
    };
    for (question, title) in [
        // A part of a compound, a compound in parts, and one that the site does not have.
        ("verbod", "Casusregie bij tijdelijk huisverbod"),
        ("crisis interventie", "Crisisinterventie"),
        ("huisverbodcasusregie", "Casusregie bij tijdelijk huisverbod"),
        // One slip, two slips, a slip in a word that is being typed.
        ("huisverbot", "Casusregie bij tijdelijk huisverbod"),
        ("crisisntervetie", "Crisisinterventie"),
        ("overbrgu", "Overbruggingshulp"),
        // A number as it is spoken of, and with and without a sign.
        ("stap 2", "Collegiale consultatie en advies van Veilig Thuis"),
        ("0800 2000", "Informatie en contact"),
        ("08002000", "Informatie en contact"),
    ] {
        assert!(titles(question).iter().take(3).any(|found| found == title), "{question}: {:?}", titles(question));
    }
    let phrase = titles("\"tijdelijk huisverbod\"");
    assert!(phrase.iter().all(|title| titles("tijdelijk huisverbod").contains(title)) && !phrase.is_empty());
    assert!(titles("\"huisverbod tijdelijk\"").is_empty());
    assert!(!titles("huisverbod -casusregie").iter().any(|title| title.contains("Casusregie")));
    assert!(searcher.search("112", 10, Some("contact")).unwrap().results.iter().all(|hit| hit.kind == "contact"));
}

#[test]
fn odd_questions_are_harmless() {
    let searcher = Searcher::open(&SITE.store).unwrap();
    let long = "melden ".repeat(2000);
    for question in ["", " ", "\"", "-", "*", "<script>", "🙂", "a\u{0}b", "(((", "\\d+", &long] {
        searcher.search(question, 10, None).unwrap();
    }
}

/// The pages of the site, by path, as text.
fn pages() -> impl Iterator<Item = (&'static str, &'static str)> {
    let site = &SITE.site;
    site.iter()
        .filter(|(path, _)| path.ends_with(".html"))
        .map(|(path, bytes)| (path, std::str::from_utf8(bytes).unwrap()))
}

/// The file that a relative address on a page leads to.
fn resolve(page: &str, address: &str) -> String {
    let mut parts: Vec<&str> = page.split('/').collect();
    parts.pop();
    for part in address.split('#').next().unwrap_or_default().split('/') {
        match part {
            ".." => drop(parts.pop()),
            "." => {}
            part => parts.push(part),
        }
    }
    let path = parts.join("/");
    if path.is_empty() || path.ends_with('/') { format!("{path}index.html") } else { path }
}

#[test]
fn no_page_is_an_orphan() {
    let mut linked = BTreeSet::new();
    for (page, html) in pages() {
        let body = &html[html.find("<main").unwrap_or(0)..];
        for address in body.split("<a ").skip(1).filter_map(|tag| tag.split("href=\"").nth(1)?.split('"').next()) {
            let target = resolve(page, address);
            if target != page {
                linked.insert(target);
            }
        }
    }
    // The home page and the search stand in the frame of every page; 404.html is shown by the host.
    let framed = ["index.html", "404.html", "zoeken/index.html"];
    let orphans: Vec<&str> =
        pages().map(|(path, _)| path).filter(|path| !linked.contains(*path) && !framed.contains(path)).collect();
    assert!(orphans.is_empty(), "linked from the text of no other page: {orphans:?}");
}

#[test]
fn what_must_never_be_published_is_not() {
    for (path, html) in pages() {
        let text = html.to_lowercase();
        for phrase in ["masker 19", "tel:116", "bel 116", "stille 112", "bel 112 en zwijg", "zonder sporen"] {
            assert!(!text.contains(phrase), "`{phrase}` stands on {path}");
        }
    }
}

#[test]
fn telephone_numbers_come_from_contacts_alone() {
    let contacts: String = read_tree(&repository().join("content/contacts"))
        .iter()
        .map(|(_, bytes)| String::from_utf8_lossy(bytes).replace([' ', '-'], ""))
        .collect();
    for (path, html) in pages() {
        for number in html.split("href=\"tel:").skip(1).filter_map(|rest| rest.split('"').next()) {
            assert!(contacts.contains(number), "{number} on {path} is the number of no contact");
        }
    }
}
