//! Where the addresses of the finished site lead: those of its own are followed in
//! each build, those of others are listed and, where that is asked for, asked.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread::spawn;
use std::time::{Duration, Instant};

use meldwijzer::{Language, Style};
use serde_json::Value as Json;

use crate::project::Project;

const HOME: &str = "themes/default/templates/home.html";

/// The fixture site with something more on its home page.
fn with(element: &str) -> Project {
    Project::fixture().edit(HOME, "{% block main %}", &format!("{{% block main %}}{element}"))
}

fn said(element: &str) -> String {
    with(element).check().to_text(Style::Plain, Language::English)
}

#[test]
fn an_address_without_a_file_is_found_wherever_it_stands() {
    for element in [
        "<a href=\"weg/\">x</a>",
        "<a href=\"/weg/\">x</a>",
        "<a href=weg/index.html>x</a>",
        "<a href=\"https://example.org/weg/\">x</a>",
        "<img src=\"weg/index.html\" alt=\"\">",
        "<img src=\"data:,\" srcset=\"modules/ 1x, weg/ 2x\" alt=\"\">",
        "<form action=\"weg/\"></form>",
        "<button formaction=\"weg/\">x</button>",
        "<object data=\"weg/\"></object>",
        "<video poster=\"weg/\"></video>",
        "<svg><use xlink:href=\"weg/#i\"/></svg>",
    ] {
        let text = said(element);
        assert!(text.contains("error[dead-link]") && text.contains("leads to `weg/index.html`"), "{element}: {text}");
        assert!(text.contains("--> dist/index.html:"), "{element}: {text}");
    }
    assert!(said("<a href=\"../x\">x</a>").contains("`../x` leads out of the site"));
    assert!(said("<a href=\"modules\">x</a>").contains("the address of a page ends in `/`"));
}

#[test]
fn an_anchor_that_is_not_there_is_found() {
    for [link, file] in [["#weg", "index.html"], ["modules/#weg", "modules/index.html"], ["./?a=b#weg", "index.html"]] {
        let text = said(&format!("<a href=\"{link}\">x</a>"));
        let message = format!("error[dead-anchor]: `{link}` leads to the anchor `weg`, which `{file}` does not have");
        assert!(text.contains(&message), "{text}");
    }
}

#[test]
fn good_addresses_are_no_mistakes() {
    let page =
        "<p id=\"één deel\"><a href=\"#%C3%A9%C3%A9n%20deel\">x</a> <a href=\"#één deel\">x</a> <a href=\"\">x</a>
        <a href=\"./modules/../modules/\">x</a> <a href=\" modules/eerste-gesprek/index.html?x#doelen\">x</a>
        <a href=\".\">x</a> <a href=\"https://example.org\" rel=noreferrer>x</a>
        <a href=\"https://example.org/#%C3%A9%C3%A9n deel\" rel=noreferrer>x</a>
        <a href=\"mailto:info@example.org\">x</a> <a href=\"tel:112\">x</a> <a href=\"data/modules.csv#row=2\">x</a>
        <a href=\"https://example.org.example.com/weg\" rel=\"noreferrer\">x</a>";
    assert_eq!(said(page), "");
}

#[test]
fn what_is_wrong_on_every_page_is_said_once() {
    let project =
        Project::fixture().edit("themes/default/templates/base.html", "<main", "<a href=\"/weg/\">x</a><main");
    let report = project.check();
    let text = report.to_text(Style::Plain, Language::English);
    assert_eq!(report.errors(), 1, "{text}");
    assert!(text.contains("(as do ") && text.contains(" other pages)"), "{text}");
    assert!(report.to_text(Style::Plain, Language::Dutch).contains("en dat heeft de site niet (zo ook "));
}

