//! Hears of changes in the files of a project.
//!
//! Only what `load` reads counts: the swap files, lock files and backups of
//! editors have other names. A file that is written to the side and renamed is
//! one change, a branch that is switched is as few as the pauses in it allow.

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, TryRecvError, channel};
use std::time::Duration;

use meldwijzer::{Error, Result, fs};
use notify::event::{CreateKind, EventKind, ModifyKind, RemoveKind};
use notify::{RecommendedWatcher, RecursiveMode};
use notify_debouncer_full::{DebounceEventResult, DebouncedEvent, Debouncer, RecommendedCache, new_debouncer};

/// How long a file must rest before its change counts: an editor that saves
/// empties the file, writes it and renames it within a millisecond or two.
const REST: Duration = Duration::from_millis(20);

/// How often the debouncer looks whether files rest.
const TICK: Duration = Duration::from_millis(5);

/// The folders of a project, all in them or only their own files.
const FOLDERS: [(&str, RecursiveMode); 3] = [
    ("content", RecursiveMode::Recursive),
    ("themes", RecursiveMode::Recursive),
    ("index", RecursiveMode::NonRecursive),
];

/// The endings of files that `load` reads.
const ENDINGS: [&str; 8] = ["yaml", "yml", "html", "css", "js", "svg", "xml", "woff2"];

/// Watches a project.
pub(super) struct Watch {
    /// The project and its layers.
    roots: Vec<PathBuf>,
    events: Receiver<DebounceEventResult>,
    debouncer: Debouncer<RecommendedWatcher, RecommendedCache>,
}

impl Watch {
    /// Starts to watch a project and its layers, by their absolute paths.
    pub(super) fn new(roots: Vec<PathBuf>) -> Result<Self> {
        let (sender, events) = channel();
        let started = new_debouncer(REST, Some(TICK), sender);
        let debouncer = started.map_err(|error| failed(&roots[0], error))?;
        let mut watch = Self { roots, events, debouncer };
        // The folders themselves come and go, too: with a branch, or a mistake.
        for root in &watch.roots {
            watch.debouncer.watch(root, RecursiveMode::NonRecursive).map_err(|error| failed(root, error))?;
        }
        watch.folders()?;
        Ok(watch)
    }

    /// Watches the folders that are there.
    fn folders(&mut self) -> Result<()> {
        for (root, (folder, mode)) in self.roots.iter().flat_map(|root| FOLDERS.map(|folder| (root, folder))) {
            let folder = root.join(folder);
            if fs::exists(&folder) {
                self.debouncer.watch(&folder, mode).map_err(|error| failed(&folder, error))?;
            }
        }
        Ok(())
    }

    /// Waits for a change; gives the paths that changed, relative to the project.
    pub(super) fn next(&mut self) -> Result<Option<BTreeSet<PathBuf>>> {
        loop {
            let Ok(first) = self.events.recv() else { return Ok(None) };
            let changed = self.changed(first)?;
            if !changed.is_empty() {
                return Ok(Some(changed));
            }
        }
    }

    /// What changed since; nothing if all rests.
    pub(super) fn more(&mut self) -> Result<BTreeSet<PathBuf>> {
        let mut changed = BTreeSet::new();
        loop {
            match self.events.try_recv() {
                Ok(result) => changed.extend(self.changed(result)?),
                Err(TryRecvError::Empty | TryRecvError::Disconnected) => return Ok(changed),
            }
        }
    }

    fn changed(&mut self, result: DebounceEventResult) -> Result<BTreeSet<PathBuf>> {
        let events = match result {
            Ok(events) => events,
            Err(errors) => {
                // A folder that went while it was looked at: what is there now is read.
                self.folders()?;
                return Ok(errors.into_iter().flat_map(|error| error.paths).map(|path| self.relative(&path)).collect());
            }
        };
        let counted: Vec<&DebouncedEvent> = events.iter().filter(|event| counts(event)).collect();
        let came = counted.iter().any(|event| event.paths.iter().any(|path| self.is_folder(path)));
        let changed = counted
            .into_iter()
            .flat_map(|event| {
                let read = event.paths.iter().map(|path| self.relative(path)).filter(|path| is_read(path, event.kind));
                read.chain(event.need_rescan().then(PathBuf::new))
            })
            .collect();
        if came {
            self.folders()?;
        }
        Ok(changed)
    }

