//! All customers as CSV, in chosen columns: what a plan of an import reads again. The journal says who took them.

use std::io::Write;

use crate::domain::change::{Change, Context};
use crate::domain::field::{FIELDS, Field, RecordKind};
use crate::domain::id::Code;
use crate::domain::journal::EntryKind;
use crate::domain::rights::Right;
use crate::domain::subject::Values;
use crate::engine::desk::Desk;
use crate::engine::erp::Erp;
use crate::engine::feed::Mapping;
use crate::engine::house_rules::Screen;
use crate::engine::open::Engine;
use crate::error::{Error, ErrorKind, Result, Violation};
use crate::store::ListQuery;

/// How many customers are read at once.
const PAGE: usize = 1000;

/// Marks a file as UTF-8 for programs that would take it for something else.
const MARK: &[u8] = b"\xef\xbb\xbf";

/// What is exported.
///
/// ```
/// # use std::sync::Arc;
/// # use clientela::{Engine, Options, SystemClock};
/// use clientela::{Export, Format, domain::id::Code};
/// # let folder = tempfile::tempdir()?;
/// # let engine = Engine::open(folder.path().join("shop.db"), Options::new(Arc::new(SystemClock::default())))?;
/// let erp = engine.erp(Code::parse("erp")?);
/// erp.feed(&Format::JsonLines, &mut r#"{"feed":"customer","source_id":"7","kind":"private","family_name":"Holý"}"#.as_bytes())?;
/// let mut file = Vec::new();
/// erp.export_customers(&Export::of(&["source_id", "family_name", "email.1"])?, &mut file, &mut |_| true)?;
/// assert_eq!(String::from_utf8(file)?, "source_id,family_name,email.1\n7,Holý,\n");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Export {
    columns: Vec<(String, Field, u16)>,
    mark: bool,
}

impl Export {
    /// These fields as columns, in this order; `email.1` is the second e-mail address.
    ///
    /// # Errors
    /// [`ErrorKind::Invalid`] with `export.column_unknown` where one is no field of a customer.
    pub fn of(columns: &[&str]) -> Result<Self> {
        let columns = columns.iter().map(|name| column(name)).collect::<Option<Vec<_>>>();
        let columns = columns.filter(|columns| !columns.is_empty()).ok_or_else(|| Violation::new("columns", "export.column_unknown"))?;
        Ok(Self { columns, mark: false })
    }

    /// With a mark at the beginning by which some programs know UTF-8.
    pub fn marked(mut self) -> Self {
        self.mark = true;
        self
    }

    /// The plan by which [`Erp::import`] reads such an export again.
    pub fn plan(&self) -> Mapping {
        Mapping::of_same_names(self.columns.iter().map(|(name, ..)| name.clone()))
    }
}

fn column(name: &str) -> Option<(String, Field, u16)> {
    let (base, slot) = name.split_once('.').unwrap_or((name, "0"));
    let of_customers = |record| matches!(record, RecordKind::Subject | RecordKind::Address | RecordKind::Part);
    let spec = FIELDS.iter().find(|spec| spec.name == base && of_customers(spec.record))?;
    Some((name.to_owned(), spec.field, slot.parse().ok()?))
}

impl Erp {
    /// Writes all customers, whole, in the order of their names; says how many. `each` is told how many were written and returns
    /// whether to go on. Anonymized ones are not among them.
    ///
    /// # Errors
    /// Those of reading the store; [`ErrorKind::Io`] where writing fails; [`ErrorKind::Cancelled`].
    pub fn export_customers(&self, export: &Export, out: &mut dyn Write, each: &mut dyn FnMut(u64) -> bool) -> Result<u64> {
        tell(&self.engine, &self.context())?;
        write(&self.engine, export, out, each, &|values| values)
    }
}

impl Desk {
    /// The same as an operator may see it: what they may not see is masked, what the settings leave out is empty.
    ///
    /// # Errors
    /// As [`Erp::export_customers`], and [`ErrorKind::NotPermitted`] without the right to read customers.
    pub fn export_customers(&self, export: &Export, out: &mut dyn Write, each: &mut dyn FnMut(u64) -> bool) -> Result<u64> {
        let view = self.view(Screen::List, self.require(Right::ReadCustomers)?)?;
        tell(&self.engine, &self.context())?;
        write(&self.engine, export, out, each, &|values| view.of(values))
    }
}

/// The entry that says who took the customers.
fn tell(engine: &Engine, context: &Context) -> Result<()> {
    let mut writer = engine.store().write()?;
    let (what, kind, code) = (EntryKind::Exported, RecordKind::Subject, Code::parse("csv")?);
    writer.apply(context, &[Change::Happened { what, kind, code, subject: None }])?;
    writer.commit()
}

fn write(
    engine: &Engine,
    export: &Export,
    out: &mut dyn Write,
    each: &mut dyn FnMut(u64) -> bool,
    seen: &dyn Fn(Values) -> Values,
) -> Result<u64> {
    out.write_all(if export.mark { MARK } else { &[] }).map_err(unwritable)?;
    let mut csv = csv::WriterBuilder::new().from_writer(out);
    csv.write_record(export.columns.iter().map(|(name, ..)| name)).map_err(unwritable)?;
    let mut reader = engine.store().read()?;
    let (mut written, mut query) = (0, ListQuery { limit: PAGE, ..ListQuery::default() });
    loop {
        let rows = reader.list(&query)?;
        let Some(last) = rows.last() else { break };
        query.after = Some((last.key.clone(), last.customer.id));
        written += rows.len() as u64;
        for row in rows {
            let values = seen(row.customer.values);
            let cells = export.columns.iter().map(|(_, field, slot)| values.at(*field, *slot).unwrap_or_default());
            csv.write_record(cells).map_err(unwritable)?;
        }
        if !each(written) {
            return Err(Error::new(ErrorKind::Cancelled, "feed.cancelled"));
        }
    }
    csv.flush().map(|()| written).map_err(unwritable)
}

fn unwritable(cause: impl Into<csv::Error>) -> Error {
    Error::new(ErrorKind::Io, "export.unwritable").caused_by(cause.into())
}
