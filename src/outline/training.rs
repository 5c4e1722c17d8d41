//! The sections of records of training.

use super::{Item, Outline, Outlined, Section, SectionKind};
use crate::load::Theme;
use crate::markdown::Markdown;
use crate::record::{
    Card, Care, Case, Course, Exercise, ExerciseStep, Handout, Inline, Part, Quiz, QuizQuestion, Role, Training,
};

impl<'a> Outline<'a> {
    fn care(&mut self, care: &'a Care) {
        let theme = self.theme;
        let titled = care.parts().map(|(key, text)| Item {
            group: theme.words.labels.words.get(&format!("care.{key}")).map(String::as_str),
            ..inline(text)
        });
        self.add("care", SectionKind::Care, titled.into());
    }

    /// What a trainer needs to know before any session.
    fn session(&mut self, training: &'a dyn Training) {
        let session = training.session();
        self.list("goals", SectionKind::List, session.goals);
        self.care(session.care);
        self.list("preparation", SectionKind::Checklist, session.preparation);
        self.list("materials", SectionKind::Checklist, session.materials);
    }

    fn roles(&mut self, roles: &'a [Role]) {
        let titled = |role: &'a Role| Item { group: Some(role.name.as_str()), ..inline(&role.text) };
        self.add("roles", SectionKind::Roles, roles.iter().map(titled).collect());
    }
}

fn inline(text: &Inline) -> Item<'_> {
    Item::new(Markdown::Inline(text.as_str()))
}

impl Outlined for Course {
    fn outline<'a>(&'a self, theme: &'a Theme) -> Vec<Section<'a>> {
        let mut outline = Outline::new(theme);
        outline.session(self);
        let part = |part: &'a Part| Item { notes: vec![part.title.as_str()], ..inline(&part.text) };
        outline.add("programme", SectionKind::Programme, self.programme.iter().map(part).collect());
        let handout = |part: &'a Handout| Item {
            group: Some(part.title.as_str()),
            ..Item::new(Markdown::Block(part.text.as_str()))
        };
        outline.add("handout", SectionKind::Exceptions, self.handout.iter().map(handout).collect());
        outline.sections
    }
}

impl Outlined for Exercise {
    fn outline<'a>(&'a self, theme: &'a Theme) -> Vec<Section<'a>> {
        let mut outline = Outline::new(theme);
        outline.session(self);
        let step = |step: &'a ExerciseStep| inline(&step.text);
        outline.add("exercise_steps", SectionKind::Programme, self.steps.iter().map(step).collect());
        outline.roles(&self.roles);
        let sides = |card: &'a Card| [inline(&card.text), inline(&card.answer)];
        outline.add("cards", SectionKind::Cards, self.cards.iter().flat_map(sides).collect());
        outline.list("debrief", SectionKind::List, &self.debrief);
        outline.list("variants", SectionKind::List, &self.variants);
        outline.sections
    }
}

impl Outlined for Case {
    fn outline<'a>(&'a self, theme: &'a Theme) -> Vec<Section<'a>> {
        let mut outline = Outline::new(theme);
        outline.session(self);
        outline.prose("story", &self.story);
        let answered = self
            .questions
            .iter()
            .map(|question| Item { group: Some(question.question.as_str()), ..inline(&question.answer) });
        outline.add("case_questions", SectionKind::Answers, answered.collect());
        outline.roles(&self.roles);
        outline.list("debrief", SectionKind::List, &self.debrief);
        outline.sections
    }
}

/// A self-test is made first and prepared after, so its questions come first.
impl Outlined for Quiz {
    fn outline<'a>(&'a self, theme: &'a Theme) -> Vec<Section<'a>> {
        let mut outline = Outline::new(theme);
        let question = |(index, question): (usize, &'a QuizQuestion)| {
            let items = question.answers.iter().flat_map(|answer| [inline(&answer.text), inline(&answer.feedback)]);
            let citations = std::slice::from_ref(&question.source);
            let id = QuizQuestion::id(index);
            Section { citations, ..Section::new(id, question.question.as_str(), SectionKind::Quiz, items.collect()) }
        };
        outline.sections.extend(self.questions.iter().enumerate().map(question));
        outline.session(self);
        outline.sections
    }
}
