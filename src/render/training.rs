//! Views of courses, exercises, cases and self-tests.

use serde::Serialize;

use super::Renderer;
use super::view::{Anchor, Cited, Fact, Numbered, SectionView, Summed, Word};
use crate::markdown::Markdown;
use crate::model::{Content, Page};
use crate::outline::SectionKind;
use crate::pack::Download;
use crate::record::{
    Card, Choice, Course, Exercise, Inline, Kind, Part, QuizAnswer, QuizQuestion, Ref, Session, Setup, Training,
    Usable, clock,
};

#[derive(Serialize)]
pub(super) struct TrainingView<'a> {
    eyebrow: &'a str,
    lead: &'a str,
    facts: Vec<Fact<'a>>,
    toc: Vec<Anchor<'a>>,
    sections: Vec<SectionView<'a>>,
    parts: Vec<PartView<'a>>,
    end: String,
    cards: Vec<CardView>,
    questions: Vec<QuestionView<'a>>,
    used_by: Vec<Summed<'a>>,
    downloads: Vec<DownloadView<'a>>,
}

/// A file to take along.
#[derive(Serialize)]
pub(super) struct DownloadView<'a> {
    url: String,
    title: &'a str,
    opens: &'a str,
    format: String,
    size: String,
}

/// A part of a programme, or a step of an exercise, which has no title.
#[derive(Serialize)]
struct PartView<'a> {
    id: String,
    start: String,
    minutes: u32,
    title: &'a str,
    form: &'a str,
    html: String,
    uses: Vec<Numbered<'a>>,
    slides: Vec<SlideView<'a>>,
}

#[derive(Serialize)]
struct SlideView<'a> {
    title: &'a str,
    points: Vec<String>,
    notes_html: String,
}

#[derive(Serialize)]
struct CardView {
    html: String,
    answer_html: String,
}

#[derive(Serialize)]
struct QuestionView<'a> {
    id: String,
    number: usize,
    question: &'a str,
    choice: Word<'a>,
    answers: Vec<AnswerView>,
    source: Option<Cited<'a>>,
}

#[derive(Serialize)]
struct AnswerView {
    html: String,
    right: bool,
    feedback_html: String,
}

impl<'s> Renderer<'s> {
    pub(super) fn training<'p>(&'p self, page: &'p Page<'s>, training: &'s dyn Training) -> TrainingView<'p> {
        let session = training.session();
        let mut view = TrainingView {
            eyebrow: self.word(&format!("kind.{}", page.kind())),
            lead: page.summary,
            facts: self.session(page, session),
            toc: self.contents(page),
            sections: self.sections(page),
            parts: Vec::new(),
            end: clock(session.minutes),
            cards: Vec::new(),
            questions: Vec::new(),
            used_by: self.used_by(page),
            downloads: self.packs.of(page.id).iter().map(|file| self.download(page, file)).collect(),
        };
        match page.content {
            Content::Course(course) => view.parts = self.programme(page, course),
            Content::Exercise(exercise) => {
                view.parts = self.exercise_steps(page, exercise);
                view.cards = exercise.cards.iter().map(|card| self.sides(page, card)).collect();
            }
            Content::Quiz(quiz) => {
                let questions = quiz.questions.iter().enumerate();
                view.questions = questions.map(|(index, question)| self.quiz_question(page, index, question)).collect();
                // The questions have a view of their own, and are too long for a table of contents.
                view.sections.retain(|section| section.kind != SectionKind::Quiz.id());
                view.toc.clear();
            }
            _ => {}
        }
        view
    }

