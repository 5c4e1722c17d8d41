//! What the YAML files may hold: one struct per kind of record.
//!
//! These structs are the only description of the content: serde reads the files
//! with them, schemars makes from them the schema that finds the place of a
//! mistake and that editors check with.

mod analysis;
mod citizen;
mod contact;
mod facet;
mod form;
mod kinds;
mod meldcode;
mod module;
mod page;
mod queries;
mod register;
mod settings;
mod shape;
mod synonyms;
mod text;
mod training;
mod words;

pub use analysis::{Analysis, Edges, Fields, KindWeight};
pub use citizen::{ChannelText, ContactPage, ContactText, ContactTexts, Explanation, RegionPage, SituationText};
pub use contact::{Certainty, Channel, ChannelType, Checked, Contact, Situation, Status};
pub use facet::{Facet, Length, UNSAID};
pub use form::{Difference, Figure, Form, Organisation, Sector, Signals};
pub(crate) use kinds::{AnyRecord, Reader};
pub use kinds::{Entry, Kind, Records};
pub(crate) use meldcode::LAST;
pub use meldcode::{Answer, Balance, Ending, Exception, Guidance, Outcome, Question, Stage, Stop};
pub use module::{
    Activity, Audience, Bound, Chain, Contacts, Duration, Function, Means, Module, Precondition, PreconditionCategory,
    Setting, Since, TargetGroup, Venue,
};
pub use page::{Page, Source, SourceType};
pub use queries::{Bar, Queries, Query, Split, Tag};
pub use register::{Event, Glossary, Instrument, Municipality, Region, Register, Term, Timeline};
pub use settings::{Admin, Door, Feedback, Forge, Freshness, Level, Levels, NavItem, SiteSettings};
pub use synonyms::{Synonyms, Toward};
pub use text::{Block, Inline, Leaf, Leaves, Line, Names, Path, Ref, Step, Target, Visit};
pub use training::{
    Card, Care, Case, CaseQuestion, Choice, Course, Exercise, ExerciseStep, Group, Handout, Part, Quiz, QuizAnswer,
    QuizQuestion, Role, Session, Setup, Slide, Training, Usable, clock,
};
pub(crate) use words::schema;

use jiff::civil::Date;
use shape::part;

part! {
    /// A source of facts and the place in it.
    Citation {
        /// The id of a record in `sources/`.
        source: Ref<Source>,
        /// The section, as printed there.
        #[serde(default)]
        section: Option<Line>,
    }
}

/// What every record has.
#[derive(Clone, Copy, Debug)]
pub struct Head<'a> {
    /// The name.
    pub title: &'a str,
    /// What it is and for whom.
    pub summary: &'a str,
    /// Other names.
    pub aliases: &'a [Line],
    /// Ids that it had before.
    pub former: &'a [Line],
    /// Where the facts come from.
    pub sources: &'a [Citation],
    /// The day of the last change or check.
    pub updated: Date,
    /// The time described, where that is the past.
    pub period: Option<&'a str>,
}

/// A record of the content.
pub trait Record: Leaves {
    /// Its kind.
    fn kind(&self) -> Kind;

    /// What it has in common with all others.
    fn head(&self) -> Head<'_>;
}
