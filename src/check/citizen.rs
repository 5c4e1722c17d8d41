//! The citizen pages are whole in every language: Dutch always, another one when
//! it has a folder in the content.

use std::collections::BTreeMap;

use super::{Checker, CitizenPages, hidden, is_todo};
use crate::diagnostic::{Diagnostic, Place, rules};
use crate::load::{Citizen, DUTCH};
use crate::record::{ContactText, Kind, Step};
use crate::said;

/// The pages of every language, Dutch first; `None` where one is not whole.
pub(super) fn check<'a>(checker: &mut Checker<'a>) -> Option<Vec<CitizenPages<'a>>> {
    let sources = checker.sources;
    let mut whole = Vec::new();
    let Some(dutch) = sources.citizen.get(DUTCH) else {
        missing(checker, "content/contact.yaml");
        missing(checker, "content/regio.yaml");
        return None;
    };
    let others = sources.citizen.iter().filter(|(tag, _)| *tag != DUTCH).map(|(tag, citizen)| (tag.as_str(), citizen));
    let mut complete = true;
    for (language, citizen) in std::iter::once((DUTCH, dutch)).chain(others) {
        match pages(checker, language, citizen) {
            Some(pages) => whole.push(pages),
            None => complete = false,
        }
    }
    complete.then_some(whole)
}

fn pages<'a>(checker: &mut Checker<'a>, language: &'a str, citizen: &'a Citizen) -> Option<CitizenPages<'a>> {
    let theme = &checker.sources.theme;
    let dutch = language == DUTCH;
    let folder = if dutch { "content".to_owned() } else { format!("content/{language}") };
    let words = if dutch { Some(&theme.words) } else { theme.translations.get(language) };
    if words.is_none() {
        let path = format!("themes/default/strings.{language}.yaml");
        let message = said!(
            "the theme has no words for the language `{language}`",
            "het thema heeft geen woorden voor de taal `{language}`",
        );
        let hint = said!(
            "add `{path}` and `themes/default/labels.{language}.yaml`",
            "voeg `{path}` en `themes/default/labels.{language}.yaml` toe",
        );
        let diagnostic = Diagnostic::new(rules::UNKNOWN_LANGUAGE, Place::at(&path, "", 0, 1), message);
        checker.diagnostics.push(diagnostic.hint(hint));
    }
    let known = |checker: &Checker<'_>, path: &str| checker.sources.files.iter().any(|file| file.path == path);
    for (name, there) in [
        ("contact", citizen.contact.is_some()),
        ("regio", citizen.region.is_some()),
        ("contacts", dutch || citizen.contacts.is_some()),
    ] {
        let path = format!("{folder}/{name}.yaml");
        if !there && !known(checker, &path) {
            missing(checker, &path);
        }
    }
    let sources = checker.sources;
    let contacts = citizen.contacts.as_ref().map_or_else(BTreeMap::new, |(_, texts)| {
        texts.contacts.iter().map(|text| (sources.current(text.id.as_str()), text)).collect()
    });
    if let Some((file, texts)) = &citizen.contacts {
        translated(checker, *file, &texts.contacts);
        for (index, text) in texts.contacts.iter().enumerate() {
            let id = sources.current(text.id.as_str());
            if !matches!(checker.ids.get(id), Some((Kind::Contact, _))) {
                let path = vec![Step::Key("contacts"), Step::Index(index), Step::Key("id")];
                let message = checker.absent(&said!("contact", "contact"), id);
                checker.say(rules::UNKNOWN_REFERENCE, *file, &path, None, message);
                let is_hidden = sources.hidden.contains_key(id);
                checker.hint(if is_hidden {
                    hidden()
                } else {
                    said!(
                        "the id is the name of a file in `content/contacts/`",
                        "het id is de naam van een bestand in `content/contacts/`",
                    )
                });
            }
        }
    }
    let (Some(words), Some((_, contact)), Some((_, region))) = (words, &citizen.contact, &citizen.region) else {
        return None;
    };
    Some(CitizenPages { language, words, contact, region, contacts, pages: &citizen.pages })
}

/// Every contact, with every channel, is there in this language too.
fn translated(checker: &mut Checker<'_>, file: usize, list: &[ContactText]) {
    let sources = checker.sources;
    // What is not written yet cannot be translated.
    let written = sources.records.contacts.iter().filter(|entry| !is_todo(entry.value.title.as_str()));
    for entry in written {
        let id = &entry.id;
        match list.iter().find(|text| sources.current(text.id.as_str()) == id) {
            None => {
                let message = said!("the contact `{id}` is missing", "het contact `{id}` ontbreekt");
                checker.say(rules::NOT_TRANSLATED, file, &vec![Step::Key("contacts")], None, message);
                let folder = Kind::Contact.folder();
                checker.hint(said!("translate `content/{folder}/{id}.yaml`", "vertaal `content/{folder}/{id}.yaml`"));
            }
            Some(text) if text.channels.len() != entry.value.channels.len() => {
                let (all, here) = (entry.value.channels.len(), text.channels.len());
                let message = said!(
                    "`{id}` has {all} channels, and here {here} are translated",
                    "`{id}` heeft {all} kanalen, en hier is een vertaling voor {here}",
                );
                let here = list.iter().position(|text| sources.current(text.id.as_str()) == id).unwrap_or_default();
                let path = vec![Step::Key("contacts"), Step::Index(here), Step::Key("id")];
                checker.say(rules::NOT_TRANSLATED, file, &path, None, message);
                checker.hint(said!(
                    "one item for each channel, in the order of the Dutch file",
                    "één regel voor elk kanaal, in de volgorde van het Nederlandse bestand",
                ));
            }
            Some(_) => {}
        }
    }
}

fn missing(checker: &mut Checker<'_>, path: &str) {
    let place = Place::at(path, "", 0, 1);
    let message = said!("`{path}` is missing", "`{path}` ontbreekt");
    checker.diagnostics.push(Diagnostic::new(rules::MISSING_FILE, place, message));
}
