//! `docs/features.md` says what exists: every call, every C function and every test that its table names is looked up.

mod support;

use std::collections::BTreeSet;
use std::fs;

use clientela::domain::{journal::EntryKind, rights::Right};
use support::{Source, block_end, in_name, lex, root, rust_files, sources, words};

const HEADER: [&str; 6] = ["id", "what", "Rust call", "C functions", "test", "state"];

/// Where the names of the table must exist.
struct Project {
    sources: Vec<Source>,
    header: String,
    tests: BTreeSet<String>,
    c_programs: BTreeSet<String>,
}

/// One line of the table.
struct Row {
    id: String,
    calls: Vec<String>,
    functions: Vec<String>,
    tests: Vec<String>,
    state: String,
}

/// The table's rows, or what is wrong with its form.
fn rows(text: &str) -> Result<Vec<Row>, String> {
    let mut lines = text.lines().filter(|line| line.starts_with('|'));
    if lines.next().map(cells).is_none_or(|cells| cells != HEADER) {
        return Err(format!("the table has not the columns {}", HEADER.join(", ")));
    }
    lines.skip(1).map(row).collect()
}

fn row(line: &str) -> Result<Row, String> {
    let columns = cells(line);
    let [id, _, calls, functions, tests, state] = columns.as_slice() else {
        return Err(format!("{line}: {} columns", columns.len()));
    };
    Ok(Row { id: id.clone(), calls: names(calls), functions: names(functions), tests: names(tests), state: state.clone() })
}

fn cells(line: &str) -> Vec<String> {
    line.trim().trim_matches('|').split('|').map(|cell| cell.trim().to_owned()).collect()
}

/// The names between backticks.
fn names(cell: &str) -> Vec<String> {
    cell.split('`').skip(1).step_by(2).map(|name| name.trim_end_matches("()").to_owned()).collect()
}

/// What the table claims and the project has not.
fn untrue(rows: &[Row], project: &Project) -> Vec<String> {
    let mut found = Vec::new();
    let mut ids = BTreeSet::new();
    for row in rows {
        let mut say = |what: &str| found.push(format!("{}: {what}", row.id));
        if !is_id(&row.id) || !ids.insert(&row.id) {
            say("no id of the catalogue, or twice");
        }
        if !matches!(row.state.as_str(), "done" | "part") {
            say("the state is neither done nor part");
        }
        if row.calls.is_empty() || row.tests.is_empty() {
            say("names no call or no test");
        }
        row.calls.iter().filter(|call| !has_call(project, call)).for_each(|call| say(&format!("no call {call}")));
        row.functions.iter().filter(|name| !has_function(project, name)).for_each(|name| say(&format!("no C function {name}")));
        row.tests.iter().filter(|test| !has_test(project, test)).for_each(|test| say(&format!("no test {test}")));
        let prefix = format!("{}_", row.id.to_lowercase());
        if !row.tests.iter().any(|test| test.rsplit("::").next().is_some_and(|name| name.starts_with(&prefix))) {
            say("no test is named after it");
        }
    }
    found
}

fn is_id(id: &str) -> bool {
    let digits = id.trim_start_matches(|c: char| c.is_ascii_uppercase());
    digits.len() + 1 == id.len() && !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit())
}

/// `Desk::find` is a function in an `impl` of `Desk`, or in `trait Desk`; `consent::state` is one in a module of that name; `find` is one anywhere.
fn has_call(project: &Project, call: &str) -> bool {
    let (owner, name) = call.rsplit_once("::").unwrap_or(("", call));
    let owner = owner.rsplit("::").next().unwrap_or("");
    project.sources.iter().any(|source| match owner.chars().next() {
        None => defines(&source.code, name),
        Some(first) if first.is_uppercase() => blocks(&source.code, owner).any(|block| defines(block, name)),
        Some(_) => source.module().contains(&owner) && defines(&source.code, name),
    })
}

fn defines(code: &str, name: &str) -> bool {
    words(code, name).any(|at| code[..at].trim_end().ends_with("fn"))
}

/// The bodies of `impl … owner …` and `trait owner`.
fn blocks<'a>(code: &'a str, owner: &'a str) -> impl Iterator<Item = &'a str> + 'a {
    let heads = words(code, "impl").chain(words(code, "trait"));
    heads.filter_map(move |at| {
        let open = at + code[at..].find('{')?;
        words(&code[at..open], owner).next().map(|_| &code[open..block_end(code, open)])
    })
}

fn has_function(project: &Project, name: &str) -> bool {
    words(&project.header, name).any(|at| project.header[at + name.len()..].starts_with('('))
}

/// A test is `name`, `file::name` or `file.c`.
fn has_test(project: &Project, test: &str) -> bool {
    let is_c = test.strip_suffix(".c").is_some();
    if is_c { project.c_programs.contains(test) } else { project.tests.contains(test) }
}

