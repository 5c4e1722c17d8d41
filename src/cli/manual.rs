//! What people and shells read about the commands: the examples behind each
//! `--help`, the manual page and the completions, all from the same arguments.

use clap::{Command, CommandFactory};
use clap_complete::Shell;
use clap_mangen::Man;
use meldwijzer::{Error, Result};

use super::{Arguments, say};

/// The name of the program.
const NAME: &str = "meldwijzer";

pub(super) const STATUS: &str = "\
Exit status: 0 good, 1 the content has errors, 2 the arguments are wrong, 3 the program, its disk or its network failed.";
pub(super) const BUILD: &str = "\
Examples:
  meldwijzer build
  meldwijzer build --out /srv/www/meldwijzer --compress
  meldwijzer build --layer regio/zuid-limburg";
pub(super) const CHECK: &str = "\
Examples:
  meldwijzer check --deny-warnings
  meldwijzer check --report
  meldwijzer check --links=ask
  meldwijzer check --format github";
pub(super) const EXPLAIN: &str = "\
Examples:
  meldwijzer explain
  meldwijzer explain unknown-anchor --lang en";
pub(super) const SERVE: &str = "\
Examples:
  meldwijzer serve
  meldwijzer serve --layer regio/zuid-limburg";
pub(super) const NEW: &str = "\
Examples:
  meldwijzer new module spoedoverleg
  meldwijzer new term veiligheidsplan --layer regio/zuid-limburg";
pub(super) const SCHEMA: &str = "\
Examples:
  meldwijzer schema
  meldwijzer schema --layer regio/zuid-limburg";
pub(super) const SEARCH: &str = "\
Examples:
  meldwijzer search tijdelijk huisverbod
  meldwijzer search --kind module --format json -- begeleiding -beleid";
pub(super) const EVAL: &str = "\
Examples:
  meldwijzer eval
  meldwijzer eval --failures tune";
pub(super) const EXPORT: &str = "\
Examples:
  meldwijzer export --bulk
  meldwijzer export --bulk --out documents.ndjson
  meldwijzer export --bulk=quickwit --out documents.yaml";
pub(super) const COMPLETIONS: &str = "\
Examples:
  meldwijzer completions bash > ~/.local/share/bash-completion/completions/meldwijzer
  meldwijzer completions zsh > ~/.zfunc/_meldwijzer";
pub(super) const MAN: &str = "\
Examples:
  meldwijzer man > ~/.local/share/man/man1/meldwijzer.1
  meldwijzer man | man --local-file -";

/// Prints what a shell completes commands and flags from.
pub(super) fn completions(shell: Shell) -> Result<()> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Arguments::command(), NAME, &mut script);
    say(String::from_utf8_lossy(&script).trim_end())
}

/// Prints the manual page: one for all commands, so that it can be searched.
pub(super) fn man() -> Result<()> {
    say(page().map_err(Error::Output)?.trim_end())
}

fn page() -> std::io::Result<String> {
    let mut command = Arguments::command();
    command.build();
    let whole = Man::new(command.clone());
    let mut page = Vec::new();
    whole.render_title(&mut page)?;
    whole.render_name_section(&mut page)?;
    whole.render_synopsis_section(&mut page)?;
    whole.render_description_section(&mut page)?;
    let mut page = String::from_utf8_lossy(&page).into_owned();
    for command in commands(&command) {
        page += &section(command)?;
    }
    page += &format!(".SH EXIT STATUS\n{}\n", STATUS.trim_start_matches("Exit status: "));
    Ok(page)
}

/// The commands, but for the one that says what there is.
fn commands(all: &Command) -> impl Iterator<Item = &Command> {
    all.get_subcommands().filter(|command| command.get_name() != "help")
}

/// A command on the page: what would be sections of a page of its own are
/// subsections.
fn section(command: &Command) -> std::io::Result<String> {
    let mut text = Vec::new();
    let own = Man::new(command.clone());
    own.render_synopsis_section(&mut text)?;
    own.render_description_section(&mut text)?;
    own.render_options_section(&mut text)?;
    let text = String::from_utf8_lossy(&text).replace(".SH ", ".SS ");
    let name = command.get_name().to_uppercase();
    let examples = command.get_after_help().map(ToString::to_string).unwrap_or_default().replace('-', "\\-");
    let examples = examples.trim_start_matches("Examples:\n");
    Ok(format!(".SH {name}\n{text}.SS EXAMPLES\n.nf\n{examples}\n.fi\n"))
}

