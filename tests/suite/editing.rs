//! What editors write with: the schemas of their text editors, and new files.

use std::collections::BTreeMap;
use std::fs;

use meldwijzer::record::Kind;
use meldwijzer::{Language, Report, Style, editing};

use crate::project::{Project, read_tree, repository, updating};

/// The files of the repository that hold content, by path.
fn content() -> BTreeMap<String, String> {
    let mut files = BTreeMap::new();
    for top in ["content", "index"] {
        for (path, bytes) in read_tree(&repository().join(top)).iter() {
            if path.ends_with(".yaml") {
                files.insert(format!("{top}/{path}"), String::from_utf8(bytes.to_vec()).unwrap());
            }
        }
    }
    files
}

/// What a report says, in short.
fn said_of(report: &Report) -> Vec<(&'static str, String)> {
    let said = report.diagnostics().iter();
    said.map(|one| (one.rule.code(), format!("{}:{} {}", one.place.file, one.place.line, one.message.en))).collect()
}

#[test]
fn the_schemas_are_those_of_the_structs() {
    let folder = repository().join("content/.schema");
    let schemas = editing::schemas();
    if updating() {
        for (path, bytes) in schemas.iter() {
            fs::write(repository().join(path), bytes).unwrap();
        }
    }
    let written = read_tree(&folder);
    let names = |tree: &meldwijzer::Tree| tree.iter().map(|(path, _)| path.to_owned()).collect::<Vec<_>>();
    let short = |path: &str| path.trim_start_matches("content/.schema/").to_owned();
    assert_eq!(names(&written), names(&schemas).iter().map(|path| short(path)).collect::<Vec<_>>());
    for (path, bytes) in schemas.iter() {
        assert!(written.get(&short(path)) == Some(bytes), "{path} is not up to date: run `meldwijzer schema`");
    }
}

#[test]
fn every_file_names_its_own_schema() {
    let mut seen = 0;
    for (path, text) in content() {
        let named = editing::named(&path, &text).unwrap_or_else(|| panic!("{path} has no schema"));
        assert!(named == text, "{path} does not name its schema: run `meldwijzer schema`");
        let first = text.lines().next().unwrap();
        let (_, relative) = first.split_once("$schema=").unwrap();
        let schema = repository().join(&path).parent().unwrap().join(relative);
        assert!(schema.exists(), "{path} names {relative}");
        seen += 1;
    }
    assert!(seen > 200, "{seen}");
}

#[test]
fn schema_writes_schemas_and_names_them_and_nothing_else() {
    let project = Project::fixture();
    let before = read_tree(project.root());
    assert!(project.run(&["schema"]).status.success());
    let after = read_tree(project.root());
    assert_eq!(after.len(), before.len(), "the schemas are hidden");
    for (path, bytes) in before.iter() {
        let new = after.get(path).unwrap();
        let is_content = path.ends_with(".yaml") && !path.starts_with("themes/");
        assert_eq!(new.ends_with(bytes) && new != bytes, is_content, "{path}");
    }
    let schemas = read_tree(&project.root().join("content/.schema"));
    assert_eq!(schemas.len(), editing::schemas().len());
    assert!(project.run(&["schema"]).status.success());
    assert!(read_tree(project.root()) == after, "a second time changes nothing");
    assert_eq!(said_of(&project.check()), []);
}

#[test]
fn what_is_hidden_or_no_yaml_is_no_content() {
    let project = Project::fixture()
        .file("content/.schema/module.json", "{")
        .file("content/.schema/kapot.yaml", "a: b: c")
        .file("content/modules/.kladje.yaml", "a: b: c")
        .file("content/README.md", "# Gids\n");
    assert_eq!(said_of(&project.check()), []);
}

/// A project in which there is room for a record of every kind.
fn room() -> Project {
    Project::fixture()
        .without("content/meldcode/steps/stap-3.yaml")
        .without("content/meldcode/weighing/vraag-3.yaml")
        .without("content/meldcode/endings/melden.yaml")
}

/// The id of a new record of the kind.
fn id(kind: Kind) -> String {
    match kind {
        Kind::Stage => "stap-3".to_owned(),
        Kind::Question => "vraag-3".to_owned(),
        Kind::Ending => "melden".to_owned(),
        _ => format!("nieuw-{}", kind.id()),
    }
}

/// The text with every key that may be absent.
fn whole(text: &str) -> String {
    let is_off = |line: &&str| line.starts_with('#') && (!line.starts_with("# ") || line.starts_with("#  "));
    text.lines().map(|line| if is_off(&line) { &line[1..] } else { line }.to_owned() + "\n").collect()
}

