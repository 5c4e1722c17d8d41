//! The lesson plan: what a trainer holds in hand while giving the course.

use super::material::Material;
use super::word::{Cell, Text};
use crate::markdown::Markdown;
use crate::markdown::blocks::Run;
use crate::model::Page;
use crate::record::{Case, Exercise, Inline, Role, Session, Training, clock};

/// The widths of tables, in twentieths of a point.
const FACTS: [u32; 2] = [2200, 7438];
const PARTS: [u32; 4] = [1100, 1400, 4638, 2500];
const STEPS: [u32; 3] = [1100, 1400, 7138];
const SIDES: [u32; 2] = [4819, 4819];

/// The plan.
pub(super) fn plan(material: &Material<'_>) -> crate::Result<Option<Vec<u8>>> {
    let Material { page, course, .. } = material;
    let mut text = Text::default();
    text.paragraph("Title", &[Run::plain(page.title)]);
    text.paragraph("Subtitle", &[Run::plain(page.summary)]);
    let mut facts = vec![("fact.target_group", material.runs(&course.audience))];
    facts.extend(course.prior.iter().map(|prior| ("fact.prior", material.runs(prior))));
    facts.extend(extent(material, course.session()));
    add_facts(&mut text, material, facts);
    text.paragraph("Normal", &[Run::bold(material.string("/paper/contents"))]);
    text.contents_here();

    add_session(&mut text, material, 1, course.session());
    text.heading_on_new_sheet(1, material.word("section.programme"));
    add_programme(&mut text, material);
    text.heading(1, material.string("/paper/parts"));
    add_parts(&mut text, material);
    if material.exercises().next().is_some() {
        text.heading_on_new_sheet(1, material.word("training.exercise"));
        material.exercises().for_each(|(page, exercise)| add_exercise(&mut text, material, page, exercise));
    }
    if material.cases().next().is_some() {
        text.heading_on_new_sheet(1, material.word("training.case"));
        material.cases().for_each(|(page, case)| add_case(&mut text, material, page, case));
    }
    add_sources(&mut text, material);
    add_cards(&mut text, material);
    let title = format!("{}: {}", material.word("pack.plan"), page.title);
    text.finish(material, &title).map(Some)
}

/// Whom to call at once, in a box.
pub(super) fn add_urgent(text: &mut Text, material: &Material<'_>) {
    text.list("Box", material.urgent());
}

/// What one may do with the texts of the course, and what they rest on.
pub(super) fn add_sources(text: &mut Text, material: &Material<'_>) {
    text.heading(1, material.word("page.bronnen.title"));
    text.paragraph("Small", &[Run::plain(material.string("/reader/licence"))]);
    text.list("ListBullet", material.sources());
}

