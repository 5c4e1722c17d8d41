//! The preview server, over real sockets, as a stranger may treat it; and what
//! becomes of a change.

use std::fs;
use std::io::{BufRead, BufReader, ErrorKind, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::{Duration, Instant};

use serde_json::Value;

use crate::project::Project;
use crate::site::SITE;

/// Longer than anything here takes on a busy machine.
const PATIENCE: Duration = Duration::from_secs(30);

/// A preview of a project, stopped when the test ends.
struct Preview {
    project: Project,
    program: Child,
    /// What it says in the terminal.
    lines: Receiver<String>,
    address: SocketAddr,
    /// What it said until it said where it is.
    before: String,
}

impl Drop for Preview {
    fn drop(&mut self) {
        let _ = self.program.kill();
        let _ = self.program.wait();
    }
}

impl Preview {
    fn of(project: Project) -> Self {
        Self::with(project, &["--port", "0"])
    }

    fn with(project: Project, arguments: &[&str]) -> Self {
        let mut program = Command::new(env!("CARGO_BIN_EXE_meldwijzer"))
            .args(["serve", "--today", "2026-11-24", "--root"])
            .arg(project.root())
            .args(arguments)
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let (sender, lines) = channel();
        let stderr = BufReader::new(program.stderr.take().unwrap());
        thread::spawn(move || stderr.lines().map_while(Result::ok).try_for_each(|line| sender.send(line)));
        let nowhere = SocketAddr::from(([127, 0, 0, 1], 0));
        let mut preview = Self { project, program, lines, address: nowhere, before: String::new() };
        preview.before = preview.said("http://");
        let address = preview.before.rsplit("http://").next().and_then(|line| line.split('/').next()).unwrap();
        preview.address = address.parse().unwrap();
        preview
    }

    /// Waits until the terminal says this; gives all that it said before, and the line.
    fn said(&self, words: &str) -> String {
        let until = Instant::now() + PATIENCE;
        let mut before = String::new();
        loop {
            let Ok(line) = self.lines.recv_timeout(until.saturating_duration_since(Instant::now())) else {
                panic!("`{words}` was not said, but:\n{before}");
            };
            if line.contains(words) {
                return before + &line;
            }
            before += &(line + "\n");
        }
    }

    fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(self.address).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        stream
    }

    /// Sends these bytes; gives what comes back until the connection ends.
    fn send(&self, bytes: &[u8]) -> Answer {
        let mut stream = self.connect();
        // A server that refuses may not read to the end.
        let _ = stream.write_all(bytes);
        let mut answer = Vec::new();
        match stream.read_to_end(&mut answer) {
            Err(error) if error.kind() != ErrorKind::ConnectionReset => panic!("{error}"),
            _ => {}
        }
        Answer(String::from_utf8_lossy(&answer).into_owned())
    }

    fn ask(&self, line: &str) -> Answer {
        self.send(format!("{line} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\r\n", self.address).as_bytes())
    }

    fn get(&self, path: &str) -> Answer {
        self.ask(&format!("GET {path}"))
    }

    /// What browsers are told, from now on.
    fn events(&self) -> Events {
        let mut stream = self.connect();
        write!(stream, "GET /-/preview/events HTTP/1.1\r\nHost: localhost\r\n\r\n").unwrap();
        Events(BufReader::new(stream))
    }

    fn file(&self, path: &str) -> std::path::PathBuf {
        self.project.root().join(path)
    }

    fn edit(&self, path: &str, from: &str, to: &str) {
        let text = fs::read_to_string(self.file(path)).unwrap();
        assert!(text.contains(from), "`{from}` is not in {path}");
        fs::write(self.file(path), text.replace(from, to)).unwrap();
    }
}

struct Answer(String);

impl Answer {
    fn status(&self) -> u16 {
        self.0.split(' ').nth(1).and_then(|status| status.parse().ok()).unwrap_or(0)
    }

