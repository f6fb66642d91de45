//! Damaged files: opened or refused with a typed error, never a panic; a refused file stays as it is.

use std::path::{Path, PathBuf};
use std::time::Duration;

use clientela::domain::id::SubjectId;
use clientela::store::{JournalQuery, ListQuery};
use clientela::{Engine, Error, ErrorKind, Result};

use crate::faulty::ledger_of;
use crate::shop;

const PAGE: usize = 4096;

/// Steps through numbers as good as random, the same on every run.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).expect("31 bits") % end
    }
}

/// A store in a folder of its own: its file, its ledger, and who is in it.
struct Sound {
    _folder: tempfile::TempDir,
    path: PathBuf,
    file: Vec<u8>,
    ledger: Vec<u8>,
    customers: Vec<SubjectId>,
}

fn sound() -> Sound {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("shop.db");
    let engine = shop::open(&path);
    shop::seed(&engine, 12);
    let customers: Vec<SubjectId> = (0..12).map(|i| shop::customer(&engine, i)).collect();
    shop::erp(&engine).anonymize(customers[3]).expect("anonymized");
    shop::erp(&engine).purge().expect("purged");
    drop(engine);
    let (file, ledger) = (std::fs::read(&path).expect("a file"), std::fs::read(ledger_of(&path)).expect("a ledger"));
    Sound { _folder: folder, path, file, ledger, customers }
}

/// What came of trying: refused, opened and damaged inside, or as if nothing was.
#[derive(Default, Debug)]
struct Counts {
    refused: usize,
    noticed: usize,
    unharmed: usize,
}

impl Counts {
    fn tried(&self) -> usize {
        self.refused + self.noticed + self.unharmed
    }
}

impl Sound {
    fn try_variant(&self, name: &str, bytes: &[u8], counts: &mut Counts) {
        for suffix in ["db-wal", "db-shm"] {
            let _ = std::fs::remove_file(self.path.with_extension(suffix));
        }
        std::fs::write(&self.path, bytes).expect("written");
        std::fs::write(ledger_of(&self.path), &self.ledger).expect("written");
        match Engine::open(&self.path, shop::options().wait(Duration::ZERO)) {
            Err(error) => {
                is_typed(name, &error);
                assert!(std::fs::read(&self.path).expect("a file") == bytes, "{name}: refused ({error}) and changed");
                counts.refused += 1;
            }
            Ok(engine) => match self.use_all(&engine, counts.tried().is_multiple_of(4)) {
                Ok(findings) => *if findings == 0 { &mut counts.unharmed } else { &mut counts.noticed } += 1,
                Err(error) => {
                    is_typed(name, &error);
                    counts.noticed += 1;
                }
            },
        }
    }

    /// Goes through everything; the first error that is not the rightful answer ends it.
    fn use_all(&self, engine: &Engine, also_write: bool) -> Result<usize> {
        let desk = shop::try_desk(engine, "till-1")?;
        let mut results: Vec<Result<()>> = vec![
            desk.customers(&ListQuery { limit: 100, ..ListQuery::default() }).map(drop),
            desk.search("fam 1", 20).map(drop),
            shop::erp(engine).journal(&JournalQuery::default()).map(drop),
            read_every_cell(&self.path),
        ];
        for id in &self.customers {
            results.push(desk.customer(*id).map(drop).or_else(gone));
            results.push(shop::erp(engine).plan_anonymization(*id).map(drop).or_else(gone));
        }
        if also_write {
            results.push(desk.save(&mut shop::draft(&desk, "new-1")).map(drop));
            results.push(shop::erp(engine).anonymize(self.customers[5]).map(drop));
        }
        let findings = engine.verify_journal().map(|verified| verified.findings.len());
        results.into_iter().collect::<Result<Vec<()>>>()?;
        findings
    }
}

fn gone(error: Error) -> Result<()> {
    if error.kind() == ErrorKind::Erased { Ok(()) } else { Err(error) }
}

fn read_every_cell(path: &Path) -> Result<()> {
    use clientela::store::sql::Driver;
    let driver = clientela::store::sqlite::Sqlite::open(path, Duration::ZERO)?;
    let columns = driver.columns()?;
    let mut session = driver.read()?;
    columns.iter().try_for_each(|(table, column)| {
        session.query(&format!("SELECT \"{column}\" FROM \"{table}\""), &[], &mut |row| row.cell(0).map(drop))
    })
}

