//! What a module may use: `src/` is read as text, and whatever crosses a border is named.

mod support;

use support::{Source, in_name, sources, words};

/// The top modules. A new one is a decision, made here.
const MODULES: [&str; 7] = ["lib", "error", "clock", "domain", "engine", "store", "ffi"];

/// What each top module may use of the crate. `lib` only lists.
const MAY_USE: [(&str, &[&str]); 6] = [
    ("error", &["error"]),
    ("clock", &["error", "clock", "domain"]),
    ("domain", &["error", "domain"]),
    ("store", &["error", "clock", "domain", "store"]),
    ("engine", &["error", "clock", "domain", "store", "engine"]),
    ("ffi", &["error", "clock", "domain", "engine", "ffi"]),
];

/// What only a driver may use.
const DRIVERS: [&str; 3] = ["rusqlite", "libsqlite3_sys", "postgres"];

/// What the pure part may not use: storage, chance, logging, the world.
const IMPURE: [&str; 12] = [
    "rusqlite",
    "libsqlite3_sys",
    "postgres",
    "csv",
    "getrandom",
    "log",
    "std::fs",
    "std::io",
    "std::thread",
    "std::sync::Mutex",
    "std::sync::RwLock",
    "std::time",
];

/// What a library inside somebody's till never does.
const NEVER: [&str; 5] = ["std::net", "std::env", "std::process::abort", "std::process::exit", "std::process::Command"];

/// What stands in no file but the clock's.
const TIME: [&str; 4] = ["SystemTime::now", "Instant::now", "OffsetDateTime::now_utc", "OffsetDateTime::now_local"];

/// What stands in no file at all, outside its unit tests.
const WORDS: [&str; 9] = ["println!", "eprintln!", "print!", "eprint!", "dbg!", "todo!", "unimplemented!", ".unwrap()", "#[ignore"];

/// What betrays SQL in a string, in lower case.
const SQL: [&[&str]; 9] = [
    &["select ", " from "],
    &["insert into "],
    &["update ", " set "],
    &["delete from "],
    &["create table "],
    &["create index "],
    &["begin immediate"],
    &["pragma "],
    &["drop table "],
];

/// A name that `lib.rs` gives to something of a top module.
struct Name {
    name: String,
    module: String,
}

/// The re-exports of `lib.rs`, so that `crate::Desk` is known to be the engine's.
fn reexports(lib: &Source) -> Vec<Name> {
    let named = |path: String| {
        let module = path.split("::").find(|part| !matches!(*part, "crate" | "self"))?.to_owned();
        let name = path.rsplit("::").next()?.to_owned();
        (path.contains("::")).then_some(Name { name, module })
    };
    uses(&lib.code).into_iter().filter_map(named).collect()
}

/// Every path of every `use`, groups taken apart, without renames.
fn uses(code: &str) -> Vec<String> {
    let mut found = Vec::new();
    for at in words(code, "use") {
        let tree = code[at + 3..].split(';').next().unwrap_or("");
        expand("", tree, &mut found);
    }
    found
}

/// Takes `a::{b, c::{d, e}}` apart, behind `prefix`.
fn expand(prefix: &str, tree: &str, found: &mut Vec<String>) {
    let tree = tree.trim();
    if let Some(open) = tree.find('{') {
        let prefix = format!("{prefix}{}", tree[..open].trim());
        for branch in branches(tree[open + 1..].trim_end().trim_end_matches('}')) {
            expand(&prefix, branch, found);
        }
    } else if !tree.is_empty() {
        let path = tree.split(" as ").next().unwrap_or(tree).trim();
        let path = format!("{prefix}{path}");
        found.push(path.strip_suffix("::self").map_or(path.clone(), str::to_owned));
    }
}

/// Splits at the commas that stand outside inner groups.
fn branches(list: &str) -> Vec<&str> {
    let mut depth = 0;
    list.split(|c| {
        depth += i32::from(c == '{') - i32::from(c == '}');
        c == ',' && depth == 0
    })
    .collect()
}

