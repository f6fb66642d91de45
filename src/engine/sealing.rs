//! What an anonymization seals before it goes: every value that the plan takes away, column by column. Knows no SQL.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::certificate::{SealOrder, SealedLeft};
use crate::domain::change::Change;
use crate::domain::document::Document;
use crate::domain::erasure::{Action, Plan, addressee_values};
use crate::domain::field::{Field, FieldType, RecordKind};
use crate::domain::id::SubjectId;
use crate::domain::retention::Retention;
use crate::domain::seal::{Sealed, SealedPlace, SealedValue, seal};
use crate::domain::time::Date;
use crate::domain::value::Value;
use crate::engine::erasure::Anonymized;
use crate::engine::erp::Erp;
use crate::engine::holds::with_holds_on;
use crate::error::{Error, Result, Violation};
use crate::store::{JournalQuery, Reader, Stored, Writer};

/// What a plan takes away: record, its id, field, slot.
type Going<'p> = BTreeSet<(RecordKind, &'p str, Field, u16)>;

/// Sealed boxes whose last day is over.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct DueSeal {
    /// Whose.
    pub person: SubjectId,
    /// How many.
    pub boxes: u64,
    /// Their last day.
    pub until: Date,
}

impl Erp {
    /// Anonymizes like [`Self::anonymize`], and seals every value that goes to a public key of the central system first (P25): one opaque
    /// box for each table, column and person, which nothing here can open. The central system opens them with its private key
    /// ([`Sealed::unseal`]) while a law lets it; [`Self::destroy_sealed`], and the last day, make the erasure final. What somebody signed
    /// in with is not sealed. An erasure that is repeated in a restored backup needs no key: it erases.
    ///
    /// ```
    /// # #[cfg(feature = "seal")] {
    /// # use std::sync::Arc;
    /// # use clientela::{Engine, Format, Options, SystemClock};
    /// use clientela::domain::{certificate::SealOrder, id::Code, seal::public_key, time::Date};
    /// # let folder = tempfile::tempdir()?;
    /// # let engine = Engine::open(folder.path().join("shop.db"), Options::new(Arc::new(SystemClock::default())))?;
    /// # let erp = engine.erp(Code::parse("erp")?);
    /// # erp.feed(&Format::JsonLines, &mut r#"{"feed":"customer","source_id":"7","kind":"private","family_name":"Holý"}"#.as_bytes())?;
    /// # let holy = erp.subject_by_source("7")?.unwrap();
    /// let private = [7; 32]; // the central system's; it never comes here
    /// let order = SealOrder { key: public_key(&private)?, until: Some(Date::parse("2033-12-31")?) };
    /// erp.anonymize_sealed(holy, &order)?;
    /// let name = erp.sealed(holy)?.into_iter().find(|sealed| sealed.place.column == "family_name").unwrap();
    /// assert_eq!(name.unseal(&private)?[0].value, "Holý".into());
    /// erp.destroy_sealed(holy)?;
    /// assert!(erp.sealed(holy)?.is_empty());
    /// # }
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// As [`Self::anonymize`]; [`crate::ErrorKind::Misuse`] with `seal.unsupported` in a library without the feature `seal`;
    /// [`crate::ErrorKind::Invalid`] with `seal.no_end` where no last day is given and the rules of retention name none.
    pub fn anonymize_sealed(&self, subject: SubjectId, order: &SealOrder) -> Result<Anonymized> {
        crate::domain::seal::supported()?;
        self.erase(subject, Some(order))
    }

    /// The sealed boxes of a person, and of nobody who went with them, in the order of their tables and columns.
    ///
    /// # Errors
    /// Those of reading.
    pub fn sealed(&self, subject: SubjectId) -> Result<Vec<Sealed>> {
        self.engine.store().read()?.sealed(subject)
    }

