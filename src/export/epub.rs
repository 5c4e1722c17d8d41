//! `lezen/meldwijzer.epub`: the document of the reader as an EPUB 3 book. Its
//! dates and its name come from the content, so the same content gives the same
//! bytes.

use jiff::civil::Date;
use rbook::Epub;
use rbook::ebook::toc::TocEntryKind;
use rbook::epub::EpubChapter;

use crate::Error;
use crate::document::{Chapter, Document, Medium, Part, document};
use crate::load::DUTCH;
use crate::markdown::{Markdown, slug};
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

/// The book.
pub(super) fn epub(site: &Site<'_>) -> crate::Result<Vec<u8>> {
    let settings = site.checked.settings;
    let title = settings.title.as_str();
    let Document { parts } = document(site, Medium::Files(site.base()));
    let words = &site.theme().words;
    let date = site.newest().unwrap_or(Date::constant(1970, 1, 1));
    let name = site.base().map_or_else(|| format!("urn:x-{}:lezen", slug(title)), |base| format!("{base}/lezen/"));
    let cover = EpubChapter::new(title).href("omslag.xhtml").kind(TocEntryKind::TitlePage).xhtml(file(
        title,
        &format!(
            "<div class=\"cover\">\n<h1>{}</h1>\n<p>{}</p>\n<p>{} {}</p>\n<p>{}</p>\n</div>\n",
            plain(title),
            plain(settings.tagline.as_str()),
            words.string("/reader/edition"),
            words.labels.date(date),
            words.string("/reader/licence"),
        ),
    ));
    let editor = Epub::builder()
        .identifier(name)
        .title(title)
        .creator(title)
        .language(DUTCH)
        .description(settings.tagline.as_str())
        .rights(words.string("/reader/licence"))
        .published_date(date.to_string())
        .modified_date(format!("{date}T00:00:00Z"))
        .generator("meldwijzer".to_owned())
        .meta(ACCESS.to_vec())
        .toc_title(words.string("/reader/contents"))
        .landmarks_title(words.string("/reader/landmarks"))
        .resource(("stijl.css", STYLE))
        .chapter(cover)
        .chapter(parts.iter().map(part).collect::<Vec<_>>());
    editor.write().compression(9).to_vec().map_err(|error| Error::Export(format!("the book: {error}")))
}

fn part(part: &Part<'_>) -> EpubChapter {
    let text = format!("<h1>{}</h1>\n<p>{}</p>\n{}", plain(part.title), plain(part.summary), part.html);
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

fn plain(text: &str) -> String {
    Markdown::Plain(text).html(&|_| None)
}