/// Every path in the code outside of `use`, as far as it is written out: `crate::store::open`, `std::fs::read`.
fn inline_paths(code: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut rest = code;
    while let Some(start) = rest.find(in_name) {
        let length = rest[start..].find(|c| !in_name(c) && c != ':').unwrap_or(rest.len() - start);
        found.push(rest[start..start + length].trim_end_matches(':').to_owned());
        rest = &rest[start + length..];
    }
    found.retain(|path| path.contains("::"));
    found
}

/// A path from the crate's root, where it is one of the crate: `super::` is resolved, `crate::` taken away.
fn in_crate(path: &str, source: &Source) -> Option<Vec<String>> {
    let parts: Vec<&str> = path.split("::").collect();
    let mut here: Vec<&str> = source.module();
    let mut ups = 0;
    match parts[0] {
        "crate" | "clientela" => here.clear(),
        "super" => ups = parts.iter().take_while(|part| **part == "super").count(),
        _ => return None,
    }
    here.truncate(here.len().saturating_sub(ups));
    let own = parts.iter().skip(ups.max(1));
    Some(here.into_iter().chain(own.copied()).map(str::to_owned).collect())
}

/// Everything that is wrong with one file.
fn complaints(source: &Source, names: &[Name]) -> Vec<String> {
    let mut found = Vec::new();
    let top = source.top();
    if !MODULES.contains(&top) {
        found.push(format!("{top} is no known module"));
    }
    let paths: Vec<String> = uses(&source.code).into_iter().chain(inline_paths(&source.code)).collect();
    for path in &paths {
        found.extend(crossed(source, path, names));
        found.extend(foreign(source, path));
    }
    found.extend(spoken(source));
    found.extend(unsafe_words(source));
    found.sort();
    found.dedup();
    found.iter().map(|what| format!("src/{}: {what}", source.path)).collect()
}

/// A border inside the crate that this path crosses.
fn crossed(source: &Source, path: &str, names: &[Name]) -> Option<String> {
    let may = MAY_USE.iter().find(|(module, _)| *module == source.top())?.1;
    let full = in_crate(path, source)?;
    let first = full.first()?;
    let module = names.iter().find(|name| name.name == *first).map_or(first, |name| &name.module);
    if !may.contains(&module.as_str()) {
        return Some(format!("uses {path}, of {module}"));
    }
    let driver = |path: &[String]| path.get(1).filter(|part| path[0] == "store" && matches!(part.as_str(), "sqlite" | "postgres")).cloned();
    let own: Vec<String> = source.module().into_iter().map(str::to_owned).collect();
    match (driver(&own), driver(&full)) {
        (Some(one), Some(other)) if one != other => Some(format!("the driver {one} uses {path}")),
        _ => None,
    }
}

/// A crate, or a part of std, that this file may not use.
fn foreign(source: &Source, path: &str) -> Option<String> {
    let begins = |what: &&&str| path == **what || path.strip_prefix(**what).is_some_and(|rest| rest.starts_with("::"));
    let group = match source.top() {
        "domain" | "error" => &IMPURE[..],
        "store" => &[],
        _ => &DRIVERS[..],
    };
    group.iter().chain(&NEVER).find(begins).map(|_| format!("uses {path}"))
}

/// Words that stand where they must not, and SQL outside the store.
fn spoken(source: &Source) -> Vec<String> {
    let is_clock = source.path.ends_with("clock.rs");
    let hit = |word: &&&str| {
        let mut places = source.code.match_indices(**word);
        places.any(|(at, _)| !word.starts_with(in_name) || !source.code[..at].chars().next_back().is_some_and(in_name))
    };
    let mut found: Vec<String> = WORDS.iter().filter(hit).map(|word| format!("says {word}")).collect();
    found.extend(TIME.iter().filter(|_| !is_clock).filter(hit).map(|word| format!("says {word}")));
    if source.top() != "store" {
        found.extend(source.strings.iter().filter(|text| is_sql(text)).map(|text| format!("has SQL in a string: {text}")));
    }
    found
}

