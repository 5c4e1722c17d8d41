//! Any text as a record, of the kind that its first byte says.
#![no_main]

use libfuzzer_sys::fuzz_target;
use meldwijzer::fuzz;

fuzz_target!(|given: (u8, &str)| fuzz::yaml(given.0.into(), given.1));