    fn header(&self, name: &str) -> &str {
        let head = self.0.split("\r\n\r\n").next().unwrap();
        let lines = head.lines().filter_map(|line| line.split_once(": "));
        lines.into_iter().find(|(key, _)| key.eq_ignore_ascii_case(name)).map_or("", |(_, value)| value)
    }

    fn body(&self) -> &str {
        self.0.split_once("\r\n\r\n").unwrap().1
    }
}

struct Events(BufReader<TcpStream>);

impl Events {
    fn next(&mut self) -> Value {
        loop {
            let mut line = String::new();
            assert!(self.0.read_line(&mut line).unwrap() > 0, "the events ended");
            if let Some(data) = line.strip_prefix("data: ") {
                return serde_json::from_str(data).unwrap();
            }
        }
    }

    /// The first state that is so; the version of it.
    fn until(&mut self, is_so: impl Fn(&Value) -> bool) -> Value {
        let until = Instant::now() + PATIENCE;
        loop {
            let state = self.next();
            if is_so(&state) {
                return state;
            }
            assert!(Instant::now() < until, "{state}");
        }
    }
}

const MODULE: &str = "content/modules/eerste-gesprek.yaml";
const PAGE: &str = "/modules/eerste-gesprek/";

/// The address of a file of the search.
fn search(preview: &Preview, name: &str) -> String {
    let names: Value = serde_json::from_str(preview.get("/search.json").body()).unwrap();
    format!("/{}", names[name].as_str().unwrap())
}

#[test]
fn files_are_sent_with_their_types_and_headers() {
    let preview = Preview::of(Project::fixture());
    let home = preview.get("/");
    assert_eq!((home.status(), home.header("content-type")), (200, "text/html; charset=utf-8"));
    for (name, value) in [
        ("cache-control", "no-store"),
        ("referrer-policy", "no-referrer"),
        ("x-content-type-options", "nosniff"),
        ("content-security-policy", "frame-ancestors 'none'"),
        ("cross-origin-resource-policy", "same-origin"),
    ] {
        assert_eq!(home.header(name), value);
    }
    let assets = home.body().split("src=\"./").nth(1).unwrap().split("js/main.js").next().unwrap().to_owned();
    for (path, kind) in [
        (format!("/{assets}js/main.js"), "text/javascript; charset=utf-8"),
        (format!("/{assets}site.css"), "text/css; charset=utf-8"),
        (format!("/{assets}icons/favicon.svg"), "image/svg+xml"),
        ("/search.json".to_owned(), "application/json"),
        (search(&preview, "index"), "application/octet-stream"),
        (search(&preview, "text"), "text/plain; charset=utf-8"),
        ("/data/catalogue.json".to_owned(), "application/json"),
        ("/-/preview/client.js".to_owned(), "text/javascript; charset=utf-8"),
    ] {
        let answer = preview.get(&path);
        assert_eq!((answer.status(), answer.header("content-type")), (200, kind), "{path}");
        assert!(!answer.body().is_empty(), "{path}");
    }
    let missing = preview.get("/bestaat/niet/");
    assert_eq!((missing.status(), missing.header("content-type")), (404, "text/html; charset=utf-8"));
    let folder = preview.get(PAGE.trim_end_matches('/'));
    assert_eq!((folder.status(), folder.header("location")), (308, PAGE));
}

#[test]
fn no_address_names_a_file_outside_of_the_site() {
    let project = Project::fixture().file("geheim.txt", "geheim");
    fs::create_dir_all(project.root().join("dist")).unwrap();
    #[cfg(unix)]
    std::os::unix::fs::symlink(project.root().join("geheim.txt"), project.root().join("dist/link.txt")).unwrap();
    let preview = Preview::of(project);
    for path in [
        "/link.txt",
        "/../geheim.txt",
        "/..%2fgeheim.txt",
        "/%2e%2e/geheim.txt",
        "/..%5cgeheim.txt",
        "/modules/../../geheim.txt",
        "//geheim.txt",
        "/dist/link.txt",
        "/content/site.yaml",
        "/index.html%00.txt",
        "/%00",
    ] {
        let answer = preview.get(path);
        assert_eq!(answer.status(), 404, "{path}");
        assert!(!answer.body().contains("geheim\n") && !answer.body().ends_with("geheim"), "{path}");
    }
    assert_eq!(preview.get("/%ff").status(), 400);
}

