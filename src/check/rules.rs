//! What one kind of record must satisfy.

use std::collections::BTreeMap;

use super::Checker;
use crate::diagnostic::{Said, rules};
use crate::markdown::slug;
use crate::record::{Channel, Contact, Entry, Kind, LAST, Leaf, Line, Module, Path, Record, Situation, Status, Step};
use crate::said;

pub(super) fn check(checker: &mut Checker<'_>) {
    let records = &checker.sources.records;
    for (_, file, record) in records.iter() {
        dates(checker, file, record);
        cited(checker, file, record);
    }
    let modules = records.modules.iter().map(|entry| (entry.value.number.as_str().to_owned(), entry.file));
    unique(checker, modules.collect());
    gaps(checker);
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
        let message = said!("{date} is after today, {today}", "{date} is na vandaag, {today}");
        checker.say(rules::FUTURE_DATE, file, &path, None, message);
    }
}

/// Kinds whose records need no sources of their own: what is in them has, or is one.
pub(crate) const UNCITED: [Kind; 5] = [Kind::Source, Kind::Page, Kind::Register, Kind::Glossary, Kind::Timeline];

/// Every fact has a source.
fn cited(checker: &mut Checker<'_>, file: usize, record: &dyn Record) {
    if record.head().sources.is_empty() && !UNCITED.contains(&record.kind()) {
        let message = said!(
            "no source is named for the facts of this record",
            "voor de feiten op deze pagina is geen bron genoemd",
        );
        checker.say(rules::NO_SOURCE, file, &vec![Step::Key("title")], None, message);
        checker.hint(add_sources());
    }
}

/// The hint where a source is missing.
fn add_sources() -> Said {
    said!(
        "add `sources:` with `- {{ source: the-id-of-a-source }}`",
        "voeg `sources:` toe met `- {{ source: het-id-van-een-bron }}`",
    )
}

pub(super) fn not_empty(checker: &mut Checker<'_>, file: usize, lists: &[(&'static str, usize)]) {
    for (key, length) in lists {
        if *length == 0 {
            let message = said!("`{key}` needs at least one item", "`{key}` heeft minstens één onderdeel nodig");
            checker.say(rules::EMPTY_LIST, file, &vec![Step::Key(key)], None, message);
        }
    }
}

/// Numbers that name one record each.
fn unique(checker: &mut Checker<'_>, numbers: Vec<(String, usize)>) {
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    for (number, file) in numbers {
        if let Some(first) = seen.insert(number.clone(), file) {
            let other = checker.sources.files[first].shown();
            let message = said!(
                "the number `{number}` is also that of the module in `{other}`",
                "het nummer `{number}` is ook dat van de module in `{other}`",
            );
            checker.say(rules::DUPLICATE_NUMBER, file, &vec![Step::Key("number")], None, message);
        }
    }
}

/// No number is left out between those of a chapter. One with fewer than half of its
/// numbers is a choice of modules; so is an edition that hides some.
fn gaps(checker: &mut Checker<'_>) {
    let sources = checker.sources;
    let is_hidden = sources.hidden.values().any(|by| by.contains(&format!("/{}/", Kind::Module.folder())));
    if is_hidden || sources.broken.iter().any(|(kind, ..)| *kind == Kind::Module) {
        return;
    }
    let mut chapters: BTreeMap<&str, BTreeMap<usize, &Entry<Module>>> = BTreeMap::new();
    for entry in &sources.records.modules {
        if let Some((chapter, number)) = entry.value.number.as_str().split_once('.')
            && let Ok(number) = number.parse()
        {
            chapters.entry(chapter).or_default().insert(number, entry);
        }
    }
    for numbers in chapters.values() {
        let pairs = || numbers.iter().zip(numbers.iter().skip(1));
        let missing: usize = pairs().map(|((before, _), (after, _))| after - before - 1).sum();
        if missing >= numbers.len() {
            continue;
        }
        for ((_, before), (_, after)) in pairs().filter(|((before, _), (after, _))| *after - *before > 1) {
            let (before, number) = (before.value.number.as_str(), after.value.number.as_str());
            let message = said!(
                "no module stands between `{before}` and `{number}`",
                "tussen `{before}` en `{number}` staat geen module",
            );
            checker.say(rules::MODULE_GAP, after.file, &vec![Step::Key("number")], None, message);
            checker.hint(said!(
                "write the module that is missing, or mend this number",
                "schrijf de module die ontbreekt, of verbeter dit nummer",
            ));
        }
    }
}

