//! What the law keeps of the documents of anonymized customers: apart from the documents, so that nothing shows it; gone on its day.

use crate::domain::change::{Context, Erasure, KeptField};
use crate::domain::erasure::NAMES_NOBODY;
use crate::domain::field::{Field, RecordKind};
use crate::domain::id::DocumentId;
use crate::domain::journal::EntryKind;
use crate::domain::time::Date;
use crate::error::Result;
use crate::store::journal::Draft;
use crate::store::sql::{Param, Row, damaged};
use crate::store::unit::{Reader, Writer};

/// A value that a law keeps. It prints where it is, never what it is.
#[derive(Clone, PartialEq, Eq)]
pub struct KeptValue {
    /// The document.
    pub document: DocumentId,
    /// Its number.
    pub number: String,
    /// The field.
    pub field: Field,
    /// The law.
    pub ground: String,
    /// The last day.
    pub until: Date,
}

impl std::fmt::Debug for KeptValue {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "KeptValue({}, {}, {}, {})", self.document, self.field.name(), self.ground, self.until)
    }
}

/// Fields and signed payloads alike, by the day on which they go.
const EXPIRED: &str = "SELECT k.until, k.document, k.field, k.ground, d.number FROM kept AS k JOIN document AS d ON d.id = k.document \
     WHERE k.until < $1 UNION ALL \
     SELECT payload_until, id, 'payload', payload_ground, number FROM document \
     WHERE anonymized = 1 AND payload_until IS NOT NULL AND payload_until < $1 AND payload IS NOT NULL ORDER BY 1, 2, 3";

fn read_kept(row: &dyn Row) -> Result<KeptValue> {
    Ok(KeptValue {
        until: Date::parse(row.text(0)?).map_err(|_| damaged())?,
        document: DocumentId::from_bytes(row.array(1)?),
        field: row.word(2, Field::from_name)?,
        ground: row.text(3)?.to_owned(),
        number: row.text(4)?.to_owned(),
    })
}

impl Reader<'_> {
    /// What a law does not keep any more on a day, the oldest first; so many at most of what `goes`.
    pub(crate) fn no_longer_kept(&mut self, today: Date, most: usize, goes: &dyn Fn(&KeptValue) -> bool) -> Result<Vec<KeptValue>> {
        let (mut found, today) = (Vec::new(), today.to_string());
        self.session.query(EXPIRED, &[(&today).into()], &mut |row| {
            if found.len() < most {
                found.extend(Some(read_kept(row)?).filter(|kept| goes(kept)));
            }
            Ok(())
        })?;
        Ok(found)
    }

    /// The last day on which a law keeps anything of the documents of anonymized customers.
    pub(crate) fn last_kept(&mut self) -> Result<Option<Date>> {
        let fields = "SELECT max(until) FROM kept";
        let payloads = "SELECT max(payload_until) FROM document WHERE anonymized = 1 AND payload_until IS NOT NULL";
        let mut last = None;
        for sql in [fields, payloads] {
            let day = self.one(sql, &[], |row| row.string_opt(0))?.flatten();
            last = last.max(day.map(|day| Date::parse(&day).map_err(|_| damaged())).transpose()?);
        }
        Ok(last)
    }

    /// Every value that a law keeps, with its bytes: payloads too.
    pub(crate) fn each_kept(&mut self, each: &mut dyn FnMut(KeptValue, &[u8]) -> Result<()>) -> Result<()> {
        let fields =
            "SELECT k.until, k.document, k.field, k.ground, d.number, k.value FROM kept AS k JOIN document AS d ON d.id = k.document";
        let payloads = "SELECT payload_until, id, 'payload', payload_ground, number, payload FROM document \
                        WHERE anonymized = 1 AND payload IS NOT NULL AND payload_until IS NOT NULL";
        self.session.query(fields, &[], &mut |row| each(read_kept(row)?, row.text(5)?.as_bytes()))?;
        self.session.query(payloads, &[], &mut |row| each(read_kept(row)?, row.bytes_opt(5)?.unwrap_or_default()))
    }

    /// What a law keeps of one document, field by field; the payload is the document's own.
    pub(crate) fn kept_of(&mut self, document: DocumentId) -> Result<Vec<(KeptValue, String)>> {
        let sql = "SELECT k.until, k.document, k.field, k.ground, d.number, k.value FROM kept AS k JOIN document AS d ON d.id = k.document \
                   WHERE k.document = $1 ORDER BY k.field";
        self.all(sql, &[document.bytes().into()], |row| Ok((read_kept(row)?, row.text(5)?.to_owned())))
    }
}

