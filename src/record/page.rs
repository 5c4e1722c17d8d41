//! Sources of facts, and free pages.

use jiff::civil::Date;

use super::shape::{choice, record};
use super::{Block, Certainty, Line};

record! {
    /// A source: what it is, what it is good for, its limits.
    Source {
        /// What sort of source.
        r#type: SourceType,
        /// Who wrote it.
        author: Line,
        /// Who published it, where that is somebody else.
        #[serde(default)]
        publisher: Option<Line>,
        /// Its date, as printed.
        date: Line,
        /// Its address.
        #[serde(default)]
        url: Option<Line>,
        /// The day it was read.
        read: Date,
        /// How sure its facts are today.
        certainty: Certainty,
        /// What it is good for, and its limits.
        body: Block,
    }
}

choice! {
    /// A sort of source.
    SourceType {
        /// A report.
        Report = "report",
        /// A law or decree.
        Law = "law",
        /// A web page.
        Web = "web",
        /// A data set.
        Data = "data",
    }
}

record! {
    /// A free page.
    Page {
        /// Its address, such as `/over/`.
        path: Line,
        /// The text.
        body: Block,
    }
}
