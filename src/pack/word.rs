//! A text for word processors as WordprocessingML (ECMA-376, part 1, chapter 17):
//! headings, paragraphs, lists, tables and cards, each in a style of the theme.

use super::material::Material;
use super::office::{LANGUAGE, Package, Relations};
use super::xml::{Element, element, text};
use crate::markdown::blocks::{Block, Marker, Run};

/// The namespaces of the parts of a text.
const NAMES: [(&str, &str); 2] = [
    ("xmlns:w", "http://schemas.openxmlformats.org/wordprocessingml/2006/main"),
    ("xmlns:r", "http://schemas.openxmlformats.org/officeDocument/2006/relationships"),
];

/// The parts of the theme: their name, the end of their media type, and the kind of
/// their relation.
const FIXED: [(&str, &str, &str); 2] =
    [("styles", "wordprocessingml.styles", "styles"), ("settings", "wordprocessingml.settings", "settings")];

/// The width of a sheet between its margins, in twentieths of a point.
const WIDTH: u32 = 9638;

/// The lists that the theme has; each list with numbers is one more.
const LISTS: usize = 2;

/// A text that is being written.
#[derive(Default)]
pub(super) struct Text {
    body: Vec<Element>,
    relations: Relations,
    /// The titles of the first two levels, with their level.
    titles: Vec<(u8, String)>,
    /// The first numbers of the lists with numbers.
    starts: Vec<u64>,
    /// The number that goes on with the list that is open.
    next: Option<u64>,
    /// Where the contents come.
    contents: Option<usize>,
}

/// The words of a cell.
pub(super) type Cell = Vec<Run>;

impl Text {
    /// A paragraph in a style.
    pub(super) fn paragraph(&mut self, style: &str, runs: &[Run]) {
        let runs = self.runs(runs);
        self.body.push(styled(style, Vec::new(), runs));
    }

    /// The title of a section; those of the first two levels stand in the contents.
    pub(super) fn heading(&mut self, level: u8, title: &str) {
        self.titled(level, title, Vec::new());
    }

    /// The title of a section that begins on a new sheet.
    pub(super) fn heading_on_new_sheet(&mut self, level: u8, title: &str) {
        self.titled(level, title, vec![element("w:pageBreakBefore")]);
    }

    fn titled(&mut self, level: u8, title: &str, own: Vec<Element>) {
        let words = run(&Run::plain(title));
        let level = level.clamp(1, 4);
        let runs = if level > 2 {
            vec![words]
        } else {
            self.titles.push((level, title.to_owned()));
            let id = self.titles.len().to_string();
            let start = element("w:bookmarkStart").with("w:id", id.as_str()).with("w:name", format!("_Toc{id}"));
            vec![start, words, element("w:bookmarkEnd").with("w:id", id)]
        };
        self.body.push(styled(&format!("Heading{level}"), own, runs));
    }

    /// A list without numbers, in a style of lists.
    pub(super) fn list(&mut self, style: &str, items: impl IntoIterator<Item = Cell>) {
        items.into_iter().for_each(|runs| self.paragraph(style, &runs));
    }

    /// A list with numbers from 1.
    pub(super) fn numbered(&mut self, items: impl IntoIterator<Item = Cell>) {
        for (number, runs) in (1..).zip(items) {
            self.item(1, Marker::Number(number), &runs);
        }
    }

    /// Blocks of Markdown; headings in it step down to below `level`.
    pub(super) fn blocks(&mut self, blocks: Vec<Block>, level: u8) {
        for block in blocks {
            match block {
                Block::Heading(own, runs) => {
                    let title: String = runs.iter().map(|run| run.text.as_str()).collect();
                    self.heading(level.max(2) + own.saturating_sub(1), &title);
                }
                Block::Paragraph(runs) => self.paragraph("Normal", &runs),
                Block::Item { depth, marker, runs } => self.item(depth, marker, &runs),
                Block::Table(rows) => {
                    let columns = rows.first().map_or(1, Vec::len).max(1);
                    let width = u32::try_from(columns).map_or(WIDTH, |columns| WIDTH / columns);
                    self.table("Rows", &vec![width; columns], rows);
                }
            }
        }
    }

    fn item(&mut self, depth: usize, marker: Marker, runs: &[Run]) {
        let open = self.next;
        let (style, list, next) = match marker {
            Marker::Number(number) => {
                if open != Some(number) {
                    self.starts.push(number);
                }
                ("ListNumber", Some(LISTS + self.starts.len()), Some(number + 1))
            }
            Marker::Bullet => ("ListBullet", Some(1), open.filter(|_| depth > 1)),
            Marker::Nothing => ("ListBullet", None, open),
        };
        let level = depth.clamp(1, 3) - 1;
        // Number 0 is no list: the paragraph goes on below the item.
        let number = element("w:numPr")
            .and(value("w:ilvl", level.to_string()))
            .and(value("w:numId", list.unwrap_or_default().to_string()));
        let indent = list.is_none().then(|| element("w:ind").with("w:left", (397 * (level + 1)).to_string()));
        let runs = self.runs(runs);
        self.body.push(styled(style, std::iter::once(number).chain(indent).collect(), runs));
        self.next = next;
    }

