//! What merging two customers would do: choices, what is taken over, what stands in the way. Knows no SQL.

use std::fmt;

use crate::domain::booking::Booking;
use crate::domain::customer_merge::{Keep, MergeBlocker, MergeField, MergeSide, MergeThing, Union, blockers, choose};
use crate::domain::field::Field;
use crate::domain::id::SubjectId;
use crate::domain::subject::Values;
use crate::domain::view::View;
use crate::engine::bookings::{Balance, balances_of};
use crate::engine::consents::{Consent, consents_from};
use crate::engine::customers::present;
use crate::engine::open::Engine;
use crate::error::{Result, Violation};
use crate::store::{Reader, Stored};

/// How much of the merged customer goes on with the one who stays. It stays where it stands and is read of both.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct MergeCounts {
    /// Documents.
    pub documents: usize,
    /// Consent events.
    pub consent_events: usize,
    /// Bookings of programs.
    pub bookings: usize,
    /// Related persons.
    pub related: usize,
}

/// What merging two customers would do, and what is chosen; nothing is written before [`crate::Desk::merge`].
///
/// ```
/// # use std::sync::Arc;
/// # use clientela::{Engine, Options, Seat, SystemClock};
/// # use clientela::domain::{id::Code, rights::Rights};
/// use clientela::domain::{customer_merge::Keep, field::Field};
/// # let folder = tempfile::tempdir()?;
/// # let engine = Engine::open(folder.path().join("shop.db"), Options::new(Arc::new(SystemClock::default())))?;
/// # let [branch, station, operator] = ["berlin", "till-1", "jane"].map(Code::parse);
/// # let desk = engine.desk(Seat { branch: branch?, station: station?, operator: operator?, rights: Rights::all() })?;
/// # let add = |values: &[(Field, &str)]| -> Result<_, clientela::Error> {
/// #     let mut draft = desk.new_customer("private")?;
/// #     values.iter().for_each(|(field, text)| _ = draft.set(*field, text));
/// #     Ok(desk.save(&mut draft)?.id)
/// # };
/// let lee = add(&[(Field::Number, "1"), (Field::FamilyName, "Lee")])?;
/// let again = add(&[(Field::Number, "2"), (Field::FamilyName, "Leigh"), (Field::Email, "lee@example.org")])?;
///
/// let mut preview = desk.merge_preview(lee, again)?;
/// assert!(preview.blockers.is_empty());
/// assert!(preview.choose(Field::FamilyName, Keep::Merged));
/// desk.merge(&preview, "came with both cards")?;
/// let both = desk.customer_by_number("2")?; // the old number leads there
/// assert_eq!((both.stored.id, both.stored.values.get(Field::FamilyName)), (lee, Some("Leigh")));
/// assert_eq!(both.stored.values.get(Field::Email), Some("lee@example.org"));
///
/// assert!(desk.unmerge(again, "they are sisters")?.conflicts.is_empty());
/// assert_eq!(desk.customer_by_number("2")?.stored.id, again);
/// assert_eq!(desk.customer(lee)?.stored.values.get(Field::FamilyName), Some("Lee"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone)]
pub struct MergePreview {
    /// Who stays.
    pub survivor: SubjectId,
    /// Who is merged into the other.
    pub merged: SubjectId,
    /// The fields in which both differ, with what is chosen.
    pub fields: Vec<MergeField>,
    /// Addresses, phone numbers, cards and other things of the merged customer, and where they come to stand.
    pub things: Vec<MergeThing>,
    /// How much else goes on with the one who stays.
    pub counts: MergeCounts,
    /// What accounts hold afterwards, where both are summed.
    pub balances: Vec<Balance>,
    /// Consents as they stand afterwards: the most restrictive of both. Empty where the operator may not see them.
    pub consents: Vec<Consent>,
    /// What stands in the way.
    pub blockers: Vec<MergeBlocker>,
    /// The versions of both on which it rests.
    versions: [u64; 2],
}

impl fmt::Debug for MergePreview {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { survivor, merged, fields, things, blockers, .. } = self;
        write!(f, "MergePreview({survivor} and {merged}, {fields:?}, {things:?}, {blockers:?})")
    }
}

