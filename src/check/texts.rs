//! Texts: not empty, links and anchors that lead somewhere, no raw HTML, and the
//! safety rules that no edit may break.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::OnceLock;

use rayon::prelude::*;

use super::{BUILT_IN, Checker, TODO, hidden, is_todo};
use crate::diagnostic::{Diagnostic, Rule, Said, closest, did_you_mean, rules};
use crate::fold::{fold, folded};
use crate::load::{Sources, Theme};
use crate::markdown::{Feature, Markdown, is_outside, words};
use crate::outline::{Outlined, Section};
use crate::readability::sentences;
use crate::record::{Kind, Leaf, Leaves, Path};
use crate::said;

/// Phrases that must never be published, folded and without signs between the words,
/// each with the reason.
///
/// Sources: 116 is not in service (cabinet letter of 18 December 2025); pharmacies
/// hardly acted on the code word of 2020; a 112 call in which nobody speaks is
/// broken off (answer of the minister of 7 March 2022); an exit button erases no
/// history (GOV.UK Design System, "Exit a page quickly").
const NEVER: [(&[&str], [&str; 2]); 12] = [
    (&["masker", "19"], CODE_WORD),
    (&["bel", "116"], NOT_IN_SERVICE),
    (&["116", "bellen"], NOT_IN_SERVICE),
    (&["nummer", "116"], NOT_IN_SERVICE),
    (&["bel", "112", "en", "zwijg"], SILENT_CALL),
    (&["stille", "112"], SILENT_CALL),
    (&["geen", "sporen"], TRACES),
    (&["zonder", "sporen"], TRACES),
    (&["call", "116"], NOT_IN_SERVICE),
    (&["silent", "112"], SILENT_CALL),
    (&["no", "traces"], TRACES),
    (&["without", "traces"], TRACES),
];
/// The reasons, in English and in Dutch.
const CODE_WORD: [&str; 2] = [
    "it is not known whether pharmacies still act on this code word",
    "het is niet bekend of apotheken nog iets doen met dit codewoord",
];
const NOT_IN_SERVICE: [&str; 2] = ["116 is not in service", "116 is niet in gebruik"];
const SILENT_CALL: [&str; 2] =
    ["a 112 call in which nobody speaks is broken off", "een 112-gesprek waarin niemand iets zegt wordt afgebroken"];
const TRACES: [&str; 2] =
    ["no site can promise that nothing is traced", "geen site kan beloven dat er geen sporen blijven"];

pub(super) fn check(checker: &mut Checker<'_>) {
    let sources = checker.sources;
    let anchors = Anchors::new(sources);
    let records = sources.records.iter().map(|(_, file, record)| (file, record as &dyn Leaves));
    let settings_file = checker.settings_file();
    let settings = sources.settings.iter().map(|settings| (settings_file, settings as &dyn Leaves));
    let citizen = sources.citizen.values().flat_map(|citizen| {
        let contact = citizen.contact.iter().map(|(file, page)| (*file, page as &dyn Leaves));
        let contacts = citizen.contacts.iter().map(|(file, texts)| (*file, texts as &dyn Leaves));
        let region = citizen.region.iter().map(|(file, page)| (*file, page as &dyn Leaves));
        let pages = citizen.pages.iter().map(|entry| (entry.file, &entry.value as &dyn Leaves));
        contact.chain(contacts).chain(region).chain(pages)
    });
    let all: Vec<(usize, &dyn Leaves)> = records.chain(settings).chain(citizen).collect();
    let found: Vec<Diagnostic> = all.into_par_iter().flat_map_iter(|of| texts(checker, &anchors, of)).collect();
    checker.diagnostics.extend(found);
}

