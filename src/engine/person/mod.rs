//! Everything about a person as one document, for them (X29). That it left the store is told in the journal. Knows no SQL.

mod content;
pub(super) mod labels;
mod records;
mod retention;
pub(super) mod sheet;

use std::io::Write;

use crate::domain::change::{Change, Context};
use crate::domain::field::{Field, RecordKind};
use crate::domain::id::{Code, SubjectId};
use crate::domain::journal::{EntryKind, PersonFormat};
use crate::domain::message::Language;
use crate::domain::rights::Right;
use crate::engine::consents::remark;
use crate::engine::customers::unerased;
use crate::engine::desk::Desk;
use crate::engine::erp::Erp;
use crate::engine::open::Engine;
use crate::engine::person::content::Content;
use crate::engine::person::sheet::Sheet;
use crate::error::Result;

pub(crate) use records::LOOKED;

/// In which form everything about a person is written, in which language, and why.
///
/// ```
/// # use std::sync::Arc;
/// # use clientela::{Engine, Format, Options, SystemClock};
/// use clientela::{PersonExport, PersonFormat, domain::{id::Code, message::Language}};
/// # let folder = tempfile::tempdir()?;
/// # let engine = Engine::open(folder.path().join("shop.db"), Options::new(Arc::new(SystemClock::default())))?;
/// # let erp = engine.erp(Code::parse("erp")?);
/// # erp.feed(&Format::JsonLines, &mut r#"{"feed":"customer","source_id":"7","kind":"private","family_name":"Holý"}"#.as_bytes())?;
/// let holy = erp.subject_by_source("7")?.expect("she was fed");
/// let mut page = Vec::new();
/// let asked = PersonExport::new(PersonFormat::Html, Language::German).because("she asked by letter");
/// erp.export_person(holy, &asked, &mut page)?;
/// assert!(String::from_utf8(page)?.contains("Holý"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct PersonExport {
    format: PersonFormat,
    language: Language,
    reason: Option<String>,
}

impl std::fmt::Debug for PersonExport {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "PersonExport({}, {})", self.format.name(), self.language.name())
    }
}

impl PersonExport {
    /// In this form; the language is that of labels and words.
    pub fn new(format: PersonFormat, language: Language) -> Self {
        Self { format, language, reason: None }
    }

    /// Why, in somebody's words; kept in the journal.
    pub fn because(mut self, reason: &str) -> Self {
        self.reason = Some(reason.to_owned());
        self
    }
}

impl Desk {
    /// Writes everything about a customer or related person, and of whoever was merged into them: every value that the table of fields
    /// marks for it, consents with the texts that were shown, documents, bookings, how long what is kept and why, who changed what and who
    /// looked (X29); nobody else's data. It is read from one snapshot and written piece by piece. That it was is an entry of the journal, written first.
    ///
    /// # Errors
    /// [`crate::ErrorKind::NotPermitted`] without the right to export persons; [`crate::ErrorKind::NotFound`];
    /// [`crate::ErrorKind::Erased`]; [`crate::ErrorKind::Io`] with `export.unwritable` where `out` fails.
    pub fn export_person(&self, subject: SubjectId, export: &PersonExport, out: &mut dyn Write) -> Result<()> {
        self.require(Right::ExportPersons)?;
        write(&self.engine, self.context(), subject, export, out)
    }
}

impl Erp {
    /// The same as [`Desk::export_person`], at the door of the central system.
    ///
    /// # Errors
    /// As [`Desk::export_person`], but for rights.
    pub fn export_person(&self, subject: SubjectId, export: &PersonExport, out: &mut dyn Write) -> Result<()> {
        write(&self.engine, self.context(), subject, export, out)
    }
}

fn write(engine: &Engine, context: Context, subject: SubjectId, export: &PersonExport, out: &mut dyn Write) -> Result<()> {
    let reason = remark(engine, Field::Reason, export.reason.as_deref())?;
    tell(engine, &Context { reason, ..context }, subject)?;
    let mut reader = engine.store().read()?;
    let stored = unerased(&mut reader, subject)?;
    let records = reader.same_as(stored.id)?;
    let mut all = Content { engine, reader, stored, records, language: export.language };
    let (columns, head) = all.head();
    let mut sheet = Sheet::open(out, export.format, export.language, "title", (columns, &head))?;
    all.write(&mut sheet)?;
    sheet.close()
}

/// The entry that says who took it.
fn tell(engine: &Engine, context: &Context, subject: SubjectId) -> Result<()> {
    let mut writer = engine.store().write()?;
    let id = unerased(&mut writer, subject)?.id;
    let (what, kind, code) = (EntryKind::Exported, RecordKind::Subject, Code::parse(&id.to_string())?);
    writer.apply(context, &[Change::Happened { what, kind, code, subject: Some(id) }])?;
    writer.commit()
}
