//! The one write path: changes become rows, journal entries and index rows in one transaction.

use std::collections::BTreeSet;

use crate::domain::change::{Change, Context, FieldChange, Relation};
use crate::domain::consent::{Commitment, Definition, Event};
use crate::domain::document::{Document, Line};
use crate::domain::field::{Field, RecordKind};
use crate::domain::fold::fold;
use crate::domain::id::{Code, SubjectId};
use crate::domain::item::Item;
use crate::domain::journal::{EntryKind, Salt};
use crate::domain::value::Value;
use crate::error::{Error, ErrorKind, Result};
use crate::store::consent::texts_to_json;
use crate::store::document::UNDEFINED;
use crate::store::item::pairs_to_json;
use crate::store::journal::Draft;
use crate::store::sql::Param;
use crate::store::subject::{NEW_ADDRESS, NEW_SUBJECT, fields_of};
use crate::store::unit::Writer;

/// What applying did.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Applied {
    /// The first record's key: an opaque id or a code.
    pub key: String,
    /// Whether this idempotency key was applied before; then nothing was written now.
    pub repeated: bool,
}

impl Writer<'_> {
    /// Applies changes: rows, journal, index. Nothing is durable before `commit`.
    ///
    /// # Errors
    /// [`ErrorKind::Conflict`] where a version moved on or a number is taken; the driver's errors.
    pub fn apply(&mut self, context: &Context, changes: &[Change]) -> Result<Applied> {
        if let Some(key) = self.applied_before(context)? {
            return Ok(Applied { key, repeated: true });
        }
        let mut touched = BTreeSet::new();
        let mut first = None;
        for (index, change) in changes.iter().enumerate() {
            let idempotency = context.idempotency.as_ref().filter(|_| index == 0);
            let key = self.apply_one(context, idempotency, change, &mut touched)?;
            first.get_or_insert(key);
        }
        for subject in touched {
            self.reindex(subject)?;
        }
        Ok(Applied { key: first.unwrap_or_default(), repeated: false })
    }

    /// Whether a unit of work with this idempotency key was applied.
    ///
    /// # Errors
    /// Those of reading.
    pub fn applied_key(&mut self, key: &Code) -> Result<bool> {
        Ok(self.one("SELECT 1 FROM journal WHERE idempotency = $1", &[key.into()], |_| Ok(()))?.is_some())
    }

    fn applied_before(&mut self, context: &Context) -> Result<Option<String>> {
        let Some(key) = &context.idempotency else { return Ok(None) };
        self.one("SELECT key FROM journal WHERE idempotency = $1", &[key.into()], |row| Ok(row.text(0)?.to_owned()))
    }

    fn apply_one(
        &mut self,
        context: &Context,
        idempotency: Option<&Code>,
        change: &Change,
        touched: &mut BTreeSet<SubjectId>,
    ) -> Result<String> {
        let draft = match change {
            Change::Subject { id, expected, customer, fields } => {
                touched.insert(*id);
                self.put_subject(*id, *expected, *customer, fields)?
            }
            Change::Relation(relation) => {
                touched.insert(relation.of);
                self.put_relation(relation)?
            }
            Change::Definition(definition) => self.put_definition(definition)?,
            Change::Consent(event, reference) => self.put_event(event, reference.as_deref())?,
            Change::Item(item) => self.put_item(item)?,
            Change::Document(document) => self.put_document(document)?,
            Change::Erase(erasure) => return self.erase(context, idempotency, erasure),
        };
        let key = draft.key.clone();
        self.log(context, idempotency, draft)?;
        Ok(key)
    }

    fn put_subject(&mut self, id: SubjectId, expected: Option<u64>, customer: bool, fields: &[FieldChange]) -> Result<Draft> {
        let kind = if expected.is_none() { EntryKind::Created } else { EntryKind::Changed };
        match expected {
            None => self.put_new(id, customer, fields)?,
            Some(version) => {
                let sql = "UPDATE subject SET version = version + 1, customer = max(customer, $1) WHERE id = $2 AND version = $3";
                let version = i64::try_from(version).unwrap_or(i64::MAX).into();
                if self.session.execute(sql, &[customer.into(), (&id).into(), version])? == 0 {
                    return Err(Error::new(ErrorKind::Conflict, "customer.changed_meanwhile"));
                }
                fields.iter().try_for_each(|change| self.put_field(id, change))?;
            }
        }
        let mut draft = Draft::of(kind, RecordKind::Subject, id.to_string(), Some(id));
        draft.values = fields.iter().map(|c| (c.field, c.slot, c.old.clone().into(), c.new.clone().into())).collect();
        Ok(draft)
    }

    /// A new subject: one row for itself, one for each address, one for each contact.
    fn put_new(&mut self, id: SubjectId, customer: bool, fields: &[FieldChange]) -> Result<()> {
        let value = |field, slot| fields.iter().find(|c| (c.field, c.slot) == (field, slot)).and_then(|c| c.new.as_deref());
        let own = fields_of(RecordKind::Subject).map(|spec| value(spec.field, 0).into());
        let row: Vec<Param<'_>> = [(&id).into(), customer.into()].into_iter().chain(own).collect();
        self.session.execute(&NEW_SUBJECT, &row)?;
        let of = |record| fields.iter().filter(move |change| change.field.spec().record == record);
        for slot in of(RecordKind::Address).map(|change| change.slot).collect::<BTreeSet<_>>() {
            let parts = fields_of(RecordKind::Address).map(|spec| value(spec.field, slot).into());
            let row: Vec<Param<'_>> = [(&id).into(), i64::from(slot).into()].into_iter().chain(parts).collect();
            self.session.execute(&NEW_ADDRESS, &row)?;
        }
        of(RecordKind::Contact).try_for_each(|change| self.put_field(id, change))
    }

    fn put_field(&mut self, id: SubjectId, change: &FieldChange) -> Result<()> {
        let slot: Param<'_> = i64::from(change.slot).into();
        let name = change.field.name();
        match (change.field.spec().record, change.new.as_deref()) {
            (RecordKind::Subject, new) => {
                let sql = format!("UPDATE subject SET {name} = $1 WHERE id = $2");
                self.session.execute(&sql, &[new.into(), (&id).into()])?;
            }
            (RecordKind::Address, new) => {
                let sql = format!(
                    "INSERT INTO address (subject, slot, {name}) VALUES ($1, $2, $3) \
                     ON CONFLICT (subject, slot) DO UPDATE SET {name} = excluded.{name}"
                );
                self.session.execute(&sql, &[(&id).into(), slot, new.into()])?;
                let empty = "DELETE FROM address WHERE subject = $1 AND slot = $2 AND street IS NULL AND postal_code IS NULL \
                             AND city IS NULL AND region IS NULL AND country IS NULL";
                self.session.execute(empty, &[(&id).into(), slot])?;
            }
            (RecordKind::Contact, Some(new)) => {
                let sql = "INSERT INTO contact (subject, field, slot, value) VALUES ($1, $2, $3, $4) \
                           ON CONFLICT (subject, field, slot) DO UPDATE SET value = excluded.value";
                self.session.execute(sql, &[(&id).into(), name.into(), slot, new.into()])?;
            }
            (RecordKind::Contact, None) => {
                let sql = "DELETE FROM contact WHERE subject = $1 AND field = $2 AND slot = $3";
                self.session.execute(sql, &[(&id).into(), name.into(), slot])?;
            }
            _ => return Err(Error::new(ErrorKind::Internal, "field.not_of_a_subject").field(name)),
        }
        Ok(())
    }

    fn put_relation(&mut self, relation: &Relation) -> Result<Draft> {
        let sql = "INSERT INTO relation (of, person, role) VALUES ($1, $2, $3) ON CONFLICT (of, person) DO UPDATE SET role = excluded.role";
        self.session.execute(sql, &[(&relation.of).into(), (&relation.person).into(), Param::from(&relation.role)])?;
        let key = format!("{}/{}", relation.of, relation.person);
        let mut draft = Draft::of(EntryKind::Created, RecordKind::Relation, key, Some(relation.person));
        draft.values = vec![(Field::Role, 0, Value::Null, relation.role.clone().into())];
        Ok(draft)
    }

    fn put_definition(&mut self, definition: &Definition) -> Result<Draft> {
        let sql = "INSERT INTO definition (code, major, minor, state, purpose, channel, parent, signature, confirmation, valid_days, \
                   valid_from, valid_until, texts) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) \
                   ON CONFLICT (code, major, minor) DO UPDATE SET state = excluded.state, purpose = excluded.purpose, \
                   channel = excluded.channel, parent = excluded.parent, signature = excluded.signature, \
                   confirmation = excluded.confirmation, valid_days = excluded.valid_days, valid_from = excluded.valid_from, \
                   valid_until = excluded.valid_until, texts = excluded.texts";
        let (from, until) = (definition.from.map(|day| day.to_string()), definition.until.map(|day| day.to_string()));
        let texts = texts_to_json(&definition.texts)?;
        self.session.execute(
            sql,
            &[
                (&definition.code).into(),
                i64::from(definition.major).into(),
                i64::from(definition.minor).into(),
                definition.state.name().into(),
                definition.purpose.name().into(),
                definition.channel.map(crate::domain::consent::Channel::name).into(),
                definition.parent.as_ref().into(),
                definition.signature.into(),
                definition.confirmation.into(),
                definition.valid_days.map(i64::from).into(),
                from.as_ref().into(),
                until.as_ref().into(),
                Param::from(&texts),
            ],
        )?;
        let key = format!("{}/{}.{}", definition.code, definition.major, definition.minor);
        let mut draft = Draft::of(EntryKind::Changed, RecordKind::Definition, key, None);
        draft.content = Some(definition.digest());
        Ok(draft)
    }

    fn put_event(&mut self, event: &Event, reference: Option<&str>) -> Result<Draft> {
        let sql = "INSERT INTO consent_event (subject, id, definition, major, minor, scope, language, text_digest, kind, authority, \
                   method, origin, operator, station, receipt, at, recorded, seen, evidence_digest, reference_digest, reference_salt, \
                   evidence_reference, address_digest, address_salt) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, \
                   $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24)";
        let seen: Vec<u8> = event.seen.iter().flat_map(|id| *id.bytes()).collect();
        let digest = |c: &'_ Option<Commitment>| c.as_ref().map(|c| c.digest);
        let salt = |c: &'_ Option<Commitment>| c.as_ref().and_then(|c| c.salt);
        let (reference_digest, reference_salt) = (digest(&event.evidence.reference), salt(&event.evidence.reference));
        let (address_digest, address_salt) = (digest(&event.evidence.address), salt(&event.evidence.address));
        self.session.execute(
            sql,
            &[
                (&event.subject).into(),
                event.id.bytes().into(),
                event.definition.as_ref().into(),
                i64::from(event.version.0).into(),
                i64::from(event.version.1).into(),
                event.scope.name().into(),
                Param::from(&event.language),
                (&event.text_digest).into(),
                event.kind.name().into(),
                event.authority.name().into(),
                event.method.name().into(),
                event.origin.name().into(),
                event.operator.as_ref().into(),
                event.station.as_ref().into(),
                event.receipt.as_ref().into(),
                event.at.into(),
                event.recorded.into(),
                seen.as_slice().into(),
                event.evidence.digest.as_ref().into(),
                reference_digest.as_ref().into(),
                reference_salt.as_ref().into(),
                reference.into(),
                address_digest.as_ref().into(),
                address_salt.as_ref().into(),
            ],
        )?;
        let mut draft = Draft::of(EntryKind::Recorded, RecordKind::ConsentEvent, event.id.to_string(), Some(event.subject));
        draft.content = Some(event.digest());
        Ok(draft)
    }

    fn put_item(&mut self, item: &Item) -> Result<Draft> {
        let sql = "INSERT INTO item (code, name, ean, properties, attributes) VALUES ($1, $2, $3, $4, $5) ON CONFLICT (code) DO UPDATE \
                   SET name = excluded.name, ean = excluded.ean, properties = excluded.properties, attributes = excluded.attributes";
        let (properties, attributes) = (pairs_to_json(&item.properties)?, pairs_to_json(&item.attributes)?);
        let texts = [&item.code, &item.name, &item.ean, &properties, &attributes];
        self.session.execute(sql, &texts.map(Param::from))?;
        Ok(Draft::of(EntryKind::Changed, RecordKind::Item, item.code.clone(), None))
    }

    fn put_document(&mut self, document: &Document) -> Result<Draft> {
        let known = self.document(document.id)?;
        if let Some(known) = &known {
            let customer = known.customer.map_or(UNDEFINED, |id| *id.bytes());
            self.session
                .execute("DELETE FROM line WHERE customer = $1 AND document = $2", &[(&customer).into(), known.id.bytes().into()])?;
        }
        self.put_header(document)?;
        for line in &document.lines {
            self.put_line(document, line)?;
        }
        let kind = if known.is_none() { EntryKind::Created } else { EntryKind::Changed };
        let mut draft = Draft::of(kind, RecordKind::Document, document.id.to_string(), document.customer);
        draft.content = Some(document.content_digest());
        Ok(draft)
    }

    fn put_header(&mut self, document: &Document) -> Result<()> {
        let sql = "INSERT INTO document (id, kind, number, state, issuer, customer, anonymized, addressee_name, addressee_street, \
                   addressee_postal_code, addressee_city, addressee_region, addressee_country, source, created, branch, station, operator, \
                   barcode, currency, total, payload, payload_ground, payload_until) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, \
                   $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24) ON CONFLICT (id) DO UPDATE SET \
                   state = excluded.state, issuer = excluded.issuer, customer = excluded.customer, anonymized = excluded.anonymized, \
                   addressee_name = excluded.addressee_name, addressee_street = excluded.addressee_street, \
                   addressee_postal_code = excluded.addressee_postal_code, addressee_city = excluded.addressee_city, \
                   addressee_region = excluded.addressee_region, addressee_country = excluded.addressee_country, source = excluded.source, \
                   created = excluded.created, branch = excluded.branch, station = excluded.station, operator = excluded.operator, \
                   barcode = excluded.barcode, currency = excluded.currency, total = excluded.total, payload = excluded.payload, \
                   payload_ground = excluded.payload_ground, payload_until = excluded.payload_until";
        let addressee = &document.addressee;
        let payload = document.payload.as_ref();
        let keep = payload.and_then(|payload| payload.keep.as_ref());
        let until = keep.map(|(_, until)| until.to_string());
        self.session
            .execute(
                sql,
                &[
                    document.id.bytes().into(),
                    document.kind.name().into(),
                    Param::from(&document.number),
                    document.state.name().into(),
                    document.issuer.as_ref().into(),
                    document.customer.as_ref().into(),
                    document.anonymized.into(),
                    addressee.name.as_ref().into(),
                    addressee.street.as_ref().into(),
                    addressee.postal_code.as_ref().into(),
                    addressee.city.as_ref().into(),
                    addressee.region.as_ref().into(),
                    addressee.country.as_ref().into(),
                    document.source.as_ref().into(),
                    document.created.into(),
                    document.branch.as_ref().into(),
                    document.station.as_ref().into(),
                    document.operator.as_ref().into(),
                    document.barcode.as_ref().into(),
                    document.currency.as_str().into(),
                    document.total.into(),
                    payload.map(|payload| payload.bytes.as_slice()).into(),
                    keep.map(|(ground, _)| ground).into(),
                    until.as_ref().into(),
                ],
            )
            .map(drop)
    }

    fn put_line(&mut self, document: &Document, line: &Line) -> Result<()> {
        let sql = "INSERT INTO line (customer, document, number, item_code, item_name, ean, quantity, regular_price, discount, \
                   final_price, source_document, source_line, defective, properties, attributes) \
                   VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)";
        let customer = document.customer.map_or(UNDEFINED, |id| *id.bytes());
        let source = line.source.as_ref();
        let (properties, attributes) = (pairs_to_json(&line.properties)?, pairs_to_json(&line.attributes)?);
        self.session
            .execute(
                sql,
                &[
                    (&customer).into(),
                    document.id.bytes().into(),
                    i64::from(line.number).into(),
                    Param::from(&line.item_code),
                    Param::from(&line.item_name),
                    Param::from(&line.ean),
                    line.quantity.scaled().into(),
                    line.regular_price.scaled().into(),
                    line.discount.scaled().into(),
                    line.final_price.scaled().into(),
                    source.map(|source| &source.document).into(),
                    source.map(|source| i64::from(source.line)).into(),
                    line.defective.into(),
                    Param::from(&properties),
                    Param::from(&attributes),
                ],
            )
            .map(drop)
    }

    /// Derives again what lists and search read of a subject and of the customers it belongs to.
    fn reindex(&mut self, id: SubjectId) -> Result<()> {
        let mut around: Vec<SubjectId> = self.related_to(id)?.into_iter().map(|relation| relation.of).collect();
        around.push(id);
        for id in around {
            let Some(stored) = self.subject(id)? else { continue };
            let name = fold(&stored.values.display_name());
            self.session.execute("UPDATE subject SET sort_name = $1 WHERE id = $2", &[Param::from(&name), (&id).into()])?;
            self.index(&stored)?;
        }
        Ok(())
    }

    /// A salt for each of so many pairs of values.
    pub(super) fn salts(&self, count: usize) -> Result<Vec<Salt>> {
        let mut bytes = vec![0; count * size_of::<Salt>()];
        self.store.chance.fill(&mut bytes)?;
        Ok(bytes.as_chunks().0.to_vec())
    }
}