/// What is wrong with the texts of a record in a file.
fn texts<'a>(checker: &Checker<'a>, anchors: &Anchors<'a>, (file, record): (usize, &dyn Leaves)) -> Vec<Diagnostic> {
    let sound = &checker.sources.files[file].sound;
    if sound.get().is_some_and(|links| links.iter().all(|link| leads(checker, anchors, link))) {
        return Vec::new();
    }
    let (mut diagnostics, mut links) = (Vec::new(), Vec::new());
    record.leaves(&mut Vec::new(), &mut |path, leaf| {
        let markdown = match leaf {
            Leaf::Line(text) => Markdown::Plain(text),
            Leaf::Inline(text) => Markdown::Inline(text),
            Leaf::Block(text) => Markdown::Block(text),
            Leaf::Ref(..) | Leaf::Date(_) => return,
        };
        let (diagnostics, links) = (&mut diagnostics, &mut links);
        Text { checker, anchors, file, path, diagnostics, links }.check(markdown);
    });
    if diagnostics.is_empty() {
        sound.get_or_init(|| links);
    }
    diagnostics
}

/// Whether a sign has no place in a text: those that XML has none for (XML 1.0,
/// section 2.2), breaks of lines that are not `\n`, and those that turn the
/// direction of what follows and leave it so (Unicode, annex 9, section 2; the
/// isolates of Arabic and Hebrew stay).
fn is_unseen(sign: char) -> bool {
    let is_break = matches!(sign, '\u{2028}' | '\u{2029}');
    let turns = matches!(sign, '\u{202a}'..='\u{202e}');
    let is_mark = matches!(sign, '\u{feff}' | '\u{fff9}'..='\u{fffb}');
    let is_none = matches!(sign, '\u{fdd0}'..='\u{fdef}') || u32::from(sign) & 0xfffe == 0xfffe;
    is_break || turns || is_mark || is_none || (sign.is_control() && !matches!(sign, '\n' | '\t'))
}

/// The anchors of the pages of records, each made when the first link names one.
struct Anchors<'a> {
    theme: &'a Theme,
    pages: BTreeMap<&'a str, Page<'a>>,
}

/// What a page is made of, and its anchors once they are known.
type Page<'a> = (Option<&'a dyn Outlined>, OnceLock<BTreeSet<String>>);

impl<'a> Anchors<'a> {
    fn new(sources: &'a Sources) -> Self {
        let (records, theme) = (&sources.records, &sources.theme);
        let mut own: Vec<(&'a str, &'a dyn Outlined)> = Vec::new();
        own.extend(records.modules.iter().map(|entry| (entry.id.as_str(), &entry.value as &dyn Outlined)));
        own.extend(records.stages.iter().map(|entry| (entry.id.as_str(), &entry.value as &dyn Outlined)));
        own.extend(records.questions.iter().map(|entry| (entry.id.as_str(), &entry.value as &dyn Outlined)));
        own.extend(records.endings.iter().map(|entry| (entry.id.as_str(), &entry.value as &dyn Outlined)));
        own.extend(records.guidance.iter().map(|entry| (entry.id.as_str(), &entry.value as &dyn Outlined)));
        own.extend(records.pages.iter().map(|entry| (entry.id.as_str(), &entry.value as &dyn Outlined)));
        own.extend(records.sources.iter().map(|entry| (entry.id.as_str(), &entry.value as &dyn Outlined)));
        own.extend(records.forms.iter().map(|entry| (entry.id.as_str(), &entry.value as &dyn Outlined)));
        own.extend(records.sectors.iter().map(|entry| (entry.id.as_str(), &entry.value as &dyn Outlined)));
        own.extend(records.organisations.iter().map(|entry| (entry.id.as_str(), &entry.value as &dyn Outlined)));
        own.extend(records.regions.iter().map(|entry| (entry.id.as_str(), &entry.value as &dyn Outlined)));
        own.extend(records.registers.iter().map(|entry| (entry.id.as_str(), &entry.value as &dyn Outlined)));
        own.extend(records.courses.iter().map(|entry| (entry.id.as_str(), &entry.value as &dyn Outlined)));
        own.extend(records.exercises.iter().map(|entry| (entry.id.as_str(), &entry.value as &dyn Outlined)));
        own.extend(records.cases.iter().map(|entry| (entry.id.as_str(), &entry.value as &dyn Outlined)));
        own.extend(records.quizzes.iter().map(|entry| (entry.id.as_str(), &entry.value as &dyn Outlined)));
        let mut pages = BTreeMap::new();
        for (id, record) in own {
            pages.entry(id).or_insert((Some(record), OnceLock::new()));
        }
        // Of these a page is made of all records together.
        let of = |sections: Vec<Section<'_>>| {
            sections.into_iter().map(|section| section.id.into_owned()).collect::<Vec<_>>()
        };
        let terms = records.glossaries.iter().flat_map(|entry| of(entry.value.outline(theme)));
        pages.insert("begrippen", (None, OnceLock::from(terms.collect::<BTreeSet<_>>())));
        let events = records.timelines.iter().flat_map(|entry| of(entry.value.outline(theme)));
        pages.insert("tijdlijn", (None, OnceLock::from(events.collect::<BTreeSet<_>>())));
        Self { theme, pages }
    }

    /// The anchors of a page; none for one that is no record.
    fn of(&self, id: &str) -> Option<&BTreeSet<String>> {
        let (record, anchors) = self.pages.get(id)?;
        Some(anchors.get_or_init(|| {
            let sections = record.iter().flat_map(|record| record.outline(self.theme));
            let ids = sections.flat_map(|section| {
                let items: Vec<String> = section.items.into_iter().map(|item| item.id).collect();
                std::iter::once(section.id.into_owned()).chain(items)
            });
            ids.filter(|id| !id.is_empty()).collect()
        }))
    }
}

