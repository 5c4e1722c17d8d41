//! The builder of all suites: a project in a temporary folder, made of the
//! fixture site and what a test lays over it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use meldwijzer::{Options, Report, Tree};
use tempfile::TempDir;

/// The folder of the repository.
pub(crate) fn repository() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Whether expected files are to be written anew.
pub(crate) fn updating() -> bool {
    std::env::var_os("UPDATE").is_some()
}

/// The files below a folder, by path.
pub(crate) fn read_tree(folder: &Path) -> Tree {
    meldwijzer::fs::read_tree(folder).unwrap()
}

/// A project that a test may change.
pub(crate) struct Project {
    folder: TempDir,
}

impl Project {
    /// The fixture site, with the real theme.
    pub(crate) fn fixture() -> Self {
        let folder = TempDir::new().unwrap();
        copy(&repository().join("tests/fixtures/site"), folder.path());
        copy(&repository().join("themes"), &folder.path().join("themes"));
        // The content has a page in Arabic, to prove that the mechanism carries
        // it; its interface keeps English words, but for the way to its contact page.
        for words in ["strings", "labels"] {
            let theme = folder.path().join("themes/default");
            let english = fs::read_to_string(theme.join(format!("{words}.en.yaml"))).unwrap();
            fs::write(theme.join(format!("{words}.ar.yaml")), english.replace("en/contact/", "ar/contact/")).unwrap();
        }
        Self { folder }
    }

    /// A copy of the real content.
    pub(crate) fn real() -> Self {
        let folder = TempDir::new().unwrap();
        for name in ["content", "index", "themes"] {
            copy(&repository().join(name), &folder.path().join(name));
        }
        Self { folder }
    }

    pub(crate) fn root(&self) -> &Path {
        self.folder.path()
    }

    /// Writes a file of the project.
    pub(crate) fn file(self, path: &str, bytes: impl AsRef<[u8]>) -> Self {
        let path = self.root().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
        self
    }

    /// Removes a file of the project.
    pub(crate) fn without(self, path: &str) -> Self {
        fs::remove_file(self.root().join(path)).unwrap();
        self
    }

    /// Replaces text in a file of the project; it must be there.
    pub(crate) fn edit(self, path: &str, from: &str, to: &str) -> Self {
        let text = fs::read_to_string(self.root().join(path)).unwrap();
        assert!(text.contains(from), "`{from}` is not in {path}");
        self.file(path, text.replace(from, to))
    }

    /// Options for it; its folder `laag`, where there is one, lies over the rest.
    pub(crate) fn options(&self) -> Options {
        let layer = self.root().join("laag");
        Options { layers: layer.exists().then_some(layer).into_iter().collect(), ..options(self.root()) }
    }

    /// What the library says of it.
    pub(crate) fn check(&self) -> Report {
        meldwijzer::check(&self.options()).unwrap()
    }

    /// The site it makes; it must have no mistakes.
    pub(crate) fn build(&self) -> meldwijzer::Built {
        let (built, report) = meldwijzer::build(&self.options()).unwrap();
        assert_eq!(report.to_text(meldwijzer::Style::Plain, meldwijzer::Language::English), "");
        built.unwrap()
    }

    /// Runs the program in it.
    pub(crate) fn run(&self, arguments: &[&str]) -> Output {
        run(self.root(), arguments)
    }
}

/// Options for a project, on a day that does not move.
pub(crate) fn options(root: &Path) -> Options {
    Options { root: root.to_owned(), layers: Vec::new(), today: "2026-11-24".parse().unwrap() }
}

/// Runs the program in a folder.
pub(crate) fn run(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_meldwijzer")).args(arguments).current_dir(folder).output().unwrap()
}

/// Copies the files below a folder.
pub(crate) fn copy(from: &Path, to: &Path) {
    for (path, bytes) in read_tree(from).iter() {
        let path = to.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
}
