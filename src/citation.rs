//! How a page is cited: in words, and as the files that reference managers read.
//! A citation names the page, or the source that the page describes.

use jiff::civil::Date;

use crate::load::{DUTCH, Words};
use crate::model::{Content, Page, Site};
use crate::record::{Source, SourceType};

/// A citation in words and in two formats.
#[derive(Debug)]
pub(crate) struct Citation {
    /// In words, in the order of the APA style.
    pub(crate) text: String,
    /// An entry for BibTeX and BibLaTeX.
    pub(crate) bibtex: String,
    /// A record in the RIS format (Research Information Systems, 2011).
    pub(crate) ris: String,
}

/// The files of a page's citation, relative to the root of the site: BibTeX and
/// RIS.
pub(crate) fn files(page: &Page<'_>) -> [String; 2] {
    ["bib", "ris"].map(|ending| format!("{}{}.{ending}", page.url, page.id))
}

/// How a page is cited; `None` where it is not: a citizen page, a translation, or
/// a page that only leads to others.
pub(crate) fn cite(site: &Site<'_>, page: &Page<'_>) -> Option<Citation> {
    if page.language != DUTCH || page.is_private() || matches!(page.content, Content::StepCard) {
        return None;
    }
    let work = match page.content {
        Content::Source(source) => of_source(page, source),
        _ => of_page(site, page)?,
    };
    Some(Citation { text: work.text(&site.theme().words), bibtex: work.bibtex(), ris: work.ris() })
}

/// What a citation names.
struct Work {
    key: String,
    kind: Kind,
    author: String,
    title: String,
    /// A day, or what is known of it.
    date: Issued,
    publisher: Option<String>,
    url: Option<String>,
    /// What the text is based on.
    note: Option<String>,
}

#[derive(Clone, Copy)]
enum Kind {
    Web,
    Report,
    Law,
    Data,
}

enum Issued {
    Day(Date),
    /// As printed, such as "april 2011".
    Printed(String),
}

fn of_page(site: &Site<'_>, page: &Page<'_>) -> Option<Work> {
    let words = &site.theme().words;
    let sources = page.sources.iter().filter_map(|citation| {
        let title = site.target(&citation.source.id)?.title;
        let section = citation.section.as_ref();
        let section = section.map(|section| format!(", {} {section}", words.string("/sources/section")));
        Some(format!("{title}{}", section.unwrap_or_default()))
    });
    let sources = sources.collect::<Vec<_>>().join("; ");
    let title = match page.content {
        Content::Module(module) => {
            format!("{} ({} {})", page.title, words.string("/module/eyebrow").to_lowercase(), module.number)
        }
        _ => page.title.to_owned(),
    };
    Some(Work {
        key: format!("{}-{}", crate::markdown::slug(site.checked.settings.title.as_str()), page.id),
        kind: Kind::Web,
        author: site.checked.settings.title.to_string(),
        title,
        date: Issued::Day(page.updated?),
        publisher: None,
        url: site.base().map(|base| format!("{base}/{}", page.url)),
        note: (!sources.is_empty()).then(|| format!("{} {sources}", words.string("/cite/based_on"))),
    })
}

fn of_source(page: &Page<'_>, source: &Source) -> Work {
    let publisher = source.publisher.as_ref().filter(|publisher| **publisher != source.author);
    Work {
        key: page.id.to_owned(),
        kind: match source.r#type {
            SourceType::Report => Kind::Report,
            SourceType::Law => Kind::Law,
            SourceType::Web => Kind::Web,
            SourceType::Data => Kind::Data,
        },
        author: source.author.to_string(),
        title: source.title.to_string(),
        date: Issued::Printed(source.date.to_string()),
        publisher: publisher.map(ToString::to_string),
        url: source.url.as_ref().map(ToString::to_string),
        note: None,
    }
}

impl Issued {
    /// The year, where it can be read.
    fn year(&self) -> Option<String> {
        match self {
            Self::Day(day) => Some(day.year().to_string()),
            Self::Printed(text) => {
                let mut numbers = text.split(|sign: char| !sign.is_ascii_digit());
                numbers
                    .find(|word| word.len() == 4 && (word.starts_with("19") || word.starts_with("20")))
                    .map(String::from)
            }
        }
    }
}

