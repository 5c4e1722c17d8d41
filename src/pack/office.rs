//! What slides and texts for word processors have in common: a package of parts
//! that name each other (ECMA-376, Office Open XML, part 2). Fixed parts come from
//! the folder `pack/office/` of the theme.
//!
//! The package is written here, since no crate does what is asked of it: the same
//! bytes each time, Dutch as its language, layouts with placeholders, notes, header
//! rows and texts in place of pictures.

use super::archive::Archive;
use super::material::Material;
use super::xml::{Element, element, text};

/// The language of the texts.
pub(super) const LANGUAGE: &str = "nl-NL";

/// What the addresses of relations start with.
const RELATION: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const RELATIONS: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
const TYPES: &str = "http://schemas.openxmlformats.org/package/2006/content-types";
const CORE: &str = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties";

/// What the media types of parts start with.
const OFFICE: &str = "application/vnd.openxmlformats-officedocument.";

/// A package that is being made.
#[derive(Default)]
pub(super) struct Package {
    parts: Vec<(String, Vec<u8>)>,
    /// The media types of the parts.
    types: Vec<Element>,
}

/// What a part names: other parts, and addresses.
#[derive(Default)]
pub(super) struct Relations {
    relations: Vec<(&'static str, String)>,
}

impl Relations {
    /// Names a part, and gives the id under which it is known: `rId1` and on.
    pub(super) fn part(&mut self, kind: &'static str, target: impl Into<String>) -> String {
        self.relations.push((kind, target.into()));
        format!("rId{}", self.relations.len())
    }

    /// Names an address.
    pub(super) fn link(&mut self, address: &str) -> String {
        let known = self.relations.iter().position(|relation| *relation == (HYPERLINK, address.to_owned()));
        match known {
            Some(index) => format!("rId{}", index + 1),
            None => self.part(HYPERLINK, address),
        }
    }

    fn element(&self) -> Element {
        let relations = self.relations.iter().enumerate().map(|(index, (kind, target))| {
            let kind_of = if *kind == CORE_KIND { CORE_RELATION.to_owned() } else { format!("{RELATION}/{kind}") };
            let relation = element("Relationship")
                .with("Id", format!("rId{}", index + 1))
                .with("Type", kind_of)
                .with("Target", target.as_str());
            if *kind == HYPERLINK { relation.with("TargetMode", "External") } else { relation }
        });
        element("Relationships").with("xmlns", RELATIONS).all(relations)
    }
}

const HYPERLINK: &str = "hyperlink";
const CORE_KIND: &str = "core-properties";
const CORE_RELATION: &str = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties";

impl Package {
    /// Adds a part; `kind` is the end of its media type, without `+xml`.
    pub(super) fn add(&mut self, name: &str, kind: &str, bytes: Vec<u8>) {
        let media = format!("{OFFICE}{kind}+xml");
        self.types.push(element("Override").with("PartName", format!("/{name}")).with("ContentType", media));
        self.parts.push((name.to_owned(), bytes));
    }

    /// Adds a part that names others.
    pub(super) fn add_with(
        &mut self,
        name: &str,
        kind: &str,
        bytes: Vec<u8>,
        relations: &Relations,
    ) -> crate::Result<()> {
        self.add(name, kind, bytes);
        let (folder, file) = name.rsplit_once('/').unwrap_or(("", name));
        self.parts.push((format!("{folder}/_rels/{file}.rels"), relations.element().document()?));
        Ok(())
    }

    /// The bytes of the whole, of which `main` is the part to start with.
    pub(super) fn finish(mut self, material: &Material<'_>, title: &str, main: &str) -> crate::Result<Vec<u8>> {
        let mut relations = Relations::default();
        relations.part("officeDocument", main);
        relations.part(CORE_KIND, "docProps/core.xml");
        let core = "application/vnd.openxmlformats-package.core-properties+xml";
        self.types.push(element("Override").with("PartName", "/docProps/core.xml").with("ContentType", core));
        let of_ending =
            [("rels", "application/vnd.openxmlformats-package.relationships+xml"), ("xml", "application/xml")]
                .map(|(ending, media)| element("Default").with("Extension", ending).with("ContentType", media));
        let types = element("Types").with("xmlns", TYPES).all(of_ending).all(self.types);

        let mut archive = Archive::new();
        archive.add("[Content_Types].xml", &types.document()?)?;
        archive.add("_rels/.rels", &relations.element().document()?)?;
        archive.add("docProps/core.xml", &properties(material, title).document()?)?;
        for (name, bytes) in &self.parts {
            archive.add(name, bytes)?;
        }
        archive.finish()
    }
}

/// What the file is. It has no time, so that the same content gives the same bytes.
fn properties(material: &Material<'_>, title: &str) -> Element {
    element("cp:coreProperties")
        .with("xmlns:cp", CORE)
        .with("xmlns:dc", "http://purl.org/dc/elements/1.1/")
        .and(text("dc:title", title))
        .and(text("dc:subject", material.page.title))
        .and(text("dc:creator", material.site.checked.settings.title.as_str()))
        .and(text("dc:description", material.page.summary))
        .and(text("dc:language", LANGUAGE))
}
