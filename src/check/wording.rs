//! Readers know the words, and those in need are not misled by them: short
//! summaries, no abbreviation that cannot be looked up, no name of the past as if
//! it were there, no hours of a chat.

use std::borrow::Cow;
use std::cell::LazyCell;
use std::collections::BTreeSet;
use std::ops::Range;

use rayon::prelude::*;

use super::{Checker, is_todo};
use crate::diagnostic::{Diagnostic, rules};
use crate::fold::folded;
use crate::load::DUTCH;
use crate::markdown::{Markdown, Plain, words};
use crate::readability::sentences;
use crate::record::{ChannelType, Kind, Leaf, Leaves, Line, Path, Record, Step};
use crate::said;

/// How many signs a summary has at most: two lines of a list on a wide screen.
const SUMMARY_MAX: usize = 160;
/// And how many sentences.
const SENTENCES_MAX: usize = 2;

/// Keys whose texts are of the past by what they are.
const PAST_KEYS: [&str; 2] = ["history", "then"];

/// Words of a sentence about the past, or about what became of something.
const PAST_WORDS: [&str; 22] = [
    "was",
    "waren",
    "werd",
    "werden",
    "had",
    "hadden",
    "kon",
    "konden",
    "heette",
    "toen",
    "destijds",
    "vroeger",
    "voorheen",
    "indertijd",
    "oude",
    "tot",
    "sinds",
    "nu",
    "inmiddels",
    "opgegaan",
    "vervangen",
    "opgevolgd",
];

/// What is done by who is there.
const PRESENT_VERBS: [&str; 34] = [
    "is",
    "zijn",
    "heeft",
    "hebben",
    "kan",
    "kunnen",
    "moet",
    "moeten",
    "mag",
    "mogen",
    "wordt",
    "worden",
    "biedt",
    "bieden",
    "doet",
    "doen",
    "geeft",
    "geven",
    "helpt",
    "helpen",
    "onderzoekt",
    "adviseert",
    "beoordeelt",
    "verwijst",
    "neemt",
    "zorgt",
    "werkt",
    "zal",
    "gaat",
    "komt",
    "krijgt",
    "organiseert",
    "registreert",
    "begeleidt",
];

/// What a reader is told to do.
const CALLS: [&str; 10] = ["bel", "belt", "meld", "meldt", "vraag", "vraagt", "mail", "mailt", "raadpleeg", "overleg"];

pub(super) fn check(checker: &mut Checker<'_>) {
    let sources = checker.sources;
    let (known, gone) = (abbreviations(checker), gone(checker));
    let records: Vec<(usize, &dyn Record)> = sources.records.iter().map(|(_, file, record)| (file, record)).collect();
    let of_records = |(file, record): (usize, &dyn Record)| {
        let (mut checker, head) = (checker.part(), record.head());
        summary(&mut checker, file, head.summary);
        let texts = texts(record as &dyn Leaves);
        let own = || Own::of(record as &dyn Leaves, head.aliases.iter().map(Line::as_str), head.title);
        let is_past = head.period.is_some() || matches!(record.kind(), Kind::Source | Kind::Timeline);
        abbreviated(&mut checker, file, &texts, &known, own);
        for (path, text) in &texts {
            if !is_past && !is_of_the_past(&checker, file, record.kind(), path) {
                dead_names(&mut checker, file, (path, text), &gone);
                chat(&mut checker, file, (path, text));
            }
        }
        checker.diagnostics
    };
    let found: Vec<Diagnostic> = records.into_par_iter().flat_map_iter(of_records).collect();
    checker.diagnostics.extend(found);
    for (language, citizen) in &sources.citizen {
        let contact = citizen.contact.iter().map(|(file, page)| (*file, page as &dyn Leaves));
        let region = citizen.region.iter().map(|(file, page)| (*file, page as &dyn Leaves));
        for (file, page) in contact.chain(region) {
            let texts = texts(page);
            if language == DUTCH {
                abbreviated(checker, file, &texts, &known, || Own::of(page, std::iter::empty(), ""));
            }
            for (path, text) in &texts {
                chat(checker, file, (path, text));
                if language == DUTCH {
                    dead_names(checker, file, (path, text), &gone);
                }
            }
        }
    }
    chat_channels(checker);
}

