//! The seconds that each phase of a build took: the clock that the library does not
//! have.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};
use std::time::Instant;

use meldwijzer::Moment;

/// A watch for each phase. Phases that go on side by side share the processor: their
/// seconds are more than those of the clock together.
pub(super) struct Timings {
    start: Instant,
    begun: Mutex<BTreeMap<&'static str, Instant>>,
    /// Whether anybody wants to know.
    shown: bool,
}

impl Timings {
    /// Starts the watch.
    pub(super) fn start(shown: bool) -> Self {
        Self { start: Instant::now(), begun: Mutex::default(), shown }
    }

    /// Says how long a phase took when it has come to its end.
    pub(super) fn hear(&self, phase: &'static str, moment: Moment) {
        let mut begun = self.begun.lock().unwrap_or_else(PoisonError::into_inner);
        match (moment, begun.remove(phase)) {
            (Moment::Begin, _) => drop(begun.insert(phase, Instant::now())),
            (Moment::End, Some(start)) if self.shown => {
                eprintln!("{phase:<9} {:>8.3} s", start.elapsed().as_secs_f64());
            }
            (Moment::End, _) => {}
        }
    }

    /// Does the work of a phase.
    pub(super) fn time<T>(&self, phase: &'static str, work: impl FnOnce() -> T) -> T {
        self.hear(phase, Moment::Begin);
        let result = work();
        self.hear(phase, Moment::End);
        result
    }

    /// The seconds since the start.
    pub(super) fn seconds(&self) -> f64 {
        self.start.elapsed().as_secs_f64()
    }
}
