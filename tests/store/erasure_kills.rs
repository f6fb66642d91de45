//! Two hundred erasures and purges that are killed: before COMMIT, after the ledger has it, and in the purge. Whoever was to go is untouched or
//! gone, the ledger is honoured, and the next purge leaves no byte of those who are gone.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
#[cfg(unix)]
use std::process::Command;

use clientela::store::FileLedger;
use clientela::{Engine, ErrorKind, Purged};

use crate::faulty::{self, Fault, FaultyLedger, Fuse, ledger_of};
#[cfg(unix)]
use crate::kills::ROLE;
use crate::kills::{acknowledge, persons_are_whole_or_gone, role, start};
use crate::shop;

const TEST: &str = "erasure_kills::two_hundred_kills_leave_whoever_was_to_go_untouched_or_gone";
const ROUNDS: usize = 200;

/// One of them goes in a round at most.
const CUSTOMERS: usize = ROUNDS + 10;

/// Where a process is killed.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
enum At {
    /// At one of the statements of the erasing transaction.
    Statement,
    /// When the ledger has the entry and the database has not committed.
    Ledger,
    /// While the purge writes the file anew.
    Purge,
}

/// What the child does; the argument names the customer, or says at which statement of whose erasure it dies.
fn play(what: &str, argument: &str, path: &Path) {
    let (customer, statement) = argument.split_once('/').unwrap_or((argument, "0"));
    let customer: usize = customer.parse().expect("a number");
    match what {
        "statement" => {
            let fuse = Fuse::new(Fault::Dies);
            let engine = faulty::engine(path, &fuse);
            let id = shop::customer(&engine, customer);
            fuse.light(statement.parse().expect("a number"));
            let _ = shop::erp(&engine).anonymize(id);
        }
        "ledger" => {
            let ledger = FaultyLedger { inner: FileLedger::at(ledger_of(path)), fault: Fault::Dies, after: true };
            let engine = Engine::open(path, shop::options().ledger(Box::new(ledger))).expect("the store opens");
            let _ = shop::erp(&engine).anonymize(shop::customer(&engine, customer));
        }
        "purge" => {
            let engine = shop::open(path);
            shop::erp(&engine).anonymize(shop::customer(&engine, customer)).expect("anonymized");
            acknowledge("erased");
            shop::erp(&engine).purge().expect("purged");
            acknowledge("purged");
        }
        _ => unreachable!("a role"),
    }
}

/// Lets a child die, or kills it once it has written so much of the log; says whether it met its end on the way.
fn killed(role: &str, path: &Path, written: Option<u64>) -> bool {
    let mut child = start(TEST, role, path);
    let mut said = BufReader::new(child.stderr.take().expect("piped")).lines().map_while(Result::ok);
    if let Some(written) = written {
        assert_eq!(said.next().as_deref(), Some("done erased"));
        let log = path.with_extension("db-wal");
        let length = || std::fs::metadata(&log).map_or(0, |log| log.len());
        while length() < written && child.try_wait().expect("a child").is_none() {
            std::thread::yield_now();
        }
        child.kill().expect("killed");
    }
    let ended = child.wait().expect("ended");
    !ended.success() && said.all(|line| line != "done purged")
}

/// The bytes of all files of the store.
fn bytes(folder: &Path) -> Vec<Vec<u8>> {
    let files = std::fs::read_dir(folder).expect("a folder").map(|file| file.expect("a file").path());
    files.map(|file: PathBuf| std::fs::read(file).expect("readable")).collect()
}

/// Whether the address of a customer stands in any file.
fn is_in_bytes(folder: &Path, customer: usize) -> bool {
    let address = format!("mail{customer}@");
    bytes(folder).iter().any(|file| memchr::memmem::find(file, address.as_bytes()).is_some())
}

