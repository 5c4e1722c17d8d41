//! Addresses lead to where they say: those of the settings, of sources, of regions and
//! of the ways to reach a contact. One that holds a script would run it.

use super::{Checker, is_todo};
use crate::diagnostic::{Said, rules};
use crate::load::ADMIN;
use crate::markdown::slug;
use crate::record::{Channel, ChannelType, Contact, Entry, Line, Page, Path, Source, Step};
use crate::said;

pub(super) fn check(checker: &mut Checker<'_>) {
    let records = &checker.sources.records;
    let translated = checker.sources.citizen.values().flat_map(|citizen| &citizen.pages);
    for entry in records.pages.iter().chain(translated) {
        page(checker, entry);
    }
    for entry in &records.sources {
        web(checker, entry.file, "url", entry.value.url.as_ref(), &["https://", "http://"]);
        secure(checker, entry);
    }
    for entry in &records.regions {
        web(checker, entry.file, "site", entry.value.site.as_ref(), &["https://"]);
    }
    for entry in &records.contacts {
        contact(checker, entry);
    }
    settings(checker);
}

/// Whether a text is an address that begins in one of these ways and holds only
/// signs that may stand in one (RFC 3986), or letters of another script.
fn is_address(text: &str, starts: &[&str]) -> bool {
    let rest = starts.iter().find_map(|start| text.strip_prefix(start));
    let is_sign = |sign: char| !(sign.is_whitespace() || sign.is_control() || "\"<>\\^`{|}".contains(sign));
    rest.is_some_and(|rest| rest.starts_with(|first: char| first.is_alphanumeric()) && rest.chars().all(is_sign))
}

/// Whether a text is a path of the site: words between slashes.
fn is_path(text: &str) -> bool {
    let inside = text.strip_prefix('/').and_then(|rest| rest.strip_suffix('/'));
    inside.is_some_and(|inside| inside.split('/').all(|word| !word.is_empty() && slug(word) == word))
}

/// The settings lead the visitors of every page.
fn settings(checker: &mut Checker<'_>) {
    let sources = checker.sources;
    let Some(settings) = &sources.settings else { return };
    let file = checker.settings_file();
    let web = || said!("write an address that begins with `https://`", "schrijf een adres dat begint met `https://`");
    let mut bad = |path: Path, text: &Line, hint: Said| {
        let message = said!("`{text}` is no web address", "`{text}` is geen webadres");
        checker.say(rules::BAD_LINK, file, &path, None, message);
        checker.hint(hint);
    };
    if let Some(base) = settings.base_url.as_ref().filter(|base| !is_base(base.as_str())) {
        let hint = said!(
            "write the address of the home page, such as `https://example.org/`",
            "schrijf het adres van de voorpagina, zoals `https://example.org/`",
        );
        bad(vec![Step::Key("base_url")], base, hint);
    }
    if !is_address(settings.exit_url.as_str(), &["https://"]) {
        bad(vec![Step::Key("exit_url")], &settings.exit_url, web());
    }
    if let Some(feedback) = settings.feedback.as_ref()
        && !is_address(feedback.url.as_str(), &["https://", "mailto:"])
    {
        let hint = said!(
            "write an address that begins with `https://` or `mailto:`",
            "schrijf een adres dat begint met `https://` of `mailto:`",
        );
        bad(vec![Step::Key("feedback"), Step::Key("url")], &feedback.url, hint);
    }
    if let Some(admin) = &settings.admin {
        for (index, address) in admin.connect.iter().enumerate().filter(|(_, one)| !is_origin(one.as_str())) {
            bad(vec![Step::Key("admin"), Step::Key("connect"), Step::Index(index)], address, web());
        }
        if let Some(address) = admin.sign_in.as_ref().filter(|one| !is_origin(one.as_str())) {
            bad(vec![Step::Key("admin"), Step::Key("sign_in")], address, web());
        }
        for file_of_theme in ADMIN.into_iter().filter(|path| sources.theme.admin.get(path).is_none()) {
            let message =
                said!("`themes/default/{file_of_theme}` is missing", "`themes/default/{file_of_theme}` ontbreekt");
            checker.say(rules::MISSING_FILE, file, &vec![Step::Key("admin")], None, message);
            checker.hint(said!(
                "the npm package `@sveltia/cms` has it, as `dist/sveltia-cms.js` and `npm/assets/material-symbols-outlined-*.woff2`; or leave `admin` out",
                "het npm-pakket `@sveltia/cms` heeft het, als `dist/sveltia-cms.js` en `npm/assets/material-symbols-outlined-*.woff2`; of laat `admin` weg",
            ));
        }
    }
    let items =
        settings.navigation.iter().map(|item| &item.path).enumerate().map(|(at, path)| ("navigation", at, path));
    let doors = settings.doors.iter().map(|door| &door.path).enumerate().map(|(at, path)| ("doors", at, path));
    for (list, index, path) in items.chain(doors) {
        if path.as_str() != "/" && !is_path(path.as_str()) {
            bad_path(checker, file, vec![Step::Key(list), Step::Index(index), Step::Key("path")], path);
        }
    }
}

