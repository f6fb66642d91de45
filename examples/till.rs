//! The story of a till: customers, consent, history and anonymization on real shop data.
//!
//! `cargo run --release --example till` tells it on a store that is gone afterwards; `-- --store PATH` keeps the store,
//! and a second run feeds the files again: nothing doubles, the erased stays refused.
//!
//! `-- --store PATH --as USER` asks for the password, signs in against the fed operators and does at that desk what they may do.

use std::collections::BTreeSet;
use std::error::Error;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use clientela::domain::consent::{Answer, Channel, Intent, Method, Purpose};
use clientela::domain::document::DocumentKind;
use clientela::domain::field::Field;
use clientela::domain::heads::Head;
use clientela::domain::history::{Criteria, History, filter};
use clientela::domain::id::{Code, SubjectId};
use clientela::domain::money::Currency;
use clientela::domain::rights::{Right, Rights};
use clientela::{Capture, Desk, DocumentDraft, Engine, Erp, ListQuery, Options, Purged, Question, Seat, StandingClock};

#[path = "story/details.rs"]
mod details;
#[path = "story/feeds.rs"]
mod feeds;
#[path = "session/mod.rs"]
mod session;

use details::details;
use feeds::feed_all;

type Outcome<T = ()> = Result<T, Box<dyn Error>>;

/// The story plays on 1 July 2026, 10:00 in Berlin.
const NOW: i64 = 1_782_892_800_000;

fn main() -> Outcome {
    let (kept, user_name) = arguments()?;
    if let (Some(path), Some(user_name)) = (&kept, user_name) {
        return session::hold(path, &user_name);
    }
    let scratch = std::env::temp_dir().join(format!("clientela-till-{}", std::process::id()));
    let path = kept.clone().unwrap_or_else(|| scratch.join("till.db"));
    if kept.is_none() {
        std::fs::create_dir_all(&scratch)?;
    }
    let told = tell(&path);
    if kept.is_none() {
        std::fs::remove_dir_all(&scratch)?;
    }
    told
}

/// The store to keep, and who signs in.
fn arguments() -> Outcome<(Option<PathBuf>, Option<String>)> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        [] => Ok((None, None)),
        ["--store", path] => Ok((Some(path.into()), None)),
        ["--store", path, "--as", user_name] => Ok((Some(path.into()), Some(user_name.to_owned()))),
        _ => Err("usage: till [--store PATH [--as USER]]".into()),
    }
}

fn tell(path: &Path) -> Outcome {
    let clock = Arc::new(StandingClock::new(NOW, 120));
    let engine = Engine::open(path, Options::new(clock).language("en"))?;
    let erp = engine.erp(Code::parse("erp")?);
    feed(&erp)?;
    let cashier = engine.desk(seat("tom", Rights::none().with(Right::ReadCustomers).with(Right::ReadConsents))?)?;
    let clerk = engine.desk(seat("jane", Rights::all())?)?;
    list(&clerk)?;
    let Some(luis) = search(&clerk)? else { return ended(&engine, &erp) };
    details(&clerk, luis)?;
    consent(&cashier, &clerk, luis)?;
    history(&clerk, luis)?;
    document(&clerk, luis)?;
    anonymize(&erp, &clerk, luis)?;
    afterwards(&clerk, luis)?;
    journal(&engine)
}

fn seat(operator: &str, rights: Rights) -> Outcome<Seat> {
    let [branch, station, operator] = ["berlin-mitte", "till-1", operator].map(Code::parse);
    Ok(Seat { branch: branch?, station: station?, operator: operator?, rights })
}

fn feed(erp: &Erp) -> Outcome {
    heading("1  The ERP feeds definitions, customers, items, documents and operators");
    let mut rows = vec![["file", "taken", "unchanged", "refused"].map(str::to_owned)];
    let mut reasons = BTreeSet::new();
    for (file, report) in feed_all(erp)? {
        rows.push([file.to_owned(), report.taken.to_string(), report.unchanged.to_string(), report.refused.to_string()]);
        reasons.extend(report.failures.iter().map(|failure| format!("{file}: {} {}", failure.field, failure.rule)));
    }
    table(&rows, [false, true, true, true]);
    for reason in reasons {
        println!("   refused: {reason}");
    }
    Ok(())
}

fn list(desk: &Desk) -> Outcome {
    heading("2  The customer list, first page by name");
    let page = desk.customers(&ListQuery { limit: 5, ..Default::default() })?;
    let mut rows = vec![["number", "name", "kind", "city", "phone"].map(str::to_owned)];
    for customer in &page.rows {
        let values = &customer.values;
        let text = |field| values.get(field).unwrap_or("").to_owned();
        rows.push([text(Field::Number), values.display_name(), text(Field::Kind), text(Field::City), text(Field::Phone)]);
    }
    table(&rows, [true, false, false, false, false]);
    println!("   {}", if page.next.is_some() { "more follow" } else { "no more" });
    Ok(())
}

