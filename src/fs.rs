//! The disk. The only module that touches it; its errors name the path.

#![allow(clippy::disallowed_methods, reason = "this module is what the lint sends everybody to")]

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::thread::{self, JoinHandle};
use std::time::SystemTime;

use rayon::prelude::*;
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
    /// When it was written last, where the disk knows.
    pub modified: Option<SystemTime>,
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
        let metadata = entry.metadata().map_err(|error| failed("list", entry.path())(error.into()))?;
        let relative = entry.path().strip_prefix(folder).unwrap_or(entry.path());
        let path = relative.components().map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/");
        found.push(Found { path, size: metadata.len(), modified: metadata.modified().ok() });
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

/// Where what belongs to `folder` but not in it stands: a hidden file or folder
/// beside it, such as `.dist.cache`.
pub fn beside(folder: &Path, ending: &str) -> PathBuf {
    let name = folder.file_name().unwrap_or_default().to_string_lossy();
    folder.with_file_name(format!(".{name}.{ending}"))
}

/// Makes the folder that holds `path`.
fn create_above(path: &Path) -> Result<()> {
    let parent = path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    fs::create_dir_all(parent).map_err(failed("create", parent))
}

/// Writes a file whole or not at all.
pub fn keep(path: &Path, bytes: &[u8]) -> Result<()> {
    create_above(path)?;
    let next = path.with_extension("tmp");
    fs::write(&next, bytes).map_err(failed("write", &next))?;
    fs::rename(&next, path).map_err(failed("write", path))
}

/// Writes a file that is not there yet.
pub fn create(path: &Path, bytes: &[u8]) -> Result<()> {
    create_above(path)?;
    let mut file = fs::File::create_new(path).map_err(failed("create", path))?;
    file.write_all(bytes).map_err(failed("write", path))
}

/// A folder that a build makes anew.
#[derive(Clone, Copy, Debug)]
pub struct Output<'a> {
    /// Where it is.
    pub folder: &'a Path,
    /// What it is to hold.
    pub tree: &'a Tree,
    /// A file that every build puts in it. Who names the wrong folder keeps it:
    /// one that holds something, but not this file, is not replaced.
    pub mark: &'static str,
}

/// What is to take the place of folders, each whole or not at all.
///
/// The trees are written to sibling folders, flushed to the disk, and each is
/// swapped with its folder in one step, so that whoever looks, and a machine that
/// loses its power, finds either the old files or the new ones. Nothing is
/// swapped before everything is written. A file that did not change is not written
/// again: the new folder has it as a second name of the same one.
///
/// Who drops it unpublished has changed nothing.
#[derive(Debug)]
pub struct Draft {
    places: Vec<Place>,
    /// The disk is waited for in a thread of its own.
    flushed: JoinHandle<Result<()>>,
}

impl Draft {
    /// Writes the trees beside their folders.
    ///
    /// # Errors
    /// Where the disk fails or is full, where another build is at work, and where a
    /// folder holds something that no build made. What was half written is gone then.
    pub fn write(outputs: &[Output<'_>]) -> Result<Self> {
        let places = outputs.iter().map(Place::take).collect::<Result<Vec<_>>>()?;
        fill(&places, outputs)?;
        let written: Vec<PathBuf> = places.iter().map(|place| place.next.clone()).collect();
        let flush = move || written.iter().try_for_each(|folder| flush(folder));
        let flushed = thread::Builder::new().spawn(flush).map_err(failed("flush", Path::new(".")))?;
        Ok(Self { places, flushed })
    }

    /// Waits until all of it is on the disk and swaps it with what was there.
    ///
    /// # Errors
    /// Where the disk fails.
    pub fn publish(self) -> Result<()> {
        let Self { places, flushed } = self;
        flushed
            .join()
            .unwrap_or_else(|_| Err(failed("flush", Path::new("."))(io::Error::other("it was cut short"))))?;
        places.iter().try_for_each(|place| swap(&place.next, &place.folder))?;
        places.iter().try_for_each(|place| remove(&place.next))
    }
}

/// The bytes of a file whose writing takes longer than making its folder.
const LARGE: usize = 1 << 18;

/// A folder that this run alone may write.
#[derive(Debug)]
struct Place {
    /// Where it is, past a symbolic link.
    folder: PathBuf,
    /// Its sibling, which holds the new files before the swap and the old ones
    /// after it.
    next: PathBuf,
    /// The lock, for as long as this lives.
    _lock: fs::File,
}

impl Place {
    fn take(output: &Output<'_>) -> Result<Self> {
        let folder = match output.folder.is_symlink() {
            true => fs::canonicalize(output.folder).map_err(failed("find", output.folder))?,
            false => output.folder.to_owned(),
        };
        refuse_foreign(&folder, output.mark)?;
        if folder.file_name().is_none() {
            return Err(failed("replace", &folder)(io::Error::other("it has no name")));
        }
        let (lock, next) = (beside(&folder, "lock"), beside(&folder, "new"));
        create_above(&lock)?;
        let guard = fs::File::create(&lock).map_err(failed("lock", &lock))?;
        guard.try_lock().map_err(|error| match error {
            fs::TryLockError::Error(source) => failed("lock", &lock)(source),
            fs::TryLockError::WouldBlock => {
                failed("replace", &folder)(io::Error::other("another build is writing it at this moment"))
            }
        })?;
        // What a killed run left.
        remove(&next)?;
        Ok(Self { folder, next, _lock: guard })
    }
}

/// A disk that is full stays so while the half of a site stands there.
impl Drop for Place {
    fn drop(&mut self) {
        // If it fails, the next run tries again and says so.
        let _ = remove(&self.next);
    }
}

/// Refuses a folder that holds something which no build made: other files, or
/// hidden ones such as `.git`.
fn refuse_foreign(folder: &Path, mark: &str) -> Result<()> {
    let foreign = |what: String| Err(failed("replace", folder)(io::Error::other(what)));
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(failed("replace", folder)(error)),
    };
    let mut names = Vec::new();
    for entry in entries {
        names.push(entry.map_err(failed("list", folder))?.file_name().to_string_lossy().into_owned());
    }
    match names.iter().find(|name| name.starts_with('.')) {
        Some(hidden) => foreign(format!("it holds `{hidden}`, which no build made")),
        None if names.is_empty() || names.iter().any(|name| name == mark) => Ok(()),
        None => foreign(format!("it holds files that no build made (there is no `{mark}`)")),
    }
}

