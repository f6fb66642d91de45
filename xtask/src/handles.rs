//! Writes the C program that calls every function with NULL, garbage, wrong and freed handles and wants a status each time.

use std::collections::BTreeSet;
use std::fmt::Write;
use std::fs;
use std::path::PathBuf;

use crate::api::{self, Api, Arg, Function, Role};
use crate::sh;

/// Where living handles come from that cannot be made from nothing: `static void make_handles(void)`, which sets `living_<type>`.
const MAKER: &str = "tests/c/make_handles.h";

const FRAME: &str = include_str!("handles.h");

/// Handles that nobody gave out.
const GARBAGE: [&str; 4] = ["-1", "1", "INT64_MAX", "INT64_MIN"];

/// Where the program is written.
pub fn path() -> PathBuf {
    sh::target().join("c-programs").join("handles.c")
}

/// Writes the program from `bindings/api.json`.
pub fn write() -> Result<(), String> {
    let maker = sh::root().join(MAKER);
    let text = program(&api::read()?, maker.exists().then(|| maker.to_string_lossy().into_owned()).as_deref())?;
    let path = path();
    let folder = path.parent().unwrap_or(&path);
    fs::create_dir_all(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    fs::write(&path, text).map_err(|error| format!("{}: {error}", path.display()))
}

/// The text of the file with `make_handles` and of what it includes beside it.
fn made_by_hand(path: &str) -> Result<String, String> {
    let folder = PathBuf::from(path).parent().map(PathBuf::from).unwrap_or_default();
    let own = fs::read_to_string(path).map_err(|error| format!("{path}: {error}"))?;
    let included = own.lines().filter_map(|line| line.strip_prefix("#include \"")?.strip_suffix('"'));
    let others = included.map(|name| fs::read_to_string(folder.join(name)).map_err(|error| format!("{name}: {error}")));
    Ok(others.collect::<Result<Vec<_>, _>>()?.concat() + &own)
}

/// How one argument is passed.
#[derive(Clone)]
enum Pass {
    Valid,
    Null,
    Given(String),
}

/// What must come of a call.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Want {
    Anything,
    Failure,
    BadHandle,
}

impl Want {
    fn failure_if(required: bool) -> Self {
        if required { Self::Failure } else { Self::Anything }
    }
}

/// The program's text. `maker` is the file with `make_handles`.
fn program(api: &Api, maker: Option<&str>) -> Result<String, String> {
    let Api { kinds, functions } = api;
    if kinds.len() < 2 {
        return Err(format!("{} kinds of handles: too few to confuse one with another", kinds.len()));
    }
    let mut text = FRAME.to_owned();
    for kind in kinds {
        let _ = writeln!(text, "static {kind} living_{kind};");
    }
    frees(&mut text, functions, kinds);
    let by_hand = maker.map(made_by_hand).transpose()?.unwrap_or_default();
    match maker {
        Some(path) => drop(writeln!(text, "\n#include \"{path}\"")),
        None => text.push_str("\nstatic void make_handles(void) {}\n"),
    }
    for function in functions {
        cases(&mut text, function, kinds);
    }
    main_function(&mut text, functions, kinds, &by_hand);
    Ok(text)
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
    let _ = writeln!(text, "\nstatic void try_{}(int when) {{\n    if (when == 0) {{", function.name);
    let all_null = vec![Pass::Null; function.args.len()];
    let wanted = Want::failure_if(function.args.iter().any(|arg| required(function, arg)));
    call(text, function, "NULL everywhere", &all_null, wanted, kinds);
    for (at, arg) in function.args.iter().enumerate() {
        bad_argument(text, function, at, arg, kinds);
    }
    text.push_str("    } else {\n");
    for (at, arg) in function.args.iter().enumerate().filter(|(_, arg)| arg.role == Role::Handle) {
        let freed = Pass::Given(format!("living_{}", arg.of));
        call(text, function, &format!("{} was freed", arg.name), &one(function, at, freed), Want::BadHandle, kinds);
    }
    text.push_str("        (void)0;\n    }\n}\n");
}

/// Whether this argument may not be NULL or 0. `_free(0)` does nothing.
fn required(function: &Function, arg: &Arg) -> bool {
    match arg.role {
        Role::Handle => !arg.optional && !function.is_free(),
        Role::Text | Role::Bytes | Role::Out => !arg.optional,
        _ => false,
    }
}

/// One argument wrong in every way that its role allows, the others right.
fn bad_argument(text: &mut String, function: &Function, at: usize, arg: &Arg, kinds: &BTreeSet<String>) {
    let wanted = Want::failure_if(required(function, arg));
    let mut bad = |what: &str, pass: Pass, want: Want| {
        call(text, function, &format!("{} is {what}", arg.name), &one(function, at, pass), want, kinds);
    };
    match arg.role {
        Role::Handle => {
            bad("0", Pass::Null, if wanted == Want::Failure { Want::BadHandle } else { wanted });
            for value in GARBAGE {
                bad(value, Pass::Given(value.to_owned()), Want::BadHandle);
            }
            for other in kinds.iter().filter(|kind| **kind != arg.of) {
                bad(&format!("a {other}"), Pass::Given(format!("living_{other}")), Want::BadHandle);
            }
        }
        Role::Text => {
            bad("NULL", Pass::Null, wanted);
            bad("not UTF-8", Pass::Given("\"\\xff\"".to_owned()), Want::Failure);
        }
        Role::Bytes | Role::Out => bad("NULL", Pass::Null, wanted),
        Role::Constant(_) => bad("no constant", Pass::Given("INT32_MAX".to_owned()), Want::Failure),
        _ => {}
    }
}

