//! A record as titled sections: the one shape that anchors, pages and search
//! documents are made from.

mod training;

use std::borrow::Cow;

use crate::load::Theme;
use crate::markdown::{Markdown, parts, slug};
use crate::record::{
    Activity, Balance, Block, Citation, ContactPage, Difference, Ending, Event, Exception, Explanation, Form, Glossary,
    Guidance, Inline, Instrument, Line, Module, Organisation, Page, Precondition, PreconditionCategory, Question, Ref,
    Region, RegionPage, Register, Sector, Source, Stage, Stop, Term, Timeline,
};

/// A section of a page.
#[derive(Debug)]
pub struct Section<'a> {
    /// Its anchor.
    pub id: Cow<'a, str>,
    /// Its heading; empty for the text before the first heading.
    pub title: Cow<'a, str>,
    /// How a page shows it.
    pub kind: SectionKind,
    /// What it holds.
    pub items: Vec<Item<'a>>,
    /// Other names of what it is about.
    pub aliases: Vec<&'a str>,
    /// What is said beside the heading: a date, a period, an abbreviation.
    pub meta: Option<&'a str>,
    /// Words to filter by.
    pub tags: Vec<&'static str>,
    /// Where its facts come from, where that is not said for the whole page.
    pub citations: &'a [Citation],
}

impl<'a> Section<'a> {
    fn new(
        id: impl Into<Cow<'a, str>>,
        title: impl Into<Cow<'a, str>>,
        kind: SectionKind,
        items: Vec<Item<'a>>,
    ) -> Self {
        let (id, title) = (id.into(), title.into());
        Self { id, title, kind, items, aliases: Vec::new(), meta: None, tags: Vec::new(), citations: &[] }
    }

    /// A short record within a page of many.
    fn entry(
        id: &'a Line,
        title: &'a Line,
        texts: impl IntoIterator<Item = &'a Inline>,
        citations: &'a [Citation],
    ) -> Self {
        let items = texts.into_iter().map(|text| Item::new(Markdown::Inline(text.as_str()))).collect();
        Self { citations, ..Self::new(id.as_str(), title.as_str(), SectionKind::Entry, items) }
    }
}

/// How a page shows a section.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum SectionKind {
    /// Running text.
    Prose,
    /// A list.
    List,
    /// A list under headings.
    Grouped,
    /// A list to tick off.
    Checklist,
    /// What to do.
    Do,
    /// What to avoid.
    Avoid,
    /// Titled exceptions.
    Exceptions,
    /// Dated changes or figures with their sources.
    Since,
    /// Risk against protection, by level.
    Balance,
    /// What happens, in its order.
    Flow,
    /// A short record within a page of many.
    Entry,
    /// How participants are looked after.
    Care,
    /// What happens at what time.
    Programme,
    /// A card for each player.
    Roles,
    /// Cards to cut, the front and the back of each one after the other.
    Cards,
    /// Questions, each with a good answer.
    Answers,
    /// A question with answers to choose from.
    Quiz,
}

impl SectionKind {
    /// The word that templates know it by.
    pub fn id(self) -> &'static str {
        match self {
            Self::Prose => "prose",
            Self::List => "list",
            Self::Grouped => "grouped",
            Self::Checklist => "checklist",
            Self::Do => "do",
            Self::Avoid => "avoid",
            Self::Exceptions => "exceptions",
            Self::Since => "since",
            Self::Balance => "balance",
            Self::Flow => "flow",
            Self::Entry => "entry",
            Self::Care => "care",
            Self::Programme => "programme",
            Self::Roles => "roles",
            Self::Cards => "cards",
            Self::Answers => "answers",
            Self::Quiz => "quiz",
        }
    }
}

/// A text within a section.
#[derive(Debug)]
pub struct Item<'a> {
    /// Its anchor; empty for running text.
    pub id: String,
    /// The heading it stands under, or its own title.
    pub group: Option<&'a str>,
    /// The year of a change.
    pub year: Option<i16>,
    /// What stands beside it: who and when, or the side of a balance.
    pub notes: Vec<&'a str>,
    /// The text.
    pub text: Markdown<'a>,
    /// Where it stands.
    pub source: Option<&'a Ref<Source>>,
}

impl<'a> Item<'a> {
    fn new(text: Markdown<'a>) -> Self {
        Self { id: String::new(), group: None, year: None, notes: Vec::new(), text, source: None }
    }
}

