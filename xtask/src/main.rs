//! The project's own commands: `cargo xtask test`, `lint`, `libs`, `generate`, `form`.

mod api;
mod c;
mod form;
mod handles;
mod libs;
mod lint;
mod report;
mod sh;
mod symbols;
mod test;
mod tools;

use std::process::ExitCode;

use report::Report;

const USAGE: &str = "\
cargo xtask test [--no-install]   every test: Rust, documentation, C programs, generated files, exported symbols
cargo xtask c NAME                one C program of examples/c or tests/c in every way, `handles` is the driver of bad handles
cargo xtask lint [--no-install]   format, clippy, documentation, licences and sources of the dependencies
cargo xtask libs [--mimalloc|--domain-only]  the shared and the static C library, into target/c and target/c-domain
cargo xtask generate              include/clientela.h and bindings/api.json, from src/ffi; docs/settings.*, from the table
cargo xtask form                  the consent forms and document previews of the examples as HTML, PDF and PNG, into target/form and target/preview;
                                  needs a browser (CHROME) and pdftoppm

--no-install prints what is missing instead of installing it.";

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    match args.as_slice() {
        ["test"] => test::test(true),
        ["test", "--no-install"] => test::test(false),
        ["c", name] => c_program(name),
        ["lint"] => lint::lint(true),
        ["lint", "--no-install"] => lint::lint(false),
        ["libs"] => done(libs::build(libs::ALL, &[])),
        ["libs", "--mimalloc"] => done(libs::build(libs::ALL, &["--features", "mimalloc"])),
        ["libs", "--domain-only"] => done(libs::build(&[libs::Kind::Domain], &[])),
        ["generate"] => done(sh::run("cargo", &["run", "--quiet", "-p", "generator"])),
        ["form"] => done(form::print()),
        _ => done(Err(USAGE.to_owned())),
    }
}

fn c_program(name: &str) -> ExitCode {
    let mut report = Report::default();
    c::one(&mut report, name);
    report.finish()
}

fn done(outcome: Result<(), String>) -> ExitCode {
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("{message}");
            ExitCode::FAILURE
        }
    }
}
