//! The commands.

mod editing;
mod eval;
mod export;
mod links;
mod manual;
mod serve;
mod timings;

use std::env;
use std::fmt::Display;
use std::io::{ErrorKind, IsTerminal, Write, stderr, stdout};
use std::path::{Path, PathBuf};

use clap::builder::{PossibleValue, PossibleValuesParser};
use clap::{Args, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;
use jiff::Zoned;
use jiff::civil::Date;
use meldwijzer::diagnostic::{Rule, Said, rules};
use meldwijzer::index::Searcher;
use meldwijzer::record::Kind;
use meldwijzer::{Built, Destination, Error, Language, Options, Report, Result, Style, fs, said};
use serde::Serialize;

use timings::Timings;

/// Generator and knowledge site on domestic violence and child abuse in the
/// Netherlands.
#[derive(Debug, Parser)]
#[command(version, about, after_help = manual::STATUS, arg_required_else_help = true)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Make the site and its search index.
    #[command(after_help = manual::BUILD)]
    Build {
        #[command(flatten)]
        project: Project,
        /// Where the site goes [default: dist/ in the project, with layers dist-NAME/].
        #[arg(long, value_name = "DIR")]
        out: Option<PathBuf>,
        /// Write compressed files (.br, .gz) beside the texts, for hosts that send them.
        #[arg(long)]
        compress: bool,
        /// Say how many seconds each phase took.
        #[arg(long)]
        timings: bool,
    },
    /// Check the content without writing anything.
    #[command(after_help = manual::CHECK)]
    Check {
        #[command(flatten)]
        project: Project,
        /// Show how easy each text is to read, too.
        #[arg(long)]
        report: bool,
        /// List the addresses of other sites, too, or ask each host for them
        /// [default: list].
        #[arg(long, value_enum, value_name = "HOW", num_args = 0..=1, require_equals = true, default_missing_value = "list")]
        links: Option<links::Links>,
    },
    /// Say what a rule asks, why, and how it is broken and kept; without a code list
    /// every rule.
    #[command(after_help = manual::EXPLAIN)]
    Explain {
        /// The code, as it stands in a message between brackets.
        #[arg(value_parser = rule)]
        code: Option<&'static Rule>,
        /// The language.
        #[arg(long, value_enum, value_name = "LANGUAGE", default_value_t = Lang::Nl)]
        lang: Lang,
    },
    /// Show the site on this machine while you write it.
    ///
    /// Every change in content/, themes/ and index/ is seen at once: the browser
    /// loads the page anew where it was, or shows what is wrong over the last good
    /// version. Nothing is written to the disk.
    #[command(after_help = manual::SERVE)]
    Serve {
        #[command(flatten)]
        project: Project,
        #[command(flatten)]
        place: serve::Place,
    },
    /// Begin a new file: what must be written in it says TODO.
    #[command(after_help = manual::NEW)]
    New {
        #[command(flatten)]
        project: Project,
        /// What the file is to describe.
        #[arg(value_name = "KIND", value_parser = kind())]
        kind: String,
        /// The name of the file without .yaml: small letters, digits and -.
        id: String,
    },
    /// Write the schemas by which text editors complete and check the content.
    ///
    /// They go to content/.schema/; each content file names its own in its first
    /// line, which is written where it is missing.
    #[command(after_help = manual::SCHEMA)]
    Schema {
        /// The folder that holds content/, themes/ and index/.
        #[arg(long, value_name = "DIR", default_value = ".")]
        root: PathBuf,
        /// Write those of this layer, too, whose files may leave keys out; may be given again.
        #[arg(long = "layer", value_name = "DIR")]
        layers: Vec<PathBuf>,
    },
    /// Ask the index a question.
    #[command(after_help = manual::SEARCH)]
    Search {
        /// The words to look for.
        #[arg(required = true)]
        words: Vec<String>,
        /// The folder of the project.
        #[arg(long, value_name = "DIR", default_value = ".")]
        root: PathBuf,
        /// The layers of the edition whose index is asked.
        #[arg(long = "layer", value_name = "DIR")]
        layers: Vec<PathBuf>,
        /// How to print the results.
        #[arg(long, value_enum, default_value_t = Format::Text)]
        format: Format,
        /// How many results at most.
        #[arg(long, default_value_t = 10)]
        limit: usize,
        /// Only pages of this kind, such as module or term.
        #[arg(long)]
        kind: Option<String>,
    },
    /// Measure the search against the judged questions of index/queries.yaml.
    ///
    /// Asks the native index and, through Node, the client of the built site.
    #[command(after_help = manual::EVAL)]
    Eval {
        #[command(flatten)]
        project: Project,
        /// The built site whose client is asked [default: where build puts it].
        #[arg(long, value_name = "DIR")]
        site: Option<PathBuf>,
        /// Only print the questions with the pages that answer them, as JSON.
        #[arg(long)]
        questions: bool,
        /// Also print each question of this split that an engine answers badly.
        #[arg(long, value_name = "SPLIT")]
        failures: Option<String>,
    },
    /// Print what search engines of others need.
    #[command(after_help = manual::EXPORT)]
    Export {
        #[command(flatten)]
        project: Project,
        /// The documents of the index, or how an engine takes them [default: documents].
        #[arg(long, required = true, value_enum, value_name = "WHAT", num_args = 0..=1, require_equals = true, default_missing_value = "documents")]
        bulk: export::Bulk,
        /// Write it to this file.
        #[arg(long, value_name = "FILE")]
        out: Option<PathBuf>,
    },
    /// Print what a shell completes commands and flags from.
    #[command(after_help = manual::COMPLETIONS)]
    Completions {
        /// The shell.
        #[arg(value_enum)]
        shell: Shell,
    },
    /// Print the manual page.
    #[command(after_help = manual::MAN)]
    Man,
}

