//! The circle: the client in the middle, round it the modules for the client,
//! round those the modules for the organisation, outside the functions. Every
//! slice is a link. On a small screen a slice shows its number, on a large one
//! its name; the style sheet chooses.

use std::f64::consts::TAU;

use super::{escape, round, wrap};

/// A part of a ring.
pub(super) struct Slice {
    /// Its number; empty where its name fits any screen.
    pub(super) short: String,
    /// Its name.
    pub(super) title: String,
    /// Its address.
    pub(super) url: String,
}

/// The half of the figure's width, in its units.
const HALF: f64 = 500.0;
/// Where each ring begins and ends.
const RINGS: [(f64, f64); 3] = [(112.0, 318.0), (324.0, 424.0), (432.0, 497.0)];
/// The signs on a line of a name, in each ring.
const SIGNS: [usize; 3] = [21, 24, 40];
/// The distance between lines.
const LINE: f64 = 18.0;
/// The angle between slices, in turns.
const GAP: f64 = 0.001;

/// Draws the figure; `center` is what stands in its middle.
pub(super) fn draw(center: &str, rings: &[Vec<Slice>; 3]) -> String {
    let mut svg = format!(
        "<svg class=\"circle\" viewBox=\"0 0 1000 1000\" role=\"group\" aria-labelledby=\"cirkel\">\
         <circle class=\"center\" cx=\"500\" cy=\"500\" r=\"104\"/>\
         <text class=\"middle\" x=\"500\" y=\"500\" dy=\".35em\" text-anchor=\"middle\">{}</text>",
        escape(center)
    );
    for (ring, slices) in rings.iter().enumerate() {
        for (index, slice) in slices.iter().enumerate() {
            let part = |index: usize| index as f64 / slices.len() as f64;
            svg.push_str(&one(ring, index, slice, part(index), part(index + 1)));
        }
    }
    svg.push_str("</svg>");
    svg
}

/// A slice from one part of a turn to another.
fn one(ring: usize, index: usize, slice: &Slice, from: f64, to: f64) -> String {
    let (inner, outer) = RINGS[ring];
    let (middle, angle) = ((inner + outer) / 2.0, (from + to) / 2.0);
    let name = [slice.short.as_str(), slice.title.as_str()].join(" ");
    let name = name.trim();
    let shape = shape(inner, outer, from + GAP, to - GAP);
    let label = match ring {
        0 => radial(&wrap(name, SIGNS[ring]), middle, angle),
        1 => tangent(&wrap(name, SIGNS[ring]), middle, angle),
        _ => arc(&format!("boog-{index}"), name, middle, from, to),
    };
    let short = if slice.short.is_empty() {
        String::new()
    } else {
        let (x, y) = point(middle, angle);
        format!(
            "<text class=\"short\" x=\"{x}\" y=\"{y}\" dy=\".35em\" text-anchor=\"middle\">{}</text>",
            escape(&slice.short)
        )
    };
    format!(
        "<a class=\"ring-{ring}\" href=\"{}\"><title>{}</title><path d=\"{shape}\"/>{label}{short}</a>",
        escape(&slice.url),
        escape(name)
    )
}

/// The point at a distance from the middle; `turn` begins at the top, clockwise.
fn point(distance: f64, turn: f64) -> (f64, f64) {
    let (sine, cosine) = (turn * TAU).sin_cos();
    (round(HALF + distance * sine), round(HALF - distance * cosine))
}

/// The outline of a slice. A ring of one slice is drawn as two halves: an arc
/// cannot end where it begins.
fn shape(inner: f64, outer: f64, from: f64, to: f64) -> String {
    let half = (from + to) / 2.0;
    let along = |distance: f64, turns: [f64; 2], sweep: u8| {
        let arcs = turns.map(|turn| {
            let (x, y) = point(distance, turn);
            format!("A{distance} {distance} 0 0 {sweep} {x} {y}")
        });
        arcs.concat()
    };
    let ((x, y), (turn_x, turn_y)) = (point(outer, from), point(inner, to));
    format!("M{x} {y}{}L{turn_x} {turn_y}{}Z", along(outer, [half, to], 1), along(inner, [half, from], 0))
}

