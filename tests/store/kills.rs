//! Processes that are killed: nothing acknowledged is lost, a person is either untouched or gone, the ledger is honoured.

use std::collections::BTreeSet;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStderr, Command, Stdio};
use std::sync::mpsc;

use clientela::domain::field::Field;
use clientela::store::sqlite::Sqlite;
use clientela::store::{FileLedger, Ledger};
use clientela::{Engine, ErrorKind};

use crate::faulty::{self, Fault, FaultyLedger, Fuse, ledger_of};
use crate::shop;

/// How often processes are killed.
const ROUNDS: usize = 40;

/// How many customers wait for their anonymization.
const CUSTOMERS: usize = 400;

/// The most a process does before it ends by itself.
const MOST: usize = 30;

/// What a child is told; the parent has none of it.
pub const ROLE: &str = "CLIENTELA_TEST_ROLE";

/// Starts this program again with one test only, which then plays the role.
pub fn start(test: &str, role: &str, path: &Path) -> Child {
    let program = std::env::current_exe().expect("this program");
    let mut command = Command::new(program);
    command.args([test, "--exact", "--nocapture"]).env(ROLE, format!("{role} {}", path.display()));
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::piped()).spawn().expect("a child")
}

/// The role this process plays, with its argument and the store.
pub fn role() -> Option<(String, String, PathBuf)> {
    let text = std::env::var(ROLE).ok()?;
    let mut parts = text.splitn(3, ' ').map(str::to_owned);
    Some((parts.next()?, parts.next()?, parts.next()?.into()))
}

/// Says that something is done. Standard error holds nothing back; in one piece, so that no kill leaves half a line.
pub fn acknowledge(what: &str) {
    std::io::stderr().write_all(format!("done {what}\n").as_bytes()).expect("the parent listens");
}

fn play(role: &str, argument: &str, path: &Path) {
    match role {
        "write" => write(&shop::open(path), argument),
        "erase" => erase(&shop::open(path)),
        "die" => die_at(argument.parse().expect("a number"), path),
        "die-ledger" => die_in_the_ledger(argument == "after", path),
        _ => unreachable!("a role"),
    }
}

fn write(engine: &Engine, station: &str) {
    let desk = shop::desk(engine, station);
    for i in 0..MOST {
        let number = format!("{station}-{i}");
        desk.save(&mut shop::draft(&desk, &number)).expect("saved");
        acknowledge(&number);
    }
}

fn erase(engine: &Engine) {
    for i in (0..CUSTOMERS).skip_while(|i| is_erased(engine, *i)).take(MOST) {
        if !shop::erp(engine).anonymize(shop::customer(engine, i)).expect("anonymized").repeated {
            acknowledge(&format!("s{i}"));
        }
    }
}

fn is_erased(engine: &Engine, i: usize) -> bool {
    shop::desk(engine, "till-1").customer(shop::customer(engine, i)).is_err()
}

fn die_at(statement: u64, path: &Path) {
    let fuse = Fuse::new(Fault::Dies);
    let engine = faulty::engine(path, &fuse);
    let id = shop::customer(&engine, 1);
    fuse.light(statement);
    shop::erp(&engine).anonymize(id).expect("anonymized");
    fuse.put_out();
    acknowledge("s1");
}

fn die_in_the_ledger(after: bool, path: &Path) {
    let ledger = FaultyLedger { inner: FileLedger::at(ledger_of(path)), fault: Fault::Dies, after };
    let engine = Engine::open(path, shop::options().ledger(Box::new(ledger))).expect("the store opens");
    let _ = shop::erp(&engine).anonymize(shop::customer(&engine, 1));
}

/// Kills the children after the last of them acknowledged so many things; gives everything that was acknowledged.
fn kill_after(mut children: Vec<Child>, count: usize) -> Vec<String> {
    let (sender, receiver) = mpsc::channel();
    let last = children.len() - 1;
    let readers: Vec<_> = (0..)
        .zip(&mut children)
        .map(|(index, child)| {
            let (errors, tell) = (child.stderr.take().expect("piped"), Some(sender.clone()).filter(|_| index == last));
            std::thread::spawn(move || listen(errors, tell.as_ref()))
        })
        .collect();
    drop(sender);
    receiver.iter().take(count).count();
    children.iter_mut().for_each(|child| child.kill().expect("killed"));
    for child in &mut children {
        child.wait().expect("ended");
    }
    let said = readers.into_iter().flat_map(|reader| reader.join().expect("read"));
    said.map(|line| line.strip_prefix("done ").unwrap_or_else(|| panic!("a child says: {line}")).to_owned()).collect()
}

