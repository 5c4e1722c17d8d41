//! Texts that are written to break out: none does. The vectors are in
//! `tests/fixtures/vectors.json`; `tests/browser/injection.test.mjs` opens what this
//! suite makes of them and sees that nothing runs.
//!
//! What is looked for is not this or that sign: a site is made twice, once with
//! vectors in its texts and once with a word in their places, and all that is no
//! text must be the same.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use meldwijzer::{Built, Language, Style};
use serde_json::Value as Json;

use crate::attack::{FORMED, Holds, Text, fields, is_formed, project};
use crate::project::{Project, repository};
use crate::shape::{files, shapes, table};

/// How many vectors stand in one text: the contact page may not grow too large.
const TOGETHER: usize = 4;

struct Vectors(Json);

impl Vectors {
    fn read() -> Self {
        let text = fs::read_to_string(repository().join("tests/fixtures/vectors.json")).unwrap();
        Self(serde_json::from_str(&text).unwrap())
    }

    fn list(&self, name: &str) -> Vec<&str> {
        self.0[name].as_array().unwrap().iter().map(|vector| vector.as_str().unwrap()).collect()
    }

    /// Markdown that may stand in a text, and what has the same shape.
    fn markdown(&self) -> Vec<[&str; 2]> {
        let pairs = self.0["markdown"].as_array().unwrap().iter();
        pairs.map(|pair| [0, 1].map(|at| pair[at].as_str().unwrap())).collect()
    }

    /// A text with the vectors of a round after it, or with as many words.
    fn after(&self, text: &Text<'_>, round: usize, is_attack: bool) -> String {
        if is_formed(text.field) {
            return text.words.to_owned();
        }
        let (plain, markdown) = (self.list("plain"), self.markdown());
        // No two texts are the same: of a name that is said twice pages leave one out.
        let vector = |at: usize| match (text.holds, is_attack) {
            (Holds::Plain, true) => format!("{} {}", plain[at % plain.len()], text.number),
            (Holds::Plain, false) => format!("woord {}", text.number),
            (Holds::Inline | Holds::Block, _) => markdown[at % markdown.len()][usize::from(!is_attack)].to_owned(),
        };
        let vectors: Vec<String> = (0..TOGETHER).map(|next| vector(text.number + round * TOGETHER + next)).collect();
        if text.field == "modules.number" {
            // Modules are sorted by the parts of it between stops.
            return format!("{} {}", text.words, vectors.join(" ").replace('.', ""));
        }
        let between = if text.holds == Holds::Block { "\n\n" } else { " " };
        format!("{}{between}{}", text.words, vectors.join(between)) + easy(text)
    }

    /// The site in which every text has vectors.
    fn site(&self, round: usize, is_attack: bool) -> Built {
        build(&project(&|text| self.after(&text, round, is_attack)).0)
    }
}