#[derive(Clone, Debug, Args)]
struct Project {
    /// The folder that holds content/, themes/ and index/.
    #[arg(long, value_name = "DIR", default_value = ".")]
    root: PathBuf,
    /// Lay the content of this folder over that of the project; may be given again.
    #[arg(long = "layer", value_name = "DIR")]
    layers: Vec<PathBuf>,
    /// Judge the freshness of facts on this day [default: today].
    #[arg(long, value_name = "YYYY-MM-DD")]
    today: Option<Date>,
    /// Let warnings stop the run as errors do.
    #[arg(long)]
    deny_warnings: bool,
    /// How to print mistakes.
    #[arg(long, value_enum, default_value_t = Form::Text)]
    format: Form,
    /// The language of the messages [default: `lang` in site.yaml, or nl].
    #[arg(long, value_enum, value_name = "LANGUAGE")]
    lang: Option<Lang>,
}

/// How mistakes are printed.
#[derive(Clone, Copy, Debug, Eq, PartialEq, ValueEnum)]
enum Form {
    /// For people, with the line and a mark under it.
    Text,
    /// For machines, in both languages.
    Json,
    /// As GitHub shows them beside the changed lines.
    Github,
}

/// How results are printed.
#[derive(Clone, Copy, Debug, Eq, PartialEq, ValueEnum)]
enum Format {
    /// For people.
    Text,
    /// For machines.
    Json,
}

#[derive(Clone, Copy, Debug, Eq, PartialEq, ValueEnum)]
enum Lang {
    /// Dutch.
    Nl,
    /// English.
    En,
}

impl From<Lang> for Language {
    fn from(lang: Lang) -> Self {
        match lang {
            Lang::Nl => Self::Dutch,
            Lang::En => Self::English,
        }
    }
}

/// The rule that an argument names.
fn rule(code: &str) -> std::result::Result<&'static Rule, String> {
    rules::find(code).ok_or_else(|| match rules::closest(code) {
        Some(meant) => format!("did you mean `{}`?", meant.code()),
        None => "`meldwijzer explain` lists every rule".to_owned(),
    })
}

/// A kind of record, by its word in data or the Dutch one.
fn kind() -> PossibleValuesParser {
    Kind::ALL.iter().map(|kind| PossibleValue::new(kind.id()).alias(kind.dutch())).collect::<Vec<_>>().into()
}

