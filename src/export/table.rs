//! `data/modules.csv`: the modules as a table, a row each, for a spreadsheet.
//!
//! RFC 4180 in UTF-8, with the mark at the start by which spreadsheets know it.
//! A program that opens the file must not take a text for a formula, nor the
//! section 4.10 for the number 4.1.

use rayon::prelude::*;

use crate::markdown::Markdown;
use crate::model::{Page, Site};
use crate::record::{Inline, Module, Ref};

/// What stands between the sentences of a list.
const BETWEEN: &str = " | ";

/// The modules, by number.
pub(super) fn csv(site: &Site<'_>) -> String {
    let mut csv = "\u{feff}".to_owned();
    let modules: Vec<(&Page<'_>, &Module)> = site.modules().collect();
    if let Some((page, module)) = modules.first() {
        csv.push_str(&row(columns(site, page, module).iter().map(|(name, _)| *name)));
    }
    let rows = modules
        .par_iter()
        .map(|(page, module)| row(columns(site, page, module).iter().map(|(_, value)| value.as_str())));
    csv.extend(rows.collect::<Vec<_>>());
    csv
}

/// The columns of a module; the page `/data/` says what each means.
fn columns(site: &Site<'_>, page: &Page<'_>, module: &Module) -> Vec<(&'static str, String)> {
    let text = |text: &Inline| Markdown::Inline(text.as_str()).text().into_owned();
    let texts = |texts: &mut dyn Iterator<Item = &Inline>| texts.map(text).collect::<Vec<_>>().join(BETWEEN);
    let ids = |refs: &[Ref<Module>]| list(refs.iter().map(|to| to.id.as_str()));
    let contacts = module.duration.contacts.as_ref();
    let number = |number: Option<u32>| number.map_or(String::new(), |number| number.to_string());
    let sources = page.sources.iter().map(|citation| match &citation.section {
        Some(section) => format!("{} {section}", citation.source.id),
        None => citation.source.id.clone(),
    });
    let since = module.since.iter().map(|since| format!("{}: {}", since.year, text(&since.text)));
    vec![
        ("id", page.id.to_owned()),
        ("number", format!("§ {}", module.number)),
        ("title", page.title.to_owned()),
        ("summary", page.summary.to_owned()),
        ("bound", module.bound.id().to_owned()),
        ("function", module.function.id().to_owned()),
        ("chain", list(module.chain.iter().map(|part| part.id()))),
        ("steps", list(module.step_ids())),
        ("target_group", text(&module.target_group.text)),
        ("target_group_tags", list(module.target_group.tags.iter().map(|tag| tag.id()))),
        ("goals", texts(&mut module.goals.iter())),
        ("duration", text(&module.duration.text)),
        ("contacts_min", number(contacts.map(|contacts| contacts.min))),
        ("contacts_max", number(contacts.map(|contacts| contacts.max))),
        ("continuous", module.duration.continuous.to_string()),
        ("setting", text(&module.setting.text)),
        ("channels", list(module.setting.channels.iter().map(|means| means.id()))),
        ("places", list(module.setting.places.iter().map(|venue| venue.id()))),
        ("approach", Markdown::Block(module.approach.as_str()).text().into_owned()),
        ("activities", texts(&mut module.activities.iter().map(|activity| &activity.text))),
        ("additional", texts(&mut module.additional.iter())),
        ("preconditions", texts(&mut module.preconditions.iter().map(|precondition| &precondition.text))),
        ("leads_to", ids(&module.leads_to)),
        ("uses", ids(&module.uses)),
        ("since", since.collect::<Vec<_>>().join(BETWEEN)),
        ("period", page.period.unwrap_or_default().to_owned()),
        ("updated", page.updated.map(|date| date.to_string()).unwrap_or_default()),
        ("sources", list(sources)),
        ("url", site.base().map_or(page.url.clone(), |base| format!("{base}/{}", page.url))),
    ]
}

/// Words of a fixed set or ids, one after the other.
fn list<T: AsRef<str>>(words: impl Iterator<Item = T>) -> String {
    words.map(|word| word.as_ref().to_owned()).collect::<Vec<_>>().join("; ")
}

fn row<'a>(cells: impl Iterator<Item = &'a str>) -> String {
    cells.map(cell).collect::<Vec<_>>().join(",") + "\r\n"
}

/// A quoted cell. What a spreadsheet would calculate gets an apostrophe before it
/// (OWASP, "CSV injection").
fn cell(text: &str) -> String {
    let first = text.trim_start_matches([' ', '\n']).chars().next();
    let guard = if matches!(first, Some('=' | '+' | '-' | '@' | '\t' | '\r' | '＝' | '＋' | '－' | '＠')) {
        "'"
    } else {
        ""
    };
    format!("\"{guard}{}\"", text.replace('"', "\"\""))
}

#[cfg(test)]
mod tests {
    use super::cell;

    #[test]
    fn a_text_is_no_formula_and_ends_at_no_quote() {
        for (text, expected) in [
            ("gewoon", "\"gewoon\""),
            ("zeg \"nee\", altijd", "\"zeg \"\"nee\"\", altijd\""),
            ("=HYPERLINK(1)", "\"'=HYPERLINK(1)\""),
            (" +31", "\"' +31\""),
            ("-1", "\"'-1\""),
            ("@som", "\"'@som\""),
            ("\t=1", "\"'\t=1\""),
            ("een = een", "\"een = een\""),
        ] {
            assert_eq!(cell(text), expected);
        }
    }
}
