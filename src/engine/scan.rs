//! The residue scan: a person's own values, in all spellings, searched in every column and in the raw bytes of every file.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::certificate::LastScan;
use crate::domain::document::Addressee;
use crate::domain::field::Field;
use crate::domain::id::{DocumentId, SubjectId};
use crate::domain::needle::{Mentions, Needles, needles};
use crate::domain::subject::Values;
use crate::domain::time::Date;
use crate::engine::customers::unerased;
use crate::engine::erp::Erp;
use crate::error::{ErrorKind, Result};
use crate::store::pace::Pace;
use crate::store::sql::Going;
use crate::store::{JournalQuery, KeptValue, Reader, Stored, VOCABULARY};

/// One kind of finding at one place, never the value.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Residue {
    /// `table.column`, or the file's name with its suffix.
    pub place: String,
    /// Whose value it is.
    pub field: Field,
    /// In which spelling.
    pub spelling: &'static str,
    /// How often.
    pub count: u64,
}

/// What a law keeps of the person, at its place, never the value: no residue.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct KeptResidue {
    /// The document.
    pub document: DocumentId,
    /// Which of its fields.
    pub field: Field,
    /// The law.
    pub ground: String,
    /// The last day.
    pub until: Date,
}

/// What a scan looks for: a person's own values, in memory only. It is their last copy; drop it after the scan.
#[derive(Debug)]
pub struct Sought {
    needles: Needles,
    persons: Vec<SubjectId>,
    /// How many values were left out by now because somebody else has them too.
    shared: usize,
}

/// What a scan found.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct ScanReport {
    /// Findings; empty means that nothing of the person is left but what a law keeps.
    pub residues: Vec<Residue>,
    /// What a law keeps, and until when. In the bytes of files it is found where it lies, and told here alone.
    pub kept: Vec<KeptResidue>,
    /// How many columns were read.
    pub columns: u64,
    /// How many bytes of files were read.
    pub bytes: u64,
    /// How many values were left out because somebody else has them too.
    pub shared: usize,
}

