//! The story of the till is kept word for word: what it prints is what a newcomer reads first.

use std::path::Path;
use std::process::Command;

/// Runs the example and gives what it prints.
fn told(arguments: &[&str]) -> String {
    let mut command = Command::new(env!("CARGO"));
    command.args(["run", "--quiet", "--example", "till", "--"]).args(arguments).current_dir(env!("CARGO_MANIFEST_DIR"));
    let output = command.output().expect("cargo runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("the story is text")
}

fn kept(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples").join(name);
    std::fs::read_to_string(path).expect("the story is kept")
}

#[test]
fn the_till_tells_its_story_word_for_word() {
    assert_eq!(told(&[]), kept("till.txt"));
}

#[test]
fn a_second_run_doubles_nothing_and_the_erased_stays_refused() {
    let folder = tempfile::tempdir().expect("a folder");
    let store = folder.path().join("till.db");
    let store = store.to_str().expect("a path in UTF-8");
    assert_eq!(told(&["--store", store]), kept("till.txt"));
    assert_eq!(told(&["--store", store]), kept("till-again.txt"));
}