fn search(desk: &Desk) -> Outcome<Option<SubjectId>> {
    heading("3  Somebody types \"goncalves\"");
    let found = desk.search("goncalves", 5)?;
    for hit in &found.hits {
        let values = &hit.customer.values;
        let text = |field| values.get(field).unwrap_or("");
        println!("   {}  {}, {}", text(Field::Number), values.display_name(), text(Field::City));
    }
    if found.hits.is_empty() {
        println!("   nobody");
    }
    Ok(found.hits.first().map(|hit| hit.customer.id))
}

fn consent(cashier: &Desk, clerk: &Desk, id: SubjectId) -> Outcome {
    heading("5  He would like the newsletter");
    let newsletter = Code::parse("newsletter-email")?;
    let yes = Capture::new(newsletter.clone(), Intent::Give, Method::Paper).reference("form 4711");
    println!("   tom may look at customers and consents, jane may do everything");
    may_contact(clerk, id, "before he is asked")?;
    let refused = cashier.record(id, &yes).expect_err("tom lacks the right");
    println!("   tom records it: refused, {}", refused.code());
    let given = clerk.record(id, &yes)?;
    println!("   jane records it: {} ({})", given.standing.state.name(), given.standing.detail.name());
    may_contact(clerk, id, "now")?;
    let withdrawn = clerk.withdraw(id, &newsletter)?;
    println!("   he withdraws it: {} ({})", withdrawn.standing.state.name(), withdrawn.standing.detail.name());
    may_contact(clerk, id, "afterwards")
}

fn may_contact(desk: &Desk, id: SubjectId, when: &str) -> Outcome {
    let answer: Answer =
        desk.may_contact(id, &Question::new(Purpose::Marketing, Some(Channel::Email)).about(Code::parse("newsletter-email")?))?;
    let word = if answer.allowed { "yes" } else { "no" };
    println!("   may we e-mail him the newsletter, {when}? {word}: {}; remedy: {}", answer.reason.name(), answer.remedy.name());
    Ok(())
}

fn history(desk: &Desk, id: SubjectId) -> Outcome {
    heading("6  What he bought: \"samba\", from 5.00");
    let history = desk.history(id)?;
    println!("   {} lines in all", history.lines().len());
    let criteria = Criteria { text: "samba".to_owned(), price_from: Some(500), ..Criteria::default() };
    let found = filter(&history, &criteria);
    let mut rows = vec![["date", "document", "status", "qty", "item", "regular", "discount", "paid"].map(str::to_owned)];
    for hit in &found.hits {
        rows.push(history_row(&history, *hit));
    }
    table(&rows, [false, false, false, true, false, true, true, true]);
    for (status, count) in found.statuses {
        line(&format!("status {}", status.name()), &count.to_string());
    }
    for facet in found.facets {
        let values: Vec<String> = facet.values.iter().map(|value| format!("{} ({})", value.value, value.count)).collect();
        line(facet.name, &values.join(", "));
    }
    Ok(())
}

fn history_row(history: &History, hit: usize) -> [String; 8] {
    let line = &history.lines()[hit];
    let date = clientela::domain::time::Date::of(line.created, 120).to_string();
    let [regular, discount, paid] = [line.regular_price, line.discount, line.final_price].map(|price| amount(price.minor()));
    let documents = std::iter::once(&line.number).chain(&line.sources).map(String::as_str).collect::<Vec<_>>().join(" < ");
    let name = line.item_name.clone();
    [date, documents, line.status.name().to_owned(), pieces(line.quantity.scaled()), name, regular, discount, paid]
}

fn document(desk: &Desk, id: SubjectId) -> Outcome {
    heading("7  A new receipt is issued to him");
    let number = format!("T-{}", desk.customer(id)?.documents + 1);
    let receipt = desk.start_document(&DocumentDraft::new(DocumentKind::Receipt, &number, Currency::parse("EUR")?))?;
    desk.put_customer(receipt, Some(id))?;
    desk.issue_document(receipt)?;
    let issued = desk.document(receipt)?;
    line("addressee", issued.addressee.name.as_deref().unwrap_or("undefined"));
    let changed = desk.put_customer(receipt, None).expect_err("it is issued");
    println!("   taking him off again: refused, {}", changed.code());
    Ok(())
}

fn anonymize(erp: &Erp, desk: &Desk, id: SubjectId) -> Outcome {
    heading("8  He asks to be forgotten");
    println!("   the desk orders it: refused, {}", desk.anonymize(id).expect_err("only the ERP may").code());
    blocked(erp, desk)?;
    let plan = erp.plan_anonymization(id)?;
    println!(
        "   the plan for him: {} values, {} of them kept for a while, {} of the journal",
        plan.items.len(),
        plan.kept().count(),
        plan.journal_values
    );
    let mut sought = erp.sought(id)?;
    let before = erp.scan(&mut sought)?;
    println!("   scan before: found in {}", places(&before.residues));
    erp.anonymize(id)?;
    println!("   the ERP orders it: done");
    println!("   purge: {}", if erp.purge()? == Purged::Done { "done" } else { "pending" });
    let after = erp.scan(&mut sought)?;
    println!(
        "   scan after: {}",
        if after.residues.is_empty() { "nothing, in any column or file".to_owned() } else { places(&after.residues) }
    );
    println!("   ordered again: {}", if erp.anonymize(id)?.repeated { "nothing left to do" } else { "done" });
    Ok(())
}

