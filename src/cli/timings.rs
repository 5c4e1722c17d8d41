//! The seconds that each phase of a build took: the clock that the library does not
//! have.

use std::time::Instant;

/// A watch that runs from one phase to the next.
pub(super) struct Timings {
    start: Instant,
    last: Instant,
    /// Whether anybody wants to know.
    shown: bool,
}

impl Timings {
    /// Starts the watch.
    pub(super) fn start(shown: bool) -> Self {
        let now = Instant::now();
        Self { start: now, last: now, shown }
    }

    /// Says how long a phase took that has come to its end.
    pub(super) fn done(&mut self, phase: &str) {
        let now = Instant::now();
        if self.shown {
            eprintln!("{phase:<8} {:>8.3} s", (now - self.last).as_secs_f64());
        }
        self.last = now;
    }

    /// The seconds since the start.
    pub(super) fn seconds(&self) -> f64 {
        self.start.elapsed().as_secs_f64()
    }
}
