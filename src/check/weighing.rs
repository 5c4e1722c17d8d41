//! The afwegingskader is a path that ends: each question but the last leads to the
//! next by one of its answers, and each other answer to an ending that says what
//! to do.

use super::Checker;
use crate::diagnostic::rules;
use crate::record::{Answer, Kind, LAST, Outcome, Question, Step};
use crate::said;

pub(super) fn check(checker: &mut Checker<'_>) {
    let records = &checker.sources.records;
    for entry in records.questions.iter().filter(|entry| (1..=LAST).contains(&entry.value.number)) {
        let question = &entry.value;
        path(checker, entry.file, question);
        ending(checker, entry.file, "yes", &question.yes);
        ending(checker, entry.file, "no", &question.no);
    }
    for entry in &records.endings {
        let outcomes = Outcome::ALL.iter().filter(|outcome| **outcome != Outcome::Volgende);
        let names: Vec<&str> = outcomes.map(|outcome| outcome.id()).collect();
        if !names.contains(&entry.id.as_str()) {
            let (id, names) = (&entry.id, names.join(", "));
            let message = said!("no answer can lead to `{id}`", "geen antwoord kan leiden naar `{id}`");
            checker.say(rules::UNKNOWN_ENDING, entry.file, &vec![Step::Key("title")], None, message);
            checker.hint(said!(
                "an ending is named after an outcome: {names}",
                "dit bestand heet naar waar een antwoord toe leidt: {names}",
            ));
        }
    }
}

/// One answer leads on, and none does after the last question.
fn path(checker: &mut Checker<'_>, file: usize, question: &Question) {
    let on = [&question.yes, &question.no].iter().filter(|answer| answer.outcome == Outcome::Volgende).count();
    let wanted = usize::from(question.number < LAST);
    if on != wanted {
        let number = question.number;
        let message = if wanted == 1 {
            said!(
                "{on} answers to question {number} lead to the next, and one must",
                "{on} antwoorden op vraag {number} leiden naar de volgende, en dat moet er één zijn",
            )
        } else {
            said!(
                "an answer leads on from question {LAST}, the last",
                "een antwoord leidt verder na vraag {LAST}, de laatste",
            )
        };
        checker.say(rules::WEIGHING_PATH, file, &vec![Step::Key("number")], None, message);
    }
}

/// There is a page for where an answer leads.
fn ending(checker: &mut Checker<'_>, file: usize, key: &'static str, answer: &Answer) {
    let id = answer.outcome.id();
    if answer.outcome == Outcome::Volgende || matches!(checker.ids.get(id), Some((Kind::Ending, _))) {
        return;
    }
    let path = vec![Step::Key(key), Step::Key("outcome")];
    let message = said!("no page says what to do after `{id}`", "geen pagina zegt wat je doet na `{id}`");
    checker.say(rules::MISSING_ENDING, file, &path, None, message);
    let folder = Kind::Ending.folder();
    checker.hint(said!("add `content/{folder}/{id}.yaml`", "voeg `content/{folder}/{id}.yaml` toe"));
}