impl MergePreview {
    /// Chooses whose value of a field stays; of a name for all of it. Tells whether there is such a choice.
    pub fn choose(&mut self, field: Field, keep: Keep) -> bool {
        choose(&mut self.fields, field, keep)
    }

    pub(super) fn versions(&self) -> [u64; 2] {
        self.versions
    }
}

/// Two customers who may become one.
pub(super) struct Pair {
    pub(super) survivor: Stored,
    pub(super) merged: Stored,
}

impl Pair {
    pub(super) fn of(reader: &mut Reader<'_>, survivor: SubjectId, merged: SubjectId) -> Result<Self> {
        let pair = Self { survivor: present(reader, survivor)?, merged: present(reader, merged)? };
        if pair.survivor.id == pair.merged.id {
            return Err(Violation::new("merged", "merge.same_customer").into());
        }
        Ok(pair)
    }

    pub(super) fn preview(self, engine: &Engine, reader: &mut Reader<'_>, view: &View) -> Result<MergePreview> {
        let Self { survivor, merged } = &self;
        let union = Union::of(survivor.values.clone(), merged.values.clone());
        let mut events = reader.events(survivor.id)?;
        let others = reader.events(merged.id)?;
        let counts = MergeCounts {
            documents: reader.document_count(merged.id)?,
            consent_events: others.len(),
            bookings: reader.bookings(merged.id)?.len(),
            related: reader.related(merged.id)?.len(),
        };
        events.extend(others);
        let bookings = [reader.bookings(survivor.id)?, reader.bookings(merged.id)?].concat();
        let whole = union.values();
        Ok(MergePreview {
            survivor: survivor.id,
            merged: merged.id,
            fields: union.fields().iter().filter_map(|field| seen_field(field, view)).collect(),
            things: union.things().iter().filter_map(|thing| seen_thing(thing, view)).collect(),
            counts,
            balances: balances_of(&whole, bookings),
            consents: consents_from(engine, reader, survivor, &events, view.rights)?,
            blockers: self.blockers(reader, &whole)?,
            versions: [survivor.version, merged.version],
        })
    }

    pub(super) fn blockers(&self, reader: &mut Reader<'_>, together: &Values) -> Result<Vec<MergeBlocker>> {
        let (own, other) = (reader.bookings(self.survivor.id)?, reader.bookings(self.merged.id)?);
        let (asked, other_asked) = (reader.requests_of(self.survivor.id)?, reader.requests_of(self.merged.id)?);
        let side = |stored: &Stored, operator| MergeSide {
            id: stored.id,
            customer: stored.customer,
            business: stored.values.is_business(),
            operator,
            requests: &[],
            bookings: &[],
        };
        let operators = [reader.operator_behind(&self.survivor)?.is_some(), reader.operator_behind(&self.merged)?.is_some()];
        let own = MergeSide { bookings: &as_one(own, self.survivor.id), requests: &asked, ..side(&self.survivor, operators[0]) };
        let other = MergeSide { bookings: &as_one(other, self.merged.id), requests: &other_asked, ..side(&self.merged, operators[1]) };
        Ok(blockers(&own, &other, together))
    }
}

/// A field as a view shows it; none where the settings leave it out.
fn seen_field(field: &MergeField, view: &View) -> Option<MergeField> {
    let seen = |text: &Option<String>| text.as_deref().map(|text| cover(field.field, text, view));
    let shown = MergeField { survivor: seen(&field.survivor), merged: seen(&field.merged), ..field.clone() };
    (!view.hidden.contains(&field.field)).then_some(shown)
}

fn seen_thing(thing: &MergeThing, view: &View) -> Option<MergeThing> {
    let shown = MergeThing { value: cover(thing.named, &thing.value, view), ..thing.clone() };
    (!view.hidden.contains(&thing.field)).then_some(shown)
}

fn cover(field: Field, text: &str, view: &View) -> String {
    if view.shows(field) { text.to_owned() } else { field.spec().mask.cover(text) }
}

fn as_one(bookings: Vec<Booking>, subject: SubjectId) -> Vec<Booking> {
    bookings.into_iter().map(|booking| Booking { subject, ..booking }).collect()
}
