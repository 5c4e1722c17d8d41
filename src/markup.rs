//! `markup`: a finished page as browsers read it, tag by tag. Each page is read once;
//! nothing is kept of a tag when the next one comes.

use std::ops::Range;

use html5gum::emitters::callback::{Callback, CallbackEmitter, CallbackEvent};
use html5gum::{Emitter, ForwardingEmitter, Span, Tokenizer};

/// Who hears what stands on a page, in its order.
pub(crate) trait Reader {
    /// A tag opens.
    fn open(&mut self, tag: &Tag);

    /// A tag of this name closes.
    fn close(&mut self, _name: &str) {}

    /// Text between tags, in one or more pieces.
    fn text(&mut self, _text: &str) {}
}

/// A tag that opens. Its names are in small letters, character references in its
/// values are resolved.
#[derive(Debug, Default)]
pub(crate) struct Tag {
    /// The name of the tag, then those of its attributes, each with its value.
    text: String,
    name: usize,
    attributes: Vec<(Range<usize>, Range<usize>)>,
}

impl Tag {
    /// The name of the tag.
    pub(crate) fn name(&self) -> &str {
        &self.text[..self.name]
    }

    /// Names and values of the attributes. A name may come twice: browsers take the
    /// first.
    pub(crate) fn attributes(&self) -> impl Iterator<Item = (&str, &str)> {
        self.attributes.iter().map(|(name, value)| (&self.text[name.clone()], &self.text[value.clone()]))
    }

    /// The value of an attribute; empty where the tag does not have it.
    pub(crate) fn value(&self, name: &str) -> &str {
        self.attributes().find(|(other, _)| *other == name).map_or("", |(_, value)| value)
    }

    fn start(&mut self, name: &[u8]) {
        self.text.clear();
        self.attributes.clear();
        self.name = self.push(name).end;
    }

    fn push(&mut self, text: &[u8]) -> Range<usize> {
        let start = self.text.len();
        self.text.push_str(&String::from_utf8_lossy(text));
        start..self.text.len()
    }
}

/// Reads a page or a drawing.
pub(crate) fn read(html: &[u8], reader: &mut impl Reader) {
    let mut emitter = CallbackEmitter::new(Events { tag: Tag::default(), reader });
    // The text of a `<script>` is text, not tags.
    emitter.naively_switch_states(true);
    Tokenizer::new_with_emitter(html, Silent(emitter)).for_each(drop);
}

/// What is to come of the events of the tokenizer.
struct Events<'r, R> {
    tag: Tag,
    reader: &'r mut R,
}

impl<R: Reader> Callback<(), ()> for Events<'_, R> {
    fn handle_event(&mut self, event: CallbackEvent<'_>, _: Span<()>) -> Option<()> {
        match event {
            CallbackEvent::OpenStartTag { name } => self.tag.start(name),
            CallbackEvent::AttributeName { name } => {
                let name = self.tag.push(name);
                self.tag.attributes.push((name, 0..0));
            }
            CallbackEvent::AttributeValue { value } => {
                let place = self.tag.push(value);
                self.tag.attributes.iter_mut().next_back().into_iter().for_each(|(_, value)| *value = place.clone());
            }
            CallbackEvent::CloseStartTag { .. } => self.reader.open(&self.tag),
            CallbackEvent::EndTag { name } => self.reader.close(&String::from_utf8_lossy(name)),
            CallbackEvent::String { value } => self.reader.text(&String::from_utf8_lossy(value)),
            CallbackEvent::Comment { .. } | CallbackEvent::Doctype { .. } | CallbackEvent::Error(_) => {}
        }
        None
    }
}

/// An emitter that does not want to hear of errors. Finding them takes longer than
/// reading the page.
struct Silent<E>(E);

impl<E: Emitter> ForwardingEmitter for Silent<E> {
    type Token = E::Token;

    fn inner(&mut self) -> &mut impl Emitter<Token = Self::Token> {
        &mut self.0
    }

    fn should_emit_errors(&mut self) -> bool {
        false
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What a page says, in a line for each event.
    #[derive(Default)]
    struct Lines(Vec<String>);

    impl Reader for Lines {
        fn open(&mut self, tag: &Tag) {
            let attributes = tag.attributes().map(|(name, value)| format!(" {name}={value}"));
            self.0.push(format!("<{}{}", tag.name(), attributes.collect::<String>()));
        }

        fn close(&mut self, name: &str) {
            self.0.push(format!("/{name}"));
        }

        fn text(&mut self, text: &str) {
            self.0.push(text.to_owned());
        }
    }

    #[test]
    fn a_page_is_read_as_browsers_read_it() {
        let mut lines = Lines::default();
        let page = "<A HREF='x&amp;y' hidden onclick=a()>één</a x=y><script>\"<b>\" < 1</script><p class=\"\" class=b>";
        read(page.as_bytes(), &mut lines);
        let expected =
            ["<a href=x&y hidden= onclick=a()", "één", "/a", "<script", "\"<b>\" < 1", "/script", "<p class= class=b"];
        assert_eq!(lines.0, expected);
    }
}
