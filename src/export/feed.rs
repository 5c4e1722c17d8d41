//! `data/feed.xml`: what changed last, as an Atom feed (RFC 4287). It needs
//! addresses that hold outside the site, so it is made where the site has one.

use super::catalogue::address;
use crate::load::DUTCH;
use crate::markdown::Markdown;
use crate::model::Site;
use crate::record::{Kind, Record};

/// How many records the feed tells of.
const LATEST: usize = 50;

/// The feed; `None` where the site has no address yet.
pub(super) fn atom(site: &Site<'_>) -> Option<String> {
    let base = site.base()?;
    let mut records: Vec<(&str, &dyn Record)> =
        site.checked.sources.records.iter().map(|(id, _, record)| (id, record)).collect();
    // Citizen pages are not for a reader that keeps what it was told.
    records.retain(|(id, record)| !matches!(record.kind(), Kind::Contact | Kind::Region) && *id != "sporen");
    records.sort_by_key(|(id, record)| (std::cmp::Reverse(record.head().updated), *id));
    let settings = site.checked.settings;
    let mut xml = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"{DUTCH}\">\n\
         <id>{base}/</id>\n<title>{}</title>\n<subtitle>{}</subtitle>\n<updated>{}</updated>\n\
         <link rel=\"self\" type=\"application/atom+xml\" href=\"{base}/data/feed.xml\"/>\n<link href=\"{base}/\"/>\n\
         <author><name>{}</name></author>\n<rights>CC BY 4.0</rights>\n",
        escaped(settings.title.as_str()),
        escaped(settings.tagline.as_str()),
        instant(site.newest()?),
        escaped(settings.title.as_str()),
    );
    for (id, record) in records.into_iter().take(LATEST) {
        let head = record.head();
        let url = format!("{base}/{}", address(site, id, record));
        // The id stays the same when the record changes or its page moves.
        xml.push_str(&format!(
            "<entry><id>{base}/data/feed.xml#{}/{id}</id><title>{}</title><updated>{}</updated>\
             <link href=\"{url}\"/><summary>{}</summary></entry>\n",
            record.kind().folder(),
            escaped(head.title),
            instant(head.updated),
            escaped(head.summary),
        ));
    }
    xml.push_str("</feed>\n");
    Some(xml)
}

/// A day as Atom writes it: its first moment.
fn instant(date: jiff::civil::Date) -> String {
    format!("{date}T00:00:00Z")
}

fn escaped(text: &str) -> String {
    Markdown::Plain(text).html(&|_| None)
}
