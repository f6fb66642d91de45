//! The forecast: how many customers can be erased when, read customer by customer. Knows no SQL.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::document::DocumentKind;
use crate::domain::id::SubjectId;
use crate::domain::program::Programs;
use crate::domain::retention::{DocumentFacts, Forecast, Hold, HoldKind, Retention, RetentionClass, RetentionData};
use crate::domain::time::Date;
use crate::engine::erp::Erp;
use crate::error::Result;
use crate::store::{DocumentHead, Reader};

impl Erp {
    /// How many customers can be erased when (X8): of how many nothing has to stay, now and month by month. It looks at documents and holds;
    /// a direct debit or the proof of a consent to calls may keep single data of somebody a little longer ([`Self::why_not_yet`] tells).
    ///
    /// # Errors
    /// Those of reading.
    pub fn forecast(&self, retention: &Retention) -> Result<Forecast> {
        let (now, mut reader) = (self.engine.now(), self.engine.store().read()?);
        let merged = reader.merged_customers()?;
        let forward = merged.into_iter().map(|id| Ok((id, reader.survivor_of(id)?))).collect::<Result<BTreeMap<_, _>>>()?;
        let survivors: BTreeSet<SubjectId> = forward.values().copied().collect();
        let programs = self.engine.directory_in(&mut reader)?.programs.clone();
        let mut held = Held::of(&mut reader, retention, now.date())?;
        held.add_values(&mut reader, &programs, &forward)?;
        let classes = std::mem::take(&mut held.classes);
        let (mut forecast, mut apart, mut seen) = (Forecast::new(now.date()), BTreeMap::<SubjectId, Free>::new(), 0);
        let mut present: Option<(SubjectId, Free)> = None;
        let mut done = |(id, free): (SubjectId, Free), forecast: &mut Forecast| {
            forecast.add(held.apply(id, free));
            seen += 1;
        };
        reader.each_document_head(&mut |head| {
            let id = forward.get(&head.customer).copied().unwrap_or(head.customer);
            let mut free = Free(free_from(retention, &head, now.date(), now.offset_minutes));
            classes.iter().filter(|class| class.is_about(id, head.kind)).for_each(|class| free.join(class.free));
            if id != head.customer || survivors.contains(&id) {
                apart.entry(id).or_insert(Free(Some(now.date()))).join(free);
                return;
            }
            match &mut present {
                Some((known, sofar)) if *known == id => sofar.join(free),
                _ => {
                    if let Some(last) = present.replace((id, free)) {
                        done(last, &mut forecast);
                    }
                }
            }
        })?;
        present.into_iter().chain(apart).for_each(|one| done(one, &mut forecast));
        let without = reader.customer_count()?.saturating_sub(seen);
        held.rest(&mut reader, without, &mut forecast)?;
        Ok(forecast)
    }
}

/// From when on nothing has to stay; none: nobody knows.
#[derive(Clone, Copy)]
struct Free(Option<Date>);

impl Free {
    fn join(&mut self, other: Self) {
        self.0 = self.0.zip(other.0).map(|(one, other)| one.max(other));
    }
}

/// From when on nothing of a document has to stay; none while it is in progress.
fn free_from(retention: &Retention, head: &DocumentHead, today: Date, offset_minutes: i32) -> Option<Date> {
    const ON_IT: [RetentionData; 3] = [RetentionData::Name, RetentionData::Address, RetentionData::Printed];
    let (mut data, mut count) = (ON_IT, 0);
    for (kind, _) in ON_IT.iter().zip(head.holds).filter(|(_, holds)| *holds) {
        data[count] = *kind;
        count += 1;
    }
    let facts = DocumentFacts {
        number: "",
        class: RetentionClass::of(head.kind),
        date: Date::of(head.created, offset_minutes),
        last_entry: None,
        tax_due: None,
        total: head.total,
        currency: head.currency,
        data: &data[..count],
    };
    let free = retention.keeps(&facts).map_or(today, |last| last.plus_days(1).max(today));
    head.state.is_final().then_some(free)
}

/// Who is on hold: everybody, everybody with a document, everybody or somebody with one of a class, or some.
struct Held {
    everybody: Option<Free>,
    documents: Option<Free>,
    classes: Vec<OfClass>,
    some: BTreeMap<SubjectId, Free>,
}

/// Documents of a class on hold: of somebody, or of everybody.
struct OfClass {
    customer: Option<SubjectId>,
    class: RetentionClass,
    free: Free,
}