/// One text of a file.
struct Text<'c, 'a> {
    checker: &'c Checker<'a>,
    anchors: &'c Anchors<'a>,
    file: usize,
    path: &'c Path,
    diagnostics: &'c mut Vec<Diagnostic>,
    /// The links to records of all texts of the file.
    links: &'c mut Vec<String>,
}

impl Text<'_, '_> {
    fn say(&mut self, rule: &'static Rule, within: Option<&Range<usize>>, message: Said, hint: Said) {
        let place = self.checker.sources.files[self.file].locate(self.path, within);
        self.diagnostics.push(Diagnostic::new(rule, place, message).hint(hint));
    }

    fn check(&mut self, text: Markdown<'_>) {
        let source = text.source();
        if source.trim().is_empty() {
            return self.say(
                rules::EMPTY_TEXT,
                None,
                said!("this text is empty", "deze tekst is leeg"),
                said!(
                    "write it, or leave the key out if it may be absent",
                    "schrijf hem, of laat de sleutel weg als die mag ontbreken",
                ),
            );
        }
        if is_todo(source) {
            return self.say(
                rules::TODO,
                source.find(TODO).map(|at| at..at + TODO.len()).as_ref(),
                said!("this text must still be written", "deze tekst moet nog geschreven worden"),
                said!("write it in the place of `{TODO}`", "schrijf hem op de plaats van `{TODO}`"),
            );
        }
        self.never(text);
        self.unseen(source);
        let plain = matches!(text, Markdown::Plain(_));
        if plain && source.trim().contains('\n') {
            self.say(
                rules::LINE_BREAK,
                None,
                said!("this text must stand on one line", "deze tekst hoort op één regel"),
                said!("join the lines", "maak er één regel van"),
            );
        }
        if plain {
            return;
        }
        // The title of the page is its heading of the first level.
        let mut above = 1;
        for (feature, at) in text.features() {
            if let Feature::Heading(level, title) = &feature {
                if *level > above + 1 {
                    let (marks, wanted) = ("#".repeat(usize::from(*level)), "#".repeat(usize::from(above) + 1));
                    let message = said!(
                        "the heading `{title}` has `{marks}`, and `{wanted}` comes next",
                        "de kop `{title}` heeft `{marks}`, en eerst komt `{wanted}`",
                    );
                    let hint = said!(
                        "a level says what belongs to what, not how large the letters are",
                        "een niveau zegt wat waarbij hoort, niet hoe groot de letters zijn",
                    );
                    self.say(rules::HEADING_SKIPPED, Some(&at), message, hint);
                }
                above = *level;
            }
            self.feature(feature, &at, matches!(text, Markdown::Inline(_)));
        }
    }

