//! What a build does to the disk when something goes wrong: the site that is
//! served stays a whole one, and the program says why.

use std::fs::{self, Permissions};
use std::os::unix::fs::{MetadataExt, PermissionsExt, chown};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use meldwijzer::{Language, Style, Tree};

use crate::project::{Project, read_tree};

const TITLE: &str = "title: Eerste gesprek";
const MODULE: &str = "content/modules/eerste-gesprek.yaml";

/// A user who owns nothing: Debian's `nobody`.
const NOBODY: u32 = 65534;

fn build(root: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_meldwijzer"));
    command.args(["build", "--today", "2026-11-24"]).current_dir(root).stdout(Stdio::null()).stderr(Stdio::piped());
    command
}

/// What a build that must fail says.
fn refused(output: &Output) -> String {
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(3), "{said}");
    assert!(said.starts_with("error: cannot "), "{said}");
    said
}

/// The site and the index of a project.
fn written(root: &Path) -> [Tree; 2] {
    ["dist", "index/store"].map(|folder| read_tree(&root.join(folder)))
}

/// What a build left beside its folders, but for the locks.
fn left(root: &Path) -> Vec<PathBuf> {
    let entries = [root.to_owned(), root.join("index")].into_iter().flat_map(|folder| fs::read_dir(folder).unwrap());
    let paths = entries.map(|entry| entry.unwrap().path());
    paths.filter(|path| path.extension().is_some_and(|end| end == "new" || end == "old")).collect()
}

/// Numbers that look random, the same in each run (Marsaglia's xorshift).
struct Moments(u64);

impl Moments {
    /// A part of `whole`.
    fn within(&mut self, whole: Duration) -> Duration {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        whole.mul_f64((self.0 % 1000) as f64 / 1000.0)
    }
}

/// `KILLS` says how often, 20 times unless set.
#[test]
fn a_build_that_is_killed_leaves_a_whole_site() {
    let times: u32 = std::env::var("KILLS").map_or(20, |times| times.parse().expect("KILLS is a number"));
    let project = Project::fixture();
    let root = project.root().to_owned();
    let start = Instant::now();
    assert!(build(&root).status().unwrap().success());
    let whole = start.elapsed();
    let first = written(&root);
    let project = project.edit(MODULE, TITLE, "title: Het tweede gesprek");
    assert!(build(&root).status().unwrap().success());
    let second = written(&root);
    assert!(first[0] != second[0] && first[1] != second[1]);

    let mut moments = Moments(0x2026_1124);
    let (mut project, mut halves) = (project, 0);
    for time in 0..times {
        let (from, to) = if time % 2 == 0 { ("Het tweede", "Eerste") } else { ("Eerste", "Het tweede") };
        project = project.edit(MODULE, &format!("title: {from} gesprek"), &format!("title: {to} gesprek"));
        let mut child = build(&root).spawn().unwrap();
        // Every other time the build has begun to write: that is a small part of it.
        if time % 4 < 2 {
            sleep(moments.within(whole));
        } else {
            while left(&root).is_empty() && child.try_wait().unwrap().is_none() {
                sleep(Duration::from_micros(200));
            }
            sleep(moments.within(whole / 4));
        }
        child.kill().unwrap();
        child.wait().unwrap();
        halves += usize::from(!left(&root).is_empty());
        for (folder, now) in written(&root).iter().enumerate() {
            assert!(*now == first[folder] || *now == second[folder], "half of a site after kill {time}");
        }
    }
    assert!(halves > 0, "no build was killed while it was writing");
    let project = project.file("index/unrelated", "");
    assert!(build(project.root()).status().unwrap().success(), "the next build gets over it");
    assert_eq!(left(&root), Vec::<PathBuf>::new());
}

/// A limit on the size of a file, since a full disk takes rights to make: the
/// write fails in the middle either way.
#[test]
fn a_disk_that_takes_no_more_leaves_the_old_site() {
    let project = Project::fixture();
    assert!(build(project.root()).status().unwrap().success());
    let before = written(project.root());
    let project = project.edit(MODULE, TITLE, "title: Het tweede gesprek");
    let limited = "trap '' XFSZ; ulimit -f 8; exec \"$0\" build --today 2026-11-24";
    let mut command = Command::new("bash");
    let output = command.args(["-c", limited, env!("CARGO_BIN_EXE_meldwijzer")]).current_dir(project.root()).output();
    let said = refused(&output.unwrap());
    assert!(said.contains("cannot write `./") && said.contains(".new/"), "{said}");
    assert!(said.contains("File too large"), "{said}");
    assert!(written(project.root()) == before);
    assert_eq!(left(project.root()), Vec::<PathBuf>::new());
}

/// It is written while it is inspected.
#[test]
fn a_site_that_breaks_a_promise_leaves_the_old_one() {
    let project = Project::fixture();
    assert!(build(project.root()).status().unwrap().success());
    let before = written(project.root());
    let footer = "themes/default/components/footer/footer.html";
    let project = project.edit(footer, "<footer", "<img src=\"https://example.org/i.png\" alt=\"\"><footer");
    let output = build(project.root()).output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&output.stderr).contains("third-party"));
    assert!(written(project.root()) == before);
    assert_eq!(left(project.root()), Vec::<PathBuf>::new());
}

