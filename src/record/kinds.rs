//! The list of kinds, and what follows from it: adding a kind is one line here,
//! its struct, and its page in `model`.

use std::collections::BTreeSet;

use serde::de::DeserializeOwned;

use schemars::JsonSchema;

use super::{
    Case, Contact, Course, Ending, Exercise, Form, Glossary, Guidance, Leaves, Module, Names, Organisation, Page,
    Question, Quiz, Record, Region, Register, Sector, Source, Stage, Timeline,
};
use crate::diagnostic::Said;
use crate::said;

/// A record with its id and the file it came from.
#[derive(Debug)]
pub struct Entry<T> {
    /// The file stem: what links and addresses are made of.
    pub id: String,
    /// Its place in [`Sources::files`](crate::load::Sources::files).
    pub file: usize,
    /// What the file holds.
    pub value: T,
}

/// Reads one file as the struct that its kind asks for.
pub(crate) trait Reader {
    /// Why it could not be read.
    type Failure;

    /// Reads the file as `T`.
    fn read<T: DeserializeOwned + JsonSchema>(&self) -> Result<T, Self::Failure>;
}

macro_rules! kinds {
    ($($(#[$meta:meta])* $name:ident: $field:ident, $id:literal ($dutch:literal), $folder:literal;)*) => {
        /// The kinds of record.
        #[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
        pub enum Kind { $($(#[$meta])* $name,)* }

        impl Kind {
            /// Every kind, in the order in which a site shows them.
            pub const ALL: &'static [Self] = &[$(Self::$name),*];

            /// The word for it in data, class names and labels.
            pub const fn id(self) -> &'static str {
                match self { $(Self::$name => $id,)* }
            }

            /// The word for it in Dutch.
            pub const fn dutch(self) -> &'static str {
                match self { $(Self::$name => $dutch,)* }
            }

            /// The word for it in messages.
            pub(crate) fn name(self) -> Said {
                match self { $(Self::$name => said!($id, $dutch),)* }
            }

            /// The folder under `content/` that holds its files.
            pub const fn folder(self) -> &'static str {
                match self { $(Self::$name => $folder,)* }
            }
        }

        /// A record of any kind.
        #[derive(Clone)]
        pub(crate) enum AnyRecord { $($name($name),)* }

        impl AnyRecord {
            pub(crate) fn read<R: Reader>(kind: Kind, reader: &R) -> Result<Self, R::Failure> {
                match kind { $(Kind::$name => reader.read().map(Self::$name),)* }
            }
        }

        /// Every record, by kind, in the order of the ids.
        #[derive(Debug, Default)]
        pub struct Records { $($(#[$meta])* pub $field: Vec<Entry<$name>>,)* }

        impl Records {
            pub(crate) fn push(&mut self, id: String, file: usize, record: AnyRecord) {
                match record { $(AnyRecord::$name(value) => self.$field.push(Entry { id, file, value }),)* }
            }

            /// Lets references by a former id name the record of today.
            pub(crate) fn rename(&mut self, names: &Names) {
                $(self.$field.iter_mut().for_each(|entry| entry.value.rename(names));)*
            }

            /// Every record with its id and the number of its file.
            pub fn iter(&self) -> impl Iterator<Item = (&str, usize, &dyn Record)> {
                let records = std::iter::empty::<(&str, usize, &dyn Record)>();
                $(let records = records.chain(
                    self.$field.iter().map(|entry| (entry.id.as_str(), entry.file, &entry.value as &dyn Record)),
                );)*
                records
            }
        }
    };
}

kinds! {
    /// The modules of the steunpunt.
    Module: modules, "module" ("module"), "modules";
    /// The steps of the meldcode.
    Stage: stages, "step" ("stap"), "meldcode/steps";
    /// The questions of the afwegingskader.
    Question: questions, "question" ("vraag"), "meldcode/weighing";
    /// The ways in which the afwegingskader ends.
    Ending: endings, "ending" ("uitkomst"), "meldcode/endings";
    /// Guidance that belongs to steps of the meldcode.
    Guidance: guidance, "guidance" ("handreiking"), "meldcode/guidance";
    /// The sectors of the meldcode.
    Sector: sectors, "sector" ("sector"), "meldcode/sectors";
    /// The forms of violence.
    Form: forms, "form" ("vorm van geweld"), "forms";
    /// The organisations of the chain.
    Organisation: organisations, "organisation" ("organisatie"), "organisations";
    /// The register of instruments, by sort.
    Register: registers, "instrument" ("instrument"), "instruments";
    /// The glossary, by subject.
    Glossary: glossaries, "term" ("begrip"), "glossary";
    /// The timeline.
    Timeline: timelines, "event" ("gebeurtenis"), "timeline";
    /// The courses.
    Course: courses, "course" ("cursus"), "training/courses";
    /// The exercises.
    Exercise: exercises, "exercise" ("oefening"), "training/exercises";
    /// The cases, all of them fictional.
    Case: cases, "case" ("casus"), "training/cases";
    /// The self-tests.
    Quiz: quizzes, "quiz" ("zelftoets"), "training/quizzes";
    /// The regions of Veilig Thuis.
    Region: regions, "region" ("regio"), "regions";
    /// The places to report or to get help.
    Contact: contacts, "contact" ("contact"), "contacts";
    /// The sources of facts.
    Source: sources, "source" ("bron"), "sources";
    /// The free pages.
    Page: pages, "page" ("pagina"), "pages";
}

impl Records {
    /// The ids of today by those that records had before. An id in use is none of
    /// these, and of two records that claim one the first has it.
    pub(crate) fn renamed(&self) -> Names {
        let in_use: BTreeSet<&str> = self.iter().map(|(id, ..)| id).collect();
        let mut names = Names::new();
        for (id, _, record) in self.iter() {
            for former in record.head().former.iter().filter(|former| !in_use.contains(former.as_str())) {
                names.entry(former.as_str().to_owned()).or_insert_with(|| id.to_owned());
            }
        }
        names
    }

    /// How many records there are of a kind: of files that hold many, the records
    /// in them.
    pub fn count(&self, kind: Kind) -> usize {
        match kind {
            Kind::Register => self.registers.iter().map(|entry| entry.value.entries.len()).sum(),
            Kind::Glossary => self.glossaries.iter().map(|entry| entry.value.entries.len()).sum(),
            Kind::Timeline => self.timelines.iter().map(|entry| entry.value.entries.len()).sum(),
            _ => self.iter().filter(|(_, _, record)| record.kind() == kind).count(),
        }
    }
}
