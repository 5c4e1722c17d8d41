//! The rules as people read about them before they break one.

use super::rules::{Example, Rule};
use super::{Language, Said, Severity};
use crate::said;

/// How many signs a line has at most, where it can be broken.
const WIDTH: usize = 80;

impl Rule {
    /// All there is to know about it.
    pub fn to_text(&self, language: Language) -> String {
        let (code, level) = (self.code(), level(self));
        let mut text = format!("{code}: {}\n\n{}\n", level.text(language), wrapped(self.about(language)));
        let wrong = said!("Wrong", "Fout");
        let right = said!("Right", "Goed");
        for (word, Example { file, text: lines }) in [(wrong, self.wrong()), (right, self.right())] {
            text.push_str(&format!("\n{} ({file}):\n\n", word.text(language)));
            lines.lines().for_each(|line| text.push_str(&format!("    {line}\n")));
        }
        if !self.is_firm() {
            let settings = said!(
                "\nTo set it otherwise (content/site.yaml):\n\n    rules: {{ {code}: off }}   # or warn, or error\n",
                "\nAnders instellen (content/site.yaml):\n\n    rules: {{ {code}: off }}   # of warn, of error\n",
            );
            text.push_str(settings.text(language));
        }
        text
    }

    /// One line of the list of all rules.
    pub fn to_line(&self, language: Language) -> String {
        let about = self.about(language);
        let first = about.split_once(". ").map_or(about, |(first, _)| first).trim_end_matches('.');
        format!("{:<20} {:<22} {first}", self.code(), level(self).text(language))
    }
}

/// How bad it is, and whether that can be set.
fn level(rule: &Rule) -> Said {
    let level = match rule.severity() {
        Severity::Error => said!("error", "fout"),
        Severity::Warning => said!("warning", "waarschuwing"),
    };
    if rule.is_firm() { said!("{level}, firm", "{level}, vast"; level) } else { level }
}

/// The same words on lines that fit.
fn wrapped(text: &str) -> String {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split(' ') {
        match lines.last_mut() {
            Some(line) if line.chars().count() + 1 + word.chars().count() <= WIDTH => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines.join("\n")
}