fn listen(errors: ChildStderr, tell: Option<&mpsc::Sender<()>>) -> Vec<String> {
    let lines = BufReader::new(errors).lines().map_while(Result::ok);
    let told = lines.inspect(|_| {
        let _ = tell.map(|tell| tell.send(()));
    });
    told.collect()
}

#[test]
fn what_was_acknowledged_survives_any_number_of_kills() {
    if let Some((role, argument, path)) = role() {
        return play(&role, &argument, &path);
    }
    let test = "kills::what_was_acknowledged_survives_any_number_of_kills";
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("shop.db");
    shop::seed(&shop::open(&path), CUSTOMERS);
    let (mut written, mut erased) = (Vec::new(), BTreeSet::new());
    for round in 0..ROUNDS {
        let mut roles = [format!("write a{round}"), format!("write b{round}"), "erase -".to_owned()];
        roles.rotate_left(round % 3);
        let children = roles.iter().map(|role| start(test, role, &path)).collect();
        let (gone, new): (Vec<String>, Vec<String>) =
            kill_after(children, 2 + round % 7).into_iter().partition(|done| done.starts_with('s'));
        erased.extend(gone);
        holds(&path, &new, &erased);
        written.extend(new);
    }
    holds(&path, &written, &erased);
    assert!(written.len() > ROUNDS && erased.len() > ROUNDS / 2, "{} written, {} erased", written.len(), erased.len());
}

/// Everything that was acknowledged is there; what was not is whole or not there.
fn holds(path: &Path, written: &[String], erased: &BTreeSet<String>) {
    let engine = shop::open(path);
    let desk = shop::desk(&engine, "till-1");
    for number in written {
        let customer = desk.customer_by_number(number).expect("what was acknowledged is there");
        assert_eq!(customer.stored.values.get(Field::City), Some("Lisboa"));
        assert_eq!(customer.consents.len(), 1, "the consent is there with the customer");
    }
    assert!(engine.verify_journal().expect("readable").findings.is_empty());
    assert!(!engine.take_notices().contains(&"ledger.rebuilt"), "the ledger never falls behind");
    drop((desk, engine));
    persons_are_whole_or_gone(path, erased);
}

pub fn persons_are_whole_or_gone(path: &Path, acknowledged: &BTreeSet<String>) {
    let driver = Sqlite::open(path, shop::WAIT).expect("the file opens");
    let sql = "SELECT source_id, erased, family_name, \
               (SELECT count(*) FROM address WHERE subject = id) + (SELECT count(*) FROM part WHERE subject = id), \
               coalesce((SELECT text FROM search_entry WHERE subject = id), '') \
               FROM subject WHERE source_id LIKE 's%'";
    let mut gone = BTreeSet::new();
    for [source, erased, family, values, words] in shop::ask(&driver, sql) {
        if erased.is_empty() {
            assert!(family.starts_with("Family"), "{source} is untouched");
            assert!(source.ends_with("-r") || (values == "4" && words.contains("family")), "{source} is untouched: {values}");
        } else {
            assert_eq!((family.as_str(), values.as_str(), words.as_str()), ("Anonymized", "0", ""), "{source} is gone");
            gone.insert(source);
        }
    }
    assert!(acknowledged.is_subset(&gone), "what was acknowledged is gone");
    let ledger = FileLedger::at(ledger_of(path)).after(0).expect("a ledger");
    let noted: BTreeSet<String> = ledger.iter().map(|entry| entry.source_id.as_ref().expect("fed").to_string()).collect();
    assert_eq!(noted, gone, "the ledger knows exactly who is gone");
}

