//! The slides of a course: what stands on each, what the trainer says with it, and
//! when.

use super::fit::{self, Frame, SHARED, Sizes};
use super::material::{Material, Timed};
use crate::markdown::Markdown;
use crate::markdown::blocks::{Block, Run};
use crate::model::{Content, Page};
use crate::record::{Case, Exercise, Inline, Quiz, Setup, Slide as Shown, Training, clock};

/// A slide.
pub(super) struct Slide {
    pub(super) layout: Layout,
    /// What stands above the title: where in the course it is.
    pub(super) eyebrow: String,
    pub(super) title: String,
    pub(super) body: Body,
    /// What the trainer reads, in paragraphs.
    pub(super) notes: Vec<Vec<Run>>,
}

/// The layouts of the theme, in the order of its master.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Layout {
    Title,
    Points,
    Care,
    Pause,
    Figure,
}

/// What stands below the title.
pub(super) enum Body {
    /// What the course is, and its facts.
    Cover {
        lead: String,
        facts: String,
    },
    Points(Points),
    /// The rows of the programme that stand in the table.
    Programme(std::ops::Range<usize>),
    /// The five steps of the meldcode; those with these numbers are marked.
    Steps(Vec<u8>),
}

/// Paragraphs that are as large as the slide allows.
pub(super) struct Points {
    pub(super) paragraphs: Vec<Vec<Run>>,
    /// The size of the letters, in points.
    pub(super) size: u32,
    /// The number of the first one, where they have numbers.
    pub(super) first: Option<usize>,
}

impl Layout {
    /// Every layout with its file in the theme.
    pub(super) const ALL: [(Self, &'static str); 5] = [
        (Self::Title, "layout-title.xml"),
        (Self::Points, "layout-points.xml"),
        (Self::Care, "layout-care.xml"),
        (Self::Pause, "layout-pause.xml"),
        (Self::Figure, "layout-figure.xml"),
    ];

    /// The sizes that the letters of its text may have, the first of which is that of
    /// its file.
    pub(super) fn sizes(self) -> Sizes {
        self.frame().1
    }

    /// The place of its text, without the indent of lists, as the file of the theme
    /// has it, and the sizes of letters that it may have, of which the first is that
    /// of the file.
    fn frame(self) -> (Frame, Sizes) {
        match self {
            Self::Care => (Frame { width: 840.0, height: 331.0 }, [20, 18, 18, 16]),
            Self::Pause => (Frame { width: 820.0, height: 165.0 }, [28, 24, 20, 18]),
            _ => (Frame { width: 820.0, height: 331.0 }, [32, 28, 24, 20]),
        }
    }
}

/// How many rows of the programme a slide has at most.
const ROWS: usize = 9;

/// How many questions of a case a slide has at most: their answers stand in the notes.
const QUESTIONS: usize = 3;

/// The slides of a course in their order.
pub(super) fn deck(material: &Material<'_>) -> Vec<Slide> {
    let mut deck = Deck { material, eyebrow: material.page.title.to_owned(), notes: Vec::new(), slides: Vec::new() };
    deck.cover();
    deck.list(material.word("section.goals"), &material.course.goals);
    deck.care();
    deck.programme();
    let mut steps = Vec::new();
    for timed in material.timed() {
        deck.part(&timed, &mut steps);
    }
    deck.eyebrow = material.page.title.to_owned();
    deck.notes.clear();
    deck.points(Layout::Points, material.word("section.go_to"), material.urgent());
    deck.sources();
    deck.slides
}

/// Slides that are being made.
struct Deck<'m, 'a> {
    material: &'m Material<'a>,
    /// What stands above the titles of the slides to come.
    eyebrow: String,
    /// What the notes of the slides to come start with.
    notes: Vec<Vec<Run>>,
    slides: Vec<Slide>,
}

impl<'a> Deck<'_, 'a> {
    fn push(&mut self, layout: Layout, title: String, body: Body) {
        let (eyebrow, notes) = (self.eyebrow.clone(), self.notes.clone());
        self.slides.push(Slide { layout, eyebrow, title, body, notes });
    }

    /// A slide with paragraphs, or as many as hold them.
    fn points(&mut self, layout: Layout, title: &str, paragraphs: Vec<Vec<Run>>) {
        let (frame, sizes) = layout.frame();
        self.shared(layout, title, paragraphs, frame, sizes);
    }