#[test]
fn no_folder_is_listed() {
    let preview = Preview::of(Project::fixture());
    let home = preview.get("/");
    let assets = home.body().split("src=\"./").nth(1).unwrap().split("js/main.js").next().unwrap().to_owned();
    for path in [format!("/{assets}"), format!("/{assets}js"), "/search/".to_owned(), "/data/schema/".to_owned()] {
        let answer = preview.get(&path);
        assert_eq!(answer.status(), 404, "{path}");
        assert!(!answer.body().contains("main.js\">main.js"), "{path}");
    }
}

#[test]
fn only_reading_is_allowed() {
    let preview = Preview::of(Project::fixture());
    for method in ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"] {
        for path in ["/", "/-/preview/events", "/-/preview/client.js"] {
            let answer = preview.ask(&format!("{method} {path}"));
            assert_eq!((answer.status(), answer.header("allow")), (405, "GET, HEAD"), "{method} {path}");
        }
    }
    let head = preview.ask("HEAD /");
    assert_eq!((head.status(), head.body()), (200, ""));
}

#[test]
fn a_name_that_others_can_point_here_is_refused() {
    let preview = Preview::of(Project::fixture());
    let port = preview.address.port();
    let ask = |target: &str, headers: &str| {
        preview.send(format!("GET {target} HTTP/1.1\r\n{headers}Connection: close\r\n\r\n").as_bytes()).status()
    };
    for host in ["localhost", "LOCALHOST", "127.0.0.1", "[::1]", "192.168.1.7"] {
        assert_eq!(ask("/", &format!("Host: {host}:{port}\r\n")), 200, "{host}");
    }
    for host in ["example.org", "localhost.example.org", "127.0.0.1.example.org", "meldwijzer.local"] {
        for path in ["/", "/-/preview/events"] {
            assert_eq!(ask(path, &format!("Host: {host}:{port}\r\n")), 421, "{host}");
        }
    }
    assert_eq!(ask("http://example.org/", "Host: localhost\r\n"), 421);
    assert_eq!(ask("/", ""), 400);
    assert_eq!(ask("/", "Host: localhost\r\nHost: example.org\r\n"), 400);
}

/// The status of a request for the home page with these headers.
fn status_with(preview: &Preview, headers: &str) -> u16 {
    let request = format!("GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n{headers}\r\n");
    preview.send(request.as_bytes()).status()
}

#[test]
fn the_head_of_a_request_has_limits() {
    let preview = Preview::of(Project::fixture());
    let long = "a".repeat(40_000);
    assert!(matches!(preview.get(&format!("/{long}")).status(), 414 | 431));
    assert_eq!(status_with(&preview, &format!("X: {long}\r\n")), 431);
    assert_eq!(status_with(&preview, &"X: 1\r\n".repeat(100)), 431);
    assert_eq!(preview.get("/").status(), 200);
}

#[test]
fn a_request_with_a_body_is_refused() {
    let preview = Preview::of(Project::fixture());
    assert_eq!(status_with(&preview, "Content-Length: 1000000000\r\n"), 413);
    assert_eq!(status_with(&preview, "Transfer-Encoding: chunked\r\n"), 413);
    assert_eq!(preview.get("/").status(), 200);
}

#[test]
fn two_hundred_clients_that_say_nothing_stop_nobody() {
    let preview = Preview::of(Project::fixture());
    let mut slow: Vec<TcpStream> = (0..200).map(|_| preview.connect()).collect();
    for stream in slow.iter_mut().skip(100) {
        stream.write_all(b"GET / HTTP/1.1\r\nHost: loc").unwrap();
    }
    assert_eq!(preview.get("/").status(), 200);
    // And they do not stay.
    let mut rest = Vec::new();
    for stream in &mut slow {
        match stream.read_to_end(&mut rest) {
            Err(error) if error.kind() != ErrorKind::ConnectionReset => panic!("it still waits: {error}"),
            _ => {}
        }
    }
    assert_eq!(preview.get("/").status(), 200);
}

