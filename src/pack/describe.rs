//! The course for catalogues of learning material: as JSON-LD in the words of
//! schema.org, and as NL LOM (Edustandaard, "NL LOM", the Dutch profile of IEEE
//! 1484.12.1; its XML is that of IMS Learning Resource Meta-data 1.2).

use serde_json::{Value as Json, json};

use super::material::Material;
use super::xml::{Element, element, text};
use super::{Download, media_type};
use crate::Error;
use crate::load::DUTCH;
use crate::markdown::Markdown;
use crate::record::Inline;

/// The licence of the texts.
const LICENCE: &str = "https://creativecommons.org/licenses/by/4.0/";

/// The words of the Dutch profile stand in lists at this address.
const LISTS: &str = "http://purl.edustandaard.nl/";

/// The course in the words of schema.org.
pub(super) fn course(material: &Material<'_>, files: &[Download]) -> crate::Result<Vec<u8>> {
    let Material { site, page, course, .. } = material;
    let address = |url: &str| site.base().map(|base| format!("{base}/{url}"));
    let owner = json!({ "@type": "Organization", "name": site.checked.settings.title, "url": address("") });
    let based = page.sources.iter().filter_map(|citation| {
        let records = &site.checked.sources.records.sources;
        let source = &records.iter().find(|entry| entry.id == citation.source.id)?.value;
        Some(json!({ "@type": "CreativeWork", "name": source.title, "url": source.url }))
    });
    let parts = material.used.iter().map(|page| {
        let kind = if page.is_training() { "LearningResource" } else { "WebPage" };
        json!({ "@type": kind, "name": page.title, "description": page.summary, "url": address(&page.url) })
    });
    let files = files.iter().map(|file| {
        json!({
            "@type": ["MediaObject", "LearningResource"],
            "name": material.word(&format!("pack.{}", file.key)),
            "encodingFormat": media_type(&file.name),
            "contentSize": format!("{} B", file.bytes.len()),
            "contentUrl": address(&format!("{}{}", page.url, file.name)),
        })
    });
    let mut described = json!({
        "@context": "https://schema.org",
        "@type": ["Course", "LearningResource"],
        "@id": address(&page.url),
        "url": address(&page.url),
        "name": page.title,
        "description": page.summary,
        "inLanguage": DUTCH,
        "learningResourceType": material.word("kind.course"),
        "teaches": course.goals.iter().map(plain).collect::<Vec<_>>(),
        "coursePrerequisites": course.prior.as_ref().map(plain),
        "timeRequired": period(course.minutes),
        "audience": {
            "@type": "EducationalAudience",
            "educationalRole": "teacher",
            "audienceType": plain(&course.audience),
        },
        "isAccessibleForFree": true,
        "license": LICENCE,
        "creator": owner.clone(),
        "provider": owner,
        "dateModified": page.updated,
        "isBasedOn": based.collect::<Vec<_>>(),
        "hasPart": parts.chain(files).collect::<Vec<_>>(),
    });
    prune(&mut described);
    serde_json::to_vec_pretty(&described).map_err(|error| Error::Export(error.to_string()))
}

/// Takes out what is not known.
fn prune(json: &mut Json) {
    match json {
        Json::Object(fields) => {
            fields.retain(|_, value| !value.is_null());
            fields.iter_mut().for_each(|(_, value)| prune(value));
        }
        Json::Array(items) => items.iter_mut().for_each(prune),
        _ => {}
    }
}

fn plain(text: &Inline) -> String {
    Markdown::Inline(text.as_str()).text().into_owned()
}

/// A time as ISO 8601 writes it: PT1H30M.
fn period(minutes: u32) -> String {
    let part = |n: u32, unit: char| if n == 0 { String::new() } else { format!("{n}{unit}") };
    format!("PT{}{}", part(minutes / 60, 'H'), part(minutes % 60, 'M'))
}

/// The course in the words of NL LOM.
pub(super) fn lom(material: &Material<'_>, files: &[Download]) -> crate::Result<Vec<u8>> {
    let root = element("lom")
        .with("xmlns", "http://www.imsglobal.org/xsd/imsmd_v1p2")
        .with("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance")
        .with(
            "xsi:schemaLocation",
            "http://www.imsglobal.org/xsd/imsmd_v1p2 http://www.imsglobal.org/xsd/imsmd_v1p2p4.xsd",
        )
        .and(general(material))
        .and(life_cycle(material))
        .and(about_itself(material))
        .and(technical(material, files))
        .and(educational(material))
        .and(rights(material))
        .and(access());
    root.document()
}