type Tally = BTreeMap<(String, Field, &'static str), u64>;

/// How many bytes are read between two questions whether to go on.
const AT_ONCE: u64 = 1 << 20;

/// What a cell costs beside its bytes, so that a column of short ones asks too.
const CELL: u64 = 16;

impl Erp {
    /// The identifying values of a person and of those who would go too, former ones and references to evidence among them. Take them
    /// before the erasure.
    ///
    /// # Errors
    /// [`crate::ErrorKind::NotFound`], [`crate::ErrorKind::Erased`].
    pub fn sought(&self, subject: SubjectId) -> Result<Sought> {
        let mut reader = self.engine.store().read()?;
        let stored = unerased(&mut reader, subject)?;
        let known = KnownBy::of(&mut reader, stored.id)?;
        let persons = known.persons.iter().map(|person| person.id).collect();
        Ok(Sought { needles: known.needles(), persons, shared: 0 })
    }

    /// Searches every column and every file of the store. Values that a living person or the assortment has too are left out. The
    /// certificates of those who are erased tell what was found.
    ///
    /// # Errors
    /// Those of reading the store and its files.
    pub fn scan(&self, sought: &mut Sought) -> Result<ScanReport> {
        self.scan_with(sought, &mut |_, _| true)
    }

    /// The same, with progress: `going` is told how many bytes of about how many are read, 0 at first and in the end all, and says whether
    /// to go on; it must not use the store. Everything is read twice, as columns and as files. Nothing is noted of a cancelled scan, and
    /// what is sought can be sought again.
    ///
    /// # Errors
    /// [`ErrorKind::Cancelled`]; as [`Self::scan`].
    pub fn scan_with(&self, sought: &mut Sought, going: Going<'_>) -> Result<ScanReport> {
        let size = self.engine.store().driver.size()?;
        let mut steps = Pace::begin(going, 2 * size, AT_ONCE)?;
        steps.part(size);
        self.leave_out_shared(sought, &mut steps)?;
        let mut report = ScanReport { shared: sought.shared, ..ScanReport::default() };
        let mut tally = Tally::new();
        let kept = self.scan_kept(&sought.needles, &mut report, &mut steps)?;
        self.scan_columns(&sought.needles, &mut tally, &mut report, &mut steps)?;
        self.scan_index(&sought.needles, &mut tally, &mut steps)?;
        steps.reach(size)?;
        self.scan_files(&sought.needles, &kept, &mut tally, &mut report, &mut steps)?;
        steps.reach(2 * size)?;
        report.residues = tally.into_iter().map(|((place, field, spelling), count)| Residue { place, field, spelling, count }).collect();
        self.note(sought, &report)?;
        Ok(report)
    }

    /// What was found stands in the certificates of those who are erased; of others nothing is kept.
    fn note(&self, sought: &Sought, report: &ScanReport) -> Result<()> {
        let mut reader = self.engine.store().read()?;
        let mut erased = false;
        for person in &sought.persons {
            erased |= reader.erasure_of(*person)?.is_some();
        }
        drop(reader);
        if !erased {
            return Ok(());
        }
        let (residues, shared) = (report.residues.len() as u64, report.shared as u64);
        let scan = LastScan { at: self.engine.now().at, residues, columns: report.columns, bytes: report.bytes, shared };
        let mut writer = self.engine.store().write()?;
        writer.note_scan(&sought.persons, &scan)?;
        writer.commit()
    }

    fn leave_out_shared(&self, sought: &mut Sought, steps: &mut Pace<'_>) -> Result<()> {
        let Sought { needles, persons, shared } = sought;
        let others = |owner: Option<SubjectId>| owner.is_none_or(|owner| !persons.contains(&owner));
        let mut reader = self.engine.store().read()?;
        reader.each_shared_value(&mut |owner, value| {
            *shared += if others(owner) { needles.leave_out_shared(value) } else { 0 };
            steps.on(value.len() as u64 + CELL)
        })?;
        let mut asked = Ok(());
        reader.each_note(&mut |owner, note| {
            if asked.is_ok() {
                *shared += if others(Some(owner)) { needles.leave_out_said(note.as_bytes()) } else { 0 };
                asked = steps.on(note.len() as u64 + CELL);
            }
        })?;
        asked
    }

    /// The words of the index: its pages hold them shortened, so that their bytes alone do not show them.
    fn scan_index(&self, needles: &Needles, tally: &mut Tally, steps: &mut Pace<'_>) -> Result<()> {
        self.engine.store().read()?.each_index_word(&mut |word| {
            for needle in needles.find_in(word.as_bytes()).into_iter().map(|place| place.needle) {
                *tally.entry(("search.text".to_owned(), needle.field, needle.spelling)).or_default() += 1;
            }
            steps.on(word.len() as u64 + CELL)
        })
    }

    /// What a law keeps of the person; gives the values that are in it.
    fn scan_kept(&self, needles: &Needles, report: &mut ScanReport, steps: &mut Pace<'_>) -> Result<BTreeSet<usize>> {
        let mut values = BTreeSet::new();
        self.engine.store().read()?.each_kept(&mut |kept, bytes| {
            let found: Vec<usize> =
                needles.find_in(bytes).into_iter().map(|place| place.needle).chain(needles.is_value(bytes)).map(|n| n.value).collect();
            if !found.is_empty() {
                let KeptValue { document, field, ground, until, .. } = kept;
                report.kept.push(KeptResidue { document, field, ground, until });
            }
            values.extend(found);
            steps.on(bytes.len() as u64 + CELL)
        })?;
        report.kept.sort();
        Ok(values)
    }

    fn scan_columns(&self, needles: &Needles, tally: &mut Tally, report: &mut ScanReport, steps: &mut Pace<'_>) -> Result<()> {
        let columns = self.engine.store().driver.columns()?;
        let mut reader = self.engine.store().read()?;
        for (table, column) in columns {
            report.columns += 1;
            if (table.as_str(), column.as_str()) == ("kept", "value") {
                continue;
            }
            let place = format!("{table}.{column}");
            // A word of the index that is as long as a short value is anybody's.
            let whole = table != VOCABULARY;
            reader.each_residue_cell(&table, &column, &mut |bytes| {
                if bytes.is_empty() {
                    return steps.on(CELL);
                }
                let parts = needles.find_in(bytes).into_iter().map(|place| place.needle);
                for needle in parts.chain(needles.is_value(bytes).filter(|_| whole)) {
                    *tally.entry((place.clone(), needle.field, needle.spelling)).or_default() += 1;
                }
                steps.on(bytes.len() as u64 + CELL)
            })?;
        }
        Ok(())
    }

    fn scan_files(
        &self,
        needles: &Needles,
        kept: &BTreeSet<usize>,
        tally: &mut Tally,
        report: &mut ScanReport,
        steps: &mut Pace<'_>,
    ) -> Result<()> {
        let mut seen: BTreeMap<String, u64> = BTreeMap::new();
        self.engine.store().driver.bytes(&mut |file, offset, bytes| {
            let read_before = seen.entry(file.to_owned()).or_default();
            for place in needles.find_in(bytes).into_iter().filter(|place| !kept.contains(&place.needle.value)) {
                if offset + (place.offset as u64) + (needles.longest() as u64) <= *read_before {
                    continue;
                }
                *tally.entry((file.to_owned(), place.needle.field, place.needle.spelling)).or_default() += 1;
            }
            let end = offset + bytes.len() as u64;
            let new = end - (*read_before).min(end);
            (report.bytes, *read_before) = (report.bytes + new, end);
            steps.on(new)
        })
    }
}

/// By what a person, and whoever would go too, is known: all that they are looked for by.
pub(crate) struct KnownBy {
    persons: Vec<Stored>,
    /// Former values, references to evidence, what an operator signs in with.
    former: Vec<Values>,
    addressees: Vec<Addressee>,
}

impl KnownBy {
    /// # Errors
    /// Those of reading, also of the journal.
    pub(crate) fn of(reader: &mut Reader<'_>, id: SubjectId) -> Result<Self> {
        Self::with(reader, id, former_values)
    }

    /// The same where the journal may be unreadable: an erasure goes on without what it told.
    pub(crate) fn of_what_is_readable(reader: &mut Reader<'_>, id: SubjectId) -> Result<Self> {
        Self::with(reader, id, |reader, id| match former_values(reader, id) {
            Err(error) if error.kind() == ErrorKind::Damaged => Ok(Values::default()),
            other => other,
        })
    }

    fn with(reader: &mut Reader<'_>, id: SubjectId, told: fn(&mut Reader<'_>, SubjectId) -> Result<Values>) -> Result<Self> {
        let (mut persons, mut addressees, mut former) = (Vec::new(), Vec::new(), Vec::new());
        for side in reader.same_as(id)? {
            persons.extend(reader.subject(side)?);
        }
        for side in reader.same_as(id)? {
            persons.extend(reader.related_subjects(side)?.into_iter().filter(|(_, stays)| !stays).map(|(person, _)| person));
        }
        for person in &persons {
            addressees.extend(reader.documents(person.id)?.into_iter().map(|document| document.addressee));
            former.push(told(reader, person.id)?);
            former.extend(reader.operator_behind(person)?.map(|operator| operator.values));
        }
        Ok(Self { persons, former, addressees })
    }

    /// Whether the person has or had this value.
    pub(crate) fn has(&self, field: Field, text: &str) -> bool {
        self.values().iter().any(|values| values.iter().any(|(other, _, has)| (other, has) == (field, text)))
    }

    fn values(&self) -> Vec<&Values> {
        self.persons.iter().map(|person| &person.values).chain(&self.former).collect()
    }

    fn needles(&self) -> Needles {
        needles(&self.values(), &self.addressees.iter().collect::<Vec<_>>())
    }

    pub(crate) fn mentions(&self) -> Mentions {
        Mentions::of(&self.values(), &self.addressees.iter().collect::<Vec<_>>())
    }
}

/// What the journal and the evidence of consents say of a person beyond the present values; reasons are nobody's own words to search for.
fn former_values(reader: &mut Reader<'_>, id: SubjectId) -> Result<Values> {
    let mut former = Values::default();
    let mut logged = Vec::new();
    reader.each_logged(&JournalQuery { subject: Some(id), ..JournalQuery::default() }, &mut |entry| {
        logged.extend(entry.values);
        Ok(())
    })?;
    let values = logged.into_iter().filter(|value| value.field != Field::Reason);
    let texts = values.flat_map(|value| value.values.into_iter().flat_map(move |both| [(value.field, both.old), (value.field, both.new)]));
    let references = reader.evidence_references(id)?.into_iter().map(|text| (Field::EvidenceReference, text.into()));
    for (slot, (field, text)) in (0..=u16::MAX).zip(texts.chain(references)) {
        former.set(field, slot, text.as_text().unwrap_or_default());
    }
    Ok(former)
}
