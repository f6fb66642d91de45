//! Writes the C program that calls every function with NULL, garbage, wrong and freed handles and wants a status each time.

use std::collections::BTreeSet;
use std::fmt::Write;
use std::fs;
use std::path::PathBuf;

use crate::api::{self, Arg, Function, Role};
use crate::sh;

/// Where living handles come from that cannot be made from nothing: `static void make_handles(void)`, which sets `living_<type>`.
const MAKER: &str = "tests/c/make_handles.h";

const FRAME: &str = include_str!("handles.h");

/// Handles that nobody gave out.
const GARBAGE: [(&str, &str); 4] = [("-1", "-1"), ("1", "1"), ("INT64_MAX", "INT64_MAX"), ("INT64_MIN", "INT64_MIN")];

/// Where the program is written.
pub fn path() -> PathBuf {
    sh::target().join("c-programs").join("handles.c")
}

/// Writes the program from `bindings/api.json`.
pub fn write() -> Result<(), String> {
    let maker = sh::root().join(MAKER);
    let text = program(&api::functions()?, maker.exists().then(|| maker.to_string_lossy().into_owned()).as_deref())?;
    let path = path();
    let folder = path.parent().unwrap_or(&path);
    fs::create_dir_all(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    fs::write(&path, text).map_err(|error| format!("{}: {error}", path.display()))
}

/// How one argument is passed.
#[derive(Clone)]
enum Pass {
    Valid,
    Null,
    Given(String),
}

/// The program's text. `maker` is the file with `make_handles`.
fn program(functions: &[Function], maker: Option<&str>) -> Result<String, String> {
    let kinds = kinds(functions);
    if kinds.len() < 2 {
        return Err(format!("{} kinds of handles: too few to confuse one with another", kinds.len()));
    }
    let mut text = FRAME.to_owned();
    for kind in &kinds {
        let _ = writeln!(text, "static {kind} living_{kind};");
    }
    frees(&mut text, functions, &kinds);
    match maker {
        Some(path) => drop(writeln!(text, "\n#include \"{path}\"")),
        None => text.push_str("\nstatic void make_handles(void) {}\n"),
    }
    for function in functions {
        cases(&mut text, function, &kinds);
    }
    main_function(&mut text, functions, &kinds);
    Ok(text)
}

/// The types of all handles.
fn kinds(functions: &[Function]) -> BTreeSet<String> {
    let args = functions.iter().flat_map(|function| &function.args);
    let given = args.filter(|arg| arg.role == Role::Handle).map(|arg| arg.of.clone());
    let errors = functions.iter().flat_map(|function| &function.args).filter(|arg| arg.role == Role::Error).map(Arg::pointee);
    given.chain(errors).collect()
}

/// A function for each kind that gives a handle back, where the API has one.
fn frees(text: &mut String, functions: &[Function], kinds: &BTreeSet<String>) {
    for kind in kinds {
        let name = format!("{kind}_free");
        let known = functions.iter().any(|function| function.name == name);
        let body = if known { format!("{name}(handle);") } else { "(void)handle;".to_owned() };
        let _ = writeln!(text, "static void give_back_{kind}({kind} handle) {{ {body} }}");
    }
}

/// Every call of one function: with living handles first (`when` 0), after all were freed (`when` 1).
fn cases(text: &mut String, function: &Function, kinds: &BTreeSet<String>) {
    let _ = writeln!(text, "\nstatic void try_{}(int when) {{", function.name);
    text.push_str("    if (when == 0) {\n");
    null_everywhere(text, function);
    for (at, arg) in function.args.iter().enumerate() {
        match arg.role {
            Role::Handle => bad_handles(text, function, at, kinds),
            Role::Out => bad_pointer(text, function, at, "NULL", Pass::Null),
            Role::In if arg.is_pointer() => bad_pointer(text, function, at, "NULL", Pass::Null),
            _ => {}
        }
        if arg.is_text() {
            bad_pointer(text, function, at, "not UTF-8", Pass::Given("\"\\xff\"".to_owned()));
        }
    }
    text.push_str("    } else {\n");
    for (at, arg) in function.args.iter().enumerate().filter(|(_, arg)| arg.role == Role::Handle) {
        let freed = format!("living_{}", arg.of);
        call(text, function, &format!("{} was freed", arg.name), &one(function, at, Pass::Given(freed)), true);
    }
    text.push_str("        (void)0;\n    }\n}\n");
}

fn null_everywhere(text: &mut String, function: &Function) {
    let wanted = function.args.iter().any(|arg| required(function, arg));
    call(text, function, "NULL everywhere", &vec![Pass::Null; function.args.len()], wanted);
}

/// Whether this argument may not be NULL or 0. `_free(0)` does nothing.
fn required(function: &Function, arg: &Arg) -> bool {
    match arg.role {
        Role::Handle => !arg.optional && !function.is_free(),
        Role::In => !arg.optional && arg.is_pointer(),
        Role::Out => !arg.optional,
        _ => false,
    }
}

fn bad_handles(text: &mut String, function: &Function, at: usize, kinds: &BTreeSet<String>) {
    let arg = &function.args[at];
    call(text, function, &format!("{} is 0", arg.name), &one(function, at, Pass::Null), required(function, arg));
    for (name, value) in GARBAGE {
        call(text, function, &format!("{} is {name}", arg.name), &one(function, at, Pass::Given(value.to_owned())), true);
    }
    for kind in kinds.iter().filter(|kind| **kind != arg.of) {
        let other = Pass::Given(format!("living_{kind}"));
        call(text, function, &format!("{} is a {kind}", arg.name), &one(function, at, other), true);
    }
}

fn bad_pointer(text: &mut String, function: &Function, at: usize, what: &str, pass: Pass) {
    let arg = &function.args[at];
    let wanted = !arg.optional || !matches!(pass, Pass::Null);
    call(text, function, &format!("{} is {what}", arg.name), &one(function, at, pass), wanted);
}

/// All arguments valid but one.
fn one(function: &Function, at: usize, pass: Pass) -> Vec<Pass> {
    let mut all = vec![Pass::Valid; function.args.len()];
    all[at] = pass;
    all
}

/// One call, what must be true of its result, and the return of whatever it gave.
fn call(text: &mut String, function: &Function, what: &str, how: &[Pass], must_fail: bool) {
    let args: Vec<_> = function.args.iter().zip(how).enumerate().map(|(at, (arg, pass))| written(at, arg, pass)).collect();
    let invoked = format!("{}({})", function.name, args.join(", "));
    let _ = writeln!(text, "        begin(\"{}\", \"{what}\");", function.name);
    if !function.returns_status() {
        let ignored = if function.returns == "void" { "" } else { "(void)" };
        let _ = writeln!(text, "        {ignored}{invoked};");
    } else if must_fail {
        let _ = writeln!(text, "        must_fail({invoked});");
    } else {
        let _ = writeln!(text, "        may_fail({invoked});");
    }
    for (at, (arg, _)) in function.args.iter().zip(how).enumerate().filter(|(_, (_, pass))| matches!(pass, Pass::Valid)) {
        after(text, function, at, arg, must_fail);
    }
}

/// What holds for an output after the call; an error object that came out is given back.
fn after(text: &mut String, function: &Function, at: usize, arg: &Arg, must_fail: bool) {
    let of = arg.pointee();
    let must_fail = must_fail && function.returns_status();
    if arg.role == Role::Out && must_fail {
        let _ = writeln!(text, "        must_be_empty(\"{}\", &slots[{at}], sizeof({of}));", arg.name);
    }
    if arg.role == Role::Error {
        let _ = writeln!(text, "        must_be_told({}, &slots[{at}], sizeof({of}));", u8::from(must_fail));
        let _ = writeln!(text, "        give_back_{of}(*({of} *)(void *)&slots[{at}]);");
    }
}

/// An argument as C writes it.
fn written(at: usize, arg: &Arg, pass: &Pass) -> String {
    let of = &arg.of;
    match (arg.role, pass) {
        (Role::Handle, Pass::Given(value)) => format!("({of})(intptr_t){value}"),
        (Role::Handle, Pass::Valid) => format!("living_{of}"),
        (Role::Out | Role::Error, Pass::Valid) => format!("({of})(void *)&slots[{at}]"),
        (Role::In, Pass::Given(value)) => format!("({of})(const void *){value}"),
        (Role::In, Pass::Valid) if arg.is_pointer() => format!("({of})(const void *)input.text"),
        (Role::Len, _) => format!("({of})1"),
        _ => format!("({of})0"),
    }
}

fn main_function(text: &mut String, functions: &[Function], kinds: &BTreeSet<String>) {
    text.push_str("\nint main(void) {\n    make_handles();\n");
    make_living(text, functions, kinds);
    for kind in kinds {
        let _ = writeln!(text, "    must_live(\"{kind}\", (intptr_t)living_{kind});");
    }
    for function in functions {
        let _ = writeln!(text, "    try_{}(0);", function.name);
    }
    for kind in kinds {
        let _ = writeln!(text, "    give_back_{kind}(living_{kind});");
    }
    for function in functions {
        let _ = writeln!(text, "    try_{}(1);", function.name);
    }
    if functions.iter().any(|function| function.name == "clientela_library_handles") {
        text.push_str("    clientela_library_handles(&slots[0].number, NULL);\n    none_left(slots[0].number);\n");
    }
    text.push_str("    return ended();\n}\n");
}

/// Makes living handles where `make_handles` did not: from nothing first, then from those that are there.
fn make_living(text: &mut String, functions: &[Function], kinds: &BTreeSet<String>) {
    let mut there = BTreeSet::new();
    while let Some((kind, maker)) = kinds.difference(&there).find_map(|kind| Some((kind.clone(), maker(functions, kind, &there)?))) {
        let pass = |arg: &Arg| match arg.role {
            Role::Handle => format!("living_{}", arg.of),
            Role::Out | Role::Error if arg.pointee() == kind => format!("&living_{kind}"),
            _ => format!("({})0", arg.of),
        };
        let args: Vec<_> = maker.args.iter().map(pass).collect();
        let _ = writeln!(text, "    if (!living_{kind}) (void){}({});", maker.name, args.join(", "));
        there.insert(kind);
    }
}

/// A function that makes a handle of this kind of what is there already. An error object comes out of any failure.
fn maker<'a>(functions: &'a [Function], kind: &str, there: &BTreeSet<String>) -> Option<&'a Function> {
    let fails = |function: &Function| {
        let tells = function.args.iter().any(|arg| arg.role == Role::Error && arg.pointee() == kind);
        tells && function.args.iter().all(|arg| arg.role != Role::Handle) && function.args.iter().any(|arg| required(function, arg))
    };
    let gives = |function: &Function| {
        let outs: Vec<_> = function.args.iter().filter(|arg| arg.role == Role::Out).collect();
        let known = |arg: &Arg| match arg.role {
            Role::Handle => there.contains(&arg.of),
            Role::In => !arg.is_pointer(),
            _ => true,
        };
        outs.len() == 1 && outs[0].pointee() == kind && function.args.iter().all(known)
    };
    functions.iter().find(|function| fails(function)).or_else(|| functions.iter().find(|function| gives(function)))
}

#[cfg(test)]
#[path = "handles_tests.rs"]
mod tests;
