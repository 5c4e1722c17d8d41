//! `markup`: a finished page as browsers read it, tag by tag. Each page is read once;
//! nothing is kept of a tag when the next one comes.

use std::convert::Infallible;
use std::ops::Range;

use html5gum::{Emitter, Error, State, Tokenizer, naive_next_state};

/// Who hears what stands on a page, in its order.
pub(crate) trait Reader {
    /// A tag opens.
    fn open(&mut self, tag: &Tag);

    /// A tag of this name closes.
    fn close(&mut self, _name: &[u8]) {}

    /// Text between tags, in one or more pieces, which may end within a letter.
    fn text(&mut self, _text: &[u8]) {}
}

/// A tag. Its names are in small letters, character references in its values are
/// resolved.
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
}

/// Reads a page or a drawing.
pub(crate) fn read(html: &str, reader: &mut impl Reader) {
    let events = Events { tag: Tag::default(), text: Vec::new(), is_end: false, last: Vec::new(), reader };
    Tokenizer::new_with_emitter(html, events).for_each(drop);
}

/// What is to come of the events of the tokenizer. It does not want to hear of errors:
/// finding them takes longer than reading the page.
struct Events<'r, R> {
    /// The tag that is being read.
    tag: Tag,
    /// Its text, until it is whole.
    text: Vec<u8>,
    /// Whether it closes an element.
    is_end: bool,
    /// The name of the tag before, if that opened an element.
    last: Vec<u8>,
    reader: &'r mut R,
}

impl<R: Reader> Events<'_, R> {
    fn start(&mut self, is_end: bool) {
        self.is_end = is_end;
        self.text.clear();
        self.tag.name = 0;
        self.tag.attributes.clear();
    }

    /// Adds to the text of the tag; the end of what it holds then.
    fn add(&mut self, bytes: &[u8]) -> usize {
        self.text.extend_from_slice(bytes);
        self.text.len()
    }
}

impl<R: Reader> Emitter for Events<'_, R> {
    type Token = Infallible;

    fn init_start_tag(&mut self) {
        self.start(false);
    }

    fn init_end_tag(&mut self) {
        self.start(true);
    }

    fn push_tag_name(&mut self, name: &[u8]) {
        self.tag.name = self.add(name);
    }

    fn init_attribute(&mut self) {
        let here = self.text.len()..self.text.len();
        self.tag.attributes.push((here.clone(), here));
    }

    fn push_attribute_name(&mut self, name: &[u8]) {
        let end = self.add(name);
        if let Some((name, value)) = self.tag.attributes.last_mut() {
            name.end = end;
            *value = end..end;
        }
    }

    fn push_attribute_value(&mut self, value: &[u8]) {
        let end = self.add(value);
        if let Some((_, value)) = self.tag.attributes.last_mut() {
            value.end = end;
        }
    }

    fn emit_current_tag(&mut self) -> Option<State> {
        self.last.clear();
        if self.is_end {
            self.reader.close(&self.text[..self.tag.name]);
            return None;
        }
        self.last.extend_from_slice(&self.text[..self.tag.name]);
        // The page is UTF-8. Were it not, its addresses would still be read.
        let plain = |byte: u8| if byte.is_ascii() { char::from(byte) } else { '?' };
        let text = String::from_utf8(std::mem::take(&mut self.text));
        self.tag.text = text.unwrap_or_else(|error| error.into_bytes().into_iter().map(plain).collect());
        self.reader.open(&self.tag);
        self.text = std::mem::take(&mut self.tag.text).into_bytes();
        // The text of a `<script>` is text, not tags.
        naive_next_state(&self.last)
    }

    fn emit_string(&mut self, text: &[u8]) {
        self.reader.text(text);
    }

    fn set_last_start_tag(&mut self, name: Option<&[u8]>) {
        self.last.clear();
        self.last.extend_from_slice(name.unwrap_or_default());
    }

    fn current_is_appropriate_end_tag_token(&mut self) -> bool {
        self.is_end && !self.last.is_empty() && self.text[..self.tag.name] == *self.last
    }

    fn should_emit_errors(&mut self) -> bool {
        false
    }

    fn pop_token(&mut self) -> Option<Infallible> {
        None
    }

    fn emit_eof(&mut self) {}
    fn emit_error(&mut self, _: Error) {}
    fn set_self_closing(&mut self) {}
    fn init_comment(&mut self) {}
    fn push_comment(&mut self, _: &[u8]) {}
    fn emit_current_comment(&mut self) {}
    fn init_doctype(&mut self) {}
    fn push_doctype_name(&mut self, _: &[u8]) {}
    fn set_force_quirks(&mut self) {}
    fn set_doctype_public_identifier(&mut self, _: &[u8]) {}
    fn set_doctype_system_identifier(&mut self, _: &[u8]) {}
    fn push_doctype_public_identifier(&mut self, _: &[u8]) {}
    fn push_doctype_system_identifier(&mut self, _: &[u8]) {}
    fn emit_current_doctype(&mut self) {}
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

        fn close(&mut self, name: &[u8]) {
            self.0.push(format!("/{}", String::from_utf8_lossy(name)));
        }

        fn text(&mut self, text: &[u8]) {
            self.0.push(String::from_utf8_lossy(text).into_owned());
        }
    }

    fn said(page: &str) -> Vec<String> {
        let mut lines = Lines::default();
        read(page, &mut lines);
        lines.0
    }

    #[test]
    fn a_page_is_read_as_browsers_read_it() {
        let page = "<A HREF='x&amp;y' hidden onclick=a()>één</a x=y><p class=\"\" class=b><br/><p =é>";
        let expected = ["<a href=x&y hidden= onclick=a()", "één", "/a", "<p class= class=b", "<br", "<p =é="];
        assert_eq!(said(page), expected);
    }

    #[test]
    fn a_script_is_text_up_to_its_end() {
        let script = "\"<b>\" < 1 && `</${x}>` <!-- </b> --> é";
        let lines = said(&format!("<!doctype html><script>{script}</script  ><i>"));
        let [first, pieces @ .., close, last] = &lines[..] else { panic!("{lines:?}") };
        assert_eq!([first, close, last], ["<script", "/script", "<i"]);
        assert_eq!(pieces.concat(), script);
    }
}