/// Names for anchors and headings, from the theme.
struct Outline<'a> {
    theme: &'a Theme,
    sections: Vec<Section<'a>>,
}

impl<'a> Outline<'a> {
    fn new(theme: &'a Theme) -> Self {
        Self { theme, sections: Vec::new() }
    }

    fn add(&mut self, key: &str, kind: SectionKind, items: Vec<Item<'a>>) {
        if items.is_empty() {
            return;
        }
        let key = format!("section.{key}");
        let title =
            self.theme.words.labels.words.get(&key).map_or(Cow::Owned(key), |word| Cow::Borrowed(word.as_str()));
        let id = slug(&title);
        let items = number(&id, kind, items);
        self.sections.push(Section::new(id, title, kind, items));
    }

    fn prose(&mut self, key: &str, text: &'a Block) {
        self.add(key, SectionKind::Prose, vec![Item::new(Markdown::Block(text.as_str()))]);
    }

    fn sentence(&mut self, key: &str, text: &'a Inline) {
        self.add(key, SectionKind::Prose, vec![Item::new(Markdown::Inline(text.as_str()))]);
    }

    fn list(&mut self, key: &str, kind: SectionKind, texts: &'a [Inline]) {
        self.add(key, kind, texts.iter().map(|text| Item::new(Markdown::Inline(text.as_str()))).collect());
    }

    fn optional(&mut self, key: &str, text: Option<&'a Block>) {
        if let Some(text) = text {
            self.prose(key, text);
        }
    }

    fn exceptions(&mut self, key: &str, exceptions: &'a [Exception]) {
        self.titled(key, exceptions.iter().map(|exception| (&exception.title, &exception.text)));
    }

    fn titled(&mut self, key: &str, texts: impl Iterator<Item = (&'a Line, &'a Inline)>) {
        let titled = texts
            .map(|(title, text)| Item { group: Some(title.as_str()), ..Item::new(Markdown::Inline(text.as_str())) });
        self.add(key, SectionKind::Exceptions, titled.collect());
    }

    fn dated(&mut self, key: &str, changes: impl Iterator<Item = (i16, &'a Inline, &'a Ref<Source>)>) {
        let items = changes.map(|(year, text, source)| Item {
            year: Some(year),
            source: Some(source),
            ..Item::new(Markdown::Inline(text.as_str()))
        });
        self.add(key, SectionKind::Since, items.collect());
    }

    fn parts(&mut self, text: &'a Block) {
        let mut taken: Vec<String> = Vec::new();
        for (title, text) in parts(text.as_str()) {
            let title = title.unwrap_or_default();
            let mut id = slug(&title);
            while !id.is_empty() && taken.contains(&id) {
                id.push_str("-2");
            }
            taken.push(id.clone());
            let items = vec![Item::new(Markdown::Block(text))];
            self.sections.push(Section::new(id, title, SectionKind::Prose, items));
        }
    }
}

/// Gives the items of lists their anchors: `doelen-1`, `doelen-2`, ...
fn number<'a>(section: &str, kind: SectionKind, mut items: Vec<Item<'a>>) -> Vec<Item<'a>> {
    if !matches!(kind, SectionKind::Prose | SectionKind::Cards) {
        for (index, item) in items.iter_mut().enumerate() {
            item.id = format!("{section}-{}", index + 1);
        }
    }
    items
}

/// A record whose page has sections.
pub(crate) trait Outlined: Sync {
    /// Its sections in the order of the page.
    fn outline<'a>(&'a self, theme: &'a Theme) -> Vec<Section<'a>>;
}

impl Outlined for Module {
    fn outline<'a>(&'a self, theme: &'a Theme) -> Vec<Section<'a>> {
        let mut outline = Outline::new(theme);
        outline.sentence("target_group", &self.target_group.text);
        outline.list("goals", SectionKind::List, &self.goals);
        outline.sentence("duration", &self.duration.text);
        outline.sentence("setting", &self.setting.text);
        outline.prose("approach", &self.approach);
        let activity = |activity: &'a Activity| Item {
            group: activity.group.as_ref().map(|group| group.as_str()),
            ..Item::new(Markdown::Inline(activity.text.as_str()))
        };
        outline.add("activities", SectionKind::Grouped, self.activities.iter().map(activity).collect());
        outline.list("additional", SectionKind::List, &self.additional);
        outline.add("preconditions", SectionKind::Grouped, preconditions(theme, &self.preconditions));
        outline.dated("since", self.since.iter().map(|since| (since.year, &since.text, &since.source)));
        outline.sections
    }
}