/// How a command ended, if it did not fail.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Outcome {
    /// As asked.
    Good,
    /// The content has errors.
    Mistakes,
}

/// Runs a command.
pub(crate) fn run(arguments: Arguments) -> Result<Outcome> {
    match arguments.command {
        Command::Build { project, out, compress, timings } => {
            let out = out.unwrap_or_else(|| project.options().site());
            build(&project, &out, compress, timings)
        }
        Command::Check { project, report, links } => check(&project, report, links),
        Command::Explain { code, lang } => explain(code, lang.into()).map(|()| Outcome::Good),
        Command::Serve { project, place } => serve::serve(&project, &place).map(|()| Outcome::Good),
        Command::New { project, kind, id } => editing::new(&project, &kind, &id),
        Command::Schema { root, layers } => editing::schema(&root, &layers).map(|()| Outcome::Good),
        Command::Search { words, root, layers, format, limit, kind } => {
            let store = meldwijzer::store_of(&root, &layers);
            search(&words.join(" "), &store, format, limit, kind.as_deref())
        }
        Command::Eval { project, questions: true, .. } => eval::questions(&project),
        Command::Eval { project, site, failures, .. } => {
            let site = site.unwrap_or_else(|| project.options().site());
            eval::eval(&project, &site, failures.as_deref())
        }
        Command::Export { project, bulk, out } => export::export(&project, bulk, out.as_ref()),
        Command::Completions { shell } => manual::completions(shell).map(|()| Outcome::Good),
        Command::Man => manual::man().map(|()| Outcome::Good),
    }
}

impl Project {
    fn options(&self) -> Options {
        let today = self.today.unwrap_or_else(|| Zoned::now().date());
        Options { root: self.root.clone(), layers: self.layers.clone(), today }
    }

    /// The language that was asked for.
    fn spoken(&self) -> Option<Language> {
        self.lang.map(Language::from)
    }

    fn language(&self, report: &Report) -> Language {
        self.spoken().unwrap_or(report.language)
    }

    /// Mistakes: for people to standard error, as data to standard output.
    fn print(&self, report: &Report) -> Result<()> {
        let language = self.language(report);
        match self.format {
            Form::Json => say(json(report)?)?,
            Form::Github => report.to_github(language).lines().try_for_each(say)?,
            Form::Text if report.diagnostics().is_empty() => {}
            Form::Text => {
                // https://no-color.org
                let is_plain = env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
                let style = if stderr().is_terminal() && !is_plain { Style::Colour } else { Style::Plain };
                eprint!("{}", report.to_text(style, language));
                eprintln!("{}", report.count().text(language));
            }
        }
        Ok(())
    }

    fn judge(&self, report: &Report) -> Outcome {
        let denied = self.deny_warnings && report.warnings() > 0;
        if report.errors() > 0 || denied { Outcome::Mistakes } else { Outcome::Good }
    }
}

fn check(project: &Project, readability: bool, links: Option<links::Links>) -> Result<Outcome> {
    let (built, report) = meldwijzer::build(&project.options())?;
    let language = project.language(&report);
    if readability {
        measures(project, language)?;
    }
    project.print(&report)?;
    let mut outcome = project.judge(&report);
    if outcome == Outcome::Good {
        eprintln!("{}", said!("no errors", "geen fouten").text(language));
    }
    if let (Some(how), Some(built)) = (links, &built)
        && links::links(how, &built.outside, project, language)? == Outcome::Mistakes
    {
        outcome = Outcome::Mistakes;
    }
    Ok(outcome)
}

/// One rule, or a line for each.
fn explain(rule: Option<&Rule>, language: Language) -> Result<()> {
    match rule {
        Some(rule) => say(rule.to_text(language).trim_end()),
        None => rules::all().try_for_each(|rule| say(rule.to_line(language))),
    }
}

