//! What one operator may do: signs in by name and password, and says of every refusal in words what it was.

use std::io::{BufRead, IsTerminal, Write};
use std::path::Path;
use std::sync::Arc;

use clientela::domain::consent::{Intent, Method};
use clientela::domain::field::Field;
use clientela::domain::id::{Code, SubjectId};
use clientela::{Capture, Desk, Engine, Error, Given, ListQuery, Options, Stored, SystemClock};
use zeroize::Zeroizing;

use crate::{Outcome, feed, heading, line};

/// Feeds the files, lets the operator in at `till-1` and does what is done there every day.
pub fn hold(path: &Path, user_name: &str) -> Outcome {
    let engine = Engine::open(path, Options::new(Arc::new(SystemClock { offset_minutes: 120 })).language("en"))?;
    feed(&engine.erp(Code::parse("erp")?))?;
    heading(&format!("2  {user_name} signs in at till-1"));
    let password = password()?;
    let desk = match engine.sign_in(&Code::parse("till-1")?, user_name, &password) {
        Ok(desk) => desk,
        Err(error) => return Err(in_words(&error).into()),
    };
    line("operator", desk.seat().operator.as_str());
    line("branch", desk.seat().branch.as_str());
    tried("the customer list", desk.customers(&ListQuery { limit: 5, ..Default::default() }).map(|page| first(&page.rows)));
    heading("3  A day at the desk");
    work(&desk)?;
    desk.sign_out()?;
    tried("a call after signing out", desk.customers(&ListQuery::default()).map(|page| first(&page.rows)));
    Ok(())
}

/// Asks on standard error; a terminal shows nothing of what is typed, and what is no terminal gives a line.
fn password() -> Outcome<Zeroizing<String>> {
    eprint!("password: ");
    std::io::stderr().flush()?;
    let mut typed = Zeroizing::new(String::new());
    if std::io::stdin().is_terminal() {
        *typed = rpassword::read_password()?;
    } else {
        std::io::stdin().lock().read_line(&mut typed)?;
    }
    Ok(Zeroizing::new(typed.trim_end_matches(['\r', '\n']).to_owned()))
}

fn work(desk: &Desk) -> Outcome {
    let newsletter = Code::parse("newsletter-email")?;
    let Some(id) = desk.search("hansen", 5)?.hits.first().map(|hit| hit.customer.id) else { return Ok(()) };
    tried("his details", desk.customer(id).map(|customer| customer.stored.values.display_name()));
    tried("his consents", desk.consents(id).map(|consents| format!("{} definitions", consents.len())));
    let said_yes = Capture::new(newsletter.clone(), Intent::Give, Method::Paper);
    tried("he agrees on paper", desk.record(id, &said_yes).map(|given| stands(&given)));
    tried("he withdraws it", desk.withdraw(id, &newsletter).map(|given| stands(&given)));
    tried("his language is Norwegian", speaks(desk, id));
    tried("what he bought", desk.history(id).map(|history| format!("{} lines", history.lines().len())));
    tried("his change log", desk.change_log(id).map(|entries| format!("{} entries or more", entries.len().min(1))));
    tried("unlocking ida", desk.unlock(&Code::parse("op-05")?).map(|()| "done"));
    Ok(())
}

fn first(rows: &[Stored]) -> String {
    rows.first().map_or_else(|| "nobody".to_owned(), |customer| format!("{} and others", customer.values.display_name()))
}

fn stands(given: &Given) -> String {
    format!("{} ({})", given.standing.state.name(), given.standing.detail.name())
}

fn speaks(desk: &Desk, id: SubjectId) -> Result<&'static str, Error> {
    let mut draft = desk.edit(id)?;
    draft.set(Field::Language, "no");
    desk.save(&mut draft).map(|_| "saved")
}

/// Says what came of it.
fn tried(what: &str, outcome: Result<impl ToString, Error>) {
    line(what, &outcome.map_or_else(|error| format!("refused: {}", in_words(&error)), |done| done.to_string()));
}

/// A refusal as a person reads it.
fn in_words(error: &Error) -> String {
    let argument = |wanted| error.args().iter().find(|(name, _)| *name == wanted).map_or("", |(_, value)| value.as_str());
    match error.code() {
        "sign_in.refused" => "user name or password is wrong, or you may not sign in".to_owned(),
        "sign_in.locked" => format!("too many wrong tries: wait {} seconds, or ask a supervisor", argument("seconds")),
        "session.over" => "nobody is signed in here any more".to_owned(),
        "right.read_customers" => "you may not look at customers".to_owned(),
        "right.edit_customers" => "you may not edit customers".to_owned(),
        "right.read_consents" => "you may not look at consents".to_owned(),
        "right.record_consents" => "you may not record consents".to_owned(),
        "right.read_history" => "you may not look at what somebody bought".to_owned(),
        "right.read_journal" => "you may not read the change log".to_owned(),
        "right.supervise" => "you may not unlock anybody".to_owned(),
        code => code.to_owned(),
    }
}
