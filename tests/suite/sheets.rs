//! Lists that are too long for one page.

use std::collections::BTreeSet;

use crate::project::{Project, repository};

/// How many modules are added to the two of the fixture.
const ADDED: usize = 449;

#[test]
fn a_long_list_goes_on_and_no_module_is_lost() {
    let module = repository().join("tests/fixtures/site/content/modules/voorlichting.yaml");
    let module = std::fs::read_to_string(module).unwrap();
    let mut project = Project::fixture();
    for n in 0..ADDED {
        let text = module
            .replace("title: Voorlichting", &format!("title: Voorlichting {n}"))
            .replace("number: \"4.11\"", &format!("number: \"9.{n}\""));
        project = project.file(&format!("content/modules/voorlichting-{n}.yaml"), text);
    }
    let built = project.build();
    let page = |path: &str| std::str::from_utf8(built.site.get(path).unwrap_or_default()).unwrap().to_owned();

    for folder in ["modules/", "modules/vergelijken/", "modules/soort/organisation/"] {
        let (mut seen, mut at) = (BTreeSet::new(), folder.to_owned());
        let mut sheets = 0;
        loop {
            let html = page(&format!("{at}index.html"));
            assert!(html.len() < 400_000, "{at} has {} bytes", html.len());
            let links = html.split("href=\"").skip(1).map(|rest| rest.split('"').next().unwrap());
            seen.extend(links.filter(|link| link.contains("modules/voorlichting-")).map(|link| {
                let at = link.find("modules/").unwrap();
                link[at..].to_owned()
            }));
            sheets += 1;
            let next = html.split("rel=\"next\" href=\"").nth(1).and_then(|rest| rest.split('"').next());
            let Some(next) = next else { break };
            at = next.trim_start_matches("../").to_owned();
        }
        assert_eq!((sheets, seen.len()), (3, ADDED), "{folder}");
    }
    let second = page("modules/pagina-2/index.html");
    assert!(second.contains("<title>Modulen, pagina 2 van 3 - "), "{}", &second[..600]);
    assert!(!second.contains("data-module=\"catalogue\""), "a filter of one sheet would hide the others");
    assert!(!page("modules/schema/index.html").contains("<svg class=\"circle"), "too many for a figure");
}
