//! `new` and `schema`: what editors write with.

use std::path::{Path, PathBuf};

use meldwijzer::record::Kind;
use meldwijzer::{Result, Tree, editing, fs, said};

use super::{Outcome, Project, say};

/// Writes a new file, unless the content cannot have one of this name.
pub(super) fn new(project: &Project, word: &str, id: &str) -> Result<Outcome> {
    let options = project.options();
    let is_meant = |kind: &&Kind| kind.id() == word || kind.dutch() == word;
    let Some(kind) = Kind::ALL.iter().find(is_meant) else { return Ok(Outcome::Mistakes) };
    let (draft, report) = meldwijzer::draft(&options, *kind, id)?;
    project.print(&report)?;
    let Some(draft) = draft else { return Ok(Outcome::Mistakes) };
    let path = options.layers.last().unwrap_or(&options.root).join(&draft.path);
    fs::create(&path, draft.text.as_bytes())?;
    say(path.strip_prefix(".").unwrap_or(&path).display())?;
    let next = said!(
        "write it in the place of each TODO; `meldwijzer check` shows what is left",
        "schrijf op de plaats van elke TODO; `meldwijzer check` laat zien wat er nog moet",
    );
    eprintln!("{}", next.text(project.language(&report)));
    Ok(Outcome::Good)
}

/// Writes the schemas of the project and of its layers.
pub(super) fn schema(root: &Path, layers: &[PathBuf]) -> Result<()> {
    write(root, &editing::schemas())?;
    layers.iter().try_for_each(|layer| write(layer, &editing::layer_schemas()))
}

/// Writes schemas, and the line that names one where it is not there.
fn write(root: &Path, schemas: &Tree) -> Result<()> {
    for (path, bytes) in schemas.iter() {
        fs::keep(&root.join(path), bytes)?;
    }
    for top in ["content", "index"] {
        for found in fs::list(&root.join(top))? {
            let path = format!("{top}/{}", found.path);
            let file = root.join(&path);
            // A file that is no text is for `check` to speak of.
            let Ok(text) = String::from_utf8(fs::read(&file)?) else { continue };
            if let Some(named) = editing::named(&path, &text).filter(|named| *named != text) {
                fs::keep(&file, named.as_bytes())?;
            }
        }
    }
    Ok(())
}
