//! The site as a zip that works without a network.

use std::io::{Cursor, Read};

use meldwijzer::{Built, Language, Style};
use zip::ZipArchive;

use crate::project::Project;

const ZIP: &str = "training/meldwijzer-klas.zip";

/// The fixture site that offers itself as a zip.
fn project() -> Project {
    Project::fixture().edit("content/site.yaml", "jargon: [casusregie]", "jargon: [casusregie]\nclassroom: true")
}

/// A file of the zip.
fn file(built: &Built, path: &str) -> String {
    let mut zip = ZipArchive::new(Cursor::new(built.site.get(ZIP).unwrap())).unwrap();
    let mut text = String::new();
    zip.by_name(&format!("meldwijzer/{path}")).unwrap().read_to_string(&mut text).unwrap();
    text
}

#[test]
fn a_site_offers_itself_where_its_settings_say_so() {
    assert!(Project::fixture().build().site.get(ZIP).is_none());
    let built = project().build();
    let list = String::from_utf8(built.site.get("training/index.html").unwrap().to_vec()).unwrap();
    let bytes = built.site.get(ZIP).unwrap().len();
    assert!(list.contains(&format!("(ZIP, {} kB)", bytes.div_ceil(1000))), "{list}");
    assert_eq!(file(&built, "training/index.html").matches(".zip").count(), 0);
    assert_eq!(project().build().site.digest(), built.site.digest());
}

#[test]
fn the_copy_keeps_the_promises_of_the_site() {
    let report = project()
        .edit("themes/default/pack/classroom.js", "const awaited", "localStorage.a = 1;\nconst awaited")
        .check();
    let text = report.to_text(Style::Plain, Language::English);
    assert!(text.contains("error[script]") && text.contains("js/main.js"), "{text}");
    let built = project().build();
    let contact = String::from_utf8(built.site.get("contact/index.html").unwrap().to_vec()).unwrap();
    let policy = |text: &str| {
        text.split("http-equiv=\"Content-Security-Policy\" content=\"")
            .nth(1)
            .unwrap()
            .split('"')
            .next()
            .unwrap()
            .to_owned()
    };
    assert_eq!(policy(&file(&built, "contact/index.html")), policy(&contact));
    let home = policy(&file(&built, "index.html"));
    assert!(
        home.starts_with("default-src 'none'; script-src 'self' file:;") && !home.contains("connect-src"),
        "{home}"
    );
}

#[test]
fn a_script_that_cannot_be_in_it_is_named() {
    let project = project().edit(
        "themes/default/components/copy/copy.js",
        "export function start",
        "export default 1;\nexport function start",
    );
    let error = meldwijzer::check(&project.options()).unwrap_err().to_string();
    assert_eq!(
        error,
        "the theme file `components/copy/copy.js` is broken: for the copy for classrooms: \
         `export default 1;` is not an export of one name"
    );
}
