//! A slide as DrawingML (ECMA-376, part 1, chapters 19 to 21).

use super::deck::{Body, Layout, Points, Slide};
use super::fit::{self, Frame};
use super::material::Material;
use super::office::{LANGUAGE, Relations};
use super::xml::{Element, element, text};
use crate::markdown::blocks::Run;
use crate::record::{Setup, clock};

/// The namespaces of parts of a presentation.
const NAMES: [(&str, &str); 3] = [
    ("xmlns:a", "http://schemas.openxmlformats.org/drawingml/2006/main"),
    ("xmlns:r", "http://schemas.openxmlformats.org/officeDocument/2006/relationships"),
    ("xmlns:p", "http://schemas.openxmlformats.org/presentationml/2006/main"),
];
const TABLE: &str = "http://schemas.openxmlformats.org/drawingml/2006/table";

/// Lengths are counted in these parts of a point.
const POINT: f64 = 12_700.0;

/// Where figures stand: their left edge and their width, in points.
const LEFT: f64 = 54.0;
const WIDE: f64 = 852.0;

/// The room of texts and the sizes that they may have, the first of which is that of
/// the theme. Those in bold letters have less room than their place is wide.
const TITLE: (Frame, [u32; 4]) = (Frame { width: 740.0, height: 80.0 }, [32, 28, 24, 20]);
const COVER: (Frame, [u32; 4]) = (Frame { width: 710.0, height: 136.0 }, [44, 36, 28, 20]);
const PAUSE: (Frame, [u32; 4]) = (Frame { width: 710.0, height: 108.0 }, [44, 36, 28, 20]);
const LEAD: (Frame, [u32; 4]) = (Frame { width: 763.0, height: 108.0 }, [24, 20, 18, 16]);
const FACTS: (Frame, [u32; 4]) = (Frame { width: WIDE, height: 50.0 }, [18, 16, 14, 12]);
const EYEBROW: (Frame, [u32; 4]) = (Frame { width: 740.0, height: 20.0 }, [16, 14, 12, 12]);
const FOOTER: (Frame, [u32; 4]) = (Frame { width: 720.0, height: 16.0 }, [12, 12, 12, 12]);

/// The root of a part of a presentation.
pub(super) fn root(name: &'static str) -> Element {
    NAMES.iter().fold(element(name), |root, (name, value)| root.with(name, *value))
}

/// A slide with what it names.
pub(super) fn slide(material: &Material<'_>, slide: &Slide, relations: &mut Relations) -> Element {
    let kind = if slide.layout == Layout::Title { "ctrTitle" } else { "title" };
    let measure = match slide.layout {
        Layout::Title => COVER,
        Layout::Pause => PAUSE,
        _ => TITLE,
    };
    let mut shapes = vec![
        placeholder(2, kind, None, vec![fitted(&slide.title, measure)]),
        placeholder(3, "body", Some(13), vec![fitted(&slide.eyebrow, EYEBROW)]),
    ];
    match &slide.body {
        Body::Cover { lead, facts } => {
            shapes.push(placeholder(4, "subTitle", Some(1), vec![fitted(lead, LEAD)]));
            shapes.push(placeholder(5, "body", Some(14), vec![fitted(facts, FACTS)]));
        }
        Body::Points(points) => shapes.push(placeholder(4, "", Some(1), paragraphs(points, slide.layout, relations))),
        Body::Programme(rows) => {
            shapes.push(bar(material, rows));
            shapes.push(table(material, rows));
        }
        Body::Steps(now) => shapes.push(steps(material, now)),
    }
    if slide.layout != Layout::Title {
        shapes.push(placeholder(6, "ftr", Some(11), vec![footer(material.page.title)]));
        shapes.push(placeholder(7, "sldNum", Some(12), vec![number("slidenum")]));
    }
    let map = element("p:clrMapOvr").and(element("a:masterClrMapping"));
    root("p:sld").and(element("p:cSld").and(tree(shapes))).and(map)
}

