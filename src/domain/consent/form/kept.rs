//! What is kept of a printed form, so that the signed paper is found again: who was asked what in which words.

use sha2::{Digest, Sha256};

use crate::domain::consent::State;
use crate::domain::consent::form::FormNumber;
use crate::domain::id::{Code, FormId, SubjectId};
use crate::domain::journal::{Digest32, Encoder, Salt};
use crate::domain::time::Timestamp;

/// One consent as it stood on a form.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct FormText {
    /// The definition's code.
    pub definition: Code,
    /// Its version, major and minor.
    pub version: (u32, u32),
    /// The language of the text that was printed, ISO 639-1.
    pub language: String,
    /// The digest of that text ([`crate::domain::consent::DefinitionText::digest`]).
    pub digest: Digest32,
    /// What was ticked in print; of a blank form unknown.
    pub state: State,
}

/// A form that was printed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct KeptForm {
    /// Its id.
    pub id: FormId,
    /// The number on the paper.
    pub number: FormNumber,
    /// Whose form it is; none of a blank one.
    pub subject: Option<SubjectId>,
    /// The language that was asked for.
    pub language: String,
    /// When it was printed.
    pub at: Timestamp,
    /// At which station.
    pub station: Code,
    /// By whom.
    pub operator: Code,
    /// The consents, in the order of the form.
    pub texts: Vec<FormText>,
}

impl KeptForm {
    /// The digest of everything in it; the journal commits to it. Without the salt nobody finds out what an erased form said.
    pub fn content_digest(&self, salt: &Salt) -> Digest32 {
        let mut out = Encoder(Vec::with_capacity(512));
        out.bytes(salt);
        out.bytes(self.id.bytes());
        out.bytes(self.subject.as_ref().map_or(&[][..], |id| id.bytes()));
        [&self.number.to_string(), &self.language].into_iter().for_each(|text| out.text(text));
        [&self.station, &self.operator].into_iter().for_each(|code| out.text(code.as_str()));
        out.number(self.at.millis());
        self.texts.iter().for_each(|text| text.encode(&mut out));
        Sha256::digest(&out.0).into()
    }
}

impl FormText {
    fn encode(&self, out: &mut Encoder) {
        [self.definition.as_str(), &self.language, self.state.name()].into_iter().for_each(|text| out.text(text));
        [self.version.0, self.version.1].into_iter().for_each(|number| out.number(number.into()));
        out.bytes(&self.digest);
    }
}
