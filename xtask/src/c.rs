//! The C programs: built by four compilers, run alone, under AddressSanitizer and under valgrind.

use std::fs;
use std::path::{Path, PathBuf};

use crate::libs::{self, Kind};
use crate::report::Report;
use crate::{handles, sh, symbols};

const WARNINGS: [&str; 5] = ["-Wall", "-Wextra", "-Wpedantic", "-Werror", "-g"];
const SANITIZERS: [&str; 3] = ["-fsanitize=address,undefined", "-fno-sanitize-recover=undefined", "-fno-omit-frame-pointer"];
const VALGRIND: [&str; 5] = ["valgrind", "--quiet", "--error-exitcode=9", "--leak-check=full", "--suppressions=tests/c/valgrind.supp"];

/// A program that runs longer hangs.
const PATIENCE: [&str; 3] = ["timeout", "--kill-after=5", "600"];

/// What a static library of Rust needs of the system.
const SYSTEM: [&str; 3] = ["-lpthread", "-ldl", "-lm"];

/// A compiler with its language, as it calls it, and the version of the language.
struct Compiler {
    name: &'static str,
    language: &'static str,
    standard: &'static str,
}

const COMPILERS: [Compiler; 4] = [
    Compiler { name: "gcc", language: "c", standard: "-std=c11" },
    Compiler { name: "clang", language: "c", standard: "-std=c11" },
    Compiler { name: "g++", language: "c++", standard: "-std=c++17" },
    Compiler { name: "clang++", language: "c++", standard: "-std=c++17" },
];

impl Compiler {
    fn front(&self) -> Vec<&str> {
        [&[self.standard][..], &WARNINGS, &["-I", "include", "-x", self.language]].concat()
    }
}

/// A program and the library it is linked with: `domain….c` with the domain's, others with the full one.
struct Program {
    source: PathBuf,
    kind: Kind,
}

impl Program {
    fn new(source: PathBuf) -> Self {
        let of_the_domain = stem(&source).starts_with("domain");
        Self { source, kind: if of_the_domain { Kind::Domain } else { Kind::Full } }
    }

    fn name(&self) -> String {
        stem(&self.source)
    }

    fn built(&self, how: &str) -> PathBuf {
        sh::target().join("c-programs").join(format!("{}-{how}", self.name()))
    }
}

fn stem(path: &Path) -> String {
    path.file_stem().unwrap_or_default().to_string_lossy().into_owned()
}

/// Everything about C, check by check.
pub fn suite(report: &mut Report) {
    for compiler in &COMPILERS {
        for width in ["-m64", "-m32"] {
            report.check(&format!("the header alone, {} {} {width}", compiler.name, compiler.standard), || header(compiler, width));
        }
    }
    if !report.check("the C libraries are built", || libs::build(libs::ALL, &[])) {
        return;
    }
    libraries(report);
    report.check("the driver of bad handles is written from bindings/api.json", handles::write);
    let programs = programs();
    report
        .check("the C programs are found", || if programs.is_empty() { Err("none in examples/c and tests/c".to_owned()) } else { Ok(()) });
    for program in programs.iter().chain([&Program::new(handles::path())]) {
        program_checks(report, program);
    }
    if sh::root().join("examples/c/till.c").exists() {
        report.check("till.c tells what the Rust till tells, byte for byte", same_story);
    }
}

/// One program in every way, `handles` is the driver of bad handles.
pub fn one(report: &mut Report, name: &str) {
    let mut programs = programs();
    programs.push(Program::new(handles::path()));
    programs.retain(|program| program.name() == name);
    report.check("such a program is there", || if programs.is_empty() { Err(format!("{name}: no C program")) } else { Ok(()) });
    if report.check("the C libraries are built", || libs::build(libs::ALL, &[])) && report.check("the driver is written", handles::write) {
        programs.iter().for_each(|program| program_checks(report, program));
    }
}

fn header(compiler: &Compiler, width: &str) -> Result<(), String> {
    let mut words = compiler.front();
    words.extend(["-fsyntax-only", width, "include/clientela.h"]);
    if compiler.name.starts_with("clang") {
        words.insert(0, "-Wno-pragma-once-outside-header");
    }
    sh::capture(compiler.name, &words).map(drop)
}

fn libraries(report: &mut Report) {
    for kind in libs::ALL {
        report.check(&format!("exported symbols = header, {} library", kind.name()), || symbols::exported_is_declared(*kind));
    }
    for kind in libs::ALL {
        report.check(&format!("the name inside the {} shared library", kind.name()), || symbols::has_soname(&kind.shared()));
    }
    report.check("no SQLite in the domain's shared library", || symbols::holds_sqlite(&Kind::Domain.shared(), false));
    report.check("no SQLite in the domain's static library", || symbols::holds_sqlite(&Kind::Domain.fixed(), false));
    report.check("SQLite is found where it is", || symbols::holds_sqlite(&Kind::Full.shared(), true));
}