/// The running texts of a record, plain, as far as a rule may have something to say of
/// them: few hold an abbreviation or an hour.
fn texts(record: &dyn Leaves) -> Vec<(Path, Plain)> {
    let mut texts = Vec::new();
    record.leaves(&mut Vec::new(), &mut |path, leaf| {
        if let Leaf::Inline(text) | Leaf::Block(text) = leaf
            && !is_todo(text)
        {
            let plain = Markdown::Block(text).plain();
            if holds_capitals(&plain.text) || plain.text.bytes().any(|sign| sign.is_ascii_digit()) {
                texts.push((path.clone(), plain));
            }
        }
    });
    texts
}

/// Whether a text holds two capitals in a row, as every abbreviation does.
fn holds_capitals(text: &str) -> bool {
    text.as_bytes().windows(2).any(|pair| pair.iter().all(u8::is_ascii_uppercase))
}

/// A summary fits a list.
fn summary(checker: &mut Checker<'_>, file: usize, summary: &str) {
    let (signs, parts) = (summary.chars().count(), sentences(summary).count());
    let message = if signs > SUMMARY_MAX {
        said!(
            "the summary has {signs} signs, more than {SUMMARY_MAX}",
            "de samenvatting heeft {signs} tekens, meer dan {SUMMARY_MAX}",
        )
    } else if parts > SENTENCES_MAX {
        said!(
            "the summary has {parts} sentences, more than {SENTENCES_MAX}",
            "de samenvatting heeft {parts} zinnen, meer dan {SENTENCES_MAX}",
        )
    } else {
        return;
    };
    checker.say(rules::LONG_SUMMARY, file, &vec![Step::Key("summary")], None, message);
    checker.hint(said!("say what it is, and for whom", "zeg wat het is, en voor wie"));
}

/// Whether a word is written as an abbreviation: capitals alone, more than one.
fn is_abbreviation(word: &str) -> bool {
    word.len() > 1 && word.chars().all(|sign| sign.is_ascii_uppercase())
}

/// The abbreviations that a reader can look up, or knows.
fn abbreviations<'a>(checker: &Checker<'a>) -> BTreeSet<&'a str> {
    let (records, settings) = (&checker.sources.records, &checker.sources.settings);
    let terms = records.glossaries.iter().flat_map(|entry| &entry.value.entries);
    let terms = terms.flat_map(|term| term.aliases.iter().chain(&term.abbreviation).chain([&term.title]));
    let instruments = records.registers.iter().flat_map(|entry| &entry.value.entries);
    let instruments = instruments.flat_map(|one| one.aliases.iter().chain([&one.title]));
    let organisations = records.organisations.iter();
    let organisations = organisations.flat_map(|entry| entry.value.aliases.iter().chain([&entry.value.title]));
    let everyday = settings.iter().flat_map(|settings| &settings.abbreviations);
    let names = terms.chain(instruments).chain(organisations).chain(everyday);
    names.flat_map(|name| words(name.as_str())).map(|(word, _)| word).filter(|word| is_abbreviation(word)).collect()
}

/// What a record says of abbreviations itself.
struct Own {
    /// Its names.
    names: BTreeSet<String>,
    /// All that it says.
    text: String,
}

impl Own {
    fn of<'a>(record: &dyn Leaves, aliases: impl Iterator<Item = &'a str>, title: &'a str) -> Self {
        let mut text = String::new();
        record.leaves(&mut Vec::new(), &mut |_, leaf| {
            if let Leaf::Line(words) | Leaf::Inline(words) | Leaf::Block(words) = leaf {
                text.push_str(words);
                text.push('\n');
            }
        });
        let names = aliases.chain([title]).flat_map(words).map(|(word, _)| word.to_owned()).collect();
        Self { names, text }
    }

    /// Whether it is about what the word stands for, or writes the word out:
    /// "Wet op het primair onderwijs (WPO)", or "WPO (Wet op het primair onderwijs)".
    fn explains(&self, word: &str) -> bool {
        let open = format!("({word}");
        let mut behind = self.text.split(open.as_str()).skip(1);
        self.names.contains(word)
            || behind.any(|rest| !rest.starts_with(char::is_alphanumeric))
            || self.text.contains(&format!("{word} ("))
    }
}

