//! How long what is kept of a person, and on which ground (Art. 15(1)(d) GDPR): category by category, by the rules of the settings and what
//! is on hold. Why a hold stands, and who put it, is not the person's.

use crate::domain::retention::{Kept, Latest};
use crate::engine::person::content::Content;
use crate::engine::person::sheet::{Cell, Columns, Sheet};
use crate::engine::retention::evaluation_of;
use crate::error::Result;

const RETENTION: Columns = &["data", "class", "number", "stay", "until", "ground", "rule", "hold", "latest", "latest_ground"];

impl Content<'_, '_> {
    pub(super) fn retention(&mut self, sheet: &mut Sheet<'_>) -> Result<()> {
        let evaluation = evaluation_of(self.engine, &mut self.reader, self.stored.id)?;
        sheet.section("retention", RETENTION, &mut |sheet| evaluation.lines.iter().try_for_each(|line| sheet.row(&cells(line))))
    }
}

fn cells(line: &Kept) -> [Cell<'_>; 10] {
    let (class, number) = line.document.as_ref().map(|(class, number)| (class.name(), number.as_str())).unzip();
    let latest = line.latest.as_ref();
    [
        Cell::word("retention_data", line.data.name()),
        class.map_or(Cell::None, |class| Cell::word("retention_class", class)),
        Cell::maybe(number),
        Cell::word("retention_stay", line.stay.kind().name()),
        Cell::maybe(line.stay.until().map(|day| day.to_string())),
        Cell::maybe(line.ground.as_deref()),
        Cell::maybe(line.rule.as_deref()),
        line.hold.map_or(Cell::None, |hold| Cell::word("hold", hold.name())),
        Cell::maybe(latest.map(|latest: &Latest| latest.day.to_string())),
        Cell::maybe(latest.map(|latest| latest.ground.as_str())),
    ]
}