/// The notes of a slide with what they name.
pub(super) fn notes(slide: &Slide, relations: &mut Relations) -> Element {
    let length: usize = slide.notes.iter().map(|runs| fit::words(runs).chars().count() + 40).sum();
    // What a sheet holds below the picture of the slide.
    let size = match length {
        ..=1800 => None,
        1801..=2600 => Some(10),
        _ => Some(8),
    };
    let said = slide.notes.iter().map(|paragraph| element("a:p").all(runs(paragraph, size, relations)));
    let locks = element("a:spLocks").with("noGrp", "1").with("noRot", "1").with("noChangeAspect", "1");
    let picture = element("p:sp")
        .and(named("p:nvSpPr", 2, "Dia", "", element("p:cNvSpPr").and(locks), Some(("sldImg", None))))
        .and(element("p:spPr"));
    let mut said: Vec<Element> = said.collect();
    if said.is_empty() {
        said.push(element("a:p"));
    }
    let shapes = vec![
        picture,
        placeholder(3, "body", Some(3), said),
        placeholder(4, "sldNum", Some(5), vec![number("slidenum")]),
    ];
    let map = element("p:clrMapOvr").and(element("a:masterClrMapping"));
    root("p:notes").and(element("p:cSld").and(tree(shapes))).and(map)
}

fn tree(shapes: Vec<Element>) -> Element {
    let own = named("p:nvGrpSpPr", 1, "", "", element("p:cNvGrpSpPr"), None);
    element("p:spTree").and(own).and(element("p:grpSpPr")).all(shapes)
}

