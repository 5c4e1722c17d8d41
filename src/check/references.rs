//! What is named exists and is of the right kind.

use std::collections::BTreeSet;

use super::{BUILT_IN, Checker, HIDDEN};
use crate::diagnostic::closest;
use crate::record::{Kind, Leaf, Leaves, Line, Path, Question, Stage, Step, Tag};

pub(super) fn check(checker: &mut Checker<'_>) {
    let sources = checker.sources;
    let citizen = sources.citizen.values().flat_map(|citizen| {
        let contact = citizen.contact.iter().map(|(file, page)| (*file, page as &dyn Leaves));
        let region = citizen.region.iter().map(|(file, page)| (*file, page as &dyn Leaves));
        contact.chain(region)
    });
    let records = sources.records.iter().map(|(_, file, record)| (file, record as &dyn Leaves));
    for (file, record) in records.chain(citizen) {
        let mut found: Vec<(Path, &str, &[Kind])> = Vec::new();
        record.leaves(&mut Vec::new(), &mut |path, leaf| {
            if let Leaf::Ref(id, kinds) = leaf {
                found.push((path.clone(), id, kinds));
            }
        });
        for (path, id, wanted) in found {
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
                    checker.error("unknown-reference", *file, &path, None, checker.absent("page", id));
                    let names = BUILT_IN.iter().map(|(name, _)| *name).chain(checker.ids.keys().copied());
                    if let Some(meant) = closest(id, names) {
                        checker.hint(format!("did you mean `{meant}`?"));
                    }
                } else if !is_first {
                    let message = format!("`{id}` has two grades for this question");
                    checker.error("two-grades", *file, &path, None, message);
                    checker.hint("name a page once: under `best`, `good` or `fair`");
                }
            }
        }
        if (query.tag == Tag::Negative) != seen.is_empty() {
            let path = vec![Step::Key("questions"), Step::Index(number), Step::Key("tag")];
            checker.error("wrong-tag", *file, &path, None, "only a question that no page answers is `negative`".into());
            checker.hint("name the pages that answer it, or give it the tag `negative`");
        }
    }
}

fn reference(checker: &mut Checker<'_>, file: usize, path: &Path, id: &str, wanted: &[Kind]) {
    let kinds = match wanted.iter().map(|kind| kind.id()).collect::<Vec<_>>().split_last() {
        Some((last, [])) => (*last).to_owned(),
        Some((last, others)) => format!("{} or {last}", others.join(", ")),
        None => return,
    };
    match checker.ids.get(id) {
        Some((kind, _)) if wanted.contains(kind) => {}
        Some((kind, _)) => {
            let message = format!("`{id}` is {}, and here {} is named", article(kind.id()), article(&kinds));
            checker.error("wrong-kind", file, path, Some(id), message);
        }
        None => {
            let message = checker.absent(&kinds, id);
            let candidates = checker.ids.iter().filter(|(_, (kind, _))| wanted.contains(kind)).map(|(id, _)| *id);
            let hint = match closest(id, candidates) {
                _ if checker.sources.hidden.contains_key(id) => HIDDEN.to_owned(),
                Some(meant) => format!("did you mean `{meant}`?"),
                None => {
                    let folders: Vec<String> =
                        wanted.iter().map(|kind| format!("`content/{}/`", kind.folder())).collect();
                    format!("{} is a file in {}", article(&kinds), folders.join(" or "))
                }
            };
            checker.error("unknown-reference", file, path, Some(id), message);
            checker.hint(hint);
        }
    }
}

/// A word with the article that it takes.
fn article(word: &str) -> String {
    let an = word.starts_with(['a', 'e', 'i', 'o', 'u']);
    format!("{} {word}", if an { "an" } else { "a" })
}

/// Numbers of steps of the meldcode, or of questions of the afwegingskader.
fn numbers(checker: &mut Checker<'_>, file: usize, list: &[Step], kind: Kind, numbers: &[u8]) {
    for (index, number) in numbers.iter().enumerate() {
        let id = if kind == Kind::Stage { Stage::id(*number) } else { Question::id(*number) };
        if checker.ids.get(id.as_str()).is_none_or(|(found, _)| *found != kind) {
            let path = list.iter().copied().chain([Step::Index(index)]).collect();
            let word = kind.id();
            checker.error("unknown-reference", file, &path, None, format!("there is no {word} {number}"));
            checker.hint(format!("the {word}s of the meldcode are numbered 1 to 5"));
        }
    }
}
