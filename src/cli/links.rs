//! `check --links`: the addresses of other sites, and what became of them.
//!
//! Asking is polite: one question at a time to a host with a pause behind each,
//! few hosts at once, no text fetched that is not needed, and no second question
//! before the time that a host asks for. Nothing is sent but the address.

use std::collections::BTreeMap;
use std::thread::sleep;
use std::time::Duration;

use clap::ValueEnum;
use jiff::Timestamp;
use meldwijzer::{Error, Language, Outside, Result, said};
use rayon::ThreadPoolBuilder;
use rayon::prelude::*;
use serde::Serialize;
use ureq::http::{HeaderMap, StatusCode, Uri};
use ureq::{Agent, Body, ResponseExt};

use super::{Form, Outcome, Project, json, say};

/// How many hosts are asked at once.
const HOSTS: usize = 8;
/// Between two questions to a host.
const PAUSE: Duration = Duration::from_secs(1);
/// A host that asks for more time than this is not asked again.
const PATIENCE: Duration = Duration::from_secs(60);
/// How long a host may take to be reached, and to answer.
const CONNECT: Duration = Duration::from_secs(10);
const ANSWER: Duration = Duration::from_secs(30);
/// How often a host may send on.
const REDIRECTS: u32 = 5;
/// How the program names itself to hosts.
const NAME: &str = concat!("meldwijzer/", env!("CARGO_PKG_VERSION"), " (link check)");

/// What is done with the addresses of other sites.
#[derive(Clone, Copy, Debug, Eq, PartialEq, ValueEnum)]
pub(super) enum Links {
    /// They are listed, with the places that name them.
    List,
    /// Each is asked for, too, and those that are dead are mistakes.
    Ask,
}

/// What became of an address.
#[derive(Clone, Debug, Serialize)]
struct Answer {
    state: State,
    /// The status that the host gave, where it gave one.
    #[serde(skip_serializing_if = "Option::is_none")]
    status: Option<u16>,
    /// Where it led in the end, where that is another address.
    #[serde(skip_serializing_if = "Option::is_none")]
    to: Option<String>,
    /// Why there is no status.
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<String>,
    /// The time that the host asks for.
    #[serde(skip)]
    wait: Option<Duration>,
}

#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd, Serialize)]
#[serde(rename_all = "lowercase")]
enum State {
    /// There is a page.
    Good,
    /// There is one, at another address.
    Moved,
    /// The host did not want to say, or could not at this moment.
    Unsure,
    /// There is no page, or no host.
    Dead,
}

/// A line of the list.
#[derive(Serialize)]
struct Listed<'a> {
    #[serde(flatten)]
    outside: &'a Outside,
    #[serde(skip_serializing_if = "Option::is_none")]
    answer: Option<&'a Answer>,
}

/// Prints the addresses of other sites, and asks for them where that is wanted.
pub(super) fn links(how: Links, outside: &[Outside], project: &Project, language: Language) -> Result<Outcome> {
    let answers = match how {
        Links::List => None,
        Links::Ask => Some(ask(outside, language)?),
    };
    let answer = |at: usize| answers.as_ref().map(|answers| &answers[at]);
    let listed = outside.iter().enumerate().map(|(at, outside)| Listed { outside, answer: answer(at) });
    match project.format {
        Form::Json => say(json(&listed.collect::<Vec<_>>())?)?,
        Form::Text | Form::Github => listed.map(|one| one.to_text()).try_for_each(say)?,
    }
    let dead = answers.iter().flatten().any(|answer| answer.state == State::Dead);
    Ok(if dead { Outcome::Mistakes } else { Outcome::Good })
}

impl Listed<'_> {
    /// The address, what became of it, and the places that name it where an editor
    /// wants to go there.
    fn to_text(&self) -> String {
        let mut text = self.answer.map_or(String::new(), Answer::to_text) + &self.outside.address;
        if let Some(to) = self.answer.and_then(|answer| answer.to.as_ref()) {
            text += &format!(" -> {to}");
        }
        if let Some(reason) = self.answer.and_then(|answer| answer.reason.as_ref()) {
            text += &format!(" ({reason})");
        }
        if self.answer.is_none_or(|answer| answer.state != State::Good) {
            let place = self.outside.places.iter();
            place.for_each(|place| text += &format!("\n  {}:{}:{}", place.file, place.line, place.column));
        }
        text
    }
}

impl Answer {
    fn to_text(&self) -> String {
        let state = match self.state {
            State::Good => "good",
            State::Moved => "moved",
            State::Unsure => "unsure",
            State::Dead => "dead",
        };
        let status = self.status.map_or("---".to_owned(), |status| status.to_string());
        format!("{state:6} {status} ")
    }
}

