//! Layers: the content of a region over that of the country.

use std::fs;
use std::path::PathBuf;
use std::process::Output;

use meldwijzer::{Built, Options, Style};

use crate::project::{Project, options, read_tree, repository, run};
use crate::site::SITE;

/// The region whose edition the repository shows.
fn zuid_limburg() -> PathBuf {
    repository().join("tests/fixtures/layers/zuid-limburg")
}

/// The fixture site with the folder `laag` of its project over it.
fn with_layer(project: &Project) -> Options {
    Options { layers: vec![project.root().join("laag")], ..project.options() }
}

/// What is said of the fixture site with its layer.
fn said(project: &Project) -> String {
    meldwijzer::check(&with_layer(project)).unwrap().to_text(Style::Plain)
}

/// A build that must have no mistakes.
fn built(options: &Options) -> Built {
    let (built, report) = meldwijzer::build(options).unwrap();
    assert_eq!(report.to_text(Style::Plain), "");
    built.unwrap()
}

/// A page of a build.
fn page(built: &Built, path: &str) -> String {
    String::from_utf8(built.site.get(path).unwrap_or_else(|| panic!("there is no {path}")).to_vec()).unwrap()
}

const MODULE: &str = "laag/content/modules/eerste-gesprek.yaml";

#[test]
fn a_layer_that_says_nothing_changes_nothing() {
    let project = Project::fixture();
    let before = project.build();
    fs::create_dir_all(project.root().join("laag/content")).unwrap();
    let after = built(&with_layer(&project));
    assert!(after.site == before.site && after.store == before.store);
}

#[test]
fn the_content_over_itself_changes_nothing() {
    let options = Options { layers: vec![repository()], ..options(&repository()) };
    let twice = built(&options);
    let different: Vec<&str> =
        twice.site.iter().filter(|(path, bytes)| SITE.site.get(path) != Some(bytes)).map(|(path, _)| path).collect();
    assert!(different.is_empty(), "{different:?}");
    assert!(twice.site == SITE.site && twice.store == SITE.store);
}