/// The addresses that the program lists, with what it says of them.
fn listed(project: &Project, how: &str) -> (BTreeMap<String, Json>, Option<i32>) {
    let output = project.run(&["check", "--today", "2026-11-24", "--format", "json", how]);
    let text = String::from_utf8(output.stdout).unwrap();
    // The first value is the list of mistakes.
    let list = serde_json::Deserializer::from_str(&text).into_iter::<Json>().nth(1).expect(&text).unwrap();
    let of = |one: &Json| (one["address"].as_str().unwrap().to_owned(), one.clone());
    (list.as_array().unwrap().iter().map(of).collect(), output.status.code())
}

#[test]
fn addresses_of_others_are_listed_with_what_an_editor_can_mend() {
    let page = "content/pages/over.yaml";
    let project = with("<a href=\"https://example.com/thema\" rel=\"noreferrer\">x</a>").edit(
        page,
        "proeven",
        "proeven: [a](https://example.com/één?a=b&c=d), [b](https://example.com/één)",
    );
    let (list, code) = listed(&project, "--links");
    assert_eq!(code, Some(0));
    let places = |address: &str| -> Vec<String> {
        let places = list[address]["places"].as_array().unwrap().iter();
        places
            .map(|place| format!("{}:{}:{}", place["file"].as_str().unwrap(), place["line"], place["column"]))
            .collect()
    };
    assert!(places("https://example.com/thema")[0].starts_with("dist/index.html:"));
    for named in ["https://example.com/%C3%A9%C3%A9n?a=b&c=d", "https://example.com/%C3%A9%C3%A9n"] {
        let found = places(named);
        assert!(found.len() == 1 && found[0].starts_with(page), "{named}: {found:?}");
    }
    assert_ne!(places("https://example.com/%C3%A9%C3%A9n?a=b&c=d"), places("https://example.com/%C3%A9%C3%A9n"));
    let text = String::from_utf8(project.run(&["check", "--today", "2026-11-24", "--links"]).stdout).unwrap();
    let lines: Vec<&str> = text.lines().filter(|line| line.starts_with("http")).collect();
    assert!(lines.is_sorted() && lines.len() == list.len(), "{text}");
}

/// A question to a host: the method and the address, the headers, and when.
struct Asked {
    line: String,
    headers: String,
    at: Instant,
}

/// A host at a loopback address of its own; it answers what `answer` says.
fn host(ip: &str, answer: fn(&str, usize) -> &'static str) -> (String, Receiver<Asked>) {
    let listener = TcpListener::bind((ip, 0)).unwrap();
    let base = format!("http://{}", listener.local_addr().unwrap());
    let (send, asked) = channel();
    spawn(move || {
        for (number, stream) in listener.incoming().enumerate() {
            reply(&mut stream.unwrap(), number, answer, &send);
        }
    });
    (base, asked)
}

fn reply(stream: &mut TcpStream, number: usize, answer: fn(&str, usize) -> &'static str, asked: &Sender<Asked>) {
    let mut lines = BufReader::new(stream.try_clone().unwrap()).lines().map(Result::unwrap);
    let line = lines.next().unwrap();
    let headers: Vec<String> = lines.take_while(|line| !line.is_empty()).collect();
    let text = answer(&line, number);
    write!(stream, "HTTP/1.1 {text}\r\ncontent-length: 0\r\nconnection: close\r\n\r\n").unwrap();
    let _ = asked.send(Asked { line, headers: headers.join("\n").to_lowercase(), at: Instant::now() });
}

