//! An erasure on the shop data, from its plan to its certificate: `cargo run --release --example erasure`.

use std::collections::BTreeMap;
use std::error::Error;
use std::sync::Arc;

use clientela::domain::certificate::ErasureAnswer;
use clientela::domain::erasure::{Action, Plan};
use clientela::domain::id::{Code, SubjectId};
use clientela::domain::message::Language;
use clientela::domain::rights::Rights;
use clientela::domain::setting::{Place, Setting};
use clientela::{Engine, Erp, NewAcknowledgement, Options, PersonFormat, Purged, ScanReport, Seat, StandingClock};

#[path = "story/feeds.rs"]
mod feeds;

type Outcome<T = ()> = Result<T, Box<dyn Error>>;

/// 1 July 2026, 10:00 in Berlin.
const NOW: i64 = 1_782_892_800_000;

fn main() -> Outcome {
    let folder = std::env::temp_dir().join(format!("clientela-erasure-{}", std::process::id()));
    std::fs::create_dir_all(&folder)?;
    let told = tell(&folder.join("shop.db"));
    std::fs::remove_dir_all(&folder)?;
    told
}

fn tell(path: &std::path::Path) -> Outcome {
    let engine = Engine::open(path, Options::new(Arc::new(StandingClock::new(NOW, 120))))?;
    let erp = engine.erp(Code::parse("erp")?);
    feeds::feed_all(&erp)?;
    erp.set_setting(Setting::RetentionPack, &Place::Chain, Some("DE"))?;
    erp.set_setting(Setting::ErasureSystems, &Place::Chain, Some("webshop"))?;
    let [branch, station, operator] = ["berlin-mitte", "till-1", "jane"].map(Code::parse);
    let desk = engine.desk(Seat { branch: branch?, station: station?, operator: operator?, rights: Rights::all() })?;
    let number = |number: &str| Ok::<_, Box<dyn Error>>(desk.customer_by_number(number)?.stored.id);
    let (luis, koehler) = (number("1")?, number("2")?);
    plan(&erp.plan_anonymization(luis)?);
    explain(&erp, luis, koehler)?;
    run(&erp, luis)?;
    certificate(&erp, luis)
}

fn plan(plan: &Plan) {
    println!("1  The plan for customer 1: what goes, and what the law keeps, unseen\n");
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for item in &plan.items {
        let what = match &item.action {
            Action::Remove => "goes".to_owned(),
            Action::Replace(word) => format!("becomes {word:?}"),
            Action::Keep { ground, until: Some(day) } => format!("stays until {day}: {ground}"),
            Action::Keep { ground, until: None } => format!("stays: {ground}"),
            Action::Unlink => "is no longer theirs".to_owned(),
            _ => "keeps its digest only".to_owned(),
        };
        let field = item.field.map_or("", |field| field.name());
        *counts.entry(format!("{} {field}: {what}", item.record.name())).or_default() += 1;
    }
    counts.iter().for_each(|(line, count)| println!("   {count:>3}  {line}"));
    println!("   {:>3}  values of the journal go", plan.journal_values);
    println!("   {:>3}  mentions in notes about others go", plan.scrubs.iter().map(|scrub| scrub.count).sum::<u32>());
    println!("   {:>3}  purchases still point at fewer than three people", plan.singled_out.len());
}

fn explain(erp: &Erp, luis: SubjectId, koehler: SubjectId) -> Outcome {
    println!("\n2  Why not yet?\n");
    let rules = erp.retention()?;
    for (customer, id) in [(1, luis), (2, koehler)] {
        let why = erp.why_not_yet(id, &rules)?;
        let blockers: Vec<String> = why.blockers.iter().map(ToString::to_string).collect();
        let possible = why.possible_from.map_or("when that is settled".to_owned(), |day| day.to_string());
        println!(
            "   customer {customer}: {}; possible from {possible}",
            if blockers.is_empty() { "nothing in the way".to_owned() } else { blockers.join(", ") }
        );
        if let Some(day) = why.complete_from {
            println!("      the last of it is gone on {day}");
        }
    }
    Ok(())
}

fn run(erp: &Erp, luis: SubjectId) -> Outcome {
    println!("\n3  The run, the purge of the bytes, and the search for what is left\n");
    let mut sought = erp.sought(luis)?;
    println!("   before: {}", said(&erp.scan(&mut sought)?));
    println!("   the run: erasure number {} of this store", erp.anonymize(luis)?.epoch);
    println!("   the purge: {}", if erp.purge()? == Purged::Done { "done" } else { "a reader is in the way" });
    println!("   after: {}", said(&erp.scan(&mut sought)?));
    Ok(())
}

fn said(report: &ScanReport) -> String {
    let found = report.residues.len();
    let found = if found == 0 { "nothing is left".to_owned() } else { format!("found at {found} places") };
    format!("{found}; {} kept by law; {} columns searched", report.kept.len(), report.columns)
}

fn certificate(erp: &Erp, luis: SubjectId) -> Outcome {
    println!("\n4  The certificate, once the web shop has answered\n");
    for (subject, _) in erp.certificate(luis)?.persons {
        let (system, answer) = (Code::parse("webshop")?, ErasureAnswer::Erased);
        erp.acknowledge_erasure(&NewAcknowledgement { system, subject, answer, at: None, keeps_until: None })?;
    }
    let mut json = Vec::new();
    erp.write_certificate(luis, PersonFormat::Json, Language::English, &mut json)?;
    println!("{}", String::from_utf8(json)?);
    Ok(())
}
