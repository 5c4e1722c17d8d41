//! The files of a theme. A broken theme is a failure of the program and not a
//! mistake of an editor.

use std::collections::BTreeMap;
use std::path::PathBuf;

use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::Value as Json;

use super::DUTCH;
use crate::record::Group;
use crate::tree::Tree;
use crate::{Error, fs};

/// A theme as read.
#[derive(Debug)]
pub struct Theme {
    /// Templates and components by path, such as `templates/base.html`.
    pub templates: Vec<(String, String)>,
    /// The style sheet in order: tokens, base, layout, components, print.
    pub css: String,
    /// The style sheet of the contact page, which stands alone.
    pub contact_css: String,
    /// The script of the contact page.
    pub contact_js: String,
    /// Scripts, icons and the style sheets that only some pages load
    /// (`css/pages/`), by path in the assets folder.
    pub assets: Tree,
    /// What pages for learning platforms and the copy for classrooms load: a style
    /// sheet and scripts, by name.
    pub pack: Tree,
    /// The fixed parts of slides and of texts for word processors, by name, with
    /// the colours of the tokens.
    pub office: Tree,
    /// What the page on which the content can be edited loads, as far as the theme has
    /// it.
    pub admin: Tree,
    /// The words of the interface in Dutch.
    pub words: Words,
    /// The words of the interface in other languages.
    pub translations: BTreeMap<String, Words>,
}

/// The words of the interface in one language.
#[derive(Debug)]
pub struct Words {
    /// As templates see them.
    pub strings: Json,
    /// Those that the generator needs itself.
    pub labels: Labels,
}

impl Words {
    /// A word of the templates by its JSON pointer (RFC 6901), such as
    /// `/module/uses`; nothing where the theme has none.
    pub(crate) fn string(&self, pointer: &str) -> &str {
        self.strings.pointer(pointer).and_then(Json::as_str).unwrap_or_default()
    }
}

/// Words that the generator needs, from the labels file.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Labels {
    /// The twelve months.
    pub months: Vec<String>,
    /// Words by what they stand for, such as `section.goals` or `kind.module`.
    pub words: BTreeMap<String, String>,
}

impl Labels {
    /// The word for `key`; the key itself where the theme has none.
    pub fn get<'a>(&'a self, key: &'a str) -> &'a str {
        self.words.get(key).map_or(key, String::as_str)
    }

    /// A day as a reader writes it: 22 november 2026.
    pub fn date(&self, date: jiff::civil::Date) -> String {
        let month = usize::try_from(date.month() - 1).ok().and_then(|index| self.months.get(index));
        format!("{} {} {}", date.day(), month.map_or("", String::as_str), date.year())
    }

    /// How long something takes: 1 uur en 15 minuten.
    pub fn time(&self, minutes: u32) -> String {
        let (hours, rest) = (minutes / 60, minutes % 60);
        let key = match (hours, rest) {
            (0, _) => "time.minutes",
            (_, 0) => "time.hours",
            _ => "time.both",
        };
        self.get(key).replace("{hours}", &hours.to_string()).replace("{minutes}", &rest.to_string())
    }

    /// For how many something is: 6 tot 15 deelnemers.
    pub fn group(&self, group: &Group) -> String {
        self.get("group.size").replace("{min}", &group.min.to_string()).replace("{max}", &group.max.to_string())
    }
}

/// A script or style sheet without indents, empty lines and comments that have
/// lines of their own. Texts over several lines are not for themes: they would
/// lose their indents.
fn without_comments(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut in_comment = false;
    for line in text.lines().map(str::trim) {
        let opens = line.starts_with("/*");
        if opens || in_comment {
            in_comment = !line.contains("*/");
            // What follows the end of a comment on its line stays.
            let rest = line.split_once("*/").map_or("", |(_, rest)| rest.trim());
            if !rest.is_empty() {
                kept.push_str(rest);
                kept.push('\n');
            }
        } else if !line.is_empty() && !line.starts_with("//") {
            kept.push_str(line);
            kept.push('\n');
        }
    }
    kept
}

