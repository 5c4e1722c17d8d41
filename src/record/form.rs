//! Forms of violence, the sectors of the meldcode, and the organisations of the
//! chain.

use super::shape::{part, record};
use super::{Block, Chain, Contact, Exception, Inline, Line, Module, Ref, Source};

record! {
    /// A form of violence.
    Form {
        /// What it is.
        definition: Block,
        /// Signals, by the person who shows them; only those a source gives.
        #[serde(default)]
        signals: Vec<Signals>,
        /// Where a professional finds signals.
        #[serde(default)]
        signals_elsewhere: Option<Inline>,
        /// What makes it special in the meldcode.
        #[serde(default)]
        special: Vec<Exception>,
        /// Where to go.
        go_to: Vec<Inline>,
        /// Modules that belong to it.
        #[serde(default)]
        modules: Vec<Ref<Module>>,
        /// Steps of the meldcode that matter most.
        #[serde(default)]
        steps: Vec<u8>,
        /// Figures, each with its year and source.
        #[serde(default)]
        figures: Vec<Figure>,
        /// How it was seen in the past.
        #[serde(default)]
        history: Option<Block>,
    }
}

part! {
    /// Signals of one group.
    Signals {
        /// Who shows them, or where they were listed.
        group: Line,
        /// The signals.
        items: Vec<Inline>,
    }
}

part! {
    /// A figure.
    Figure {
        /// The year it is of.
        year: i16,
        /// A sentence with the figure.
        text: Inline,
        /// Where it stands.
        source: Ref<Source>,
    }
}

record! {
    /// A sector of the meldcode.
    Sector {
        /// What is the same as elsewhere.
        same: Block,
        /// The sector as it follows on "ik werk in".
        name: Line,
        /// What differs.
        #[serde(default)]
        differs: Vec<Difference>,
        /// Whom to ask.
        #[serde(default)]
        ask: Vec<Inline>,
        /// The laws.
        #[serde(default)]
        law: Vec<Inline>,
    }
}

part! {
    /// What a sector does otherwise.
    Difference {
        /// The case.
        title: Line,
        /// What is different.
        text: Inline,
        /// The steps of the meldcode that it changes; none where it is about the
        /// code as a whole.
        #[serde(default)]
        steps: Vec<u8>,
        /// The questions of the afwegingskader that it changes.
        #[serde(default)]
        questions: Vec<u8>,
    }
}

record! {
    /// An organisation of the chain.
    Organisation {
        /// What it was and did.
        #[serde(default)]
        then: Option<Block>,
        /// What it is now.
        #[serde(default)]
        now: Option<Block>,
        /// Its tasks.
        #[serde(default)]
        tasks: Vec<Inline>,
        /// How people reach it.
        #[serde(default)]
        contact: Option<Ref<Contact>>,
        /// Whether a public authority gives the service, or must see to it by law.
        #[serde(default)]
        government: bool,
        /// The parts of the chain that it belongs to.
        chain: Vec<Chain>,
        /// Modules that it takes part in.
        #[serde(default)]
        modules: Vec<Ref<Module>>,
    }
}
