//! The afwegingskader as one figure: the questions below each other, and beside
//! them what ends the way. Answers that lead to the same ending share its box.
//!
//! Lengths are units of the `viewBox`, made for a screen of 360 pixels and wider.

use serde::Serialize;

use super::wrap;
use crate::render::view::Link;

/// A question as the figure needs it.
pub(in crate::render) struct Row<'a> {
    pub(in crate::render) title: &'a str,
    pub(in crate::render) url: &'a str,
    /// Whether the way down is that of the answer yes.
    pub(in crate::render) down_is_yes: bool,
    /// Where the other answer leads.
    pub(in crate::render) aside: Option<Link<'a>>,
    /// The ending below the last question.
    pub(in crate::render) last: Option<Link<'a>>,
}

/// The figure, laid out.
#[derive(Serialize)]
pub(in crate::render) struct Figure {
    width: usize,
    height: usize,
    boxes: Vec<Node>,
    arrows: Vec<Arrow>,
}

/// A question or an ending.
#[derive(Serialize)]
struct Node {
    /// The number of a question; 0 for an ending.
    number: usize,
    url: String,
    lines: Vec<String>,
    x: usize,
    y: usize,
    width: usize,
    height: usize,
    /// The left edge of its text.
    text_x: usize,
    /// The base line of its first line.
    text_y: usize,
}

/// An answer: a line with its word.
#[derive(Serialize)]
struct Arrow {
    x1: usize,
    y1: usize,
    x2: usize,
    y2: usize,
    yes: bool,
    word_x: usize,
    word_y: usize,
}

const WIDTH: usize = 360;
/// Left edge, width and height of a question, and how many signs its lines hold.
const QUESTION: (usize, usize, usize, usize) = (1, 190, 76, 20);
/// Left edge, width and signs of an ending beside the questions.
const ENDING: (usize, usize, usize) = (238, 121, 12);
/// From the top of a question to that of the next.
const PITCH: usize = 118;
/// Between base lines.
const LINE: usize = 18;
/// Between the edge of a box and its text.
const PAD: usize = 12;

impl Figure {
    pub(in crate::render) fn new(rows: &[Row<'_>]) -> Self {
        let (left, width, height, signs) = QUESTION;
        let top = |row: usize| 1 + row * PITCH;
        let mut boxes = Vec::new();
        let mut arrows = Vec::new();
        for (at, row) in rows.iter().enumerate() {
            let y = top(at);
            boxes.push(Node {
                number: at + 1,
                url: row.url.to_owned(),
                lines: wrap(row.title, signs),
                x: left,
                y,
                width,
                height,
                text_x: left + PAD,
                text_y: y + 44,
            });
            let middle = left + width / 2;
            if at + 1 < rows.len() || row.last.is_some() {
                let (y1, y2) = (y + height, y + PITCH - 3);
                arrows.push(Arrow {
                    x1: middle,
                    y1,
                    x2: middle,
                    y2,
                    yes: row.down_is_yes,
                    word_x: middle + 9,
                    word_y: y1 + 25,
                });
            }
            if row.aside.is_some() {
                let (x1, x2, y) = (left + width, ENDING.0 - 3, y + height / 2);
                arrows.push(Arrow { x1, y1: y, x2, y2: y, yes: !row.down_is_yes, word_x: x1 + 9, word_y: y - 8 });
            }
        }
        boxes.extend(beside(rows, &top));
        let mut end = top(rows.len().saturating_sub(1)) + height;
        if let Some(last) = rows.last().and_then(|row| row.last.as_ref()) {
            let y = top(rows.len());
            let lines = wrap(last.title, signs);
            let height = lines.len() * LINE + 2 * PAD;
            boxes.push(ending(last, lines, (left, y, width, height)));
            end = y + height;
        }
        Self { width: WIDTH, height: end + 1, boxes, arrows }
    }
}

/// The endings beside the questions, one box for those that follow each other.
fn beside(rows: &[Row<'_>], top: &impl Fn(usize) -> usize) -> Vec<Node> {
    let (x, width, signs) = ENDING;
    let url = |row: &Row<'_>| row.aside.as_ref().map(|link| link.url.clone());
    let mut at = 0;
    let mut boxes = Vec::new();
    for group in rows.chunk_by(|a, b| url(a) == url(b)) {
        if let Some(link) = &group[0].aside {
            let y = top(at);
            let height = top(at + group.len() - 1) + QUESTION.2 - y;
            boxes.push(ending(link, wrap(link.title, signs), (x, y, width, height)));
        }
        at += group.len();
    }
    boxes
}

/// An ending, its lines in the middle of the height; of a title that is too long for
/// it, as many as fit.
fn ending(link: &Link<'_>, mut lines: Vec<String>, (x, y, width, height): (usize, usize, usize, usize)) -> Node {
    let room = height / LINE;
    if lines.len() > room {
        lines.truncate(room);
        lines.last_mut().into_iter().for_each(|line| line.push('…'));
    }
    let text_y = y + (height - lines.len() * LINE) / 2 + LINE - 4;
    Node { number: 0, url: link.url.clone(), lines, x, y, width, height, text_x: x + PAD, text_y }
}

#[cfg(test)]
mod tests {
    use super::{Figure, Row};
    use crate::render::view::Link;

    fn link(url: &str) -> Option<Link<'static>> {
        Some(Link { title: "Einde", url: url.to_owned() })
    }

    #[test]
    fn endings_that_follow_each_other_share_a_box() {
        let row = |aside: &str| Row { title: "Vraag", url: "v/", down_is_yes: true, aside: link(aside), last: None };
        let figure = Figure::new(&[row("a/"), row("b/"), row("b/"), Row { last: link("c/"), ..row("b/") }]);
        let endings: Vec<&str> =
            figure.boxes.iter().filter(|node| node.number == 0).map(|node| node.url.as_str()).collect();
        assert_eq!(endings, ["a/", "b/", "c/"]);
        assert_eq!(figure.arrows.len(), 4 + 4);
        for node in &figure.boxes {
            assert!(node.x + node.width <= figure.width && node.y + node.height <= figure.height);
        }
    }

    #[test]
    fn a_title_that_is_too_long_ends_where_its_box_does() {
        let title = "Een einde dat heel lang is en nog langer wordt en dan nog niet ophoudt";
        let aside = Some(Link { title, url: "a/".to_owned() });
        let figure = Figure::new(&[Row { title, url: "v/", down_is_yes: true, aside, last: None }]);
        let ending = &figure.boxes[1];
        assert!(ending.lines.len() > 1 && ending.lines.last().unwrap().ends_with('…'), "{:?}", ending.lines);
        let last = ending.text_y + (ending.lines.len() - 1) * super::LINE;
        assert!(ending.text_y > ending.y && last < ending.y + ending.height);
    }
}
