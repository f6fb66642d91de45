//! What passed and what failed.

use std::process::ExitCode;

/// The count of every check so far, and the names of those that failed.
#[derive(Default)]
pub struct Report {
    passed: u64,
    failed: u64,
    failures: Vec<String>,
}

impl Report {
    /// Runs one check and counts it.
    pub fn check(&mut self, name: &str, check: impl FnOnce() -> Result<(), String>) -> bool {
        match check() {
            Ok(()) => {
                println!("ok    {name}");
                self.passed += 1;
                true
            }
            Err(why) => {
                println!("FAIL  {name}\n{}", why.trim_end());
                self.fail(name, 1);
                false
            }
        }
    }

    /// Counts what a test runner counted.
    pub fn add(&mut self, name: &str, passed: u64, failed: u64) {
        self.passed += passed;
        if failed > 0 {
            self.fail(name, failed);
        }
    }

    fn fail(&mut self, name: &str, count: u64) {
        self.failed += count;
        self.failures.push(name.to_owned());
    }

    /// Prints the failures and, alone on the last line, the count.
    pub fn finish(&self) -> ExitCode {
        if !self.failures.is_empty() {
            println!("\nfailed:");
            for name in &self.failures {
                println!("  {name}");
            }
        }
        println!("{} passed, {} failed", self.passed, self.failed);
        if self.failed == 0 && self.passed > 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
    }
}