/// Asks for every address; the answers are in the same order.
fn ask(outside: &[Outside], language: Language) -> Result<Vec<Answer>> {
    let mut hosts: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (at, one) in outside.iter().enumerate() {
        let host = one.address.parse::<Uri>().ok().and_then(|uri| uri.host().map(str::to_owned));
        hosts.entry(host.unwrap_or_default()).or_default().push(at);
    }
    let (addresses, count) = (outside.len(), hosts.len());
    let message = said!(
        "asking {count} hosts for {addresses} addresses, each one at a time",
        "{addresses} adressen worden gevraagd aan {count} sites, elk een voor een",
    );
    eprintln!("{}", message.text(language));

    let config = Agent::config_builder()
        .user_agent(NAME)
        .http_status_as_error(false)
        .max_redirects(REDIRECTS)
        .timeout_connect(Some(CONNECT))
        .timeout_global(Some(ANSWER))
        .build();
    let agent = Agent::new_with_config(config);
    let pool = ThreadPoolBuilder::new().num_threads(HOSTS).build();
    let pool = pool.map_err(|error| Error::Network(error.to_string()))?;
    let hosts: Vec<Vec<usize>> = hosts.into_values().collect();
    let of_host = |numbers: &Vec<usize>| {
        let addresses = numbers.iter().map(|at| outside[*at].address.as_str());
        numbers.iter().copied().zip(ask_host(&agent, addresses)).collect::<Vec<_>>()
    };
    let mut answers: Vec<(usize, Answer)> =
        pool.install(|| hosts.par_iter().with_max_len(1).flat_map_iter(of_host).collect());
    answers.sort_by_key(|(at, _)| *at);
    let answers: Vec<Answer> = answers.into_iter().map(|(_, answer)| answer).collect();
    if !answers.is_empty() && answers.iter().all(|answer| answer.status.is_none()) {
        return Err(Error::Network("no host at all gave an answer: is this machine connected?".to_owned()));
    }
    Ok(answers)
}

/// Asks one host for its addresses, one after the other. When it asks for more time
/// than there is, the rest is left alone.
fn ask_host<'a>(agent: &Agent, addresses: impl Iterator<Item = &'a str>) -> Vec<Answer> {
    let mut answers: Vec<Answer> = Vec::new();
    for address in addresses {
        let busy = answers.last().filter(|answer| answer.wait.is_some()).cloned();
        answers.push(busy.unwrap_or_else(|| {
            if !answers.is_empty() {
                sleep(PAUSE);
            }
            patiently(agent, address)
        }));
    }
    answers
}

/// Asks for an address: first for its head alone, then for the page, since some
/// hosts know no heads; and once more where the host says when.
fn patiently(agent: &Agent, address: &str) -> Answer {
    let mut answer = once(address, agent.head(address).call());
    for _ in 0..2 {
        let wait = match answer.wait {
            Some(wait) if wait > PATIENCE => return answer,
            Some(wait) => wait.max(PAUSE),
            None if matches!(answer.state, State::Good | State::Moved) || answer.status.is_none() => return answer,
            None => PAUSE,
        };
        sleep(wait);
        answer = once(address, agent.get(address).call());
    }
    answer
}

fn once(address: &str, response: std::result::Result<ureq::http::Response<Body>, ureq::Error>) -> Answer {
    let response = match response {
        Ok(response) => response,
        Err(error) => {
            let gone = matches!(error, ureq::Error::HostNotFound | ureq::Error::BadUri(_));
            let refused = matches!(&error, ureq::Error::Io(io) if io.kind() == std::io::ErrorKind::ConnectionRefused);
            let state = if gone || refused { State::Dead } else { State::Unsure };
            return Answer { state, status: None, to: None, reason: Some(error.to_string()), wait: None };
        }
    };
    let end = response.get_uri().to_string();
    let asked = address.split('#').next().unwrap_or_default();
    let to = Some(end).filter(|end| end.trim_end_matches('/') != asked.trim_end_matches('/'));
    let status = response.status();
    let state = match status {
        StatusCode::NOT_FOUND | StatusCode::GONE => State::Dead,
        _ if status.is_success() && to.is_some() => State::Moved,
        _ if status.is_success() => State::Good,
        _ => State::Unsure,
    };
    let wait = (state == State::Unsure).then(|| wait(response.headers())).flatten();
    Answer { state, status: Some(status.as_u16()), to, reason: None, wait }
}

/// How long a host asks to be left alone (RFC 9110, section 10.2.3): seconds or a
/// moment.
fn wait(headers: &HeaderMap) -> Option<Duration> {
    let text = headers.get("retry-after")?.to_str().ok()?;
    if let Ok(seconds) = text.parse() {
        return Some(Duration::from_secs(seconds));
    }
    let until = jiff::fmt::rfc2822::parse(text).ok()?.timestamp();
    Some(Duration::try_from(until.duration_since(Timestamp::now())).unwrap_or_default())
}