/// A text with the six digits of its color for each `var(--name,#other)`; `tokens`
/// says which it is, the first time that it names it, or it is the other one.
fn with_colors(text: &str, tokens: &str) -> Result<String, String> {
    let mut colored = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once(VAR) {
        let (named, after) = after.split_once(')').unwrap_or((after, ""));
        let (name, other) = named.split_once(',').unwrap_or((named, ""));
        let found = color(name, tokens).or_else(|| digits(other));
        colored.push_str(before);
        colored.push_str(&found.ok_or_else(|| format!("no color `{name}` in `{}`", CSS_BEFORE[0]))?);
        rest = after;
    }
    colored.push_str(rest);
    Ok(colored)
}

/// What stands before and after the name of a token.
const VAR: &str = "var(";

/// How often a token may stand for another one.
const MOST_NAMES: usize = 8;

/// The six digits of the color of a token.
fn color(name: &str, tokens: &str) -> Option<String> {
    let mut name = name.to_owned();
    for _ in 0..MOST_NAMES {
        let (_, value) = tokens.split_once(&format!("{name}:"))?;
        let value = value.split([';', '}']).next()?.trim();
        if let Some(other) = value.strip_prefix(VAR) {
            name = other.trim_end_matches(')').to_owned();
            continue;
        }
        return digits(value);
    }
    None
}

/// The six digits of a color as CSS writes it, `#12343d` or `#fff`.
fn digits(value: &str) -> Option<String> {
    let digits = value.strip_prefix('#').filter(|digits| digits.chars().all(|sign| sign.is_ascii_hexdigit()))?;
    match digits.len() {
        6 => Some(digits.to_uppercase()),
        3 => Some(digits.to_uppercase().chars().flat_map(|digit| [digit, digit]).collect()),
        _ => None,
    }
}

/// Style sheets before and after those of the components.
const CSS_BEFORE: [&str; 3] = ["css/tokens.css", "css/base.css", "css/layout.css"];
const CSS_AFTER: [&str; 1] = ["css/print.css"];

/// The folder of style sheets that stay apart: a template that needs one links it
/// in its block `styles`.
const CSS_OF_PAGES: &str = "css/pages/";

/// What pages for learning platforms and the copy for classrooms load, with what
/// it is made of.
const PACK: [(&str, &[&str]); 4] = [
    ("pagina.css", &[CSS_BEFORE[0], "pack/page.css"]),
    ("quiz.js", &["components/quiz/quiz.js"]),
    ("scorm.js", &["pack/scorm.js"]),
    ("classroom.js", &["pack/classroom.js"]),
];

/// The fixed parts of slides and of texts for word processors, in `pack/office/`.
const OFFICE: [&str; 11] = [
    "theme.xml",
    "master.xml",
    "layout-title.xml",
    "layout-points.xml",
    "layout-care.xml",
    "layout-pause.xml",
    "layout-figure.xml",
    "notes.xml",
    "styles.xml",
    "numbering.xml",
    "settings.xml",
];