/// A reader can look the abbreviations of a record up, or it explains them. Each is
/// said once.
fn abbreviated(
    checker: &mut Checker<'_>,
    file: usize,
    texts: &[(Path, Plain)],
    known: &BTreeSet<&str>,
    own: impl FnOnce() -> Own,
) {
    let own = LazyCell::new(own);
    let mut said: BTreeSet<&str> = BTreeSet::new();
    for (path, text) in texts {
        for (word, at) in text.words().filter(|(word, _)| is_abbreviation(word) && !known.contains(word)) {
            if own.explains(word) || !said.insert(word) {
                continue;
            }
            let message = said!("no reader can look up `{word}`", "`{word}` kan een lezer nergens opzoeken");
            checker.say(rules::UNKNOWN_ABBREVIATION, file, path, Some(&text.source(&at)), message);
            checker.hint(said!(
                "write it out with `({word})` behind it, or add it to the glossary; a name goes to `abbreviations` in `site.yaml`",
                "schrijf het voluit met `({word})` erachter, of zet het bij de begrippen; een naam hoort bij `abbreviations` in `site.yaml`",
            ));
        }
    }
}

/// The abbreviations of what has another name today.
fn gone<'a>(checker: &Checker<'a>) -> BTreeSet<&'a str> {
    let terms = checker.sources.records.glossaries.iter().flat_map(|entry| &entry.value.entries);
    let replaced = terms.filter(|term| term.replaced_by.is_some());
    let names = replaced.flat_map(|term| term.aliases.iter().chain(&term.abbreviation)).map(Line::as_str);
    names.filter(|name| is_abbreviation(name)).collect()
}

/// Whether a text is of the past by where it stands.
fn is_of_the_past(checker: &Checker<'_>, file: usize, kind: Kind, path: &Path) -> bool {
    let key = path.iter().find_map(|step| match step {
        Step::Key(key) => Some(*key),
        Step::Index(_) => None,
    });
    // The policy of a region is that of the year it was written in.
    let by_key = key.is_some_and(|key| PAST_KEYS.contains(&key) || (key == "body" && kind == Kind::Region));
    let entry = match path.as_slice() {
        [Step::Key("entries"), Step::Index(index), ..] => Some(*index),
        _ => None,
    };
    let registers = checker.sources.records.registers.iter().find(|register| register.file == file);
    let instrument = registers.zip(entry).and_then(|(register, index)| register.value.entries.get(index));
    by_key || instrument.is_some_and(|instrument| instrument.period.is_some())
}

/// What has another name today is not spoken of as if it were there: not as who
/// does something now, nor as where to go.
fn dead_names(checker: &mut Checker<'_>, file: usize, (path, text): (&Path, &Plain), gone: &BTreeSet<&str>) {
    for (sentence, start) in sentences(&text.text) {
        let words: Vec<(&str, Range<usize>)> = words(sentence).collect();
        if !words.iter().any(|(word, _)| gone.contains(word)) {
            continue;
        }
        let folded: Vec<Cow<'_, str>> = words.iter().map(|(word, _)| folded(word)).collect();
        let is_year = |word: &str| word.len() == 4 && word.chars().all(|sign| sign.is_ascii_digit());
        if folded.iter().any(|word| is_year(word) || PAST_WORDS.contains(&&**word)) {
            continue;
        }
        for (index, (name, at)) in words.iter().enumerate().filter(|(_, (word, _))| gone.contains(word)) {
            let word = |index: usize| folded.get(index).map_or("", |word| word);
            // The word before the name, its article passed over.
            let article = index.checked_sub(1).filter(|before| matches!(word(*before), "het" | "de" | "een"));
            let before = article.unwrap_or(index).checked_sub(1).map_or("", word);
            let acts = PRESENT_VERBS.contains(&word(index + 1)) || PRESENT_VERBS.contains(&before);
            let nearby = &folded[index.saturating_sub(5)..index];
            if acts || nearby.iter().any(|word| CALLS.contains(&&**word)) {
                let message = said!("`{name}` has another name today", "`{name}` heet nu anders");
                let at = text.source(&(start + at.start..start + at.end));
                checker.say(rules::DEAD_NAME, file, path, Some(&at), message);
                checker.hint(said!(
                    "use the name of today, or say when this was: a year, or `period` for the whole record",
                    "gebruik de naam van nu, of zeg wanneer dit was: een jaartal, of `period` voor de hele pagina",
                ));
            }
        }
    }
}

