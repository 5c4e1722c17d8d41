//! The guide of the editors, `content/README.md`: every example in it is carried
//! out, in its order, on a copy of the real content for each chapter.
//!
//! A block is a change to a file (`diff`), a file (`yaml`), both named after the
//! sort of block and in the text above it, or commands with what they say
//! (`console`), where a line `…` stands for any lines.

use std::fs;
use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};

use crate::project::{Project, repository, updating};

const DAY: &str = "2026-11-25";

/// A part of the guide.
enum Part {
    Text(String),
    /// What stands after the fence, and the lines of the block.
    Block(String, Vec<String>),
}

fn parts(guide: &str) -> Vec<Part> {
    let mut parts = Vec::new();
    let mut lines = guide.lines();
    while let Some(line) = lines.next() {
        match line.strip_prefix("```") {
            Some(info) => {
                let block = lines.by_ref().take_while(|line| *line != "```").map(str::to_owned).collect();
                parts.push(Part::Block(info.to_owned(), block));
            }
            None => parts.push(Part::Text(line.to_owned())),
        }
    }
    parts
}

/// Changes a file as a `diff` says.
fn change(project: &Project, path: &str, block: &[String]) {
    let side = |sign: char| {
        let lines = block.iter().filter(|line| line.starts_with([sign, ' '])).map(|line| format!("\n{}", &line[1..]));
        lines.collect::<String>()
    };
    let (from, to) = (side('-'), side('+'));
    let text = format!("\n{}", fs::read_to_string(project.root().join(path)).unwrap());
    assert_eq!(text.matches(&from).count(), 1, "{path} has no such lines, or more than once:{from}");
    fs::write(project.root().join(path), &text.replacen(&from, &to, 1)[1..]).unwrap();
}

/// What a command says, the data before the messages.
fn carry_out(project: &Project, line: &str) -> String {
    let words: Vec<&str> = line.split_whitespace().collect();
    match words.as_slice() {
        ["rm", path] => fs::remove_file(project.root().join(path)).unwrap(),
        ["mv", from, to] => fs::rename(project.root().join(from), project.root().join(to)).unwrap(),
        ["meldwijzer", "serve"] => serve(project),
        ["meldwijzer", command, arguments @ ..] => {
            let day = matches!(*command, "new" | "check" | "build").then_some(["--today", DAY]);
            let arguments: Vec<&str> =
                std::iter::once(*command).chain(arguments.iter().copied()).chain(day.into_iter().flatten()).collect();
            let output = project.run(&arguments);
            assert!(output.status.code().is_some_and(|code| code < 2), "{line}: {output:?}");
            return String::from_utf8([output.stdout, output.stderr].concat()).unwrap();
        }
        _ => panic!("nobody knows how to carry out `{line}`"),
    }
    String::new()
}

/// The preview starts.
fn serve(project: &Project) {
    let mut program = Command::new(env!("CARGO_BIN_EXE_meldwijzer"))
        .args(["serve", "--port", "0", "--today", DAY])
        .current_dir(project.root())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let said = BufReader::new(program.stderr.take().unwrap()).lines().map_while(Result::ok);
    let found = said.into_iter().find(|line| line.starts_with("http://127.0.0.1:"));
    program.kill().unwrap();
    program.wait().unwrap();
    assert!(found.is_some(), "the preview says where it is");
}

/// Whether the lines are as expected, where `…` is any lines.
fn is_as(said: &[&str], expected: &[&str]) -> bool {
    match (said, expected) {
        (said, ["…", rest @ ..]) => (0..=said.len()).any(|skip| is_as(&said[skip..], rest)),
        ([one, said @ ..], [other, expected @ ..]) => one == other && is_as(said, expected),
        (said, expected) => said.is_empty() && expected.is_empty(),
    }
}

/// Carries out a block of commands; gives it with what they said.
fn console(project: &Project, block: &[String]) -> (bool, String) {
    let mut right = true;
    let mut new = String::new();
    let mut lines = block.iter().map(String::as_str).peekable();
    while let Some(line) = lines.next() {
        let command = line.strip_prefix("$ ").unwrap_or_else(|| panic!("`{line}` is no command"));
        let expected: Vec<&str> = std::iter::from_fn(|| lines.next_if(|line| !line.starts_with("$ "))).collect();
        let said = carry_out(project, command);
        // Blanks at the end of a line do not survive an editor.
        let said: Vec<&str> = said.trim_end().lines().map(str::trim_end).collect();
        let same = is_as(&said, &expected);
        right &= same;
        new.push_str(&format!("{line}\n"));
        (if same { &expected } else { &said }).iter().for_each(|line| new.push_str(&format!("{line}\n")));
    }
    (right, new)
}

#[test]
fn every_example_of_the_guide_does_what_it_says() {
    let path = repository().join("content/README.md");
    let (mut project, mut above) = (Project::real(), String::new());
    let (mut new, mut wrong, mut examples) = (String::new(), Vec::new(), 0);
    for part in parts(&fs::read_to_string(&path).unwrap()) {
        let (info, block) = match part {
            Part::Text(line) => {
                if line.starts_with("## ") {
                    (project, above) = (Project::real(), String::new());
                }
                new.push_str(&format!("{line}\n"));
                above.push_str(&line);
                continue;
            }
            Part::Block(info, block) => (info, block),
        };
        examples += 1;
        let mut text: String = block.iter().map(|line| format!("{line}\n")).collect();
        let (sort, file) = info.split_once(' ').unwrap_or((&info, ""));
        match sort {
            "diff" => change(&project, file, &block),
            "yaml" => project = project.file(file, &text),
            "console" => {
                let (right, said) = console(&project, &block);
                if !right {
                    wrong.push(said.clone());
                }
                text = said;
            }
            _ => panic!("nobody knows what to do with a block of {sort}"),
        }
        assert!(file.is_empty() || above.contains(&format!("`{file}`")), "the text above a block names {file}");
        new.push_str(&format!("```{info}\n{text}```\n"));
    }
    if updating() && !wrong.is_empty() {
        fs::write(&path, new).unwrap();
    }
    assert!(examples > 15, "{examples}");
    assert!(wrong.is_empty(), "said otherwise:\n{}", wrong.join("\n"));
}