/// Whether a text can be named in a policy as it is: no sign in it ends a source or a
/// directive.
fn is_origin(text: &str) -> bool {
    is_address(text, &["https://"]) && !text.contains([';', ',', '\'', '?', '#'])
}

/// Whether a text is where a site can be: all other addresses are made by adding to
/// it.
fn is_base(text: &str) -> bool {
    is_address(text, &["https://", "http://"]) && !text.contains(['?', '#', '&', '\'', '@'])
}

/// A page has an address of its own.
fn page(checker: &mut Checker<'_>, entry: &Entry<Page>) {
    if !is_path(entry.value.path.as_str()) {
        bad_path(checker, entry.file, vec![Step::Key("path")], &entry.value.path);
    }
}

fn bad_path(checker: &mut Checker<'_>, file: usize, place: Path, path: &Line) {
    let message = said!("`{path}` is no address of a page", "`{path}` is geen adres van een pagina");
    checker.say(rules::BAD_PATH, file, &place, None, message);
    checker.hint(said!(
        "such as `/over/`: small letters, digits and `-` between slashes",
        "zoals `/over/`: kleine letters, cijfers en `-` tussen schuine strepen",
    ));
}

/// The address of a source or of a region's site is one that can be linked to.
fn web(checker: &mut Checker<'_>, file: usize, key: &'static str, url: Option<&Line>, starts: &[&str]) {
    if let Some(url) = url.filter(|url| !is_address(url.as_str(), starts) && !is_todo(url.as_str())) {
        let message = said!("`{url}` is no web address", "`{url}` is geen webadres");
        checker.say(rules::BAD_LINK, file, &vec![Step::Key(key)], None, message);
    }
}

/// The address of a source keeps what is read to the reader.
fn secure(checker: &mut Checker<'_>, entry: &Entry<Source>) {
    if let Some(url) = &entry.value.url
        && let Some(rest) = url.as_str().strip_prefix("http://")
    {
        let message = said!(
            "anybody on the way can read and change what `{url}` sends",
            "wat `{url}` stuurt kan iedereen onderweg lezen en veranderen",
        );
        checker.say(rules::HTTP_SOURCE, entry.file, &vec![Step::Key("url")], None, message);
        checker.hint(said!(
            "try `https://{rest}`; without it, leave `url` out and name the site in the text",
            "probeer `https://{rest}`; bestaat dat niet, laat `url` dan weg en noem de site in de tekst",
        ));
    }
}

/// The numbers and sites of a contact can be used as they are printed.
fn contact(checker: &mut Checker<'_>, entry: &Entry<Contact>) {
    for (index, channel) in entry.value.channels.iter().enumerate() {
        let place = vec![Step::Key("channels"), Step::Index(index), Step::Key("value")];
        self::channel(checker, entry.file, &place, channel);
    }
}

fn channel(checker: &mut Checker<'_>, file: usize, place: &Path, channel: &Channel) {
    let value = channel.value.as_str();
    if is_todo(value) {
        return;
    }
    if channel.is_dialled() && !value.chars().all(|sign| sign.is_ascii_digit() || " -+".contains(sign)) {
        let message = said!("`{value}` is no telephone number", "`{value}` is geen telefoonnummer");
        checker.say(rules::BAD_NUMBER, file, place, None, message);
        checker.hint(said!(
            "digits, spaces, `-`, and `+` at the start",
            "alleen cijfers, spaties, `-`, en een `+` aan het begin",
        ));
    } else if channel.r#type == ChannelType::Phone && value.trim() == "116" {
        let message = said!("116 is not in service", "116 is niet in gebruik");
        checker.say(rules::NEVER_PUBLISH, file, place, None, message);
        checker.hint(said!("remove this channel", "haal dit kanaal weg"));
    } else if matches!(channel.r#type, ChannelType::Website | ChannelType::Chat) && !is_address(value, &["https://"]) {
        let message = said!("`{value}` is no `https://` address", "`{value}` is geen adres met `https://`");
        checker.say(rules::BAD_LINK, file, place, None, message);
    }
}

#[cfg(test)]
mod tests {
    use super::{is_address, is_base, is_path};

    #[test]
    fn an_address_is_what_a_browser_would_open_and_no_more() {
        for good in ["https://example.org", "https://münchen.example/a%20b?c=d&e#f", "https://a.example/(b)'c'"] {
            assert!(is_address(good, &["https://"]), "{good}");
        }
        for bad in [
            "javascript:alert(1)",
            "https://",
            "https:///a",
            "https://a b",
            "https://a\"b",
            "https://a}b",
            " https://a",
        ] {
            assert!(!is_address(bad, &["https://"]), "{bad}");
        }
        assert!(is_base("https://example.org/wegwijzer/") && !is_base("https://example.org/?a") && !is_base("//a/"));
        assert!(is_path("/over/") && is_path("/over/ons/"));
        assert!(!is_path("/") && !is_path("over") && !is_path("//") && !is_path("/a//b/") && !is_path("/Over/"));
    }
}
