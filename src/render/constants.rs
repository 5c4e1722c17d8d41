//! What templates say on every page: it is put into their text before they are
//! compiled, since to look up each word again for each page is a third of the work.

use serde_json::Value as Json;
use tera::{Context, Tera};

use super::failed;
use super::view::Global;

/// The names under which templates know what is the same on all pages of a language.
const NAMES: [&str; 2] = ["assets", "t"];

/// What is the same on all pages of a language.
pub(super) struct Constants {
    values: Json,
    /// Knows how a template writes a text.
    tera: Tera,
}

/// The template that holds a text and nothing else.
const TEXT: &str = "text.html";

impl Constants {
    pub(super) fn new(global: &Global<'_>) -> crate::Result<Self> {
        let values = serde_json::json!({ "assets": global.assets, "t": global.t });
        let mut tera = Tera::new();
        tera.add_raw_template(TEXT, "{{ text }}").map_err(failed)?;
        Ok(Self { values, tera })
    }

    /// A template with the texts in the place of their names: `{{ t.nav.label }}` and
    /// the like. What is more than a name stays as it is.
    pub(super) fn put_into(&self, template: &str) -> crate::Result<String> {
        let mut parts = template.split("{{ ");
        let mut filled = parts.next().unwrap_or_default().to_owned();
        for part in parts {
            let known = part.split_once(" }}").and_then(|(name, rest)| Some((self.find(name)?, rest)));
            match known {
                Some((text, rest)) => {
                    filled.push_str(&self.written(text)?);
                    filled.push_str(rest);
                }
                None => {
                    filled.push_str("{{ ");
                    filled.push_str(part);
                }
            }
        }
        Ok(filled)
    }

    /// The text of a name such as `t.nav.label`, unless it would be read as a template.
    fn find(&self, name: &str) -> Option<&str> {
        let (first, _) = name.split_once('.').unwrap_or((name, ""));
        let text = NAMES.contains(&first).then(|| self.values.pointer(&format!("/{}", name.replace('.', "/"))))??;
        text.as_str().filter(|text| !text.contains(['{', '}']))
    }

    fn written(&self, text: &str) -> crate::Result<String> {
        let mut context = Context::new();
        context.insert("text", text);
        self.tera.render(TEXT, &context).map_err(failed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_constants_become_their_texts() {
        let values =
            serde_json::json!({ "t": { "a": { "b": "<één>" }, "c": "{{ d }}", "e": ["f"] }, "assets": "a'b/" });
        let mut tera = Tera::new();
        tera.add_raw_template(TEXT, "{{ text }}").unwrap();
        let constants = Constants { values, tera };
        for (template, filled) in [
            ("<p>{{ t.a.b }}</p>{{ assets }}{{ csp }}", "<p>&lt;één&gt;</p>a&#39;b/{{ csp }}"),
            ("{{ t.c }} {{ t.e }} {{ t.g }} {{ t }}", "{{ t.c }} {{ t.e }} {{ t.g }} {{ t }}"),
            ("{{ t.a.b | upper }}{{- t.a.b }}{{ root }}", "{{ t.a.b | upper }}{{- t.a.b }}{{ root }}"),
            ("{% if t.a.b %}{{ <menu /> }}{% endif %}", "{% if t.a.b %}{{ <menu /> }}{% endif %}"),
        ] {
            assert_eq!(constants.put_into(template).unwrap(), filled);
        }
    }
}
