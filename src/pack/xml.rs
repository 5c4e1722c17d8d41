//! XML as a tree, and the tree as bytes. Signs that XML has no place for are left
//! out (XML 1.0, section 2.2).

use std::io;

use quick_xml::Writer;
use quick_xml::events::{BytesCData, BytesDecl, BytesEnd, BytesStart, BytesText, Event};

use crate::Error;

/// An element.
pub(super) struct Element {
    name: &'static str,
    attributes: Vec<(&'static str, String)>,
    inside: Vec<Inside>,
}

enum Inside {
    Element(Element),
    Text(String),
    /// Text that holds HTML; it stands in a CDATA section, so that people can read
    /// it.
    Html(String),
}

/// An empty element.
pub(super) fn element(name: &'static str) -> Element {
    Element { name, attributes: Vec::new(), inside: Vec::new() }
}

/// An element with a text.
pub(super) fn text(name: &'static str, text: impl Into<String>) -> Element {
    let mut element = element(name);
    element.inside.push(Inside::Text(legal(text.into())));
    element
}

/// An element with HTML as its text.
pub(super) fn html(name: &'static str, html: impl Into<String>) -> Element {
    let mut element = element(name);
    element.inside.push(Inside::Html(legal(html.into())));
    element
}

impl Element {
    /// With an attribute.
    pub(super) fn with(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.attributes.push((name, legal(value.into())));
        self
    }

    /// With an element in it.
    pub(super) fn and(self, inside: Self) -> Self {
        self.all([inside])
    }

    /// With some elements in it.
    pub(super) fn all(mut self, inside: impl IntoIterator<Item = Self>) -> Self {
        self.inside.extend(inside.into_iter().map(Inside::Element));
        self
    }

    /// The document of which it is the root.
    pub(super) fn document(&self) -> crate::Result<Vec<u8>> {
        let mut writer = Writer::new_with_indent(Vec::new(), b' ', 1);
        let written = writer
            .write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))
            .and_then(|()| self.write(&mut writer));
        written.map_err(|error| Error::Export(format!("an XML file: {error}")))?;
        Ok(writer.into_inner())
    }

    fn write(&self, writer: &mut Writer<Vec<u8>>) -> io::Result<()> {
        let attributes = self.attributes.iter().map(|(name, value)| (*name, value.as_str()));
        let start = BytesStart::new(self.name).with_attributes(attributes);
        if self.inside.is_empty() {
            return writer.write_event(Event::Empty(start));
        }
        writer.write_event(Event::Start(start))?;
        for inside in &self.inside {
            match inside {
                Inside::Element(element) => element.write(writer)?,
                Inside::Text(text) => writer.write_event(Event::Text(BytesText::new(text)))?,
                Inside::Html(html) => {
                    for section in BytesCData::escaped(html) {
                        writer.write_event(Event::CData(section))?;
                    }
                }
            }
        }
        writer.write_event(Event::End(BytesEnd::new(self.name)))
    }
}

fn legal(mut text: String) -> String {
    text.retain(|sign| matches!(sign, '\t' | '\n' | '\r' | ' '..='\u{fffd}' | '\u{10000}'..));
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_of_xml_are_escaped_and_those_that_it_forbids_are_left_out() {
        let root =
            element("a").with("b", "\"<\u{0}").and(text("c", "1 < 2 & \u{b}3\u{ffff}")).and(html("d", "<p>]]></p>"));
        let document = String::from_utf8(root.document().unwrap()).unwrap();
        assert_eq!(
            document,
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<a b=\"&quot;&lt;\">\n <c>1 &lt; 2 &amp; 3</c>\n \
             <d><![CDATA[<p>]]]]><![CDATA[></p>]]></d>\n</a>"
        );
    }
}
