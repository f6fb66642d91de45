//! Exported symbols, the functions of the header, and what must not be inside a library.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use crate::libs::Kind;
use crate::{api, sh};

/// What stands in any library that SQLite was linked into.
const SQLITE: [&[u8]; 2] = [b"sqlite3_", b"SQLite format 3"];

/// Every symbol that a shared library exports.
fn exported(library: &Path) -> Result<BTreeSet<String>, String> {
    let listed = sh::capture("nm", &["--dynamic", "--defined-only", "--format=posix", &library.to_string_lossy()])?;
    Ok(listed.lines().filter_map(|line| line.split(' ').next()).map(str::to_owned).collect())
}

/// Every function that the header declares.
fn declared() -> Result<BTreeSet<String>, String> {
    let path = sh::root().join("include/clientela.h");
    let text = fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))?;
    Ok(functions(&text))
}

/// The names `clientela_…` before an opening bracket, outside comments and macros.
fn functions(header: &str) -> BTreeSet<String> {
    let code = without_macros(&without_comments(header));
    let mut found = BTreeSet::new();
    for (at, _) in code.match_indices("clientela_") {
        let before = code[..at].chars().next_back();
        let name: String = code[at..].chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '_').collect();
        let inside_a_word = before.is_some_and(|c| c.is_ascii_alphanumeric() || c == '_');
        if !inside_a_word && code[at + name.len()..].starts_with('(') {
            found.insert(name);
        }
    }
    found
}

fn without_comments(text: &str) -> String {
    let mut rest = text;
    let mut code = String::new();
    while let Some(start) = rest.find("/*") {
        code.push_str(&rest[..start]);
        rest = rest[start..].find("*/").map_or("", |end| &rest[start + end + 2..]);
        code.push(' ');
    }
    code.push_str(rest);
    code.lines().map(|line| line.split("//").next().unwrap_or(line)).collect::<Vec<_>>().join("\n")
}

fn without_macros(code: &str) -> String {
    let mut continued = false;
    let mut kept = String::new();
    for line in code.lines() {
        let is_macro = continued || line.trim_start().starts_with('#');
        continued = is_macro && line.trim_end().ends_with('\\');
        if !is_macro {
            kept.push_str(line);
            kept.push('\n');
        }
    }
    kept
}

/// The shared library exports what the header declares, no more and no less; that of the domain alone, what needs no store.
pub fn exported_is_declared(kind: Kind) -> Result<(), String> {
    let in_header = declared()?;
    let functions = api::read()?.functions;
    let names = |all: bool| functions.iter().filter(|function| all || function.everywhere).map(|function| function.name.clone()).collect();
    difference("in bindings/api.json", &names(true), "the header", &in_header)?;
    difference("exported", &exported(&kind.shared())?, "the header", &names(kind == Kind::Full))
}

fn difference(place: &str, found: &BTreeSet<String>, other: &str, wanted: &BTreeSet<String>) -> Result<(), String> {
    let surplus: Vec<_> = found.difference(wanted).map(|name| format!("{place}, not in {other}: {name}")).collect();
    let lacking: Vec<_> = wanted.difference(found).map(|name| format!("in {other}, not {place}: {name}")).collect();
    match (found.is_empty(), surplus.is_empty() && lacking.is_empty()) {
        (true, _) => Err(format!("nothing is {place}")),
        (false, true) => Ok(()),
        (false, false) => Err([surplus, lacking].concat().join("\n")),
    }
}

/// The dynamic name of a shared library is the one that hosts load.
pub fn has_soname(library: &Path) -> Result<(), String> {
    let said = sh::capture("readelf", &["--dynamic", &library.to_string_lossy()])?;
    let name = library.file_name().unwrap_or_default().to_string_lossy();
    if said.contains(&format!("soname: [{name}]")) { Ok(()) } else { Err(format!("{} has another name inside", library.display())) }
}

/// Whether SQLite is inside a library, as expected or not.
pub fn holds_sqlite(library: &Path, expected: bool) -> Result<(), String> {
    let bytes = fs::read(library).map_err(|error| format!("{}: {error}", library.display()))?;
    let found = SQLITE.iter().any(|mark| contains(&bytes, mark));
    if found == expected { Ok(()) } else { Err(format!("{}: SQLite inside: {found}, expected: {expected}", library.display())) }
}

fn contains(bytes: &[u8], mark: &[u8]) -> bool {
    bytes.windows(mark.len()).any(|window| window == mark)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set(names: &[&str]) -> BTreeSet<String> {
        names.iter().map(|&name| name.to_owned()).collect()
    }

    #[test]
    fn functions_are_found_in_declarations_only() {
        let header = "/* clientela_old(x) */\n#define A(x) \\\n clientela_macro(x)\ntypedef clientela_status (CALL *clientela_callback)(int);\n\
                      clientela_status CALL clientela_desk_open(\n clientela_desk desk); // clientela_note(1)\nvoid my_clientela_thing(void);";
        assert_eq!(functions(header), set(&["clientela_desk_open"]));
    }

    #[test]
    fn a_symbol_too_many_or_too_few_is_named() {
        let (one, two) = (set(&["clientela_a"]), set(&["clientela_a", "sqlite3_open"]));
        let differ = |found, wanted| difference("exported", found, "the header", wanted);
        assert!(differ(&one, &one).is_ok());
        assert_eq!(differ(&two, &one), Err("exported, not in the header: sqlite3_open".to_owned()));
        assert_eq!(differ(&one, &two), Err("in the header, not exported: sqlite3_open".to_owned()));
        assert!(differ(&set(&[]), &set(&[])).is_err());
    }
}
