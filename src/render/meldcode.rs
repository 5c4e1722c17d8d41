//! Views of the walk through the meldcode: the overview, the steps, the questions
//! and endings of the afwegingskader, and the step card.

use std::collections::BTreeSet;

use serde::Serialize;

use super::Renderer;
use super::diagram::decision::{Figure, Row};
use super::pages::{neighbours, numbered, summed};
use super::view::{ExceptionView, Link, Numbered, SectionView, Summed, Word};
use crate::markdown::Markdown;
use crate::model::sheet::MODULES;
use crate::model::{Content, Page};
use crate::record::{Answer, Difference, Ending, Outcome, Question, Stage};

#[derive(Serialize)]
pub(super) struct Meldcode<'a> {
    intro_html: String,
    steps: Vec<Numbered<'a>>,
    tools: Vec<Summed<'a>>,
    sectors: Vec<SectorView<'a>>,
    guidance: Vec<Guided<'a>>,
}

/// Guidance that is first needed at a step.
#[derive(Serialize)]
struct Guided<'a> {
    number: u8,
    items: Vec<Summed<'a>>,
}

/// What a sector does otherwise, on the page that says what all do.
#[derive(Serialize)]
struct SectorView<'a> {
    id: &'a str,
    name: &'a str,
    title: &'a str,
    url: &'a str,
    differs: Vec<ExceptionView<'a>>,
}

#[derive(Serialize)]
pub(super) struct StageView<'a> {
    number: u8,
    lead: &'a str,
    sections: Vec<SectionView<'a>>,
    steps: Vec<Numbered<'a>>,
    sectors: Vec<SectorView<'a>>,
    weighing: Option<&'a str>,
    modules: Vec<Numbered<'a>>,
    guidance: Vec<Summed<'a>>,
    previous: Option<Link<'a>>,
    next: Option<Link<'a>>,
}

#[derive(Serialize)]
pub(super) struct Weighing<'a> {
    intro_html: String,
    start: Option<&'a str>,
    figure: Figure,
    questions: Vec<Asked<'a>>,
    sectors: Vec<SectorView<'a>>,
}

#[derive(Serialize)]
pub(super) struct QuestionView<'a> {
    #[serde(flatten)]
    asked: Asked<'a>,
    html: String,
    total: usize,
    sections: Vec<SectionView<'a>>,
    before: Vec<Answered<'a>>,
    sectors: Vec<SectorView<'a>>,
}

/// A question with its answers.
#[derive(Serialize)]
struct Asked<'a> {
    number: u8,
    title: &'a str,
    url: &'a str,
    question: &'a str,
    yes: AnswerView<'a>,
    no: AnswerView<'a>,
}

#[derive(Serialize)]
struct AnswerView<'a> {
    html: String,
    outcome: Word<'a>,
    to: Option<Link<'a>>,
}

/// An answer that was given on the way to a page.
#[derive(Serialize)]
struct Answered<'a> {
    number: u8,
    title: &'a str,
    url: &'a str,
    yes: bool,
    html: String,
}

#[derive(Serialize)]
pub(super) struct EndingView<'a> {
    lead: &'a str,
    sections: Vec<SectionView<'a>>,
    ways: Vec<Answered<'a>>,
    guidance: Vec<Summed<'a>>,
    start: Option<&'a str>,
}

#[derive(Serialize)]
pub(super) struct StepCard<'a> {
    steps: Vec<CardStep<'a>>,
    questions: Vec<Asked<'a>>,
}

#[derive(Serialize)]
struct CardStep<'a> {
    number: u8,
    title: &'a str,
    url: &'a str,
    checklist: Vec<String>,
}

