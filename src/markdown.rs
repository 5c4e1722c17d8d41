//! Markdown as records hold it: to HTML, to plain text, and to what a check
//! looks at. Raw HTML is never passed on; links are `https:`, `mailto:`, `tel:`
//! or `id:RECORD#anchor`.

pub(crate) mod blocks;

use std::borrow::Cow;
use std::ops::Range;

use pulldown_cmark::{Alignment, CowStr, Event, HeadingLevel, LinkType, Options, Parser, Tag, TagEnd, html};

/// A piece of Markdown with what may stand in it.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Markdown<'a> {
    /// No blocks.
    Inline(&'a str),
    /// Any.
    Block(&'a str),
    /// No Markdown at all.
    Plain(&'a str),
}

/// Something in a text that a rule may object to.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) enum Feature {
    /// A link, as written.
    Link(String),
    /// An image.
    Image(String),
    /// Raw HTML.
    Html(String),
    /// A heading and its level.
    Heading(u8, String),
    /// A list and its first number, where it has numbers.
    List(Option<u64>),
    /// The words of a link.
    Words(String),
    /// The cells at the head of a table.
    TableHead(Vec<String>),
}

fn parser(text: &str) -> Parser<'_> {
    Parser::new_ext(text, Options::ENABLE_TABLES)
}

/// Whether a text is one paragraph in which no sign means anything: it begins with a
/// letter, and holds no break and no sign of Markdown or HTML. Most texts are so, and
/// need no parser.
fn is_bare(text: &str) -> bool {
    let means = |byte: u8| {
        let marks = *b"\\*_[]<>&`";
        marks.into_iter().fold(byte < b' ', |found, mark| found | (byte == mark))
    };
    text.starts_with(char::is_alphabetic)
        && !text.ends_with(char::is_whitespace)
        && !text.bytes().fold(false, |found, byte| found | means(byte))
}

