//! Whether what stays of somebody's history points at them: who else bought the same on the same day in the same branch.

use std::collections::BTreeSet;

use crate::domain::change::Cleaned;
use crate::domain::document::{Document, Line};
use crate::domain::erasure::{Buyer, SingledOut, Trace, Traces};
use crate::domain::id::{Code, DocumentId, SubjectId};
use crate::domain::time::Date;
use crate::error::Result;
use crate::store::Reader;

const MINUTE: i64 = 60_000;
const DAY: i64 = 24 * 60 * MINUTE;

/// Looks through the days on which the persons bought something, each until enough others bought the same. What is cleaned of a
/// document does not stay.
pub(super) fn singled_out(
    reader: &mut Reader<'_>,
    persons: &[SubjectId],
    cleaned: &[Cleaned],
    offset_minutes: i32,
) -> Result<Vec<SingledOut>> {
    let clean = |document: Document| cleaned.iter().find_map(|one| left(one, document.id)).unwrap_or(document);
    let mut documents = Vec::new();
    for person in persons {
        documents.extend(reader.documents_of(*person)?.into_iter().map(clean));
    }
    let own: BTreeSet<DocumentId> = documents.iter().map(|document| document.id).collect();
    let met: BTreeSet<Met<'_>> = documents.iter().flat_map(|document| traces_of(document, offset_minutes)).collect();
    let trace = |(day, branch, item): Met<'_>| Trace { day, branch: branch.cloned(), item: item.to_owned() };
    let mut traces = Traces::of(met.into_iter().map(trace));
    for (branch, day) in traces.days() {
        let begins = day.start().millis() - i64::from(offset_minutes) * MINUTE;
        reader.each_sale(branch.as_ref(), [begins, begins + DAY], &mut |document, customer, item| {
            if !own.contains(&document) {
                let buyer = customer.map_or(Buyer::Undefined(document), Buyer::Known);
                traces.take(&Trace { day, branch: branch.clone(), item: item.to_owned() }, buyer);
            }
            !traces.is_settled_on(branch.as_ref(), day)
        })?;
    }
    Ok(traces.singled_out())
}

/// A document as it is left.
fn left(cleaned: &Cleaned, id: DocumentId) -> Option<Document> {
    match cleaned {
        Cleaned::Lines(document) if document.id == id => Some((**document).clone()),
        _ => None,
    }
}

/// The day, the branch and the item of a line.
type Met<'d> = (Date, Option<&'d Code>, &'d str);

fn traces_of(document: &Document, offset_minutes: i32) -> impl Iterator<Item = Met<'_>> {
    let (day, branch) = (Date::of(document.created, offset_minutes), document.branch.as_ref());
    document.lines.iter().map(move |line| (day, branch, item_of(line)))
}

fn item_of(line: &Line) -> &str {
    if line.item_code.is_empty() { &line.item_name } else { &line.item_code }
}