    /// Destroys the sealed boxes of a person and of everybody who went with them: nobody can give the values back any more. Says how many
    /// there were. Call [`Self::purge`] afterwards, for their bytes. Doing it twice is success.
    ///
    /// # Errors
    /// Those of the store.
    pub fn destroy_sealed(&self, subject: SubjectId) -> Result<u64> {
        let mut writer = self.engine.store().write()?;
        let ordered = writer.erasure_of(subject)?.map_or(subject, |kept| kept.record.ordered);
        let persons: BTreeSet<SubjectId> = writer.went_with(ordered)?.into_iter().map(|(person, _)| person).chain([subject]).collect();
        let mut destroyed = 0;
        for person in persons {
            destroyed += self.destroy_of(&mut writer, person)?;
        }
        writer.commit()?;
        Ok(destroyed)
    }

    /// Destroys the sealed boxes whose last day is over; says how many. [`Self::retention_run`] does it too.
    ///
    /// # Errors
    /// Those of the store.
    pub fn destroy_due_seals(&self) -> Result<u64> {
        Ok(self.due_seals(false)?.iter().map(|due| due.boxes).sum())
    }

    /// Whose boxes' last day is over; they are destroyed, or told only.
    pub(super) fn due_seals(&self, report_only: bool) -> Result<Vec<DueSeal>> {
        let due = self.seals_due_in(&mut self.engine.store().read()?)?;
        if report_only || due.is_empty() {
            return Ok(due);
        }
        let mut writer = self.engine.store().write()?;
        let due = self.seals_due_in(&mut writer)?;
        for DueSeal { person, .. } in &due {
            self.destroy_of(&mut writer, *person)?;
        }
        writer.commit()?;
        Ok(due)
    }

    /// None while something holds whatever there is: nobody sees whose documents are in the boxes.
    fn seals_due_in(&self, reader: &mut Reader<'_>) -> Result<Vec<DueSeal>> {
        let (mut due, today) = (Vec::new(), self.engine.now().date());
        if with_holds_on(reader, &Retention::pack("neutral")?, &[], today)?.is_on_hold("", today) {
            return Ok(due);
        }
        for person in reader.sealed_due(today)? {
            due.extend(reader.sealed_left(person)?.map(|SealedLeft { boxes, until }| DueSeal { person, boxes, until }));
        }
        Ok(due)
    }

    fn destroy_of(&self, writer: &mut Writer<'_>, person: SubjectId) -> Result<u64> {
        let Some(left) = writer.sealed_left(person)? else { return Ok(0) };
        writer.apply(&self.context(), &[Change::DestroySealed(person)])?;
        Ok(left.boxes)
    }

    /// The boxes of what a plan takes away from these persons.
    pub(super) fn seal_all(&self, reader: &mut Reader<'_>, persons: &[SubjectId], plan: &Plan, order: &SealOrder) -> Result<Vec<Sealed>> {
        let mut columns = Columns::default();
        let going = going(plan);
        for person in persons {
            let stored = reader.subject(*person)?.ok_or_else(crate::store::sql::damaged)?;
            columns.take(reader, &stored, &going)?;
        }
        columns.0.into_iter().map(|(place, values)| seal(&place, &values, &order.key, self.engine.draw()?)).collect()
    }
}

/// Where no last day is given and no law names one.
pub(super) fn no_end() -> Error {
    Violation::new("until", "seal.no_end").into()
}

fn going(plan: &Plan) -> Going<'_> {
    let gone = plan.items.iter().filter(|item| matches!(item.action, Action::Remove | Action::Replace(_)));
    gone.filter_map(|item| Some((item.record, item.id.as_str(), item.field?, item.slot))).collect()
}

/// Values by where they stand.
#[derive(Default)]
struct Columns(BTreeMap<SealedPlace, Vec<SealedValue>>);

