//! Any text as Markdown.
#![no_main]

use libfuzzer_sys::fuzz_target;
use meldwijzer::fuzz;

fuzz_target!(|text: &str| fuzz::markdown(text));