/// Where something must be written: the file and the line of each TODO.
fn todos(path: &str, text: &str) -> Vec<(String, usize)> {
    let lines = text.lines().enumerate().filter(|(_, line)| !line.trim_start().starts_with('#'));
    lines.filter(|(_, line)| line.contains("TODO")).map(|(number, _)| (path.to_owned(), number + 1)).collect()
}

#[test]
fn a_new_file_of_any_kind_only_has_texts_to_write() {
    let project = room();
    let mut files = BTreeMap::new();
    for kind in Kind::ALL {
        let id = id(*kind);
        let output = project.run(&["new", kind.dutch(), &id, "--today", "2026-11-24"]);
        assert_eq!(output.status.code(), Some(0), "{kind:?}: {}", String::from_utf8_lossy(&output.stderr));
        let path = format!("content/{}/{id}.yaml", kind.folder());
        assert_eq!(String::from_utf8(output.stdout).unwrap(), format!("{path}\n"));
        let text = fs::read_to_string(project.root().join(&path)).unwrap();
        files.insert(path, text);
    }
    let whole: BTreeMap<String, String> = files.iter().map(|(path, text)| (path.clone(), whole(text))).collect();
    assert!(whole.iter().all(|(path, text)| text != &files[path]), "each kind has a key that may be absent");
    for files in [files, whole] {
        let project = files.iter().fold(room(), |project, (path, text)| project.file(path, text));
        let report = project.check();
        let others: Vec<_> = said_of(&report).into_iter().filter(|(code, _)| *code != "todo").collect();
        assert_eq!(others, []);
        let said = report.diagnostics().iter().map(|one| (one.place.file.clone(), one.place.line));
        let expected: Vec<_> = files.iter().flat_map(|(path, text)| todos(path, text)).collect();
        assert_eq!(said.collect::<Vec<_>>(), expected);
    }
}

#[test]
fn a_new_step_or_question_only_has_texts_to_write_whatever_its_number() {
    for (kind, folder, word) in [("step", "steps", "stap"), ("question", "weighing", "vraag")] {
        for number in 1..=5 {
            let path = format!("content/meldcode/{folder}/{word}-{number}.yaml");
            let project = Project::fixture().without(&path);
            let output = project.run(&["new", kind, &format!("{word}-{number}"), "--today", "2026-11-24"]);
            assert_eq!(output.status.code(), Some(0), "{path}: {}", String::from_utf8_lossy(&output.stderr));
            let said = said_of(&project.check());
            assert!(!said.is_empty() && said.iter().all(|(code, _)| *code == "todo"), "{path}: {said:?}");
        }
    }
}

#[test]
fn a_new_course_can_be_given_once_it_is_written() {
    let project = Project::fixture();
    assert!(project.run(&["new", "course", "cursus-nieuw", "--today", "2026-11-24"]).status.success());
    let path = "content/training/courses/cursus-nieuw.yaml";
    let text = fs::read_to_string(project.root().join(path)).unwrap();
    let written = text.replace("source: TODO", "source: bron").replace("TODO", "geschreven");
    assert_eq!(written.matches("- minutes:").count(), 3);
    let built = project.file(path, written).build();
    assert!(built.site.get("training/cursus-nieuw/index.html").is_some());
}

#[test]
fn a_new_file_takes_no_name_that_is_taken() {
    let project =
        Project::fixture().edit("content/modules/voorlichting.yaml", "updated:", "former: [uitleg]\nupdated:");
    let before = read_tree(project.root());
    let cases = [
        (["module", "voorlichting"], "[duplicate-id]: `content/modules/voorlichting.yaml` is there already"),
        (
            ["form", "voorlichting"],
            "[duplicate-id]: `voorlichting` is also the id of `content/modules/voorlichting.yaml`",
        ),
        (["module", "meldcode"], "[duplicate-id]: `meldcode` is the name of a page that the generator makes"),
        (["module", "uitleg"], "[former-in-use]: `uitleg` is the id of `content/modules/uitleg.yaml` today"),
        (["module", "Mijn Module"], "[bad-id]: `Mijn Module` cannot be part of an address"),
        (["module", "../buiten"], "[bad-id]: `../buiten` cannot be part of an address"),
        (["module", ""], "[bad-id]: `` cannot be part of an address"),
        (
            ["step", "eerst-dit"],
            "[number-and-name]: the file of stap 1 is named `stap-1.yaml`, and this one is `eerst-dit.yaml`",
        ),
        (["step", "stap-6"], "[number-range]: there is no step 6: the meldcode has five"),
        (["question", "vraag-0"], "[number-range]: there is no question 0: the meldcode has five"),
        (["ending", "niets"], "[unknown-ending]: no answer can lead to `niets`"),
    ];
    for ([kind, id], wanted) in cases {
        let output = project.run(&["new", kind, id, "--lang", "en"]);
        let said = String::from_utf8(output.stderr).unwrap();
        assert!(said.contains(wanted), "{kind} {id}: {said}");
        assert_eq!(said.matches("error[").count(), 1, "{said}");
        assert_eq!(output.status.code(), Some(1));
    }
    assert_eq!(project.run(&["new", "modul", "x"]).status.code(), Some(2));
    assert!(read_tree(project.root()) == before, "nothing was written");
}

