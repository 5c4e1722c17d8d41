//! What is named exists and is of the right kind.

use std::collections::BTreeSet;

use super::{BUILT_IN, Checker, hidden, is_todo};
use crate::diagnostic::{Said, closest, did_you_mean, rules};
use crate::record::{Kind, Leaf, Leaves, Line, Path, Question, Stage, Step, Tag};
use crate::said;

pub(super) fn check(checker: &mut Checker<'_>) {
    let sources = checker.sources;
    let citizen = sources.citizen.values().flat_map(|citizen| {
        let contact = citizen.contact.iter().map(|(file, page)| (*file, page as &dyn Leaves));
        let region = citizen.region.iter().map(|(file, page)| (*file, page as &dyn Leaves));
        contact.chain(region)
    });
    let records = sources.records.iter().map(|(_, file, record)| (file, record as &dyn Leaves));
    for (file, record) in records.chain(citizen) {
        let mut wrong: Vec<(Path, &str, &[Kind])> = Vec::new();
        record.leaves(&mut Vec::new(), &mut |path, leaf| {
            if let Leaf::Ref(id, kinds) = leaf
                && checker.ids.get(id).is_none_or(|(kind, _)| !kinds.contains(kind))
            {
                wrong.push((path.clone(), id, kinds));
            }
        });
        for (path, id, wanted) in wrong {
            reference(checker, file, &path, id, wanted);
        }
    }
    queries(checker);
    for entry in &sources.records.modules {
        numbers(checker, entry.file, &[Step::Key("steps")], Kind::Stage, &entry.value.steps);
    }
    for entry in &sources.records.guidance {
        numbers(checker, entry.file, &[Step::Key("steps")], Kind::Stage, &entry.value.steps);
    }
    for entry in &sources.records.forms {
        numbers(checker, entry.file, &[Step::Key("steps")], Kind::Stage, &entry.value.steps);
    }
    for entry in &sources.records.sectors {
        for (index, difference) in entry.value.differs.iter().enumerate() {
            let at = |key: &'static str| [Step::Key("differs"), Step::Index(index), Step::Key(key)];
            numbers(checker, entry.file, &at("steps"), Kind::Stage, &difference.steps);
            numbers(checker, entry.file, &at("questions"), Kind::Question, &difference.questions);
        }
    }
}

/// The pages that answer the judged questions.
fn queries(checker: &mut Checker<'_>) {
    let Some((file, queries)) = &checker.sources.queries else { return };
    for (number, query) in queries.questions.iter().enumerate() {
        let mut seen = BTreeSet::new();
        for (grade, ids) in [("best", &query.best), ("good", &query.good), ("fair", &query.fair)] {
            for (index, id) in ids.iter().map(Line::as_str).enumerate() {
                let path = vec![Step::Key("questions"), Step::Index(number), Step::Key(grade), Step::Index(index)];
                let id = checker.sources.current(id);
                let is_page = checker.ids.contains_key(id) || BUILT_IN.iter().any(|(name, _)| *name == id);
                let is_first = seen.insert(id);
                if !is_page {
                    let message = checker.absent(&Kind::Page.name(), id);
                    checker.say(rules::UNKNOWN_REFERENCE, *file, &path, None, message);
                    let names = BUILT_IN.iter().map(|(name, _)| *name).chain(checker.ids.keys().copied());
                    if let Some(meant) = closest(id, names) {
                        checker.hint(did_you_mean(meant));
                    }
                } else if !is_first {
                    let message =
                        said!("`{id}` has two grades for this question", "`{id}` heeft bij deze vraag twee oordelen",);
                    checker.say(rules::TWO_GRADES, *file, &path, None, message);
                    checker.hint(said!(
                        "name a page once: under `best`, `good` or `fair`",
                        "noem een pagina één keer: onder `best`, `good` of `fair`",
                    ));
                }
            }
        }
        if (query.tag == Tag::Negative) != seen.is_empty() {
            let path = vec![Step::Key("questions"), Step::Index(number), Step::Key("tag")];
            let message = said!(
                "only a question that no page answers is `negative`",
                "alleen een vraag die geen pagina beantwoordt is `negative`",
            );
            checker.say(rules::WRONG_TAG, *file, &path, None, message);
            checker.hint(said!(
                "name the pages that answer it, or give it the tag `negative`",
                "noem de pagina's die haar beantwoorden, of geef haar de tag `negative`",
            ));
        }
    }
}

