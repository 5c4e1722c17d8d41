//! One mistake per case. A case is a file in `tests/broken/` that is laid over
//! the fixture site; its first lines, after `#|`, say where it goes and what the
//! program must say: in English as it is printed, then the words in Dutch.
//!
//! ```yaml
//! #| content/modules/voorbeeld.yaml
//! #|
//! #| error[missing-key]: ...
//! #|
//! #| fout[missing-key]: ...
//! ```

use std::collections::BTreeSet;
use std::fs;
use std::process::Command;

use meldwijzer::diagnostic::rules::Example;
use meldwijzer::diagnostic::{Rule, rules};
use meldwijzer::{Language, Report, Severity, Style};

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

/// The words of a report in Dutch, without the lines that they are about.
fn in_dutch(report: &Report) -> String {
    let mut text = String::new();
    for diagnostic in report.diagnostics() {
        let level = if diagnostic.severity == Severity::Error { "fout" } else { "waarschuwing" };
        text.push_str(&format!("{level}[{}]: {}\n", diagnostic.rule.code(), diagnostic.message.nl));
        text.extend(diagnostic.hint.iter().map(|hint| format!("tip: {}\n", hint.nl)));
    }
    text
}

#[test]
fn every_case_says_what_it_must() {
    let folder = repository().join("tests/broken");
    let mut wrong = Vec::new();
    for (name, bytes) in read_tree(&folder).iter() {
        let text = String::from_utf8(bytes.to_vec()).unwrap();
        let (path, expected) = header(&text);
        let project = Project::fixture().file(&path, &text);
        let report = project.check();
        assert!(!report.diagnostics().is_empty(), "{name} has no mistake");
        let said = report.to_text(Style::Plain, Language::English) + &in_dutch(&report);
        let said = said.trim();
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
    let read = |path: &str| fs::read_to_string(repository().join(path)).unwrap();
    let cases = read_tree(&repository().join("tests/broken"));
    let cases = cases.iter().map(|(_, bytes)| String::from_utf8_lossy(bytes).into_owned());
    // Some need bytes that no text file holds, a file less, or another theme.
    let tests = ["broken", "former", "layers", "links", "promises", "writing"]
        .map(|suite| read(&format!("tests/suite/{suite}.rs")));
    let all: String = cases.chain(tests).collect();
    let missing: Vec<&str> = rules::all().map(Rule::code).filter(|code| !all.contains(&format!("[{code}]"))).collect();
    assert!(missing.is_empty(), "rules without a case in tests/broken: {missing:?}");
}

/// The fixture site where a rule is broken and where it is kept.
fn both(rule: &Rule) -> [Project; 2] {
    let fixture = Project::fixture;
    let page = "laag/content/pages/over.yaml";
    // Examples that are told and not shown: their mistake is more than a few lines, or
    // a file that is not there. Each is kept by as little as can be.
    match rule.code() {
        "not-utf8" => [fixture().file(page, b"summary: Caf\xe9\n"), fixture().file(page, "summary: Café\n")],
        "file-too-large" => [1, 0].map(|more| {
            let comment = "#".repeat((1 << 20) + more - "\nsummary: Lang.".len());
            fixture().file(page, comment + "\nsummary: Lang.")
        }),
        "missing-file" => [fixture().without("content/site.yaml"), fixture()],
        "no-policy" => {
            let policy = "http-equiv=\"Content-Security-Policy\"";
            [fixture().edit("themes/default/templates/base.html", policy, "name=\"policy\""), fixture()]
        }
        "contact-weight" => {
            let site = fixture().build().site;
            let pages = ["contact/index.html", "ar/contact/index.html"].map(|path| site.get(path).unwrap().len());
            let room = CONTACT_MAX - pages.into_iter().max().unwrap();
            [room + 1, room].map(|bytes| {
                let filled = format!("<main>{}", "a".repeat(bytes));
                fixture().edit("themes/default/templates/contact.html", "<main>", &filled)
            })
        }
        _ => [with(rule.wrong()), with(rule.right())],
    }
}

/// What the contact page may weigh, as its rule says.
const CONTACT_MAX: usize = 30_000;

/// The fixture site with an example in it: as a layer, or in a file of the theme.
fn with(example: Example) -> Project {
    let (file, text) = (example.file, example.text);
    let main = |template: &str, start: &str| {
        let path = format!("themes/default/templates/{template}");
        Project::fixture().edit(&path, start, &format!("{start}{text}"))
    };
    match file.strip_prefix("themes/default/") {
        None => Project::fixture().file(&format!("laag/{file}"), text),
        Some("templates/contact.html") => main("contact.html", "<main>"),
        Some("js/main.js") => Project::fixture().edit(file, "start(document);", &format!("start(document);\n{text}")),
        Some(_) => main("home.html", "{% block main %}"),
    }
}

/// What is said of the content alone.
fn content(project: &Project) -> Report {
    let (options, mut report) = (project.options(), Report::default());
    let sources = meldwijzer::load::load(&options.root, &options.layers, &mut report).unwrap();
    meldwijzer::check::check(&sources, options.today, &mut report);
    report
}

#[test]
fn every_rule_is_broken_by_one_example_and_kept_by_its_neighbour() {
    let mut wrong = Vec::new();
    for rule in rules::all() {
        let [project, neighbour] = both(rule);
        let breaks = |report: &Report| report.diagnostics().iter().any(|diagnostic| diagnostic.rule == rule);
        // Most rules are broken before a page is made, and kept as well.
        let looks: [fn(&Project) -> Report; 2] = [content, Project::check];
        let Some(look) = looks.iter().find(|look| breaks(&look(&project))) else {
            wrong.push(format!("=== the wrong example of `{}`\n{}", rule.code(), said(&project)));
            continue;
        };
        let report = look(&neighbour);
        if !report.diagnostics().is_empty() {
            wrong.push(format!("=== the right example of `{}`\n{}", rule.code(), english(&report)));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_rule_is_explained_by_its_code() {
    let project = Project::fixture();
    let said = |arguments: &[&str]| String::from_utf8(project.run(arguments).stdout).unwrap();
    assert_eq!(
        said(&["explain", "bad-path"]),
        "bad-path: fout, vast

Het adres van een pagina begint en eindigt met `/`, met kleine letters, cijfers
en `-` ertussen.

Fout (content/pages/over.yaml):

    path: over

Goed (content/pages/over.yaml):

    path: /over/
"
    );
    let jargon = said(&["explain", "jargon", "--lang", "en"]);
    assert!(jargon.starts_with("jargon: error\n\nA page for citizens uses no words of the field"), "{jargon}");
    assert!(jargon.ends_with("    rules: { jargon: off }   # or warn, or error\n"), "{jargon}");
    let list = said(&["explain"]);
    assert_eq!(list.lines().count(), rules::all().count());
    assert!(list.contains("\njargon               fout                   Een pagina voor burgers"), "{list}");

    let unknown = project.run(&["explain", "jargn"]);
    assert_eq!(unknown.status.code(), Some(2));
    let message = String::from_utf8(unknown.stderr).unwrap();
    assert!(message.contains("did you mean `jargon`?"), "{message}");
}

#[test]
fn a_site_says_how_bad_a_rule_is_to_break() {
    let with = |rules: &str| {
        let settings = "jargon: [casusregie]";
        Project::fixture().edit("content/site.yaml", settings, &format!("{settings}\n{rules}")).edit(
            "content/contact.yaml",
            "Neem een ander apparaat.",
            "Vraag om casusregie.",
        )
    };
    let counts = |rules: &str| {
        let report = with(rules).check();
        (report.errors(), report.warnings())
    };
    assert_eq!(counts(""), (1, 0));
    assert_eq!(counts("rules: { jargon: error }"), (1, 0));
    assert_eq!(counts("rules: { jargon: warn }"), (0, 1));
    assert_eq!(counts("rules: { jargon: off }"), (0, 0));
    assert_eq!(counts("rules: { long-sentence: off }"), (1, 0));

    let project = with("rules: { jargon: warn }");
    assert!(project.run(&["build"]).status.success(), "a warning lets the build go on");
    assert!(project.root().join("dist/contact/index.html").exists());
    assert_eq!(project.run(&["check", "--deny-warnings"]).status.code(), Some(1));
}

#[test]
fn a_code_names_one_rule() {
    let codes: BTreeSet<&str> = rules::all().map(Rule::code).collect();
    assert_eq!(codes.len(), rules::all().count());
}

const FILE: &str = "content/modules/nieuw.yaml";

fn said(project: &Project) -> String {
    english(&project.check())
}

fn english(report: &Report) -> String {
    report.to_text(Style::Plain, Language::English)
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
fn a_mark_at_the_start_of_a_file_is_no_sign_of_its_first_line() {
    let text = std::fs::read_to_string(repository().join("tests/fixtures/site/content/pages/over.yaml")).unwrap();
    let with = |text: String| said(&Project::fixture().file("content/pages/over.yaml", text));
    for mistake in [text.clone(), text.replace("title:", "titel:"), text.replace("title:", "titel")] {
        assert_eq!(with(format!("\u{feff}{mistake}")), with(mistake));
    }
    let bytes = said(&Project::fixture().file(FILE, b"\xef\xbb\xbftitle: Caf\xe9\n"));
    assert!(bytes.contains("nieuw.yaml:1:11"), "{bytes}");
}

#[test]
fn a_module_between_two_others_that_is_not_there() {
    let number = |number: &str| format!("number: \"{number}\"");
    let with = |to: &str| Project::fixture().edit("content/modules/voorlichting.yaml", &number("4.11"), &number(to));
    assert!(said(&with("4.3")).contains("warning[module-gap]: no module stands between `4.1` and `4.3`"));
    // A choice of modules, another chapter, a number of another kind.
    for to in ["4.2", "4.4", "5.3", "4.3.1", "B"] {
        assert_eq!(said(&with(to)), "", "{to}");
    }
    let path = "content/modules/voorlichting.yaml";
    let another = |to: &str, number: &str| {
        let text = fs::read_to_string(with(number).root().join(path)).unwrap();
        with(to).file(FILE, text.replace("title: Voorlichting", "title: Nieuw"))
    };
    assert!(said(&another("4.2", "4.4")).contains("no module stands between `4.2` and `4.4`"));
    // An edition that hides modules, and a module that cannot be read.
    assert_eq!(said(&another("4.3", "4.2").file(&format!("laag/{FILE}"), "hide: true\n")), "");
    let broken = with("4.3").file(FILE, "title: Nieuw\n");
    assert!(!said(&broken).contains("module-gap"), "{}", said(&broken));
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
    let output = project.run(&["build", "--lang", "en"]);
    assert_eq!(output.status.code(), Some(1));
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.contains("did you mean `number`?"), "{said}");
    assert!(said.contains("nieuw.yaml:1:1"), "the mistakes of both files are said: {said}");
    assert!(read_tree(&project.root().join("dist")) == before);
    assert!(read_tree(&project.root().join("index/store")) == store);
}

#[test]
fn machines_are_told_of_mistakes_in_their_own_ways() {
    let project = Project::fixture().edit("content/pages/over.yaml", "title:", "titel%:");
    let said = |form: &str| String::from_utf8(project.run(&["check", "--format", form]).stdout).unwrap();
    assert_eq!(
        said("github"),
        "::error file=content/pages/over.yaml,line=1,col=1,endColumn=6,title=unknown-key::\
         onbekende sleutel `titel%25`%0Abedoelde je `title`?\n"
    );
    let json: serde_json::Value = serde_json::from_str(&said("json")).unwrap();
    assert_eq!(json.as_array().unwrap().len(), 1);
    assert_eq!((&json[0]["severity"], &json[0]["code"]), (&"error".into(), &"unknown-key".into()));
    assert_eq!(
        json[0]["place"],
        serde_json::json!({
            "file": "content/pages/over.yaml", "line": 1, "column": 1, "width": 6,
        })
    );
    assert_eq!(
        (&json[0]["hint"]["en"], &json[0]["hint"]["nl"]),
        (&"did you mean `title`?".into(), &"bedoelde je `title`?".into())
    );
}

#[test]
fn colours_are_for_terminals_of_those_who_want_them() {
    let project = Project::fixture().edit("content/pages/over.yaml", "title:", "titel:");
    let piped = String::from_utf8(project.run(&["check"]).stderr).unwrap();
    assert!(piped.contains("fout[unknown-key]") && !piped.contains('\u{1b}'), "{piped}");
    // `script` (Debian's bsdutils) runs a program in a terminal.
    let on_terminal = |wish: &str| {
        let command = format!("{} check --root {}", env!("CARGO_BIN_EXE_meldwijzer"), project.root().display());
        let output =
            Command::new("script").args(["-qec", &command, "/dev/null"]).env("NO_COLOR", wish).output().unwrap();
        String::from_utf8(output.stdout).unwrap()
    };
    let (plain, coloured) = (on_terminal("1"), on_terminal(""));
    assert!(plain.contains("fout[unknown-key]") && !plain.contains('\u{1b}'), "{plain}");
    assert!(coloured.contains("unknown-key") && coloured.contains("\u{1b}["), "{coloured}");
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
