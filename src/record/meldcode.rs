//! The meldcode: its five steps, the five questions of the afwegingskader, the
//! ways in which it ends, and guidance that belongs to steps.

use super::shape::{choice, part, record};
use super::{Block, Inline, Line, Module, Ref};

/// How many steps the meldcode has, and questions the afwegingskader: they are
/// numbered from 1 (Besluit verplichte meldcode huiselijk geweld en
/// kindermishandeling, art. 2).
pub(crate) const LAST: u8 = 5;

record! {
    /// A step of the meldcode.
    Stage {
        /// 1 to 5.
        number: u8,
        /// Why the step is taken.
        purpose: Block,
        /// What to do.
        r#do: Vec<Inline>,
        /// What to avoid.
        avoid: Vec<Inline>,
        /// Who does it and who decides.
        who: Inline,
        /// What to write down.
        record: Vec<Inline>,
        /// Questions to ask.
        questions: Vec<Inline>,
        /// When the order or content differs.
        #[serde(default)]
        exceptions: Vec<Exception>,
        /// Short items to tick.
        checklist: Vec<Inline>,
        /// Modules that belong to the step.
        #[serde(default)]
        modules: Vec<Ref<Module>>,
        /// Guidance that belongs to the step.
        #[serde(default)]
        guidance: Vec<Ref<Guidance>>,
        /// How the step read in the past.
        #[serde(default)]
        history: Option<Block>,
    }
}

impl Stage {
    /// The id of the step with this number.
    pub fn id(number: u8) -> String {
        format!("stap-{number}")
    }
}

part! {
    /// A case in which a step is taken otherwise.
    Exception {
        /// The case.
        title: Line,
        /// What is different.
        text: Inline,
    }
}

record! {
    /// A question of the afwegingskader.
    Question {
        /// 1 to 5.
        number: u8,
        /// The question as asked.
        question: Line,
        /// What it means.
        explanation: Block,
        /// What follows from yes.
        yes: Answer,
        /// What follows from no.
        no: Answer,
        /// Situations to think of.
        #[serde(default)]
        examples: Vec<Inline>,
    }
}

impl Question {
    /// The id of the question with this number.
    pub fn id(number: u8) -> String {
        format!("vraag-{number}")
    }
}

part! {
    /// What follows from an answer.
    Answer {
        /// In words.
        text: Inline,
        /// Where it leads.
        outcome: Outcome,
    }
}

choice! {
    /// Where an answer leads.
    Outcome {
        /// Close and record.
        Afsluiten = "afsluiten",
        /// To the next question.
        Volgende = "volgende",
        /// Report to Veilig Thuis.
        Melden = "melden",
        /// Close the help with agreements on following the safety.
        HulpAfsluiten = "hulp-afsluiten",
    }
}

record! {
    /// A way in which the afwegingskader ends; the id of the record is that of
    /// the outcome.
    Ending {
        /// What it means.
        body: Block,
        /// What to do now.
        r#do: Vec<Inline>,
        /// What to write down.
        record: Vec<Inline>,
        /// Where to read on.
        #[serde(default)]
        guidance: Vec<Ref<Guidance>>,
    }
}

record! {
    /// Guidance that belongs to steps of the meldcode.
    Guidance {
        /// The text.
        body: Block,
        /// The steps that it belongs to.
        #[serde(default)]
        steps: Vec<u8>,
        /// Risk and protective factors, by level.
        #[serde(default)]
        balance: Vec<Balance>,
        /// What happens, in its order.
        #[serde(default)]
        flow: Vec<Stop>,
        /// Short items to tick.
        #[serde(default)]
        checklist: Vec<Inline>,
    }
}

part! {
    /// Factors that weigh on one level.
    Balance {
        /// The level.
        level: Line,
        /// What makes violence more likely.
        risk: Vec<Inline>,
        /// What protects.
        protective: Vec<Inline>,
    }
}

part! {
    /// A stop on the way of a procedure.
    Stop {
        /// What happens.
        title: Line,
        /// Who does it.
        who: Line,
        /// When.
        #[serde(default)]
        when: Option<Line>,
        /// What it means.
        text: Inline,
    }
}
