//! Markdown as paragraphs, lists and tables of runs, as word processors hold texts.

use pulldown_cmark::{Event, Tag, TagEnd};

use super::{Markdown, is_outside, parser};

/// Some words of one look.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub(crate) struct Run {
    pub(crate) text: String,
    pub(crate) is_bold: bool,
    pub(crate) is_italic: bool,
    /// The address that the words lead to.
    pub(crate) link: Option<String>,
}

/// A part of a text.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) enum Block {
    /// A heading and its level.
    Heading(u8, Vec<Run>),
    /// A paragraph.
    Paragraph(Vec<Run>),
    /// A paragraph within a list.
    Item {
        /// How many lists it stands in, from 1.
        depth: usize,
        /// What stands before it.
        marker: Marker,
        /// Its words.
        runs: Vec<Run>,
    },
    /// A table: its rows with their cells, the head first.
    Table(Vec<Vec<Vec<Run>>>),
}

/// What stands before a paragraph of a list.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Marker {
    Bullet,
    Number(u64),
    /// Nothing: it goes on with the item.
    Nothing,
}

impl Run {
    /// Words without a look of their own.
    pub(crate) fn plain(text: impl Into<String>) -> Self {
        Self { text: text.into(), ..Self::default() }
    }

    /// Words that stand out.
    pub(crate) fn bold(text: impl Into<String>) -> Self {
        Self { is_bold: true, ..Self::plain(text) }
    }

    /// Words that may lead somewhere.
    pub(crate) fn linked(text: impl Into<String>, link: Option<String>) -> Self {
        Self { link, ..Self::plain(text) }
    }
}

/// What is open while a text is read.
#[derive(Default)]
struct Open {
    bold: usize,
    italic: usize,
    links: Vec<Option<String>>,
    heading: Option<u8>,
    /// The lists, each with its next number where it has numbers.
    lists: Vec<Option<u64>>,
    /// What stands before the next paragraph.
    marker: Option<Marker>,
    runs: Vec<Run>,
    cells: Vec<Vec<Run>>,
    rows: Vec<Vec<Vec<Run>>>,
}

impl Markdown<'_> {
    /// As blocks. `link` gives the address for a link that is not to another site;
    /// without one, only the words of the link remain.
    pub(crate) fn blocks(self, link: &dyn Fn(&str) -> Option<String>) -> Vec<Block> {
        if let Self::Plain(text) = self {
            return vec![Block::Paragraph(vec![Run::plain(text)])];
        }
        let (mut open, mut blocks) = (Open::default(), Vec::new());
        for event in parser(self.source()) {
            match event {
                Event::Text(text) | Event::Code(text) => open.say(&text),
                Event::SoftBreak | Event::HardBreak => open.say(" "),
                Event::Start(tag) => open.start(tag, link, &mut blocks),
                Event::End(tag) => open.end(tag, &mut blocks),
                _ => {}
            }
        }
        open.close(&mut blocks);
        blocks
    }

    /// The runs of a text without blocks.
    pub(crate) fn runs(self, link: &dyn Fn(&str) -> Option<String>) -> Vec<Run> {
        let mut runs: Vec<Run> = Vec::new();
        for block in self.blocks(link) {
            if !runs.is_empty() {
                runs.push(Run::plain(" "));
            }
            runs.extend(block.into_runs());
        }
        runs
    }
}

impl Block {
    /// Its words, one cell of a table after the other.
    pub(crate) fn into_runs(self) -> Vec<Run> {
        match self {
            Self::Heading(_, runs) | Self::Paragraph(runs) | Self::Item { runs, .. } => runs,
            Self::Table(rows) => {
                rows.into_iter().flatten().flat_map(|cell| [cell, vec![Run::plain(" ")]]).flatten().collect()
            }
        }
    }
}

impl Open {
    fn say(&mut self, text: &str) {
        let run = Run {
            text: text.to_owned(),
            is_bold: self.bold > 0,
            is_italic: self.italic > 0,
            link: self.links.last().cloned().flatten(),
        };
        match self.runs.last_mut() {
            Some(last) if (last.is_bold, last.is_italic, &last.link) == (run.is_bold, run.is_italic, &run.link) => {
                last.text.push_str(text);
            }
            _ => self.runs.push(run),
        }
    }