    /// `is_inline` where the text is of one paragraph.
    fn feature(&mut self, feature: Feature, at: &Range<usize>, is_inline: bool) {
        match feature {
            Feature::Link(link) => self.link(&link, at),
            Feature::Html(html) => {
                let needle = html.trim().lines().next().unwrap_or_default();
                self.say(
                    rules::RAW_HTML,
                    Some(at),
                    said!("`{needle}` is HTML", "`{needle}` is HTML"),
                    said!(
                        "write Markdown: **bold**, *emphasis*, [link](id:...)",
                        "schrijf Markdown: **vet**, *nadruk*, [link](id:...)",
                    ),
                );
            }
            Feature::Image(_) => self.say(
                rules::IMAGE,
                Some(at),
                said!("a text holds no pictures", "in een tekst staan geen plaatjes"),
                said!("describe in words what it shows", "zeg in woorden wat erop te zien is"),
            ),
            Feature::List(_) if is_inline => {
                self.say(
                    rules::LIST_HERE,
                    Some(at),
                    said!(
                        "a list stands in a text of one paragraph",
                        "een lijst staat in een tekst van één alinea",
                    ),
                    said!(
                        "begin with a word: a number with a stop, or a `-`, at the start of a line makes a list",
                        "begin met een woord: een getal met een punt, of een `-`, maakt aan het begin van een regel een lijst",
                    ),
                );
            }
            Feature::Heading(_, title) if is_inline => self.say(
                rules::HEADING_HERE,
                Some(at),
                said!(
                    "the heading `{title}` stands in a text of one paragraph",
                    "de kop `{title}` staat in een tekst van één alinea",
                ),
                said!("leave out the `#`", "laat het `#` weg"),
            ),
            Feature::Heading(1, title) => self.say(
                rules::HEADING_LEVEL,
                Some(at),
                said!("the heading `{title}` is of the first level", "de kop `{title}` is van het eerste niveau",),
                said!(
                    "the title of the page is the only one: begin with `##`",
                    "dat is alleen de titel van de pagina: begin met `##`",
                ),
            ),
            Feature::Words(words) if is_empty_link(&words) => self.say(
                rules::LINK_TEXT,
                Some(at),
                said!(
                    "the link `{words}` does not say where it leads",
                    "de link `{words}` zegt niet waar hij heen leidt",
                ),
                said!("make the name of what is there the link", "maak een link van de naam van wat daar staat",),
            ),
            Feature::TableHead(cells) if cells.iter().skip(1).any(|cell| cell.trim().is_empty()) => self.say(
                rules::TABLE_HEAD,
                Some(at),
                said!("a column of this table has no name", "een kolom van deze tabel heeft geen naam"),
                said!(
                    "say in the first row what stands in each column; only the first may be without",
                    "zeg in de eerste rij wat er in elke kolom staat; alleen de eerste mag zonder",
                ),
            ),
            Feature::List(_) | Feature::Heading(..) | Feature::Words(_) | Feature::TableHead(_) => {}
        }
    }

    /// What a reader reads holds no phrase that must never be published.
    fn never(&mut self, text: Markdown<'_>) {
        let plain = text.plain();
        if !may_be_named(&plain.text) {
            return;
        }
        for (sentence, start) in sentences(&plain.text) {
            let all: Vec<(&str, Range<usize>)> = words(sentence).collect();
            let folded: Vec<Cow<'_, str>> = all.iter().map(|(word, _)| folded(word)).collect();
            for (wanted, [reason, reden]) in NEVER {
                for first in (0..folded.len()).filter(|first| begin_with(&folded[*first..], wanted)) {
                    // "geen sporen" is a promise, unless the sentence denies it.
                    let denies = |word: &Cow<'_, str>| ["niet", "nooit", "not", "never", "cannot"].contains(&&**word);
                    if is_of_traces(wanted) && folded[..first].iter().any(denies) {
                        continue;
                    }
                    let (last, phrase) = (first + wanted.len() - 1, wanted.join(" "));
                    let (from, to) = (start + all[first].1.start, start + all[last].1.end);
                    self.say(
                        rules::NEVER_PUBLISH,
                        Some(&plain.source(&(from..to))),
                        said!("`{phrase}` must not be published: {reason}", "`{phrase}` mag niet op de site: {reden}",),
                        said!(
                            "say what is known instead, or leave it out",
                            "zeg wat er wel bekend is, of laat het weg",
                        ),
                    );
                }
            }
        }
    }