fn general(material: &Material<'_>) -> Element {
    let (page, course) = (material.page, material.course);
    let keywords = page.aliases.iter().map(|alias| said("keyword", alias.as_str()));
    let goals = course.goals.iter().map(plain).collect::<Vec<_>>().join(" ");
    element("general")
        .and(said("title", page.title))
        .and(
            element("catalogentry")
                .and(text("catalog", "URI"))
                .and(element("entry").and(string("x-none", &name(material)))),
        )
        .and(text("language", DUTCH))
        .and(said("description", &format!("{} {goals}", page.summary)))
        .all(keywords)
        .and(listed("aggregationlevel", "vdex_aggregationlevel_czp_20060628.xml", "2"))
}

/// The address of the course, or a name where the site has no address.
fn name(material: &Material<'_>) -> String {
    let Material { site, page, .. } = material;
    match site.base() {
        Some(base) => format!("{base}/{}", page.url),
        None => {
            format!("urn:x-{}:{}", crate::markdown::slug(site.checked.settings.title.as_str()), page.id)
        }
    }
}

fn life_cycle(material: &Material<'_>) -> Element {
    let updated = material.page.updated;
    let version = updated.map(|date| element("version").and(string("x-none", &date.strftime("%d%m%Y").to_string())));
    element("lifecycle")
        .all(version)
        .and(listed("status", "vdex_status_lomv1p0_20060628.xml", "final"))
        .and(contribute(material, "vdex_lifecycle_contribute_role_lomv1p0_20060628.xml", "publisher"))
}

fn about_itself(material: &Material<'_>) -> Element {
    element("metametadata")
        .and(contribute(material, "vdex_metametadata_contribute_role_lomv1p0_20060628.xml", "creator"))
        .all(["LOMv1.0", "nl_lom_v1p0"].map(|scheme| text("metadatascheme", scheme)))
        .and(text("language", DUTCH))
}

/// Who did something, as a vCard (RFC 2426), and when.
fn contribute(material: &Material<'_>, list: &str, role: &str) -> Element {
    let owner: String = material.site.checked.settings.title.as_str().replace([';', ',', '\\'], " ");
    let card = format!("BEGIN:VCARD\nVERSION:3.0\nFN:{owner}\nN:{owner}\nORG:{owner}\nEND:VCARD");
    let date = material.page.updated.map(|date| element("date").and(text("datetime", date.to_string())));
    element("contribute").and(listed("role", list, role)).and(element("centity").and(text("vcard", card))).all(date)
}

fn technical(material: &Material<'_>, files: &[Download]) -> Element {
    let mut types: Vec<&str> = files.iter().map(|file| media_type(&file.name)).chain(["text/html"]).collect();
    types.sort_unstable();
    types.dedup();
    let location = material.site.base().map(|_| text("location", name(material)));
    element("technical").all(types.into_iter().map(|format| text("format", format))).all(location)
}

fn educational(material: &Material<'_>) -> Element {
    let types = ["professionaliseringsmateriaal", "handleiding", "open opdracht"];
    let list = "vdex_learningresourcetype_czp_20060628.xml";
    let time = element("typicallearningtime").and(text("datetime", period(material.course.minutes)));
    element("educational")
        .all(types.map(|kind| listed("learningresourcetype", list, kind)))
        .and(listed("intendedenduserrole", "vdex_intendedenduserrole_lomv1p0_20060628.xml", "teacher"))
        .and(listed("context", "vdex_context_czp_20060628.xml", "bedrijfsopleiding"))
        .and(time)
}

fn rights(material: &Material<'_>) -> Element {
    let list = "vdex_copyrightsandotherrestrictions_lomv1p0_20060628.xml";
    element("rights")
        .and(listed("cost", "vdex_cost_lomv1p0_20060628.xml", "no"))
        .and(listed("copyrightandotherrestrictions", list, "yes"))
        .and(said("description", &format!("{} {LICENCE}", material.string("/reader/licence"))))
}

/// Everybody may read it.
fn access() -> Element {
    let taxon = element("taxon").and(text("id", "OpenAccess")).and(element("entry").and(string(DUTCH, "open toegang")));
    let source = format!("{LISTS}classification_accessrights_nllom_20180530");
    element("classification")
        .and(listed("purpose", "vdex_classification_purpose_czp_20060628.xml", "access rights"))
        .and(element("taxonpath").and(element("source").and(string("x-none", &source))).and(taxon))
}

/// A word of a list.
fn listed(name: &'static str, list: &str, word: &str) -> Element {
    element(name)
        .and(element("source").and(string("x-none", &format!("{LISTS}{list}"))))
        .and(element("value").and(string("x-none", word)))
}

/// A text in Dutch.
fn said(name: &'static str, says: &str) -> Element {
    element(name).and(string(DUTCH, says))
}

fn string(language: &str, says: &str) -> Element {
    text("langstring", says).with("xml:lang", language)
}
