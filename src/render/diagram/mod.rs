//! Figures drawn from the data: the circle of the client and the organisation, what
//! follows on or makes use of what, and the way through the afwegingskader. Each
//! has the same content beside it as lists.

mod circle;
pub(super) mod decision;
mod flow;

use serde::Serialize;

use super::Renderer;
use super::view::{Link, Numbered};
use crate::model::{Content, Page};
use crate::record::{Bound, Facet, Module, Ref};
use circle::Slice;
use flow::Node;

#[derive(Serialize)]
pub(super) struct Scheme<'a> {
    lead: &'a str,
    /// Empty where there are too many modules for figures.
    circle: String,
    rings: Vec<Ring<'a>>,
    functions: Vec<Link<'a>>,
    flows: Vec<Flow<'a>>,
}

#[derive(Serialize)]
struct Ring<'a> {
    title: &'a str,
    items: Vec<Numbered<'a>>,
}

#[derive(Serialize)]
struct Flow<'a> {
    id: &'static str,
    svg: String,
    items: Vec<FlowItem<'a>>,
}

#[derive(Serialize)]
struct FlowItem<'a> {
    from: Numbered<'a>,
    to: Vec<Numbered<'a>>,
}

/// How many modules a figure shows at most: with more, nobody can read it.
const MOST: usize = 60;

/// The modules that a module names in one of its fields.
type Named = fn(&Module) -> &[Ref<Module>];

impl<'s> Renderer<'s> {
    pub(super) fn scheme(&self, page: &Page<'s>) -> Scheme<'_> {
        let root = page.root();
        let drawn = self.site.modules().nth(MOST).is_none();
        let of = |bound: Bound| -> Vec<Numbered<'_>> {
            self.site.modules().filter(|(_, module)| module.bound == bound).map(numbered).collect()
        };
        let rings: Vec<Ring<'_>> = Bound::ALL
            .iter()
            .filter(|_| drawn)
            .map(|bound| Ring { title: self.word(&format!("bound.{}", bound.id())), items: of(*bound) })
            .collect();
        let functions = self.site.pages.iter().filter_map(|other| match other.content {
            Content::Facet(Facet::Function, value) => {
                let title = self.word(&format!("function.{value}"));
                Some(Link { title, url: other.url.clone() })
            }
            _ => None,
        });
        let functions: Vec<Link<'_>> = functions.collect();
        let slice = |item: &Numbered<'_>| Slice {
            short: item.number.clone(),
            title: item.title.to_owned(),
            url: format!("{root}{}", item.url),
        };
        let outside = |item: &Link<'_>| Slice {
            short: String::new(),
            title: item.title.to_owned(),
            url: format!("{root}{}", item.url),
        };
        let slices = [
            rings.first().map_or(Vec::new(), |ring| ring.items.iter().map(slice).collect()),
            rings.get(1).map_or(Vec::new(), |ring| ring.items.iter().map(slice).collect()),
            functions.iter().map(outside).collect(),
        ];
        let flows: [(&'static str, Named); 2] =
            [("leads_to", |module| &module.leads_to), ("uses", |module| &module.uses)];
        Scheme {
            lead: page.summary,
            circle: if drawn { circle::draw(self.word("circle.center"), &slices) } else { String::new() },
            rings,
            functions,
            flows: flows.into_iter().filter(|_| drawn).map(|(id, named)| self.flow(id, named, &root)).collect(),
        }
    }

    fn flow(&self, id: &'static str, named: Named, root: &str) -> Flow<'_> {
        let modules: Vec<(&Page<'_>, &Module)> = self.site.modules().collect();
        let position = |to: &Ref<Module>| modules.iter().position(|(page, _)| page.id == to.id);
        let edges: Vec<(usize, usize)> = modules
            .iter()
            .enumerate()
            .flat_map(|(from, (_, module))| named(module).iter().filter_map(position).map(move |to| (from, to)))
            .collect();
        let nodes: Vec<Node> = modules
            .iter()
            .map(|(page, module)| Node {
                text: format!("{} {}", module.number, page.title),
                url: format!("{root}{}", page.url),
            })
            .collect();
        let items = modules.iter().enumerate().filter_map(|(from, module)| {
            let to = edges.iter().filter(|(start, _)| *start == from).filter_map(|(_, end)| modules.get(*end));
            let to: Vec<Numbered<'_>> = to.map(|module| numbered(*module)).collect();
            (!to.is_empty()).then(|| FlowItem { from: numbered(*module), to })
        });
        Flow { id, items: items.collect(), svg: flow::draw(id, &nodes, &edges) }
    }
}

fn numbered<'p>((page, module): (&'p Page<'_>, &'p Module)) -> Numbered<'p> {
    Numbered {
        number: module.number.as_str().to_owned(),
        title: page.title,
        url: page.url.clone(),
        summary: page.summary,
        current: false,
    }
}

/// A text in lines of at most `most` signs, where its words allow that.
fn wrap(text: &str, most: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        match lines.last_mut() {
            Some(line) if line.chars().count() + word.chars().count() < most => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

/// A text as XML.
fn escape(text: &str) -> String {
    crate::markdown::Markdown::Plain(text).html(&|_| None)
}

/// A coordinate with one decimal: enough, and the same on every machine.
fn round(value: f64) -> f64 {
    // Adding zero turns -0 into 0.
    (value * 10.0).round() / 10.0 + 0.0
}

#[cfg(test)]
mod tests {
    use super::wrap;

    #[test]
    fn lines_break_between_words_only() {
        assert_eq!(wrap("4.3 Hulpvraag formuleren en", 14), ["4.3 Hulpvraag", "formuleren en"]);
        assert_eq!(wrap("prevalentieonderzoek", 5), ["prevalentieonderzoek"]);
    }
}
