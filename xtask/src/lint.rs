//! `cargo xtask lint`: what can be said about the code without running it.

use std::process::ExitCode;

use crate::report::Report;
use crate::{sh, tools};

const CLIPPY: [&[&str]; 3] = [
    &["--workspace", "--all-targets", "--features", "clientela/testing,clientela/capi"],
    &["--lib", "--no-default-features"],
    &["--lib", "--no-default-features", "--features", "capi"],
];

/// Format, clippy, documentation, dependencies: all are run, also after a failure.
pub fn lint(install: bool) -> ExitCode {
    let mut report = Report::default();
    report.check("format", || sh::run("cargo", &["fmt", "--all", "--check"]));
    for what in CLIPPY {
        report.check(&format!("clippy {}", what.join(" ")), || clippy(what));
    }
    report.check("documentation without warnings", documentation);
    report.check("licences, bans and sources of the dependencies", || deny(install));
    report.finish()
}

fn clippy(what: &[&str]) -> Result<(), String> {
    sh::run("cargo", &[&["clippy", "--locked"], what, &["--", "-D", "warnings"]].concat())
}

fn documentation() -> Result<(), String> {
    let mut command = sh::command("cargo", &["doc", "--locked", "--no-deps", "--features", "testing,capi"]);
    command.env("RUSTDOCFLAGS", "-Dwarnings");
    let (passed, _) = sh::tee(command)?;
    if passed { Ok(()) } else { Err("cargo doc failed".to_owned()) }
}

/// Every dependency has an allowed licence and source; of what a host links, none is there twice.
fn deny(install: bool) -> Result<(), String> {
    let tool = tools::cargo_deny(install)?;
    let tool = tool.to_string_lossy();
    sh::run(&tool, &["--workspace", "--locked", "check", "licenses", "sources"])?;
    sh::run(&tool, &["--locked", "check", "bans"])
}