    /// A sign that nobody sees ends a line in one program and a file in another, or
    /// turns the digits of a telephone number round.
    fn unseen(&mut self, source: &str) {
        // What stands in most texts, all of which is seen.
        let is_usual = |byte: u8| matches!(byte, b' '..=b'~' | b'\n' | b'\t');
        if source.bytes().fold(true, |all, byte| all & is_usual(byte)) {
            return;
        }
        let Some((at, sign)) = source.char_indices().find(|(_, sign)| is_unseen(*sign)) else { return };
        let number = u32::from(sign);
        let message = said!(
            "this text holds the sign U+{number:04X}, which nobody can see",
            "in deze tekst staat het teken U+{number:04X}, dat niemand kan zien",
        );
        let hint = said!("take it out, or type the text anew", "haal het weg, of typ de tekst opnieuw");
        self.say(rules::UNSEEN_SIGN, Some(&(at..at + sign.len_utf8())), message, hint);
    }

    fn link(&mut self, link: &str, at: &Range<usize>) {
        if is_outside(link) {
            return;
        }
        let Some(target) = link.strip_prefix("id:") else {
            let hint = if link.starts_with("http:") {
                said!("use the `https:` address", "gebruik het adres met `https:`")
            } else {
                said!(
                    "link to a record with `id:its-id`, to another site with `https:`",
                    "link naar een eigen pagina met `id:haar-id`, naar een andere site met `https:`",
                )
            };
            let message =
                said!("`{link}` is no link that can be published", "`{link}` is geen link die op de site kan",);
            return self.say(rules::BAD_LINK, Some(at), message, hint);
        };
        self.links.push(target.to_owned());
        if leads(self.checker, self.anchors, target) {
            return;
        }
        let (id, anchor) = target.split_once('#').unwrap_or((target, ""));
        let id = self.checker.sources.current(id);
        let built_in = BUILT_IN.iter().any(|(name, _)| *name == id);
        if !built_in && !self.checker.ids.contains_key(id) {
            let candidates = self.checker.ids.keys().copied().chain(BUILT_IN.iter().map(|(name, _)| *name));
            let hint = match closest(id, candidates) {
                _ if self.checker.sources.hidden.contains_key(id) => hidden(),
                Some(meant) => did_you_mean(&format!("id:{meant}")),
                None => said!(
                    "the id of a record is the name of its file without `.yaml`",
                    "het id van een pagina is de naam van haar bestand zonder `.yaml`",
                ),
            };
            let message = self.checker.absent(&said!("record", "pagina"), id);
            return self.say(rules::UNKNOWN_LINK, Some(at), message, hint);
        }
        if matches!(self.checker.ids.get(id), Some((Kind::Contact, _))) && !anchor.is_empty() {
            return self.say(
                rules::UNKNOWN_ANCHOR,
                Some(at),
                said!("the contact page has no anchors", "de contactpagina heeft geen ankers"),
                said!("leave out what follows the `#`", "laat weg wat achter het `#` staat"),
            );
        }
        let anchors = self.anchors.of(id).into_iter().flatten();
        let hint = match closest(anchor, anchors.map(String::as_str)) {
            Some(meant) => did_you_mean(&format!("id:{id}#{meant}")),
            None => said!(
                "leave out what follows the `#` to link to the whole of `{id}`",
                "laat weg wat achter het `#` staat, dan is het een link naar heel `{id}`",
            ),
        };
        let message = said!("`{id}` has no part `{anchor}`", "`{id}` heeft geen deel `{anchor}`");
        self.say(rules::UNKNOWN_ANCHOR, Some(at), message, hint);
    }
}