#[test]
fn a_client_that_does_not_read_is_let_go() {
    let preview = Preview::of(Project::fixture());
    let mut stream = preview.connect();
    let request = format!("GET / HTTP/1.1\r\nHost: {}\r\n\r\n", preview.address);
    // More answers than the buffers between the two can hold; at last nobody listens.
    stream.set_write_timeout(Some(PATIENCE)).unwrap();
    let until = Instant::now() + PATIENCE;
    let error = loop {
        match stream.write_all(request.as_bytes()) {
            Err(error) => break error,
            Ok(()) => assert!(Instant::now() < until, "it still listens"),
        }
    };
    assert!(matches!(error.kind(), ErrorKind::ConnectionReset | ErrorKind::BrokenPipe), "{error}");
}

#[test]
fn only_this_machine_is_answered_unless_told() {
    let preview = Preview::of(Project::fixture());
    assert!(preview.address.ip().is_loopback());
    assert!(!preview.before.contains("anderen op het netwerk kunnen dit ook zien"), "{}", preview.before);
    let told = Preview::with(Project::fixture(), &["--port", "0", "--host", "0.0.0.0"]);
    assert!(told.address.ip().is_unspecified());
    assert!(told.before.contains("anderen op het netwerk kunnen dit ook zien"), "{}", told.before);
    // Another address of this machine stands for the network.
    let from_outside = |preview: &Preview| TcpStream::connect(("127.0.0.2", preview.address.port())).is_ok();
    assert!(from_outside(&told) && !from_outside(&preview));
}

#[test]
fn a_taken_port_is_told_and_the_next_one_used() {
    let taken = TcpListener::bind(("127.0.0.1", 0)).unwrap();
    let port = taken.local_addr().unwrap().port();
    let preview = Preview::with(Project::fixture(), &["--port", &port.to_string()]);
    assert!(preview.before.contains(&format!("poort {port} is bezet")), "{}", preview.before);
    assert_ne!(preview.address.port(), port);
    assert!(preview.address.ip().is_loopback());
    assert_eq!(preview.get("/").status(), 200);
}

#[test]
fn the_preview_speaks_the_language_of_the_site_or_that_which_is_asked_for() {
    let english = || Project::fixture().edit("content/site.yaml", "title: Proefsite", "lang: en\ntitle: Proefsite");
    for (project, arguments, wanted) in [
        (Project::fixture(), ["--port", "0"].as_slice(), "de laatste goede versie is te zien"),
        (english(), &["--port", "0"], "the last good version is shown"),
        (english(), &["--port", "0", "--lang", "nl"], "de laatste goede versie is te zien"),
    ] {
        let preview = Preview::with(project, arguments);
        preview.edit(MODULE, "number:", "nummer:");
        preview.said(wanted);
    }
}

#[test]
fn no_built_site_has_the_script_of_the_preview() {
    for (path, bytes) in SITE.site.iter() {
        assert!(!String::from_utf8_lossy(bytes).contains("/-/preview/"), "{path}");
    }
}

#[test]
fn nothing_is_written() {
    let preview = Preview::of(Project::fixture());
    assert_eq!(preview.get(&search(&preview, "index")).status(), 200);
    for path in ["dist", "index/store"] {
        assert!(!preview.file(path).exists(), "{path}");
    }
}