    /// Whether this is one of the folders themselves.
    fn is_folder(&self, path: &Path) -> bool {
        let inside = self.relative(path);
        FOLDERS.iter().any(|(folder, _)| inside == Path::new(folder))
    }

    /// A path in the project or in a layer, which may lie in the project.
    fn relative(&self, path: &Path) -> PathBuf {
        let inside = self.roots.iter().filter_map(|root| path.strip_prefix(root).ok());
        inside.min_by_key(|path| path.components().count()).unwrap_or(path).to_owned()
    }
}

/// Whether an event can change what `load` reads; that `load` reads is none.
fn counts(event: &DebouncedEvent) -> bool {
    event.need_rescan()
        || match event.kind {
            EventKind::Access(_) | EventKind::Modify(ModifyKind::Metadata(_)) => false,
            EventKind::Any | EventKind::Create(_) | EventKind::Modify(_) | EventKind::Remove(_) | EventKind::Other => {
                true
            }
        }
}

/// Whether `load` reads a file at this path of the project, or files in such a
/// folder.
fn is_read(path: &Path, kind: EventKind) -> bool {
    let folder = path.iter().next().and_then(OsStr::to_str).unwrap_or_default();
    let name = path.file_name().map(OsStr::to_string_lossy).unwrap_or_default();
    if !FOLDERS.iter().any(|(known, _)| *known == folder) || name.starts_with(['.', '#']) || name.ends_with('~') {
        return false;
    }
    if let Some((_, ending)) = name.rsplit_once('.') {
        return ENDINGS.contains(&ending);
    }
    // A folder, or what may have been one. The store of the index is none of ours.
    let is_file = matches!(
        kind,
        EventKind::Create(CreateKind::File)
            | EventKind::Remove(RemoveKind::File)
            | EventKind::Modify(ModifyKind::Data(_))
    );
    !is_file && (folder != "index" || name == "index")
}

fn failed(path: &Path, error: notify::Error) -> Error {
    let source = match error.kind {
        notify::ErrorKind::Io(source) => source,
        notify::ErrorKind::MaxFilesWatch => {
            std::io::Error::other("the system watches as many files as it may (fs.inotify.max_user_watches)")
        }
        kind => std::io::Error::other(format!("{kind:?}")),
    };
    Error::Disk(fs::Error { action: "watch", path: path.to_owned(), source })
}

#[cfg(test)]
mod tests {
    use super::*;
    use notify::event::{DataChange, RenameMode};

    #[test]
    fn what_editors_leave_beside_a_file_is_no_change() {
        let written = EventKind::Modify(ModifyKind::Data(DataChange::Any));
        for name in [
            ".crisis.yaml.swp",
            "crisis.yaml~",
            "#crisis.yaml#",
            ".#crisis.yaml",
            "4913",
            "crisis.yaml.tmp.17",
            "notes.txt",
        ] {
            let path = Path::new("content/modules").join(name);
            assert!(!is_read(&path, written), "{name}");
            assert!(!is_read(&path, EventKind::Create(CreateKind::File)), "{name}");
        }
        for path in ["content/modules/crisis.yaml", "themes/default/css/base.css", "index/synonyms.yaml"] {
            assert!(is_read(Path::new(path), written), "{path}");
        }
    }

    #[test]
    fn every_file_of_the_theme_is_watched() {
        let themes = Path::new(env!("CARGO_MANIFEST_DIR")).join("themes");
        let files = fs::list(&themes).unwrap();
        assert!(files.len() > 100);
        for path in files.iter().map(|found| Path::new("themes").join(&found.path)) {
            let is_picture = path.ends_with("screenshot.png");
            assert_eq!(is_read(&path, EventKind::Modify(ModifyKind::Data(DataChange::Any))), !is_picture, "{path:?}");
        }
    }

    #[test]
    fn what_a_build_writes_is_no_change() {
        let renamed = EventKind::Modify(ModifyKind::Name(RenameMode::Both));
        for path in ["dist", ".dist.new", "index/store", "index/.store.lock", "target"] {
            assert!(!is_read(Path::new(path), renamed), "{path}");
        }
    }

    #[test]
    fn a_folder_that_is_renamed_or_removed_is_a_change() {
        for kind in [EventKind::Modify(ModifyKind::Name(RenameMode::Both)), EventKind::Remove(RemoveKind::Folder)] {
            assert!(is_read(Path::new("content/modules"), kind), "{kind:?}");
            assert!(is_read(Path::new("index"), kind), "{kind:?}");
        }
    }
}
