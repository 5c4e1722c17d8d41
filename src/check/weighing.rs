//! The afwegingskader is a path that ends: each question but the last leads to the
//! next by one of its answers, and each other answer to an ending that says what
//! to do.

use super::Checker;
use crate::record::{Answer, Kind, Outcome, Question, Step};

/// The number of the last question.
const LAST: u8 = 5;

pub(super) fn check(checker: &mut Checker<'_>) {
    let records = &checker.sources.records;
    for entry in &records.questions {
        let question = &entry.value;
        path(checker, entry.file, question);
        ending(checker, entry.file, "yes", &question.yes);
        ending(checker, entry.file, "no", &question.no);
    }
    for entry in &records.endings {
        let outcomes = Outcome::ALL.iter().filter(|outcome| **outcome != Outcome::Volgende);
        let names: Vec<&str> = outcomes.map(|outcome| outcome.id()).collect();
        if !names.contains(&entry.id.as_str()) {
            let message = format!("no answer can lead to `{}`", entry.id);
            checker.error("unknown-ending", entry.file, &vec![Step::Key("title")], None, message);
            checker.hint(format!("an ending is named after an outcome: {}", names.join(", ")));
        }
    }
}

/// One answer leads on, and none does after the last question.
fn path(checker: &mut Checker<'_>, file: usize, question: &Question) {
    let on = [&question.yes, &question.no].iter().filter(|answer| answer.outcome == Outcome::Volgende).count();
    let wanted = usize::from(question.number < LAST);
    if on != wanted {
        let message = if wanted == 1 {
            format!("{on} answers to question {} lead to the next, and one must", question.number)
        } else {
            format!("an answer leads on from question {LAST}, the last")
        };
        checker.error("weighing-path", file, &vec![Step::Key("number")], None, message);
    }
}

/// There is a page for where an answer leads.
fn ending(checker: &mut Checker<'_>, file: usize, key: &'static str, answer: &Answer) {
    let id = answer.outcome.id();
    if answer.outcome == Outcome::Volgende || matches!(checker.ids.get(id), Some((Kind::Ending, _))) {
        return;
    }
    let path = vec![Step::Key(key), Step::Key("outcome")];
    checker.error("missing-ending", file, &path, None, format!("no page says what to do after `{id}`"));
    checker.hint(format!("add `content/{}/{id}.yaml`", Kind::Ending.folder()));
}
