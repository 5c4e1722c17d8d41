//! What follows on what: modules in layers from top to bottom with lines between
//! them, drawn after Sugiyama, Tagawa and Toda (1981). A line that runs against
//! the others is turned round for the layers and keeps its arrow; a line over
//! several layers gets a place in each, shared by all that lead to the same
//! module; places are ordered by the mean of their neighbours.

use std::collections::{BTreeMap, BTreeSet};

use super::{escape, round, wrap};

/// A module.
pub(super) struct Node {
    /// Its number and name.
    pub(super) text: String,
    /// Its address.
    pub(super) url: String,
}

/// A place in a layer: a module, or the line on its way to one.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
enum Place {
    Module(usize),
    Line { to: usize, layer: usize },
}

/// A line from a place to one in the next layer.
type Lines = BTreeSet<(Place, Place)>;

/// Sizes in the units of the figure.
const LEAST_WIDTH: f64 = 360.0;
const BOX_WIDTH: f64 = 112.0;
const LINE_WIDTH: f64 = 20.0;
const LINE_HEIGHT: f64 = 17.0;
const PADDING: f64 = 8.0;
const BETWEEN: f64 = 50.0;
/// How wide a sign is at most, on average.
const SIGN: f64 = 8.0;
/// The signs on a line of a name.
const SIGNS: usize = 13;
/// How often the order of the layers is mended, down and up.
const SWEEPS: usize = 4;

/// Draws the modules that have a line; an edge leads from one position in `nodes`
/// to another. `id` names the heading of the figure.
pub(super) fn draw(id: &str, nodes: &[Node], edges: &[(usize, usize)]) -> String {
    let against = against(nodes.len(), edges);
    let forward: Vec<(usize, usize)> =
        edges.iter().map(|edge| if against.contains(edge) { (edge.1, edge.0) } else { *edge }).collect();
    let layer = layers(nodes.len(), &forward);
    let lines = lines(&forward, &layer);
    let rows = order(&lines, &layer);
    let texts: Vec<Vec<String>> = nodes.iter().map(|node| wrap(&node.text, SIGNS)).collect();
    let figure = Figure::new(&rows, &texts);

    let mut svg = format!(
        "<svg class=\"stream\" viewBox=\"0 0 {} {}\" role=\"group\" aria-labelledby=\"{id}\">",
        round(figure.width),
        round(figure.height)
    );
    for (from, to) in &lines {
        svg.push_str(&figure.line(*from, *to));
    }
    let ends = |turned: bool| -> BTreeSet<usize> {
        edges.iter().filter(|edge| against.contains(edge) == turned).map(|edge| edge.1).collect()
    };
    let (below, above) = (ends(false), ends(true));
    for place in rows.iter().flatten() {
        let Place::Module(index) = place else { continue };
        let node = &nodes[*index];
        svg.push_str(&figure.module(*place, node, &texts[*index]));
        if below.contains(index) {
            svg.push_str(&figure.arrow(*place, -1.0));
        }
        if above.contains(index) {
            svg.push_str(&figure.arrow(*place, 1.0));
        }
    }
    svg.push_str("</svg>");
    svg
}

/// The edges that close a circle, found in the order of the modules.
fn against(count: usize, edges: &[(usize, usize)]) -> BTreeSet<(usize, usize)> {
    fn visit(at: usize, edges: &[(usize, usize)], path: &mut Vec<usize>, done: &mut [bool], found: &mut Lined) {
        path.push(at);
        for (_, to) in edges.iter().filter(|(from, _)| *from == at) {
            if path.contains(to) {
                found.insert((at, *to));
            } else if !done[*to] {
                visit(*to, edges, path, done, found);
            }
        }
        path.pop();
        done[at] = true;
    }
    type Lined = BTreeSet<(usize, usize)>;
    let (mut done, mut found) = (vec![false; count], Lined::new());
    for at in 0..count {
        if !done[at] {
            visit(at, edges, &mut Vec::new(), &mut done, &mut found);
        }
    }
    found
}

/// The layer of each module: one more than the lowest that leads to it.
fn layers(count: usize, edges: &[(usize, usize)]) -> Vec<usize> {
    let mut layer = vec![0; count];
    for _ in 0..count {
        for (from, to) in edges {
            if from != to {
                layer[*to] = layer[*to].max(layer[*from] + 1);
            }
        }
    }
    layer
}

