//! Training that can be given as it is written: times add up, and every question
//! of a self-test has an answer that is right.

use super::Checker;
use super::rules::not_empty;
use crate::record::{Choice, Entry, Quiz, Step, Training};

pub(super) fn check(checker: &mut Checker<'_>) {
    let records = &checker.sources.records;
    for entry in &records.courses {
        let course = &entry.value;
        session(checker, entry.file, course);
        not_empty(checker, entry.file, &[("programme", course.programme.len()), ("handout", course.handout.len())]);
        let minutes = course.programme.iter().map(|part| part.minutes);
        adds_up(checker, entry.file, "programme", minutes, course.minutes);
    }
    for entry in &records.exercises {
        let exercise = &entry.value;
        session(checker, entry.file, exercise);
        not_empty(checker, entry.file, &[("steps", exercise.steps.len()), ("debrief", exercise.debrief.len())]);
        adds_up(checker, entry.file, "steps", exercise.steps.iter().map(|step| step.minutes), exercise.minutes);
    }
    for entry in &records.cases {
        let case = &entry.value;
        session(checker, entry.file, case);
        not_empty(checker, entry.file, &[("questions", case.questions.len()), ("debrief", case.debrief.len())]);
    }
    for entry in &records.quizzes {
        session(checker, entry.file, &entry.value);
        not_empty(checker, entry.file, &[("questions", entry.value.questions.len())]);
        answers(checker, entry);
    }
}

/// A session has goals, and a group that can be.
fn session(checker: &mut Checker<'_>, file: usize, training: &dyn Training) {
    let session = training.session();
    not_empty(checker, file, &[("goals", session.goals.len())]);
    let (min, max) = (session.group.min, session.group.max);
    if min == 0 || min > max {
        let message = format!("a group cannot have {min} to {max} people");
        checker.error("bad-group", file, &vec![Step::Key("group")], None, message);
        checker.hint("at least one, and the smaller number at `min`");
    }
}

/// The parts of a session take as long as the session.
fn adds_up(
    checker: &mut Checker<'_>,
    file: usize,
    key: &'static str,
    parts: impl Iterator<Item = u32> + Clone,
    whole: u32,
) {
    for (index, _) in parts.clone().enumerate().filter(|(_, minutes)| *minutes == 0) {
        let path = vec![Step::Key(key), Step::Index(index), Step::Key("minutes")];
        checker.error("no-time", file, &path, None, "this takes no time".to_owned());
        checker.hint("give it at least one minute, or leave it out");
    }
    let sum: u64 = parts.map(u64::from).sum();
    if sum != u64::from(whole) {
        let message = format!("the parts of `{key}` take {sum} minutes together, and the whole takes {whole}");
        checker.error("minutes", file, &vec![Step::Key("minutes")], None, message);
        checker.hint(format!("write `minutes: {sum}`, or change the minutes of a part; breaks count"));
    }
}

/// Every question has answers to choose from, and as many right ones as it asks for.
fn answers(checker: &mut Checker<'_>, entry: &Entry<Quiz>) {
    for (index, question) in entry.value.questions.iter().enumerate() {
        let at = |key: &'static str| vec![Step::Key("questions"), Step::Index(index), Step::Key(key)];
        let right = question.answers.iter().filter(|answer| answer.right).count();
        if question.answers.len() < 2 {
            let message = "a question needs at least two answers to choose from".to_owned();
            checker.error("few-answers", entry.file, &at("answers"), None, message);
        } else if right == 0 {
            checker.error("no-right-answer", entry.file, &at("question"), None, "no answer is right".to_owned());
            checker.hint("give at least one answer `right: true`");
        } else if question.choice == Choice::One && right > 1 {
            let message = format!("{right} answers are right, and one can be chosen");
            checker.error("right-answers", entry.file, &at("choice"), None, message);
            checker.hint("write `choice: more`, or leave one answer right");
        }
    }
}