fn reference(checker: &mut Checker<'_>, file: usize, path: &Path, id: &str, wanted: &[Kind]) {
    let Some(kinds) = one_of(wanted) else { return };
    if is_todo(id) {
        let record = article(&kinds);
        let message = said!("here {record} must still be named", "hier moet nog {record} komen"; record);
        checker.say(rules::TODO, file, path, None, message);
        return checker.hint(folders(&kinds, wanted));
    }
    match checker.ids.get(id) {
        Some((kind, _)) => {
            let (found, wanted) = (article(&kind.name()), article(&kinds));
            let message = said!(
                "`{id}` is {found}, and here {wanted} is named",
                "`{id}` is {found}, en hier hoort {wanted}";
                found, wanted
            );
            checker.say(rules::WRONG_KIND, file, path, None, message);
        }
        None => {
            let message = checker.absent(&kinds, id);
            let candidates = checker.ids.iter().filter(|(_, (kind, _))| wanted.contains(kind)).map(|(id, _)| *id);
            let hint = match closest(id, candidates) {
                _ if checker.sources.hidden.contains_key(id) => hidden(),
                Some(meant) => did_you_mean(meant),
                None => folders(&kinds, wanted),
            };
            checker.say(rules::UNKNOWN_REFERENCE, file, path, None, message);
            checker.hint(hint);
        }
    }
}

/// Where records of these kinds are.
fn folders(name: &Said, kinds: &[Kind]) -> Said {
    let folders: Vec<String> = kinds.iter().map(|kind| format!("`content/{}/`", kind.folder())).collect();
    let (record, or, of) = (article(name), folders.join(" or "), folders.join(" of "));
    said!("{record} is a file in {or}", "{record} is een bestand in {of}"; record)
}

/// The names of kinds, as the alternatives that they are; `None` for no kinds.
fn one_of(kinds: &[Kind]) -> Option<Said> {
    let (last, others) = kinds.split_last()?;
    let last = last.name();
    let list = others
        .iter()
        .map(|kind| kind.name())
        .reduce(|list, next| said!("{list}, {next}", "{list}, {next}"; list, next));
    Some(match list {
        Some(list) => said!("{list} or {last}", "{list} of {last}"; list, last),
        None => last,
    })
}

/// A word with the article that it takes.
fn article(word: &Said) -> Said {
    if word.en.starts_with(['a', 'e', 'i', 'o', 'u']) {
        said!("an {word}", "een {word}"; word)
    } else {
        said!("a {word}", "een {word}"; word)
    }
}

/// Numbers of steps of the meldcode, or of questions of the afwegingskader.
fn numbers(checker: &mut Checker<'_>, file: usize, list: &[Step], kind: Kind, numbers: &[u8]) {
    for (index, number) in numbers.iter().enumerate() {
        let id = if kind == Kind::Stage { Stage::id(*number) } else { Question::id(*number) };
        if checker.ids.get(id.as_str()).is_none_or(|(found, _)| *found != kind) {
            let path = list.iter().copied().chain([Step::Index(index)]).collect();
            let word = kind.name();
            let message = said!("there is no {word} {number}", "er is geen {word} {number}"; word);
            checker.say(rules::UNKNOWN_REFERENCE, file, &path, None, message);
            checker.hint(said!(
                "the {word}s of the meldcode are numbered 1 to 5",
                "elke {word} van de meldcode heeft een nummer van 1 tot en met 5";
                word
            ));
        }
    }
}