fn is_sql(text: &str) -> bool {
    let spaced = format!(" {} ", text.to_lowercase().split_whitespace().collect::<Vec<_>>().join(" "));
    SQL.iter().any(|marks| spaced.contains(&format!(" {}", marks[0])) && marks.iter().all(|mark| spaced.contains(mark)))
}

/// `unsafe` outside its file. `#[unsafe(no_mangle)]` and the type of an unsafe function are no unsafe code, in `ffi`.
fn unsafe_words(source: &Source) -> Option<String> {
    if source.path == "ffi/raw.rs" {
        return None;
    }
    let harmless = |at: usize| {
        let after = source.code[at + "unsafe".len()..].trim_start();
        let before = source.code[..at].trim_end();
        let is_type = after.starts_with("extern") && before.ends_with(['<', '(', ':', '=', ',']);
        source.top() == "ffi" && (after.starts_with("(no_mangle)") || is_type)
    };
    words(&source.code, "unsafe").any(|at| !harmless(at)).then(|| "has unsafe code".to_owned())
}

#[test]
fn nothing_in_src_crosses_a_border() {
    let sources = sources();
    let lib = sources.iter().find(|source| source.path == "lib.rs").expect("src/lib.rs");
    let names = reexports(lib);
    let found: Vec<String> = sources.iter().flat_map(|source| complaints(source, &names)).collect();
    assert!(sources.len() > 10, "only {} files were read", sources.len());
    assert!(found.is_empty(), "\n{}", found.join("\n"));
}

/// What the checker says about `text` as the file `path`, in a crate that re-exports `engine::Desk` and `error::Error`.
fn said(path: &str, text: &str) -> Vec<String> {
    let lib = Source::new("lib.rs", "pub use engine::{Desk, erp::Erp};\npub use error::Error;");
    let prefix = format!("src/{path}: ");
    complaints(&Source::new(path, text), &reexports(&lib)).iter().map(|line| line.replacen(&prefix, "", 1)).collect()
}

#[test]
fn a_forbidden_use_is_named() {
    assert_eq!(said("domain/a.rs", "use crate::store::Row;"), ["uses crate::store::Row, of store"]);
    assert_eq!(said("domain/a.rs", "use crate::{error::Error, engine::{desk, erp}};").len(), 2);
    assert_eq!(said("domain/a.rs", "use crate::Desk;"), ["uses crate::Desk, of engine"]);
    assert_eq!(said("domain/a.rs", "use crate::Erp as Other;"), ["uses crate::Erp, of engine"]);
    assert_eq!(said("domain/a/b.rs", "use super::super::super::store::Row;"), ["uses super::super::super::store::Row, of store"]);
    assert_eq!(said("domain/a.rs", "fn f() { crate::store::open() }"), ["uses crate::store::open, of store"]);
    assert_eq!(said("store/a.rs", "use crate::engine::desk;"), ["uses crate::engine::desk, of engine"]);
    assert_eq!(said("store/mod.rs", "use crate::ffi::raw;"), ["uses crate::ffi::raw, of ffi"]);
    assert_eq!(said("ffi/a.rs", "use crate::store::Row;"), ["uses crate::store::Row, of store"]);
    assert_eq!(said("error.rs", "use crate::domain::id;"), ["uses crate::domain::id, of domain"]);
    assert_eq!(said("store/sqlite/a.rs", "use crate::store::postgres::b;"), ["the driver sqlite uses crate::store::postgres::b"]);
}