impl Work {
    fn text(&self, words: &Words) -> String {
        let date = match &self.date {
            Issued::Day(day) => {
                // "22 november 2026" as "2026, 22 november".
                let text = words.labels.date(*day);
                text.rsplit_once(' ').map_or(text.clone(), |(day, year)| format!("{year}, {day}"))
            }
            Issued::Printed(text) => text.clone(),
        };
        let parts = [
            Some(format!("{} ({date})", self.author)),
            Some(self.title.clone()),
            self.publisher.clone(),
            self.note.clone(),
        ];
        let mut text: String =
            parts.into_iter().flatten().map(|part| format!("{}. ", part.trim_end_matches('.'))).collect();
        text.push_str(self.url.as_deref().unwrap_or_default());
        text.trim_end().to_owned()
    }

    fn bibtex(&self) -> String {
        let kind = match self.kind {
            Kind::Report => "techreport",
            Kind::Web | Kind::Law | Kind::Data => "misc",
        };
        let mut entry = format!("@{kind}{{{},\n", self.key);
        let mut field = |name: &str, value: Option<String>| {
            if let Some(value) = value {
                entry.push_str(&format!("  {name} = {{{value}}},\n"));
            }
        };
        // A second pair of braces keeps an organisation whole and capitals as they are.
        field("author", Some(format!("{{{}}}", tex(&self.author))));
        field("title", Some(format!("{{{}}}", tex(&self.title))));
        field("year", self.date.year());
        if let Issued::Day(day) = self.date {
            field("date", Some(day.to_string()));
        }
        field("institution", self.publisher.as_deref().map(tex));
        field("note", self.note.as_deref().map(tex));
        field("url", self.url.clone());
        field("langid", Some("dutch".to_owned()));
        entry.push_str("}\n");
        entry
    }

    fn ris(&self) -> String {
        let kind = match self.kind {
            Kind::Web => "ELEC",
            Kind::Report => "RPRT",
            Kind::Law => "STAT",
            Kind::Data => "DATA",
        };
        let day = match self.date {
            Issued::Day(day) => Some(format!("{:04}/{:02}/{:02}/", day.year(), day.month(), day.day())),
            Issued::Printed(_) => None,
        };
        let fields = [
            ("TY", Some(kind.to_owned())),
            ("AU", Some(self.author.clone())),
            ("TI", Some(self.title.clone())),
            ("PY", self.date.year()),
            ("DA", day),
            ("PB", self.publisher.clone()),
            ("N1", self.note.clone()),
            ("UR", self.url.clone()),
            ("LA", Some("nl".to_owned())),
            ("ER", Some(String::new())),
        ];
        let lines = fields.into_iter().filter_map(|(name, value)| value.map(|value| format!("{name}  - {value}\r\n")));
        lines.collect()
    }
}

/// A text with the signs escaped that mean something in TeX.
fn tex(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for sign in text.chars() {
        match sign {
            '&' | '%' | '$' | '#' | '_' | '{' | '}' => escaped.extend(['\\', sign]),
            '~' => escaped.push_str("\\textasciitilde{}"),
            '^' => escaped.push_str("\\textasciicircum{}"),
            '\\' => escaped.push_str("\\textbackslash{}"),
            _ => escaped.push(sign),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    fn work() -> Work {
        Work {
            key: "proef".to_owned(),
            kind: Kind::Report,
            author: "A & B".to_owned(),
            title: "Zorg {nu}".to_owned(),
            date: Issued::Printed("april 2011".to_owned()),
            publisher: Some("Uitgever".to_owned()),
            url: Some("https://example.org/a_b".to_owned()),
            note: None,
        }
    }

    #[test]
    fn signs_of_tex_are_escaped_and_addresses_are_not() {
        assert_eq!(
            work().bibtex(),
            "@techreport{proef,\n  author = {{A \\& B}},\n  title = {{Zorg \\{nu\\}}},\n  year = {2011},\n  \
             institution = {Uitgever},\n  url = {https://example.org/a_b},\n  langid = {dutch},\n}\n"
        );
    }

    #[test]
    fn a_ris_record_starts_with_its_type_and_ends() {
        let ris = work().ris();
        assert!(ris.starts_with("TY  - RPRT\r\n") && ris.ends_with("ER  - \r\n"), "{ris}");
        assert!(ris.contains("PY  - 2011\r\n"), "{ris}");
    }

    #[test]
    fn a_date_without_a_year_gives_none() {
        assert_eq!(Issued::Printed("ongedateerd".to_owned()).year(), None);
        assert_eq!(Issued::Printed("tussen 1 mei 2014 en 2015".to_owned()).year().as_deref(), Some("2014"));
    }
}
