//! What the host of the site must know: headers that a page cannot set itself,
//! the sitemap, the word to robots.

use crate::model::{Content, Page, Site};
use crate::tree::Tree;

/// Headers of every file. The policy of scripts stands in each page, since the
/// contact page has its own; what a page cannot say itself stands here.
const HEADERS: [(&str, &str); 6] = [
    ("Content-Security-Policy", "frame-ancestors 'none'"),
    ("Referrer-Policy", "no-referrer"),
    ("X-Content-Type-Options", "nosniff"),
    ("Permissions-Policy", "camera=(), geolocation=(), microphone=(), browsing-topics=()"),
    ("Strict-Transport-Security", "max-age=31536000; includeSubDomains"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
];

/// For files whose name changes with their bytes.
const FOREVER: &str = "public, max-age=31536000, immutable";

/// The files for the host.
pub(super) fn files(site: &Site<'_>) -> Tree {
    let private = private(site);
    let moved = moved(site);
    let mut tree = Tree::default();
    tree.insert("_headers", headers(&private, &moved));
    tree.insert("hosting/nginx.conf", nginx(&private, &moved));
    tree.insert("hosting/Caddyfile", caddy(&private, &moved));
    if !moved.is_empty() {
        tree.insert("_redirects", redirects(&moved));
    }
    if let Some(base) = site.base() {
        tree.insert("sitemap.xml", sitemap(site, base));
    }
    tree.insert("robots.txt", robots(site));
    tree
}

/// The folders of the citizen pages: no browser or proxy should keep them.
fn private(site: &Site<'_>) -> Vec<String> {
    let pages = site.pages.iter().filter(|page| page.is_private());
    pages.map(|page| format!("/{}", page.url)).collect()
}

/// An address of before.
struct Moved {
    from: String,
    /// The address of today.
    to: String,
    /// Whether that is of a citizen page.
    is_private: bool,
}

impl Moved {
    /// Browsers keep a 301 for good, which tells who looks where somebody was.
    fn status(&self) -> u16 {
        if self.is_private { 302 } else { 301 }
    }
}

fn moved(site: &Site<'_>) -> Vec<Moved> {
    let of = |page: &Page<'_>| {
        let (to, is_private) = (format!("/{}", page.url), page.is_private());
        let moved = page.former_urls().map(|url| Moved { from: format!("/{url}"), to: to.clone(), is_private });
        moved.collect::<Vec<_>>()
    };
    site.pages.iter().flat_map(of).collect()
}

/// For hosts that read `_redirects`; the others show the page that stands at the
/// old address and leads on by itself.
fn redirects(moved: &[Moved]) -> String {
    moved.iter().map(|one| format!("{} {} {}\n", one.from, one.to, one.status())).collect()
}

/// For hosts that read `_headers`, such as Netlify and Cloudflare Pages.
fn headers(private: &[String], moved: &[Moved]) -> String {
    let mut text = "/*\n".to_owned();
    HEADERS.iter().for_each(|(name, value)| text.push_str(&format!("  {name}: {value}\n")));
    for folder in ["/assets/*", "/search/*"] {
        text.push_str(&format!("{folder}\n  Cache-Control: {FOREVER}\n"));
    }
    let private = private.iter().chain(moved.iter().filter(|one| one.is_private).map(|one| &one.from));
    private.for_each(|path| text.push_str(&format!("{path}\n  Cache-Control: no-store\n")));
    text
}

/// To be included in a `server` block of nginx whose `root` is the site. An
/// `add_header` in a location drops those above it, so each repeats them.
fn nginx(private: &[String], moved: &[Moved]) -> String {
    let always: String =
        HEADERS.iter().map(|(name, value)| format!("  add_header {name} \"{value}\" always;\n")).collect();
    let mut text = format!(
        "# Include this in a server block whose root is the folder of the site.\n\
         index index.html;\nerror_page 404 /404.html;\ncharset utf-8;\naccess_log off;\n\n\
         location / {{\n{always}  try_files $uri $uri/ =404;\n}}\n\
         location ~ ^/(assets|search)/ {{\n{always}  add_header Cache-Control \"{FOREVER}\" always;\n}}\n"
    );
    for path in private {
        text.push_str(&format!("location {path} {{\n{always}  add_header Cache-Control \"no-store\" always;\n  try_files $uri $uri/ =404;\n}}\n"));
    }
    for one in moved {
        text.push_str(&format!("location = {} {{\n{always}  return {} {};\n}}\n", one.from, one.status(), one.to));
    }
    text
}

/// To be imported in a site block of Caddy whose `root` is the site.
fn caddy(private: &[String], moved: &[Moved]) -> String {
    let mut text = "# Import this in a site block whose root is the folder of the site.\nheader {\n".to_owned();
    HEADERS.iter().for_each(|(name, value)| text.push_str(&format!("\t{name} \"{value}\"\n")));
    text.push_str(&format!("}}\n@forever path /assets/* /search/*\nheader @forever Cache-Control \"{FOREVER}\"\n"));
    let paths: Vec<String> = private.iter().map(|path| format!("{path}*")).collect();
    text.push_str(&format!("@private path {}\nheader @private Cache-Control \"no-store\"\n", paths.join(" ")));
    moved.iter().for_each(|one| text.push_str(&format!("redir {} {} {}\n", one.from, one.to, one.status())));
    text.push_str("file_server\nhandle_errors {\n\trewrite * /404.html\n\tfile_server\n}\n");
    text
}

/// Everything may be read (RFC 9309).
fn robots(site: &Site<'_>) -> String {
    let sitemap = site.base().map_or(String::new(), |base| format!("Sitemap: {base}/sitemap.xml\n"));
    format!("User-agent: *\nAllow: /\n{sitemap}")
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
