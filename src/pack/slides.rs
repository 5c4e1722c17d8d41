//! The slides of the course as a presentation (PresentationML, ECMA-376, part 1,
//! chapter 19), to be edited in PowerPoint, LibreOffice and the like.

use super::deck::{Layout, deck};
use super::draw;
use super::material::Material;
use super::office::{Package, Relations};
use super::xml::{Element, element};

/// The slides.
pub(super) fn slides(material: &Material<'_>) -> crate::Result<Option<Vec<u8>>> {
    let fixed = |name: &str| material.site.theme().office.get(name).unwrap_or_default().to_vec();
    let mut package = Package::default();
    let mut relations = Relations::default();
    let master = relations.part("slideMaster", "slideMasters/slideMaster1.xml");
    let notes = relations.part("notesMaster", "notesMasters/notesMaster1.xml");
    relations.part("theme", "theme/theme1.xml");

    let mut ids = Vec::new();
    for (n, slide) in (1_u32..).zip(deck(material)) {
        let mut own = Relations::default();
        let layout = Layout::ALL.iter().position(|(layout, _)| *layout == slide.layout).unwrap_or_default();
        own.part("slideLayout", format!("../slideLayouts/slideLayout{}.xml", layout + 1));
        own.part("notesSlide", format!("../notesSlides/notesSlide{n}.xml"));
        let drawn = draw::slide(material, &slide, &mut own).document()?;
        package.add_with(&format!("ppt/slides/slide{n}.xml"), "presentationml.slide", drawn, &own)?;

        let mut own = Relations::default();
        own.part("notesMaster", "../notesMasters/notesMaster1.xml");
        own.part("slide", format!("../slides/slide{n}.xml"));
        let said = draw::notes(&slide, &mut own).document()?;
        package.add_with(&format!("ppt/notesSlides/notesSlide{n}.xml"), "presentationml.notesSlide", said, &own)?;
        ids.push((255 + n, relations.part("slide", format!("slides/slide{n}.xml"))));
    }
    let presentation = presentation(&master, &notes, &ids).document()?;
    package.add_with("ppt/presentation.xml", "presentationml.presentation.main", presentation, &relations)?;

    let mut own = Relations::default();
    for (n, (_, file)) in (1..).zip(Layout::ALL) {
        let mut of_layout = Relations::default();
        of_layout.part("slideMaster", "../slideMasters/slideMaster1.xml");
        let name = format!("ppt/slideLayouts/slideLayout{n}.xml");
        package.add_with(&name, "presentationml.slideLayout", fixed(file), &of_layout)?;
        own.part("slideLayout", format!("../slideLayouts/slideLayout{n}.xml"));
    }
    own.part("theme", "../theme/theme1.xml");
    let master = "ppt/slideMasters/slideMaster1.xml";
    package.add_with(master, "presentationml.slideMaster", fixed("master.xml"), &own)?;

    let mut own = Relations::default();
    own.part("theme", "../theme/theme2.xml");
    let master = "ppt/notesMasters/notesMaster1.xml";
    package.add_with(master, "presentationml.notesMaster", fixed("notes.xml"), &own)?;
    // Each master has a theme of its own.
    for n in 1..=2 {
        package.add(&format!("ppt/theme/theme{n}.xml"), "theme", fixed("theme.xml"));
    }
    package.finish(material, material.page.title, "ppt/presentation.xml").map(Some)
}

/// The list of the slides; they are as wide as a screen, notes as an upright sheet.
fn presentation(master: &str, notes: &str, slides: &[(u32, String)]) -> Element {
    let size = |name, wide: &str, high: &str| element(name).with("cx", wide).with("cy", high);
    let slide =
        |(id, relation): &(u32, String)| element("p:sldId").with("id", id.to_string()).with("r:id", relation.as_str());
    let master = element("p:sldMasterId").with("id", "2147483648").with("r:id", master);
    draw::root("p:presentation")
        .and(element("p:sldMasterIdLst").and(master))
        .and(element("p:notesMasterIdLst").and(element("p:notesMasterId").with("r:id", notes)))
        .and(element("p:sldIdLst").all(slides.iter().map(slide)))
        .and(size("p:sldSz", "12192000", "6858000"))
        .and(size("p:notesSz", "6858000", "9144000"))
}
