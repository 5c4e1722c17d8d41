//! The questions of the self-tests as GIFT, the plain text that Moodle reads
//! (docs.moodle.org, "GIFT format").
//!
//! Every text says that it is plain: Moodle takes one that does not for HTML, and
//! the first word in brackets for the format.
//!
//! Where more answers are right, each right one gives an equal part of the
//! points and each wrong one takes as much as a right one gives.

use std::fmt::Write;

use super::material::Material;
use crate::markdown::Markdown;
use crate::record::{Choice, QuizQuestion};

/// What stands before a text that is no HTML.
const PLAIN: &str = "[plain]";

/// The questions of all self-tests of the course.
pub(super) fn gift(material: &Material<'_>) -> crate::Result<Option<Vec<u8>>> {
    let mut text = String::new();
    for (page, quiz) in material.quizzes() {
        let _ = writeln!(text, "$CATEGORY: {}\n", page.title.replace('/', "//"));
        for (index, question) in quiz.questions.iter().enumerate() {
            write_question(&mut text, &format!("{}-{}", page.id, index + 1), question);
        }
    }
    Ok((!text.is_empty()).then(|| text.into_bytes()))
}

fn write_question(text: &mut String, name: &str, question: &QuizQuestion) {
    let _ = writeln!(text, "::{name}::{PLAIN}{} {{", escaped(question.question.as_str()));
    let right = question.answers.iter().filter(|answer| answer.right).count().max(1);
    for answer in &question.answers {
        let mark = match (question.choice, answer.right) {
            (Choice::One, true) => "=".to_owned(),
            (Choice::One, false) => "~".to_owned(),
            (Choice::More, true) => format!("~%{}%", share(right)),
            (Choice::More, false) => format!("~%-{}%", share(right)),
        };
        let says = Markdown::Inline(answer.text.as_str()).text();
        let feedback = Markdown::Inline(answer.feedback.as_str()).text();
        let _ = writeln!(text, "  {mark}{PLAIN}{}#{PLAIN}{}", escaped(&says), escaped(&feedback));
    }
    text.push_str("}\n\n");
}

/// The part of 100 points that one of `right` answers gives, with at most five
/// decimals: Moodle knows its fractions so.
pub(super) fn share(right: usize) -> String {
    let share = 100.0 / right as f64;
    format!("{share:.5}").trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// Signs that mean something in GIFT get a backslash before them.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for sign in text.chars() {
        if matches!(sign, '~' | '=' | '#' | '{' | '}' | ':' | '\\') {
            escaped.push('\\');
        }
        escaped.push(if sign == '\n' { ' ' } else { sign });
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_of_the_format_are_escaped() {
        assert_eq!(escaped("a: {b} = ~c#d\\e\nf"), "a\\: \\{b\\} \\= \\~c\\#d\\\\e f");
    }

    #[test]
    fn points_are_fractions_that_moodle_knows() {
        assert_eq!([1, 2, 3, 4, 6].map(share), ["100", "50", "33.33333", "25", "16.66667"]);
    }
}