/// What makes up for a vector where texts must be easy to read: on citizen pages.
fn easy(text: &Text<'_>) -> &'static str {
    let is_citizen = ["contact", "regio"].iter().any(|start| text.field.starts_with(start));
    if is_citizen && text.holds != Holds::Plain { ". Bel nu. Of ga er heen. Dat mag. Doe het nu. Bel." } else { "" }
}

/// The site of a project.
fn build(project: &Project) -> Built {
    let (built, report) = meldwijzer::build(&project.options()).unwrap();
    built.unwrap_or_else(|| panic!("{}", report.to_text(Style::Plain, Language::English)))
}

#[test]
fn every_text_of_every_kind_is_attacked() {
    let (_, seen) = project(&|text| text.words.to_owned());
    let seen: BTreeSet<String> = seen.into_iter().collect();
    let left: Vec<String> = fields().into_iter().filter(|field| !seen.contains(field)).collect();
    assert!(left.iter().all(|field| field.ends_with(".former[]")), "no fixture has {left:#?}");
}

#[test]
fn a_text_changes_words_and_no_shape() {
    let vectors = Vectors::read();
    let rounds = vectors.list("plain").len().max(vectors.markdown().len()).div_ceil(TOGETHER);
    for round in 0..rounds {
        let [plain, attacked] = [false, true].map(|is_attack| shapes(&vectors.site(round, is_attack).site));
        let names = [&plain, &attacked].map(|shapes| shapes.keys().collect::<BTreeSet<_>>());
        let other: Vec<_> = names[0].symmetric_difference(&names[1]).collect();
        assert!(other.is_empty(), "other files: {other:?}");
        for (path, shape) in &plain {
            let found = &attacked[path];
            let at = shape.iter().zip(found).position(|(one, other)| one != other);
            let at = at.or((shape.len() != found.len()).then_some(shape.len().min(found.len())));
            if let Some(at) = at {
                let part =
                    |shape: &[String]| shape.iter().skip(at.saturating_sub(2)).take(5).cloned().collect::<Vec<_>>();
                panic!("round {round}: {path} is not {:#?} but {:#?}", part(shape), part(found));
            }
        }
    }
}

#[test]
fn a_field_with_a_form_takes_nothing_else() {
    let vectors = Vectors::read();
    for field in FORMED {
        for vector in [vectors.list("plain")[2], "javascript:hit()", "/\"onclick=hit()/"] {
            let put = |text: Text<'_>| if text.field == field { vector.to_owned() } else { text.words.to_owned() };
            let (project, seen) = project(&put);
            assert!(seen.iter().any(|name| name == field), "no fixture has {field}");
            assert_ne!(project.check().errors(), 0, "{field} takes `{vector}`");
        }
    }
}

#[test]
fn markdown_that_could_run_is_refused() {
    const FILE: &str = "content/modules/eerste-gesprek.yaml";
    for vector in Vectors::read().list("refused") {
        let quoted = serde_json::to_string(vector).unwrap();
        for (from, to) in [
            ("De melder voelt zich gehoord.", quoted.clone()),
            ("approach: |-\n  Eerst luisteren.\n", format!("approach: |-\n  {vector}\n")),
        ] {
            assert_ne!(Project::fixture().edit(FILE, from, &to).check().errors(), 0, "`{vector}` is taken");
        }
    }
}

#[test]
fn an_id_is_no_vector() {
    for name in ["<img src=x onerror=hit()>", "a\"onclick=hit()", "javascript:hit()", "a&b", "a'b", "\u{1f642}"] {
        let text = fs::read_to_string(repository().join("tests/fixtures/site/content/modules/voorlichting.yaml"));
        let text = text.unwrap().replace("\"4.11\"", "\"4.12\"").replace("title: Voorlichting", "title: Ander");
        let report = Project::fixture().file(&format!("content/modules/{name}.yaml"), text).check();
        let codes: Vec<&str> = report.diagnostics().iter().map(|found| found.rule.code()).collect();
        assert_eq!(codes, ["bad-id"], "{name}");
    }
}

/// What a spreadsheet would calculate (OWASP, "CSV injection"), and what Moodle
/// takes for a format.
#[test]
fn no_text_begins_a_formula_or_a_format() {
    for start in Vectors::read().list("start") {
        let words = |text: &Text<'_>| text.words.to_owned();
        let is_free = |text: &Text<'_>| !is_formed(text.field) && text.holds != Holds::Block;
        let [plain, attacked] = [false, true].map(|is_attack| {
            let put = |text: Text<'_>| match is_attack && is_free(&text) {
                true => format!("{start}{}{}", text.words, easy(&text)),
                false => words(&text),
            };
            build(&project(&put).0).site
        });
        let table = table(std::str::from_utf8(attacked.get("data/modules.csv").unwrap()).unwrap());
        let cells: Vec<&String> = table.iter().flatten().collect();
        assert!(cells.iter().any(|cell| cell.contains(start.trim())), "{start} stands in no cell");
        let formulas: Vec<_> =
            cells.iter().filter(|cell| cell.trim_start().starts_with(['=', '+', '-', '@', '＝'])).collect();
        assert!(formulas.is_empty(), "{formulas:?}");
        let [plain, attacked] = [plain, attacked].map(|site| shapes(&site));
        for (path, shape) in plain.iter().filter(|(path, _)| path.ends_with(".csv") || path.ends_with(".gift.txt")) {
            assert_eq!(shape, &attacked[path], "{path} after {start}");
        }
    }
}

/// With `ATTACKED=FOLDER` the site is written there for a browser, with the pages of
/// its packs, and a table whose cells begin formulas for a spreadsheet.
#[test]
fn every_vector_is_somewhere_on_the_site() {
    let vectors = Vectors::read();
    let site = vectors.site(0, true).site;
    let catalogue: Json = serde_json::from_slice(site.get("data/catalogue.json").unwrap()).unwrap();
    let all = catalogue.to_string();
    let held = |vector: &str| all.contains(Json::from(vector).to_string().trim_matches('"'));
    let markdown = vectors.markdown().into_iter().map(|[attack, _]| attack);
    let missing: Vec<&str> = vectors.list("plain").into_iter().chain(markdown).filter(|vector| !held(vector)).collect();
    assert!(missing.is_empty(), "{missing:?}");

    let Some(folder) = std::env::var_os("ATTACKED").map(std::path::PathBuf::from) else { return };
    let start = vectors.list("start");
    let put = |text: Text<'_>| match is_formed(text.field) || text.holds == Holds::Block {
        true => text.words.to_owned(),
        false => format!("{}{}{}", start[text.number % start.len()], text.words, easy(&text)),
    };
    write(&folder.join("formulas.csv"), build(&project(&put).0).site.get("data/modules.csv").unwrap());
    for (path, bytes) in site.iter() {
        write(&folder.join(path), bytes);
        if bytes.starts_with(b"PK\x03\x04") {
            files(bytes).iter().for_each(|(inside, bytes)| write(&folder.join("packs").join(path).join(inside), bytes));
        }
    }
}

fn write(path: &Path, bytes: &[u8]) {
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, bytes).unwrap();
}