/// The tests of one file, as `name` and as `file::name`.
fn tests_in(file: &str, text: &str) -> BTreeSet<String> {
    let (code, _) = lex(text);
    let mut found = BTreeSet::new();
    for (at, mark) in code.match_indices("#[test]") {
        let rest = &code[at + mark.len()..];
        let name = words(rest, "fn").next().map(|fn_at| rest[fn_at + 2..].trim_start());
        let name: String = name.unwrap_or("").chars().take_while(|c| in_name(*c)).collect();
        found.insert(format!("{file}::{name}"));
        found.insert(name);
    }
    found
}

fn project() -> Project {
    let files = ["src", "tests"].into_iter().flat_map(|folder| rust_files(&root().join(folder)));
    let tests = files
        .flat_map(|path| {
            tests_in(&path.file_stem().expect("a name").to_string_lossy(), &fs::read_to_string(&path).expect("a readable file"))
        })
        .collect();
    let programs = ["examples/c", "tests/c"].into_iter().flat_map(|folder| fs::read_dir(root().join(folder)).into_iter().flatten());
    let c_programs = programs.map(|entry| entry.expect("a readable folder").file_name().to_string_lossy().into_owned()).collect();
    let header = fs::read_to_string(root().join("include/clientela.h")).unwrap_or_default();
    Project { sources: sources(), header, tests, c_programs }
}

#[test]
fn whatever_the_table_of_features_names_exists() {
    let text = fs::read_to_string(root().join("docs/features.md")).expect("docs/features.md");
    let rows = rows(&text).expect("a table");
    let found = untrue(&rows, &project());
    assert!(found.is_empty(), "\n{}", found.join("\n"));
}

/// What is said of a table with this one row, in a project with one call, one C function, one test and one C program.
fn said(row: &str) -> Vec<String> {
    let text = format!("| {} |\n|---|---|---|---|---|---|\n{row}", HEADER.join(" | "));
    let source = Source::new("engine/desk.rs", "impl<'a> Desk<'a> { pub fn find(&self) {} }\nimpl Erp { fn other() {} }\n// fn gone() {}");
    let project = Project {
        sources: vec![source],
        header: "clientela_status clientela_desk_find(clientela_desk desk);".to_owned(),
        tests: tests_in("rows", "#[test]\nfn p1_finds() {}\n// #[test]\nfn p1_helper() {}"),
        c_programs: BTreeSet::from(["till.c".to_owned()]),
    };
    rows(&text).map_or_else(|why| vec![why], |rows| untrue(&rows, &project))
}

#[test]
fn a_row_that_is_true_is_accepted() {
    let none: [&str; 0] = [];
    assert_eq!(said("| P1 | finds | `Desk::find` | `clientela_desk_find` | `rows::p1_finds`, `till.c` | done |"), none);
    assert_eq!(said("| P1 | finds | `desk::find()` | – | `p1_finds` | part |"), none);
}

#[test]
fn a_row_that_is_untrue_is_named() {
    let row =
        |calls: &str, functions: &str, tests: &str, state: &str| said(&format!("| P1 | a | {calls} | {functions} | {tests} | {state} |"));
    assert_eq!(row("`Erp::find`", "", "`p1_finds`", "done"), ["P1: no call Erp::find"]);
    assert_eq!(row("`gone`", "", "`p1_finds`", "done"), ["P1: no call gone"]);
    assert_eq!(row("`Desk::find`", "`clientela_desk`", "`p1_finds`", "done"), ["P1: no C function clientela_desk"]);
    assert_eq!(row("`Desk::find`", "", "`p1_finds`, `p1_helper`", "done"), ["P1: no test p1_helper"]);
    assert_eq!(row("`Desk::find`", "", "`p1_finds`, `gone.c`", "done"), ["P1: no test gone.c"]);
    assert_eq!(row("`Desk::find`", "", "`till.c`", "done"), ["P1: no test is named after it"]);
    assert_eq!(row("", "", "`p1_finds`", "done"), ["P1: names no call or no test"]);
    assert_eq!(row("`Desk::find`", "", "`p1_finds`", "soon"), ["P1: the state is neither done nor part"]);
    assert_eq!(said("| Q | a | `Desk::find` | | `p1_finds` | done |").len(), 2);
    assert_eq!(said("| P1 | a | `Desk::find` | done |").len(), 1);
}

/// The names in a line of a table of `docs/`.
fn told(file: &str, begins: &str) -> BTreeSet<String> {
    let text = fs::read_to_string(root().join("docs").join(file)).expect("docs");
    names(text.lines().find(|line| line.starts_with(begins)).expect("a line")).into_iter().collect()
}

#[test]
fn the_docs_name_every_right_and_kind_of_entry() {
    let feeds = told("feeds.md", "| `role` |");
    let missing: Vec<&str> = Right::ALL.iter().map(|right| right.name()).filter(|name| !feeds.contains(*name)).collect();
    assert!(missing.is_empty(), "feeds.md, role: {missing:?}");
    let kinds: BTreeSet<String> = EntryKind::ALL.iter().map(|kind| kind.name().to_owned()).collect();
    assert_eq!(told("journal.md", "| kinds of entry |"), kinds);
}
