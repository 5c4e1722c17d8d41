//! The site as data, as a book and as citations. What needs another program, such
//! as a validator of schemas, a spreadsheet or epubcheck, is in `tests/browser/`.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value as Json;

use crate::project::{Project, read_tree, repository};
use crate::site::SITE;

/// The lists of the catalogue and the folders of the content that they come from.
const LISTS: [(&str, &str); 19] = [
    ("modules", "modules"),
    ("steps", "meldcode/steps"),
    ("questions", "meldcode/weighing"),
    ("endings", "meldcode/endings"),
    ("guidance", "meldcode/guidance"),
    ("sectors", "meldcode/sectors"),
    ("forms", "forms"),
    ("organisations", "organisations"),
    ("registers", "instruments"),
    ("glossaries", "glossary"),
    ("timelines", "timeline"),
    ("courses", "training/courses"),
    ("exercises", "training/exercises"),
    ("cases", "training/cases"),
    ("quizzes", "training/quizzes"),
    ("regions", "regions"),
    ("contacts", "contacts"),
    ("sources", "sources"),
    ("pages", "pages"),
];

fn text(site: &meldwijzer::Tree, path: &str) -> String {
    let bytes = site.get(path).expect(path);
    String::from_utf8(bytes.to_vec()).unwrap()
}

fn catalogue(site: &meldwijzer::Tree) -> Json {
    serde_json::from_str(&text(site, "data/catalogue.json")).unwrap()
}

/// The data blocks of a page.
fn blocks(html: &str) -> Vec<Json> {
    let blocks = html.split("<script type=\"application/ld+json\">").skip(1);
    blocks.map(|rest| serde_json::from_str(rest.split("</script>").next().unwrap()).unwrap()).collect()
}

/// The thing of a type in the data block of a page.
fn thing(html: &str, wanted: &str) -> Json {
    let graph = blocks(html).remove(0)["@graph"].take();
    let is = |thing: &&Json| match &thing["@type"] {
        Json::Array(types) => types.iter().any(|name| name == wanted),
        name => name == wanted,
    };
    graph.as_array().unwrap().iter().find(is).expect(wanted).clone()
}

#[test]
fn every_file_of_the_content_is_a_record_of_the_catalogue_and_the_other_way_round() {
    let catalogue = catalogue(&SITE.site);
    for (list, folder) in LISTS {
        let files: BTreeSet<String> = read_tree(&repository().join("content").join(folder))
            .iter()
            .map(|(path, _)| path.trim_end_matches(".yaml").to_owned())
            .collect();
        let records = catalogue[list].as_array().expect(list);
        let ids: BTreeSet<String> = records.iter().map(|record| record["id"].as_str().unwrap().to_owned()).collect();
        assert_eq!(ids, files, "{list}");
        assert_eq!(ids.len(), records.len(), "{list} has a record twice");
    }
    let lists = catalogue.as_object().unwrap().iter().filter(|(_, value)| value.is_array());
    assert_eq!(lists.count(), LISTS.len(), "a list without a folder");
}

#[test]
fn every_record_of_the_catalogue_stands_at_its_address() {
    let catalogue = catalogue(&SITE.site);
    for (list, _) in LISTS {
        for record in catalogue[list].as_array().unwrap() {
            let url = record["address"].as_str().unwrap();
            let html = text(&SITE.site, &format!("{url}index.html"));
            for entry in record["entries"].as_array().into_iter().flatten() {
                let id = entry["id"].as_str().unwrap();
                assert!(html.contains(&format!("id=\"{id}\"")), "{list}: no {url}#{id}");
            }
        }
    }
}

#[test]
fn the_table_has_a_row_for_each_module_and_the_columns_that_its_page_explains() {
    let csv = text(&SITE.site, "data/modules.csv");
    let csv = csv.strip_prefix('\u{feff}').unwrap();
    let rows: Vec<&str> = csv.split_terminator("\r\n").collect();
    assert_eq!(rows.len(), 1 + 21);
    let columns: Vec<&str> = rows[0].split(',').map(|name| name.trim_matches('"')).collect();
    let page = text(&SITE.site, "data/index.html");
    let explained: Vec<&str> =
        page.split("<th scope=\"row\"><code>").skip(1).map(|rest| rest.split('<').next().unwrap()).collect();
    assert_eq!(columns, explained);
    assert!(rows.iter().any(|row| row.contains("\"§ 4.10\"")), "4.10 would become 4.1");
}

#[test]
fn a_formula_in_a_module_is_text_in_the_table() {
    let built = Project::fixture()
        .edit("content/modules/eerste-gesprek.yaml", "title: Eerste gesprek", "title: '=HYPERLINK(\"x\";\"y\")'")
        .build();
    assert!(text(&built.site, "data/modules.csv").contains("\"'=HYPERLINK(\"\"x\"\";\"\"y\"\")\""));
}

