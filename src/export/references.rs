//! The citation of each page as files for reference managers.

use rayon::prelude::*;

use crate::citation::{cite, files as names};
use crate::model::Site;
use crate::tree::Tree;

/// BibTeX and RIS, beside each page that is cited.
pub(super) fn files(site: &Site<'_>) -> Tree {
    let cited = site.pages.par_iter().filter_map(|page| Some((names(page), cite(site, page)?)));
    let files = cited.flat_map_iter(|([bibtex, ris], citation)| [(bibtex, citation.bibtex), (ris, citation.ris)]);
    files.collect::<Vec<_>>().into_iter().collect()
}
