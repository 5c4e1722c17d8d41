//! The disk. The only module that touches it; its errors name the path.

#![allow(clippy::disallowed_methods, reason = "this module is what the lint sends everybody to")]

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use walkdir::WalkDir;

use crate::tree::Tree;

/// A failure of the disk, with the path and what was being done.
#[derive(Debug)]
pub struct Error {
    /// What was being done, such as "read".
    pub action: &'static str,
    /// To what.
    pub path: PathBuf,
    /// Why it failed.
    pub source: io::Error,
}

impl std::fmt::Display for Error {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "cannot {} `{}`: {}", self.action, self.path.display(), self.source)
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&self.source)
    }
}

/// The result of a disk operation.
pub type Result<T> = std::result::Result<T, Error>;

fn failed(action: &'static str, path: &Path) -> impl FnOnce(io::Error) -> Error {
    let path = path.to_owned();
    move |source| Error { action, path, source }
}

/// A file that was found.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Found {
    /// Path relative to the folder that was listed, with `/`.
    pub path: String,
    /// Its size in bytes.
    pub size: u64,
}

/// The files below `folder` in the order of their paths. Hidden files and
/// folders and editors' backup files are passed over; a folder that is not
/// there has no files.
pub fn list(folder: &Path) -> Result<Vec<Found>> {
    if !folder.exists() {
        return Ok(Vec::new());
    }
    let mut found = Vec::new();
    let entries = WalkDir::new(folder).follow_links(true).into_iter().filter_entry(|entry| {
        let name = entry.file_name().to_string_lossy();
        entry.depth() == 0 || !(name.starts_with('.') || name.ends_with('~'))
    });
    for entry in entries {
        let entry = entry.map_err(|error| {
            let path = error.path().unwrap_or(folder).to_owned();
            let source = error.into_io_error().unwrap_or_else(|| io::Error::other("a loop of links"));
            Error { action: "list", path, source }
        })?;
        if entry.file_type().is_dir() {
            continue;
        }
        let size = entry.metadata().map_err(|error| failed("list", entry.path())(error.into()))?.len();
        let relative = entry.path().strip_prefix(folder).unwrap_or(entry.path());
        let path = relative.components().map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/");
        found.push(Found { path, size });
    }
    found.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(found)
}

/// The bytes of a file.
pub fn read(path: &Path) -> Result<Vec<u8>> {
    fs::read(path).map_err(failed("read", path))
}

/// Whether there is a file or folder at `path`.
pub fn exists(path: &Path) -> bool {
    path.exists()
}

/// Every file below `folder`.
pub fn read_tree(folder: &Path) -> Result<Tree> {
    list(folder)?.into_iter().map(|found| Ok((found.path.clone(), read(&folder.join(&found.path))?))).collect()
}

/// Puts `tree` in the place of `folder`: whole or not at all.
///
/// The tree is written to a sibling folder, flushed to the disk, and swapped
/// with `folder` in one step, so that whoever looks, and a machine that loses
/// its power, finds either the old files or the new ones.
pub fn replace(folder: &Path, tree: &Tree) -> Result<()> {
    let name = folder.file_name().unwrap_or_default().to_string_lossy();
    let parent = folder.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    fs::create_dir_all(parent).map_err(failed("create", parent))?;
    let lock = parent.join(format!(".{name}.lock"));
    let guard = fs::File::create(&lock).map_err(failed("create", &lock))?;
    guard.try_lock().map_err(|error| match error {
        fs::TryLockError::Error(source) => failed("lock", &lock)(source),
        fs::TryLockError::WouldBlock => {
            failed("replace", folder)(io::Error::other("another build is writing it at this moment"))
        }
    })?;

    let next = parent.join(format!(".{name}.new"));
    remove(&next)?;
    fill(&next, tree)?;
    flush(&next)?;
    swap(&next, folder)?;
    remove(&next)
}

