//! Layers: the content of a region over that of the country.

use std::fs;

use meldwijzer::{Built, Language, Options, Style};

use crate::project::{Project, options, repository};
use crate::site::SITE;

/// A module of the fixture site, in its layer.
const MODULE: &str = "laag/content/modules/eerste-gesprek.yaml";

/// A page of a build.
fn page(built: &Built, path: &str) -> String {
    String::from_utf8(built.site.get(path).expect(path).to_vec()).unwrap()
}

fn said(project: &Project) -> String {
    project.check().to_text(Style::Plain, Language::English)
}

#[test]
fn a_layer_that_says_nothing_changes_nothing() {
    let project = Project::fixture();
    let before = project.build();
    fs::create_dir_all(project.root().join("laag/content")).unwrap();
    let after = project.build();
    assert_eq!(project.options().layers.len(), 1);
    assert!(after.site == before.site && after.store == before.store);
}

#[test]
fn the_content_over_itself_changes_nothing() {
    let options = Options { layers: vec![repository()], ..options(&repository()) };
    let (twice, report) = meldwijzer::build(&options).unwrap();
    assert_eq!(report.to_text(Style::Plain, Language::English), "");
    let twice = twice.unwrap();
    let different: Vec<&str> =
        twice.site.iter().filter(|(path, bytes)| SITE.site.get(path) != Some(bytes)).map(|(path, _)| path).collect();
    assert!(different.is_empty(), "{different:?}");
    assert!(twice.site == SITE.site && twice.store == SITE.store);
}

#[test]
fn a_key_replaces_a_key_and_nothing_removes_one() {
    let built = Project::fixture()
        .file(MODULE, "title: Intake\ngoals: [Iemand luistert.]\nperiod: null\nsince: null\naliases:\n")
        .build();
    let html = page(&built, "modules/eerste-gesprek/index.html");
    assert!(html.contains("<h1>Intake</h1>") && html.contains("Iemand luistert."), "{html}");
    assert!(!html.contains("De melder voelt zich gehoord."), "a list is replaced whole: {html}");
    assert!(html.contains("De medewerker vraagt door."), "other keys stay: {html}");
    assert!(!html.contains("In 2011"), "without `period` it is not history: {html}");
    let below = page(&Project::fixture().build(), "modules/eerste-gesprek/index.html");
    assert!(below.contains("2011") && below.contains("De melder voelt zich gehoord."), "{below}");
}

#[test]
fn a_number_keeps_its_spelling_under_a_layer() {
    // As YAML reads it 4.10 is the number 4.1, and 007 is 7.
    let built = Project::fixture()
        .edit("content/modules/eerste-gesprek.yaml", "number: \"4.1\"", "number: 4.10")
        .edit("content/modules/eerste-gesprek.yaml", "aliases: [intake]", "aliases: [007, true, 1e3]")
        .file(MODULE, "summary: Iets anders.\n")
        .build();
    let json = page(&built, "data/catalogue.json");
    assert!(json.contains("\"number\": \"4.10\"") || json.contains("\"number\":\"4.10\""), "{json}");
    assert!(["\"007\"", "\"true\"", "\"1e3\""].iter().all(|alias| json.contains(alias)), "{json}");
}

#[test]
fn a_layer_adds_and_hides_records() {
    let text = fs::read_to_string(repository().join("tests/fixtures/site/content/pages/over.yaml")).unwrap();
    let built = Project::fixture()
        .file("laag/content/pages/regio.yaml", "hide: true\n")
        .file(
            "laag/content/pages/privacy.yaml",
            text.replace("/over/", "/privacy/").replace("Over deze site", "Privacy"),
        )
        .file("laag/content/forms/stalking.yaml", "hide: true\n");
    let said = said(&built);
    assert!(said.contains("laag/content/pages/regio.yaml:1:7") && said.contains("[nothing-to-hide]"), "{said}");

    let built = built.without("laag/content/pages/regio.yaml").build();
    assert!(built.site.get("privacy/index.html").is_some());
    assert!(built.site.get("vormen/stalking/index.html").is_none());
}

#[test]
fn a_later_layer_lies_over_an_earlier_one() {
    let project = Project::fixture()
        .file(MODULE, "hide: true\n")
        .file("boven/content/modules/eerste-gesprek.yaml", "title: Alleen een titel\n")
        .file("boven/content/modules/voorlichting.yaml", "title: Boven\n")
        .file("laag/content/modules/voorlichting.yaml", "title: Onder\nsummary: Van de onderste laag.\n");
    let layers = vec![project.root().join("laag"), project.root().join("boven")];
    let (_, report) = meldwijzer::build(&Options { layers, ..project.options() }).unwrap();
    let said = report.to_text(Style::Plain, Language::English);
    assert!(
        said.contains("boven/content/modules/eerste-gesprek.yaml:1:1"),
        "it stands alone above a hidden one: {said}"
    );
    assert!(said.contains("the key `goals` is missing"), "{said}");

    let project = project.without("boven/content/modules/eerste-gesprek.yaml").without(MODULE);
    let layers = vec![project.root().join("laag"), project.root().join("boven")];
    let (built, _) = meldwijzer::build(&Options { layers, ..project.options() }).unwrap();
    let html = page(&built.unwrap(), "modules/voorlichting/index.html");
    assert!(html.contains("<h1>Boven</h1>") && html.contains("Van de onderste laag."), "{html}");
}

