//! Any question, asked of the index of the project that MELDWIJZER_ROOT names.
#![no_main]

use std::path::PathBuf;
use std::sync::OnceLock;

use libfuzzer_sys::fuzz_target;
use meldwijzer::index::{Hit, Searcher};
use meldwijzer::{fs, store_of};

const LIMIT: usize = 5;

fn searcher() -> Searcher {
    let root = PathBuf::from(std::env::var_os("MELDWIJZER_ROOT").expect("MELDWIJZER_ROOT names the project"));
    let store = fs::read_tree(&store_of(&root, &[])).expect("`meldwijzer build` makes the index");
    Searcher::open(&store).expect("the index can be read")
}

fuzz_target!(|question: &str| {
    static SEARCHER: OnceLock<Searcher> = OnceLock::new();
    let answer = SEARCHER.get_or_init(searcher).search(question, LIMIT, None).expect("an answer");
    assert!(answer.results.len() <= LIMIT && answer.total >= answer.results.len());
    // In danger the contact page comes first or second, whatever its score.
    let is_help = |hit: &&Hit| answer.danger && hit.url == "contact/";
    assert!(!answer.danger || answer.results.iter().take(2).any(|hit| is_help(&hit)), "{:?}", answer.results);
    let others: Vec<f64> = answer.results.iter().filter(|hit| !is_help(hit)).map(|hit| hit.score).collect();
    assert!(others.is_sorted_by(|a, b| a >= b), "{:?}", answer.results);
});
