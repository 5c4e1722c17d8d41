//! Texts: not empty, links and anchors that lead somewhere, no raw HTML, and the
//! safety rules that no edit may break.

use std::collections::{BTreeMap, BTreeSet};

use super::{BUILT_IN, Checker, HIDDEN};
use crate::diagnostic::closest;
use crate::markdown::{Feature, Markdown, is_outside};
use crate::outline::{Outlined, Section};
use crate::record::{Kind, Leaf, Leaves, Path};

/// Phrases that must never be published, folded, each with the reason.
///
/// Sources: 116 is not in service (cabinet letter of 18 December 2025); pharmacies
/// hardly acted on the code word of 2020; a 112 call in which nobody speaks is
/// broken off (answer of the minister of 7 March 2022); an exit button erases no
/// history (GOV.UK Design System, "Exit a page quickly").
const NEVER: [(&str, &str); 8] = [
    ("masker 19", "it is not known whether pharmacies still act on this code word"),
    ("bel 116", "116 is not in service"),
    ("116 bellen", "116 is not in service"),
    ("nummer 116", "116 is not in service"),
    ("bel 112 en zwijg", "a 112 call in which nobody speaks is broken off"),
    ("stille 112", "a 112 call in which nobody speaks is broken off"),
    ("geen sporen", "no site can promise that nothing is traced"),
    ("zonder sporen", "no site can promise that nothing is traced"),
];

pub(super) fn check(checker: &mut Checker<'_>) {
    let anchors = anchors(checker);
    let sources = checker.sources;
    let records = sources.records.iter().map(|(_, file, record)| (file, record as &dyn Leaves));
    let settings = sources.settings.iter().map(|settings| {
        let file = sources.files.iter().position(|file| file.path == "content/site.yaml").unwrap_or_default();
        (file, settings as &dyn Leaves)
    });
    let citizen = sources.citizen.values().flat_map(|citizen| {
        let contact = citizen.contact.iter().map(|(file, page)| (*file, page as &dyn Leaves));
        let contacts = citizen.contacts.iter().map(|(file, texts)| (*file, texts as &dyn Leaves));
        let region = citizen.region.iter().map(|(file, page)| (*file, page as &dyn Leaves));
        let pages = citizen.pages.iter().map(|entry| (entry.file, &entry.value as &dyn Leaves));
        contact.chain(contacts).chain(region).chain(pages)
    });
    for (file, record) in records.chain(settings).chain(citizen) {
        let mut found: Vec<(Path, Leaf<'_>)> = Vec::new();
        record.leaves(&mut Vec::new(), &mut |path, leaf| found.push((path.clone(), leaf)));
        for (path, leaf) in found {
            let markdown = match leaf {
                Leaf::Line(text) => Markdown::Plain(text),
                Leaf::Inline(text) => Markdown::Inline(text),
                Leaf::Block(text) => Markdown::Block(text),
                Leaf::Ref(..) | Leaf::Date(_) => continue,
            };
            let mut text = Text { checker, anchors: &anchors, file, path: &path };
            text.check(markdown);
        }
    }
}

/// The anchors of each record that has a page.
fn anchors<'a>(checker: &Checker<'a>) -> BTreeMap<&'a str, BTreeSet<String>> {
    let sources = checker.sources;
    let records = &sources.records;
    let mut anchors: BTreeMap<&'a str, BTreeSet<String>> = BTreeMap::new();
    let mut add = |id: &'a str, outline: Vec<Section<'_>>| {
        let ids = outline.into_iter().flat_map(|section| {
            let items: Vec<String> = section.items.into_iter().map(|item| item.id).collect();
            std::iter::once(section.id.into_owned()).chain(items)
        });
        let ids = ids.filter(|id| !id.is_empty()).collect();
        anchors.entry(id).or_insert(ids);
    };
    records.modules.iter().for_each(|entry| add(&entry.id, entry.value.outline(&sources.theme)));
    records.stages.iter().for_each(|entry| add(&entry.id, entry.value.outline(&sources.theme)));
    records.questions.iter().for_each(|entry| add(&entry.id, entry.value.outline(&sources.theme)));
    records.endings.iter().for_each(|entry| add(&entry.id, entry.value.outline(&sources.theme)));
    records.guidance.iter().for_each(|entry| add(&entry.id, entry.value.outline(&sources.theme)));
    records.pages.iter().for_each(|entry| add(&entry.id, entry.value.outline(&sources.theme)));
    records.sources.iter().for_each(|entry| add(&entry.id, entry.value.outline(&sources.theme)));
    records.forms.iter().for_each(|entry| add(&entry.id, entry.value.outline(&sources.theme)));
    records.sectors.iter().for_each(|entry| add(&entry.id, entry.value.outline(&sources.theme)));
    records.organisations.iter().for_each(|entry| add(&entry.id, entry.value.outline(&sources.theme)));
    records.regions.iter().for_each(|entry| add(&entry.id, entry.value.outline(&sources.theme)));
    records.registers.iter().for_each(|entry| add(&entry.id, entry.value.outline(&sources.theme)));
    records.courses.iter().for_each(|entry| add(&entry.id, entry.value.outline(&sources.theme)));
    records.exercises.iter().for_each(|entry| add(&entry.id, entry.value.outline(&sources.theme)));
    records.cases.iter().for_each(|entry| add(&entry.id, entry.value.outline(&sources.theme)));
    records.quizzes.iter().for_each(|entry| add(&entry.id, entry.value.outline(&sources.theme)));
    let of =
        |sections: Vec<Section<'_>>| sections.into_iter().map(|section| section.id.into_owned()).collect::<Vec<_>>();
    let terms = records.glossaries.iter().flat_map(|entry| of(entry.value.outline(&sources.theme)));
    anchors.insert("begrippen", terms.collect());
    let events = records.timelines.iter().flat_map(|entry| of(entry.value.outline(&sources.theme)));
    anchors.insert("tijdlijn", events.collect());
    anchors
}