/// Damage is never reported as a fault of the library or as success of somebody else's.
fn is_typed(name: &str, error: &Error) {
    let typed = [
        ErrorKind::Damaged,
        ErrorKind::NotAStore,
        ErrorKind::TooNew,
        ErrorKind::NotFound,
        ErrorKind::Conflict,
        ErrorKind::Io,
        ErrorKind::Erased,
        ErrorKind::Invalid,
    ];
    assert!(typed.contains(&error.kind()), "{name}: {error:?}");
}

#[test]
fn a_file_with_flipped_bits_is_opened_or_refused() {
    let (sound, mut numbers, mut counts) = (sound(), Numbers(1), Counts::default());
    for i in 0..1000 {
        let mut bytes = sound.file.clone();
        let mut flipped = Vec::new();
        for _ in 0..[1, 1, 1, 3, 20][i % 5] {
            let area = if i % 4 == 0 {
                100
            } else if i % 4 == 1 {
                PAGE
            } else {
                bytes.len()
            };
            let (at, bit) = (numbers.below(area), numbers.below(8));
            bytes[at] ^= 1 << bit;
            flipped.push((at, bit));
        }
        sound.try_variant(&format!("flipped {flipped:?}"), &bytes, &mut counts);
    }
    assert!(counts.refused > 50 && counts.noticed > 50, "{counts:?}");
}

#[test]
fn a_file_that_was_cut_off_is_opened_or_refused() {
    let (sound, mut numbers, mut counts) = (sound(), Numbers(2), Counts::default());
    let pages = sound.file.len() / PAGE;
    for i in 0..500 {
        let length = match i {
            0..200 => 1 + i,
            _ if i % 2 == 0 => (1 + numbers.below(pages - 1)) * PAGE,
            _ => 1 + numbers.below(sound.file.len() - 1),
        };
        sound.try_variant(&format!("cut to {length}"), &sound.file[..length], &mut counts);
    }
    assert_eq!(counts.unharmed, 0, "{counts:?}");
}

#[test]
fn a_file_with_zeroed_or_swapped_pages_is_opened_or_refused() {
    let (sound, mut numbers, mut counts) = (sound(), Numbers(3), Counts::default());
    let pages = sound.file.len() / PAGE;
    for i in 0..500 {
        let mut bytes = sound.file.clone();
        let (page, other) = (i % pages, numbers.below(pages));
        let name = match i % 3 {
            0 => {
                bytes[page * PAGE..][..PAGE].fill(0);
                format!("page {page} zeroed")
            }
            1 => {
                let (start, length) = (numbers.below(bytes.len() - PAGE), numbers.below(PAGE));
                bytes[start..][..length].fill(0);
                format!("zeroed {length} from {start}")
            }
            _ => {
                bytes.copy_within(other * PAGE..(other + 1) * PAGE, page * PAGE);
                format!("page {page} as {other}")
            }
        };
        sound.try_variant(&name, &bytes, &mut counts);
    }
    assert!(counts.refused + counts.noticed > 150, "{counts:?}");
}

#[test]
fn a_damaged_log_loses_nothing_that_was_in_the_file() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("shop.db");
    shop::seed(&shop::open(&path), 2);
    let (file, ledger) = (std::fs::read(&path).unwrap(), std::fs::read(ledger_of(&path)).unwrap());
    let engine = shop::open(&path);
    shop::feed(&engine, &shop::lines(2));
    let log = std::fs::read(path.with_extension("db-wal")).unwrap();
    drop(engine);
    let mut numbers = Numbers(4);
    for i in 0..200 {
        let mut bytes = log.clone();
        if i % 2 == 0 {
            bytes.truncate(numbers.below(log.len()));
        } else {
            bytes[numbers.below(log.len())] ^= 1 << numbers.below(8);
        }
        std::fs::write(&path, &file).unwrap();
        std::fs::write(path.with_extension("db-wal"), &bytes).unwrap();
        std::fs::write(ledger_of(&path), &ledger).unwrap();
        let engine = shop::open(&path);
        let customers = shop::desk(&engine, "till-1").customers(&ListQuery { limit: 9, ..ListQuery::default() }).unwrap();
        assert!((2..=3).contains(&customers.rows.len()));
        assert_eq!(engine.verify_journal().unwrap().findings, vec![]);
    }
}
