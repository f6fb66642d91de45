//! Printed consent forms: rows that are added and never changed, gone with their person. Knows no page.

use crate::domain::consent::{FormNumber, FormText, KeptForm, State};
use crate::domain::field::RecordKind;
use crate::domain::id::{Code, FormId, SubjectId};
use crate::domain::journal::{Digest32, EntryKind, Salt};
use crate::domain::time::Timestamp;
use crate::error::Result;
use crate::store::journal::Draft;
use crate::store::sql::{Param, Row, damaged};
use crate::store::unit::{Reader, Writer};

/// The query of forms, in the order [`read_form`] reads.
macro_rules! forms {
    ($which:literal) => {
        concat!("SELECT id, number, subject, language, at, station, operator, salt FROM consent_form ", $which)
    };
}

/// A form without its texts, and the salt of its digest.
fn read_form(row: &dyn Row) -> Result<(KeptForm, Salt)> {
    let form = KeptForm {
        id: FormId::from_bytes(row.array(0)?),
        number: FormNumber::parse(row.text(1)?).map_err(|_| damaged())?,
        subject: row.array_opt(2)?.map(SubjectId::from_bytes),
        language: row.text(3)?.to_owned(),
        at: Timestamp::from_millis(row.int(4)?),
        station: row.code_opt(5)?.ok_or_else(damaged)?,
        operator: row.code_opt(6)?.ok_or_else(damaged)?,
        texts: Vec::new(),
    };
    Ok((form, row.array(7)?))
}

fn read_text(row: &dyn Row) -> Result<FormText> {
    Ok(FormText {
        definition: row.code_opt(0)?.ok_or_else(damaged)?,
        version: (row.number(1)?, row.number(2)?),
        language: row.text(3)?.to_owned(),
        digest: row.array(4)?,
        state: row.word(5, State::from_name)?,
    })
}

impl Reader<'_> {
    /// The form with this number.
    ///
    /// # Errors
    /// Those of reading the store.
    pub fn form(&mut self, number: FormNumber) -> Result<Option<KeptForm>> {
        let number = number.to_string();
        let found = self.one(forms!("WHERE number = $1"), &[Param::from(&number)], read_form)?;
        found.map(|(form, _)| self.with_texts(form)).transpose()
    }

    /// The forms that were printed for a person and for everybody merged with them, oldest first.
    pub(crate) fn forms_of(&mut self, subject: SubjectId) -> Result<Vec<KeptForm>> {
        let mut forms = Vec::new();
        for side in self.same_as(subject)? {
            for (form, _) in self.all(forms!("WHERE subject = $1"), &[(&side).into()], read_form)? {
                forms.push(self.with_texts(form)?);
            }
        }
        forms.sort_by_key(|form| (form.at, form.id));
        Ok(forms)
    }

    fn with_texts(&mut self, form: KeptForm) -> Result<KeptForm> {
        let sql = "SELECT definition, major, minor, language, text_digest, state FROM consent_form_text WHERE form = $1 ORDER BY position";
        Ok(KeptForm { texts: self.all(sql, &[form.id.bytes().into()], read_text)?, ..form })
    }

    /// The digest of a form as stored, for the verification of the journal.
    pub(super) fn form_digest(&mut self, id: &str) -> Result<Option<Digest32>> {
        let id = FormId::parse(id).map_err(|_| damaged())?;
        let Some((form, salt)) = self.one(forms!("WHERE id = $1"), &[id.bytes().into()], read_form)? else { return Ok(None) };
        Ok(Some(self.with_texts(form)?.content_digest(&salt)))
    }

    /// Every form with its station: whose entry its chain must have.
    pub(super) fn all_forms(&mut self) -> Result<Vec<(FormId, Code)>> {
        self.all("SELECT id, station FROM consent_form", &[], |row| {
            Ok((FormId::from_bytes(row.array(0)?), row.code_opt(1)?.ok_or_else(damaged)?))
        })
    }
}

impl Writer<'_> {
    /// The salt lies in the row: it goes with the person, and what the journal commits to says nothing any more.
    pub(super) fn put_form(&mut self, form: &KeptForm) -> Result<Draft> {
        let salt = self.salt()?;
        let sql = "INSERT INTO consent_form (id, number, subject, language, at, station, operator, salt) \
                   VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
        let number = form.number.to_string();
        let params: [Param<'_>; 8] = [
            form.id.bytes().into(),
            Param::from(&number),
            form.subject.as_ref().into(),
            Param::from(&form.language),
            form.at.into(),
            (&form.station).into(),
            (&form.operator).into(),
            (&salt).into(),
        ];
        self.session.execute(sql, &params)?;
        (0..).zip(&form.texts).try_for_each(|(position, text)| self.put_form_text(form.id, position, text))?;
        let mut draft = Draft::of(EntryKind::Printed, RecordKind::ConsentForm, form.id.to_string(), form.subject);
        draft.content = Some(form.content_digest(&salt));
        Ok(draft)
    }

    fn put_form_text(&mut self, form: FormId, position: i64, text: &FormText) -> Result<()> {
        let sql = "INSERT INTO consent_form_text (form, position, definition, major, minor, language, text_digest, state) \
                   VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
        let params: [Param<'_>; 8] = [
            form.bytes().into(),
            position.into(),
            (&text.definition).into(),
            i64::from(text.version.0).into(),
            i64::from(text.version.1).into(),
            Param::from(&text.language),
            (&text.digest).into(),
            text.state.name().into(),
        ];
        self.session.execute(sql, &params).map(drop)
    }
}
