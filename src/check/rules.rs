//! What one kind of record must satisfy.

use std::collections::BTreeMap;

use super::Checker;
use crate::record::{
    Channel, ChannelType, Contact, Entry, Kind, Leaf, Line, Page, Path, Record, Situation, Source, Status, Step,
};

pub(super) fn check(checker: &mut Checker<'_>) {
    let records = &checker.sources.records;
    for (_, file, record) in records.iter() {
        dates(checker, file, record);
        cited(checker, file, record);
    }
    let modules = records.modules.iter().map(|entry| (entry.value.number.as_str().to_owned(), entry.file));
    unique(checker, "module", modules.collect());
    let stages: Vec<_> = records.stages.iter().map(|entry| (entry.value.number, entry.file, &entry.id)).collect();
    numbered(checker, Kind::Stage, "stap", &stages);
    let questions: Vec<_> = records.questions.iter().map(|entry| (entry.value.number, entry.file, &entry.id)).collect();
    numbered(checker, Kind::Question, "vraag", &questions);
    for entry in &records.modules {
        let module = &entry.value;
        let lists = [
            ("goals", module.goals.len()),
            ("activities", module.activities.len()),
            ("preconditions", module.preconditions.len()),
            ("chain", module.chain.len()),
        ];
        not_empty(checker, entry.file, &lists);
    }
    for entry in &records.contacts {
        not_empty(checker, entry.file, &[("channels", entry.value.channels.len()), ("for", entry.value.r#for.len())]);
        contact(checker, entry);
    }
    let broken = checker.sources.broken.iter().any(|(kind, ..)| *kind == Kind::Contact);
    if !records.contacts.is_empty() && !broken {
        urgent(checker);
    }
    let entries = |file: usize, list: Vec<(&Line, usize)>| {
        (file, list.into_iter().map(|(id, n)| (id.as_str().to_owned(), n)).collect::<Vec<_>>())
    };
    let lists: Vec<(usize, Vec<(String, usize)>)> = std::iter::empty()
        .chain(
            records
                .registers
                .iter()
                .map(|e| entries(e.file, e.value.entries.iter().map(|x| (&x.id, x.sources.len())).collect())),
        )
        .chain(
            records
                .glossaries
                .iter()
                .map(|e| entries(e.file, e.value.entries.iter().map(|x| (&x.id, x.sources.len())).collect())),
        )
        .chain(
            records
                .timelines
                .iter()
                .map(|e| entries(e.file, e.value.entries.iter().map(|x| (&x.id, x.sources.len())).collect())),
        )
        .collect();
    self::entries(checker, &lists);
    municipalities(checker);
    for entry in &records.pages {
        path(checker, entry);
    }
    for entry in &records.sources {
        address(checker, entry);
    }
}

/// No date lies in the future.
fn dates(checker: &mut Checker<'_>, file: usize, record: &dyn Record) {
    let mut later: Vec<(Path, String)> = Vec::new();
    let today = checker.today;
    record.leaves(&mut Vec::new(), &mut |path, leaf| {
        if let Leaf::Date(date) = leaf
            && date > today
        {
            later.push((path.clone(), date.to_string()));
        }
    });
    for (path, date) in later {
        checker.error("future-date", file, &path, None, format!("{date} is after today, {today}"));
    }
}

/// Every fact has a source.
fn cited(checker: &mut Checker<'_>, file: usize, record: &dyn Record) {
    let exempt = [Kind::Source, Kind::Page, Kind::Register, Kind::Glossary, Kind::Timeline];
    if record.head().sources.is_empty() && !exempt.contains(&record.kind()) {
        let message = "no source is named for the facts of this record".to_owned();
        checker.error("no-source", file, &vec![Step::Key("title")], None, message);
        checker.hint("add `sources:` with `- { source: the-id-of-a-source }`");
    }
}

pub(super) fn not_empty(checker: &mut Checker<'_>, file: usize, lists: &[(&'static str, usize)]) {
    for (key, length) in lists {
        if *length == 0 {
            checker.error("empty-list", file, &vec![Step::Key(key)], None, format!("`{key}` needs at least one item"));
        }
    }
}

/// Numbers that name one record each.
fn unique(checker: &mut Checker<'_>, kind: &str, numbers: Vec<(String, usize)>) {
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    for (number, file) in numbers {
        if let Some(first) = seen.insert(number.clone(), file) {
            let other = checker.sources.files[first].shown().to_owned();
            let message = format!("the number `{number}` is also that of the {kind} in `{other}`");
            checker.error("duplicate-number", file, &vec![Step::Key("number")], None, message);
        }
    }
}

/// Records numbered from 1 to 5, whose ids say their number.
fn numbered(checker: &mut Checker<'_>, kind: Kind, word: &str, found: &[(u8, usize, &String)]) {
    for (number, file, id) in found {
        if **id != format!("{word}-{number}") {
            let message =
                format!("the file of {word} {number} is named `{word}-{number}.yaml`, and this one is `{id}.yaml`");
            checker.error("number-and-name", *file, &vec![Step::Key("number")], None, message);
        }
    }
    if let Some((_, file, _)) = found.first()
        && let Some(missing) = (1..=5).find(|number| {
            let name = format!("{word}-{number}");
            !checker.ids.contains_key(name.as_str()) && !found.iter().any(|(found, ..)| found == number)
        })
    {
        let message = format!("there is no {} {missing}, and the meldcode has five", kind.id());
        checker.error("number-gap", *file, &vec![Step::Key("number")], None, message);
        checker.hint(format!("add `content/{}/{word}-{missing}.yaml`", kind.folder()));
    }
}

/// A contact can be used as it is printed.
fn contact(checker: &mut Checker<'_>, entry: &Entry<Contact>) {
    if entry.value.status != Status::Active {
        let message = "only a contact that can be reached now is published".to_owned();
        checker.error("contact-status", entry.file, &vec![Step::Key("status")], None, message);
        checker.hint("remove the file; history belongs in the timeline");
    }
    for (index, channel) in entry.value.channels.iter().enumerate() {
        let path = vec![Step::Key("channels"), Step::Index(index), Step::Key("value")];
        let value = channel.value.as_str();
        if channel.is_dialled() && !value.chars().all(|sign| sign.is_ascii_digit() || " -+".contains(sign)) {
            checker.error("bad-number", entry.file, &path, None, format!("`{value}` is no telephone number"));
            checker.hint("digits, spaces, `-`, and `+` at the start");
        } else if channel.r#type == ChannelType::Phone && value.trim() == "116" {
            checker.error("never-publish", entry.file, &path, None, "116 is not in service".to_owned());
            checker.hint("remove this channel");
        } else if matches!(channel.r#type, ChannelType::Website | ChannelType::Chat) && !value.starts_with("https://") {
            checker.error("bad-link", entry.file, &path, None, format!("`{value}` is no `https://` address"));
        }
    }
}