/// Records numbered from 1 to 5, whose ids say their number.
fn numbered(checker: &mut Checker<'_>, kind: Kind, word: &str, found: &[(u8, usize, &String)]) {
    for (number, file, id) in found {
        if !(1..=LAST).contains(number) {
            let name = kind.name();
            let message = said!(
                "there is no {name} {number}: the meldcode has five",
                "er is geen {name} {number}: de meldcode heeft er vijf";
                name
            );
            checker.say(rules::NUMBER_RANGE, *file, &vec![Step::Key("number")], None, message);
            let folder = Kind::Guidance.folder();
            checker.hint(said!(
                "steps and questions are numbered 1 to {LAST}; what else there is to say belongs in `content/{folder}/`",
                "stappen en vragen hebben een nummer van 1 tot en met {LAST}; wat er verder te zeggen is hoort in `content/{folder}/`",
            ));
        } else if **id != format!("{word}-{number}") {
            let message = said!(
                "the file of {word} {number} is named `{word}-{number}.yaml`, and this one is `{id}.yaml`",
                "het bestand van {word} {number} heet `{word}-{number}.yaml`, en dit heet `{id}.yaml`",
            );
            checker.say(rules::NUMBER_AND_NAME, *file, &vec![Step::Key("number")], None, message);
        }
    }
    if let Some((_, file, _)) = found.first()
        && let Some(missing) = (1..=LAST).find(|number| {
            let name = format!("{word}-{number}");
            !checker.ids.contains_key(name.as_str()) && !found.iter().any(|(found, ..)| found == number)
        })
    {
        let (name, folder) = (kind.name(), kind.folder());
        let message = said!(
            "there is no {name} {missing}, and the meldcode has five",
            "er is geen {name} {missing}, en de meldcode heeft er vijf";
            name
        );
        checker.say(rules::NUMBER_GAP, *file, &vec![Step::Key("number")], None, message);
        checker.hint(said!(
            "add `content/{folder}/{word}-{missing}.yaml`",
            "voeg `content/{folder}/{word}-{missing}.yaml` toe",
        ));
    }
}

/// A contact is one that can be reached.
fn contact(checker: &mut Checker<'_>, entry: &Entry<Contact>) {
    if entry.value.status != Status::Active {
        let message = said!(
            "only a contact that can be reached now is published",
            "alleen een contact dat nu bereikbaar is komt op de site",
        );
        checker.say(rules::CONTACT_STATUS, entry.file, &vec![Step::Key("status")], None, message);
        checker.hint(said!(
            "remove the file; history belongs in the timeline",
            "haal het bestand weg; geschiedenis hoort op de tijdlijn",
        ));
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
            let message = said!(
                "no contact has `order: {order}` and {number} as its first channel",
                "geen contact heeft `order: {order}` en {number} als eerste kanaal",
            );
            checker.say(rules::URGENT_CONTACT, file, &vec![Step::Key("order")], None, message);
            checker.hint(said!(
                "112 and 0800-2000 come first on the contact page, in this order",
                "112 en 0800-2000 staan bovenaan de contactpagina, in deze volgorde",
            ));
        }
    }
    if !contacts.iter().any(|entry| entry.value.r#for.contains(&Situation::Danger)) {
        let file = contacts.first().map_or(0, |entry| entry.file);
        let message = said!("no contact is for `danger`", "geen contact is er voor `danger`");
        checker.say(rules::URGENT_CONTACT, file, &vec![Step::Key("for")], None, message);
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
            let good = slug(id);
            if good != *id {
                let message = said!("`{id}` cannot be part of an address", "`{id}` kan geen deel van een adres zijn");
                checker.say(rules::BAD_ID, *file, &at("id"), None, message);
                checker.hint(said!(
                    "write `{good}`: small letters, digits and `-`",
                    "schrijf `{good}`: kleine letters, cijfers en `-`",
                ));
            }
            if let Some(first) = seen.insert((page.clone(), id), *file) {
                let other = checker.sources.files[first].shown();
                let message = said!(
                    "`{id}` is also the id of an entry in `{other}`",
                    "`{id}` is ook het id van een onderdeel van `{other}`",
                );
                checker.say(rules::DUPLICATE_ID, *file, &at("id"), None, message);
                checker.hint(said!(
                    "links name an entry by its id: give one of the two another",
                    "een link noemt een onderdeel bij zijn id: geef een van de twee een ander",
                ));
            }
            if *sources == 0 {
                let message = said!("no source is named for `{id}`", "voor `{id}` is geen bron genoemd");
                checker.say(rules::NO_SOURCE, *file, &at("title"), None, message);
                checker.hint(add_sources());
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
                let code = &place.code;
                let message =
                    said!("`{code}` also stands in region `{other}`", "`{code}` staat ook in regio `{other}`");
                checker.say(rules::DUPLICATE_NUMBER, entry.file, &path, None, message);
            }
        }
    }
}