/// How long a session takes and for how many it is.
fn extent(material: &Material<'_>, session: Session<'_>) -> [(&'static str, Cell); 2] {
    let labels = &material.site.theme().words.labels;
    [
        ("fact.duration", vec![Run::plain(labels.time(session.minutes))]),
        ("fact.group", vec![Run::plain(labels.group(session.group))]),
    ]
}

fn add_facts(text: &mut Text, material: &Material<'_>, facts: Vec<(&str, Cell)>) {
    let rows = facts.into_iter().map(|(key, runs)| vec![vec![Run::plain(material.word(key))], runs]);
    text.facts(&FACTS, rows.collect());
}

fn add_list(text: &mut Text, material: &Material<'_>, (level, key): (u8, &str), style: &str, items: &[Inline]) {
    if items.is_empty() {
        return;
    }
    text.heading(level, material.word(key));
    text.list(style, items.iter().map(|item| material.runs(item)));
}

/// What every session has, under headings of a level.
fn add_session(text: &mut Text, material: &Material<'_>, level: u8, session: Session<'_>) {
    add_list(text, material, (level, "section.goals"), "ListBullet", session.goals);
    text.heading(level, material.word("section.care"));
    for (key, words) in session.care.parts() {
        let label = Run::bold(format!("{}: ", material.word(&format!("care.{key}"))));
        text.paragraph("Box", &[vec![label], material.runs(words)].concat());
    }
    add_list(text, material, (level, "section.preparation"), "ListCheck", session.preparation);
    add_list(text, material, (level, "section.materials"), "ListCheck", session.materials);
}

fn head(material: &Material<'_>, keys: &[&str]) -> Vec<Cell> {
    keys.iter().map(|key| vec![Run::plain(material.string(&format!("/training/{key}")))]).collect()
}

fn add_programme(text: &mut Text, material: &Material<'_>) {
    let plain = |words: String| vec![Run::plain(words)];
    let mut rows = vec![head(material, &["start", "minutes", "part", "form"])];
    rows.extend(material.timed().iter().map(|timed| {
        let part = timed.part;
        let form = material.setup(part.form).to_owned();
        vec![
            plain(clock(timed.start)),
            plain(part.minutes.to_string()),
            plain(part.title.as_str().to_owned()),
            plain(form),
        ]
    }));
    let end = material.string("/training/end").to_owned();
    rows.push(vec![plain(clock(material.course.minutes)), Vec::new(), plain(end), Vec::new()]);
    text.table("Rows", &PARTS, rows);
}

/// Each part with what happens, what it makes use of, and what is said with its
/// slides.
fn add_parts(text: &mut Text, material: &Material<'_>) {
    for timed in material.timed() {
        text.heading(2, &format!("{} {}", clock(timed.start), timed.part.title));
        text.paragraph("Small", &[Run::plain(material.when(&timed))]);
        text.paragraph("Normal", &material.runs(&timed.part.text));
        let uses = timed.part.uses.iter().filter_map(|to| material.site.page(&to.id));
        let uses: Vec<Cell> = uses.map(|page| vec![Run::linked(page.title, material.address(page))]).collect();
        if !uses.is_empty() {
            text.paragraph("Normal", &[Run::bold(material.string("/slides/uses"))]);
            text.list("ListBullet", uses);
        }
        for slide in &timed.part.slides {
            let title = material.string("/paper/slide").replace("{title}", slide.title.as_str());
            text.paragraph("Normal", &[vec![Run::bold(format!("{title} "))], material.runs(&slide.notes)].concat());
        }
    }
}

/// The title of what is done, what it is, and what every session has.
fn add_task(text: &mut Text, material: &Material<'_>, page: &Page<'_>, training: &dyn Training) {
    let session = training.session();
    text.heading(2, page.title);
    text.paragraph("Normal", &[Run::plain(page.summary)]);
    add_facts(text, material, extent(material, session).to_vec());
    add_session(text, material, 3, session);
}

fn add_questions(text: &mut Text, material: &Material<'_>, questions: &[Inline]) {
    text.heading(3, material.word("section.debrief"));
    text.numbered(questions.iter().map(|question| material.runs(question)));
}

fn add_exercise(text: &mut Text, material: &Material<'_>, page: &Page<'_>, exercise: &Exercise) {
    add_task(text, material, page, exercise);
    text.heading(3, material.word("section.exercise_steps"));
    let mut at = 0;
    let mut rows = vec![head(material, &["start", "minutes", "what"])];
    for step in &exercise.steps {
        let times = [clock(at), step.minutes.to_string()].map(|time| vec![Run::plain(time)]);
        rows.push(times.into_iter().chain([material.runs(&step.text)]).collect());
        at += step.minutes;
    }
    text.table("Rows", &STEPS, rows);
    add_questions(text, material, &exercise.debrief);
    add_list(text, material, (3, "section.variants"), "ListBullet", &exercise.variants);
}

fn add_case(text: &mut Text, material: &Material<'_>, page: &Page<'_>, case: &Case) {
    add_task(text, material, page, case);
    add_story(text, material, 3, case);
    text.heading(3, material.string("/paper/answers"));
    for (number, question) in (1..).zip(&case.questions) {
        text.paragraph("Normal", &[Run::bold(format!("{number}. {}", question.question))]);
        text.paragraph("Normal", &material.runs(&question.answer));
    }
    add_questions(text, material, &case.debrief);
}

/// The story of a case, which says that it is one.
pub(super) fn add_story(text: &mut Text, material: &Material<'_>, level: u8, case: &Case) {
    text.heading(level, material.word("section.story"));
    text.paragraph("Small", &[Run::plain(material.string("/training/fictional"))]);
    text.blocks(material.blocks(Markdown::Block(case.story.as_str())), level);
}

/// Every card on sheets of their own, at the end: they are cut out.
fn add_cards(text: &mut Text, material: &Material<'_>) {
    let roles = material.cases().map(|(page, case)| (page, &case.roles, &[][..]));
    let all = material.exercises().map(|(page, exercise)| (page, &exercise.roles, exercise.cards.as_slice()));
    let all: Vec<_> = all.chain(roles).filter(|(_, roles, cards)| !roles.is_empty() || !cards.is_empty()).collect();
    if all.is_empty() {
        return;
    }
    text.heading_on_new_sheet(1, material.string("/paper/cards"));
    text.paragraph("Normal", &[Run::plain(material.string("/paper/cut"))]);
    for (page, roles, cards) in all {
        text.heading(2, page.title);
        let card = |role: &Role| vec![vec![Run::bold(role.name.as_str())], material.runs(&role.text)];
        text.cards(roles.iter().map(card).collect());
        if !cards.is_empty() {
            let sides = cards.iter().map(|card| vec![material.runs(&card.text), material.runs(&card.answer)]);
            let rows = std::iter::once(head(material, &["front", "back"])).chain(sides);
            text.table("Sides", &SIDES, rows.collect());
        }
    }
}