#[test]
fn two_hundred_kills_leave_whoever_was_to_go_untouched_or_gone() {
    if let Some((what, argument, path)) = role() {
        return play(&what, &argument, &path);
    }
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("shop.db");
    shop::seed(&shop::open(&path), CUSTOMERS);
    let (mut gone, mut met) = (BTreeSet::new(), BTreeMap::new());
    for round in 0..ROUNDS {
        let at = [At::Statement, At::Ledger, At::Purge][round % 3];
        let length = std::fs::metadata(&path).unwrap().len();
        let met_its_end = match at {
            At::Statement => killed(&format!("statement {round}/{}", 1 + round % 40), &path, None),
            At::Ledger => killed(&format!("ledger {round}"), &path, None),
            At::Purge => killed(&format!("purge {round}"), &path, Some(length * (round as u64 / 3 % 8) / 8)),
        };
        *met.entry(at).or_insert(0) += usize::from(met_its_end);
        let engine = shop::open(&path);
        let seen = shop::desk(&engine, "till-1").customer(shop::customer(&engine, round));
        let is_gone = seen.is_err_and(|error| error.kind() == ErrorKind::Erased);
        assert_eq!(is_gone, at != At::Statement, "round {round}, killed at {at:?}");
        assert!(!engine.take_notices().contains(&"ledger.rebuilt"), "the ledger never falls behind");
        // A purge may be over before the kill comes.
        let waits = shop::erp(&engine).purge_pending().unwrap();
        assert!(!is_gone || waits || at == At::Purge && !is_in_bytes(folder.path(), round), "the purge waits, or was whole");
        gone.extend(is_gone.then(|| format!("s{round}")));
        drop(engine);
        persons_are_whole_or_gone(&path, &gone);
    }
    assert!(met.values().all(|times| *times >= 20) && met.len() == 3, "{met:?}");
    let engine = shop::open(&path);
    assert!(engine.verify_journal().unwrap().findings.is_empty());
    assert_eq!(shop::erp(&engine).purge().unwrap(), Purged::Done);
    drop(engine);
    for customer in 0..CUSTOMERS {
        assert_eq!(is_in_bytes(folder.path(), customer), !gone.contains(&format!("s{customer}")), "customer {customer}");
    }
}

/// A child none of whose files may grow beyond so many bytes: to it the disk is full.
#[cfg(unix)]
fn said_by_who_has_no_room(test: &str, path: &Path, bytes: u64) -> String {
    let limited = "trap '' XFSZ; ulimit -f \"$0\"; exec \"$@\"";
    let mut command = Command::new("sh");
    command.args(["-c", limited, &(bytes / 512).to_string()]).arg(std::env::current_exe().expect("this program"));
    let child = command.args([test, "--exact", "--nocapture"]).env(ROLE, format!("purge - {}", path.display())).output();
    let output = child.expect("a child");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stderr).expect("text")
}

#[cfg(unix)]
#[test]
fn a_purge_without_room_on_the_disk_stays_pending_and_loses_nothing() {
    if let Some((_, _, path)) = role() {
        let engine = shop::open(&path);
        let refused = shop::erp(&engine).purge().map_err(|error| error.kind());
        let pending = shop::erp(&engine).purge_pending().expect("readable");
        return acknowledge(&format!("{refused:?} {pending}"));
    }
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("shop.db");
    let engine = shop::open(&path);
    shop::seed(&engine, 40);
    shop::erp(&engine).anonymize(shop::customer(&engine, 7)).unwrap();
    drop(engine);
    let rows = shop::rows_of_file(&path);
    let length = std::fs::metadata(&path).unwrap().len();
    let test = "erasure_kills::a_purge_without_room_on_the_disk_stays_pending_and_loses_nothing";
    assert_eq!(said_by_who_has_no_room(test, &path, length / 2), "done Err(Io) true\n");
    assert!(shop::rows_of_file(&path) == rows, "nothing is lost");
    assert_eq!(said_by_who_has_no_room(test, &path, 8 * length), "done Ok(Done) false\n", "with room it is done");
    assert_eq!(shop::rows_of_file(&path)["subject"], rows["subject"]);
    assert!(!is_in_bytes(folder.path(), 7) && is_in_bytes(folder.path(), 8));
}