#[test]
fn a_new_file_can_be_of_a_layer() {
    let project = Project::fixture().file("laag/content/pages/.leeg", "");
    let output = project.run(&["new", "pagina", "sociale-kaart", "--layer", "laag"]);
    assert_eq!(String::from_utf8(output.stdout).unwrap(), "laag/content/pages/sociale-kaart.yaml\n");
    let text = fs::read_to_string(project.root().join("laag/content/pages/sociale-kaart.yaml")).unwrap();
    assert!(!text.contains("$schema"), "{text}");
    let said = project.check().to_text(Style::Plain, Language::Dutch);
    assert!(said.contains("laag/content/pages/sociale-kaart.yaml"), "{said}");
    assert!(!project.root().join("content/pages/sociale-kaart.yaml").exists());
}

#[test]
fn the_files_of_a_layer_name_schemas_of_their_own() {
    let over = "laag/content/pages/over.yaml";
    let project = Project::fixture().file(over, "title: Over de regio\n");
    let before = said_of(&project.check());
    assert!(project.run(&["schema", "--layer", "laag"]).status.success());
    let read = |path: &str| fs::read_to_string(project.root().join(path)).unwrap();
    assert_eq!(read(over), "# yaml-language-server: $schema=../.schema/page.json\ntitle: Over de regio\n");
    let schemas = read_tree(&project.root().join("laag/content/.schema"));
    assert!(schemas.iter().eq(editing::layer_schemas().iter().map(|(path, bytes)| (file_name(path), bytes))));
    assert_eq!(said_of(&project.check()), before);
    assert!(project.run(&["new", "pagina", "sociale-kaart", "--layer", "laag"]).status.success());
    let text = read("laag/content/pages/sociale-kaart.yaml");
    assert!(text.starts_with("# yaml-language-server: $schema=../.schema/page.json\n"), "{text}");
}

fn file_name(path: &str) -> &str {
    path.rsplit('/').next().unwrap()
}

/// A project whose content can be edited on the web.
fn edited() -> Project {
    let settings = "admin: { backend: test-repo, connect: [] }\ntitle: Proefsite";
    Project::fixture()
        .file("themes/default/admin/sveltia-cms.js", "localStorage.length;\n")
        .file("themes/default/admin/icons.woff2", [0])
        .edit("content/site.yaml", "title: Proefsite", settings)
}

#[test]
fn the_content_can_be_edited_on_the_web_where_the_settings_say_so() {
    let tree = edited().build().site;
    let plain = Project::fixture().build().site;
    let more: Vec<&str> = tree.iter().map(|(path, _)| path).filter(|path| plain.get(path).is_none()).collect();
    assert_eq!(more, ["admin/config.yml", "admin/icons.woff2", "admin/index.html", "admin/sveltia-cms.js"]);
    assert!(plain.iter().all(|(path, bytes)| path == "data/catalogue.json" || tree.get(path) == Some(bytes)));
    let config = std::str::from_utf8(tree.get("admin/config.yml").unwrap()).unwrap();
    assert!(config.contains("label: Andere namen"), "{config}");
}

#[test]
fn an_editor_that_is_not_there_is_missed() {
    let said = said_of(&edited().without("themes/default/admin/icons.woff2").check());
    let wanted = "content/site.yaml:1 `themes/default/admin/icons.woff2` is missing";
    assert_eq!(said, [("missing-file", wanted.to_owned())]);
}

#[test]
fn the_settings_of_the_editor_cannot_widen_its_policy() {
    let project = edited().edit("content/site.yaml", "connect: []", "connect: [\"https://a.example; script-src *\"]");
    let said = said_of(&project.check());
    assert!(said.iter().all(|(code, _)| *code == "bad-link") && said.len() == 1, "{said:?}");
}

#[test]
fn no_other_page_loads_the_editor() {
    let script = "<script src=\"{{ root }}admin/sveltia-cms.js\"></script></body>";
    let project = edited().edit("themes/default/templates/base.html", "</body>", script);
    let said = said_of(&project.check());
    assert!(!said.is_empty() && said.iter().all(|(code, _)| *code == "script"), "{said:?}");
    assert!(said.iter().all(|(_, text)| text.contains("admin/sveltia-cms.js`")), "{said:?}");
}