/// All arguments valid but one.
fn one(function: &Function, at: usize, pass: Pass) -> Vec<Pass> {
    let mut all = vec![Pass::Valid; function.args.len()];
    all[at] = pass;
    all
}

/// One call, what must be true of its result, and the return of whatever it gave.
fn call(text: &mut String, function: &Function, what: &str, how: &[Pass], want: Want, kinds: &BTreeSet<String>) {
    let args: Vec<_> = function.args.iter().zip(how).enumerate().map(|(at, (arg, pass))| written(at, arg, pass)).collect();
    let invoked = format!("{}({})", function.name, args.join(", "));
    let checked = match want {
        _ if function.returns == "void" => invoked,
        _ if !function.returns_status() => format!("(void){invoked}"),
        Want::Anything => format!("may_fail({invoked})"),
        Want::Failure => format!("must_fail({invoked})"),
        Want::BadHandle => format!("must_be_bad_handle({invoked})"),
    };
    let _ = writeln!(text, "        begin(\"{}\", \"{what}\");\n        {checked};", function.name);
    let must_fail = want != Want::Anything && function.returns_status();
    for (at, (arg, _)) in function.args.iter().zip(how).enumerate().filter(|(_, (_, pass))| matches!(pass, Pass::Valid)) {
        after(text, at, arg, must_fail, kinds);
    }
}

/// What holds for an output after the call; what came out is given back.
fn after(text: &mut String, at: usize, arg: &Arg, must_fail: bool, kinds: &BTreeSet<String>) {
    let of = arg.pointee();
    if arg.role == Role::Out && must_fail {
        let _ = writeln!(text, "        must_be_empty(\"{}\", &slots[{at}], sizeof({of}));", arg.name);
    }
    if arg.role == Role::Out && !must_fail && kinds.contains(of) {
        let _ = writeln!(text, "        give_back_{of}(*({of} *)(void *)&slots[{at}]);");
    }
    if arg.role == Role::Error {
        let _ = writeln!(text, "        must_be_told({}, &slots[{at}], sizeof({of}));", u8::from(must_fail));
        let _ = writeln!(text, "        give_back_{of}(*({of} *)(void *)&slots[{at}]);");
    }
}

/// An argument as C writes it.
fn written(at: usize, arg: &Arg, pass: &Pass) -> String {
    let of = &arg.of;
    match (&arg.role, pass) {
        (Role::Handle, Pass::Given(value)) => format!("({of})(intptr_t){value}"),
        (Role::Handle, Pass::Valid) => format!("living_{of}"),
        (Role::Out | Role::Error, Pass::Valid) => format!("({of})(void *)&slots[{at}]"),
        (Role::Text | Role::Bytes, Pass::Given(value)) => format!("({of})(const void *){value}"),
        (Role::Text | Role::Bytes, Pass::Valid) => format!("({of})(const void *)\"a\""),
        (Role::Constant(valid), Pass::Valid) => valid.clone(),
        (Role::Len, _) => format!("({of})1"),
        (_, Pass::Given(value)) => format!("({of}){value}"),
        _ => format!("({of})0"),
    }
}

fn main_function(text: &mut String, functions: &[Function], kinds: &BTreeSet<String>, by_hand: &str) {
    text.push_str("\nint main(void) {\n    make_handles();\n");
    make_living(text, functions, kinds, by_hand);
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

/// Makes living handles where `make_handles` did not: from nothing or from those that are there. `by_hand` is its text.
fn make_living(text: &mut String, functions: &[Function], kinds: &BTreeSet<String>, by_hand: &str) {
    let none_gives = |kind: &String| maker(functions, kind, kinds).is_none();
    let made = |kind: &String| by_hand.contains(&format!("&living_{kind},"));
    let mut there: BTreeSet<String> = kinds.iter().filter(|kind| made(kind) || none_gives(kind)).cloned().collect();
    while let Some((kind, maker)) = kinds.difference(&there).find_map(|kind| Some((kind.clone(), maker(functions, kind, &there)?))) {
        let pass = |arg: &Arg| match &arg.role {
            Role::Handle => format!("living_{}", arg.of),
            Role::Constant(valid) => valid.clone(),
            Role::Out | Role::Error if arg.gives(&kind) => format!("&living_{kind}"),
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
        let tells = function.args.iter().any(|arg| arg.role == Role::Error && arg.gives(kind));
        tells && function.args.iter().all(|arg| arg.role != Role::Handle) && function.args.iter().any(|arg| required(function, arg))
    };
    let gives = |function: &Function| {
        let outs: Vec<_> = function.args.iter().filter(|arg| arg.role == Role::Out).collect();
        let known = |arg: &Arg| match arg.role {
            Role::Handle => there.contains(&arg.of),
            Role::Text | Role::Bytes => arg.optional,
            _ => true,
        };
        outs.len() == 1 && outs[0].gives(kind) && function.args.iter().all(known)
    };
    functions.iter().find(|function| fails(function)).or_else(|| functions.iter().find(|function| gives(function)))
}

#[cfg(test)]
#[path = "handles_tests.rs"]
mod tests;
