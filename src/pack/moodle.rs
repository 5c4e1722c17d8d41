//! The questions of the self-tests as Moodle XML (docs.moodle.org, "Moodle XML
//! format"): a category for each self-test, feedback with each answer, and the
//! source of the question as its general feedback.

use super::gift::share;
use super::material::Material;
use super::xml::{Element, element, html, text};
use crate::markdown::Markdown;
use crate::record::{Choice, QuizQuestion};

/// The questions of all self-tests of the course.
pub(super) fn moodle(material: &Material<'_>) -> crate::Result<Option<Vec<u8>>> {
    let mut root = element("quiz");
    let mut is_empty = true;
    for (page, quiz) in material.quizzes() {
        is_empty = false;
        let category = format!("$course$/top/{}", page.title.replace('/', "//"));
        let category = element("category").and(text("text", category));
        root = root.and(element("question").with("type", "category").and(category));
        for (index, one) in quiz.questions.iter().enumerate() {
            root = root.and(question(material, &format!("{} {}", page.title, index + 1), one));
        }
    }
    if is_empty { Ok(None) } else { root.document().map(Some) }
}

fn question(material: &Material<'_>, name: &str, question: &QuizQuestion) -> Element {
    let says = |name, key| rich(name, material.plain(material.string(key)));
    let right = question.answers.iter().filter(|answer| answer.right).count().max(1);
    let answers = question.answers.iter().map(|answer| {
        let fraction = match (question.choice, answer.right) {
            (Choice::One, true) => "100".to_owned(),
            (Choice::One, false) => "0".to_owned(),
            (Choice::More, true) => share(right),
            (Choice::More, false) => format!("-{}", share(right)),
        };
        rich("answer", material.html(Markdown::Inline(answer.text.as_str())))
            .with("fraction", fraction)
            .and(rich("feedback", material.html(Markdown::Inline(answer.feedback.as_str()))))
    });
    element("question")
        .with("type", "multichoice")
        .and(element("name").and(text("text", name)))
        .and(rich("questiontext", material.plain(question.question.as_str())))
        .and(rich("generalfeedback", material.plain(&material.source(&question.source))))
        .and(text("defaultgrade", "1"))
        .and(text("penalty", "0.3333333"))
        .and(text("hidden", "0"))
        .and(text("single", (question.choice == Choice::One).to_string()))
        .and(text("shuffleanswers", "true"))
        .and(text("answernumbering", "abc"))
        .and(says("correctfeedback", "/quiz/says_good"))
        .and(says("partiallycorrectfeedback", "/quiz/says_some"))
        .and(says("incorrectfeedback", "/quiz/says_wrong"))
        .all(answers)
}

/// A text of which Moodle must know that it is HTML.
fn rich(name: &'static str, inside: String) -> Element {
    element(name).with("format", "html").and(html("text", format!("<p>{inside}</p>")))
}
