//! A document as an EPUB 3 book. Its dates and its name come from the content, so
//! the same content gives the same bytes.

use jiff::civil::Date;
use rbook::Epub;
use rbook::ebook::toc::TocEntryKind;
use rbook::epub::EpubChapter;

use super::text::plain;
use super::{Chapter, Document, Medium, Part};
use crate::Error;
use crate::load::DUTCH;
use crate::markdown::slug;
use crate::model::Site;

/// The style sheet of the book: e-readers know best, so it says little.
const STYLE: &str = "\
    h1, h2, h3, h4, h5, h6 { line-height: 1.25; page-break-after: avoid; break-after: avoid; }\n\
    dt { font-weight: bold; }\n\
    dd { margin: 0 0 .5em 1em; }\n\
    li { margin-bottom: .3em; }\n\
    table { border-collapse: collapse; }\n\
    th, td { padding: .25em .75em .25em 0; border-bottom: 1px solid; text-align: left; vertical-align: top; }\n\
    .lead { font-size: 1.1em; }\n\
    .small, .source { font-size: .85em; }\n\
    .entry { page-break-inside: avoid; break-inside: avoid; }\n\
    .cover { margin-top: 20%; text-align: center; }\n";

/// What the metadata say about reading the book with other senses (EPUB
/// Accessibility 1.1, section 2).
const ACCESS: [(&str, &str); 6] = [
    ("schema:accessMode", "textual"),
    ("schema:accessModeSufficient", "textual"),
    ("schema:accessibilityFeature", "structuralNavigation"),
    ("schema:accessibilityFeature", "tableOfContents"),
    ("schema:accessibilityFeature", "readingOrder"),
    ("schema:accessibilityHazard", "none"),
];

/// What stands on the cover of a book and in its metadata.
pub(crate) struct Book<'a> {
    /// Its title.
    pub(crate) title: &'a str,
    /// What it is, in a few words.
    pub(crate) summary: &'a str,
    /// The address of its page, relative to the root of the site.
    pub(crate) url: &'a str,
}

impl Book<'_> {
    /// How a document is written for a book.
    pub(crate) fn medium<'a>(site: &Site<'a>) -> Medium<'a> {
        Medium::Files { site: site.base(), ending: "xhtml" }
    }

    /// Binds a document.
    pub(crate) fn bind(&self, site: &Site<'_>, document: &Document<'_>) -> crate::Result<Vec<u8>> {
        let words = &site.theme().words;
        let date = document.date.unwrap_or(Date::constant(1970, 1, 1));
        let owner = site.checked.settings.title.as_str();
        let name = match site.base() {
            Some(base) => format!("{base}/{}", self.url),
            None => format!("urn:x-{}:{}", slug(owner), slug(self.url)),
        };
        let cover = EpubChapter::new(self.title).href("omslag.xhtml").kind(TocEntryKind::TitlePage).xhtml(file(
            self.title,
            &format!(
                "<div class=\"cover\">\n<h1>{}</h1>\n<p>{}</p>\n<p>{} {}</p>\n<p>{}</p>\n<p>{}</p>\n</div>\n",
                plain(self.title),
                plain(self.summary),
                words.string("/reader/edition"),
                words.labels.date(date),
                words.string("/reader/licence"),
                words.string("/reader/safety"),
            ),
        ));
        let editor = Epub::builder()
            .identifier(name)
            .title(self.title)
            .creator(owner)
            .language(DUTCH)
            .description(self.summary)
            .rights(words.string("/reader/licence"))
            .published_date(date.to_string())
            .modified_date(format!("{date}T00:00:00Z"))
            .generator("meldwijzer".to_owned())
            .meta(ACCESS.to_vec())
            .toc_title(words.string("/reader/contents"))
            .landmarks_title(words.string("/reader/landmarks"))
            .resource(("stijl.css", STYLE))
            .chapter(cover)
            .chapter(document.parts.iter().map(part).collect::<Vec<_>>());
        editor.write().compression(9).to_vec().map_err(|error| Error::Export(format!("the book: {error}")))
    }
}

fn part(part: &Part<'_>) -> EpubChapter {
    let text = format!("<h1>{}</h1>\n{}{}", plain(part.title), part.lead(), part.html);
    let chapter = EpubChapter::new(part.title).href(format!("{}.xhtml", part.id)).xhtml(file(part.title, &text));
    chapter.children(part.chapters.iter().map(section).collect::<Vec<_>>())
}

fn section(chapter: &Chapter<'_>) -> EpubChapter {
    let title = match &chapter.number {
        Some(number) => format!("{number} {}", chapter.title),
        None => chapter.title.to_owned(),
    };
    let text = format!("<h1>{}</h1>\n{}", plain(&title), chapter.html);
    EpubChapter::new(title.clone()).href(format!("{}.xhtml", chapter.id)).xhtml(file(&title, &text))
}

/// A file of the book.
fn file(title: &str, body: &str) -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!DOCTYPE html>\n\
         <html xmlns=\"http://www.w3.org/1999/xhtml\" lang=\"{DUTCH}\" xml:lang=\"{DUTCH}\">\n<head>\n<title>{}</title>\n\
         <link rel=\"stylesheet\" type=\"text/css\" href=\"stijl.css\"/>\n</head>\n<body>\n{body}</body>\n</html>\n",
        plain(title),
    )
}