    fn session(&self, page: &Page<'_>, session: Session<'_>) -> Vec<Fact<'s>> {
        let mut facts = Vec::new();
        let mut add = |key: &str, html: String| facts.push(Fact { label: self.word(key), html });
        if let Content::Course(course) = page.content {
            add("fact.target_group", self.inline(page, &course.audience));
            if let Some(prior) = &course.prior {
                add("fact.prior", self.inline(page, prior));
            }
        }
        if let Content::Exercise(exercise) = page.content {
            add("fact.form", self.setup(exercise.form).to_owned());
        }
        add("fact.duration", self.time(session.minutes));
        add("fact.group", self.size(session));
        facts
    }

    /// How long a session takes and for how many it is.
    pub(super) fn extent(&self, session: Session<'_>) -> String {
        format!("{}, {}", self.time(session.minutes), self.size(session))
    }

    fn time(&self, minutes: u32) -> String {
        self.citizen.words.labels.time(minutes)
    }

    fn size(&self, session: Session<'_>) -> String {
        self.citizen.words.labels.group(session.group)
    }

    fn setup(&self, form: Setup) -> &'s str {
        self.word(&format!("setup.{}", form.id()))
    }

    fn inline(&self, page: &Page<'_>, text: &Inline) -> String {
        self.html(page, Markdown::Inline(text.as_str()))
    }

    fn programme(&self, page: &Page<'s>, course: &'s Course) -> Vec<PartView<'s>> {
        let ids = item_ids(page);
        let mut at = 0;
        let part = |(part, id): (&'s Part, String)| {
            let start = clock(at);
            at += part.minutes;
            let slides = part.slides.iter().map(|slide| SlideView {
                title: slide.title.as_str(),
                points: slide.points.iter().map(|point| self.inline(page, point)).collect(),
                notes_html: self.inline(page, &slide.notes),
            });
            PartView {
                id,
                start,
                minutes: part.minutes,
                title: part.title.as_str(),
                form: self.setup(part.form),
                html: self.inline(page, &part.text),
                uses: part.uses.iter().filter_map(|to| self.used(to)).collect(),
                slides: slides.collect(),
            }
        };
        course.programme.iter().zip(ids).map(part).collect()
    }

    fn exercise_steps(&self, page: &Page<'s>, exercise: &'s Exercise) -> Vec<PartView<'s>> {
        let ids = item_ids(page);
        let mut at = 0;
        let steps = exercise.steps.iter().zip(ids).map(|(step, id)| {
            let start = clock(at);
            at += step.minutes;
            PartView {
                id,
                start,
                minutes: step.minutes,
                title: "",
                form: "",
                html: self.inline(page, &step.text),
                uses: Vec::new(),
                slides: Vec::new(),
            }
        });
        steps.collect()
    }

    /// The page that a part makes use of; only steps have a number that one knows.
    fn used(&self, to: &Ref<Usable>) -> Option<Numbered<'s>> {
        let page = self.site.page(&to.id)?;
        let number = match page.content {
            Content::Stage(stage) => stage.number.to_string(),
            _ => String::new(),
        };
        Some(Numbered { number, title: page.title, url: page.url.clone(), summary: page.summary, current: false })
    }

    fn download(&self, page: &Page<'_>, file: &Download) -> DownloadView<'s> {
        self.offered(&format!("{}{}", page.url, file.name), file.key, file.bytes.len())
    }

    /// A file at an address of the site, with the words of `key` and its size.
    pub(super) fn offered(&self, url: &str, key: &str, bytes: usize) -> DownloadView<'s> {
        let size = match bytes.div_ceil(1000) {
            kilo @ ..1000 => format!("{kilo} kB"),
            kilo => format!("{},{} MB", kilo / 1000, kilo % 1000 / 100),
        };
        DownloadView {
            url: url.to_owned(),
            title: self.word(&format!("pack.{key}")),
            opens: self.word(&format!("pack.{key}.opens")),
            format: url.rsplit('.').next().unwrap_or_default().to_uppercase(),
            size,
        }
    }

    fn sides(&self, page: &Page<'_>, card: &Card) -> CardView {
        CardView { html: self.inline(page, &card.text), answer_html: self.inline(page, &card.answer) }
    }

    fn quiz_question(&self, page: &Page<'_>, index: usize, question: &'s QuizQuestion) -> QuestionView<'s> {
        let answer = |answer: &QuizAnswer| AnswerView {
            html: self.inline(page, &answer.text),
            right: answer.right,
            feedback_html: self.inline(page, &answer.feedback),
        };
        let input = match question.choice {
            Choice::One => "radio",
            Choice::More => "checkbox",
        };
        QuestionView {
            id: QuizQuestion::id(index),
            number: index + 1,
            question: question.question.as_str(),
            choice: Word { id: input, title: self.word(&format!("choice.{}", question.choice.id())) },
            answers: question.answers.iter().map(answer).collect(),
            source: self.cited(std::slice::from_ref(&question.source)).pop(),
        }
    }

    /// The courses that make use of a page.
    fn used_by<'p>(&'p self, page: &Page<'s>) -> Vec<Summed<'p>> {
        let uses = |course: &Course| course.programme.iter().any(|part| part.uses.iter().any(|to| to.id == page.id));
        let courses = self.site.pages.iter().filter(|other| matches!(other.content, Content::Course(c) if uses(c)));
        courses.map(|page| Summed { title: page.title, summary: page.summary, url: page.url.clone() }).collect()
    }
}

/// The kinds of training in the order of their list, each with its records.
pub(super) const LISTED: [Kind; 4] = [Kind::Course, Kind::Exercise, Kind::Case, Kind::Quiz];

/// What a page of training has in common with the others.
pub(super) fn training_of<'a>(page: &Page<'a>) -> Option<&'a dyn Training> {
    match page.content {
        Content::Course(course) => Some(course),
        Content::Exercise(exercise) => Some(exercise),
        Content::Case(case) => Some(case),
        Content::Quiz(quiz) => Some(quiz),
        _ => None,
    }
}

/// The anchors of what happens.
fn item_ids(page: &Page<'_>) -> Vec<String> {
    let timed = page.sections.iter().filter(|section| section.kind == SectionKind::Programme);
    timed.flat_map(|section| &section.items).map(|item| item.id.clone()).collect()
}