#[test]
fn a_change_a_mistake_and_its_mending_are_seen() {
    let preview = Preview::of(Project::fixture());
    let mut events = preview.events();
    let first = events.next();
    assert_eq!(first["mistakes"], Value::Null);

    preview.edit(MODULE, "title: Eerste gesprek", "title: Het nieuwe gesprek");
    let second = events.until(|state| state["version"] != first["version"]);
    let page = preview.get(PAGE);
    assert!(page.body().contains("Het nieuwe gesprek"));
    assert!(page.body().contains(&format!("data-version={}", second["version"])));
    assert!(preview.said("eerste-gesprek.yaml").contains(MODULE));

    preview.edit(MODULE, "title: Het nieuwe gesprek", "titel: Het nieuwste gesprek");
    let third = events.until(|state| state["mistakes"].is_string());
    assert_eq!(third["version"], second["version"]);
    assert!(third["mistakes"].as_str().unwrap().contains(MODULE), "{third}");
    preview.said("de laatste goede versie is te zien");
    assert!(preview.get(PAGE).body().contains("Het nieuwe gesprek"));

    preview.edit(MODULE, "titel: Het nieuwste gesprek", "title: Het nieuwste gesprek");
    events.until(|state| state["mistakes"].is_null() && state["version"] != second["version"]);
    assert!(preview.get(PAGE).body().contains("Het nieuwste gesprek"));
}

#[test]
fn a_file_that_rests_is_judged_by_what_is_there_now() {
    let other = "content/modules/voorlichting.yaml";
    let link = "[de meldcode](id:begrippen#meldcode)";
    let project = Project::fixture().edit(other, "Vertellen en vragen", &format!("Vertellen over {link} en vragen"));
    let preview = Preview::of(project);
    let mut events = preview.events();
    assert_eq!(events.next()["mistakes"], Value::Null);
    let terms = "content/glossary/proef.yaml";
    preview.edit(terms, "id: meldcode", "id: vijf-stappen");
    let mistakes = events.until(|state| state["mistakes"].is_string())["mistakes"].as_str().unwrap().to_owned();
    assert!(mistakes.contains(other) && mistakes.contains("unknown-anchor"), "{mistakes}");
    preview.edit(terms, "id: vijf-stappen", "id: meldcode");
    events.until(|state| state["mistakes"].is_null());
}

#[test]
fn a_change_is_seen_that_leaves_size_and_time_of_a_file() {
    let preview = Preview::of(Project::fixture());
    let mut events = preview.events();
    let first = events.next();
    let path = preview.file(MODULE);
    let written = fs::metadata(&path).unwrap().modified().unwrap();
    let text = fs::read_to_string(&path).unwrap();
    fs::write(&path, text.replace("title: Eerste gesprek", "title: Laatst gesprek")).unwrap();
    fs::File::options().write(true).open(&path).unwrap().set_modified(written).unwrap();
    events.until(|state| state["version"] != first["version"]);
    assert!(preview.get(PAGE).body().contains("Laatst gesprek"));
}

#[test]
fn a_preview_begins_with_mistakes_too() {
    let preview = Preview::of(Project::fixture().edit(MODULE, "title:", "titel:"));
    let page = preview.get(PAGE);
    assert_eq!(page.status(), 503);
    assert!(page.body().contains("/-/preview/client.js"));
    let mut events = preview.events();
    assert!(events.next()["mistakes"].is_string());
    preview.edit(MODULE, "titel:", "title:");
    events.until(|state| state["mistakes"].is_null());
    assert_eq!(preview.get(PAGE).status(), 200);
}

