//! The text of courses, exercises, cases and self-tests.

use std::fmt::Write;

use super::text::{Writer, heading, paragraph, plain};
use crate::markdown::Markdown;
use crate::model::{Content, Page};
use crate::outline::{Item, Section};
use crate::record::{Course, Exercise, Handout, Inline, Part, QuizQuestion, Training, clock};

impl<'a> Writer<'a, '_> {
    fn inline(&self, text: &Inline) -> String {
        self.html(Markdown::Inline(text.as_str()))
    }

    /// How long a session takes and for how many it is; nothing for other pages.
    pub(super) fn session(&self, page: &Page<'a>) -> String {
        let (training, mut facts): (&dyn Training, Vec<(&str, String)>) = match page.content {
            Content::Course(course) => {
                let prior = course.prior.iter().map(|prior| ("fact.prior", self.inline(prior)));
                (course, std::iter::once(("fact.target_group", self.inline(&course.audience))).chain(prior).collect())
            }
            Content::Exercise(exercise) => {
                (exercise, vec![("fact.form", plain(self.word(&format!("setup.{}", exercise.form.id()))))])
            }
            Content::Case(case) => (case, Vec::new()),
            Content::Quiz(quiz) => (quiz, Vec::new()),
            _ => return String::new(),
        };
        let (session, labels) = (training.session(), &self.site.theme().words.labels);
        facts.push(("fact.duration", plain(&labels.time(session.minutes))));
        facts.push(("fact.group", plain(&labels.group(session.group))));
        let facts: String =
            facts.iter().map(|(key, html)| format!("<dt>{}</dt>\n<dd>{html}</dd>\n", self.word(key))).collect();
        format!("<dl class=\"facts\">\n{facts}</dl>\n")
    }

    /// What happens at what time.
    pub(super) fn programme(&self, page: &Page<'a>, section: &Section<'a>, level: u8) -> String {
        let ids: Vec<String> = section.items.iter().map(|item| self.id(page.id, &item.id)).collect();
        match page.content {
            Content::Course(course) => self.parts(course, &ids, level),
            Content::Exercise(exercise) => self.steps(exercise, &ids),
            _ => String::new(),
        }
    }

    fn parts(&self, course: &Course, ids: &[String], level: u8) -> String {
        let (mut at, mut rows, mut told) = (0, String::new(), String::new());
        for (part, id) in course.programme.iter().zip(ids) {
            let (start, form) = (clock(at), self.word(&format!("setup.{}", part.form.id())));
            at += part.minutes;
            let (title, minutes) = (plain(part.title.as_str()), part.minutes);
            let _ = writeln!(rows, "<tr><td>{start}</td><td>{minutes}</td><td>{title}</td><td>{form}</td></tr>");
            let _ = write!(told, "<div{id}>\n{}", heading(level, &title));
            told.push_str(&paragraph(&self.inline(&part.text)));
            told.push_str(&self.uses(part));
            told.push_str("</div>\n");
        }
        let heads = ["start", "minutes", "part", "form"];
        self.table(&heads, &format!("{rows}{}", self.end(at, heads.len()))) + &told
    }

    /// What a part makes use of.
    fn uses(&self, part: &Part) -> String {
        let uses = part.uses.iter().filter_map(|to| Some(self.link(&to.id, self.site.target(&to.id)?.title)));
        let uses: String = uses.map(|link| format!("<li>{link}</li>\n")).collect();
        if uses.is_empty() { uses } else { format!("<ul>\n{uses}</ul>\n") }
    }

    fn steps(&self, exercise: &Exercise, ids: &[String]) -> String {
        let (mut at, mut rows) = (0, String::new());
        for (step, id) in exercise.steps.iter().zip(ids) {
            let (start, minutes, text) = (clock(at), step.minutes, self.inline(&step.text));
            at += minutes;
            let _ = writeln!(rows, "<tr{id}><td>{start}</td><td>{minutes}</td><td>{text}</td></tr>");
        }
        let heads = ["start", "minutes", "what"];
        self.table(&heads, &format!("{rows}{}", self.end(at, heads.len())))
    }

    /// The last row of a programme.
    fn end(&self, at: u32, columns: usize) -> String {
        let rest = "<td></td>".repeat(columns - 3);
        format!("<tr><td>{}</td><td></td><td>{}</td>{rest}</tr>\n", clock(at), self.string("/training/end"))
    }

    fn table(&self, heads: &[&str], rows: &str) -> String {
        let heads: String = heads
            .iter()
            .map(|key| format!("<th scope=\"col\">{}</th>", self.string(&format!("/training/{key}"))))
            .collect();
        format!("<table>\n<thead>\n<tr>{heads}</tr>\n</thead>\n<tbody>\n{rows}</tbody>\n</table>\n")
    }

    /// Cards with what stands on their backs.
    pub(super) fn cards(&self, section: &Section<'a>) -> String {
        let sides = |sides: &[Item<'a>]| {
            let texts: Vec<String> = sides.iter().map(|side| self.html(side.text)).collect();
            format!("<tr><td>{}</td></tr>\n", texts.join("</td><td>"))
        };
        self.table(&["front", "back"], &section.items.chunks(2).map(sides).collect::<String>())
    }

    /// A question of a self-test with its answers, which are right, and why.
    pub(super) fn question(&self, page: &Page<'a>, section: &Section<'a>) -> String {
        let Content::Quiz(quiz) = page.content else { return String::new() };
        let mut questions = quiz.questions.iter().enumerate();
        let Some((_, question)) = questions.find(|(index, _)| QuizQuestion::id(*index) == section.id) else {
            return String::new();
        };
        let mut html = paragraph(self.word(&format!("choice.{}", question.choice.id())));
        html.push_str("<ol>\n");
        for answer in &question.answers {
            let verdict = self.string(if answer.right { "/quiz/right" } else { "/quiz/wrong" });
            let (text, why) = (self.inline(&answer.text), self.inline(&answer.feedback));
            let _ = writeln!(html, "<li>{text}<br/><b>{verdict}.</b> {why}</li>");
        }
        html.push_str("</ol>\n");
        html + &self.cited(section.citations)
    }

    /// What participants take home.
    pub(super) fn handout(&self, course: &Course, level: u8) -> String {
        let part = |part: &Handout| {
            let text = self.block(Markdown::Block(part.text.as_str()), level);
            format!("<section>\n{}{text}</section>\n", heading(level, &plain(part.title.as_str())))
        };
        course.handout.iter().map(part).collect()
    }
}