/// Writes every file of `tree` below a new `folder`.
fn fill(folder: &Path, tree: &Tree) -> Result<()> {
    fs::create_dir_all(folder).map_err(failed("create", folder))?;
    let mut last = PathBuf::new();
    for (path, bytes) in tree.iter() {
        let path = folder.join(path);
        let parent = path.parent().unwrap_or(folder);
        if parent != last {
            fs::create_dir_all(parent).map_err(failed("create", parent))?;
            last = parent.to_owned();
        }
        fs::write(&path, bytes).map_err(failed("write", &path))?;
    }
    Ok(())
}

/// Waits until what was written below `folder` is on the disk.
fn flush(folder: &Path) -> Result<()> {
    let handle = fs::File::open(folder).map_err(failed("open", folder))?;
    #[cfg(target_os = "linux")]
    rustix::fs::syncfs(&handle).map_err(|error| failed("flush", folder)(error.into()))?;
    #[cfg(not(target_os = "linux"))]
    handle.sync_all().map_err(failed("flush", folder))?;
    Ok(())
}

/// Swaps `next` with `folder`; afterwards `next` holds the old files or is gone.
fn swap(next: &Path, folder: &Path) -> Result<()> {
    if !folder.exists() {
        return fs::rename(next, folder).map_err(failed("create", folder));
    }
    #[cfg(target_os = "linux")]
    {
        use rustix::fs::{CWD, RenameFlags, renameat_with};
        match renameat_with(CWD, next, CWD, folder, RenameFlags::EXCHANGE) {
            Ok(()) => return Ok(()),
            // A file system without this operation: two renames, below.
            Err(rustix::io::Errno::INVAL | rustix::io::Errno::NOSYS) => {}
            Err(error) => return Err(failed("replace", folder)(error.into())),
        }
    }
    let old = next.with_extension("old");
    remove(&old)?;
    fs::rename(folder, &old).map_err(failed("replace", folder))?;
    fs::rename(next, folder).map_err(failed("replace", folder))?;
    remove(&old)
}

/// Removes a folder with all that is in it, if it is there.
fn remove(folder: &Path) -> Result<()> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(failed("remove", folder)(error)),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tree(files: &[(&str, &str)]) -> Tree {
        files.iter().map(|(path, text)| (*path, *text)).collect()
    }

    #[test]
    fn replacing_a_folder_leaves_nothing_of_the_old_one() {
        let temporary = tempfile::tempdir().unwrap();
        let folder = temporary.path().join("dist");
        replace(&folder, &tree(&[("a.html", "1"), ("b/c.html", "2")])).unwrap();
        let second = tree(&[("a.html", "3")]);
        replace(&folder, &second).unwrap();
        assert_eq!(read_tree(&folder).unwrap(), second);
        let siblings: Vec<_> = fs::read_dir(temporary.path()).unwrap().map(|e| e.unwrap().file_name()).collect();
        assert_eq!(siblings.len(), 2, "only the folder and its lock: {siblings:?}");
    }

    #[test]
    fn a_second_writer_is_told() {
        let temporary = tempfile::tempdir().unwrap();
        let folder = temporary.path().join("dist");
        let guard = fs::File::create(temporary.path().join(".dist.lock")).unwrap();
        guard.lock().unwrap();
        let error = replace(&folder, &tree(&[("a", "1")])).unwrap_err();
        assert!(error.to_string().contains("another build"), "{error}");
        assert!(!folder.exists());
    }

    #[test]
    fn what_is_left_of_a_killed_run_does_no_harm() {
        let temporary = tempfile::tempdir().unwrap();
        let folder = temporary.path().join("dist");
        let left = temporary.path().join(".dist.new");
        fs::create_dir_all(&left).unwrap();
        fs::write(left.join("half.html"), "x").unwrap();
        replace(&folder, &tree(&[("a", "1")])).unwrap();
        assert_eq!(read_tree(&folder).unwrap().len(), 1);
    }
}