    fn start(&mut self, tag: Tag<'_>, link: &dyn Fn(&str) -> Option<String>, blocks: &mut Vec<Block>) {
        match tag {
            Tag::Strong => self.bold += 1,
            Tag::Emphasis => self.italic += 1,
            Tag::Link { dest_url, .. } => {
                self.links.push(if is_outside(&dest_url) { Some(dest_url.to_string()) } else { link(&dest_url) });
            }
            Tag::Heading { level, .. } => {
                self.close(blocks);
                self.heading = Some(level as u8);
            }
            Tag::List(first) => {
                self.close(blocks);
                self.lists.push(first);
            }
            Tag::Item => {
                self.close(blocks);
                self.marker = Some(match self.lists.last_mut() {
                    Some(Some(next)) => {
                        *next += 1;
                        Marker::Number(*next - 1)
                    }
                    _ => Marker::Bullet,
                });
            }
            Tag::Paragraph | Tag::BlockQuote(_) | Tag::CodeBlock(_) | Tag::Table(_) => self.close(blocks),
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd, blocks: &mut Vec<Block>) {
        match tag {
            TagEnd::Strong => self.bold -= 1,
            TagEnd::Emphasis => self.italic -= 1,
            TagEnd::Link => drop(self.links.pop()),
            TagEnd::List(_) => {
                self.close(blocks);
                self.lists.pop();
            }
            TagEnd::TableCell => self.cells.push(std::mem::take(&mut self.runs)),
            TagEnd::TableHead | TagEnd::TableRow => self.rows.push(std::mem::take(&mut self.cells)),
            TagEnd::Table => blocks.push(Block::Table(std::mem::take(&mut self.rows))),
            TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::Item | TagEnd::BlockQuote(_) | TagEnd::CodeBlock => {
                self.close(blocks);
            }
            _ => {}
        }
    }

    /// Ends the block that is open.
    fn close(&mut self, blocks: &mut Vec<Block>) {
        let runs = std::mem::take(&mut self.runs);
        let heading = self.heading.take();
        if runs.is_empty() {
            return;
        }
        blocks.push(match heading {
            Some(level) => Block::Heading(level, runs),
            None if self.lists.is_empty() => Block::Paragraph(runs),
            None => {
                Block::Item { depth: self.lists.len(), marker: self.marker.take().unwrap_or(Marker::Nothing), runs }
            }
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn blocks(text: &str) -> Vec<Block> {
        Markdown::Block(text).blocks(&|link| link.strip_prefix("id:").map(|id| format!("https://site/{id}/")))
    }

    #[test]
    fn words_keep_their_look_and_their_links() {
        let runs = vec![
            Run::plain("Bel "),
            Run::bold("112"),
            Run::plain(" of "),
            Run::linked("Veilig Thuis", Some("https://site/vt/".to_owned())),
            Run::plain(" "),
            Run { is_italic: true, ..Run::plain("nu") },
        ];
        assert_eq!(blocks("Bel **112** of [Veilig Thuis](id:vt) *nu*"), [Block::Paragraph(runs)]);
        assert_eq!(Markdown::Inline("[weg](id:x)").runs(&|_| None), [Run::plain("weg")]);
    }

    #[test]
    fn lists_keep_their_numbers_and_their_depth() {
        let item = |depth, marker, text: &str| Block::Item { depth, marker, runs: vec![Run::plain(text)] };
        assert_eq!(
            blocks("3. een\n   - twee\n\n   nog\n4. drie\n\n<b>weg</b>"),
            [
                item(1, Marker::Number(3), "een"),
                item(2, Marker::Bullet, "twee"),
                item(1, Marker::Nothing, "nog"),
                item(1, Marker::Number(4), "drie"),
                Block::Paragraph(vec![Run::plain("weg")]),
            ]
        );
    }

    #[test]
    fn tables_have_rows_of_cells_and_headings_a_level() {
        let cell = |text: &str| vec![Run::plain(text)];
        assert_eq!(
            blocks("### Kop\n\n| a | b |\n| --- | --- |\n| c | |"),
            [
                Block::Heading(3, cell("Kop")),
                Block::Table(vec![vec![cell("a"), cell("b")], vec![cell("c"), Vec::new()]]),
            ]
        );
    }
}