/// Preconditions by category, in the order of the source within each.
fn preconditions<'a>(theme: &'a Theme, preconditions: &'a [Precondition]) -> Vec<Item<'a>> {
    let of = |category: PreconditionCategory| {
        let key = format!("precondition.{}", category.id());
        let group = theme.words.labels.words.get(&key).map(String::as_str);
        preconditions
            .iter()
            .filter(move |precondition| precondition.category == category)
            .map(move |precondition| Item { group, ..Item::new(Markdown::Inline(precondition.text.as_str())) })
    };
    PreconditionCategory::ALL.iter().flat_map(|category| of(*category)).collect()
}

impl Outlined for Stage {
    fn outline<'a>(&'a self, theme: &'a Theme) -> Vec<Section<'a>> {
        let mut outline = Outline::new(theme);
        outline.prose("purpose", &self.purpose);
        outline.list("do", SectionKind::Do, &self.r#do);
        outline.list("avoid", SectionKind::Avoid, &self.avoid);
        outline.sentence("who", &self.who);
        outline.list("questions", SectionKind::List, &self.questions);
        outline.list("record", SectionKind::List, &self.record);
        outline.exceptions("exceptions", &self.exceptions);
        outline.list("checklist", SectionKind::Checklist, &self.checklist);
        outline.optional("history", self.history.as_ref());
        outline.sections
    }
}

impl Outlined for Question {
    fn outline<'a>(&'a self, theme: &'a Theme) -> Vec<Section<'a>> {
        let mut outline = Outline::new(theme);
        let items = vec![
            Item::new(Markdown::Plain(self.question.as_str())),
            Item::new(Markdown::Block(self.explanation.as_str())),
            Item::new(Markdown::Inline(self.yes.text.as_str())),
            Item::new(Markdown::Inline(self.no.text.as_str())),
        ];
        outline.sections.push(Section::new("", "", SectionKind::Prose, items));
        outline.list("examples", SectionKind::List, &self.examples);
        outline.sections
    }
}

impl Outlined for Ending {
    fn outline<'a>(&'a self, theme: &'a Theme) -> Vec<Section<'a>> {
        let mut outline = Outline::new(theme);
        outline.list("do_now", SectionKind::Do, &self.r#do);
        outline.list("record", SectionKind::List, &self.record);
        outline.parts(&self.body);
        outline.sections
    }
}

impl Outlined for Guidance {
    fn outline<'a>(&'a self, theme: &'a Theme) -> Vec<Section<'a>> {
        let mut outline = Outline::new(theme);
        outline.parts(&self.body);
        outline.add("balance", SectionKind::Balance, self.balance.iter().flat_map(factors).collect());
        let stop = |stop: &'a Stop| Item {
            group: Some(stop.title.as_str()),
            notes: std::iter::once(stop.who.as_str()).chain(stop.when.as_ref().map(Line::as_str)).collect(),
            ..Item::new(Markdown::Inline(stop.text.as_str()))
        };
        outline.add("flow", SectionKind::Flow, self.flow.iter().map(stop).collect());
        outline.list("checklist", SectionKind::Checklist, &self.checklist);
        outline.sections
    }
}

/// The factors of a level, each with its side.
fn factors(balance: &Balance) -> impl Iterator<Item = Item<'_>> {
    let sides = [("risk", &balance.risk), ("protective", &balance.protective)];
    sides.into_iter().flat_map(move |(side, factors)| {
        factors.iter().map(move |factor| Item {
            group: Some(balance.level.as_str()),
            notes: vec![side],
            ..Item::new(Markdown::Inline(factor.as_str()))
        })
    })
}

impl Outlined for Form {
    fn outline<'a>(&'a self, theme: &'a Theme) -> Vec<Section<'a>> {
        let mut outline = Outline::new(theme);
        outline.prose("definition", &self.definition);
        let signals = self.signals.iter().flat_map(|signals| {
            signals
                .items
                .iter()
                .map(|text| Item { group: Some(signals.group.as_str()), ..Item::new(Markdown::Inline(text.as_str())) })
        });
        outline.add("signals", SectionKind::Grouped, signals.collect());
        if let Some(text) = &self.signals_elsewhere {
            outline.sentence("signals_elsewhere", text);
        }
        outline.exceptions("special", &self.special);
        outline.list("go_to", SectionKind::List, &self.go_to);
        outline.dated("figures", self.figures.iter().map(|figure| (figure.year, &figure.text, &figure.source)));
        outline.optional("history", self.history.as_ref());
        outline.sections
    }
}

