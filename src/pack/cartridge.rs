//! The course as a Common Cartridge 1.1 (IMS Common Cartridge Profile 1.1, 2011):
//! its texts as pages, its self-tests as assessments.

use super::archive::Archive;
use super::material::Material;
use super::qti;
use super::sheets::{self, STYLE, Sheet, medium};
use super::xml::{Element, element, text};
use crate::document::course;
use crate::load::DUTCH;

/// The types of what is in a cartridge.
const PAGE: &str = "webcontent";
const ASSESSMENT: &str = "imsqti_xmlv1p2/imscc_xmlv1p1/assessment";

/// The namespaces of the manifest, and where their schemas stand.
const NAMES: [(&str, &str); 3] = [
    ("xmlns", "http://www.imsglobal.org/xsd/imsccv1p1/imscp_v1p1"),
    ("xmlns:lom", "http://ltsc.ieee.org/xsd/imsccv1p1/LOM/manifest"),
    ("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance"),
];
const SCHEMAS: &str = "http://www.imsglobal.org/xsd/imsccv1p1/imscp_v1p1 \
                       http://www.imsglobal.org/profile/cc/ccv1p1/ccv1p1_imscp_v1p2_v1p0.xsd \
                       http://ltsc.ieee.org/xsd/imsccv1p1/LOM/manifest \
                       http://www.imsglobal.org/profile/cc/ccv1p1/LOM/ccv1p1_lommanifest_v1p0.xsd";

/// The cartridge.
pub(super) fn cartridge(material: &Material<'_>) -> crate::Result<Option<Vec<u8>>> {
    let document = course(material.site, material.page, &material.reading(), medium(material));
    let sheets = sheets::sheets(material, &document)?;
    let mut items: Vec<Element> = sheets.iter().map(item).collect();
    let mut resources = vec![resource("stijl", PAGE, STYLE)];
    sheets.iter().for_each(|sheet| add_resources(&mut resources, sheet));
    let tests: Vec<_> = material.quizzes().collect();
    if !tests.is_empty() {
        let title = text("title", material.word("training.quiz"));
        let below = tests.iter().map(|(page, _)| item_of(page.id, page.title, true));
        items.push(element("item").with("identifier", "map-zelftoetsen").and(title).all(below));
        resources.extend(tests.iter().map(|(page, _)| resource(page.id, ASSESSMENT, &format!("{}.xml", page.id))));
    }
    let root = element("item").with("identifier", "inhoud").all(items);
    let organization =
        element("organization").with("identifier", "cursus").with("structure", "rooted-hierarchy").and(root);
    let manifest = NAMES.iter().fold(element("manifest"), |manifest, (name, value)| manifest.with(name, *value));
    let manifest = manifest
        .with("xsi:schemaLocation", SCHEMAS)
        .with("identifier", format!("cc-{}", material.page.id))
        .and(metadata(material))
        .and(element("organizations").and(organization))
        .and(element("resources").all(resources));

    let mut archive = Archive::new();
    archive.add("imsmanifest.xml", &manifest.document()?)?;
    archive.add(STYLE, material.site.theme().pack.get(STYLE).unwrap_or_default())?;
    for sheet in &sheets {
        sheet.add_to(&mut archive)?;
    }
    for (page, quiz) in tests {
        archive.add(&format!("{}.xml", page.id), &qti::assessment(material, page, quiz).document()?)?;
    }
    archive.finish().map(Some)
}

fn metadata(material: &Material<'_>) -> Element {
    let said = |name, says: &str| element(name).and(text("lom:string", says).with("language", DUTCH));
    let general = element("lom:general")
        .and(said("lom:title", material.page.title))
        .and(text("lom:language", DUTCH))
        .and(said("lom:description", material.page.summary));
    let rights = element("lom:rights")
        .and(element("lom:copyrightAndOtherRestrictions").and(text("lom:value", "yes")))
        .and(said("lom:description", material.string("/reader/licence")));
    element("metadata")
        .and(text("schema", "IMS Common Cartridge"))
        .and(text("schemaversion", "1.1.0"))
        .and(element("lom:lom").and(general).and(rights))
}

/// An entry of the contents.
fn item(sheet: &Sheet<'_>) -> Element {
    item_of(sheet.id, &sheet.title, sheet.html.is_some()).all(sheet.below.iter().map(item))
}

fn item_of(id: &str, title: &str, is_page: bool) -> Element {
    let item = element("item").with("identifier", format!("item-{id}"));
    let item = if is_page { item.with("identifierref", format!("bron-{id}")) } else { item };
    item.and(text("title", title))
}

/// The page and those below it.
fn add_resources(resources: &mut Vec<Element>, sheet: &Sheet<'_>) {
    if sheet.html.is_some() {
        let style = element("dependency").with("identifierref", "bron-stijl");
        resources.push(resource(sheet.id, PAGE, &sheet.file()).and(style));
    }
    sheet.below.iter().for_each(|sheet| add_resources(resources, sheet));
}

fn resource(id: &str, kind: &str, file: &str) -> Element {
    let resource = element("resource").with("identifier", format!("bron-{id}")).with("type", kind);
    let resource = if kind == PAGE { resource.with("href", file) } else { resource };
    resource.and(element("file").with("href", file))
}
