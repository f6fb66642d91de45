//! Legal holds and tax audits at the door of the central system: who put them, on what, who lifted them; and what they stand in the way of.
//! Knows no SQL.

use std::collections::BTreeMap;

use crate::domain::booking::balance;
use crate::domain::change::{Change, Context};
use crate::domain::erasure::{Blocker, BlockerReason};
use crate::domain::field::Field;
use crate::domain::id::{Code, HoldId, SubjectId};
use crate::domain::program::Programs;
use crate::domain::retention::{Hold, HoldKind, KeptHold, Lifted, Retention, RetentionClass};
use crate::domain::time::Date;
use crate::engine::consents::remark;
use crate::engine::customers::{known, unerased};
use crate::engine::erp::Erp;
use crate::error::{Error, ErrorKind, Result, Violation};
use crate::store::Reader;

/// No name is longer.
const LONGEST_NAME: usize = 100;

/// A hold to be put.
///
/// ```
/// # use std::sync::Arc;
/// # use clientela::{Engine, Format, Options, SystemClock};
/// # use clientela::domain::id::Code;
/// use clientela::{NewHold, domain::retention::HoldKind};
/// # let folder = tempfile::tempdir()?;
/// # let engine = Engine::open(folder.path().join("shop.db"), Options::new(Arc::new(SystemClock::default())))?;
/// # let erp = engine.erp(Code::parse("erp")?);
/// # erp.feed(&Format::JsonLines, &mut r#"{"feed":"customer","source_id":"7","kind":"private","family_name":"Holý"}"#.as_bytes())?;
/// # let holy = erp.subject_by_source("7")?.expect("she was fed");
/// let claim = NewHold { subject: Some(holy), ..NewHold::new(HoldKind::LegalHold, "legal", "claim 7") };
/// let hold = erp.place_hold(&claim)?;
/// assert_eq!(erp.anonymize(holy).unwrap_err().kind(), clientela::ErrorKind::Blocked);
/// erp.lift_hold(hold, "legal", "settled")?;
/// erp.anonymize(holy)?;
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct NewHold {
    /// What it is.
    pub kind: HoldKind,
    /// Only about this person; none: about everybody.
    pub subject: Option<SubjectId>,
    /// Only documents of this class; none: of every class.
    pub class: Option<RetentionClass>,
    /// Only this document, by its number; none: every one.
    pub document: Option<String>,
    /// Since when; none: today.
    pub since: Option<Date>,
    /// The last day, where it is known.
    pub until: Option<Date>,
    /// Who ordered it, and can lift it.
    pub author: String,
    /// Why. It goes with the person whom it is about; of others who are erased, and it names, it is cleaned.
    pub reason: String,
}

impl NewHold {
    /// On everything, from today on, without an end.
    pub fn new(kind: HoldKind, author: &str, reason: &str) -> Self {
        let (author, reason) = (author.to_owned(), reason.to_owned());
        Self { kind, subject: None, class: None, document: None, since: None, until: None, author, reason }
    }
}

impl std::fmt::Debug for NewHold {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "NewHold({})", self.kind.name())
    }
}

impl Erp {
    /// Puts a legal hold or a tax audit: what it is about is not erased while it stands.
    ///
    /// # Errors
    /// [`ErrorKind::Invalid`] with `required` for no author or reason, `too_long`, `hold.ends_before_it_begins`; [`ErrorKind::NotFound`],
    /// [`ErrorKind::Erased`] for the person.
    pub fn place_hold(&self, new: &NewHold) -> Result<HoldId> {
        let now = self.engine.now();
        let since = new.since.unwrap_or(now.date());
        if new.until.is_some_and(|until| until < since) {
            return Err(Violation::new("until", "hold.ends_before_it_begins").into());
        }
        let author = name(&new.author).map_err(|rule| Violation::new("author", rule).with("max", LONGEST_NAME))?;
        let reason = self.reason(&new.reason)?;
        let mut writer = self.engine.store().write()?;
        let subject = new.subject.map(|subject| unerased(&mut writer, subject)).transpose()?.map(|stored| stored.id);
        let (kind, until, class) = (new.kind, new.until, new.class);
        let document = new.document.clone().filter(|number| !number.is_empty());
        let hold = Hold { kind, since, until, author, reason: reason.clone(), class, document };
        let id = HoldId::make(now.at, self.engine.draw()?);
        let kept = KeptHold { id, hold, subject, lifted: None, version: 1 };
        writer.apply(&self.because(reason, subject), &[Change::Hold(Box::new(kept))])?;
        writer.commit()?;
        Ok(id)
    }