#[cfg(test)]
mod tests {
    use std::io::Write;
    use std::process::{Command as Process, Stdio};

    use clap::{Parser, ValueEnum};

    use super::*;

    fn all() -> Command {
        let mut command = Arguments::command();
        command.build();
        command
    }

    /// The long flags of a command.
    fn flags(command: &Command) -> Vec<String> {
        command.get_arguments().filter_map(|one| one.get_long()).map(|name| format!("--{name}")).collect()
    }

    /// What a program says of a text that it is given.
    fn judged(program: &mut Process, text: &str) -> (bool, String) {
        let piped = program.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = piped.spawn().unwrap();
        child.stdin.take().unwrap().write_all(text.as_bytes()).unwrap();
        let output = child.wait_with_output().unwrap();
        assert_eq!(String::from_utf8_lossy(&output.stderr), "");
        (output.status.success(), String::from_utf8(output.stdout).unwrap())
    }

    #[test]
    fn every_command_has_examples_that_it_understands() {
        for command in commands(&all()) {
            let name = command.get_name();
            let help = command.get_after_help().map(ToString::to_string).unwrap_or_default();
            let mut examples = help.strip_prefix("Examples:\n").expect(name).lines().peekable();
            assert!(examples.peek().is_some(), "{name}");
            for example in examples {
                let words: Vec<&str> =
                    example.split_whitespace().take_while(|word| !matches!(*word, ">" | "|")).collect();
                assert_eq!(words[..2], [NAME, name], "{example}");
                assert!(example.len() <= 80 || name == "completions", "{example}");
                if let Err(error) = Arguments::try_parse_from(words) {
                    panic!("{example}: {error}");
                }
            }
        }
    }

    #[test]
    fn help_is_worded_in_one_way() {
        for command in commands(&all()) {
            let about = command.get_about().unwrap_or_else(|| panic!("{}", command.get_name())).to_string();
            let helps = command.get_arguments().map(|one| (one.get_id().as_str(), one.get_help()));
            let helps = helps.map(|(id, help)| (id, help.unwrap_or_else(|| panic!("{id}")).to_string()));
            for (name, text) in helps.chain([(command.get_name(), about)]) {
                assert!(text.starts_with(char::is_uppercase) && !text.ends_with('.'), "{name}: {text}");
            }
        }
    }

    #[test]
    fn the_manual_page_has_every_command_and_flag_and_is_one() {
        let page = page().unwrap();
        let plain = page.replace('\\', "");
        for command in commands(&all()) {
            let start = format!("\n.SH {}\n", command.get_name().to_uppercase());
            let section = plain.split(&start).nth(1).expect(&start).split("\n.SH ").next().unwrap();
            for flag in flags(command) {
                assert!(section.contains(&flag), "{} {flag}", command.get_name());
            }
        }
        let mut man = Process::new("man");
        let man = man.args(["--warnings", "--encoding=UTF-8", "--local-file", "-"]).env("MANWIDTH", "100");
        let (good, text) = judged(man, &page);
        assert!(text.contains("EXIT STATUS"), "{text}");
        assert!(good && text.contains("--deny-warnings") && text.contains("meldwijzer check --links=ask"), "{text}");
    }

    #[test]
    fn completions_have_every_command_and_flag() {
        for shell in Shell::value_variants() {
            let mut script = Vec::new();
            clap_complete::generate(*shell, &mut Arguments::command(), NAME, &mut script);
            let script = String::from_utf8(script).unwrap();
            for command in commands(&all()) {
                assert!(script.contains(command.get_name()), "{shell}: {}", command.get_name());
                for flag in flags(command) {
                    // Fish writes `-l FLAG`.
                    let fish = format!("-l {}", flag.trim_start_matches('-'));
                    assert!(script.contains(&flag) || script.contains(&fish), "{shell}: {} {flag}", command.get_name());
                }
            }
            if *shell == Shell::Bash {
                assert!(judged(Process::new("bash").arg("-n"), &script).0);
                let ask = "COMP_WORDS=(meldwijzer check --li); COMP_CWORD=2; _meldwijzer meldwijzer --li check; echo ${COMPREPLY[@]}";
                let (good, found) = judged(&mut Process::new("bash"), &format!("{script}\n{ask}\n"));
                assert!(good && found.trim() == "--links", "{found}");
            }
        }
    }
}