    fn shared(&mut self, layout: Layout, title: &str, paragraphs: Vec<Vec<Run>>, frame: Frame, sizes: Sizes) {
        let pieces: Vec<_> = paragraphs.into_iter().flat_map(|runs| fit::broken(runs, frame, sizes[SHARED])).collect();
        let (size, counts) = fit::share(&pieces, frame, sizes);
        let mut pieces = pieces.into_iter();
        for (index, count) in counts.iter().enumerate() {
            let paragraphs = pieces.by_ref().take(*count).collect();
            let title = self.of_more(title, index, counts.len());
            self.push(layout, title, Body::Points(Points { paragraphs, size, first: None }));
        }
    }

    /// The title of one of some slides with the same title.
    fn of_more(&self, title: &str, index: usize, count: usize) -> String {
        if count < 2 {
            return title.to_owned();
        }
        let n = (index + 1).to_string();
        self.material
            .string("/slides/more")
            .replace("{n}", &n)
            .replace("{count}", &count.to_string())
            .replace("{title}", title)
    }

    fn list(&mut self, title: &str, points: &[Inline]) {
        self.points(Layout::Points, title, points.iter().map(|point| self.material.runs(point)).collect());
    }

    fn cover(&mut self) {
        let Material { page, course, site, .. } = self.material;
        let labels = &site.theme().words.labels;
        let updated = page.updated.map(|date| labels.date(date));
        let facts: Vec<String> =
            [labels.time(course.minutes), labels.group(&course.group)].into_iter().chain(updated).collect();
        for (key, points) in [("section.preparation", &course.preparation), ("section.materials", &course.materials)] {
            self.notes.push(vec![Run::bold(self.material.word(key))]);
            self.notes.extend(points.iter().map(|point| self.material.runs(point)));
        }
        self.eyebrow = site.checked.settings.title.as_str().to_owned();
        self.push(
            Layout::Title,
            page.title.to_owned(),
            Body::Cover { lead: page.summary.to_owned(), facts: facts.join(" · ") },
        );
        self.notes.clear();
        self.eyebrow = page.title.to_owned();
    }

    fn care(&mut self) {
        let parts = self.material.course.care.parts().into_iter().map(|(key, text)| {
            let label = Run::bold(format!("{}: ", self.material.word(&format!("care.{key}"))));
            [vec![label], self.material.runs(text)].concat()
        });
        self.points(Layout::Care, self.material.word("section.care"), parts.collect());
    }

    fn programme(&mut self) {
        let rows = self.material.course.programme.len();
        let count = rows.div_ceil(ROWS).max(1);
        let each = rows.div_ceil(count);
        for index in 0..count {
            let title = self.of_more(self.material.word("section.programme"), index, count);
            let range = index * each..rows.min((index + 1) * each);
            self.push(Layout::Figure, title, Body::Programme(range));
        }
    }

    /// The slides of a part of the programme: the steps of the meldcode that it is
    /// about, what is shown, and what is done.
    fn part(&mut self, timed: &Timed<'a>, steps: &mut Vec<u8>) {
        let (material, part) = (self.material, timed.part);
        self.eyebrow = format!("{} · {}", clock(timed.start), part.title);
        self.notes = vec![vec![Run::bold(material.when(timed))]];
        let before = self.slides.len();
        let used: Vec<&Page<'a>> = part.uses.iter().filter_map(|to| material.site.page(&to.id)).collect();
        let numbers: Vec<u8> = used
            .iter()
            .filter_map(|page| match page.content {
                Content::Stage(stage) => Some(stage.number),
                _ => None,
            })
            .collect();
        if !numbers.is_empty() && numbers != *steps {
            let said = numbers.iter().map(u8::to_string).collect::<Vec<_>>().join(material.string("/slides/and"));
            let title = material.string("/slides/steps_now").replace("{steps}", &said);
            self.push(Layout::Figure, title, Body::Steps(numbers.clone()));
            *steps = numbers;
        }
        part.slides.iter().for_each(|slide| self.shown(slide));
        for page in used {
            match page.content {
                Content::Exercise(exercise) => self.exercise(page, exercise, timed.start),
                Content::Case(case) => self.case(page, case),
                Content::Quiz(quiz) => self.quiz(page, quiz),
                _ => {}
            }
        }
        if self.slides.len() == before {
            let time = Run::bold(material.site.theme().words.labels.time(part.minutes));
            let form = if part.form == Setup::Break {
                Vec::new()
            } else {
                vec![Run::plain(format!(", {}", material.setup(part.form)))]
            };
            let texts = vec![[vec![time], form].concat(), material.runs(&part.text)];
            self.points(Layout::Pause, part.title.as_str(), texts);
        }
        self.begin(before, timed);
    }