/// Lines along a spoke, never upside down; many lines stand further out, where
/// the slice is wider.
fn radial(lines: &[String], middle: f64, angle: f64) -> String {
    let middle = middle + LINE / 4.0 * (lines.len() as f64 - 1.0);
    let turn = if angle < 0.5 { -0.25 } else { 0.25 };
    text(lines, point(middle, angle), (angle + turn) * 360.0)
}

/// Lines across a spoke, never upside down.
fn tangent(lines: &[String], middle: f64, angle: f64) -> String {
    let turn = if is_low(angle) { 0.5 } else { 0.0 };
    text(lines, point(middle, angle), (angle + turn) * 360.0)
}

fn text(lines: &[String], (x, y): (f64, f64), degrees: f64) -> String {
    let degrees = round(if degrees > 180.0 { degrees - 360.0 } else { degrees });
    let top = -LINE * (lines.len() as f64 - 1.0) / 2.0;
    let lines = lines.iter().enumerate().map(|(index, line)| {
        let y = round(top + LINE * index as f64);
        format!("<tspan x=\"0\" y=\"{y}\" dy=\".35em\">{}</tspan>", escape(line))
    });
    let lines: String = lines.collect();
    format!(
        "<text class=\"name\" transform=\"translate({x} {y}) rotate({degrees})\" text-anchor=\"middle\">{lines}</text>"
    )
}

/// A name that follows its ring, from left to right also in the lower half.
fn arc(id: &str, name: &str, middle: f64, from: f64, to: f64) -> String {
    let (start, end, sweep) = if is_low((from + to) / 2.0) { (to, from, 0) } else { (from, to, 1) };
    let ((x, y), (half_x, half_y), (end_x, end_y)) =
        (point(middle, start), point(middle, (start + end) / 2.0), point(middle, end));
    format!(
        "<path class=\"line\" id=\"{id}\" d=\"M{x} {y}A{middle} {middle} 0 0 {sweep} {half_x} {half_y}\
         A{middle} {middle} 0 0 {sweep} {end_x} {end_y}\"/>\
         <text class=\"arc\" dy=\".35em\" text-anchor=\"middle\"><textPath href=\"#{id}\" startOffset=\"50%\">{}</textPath></text>",
        escape(name)
    )
}

/// Whether a direction points into the lower half.
fn is_low(angle: f64) -> bool {
    angle > 0.25 && angle < 0.75
}

#[cfg(test)]
mod tests {
    use super::*;

    fn slices(count: usize) -> Vec<Slice> {
        let slice = |number: usize| Slice {
            short: format!("4.{number}"),
            title: format!("Module {number} & meer"),
            url: format!("../m{number}/"),
        };
        (1..=count).map(slice).collect()
    }

    #[test]
    fn every_slice_is_a_link_with_its_name() {
        let svg = draw("Cliënt", &[slices(14), slices(7), slices(5)]);
        assert_eq!(svg.matches("<a ").count(), 26);
        assert_eq!(svg.matches("<title>4.7 Module 7 &amp; meer</title>").count(), 2);
        assert_eq!(svg.matches("href=\"../m14/\"").count(), 1);
    }

    #[test]
    fn no_name_stands_upside_down() {
        for count in 1..30 {
            let svg = draw("", &[slices(count), slices(count), Vec::new()]);
            for rotation in svg.split("rotate(").skip(1) {
                let degrees: f64 = rotation.split(')').next().unwrap().parse().unwrap();
                assert!((-90.0..=90.0).contains(&degrees), "{degrees} of {count}");
            }
        }
    }

    #[test]
    fn a_ring_of_one_slice_is_closed() {
        let outline = shape(100.0, 200.0, GAP, 1.0 - GAP);
        assert!(outline.contains("A200 200 0 0 1 500 700"), "{outline}");
    }
}