#[test]
fn a_folder_that_may_not_be_written_keeps_its_site() {
    let project = Project::fixture();
    let root = project.root();
    assert!(build(root).status().unwrap().success());
    let before = written(root);
    // Root may write everywhere, so nobody builds; the program stands where nobody can read it.
    let is_root = fs::metadata("/proc/self").unwrap().uid() == 0;
    let shared = tempfile::tempdir().unwrap();
    let program = shared.path().join("meldwijzer");
    fs::copy(env!("CARGO_BIN_EXE_meldwijzer"), &program).unwrap();
    let command = || {
        let mut command = Command::new(&program);
        command.args(["build", "--today", "2026-11-24"]).current_dir(root);
        if is_root {
            command.uid(NOBODY).gid(NOBODY);
        }
        command
    };
    let mode = |path: &Path, mode| fs::set_permissions(path, Permissions::from_mode(mode)).unwrap();
    mode(shared.path(), 0o755);
    for folder in [root, &root.join("index")] {
        mode(folder, 0o555);
    }
    let said = refused(&command().output().unwrap());
    assert!(said.contains("Permission denied") && said.contains(".lock"), "{said}");
    if is_root {
        // A folder of one's own that is read-only.
        for path in [root.to_owned(), root.join("index"), root.join(".dist.lock"), root.join("index/.store.lock")] {
            chown(path, Some(NOBODY), Some(NOBODY)).unwrap();
        }
        let said = refused(&command().output().unwrap());
        assert!(said.contains("Permission denied"), "{said}");
    }
    assert!(written(root) == before);
    for folder in [root, &root.join("index")] {
        mode(folder, 0o755);
    }
}

#[test]
fn of_two_builds_at_once_the_second_says_so() {
    let project = Project::fixture();
    assert!(build(project.root()).status().unwrap().success());
    let before = written(project.root());
    let lock = fs::File::options().write(true).open(project.root().join(".dist.lock")).unwrap();
    lock.lock().unwrap();
    let project = project.edit(MODULE, TITLE, "title: Het tweede gesprek");
    let said = refused(&build(project.root()).output().unwrap());
    assert!(said.contains("another build is writing it at this moment"), "{said}");
    assert!(written(project.root()) == before, "not even the index is replaced");
    drop(lock);

    let mut builds: Vec<_> = (0..3).map(|_| build(project.root()).spawn().unwrap()).collect();
    let codes: Vec<Option<i32>> = builds.iter_mut().map(|build| build.wait().unwrap().code()).collect();
    assert!(codes.contains(&Some(0)) && codes.iter().all(|code| matches!(code, Some(0 | 3))), "{codes:?}");
    assert!(written(project.root()) != before);
    assert_eq!(left(project.root()), Vec::<PathBuf>::new());
}

#[test]
fn any_name_of_a_folder_is_good() {
    let project = Project::fixture();
    let long = "map/".repeat(400) + &"n".repeat(200);
    for name in ["met spaties en 'tekens'", "ünïcode/中文 🙂", "-dist", &long] {
        let output = build(project.root()).args(["--out", &format!("./uit/{name}")]).output().unwrap();
        assert!(output.status.success(), "{name}: {}", String::from_utf8_lossy(&output.stderr));
        assert!(project.root().join("uit").join(name).join("index.html").exists(), "{name}");
    }
    let moved = tempfile::tempdir().unwrap();
    let root = moved.path().join("een map met spaties/ünïcode 🙂");
    fs::create_dir_all(root.parent().unwrap()).unwrap();
    fs::rename(project.root(), &root).unwrap();
    assert!(build(&root).status().unwrap().success());
    fs::rename(&root, project.root()).unwrap();
    // Longer than any disk takes.
    let output = build(project.root()).args(["--out", &"n".repeat(300)]).output().unwrap();
    assert!(refused(&output).contains("File name too long"));
}

#[test]
fn a_folder_that_is_no_site_is_not_replaced() {
    let project = Project::fixture();
    let before = read_tree(&project.root().join("content"));
    for out in ["content", "."] {
        let said = refused(&build(project.root()).args(["--out", out]).output().unwrap());
        assert!(said.contains("no build made"), "{said}");
    }
    assert!(read_tree(&project.root().join("content")) == before);
}

#[test]
fn files_that_are_one_on_some_disks_are_found() {
    let name = |name: &str| format!("themes/default/components/{name}.svg");
    for [first, second] in [["kaart/pijl", "kaart/Pijl"], ["caf\u{e9}", "cafe\u{301}"], ["kaart/a", "Kaart/b"]] {
        let project = Project::fixture().file(&name(first), "<svg/>").file(&name(second), "<svg/>");
        let said = project.check().to_text(Style::Plain, Language::English);
        assert!(said.contains("error[same-path]") && said.contains("are one on many disks"), "{said}");
    }
}
