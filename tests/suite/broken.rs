//! One mistake per case. A case is a file in `tests/broken/` that is laid over
//! the fixture site; its first lines, after `#|`, say where it goes and what the
//! program must say.
//!
//! ```yaml
//! #| content/modules/voorbeeld.yaml
//! #|
//! #| error[missing-key]: ...
//! ```

use std::collections::BTreeSet;
use std::fs;

use meldwijzer::Style;

use crate::project::{Project, read_tree, repository, updating};

/// The path and the expected text of a case.
fn header(text: &str) -> (String, String) {
    let lines: Vec<&str> = text
        .lines()
        .map_while(|line| line.strip_prefix("#|"))
        .map(|line| line.strip_prefix(' ').unwrap_or(line))
        .collect();
    let (path, expected) = lines.split_first().expect("a case begins with `#| PATH`");
    ((*path).to_owned(), expected.join("\n").trim().to_owned())
}

#[test]
fn every_case_says_what_it_must() {
    let folder = repository().join("tests/broken");
    let mut wrong = Vec::new();
    for (name, bytes) in read_tree(&folder).iter() {
        let text = String::from_utf8(bytes.to_vec()).unwrap();
        let (path, expected) = header(&text);
        let project = Project::fixture().file(&path, &text);
        let said = project.check().to_text(Style::Plain).trim().to_owned();
        assert!(!said.is_empty(), "{name} has no mistake");
        if said != expected {
            if updating() {
                // The header changes the line numbers, so this takes until it settles.
                let rest: String =
                    text.lines().skip_while(|line| line.starts_with("#|")).map(|line| format!("{line}\n")).collect();
                let head: String = said.lines().map(|line| format!("#| {line}").trim_end().to_owned() + "\n").collect();
                fs::write(folder.join(name), format!("#| {path}\n#|\n{head}{rest}")).unwrap();
            }
            wrong.push(format!("=== {name}\n--- expected\n{expected}\n--- said\n{said}\n"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_rule_has_a_case() {
    let mut codes = BTreeSet::new();
    for (_, bytes) in read_tree(&repository().join("src")).iter() {
        let text = String::from_utf8_lossy(bytes).into_owned();
        for start in [
            "Diagnostic::error(\n",
            "Diagnostic::error(",
            "checker.error(",
            "checker.error(\n",
            "self.say(",
            "self.checker.error(",
        ] {
            for part in text.split(start).skip(1) {
                let part = part.trim_start();
                if let Some(code) = part.strip_prefix('"').and_then(|rest| rest.split('"').next()) {
                    codes.insert(code.to_owned());
                }
            }
        }
    }
    // Made by the tests below: they need bytes that no text file holds.
    for code in [
        "not-utf8",
        "file-too-large",
        "alias-expansion",
        "missing-file",
        "too-deep",
        "empty-file",
        "number-gap",
        "missing-ending",
        "unknown-language",
    ] {
        assert!(codes.remove(code), "{code} is no rule");
    }
    let cases = read_tree(&repository().join("tests/broken"));
    let promises = std::fs::read_to_string(repository().join("tests/suite/promises.rs")).unwrap();
    let all: String =
        cases.iter().map(|(_, bytes)| String::from_utf8_lossy(bytes).into_owned()).chain([promises]).collect();
    let missing: Vec<&String> = codes.iter().filter(|code| !all.contains(&format!("[{code}]"))).collect();
    assert!(missing.is_empty(), "rules without a case in tests/broken: {missing:?}");
}

const FILE: &str = "content/modules/nieuw.yaml";

fn said(project: &Project) -> String {
    project.check().to_text(Style::Plain)
}

#[test]
fn bytes_that_are_not_utf8() {
    let text = said(&Project::fixture().file(FILE, b"title: Goed\nsummary: Caf\xe9\n"));
    assert!(text.contains("error[not-utf8]"), "{text}");
    assert!(text.contains("nieuw.yaml:2:13"), "{text}");
}

#[test]
fn a_file_of_fifty_megabytes() {
    let text = said(&Project::fixture().file(FILE, vec![b'a'; 50 << 20]));
    assert!(text.contains("error[file-too-large]") && text.contains("52428800 bytes"), "{text}");
}

#[test]
fn a_bomb_of_aliases() {
    let mut bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n".to_owned();
    for level in 1..12 {
        let items = vec![format!("*a{}", level - 1); 10].join(", ");
        bomb.push_str(&format!("a{level}: &a{level} [{items}]\n"));
    }
    let text = said(&Project::fixture().file(FILE, bomb));
    assert!(text.contains("error[alias-expansion]"), "{text}");
    assert_eq!(text.matches("error[").count(), 1, "{text}");
}

#[test]
fn lists_without_end() {
    let text = said(&Project::fixture().file(FILE, format!("title: {}", "[".repeat(100_000))));
    assert!(text.contains("error[too-deep]"), "{text}");
}

#[test]
fn a_step_that_is_not_there() {
    let text = said(&Project::fixture().without("content/meldcode/steps/stap-5.yaml"));
    assert!(text.contains("error[number-gap]: there is no step 5, and the meldcode has five"), "{text}");
    assert!(text.contains("add `content/meldcode/steps/stap-5.yaml`"), "{text}");
}

#[test]
fn an_answer_that_ends_nowhere() {
    let text = said(&Project::fixture().without("content/meldcode/endings/melden.yaml"));
    assert!(text.contains("error[missing-ending]: no page says what to do after `melden`"), "{text}");
    assert!(text.contains("add `content/meldcode/endings/melden.yaml`"), "{text}");
    assert!(text.contains("vraag-2.yaml:10:30"), "the place is said: {text}");
}

#[test]
fn a_language_that_the_theme_does_not_speak() {
    let project = Project::fixture();
    let mut project = project;
    for name in ["contact", "contacts", "regio"] {
        let text = std::fs::read_to_string(project.root().join(format!("content/ar/{name}.yaml"))).unwrap();
        project = project.file(&format!("content/fr/{name}.yaml"), text);
    }
    let text = said(&project);
    assert!(text.contains("error[unknown-language]: the theme has no words for the language `fr`"), "{text}");
    assert_eq!(text.matches("error[").count(), 1, "{text}");
}

#[test]
fn an_empty_file() {
    assert!(said(&Project::fixture().file(FILE, "")).contains("error[empty-file]"));
}

#[test]
fn a_project_without_settings() {
    let text = said(&Project::fixture().without("content/site.yaml"));
    assert!(text.contains("error[missing-file]: `content/site.yaml` is missing"), "{text}");
}

#[test]
fn mistakes_leave_the_site_as_it_was() {
    let project = Project::fixture();
    assert!(project.run(&["build"]).status.success());
    let before = read_tree(&project.root().join("dist"));
    let store = read_tree(&project.root().join("index/store"));

    let project = project.file(FILE, "title: Alleen een titel\n").edit(
        "content/modules/eerste-gesprek.yaml",
        "number:",
        "nummer:",
    );
    let output = project.run(&["build"]);
    assert_eq!(output.status.code(), Some(1));
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.contains("did you mean `number`?"), "{said}");
    assert!(said.contains("nieuw.yaml:1:1"), "the mistakes of both files are said: {said}");
    assert!(read_tree(&project.root().join("dist")) == before);
    assert!(read_tree(&project.root().join("index/store")) == store);
}

#[test]
fn exit_codes_tell_mistakes_from_failures() {
    let project = Project::fixture();
    assert_eq!(project.run(&["check"]).status.code(), Some(0));
    assert_eq!(project.run(&["chek"]).status.code(), Some(2));
    assert_eq!(project.run(&["search", "x"]).status.code(), Some(3), "there is no index yet");
    let project = project.file("themes/default/templates/base.html", "{% if %}");
    assert_eq!(project.run(&["build"]).status.code(), Some(3));
}