#[test]
fn addresses_outside_the_site_are_made_only_where_it_has_one() {
    let with = Project::fixture().build().site;
    let feed = text(&with, "data/feed.xml");
    assert!(feed.contains("<link href=\"https://example.org/modules/eerste-gesprek/\"/>"), "{feed}");
    for private in ["contact/", "regio/"] {
        assert!(!feed.contains(&format!("https://example.org/{private}")), "{feed}");
    }
    assert!(text(&with, "index.html").contains("type=\"application/atom+xml\""));
    assert!(text(&with, "modules/eerste-gesprek/eerste-gesprek.bib").contains("url = {https://example.org/modules/"));

    let without = Project::fixture().edit("content/site.yaml", "base_url: https://example.org/\n", "").build().site;
    assert!(without.get("data/feed.xml").is_none());
    for (path, bytes) in without.iter() {
        let text = String::from_utf8_lossy(bytes);
        assert!(!text.contains("example.org") && !text.contains("application/atom+xml"), "{path}");
    }
}

#[test]
fn citizen_pages_have_neither_data_blocks_nor_citations() {
    let mut private = 0;
    for (path, bytes) in SITE.site.iter().filter(|(path, _)| path.ends_with(".html")) {
        let html = std::str::from_utf8(bytes).unwrap();
        if html.contains("data-private") {
            private += 1;
            assert!(blocks(html).is_empty(), "{path} has a data block");
            assert!(!html.contains(".bib\""), "{path} has a citation");
        } else if !["404.html", "zoeken/index.html"].contains(&path) {
            assert_eq!(blocks(html).len(), 1, "{path}");
        }
    }
    assert!(private > 25, "{private} citizen pages");
    let citations = SITE.site.iter().filter(|(path, _)| path.ends_with(".bib") || path.ends_with(".ris"));
    for (path, _) in citations {
        let private = ["contact/", "regio/", "sporen/", "en/"].iter().any(|folder| path.starts_with(folder));
        assert!(!private, "{path}");
    }
}

#[test]
fn a_data_block_says_what_the_page_says() {
    let site = Project::fixture()
        .edit(
            "content/organisations/politie-organisatie.yaml",
            "chain:",
            "contact: alarmnummer\ngovernment: true\nchain:",
        )
        .build()
        .site;
    let module = thing(&text(&site, "modules/eerste-gesprek/index.html"), "DefinedTerm");
    assert_eq!(module["@type"], serde_json::json!(["DefinedTerm", "CreativeWork"]));
    assert_eq!(module["termCode"], "4.1");
    assert_eq!(module["inDefinedTermSet"], "https://example.org/modules/#modulen");
    let set = thing(&text(&site, "modules/index.html"), "DefinedTermSet");
    assert_eq!(set["@id"], module["inDefinedTermSet"]);
    assert_eq!(set["hasDefinedTerm"].as_array().unwrap().len(), 2);
    let crumbs = thing(&text(&site, "modules/eerste-gesprek/index.html"), "BreadcrumbList");
    assert_eq!(crumbs["itemListElement"][0]["item"], "https://example.org/modules/");
    let service = thing(&text(&site, "organisaties/politie-organisatie/index.html"), "GovernmentService");
    assert_eq!(service["availableChannel"][0]["servicePhone"]["telephone"], "112");
    let terms = thing(&text(&site, "begrippen/index.html"), "DefinedTermSet");
    assert!(!terms["hasDefinedTerm"].as_array().unwrap().is_empty());
}

#[test]
fn no_text_ends_a_data_block() {
    let title = "</script><script>alert(1)</script><!-- <script> & \"";
    let html = text(
        &Project::fixture()
            .edit("content/modules/eerste-gesprek.yaml", "title: Eerste gesprek", &format!("title: '{title}'"))
            .build()
            .site,
        "modules/eerste-gesprek/index.html",
    );
    assert_eq!(thing(&html, "DefinedTerm")["name"], title);
    assert_eq!(html.matches("<script").count(), 2, "the script of the theme and the data block");
}

#[test]
fn the_reader_has_every_module_step_and_term_once() {
    let html = text(&SITE.site, "lezen/index.html");
    let mut count: BTreeMap<&str, usize> = BTreeMap::new();
    for id in html.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()) {
        *count.entry(id).or_default() += 1;
    }
    let twice: Vec<_> = count.iter().filter(|(_, times)| **times > 1).collect();
    assert!(twice.is_empty(), "{twice:?}");
    let catalogue = catalogue(&SITE.site);
    for list in ["modules", "steps", "questions", "endings", "guidance", "sectors"] {
        for record in catalogue[list].as_array().unwrap() {
            assert!(count.contains_key(record["id"].as_str().unwrap()), "{} is missing", record["id"]);
        }
    }
    for glossary in catalogue["glossaries"].as_array().unwrap() {
        for term in glossary["entries"].as_array().unwrap() {
            assert!(count.contains_key(format!("begrippen--{}", term["id"].as_str().unwrap()).as_str()), "{term}");
        }
    }
}