#[test]
fn hosts_are_asked_politely_and_only_dead_addresses_are_mistakes() {
    let (pages, pages_asked) = host("127.0.0.2", |line, _| match line.split(' ').nth(1).unwrap() {
        "/goed?a=b" => "200 OK",
        "/verhuisd" => "301 Moved\r\nlocation: /goed?a=b",
        _ => "404 Not Found",
    });
    let (heads, heads_asked) = host("127.0.0.3", |line, _| match line.starts_with("HEAD") {
        true => "405 Method Not Allowed",
        false => "200 OK",
    });
    let (busy, busy_asked) = host("127.0.0.4", |_, number| match number {
        0 => "429 Too Many Requests\r\nretry-after: 2",
        _ => "200 OK",
    });
    let (closed, closed_asked) = host("127.0.0.5", |_, _| "503 Unavailable\r\nretry-after: 3600");
    let (shy, _) = host("127.0.0.6", |_, _| "403 Forbidden");
    let nobody = format!("http://{}", TcpListener::bind("127.0.0.7:0").unwrap().local_addr().unwrap());

    // The one address of the fixture leads to a host that hangs up: no test asks anybody outside of this machine.
    let hangs_up = TcpListener::bind("127.0.0.8:0").unwrap();
    let elsewhere = format!("https://{}/", hangs_up.local_addr().unwrap());
    spawn(move || hangs_up.incoming().for_each(drop));

    let links = |addresses: &[String]| -> Project {
        let links = addresses.iter().map(|url| format!("<a href=\"{url}\" rel=\"noreferrer\">x</a>"));
        with(&links.collect::<String>()).edit("content/site.yaml", "https://example.com/", &elsewhere)
    };
    let good = [
        format!("{pages}/goed?a=b"),
        format!("{pages}/verhuisd"),
        format!("{heads}/hoofd"),
        format!("{busy}/druk"),
        format!("{closed}/a"),
        format!("{closed}/b"),
        format!("{shy}/"),
    ];
    let fixture = |address: &&String| address.starts_with("http://127.");
    let (list, code) = listed(&links(&good), "--links=ask");
    let answer = |list: &BTreeMap<String, Json>, address: &str| {
        let answer = &list[address]["answer"];
        (answer["state"].as_str().unwrap().to_owned(), answer["status"].as_u64())
    };
    assert_eq!(list.keys().filter(fixture).count(), good.len());
    for (address, state, status) in [
        (&good[0], "good", 200),
        (&good[1], "moved", 200),
        (&good[2], "good", 200),
        (&good[3], "good", 200),
        (&good[4], "unsure", 503),
        (&good[5], "unsure", 503),
        (&good[6], "unsure", 403),
    ] {
        assert_eq!(answer(&list, address), (state.to_owned(), Some(status)), "{address}");
    }
    assert_eq!(list[&good[1]]["answer"]["to"], good[0]);
    assert_eq!(code, Some(0), "{list:#?}");

    let asked: Vec<Asked> = pages_asked.try_iter().collect();
    let lines: Vec<&str> = asked.iter().map(|asked| asked.line.as_str()).collect();
    assert_eq!(lines, ["HEAD /goed?a=b HTTP/1.1", "HEAD /verhuisd HTTP/1.1", "HEAD /goed?a=b HTTP/1.1"]);
    assert!(asked[1].at - asked[0].at >= Duration::from_secs(1), "no pause");
    for asked in &asked {
        assert!(asked.headers.contains("user-agent: meldwijzer/"), "{}", asked.headers);
        assert!(!asked.headers.contains("cookie") && !asked.headers.contains("referer"), "{}", asked.headers);
    }
    let lines: Vec<String> = heads_asked.try_iter().map(|asked| asked.line).collect();
    assert_eq!(lines, ["HEAD /hoofd HTTP/1.1", "GET /hoofd HTTP/1.1"]);
    let asked: Vec<Asked> = busy_asked.try_iter().collect();
    assert!(asked.len() == 2 && asked[1].at - asked[0].at >= Duration::from_secs(2), "it did not wait");
    assert_eq!(closed_asked.try_iter().count(), 1, "a host that wants an hour is left alone");

    let bad = [format!("{pages}/weg"), format!("{nobody}/"), format!("{shy}/")];
    let (list, code) = listed(&links(&bad), "--links=ask");
    assert_eq!(answer(&list, &bad[0]), ("dead".to_owned(), Some(404)));
    assert_eq!(answer(&list, &bad[1]), ("dead".to_owned(), None));
    assert_eq!(code, Some(1));
}