#[test]
fn an_allowed_use_is_not_named() {
    let none: [&str; 0] = [];
    assert_eq!(said("domain/a/b.rs", "use super::c;\nuse super::super::d;\nuse crate::{Error, domain::e};\nuse serde::Serialize;"), none);
    assert_eq!(said("engine/a.rs", "use crate::store::{self, Row};\nuse crate::domain::id::Id;"), none);
    assert_eq!(said("store/sqlite/a.rs", "use rusqlite::Connection;\nuse crate::store::row;\nuse super::b;"), none);
    assert_eq!(said("ffi/a.rs", "use crate::{Desk, Error};"), none);
}

#[test]
fn a_foreign_crate_in_the_wrong_place_is_named() {
    for path in ["domain/a.rs", "engine/a.rs", "ffi/a.rs", "error.rs"] {
        assert_eq!(said(path, "use rusqlite::Connection;"), ["uses rusqlite::Connection"], "{path}");
        assert_eq!(said(path, "type C = rusqlite::Connection;"), ["uses rusqlite::Connection"], "{path}");
    }
    assert_eq!(said("domain/a.rs", "use std::{fmt, fs, time::Duration};").len(), 2);
    assert_eq!(said("engine/a.rs", "fn f() { std::env::var(\"A\"); }"), ["uses std::env::var"]);
    assert_eq!(said("store/a.rs", "use std::net::TcpStream;"), ["uses std::net::TcpStream"]);
}

#[test]
fn sql_outside_the_store_is_named() {
    for text in [
        "SELECT id\\n FROM customer",
        "update customer set name = $1",
        "INSERT INTO a VALUES (1)",
        "BEGIN IMMEDIATE",
        "PRAGMA foreign_keys",
    ] {
        let code = format!("const A: &str = \"{text}\";").replace("\\n", "\n");
        assert_eq!(said("engine/a.rs", &code).len(), 1, "{text}");
        assert_eq!(said("store/a.rs", &code).len(), 0, "{text}");
    }
    assert_eq!(said("engine/a.rs", "const A: &str = r#\"DELETE FROM a WHERE \"b\" = 1\"#;").len(), 1);
    assert_eq!(said("engine/a.rs", "// SELECT a FROM b\nconst A: &str = \"select an address to go on\";").len(), 0);
}

#[test]
fn words_that_stand_nowhere_are_named() {
    assert_eq!(said("engine/a.rs", "fn f() { println!(\"a\"); }"), ["says println!"]);
    assert_eq!(said("engine/a.rs", "fn f() { a().unwrap(); }"), ["says .unwrap()"]);
    assert_eq!(said("engine/a.rs", "fn f() { SystemTime::now() }"), ["says SystemTime::now"]);
    assert_eq!(said("engine/clock.rs", "fn f() { SystemTime::now() }").len(), 0);
    assert_eq!(said("engine/a.rs", "/// a().unwrap()\nfn f() {}\n#[cfg(test)]\nmod tests { fn g() { a(\"}\").unwrap(); } }").len(), 0);
    assert_eq!(said("engine/a.rs", "#[cfg(test)]\nmod tests { fn g() { '}'; } }\nfn f() { a().unwrap(); }"), ["says .unwrap()"]);
    assert_eq!(said("stray.rs", ""), ["stray is no known module"]);
}

#[test]
fn unsafe_code_outside_its_file_is_named() {
    assert_eq!(said("domain/a.rs", "fn f() { unsafe { g() } }"), ["has unsafe code"]);
    assert_eq!(said("domain/a.rs", "#[unsafe(no_mangle)] fn f() {}"), ["has unsafe code"]);
    assert_eq!(said("ffi/a.rs", "pub unsafe extern \"C\" fn f() {}"), ["has unsafe code"]);
    assert_eq!(said("ffi/a.rs", "#[unsafe(no_mangle)]\npub extern \"C\" fn f(g: Option<unsafe extern \"C\" fn()>) {}").len(), 0);
    assert_eq!(said("ffi/raw.rs", "fn f() { unsafe { g() } }").len(), 0);
    assert_eq!(said("domain/a.rs", "#![deny(unsafe_code)]\n// unsafe\nconst A: &str = \"unsafe { }\";").len(), 0);
}
