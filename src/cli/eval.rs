//! `eval`: both engines against the judged questions.

use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use meldwijzer::index::Searcher;
use meldwijzer::index::eval::{DEPTH, Judged, Measures, measure, table};
use meldwijzer::record::Split;
use meldwijzer::{Error, Questions, Result, fs};

use super::{Outcome, Project, json, say};

/// Asks the client of a built site: questions in, the pages of each answer out.
const CLIENT: &str = include_str!("client.mjs");
/// A question with less than this is answered badly.
const BAD: f64 = 0.5;

/// Prints the judged questions.
pub(super) fn questions(project: &Project) -> Result<Outcome> {
    let Some(questions) = read(project)? else { return Ok(Outcome::Mistakes) };
    say(json(&questions.judged)?)?;
    Ok(Outcome::Good)
}

/// Prints the measures of both engines; fails under the bar.
pub(super) fn eval(project: &Project, site: &Path, failures: Option<&str>) -> Result<Outcome> {
    let Some(questions) = read(project)? else { return Ok(Outcome::Mistakes) };
    let Some(bar) = &questions.bar else {
        return Err(Error::Index("there are no questions: write `index/queries.yaml`".to_owned()));
    };
    let judged = &questions.judged;
    let native = native(&project.options().store(), judged)?;
    let client = client(site, judged)?;
    let engines = [("tantivy", &native), ("browser", &client)];

    say("| engine | split | tag | questions | MRR | nDCG@10 | success@1 | success@3 |")?;
    say("|---|---|---|--:|--:|--:|--:|--:|")?;
    let mut passed = true;
    for (engine, answers) in engines {
        let measures: Vec<Measures> = judged.iter().zip(answers).map(|(one, answer)| measure(one, answer)).collect();
        for (split, tag, mean) in table(judged, &measures) {
            let Measures { questions, mrr, ndcg, success_at_1, success_at_3 } = mean;
            let name = tag.map_or("all", |tag| tag.id());
            say(format_args!(
                "| {engine} | {} | {name} | {questions} | {mrr:.3} | {ndcg:.3} | {success_at_1:.3} | {success_at_3:.3} |",
                split.id()
            ))?;
            if split == Split::Hold && tag.is_none() {
                passed &= reaches(engine, "success@3", success_at_3, bar.success_at_3);
                passed &= reaches(engine, "nDCG@10", ndcg, bar.ndcg_at_10);
            }
        }
        for ((one, answer), measures) in judged.iter().zip(answers).zip(&measures) {
            if failures == Some(one.split) && (measures.ndcg < BAD || measures.success_at_3 < 1.0) {
                say(format_args!(
                    "{engine}: {:?} ({}, {:.2})\n  wanted {:?}\n  got {:?}",
                    one.ask,
                    one.tag,
                    measures.ndcg,
                    one.answers,
                    &answer[..answer.len().min(5)]
                ))?;
            }
        }
    }
    let same = native.iter().zip(&client).filter(|(a, b)| a.first() == b.first()).count();
    #[allow(clippy::cast_precision_loss, reason = "numbers of questions are small")]
    let agreement = same as f64 / judged.len().max(1) as f64;
    say(format_args!("\nthe same first page in both engines: {same} of {}", judged.len()))?;
    passed &= reaches("both", "agreement", agreement, bar.agreement);
    Ok(if passed { Outcome::Good } else { Outcome::Mistakes })
}

fn reaches(engine: &str, measure: &str, value: f64, percent: u32) -> bool {
    let bar = f64::from(percent) / 100.0;
    if value < bar {
        eprintln!("{engine}: {measure} is {value:.3}, below the bar of {bar:.2}");
    }
    value >= bar
}

fn read(project: &Project) -> Result<Option<Questions>> {
    let (questions, report) = meldwijzer::questions(&project.options())?;
    project.print(&report)?;
    Ok(questions)
}

fn native(store: &Path, questions: &[Judged]) -> Result<Vec<Vec<String>>> {
    let searcher = Searcher::open(&fs::read_tree(store)?)?;
    let page = |url: &str| url.split('#').next().unwrap_or_default().to_owned();
    let ask = |question: &Judged| {
        let answer = searcher.search(&question.ask, DEPTH, None)?;
        Ok(answer.results.iter().map(|hit| page(&hit.url)).collect())
    };
    questions.iter().map(ask).collect()
}

fn client(site: &Path, questions: &[Judged]) -> Result<Vec<Vec<String>>> {
    let failed = |error: std::io::Error| Error::Index(format!("Node cannot be asked: {error}"));
    let mut node = Command::new("node")
        .args(["--input-type=module", "--eval", CLIENT, "--"])
        .arg(site)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .map_err(failed)?;
    if let Some(mut input) = node.stdin.take() {
        let asked: Vec<&str> = questions.iter().map(|question| question.ask.as_str()).collect();
        input.write_all(json(&asked)?.as_bytes()).map_err(failed)?;
    }
    let output = node.wait_with_output().map_err(failed)?;
    if !output.status.success() {
        return Err(Error::Index("the client of the site failed".to_owned()));
    }
    serde_json::from_slice(&output.stdout).map_err(|error| Error::Index(error.to_string()))
}