    /// What happens in a part stands in the notes of its first slide.
    fn begin(&mut self, first: usize, timed: &Timed<'_>) {
        let material = self.material;
        let Some(slide) = self.slides.get_mut(first) else { return };
        let mut told = vec![material.said("/slides/happens", &timed.part.text)];
        let uses: Vec<&str> =
            timed.part.uses.iter().filter_map(|to| Some(material.site.target(&to.id)?.title)).collect();
        if !uses.is_empty() {
            told.push(vec![Run::bold(material.string("/slides/uses")), Run::plain(format!(" {}.", uses.join("; ")))]);
        }
        slide.notes.splice(1..1, told);
    }

    fn shown(&mut self, slide: &Shown) {
        self.notes.push(self.material.said("/training/notes", &slide.notes));
        self.list(slide.title.as_str(), &slide.points);
        self.notes.pop();
    }

    /// A slide about what is done, with its time and its goals.
    fn task(&mut self, page: &Page<'_>, training: &dyn Training, facts: String) {
        let session = training.session();
        let time = self.material.site.theme().words.labels.time(session.minutes);
        let goals = session.goals.iter().map(|goal| self.material.runs(goal));
        let points = std::iter::once(vec![Run::bold(format!("{time}{facts}"))]).chain(goals).collect();
        self.points(Layout::Points, page.title, points);
    }

    fn exercise(&mut self, page: &Page<'_>, exercise: &Exercise, start: u32) {
        let kept = self.notes.len();
        self.notes.push(vec![Run::bold(self.material.word("section.exercise_steps"))]);
        let mut at = start;
        for step in &exercise.steps {
            let mut runs = vec![Run::bold(format!("{} ", clock(at)))];
            runs.extend(self.material.runs(&step.text));
            self.notes.push(runs);
            at += step.minutes;
        }
        self.task(page, exercise, format!(", {}", self.material.setup(exercise.form)));
        self.notes.truncate(kept);
        self.debrief(page, &exercise.debrief);
    }

    fn case(&mut self, page: &Page<'_>, case: &Case) {
        let kept = self.notes.len();
        let story = self.material.blocks(Markdown::Block(case.story.as_str()));
        self.notes.push(vec![Run::bold(self.material.word("section.story"))]);
        self.notes.extend(story.into_iter().map(Block::into_runs));
        self.task(page, case, format!(". {}", self.material.string("/training/fictional")));
        self.notes.truncate(kept);
        self.questions(case);
        self.debrief(page, &case.debrief);
    }

    /// The questions of a case, their answers in the notes.
    fn questions(&mut self, case: &Case) {
        let title = self.material.word("section.case_questions");
        let count = case.questions.len().div_ceil(QUESTIONS).max(1);
        let kept = self.notes.len();
        let mut rest = case.questions.as_slice();
        for index in 0..count {
            let first = case.questions.len() - rest.len() + 1;
            let some;
            (some, rest) = rest.split_at(rest.len().div_ceil(count - index));
            for question in some {
                self.notes.push(vec![Run::bold(question.question.as_str())]);
                self.notes.push(self.material.runs(&question.answer));
            }
            let asked = some.iter().map(|question| vec![Run::plain(question.question.as_str())]).collect();
            let title = self.of_more(title, index, count);
            self.numbered(&title, asked, first);
            self.notes.truncate(kept);
        }
    }

    fn debrief(&mut self, page: &Page<'_>, questions: &[Inline]) {
        let title = self.material.string("/slides/debrief").replace("{title}", page.title);
        self.numbered(&title, questions.iter().map(|question| self.material.runs(question)).collect(), 1);
    }

    /// Paragraphs with numbers from `first` on.
    fn numbered(&mut self, title: &str, paragraphs: Vec<Vec<Run>>, mut first: usize) {
        let before = self.slides.len();
        self.points(Layout::Points, title, paragraphs);
        for slide in &mut self.slides[before..] {
            if let Body::Points(points) = &mut slide.body {
                points.first = Some(first);
                first += points.paragraphs.len();
            }
        }
    }

    fn quiz(&mut self, page: &Page<'_>, quiz: &Quiz) {
        let count = quiz.questions.len().to_string();
        self.task(page, quiz, self.material.string("/slides/questions").replace("{n}", &count));
    }

    /// What the course rests on, in letters that are smaller than others.
    fn sources(&mut self) {
        let mut sources = self.material.sources();
        sources.push(vec![Run::plain(self.material.string("/reader/licence"))]);
        let (frame, _) = Layout::Points.frame();
        self.shared(Layout::Points, self.material.word("page.bronnen.title"), sources, frame, [20, 18, 18, 16]);
    }
}
