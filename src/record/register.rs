//! Files that hold many short records: the register of instruments, the glossary
//! and the timeline; and the regions with their municipalities.

use super::shape::{part, record};
use super::{Audience, Block, Chain, Checked, Citation, Inline, Line};

record! {
    /// The instruments of one sort.
    Register {
        /// The instruments.
        entries: Vec<Instrument>,
    }
}

part! {
    /// A method, law, register, course, campaign, protocol, study or site.
    Instrument {
        /// Its anchor.
        id: Line,
        /// Its name.
        title: Line,
        /// Other names.
        #[serde(default)]
        aliases: Vec<Line>,
        /// For whom it is.
        #[serde(default)]
        audience: Vec<Audience>,
        /// The parts of the chain that it belongs to.
        #[serde(default)]
        chain: Vec<Chain>,
        /// The time that the text describes.
        #[serde(default)]
        period: Option<Line>,
        /// What it is.
        text: Inline,
        /// What became of it.
        #[serde(default)]
        state: Option<Inline>,
        /// Where that stands.
        sources: Vec<Citation>,
    }
}

record! {
    /// The terms of one subject.
    Glossary {
        /// The terms.
        entries: Vec<Term>,
    }
}

part! {
    /// A term.
    Term {
        /// Its anchor.
        id: Line,
        /// The term.
        title: Line,
        /// Its abbreviation.
        #[serde(default)]
        abbreviation: Option<Line>,
        /// Other spellings, old names, everyday words.
        #[serde(default)]
        aliases: Vec<Line>,
        /// What it means.
        text: Inline,
        /// What is said or exists instead today.
        #[serde(default)]
        replaced_by: Option<Inline>,
        /// Where that stands.
        sources: Vec<Citation>,
    }
}

record! {
    /// Events in the order of their dates.
    Timeline {
        /// The events.
        entries: Vec<Event>,
    }
}

part! {
    /// An event.
    Event {
        /// Its anchor.
        id: Line,
        /// Its date, in words.
        date: Line,
        /// Its year.
        year: i16,
        /// What happened.
        title: Line,
        /// What it meant.
        text: Inline,
        /// Where that stands.
        sources: Vec<Citation>,
    }
}

record! {
    /// A region of Veilig Thuis.
    Region {
        /// Its code in the division of CBS, such as VT10.
        code: Line,
        /// The site of its Veilig Thuis.
        #[serde(default)]
        site: Option<Line>,
        /// Its municipalities.
        municipalities: Vec<Municipality>,
        /// Its policy of the past.
        #[serde(default)]
        body: Option<Block>,
        /// Who said so, and when that was read.
        checked: Checked,
    }
}

part! {
    /// A municipality.
    Municipality {
        /// Its code, such as GM0546.
        code: Line,
        /// Its name as a resident says it.
        name: Line,
        /// Its official name, where that differs, and names of the past.
        #[serde(default)]
        aliases: Vec<Line>,
    }
}