impl<'a> Markdown<'a> {
    /// The text as written.
    pub fn source(self) -> &'a str {
        match self {
            Self::Inline(text) | Self::Block(text) | Self::Plain(text) => text,
        }
    }

    /// As HTML. `link` gives the address for a link that is not to another site;
    /// without one, only the words of the link remain.
    pub fn html(self, link: &dyn Fn(&str) -> Option<String>) -> String {
        let text = self.source();
        if let Self::Plain(text) = self {
            let mut html = String::with_capacity(text.len());
            escape(&mut html, text);
            return html;
        }
        let inline = matches!(self, Self::Inline(_));
        if is_bare(text) {
            return if inline { text.to_owned() } else { format!("<p>{text}</p>") };
        }
        let mut open = Vec::new();
        let events = parser(text).filter_map(|event| match event {
            Event::Start(Tag::Paragraph) | Event::End(TagEnd::Paragraph) if inline => None,
            Event::Html(_) | Event::InlineHtml(_) | Event::Start(Tag::HtmlBlock) | Event::End(TagEnd::HtmlBlock) => {
                None
            }
            Event::Start(Tag::Link { dest_url, title, .. }) => {
                let address = if is_outside(&dest_url) { Some(dest_url.to_string()) } else { link(&dest_url) };
                open.push(address.is_some());
                let dest_url: CowStr<'_> = address?.into();
                Some(Event::Start(Tag::Link { link_type: LinkType::Inline, dest_url, title, id: "".into() }))
            }
            Event::End(TagEnd::Link) => open.pop().unwrap_or(false).then_some(Event::End(TagEnd::Link)),
            // A picture of elsewhere would tell who reads; its words remain.
            Event::Start(Tag::Image { .. }) | Event::End(TagEnd::Image) => None,
            // The policy of a page stops styles, and columns would be aligned by one.
            Event::Start(Tag::Table(columns)) => Some(Event::Start(Tag::Table(vec![Alignment::None; columns.len()]))),
            event => Some(event),
        });
        let mut html = String::with_capacity(text.len() * 3 / 2);
        html::push_html(&mut html, events);
        html.replace("<a href=\"http", "<a rel=\"noreferrer\" href=\"http").trim_end().to_owned()
    }

    /// As plain text: what a reader reads, blocks separated by a line break.
    pub fn text(self) -> Cow<'a, str> {
        if is_bare(self.source()) {
            return self.source().into();
        }
        let mut plain = String::new();
        for event in parser(self.source()) {
            match event {
                Event::Text(text) | Event::Code(text) => plain.push_str(&text),
                Event::SoftBreak | Event::HardBreak => plain.push(' '),
                Event::End(
                    TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::Item | TagEnd::TableCell | TagEnd::TableRow,
                ) if !plain.ends_with('\n') => plain.push('\n'),
                _ => {}
            }
        }
        plain.truncate(plain.trim_end().len());
        plain.into()
    }

    /// The running text and the items of lists, a line for each paragraph or
    /// item; headings and tables are neither.
    pub(crate) fn prose_and_lists(self) -> (Plain, Plain) {
        if is_bare(self.source()) {
            return (Plain::bare(self.source()), Plain::default());
        }
        let (mut prose, mut lists) = (Plain::default(), Plain::default());
        let (mut depth, mut skip) = (0_usize, 0_usize);
        for (event, range) in parser(self.source()).into_offset_iter() {
            match event {
                Event::Start(Tag::List(_)) => depth += 1,
                Event::End(TagEnd::List(_)) => depth -= 1,
                Event::Start(Tag::Heading { .. } | Tag::Table(_)) => skip += 1,
                Event::End(TagEnd::Heading(_) | TagEnd::Table) => skip -= 1,
                _ if skip > 0 => {}
                event => {
                    let into = if depth > 0 { &mut lists } else { &mut prose };
                    match event {
                        Event::Text(text) | Event::Code(text) => into.push(&text, range),
                        Event::SoftBreak | Event::HardBreak => into.push(" ", range),
                        Event::End(TagEnd::Paragraph | TagEnd::Item) => into.push("\n", range),
                        _ => {}
                    }
                }
            }
        }
        (prose, lists)
    }

    /// As plain text on one line.
    pub(crate) fn plain(self) -> Plain {
        self.words_of(true)
    }

    /// As plain text on one line, without the words of links.
    pub(crate) fn plain_without_links(self) -> Plain {
        self.words_of(false)
    }

    fn words_of(self, with_links: bool) -> Plain {
        if is_bare(self.source()) {
            return Plain::bare(self.source());
        }
        let (mut plain, mut links) = (Plain::default(), 0_usize);
        for (event, range) in parser(self.source()).into_offset_iter() {
            match event {
                Event::Start(Tag::Link { .. }) => links += 1,
                Event::End(TagEnd::Link) => links -= 1,
                Event::Text(text) | Event::Code(text) if with_links || links == 0 => plain.push(&text, range),
                Event::SoftBreak | Event::HardBreak => plain.push(" ", range),
                // What follows is another sentence, and what follows a link is not.
                Event::End(TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::Item | TagEnd::TableCell) => {
                    plain.push("\n", range);
                }
                _ => {}
            }
        }
        plain
    }

    /// What a rule may object to, in the order of the text, each with the bytes of
    /// the text that it is.
    pub(crate) fn features(self) -> Vec<(Feature, Range<usize>)> {
        let source = self.source();
        let mut features = Vec::new();
        if is_bare(source) {
            return features;
        }
        // The heading, link or row of a table that is being read.
        let mut heading: Option<(u8, String, Range<usize>)> = None;
        let mut link: Option<(String, Range<usize>)> = None;
        let mut head: Option<(Vec<String>, Range<usize>)> = None;
        for (event, range) in parser(source).into_offset_iter() {
            match event {
                Event::Start(Tag::Link { dest_url, .. }) => {
                    features.push((Feature::Link(dest_url.to_string()), address(source, &dest_url, range.clone())));
                    link = Some((String::new(), range));
                }
                Event::End(TagEnd::Link) => features.extend(link.take().map(|(words, at)| (Feature::Words(words), at))),
                Event::Start(Tag::Image { dest_url, .. }) => {
                    features.push((Feature::Image(dest_url.to_string()), address(source, &dest_url, range)));
                }
                Event::Html(html) | Event::InlineHtml(html) => {
                    features.push((Feature::Html(html.to_string()), trimmed(source, range)));
                }
                Event::Start(Tag::List(first)) => {
                    let mark = first.map_or(1, |number| number.to_string().len());
                    features.push((Feature::List(first), range.start..range.start + mark));
                }
                Event::Start(Tag::Heading { level, .. }) => {
                    heading = Some((level as u8, String::new(), trimmed(source, range)));
                }
                Event::End(TagEnd::Heading(_)) => {
                    features.extend(heading.take().map(|(level, title, at)| (Feature::Heading(level, title), at)));
                }
                Event::Start(Tag::TableHead) => head = Some((Vec::new(), trimmed(source, range))),
                Event::Start(Tag::TableCell) => head.iter_mut().for_each(|(cells, _)| cells.push(String::new())),
                Event::End(TagEnd::TableHead) => {
                    features.extend(head.take().map(|(cells, at)| (Feature::TableHead(cells), at)));
                }
                Event::Text(text) | Event::Code(text) => {
                    let cell = head.as_mut().and_then(|(cells, _)| cells.last_mut());
                    let title = heading.as_mut().map(|(_, title, _)| title);
                    let words = link.as_mut().map(|(words, _)| words);
                    [cell, title, words].into_iter().flatten().for_each(|open| open.push_str(&text));
                }
                Event::SoftBreak | Event::HardBreak => link.iter_mut().for_each(|(words, _)| words.push(' ')),
                _ => {}
            }
        }
        features
    }
}

