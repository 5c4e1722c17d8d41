//! Training that can be given as it is written: times add up, and every question
//! of a self-test has an answer that is right.

use super::Checker;
use super::rules::not_empty;
use crate::diagnostic::rules;
use crate::record::{Choice, Entry, Quiz, Step, Training};
use crate::said;

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
        let message = said!(
            "a group cannot have {min} to {max} people",
            "een groep kan niet uit {min} tot {max} mensen bestaan",
        );
        checker.say(rules::BAD_GROUP, file, &vec![Step::Key("group")], None, message);
        checker.hint(said!(
            "at least one, and the smaller number at `min`",
            "minstens één, en het kleinste getal bij `min`",
        ));
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
        checker.say(rules::NO_TIME, file, &path, None, said!("this takes no time", "dit kost geen tijd"));
        checker.hint(said!(
            "give it at least one minute, or leave it out",
            "geef het minstens één minuut, of laat het weg",
        ));
    }
    let sum: u64 = parts.map(u64::from).sum();
    if sum != u64::from(whole) {
        let message = said!(
            "the parts of `{key}` take {sum} minutes together, and the whole takes {whole}",
            "de delen van `{key}` duren samen {sum} minuten, en het geheel duurt er {whole}",
        );
        checker.say(rules::MINUTES, file, &vec![Step::Key("minutes")], None, message);
        checker.hint(said!(
            "write `minutes: {sum}`, or change the minutes of a part; breaks count",
            "schrijf `minutes: {sum}`, of verander de minuten van een deel; pauzes tellen mee",
        ));
    }
}

/// Every question has answers to choose from, and as many right ones as it asks for.
fn answers(checker: &mut Checker<'_>, entry: &Entry<Quiz>) {
    for (index, question) in entry.value.questions.iter().enumerate() {
        let at = |key: &'static str| vec![Step::Key("questions"), Step::Index(index), Step::Key(key)];
        let right = question.answers.iter().filter(|answer| answer.right).count();
        if question.answers.len() < 2 {
            let message = said!(
                "a question needs at least two answers to choose from",
                "een vraag heeft minstens twee antwoorden om uit te kiezen",
            );
            checker.say(rules::FEW_ANSWERS, entry.file, &at("answers"), None, message);
        } else if right == 0 {
            let message = said!("no answer is right", "geen antwoord is goed");
            checker.say(rules::NO_RIGHT_ANSWER, entry.file, &at("question"), None, message);
            checker.hint(said!("give at least one answer `right: true`", "geef minstens één antwoord `right: true`",));
        } else if question.choice == Choice::One && right > 1 {
            let message = said!(
                "{right} answers are right, and one can be chosen",
                "{right} antwoorden zijn goed, en er kan er één gekozen worden",
            );
            checker.say(rules::RIGHT_ANSWERS, entry.file, &at("choice"), None, message);
            checker.hint(said!(
                "write `choice: more`, or leave one answer right",
                "schrijf `choice: more`, of laat één antwoord goed zijn",
            ));
        }
    }
}
