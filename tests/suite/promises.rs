//! The promises to visitors, each broken once in the theme: nothing is written
//! when the finished site does not keep them.

use meldwijzer::{Language, Style};

use crate::project::Project;

/// What the program says of the fixture site after one change of a theme file.
fn said(path: &str, from: &str, to: &str) -> String {
    let text = Project::fixture()
        .edit(&format!("themes/default/{path}"), from, to)
        .check()
        .to_text(Style::Plain, Language::English);
    assert!(!text.is_empty(), "nothing was found");
    text
}

#[test]
fn no_page_asks_another_site() {
    for element in [
        "<img src=\"https://example.com/pixel.gif\" alt=\"\">",
        "<script src='//example.com/a.js'></script>",
        "<link rel=preconnect href=https://example.com>",
        "<form action=\"https://example.com/\"></form>",
        "<video poster=https://example.com/x.png></video>",
    ] {
        let text = said("templates/home.html", "{% block main %}", &format!("{{% block main %}}{element}"));
        assert!(text.contains("error[third-party]") && text.contains("dist/index.html:"), "{text}");
    }
    let text = said("css/base.css", "body", "@import 'https://example.com/x.css';\nbody");
    assert!(text.contains("error[third-party]"), "{text}");
}

#[test]
fn no_link_says_where_the_visitor_came_from() {
    let text =
        said("templates/home.html", "{% block main %}", "{% block main %}<a href=\"https://example.com/\">x</a>");
    assert!(text.contains("error[referrer]"), "{text}");
}

#[test]
fn nothing_is_stored_or_added_to_the_history() {
    for code in ["localStorage.a = 1;", "document.cookie = 'a';", "history.pushState(1, '');", "x.innerHTML = y;"] {
        let text = said("js/main.js", "start(document);", &format!("start(document);\n{code}"));
        assert!(text.contains("error[script]"), "{text}");
    }
}

#[test]
fn scripts_and_styles_stand_in_files() {
    let text = said("templates/home.html", "{% block main %}", "{% block main %}<p onclick=\"x()\">x</p>");
    assert!(text.contains("error[inline-script]"), "{text}");
    for element in ["<a href=\"java&#9;script:x()\">x</a>", "<object data=' data:text/html,x'>", "<iframe srcdoc=x>"] {
        let text = said("templates/home.html", "{% block main %}", &format!("{{% block main %}}{element}"));
        assert!(text.contains("error[inline-script]"), "{text}");
    }
    let text = said("templates/home.html", "{% block main %}", "{% block main %}<p style=\"color:red\">x</p>");
    assert!(text.contains("error[inline-style]"), "{text}");
    let text = said("templates/base.html", "http-equiv=\"Content-Security-Policy\"", "name=\"x\"");
    assert!(text.contains("error[no-policy]"), "{text}");
}

#[test]
fn a_script_element_holds_data_or_nothing() {
    let with = |element: &str| said("templates/home.html", "{% block main %}", &format!("{{% block main %}}{element}"));
    let text = with("<script>x()</script>");
    assert!(text.contains("error[inline-script]"), "{text}");
    let text = with("<script type=\"text/javascript\">{}</script>");
    assert!(text.contains("error[inline-script]"), "{text}");
    // What a text that ends the block too soon would leave of it.
    let text = with("<script type=\"application/ld+json\">{\"name\":\"</script><b>\"}</b>");
    assert!(text.contains("error[data-block]"), "{text}");
    let good = "<script type=\"application/ld+json\">{\"name\":\"\\u003c/script>\"}</script>";
    let report = Project::fixture()
        .edit("themes/default/templates/home.html", "{% block main %}", &format!("{{% block main %}}{good}"))
        .check();
    assert_eq!(report.to_text(Style::Plain, Language::English), "");
}

#[test]
fn the_contact_page_is_one_small_file_without_anchors() {
    let text = said("templates/contact.html", "<main>", "<main><a href=\"#onder\">x</a>");
    assert!(text.contains("error[contact-anchor]"), "{text}");
    let text = said("templates/contact.html", "<main>", &format!("<main><p>{}</p>", "woord ".repeat(5000)));
    assert!(text.contains("error[contact-weight]"), "{text}");
}

#[test]
fn the_host_is_told_what_a_page_cannot_say() {
    let built = Project::fixture().build();
    let file = |path: &str| String::from_utf8(built.site.get(path).unwrap().to_vec()).unwrap();
    for path in ["_headers", "hosting/nginx.conf", "hosting/Caddyfile"] {
        let text = file(path);
        for header in ["Referrer-Policy", "nosniff", "Permissions-Policy", "Strict-Transport-Security", "no-store"] {
            assert!(text.contains(header), "{header} in {path}");
        }
        for page in ["/contact/", "/ar/contact/", "/regio/"] {
            assert!(text.contains(page), "{page} in {path}");
        }
    }
}

#[test]
fn a_style_that_few_pages_need_is_a_file_of_its_own() {
    let built =
        Project::fixture().file("themes/default/css/pages/x.css", "/* why */\n.only-here { color: red }\n").build();
    let styles = |end: &str| -> Vec<&str> {
        let of = built.site.iter().filter(|(path, _)| path.ends_with(end));
        of.map(|(_, bytes)| std::str::from_utf8(bytes).unwrap()).collect()
    };
    assert_eq!(styles("/css/pages/x.css"), [".only-here { color: red }\n"]);
    assert!(!styles("/site.css")[0].contains("only-here"));
}
