//! Printed consent forms as files: filled and blank, in German and in Polish, six consents each, one of which has no Polish text.
//! `cargo run --example form -- FOLDER`; `cargo xtask form` prints them with a browser.

use std::error::Error;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::{env, fs};

use clientela::domain::consent::{Intent, Method};
use clientela::domain::field::Field;
use clientela::domain::id::{Code, SubjectId};
use clientela::domain::rights::Rights;
use clientela::{Capture, Chance, Desk, Engine, FormRequest, Format, Options, Seat, StandingClock};

/// 1 July 2026, 10:00 in Berlin.
const NOW: i64 = 1_782_892_800_000;

const DEFINITIONS: &str = include_str!("definitions.jsonl");

const ASKED: [&str; 6] = ["data-storage", "newsletter-email", "offers-letter", "offers-phone", "offers-sms", "repair-status"];

/// Numbers that look like chance and are the same every time, so that a form has its number in every run.
struct Counted(AtomicU64);

impl Chance for Counted {
    fn fill(&self, bytes: &mut [u8]) -> clientela::Result<()> {
        for chunk in bytes.chunks_mut(8) {
            let mixed = self.0.fetch_add(1, Ordering::Relaxed).wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(29).to_le_bytes();
            chunk.copy_from_slice(&mixed[..chunk.len()]);
        }
        Ok(())
    }
}

type Outcome<T> = Result<T, Box<dyn Error>>;

fn main() -> Outcome<()> {
    let folder = env::args().nth(1).ok_or("the folder for the forms is missing")?;
    let desk = shop(Path::new(&folder))?;
    let anna = customer(&desk)?;
    for language in ["de", "pl"] {
        for (name, request) in [("filled", FormRequest::of(anna)), ("blank", FormRequest::blank())] {
            let request = request.language(language);
            let request = ASKED.iter().try_fold(request, |request, code| Code::parse(code).map(|code| request.about(code)))?;
            let form = desk.consent_form(&request)?;
            let path = Path::new(&folder).join(format!("form-{language}-{name}.html"));
            fs::write(&path, form.html)?;
            println!("{} {}", form.number, path.display());
        }
    }
    Ok(())
}

/// A shop that is made anew: its store lies in the folder until the next run.
fn shop(folder: &Path) -> Outcome<Desk> {
    fs::create_dir_all(folder)?;
    for end in ["", "-wal", "-shm", ".ledger"] {
        let _ = fs::remove_file(folder.join(format!("form.db{end}")));
    }
    let options = Options::new(Arc::new(StandingClock::new(NOW, 120))).chance(Arc::new(Counted(AtomicU64::new(1))));
    let engine = Engine::open(folder.join("form.db"), options)?;
    engine.erp(Code::parse("erp")?).feed(&Format::JsonLines, &mut DEFINITIONS.as_bytes())?;
    let [branch, station, operator] = ["berlin-mitte", "till-1", "jane"].map(Code::parse);
    Ok(engine.desk(Seat { branch: branch?, station: station?, operator: operator?, rights: Rights::all() })?)
}

fn customer(desk: &Desk) -> Outcome<SubjectId> {
    let mut draft = desk.new_customer("private")?;
    for (field, text) in [
        (Field::GivenName, "Anna"),
        (Field::FamilyName, "Kowalska-Müller"),
        (Field::Number, "10482"),
        (Field::Street, "Torstraße 125"),
        (Field::PostalCode, "10119"),
        (Field::City, "Berlin"),
        (Field::Country, "DE"),
        (Field::BirthDate, "1984-05-17"),
        (Field::Email, "anna.kowalska@example.org"),
        (Field::Phone, "+49 30 23125 060"),
    ] {
        draft.set(field, text);
    }
    let anna = desk.save(&mut draft)?.id;
    for (definition, intent) in [("data-storage", Intent::Give), ("newsletter-email", Intent::Give), ("offers-phone", Intent::Refuse)] {
        desk.record(anna, &Capture::new(Code::parse(definition)?, intent, Method::Paper).reference("form 4711"))?;
    }
    Ok(anna)
}