impl Columns {
    fn put(&mut self, subject: SubjectId, (table, column): (&str, &str), key: impl Into<String>, slot: u16, value: impl Into<Value>) {
        let place = SealedPlace { subject, table: table.to_owned(), column: column.to_owned() };
        self.0.entry(place).or_default().push(SealedValue { key: key.into(), slot, value: value.into() });
    }

    fn field(&mut self, subject: SubjectId, field: Field, key: &str, slot: u16, value: impl Into<Value>) {
        let spec = field.spec();
        self.put(subject, (spec.record.name(), spec.name), key, slot, value);
    }

    fn take(&mut self, reader: &mut Reader<'_>, stored: &Stored, going: &Going<'_>) -> Result<()> {
        let (subject, id) = (stored.id, stored.id.to_string());
        for (field, slot, text) in
            stored.values.iter().filter(|(field, slot, _)| going.contains(&(field.spec().record, &id, *field, *slot)))
        {
            self.field(subject, field, "", slot, text);
        }
        if let Some(operator) = reader.operator_behind(stored)? {
            let told = |field: Field| field.spec().kind != FieldType::Secret;
            let own =
                operator.values.iter().filter(|(field, slot, _)| going.contains(&(RecordKind::Operator, &operator.code, *field, *slot)));
            own.filter(|(field, ..)| told(*field)).for_each(|(field, slot, text)| self.field(subject, field, &operator.code, slot, text));
        }
        for document in reader.documents_of(subject)? {
            self.document(subject, document, going);
        }
        self.evidence(reader, subject)?;
        self.journal(reader, subject)
    }

    fn document(&mut self, subject: SubjectId, document: Document, going: &Going<'_>) {
        let id = document.id.to_string();
        for (field, text) in addressee_values(&document.addressee) {
            if going.contains(&(RecordKind::Document, &id, field, 0)) {
                self.field(subject, field, &id, 0, text);
            }
        }
        if let Some(payload) = document.payload.filter(|_| going.contains(&(RecordKind::Document, &id, Field::Payload, 0))) {
            self.field(subject, Field::Payload, &id, 0, payload.bytes);
        }
    }

    /// References to evidence, and the salts with which what an event commits to can be compared with a value.
    fn evidence(&mut self, reader: &mut Reader<'_>, subject: SubjectId) -> Result<()> {
        let table = RecordKind::ConsentEvent.name();
        for (event, reference) in reader.kept_events(subject)?.into_iter().filter(|(event, _)| event.subject == subject) {
            let (id, evidence) = (event.id.to_string(), &event.evidence);
            if let Some(text) = reference {
                self.field(subject, Field::EvidenceReference, &id, 0, text);
            }
            for (column, committed) in [("reference_salt", &evidence.reference), ("address_salt", &evidence.address)] {
                if let Some(salt) = committed.as_ref().and_then(|committed| committed.salt) {
                    self.put(subject, (table, column), &*id, 0, salt.to_vec());
                }
            }
        }
        Ok(())
    }

    /// Old and new values of the change log, with the salts of what its entries commit to.
    fn journal(&mut self, reader: &mut Reader<'_>, subject: SubjectId) -> Result<()> {
        let mut entries = Vec::new();
        reader.each_logged(&JournalQuery { subject: Some(subject), ..JournalQuery::default() }, &mut |logged| {
            entries.extend((logged.entry.subject == Some(subject)).then_some(logged));
            Ok(())
        })?;
        for logged in entries {
            let entry = format!("{}/{}", logged.entry.origin, logged.entry.sequence);
            for value in logged.values.into_iter().filter(|value| value.field.spec().kind != FieldType::Secret) {
                let Some(both) = value.values else { continue };
                let key = format!("{entry}/{}", value.field.name());
                for (column, side) in [("old", both.old), ("new", both.new)] {
                    if !side.is_null() {
                        self.put(subject, ("journal_value", column), &*key, value.slot, side);
                    }
                }
                self.put(subject, ("journal_value", "salts"), &*key, value.slot, both.salt.to_vec());
            }
        }
        Ok(())
    }
}
