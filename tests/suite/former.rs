//! Stable addresses: a record that got another name is found by the old one.

use meldwijzer::{Built, Language, Style};

use crate::project::{Project, read_tree};

/// The fixture site with records that had other names, and who still uses these.
fn renamed() -> Project {
    Project::fixture()
        .edit("content/modules/eerste-gesprek.yaml", "aliases: [intake]", "aliases: [intake]\nformer: [intake-gesprek, oud-gesprek]")
        .edit("content/modules/eerste-gesprek.yaml", "id:voorlichting#", "id:uitleg-geven#")
        .edit("content/modules/voorlichting.yaml", "uses: [eerste-gesprek]", "uses: [intake-gesprek]\nformer: [uitleg-geven]")
        .edit("content/contact.yaml", "{ source: bron", "{ source: oude-bron")
        .edit("content/sources/bron.yaml", "title:", "former: [oude-bron]\ntitle:")
        .edit("content/regions/hollands-midden.yaml", "code: VT10", "code: VT10\nformer: [midden-holland]")
        .edit("content/contacts/veilig-thuis.yaml", "title:", "former: [amhk]\ntitle:")
        .edit("content/ar/contacts.yaml", "id: veilig-thuis", "id: amhk")
        .edit("content/ar/pages/over.yaml", "path:", "former: [uitleg]\npath:")
        .edit(
            "content/pages/over.yaml",
            "proeven.",
            "proeven: [gesprek](id:oud-gesprek#doelen), [hulp](id:amhk), [regio](id:midden-holland).",
        )
        .file("index/queries.yaml", "bar: { success_at_3: 1, ndcg_at_10: 1, agreement: 1 }\nquestions:\n  - { ask: gesprek, tag: exact, split: hold, best: [intake-gesprek] }\n")
}

fn text<'a>(built: &'a Built, path: &str) -> &'a str {
    std::str::from_utf8(built.site.get(path).expect(path)).unwrap()
}

/// What a page says.
fn main(html: &str) -> &str {
    &html[html.find("<main").unwrap()..html.find("</main>").unwrap()]
}

#[test]
fn links_and_references_by_a_former_id_lead_to_the_record_of_today() {
    let built = renamed().build();
    let over = text(&built, "over/index.html");
    for href in ["../modules/eerste-gesprek/#doelen", "../contact/", "../regio/hollands-midden/"] {
        assert!(over.contains(&format!("href=\"{href}\"")), "{href} is not in {over}");
    }
    let module = text(&built, "modules/voorlichting/index.html");
    assert!(module.contains("../../modules/eerste-gesprek/"), "{module}");
    let before = Project::fixture().build();
    assert_eq!(main(module), main(text(&before, "modules/voorlichting/index.html")));
    for path in ["contact/index.html", "ar/contact/index.html", "lezen/index.html"] {
        assert_eq!(main(text(&built, path)), main(text(&before, path)), "{path}");
    }
}

#[test]
fn a_former_address_leads_on_without_a_script() {
    let built = renamed().build();
    for (from, to, language) in [
        ("modules/intake-gesprek/", "../../modules/eerste-gesprek/", "nl"),
        ("modules/oud-gesprek/", "../../modules/eerste-gesprek/", "nl"),
        ("bronnen/oude-bron/", "../../bronnen/bron/", "nl"),
        ("regio/midden-holland/", "../../regio/hollands-midden/", "nl"),
        ("ar/uitleg/", "../../ar/over/", "ar"),
    ] {
        let html = text(&built, &format!("{from}index.html"));
        assert!(html.contains(&format!("<meta http-equiv=\"refresh\" content=\"0; url={to}\">")), "{html}");
        assert!(html.contains(&format!("<a href=\"{to}\">")), "{html}");
        assert!(html.contains(&format!("<html lang=\"{language}\"")), "{html}");
        let url = to.trim_start_matches("../");
        assert!(html.contains(&format!("<link rel=\"canonical\" href=\"https://example.org/{url}\">")), "{html}");
        assert!(html.contains("content=\"noindex\"") && html.contains("Content-Security-Policy"), "{html}");
        assert!(!html.contains("<script") && html.contains("href=\"tel:112\""), "{html}");
    }
    // A contact has no address of its own, so it had none before.
    assert!(built.site.iter().all(|(path, _)| !path.contains("amhk")));
    for file in ["sitemap.xml", "a-z/index.html"] {
        assert!(!text(&built, file).contains("intake-gesprek"), "{file}");
    }
}

#[test]
fn the_host_is_told_what_has_moved() {
    let built = renamed().build();
    let redirects = text(&built, "_redirects");
    assert!(redirects.contains("/modules/oud-gesprek/ /modules/eerste-gesprek/ 301\n"), "{redirects}");
    // What a browser keeps for good tells where somebody was.
    assert!(redirects.contains("/regio/midden-holland/ /regio/hollands-midden/ 302\n"), "{redirects}");
    let nginx = text(&built, "hosting/nginx.conf");
    assert!(nginx.contains("location = /modules/oud-gesprek/ {"), "{nginx}");
    assert!(nginx.contains("  return 301 /modules/eerste-gesprek/;\n"), "{nginx}");
    let caddy = text(&built, "hosting/Caddyfile");
    assert!(caddy.contains("redir /modules/oud-gesprek/ /modules/eerste-gesprek/ 301\n"), "{caddy}");
    assert!(text(&built, "_headers").contains("/regio/midden-holland/\n  Cache-Control: no-store\n"));
    assert!(Project::fixture().build().site.get("_redirects").is_none());
}

#[test]
fn a_page_of_today_keeps_its_address() {
    let built = Project::fixture()
        .edit("content/pages/over.yaml", "path: /over/", "path: /over/\nformer: [wie-wij-zijn]")
        .edit("content/pages/over.yaml", "proeven.", "proeven, zie [nieuw](id:nieuw).")
        .file(
            "content/pages/nieuw.yaml",
            "title: Nieuw\nsummary: Nieuw.\nupdated: 2026-11-20\npath: /wie-wij-zijn/\nbody: Dit is nieuw.\n",
        )
        .build();
    assert!(text(&built, "wie-wij-zijn/index.html").contains("Dit is nieuw."));
}

#[test]
fn removing_a_record_lists_every_place_that_names_it() {
    let project = renamed().without("content/modules/eerste-gesprek.yaml");
    let said = project.check().to_text(Style::Plain, Language::English);
    for place in [
        "content/pages/over.yaml:6:41",
        "content/modules/voorlichting.yaml:20:8",
        "content/training/courses/cursus-proeven.yaml:27:20",
        "index/queries.yaml:3:53",
    ] {
        assert!(said.contains(place), "{place} is not in\n{said}");
    }
    let named: usize = read_tree(&project.root().join("content"))
        .iter()
        .chain(read_tree(&project.root().join("index")).iter())
        .map(|(_, bytes)| {
            let text = String::from_utf8_lossy(bytes).into_owned();
            ["eerste-gesprek", "intake-gesprek", "oud-gesprek"].iter().map(|id| text.matches(id).count()).sum::<usize>()
        })
        .sum();
    assert_eq!(said.matches("error[").count(), named, "{said}");
}
