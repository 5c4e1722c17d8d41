//! A page as the preview sends it: with the script of the preview, and a policy
//! that lets this script run. The page of the site itself stays as it is.

/// Where the script of the preview is.
pub(super) const CLIENT: &str = "/-/preview/client.js";

/// Where the browser hears of changes.
pub(super) const EVENTS: &str = "/-/preview/events";

/// The start of the policy of a page, as the theme writes it.
const POLICY: &str = "<meta http-equiv=\"Content-Security-Policy\" content=\"";

/// What is shown until there is a site without mistakes.
pub(super) const WAITING: &str = "<!doctype html>\n<html lang=\"nl\">\n<head>\n<meta charset=\"utf-8\">\n\
    <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'\">\n\
    <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
    <meta name=\"color-scheme\" content=\"light dark\">\n<title>Nog geen voorbeeld</title>\n</head>\n<body>\n\
    <h1>Er is nog geen voorbeeld</h1>\n<p>Verbeter eerst de fouten. Deze pagina ververst zichzelf.</p>\n</body>\n</html>\n";

/// The page with the script of the preview at the end of its head.
pub(super) fn with_client(html: &str, version: &str) -> String {
    let script = format!("<script src=\"{CLIENT}\" data-version=\"{version}\" defer></script>\n");
    let mut page = String::with_capacity(html.len() + script.len() + 64);
    let mut rest = html;
    if let Some((before, policy, after)) = split_policy(html) {
        page.push_str(before);
        page.push_str(&allowing_client(&policy.replace("&#39;", "'")));
        rest = after;
    }
    let end = rest.find("</head>").unwrap_or(rest.len());
    page.push_str(&rest[..end]);
    page.push_str(&script);
    page.push_str(&rest[end..]);
    page
}

/// A page before, in and after the policy.
fn split_policy(html: &str) -> Option<(&str, &str, &str)> {
    let start = html.find(POLICY)? + POLICY.len();
    let end = start + html[start..].find('"')?;
    Some((&html[..start], &html[start..end], &html[end..]))
}

/// The policy with the own site as a source of scripts and events.
fn allowing_client(policy: &str) -> String {
    let mut directives: Vec<String> = policy
        .split(';')
        .map(|directive| directive.trim().to_owned())
        .filter(|directive| !directive.is_empty())
        .collect();
    for name in ["script-src", "connect-src"] {
        match directives.iter_mut().find(|directive| directive.split(' ').next() == Some(name)) {
            Some(directive) if directive.contains(" 'self'") => {}
            Some(directive) => *directive = directive.replace(" 'none'", "") + " 'self'",
            None => directives.push(format!("{name} 'self'")),
        }
    }
    directives.join("; ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_policy_allows_the_own_site_and_nobody_else() {
        for (policy, expected) in [
            ("default-src 'none'", "default-src 'none'; script-src 'self'; connect-src 'self'"),
            ("script-src 'none'; connect-src 'self';", "script-src 'self'; connect-src 'self'"),
            (
                "script-src 'sha256-AA='; img-src data:",
                "script-src 'sha256-AA=' 'self'; img-src data:; connect-src 'self'",
            ),
        ] {
            assert_eq!(allowing_client(policy), expected);
        }
    }

    #[test]
    fn a_page_gets_the_script_once_at_the_end_of_its_head() {
        let page = format!("<head>{POLICY}default-src &#39;none&#39;\"></head><body></head></body>");
        let expected = format!(
            "<head>{POLICY}default-src 'none'; script-src 'self'; connect-src 'self'\">\
             <script src=\"{CLIENT}\" data-version=\"7\" defer></script>\n</head><body></head></body>"
        );
        assert_eq!(with_client(&page, "7"), expected);
    }
}