    /// Lifts a hold. One that was lifted stays as it is.
    ///
    /// # Errors
    /// [`ErrorKind::NotFound`] with `hold.unknown`; [`ErrorKind::Invalid`] with `required`, `too_long`.
    pub fn lift_hold(&self, id: HoldId, by: &str, reason: &str) -> Result<()> {
        let by = name(by).map_err(|rule| Violation::new("by", rule).with("max", LONGEST_NAME))?;
        let reason = self.reason(reason)?;
        let mut writer = self.engine.store().write()?;
        let kept = writer.hold(id)?.ok_or_else(|| Error::new(ErrorKind::NotFound, "hold.unknown"))?;
        if kept.lifted.is_some() {
            return Ok(());
        }
        let gone = kept.subject.map(|subject| known(&mut writer, subject)).transpose()?.is_some_and(|stored| stored.erased.is_some());
        // Nobody would erase it any more.
        let reason = if gone { String::new() } else { reason };
        let lifted = Some(Lifted { on: self.engine.now().date(), by, reason: reason.clone() });
        let context = self.because(reason, kept.subject);
        writer.apply(&context, &[Change::Hold(Box::new(KeptHold { lifted, version: kept.version + 1, ..kept }))])?;
        writer.commit()
    }

    /// Every hold, those that were lifted too, in the order in which they were put; those of one instant in any order.
    ///
    /// # Errors
    /// Those of reading.
    pub fn holds(&self) -> Result<Vec<KeptHold>> {
        self.engine.store().read()?.holds()
    }

    fn reason(&self, text: &str) -> Result<String> {
        remark(&self.engine, Field::Reason, Some(text))?.ok_or_else(|| Violation::new("reason", "required").into())
    }

    /// The journal tells why only where that goes with a person.
    fn because(&self, reason: String, subject: Option<SubjectId>) -> Context {
        Context { reason: subject.map(|_| reason).filter(|reason| !reason.is_empty()), ..self.context() }
    }
}

/// A name, or the rule that it breaks.
fn name(text: &str) -> Result<String, &'static str> {
    match text.trim() {
        "" => Err("required"),
        text if text.chars().count() > LONGEST_NAME => Err("too_long"),
        text if text.chars().any(char::is_control) => Err("control_character"),
        text => Ok(text.to_owned()),
    }
}

/// What holds stand in the way of erasing a person with these related ones. Documents are only read where anything is on hold.
pub(crate) fn hold_blockers(reader: &mut Reader<'_>, person: SubjectId, related: &[SubjectId], today: Date) -> Result<Vec<Blocker>> {
    let persons = [reader.same_as(person)?, related.to_vec()].concat();
    let mut holds = standing(reader, &persons, today)?;
    if !holds.is_empty() {
        let documents = reader.documents(person)?;
        let documents = || documents.iter().map(|document| (RetentionClass::of(document.kind), document.number.as_str()));
        holds.retain(|kept| is_of(kept, documents()));
    }
    Ok(holds.iter().map(|kept| kept.hold.blocker()).collect())
}

/// What is on hold on a day about everybody or about one of these records.
pub(crate) fn standing(reader: &mut Reader<'_>, persons: &[SubjectId], today: Date) -> Result<Vec<KeptHold>> {
    let about = |kept: &KeptHold| kept.is_active(today) && kept.subject.is_none_or(|subject| persons.contains(&subject));
    Ok(reader.standing_holds()?.into_iter().filter(about).collect())
}

/// Whether a hold is about somebody with these documents; one that names nothing but the person is, of whatever kind.
fn is_of<'a>(kept: &KeptHold, documents: impl Iterator<Item = (RetentionClass, &'a str)>) -> bool {
    let named = kept.subject.is_some() && kept.hold.class.is_none() && kept.hold.document.is_none();
    named || kept.hold.concerns(documents)
}

/// The rules with what is on hold in the store and is about this person.
pub(crate) fn with_holds(reader: &mut Reader<'_>, retention: &Retention, subject: SubjectId, today: Date) -> Result<Retention> {
    let same = reader.same_as(subject)?;
    with_holds_on(reader, retention, &same, today)
}

/// The same with what is about everybody or about one of these records.
pub(crate) fn with_holds_on(reader: &mut Reader<'_>, retention: &Retention, persons: &[SubjectId], today: Date) -> Result<Retention> {
    let mut rules = retention.clone();
    standing(reader, persons, today)?.into_iter().for_each(|kept| rules.hold(kept.hold));
    Ok(rules)
}

/// Money that somebody paid in and did not spend: by the programs' codes.
pub(crate) fn value_blockers(reader: &mut Reader<'_>, subject: SubjectId, programs: &Programs) -> Result<Vec<Blocker>> {
    let mut accounts: BTreeMap<Code, Vec<_>> = BTreeMap::new();
    for booking in reader.bookings(subject)? {
        accounts.entry(booking.program.clone()).or_default().push(booking);
    }
    let money = |code: &Code| programs.get(code).is_some_and(|program| program.kind.is_money());
    let open = accounts.iter().filter(|(code, all)| money(code) && balance(*all) > 0);
    let blocker =
        |code: &Code| Blocker { reason: BlockerReason::StoredValue, document: None, number: code.to_string(), owner: None, until: None };
    Ok(open.map(|(code, _)| blocker(code)).collect())
}