/// The table of `check --report`, on standard output.
fn measures(project: &Project, language: Language) -> Result<()> {
    let measured = meldwijzer::readability(&project.options())?;
    let head = said!(
        " douma  words     mean   most  text (citizen pages are marked *)",
        " douma  woord  per zin    max  tekst (pagina's voor burgers hebben een *)",
    );
    say(head.text(language))?;
    for text in measured.iter().filter(|text| text.prose.words > 0) {
        let mark = if text.citizen { "*" } else { " " };
        let (prose, most) = (&text.prose, text.prose.longest.0.max(text.lists.longest.0));
        say(format_args!(
            "{:>6.0} {:>6} {:>8.1} {most:>6} {mark}{}",
            prose.flesch_douma(),
            prose.words,
            prose.mean(),
            text.path
        ))?;
    }
    Ok(())
}

fn build(project: &Project, out: &Path, compress: bool, timings: bool) -> Result<Outcome> {
    let timings = Timings::start(timings);
    let to = Destination { out: out.to_owned(), compress };
    let (built, report) = meldwijzer::build_to(&project.options(), &to, &|phase, moment| timings.hear(phase, moment))?;
    project.print(&report)?;
    let outcome = project.judge(&report);
    let language = project.language(&report);
    match built {
        Some((built, draft)) if outcome == Outcome::Good => {
            // The disk is at work meanwhile.
            let digest = timings.time("digest", || built.site.digest());
            timings.time("publish", || draft.publish())?;
            eprintln!("{}", summary(&built, out, &digest, timings.seconds()).text(language));
        }
        _ => {
            let out = out.display();
            let message =
                said!("nothing was written; `{out}` is as it was", "er is niets geschreven; `{out}` is zoals het was",);
            eprintln!("{}", message.text(language));
        }
    }
    Ok(outcome)
}

/// What was made, in a few lines.
fn summary(built: &Built, out: &Path, digest: &str, seconds: f64) -> Said {
    let counts: Vec<String> =
        built.records.iter().filter(|(_, count)| *count > 0).map(|(kind, count)| format!("{count} {kind}")).collect();
    let (pages, counts, files) = (built.pages, counts.join(", "), built.site.len());
    let (weight, out) = (built.site.bytes().div_ceil(1000), out.display());
    said!(
        "{pages} pages from {counts}\n{files} files, {weight} kB, in `{out}`, {seconds:.2} s\nsha256 {digest}",
        "{pages} pagina's uit {counts}\n{files} bestanden, {weight} kB, in `{out}`, {seconds:.2} s\nsha256 {digest}",
    )
}

fn search(question: &str, store: &Path, format: Format, limit: usize, kind: Option<&str>) -> Result<Outcome> {
    let answer = Searcher::open(&fs::read_tree(store)?)?.search(question, limit, kind)?;
    if format == Format::Json {
        say(json(&answer)?)?;
        return Ok(Outcome::Good);
    }
    if answer.danger {
        say("Bij direct gevaar: bel 112. Advies en hulp, dag en nacht, gratis: 0800-2000.\n")?;
    }
    for hit in &answer.results {
        let section = if hit.section.is_empty() { String::new() } else { format!(" > {}", hit.section) };
        say(format_args!("{}{section}  [{}]\n  {}", hit.title, hit.kind, hit.url))?;
        let snippet: String = hit.snippet.iter().map(|fragment| fragment.text.as_str()).collect();
        say(format_args!("  {snippet}\n"))?;
    }
    if let Some(meant) = &answer.meant {
        eprintln!("searched for: {meant}");
    }
    if !answer.also.is_empty() {
        eprintln!("searched for, too: {}", answer.also.join(", "));
    }
    eprintln!("{} results", answer.total);
    Ok(Outcome::Good)
}

/// Prints a line of data. Who reads no further, as `head` does, is no failure.
fn say(line: impl Display) -> Result<()> {
    match writeln!(stdout().lock(), "{line}") {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => Err(Error::Output(error)),
        _ => Ok(()),
    }
}

fn json(value: &impl Serialize) -> Result<String> {
    serde_json::to_string_pretty(value).map_err(|error| Error::Index(error.to_string()))
}
