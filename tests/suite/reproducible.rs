//! The same input gives the same bytes: in another folder, in another time zone
//! and language, with other numbers of threads, from files in another order, for
//! another user. The build says so itself, by the digest in its summary.

use std::fs;
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Command, Stdio};

use tempfile::TempDir;

use crate::project::{Project, copy, read_tree, repository};

const NOBODY: u32 = 65534;

/// Makes the site and the index of a project; both digests, the first as the
/// program says it.
fn digests(root: &Path, program: &mut Command) -> [String; 2] {
    let output = program.args(["build", "--today", "2026-11-24"]).current_dir(root).output().unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(output.status.success(), "{said}");
    let digest = said.lines().find_map(|line| line.strip_prefix("sha256 ")).expect("the build says its digest");
    assert_eq!(digest, read_tree(&root.join("dist")).digest());
    [digest.to_owned(), read_tree(&root.join("index/store")).digest()]
}

fn program() -> Command {
    Command::new(env!("CARGO_BIN_EXE_meldwijzer"))
}

/// What the fixture site is everywhere.
fn usual() -> [String; 2] {
    digests(Project::fixture().root(), &mut program())
}

#[test]
fn the_digest_is_the_one_of_sha256sum() {
    let project = Project::fixture();
    let digest = &digests(project.root(), &mut program())[0];
    let list = "find * -type f -print0 | LC_ALL=C sort -z | xargs -0 sha256sum | sha256sum";
    let output = Command::new("sh").args(["-c", list]).current_dir(project.root().join("dist")).output().unwrap();
    assert_eq!(String::from_utf8(output.stdout).unwrap(), format!("{digest}  -\n"));
    let other = project.edit("content/pages/over.yaml", "proeven", "zien");
    assert_ne!(&digests(other.root(), &mut program())[0], digest);
}

#[test]
fn another_folder() {
    let deep = TempDir::new().unwrap();
    let root = deep.path().join("een andere/map");
    copy(Project::fixture().root(), &root);
    assert_eq!(digests(&root, &mut program()), usual());
}

#[test]
fn another_time_zone_and_language() {
    for [zone, language] in [["Pacific/Kiritimati", "tr_TR.UTF-8"], ["America/Adak", "C"], ["UTC", "nl_NL.UTF-8"]] {
        let root = Project::fixture();
        let now = digests(root.root(), program().env("TZ", zone).env("LANG", language).env("LC_ALL", language));
        assert_eq!(now, usual(), "{zone}, {language}");
    }
}

/// The whole site: with few pages, threads hardly get into each other's way.
#[test]
fn other_numbers_of_threads() {
    let folder = TempDir::new().unwrap();
    for part in ["content", "themes", "index"] {
        copy(&repository().join(part), &folder.path().join(part));
    }
    let with = |threads: &str| digests(folder.path(), program().env("RAYON_NUM_THREADS", threads));
    let one = with("1");
    for threads in ["2", "7"] {
        assert_eq!(with(threads), one, "{threads} threads");
    }
}

/// In memory, where a folder lists its files in the order in which they were made;
/// other disks sort them by a hash of their names.
#[test]
fn files_in_another_order() {
    let projects = [false, true].map(|turned| {
        let project = Project::fixture();
        let folder = TempDir::new_in("/dev/shm").unwrap();
        let files = read_tree(project.root());
        let mut files: Vec<_> = files.iter().collect();
        if turned {
            files.reverse();
        }
        for (path, bytes) in files {
            let path = folder.path().join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, bytes).unwrap();
        }
        folder
    });
    let [first, second] = projects.each_ref().map(|project| {
        let entries = fs::read_dir(project.path().join("content/modules")).unwrap();
        entries.map(|entry| entry.unwrap().file_name()).collect::<Vec<_>>()
    });
    assert_ne!(first, second, "the folders list their files in one order");
    let [first, second] = projects.each_ref().map(|project| digests(project.path(), &mut program()));
    assert_eq!(first, second);
}

#[test]
fn another_user() {
    let project = Project::fixture();
    let place = TempDir::new().unwrap();
    let copied = place.path().join("meldwijzer");
    fs::copy(env!("CARGO_BIN_EXE_meldwijzer"), &copied).unwrap();
    fs::set_permissions(place.path(), fs::Permissions::from_mode(0o755)).unwrap();
    let mut other = if fs::metadata("/proc/self").unwrap().uid() == 0 {
        let chowned = Command::new("chown").args(["-R", &NOBODY.to_string()]).arg(project.root()).status().unwrap();
        assert!(chowned.success());
        let mut command = Command::new(&copied);
        command.uid(NOBODY).gid(NOBODY);
        command
    } else {
        // Who is not root becomes it in a world of their own.
        let mut command = Command::new("unshare");
        command.arg("--map-root-user").arg(&copied);
        command
    };
    other.env_clear().env("HOME", "/nonexistent").env("PATH", "/usr/bin:/bin").stdin(Stdio::null());
    assert_eq!(digests(project.root(), &mut other), usual());
}

#[test]
fn the_seconds_of_each_phase_are_said_where_they_are_asked_for() {
    let project = Project::fixture();
    let phases = |arguments: &[&str]| -> Vec<String> {
        let output = program().arg("build").args(arguments).current_dir(project.root()).output().unwrap();
        let said = String::from_utf8(output.stderr).unwrap();
        assert!(output.status.success(), "{said}");
        let phases = said.lines().filter(|line| line.ends_with(" s") && !line.contains(','));
        // Some go on side by side.
        let mut phases: Vec<String> = phases.map(|line| line.split(' ').next().unwrap().to_owned()).collect();
        phases.sort();
        phases
    };
    assert_eq!(phases(&[]), [""; 0]);
    let all = "check compress digest export index inspect links load model pack publish render store write";
    assert_eq!(phases(&["--timings", "--compress"]).join(" "), all);
}