impl OfClass {
    fn is_about(&self, customer: SubjectId, kind: DocumentKind) -> bool {
        self.class == RetentionClass::of(kind) && self.customer.is_none_or(|own| own == customer)
    }
}

impl Held {
    fn of(reader: &mut Reader<'_>, retention: &Retention, today: Date) -> Result<Self> {
        let mut held = Self { everybody: None, documents: None, classes: Vec::new(), some: BTreeMap::new() };
        let stored = reader.standing_holds()?.into_iter().map(|kept| (kept.subject, kept.hold));
        let given = retention.holds().iter().map(|hold| (None, hold.clone()));
        for (subject, hold) in given.chain(stored).filter(|(_, hold)| hold.is_active(today)) {
            held.add(reader, subject, &hold)?;
        }
        Ok(held)
    }

    fn add(&mut self, reader: &mut Reader<'_>, subject: Option<SubjectId>, hold: &Hold) -> Result<()> {
        let free = Free(hold.until.map(|last| last.plus_days(1)));
        let customer = subject.map(|subject| carrier(reader, subject)).transpose()?;
        match (&hold.document, hold.class, customer) {
            (Some(number), class, customer) => self.add_document(reader, number, class, customer, free)?,
            (None, Some(class), customer) => self.classes.push(OfClass { customer, class, free }),
            (None, None, Some(customer)) => self.join(customer, free),
            (None, None, None) => {
                let all = if hold.kind == HoldKind::LegalHold { &mut self.everybody } else { &mut self.documents };
                all.get_or_insert(free).join(free);
            }
        }
        Ok(())
    }

    fn add_document(
        &mut self,
        reader: &mut Reader<'_>,
        number: &str,
        class: Option<RetentionClass>,
        of: Option<SubjectId>,
        free: Free,
    ) -> Result<()> {
        for kind in DocumentKind::ALL.iter().filter(|kind| class.is_none_or(|class| RetentionClass::of(**kind) == class)) {
            let Some(customer) = reader.document_by_number(*kind, number)?.and_then(|document| document.customer) else { continue };
            let customer = reader.survivor_of(customer)?;
            if of.is_none_or(|of| of == customer) {
                self.join(customer, free);
            }
        }
        Ok(())
    }

    /// Whoever paid money in that is not spent; `forward` leads who was merged to who stays.
    fn add_values(&mut self, reader: &mut Reader<'_>, programs: &Programs, forward: &BTreeMap<SubjectId, SubjectId>) -> Result<()> {
        for program in programs.values().filter(|program| program.kind.is_money()) {
            let mut sums = BTreeMap::<SubjectId, i128>::new();
            reader.each_amount(&program.code, &mut |subject, amount| {
                *sums.entry(forward.get(&subject).copied().unwrap_or(subject)).or_default() += i128::from(amount);
            })?;
            sums.into_iter().filter(|(_, sum)| *sum > 0).for_each(|(customer, _)| self.join(customer, Free(None)));
        }
        Ok(())
    }

    fn join(&mut self, customer: SubjectId, free: Free) {
        self.some.entry(customer).or_insert(free).join(free);
    }

    /// The day of somebody with documents, who is told of only once.
    fn apply(&mut self, id: SubjectId, mut free: Free) -> Option<Date> {
        let own = self.some.remove(&id);
        [self.everybody, self.documents, own].into_iter().flatten().for_each(|held| free.join(held));
        free.0
    }

    /// So many without documents, some of them on hold.
    fn rest(self, reader: &mut Reader<'_>, mut count: u64, forecast: &mut Forecast) -> Result<()> {
        for (id, mut free) in self.some {
            if reader.subject(id)?.is_some_and(|stored| stored.customer && stored.erased.is_none()) {
                self.everybody.into_iter().for_each(|held| free.join(held));
                forecast.add(free.0);
                count = count.saturating_sub(1);
            }
        }
        match self.everybody {
            None => forecast.add_free(count),
            Some(free) => (0..count).for_each(|_| forecast.add(free.0)),
        }
        Ok(())
    }
}

/// The customer in whose plan somebody is: themselves, or the only one they are related to.
fn carrier(reader: &mut Reader<'_>, subject: SubjectId) -> Result<SubjectId> {
    let subject = reader.survivor_of(subject)?;
    if reader.subject(subject)?.is_some_and(|stored| stored.customer) {
        return Ok(subject);
    }
    let related = reader.related_to(subject)?;
    if let [only] = related.as_slice() { reader.survivor_of(only.of) } else { Ok(subject) }
}