/// Every program of `examples/c` and `tests/c`.
fn programs() -> Vec<Program> {
    let mut sources = Vec::new();
    for folder in ["examples/c", "tests/c"] {
        let entries = fs::read_dir(sh::root().join(folder)).into_iter().flatten().filter_map(Result::ok);
        sources.extend(entries.map(|entry| entry.path()).filter(|path| path.extension().is_some_and(|end| end == "c")));
    }
    sources.sort();
    sources.into_iter().map(Program::new).collect()
}

fn program_checks(report: &mut Report, program: &Program) {
    let name = program.name();
    for compiler in &COMPILERS {
        report.check(&format!("{name}, {} {}", compiler.name, compiler.standard), || {
            let built = build(program, compiler, "plain", &[])?;
            run(&[], &built)
        });
    }
    for compiler in &COMPILERS[..2] {
        report.check(&format!("{name}, {} with AddressSanitizer and leak check", compiler.name), || {
            let built = build(program, compiler, "asan", &SANITIZERS)?;
            run(&["env", "ASAN_OPTIONS=detect_leaks=1"], &built)
        });
    }
    report.check(&format!("{name}, valgrind"), || run(&VALGRIND, &program.built("gcc-plain")));
    report.check(&format!("{name}, static library"), || run(&[], &build_static(program)?));
}

fn build(program: &Program, compiler: &Compiler, how: &str, flags: &[&str]) -> Result<PathBuf, String> {
    let library = program.kind.folder().to_string_lossy().into_owned();
    let rest = ["-L", &library, "-lclientela", &format!("-Wl,-rpath,{library}")];
    compile(program, compiler, how, &[flags, &rest].concat())
}

fn build_static(program: &Program) -> Result<PathBuf, String> {
    let library = program.kind.fixed().to_string_lossy().into_owned();
    compile(program, &COMPILERS[0], "static", &[&["-x", "none", &library][..], &SYSTEM].concat())
}

fn compile(program: &Program, compiler: &Compiler, how: &str, rest: &[&str]) -> Result<PathBuf, String> {
    let built = program.built(&format!("{}-{how}", compiler.name));
    let (source, to) = (program.source.to_string_lossy(), built.to_string_lossy());
    let folder = sh::target().join("c-programs");
    fs::create_dir_all(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let _ = fs::remove_file(&built);
    let words = [&compiler.front()[..], &[&source, "-o", &to], rest].concat();
    sh::capture(compiler.name, &words)?;
    Ok(built)
}

/// Runs a program in the project's root, below another program where one is given.
fn run(below: &[&str], program: &Path) -> Result<(), String> {
    output(below, program).map(drop)
}

fn output(below: &[&str], program: &Path) -> Result<Vec<u8>, String> {
    let program = program.to_string_lossy();
    let words = [&PATIENCE[..], below, &[&program]].concat();
    sh::capture_bytes(sh::command(words[0], &words[1..]))
}

fn same_story() -> Result<(), String> {
    let till = Program::new(sh::root().join("examples/c/till.c"));
    let from_c = output(&[], &till.built("gcc-plain"))?;
    let from_rust = sh::capture_bytes(sh::command("cargo", &["run", "--quiet", "--locked", "--release", "--example", "till"]))?;
    first_difference(&from_c, &from_rust)
}

fn first_difference(from_c: &[u8], from_rust: &[u8]) -> Result<(), String> {
    if from_c == from_rust {
        return if from_c.is_empty() { Err("both say nothing".to_owned()) } else { Ok(()) };
    }
    let (c, rust) = (String::from_utf8_lossy(from_c), String::from_utf8_lossy(from_rust));
    let same = c.lines().zip(rust.lines()).take_while(|(one, other)| one == other).count();
    let line = |text: &str| text.lines().nth(same).unwrap_or("(nothing)").to_owned();
    Err(format!("line {}\nC:    {}\nRust: {}", same + 1, line(&c), line(&rust)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_stories_differ_from_their_first_different_line() {
        assert!(first_difference(b"a\nb\n", b"a\nb\n").is_ok());
        assert!(first_difference(b"", b"").is_err());
        assert_eq!(first_difference(b"a\nb\n", b"a\nc\n"), Err("line 2\nC:    b\nRust: c".to_owned()));
        assert!(first_difference(b"a\n", b"a\n\n").is_err());
    }
}