/// What a shape is called, what stands in its place for those who do not see it, and
/// which placeholder of the layout it fills.
fn named(
    tag: &'static str,
    id: u32,
    name: &str,
    says: &str,
    kind: Element,
    fills: Option<(&'static str, Option<u32>)>,
) -> Element {
    let mut known = element("p:cNvPr").with("id", id.to_string()).with("name", name);
    if !says.is_empty() {
        known = known.with("descr", says);
    }
    let mut own = element("p:nvPr");
    if let Some((kind, index)) = fills {
        let mut fills = element("p:ph");
        if !kind.is_empty() {
            fills = fills.with("type", kind);
        }
        if let Some(index) = index {
            fills = fills.with("idx", index.to_string());
        }
        own = own.and(fills);
    }
    element(tag).and(known).and(kind).and(own)
}

/// Text in a placeholder of the layout, which says where it stands and how it looks.
fn placeholder(id: u32, kind: &'static str, index: Option<u32>, paragraphs: Vec<Element>) -> Element {
    let name = match kind {
        "ctrTitle" | "title" => "Titel",
        "ftr" => "Voettekst",
        "sldNum" => "Nummer",
        "subTitle" => "Ondertitel",
        _ if index == Some(13) => "Onderdeel",
        _ => "Tekst",
    };
    let locks = element("p:cNvSpPr").and(element("a:spLocks").with("noGrp", "1"));
    // The letters have the size that fits: no program has to shrink them.
    let frame = element("a:bodyPr").and(element("a:noAutofit"));
    element("p:sp")
        .and(named("p:nvSpPr", id, &format!("{name} {id}"), "", locks, Some((kind, index))))
        .and(element("p:spPr"))
        .and(element("p:txBody").and(frame).and(element("a:lstStyle")).all(paragraphs))
}

/// A text that shrinks to its place, and is cut where that does not help.
fn fitted(text: &str, (frame, sizes): (Frame, [u32; 4])) -> Element {
    let cut = fit::cut(text, frame, &sizes);
    let size = fit::size(&cut, frame, &sizes);
    let size = (size != sizes[0]).then_some(size);
    element("a:p").and(run(&Run::plain(cut), size, None))
}

fn paragraphs(points: &Points, layout: Layout, relations: &mut Relations) -> Vec<Element> {
    let size = (points.size != layout.sizes()[0]).then_some(points.size);
    let paragraph = |paragraph: &Vec<Run>| {
        let mut own = element("a:pPr");
        if let Some(first) = points.first {
            let numbers = element("a:buAutoNum").with("type", "arabicPeriod").with("startAt", first.to_string());
            own = own.with("marL", "457200").with("indent", "-457200");
            own = own.and(element("a:buFont").with("typeface", "+mj-lt")).and(numbers);
        }
        element("a:p").and(own).all(runs(paragraph, size, relations))
    };
    let mut paragraphs: Vec<Element> = points.paragraphs.iter().map(paragraph).collect();
    if paragraphs.is_empty() {
        paragraphs.push(element("a:p"));
    }
    paragraphs
}

fn runs(runs: &[Run], size: Option<u32>, relations: &mut Relations) -> Vec<Element> {
    runs.iter().map(|one| run(one, size, one.link.as_deref().map(|link| relations.link(link)))).collect()
}

fn run(run: &Run, size: Option<u32>, link: Option<String>) -> Element {
    let mut look = element("a:rPr").with("lang", LANGUAGE);
    if let Some(size) = size {
        look = look.with("sz", (size * 100).to_string());
    }
    if run.is_bold {
        look = look.with("b", "1");
    }
    if run.is_italic {
        look = look.with("i", "1");
    }
    let link = link.map(|id| element("a:hlinkClick").with("r:id", id));
    element("a:r").and(look.all(link)).and(text("a:t", run.text.replace(['\n', '\r', '\t'], " ")))
}

/// The text at the foot of a slide. It says itself how it looks: LibreOffice does not
/// ask the layout.
fn footer(text: &str) -> Element {
    let look = element("a:rPr").with("lang", LANGUAGE).with("sz", "1200");
    let look = look.and(solid("accent5")).and(element("a:latin").with("typeface", "+mn-lt"));
    let run = element("a:r").and(look).and(self::text("a:t", fit::cut(text, FOOTER.0, &FOOTER.1)));
    element("a:p").and(element("a:pPr").with("algn", "l")).and(run)
}

/// The number of the slide or of the sheet.
fn number(kind: &str) -> Element {
    let look = element("a:rPr").with("lang", LANGUAGE);
    let id = "{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}";
    element("a:p").and(element("a:fld").with("id", id).with("type", kind).and(look).and(text("a:t", "‹nr.›")))
}

/// A place on the slide, in points.
struct Place {
    x: f64,
    y: f64,
    width: f64,
    height: f64,
}

impl Place {
    fn of(&self, tag: &'static str) -> Element {
        let offset = element("a:off").with("x", units(self.x)).with("y", units(self.y));
        let extent = element("a:ext").with("cx", units(self.width)).with("cy", units(self.height));
        element(tag).and(offset).and(extent)
    }

    /// As the place of a group, whose shapes are counted from the same corner.
    fn of_group(&self) -> Element {
        let offset = element("a:chOff").with("x", units(self.x)).with("y", units(self.y));
        let extent = element("a:chExt").with("cx", units(self.width)).with("cy", units(self.height));
        self.of("a:xfrm").and(offset).and(extent)
    }
}

fn units(points: f64) -> String {
    format!("{:.0}", points * POINT)
}

/// Some shapes as one figure, with the text that stands in its place.
fn figure(id: u32, name: &str, says: &str, place: &Place, shapes: Vec<Element>) -> Element {
    element("p:grpSp")
        .and(named("p:nvGrpSpPr", id, name, says, element("p:cNvGrpSpPr"), None))
        .and(element("p:grpSpPr").and(place.of_group()))
        .all(shapes)
}

/// A plate that points to the right.
const ARROW: &str = "homePlate";

/// The look of a shape of a figure: its form and the colors of the theme.
struct Look {
    form: &'static str,
    fill: &'static str,
    letters: &'static str,
    size: u32,
}

fn shape(id: u32, name: &str, place: &Place, look: &Look, lines: &[Run]) -> Element {
    let paragraph = |line: &Run| {
        let mut run = element("a:rPr").with("lang", LANGUAGE).with("sz", (look.size * 100).to_string());
        if line.is_bold {
            run = run.with("b", "1");
        }
        let run = element("a:r").and(run.and(solid(look.letters))).and(text("a:t", line.text.as_str()));
        element("a:p").and(element("a:pPr").with("algn", "ctr")).and(run)
    };
    let body =
        ["lIns", "tIns", "rIns", "bIns"].into_iter().fold(element("a:bodyPr"), |body, side| body.with(side, "0"));
    // How far the point of an arrow sticks out, in parts of its height.
    let point = element("a:gd").with("name", "adj").with("fmla", "val 12000");
    let values = element("a:avLst").all((look.form == ARROW).then_some(point));
    let form = element("a:prstGeom").with("prst", look.form).and(values);
    element("p:sp")
        .and(named("p:nvSpPr", id, name, "", element("p:cNvSpPr"), None))
        .and(
            element("p:spPr")
                .and(place.of("a:xfrm"))
                .and(form)
                .and(solid(look.fill))
                .and(element("a:ln").and(element("a:noFill"))),
        )
        .and(
            element("p:txBody")
                .and(body.with("anchor", "ctr"))
                .and(element("a:lstStyle"))
                .all(lines.iter().map(paragraph)),
        )
}

fn solid(color: &str) -> Element {
    element("a:solidFill").and(element("a:schemeClr").with("val", color))
}

/// The parts of the programme on a bar of time; those of the slide stand out.
fn bar(material: &Material<'_>, rows: &std::ops::Range<usize>) -> Element {
    const GAP: f64 = 2.0;
    let parts = material.timed();
    let all: u32 = parts.iter().map(|timed| timed.part.minutes).sum();
    let point = WIDE / f64::from(all.max(1));
    let mut shapes = Vec::new();
    for (index, timed) in (0_u32..).zip(&parts) {
        let place = Place {
            x: LEFT + f64::from(timed.start) * point,
            y: 152.0,
            width: (f64::from(timed.part.minutes) * point - GAP).max(1.0),
            height: 30.0,
        };
        let is_here = usize::try_from(index).is_ok_and(|index| rows.contains(&index));
        let (fill, letters) = match (timed.part.form == Setup::Break, is_here) {
            (true, _) => ("accent6", "tx1"),
            (false, true) => ("accent1", "bg1"),
            (false, false) => ("accent5", "bg1"),
        };
        let look = Look { form: "rect", fill, letters, size: 12 };
        let number = if place.width < 18.0 { Vec::new() } else { vec![Run::bold((index + 1).to_string())] };
        shapes.push(shape(20 + index, timed.part.title.as_str(), &place, &look, &number));
    }
    let titles: Vec<String> = parts
        .iter()
        .map(|timed| {
            format!(
                "{} {} ({})",
                clock(timed.start),
                timed.part.title,
                material.site.theme().words.labels.time(timed.part.minutes)
            )
        })
        .collect();
    let says = material.string("/slides/bar").replace("{parts}", &titles.join("; "));
    let place = Place { x: LEFT, y: 152.0, width: WIDE, height: 30.0 };
    figure(10, "Tijdbalk", &says, &place, shapes)
}

/// How wide the columns of the programme are, in points.
const COLUMNS: [f64; 5] = [48.0, 74.0, 100.0, 440.0, 190.0];

/// A part of the programme as a table.
fn table(material: &Material<'_>, rows: &std::ops::Range<usize>) -> Element {
    const SIZE: u32 = 16;
    const HEIGHT: f64 = 29.0;
    let string = |key: &str| material.string(&format!("/training/{key}")).to_owned();
    let head = ["number", "start", "minutes", "part", "form"].map(string);
    let parts = material.timed();
    let mut cells = vec![head];
    for (index, timed) in parts.iter().enumerate().filter(|(index, _)| rows.contains(index)) {
        let part = timed.part;
        let form = if part.form == Setup::Break { String::new() } else { material.setup(part.form).to_owned() };
        let number = (index + 1).to_string();
        cells.push([number, clock(timed.start), part.minutes.to_string(), part.title.as_str().to_owned(), form]);
    }
    let height = |text: &str, room: f64| fit::cut(text, Frame { width: room - 14.0, height: HEIGHT - 6.0 }, &[SIZE]);
    let cell = |is_head: bool, is_break: bool, text: &str, room: f64| {
        let letters = if is_head { "bg1" } else { "tx1" };
        let fill = match (is_head, is_break) {
            (true, _) => "tx2",
            (_, true) => "bg2",
            _ => "bg1",
        };
        let mut look = element("a:rPr").with("lang", LANGUAGE).with("sz", (SIZE * 100).to_string());
        look = look.with("b", if is_head { "1" } else { "0" });
        let run = element("a:r").and(look.and(solid(letters))).and(self::text("a:t", height(text, room)));
        let body = element("a:txBody").and(element("a:bodyPr")).and(element("a:lstStyle"));
        let line = element("a:lnB").with("w", "9525").and(solid("accent6"));
        let own = element("a:tcPr").with("marT", "38100").with("marB", "38100").with("anchor", "ctr");
        element("a:tc").and(body.and(element("a:p").and(run))).and(own.and(line).and(solid(fill)))
    };
    let row = |(index, texts): (usize, &[String; 5])| {
        let is_break = index > 0 && texts[4].is_empty();
        let cells = texts.iter().zip(COLUMNS).map(|(text, room)| cell(index == 0, is_break, text, room));
        element("a:tr").with("h", units(HEIGHT)).all(cells)
    };
    let grid = element("a:tblGrid").all(COLUMNS.map(|wide| element("a:gridCol").with("w", units(wide))));
    let own = element("a:tblPr").with("firstRow", "1");
    let count = u32::try_from(cells.len()).map_or(0.0, f64::from);
    let place = Place { x: LEFT, y: 200.0, width: WIDE, height: count * HEIGHT };
    let table = element("a:tbl").and(own).and(grid).all(cells.iter().enumerate().map(row));
    let locks = element("p:cNvGraphicFramePr").and(element("a:graphicFrameLocks").with("noGrp", "1"));
    element("p:graphicFrame")
        .and(named("p:nvGraphicFramePr", 5, "Programma", material.string("/slides/programme"), locks, None))
        .and(place.of("p:xfrm"))
        .and(element("a:graphic").and(element("a:graphicData").with("uri", TABLE).and(table)))
}

/// The steps of the meldcode as a row of arrows; those of the part stand out.
fn steps(material: &Material<'_>, now: &[u8]) -> Element {
    const TALL: f64 = 190.0;
    const Y: f64 = 230.0;
    let all: Vec<_> = material.site.stages().collect();
    let count = u32::try_from(all.len()).unwrap_or(1).max(1);
    let wide = WIDE / f64::from(count);
    let shapes = (0_u32..).zip(&all).map(|(index, (page, stage))| {
        let is_now = now.contains(&stage.number);
        let (fill, letters) = if is_now { ("accent1", "bg1") } else { ("bg2", "tx1") };
        // The point of an arrow has no room for words.
        let room = Frame { width: wide * 0.7, height: TALL * 0.7 };
        let size = fit::size(page.title, room, &[18, 16, 14, 12]);
        let title = fit::cut(page.title, room, &[12]);
        let place = Place { x: LEFT + f64::from(index) * wide, y: Y, width: wide - 4.0, height: TALL };
        let look = Look { form: ARROW, fill, letters, size };
        let lines = [Run::bold(stage.number.to_string()), Run::plain(title)];
        shape(20 + index, page.title, &place, &look, &lines)
    });
    let titles: Vec<String> = all.iter().map(|(page, stage)| format!("{} {}", stage.number, page.title)).collect();
    let said: Vec<String> = now.iter().map(u8::to_string).collect();
    let says = material
        .string("/slides/steps")
        .replace("{steps}", &titles.join("; "))
        .replace("{now}", &said.join(material.string("/slides/and")));
    let place = Place { x: LEFT, y: Y, width: WIDE, height: TALL };
    figure(10, "Stappen van de meldcode", &says, &place, shapes.collect())
}
