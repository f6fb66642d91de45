//! The story of the till is kept word for word: what it prints is what a newcomer reads first.

use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};

/// Runs the example and gives what it prints.
fn told(arguments: &[&str]) -> String {
    told_by("till", arguments)
}

fn told_by(example: &str, arguments: &[&str]) -> String {
    let mut command = Command::new(env!("CARGO"));
    command.args(["run", "--quiet", "--example", example, "--"]).args(arguments).current_dir(env!("CARGO_MANIFEST_DIR"));
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

#[test]
fn an_erasure_is_told_from_its_plan_to_its_certificate() {
    let told = told_by("erasure", &[]);
    let (before, certificate) = told.split_once("4  The certificate").expect("a certificate");
    for line in ["document addressee_name: stays until 2033-12-31", "customer 2: open_order", "before: found at", "after: nothing is left"]
    {
        assert!(before.contains(line), "{line}: {told}");
    }
    assert!(certificate.contains(r#""purge":"purged","complete":true"#), "{certificate}");
    assert!(!told.contains("Gon\u{e7}alves") && !certificate.contains("embraer"), "{told}");
}

/// Runs the example for an operator whose password is piped in.
fn session(store: &str, user_name: &str, password: &str) -> Output {
    let mut command = Command::new(env!("CARGO"));
    command.args(["run", "--quiet", "--example", "till", "--", "--store", store, "--as", user_name]);
    command.current_dir(env!("CARGO_MANIFEST_DIR")).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut running = command.spawn().expect("cargo runs");
    writeln!(running.stdin.take().expect("a pipe"), "{password}").expect("it reads");
    running.wait_with_output().expect("it ends")
}

/// What is said of one thing that was tried.
fn said(output: &Output, what: &str) -> String {
    let text = String::from_utf8_lossy(&output.stdout);
    let line = text.lines().find_map(|line| line.trim_start().strip_prefix(what)).unwrap_or_else(|| panic!("{what}: {output:?}"));
    line.trim().to_owned()
}

/// User name and password of a line of the README's table of operators.
fn operator_of(line: &str) -> Option<(&str, &str)> {
    let (user_name, rest) = line.strip_prefix("| `")?.split_once("` | `")?;
    Some((user_name, rest.split_once("` |")?.0))
}

#[test]
fn an_operator_of_the_example_types_the_password_and_does_what_they_may() {
    let folder = tempfile::tempdir().expect("a folder");
    let store = folder.path().join("till.db");
    let store = store.to_str().expect("a path in UTF-8");
    let readme = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/README.md")).expect("a README");
    let listed: Vec<(&str, &str)> = readme.lines().filter_map(operator_of).collect();
    assert_eq!(listed.len(), 5, "{listed:?}");
    for (user_name, password) in listed.iter().copied().filter(|(name, _)| *name != "ida") {
        let output = session(store, user_name, password);
        assert!(output.status.success(), "{output:?}");
        assert!(String::from_utf8_lossy(&output.stderr).contains("password: "));
        let may_record = if user_name == "tom" { "refused: you may not record consents" } else { "accepted (given)" };
        assert_eq!(said(&output, "he agrees on paper"), may_record, "{user_name}");
        let may_unlock = if user_name == "jane" { "done" } else { "refused: you may not unlock anybody" };
        assert_eq!(said(&output, "unlocking ida"), may_unlock, "{user_name}");
        assert_eq!(said(&output, "a call after signing out"), "refused: nobody is signed in here any more");
    }
    for (user_name, password) in [("tom", "tom-sells-recordz"), listed[4], ("nobody", "")] {
        let output = session(store, user_name, password);
        assert!(!output.status.success());
        let words = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(words.contains("user name or password is wrong, or you may not sign in"), "{words}");
    }
}