/// Where the address of a link or image stands; the whole of it where the address
/// is written otherwise.
fn address(source: &str, address: &str, whole: Range<usize>) -> Range<usize> {
    let found = source[whole.clone()].rfind(address).filter(|_| !address.is_empty());
    found.map_or(whole.clone(), |at| whole.start + at..whole.start + at + address.len())
}

/// The same without white space around it.
fn trimmed(source: &str, range: Range<usize>) -> Range<usize> {
    let text = &source[range.clone()];
    let start = range.start + text.len() - text.trim_start().len();
    start..start + text.trim().len()
}

/// Plain text that knows where it was written.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub(crate) struct Plain {
    /// The text.
    pub(crate) text: String,
    /// The pieces that it was put together from: where each begins in the text, and the
    /// bytes of the source that it is.
    pieces: Vec<(usize, Range<usize>)>,
}

impl Plain {
    /// The paragraph that a bare text is.
    fn bare(text: &str) -> Self {
        let mut plain = Self::default();
        plain.push(text, 0..text.len());
        plain.push("\n", 0..text.len());
        plain
    }

    /// Appends what `range` of the source says.
    fn push(&mut self, text: &str, range: Range<usize>) {
        if !text.is_empty() {
            self.pieces.push((self.text.len(), range));
            self.text.push_str(text);
        }
    }

    /// The bytes of the source that these bytes of the text are.
    pub(crate) fn source(&self, range: &Range<usize>) -> Range<usize> {
        match range.end.min(self.text.len()).checked_sub(1).filter(|last| *last >= range.start) {
            Some(last) => self.byte(range.start).start..self.byte(last).end,
            None => 0..0,
        }
    }

    /// The bytes of the source that one byte of the text is: that byte, or its whole
    /// piece where that is written otherwise.
    fn byte(&self, at: usize) -> Range<usize> {
        let number = self.pieces.partition_point(|(start, _)| *start <= at).saturating_sub(1);
        let Some((start, range)) = self.pieces.get(number) else { return 0..0 };
        let end = self.pieces.get(number + 1).map_or(self.text.len(), |(next, _)| *next);
        match end - start == range.len() {
            true => range.start + at - start..range.start + at - start + 1,
            false => range.clone(),
        }
    }

    /// The words, each with the bytes of the text that it is.
    pub(crate) fn words(&self) -> impl Iterator<Item = (&str, Range<usize>)> {
        words(&self.text)
    }
}

/// The words of a text: letters and digits, each with the bytes that it is.
pub(crate) fn words(text: &str) -> impl Iterator<Item = (&str, Range<usize>)> {
    let mut end = 0;
    std::iter::from_fn(move || {
        let start = run(text, end, false);
        end = run(text, start, true);
        (start < end).then(|| (&text[start..end], start..end))
    })
}

/// Where the run of signs that begins at `start` ends: those of words, or all others.
/// Most signs are one byte, for which there is no need to ask what Unicode says.
fn run(text: &str, start: usize, of_words: bool) -> usize {
    let bytes = text.as_bytes();
    let mut at = start;
    while let Some(byte) = bytes.get(at) {
        let (is_word, length) = match byte.is_ascii() {
            true => (byte.is_ascii_alphanumeric(), 1),
            false => {
                let Some(sign) = text[at..].chars().next() else { break };
                (sign.is_alphanumeric(), sign.len_utf8())
            }
        };
        if is_word != of_words {
            break;
        }
        at += length;
    }
    at
}

/// Whether a link leads to another site or to an app.
pub(crate) fn is_outside(link: &str) -> bool {
    ["https://", "mailto:", "tel:"].iter().any(|scheme| link.starts_with(scheme))
}

