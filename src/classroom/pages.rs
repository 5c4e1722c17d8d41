//! A page as it works from a folder: its links name files, its policy names the
//! scheme of files, and its modules are plain scripts.

use html5gum::{DefaultEmitter, Token, Tokenizer};

use super::resolved;

/// A page of the copy.
pub(super) struct Copied {
    pub(super) html: String,
    /// The paths of the modules that it loads.
    pub(super) modules: Vec<String>,
}

/// The page of the file `path`.
pub(super) fn page(path: &str, text: &str) -> Copied {
    let mut emitter: DefaultEmitter<usize> = DefaultEmitter::new_with_span();
    emitter.naively_switch_states(true);
    let (mut html, mut at, mut modules) = (String::with_capacity(text.len() + text.len() / 16), 0, Vec::new());
    for token in Tokenizer::new_with_emitter(text, emitter).flatten() {
        let Token::StartTag(tag) = token else { continue };
        let value = |name: &str| {
            let value = tag.attributes.get(name.as_bytes());
            value.map_or_else(String::new, |value| String::from_utf8_lossy(value).into_owned())
        };
        let change = match &*String::from_utf8_lossy(&tag.name) {
            "a" => Some(("href", file(&value("href")).map(|url| attribute("href", &url)))),
            "meta" => {
                let content = value("content");
                let content = match value("http-equiv").to_ascii_lowercase().as_str() {
                    "content-security-policy" => Some(policy(&content)).filter(|policy| *policy != content),
                    "refresh" => refresh(&content),
                    _ => None,
                };
                Some(("content", content.map(|content| attribute("content", &content))))
            }
            "script" if value("type") == "module" => {
                modules.push(resolved(path, &value("src")));
                Some(("type", Some("defer".to_owned())))
            }
            _ => None,
        };
        let Some((name, Some(change))) = change else { continue };
        let Some(old) = tag.attributes.get(name.as_bytes()) else { continue };
        // The span of an attribute ends behind its quote, or behind the sign that follows a value without quotes.
        let is_quoted = text[..old.span.end].ends_with(['"', '\'']);
        let end = if is_quoted { old.span.end } else { old.span.end - 1 };
        html.push_str(&text[at..old.span.start]);
        html.push_str(&change);
        at = end;
    }
    html.push_str(&text[at..]);
    Copied { html, modules }
}

fn attribute(name: &str, value: &str) -> String {
    format!("{name}=\"{}\"", value.replace('&', "&amp;").replace('"', "&quot;"))
}

/// The address of the file that a folder of the site shows; `None` where an
/// address names a file already, a place on the page or another site.
fn file(address: &str) -> Option<String> {
    let (path, anchor) = address.find('#').map_or((address, ""), |at| address.split_at(at));
    let is_folder = path.ends_with('/') || path == "." || path == "..";
    if !is_folder || path.contains(':') || path.starts_with('/') {
        return None;
    }
    let slash = if path.ends_with('/') { "" } else { "/" };
    Some(format!("{path}{slash}index.html{anchor}"))
}

/// Where a page leads on to by itself.
fn refresh(content: &str) -> Option<String> {
    let (before, address) = content.split_once("url=")?;
    Some(format!("{before}url={}", file(address)?))
}

/// To most browsers a file is not of the same origin as the page beside it: what
/// may load from `'self'` may load from files too. Nothing is fetched any more.
fn policy(policy: &str) -> String {
    let rules = policy.split(';').map(str::trim).filter(|rule| !rule.starts_with("connect-src"));
    let rules: Vec<String> = rules.map(|rule| rule.replace("'self'", "'self' file:")).collect();
    rules.join("; ")
}

#[cfg(test)]
mod tests {
    use super::page;

    fn copied(html: &str) -> String {
        page("a/index.html", html).html
    }

    #[test]
    fn links_to_folders_name_their_files() {
        for (from, to) in [
            ("../", "../index.html"),
            ("./", "./index.html"),
            ("..", "../index.html"),
            ("b/c/#d", "b/c/index.html#d"),
            ("b.epub", "b.epub"),
            ("#d", "#d"),
            ("", ""),
            ("https://example.org/", "https://example.org/"),
            ("//example.org/", "//example.org/"),
            ("tel:112", "tel:112"),
        ] {
            assert_eq!(
                copied(&format!("<a class=\"x\" href=\"{from}\" rel=y>é</a>")),
                format!("<a class=\"x\" href=\"{to}\" rel=y>é</a>")
            );
        }
        assert_eq!(
            copied("<p><a href=b/>b</a> <a href='c/?x&amp;y'>"),
            "<p><a href=\"b/index.html\">b</a> <a href='c/?x&amp;y'>"
        );
        assert_eq!(
            copied("<p>&lt;a href=\"b/\"> <!-- <a href=\"b/\"> -->"),
            "<p>&lt;a href=\"b/\"> <!-- <a href=\"b/\"> -->"
        );
        assert_eq!(
            copied("<meta http-equiv=\"refresh\" content=\"0; url=../b/\">"),
            "<meta http-equiv=\"refresh\" content=\"0; url=../b/index.html\">"
        );
    }

    #[test]
    fn modules_are_plain_scripts_that_wait_for_the_page() {
        let page = page("a/index.html", "<script type=\"module\" src=\"../js/main.js\"></script><script>x</script>");
        assert_eq!(page.html, "<script defer src=\"../js/main.js\"></script><script>x</script>");
        assert_eq!(page.modules, ["js/main.js"]);
    }

    #[test]
    fn the_policy_allows_files_and_no_fetching() {
        let meta = |policy: &str| format!("<meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">");
        assert_eq!(
            copied(&meta("default-src 'none'; script-src 'self'; connect-src 'self'; img-src 'self' data:")),
            meta("default-src 'none'; script-src 'self' file:; img-src 'self' file: data:")
        );
        assert_eq!(
            copied(&meta("default-src 'none'; script-src 'sha256-a'")),
            meta("default-src 'none'; script-src 'sha256-a'")
        );
    }
}
