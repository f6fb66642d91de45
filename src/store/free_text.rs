//! Free text in which others may be mentioned, and the index of its words: who looks for a mention reads the texts that have its words and
//! no other. Knows no rule.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use crate::domain::erasure::{free_texts_of, is_free};
use crate::domain::field::Field;
use crate::domain::id::{Code, DocumentId, EventId, HoldId, SubjectId};
use crate::domain::needle::{Mark, Way, marks_of};
use crate::error::{ErrorKind, Result};
use crate::store::journal::Written;
use crate::store::journal_value;
use crate::store::rows::Rows;
use crate::store::sql::{Param, Row, damaged};
use crate::store::unit::{Reader, Writer};

/// Where a free text stands.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) enum At {
    Note(SubjectId, Field, u16),
    Reason(SubjectId, SubjectId),
    Reference(SubjectId, EventId),
    Document(DocumentId),
    Hold(HoldId),
    /// In an entry of the journal, and whom the entry is about.
    Logged(Code, i64, Option<SubjectId>),
}

impl At {
    /// Whose text it is, where it is somebody's.
    pub(crate) fn about(&self) -> Vec<SubjectId> {
        match self {
            Self::Note(subject, ..) | Self::Reference(subject, _) | Self::Logged(_, _, Some(subject)) => vec![*subject],
            Self::Reason(one, other) => vec![*one, *other],
            Self::Document(_) | Self::Hold(_) | Self::Logged(_, _, None) => Vec::new(),
        }
    }
}

/// Under what the words of a text are kept in the index.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum TextOf {
    /// Of a person or a document.
    Record([u8; 16]),
    /// Of an entry of the journal that is about nobody.
    Entry(Code, i64),
}

impl TextOf {
    pub(super) fn person(subject: SubjectId) -> Self {
        Self::Record(*subject.bytes())
    }

    pub(super) fn document(document: DocumentId) -> Self {
        Self::Record(*document.bytes())
    }

    pub(super) fn entry(subject: Option<SubjectId>, origin: Code, sequence: u64) -> Self {
        subject.map_or_else(|| Self::Entry(origin, i64::try_from(sequence).unwrap_or(i64::MAX)), Self::person)
    }

    fn params(&self) -> [Param<'_>; 2] {
        match self {
            Self::Record(id) => [id.into(), 0.into()],
            Self::Entry(origin, sequence) => [origin.as_str().as_bytes().into(), (*sequence).into()],
        }
    }

    fn read(row: &dyn Row) -> Result<Self> {
        let sequence = row.int(1)?;
        if sequence == 0 {
            return Ok(Self::Record(row.array(0)?));
        }
        let origin = row.bytes_opt(0)?.and_then(|bytes| std::str::from_utf8(bytes).ok());
        Ok(Self::Entry(Code::parse(origin.ok_or_else(damaged)?).map_err(|_| damaged())?, sequence))
    }
}

/// The parts of a person that are notes: [`crate::domain::erasure::NOTES`].
macro_rules! notes {
    ($columns:literal, $which:literal) => {
        concat!(
            "SELECT ",
            $columns,
            " FROM part WHERE (field = 'comment_text' OR field = 'comment_health' OR field = 'coupon_title')",
            $which
        )
    };
}

/// What of an entry is read.
macro_rules! logged {
    ($which:literal) => {
        concat!(
            "SELECT v.origin, v.sequence, j.subject, v.fields, v.old, v.new FROM journal AS j \
             JOIN journal_value AS v ON v.origin = j.origin AND v.sequence = j.sequence WHERE v.salts IS NOT NULL \
             AND (v.fields LIKE '%comment_%' OR v.fields LIKE '%coupon_title%' OR v.fields LIKE '%reason%') AND ",
            $which
        )
    };
}

/// Who has free text, all of them; it takes a look at every row.
const RECORDS_WITH_TEXT: &[&str] = &[
    notes!("DISTINCT subject", ""),
    "SELECT DISTINCT subject FROM consent_event WHERE evidence_reference IS NOT NULL AND reference_kind IS NULL",
    "SELECT one FROM duplicate WHERE reason IS NOT NULL",
    "SELECT DISTINCT document FROM line WHERE item_code = ''",
];

