//! What templates see: borrowed, typed, ready to print. Every `html` field is
//! HTML; everything else is text that the template escapes.

use serde::Serialize;

/// What every page has.
#[derive(Serialize)]
pub(super) struct Base<'a> {
    pub(super) root: String,
    pub(super) nav: Vec<Nav<'a>>,
    pub(super) page: PageView<'a>,
    pub(super) sources: Vec<Cited<'a>>,
    pub(super) linked: Option<String>,
    pub(super) reference: Option<Reference>,
    pub(super) terms: Vec<Fact<'a>>,
    pub(super) also: Vec<Summed<'a>>,
}

/// What holds for the whole site.
#[derive(Serialize)]
pub(super) struct Global<'a> {
    pub(super) site: SiteView<'a>,
    pub(super) t: &'a serde_json::Value,
    pub(super) assets: &'a str,
    pub(super) csp: &'a str,
    /// The file that says where the index is.
    pub(super) search_files: &'a str,
    pub(super) sporen_url: Option<&'a str>,
}

#[derive(Serialize)]
pub(super) struct SiteView<'a> {
    pub(super) title: &'a str,
    pub(super) tagline: &'a str,
    pub(super) lang: &'a str,
    pub(super) exit_url: &'a str,
    pub(super) feedback: Option<Named<'a>>,
}

#[derive(Serialize)]
pub(super) struct Named<'a> {
    pub(super) label: &'a str,
    pub(super) url: &'a str,
}

#[derive(Serialize)]
pub(super) struct Nav<'a> {
    pub(super) title: &'a str,
    pub(super) url: &'a str,
    pub(super) current: bool,
}

/// All that a page has to say where its template says the rest.
#[derive(Serialize)]
pub(super) struct Nothing {}

#[derive(Serialize)]
pub(super) struct PageView<'a> {
    pub(super) kind: &'a str,
    pub(super) url: String,
    pub(super) title: &'a str,
    pub(super) sheet: SheetView,
    pub(super) description: &'a str,
    pub(super) lang: &'a str,
    pub(super) dir: &'static str,
    pub(super) versions: Vec<Version<'a>>,
    /// The page in every language with whole addresses, as search engines ask for;
    /// none where the site has no address or the page one language.
    pub(super) alternates: Vec<Alternate<'a>>,
    pub(super) breadcrumbs: Vec<Link<'a>>,
    pub(super) updated: Option<Day>,
    pub(super) canonical: Option<String>,
    pub(super) noindex: bool,
    pub(super) private: bool,
}

/// Which part of a long list the page shows.
#[derive(Serialize)]
pub(super) struct SheetView {
    /// Which one it is, from 1.
    pub(super) number: usize,
    /// How many there are.
    pub(super) count: usize,
    /// The address of the one before.
    pub(super) previous: Option<String>,
    /// The address of the one after.
    pub(super) next: Option<String>,
}

/// The page in a language, for search engines.
#[derive(Serialize)]
pub(super) struct Alternate<'a> {
    pub(super) lang: &'a str,
    pub(super) url: String,
}

/// The page in another language.
#[derive(Serialize)]
pub(super) struct Version<'a> {
    pub(super) lang: &'a str,
    pub(super) name: &'a str,
    pub(super) url: &'a str,
}

#[derive(Serialize)]
pub(super) struct Day {
    pub(super) iso: String,
    pub(super) text: String,
}

/// A link within the site.
#[derive(Clone, Serialize)]
pub(super) struct Link<'a> {
    pub(super) title: &'a str,
    pub(super) url: String,
}

/// A link with a number before it.
#[derive(Serialize)]
pub(super) struct Numbered<'a> {
    pub(super) number: String,
    pub(super) title: &'a str,
    pub(super) url: String,
    pub(super) summary: &'a str,
    pub(super) current: bool,
}

/// A link with a sentence about it.
#[derive(Serialize)]
pub(super) struct Summed<'a> {
    pub(super) title: &'a str,
    pub(super) summary: &'a str,
    pub(super) url: String,
}

/// A source as a page cites it.
#[derive(Serialize)]
pub(super) struct Cited<'a> {
    pub(super) title: &'a str,
    pub(super) url: String,
    pub(super) section: Option<&'a str>,
    pub(super) date: &'a str,
}

/// How a page is cited, and the files that say so.
#[derive(Serialize)]
pub(super) struct Reference {
    pub(super) text: String,
    pub(super) bibtex: String,
    pub(super) ris: String,
}

/// A line of a summary list.
#[derive(Serialize)]
pub(super) struct Fact<'a> {
    pub(super) label: &'a str,
    pub(super) html: String,
}

/// An id of a fixed set and its word.
#[derive(Serialize)]
pub(super) struct Word<'a> {
    pub(super) id: &'a str,
    pub(super) title: &'a str,
}

/// A place on the page.
#[derive(Serialize)]
pub(super) struct Anchor<'a> {
    pub(super) id: &'a str,
    pub(super) title: &'a str,
}

/// A section of a page; only the fields of its kind are filled.
#[derive(Serialize)]
pub(super) struct SectionView<'a> {
    pub(super) id: &'a str,
    pub(super) title: &'a str,
    pub(super) kind: &'a str,
    pub(super) html: Option<String>,
    pub(super) items: Vec<ItemView<'a>>,
    pub(super) groups: Vec<GroupView<'a>>,
    pub(super) since: Vec<SinceView<'a>>,
    pub(super) exceptions: Vec<ExceptionView<'a>>,
    pub(super) levels: Vec<LevelView<'a>>,
    pub(super) stops: Vec<StopView<'a>>,
}

/// A level of a balance. Its bars are drawn in units of one factor.
#[derive(Serialize)]
pub(super) struct LevelView<'a> {
    pub(super) title: &'a str,
    pub(super) risk: Vec<String>,
    pub(super) protective: Vec<String>,
}

/// A stop on the way of a procedure.
#[derive(Serialize)]
pub(super) struct StopView<'a> {
    pub(super) number: usize,
    pub(super) id: &'a str,
    pub(super) title: &'a str,
    pub(super) notes: &'a [&'a str],
    pub(super) html: String,
}

#[derive(Serialize)]
pub(super) struct ItemView<'a> {
    pub(super) id: &'a str,
    pub(super) html: String,
}

#[derive(Serialize)]
pub(super) struct GroupView<'a> {
    pub(super) title: Option<&'a str>,
    pub(super) items: Vec<ItemView<'a>>,
}

#[derive(Serialize)]
pub(super) struct SinceView<'a> {
    pub(super) year: i16,
    pub(super) html: String,
    pub(super) source: Option<Link<'a>>,
}

#[derive(Serialize)]
pub(super) struct ExceptionView<'a> {
    pub(super) id: &'a str,
    pub(super) title: &'a str,
    pub(super) html: String,
}

/// A channel of a contact.
#[derive(Serialize)]
pub(super) struct ChannelView<'a> {
    pub(super) r#type: &'a str,
    pub(super) type_title: &'a str,
    pub(super) value: &'a str,
    pub(super) href: Option<String>,
    pub(super) cost: Option<&'a str>,
    pub(super) hours: Option<&'a str>,
    pub(super) anonymous_html: Option<String>,
    pub(super) note_html: Option<String>,
}

/// A contact.
#[derive(Serialize)]
pub(super) struct ContactView<'a> {
    pub(super) id: &'a str,
    pub(super) title: &'a str,
    pub(super) summary_html: String,
    pub(super) channels: Vec<ChannelView<'a>>,
    pub(super) source: &'a str,
    pub(super) source_date: &'a str,
}