/// The lines between layers that follow each other.
fn lines(edges: &[(usize, usize)], layer: &[usize]) -> Lines {
    let mut lines = Lines::new();
    for (from, to) in edges.iter().filter(|(from, to)| from != to) {
        let way = (layer[*from] + 1..layer[*to]).map(|layer| Place::Line { to: *to, layer });
        let places: Vec<Place> =
            std::iter::once(Place::Module(*from)).chain(way).chain(std::iter::once(Place::Module(*to))).collect();
        lines.extend(places.windows(2).map(|pair| (pair[0], pair[1])));
    }
    lines
}

/// The places of each layer, ordered so that few lines cross.
fn order(lines: &Lines, layer: &[usize]) -> Vec<Vec<Place>> {
    let mut rows: BTreeMap<usize, BTreeSet<Place>> = BTreeMap::new();
    for place in lines.iter().flat_map(|(from, to)| [*from, *to]) {
        let row = match place {
            Place::Module(index) => layer[index],
            Place::Line { layer, .. } => layer,
        };
        rows.entry(row).or_default().insert(place);
    }
    let mut rows: Vec<Vec<Place>> = rows.into_values().map(|row| row.into_iter().collect()).collect();
    for sweep in 0..SWEEPS * 2 {
        let down = sweep % 2 == 0;
        let pairs: Vec<(usize, usize)> = if down {
            (1..rows.len()).map(|row| (row - 1, row)).collect()
        } else {
            (1..rows.len()).rev().map(|row| (row, row - 1)).collect()
        };
        for (fixed, moved) in pairs {
            let position = |place: Place| rows[fixed].iter().position(|other| *other == place);
            let mean = |place: &Place| {
                let neighbours: Vec<usize> = lines
                    .iter()
                    .filter_map(|(from, to)| match down {
                        true => (to == place).then_some(*from),
                        false => (from == place).then_some(*to),
                    })
                    .filter_map(position)
                    .collect();
                let own = rows[moved].iter().position(|other| other == place).unwrap_or(0);
                if neighbours.is_empty() {
                    own as f64
                } else {
                    neighbours.iter().sum::<usize>() as f64 / neighbours.len() as f64
                }
            };
            let mut sorted: Vec<(f64, Place)> = rows[moved].iter().map(|place| (mean(place), *place)).collect();
            sorted.sort_by(|a, b| a.0.total_cmp(&b.0));
            rows[moved] = sorted.into_iter().map(|(_, place)| place).collect();
        }
    }
    rows
}

/// Where everything stands.
struct Figure {
    width: f64,
    height: f64,
    /// Left, top, width and height of each place.
    boxes: BTreeMap<Place, [f64; 4]>,
}

impl Figure {
    fn new(rows: &[Vec<Place>], texts: &[Vec<String>]) -> Self {
        let size = |place: &Place| match place {
            Place::Line { .. } => (LINE_WIDTH, 0.0),
            Place::Module(index) => {
                let longest = texts[*index].iter().map(|line| line.chars().count()).max().unwrap_or(0);
                let height = texts[*index].len() as f64 * LINE_HEIGHT + 2.0 * PADDING;
                ((longest as f64 * SIGN + PADDING).max(BOX_WIDTH), height)
            }
        };
        let taken = |row: &Vec<Place>| row.iter().map(|place| size(place).0).sum::<f64>();
        let width = rows.iter().map(|row| taken(row) + 8.0 * row.len() as f64).fold(LEAST_WIDTH, f64::max);
        let (mut boxes, mut top) = (BTreeMap::new(), 1.0);
        for row in rows {
            let gap = (width - taken(row)) / row.len() as f64;
            let height = row.iter().map(|place| size(place).1).fold(0.0, f64::max);
            let mut left = gap / 2.0;
            for place in row {
                let (own, _) = size(place);
                boxes.insert(*place, [left, top, own, height]);
                left += own + gap;
            }
            top += height + BETWEEN;
        }
        Self { width, height: (top - BETWEEN + 1.0).max(1.0), boxes }
    }

