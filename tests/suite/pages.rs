//! The fixture site, page by page: what stands in `<main>` must be what stands in
//! `tests/fixtures/expected/`. A file there that no page makes any more fails.

use std::collections::BTreeSet;
use std::fs;

use crate::project::{Project, repository, updating};

/// What the frame of the theme does not decide.
fn inner(html: &str) -> String {
    let main = html.find("<main").and_then(|start| Some(&html[start..html.find("</main>")? + "</main>".len()]));
    main.unwrap_or(html).trim().to_owned() + "\n"
}

#[test]
fn pages_are_as_expected() {
    let folder = repository().join("tests/fixtures/expected");
    let built = Project::fixture().build();
    let mut wrong = Vec::new();
    let mut seen = BTreeSet::new();
    for (path, bytes) in built.site.iter().filter(|(path, _)| path.ends_with(".html")) {
        let html = inner(std::str::from_utf8(bytes).unwrap());
        let file = folder.join(path);
        seen.insert(path.to_owned());
        if fs::read_to_string(&file).unwrap_or_default() != html {
            if updating() {
                fs::create_dir_all(file.parent().unwrap()).unwrap();
                fs::write(&file, &html).unwrap();
            }
            wrong.push(path.to_owned());
        }
    }
    for found in meldwijzer::fs::list(&folder).unwrap() {
        if !seen.contains(&found.path) {
            wrong.push(format!("{} is made by no page", found.path));
        }
    }
    assert!(wrong.is_empty(), "not as expected (UPDATE=1 writes them anew): {wrong:#?}");
}

#[test]
fn text_of_a_record_is_never_html() {
    let attack = "<img src=x onerror=alert(1)> \"'><script>alert(1)</script>";
    let quoted = format!("'{}'", attack.replace('\'', "''"));
    let built = Project::fixture()
        .edit("content/modules/eerste-gesprek.yaml", "title: Eerste gesprek", &format!("title: {quoted}"))
        .edit("content/contacts/alarmnummer.yaml", "area: heel Nederland", &format!("area: {quoted}"))
        .build();
    for (path, bytes) in built.site.iter().filter(|(path, _)| path.ends_with(".html")) {
        let html = std::str::from_utf8(bytes).unwrap();
        assert!(!html.contains("<img src=x") && !html.contains("<script>alert"), "{path}");
    }
}

#[test]
fn a_page_from_right_to_left() {
    let built = Project::fixture().build();
    let page = |path: &str| String::from_utf8(built.site.get(path).unwrap().to_vec()).unwrap();
    for path in ["ar/contact/index.html", "ar/regio/index.html", "ar/over/index.html"] {
        assert!(page(path).contains("<html lang=\"ar\" dir=\"rtl\">"), "{path}");
    }
    assert!(page("contact/index.html").contains("hreflang=\"ar\" href=\"https://example.org/ar/contact/\""));
    let arabic = page("ar/contact/index.html");
    assert!(arabic.contains("hreflang=\"nl\"") && arabic.contains("href=\"tel:08002000\""), "{arabic}");
}
