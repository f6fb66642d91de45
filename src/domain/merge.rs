//! Merging two edits of the same person that were begun at the same state: what one side changed is taken, what both changed
//! differently clashes. A name and an address are one thing each. Knows no store and no versions.

use std::collections::BTreeSet;
use std::fmt;

use crate::domain::field::{FIELDS, Field, Whole};
use crate::domain::rights::Rights;
use crate::domain::subject::{ValueChange, Values};
use crate::domain::words::words;

words! {
    /// Whose values a clash is settled with.
    Side {
        /// Those of whoever edits here.
        Mine = "mine",
        /// Those that somebody else saved in between.
        Theirs = "theirs",
    }
}

words! {
    /// What saving an edit did.
    Outcome {
        /// It was written.
        Written = "written",
        /// It was saved before: nothing was written now.
        Repeated = "repeated",
        /// It stands together with what somebody else saved in between, and nothing was written where the draft changed nothing: show the
        /// values anew.
        Merged = "merged",
    }
}

/// One field that two edits brought to different values, or that belongs to such a name or address.
#[derive(Clone, PartialEq, Eq)]
pub struct Clash {
    /// The field.
    pub field: Field,
    /// Its occurrence.
    pub slot: u16,
    /// The value at which both began.
    pub base: Option<String>,
    /// The value of whoever edits here.
    pub mine: Option<String>,
    /// The value that somebody else saved.
    pub theirs: Option<String>,
}

impl Clash {
    /// What differs from theirs to mine.
    fn of(change: &ValueChange<'_>, base: &Values) -> Self {
        let (field, slot) = (change.field, change.slot);
        Self { field, slot, base: own(base.at(field, slot)), mine: own(change.new), theirs: own(change.old) }
    }

    fn thing(&self) -> Thing {
        Thing::of(self.field, self.slot)
    }

    /// The clash as somebody with these rights sees it: what they may not see is masked.
    pub fn visible_to(mut self, rights: Rights) -> Self {
        let spec = self.field.spec();
        if !rights.has(spec.sees) {
            for side in [&mut self.base, &mut self.mine, &mut self.theirs] {
                *side = side.take().map(|text| spec.mask.cover(&text));
            }
        }
        self
    }
}

impl fmt::Debug for Clash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Clash({}, {})", self.field.name(), self.slot)
    }
}

/// Two edits put together.
///
/// ```
/// use clientela::domain::{field::Field, merge::{Side, merge}, subject::Values};
/// let mut base = Values::default();
/// base.set(Field::FamilyName, 0, "Lee");
/// let (mut mine, mut theirs) = (base.clone(), base.clone());
/// mine.set(Field::FamilyName, 0, "Lee-Ray");
/// theirs.set(Field::Email, 0, "lee@example.org");
/// let mut merged = merge(&base, &mine, &theirs);
/// assert_eq!(merged.values.get(Field::FamilyName), Some("Lee-Ray"));
/// assert_eq!(merged.values.get(Field::Email), Some("lee@example.org"));
/// assert!(merged.clashes.is_empty());
///
/// theirs.set(Field::FamilyName, 0, "Ray");
/// merged = merge(&base, &mine, &theirs);
/// assert_eq!(merged.clashes[0].theirs.as_deref(), Some("Ray"));
/// assert_eq!(merged.values.get(Field::FamilyName), Some("Lee-Ray"));
/// merged.settle(Field::FamilyName, 0, Side::Theirs);
/// assert_eq!(merged.values.get(Field::FamilyName), Some("Ray"));
/// assert!(merged.clashes.is_empty());
/// merged.settle(Field::FamilyName, 0, Side::Mine); // thought better of it
/// assert_eq!(merged.values.get(Field::FamilyName), Some("Lee-Ray"));
/// ```
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Merged {
    /// The values; where both sides clash, those of whoever edits here.
    pub values: Values,
    /// What is not settled, by field and slot.
    pub clashes: Vec<Clash>,
    /// What is: it can be settled otherwise.
    settled: Vec<Clash>,
}

impl Merged {
    /// Values that nobody else edited.
    pub fn of(values: Values) -> Self {
        Self { values, ..Self::default() }
    }

    /// Other values, with the same clashes.
    #[must_use]
    pub fn with(&self, values: Values) -> Self {
        Self { values, ..self.clone() }
    }