    /// A line that leaves the middle of a place downwards.
    fn line(&self, from: Place, to: Place) -> String {
        let ([x, y, width, height], [to_x, to_y, to_width, to_height]) = (self.boxes[&from], self.boxes[&to]);
        let (x, y) = (x + width / 2.0, y + height);
        let (end_x, end_y) = (to_x + to_width / 2.0, to_y);
        // Through the layer of a line it runs straight on.
        let on = if matches!(to, Place::Line { .. }) { format!("v{}", round(to_height)) } else { String::new() };
        let bend = BETWEEN / 2.0;
        format!(
            "<path class=\"edge\" d=\"M{} {}C{} {} {} {} {} {}{on}\"/>",
            round(x),
            round(y),
            round(x),
            round(y + bend),
            round(end_x),
            round(end_y - bend),
            round(end_x),
            round(end_y)
        )
    }

    fn module(&self, place: Place, node: &Node, lines: &[String]) -> String {
        let [x, y, width, height] = self.boxes[&place];
        let first = y + height / 2.0 - LINE_HEIGHT * (lines.len() as f64 - 1.0) / 2.0;
        let middle = round(x + width / 2.0);
        let lines = lines.iter().enumerate().map(|(index, line)| {
            let y = round(first + LINE_HEIGHT * index as f64);
            format!("<tspan x=\"{middle}\" y=\"{y}\" dy=\".35em\">{}</tspan>", escape(line))
        });
        format!(
            "<a href=\"{}\"><title>{}</title><rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" rx=\"4\"/>\
             <text text-anchor=\"middle\">{}</text></a>",
            escape(&node.url),
            escape(&node.text),
            round(x),
            round(y),
            round(width),
            round(height),
            lines.collect::<String>()
        )
    }

    /// The head of the lines that reach a module from above (-1) or below (1).
    fn arrow(&self, place: Place, side: f64) -> String {
        let [x, y, width, height] = self.boxes[&place];
        let edge = if side < 0.0 { y } else { y + height };
        let middle = x + width / 2.0;
        format!("<path class=\"head\" d=\"M{} {}l-5 {}h10z\"/>", round(middle), round(edge), 9.0 * side)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn nodes(count: usize) -> Vec<Node> {
        (0..count).map(|n| Node { text: format!("4.{n} Naam <{n}>"), url: format!("../m{n}/") }).collect()
    }

    #[test]
    fn a_module_stands_below_all_that_lead_to_it() {
        let edges = [(0, 1), (1, 2), (0, 2), (3, 2)];
        assert_eq!(layers(4, &edges), [0, 1, 2, 0]);
        let lines = lines(&edges, &layers(4, &edges));
        // Both long lines to the last share one place in the layer between.
        assert!(lines.contains(&(Place::Module(3), Place::Line { to: 2, layer: 1 })));
        assert_eq!(lines.len(), 5);
    }

    #[test]
    fn modules_that_use_each_other_have_two_arrows_and_one_line() {
        let svg = draw("x", &nodes(3), &[(0, 1), (1, 0)]);
        assert_eq!(svg.matches("class=\"edge\"").count(), 1);
        assert_eq!(svg.matches("class=\"head\"").count(), 2);
        assert_eq!(svg.matches("<a ").count(), 2, "a module without a line is left out");
        assert!(svg.contains("<title>4.1 Naam &lt;1&gt;</title>"));
    }

    #[test]
    fn boxes_do_not_overlap() {
        let edges = [(0, 3), (1, 3), (2, 3), (0, 4), (1, 5), (2, 4), (3, 5), (4, 5), (5, 0)];
        let turned = against(6, &edges);
        assert_eq!(turned.len(), 1);
        let forward: Vec<(usize, usize)> =
            edges.iter().map(|edge| if turned.contains(edge) { (edge.1, edge.0) } else { *edge }).collect();
        let layer = layers(6, &forward);
        let rows = order(&lines(&forward, &layer), &layer);
        let texts: Vec<Vec<String>> = nodes(6).iter().map(|node| wrap(&node.text, SIGNS)).collect();
        let figure = Figure::new(&rows, &texts);
        for row in &rows {
            for pair in row.windows(2) {
                let ([left, _, width, _], [next, ..]) = (figure.boxes[&pair[0]], figure.boxes[&pair[1]]);
                assert!(left + width <= next, "{pair:?}");
            }
        }
    }
}
