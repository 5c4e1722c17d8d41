//! `pack`: what a trainer takes along. For each course the files that open in
//! the trainer's own tools, and all of them in one zip.
//!
//! A format is a file of this module and an entry of [`FORMATS`]; each gets the
//! same [`Material`], the course with everything that its programme makes use
//! of. `render` lists the files with their size; none of them names a page that
//! this site does not have. No clock and no chance: the same content gives the
//! same bytes.

mod archive;
mod book;
mod cartridge;
mod deck;
mod describe;
mod draw;
mod fit;
mod gift;
mod handout;
mod material;
mod moodle;
mod office;
mod plan;
mod qti;
mod scorm;
mod sheets;
mod slides;
mod word;
mod xml;

use std::collections::BTreeMap;

use rayon::prelude::*;

use crate::model::{Content, Site};
use crate::tree::Tree;
pub(crate) use archive::Archive;
use material::Material;

/// The packs of all courses, by the id of the course.
#[derive(Debug, Default)]
pub(crate) struct Packs<'a> {
    packs: BTreeMap<&'a str, Pack>,
}

/// The files of a course, the zip with all of them last.
#[derive(Debug)]
struct Pack {
    /// The address of the page of the course, with `/` at its end.
    url: String,
    files: Vec<Download>,
}

/// A file to take along.
#[derive(Debug)]
pub(crate) struct Download {
    /// The name of the file; it stands in the folder of the page of the course.
    pub(crate) name: String,
    /// The key of its words in the theme: `pack.<key>` says what it is,
    /// `pack.<key>.opens` what it is for.
    pub(crate) key: &'static str,
    /// Its content.
    pub(crate) bytes: Vec<u8>,
}

/// How a file of a pack is made.
struct Format {
    key: &'static str,
    /// What comes after the id of the course in the name of the file.
    ending: &'static str,
    /// The file; `None` where the course has nothing to put into it.
    write: fn(&Material<'_>) -> crate::Result<Option<Vec<u8>>>,
}

/// The formats, in the order in which a page lists them.
const FORMATS: [Format; 8] = [
    Format { key: "slides", ending: "-dias.pptx", write: slides::slides },
    Format { key: "plan", ending: "-lesplan.docx", write: plan::plan },
    Format { key: "handout", ending: "-hand-out.docx", write: handout::handout },
    Format { key: "book", ending: ".epub", write: book::book },
    Format { key: "gift", ending: "-vragen.gift.txt", write: gift::gift },
    Format { key: "moodle", ending: "-vragen.xml", write: moodle::moodle },
    Format { key: "cartridge", ending: ".imscc", write: cartridge::cartridge },
    Format { key: "scorm", ending: "-scorm.zip", write: scorm::scorm },
];

/// How the files of a pack are described for catalogues.
struct Description {
    key: &'static str,
    /// What comes after the id of the course in the name of the file.
    ending: &'static str,
    /// The description of the files.
    write: fn(&Material<'_>, &[Download]) -> crate::Result<Vec<u8>>,
}

/// The descriptions, which come after the formats.
const DESCRIPTIONS: [Description; 2] = [
    Description { key: "course", ending: ".json", write: describe::course },
    Description { key: "lom", ending: "-lom.xml", write: describe::lom },
];

/// The media types of what can be in a pack (www.iana.org/assignments/media-types),
/// by the last part of the name.
pub(crate) const MEDIA_TYPES: [(&str, &str); 8] = [
    ("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    ("epub", "application/epub+zip"),
    ("imscc", "application/vnd.ims.imsccv1p1"),
    ("json", "application/ld+json"),
    ("pptx", "application/vnd.openxmlformats-officedocument.presentationml.presentation"),
    ("txt", "text/plain"),
    ("xml", "application/xml"),
    ("zip", "application/zip"),
];

/// What a zip file starts with, and those of which it is the form.
const ARCHIVE: &[u8] = b"PK\x03\x04";

/// The media type of a file of a pack.
fn media_type(name: &str) -> &'static str {
    let ending = name.rsplit('.').next().unwrap_or_default();
    MEDIA_TYPES.iter().find(|(known, _)| *known == ending).map_or("application/octet-stream", |(_, media)| media)
}

/// Makes the packs of all courses.
pub(crate) fn packs<'a>(site: &'a Site<'a>) -> crate::Result<Packs<'a>> {
    let templates = sheets::templates(site.theme())?;
    let courses = site.pages.par_iter().filter_map(|page| match page.content {
        Content::Course(course) => Some((page, course)),
        _ => None,
    });
    let packs = courses.map(|(page, course)| Ok((page.id, pack(&Material::new(site, &templates, page, course))?)));
    Ok(Packs { packs: packs.collect::<crate::Result<_>>()? })
}

fn pack(material: &Material<'_>) -> crate::Result<Pack> {
    let id = material.page.id;
    let mut files = Vec::new();
    for format in &FORMATS {
        if let Some(bytes) = (format.write)(material)? {
            files.push(Download { name: format!("{id}{}", format.ending), key: format.key, bytes });
        }
    }
    for description in &DESCRIPTIONS {
        let bytes = (description.write)(material, &files)?;
        files.push(Download { name: format!("{id}{}", description.ending), key: description.key, bytes });
    }
    let mut all = Archive::new();
    for file in &files {
        let is_archive = file.bytes.starts_with(ARCHIVE);
        if is_archive { all.store(&file.name, &file.bytes)? } else { all.add(&file.name, &file.bytes)? }
    }
    files.push(Download { name: format!("{id}.zip"), key: "all", bytes: all.finish()? });
    Ok(Pack { url: material.page.url.clone(), files })
}

impl Packs<'_> {
    /// The files of a course, in the order in which a page lists them.
    pub(crate) fn of(&self, course: &str) -> &[Download] {
        self.packs.get(course).map_or(&[], |pack| &pack.files)
    }

    /// Every file, beside the page of its course.
    pub(crate) fn tree(&self) -> Tree {
        let files = self.packs.values().flat_map(|Pack { url, files }| {
            files.iter().map(move |file| (format!("{url}{}", file.name), file.bytes.as_slice()))
        });
        files.collect()
    }
}
