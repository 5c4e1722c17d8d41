//! The self-tests of the course with its texts as SCORM 1.2 (ADL, SCORM 1.2 Content
//! Aggregation Model, section 2.3). A self-test is what the standard calls a SCO: it
//! tells the learning platform how it went. A text is an asset.

use super::archive::Archive;
use super::material::Material;
use super::sheets::{self, STYLE, Sheet, medium};
use super::xml::{Element, element, text};
use crate::document::course;

/// The namespaces of the manifest, and where their schemas stand.
const NAMES: [(&str, &str); 4] = [
    ("xmlns", "http://www.imsproject.org/xsd/imscp_rootv1p1p2"),
    ("xmlns:adlcp", "http://www.adlnet.org/xsd/adlcp_rootv1p2"),
    ("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance"),
    (
        "xsi:schemaLocation",
        "http://www.imsproject.org/xsd/imscp_rootv1p1p2 imscp_rootv1p1p2.xsd \
         http://www.adlnet.org/xsd/adlcp_rootv1p2 adlcp_rootv1p2.xsd",
    ),
];

/// What a self-test loads besides its page.
const SCRIPTS: [&str; 2] = ["quiz.js", "scorm.js"];

/// The package; a course without a self-test has none.
pub(super) fn scorm(material: &Material<'_>) -> crate::Result<Option<Vec<u8>>> {
    let tests = material.quizzes().map(|(page, quiz)| {
        let html = Some(sheets::quiz(material, page, quiz)?);
        Ok(Sheet { id: page.id, title: page.title.to_owned(), html, below: Vec::new() })
    });
    let tests = tests.collect::<crate::Result<Vec<_>>>()?;
    if tests.is_empty() {
        return Ok(None);
    }
    let document = course(material.site, material.page, &material.reading(), medium(material));
    let sheets = sheets::sheets(material, &document)?;

    let mut resources = Vec::new();
    sheets.iter().for_each(|sheet| add_assets(&mut resources, sheet));
    resources.extend(tests.iter().map(|test| resource(test, "sco", &SCRIPTS)));
    let items = tests.iter().chain(&sheets).map(item);
    let organization =
        element("organization").with("identifier", "cursus").and(text("title", material.page.title)).all(items);
    let manifest = NAMES.iter().fold(element("manifest"), |manifest, (name, value)| manifest.with(name, *value));
    let manifest = manifest
        .with("identifier", format!("scorm-{}", material.page.id))
        .with("version", "1.0")
        .and(element("metadata").and(text("schema", "ADL SCORM")).and(text("schemaversion", "1.2")))
        .and(element("organizations").with("default", "cursus").and(organization))
        .and(element("resources").all(resources));

    let mut archive = Archive::new();
    archive.add("imsmanifest.xml", &manifest.document()?)?;
    for name in SCRIPTS.into_iter().chain([STYLE]) {
        archive.add(name, material.site.theme().pack.get(name).unwrap_or_default())?;
    }
    for sheet in tests.iter().chain(&sheets) {
        sheet.add_to(&mut archive)?;
    }
    archive.finish().map(Some)
}

/// An entry of the contents.
fn item(sheet: &Sheet<'_>) -> Element {
    let item = element("item").with("identifier", format!("item-{}", sheet.id));
    let item = if sheet.html.is_some() { item.with("identifierref", format!("bron-{}", sheet.id)) } else { item };
    item.with("isvisible", "true").and(text("title", sheet.title.as_str())).all(sheet.below.iter().map(self::item))
}

/// The page and those below it.
fn add_assets(resources: &mut Vec<Element>, sheet: &Sheet<'_>) {
    if sheet.html.is_some() {
        resources.push(resource(sheet, "asset", &[]));
    }
    sheet.below.iter().for_each(|sheet| add_assets(resources, sheet));
}

fn resource(sheet: &Sheet<'_>, kind: &str, scripts: &[&str]) -> Element {
    let file = |name: &str| element("file").with("href", name);
    element("resource")
        .with("identifier", format!("bron-{}", sheet.id))
        .with("type", "webcontent")
        .with("adlcp:scormtype", kind)
        .with("href", sheet.file())
        .and(file(&sheet.file()))
        .and(file(STYLE))
        .all(scripts.iter().map(|name| file(name)))
}