impl Outlined for Sector {
    fn outline<'a>(&'a self, theme: &'a Theme) -> Vec<Section<'a>> {
        let mut outline = Outline::new(theme);
        outline.prose("same", &self.same);
        let difference = |difference: &'a Difference| (&difference.title, &difference.text);
        outline.titled("differs", self.differs.iter().map(difference));
        outline.list("ask", SectionKind::List, &self.ask);
        outline.list("law", SectionKind::List, &self.law);
        outline.sections
    }
}

impl Outlined for Organisation {
    fn outline<'a>(&'a self, theme: &'a Theme) -> Vec<Section<'a>> {
        let mut outline = Outline::new(theme);
        outline.optional("now", self.now.as_ref());
        outline.list("tasks", SectionKind::List, &self.tasks);
        outline.optional("then", self.then.as_ref());
        outline.sections
    }
}

impl Outlined for Region {
    fn outline<'a>(&'a self, theme: &'a Theme) -> Vec<Section<'a>> {
        let mut outline = Outline::new(theme);
        let names = self.municipalities.iter().map(|place| Item {
            notes: place.aliases.iter().map(Line::as_str).collect(),
            ..Item::new(Markdown::Plain(place.name.as_str()))
        });
        outline.add("municipalities", SectionKind::List, names.collect());
        if let Some(body) = &self.body {
            outline.parts(body);
        }
        outline.sections
    }
}

impl Outlined for Register {
    fn outline<'a>(&'a self, _: &'a Theme) -> Vec<Section<'a>> {
        let entry = |entry: &'a Instrument| Section {
            aliases: entry.aliases.iter().map(Line::as_str).collect(),
            meta: entry.period.as_ref().map(Line::as_str),
            tags: entry.chain.iter().map(|part| part.id()).collect(),
            ..Section::entry(&entry.id, &entry.title, std::iter::once(&entry.text).chain(&entry.state), &entry.sources)
        };
        self.entries.iter().map(entry).collect()
    }
}

impl Outlined for Glossary {
    fn outline<'a>(&'a self, _: &'a Theme) -> Vec<Section<'a>> {
        let entry = |term: &'a Term| Section {
            aliases: term.abbreviation.iter().chain(&term.aliases).map(Line::as_str).collect(),
            meta: term.abbreviation.as_ref().map(Line::as_str),
            ..Section::entry(&term.id, &term.title, std::iter::once(&term.text).chain(&term.replaced_by), &term.sources)
        };
        self.entries.iter().map(entry).collect()
    }
}

impl Outlined for Timeline {
    fn outline<'a>(&'a self, _: &'a Theme) -> Vec<Section<'a>> {
        let entry = |event: &'a Event| Section {
            meta: Some(event.date.as_str()),
            ..Section::entry(&event.id, &event.title, std::iter::once(&event.text), &event.sources)
        };
        let mut events: Vec<&Event> = self.entries.iter().collect();
        events.sort_by_key(|event| event.year);
        events.into_iter().map(entry).collect()
    }
}

impl Outlined for Page {
    fn outline<'a>(&'a self, theme: &'a Theme) -> Vec<Section<'a>> {
        let mut outline = Outline::new(theme);
        outline.parts(&self.body);
        outline.sections
    }
}

/// The contact page has no anchors: each would be a row in the history.
impl Outlined for ContactPage {
    fn outline<'a>(&'a self, _: &'a Theme) -> Vec<Section<'a>> {
        let section = |explanation: &'a Explanation| {
            let items = vec![Item::new(Markdown::Block(explanation.text.as_str()))];
            Section::new("", explanation.title.as_str(), SectionKind::Prose, items)
        };
        self.explanations.iter().map(section).collect()
    }
}

impl Outlined for RegionPage {
    fn outline<'a>(&'a self, theme: &'a Theme) -> Vec<Section<'a>> {
        let mut outline = Outline::new(theme);
        outline.parts(&self.explanation);
        outline.sections
    }
}

impl Outlined for Source {
    fn outline<'a>(&'a self, theme: &'a Theme) -> Vec<Section<'a>> {
        let mut outline = Outline::new(theme);
        outline.parts(&self.body);
        outline.sections
    }
}
