//! The hand-out: what participants take home. It has no answers.

use super::material::Material;
use super::plan::{add_sources, add_story, add_urgent};
use super::word::Text;
use crate::markdown::Markdown;
use crate::markdown::blocks::Run;

/// How many lines there are to write an answer on.
const LINES: usize = 2;

/// The hand-out.
pub(super) fn handout(material: &Material<'_>) -> crate::Result<Option<Vec<u8>>> {
    let Material { page, course, .. } = material;
    let mut text = Text::default();
    text.paragraph("Title", &[Run::plain(page.title)]);
    text.paragraph("Subtitle", &[Run::plain(material.string("/paper/for"))]);
    add_urgent(&mut text, material);
    for part in &course.handout {
        text.heading(1, part.title.as_str());
        text.blocks(material.blocks(Markdown::Block(part.text.as_str())), 1);
    }
    for (page, case) in material.cases() {
        text.heading_on_new_sheet(1, page.title);
        add_story(&mut text, material, 2, case);
        text.heading(2, material.word("section.case_questions"));
        for (number, question) in (1..).zip(&case.questions) {
            text.paragraph("Question", &[Run::plain(format!("{number}. {}", question.question))]);
            text.list("Line", vec![Vec::new(); LINES]);
        }
    }
    add_sources(&mut text, material);
    let title = format!("{}: {}", material.word("pack.handout"), page.title);
    text.finish(material, &title).map(Some)
}