/// No sentence says when a chat is open.
fn chat(checker: &mut Checker<'_>, file: usize, (path, text): (&Path, &Plain)) {
    for (sentence, start) in sentences(&text.text) {
        if words(sentence).any(|(word, _)| folded(word) == "chat")
            && let Some(at) = clock(sentence)
        {
            chat_hours(checker, file, path, Some(&text.source(&(start + at.start..start + at.end))));
        }
    }
}

/// No channel of a chat says when it is open, in no language.
fn chat_channels(checker: &mut Checker<'_>) {
    let sources = checker.sources;
    let hours = |index: usize| vec![Step::Key("channels"), Step::Index(index), Step::Key("hours")];
    for entry in &sources.records.contacts {
        for (index, channel) in entry.value.channels.iter().enumerate() {
            if channel.r#type != ChannelType::Chat {
                continue;
            }
            if let Some(at) = channel.hours.as_ref().and_then(|hours| clock(hours.as_str())) {
                chat_hours(checker, entry.file, &hours(index), Some(&at));
            }
            for (file, texts) in sources.citizen.values().filter_map(|citizen| citizen.contacts.as_ref()) {
                let found = texts.contacts.iter().position(|text| sources.current(text.id.as_str()) == entry.id);
                let text = found.and_then(|found| texts.contacts[found].channels.get(index)?.hours.as_ref());
                if let (Some(found), Some(at)) = (found, text.and_then(|hours| clock(hours.as_str()))) {
                    let path = [Step::Key("contacts"), Step::Index(found)].into_iter().chain(hours(index)).collect();
                    chat_hours(checker, *file, &path, Some(&at));
                }
            }
        }
    }
}

fn chat_hours(checker: &mut Checker<'_>, file: usize, path: &Path, at: Option<&Range<usize>>) {
    let message = said!("this says when a chat is open", "hier staat wanneer een chat open is");
    checker.say(rules::CHAT_HOURS, file, path, at, message);
    checker
        .hint(said!("say `kijk of de chat open is`, without hours", "zeg `kijk of de chat open is`, zonder tijden",));
}

/// The first time of a clock in a text: `9.00`, `22:30`, `9 uur`, `9 am`, `9 tot 17`.
fn clock(text: &str) -> Option<Range<usize>> {
    let all: Vec<(&str, Range<usize>)> = words(text).collect();
    let is_hour = |word: &str| word.len() <= 2 && word.parse::<u8>().is_ok_and(|hour| hour <= 24);
    all.windows(2).find_map(|pair| {
        let [(hour, at), (next, end)] = pair else { return None };
        let between = &text[at.end..end.start];
        let minutes = matches!(between, "." | ":") && next.len() == 2 && next.parse::<u8>().is_ok_and(|it| it < 60);
        let named = between == " " && matches!(*next, "uur" | "am" | "pm" | "tot" | "to" | "until");
        (is_hour(hour) && (minutes || named)).then_some(at.start..end.end)
    })
}

#[cfg(test)]
mod tests {
    use super::clock;

    #[test]
    fn a_time_of_a_clock_is_found() {
        for (text, found) in [
            ("open van 9.00 tot 22.00", Some("9.00")),
            ("open until 22:30", Some("22:30")),
            ("van 9 tot 17 uur", Some("9 tot")),
            ("from 8 am", Some("8 am")),
            ("dag en nacht", None),
            ("bel 0800-2000 of 112", None),
            ("versie 2.0", None),
        ] {
            assert_eq!(clock(text).map(|at| &text[at]), found, "{text}");
        }
    }
}