/// Reads the theme in `folders`: a file replaces that of the folders before it.
pub(super) fn load(folders: &[PathBuf]) -> crate::Result<Theme> {
    let mut files = Tree::default();
    for folder in folders {
        files.extend(fs::read_tree(folder)?);
    }
    let text = |path: &str| -> crate::Result<String> {
        let bytes = files.get(path).ok_or_else(|| broken(folders, path, "the file is missing"))?;
        String::from_utf8(bytes.to_vec()).map_err(|_| broken(folders, path, "the file is not UTF-8"))
    };
    let ending = |ending: &'static str| files.iter().map(|(path, _)| path).filter(move |path| path.ends_with(ending));
    let is_component = |path: &&str| path.starts_with("components/");

    let templates =
        ending(".html").map(|path| Ok((path.to_owned(), text(path)?))).collect::<crate::Result<Vec<_>>>()?;
    let mut css = String::new();
    let components = ending(".css").filter(is_component).filter(|path| *path != CONTACT_CSS);
    for path in CSS_BEFORE.into_iter().chain(components).chain(CSS_AFTER) {
        css.push_str(&without_comments(&text(path)?));
    }
    let contact_css = [CSS_BEFORE[0], CONTACT_CSS, "components/exit/exit.css"]
        .into_iter()
        .map(|path| Ok(without_comments(&text(path)?)))
        .collect::<crate::Result<String>>()?;
    let is_packed = |path: &&str| path.starts_with("pack/");
    let scripts = ending(".js")
        .filter(|path| !is_packed(path) && !ADMIN.contains(path))
        .map(|path| Ok((path, without_comments(&text(path)?).into_bytes())));
    let icons = ending(".svg").map(|path| Ok((path, text(path)?.into_bytes())));
    let styles = ending(".css")
        .filter(|path| path.starts_with(CSS_OF_PAGES))
        .map(|path| Ok((path, without_comments(&text(path)?).into_bytes())));
    let assets = scripts.chain(styles).chain(icons).collect::<crate::Result<Tree>>()?;

    let packed = |(name, paths): (&str, &[&str])| {
        let texts = paths.iter().map(|path| Ok(without_comments(&text(path)?)));
        Ok((name.to_owned(), texts.collect::<crate::Result<String>>()?.into_bytes()))
    };
    let pack = PACK.into_iter().map(packed).collect::<crate::Result<Tree>>()?;

    let tokens = text(CSS_BEFORE[0])?;
    let colored = |name: &str| {
        let path = format!("pack/office/{name}");
        let part = with_colors(&text(&path)?, &tokens).map_err(|why| broken(folders, &path, &why))?;
        Ok((name.to_owned(), part.into_bytes()))
    };
    let office = OFFICE.into_iter().map(colored).collect::<crate::Result<Tree>>()?;

    let words = |language: &str| -> crate::Result<Words> {
        let strings = parse(folders, &format!("strings.{language}.yaml"), text)?;
        let labels = parse(folders, &format!("labels.{language}.yaml"), text)?;
        Ok(Words { strings, labels })
    };
    let languages = ending(".yaml").filter_map(|path| path.strip_prefix("strings.")?.strip_suffix(".yaml"));
    let translations = languages
        .filter(|language| *language != DUTCH)
        .map(|language| Ok((language.to_owned(), words(language)?)))
        .collect::<crate::Result<_>>()?;
    Ok(Theme {
        templates,
        css,
        contact_css,
        contact_js: without_comments(&text(EXIT_JS)?),
        assets,
        pack,
        office,
        admin: ADMIN.into_iter().filter_map(|path| Some((path, files.get(path)?))).collect(),
        words: words(DUTCH)?,
        translations,
    })
}

fn parse<T: DeserializeOwned>(
    folders: &[PathBuf],
    path: &str,
    text: impl Fn(&str) -> crate::Result<String>,
) -> crate::Result<T> {
    serde_yaml::from_str(&text(path)?).map_err(|error| broken(folders, path, &error.to_string()))
}

/// What the page on which the content can be edited loads: the editor, and its icons.
/// They are of others, so a theme has them where somebody put them there.
pub(crate) const ADMIN: [&str; 2] = ["admin/sveltia-cms.js", "admin/icons.woff2"];

const CONTACT_CSS: &str = "components/contact/contact.css";
const EXIT_JS: &str = "components/exit/exit.js";

/// The file that is read is the last; one that is nowhere is missed in the first.
fn broken(folders: &[PathBuf], path: &str, why: &str) -> Error {
    let files = || folders.iter().map(|folder| folder.join(path));
    let read = files().rfind(|file| fs::exists(file)).or_else(|| files().next());
    Error::Theme { path: read.unwrap_or_else(|| path.into()), message: why.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::{with_colors, without_comments};

    #[test]
    fn comments_of_their_own_go_and_code_stays() {
        let text = "/* one */ a {b:c}\n  // two\n\n/** three\n * four */\n  let x = \"//\" // five\n";
        assert_eq!(without_comments(text), "a {b:c}\nlet x = \"//\" // five\n");
    }

    #[test]
    fn parts_of_office_files_have_the_colors_of_the_tokens() {
        let tokens =
            ":root { --ink:#12343d; --field:#fff;\n --strong:var(--ink) }\n@media x { :root { --ink:#000000 } }";
        let part = "<a val=\"var(--strong)\"/><b val=\"var(--field)\"/>";
        assert_eq!(with_colors(part, tokens).unwrap(), "<a val=\"12343D\"/><b val=\"FFFFFF\"/>");
        assert_eq!(with_colors("var(--x,#abc)", tokens).unwrap(), "AABBCC");
        assert_eq!(with_colors("var(--x)", tokens).unwrap_err(), "no color `--x` in `css/tokens.css`");
        assert!(with_colors("var(--a)", "--a:var(--a)").is_err());
    }
}
