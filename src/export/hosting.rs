//! What the host of the site must know: headers that a page cannot set itself,
//! the sitemap, the word to robots. `tests/browser/hosting.test.mjs` asks nginx and
//! Caddy whether they understand it.

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

/// For citizen pages, and for what is not there: it may be there tomorrow.
const NEVER: &str = "no-store";

/// The media types of the files of a site, by ending (www.iana.org/assignments/media-types;
/// BibTeX and RIS have none there: these are what reference managers look for).
/// Servers know the common ones, but not all servers the same.
const MEDIA_TYPES: [(&str, &str); 24] = [
    ("bib", "application/x-bibtex"),
    ("bin", "application/octet-stream"),
    ("css", "text/css"),
    ("csv", "text/csv"),
    ("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    ("epub", "application/epub+zip"),
    ("html", "text/html"),
    ("imscc", "application/vnd.ims.imsccv1p1"),
    ("js", "text/javascript"),
    ("json", "application/json"),
    ("jsonld", "application/ld+json"),
    ("md", "text/markdown"),
    ("odp", "application/vnd.oasis.opendocument.presentation"),
    ("ods", "application/vnd.oasis.opendocument.spreadsheet"),
    ("odt", "application/vnd.oasis.opendocument.text"),
    ("pdf", "application/pdf"),
    ("png", "image/png"),
    ("pptx", "application/vnd.openxmlformats-officedocument.presentationml.presentation"),
    ("ris", "application/x-research-info-systems"),
    ("svg", "image/svg+xml"),
    ("txt", "text/plain"),
    ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    ("xml", "application/xml"),
    ("zip", "application/zip"),
];

/// How to put the site on a server, for whoever does.
const GUIDE: &str = include_str!("hosting.md");

/// The files for the host.
pub(super) fn files(site: &Site<'_>) -> Tree {
    let private = private(site);
    let moved = moved(site);
    let mut tree = Tree::default();
    tree.insert("_headers", headers(&private, &moved));
    tree.insert("hosting/nginx.conf", nginx(&private, &moved));
    tree.insert("hosting/Caddyfile", caddy(&private, &moved));
    tree.insert("hosting/README.md", GUIDE);
    if !moved.is_empty() {
        tree.insert("_redirects", redirects(&moved));
    }
    if let Some(base) = site.base() {
        tree.insert("sitemap.xml", sitemap(site, base));
    }
    tree.insert("robots.txt", robots(site));
    tree
}

/// The folders of the citizen pages: no browser or proxy should keep them. One that
/// lies in another is not named again.
fn private(site: &Site<'_>) -> Vec<String> {
    let pages = site.pages.iter().filter(|page| page.is_private());
    let mut folders: Vec<String> = pages.map(|page| format!("/{}", page.url)).collect();
    folders.sort();
    folders.dedup_by(|folder, above| folder.starts_with(above.as_str()));
    folders
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
    let moved = moved.iter().filter(|one| one.is_private).map(|one| one.from.clone());
    let private = private.iter().map(|folder| format!("{folder}*")).chain(moved);
    private.for_each(|path| text.push_str(&format!("{path}\n  Cache-Control: {NEVER}\n")));
    text
}

/// To be included in a `server` block of nginx whose `root` is the site.
///
/// No folder is asked for an index and no file that is not there is opened: nginx
/// would write a line with the address of the visitor in its log of errors.
fn nginx(private: &[String], moved: &[Moved]) -> String {
    let header = |name: &str, value: &str| format!("add_header {name} \"{value}\" always;\n");
    let always: Vec<String> = HEADERS.iter().map(|(name, value)| header(name, value)).collect();
    // A location with a header of its own has only those that it names.
    let keep = |value: &str| -> String {
        let headers = always.iter().cloned().chain([header("Cache-Control", value)]);
        headers.map(|header| format!("  {header}")).collect()
    };
    let types: String = MEDIA_TYPES.iter().map(|(ending, name)| format!("  {name} {ending};\n")).collect();
    let texts = MEDIA_TYPES.iter().map(|(_, name)| *name).filter(|name| name.starts_with("text/"));
    let texts = texts.filter(|name| *name != "text/html").collect::<Vec<_>>().join(" ");
    let find = "  try_files $uri ${uri}index.html =404;\n";
    let mut text = format!(
        "# Include this in a server block whose root is the folder of the site.\n\
         error_page 403 404 =404 /404.html;\nabsolute_redirect off;\naccess_log off;\nlog_not_found off;\n\
         server_tokens off;\ngzip_static on;\ngzip_vary on;\ncharset utf-8;\ncharset_types {texts};\n\
         types {{\n{types}}}\n{}\
         if (-d $request_filename) {{\n  rewrite ^(.*[^/])$ $1/ redirect;\n}}\n\n\
         location / {{\n{find}}}\nlocation = /404.html {{\n{}}}\n\
         location ~ ^/(assets|search)/ {{\n{}  try_files $uri =404;\n}}\n",
        always.concat(),
        keep(NEVER),
        keep(FOREVER),
    );
    for folder in private {
        text.push_str(&format!("location ^~ {folder} {{\n{}{find}}}\n", keep(NEVER)));
    }
    for one in moved {
        let keep = if one.is_private { keep(NEVER) } else { String::new() };
        text.push_str(&format!("location = {} {{\n{keep}  return {} {};\n}}\n", one.from, one.status(), one.to));
    }
    text
}

/// To be imported in a site block of Caddy whose `root` is the site.
fn caddy(private: &[String], moved: &[Moved]) -> String {
    let always: String = HEADERS.iter().map(|(name, value)| format!("\t{name} \"{value}\"\n")).collect();
    let mut text = format!(
        "# Import this in a site block whose root is the folder of the site.\nheader {{\n\t-Server\n{always}}}\n\
         @forever path /assets/* /search/*\nheader @forever Cache-Control \"{FOREVER}\"\n"
    );
    let folders = private.iter().flat_map(|folder| [folder.trim_end_matches('/').to_owned(), format!("{folder}*")]);
    let before = moved.iter().filter(|one| one.is_private).map(|one| one.from.clone());
    let paths: Vec<String> = folders.chain(before).chain(["/404.html".to_owned()]).collect();
    text.push_str(&format!("@private path {}\nheader @private Cache-Control \"{NEVER}\"\n", paths.join(" ")));
    for (ending, name) in MEDIA_TYPES {
        let charset = if name.starts_with("text/") { "; charset=utf-8" } else { "" };
        text.push_str(&format!("@{ending} path *.{ending}\nheader @{ending} Content-Type \"{name}{charset}\"\n"));
    }
    moved.iter().for_each(|one| text.push_str(&format!("redir {} {} {}\n", one.from, one.to, one.status())));
    // What goes wrong has none of the headers above. No disk has a name with a zero:
    // Caddy would say that it failed, with the address of the visitor.
    text.push_str(&format!(
        "@writing not method GET HEAD\nerror @writing 405\n@nothing path_regexp \\x00\nerror @nothing 404\n\
         file_server {{\n\tprecompressed br gzip\n}}\n\
         handle_errors {{\n\theader {{\n\t-Server\n{always}\tCache-Control \"{NEVER}\"\n\
         \tContent-Type \"text/html; charset=utf-8\"\n\t}}\n\trewrite * /404.html\n\tfile_server\n}}\n"
    ));
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
