//! Training: courses and what they are made of. Every session has goals, a time,
//! a group and a care box.

use super::shape::{choice, part, record};
use super::{Block, Citation, Inline, Kind, Line, Ref, Target};

/// A record of training, with the keys that all of them have.
macro_rules! training {
    ($(#[$meta:meta])* $name:ident { $($(#[$field_meta:meta])* $field:ident: $type:ty,)* }) => {
        record! {
            $(#[$meta])*
            $name {
                /// What participants can do afterwards, each to be measured.
                goals: Vec<Inline>,
                /// How many take part.
                group: Group,
                /// How long it takes, everything included.
                minutes: u32,
                /// What the trainer does before.
                preparation: Vec<Inline>,
                /// What must lie ready.
                materials: Vec<Inline>,
                /// How participants are looked after.
                care: Care,
                $($(#[$field_meta])* $field: $type,)*
            }
        }

        impl Training for $name {
            fn session(&self) -> Session<'_> {
                Session {
                    goals: &self.goals,
                    group: &self.group,
                    minutes: self.minutes,
                    preparation: &self.preparation,
                    materials: &self.materials,
                    care: &self.care,
                }
            }
        }
    };
}

/// What every record of training has.
#[derive(Clone, Copy, Debug)]
pub struct Session<'a> {
    /// What participants can do afterwards.
    pub goals: &'a [Inline],
    /// How many take part.
    pub group: &'a Group,
    /// How long it takes.
    pub minutes: u32,
    /// What the trainer does before.
    pub preparation: &'a [Inline],
    /// What must lie ready.
    pub materials: &'a [Inline],
    /// How participants are looked after.
    pub care: &'a Care,
}

/// A record of training.
pub trait Training {
    /// What it has in common with the others.
    fn session(&self) -> Session<'_>;
}

part! {
    /// How many take part, from `min` to `max`.
    Group {
        /// The least.
        min: u32,
        /// The most.
        max: u32,
    }
}

part! {
    /// How participants are looked after, fitted to the session.
    Care {
        /// How the subject is announced.
        announce: Inline,
        /// How one steps out.
        opt_out: Inline,
        /// What if it is about somebody in the room.
        own_experience: Inline,
        /// What there is afterwards.
        aftercare: Inline,
        /// Why no real cases are spoken of.
        no_real_cases: Inline,
    }
}

impl Care {
    /// The parts with their words in the theme, in the order of the session.
    pub fn parts(&self) -> [(&'static str, &Inline); 5] {
        [
            ("announce", &self.announce),
            ("opt_out", &self.opt_out),
            ("own_experience", &self.own_experience),
            ("aftercare", &self.aftercare),
            ("no_real_cases", &self.no_real_cases),
        ]
    }
}

choice! {
    /// How participants work.
    Setup {
        /// All together.
        Plenary = "plenary",
        /// In groups.
        Groups = "groups",
        /// In pairs.
        Pairs = "pairs",
        /// Each alone.
        Individual = "individual",
        /// Not at all.
        Break = "break",
    }
}

training! {
    /// A course: a programme of parts with slides and a hand-out.
    Course {
        /// For whom it is.
        audience: Inline,
        /// What participants know or have done before.
        #[serde(default)]
        prior: Option<Inline>,
        /// The parts in their order; their minutes add up to those of the course.
        programme: Vec<Part>,
        /// What participants take home.
        handout: Vec<Handout>,
    }
}

part! {
    /// A part of a programme.
    Part {
        /// How long it takes.
        minutes: u32,
        /// What it is called.
        title: Line,
        /// How participants work.
        form: Setup,
        /// What happens.
        text: Inline,
        /// What it makes use of.
        #[serde(default)]
        uses: Vec<Ref<Usable>>,
        /// What is shown, one idea each.
        #[serde(default)]
        slides: Vec<Slide>,
    }
}

/// What a part of a programme can make use of.
pub enum Usable {}

impl Target for Usable {
    const KINDS: &'static [Kind] = &[Kind::Exercise, Kind::Case, Kind::Quiz, Kind::Module, Kind::Stage, Kind::Guidance];
}

part! {
    /// A slide.
    Slide {
        /// Its one idea.
        title: Line,
        /// The idea in a few words each.
        points: Vec<Inline>,
        /// What the trainer says.
        notes: Inline,
    }
}

part! {
    /// A part of a hand-out.
    Handout {
        /// What it is called.
        title: Line,
        /// The text.
        text: Block,
    }
}

training! {
    /// An exercise.
    Exercise {
        /// How participants work.
        form: Setup,
        /// What happens in its order; the minutes add up to those of the exercise.
        steps: Vec<ExerciseStep>,
        /// What is asked afterwards.
        debrief: Vec<Inline>,
        /// Who plays what.
        #[serde(default)]
        roles: Vec<Role>,
        /// What is sorted or laid out.
        #[serde(default)]
        cards: Vec<Card>,
        /// How it can be done otherwise.
        #[serde(default)]
        variants: Vec<Inline>,
    }
}

part! {
    /// A step of an exercise.
    ExerciseStep {
        /// How long it takes.
        minutes: u32,
        /// What happens.
        text: Inline,
    }
}

part! {
    /// A role of a role play; the stop word has a card of its own.
    Role {
        /// Who it is.
        name: Line,
        /// What the player knows and wants.
        text: Inline,
    }
}

part! {
    /// A card.
    Card {
        /// Its front.
        text: Inline,
        /// Its back.
        answer: Inline,
    }
}

training! {
    /// A case: the story of people who do not exist.
    Case {
        /// The story.
        story: Block,
        /// What participants work out.
        questions: Vec<CaseQuestion>,
        /// What is asked afterwards.
        debrief: Vec<Inline>,
        /// Who plays what.
        #[serde(default)]
        roles: Vec<Role>,
    }
}

part! {
    /// A question about a case.
    CaseQuestion {
        /// The question as asked.
        question: Line,
        /// What a good answer holds.
        answer: Inline,
    }
}

training! {
    /// A self-test.
    Quiz {
        /// The questions in their order.
        questions: Vec<QuizQuestion>,
    }
}

part! {
    /// A question of a self-test.
    QuizQuestion {
        /// The question as asked.
        question: Line,
        /// How many answers one chooses.
        choice: Choice,
        /// What there is to choose from.
        answers: Vec<QuizAnswer>,
        /// Where the right answers stand.
        source: Citation,
    }
}

impl QuizQuestion {
    /// The anchor of the question at this place, from 0.
    pub fn id(index: usize) -> String {
        format!("vraag-{}", index + 1)
    }
}

choice! {
    /// How many answers one chooses.
    Choice {
        /// One is right.
        One = "one",
        /// More can be right.
        More = "more",
    }
}

part! {
    /// An answer to choose.
    QuizAnswer {
        /// The answer.
        text: Inline,
        /// Whether it is right.
        right: bool,
        /// Why it is or is not.
        feedback: Inline,
    }
}

/// Minutes since the start as a clock shows them: 0:00, 1:05.
pub fn clock(minutes: u32) -> String {
    format!("{}:{:02}", minutes / 60, minutes % 60)
}

#[cfg(test)]
mod tests {
    use super::clock;

    #[test]
    fn a_clock_from_the_start() {
        assert_eq!([0, 5, 60, 245].map(clock), ["0:00", "0:05", "1:00", "4:05"]);
    }
}