    /// A table in a style of tables: its first row is its head, which comes again on
    /// the next sheet.
    pub(super) fn table(&mut self, style: &str, widths: &[u32], rows: Vec<Vec<Cell>>) {
        self.rows(style, widths, rows, (true, false));
    }

    /// A table without a head, of which the first column names the rows.
    pub(super) fn facts(&mut self, widths: &[u32], rows: Vec<Vec<Cell>>) {
        self.rows("Facts", widths, rows, (false, true));
    }

    /// Cards to cut out, two in a row.
    pub(super) fn cards(&mut self, cards: Vec<Vec<Cell>>) {
        let mut rows = Vec::new();
        let mut cards = cards.into_iter();
        while let Some(left) = cards.next() {
            let cells = [Some(left), cards.next()].map(|card| {
                let paragraphs: Vec<Element> =
                    card.unwrap_or_default().iter().map(|runs| styled("Cell", Vec::new(), self.runs(runs))).collect();
                cell(WIDTH / 2, paragraphs)
            });
            let own = element("w:trPr").and(element("w:cantSplit"));
            rows.push(element("w:tr").and(own).all(cells));
        }
        self.grid("Cards", &[WIDTH / 2, WIDTH / 2], rows, (false, false));
    }

    fn rows(&mut self, style: &str, widths: &[u32], rows: Vec<Vec<Cell>>, (has_head, has_names): (bool, bool)) {
        let rows = rows.into_iter().enumerate().map(|(index, texts)| {
            let is_head = has_head && index == 0;
            let mut own = element("w:trPr").and(element("w:cantSplit"));
            if is_head {
                own = own.and(element("w:tblHeader"));
            }
            let texts = texts.into_iter().chain(std::iter::repeat(Vec::new())).zip(widths);
            let cells = texts.map(|(runs, width)| cell(*width, vec![styled("Cell", Vec::new(), self.runs(&runs))]));
            element("w:tr").and(own).all(cells.collect::<Vec<_>>())
        });
        let rows: Vec<Element> = rows.collect();
        self.grid(style, widths, rows, (has_head, has_names));
    }

    fn grid(&mut self, style: &str, widths: &[u32], rows: Vec<Element>, (has_head, has_names): (bool, bool)) {
        if rows.is_empty() {
            return;
        }
        let flag = |is: bool| if is { "1" } else { "0" };
        // The same flags as bits, for programs that know only those.
        let bits = 0x600 + if has_head { 0x20 } else { 0 } + if has_names { 0x80 } else { 0 };
        let look = element("w:tblLook")
            .with("w:val", format!("{bits:04X}"))
            .with("w:firstRow", flag(has_head))
            .with("w:lastRow", "0")
            .with("w:firstColumn", flag(has_names))
            .with("w:lastColumn", "0")
            .with("w:noHBand", "1")
            .with("w:noVBand", "1");
        let own = element("w:tblPr")
            .and(value("w:tblStyle", style))
            .and(element("w:tblW").with("w:w", widths.iter().sum::<u32>().to_string()).with("w:type", "dxa"))
            .and(element("w:tblLayout").with("w:type", "fixed"))
            .and(look);
        let columns = widths.iter().map(|width| element("w:gridCol").with("w:w", width.to_string()));
        self.body.push(element("w:tbl").and(own).and(element("w:tblGrid").all(columns)).all(rows));
        // Tables that follow each other would be one.
        self.body.push(styled("Gap", Vec::new(), Vec::new()));
    }

    fn runs(&mut self, runs: &[Run]) -> Vec<Element> {
        self.next = None;
        let relations = &mut self.relations;
        let linked = runs.iter().map(|one| match &one.link {
            Some(link) => element("w:hyperlink").with("r:id", relations.link(link)).and(run(one)),
            None => run(one),
        });
        linked.collect()
    }

    /// The list of the titles: a field that a word processor can make anew, and what
    /// it holds, without numbers of sheets, which are not known before there are
    /// sheets.
    fn list_of_titles(&self) -> Vec<Element> {
        let field = |kind: &str| element("w:r").and(element("w:fldChar").with("w:fldCharType", kind));
        let code = || text("w:instrText", " TOC \\o \"1-2\" \\n \\h \\u ").with("xml:space", "preserve");
        let mut lines: Vec<Element> = Vec::new();
        for (index, (level, title)) in self.titles.iter().enumerate() {
            let link = element("w:hyperlink").with("w:anchor", format!("_Toc{}", index + 1));
            let link = link.with("w:history", "1").and(run(&Run::plain(title.as_str())));
            let mut inside = Vec::new();
            if index == 0 {
                inside.extend([field("begin"), element("w:r").and(code()), field("separate")]);
            }
            inside.push(link);
            if index + 1 == self.titles.len() {
                inside.push(field("end"));
            }
            lines.push(styled(&format!("TOC{level}"), Vec::new(), inside));
        }
        lines
    }

