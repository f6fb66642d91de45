//! What came back: a mailing tool reports an address at which nothing arrives.

use super::consent::holders;
use super::record::Record;
use super::run::{Feeder, Taken};
use crate::domain::change::{Change, FieldChange};
use crate::domain::check::check;
use crate::domain::field::Field;
use crate::domain::id::SubjectId;
use crate::engine::customers::known;
use crate::error::{Result, Violation};
use crate::store::Writer;

/// Notes it with everybody who has the address.
pub(super) fn take(feeder: &Feeder<'_>, writer: &mut Writer<'_>, record: &mut Record) -> Result<Taken> {
    let address = record.text("email")?.ok_or_else(|| Violation::new("email", "required"))?;
    record.finish()?;
    let people = holders(writer, &check(Field::Email, &address, feeder.erp.engine.now().date())?)?;
    let mut changes = Vec::new();
    for person in people {
        changes.extend(noted(writer, person, &address)?);
    }
    Ok(if changes.is_empty() { Taken::Unchanged } else { Taken::Changes(changes) })
}

/// As the person's own values spell it; none where it is noted already.
fn noted(writer: &mut Writer<'_>, person: SubjectId, address: &str) -> Result<Option<Change>> {
    let stored = known(writer, person)?;
    let values = &stored.values;
    let own: Vec<&str> = values.all(Field::Email).map(|(_, email)| email).filter(|email| same(email, address)).collect();
    let new: Vec<&str> = own.into_iter().filter(|email| !values.is_undeliverable(email)).collect();
    let free = values.all(Field::Undeliverable).map(|(slot, _)| slot + 1).max().unwrap_or(0);
    let fields =
        (free..).zip(new).map(|(slot, email)| FieldChange { field: Field::Undeliverable, slot, old: None, new: Some(email.to_owned()) });
    let fields: Vec<FieldChange> = fields.collect();
    let changed = !fields.is_empty();
    Ok(changed.then_some(Change::Subject { id: stored.id, expected: Some(stored.version), customer: stored.customer, fields }))
}

fn same(one: &str, other: &str) -> bool {
    one.to_lowercase() == other.to_lowercase()
}
