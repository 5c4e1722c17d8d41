//! The pages of a course for learning platforms. Their templates, their style and
//! their script stand in the folder `pack/` of the theme.

use serde::Serialize;
use tera::{Context, Tera};

use super::archive::Archive;
use super::material::Material;
use crate::Error;
use crate::document::{Chapter, Document, Medium, Part};
use crate::load::{DUTCH, Theme};
use crate::markdown::Markdown;
use crate::model::Page;
use crate::record::{Choice, Quiz, QuizAnswer, QuizQuestion};

/// What a page shows besides its own text.
#[derive(Serialize)]
struct Frame<'a, T> {
    lang: &'a str,
    t: &'a serde_json::Value,
    root: &'a str,
    /// The name of the site.
    site: &'a str,
    course: &'a str,
    title: String,
    summary: &'a str,
    #[serde(flatten)]
    own: T,
}

#[derive(Serialize)]
struct Reading<'a> {
    html: &'a str,
}

#[derive(Serialize)]
struct Test<'a> {
    questions: Vec<Question<'a>>,
    /// Where the answers stand, in the order of the questions.
    sources: Vec<String>,
}

/// What the component of the theme asks for. Its source stands at the end of the
/// page: what it links to is not in the pack.
#[derive(Serialize)]
struct Question<'a> {
    id: String,
    number: usize,
    question: &'a str,
    choice: Input<'a>,
    answers: Vec<Answer>,
    source: Option<()>,
}

#[derive(Serialize)]
struct Input<'a> {
    id: &'static str,
    title: &'a str,
}

#[derive(Serialize)]
struct Answer {
    html: String,
    right: bool,
    feedback_html: String,
}

/// A page of a package, or a folder of its contents.
pub(super) struct Sheet<'a> {
    /// Its name within the package.
    pub(super) id: &'a str,
    pub(super) title: String,
    /// The page; `None` for a folder.
    pub(super) html: Option<String>,
    /// What stands in the folder.
    pub(super) below: Vec<Sheet<'a>>,
}

/// The style sheet of the pages.
pub(super) const STYLE: &str = "pagina.css";

/// How the text of pages is written.
pub(super) fn medium<'a>(material: &Material<'a>) -> Medium<'a> {
    Medium::Files { site: material.site.base(), ending: "html" }
}

impl Sheet<'_> {
    /// The name of its file.
    pub(super) fn file(&self) -> String {
        format!("{}.html", self.id)
    }

    /// Puts it and what stands below it into a package.
    pub(super) fn add_to(&self, archive: &mut Archive) -> crate::Result<()> {
        if let Some(html) = &self.html {
            archive.add(&self.file(), html.as_bytes())?;
        }
        self.below.iter().try_for_each(|sheet| sheet.add_to(archive))
    }
}

/// The templates of the pages.
pub(super) fn templates(theme: &Theme) -> crate::Result<Tera> {
    let mut tera = Tera::new();
    let own = |path: &str| path.starts_with("pack/") || path.starts_with("components/quiz/");
    let templates = theme.templates.iter().filter(|(path, _)| own(path));
    tera.add_raw_templates(templates.map(|(path, text)| (path.as_str(), text.as_str()))).map_err(failed)?;
    Ok(tera)
}

/// The pages of a document in the order of its contents.
pub(super) fn sheets<'a>(material: &Material<'_>, document: &Document<'a>) -> crate::Result<Vec<Sheet<'a>>> {
    document.parts.iter().map(|part| self::part(material, part)).collect()
}

fn part<'a>(material: &Material<'_>, part: &Part<'a>) -> crate::Result<Sheet<'a>> {
    let html = match part.html.as_str() {
        "" => None,
        html => Some(reading(material, part.title, part.summary, html)?),
    };
    let below = part.chapters.iter().map(|chapter| self::chapter(material, chapter)).collect::<crate::Result<_>>()?;
    Ok(Sheet { id: part.id, title: part.title.to_owned(), html, below })
}

fn chapter<'a>(material: &Material<'_>, chapter: &Chapter<'a>) -> crate::Result<Sheet<'a>> {
    let title = match &chapter.number {
        Some(number) => format!("{number} {}", chapter.title),
        None => chapter.title.to_owned(),
    };
    let html = reading(material, &title, "", &chapter.html)?;
    Ok(Sheet { id: chapter.id, title, html: Some(html), below: Vec::new() })
}

fn reading(material: &Material<'_>, title: &str, summary: &str, html: &str) -> crate::Result<String> {
    fill("pack/page.html", material, title, summary, Reading { html })
}

/// A self-test that tells the learning platform how it went.
pub(super) fn quiz<'q>(material: &Material<'q>, page: &Page<'_>, quiz: &'q Quiz) -> crate::Result<String> {
    let answer = |answer: &QuizAnswer| Answer {
        html: material.html(Markdown::Inline(answer.text.as_str())),
        right: answer.right,
        feedback_html: material.html(Markdown::Inline(answer.feedback.as_str())),
    };
    let question = |index: usize, question: &'q QuizQuestion| {
        let id = match question.choice {
            Choice::One => "radio",
            Choice::More => "checkbox",
        };
        Question {
            id: QuizQuestion::id(index),
            number: index + 1,
            question: question.question.as_str(),
            choice: Input { id, title: material.word(&format!("choice.{}", question.choice.id())) },
            answers: question.answers.iter().map(answer).collect(),
            source: None,
        }
    };
    let questions = quiz.questions.iter().enumerate().map(|(index, one)| question(index, one)).collect();
    let sources = quiz.questions.iter().map(|question| material.source(&question.source)).collect();
    fill("pack/quiz.html", material, page.title, page.summary, Test { questions, sources })
}

fn fill(
    template: &str,
    material: &Material<'_>,
    title: &str,
    summary: &str,
    own: impl Serialize,
) -> crate::Result<String> {
    let frame = Frame {
        lang: DUTCH,
        t: &material.site.theme().words.strings,
        root: "",
        site: material.site.checked.settings.title.as_str(),
        course: material.page.title,
        title: title.to_owned(),
        summary,
        own,
    };
    let context = Context::from_serialize(&frame).map_err(failed)?;
    material.templates.render(template, &context).map_err(failed)
}

fn failed(error: tera::Error) -> Error {
    Error::Template(error.to_string())
}
