//! `cargo xtask test`: every test of the project, and one line that counts them.

use std::process::ExitCode;

use crate::libs::Kind;
use crate::report::Report;
use crate::{c, sh, tools};

const FEATURES: &str = "clientela/testing,clientela/capi,clientela/seal,clientela/mimalloc";

/// Installs what is missing, runs everything, prints the count as the last line.
pub fn test(install: bool) -> ExitCode {
    let mut report = Report::default();
    let complete = report.check("the tools are there", || tools::ensure(install));
    if !complete && !install {
        return report.finish();
    }
    report.check("generated files are current", || sh::run("cargo", &["run", "--quiet", "--locked", "-p", "generator", "--", "--check"]));
    rust(&mut report);
    runner(&mut report, "examples in the documentation", &["test", "--locked", "--doc", "--features", "testing,capi,seal"]);
    report.check("the domain compiles alone", || sh::run("cargo", &["check", "--locked", "--no-default-features"]));
    c::suite(&mut report);
    oracles(&mut report, install);
    report.finish()
}

/// Asks programs that others wrote what they say of the same values.
fn oracles(report: &mut Report, install: bool) {
    report.check("prices as Python's decimal computes them", || sh::run("python3", &["tests/oracles/prices.py", "--check"]));
    report.check("numbers with check digits and phones as python-stdnum and phonenumbers see them", || {
        let packages = tools::python_packages(install)?;
        let mut python = sh::command("python3", &["tests/oracles/fields.py", &Kind::Domain.shared().to_string_lossy()]);
        python.env("PYTHONPATH", packages).env("PYTHONDONTWRITEBYTECODE", "1");
        let said = sh::capture_bytes(python)?;
        print!("{}", String::from_utf8_lossy(&said));
        Ok(())
    });
}

fn rust(report: &mut Report) {
    let name = "Rust tests";
    if sh::works("cargo", &["nextest", "--version"]) {
        runner(report, name, &["nextest", "run", "--locked", "--workspace", "--no-fail-fast", "--features", FEATURES]);
    } else {
        runner(report, name, &["test", "--locked", "--workspace", "--no-fail-fast", "--lib", "--bins", "--tests", "--features", FEATURES]);
    }
}

/// Runs a test runner and counts what it counted; one that counts nothing, or fails without a failed test, is a failure of its own.
fn runner(report: &mut Report, name: &str, words: &[&str]) {
    match sh::tee(sh::command("cargo", words)) {
        Ok((succeeded, said)) => {
            let count = count(&said);
            let silent = u64::from(count.passed + count.failed == 0 || (!succeeded && count.failed == 0));
            report.add(name, count.passed, count.failed + silent);
        }
        Err(why) => {
            println!("{why}");
            report.add(name, 0, 1);
        }
    }
}

#[derive(Debug, Default, PartialEq, Eq)]
struct Count {
    passed: u64,
    failed: u64,
}

/// Sums the closing lines of cargo test (`test result: …`) and nextest (`     Summary […] …`). What nextest repeats of a failed test is indented.
fn count(said: &str) -> Count {
    let mut sum = Count::default();
    for line in said.lines().filter(|line| line.starts_with("test result:") || line.starts_with("     Summary [")) {
        sum.passed += number_before(line, " passed");
        sum.failed += number_before(line, " failed") + number_before(line, " timed out") + number_before(line, " exec failed");
    }
    sum
}

fn number_before(line: &str, word: &str) -> u64 {
    let digits = |before: &str| before.rsplit(|c: char| !c.is_ascii_digit()).next().and_then(|digits| digits.parse().ok());
    line.find(word).and_then(|at| digits(&line[..at])).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_closing_lines_of_cargo_test_are_summed() {
        let said = "running 2 tests\ntest result: FAILED. 3 passed; 1 failed; 0 ignored; 0 measured\n\
                    test result: ok. 12 passed; 0 failed; 0 ignored";
        assert_eq!(count(said), Count { passed: 15, failed: 1 });
    }

    #[test]
    fn the_closing_line_of_nextest_is_read() {
        assert_eq!(count("     Summary [   0.012s] 7 tests run: 7 passed, 1 skipped"), Count { passed: 7, failed: 0 });
        let bad = "     Summary [   4.0s] 7 tests run: 3 passed (1 slow), 2 failed, 1 timed out, 0 skipped";
        assert_eq!(count(bad), Count { passed: 3, failed: 3 });
    }

    #[test]
    fn what_a_test_prints_is_not_counted() {
        assert_eq!(count("my own 9 passed, 9 failed\n    test result: FAILED. 0 passed; 1 failed;"), Count::default());
    }
}