/// Whether a link leads somewhere: `ID` or `ID#ANCHOR`. The anchors of a record that is
/// broken are not known.
fn leads(checker: &Checker<'_>, anchors: &Anchors<'_>, target: &str) -> bool {
    let (id, anchor) = target.split_once('#').unwrap_or((target, ""));
    let id = checker.sources.current(id);
    let record = checker.ids.get(id);
    let is_there = record.is_some() || BUILT_IN.iter().any(|(name, _)| *name == id);
    let is_contact = matches!(record, Some((Kind::Contact, _)));
    let is_broken = || checker.sources.broken.iter().any(|(_, broken, _)| broken == id);
    let has = || !is_contact && (is_broken() || anchors.of(id).is_some_and(|anchors| anchors.contains(anchor)));
    is_there && (anchor.is_empty() || has())
}

/// Whether a phrase that must never be published may stand in a text: it is read word
/// by word then. Of each phrase this looks for the word that fewest texts have; letters
/// that must be folded may hide it.
fn may_be_named(text: &str) -> bool {
    let bytes = text.as_bytes();
    let is_at = |at: usize, word: &str| {
        bytes.get(at..at + word.len()).is_some_and(|part| part.eq_ignore_ascii_case(word.as_bytes()))
    };
    let mut signs = bytes.iter().enumerate();
    !text.is_ascii()
        || signs.any(|(at, sign)| match sign {
            b'1' => is_at(at, "19") || is_at(at, "116") || is_at(at, "112"),
            b's' | b'S' => is_at(at, "sporen"),
            b't' | b'T' => is_at(at, "traces"),
            _ => false,
        })
}

/// Whether words begin with those of a phrase.
fn begin_with(words: &[Cow<'_, str>], phrase: &[&str]) -> bool {
    words.len() >= phrase.len() && words.iter().zip(phrase).all(|(word, wanted)| word == wanted)
}

/// Whether a phrase promises that nothing is traced.
fn is_of_traces(phrase: &[&str]) -> bool {
    matches!(phrase.last(), Some(&"sporen" | &"traces"))
}

/// Whether the words of a link say nothing of where it leads, or are an address.
///
/// Source: WCAG 2.2, 2.4.4, "Link purpose (in context)", failures F63 and F84.
fn is_empty_link(words: &str) -> bool {
    let folded = fold(words);
    let bare = folded.trim_matches(|sign: char| !sign.is_alphanumeric());
    bare.is_empty() || SAY_NOTHING.contains(&bare) || words.contains("://") || bare.starts_with("www.")
}

/// Words that many links have, in the languages of the site.
const SAY_NOTHING: [&str; 24] = [
    "hier",
    "klik",
    "klik hier",
    "lees hier",
    "kijk hier",
    "zie hier",
    "lees meer",
    "lees verder",
    "meer",
    "meer lezen",
    "meer informatie",
    "meer weten",
    "link",
    "deze link",
    "deze pagina",
    "deze site",
    "here",
    "click here",
    "read more",
    "more",
    "more information",
    "this link",
    "this page",
    "this site",
];

#[cfg(test)]
mod tests {
    use super::{NEVER, may_be_named};

    #[test]
    fn no_phrase_is_passed_over() {
        for (phrase, _) in NEVER {
            assert!(may_be_named(&phrase.join(" ")), "{phrase:?}");
        }
        for text in ["Bel 116.", "ZONDER SPOREN", "geen spör\u{e9}n", "nummer \u{ff11}\u{ff11}\u{ff16}"] {
            assert!(may_be_named(text), "{text}");
        }
        assert!(!may_be_named("Een gewone zin over hulp."));
    }
}