/// The parts of a text: what stands before the first heading of the second
/// level, without a title, and then each such heading with what follows it.
pub(crate) fn parts(text: &str) -> Vec<(Option<String>, &str)> {
    let mut starts: Vec<(usize, usize, String)> = Vec::new();
    let mut open: Option<usize> = None;
    for (event, range) in parser(text).into_offset_iter() {
        match event {
            Event::Start(Tag::Heading { level: HeadingLevel::H2, .. }) => {
                open = Some(starts.len());
                starts.push((range.start, range.end, String::new()));
            }
            Event::End(TagEnd::Heading(_)) => open = None,
            Event::Text(words) | Event::Code(words) => {
                if let Some((_, _, title)) = open.and_then(|index| starts.get_mut(index)) {
                    title.push_str(&words);
                }
            }
            _ => {}
        }
    }
    let first = starts.first().map_or(text.len(), |(start, ..)| *start);
    let mut parts = vec![(None, text[..first].trim())];
    for (index, (_, end, title)) in starts.iter().enumerate() {
        let next = starts.get(index + 1).map_or(text.len(), |(start, ..)| *start);
        parts.push((Some(title.clone()), text[*end..next].trim()));
    }
    parts.retain(|(title, text)| title.is_some() || !text.is_empty());
    parts
}

/// A name for anchors: lower case, without marks, words joined by `-`.
pub(crate) fn slug(text: &str) -> String {
    let folded = crate::fold::fold(text);
    folded.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty()).collect::<Vec<_>>().join("-")
}

/// Appends `text` with the signs escaped that mean something in HTML.
fn escape(html: &mut String, text: &str) {
    for character in text.chars() {
        match character {
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '&' => html.push_str("&amp;"),
            '"' => html.push_str("&quot;"),
            other => html.push(other),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn html(markdown: Markdown<'_>) -> String {
        markdown.html(&|link| link.strip_prefix("id:").map(|id| format!("../{id}/")))
    }

    #[test]
    fn inline_text_has_no_paragraph_and_links_are_resolved() {
        let text = "Bel *nu* [Veilig Thuis](id:contact) of [lees](https://veiligthuis.nl).";
        assert_eq!(
            html(Markdown::Inline(text)),
            "Bel <em>nu</em> <a href=\"../contact/\">Veilig Thuis</a> of \
             <a rel=\"noreferrer\" href=\"https://veiligthuis.nl\">lees</a>."
        );
    }

    #[test]
    fn raw_html_and_dangerous_links_do_not_come_through() {
        let text = "<script>alert(1)</script> a <b onclick=x>b</b> [c](javascript:alert(1)) ![d](data:x)";
        let html = html(Markdown::Block(text));
        assert!(!html.contains("script") && !html.contains("onclick"), "{html}");
    }

    #[test]
    fn columns_have_no_style_and_pictures_only_their_words() {
        assert!(!html(Markdown::Block("| a |\n|:-:|\n| b |")).contains("style"));
        assert_eq!(html(Markdown::Inline("![een *huis*](https://example.com/x.png)")), "een <em>huis</em>");
    }

    #[test]
    fn a_text_falls_into_parts_at_its_second_level_headings() {
        let parts = parts("Vooraf.\n\n## Eén *twee*\n\nTekst.\n\n### Dieper\n\nMeer.\n\n## Drie\n\nSlot.");
        assert_eq!(parts[0], (None, "Vooraf."));
        assert_eq!(parts[1], (Some("Eén twee".to_owned()), "Tekst.\n\n### Dieper\n\nMeer."));
        assert_eq!(parts[2], (Some("Drie".to_owned()), "Slot."));
    }

    #[test]
    fn plain_text_keeps_the_words_and_drops_the_marks() {
        assert_eq!(
            Markdown::Block("## Kop\n\nEen **twee** [drie](id:x).\n\n- vier").text(),
            "Kop\nEen twee drie.\nvier"
        );
    }

    proptest! {
        #[test]
        fn a_bare_text_is_what_the_parser_makes_of_it(text in "[a-zé][a-zé0-9 .,:;!?()'\"#+=|~{}/-]{0,24}[a-z.!#-]") {
            prop_assume!(is_bare(&text));
            // A mark that means nothing at its place keeps the text from being bare.
            let parsed = format!("{text} _");
            for markdown in [Markdown::Inline, Markdown::Block] {
                let (bare, slow) = (markdown(&text), markdown(&parsed));
                prop_assert_eq!(html(slow).replace(" _", ""), html(bare));
                prop_assert_eq!(slow.text(), format!("{} _", bare.text()));
                prop_assert_eq!(slow.plain().text, format!("{text} _\n"));
                prop_assert_eq!(bare.plain().text, format!("{text}\n"));
                prop_assert_eq!(slow.features(), bare.features());
                prop_assert_eq!(slow.prose_and_lists().0.text, format!("{text} _\n"));
            }
        }
    }

    #[test]
    fn slugs_are_plain_words() {
        assert_eq!(slug("Cliënt: wat & hoe?"), "client-wat-hoe");
    }
}