#[test]
fn files_and_folders_come_and_go_in_every_way() {
    let preview = Preview::of(Project::fixture());
    let mut events = preview.events();
    let mut version = events.next()["version"].clone();
    let mut changed = || {
        version = events.until(|state| state["version"] != version && state["mistakes"].is_null())["version"].clone();
    };
    let source = "content/sources/tweede-bron.yaml";
    let text = fs::read_to_string(preview.file("content/sources/bron.yaml")).unwrap();
    let text = text.replace("title: De ", "title: Tweede ");

    // A new file, as vim saves it: beside it, a swap file and a try whether it may write.
    fs::write(preview.file("content/sources/.tweede-bron.yaml.swp"), "x").unwrap();
    fs::write(preview.file("content/sources/4913"), "").unwrap();
    fs::remove_file(preview.file("content/sources/4913")).unwrap();
    fs::write(preview.file(source), &text).unwrap();
    changed();
    assert_eq!(preview.get("/bronnen/tweede-bron/").status(), 200);

    // Saved by a rename.
    fs::write(preview.file("content/sources/tweede-bron.yaml.tmp"), text.replace("Tweede ", "Derde ")).unwrap();
    fs::rename(preview.file("content/sources/tweede-bron.yaml.tmp"), preview.file(source)).unwrap();
    changed();
    assert!(preview.get("/bronnen/tweede-bron/").body().contains("Derde "));

    // Another name.
    fs::rename(preview.file(source), preview.file("content/sources/derde-bron.yaml")).unwrap();
    changed();
    assert_eq!(preview.get("/bronnen/tweede-bron/").status(), 404);
    assert_eq!(preview.get("/bronnen/derde-bron/").status(), 200);

    // Gone.
    fs::remove_file(preview.file("content/sources/derde-bron.yaml")).unwrap();
    changed();
    assert_eq!(preview.get("/bronnen/derde-bron/").status(), 404);

    // A branch without the content, and back; the new folder is watched as the old one was.
    fs::rename(preview.file("content"), preview.file("elsewhere")).unwrap();
    preview.said("de laatste goede versie is te zien");
    fs::rename(preview.file("elsewhere"), preview.file("content")).unwrap();
    changed();
    fs::write(preview.file(source), &text).unwrap();
    changed();
    assert_eq!(preview.get("/bronnen/tweede-bron/").status(), 200);
}

#[test]
fn the_theme_and_the_settings_of_the_search_are_watched() {
    let preview = Preview::of(Project::fixture());
    let mut events = preview.events();
    let first = events.next();
    preview.edit("themes/default/templates/base.html", "<main ", "<main data-proef ");
    let second = events.until(|state| state["version"] != first["version"]);
    assert!(preview.get("/").body().contains("data-proef"));

    preview.edit("themes/default/templates/base.html", "{{ page.lang }}", "{{ page.lang ");
    let broken = events.until(|state| state["mistakes"].is_string());
    assert!(broken["mistakes"].as_str().unwrap().contains("base.html"), "{broken}");
    assert!(preview.get("/").body().contains("data-proef"));
    preview.edit("themes/default/templates/base.html", "{{ page.lang ", "{{ page.lang }}");
    let third = events.until(|state| state["version"] != second["version"]);

    let analysis = preview.file("index/analysis.yaml");
    fs::write(&analysis, fs::read_to_string(&analysis).unwrap() + "# anders\n").unwrap();
    events.until(|state| state["version"] != third["version"]);
}

#[test]
fn a_layer_is_watched() {
    let layer = "laag/content/modules/eerste-gesprek.yaml";
    let project = Project::fixture().file(layer, "title: Intake\n");
    let folder = project.root().join("laag").display().to_string();
    let preview = Preview::with(project, &["--port", "0", "--layer", &folder]);
    let mut events = preview.events();
    let first = events.next();
    assert!(preview.get(PAGE).body().contains("Intake"));
    preview.edit(layer, "Intake", "Kennismaking");
    events.until(|state| state["version"] != first["version"]);
    assert!(preview.get(PAGE).body().contains("Kennismaking"));
}

#[test]
fn a_former_address_leads_on() {
    let project = Project::fixture().edit(MODULE, "title:", "former: [het-eerste-gesprek]\ntitle:");
    let preview = Preview::of(project);
    let page = preview.get("/modules/het-eerste-gesprek/");
    assert_eq!(page.status(), 200);
    assert!(page.body().contains("eerste-gesprek/"), "{}", page.body());
}

#[test]
fn a_page_that_breaks_a_promise_says_so_when_it_is_seen() {
    let outside = "{% block main %}<img src=\"https://example.org/x.png\" alt=\"\">";
    let project = Project::fixture().edit("themes/default/templates/not_found.html", "{% block main %}", outside);
    let preview = Preview::of(project);
    let mut events = preview.events();
    assert_eq!(events.next()["mistakes"], Value::Null);
    assert_eq!(preview.get("/nergens").status(), 404);
    let told = events.until(|state| state["mistakes"].is_string());
    assert!(told["mistakes"].as_str().unwrap().contains("example.org"), "{told}");
}