impl<'s> Renderer<'s> {
    pub(super) fn meldcode(&self, page: &Page<'s>) -> Meldcode<'_> {
        let of_kind = |wanted: fn(&Content<'_>) -> bool| -> Vec<Summed<'_>> {
            self.site.pages.iter().filter(|page| wanted(&page.content)).map(summed).collect()
        };
        let guided = self.site.stages().map(|(_, stage)| Guided {
            number: stage.number,
            items: of_first_step(self.site.pages.iter(), stage.number).map(summed).collect(),
        });
        let mut guidance: Vec<Guided<'_>> = guided.filter(|group| !group.items.is_empty()).collect();
        let others = of_kind(|content| matches!(content, Content::Guidance(guidance) if guidance.steps.is_empty()));
        if !others.is_empty() {
            guidance.push(Guided { number: 0, items: others });
        }
        Meldcode {
            intro_html: self.html(page, Markdown::Inline(self.site.checked.settings.meldcode_intro.as_str())),
            steps: self.steps(None),
            tools: of_kind(|content| matches!(content, Content::Weighing | Content::StepCard)),
            sectors: self.sectors(page, |difference| difference.steps.is_empty() && difference.questions.is_empty()),
            guidance,
        }
    }

    pub(super) fn stage<'p>(&'p self, page: &'p Page<'s>, stage: &'s Stage) -> StageView<'p> {
        let named = stage.modules.iter().map(|to| to.id.as_str());
        let listing =
            self.site.modules().filter(|(_, module)| module.steps.contains(&stage.number)).map(|(page, _)| page.id);
        let ids: BTreeSet<&str> = named.chain(listing).collect();
        let guidance = self.site.pages.iter().filter(|other| match other.content {
            Content::Guidance(guidance) => {
                guidance.steps.contains(&stage.number) || stage.guidance.iter().any(|to| to.id == other.id)
            }
            _ => false,
        });
        let (previous, next) = neighbours(self.site.stages().map(|(page, _)| page), page);
        // The afwegingskader belongs to the last two steps (Besluit verplichte meldcode, since 2019).
        let weighing = self.site.target("afwegingskader").filter(|_| stage.number >= 4);
        StageView {
            number: stage.number,
            lead: page.summary,
            sections: self.sections(page),
            steps: self.steps(Some(page.id)),
            sectors: self.sectors(page, |difference| difference.steps.contains(&stage.number)),
            weighing: weighing.map(|target| target.url.as_str()),
            modules: self.site.modules().filter(|(to, _)| ids.contains(to.id)).take(MODULES).map(numbered).collect(),
            guidance: guidance.map(summed).collect(),
            previous,
            next,
        }
    }

    pub(super) fn weighing(&self, page: &Page<'s>) -> Weighing<'_> {
        Weighing {
            intro_html: self.html(page, Markdown::Inline(self.site.checked.settings.weighing_intro.as_str())),
            start: self.first_question(),
            figure: Figure::new(&self.rows()),
            questions: self.asked_all(page),
            sectors: self.sectors(page, |difference| !difference.questions.is_empty()),
        }
    }

    pub(super) fn question<'p>(&'p self, page: &'p Page<'s>, question: &'s Question) -> QuestionView<'p> {
        let before =
            self.answers(page, |other, answer| other.number < question.number && answer.outcome == Outcome::Volgende);
        QuestionView {
            asked: self.asked(page, question),
            html: self.html(page, Markdown::Block(question.explanation.as_str())),
            total: self.site.questions.len(),
            // The first section is the question itself.
            sections: self.sections(page).into_iter().skip(1).collect(),
            before,
            sectors: self.sectors(page, |difference| difference.questions.contains(&question.number)),
        }
    }

    pub(super) fn ending<'p>(&'p self, page: &'p Page<'s>, ending: &'s Ending) -> EndingView<'p> {
        let named = |other: &&Page<'s>| ending.guidance.iter().any(|to| to.id == other.id);
        EndingView {
            lead: page.summary,
            sections: self.sections(page),
            ways: self.answers(page, |_, answer| answer.outcome.id() == page.id),
            guidance: self.site.pages.iter().filter(named).map(summed).collect(),
            start: self.first_question(),
        }
    }

    pub(super) fn step_card(&self, page: &Page<'s>) -> StepCard<'_> {
        let steps = self.site.stages().map(|(to, stage)| CardStep {
            number: stage.number,
            title: to.title,
            url: &to.url,
            checklist: stage.checklist.iter().map(|text| self.html(page, Markdown::Inline(text.as_str()))).collect(),
        });
        StepCard { steps: steps.collect(), questions: self.asked_all(page) }
    }

    /// The sectors with those of their differences that a page is about.
    fn sectors<'p>(&'p self, page: &Page<'s>, about: impl Fn(&Difference) -> bool) -> Vec<SectorView<'p>> {
        let sectors = self.site.pages.iter().filter_map(|other| match other.content {
            Content::Sector(sector) => Some((other, sector)),
            _ => None,
        });
        let views = sectors.map(|(other, sector)| SectorView {
            id: other.id,
            name: sector.name.as_str(),
            title: other.title,
            url: &other.url,
            differs: sector
                .differs
                .iter()
                .filter(|difference| about(difference))
                .map(|difference| ExceptionView {
                    id: "",
                    title: difference.title.as_str(),
                    html: self.html(page, Markdown::Inline(difference.text.as_str())),
                })
                .collect(),
        });
        views.collect()
    }

    fn first_question(&self) -> Option<&'s str> {
        self.site.target(&Question::id(1)).map(|target| target.url.as_str())
    }

    /// The questions with the addresses of their pages.
    fn asked_all(&self, page: &Page<'s>) -> Vec<Asked<'s>> {
        self.site.questions.iter().map(|entry| self.asked(page, &entry.value)).collect()
    }

    fn asked(&self, page: &Page<'s>, question: &'s Question) -> Asked<'s> {
        let answer = |answer: &'s Answer| AnswerView {
            html: self.html(page, Markdown::Inline(answer.text.as_str())),
            outcome: Word { id: answer.outcome.id(), title: self.word(&format!("outcome.{}", answer.outcome.id())) },
            to: self.destination(question, answer),
        };
        Asked {
            number: question.number,
            title: question.title.as_str(),
            url: self.site.target(&Question::id(question.number)).map_or("", |target| target.url.as_str()),
            question: question.question.as_str(),
            yes: answer(&question.yes),
            no: answer(&question.no),
        }
    }

    /// The page that an answer leads to.
    fn destination(&self, question: &Question, answer: &Answer) -> Option<Link<'s>> {
        let next = Question::id(question.number + 1);
        let id = if answer.outcome == Outcome::Volgende { next.as_str() } else { answer.outcome.id() };
        let target = self.site.target(id)?;
        Some(Link { title: target.title, url: target.url.clone() })
    }

    /// The answers of a sort, in the order of the questions.
    fn answers(&self, page: &Page<'s>, wanted: impl Fn(&Question, &Answer) -> bool) -> Vec<Answered<'s>> {
        let mut found = Vec::new();
        for question in self.site.questions.iter().map(|entry| &entry.value) {
            for (answer, yes) in [(&question.yes, true), (&question.no, false)] {
                if wanted(question, answer) {
                    let asked = self.asked(page, question);
                    let html = self.html(page, Markdown::Inline(answer.text.as_str()));
                    found.push(Answered { number: asked.number, title: asked.title, url: asked.url, yes, html });
                }
            }
        }
        found
    }

    /// The afwegingskader as the figure draws it: on with one answer, aside with the
    /// other. After the last question the way down is that of yes.
    fn rows(&self) -> Vec<Row<'s>> {
        let rows = self.site.questions.iter().map(|entry| {
            let question = &entry.value;
            let on = question.no.outcome != Outcome::Volgende;
            let (down, aside) = if on { (&question.yes, &question.no) } else { (&question.no, &question.yes) };
            let ending =
                |answer: &Answer| self.destination(question, answer).filter(|_| answer.outcome != Outcome::Volgende);
            Row {
                title: question.title.as_str(),
                url: self.site.target(&Question::id(question.number)).map_or("", |target| target.url.as_str()),
                down_is_yes: on,
                aside: ending(aside),
                last: ending(down),
            }
        });
        rows.collect()
    }
}

/// The pages of guidance whose first step is this one.
fn of_first_step<'p, 's: 'p>(
    pages: impl Iterator<Item = &'p Page<'s>>,
    number: u8,
) -> impl Iterator<Item = &'p Page<'s>> {
    pages.filter(move |page| match page.content {
        Content::Guidance(guidance) => guidance.steps.iter().min() == Some(&number),
        _ => false,
    })
}