    /// Sets a value of whoever edits here; empty text removes it, and with the number of a card or the text of a comment all of it.
    /// A clash stays one until it is settled.
    pub fn set(&mut self, field: Field, slot: u16, text: &str) {
        let heads = field.spec().whole.heads();
        self.put(field, slot, text);
        if heads.contains(&field) && heads.iter().all(|head| self.values.at(*head, slot).is_none()) {
            let rest = FIELDS.iter().filter(|spec| spec.whole == field.spec().whole);
            rest.for_each(|spec| self.put(spec.field, slot, ""));
        }
    }

    fn put(&mut self, field: Field, slot: u16, text: &str) {
        let before = own(self.values.at(field, slot));
        self.values.set(field, slot, text);
        for clashes in [&mut self.clashes, &mut self.settled] {
            let thing = |clash: &Clash| clash.thing() == Thing::of(field, slot);
            if clashes.iter().any(thing) && !clashes.iter().any(|clash| (clash.field, clash.slot) == (field, slot)) {
                clashes.push(Clash { field, slot, base: before.clone(), mine: None, theirs: before.clone() });
                clashes.sort_by_key(|clash| (clash.field, clash.slot));
            }
            clashes.iter_mut().filter(|clash| thing(clash)).for_each(|clash| clash.mine = own(self.values.at(clash.field, clash.slot)));
        }
    }

    /// Settles a clash for one side: the field, and the whole name or address that it belongs to. It can be settled otherwise as
    /// long as nothing else is put together; mine is what was set last. Tells whether there is such a clash.
    pub fn settle(&mut self, field: Field, slot: u16, side: Side) -> bool {
        let thing = Thing::of(field, slot);
        self.settled.extend(self.clashes.extract_if(.., |clash| clash.thing() == thing));
        let mut known = false;
        for clash in self.settled.iter().filter(|clash| clash.thing() == thing) {
            let text = if side == Side::Mine { &clash.mine } else { &clash.theirs };
            self.values.set(clash.field, clash.slot, text.as_deref().unwrap_or_default());
            known = true;
        }
        known
    }

    /// Puts an edit that began at `base` onto what somebody else saved since. What was not settled before keeps its own values and
    /// stays open, the whole name or address, until both sides are the same.
    #[must_use]
    pub fn onto(&self, base: &Values, theirs: &Values) -> Self {
        let mut merged = merge(base, &self.values, theirs);
        let new: BTreeSet<Thing> = merged.clashes.iter().map(Clash::thing).collect();
        let still_open: BTreeSet<Thing> = self.clashes.iter().map(Clash::thing).filter(|thing| !new.contains(thing)).collect();
        let different = self.values.changes_from(theirs);
        for change in different.iter().filter(|change| still_open.contains(&Thing::of(change.field, change.slot))) {
            merged.values.set(change.field, change.slot, change.new.unwrap_or_default());
            let told = self.clashes.iter().find(|clash| (clash.field, clash.slot) == (change.field, change.slot));
            merged.clashes.push(told.map_or_else(|| Clash::of(change, base), |told| Clash { theirs: own(change.old), ..told.clone() }));
        }
        merged.clashes.sort_by_key(|clash| (clash.field, clash.slot));
        merged
    }
}

/// What changes as one: a field's occurrence, the name, an address.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Thing {
    Field(Field, u16),
    Whole(Whole, u16),
}

impl Thing {
    fn of(field: Field, slot: u16) -> Self {
        match field.spec().whole {
            Whole::Alone => Self::Field(field, slot),
            whole => Self::Whole(whole, slot),
        }
    }
}

/// Puts two edits together that both began at `base`.
pub fn merge(base: &Values, mine: &Values, theirs: &Values) -> Merged {
    let changed = |side: &Values| -> BTreeSet<Thing> { side.changes_from(base).iter().map(|c| Thing::of(c.field, c.slot)).collect() };
    let (by_me, by_them) = (changed(mine), changed(theirs));
    let mut merged = Merged::of(theirs.clone());
    let different = mine.changes_from(theirs);
    // Whatever both changed but came to the same is in `theirs` already.
    for change in different.iter().filter(|change| by_me.contains(&Thing::of(change.field, change.slot))) {
        merged.values.set(change.field, change.slot, change.new.unwrap_or_default());
        if by_them.contains(&Thing::of(change.field, change.slot)) {
            merged.clashes.push(Clash::of(change, base));
        }
    }
    merged
}

fn own(text: Option<&str>) -> Option<String> {
    text.map(str::to_owned)
}
