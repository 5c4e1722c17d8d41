//! A self-test as QTI 1.2.1 with what Common Cartridge allows of it (IMS Common
//! Cartridge Profile 1.1, section 4.3): all right or no points, feedback with each
//! answer, and the source with each question.

use super::material::Material;
use super::xml::{Element, element, html, text};
use crate::markdown::Markdown;
use crate::model::Page;
use crate::record::{Choice, Quiz, QuizQuestion};

/// Where the answer of a question is kept, and its points.
const RESPONSE: &str = "antwoord";
const SCORE: &str = "SCORE";
/// The feedback that each answer gets.
const SOURCE: &str = "bron";

/// The assessment.
pub(super) fn assessment(material: &Material<'_>, page: &Page<'_>, quiz: &Quiz) -> Element {
    let items = quiz.questions.iter().enumerate().map(|(index, one)| {
        let title = format!("{} {}", material.string("/scorm/question"), index + 1);
        element("item")
            .with("ident", QuizQuestion::id(index))
            .with("title", title)
            .and(element("itemmetadata").and(fields(&[("cc_profile", profile(one))])))
            .and(presentation(material, one))
            .and(processing(one))
            .all(feedback(material, one))
    });
    let about = [
        ("cc_profile", "cc.exam.v0p1"),
        ("qmd_assessmenttype", "Examination"),
        ("qmd_scoretype", "Percentage"),
        ("qmd_feedbackpermitted", "Yes"),
        ("qmd_hintspermitted", "No"),
        ("qmd_solutionspermitted", "No"),
        ("cc_maxattempts", "unlimited"),
    ];
    let assessment = element("assessment")
        .with("ident", page.id)
        .with("title", page.title)
        .and(fields(&about))
        .and(element("section").with("ident", "vragen").all(items));
    element("questestinterop")
        .with("xmlns", "http://www.imsglobal.org/xsd/ims_qtiasiv1p2")
        .with("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance")
        .with(
            "xsi:schemaLocation",
            "http://www.imsglobal.org/xsd/ims_qtiasiv1p2 \
             http://www.imsglobal.org/profile/cc/ccv1p1/ccv1p1_qtiasiv1p2p1_v1p0.xsd",
        )
        .and(assessment)
}

fn profile(question: &QuizQuestion) -> &'static str {
    match question.choice {
        Choice::One => "cc.multiple_choice.v0p1",
        Choice::More => "cc.multiple_response.v0p1",
    }
}

fn fields(fields: &[(&'static str, &str)]) -> Element {
    let field = |(label, entry): &(&str, &str)| {
        element("qtimetadatafield").and(text("fieldlabel", *label)).and(text("fieldentry", *entry))
    };
    element("qtimetadata").all(fields.iter().map(field))
}

fn material_of(inside: String) -> Element {
    element("material").and(html("mattext", inside).with("texttype", "text/html"))
}

fn answer_id(index: usize) -> String {
    format!("a{}", index + 1)
}

fn presentation(material: &Material<'_>, question: &QuizQuestion) -> Element {
    let choices = question.answers.iter().enumerate().map(|(index, answer)| {
        let says = material.html(Markdown::Inline(answer.text.as_str()));
        element("response_label").with("ident", answer_id(index)).and(material_of(says))
    });
    let cardinality = match question.choice {
        Choice::One => "Single",
        Choice::More => "Multiple",
    };
    let response = element("response_lid")
        .with("ident", RESPONSE)
        .with("rcardinality", cardinality)
        .and(element("render_choice").with("shuffle", "Yes").all(choices));
    let asked = material_of(format!("<p>{}</p>", material.plain(question.question.as_str())));
    element("presentation").and(asked).and(response)
}

/// What an answer leads to.
fn processing(question: &QuizQuestion) -> Element {
    let chosen = |index| text("varequal", answer_id(index)).with("respident", RESPONSE);
    let shown = |id: &str| element("displayfeedback").with("feedbacktype", "Response").with("linkrefid", id);
    let always = element("respcondition")
        .with("continue", "Yes")
        .and(element("conditionvar").and(element("other")))
        .and(shown(SOURCE));
    let each = (0..question.answers.len()).map(|index| {
        element("respcondition")
            .with("continue", "Yes")
            .and(element("conditionvar").and(chosen(index)))
            .and(shown(&answer_id(index)))
    });
    let answers = || question.answers.iter().enumerate();
    let right = match question.choice {
        Choice::One => {
            element("conditionvar").all(answers().filter(|(_, one)| one.right).map(|(index, _)| chosen(index)))
        }
        Choice::More => {
            let each = answers().map(|(index, answer)| match answer.right {
                true => chosen(index),
                false => element("not").and(chosen(index)),
            });
            element("conditionvar").and(element("and").all(each))
        }
    };
    let points = text("setvar", "100").with("varname", SCORE).with("action", "Set");
    let outcome = element("decvar")
        .with("maxvalue", "100")
        .with("minvalue", "0")
        .with("varname", SCORE)
        .with("vartype", "Decimal");
    element("resprocessing")
        .and(element("outcomes").and(outcome))
        .and(always)
        .all(each)
        .and(element("respcondition").with("continue", "No").and(right).and(points))
}

fn feedback(material: &Material<'_>, question: &QuizQuestion) -> Vec<Element> {
    let says = |id: String, inside: String| {
        element("itemfeedback").with("ident", id).and(element("flow_mat").and(material_of(inside)))
    };
    let source = says(SOURCE.to_owned(), material.plain(&material.source(&question.source)));
    let each = question
        .answers
        .iter()
        .enumerate()
        .map(|(index, answer)| says(answer_id(index), material.html(Markdown::Inline(answer.feedback.as_str()))));
    std::iter::once(source).chain(each).collect()
}