impl Writer<'_> {
    /// Puts aside what stays of documents before they are blanked. Gives the names that stay where they are.
    pub(super) fn put_aside(&mut self, erasure: &Erasure) -> Result<Vec<(DocumentId, String)>> {
        let mut names = Vec::new();
        for kept in &erasure.kept {
            if kept.ground == NAMES_NOBODY {
                let sql = "SELECT addressee_name FROM document WHERE id = $1";
                let name = self.one(sql, &[kept.document.bytes().into()], |row| row.string_opt(0))?.flatten();
                names.extend(name.map(|name| (kept.document, name)));
            }
            self.put_kept(kept)?;
        }
        Ok(names)
    }

    fn put_kept(&mut self, kept: &KeptField) -> Result<()> {
        let (id, ground, until) = (Param::from(kept.document.bytes()), Param::from(&kept.ground), kept.until.to_string());
        if kept.field == Field::Payload {
            let sql = "UPDATE document SET payload_ground = $1, payload_until = $2 WHERE id = $3";
            return self.session.execute(sql, &[ground, (&until).into(), id]).map(drop);
        }
        let name = kept.field.name();
        let sql = format!(
            "INSERT INTO kept (field, ground, until, document, value) SELECT $1, $2, $3, id, {name} FROM document \
             WHERE id = $4 AND {name} IS NOT NULL ON CONFLICT (document, field) DO NOTHING"
        );
        self.session.execute(&sql, &[name.into(), ground, (&until).into(), id]).map(drop)
    }

    /// Puts names that name nobody back where they were.
    pub(super) fn put_back(&mut self, names: &[(DocumentId, String)]) -> Result<()> {
        let sql = "UPDATE document SET addressee_name = $1 WHERE id = $2";
        names.iter().try_for_each(|(id, name)| self.session.execute(sql, &[name.into(), id.bytes().into()]).map(drop))
    }

    /// Lets go what no law keeps any more, and tells the journal of which documents; its bytes wait for a purge.
    pub(crate) fn let_go(&mut self, context: &Context, expired: &[KeptValue]) -> Result<()> {
        for kept in expired {
            let id = Param::from(kept.document.bytes());
            if kept.field == Field::Payload {
                let sql =
                    "UPDATE document SET payload = NULL, payload_ground = NULL, payload_until = NULL WHERE id = $1 AND anonymized = 1";
                self.session.execute(sql, &[id])?;
            } else {
                self.session.execute("DELETE FROM kept WHERE document = $1 AND field = $2", &[id, kept.field.name().into()])?;
                let sql = format!("UPDATE document SET {} = NULL WHERE id = $1 AND anonymized = 1", kept.field.name());
                self.session.execute(&sql, &[id])?;
            }
        }
        let mut rest = expired;
        while let Some(first) = rest.first() {
            let fields: Vec<(Field, u16)> =
                rest.iter().take_while(|one| one.document == first.document).map(|one| (one.field, 0)).collect();
            rest = &rest[fields.len()..];
            let draft = Draft::of(EntryKind::Erased, RecordKind::Document, first.document.to_string(), None);
            self.log(context, None, draft.naming(&fields))?;
        }
        if !expired.is_empty() {
            self.wait_for_purge()?;
        }
        Ok(())
    }
}