/// The texts of one entry that are free.
fn logged_texts(row: &dyn Row) -> Result<Vec<(At, String)>> {
    let at = At::Logged(row.code_opt(0)?.ok_or_else(damaged)?, row.int(1)?, row.array_opt(2)?.map(SubjectId::from_bytes));
    // What can not be read stops no erasure; verifying tells of it.
    let field = |named: &str| Field::from_name(named.split(':').next().unwrap_or(named));
    let free: Vec<bool> = row.text(3)?.split(' ').map(|named| field(named).is_some_and(is_free)).collect();
    let both = [4, 5].map(|column| journal_value::texts(row, column).unwrap_or_default().unwrap_or_default());
    let texts = both.into_iter().flat_map(|texts| texts.into_iter().zip(&free).collect::<Vec<_>>());
    Ok(texts.filter(|(_, free)| **free).filter_map(|(text, _)| Some((at.clone(), text?))).collect())
}

impl Reader<'_> {
    /// Whose texts have the words of a way to write something; none where more than `most` have every one of its words.
    pub(crate) fn texts_with(&mut self, way: &Way, most: usize) -> Result<Option<Vec<TextOf>>> {
        let mut rarest: Option<Vec<TextOf>> = None;
        for place in way {
            let some = self.texts_with_one(place, most.saturating_add(1))?;
            if some.len() <= most && rarest.as_ref().is_none_or(|rarest| some.len() < rarest.len()) {
                rarest = Some(some);
            }
        }
        let Some(rarest) = rarest else { return Ok(None) };
        let mut found = Vec::new();
        for one in rarest {
            if self.has_words(&one, way)? {
                found.push(one);
            }
        }
        Ok(Some(found))
    }

    fn texts_with_one(&mut self, place: &[Mark], most: usize) -> Result<Vec<TextOf>> {
        let (sql, mut found) = ("SELECT of, sequence FROM free_word WHERE word = $1 LIMIT $2", BTreeSet::new());
        let limit = i64::try_from(most).unwrap_or(i64::MAX);
        for mark in place {
            found.extend(self.all(sql, &[(*mark).into(), limit.into()], TextOf::read)?);
        }
        Ok(found.into_iter().collect())
    }

    fn has_words(&mut self, one: &TextOf, way: &Way) -> Result<bool> {
        let [of, sequence] = one.params();
        for place in way {
            let mut is_there = false;
            for mark in place {
                let sql = "SELECT 1 FROM free_word WHERE word = $1 AND of = $2 AND sequence = $3";
                is_there = is_there || self.one(sql, &[(*mark).into(), of, sequence], |_| Ok(()))?.is_some();
            }
            if !is_there {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// Every note about somebody, and what coupons are called.
    pub(crate) fn each_note(&mut self, each: &mut dyn FnMut(SubjectId, &str)) -> Result<()> {
        self.session.query(notes!("subject, value", ""), &[], &mut |row| {
            each(SubjectId::from_bytes(row.array(0)?), row.text(1)?);
            Ok(())
        })
    }

    /// Every free text of a person, a document or an entry, and where it stands.
    pub(crate) fn free_texts(&mut self, of: &TextOf) -> Result<Vec<(At, String)>> {
        let id = match of {
            TextOf::Record(id) => id,
            TextOf::Entry(origin, sequence) => {
                let params = [origin.into(), (*sequence).into()];
                return Ok(self.all(logged!("v.origin = $1 AND v.sequence = $2"), &params, logged_texts)?.concat());
            }
        };
        let mut texts = self.texts_of_person(SubjectId::from_bytes(*id))?;
        // What can not be read stops no erasure and no opening; verifying tells of it.
        let document = match self.document(DocumentId::from_bytes(*id)) {
            Err(error) if error.kind() == ErrorKind::Damaged => None,
            found => found?,
        };
        if let Some(document) = document {
            texts.extend(free_texts_of(&document).into_iter().map(|text| (At::Document(document.id), text)));
        }
        Ok(texts)
    }

    fn texts_of_person(&mut self, id: SubjectId) -> Result<Vec<(At, String)>> {
        let person = [Param::from(&id)];
        let notes = notes!("field, slot, value", " AND subject = $1");
        let mut texts =
            self.all(notes, &person, |row| Ok((At::Note(id, row.word(0, Field::from_name)?, row.number(1)?), row.text(2)?.to_owned())))?;
        let references = "SELECT id, evidence_reference FROM consent_event WHERE subject = $1 \
                          AND evidence_reference IS NOT NULL AND reference_kind IS NULL";
        texts.extend(
            self.all(references, &person, |row| Ok((At::Reference(id, EventId::from_bytes(row.array(0)?)), row.text(1)?.to_owned())))?,
        );
        let reasons = "SELECT other, reason FROM duplicate WHERE one = $1 AND reason IS NOT NULL";
        texts
            .extend(self.all(reasons, &person, |row| Ok((At::Reason(id, SubjectId::from_bytes(row.array(0)?)), row.text(1)?.to_owned())))?);
        texts.extend(self.all(logged!("j.subject = $1"), &person, logged_texts)?.concat());
        Ok(texts)
    }
}

impl Writer<'_> {
    /// Keeps the words of texts.
    pub(super) fn add_words<'t>(&mut self, of: &TextOf, texts: impl IntoIterator<Item = &'t str>) -> Result<()> {
        self.put_marks(&texts.into_iter().flat_map(marks_of).map(|mark| (mark, of)).collect())
    }

    /// Keeps the words of free text among the values of new entries.
    pub(super) fn add_logged_words(&mut self, entries: &[Written]) -> Result<()> {
        let said = entries.iter().filter(|written| !written.marks.is_empty());
        let of = |Written { entry, .. }: &Written| TextOf::entry(entry.subject, entry.origin.clone(), entry.sequence);
        let said: Vec<(TextOf, &[Mark])> = said.map(|written| (of(written), written.marks.as_slice())).collect();
        self.put_marks(&said.iter().flat_map(|(of, marks)| marks.iter().map(move |mark| (*mark, of))).collect())
    }

    /// In the order of the index: rows side by side are written into one page.
    fn put_marks(&mut self, marks: &BTreeSet<(Mark, &TextOf)>) -> Result<()> {
        let params: Vec<Param<'_>> = marks.iter().flat_map(|(mark, of)| [[Param::Int(*mark)].as_slice(), &of.params()].concat()).collect();
        WORDS.insert(&mut *self.session, &params)
    }

    /// Keeps the words of what there is now, and no others.
    pub(super) fn renew_words(&mut self, of: &TextOf) -> Result<()> {
        self.write_entries()?;
        self.forget_words(of)?;
        self.add_all_words(of)
    }

    fn add_all_words(&mut self, of: &TextOf) -> Result<()> {
        let texts = self.free_texts(of)?;
        self.add_words(of, texts.iter().map(|(_, text)| text.as_str()))
    }

    pub(super) fn forget_words(&mut self, of: &TextOf) -> Result<()> {
        self.session.execute("DELETE FROM free_word WHERE of = $1 AND sequence = $2", &of.params()).map(drop)
    }

    /// Keeps the words of every free text anew.
    pub(super) fn renew_all_words(&mut self) -> Result<()> {
        self.write_entries()?;
        self.session.execute("DELETE FROM free_word", &[])?;
        let mut all: BTreeSet<TextOf> = BTreeSet::new();
        for sql in RECORDS_WITH_TEXT {
            all.extend(self.all(sql, &[], |row| Ok(TextOf::Record(row.array(0)?)))?);
        }
        all.extend(self.all(logged!("TRUE"), &[], |row| {
            Ok(TextOf::entry(row.array_opt(2)?.map(SubjectId::from_bytes), row.code_opt(0)?.ok_or_else(damaged)?, row.number(1)?))
        })?);
        all.iter().try_for_each(|of| self.add_all_words(of))
    }
}

static WORDS: LazyLock<Rows> = LazyLock::new(|| Rows::new("free_word", "word, of, sequence", " ON CONFLICT DO NOTHING"));
