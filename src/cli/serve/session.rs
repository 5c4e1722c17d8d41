//! What is shown: the last good version of the site, and the mistakes since.
//!
//! A version is a thread that owns what it read and answers requests for files
//! for as long as anybody can ask it: until a newer version takes its place and
//! the last request to it is answered. One with mistakes ends at once, and the
//! one before it stays.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::mpsc::{Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

use meldwijzer::load::Cache;
use meldwijzer::{Error, Language, Options, Preview, Report, Result, Style};
use serde::Serialize;
use tokio::sync::{oneshot, watch};

/// What browsers are told.
#[derive(Clone, Debug, Default, Serialize)]
pub(super) struct State {
    /// The version that is shown; empty before there is one.
    pub(super) version: String,
    /// What is wrong with what was read since, as in the terminal.
    pub(super) mistakes: Option<String>,
    /// The way to the thread of the version.
    #[serde(skip)]
    files: Option<Sender<Ask>>,
    /// The language of the site, as it was last read.
    #[serde(skip)]
    language: Language,
}

/// A request for a file of the site.
#[derive(Debug)]
struct Ask {
    path: String,
    answer: oneshot::Sender<Result<Answer>>,
}

/// What came of a request.
#[derive(Debug)]
pub(super) enum Answer {
    /// The file, and the promises to visitors that it breaks.
    File(Vec<u8>, Report),
    /// There is a page in the folder of this name.
    Folder,
    /// There is no such file.
    Missing,
}

/// What came of an update.
pub(super) enum Update {
    /// A new version is shown.
    Shown(Report),
    /// The content has mistakes.
    Mistakes(Report),
}

/// A preview while it runs.
pub(super) struct Session {
    options: Options,
    deny_warnings: bool,
    /// That of the messages, where it is not that of the site.
    language: Option<Language>,
    cache: Mutex<Cache>,
    state: watch::Sender<State>,
}

impl Session {
    /// A session that shows nothing yet.
    pub(super) fn new(options: Options, deny_warnings: bool, language: Option<Language>) -> Self {
        Self { options, deny_warnings, language, cache: Mutex::default(), state: watch::Sender::default() }
    }

    /// The language of the messages.
    pub(super) fn language(&self) -> Language {
        self.language.unwrap_or_else(|| self.state.borrow().language)
    }

    /// The mistakes of a report as browsers show them.
    pub(super) fn text(&self, report: &Report) -> String {
        report.to_text(Style::Plain, self.language()).trim_end().to_owned()
    }

    /// What is shown, now and from now on.
    pub(super) fn state(&self) -> watch::Receiver<State> {
        self.state.subscribe()
    }

    /// Reads the project, in which these files changed, and shows it if it has no
    /// mistakes.
    pub(super) fn update(self: &Arc<Self>, version: String, changed: &BTreeSet<PathBuf>) -> Result<Update> {
        self.cache.lock().unwrap_or_else(PoisonError::into_inner).forget(changed);
        let (sender, verdict) = channel();
        let session = Arc::clone(self);
        thread::spawn(move || {
            let told = sender.clone();
            let shown = meldwijzer::preview(&session.options, &session.cache, |preview, report| {
                session.judge(preview, report, version, told);
            });
            if let Err(error) = shown {
                // Whoever asked waits for the answer below.
                let _ = sender.send(Err(error));
            }
        });
        verdict.recv().unwrap_or_else(|_| Err(Error::Template("the preview stopped".to_owned())))
    }

    /// Shows a version and answers for it, until there is another.
    fn judge(&self, preview: Option<&Preview<'_>>, report: Report, version: String, told: Sender<Result<Update>>) {
        let language = report.language;
        self.state.send_if_modified(|state| {
            state.language = language;
            false
        });
        let Some(preview) = preview.filter(|_| !self.deny_warnings || report.warnings() == 0) else {
            let _ = told.send(Ok(Update::Mistakes(report)));
            return;
        };
        let (files, asked) = channel::<Ask>();
        self.state.send_replace(State { version, mistakes: None, files: Some(files), language });
        let _ = told.send(Ok(Update::Shown(report)));
        drop(told);
        thread::scope(|scope| {
            for Ask { path, answer: to } in asked {
                // Who asked may have gone.
                scope.spawn(move || drop(to.send(answer(preview, &path))));
            }
        });
    }

    /// Tells browsers what is wrong; says whether that is news.
    pub(super) fn tell(&self, mistakes: String) -> bool {
        self.state.send_if_modified(|state| {
            let news = state.mistakes.as_deref() != Some(&*mistakes);
            state.mistakes = Some(mistakes);
            news
        })
    }

    /// A file of the version that is shown, `None` before there is one, with the
    /// name of the version.
    pub(super) async fn file(&self, path: &str) -> (String, Option<Result<Answer>>) {
        let State { version, files, .. } = self.state.borrow().clone();
        let (sender, answer) = oneshot::channel();
        let asked = files.and_then(|files| files.send(Ask { path: path.to_owned(), answer: sender }).ok());
        match asked {
            Some(()) => (version, answer.await.ok()),
            None => (version, None),
        }
    }
}

fn answer(preview: &Preview<'_>, path: &str) -> Result<Answer> {
    let in_folder =
        |path: &str| if path.is_empty() || path.ends_with('/') { format!("{path}index.html") } else { path.to_owned() };
    match preview.file(&in_folder(path))? {
        Some((bytes, report)) => Ok(Answer::File(bytes, report)),
        None if preview.has_page(&format!("{path}/index.html")) => Ok(Answer::Folder),
        None => Ok(Answer::Missing),
    }
}