#[test]
fn an_anonymization_killed_at_any_statement_is_all_or_nothing() {
    if let Some((role, argument, path)) = role() {
        return play(&role, &argument, &path);
    }
    let test = "kills::an_anonymization_killed_at_any_statement_is_all_or_nothing";
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("shop.db");
    shop::seed(&shop::open(&path), 3);
    let before = shop::rows_of_file(&path);
    for statement in 1.. {
        let acknowledged = kill_after(vec![start(test, &format!("die {statement}"), &path)], usize::MAX);
        let gone = is_gone(&path);
        persons_are_whole_or_gone(&path, &acknowledged.iter().cloned().collect());
        assert!(gone || shop::rows_of_file(&path) == before, "statement {statement}");
        if gone {
            assert!(statement > 40, "{statement} statements");
            return;
        }
    }
}

fn is_gone(path: &Path) -> bool {
    let engine = shop::open(path);
    let seen = shop::desk(&engine, "till-1").customer(shop::customer(&engine, 1));
    assert!(engine.verify_journal().expect("readable").findings.is_empty());
    seen.is_err_and(|error| error.kind() == ErrorKind::Erased)
}

#[test]
fn a_process_that_dies_before_the_ledger_knows_leaves_the_person_and_after_it_takes_the_person() {
    if let Some((role, argument, path)) = role() {
        return play(&role, &argument, &path);
    }
    let test = "kills::a_process_that_dies_before_the_ledger_knows_leaves_the_person_and_after_it_takes_the_person";
    for (when, expected) in [("before", false), ("after", true)] {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("shop.db");
        shop::seed(&shop::open(&path), 3);
        let before = shop::rows_of_file(&path);
        kill_after(vec![start(test, &format!("die-ledger {when}"), &path)], usize::MAX);
        assert!(shop::rows_of_file(&path) == before, "the database itself has not committed");
        assert_eq!(is_gone(&path), expected, "died {when} the ledger knew");
        persons_are_whole_or_gone(&path, &BTreeSet::new());
    }
}

#[test]
fn four_processes_write_one_new_file_and_nothing_is_lost() {
    if let Some((role, argument, path)) = role() {
        return play_many(&role, &argument, &path);
    }
    let test = "kills::four_processes_write_one_new_file_and_nothing_is_lost";
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("shop.db");
    let children: Vec<Child> = (0..4).map(|i| start(test, &format!("many {i}"), &path)).collect();
    let said: Vec<String> = children.into_iter().flat_map(said_by).collect();
    assert_eq!(said, (0..4).map(|i| format!("done {i}")).collect::<Vec<_>>());
    let engine = shop::open(&path);
    let desk = shop::desk(&engine, "till-1");
    for (child, i) in (0..4).flat_map(|child| (0..EACH).map(move |i| (child, i))) {
        assert!(desk.customer_by_number(&format!("c{child}-{i}")).is_ok(), "customer {i} of process {child}");
    }
    let verified = engine.verify_journal().unwrap();
    assert!(verified.findings.is_empty());
    let shared: Vec<_> = verified.heads.iter().map(|head| (head.origin.as_str(), head.length)).collect();
    assert!(shared.contains(&("till-0", 4 * EACH as u64)), "two processes, one chain, two entries each customer: {shared:?}");
    assert!(shared.contains(&("till-1", 4 * EACH as u64)), "{shared:?}");
}

/// How many customers each of several processes saves.
const EACH: usize = 40;

/// Two processes at each of two stations.
fn play_many(role: &str, argument: &str, path: &Path) {
    assert_eq!(role, "many");
    let child: usize = argument.parse().expect("a number");
    let engine = shop::open(path);
    shop::seed(&engine, 0);
    let desk = shop::desk(&engine, &format!("till-{}", child % 2));
    for i in 0..EACH {
        desk.save(&mut shop::draft(&desk, &format!("c{child}-{i}"))).expect("saved");
    }
    acknowledge(argument);
}

/// Waits for a child that ends well, and gives what it said.
pub fn said_by(child: Child) -> Vec<String> {
    let output = child.wait_with_output().expect("ended");
    let said = String::from_utf8(output.stderr).expect("text");
    assert!(output.status.success(), "{said}");
    said.lines().map(str::to_owned).collect()
}