/// One text of a file.
struct Text<'c, 'a> {
    checker: &'c mut Checker<'a>,
    anchors: &'c BTreeMap<&'a str, BTreeSet<String>>,
    file: usize,
    path: &'c Path,
}

impl Text<'_, '_> {
    fn say(&mut self, code: &'static str, needle: Option<&str>, message: String, hint: impl Into<String>) {
        self.checker.error(code, self.file, self.path, needle, message);
        self.checker.hint(hint);
    }

    fn check(&mut self, text: Markdown<'_>) {
        let source = text.source();
        if source.trim().is_empty() {
            return self.say(
                "empty-text",
                None,
                "this text is empty".to_owned(),
                "write it, or leave the key out if it may be absent",
            );
        }
        self.never(source);
        let plain = matches!(text, Markdown::Plain(_));
        if plain && source.trim().contains('\n') {
            self.say("line-break", None, "this text must stand on one line".to_owned(), "join the lines");
        }
        if plain {
            return;
        }
        for feature in text.features() {
            match feature {
                Feature::Link(link) => self.link(&link),
                Feature::Html(html) => {
                    let needle = html.trim().lines().next().unwrap_or_default().to_owned();
                    self.say(
                        "raw-html",
                        Some(&needle),
                        format!("`{needle}` is HTML"),
                        "write Markdown: **bold**, *emphasis*, [link](id:...)",
                    );
                }
                Feature::Image(image) => {
                    self.say(
                        "image",
                        Some(&image),
                        "a text holds no pictures".to_owned(),
                        "describe in words what it shows",
                    );
                }
                Feature::List(first) => {
                    if matches!(text, Markdown::Inline(_)) {
                        let needle = first.map(|number| number.to_string());
                        self.say(
                            "list-here",
                            needle.as_deref(),
                            "a list stands in a text of one paragraph".to_owned(),
                            "begin with a word: a number with a stop, or a `-`, at the start of a line makes a list",
                        );
                    }
                }
                Feature::Heading(level, title) => {
                    if matches!(text, Markdown::Inline(_)) {
                        self.say(
                            "heading-here",
                            Some(&title),
                            format!("the heading `{title}` stands in a text of one paragraph"),
                            "leave out the `#`",
                        );
                    } else if level == 1 {
                        self.say(
                            "heading-level",
                            Some(&title),
                            format!("the heading `{title}` is of the first level"),
                            "the title of the page is the only one: begin with `##`",
                        );
                    }
                }
            }
        }
    }

    fn never(&mut self, source: &str) {
        let folded = crate::fold::fold(source);
        let words = folded.split_whitespace().collect::<Vec<_>>().join(" ");
        for (phrase, reason) in NEVER {
            if let Some(at) = words.find(phrase) {
                // "geen sporen" is a promise, unless the sentence denies it.
                let before = words[..at].rsplit(['.', '?', '!']).next().unwrap_or_default();
                let denied = phrase.ends_with("sporen") && (before.contains("niet") || before.contains("nooit"));
                if !denied {
                    self.say(
                        "never-publish",
                        Some(phrase),
                        format!("`{phrase}` must not be published: {reason}"),
                        "say what is known instead, or leave it out",
                    );
                }
            }
        }
    }

    fn link(&mut self, link: &str) {
        if is_outside(link) {
            return;
        }
        let Some(target) = link.strip_prefix("id:") else {
            let hint = if link.starts_with("http:") {
                "use the `https:` address".to_owned()
            } else {
                "link to a record with `id:its-id`, to another site with `https:`".to_owned()
            };
            return self.say("bad-link", Some(link), format!("`{link}` is no link that can be published"), hint);
        };
        let (id, anchor) = target.split_once('#').unwrap_or((target, ""));
        let id = self.checker.sources.current(id);
        let built_in = BUILT_IN.iter().any(|(name, _)| *name == id);
        if !built_in && !self.checker.ids.contains_key(id) {
            let candidates = self.checker.ids.keys().copied().chain(BUILT_IN.iter().map(|(name, _)| *name));
            let hint = match closest(id, candidates) {
                _ if self.checker.sources.hidden.contains_key(id) => HIDDEN.to_owned(),
                Some(meant) => format!("did you mean `id:{meant}`?"),
                None => "the id of a record is the name of its file without `.yaml`".to_owned(),
            };
            return self.say("unknown-link", Some(link), self.checker.absent("record", id), hint);
        }
        if matches!(self.checker.ids.get(id), Some((Kind::Contact, _))) && !anchor.is_empty() {
            return self.say(
                "unknown-anchor",
                Some(link),
                "the contact page has no anchors".to_owned(),
                "leave out what follows the `#`",
            );
        }
        if self.checker.sources.broken.iter().any(|(_, broken, _)| broken == id) {
            return;
        }
        let empty = BTreeSet::new();
        let anchors = self.anchors.get(id).unwrap_or(&empty);
        if !anchor.is_empty() && !anchors.contains(anchor) {
            let hint = match closest(anchor, anchors.iter().map(String::as_str)) {
                Some(meant) => format!("did you mean `id:{id}#{meant}`?"),
                None => format!("leave out what follows the `#` to link to the whole of `{id}`"),
            };
            self.say("unknown-anchor", Some(link), format!("`{id}` has no part `{anchor}`"), hint);
        }
    }
}