/// 112 and Veilig Thuis stand on the contact page before all others.
fn urgent(checker: &mut Checker<'_>) {
    let contacts = &checker.sources.records.contacts;
    for (number, order) in [("112", 1), ("0800-2000", 2)] {
        let found = contacts.iter().any(|entry| {
            entry.value.order == order
                && entry.value.channels.first().is_some_and(|channel: &Channel| channel.value.as_str() == number)
        });
        if !found {
            let file = contacts.first().map_or(0, |entry| entry.file);
            let message = format!("no contact has `order: {order}` and {number} as its first channel");
            checker.error("urgent-contact", file, &vec![Step::Key("order")], None, message);
            checker.hint("112 and 0800-2000 come first on the contact page, in this order");
        }
    }
    if !contacts.iter().any(|entry| entry.value.r#for.contains(&Situation::Danger)) {
        let file = contacts.first().map_or(0, |entry| entry.file);
        checker.error("urgent-contact", file, &vec![Step::Key("for")], None, "no contact is for `danger`".to_owned());
    }
}

/// Short records have anchors of their own, also over the files of one page, and
/// each its source. `lists` holds for each file the ids and numbers of sources.
fn entries(checker: &mut Checker<'_>, lists: &[(usize, Vec<(String, usize)>)]) {
    let mut seen: BTreeMap<(String, &str), usize> = BTreeMap::new();
    for (file, list) in lists {
        // Files of one page lie in one folder; those of the register are pages.
        let path = checker.sources.files[*file].path.clone();
        let page = if path.starts_with("content/instruments/") {
            path
        } else {
            path.rsplit_once('/').map_or(String::new(), |(folder, _)| folder.to_owned())
        };
        for (index, (id, sources)) in list.iter().enumerate() {
            let at = |key: &'static str| vec![Step::Key("entries"), Step::Index(index), Step::Key(key)];
            if crate::markdown::slug(id) != *id {
                checker.error("bad-id", *file, &at("id"), None, format!("`{id}` cannot be part of an address"));
                checker.hint(format!("write `{}`: small letters, digits and `-`", crate::markdown::slug(id)));
            }
            if let Some(first) = seen.insert((page.clone(), id), *file) {
                let other = checker.sources.files[first].shown().to_owned();
                checker.error(
                    "duplicate-id",
                    *file,
                    &at("id"),
                    None,
                    format!("`{id}` is also the id of an entry in `{other}`"),
                );
                checker.hint("links name an entry by its id: give one of the two another");
            }
            if *sources == 0 {
                checker.error("no-source", *file, &at("title"), None, format!("no source is named for `{id}`"));
                checker.hint("add `sources:` with `- { source: the-id-of-a-source }`");
            }
        }
    }
}

/// A municipality belongs to one region.
fn municipalities(checker: &mut Checker<'_>) {
    let mut seen: BTreeMap<&str, &str> = BTreeMap::new();
    for entry in &checker.sources.records.regions {
        for (index, place) in entry.value.municipalities.iter().enumerate() {
            if let Some(other) = seen.insert(place.code.as_str(), &entry.id) {
                let path = vec![Step::Key("municipalities"), Step::Index(index), Step::Key("code")];
                let message = format!("`{}` also stands in region `{other}`", place.code);
                checker.error("duplicate-number", entry.file, &path, None, message);
            }
        }
    }
}

/// A page has an address of its own.
fn path(checker: &mut Checker<'_>, entry: &Entry<Page>) {
    let path = entry.value.path.as_str();
    let words = path.trim_matches('/').split('/').all(|word| crate::markdown::slug(word) == word && !word.is_empty());
    if !(path.starts_with('/') && path.ends_with('/') && words) {
        let place = vec![Step::Key("path")];
        checker.error("bad-path", entry.file, &place, None, format!("`{path}` is no address of a page"));
        checker.hint("such as `/over/`: small letters, digits and `-` between slashes");
    }
}

/// The address of a source is one that can be linked to.
fn address(checker: &mut Checker<'_>, entry: &Entry<Source>) {
    if let Some(url) = &entry.value.url
        && !url.as_str().starts_with("https://")
        && !url.as_str().starts_with("http://")
    {
        let message = format!("`{url}` is no web address");
        checker.error("bad-link", entry.file, &vec![Step::Key("url")], None, message);
    }
}
