//! The forecast: how many customers can be erased when, read customer by customer. Knows no SQL.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::document::DocumentKind;
use crate::domain::id::SubjectId;
use crate::domain::retention::{DocumentFacts, Forecast, HoldKind, Retention, RetentionClass, RetentionData};
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
        let held = Held::of(&mut reader, retention, now.date())?;
        let (mut forecast, mut apart, mut seen) = (Forecast::new(now.date()), BTreeMap::<SubjectId, Free>::new(), 0);
        let mut present: Option<(SubjectId, Free)> = None;
        let mut done = |(id, free): (SubjectId, Free), forecast: &mut Forecast| {
            forecast.add(held.apply(id, free));
            seen += 1;
        };
        reader.each_document_head(&mut |head| {
            let free = Free(free_from(retention, &head, now.date(), now.offset_minutes));
            let id = forward.get(&head.customer).copied().unwrap_or(head.customer);
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
        held.rest(without, &mut forecast);
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

/// Who is on hold: everybody, everybody with a document, or the customers of some documents.
struct Held {
    everybody: Option<Free>,
    documents: Option<Free>,
    some: BTreeMap<SubjectId, Free>,
}

impl Held {
    fn of(reader: &mut Reader<'_>, retention: &Retention, today: Date) -> Result<Self> {
        let mut held = Self { everybody: None, documents: None, some: BTreeMap::new() };
        for hold in retention.holds().iter().filter(|hold| hold.is_active(today)) {
            let free = Free(hold.until.map(|last| last.plus_days(1)));
            let Some(number) = &hold.document else {
                let all = if hold.kind == HoldKind::LegalHold { &mut held.everybody } else { &mut held.documents };
                all.get_or_insert(Free(Some(today))).join(free);
                continue;
            };
            for kind in DocumentKind::ALL {
                if let Some(customer) = reader.document_by_number(*kind, number)?.and_then(|document| document.customer) {
                    held.some.entry(reader.survivor_of(customer)?).or_insert(Free(Some(today))).join(free);
                }
            }
        }
        Ok(held)
    }

    /// The day of somebody with documents.
    fn apply(&self, id: SubjectId, mut free: Free) -> Option<Date> {
        let own = self.some.get(&id).copied();
        [self.everybody, self.documents, own].into_iter().flatten().for_each(|held| free.join(held));
        free.0
    }

    /// So many without documents.
    fn rest(&self, count: u64, forecast: &mut Forecast) {
        match self.everybody {
            None => forecast.add_free(count),
            Some(free) => (0..count).for_each(|_| forecast.add(free.0)),
        }
    }
}
