//! `export`: the site as data for machines. Never names `render` or `index`.

use crate::model::{Content, Site};
use crate::tree::Tree;

/// Every data file of the site.
pub(crate) fn export(site: &Site<'_>) -> Tree {
    let mut tree = Tree::default();
    if let Some(base) = &site.checked.settings.base_url {
        let base = base.as_str().trim_end_matches('/');
        tree.insert("sitemap.xml", sitemap(site, base));
        tree.insert("robots.txt", format!("User-agent: *\nAllow: /\nSitemap: {base}/sitemap.xml\n"));
    }
    tree
}

/// The pages that a search engine may show (sitemaps.org protocol 0.9).
fn sitemap(site: &Site<'_>, base: &str) -> String {
    let mut xml = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
                   <urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n"
        .to_owned();
    let shown = site.pages.iter().filter(|page| !matches!(page.content, Content::NotFound | Content::Search));
    for page in shown {
        let changed = page.updated.map(|date| format!("<lastmod>{date}</lastmod>")).unwrap_or_default();
        xml.push_str(&format!("<url><loc>{base}/{}</loc>{changed}</url>\n", page.url));
    }
    xml.push_str("</urlset>\n");
    xml
}
