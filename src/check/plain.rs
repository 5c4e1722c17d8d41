//! The citizen pages in Dutch are plain: easy by the measure, short sentences, no
//! words of the field without a link to what they mean.

use super::Checker;
use crate::diagnostic::rules;
use crate::fold::fold;
use crate::load::DUTCH;
use crate::markdown::Markdown;
use crate::readability::{Reading, long};
use crate::record::{Leaf, Leaves, Path};
use crate::said;

/// The least Flesch-Douma of running text.
const DOUMA_MIN: f64 = 65.0;
/// The most words per sentence, on average.
const MEAN_MAX: f64 = 12.0;
/// The most words of one sentence.
const SENTENCE_MAX: usize = 20;
/// Fewer words than this say nothing about a whole text.
const WORDS_MIN: usize = 30;

/// A text with what was counted in it.
#[derive(Clone, Debug)]
pub struct Measured {
    /// The file.
    pub path: String,
    /// Whether it is a citizen page, and so must be plain.
    pub citizen: bool,
    /// Running text.
    pub prose: Reading,
    /// Items of lists.
    pub lists: Reading,
}

pub(super) fn check(checker: &mut Checker<'_>) {
    for (file, record) in citizen(checker) {
        let measured = measure(checker, file, record, true);
        let (douma, mean) = (measured.prose.flesch_douma(), measured.prose.mean());
        if measured.prose.words >= WORDS_MIN && (douma < DOUMA_MIN || mean > MEAN_MAX) {
            let message = said!(
                "this text is hard to read: Flesch-Douma {douma:.0}, {mean:.1} words per sentence",
                "deze tekst is moeilijk te lezen: Flesch-Douma {douma:.0}, {mean:.1} woorden per zin",
            );
            checker.say(rules::HARD_TO_READ, file, &Vec::new(), None, message);
            checker.hint(said!(
                "a citizen page scores at least {DOUMA_MIN:.0}, with at most {MEAN_MAX:.0} words per sentence: shorter words and sentences",
                "een pagina voor burgers haalt minstens {DOUMA_MIN:.0}, met hoogstens {MEAN_MAX:.0} woorden per zin: schrijf kortere woorden en zinnen",
            ));
        }
        let jargon: Vec<String> = checker
            .sources
            .settings
            .iter()
            .flat_map(|settings| &settings.jargon)
            .map(|word| fold(word.as_str()))
            .collect();
        let mut texts: Vec<(Path, &str)> = Vec::new();
        record.leaves(&mut Vec::new(), &mut |path, leaf| {
            if let Leaf::Inline(text) | Leaf::Block(text) = leaf {
                texts.push((path.clone(), text));
            }
        });
        for (path, text) in texts {
            let (prose, lists) = Markdown::Block(text).prose_and_lists();
            for plain in [prose, lists] {
                for (sentence, words) in long(&plain.text, SENTENCE_MAX) {
                    let start = plain.text[sentence.clone()].split_inclusive(' ').take(3).map(str::len).sum::<usize>();
                    let start = plain.source(&(sentence.start..sentence.start + start));
                    let message = said!(
                        "this sentence has {words} words, more than {SENTENCE_MAX}",
                        "deze zin heeft {words} woorden, meer dan {SENTENCE_MAX}",
                    );
                    checker.say(rules::LONG_SENTENCE, file, &path, Some(&start), message);
                    checker.hint(said!("make two of it", "maak er twee van"));
                }
            }
            let unlinked = Markdown::Block(text).plain_without_links();
            for (word, at) in unlinked.words().filter(|(word, _)| jargon.contains(&fold(word))) {
                let message = said!("`{word}` is a word of the field", "`{word}` is een vakwoord");
                checker.say(rules::JARGON, file, &path, Some(&unlinked.source(&at)), message);
                checker.hint(said!(
                    "say it in everyday words, or link it to what it means",
                    "zeg het in gewone woorden, of maak er een link van naar wat het betekent",
                ));
            }
        }
    }
}

/// The files of the citizen pages in Dutch.
fn citizen<'a>(checker: &Checker<'a>) -> Vec<(usize, &'a dyn Leaves)> {
    let sources = checker.sources;
    let own = sources.citizen.get(DUTCH).into_iter().flat_map(|citizen| {
        let contact = citizen.contact.iter().map(|(file, page)| (*file, page as &dyn Leaves));
        contact.chain(citizen.region.iter().map(|(file, page)| (*file, page as &dyn Leaves)))
    });
    let contacts = sources.records.contacts.iter().map(|entry| (entry.file, &entry.value as &dyn Leaves));
    let traces = sources.records.pages.iter().filter(|entry| entry.id == "sporen");
    own.chain(contacts).chain(traces.map(|entry| (entry.file, &entry.value as &dyn Leaves))).collect()
}

fn measure(checker: &Checker<'_>, file: usize, record: &dyn Leaves, citizen: bool) -> Measured {
    let (mut prose, mut lists) = (Reading::default(), Reading::default());
    record.leaves(&mut Vec::new(), &mut |_, leaf| {
        if let Leaf::Inline(text) | Leaf::Block(text) = leaf {
            let (running, items) = Markdown::Block(text).prose_and_lists();
            prose.add(Reading::of(&running.text));
            lists.add(Reading::of(&items.text));
        }
    });
    Measured { path: checker.sources.files[file].shown().to_owned(), citizen, prose, lists }
}

/// Every text with its measures, the citizen pages first.
pub(super) fn report(checker: &Checker<'_>) -> Vec<Measured> {
    let citizen: Vec<(usize, &dyn Leaves)> = citizen(checker);
    let files: Vec<usize> = citizen.iter().map(|(file, _)| *file).collect();
    let others = checker.sources.records.iter().filter(|(_, file, _)| !files.contains(file));
    let plain = citizen.iter().map(|(file, record)| measure(checker, *file, *record, true));
    plain.chain(others.map(|(_, file, record)| measure(checker, file, record as &dyn Leaves, false))).collect()
}