/// A file that is to be written.
struct New<'a> {
    place: &'a Place,
    /// Whether there is an old folder.
    is_again: bool,
    path: &'a str,
    bytes: &'a [u8],
    /// The rights that a file gets today.
    rights: &'a fs::Permissions,
}

impl New<'_> {
    /// Writes it in its folder, or gives the old one a second name if that is the same.
    fn write(&self) -> Result<()> {
        let (old, new) = (self.place.folder.join(self.path), self.place.next.join(self.path));
        if self.is_again && holds(&old, self.bytes, self.rights) && fs::hard_link(&old, &new).is_ok() {
            return Ok(());
        }
        fs::write(&new, self.bytes).map_err(failed("write", &new))
    }

    /// The folder that it stands in.
    fn parent(&self) -> &str {
        self.path.rsplit_once('/').map_or("", |(parent, _)| parent)
    }

    fn create_above(&self) -> Result<()> {
        create_above(&self.place.next.join(self.path))
    }
}

/// Makes the new folder of each place with every file of its tree.
fn fill(places: &[Place], outputs: &[Output<'_>]) -> Result<()> {
    let rights = places.iter().zip(outputs).map(|(place, output)| {
        fs::create_dir_all(&place.next).map_err(failed("create", &place.next))?;
        // The mark shows what rights a file gets.
        let mark = place.next.join(output.mark);
        fs::write(&mark, output.tree.get(output.mark).unwrap_or_default()).map_err(failed("write", &mark))?;
        fs::metadata(&mark).map(|mark| mark.permissions()).map_err(failed("read", &mark))
    });
    let rights = rights.collect::<Result<Vec<_>>>()?;
    let files = places.iter().zip(outputs).zip(&rights).flat_map(|((place, output), rights)| {
        let (files, is_again) = (output.tree.iter(), place.folder.is_dir());
        let files = files.filter(|(path, _)| *path != output.mark);
        files.map(move |(path, bytes)| New { place, is_again, path, bytes, rights })
    });
    let (large, small): (Vec<New<'_>>, Vec<New<'_>>) = files.partition(|file| file.bytes.len() > LARGE);
    // One folder has the names of thousands: two threads that add to it wait for each
    // other.
    let folders = || small.chunk_by(|a, b| a.parent() == b.parent()).try_for_each(|files| files[0].create_above());
    let large = || large.par_iter().try_for_each(|file| file.create_above().and_then(|()| file.write()));
    let (folders, large) = rayon::join(folders, large);
    folders.and(large)?;
    small.par_iter().try_for_each(New::write)
}

/// Whether there is a file with these bytes and rights.
fn holds(path: &Path, bytes: &[u8], rights: &fs::Permissions) -> bool {
    let is_alike = fs::symlink_metadata(path)
        .is_ok_and(|known| known.is_file() && known.len() == bytes.len() as u64 && known.permissions() == *rights);
    is_alike && fs::read(path).is_ok_and(|known| known == bytes)
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
    if let Err(error) = fs::rename(next, folder) {
        // The old site comes back; if that fails too, the first reason says more.
        let _ = fs::rename(&old, folder);
        return Err(failed("replace", folder)(error));
    }
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

    /// Replaces one folder, marked by the file `a`.
    fn replace(folder: &Path, tree: &Tree) -> Result<()> {
        Draft::write(&[Output { folder, tree, mark: "a" }])?.publish()
    }

    #[test]
    fn replacing_a_folder_leaves_nothing_of_the_old_one() {
        let temporary = tempfile::tempdir().unwrap();
        let folder = temporary.path().join("dist");
        replace(&folder, &tree(&[("a", "1"), ("b/c.html", "2")])).unwrap();
        let second = tree(&[("a", "3")]);
        replace(&folder, &second).unwrap();
        assert_eq!(read_tree(&folder).unwrap(), second);
        let siblings: Vec<_> = fs::read_dir(temporary.path()).unwrap().map(|e| e.unwrap().file_name()).collect();
        assert_eq!(siblings.len(), 2, "only the folder and its lock: {siblings:?}");
    }

    #[cfg(unix)]
    #[test]
    fn only_what_changed_is_written() {
        use std::os::unix::fs::{MetadataExt, PermissionsExt};
        let temporary = tempfile::tempdir().unwrap();
        let folder = temporary.path().join("dist");
        let number = |name: &str| fs::metadata(folder.join(name)).unwrap().ino();
        replace(&folder, &tree(&[("a", "1"), ("same/b", "2"), ("other/c", "3"), ("closed", "4")])).unwrap();
        let [same, other, closed] = ["same/b", "other/c", "closed"].map(number);
        fs::set_permissions(folder.join("closed"), fs::Permissions::from_mode(0o600)).unwrap();
        // Whoever has the old file open still reads the old bytes.
        let mut open = fs::File::open(folder.join("other/c")).unwrap();
        let second = tree(&[("a", "1"), ("same/b", "2"), ("other/c", "5"), ("closed", "4")]);
        replace(&folder, &second).unwrap();
        assert_eq!(read_tree(&folder).unwrap(), second);
        assert_eq!(number("same/b"), same);
        assert_ne!(number("other/c"), other);
        assert_ne!(number("closed"), closed, "a file that nobody else may read is made anew");
        assert_eq!(io::read_to_string(&mut open).unwrap(), "3");
    }

    #[test]
    fn who_drops_a_draft_has_changed_nothing() {
        let temporary = tempfile::tempdir().unwrap();
        let folder = temporary.path().join("dist");
        replace(&folder, &tree(&[("a", "1")])).unwrap();
        let draft = Draft::write(&[Output { folder: &folder, tree: &tree(&[("a", "2")]), mark: "a" }]).unwrap();
        assert!(temporary.path().join(".dist.new/a").exists());
        drop(draft);
        assert_eq!(fs::read(folder.join("a")).unwrap(), b"1");
        assert!(!temporary.path().join(".dist.new").exists());
    }

    #[test]
    fn large_files_and_folders_in_folders_are_written() {
        let temporary = tempfile::tempdir().unwrap();
        let folder = temporary.path().join("dist");
        let large = "x".repeat(LARGE + 1);
        let files = tree(&[("a", "1"), ("b/c/d/e", &large), ("b/c/f", "2"), ("b/c/g/h", "3"), ("b/c/i", &large)]);
        replace(&folder, &files).unwrap();
        assert_eq!(read_tree(&folder).unwrap(), files);
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

    #[test]
    fn what_no_build_made_stays() {
        let temporary = tempfile::tempdir().unwrap();
        for (name, file) in [("home", "letter.txt"), ("checkout", ".git")] {
            let folder = temporary.path().join(name);
            fs::create_dir(&folder).unwrap();
            fs::write(folder.join(file), "mine").unwrap();
            let error = replace(&folder, &tree(&[("a", "1")])).unwrap_err();
            assert!(error.to_string().contains("no build made"), "{error}");
            assert_eq!(fs::read_to_string(folder.join(file)).unwrap(), "mine");
        }
        let file = temporary.path().join("file");
        fs::write(&file, "mine").unwrap();
        replace(&file, &tree(&[("a", "1")])).unwrap_err();
        assert_eq!(fs::read_to_string(&file).unwrap(), "mine");
        assert!(replace(Path::new("/"), &tree(&[])).is_err());
    }

    #[cfg(unix)]
    #[test]
    fn a_link_to_the_folder_stays_a_link() {
        let temporary = tempfile::tempdir().unwrap();
        let (served, link) = (temporary.path().join("served"), temporary.path().join("dist"));
        fs::create_dir(&served).unwrap();
        std::os::unix::fs::symlink(&served, &link).unwrap();
        replace(&link, &tree(&[("a", "1")])).unwrap();
        assert!(link.is_symlink());
        assert_eq!(read_tree(&served).unwrap().len(), 1);
    }

    #[test]
    fn nothing_is_swapped_where_one_of_two_cannot_be_written() {
        let temporary = tempfile::tempdir().unwrap();
        let (one, two) = (temporary.path().join("one"), temporary.path().join("two"));
        let (good, bad) = (tree(&[("a", "2")]), tree(&[("a", "2"), ("a/b", "a file cannot be a folder")]));
        replace(&one, &tree(&[("a", "1")])).unwrap();
        let output = |folder, tree| Output { folder, tree, mark: "a" };
        Draft::write(&[output(&one, &good), output(&two, &bad)]).unwrap_err();
        assert_eq!(fs::read(one.join("a")).unwrap(), b"1");
        for left in [".one.new", ".two.new", "two"] {
            assert!(!temporary.path().join(left).exists(), "{left} is left");
        }
    }
}