    /// Where the contents come: after what is written by now.
    pub(super) fn contents_here(&mut self) {
        self.contents = Some(self.body.len());
    }

    /// The file.
    pub(super) fn finish(mut self, material: &Material<'_>, title: &str) -> crate::Result<Vec<u8>> {
        let theme = material.site.theme();
        let mut package = Package::default();
        let mut relations = std::mem::take(&mut self.relations);
        if let Some(at) = self.contents {
            let lines = self.list_of_titles();
            self.body.splice(at..at, lines);
        }
        for (name, media, kind) in FIXED {
            let bytes = theme.office.get(&format!("{name}.xml")).unwrap_or_default().to_vec();
            package.add(&format!("word/{name}.xml"), media, bytes);
            relations.part(kind, format!("{name}.xml"));
        }
        package.add("word/numbering.xml", "wordprocessingml.numbering", self.numbering(material));
        relations.part("numbering", "numbering.xml");
        let colors = theme.office.get("theme.xml").unwrap_or_default().to_vec();
        package.add("word/theme/theme1.xml", "theme", colors);
        relations.part("theme", "theme/theme1.xml");
        package.add("word/footer1.xml", "wordprocessingml.footer", footer(material, title).document()?);
        let foot = relations.part("footer", "footer1.xml");

        let side = |name, size: &str| (name, size.to_owned());
        let margins = ["w:top", "w:right", "w:bottom", "w:left"].map(|name| side(name, "1134"));
        let margins =
            margins.into_iter().chain([side("w:header", "567"), side("w:footer", "567"), side("w:gutter", "0")]);
        let section = element("w:sectPr")
            .and(element("w:footerReference").with("w:type", "default").with("r:id", foot))
            .and(element("w:pgSz").with("w:w", "11906").with("w:h", "16838"))
            .and(margins.fold(element("w:pgMar"), |all, (name, size)| all.with(name, size)));
        let body = element("w:body").all(self.body).and(section);
        let document = root("w:document").and(body).document()?;
        package.add_with("word/document.xml", "wordprocessingml.document.main", document, &relations)?;
        package.finish(material, title, "word/document.xml")
    }

    /// The lists of the theme, and those with numbers of this text.
    fn numbering(&self, material: &Material<'_>) -> Vec<u8> {
        const END: &str = "</w:numbering>";
        let fixed = String::from_utf8_lossy(material.site.theme().office.get("numbering.xml").unwrap_or_default());
        let mut lists = fixed.trim_end().trim_end_matches(END).to_owned();
        for (index, start) in self.starts.iter().enumerate() {
            let id = LISTS + index + 1;
            lists.push_str(&format!(
                " <w:num w:numId=\"{id}\"><w:abstractNumId w:val=\"1\"/><w:lvlOverride w:ilvl=\"0\">\
                 <w:startOverride w:val=\"{start}\"/></w:lvlOverride></w:num>\n"
            ));
        }
        (lists + END).into_bytes()
    }
}

fn root(name: &'static str) -> Element {
    NAMES.iter().fold(element(name), |root, (name, value)| root.with(name, *value))
}

fn value(name: &'static str, value: impl Into<String>) -> Element {
    element(name).with("w:val", value)
}

fn styled(style: &str, own: Vec<Element>, inside: Vec<Element>) -> Element {
    element("w:p").and(element("w:pPr").and(value("w:pStyle", style)).all(own)).all(inside)
}

fn cell(width: u32, paragraphs: Vec<Element>) -> Element {
    let own = element("w:tcPr").and(element("w:tcW").with("w:w", width.to_string()).with("w:type", "dxa"));
    let empty = paragraphs.is_empty().then(|| styled("Cell", Vec::new(), Vec::new()));
    element("w:tc").and(own).all(paragraphs).all(empty)
}

fn run(run: &Run) -> Element {
    let mut look = element("w:rPr");
    if run.link.is_some() {
        look = look.and(value("w:rStyle", "Hyperlink"));
    }
    if run.is_bold {
        look = look.and(element("w:b"));
    }
    if run.is_italic {
        look = look.and(element("w:i"));
    }
    let look = look.and(value("w:lang", LANGUAGE));
    let words = text("w:t", run.text.replace(['\n', '\r', '\t'], " ")).with("xml:space", "preserve");
    element("w:r").and(look).and(words)
}

/// What stands at the foot of each sheet: the title, and the number of the sheet.
fn footer(material: &Material<'_>, title: &str) -> Element {
    let field = |code: &str| element("w:fldSimple").with("w:instr", code).and(run(&Run::plain("1")));
    let (before, after) = material.string("/paper/sheet").split_once("{n}").unwrap_or_default();
    let tab = element("w:r").and(element("w:tab"));
    let inside = vec![
        run(&Run::plain(title)),
        tab,
        run(&Run::plain(before)),
        field(" PAGE "),
        run(&Run::plain(after.split_once("{count}").unwrap_or((after, "")).0)),
        field(" NUMPAGES "),
    ];
    root("w:ftr").and(styled("Footer", Vec::new(), inside))
}
