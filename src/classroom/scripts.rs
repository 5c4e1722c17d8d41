//! Modules as one plain script, and data as scripts.
//!
//! Each module becomes a function, its imports and exports what the function gets
//! and gives. A theme writes imports and exports at the start of a line and on one
//! line; what cannot be read so is a failure of the theme, not a silent loss.

use std::collections::BTreeMap;
use std::path::PathBuf;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use super::resolved;
use crate::Error;
use crate::load::Theme;
use crate::tree::Tree;

/// What the script has besides the modules, by its name in the theme.
const BEFORE: &str = "classroom.js";

/// The module of the file `entry` with all that it imports as one script, and the
/// paths of the files that are in it.
pub(super) fn one(theme: &Theme, site: &Tree, entry: &str) -> crate::Result<(String, Vec<String>)> {
    let mut modules: BTreeMap<String, String> = BTreeMap::new();
    let mut left = vec![entry.to_owned()];
    while let Some(path) = left.pop() {
        if modules.contains_key(&path) {
            continue;
        }
        let text = site.get(&path).and_then(|bytes| std::str::from_utf8(bytes).ok());
        let text = text.ok_or_else(|| broken(&path, "there is no such script"))?;
        let (function, imports) = function(&path, text)?;
        left.extend(imports);
        modules.insert(path, function);
    }
    let before = theme.pack.get(BEFORE).and_then(|bytes| std::str::from_utf8(bytes).ok()).unwrap_or_default();
    let functions: String =
        modules.iter().map(|(path, function)| format!("{}: (exports) => {{\n{function}}},\n", literal(path))).collect();
    let script = format!(
        "(() => {{\n\"use strict\";\n{before}const modules = {{\n{functions}}};\n$load({});\n}})();\n",
        literal(entry)
    );
    Ok((script, modules.into_keys().collect()))
}

/// The text of a module within its function, and the paths that it imports.
fn function(path: &str, text: &str) -> crate::Result<(String, Vec<String>)> {
    let (mut function, mut imports, mut exports) = (String::with_capacity(text.len()), Vec::new(), Vec::new());
    let mut load = |address: &str| {
        let to = resolved(path, address);
        let call = format!("$load({})", literal(&to));
        imports.push(to);
        call
    };
    for line in text.lines() {
        if let Some(import) = line.strip_prefix("import ") {
            let unknown = || broken(path, &format!("`{line}` is not an import of names or of a file"));
            let (names, from) = import.split_once(" from ").unwrap_or(("", import));
            let address = from.trim_end_matches(';').trim().trim_matches('"');
            if !(address.starts_with('.') && (names.is_empty() || names.starts_with('{') && !names.contains(" as "))) {
                return Err(unknown());
            }
            let call = load(address);
            function.push_str(&if names.is_empty() {
                format!("{call};\n")
            } else {
                format!("const {names} = {call};\n")
            });
            continue;
        }
        let line = match line.strip_prefix("export ") {
            Some(rest) => {
                let name =
                    exported(rest).ok_or_else(|| broken(path, &format!("`{line}` is not an export of one name")))?;
                exports.push(name.to_owned());
                rest
            }
            None => line,
        };
        // `import("./x.js")` promises a module.
        let mut parts = line.split("import(\"");
        function.push_str(parts.next().unwrap_or_default());
        for part in parts {
            let (address, rest) =
                part.split_once("\")").ok_or_else(|| broken(path, &format!("`{line}` imports no file")))?;
            function.push_str(&format!("Promise.resolve().then(() => {}){rest}", load(address)));
        }
        function.push('\n');
    }
    function.push_str(&format!("Object.assign(exports, {{ {} }});\n", exports.join(", ")));
    Ok((function, imports))
}

/// The name of the function or constant that an export declares.
fn exported(rest: &str) -> Option<&str> {
    let declared =
        ["function ", "async function ", "const ", "class "].iter().find_map(|kind| rest.strip_prefix(kind))?;
    let end = declared.find(|sign: char| !(sign.is_alphanumeric() || sign == '_' || sign == '$'))?;
    Some(&declared[..end]).filter(|name| !name.is_empty())
}

/// A script that hands over a file that would be fetched.
pub(super) fn handed_over(path: &str, bytes: &[u8]) -> String {
    let name = literal(path.rsplit('/').next().unwrap_or(path));
    match std::str::from_utf8(bytes) {
        Ok(text) => format!("meldwijzer({name}, {});\n", literal(text)),
        Err(_) => format!("meldwijzer({name}, {}, true);\n", literal(&STANDARD.encode(bytes))),
    }
}

/// A text as JavaScript writes it.
fn literal(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

fn broken(path: &str, why: &str) -> Error {
    // The first two folders are those of the assets, which a theme does not have.
    let path = path.splitn(3, '/').last().unwrap_or(path);
    Error::Theme { path: PathBuf::from(path), message: format!("for the copy for classrooms: {why}") }
}

#[cfg(test)]
mod tests {
    use super::{function, handed_over};

    #[test]
    fn a_module_is_a_function() {
        let (text, imports) = function(
            "assets/1/js/main.js",
            "import \"../a.js\";\nimport { b, c } from \"./b.js\";\nconst d = { e: () => import(\"./e.js\") };\n\
             export async function f() {\n}\nexport const g = 1;\n",
        )
        .unwrap();
        assert_eq!(imports, ["assets/1/a.js", "assets/1/js/b.js", "assets/1/js/e.js"]);
        assert_eq!(
            text,
            "$load(\"assets/1/a.js\");\nconst { b, c } = $load(\"assets/1/js/b.js\");\n\
             const d = { e: () => Promise.resolve().then(() => $load(\"assets/1/js/e.js\")) };\n\
             async function f() {\n}\nconst g = 1;\nObject.assign(exports, { f, g });\n"
        );
    }

    #[test]
    fn what_cannot_be_read_is_said() {
        for line in [
            "import a from \"./a.js\";",
            "import { a as b } from \"./a.js\";",
            "import { a } from \"a\";",
            "export default 1;",
            "export { a };",
        ] {
            let error = function("assets/1/js/main.js", line).unwrap_err().to_string();
            assert!(error.contains("js/main.js") && error.contains(line), "{error}");
        }
    }

    #[test]
    fn data_stand_in_a_script() {
        assert_eq!(handed_over("search/a.txt", "é\n\"".as_bytes()), "meldwijzer(\"a.txt\", \"é\\n\\\"\");\n");
        assert_eq!(handed_over("search/a.bin", &[0, 255]), "meldwijzer(\"a.bin\", \"AP8=\", true);\n");
    }
}
