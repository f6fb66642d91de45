//! Taking a merge back: what it changed is put back as it was, but for what was edited since. Knows no store.

use std::collections::BTreeSet;
use std::fmt;

use super::thing::{Thing, fields_of, thing};
use crate::domain::change::FieldChange;
use crate::domain::field::Field;
use crate::domain::rights::Rights;
use crate::domain::subject::Values;

/// A field that was edited after the merge had changed it: it stays as it is now.
///
/// ```
/// use clientela::domain::{customer_merge::UndoConflict, field::Field};
/// let own = |text: &str| Some(text.to_owned());
/// let conflict = UndoConflict { field: Field::FamilyName, slot: 0, before: own("Lee"), merged: own("Li"), now: own("Lie") };
/// assert_eq!(format!("{conflict:?}"), "UndoConflict(family_name, 0)"); // never the value
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct UndoConflict {
    /// The field.
    pub field: Field,
    /// Its occurrence.
    pub slot: u16,
    /// The value before the merge.
    pub before: Option<String>,
    /// The value that the merge gave it.
    pub merged: Option<String>,
    /// The value now, which stays.
    pub now: Option<String>,
}

impl UndoConflict {
    /// The conflict as somebody with these rights sees it: what they may not see is masked.
    pub fn visible_to(mut self, rights: Rights) -> Self {
        let spec = self.field.spec();
        if !rights.has(spec.sees) {
            for side in [&mut self.before, &mut self.merged, &mut self.now] {
                *side = side.take().map(|text| spec.mask.cover(&text));
            }
        }
        self
    }
}

impl fmt::Debug for UndoConflict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "UndoConflict({}, {})", self.field.name(), self.slot)
    }
}

/// What taking a merge back does to the customer who stayed.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Undone {
    /// The fields that are put back.
    pub fields: Vec<FieldChange>,
    /// What stays because it was edited since.
    pub conflicts: Vec<UndoConflict>,
}

/// What of the changes of a merge is taken back, given the values now. What goes as one (a name, an address, a card) is put back as
/// a whole or stays as a whole.
///
/// ```
/// use clientela::domain::{customer_merge::{Keep, Union, undo}, field::Field, subject::Values};
/// let (mut survivor, mut merged) = (Values::default(), Values::default());
/// survivor.set(Field::FamilyName, 0, "Lee");
/// merged.set(Field::Email, 0, "lee@example.org");
/// let union = Union::of(survivor, merged);
/// let mut now = union.values();
/// assert_eq!(undo(&union.changes(), &now).fields.len(), 1);
/// now.set(Field::Email, 0, "lee@example.net"); // edited since
/// let undone = undo(&union.changes(), &now);
/// assert!(undone.fields.is_empty());
/// assert_eq!(undone.conflicts[0].now.as_deref(), Some("lee@example.net"));
/// ```
pub fn undo(merge: &[FieldChange], now: &Values) -> Undone {
    let things: BTreeSet<Thing> = merge.iter().map(|change| thing(change.field, change.slot)).collect();
    let mut undone = Undone::default();
    for (head, slot) in things {
        let all: Vec<UndoConflict> = fields_of(head).map(|field| three(merge, now, field, slot)).collect();
        let open = all.iter().filter(|one| one.before != one.now).cloned();
        if all.iter().all(|one| one.merged == one.now) {
            undone.fields.extend(open.map(|one| FieldChange { field: one.field, slot, old: one.now, new: one.before }));
        } else {
            undone.conflicts.extend(open);
        }
    }
    undone
}

/// A field of a thing that the merge changed: before it, after it, now.
fn three(merge: &[FieldChange], now: &Values, field: Field, slot: u16) -> UndoConflict {
    let change = merge.iter().find(|change| (change.field, change.slot) == (field, slot));
    let (before, merged) = change.map_or((None, None), |change| (change.old.clone(), change.new.clone()));
    UndoConflict { field, slot, before, merged, now: now.at(field, slot).map(str::to_owned) }
}