fn blocked(erp: &Erp, desk: &Desk) -> Outcome {
    let koehler = desk.customer_by_number("2")?.stored.id;
    let error = erp.anonymize(koehler).expect_err("her order is open");
    for blocker in error.violations() {
        println!("   customer 2 is not yet possible: {} {}", blocker.rule, blocker.args[0].1);
    }
    Ok(())
}

/// How many columns of which tables hold something, and whether the files do.
fn places(residues: &[clientela::Residue]) -> String {
    let (files, columns): (BTreeSet<&str>, BTreeSet<&str>) =
        residues.iter().map(|residue| residue.place.as_str()).partition(|place| place.contains(".db"));
    let tables: BTreeSet<&str> = columns.iter().filter_map(|place| Some(place.split_once('.')?.0)).collect();
    let tables = tables.into_iter().collect::<Vec<_>>().join(", ");
    format!("{} columns of {tables}{}", columns.len(), if files.is_empty() { "" } else { "; and in the files" })
}

fn afterwards(desk: &Desk, id: SubjectId) -> Outcome {
    heading("9  Afterwards");
    line("search \"goncalves\"", &format!("{} hits", desk.search("goncalves", 5)?.hits.len()));
    let list = desk.customers(&ListQuery { limit: 1000, ..Default::default() })?;
    let listed = list.rows.iter().any(|row| row.values.get(Field::Number) == Some("1"));
    line("in the customer list", if listed { "yes" } else { "no" });
    line("his details", desk.customer(id).expect_err("he is gone").code());
    for (kind, number) in [(DocumentKind::Receipt, "R-2024-0031"), (DocumentKind::Invoice, "I-2024-0017")] {
        let document = desk.document_by_number(kind, number)?;
        let addressee = document.addressee.name.as_deref().unwrap_or("undefined");
        line(number, &format!("addressee {addressee}, {} {}, {} lines", amount(document.total), document.currency, document.lines.len()));
    }
    let draft = DocumentDraft { customer: Some(id), ..DocumentDraft::new(DocumentKind::Receipt, "T-99", Currency::parse("EUR")?) };
    line("a new receipt to him", desk.start_document(&draft).expect_err("P30").code());
    let source = desk.document_by_number(DocumentKind::Receipt, "R-2024-0031")?.id;
    let draft = DocumentDraft { source: Some(source), ..DocumentDraft::new(DocumentKind::Correction, "T-98", Currency::parse("EUR")?) };
    line("a return from his receipt", desk.start_document(&draft).expect_err("P31").code());
    Ok(())
}

fn journal(engine: &Engine) -> Outcome {
    heading("10 The journal holds");
    let verified = engine.verify_journal()?;
    for Head { origin, length, .. } in &verified.heads {
        line(&format!("chain {origin}"), &format!("{length} entries"));
    }
    line("erased values", &verified.erased_values.to_string());
    line("findings", &verified.findings.len().to_string());
    Ok(())
}

fn ended(engine: &Engine, erp: &Erp) -> Outcome {
    println!("   He was anonymized in an earlier run: the feeds brought him back nowhere.");
    line("purge pending", if erp.purge_pending()? { "yes" } else { "no" });
    journal(engine)
}

fn heading(text: &str) {
    println!("\n{text}\n");
}

fn line(name: &str, value: &str) {
    println!("   {}{value}", pad(name, 26, false));
}

/// An amount in minor units with two decimals.
fn amount(minor: i64) -> String {
    format!("{}{}.{:02}", if minor < 0 { "-" } else { "" }, minor.abs() / 100, minor.abs() % 100)
}

/// A quantity in thousandths, without superfluous zeros.
fn pieces(scaled: i64) -> String {
    let text = format!("{}{}.{:03}", if scaled < 0 { "-" } else { "" }, scaled.abs() / 1000, scaled.abs() % 1000);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

fn table<const N: usize>(rows: &[[String; N]], right: [bool; N]) {
    let width = |column: usize| rows.iter().map(|row| row[column].chars().count()).max().unwrap_or(0);
    for row in rows {
        let cells: Vec<String> = (0..N).map(|column| pad(&row[column], width(column), right[column])).collect();
        println!("   {}", cells.join("  ").trim_end());
    }
}

fn pad(text: &str, width: usize, right: bool) -> String {
    let blanks = " ".repeat(width.saturating_sub(text.chars().count()));
    if right { format!("{blanks}{text}") } else { format!("{text}{blanks}") }
}