#[test]
fn settings_searches_and_the_theme_are_layered_too() {
    let project = Project::fixture()
        .file("laag/content/site.yaml", "title: Regio Proef\n")
        .file("laag/index/synonyms.yaml", "same:\n  - [intakegesprek, voorlichting]\n")
        .file("laag/themes/default/css/tokens.css", ":root { --ink:#123456 }\n");
    let built = project.build();
    assert!(page(&built, "index.html").contains("Regio Proef"));
    let css = built.site.iter().find(|(path, _)| path.ends_with("/site.css")).unwrap().1;
    let css = String::from_utf8_lossy(css);
    assert!(css.contains("--ink:#123456") && !css.contains("--apricot:") && css.contains(".exit"), "{css}");
    assert!(page(&built, "contact/index.html").contains("--ink:#123456"));
    let answer = meldwijzer::index::Searcher::open(&built.store).unwrap().search("intakegesprek", 3, None).unwrap();
    assert!(answer.results.iter().any(|hit| hit.title == "Voorlichting"), "{answer:?}");

    let project = project.file("laag/themes/default/templates/home.html", b"\xff");
    let error = meldwijzer::build(&project.options()).unwrap_err().to_string();
    assert!(error.contains("laag/themes/default/templates/home.html") && error.contains("not UTF-8"), "{error}");
}

#[test]
fn a_folder_that_is_no_layer_is_refused() {
    let project = Project::fixture().file("laag/modules/eerste-gesprek.yaml", "hide: true\n");
    let error = meldwijzer::build(&project.options()).unwrap_err().to_string();
    assert!(error.contains("laag`: it holds none of content, index, themes/default"), "{error}");
}

#[test]
fn two_editions_build_from_one_checkout() {
    let project = Project::fixture().file(MODULE, "title: Intake\n");
    assert!(project.run(&["build"]).status.success());
    let output = project.run(&["build", "--layer", "laag"]);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let title = |folder: &str| {
        let html = fs::read_to_string(project.root().join(folder).join("modules/eerste-gesprek/index.html")).unwrap();
        html.contains("<h1>Intake</h1>")
    };
    assert!(!title("dist") && title("dist-laag"));
    let found = |layer: &[&str]| {
        let output = project.run(&[&["search", "gesprek"], layer].concat());
        String::from_utf8(output.stdout).unwrap()
    };
    assert!(found(&[]).contains("Eerste gesprek"), "{}", found(&[]));
    assert!(found(&["--layer", "laag"]).contains("Intake"), "{}", found(&["--layer", "laag"]));
    let output = project.run(&["check", "--layer", "nergens"]);
    assert_eq!(output.status.code(), Some(3), "a layer that is not there is no edition");
}

#[test]
fn the_edition_of_zuid_limburg_is_whole() {
    let layers = vec![repository().join("tests/fixtures/layers/zuid-limburg")];
    let (built, report) = meldwijzer::build(&Options { layers, ..options(&repository()) }).unwrap();
    assert_eq!(report.to_text(Style::Plain, Language::English), "");
    let built = built.unwrap();
    let contact = page(&built, "contact/index.html");
    assert!(contact.contains("Veilig Thuis Zuid-Limburg") && contact.contains("href=\"tel:08002000\""), "{contact}");
    assert!(contact.contains("--apricot:#f3cf6b"), "the contact page carries the colours of the region");
    assert!(page(&built, "sociale-kaart/index.html").contains("Valkenburg aan de Geul"));
    assert!(page(&built, "index.html").contains("Sociale kaart"));
    // All else is as it is in the country: the same text under another frame.
    let main = |html: &str| html[html.find("<main").unwrap()..html.find("</main>").unwrap()].to_owned();
    for path in ["modules/crisisinterventie/index.html", "meldcode/stap-2/index.html", "vormen/stalking/index.html"] {
        let country = String::from_utf8(SITE.site.get(path).unwrap().to_vec()).unwrap();
        let plain = |html: String| main(&html).replace("Meldwijzer Zuid-Limburg", "Meldwijzer");
        assert_eq!(plain(page(&built, path)), plain(country), "{path}");
    }
    let searcher = meldwijzer::index::Searcher::open(&built.store).unwrap();
    let answer = searcher.search("sociale kaart zuid-limburg", 3, None).unwrap();
    assert_eq!(answer.results.first().map(|hit| hit.url.as_str()), Some("sociale-kaart/"), "{answer:?}");
}
