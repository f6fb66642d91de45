//! What is asked: a definition names purpose, channel, the texts in each language, and the rules of an answer.

use sha2::{Digest, Sha256};

use crate::domain::field::Field;
use crate::domain::id::Code;
use crate::domain::journal::Encoder;
use crate::domain::time::Date;
use crate::domain::words::words;
use crate::error::Violation;

words! {
    /// What the data would be used for, as far as objections distinguish it.
    Purpose {
        /// Storing and processing the customer's data.
        Processing = "processing",
        /// Advertising of any kind.
        Marketing = "marketing",
        /// Product recalls and contract matters: no marketing objection binds them.
        MandatoryNotice = "mandatory_notice",
    }
}

words! {
    /// A way to reach somebody.
    Channel {
        /// E-mail.
        Email = "email",
        /// A phone call.
        Phone = "phone",
        /// A short message to a phone number.
        Sms = "sms",
        /// A letter.
        Letter = "letter",
    }
}

impl Channel {
    /// The field that must be filled before this channel can be used.
    pub fn field(self) -> Field {
        match self {
            Self::Email => Field::Email,
            Self::Phone | Self::Sms => Field::Phone,
            Self::Letter => Field::Street,
        }
    }
}

words! {
    /// Where a version of a definition stands in its life.
    DefinitionState {
        /// Being written; nobody is asked.
        Draft = "draft",
        /// In force.
        Active = "active",
        /// No longer asked.
        Archived = "archived",
    }
}

/// The text of a definition in one language.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct DefinitionText {
    /// ISO 639-1, such as `de`.
    pub language: String,
    /// A short heading.
    pub title: String,
    /// The full text the person agrees to.
    pub body: String,
}

/// The longest title and body of a definition together, in characters.
const LONGEST_TEXT: usize = 20_000;

impl DefinitionText {
    /// A language by its two letters, and words that fit a form.
    fn check(&self) -> Result<(), Violation> {
        if self.language.len() != 2 || !self.language.bytes().all(|byte| byte.is_ascii_lowercase()) {
            return Err(Violation::new("language", "language.malformed"));
        }
        if self.title.chars().count() + self.body.chars().count() > LONGEST_TEXT {
            return Err(Violation::new("body", "too_long").with("max", LONGEST_TEXT));
        }
        Ok(())
    }

    /// The digest that binds an answer to the very words shown: SHA-256 over language, title and body.
    pub fn digest(&self) -> [u8; 32] {
        let mut hash = Sha256::new();
        for part in [&self.language, &self.title, &self.body] {
            hash.update((part.len() as u64).to_be_bytes());
            hash.update(part.as_bytes());
        }
        hash.finalize().into()
    }
}

/// One version of a definition of a consent.
///
/// ```
/// use clientela::domain::consent::{Channel, Definition, DefinitionState, Purpose};
/// use clientela::domain::{id::Code, time::Date};
/// let draft = Definition::draft(Code::parse("newsletter")?, Purpose::Marketing);
/// assert!(!draft.in_force(Date::parse("2024-05-01")?));
/// let newsletter = Definition { channel: Some(Channel::Email), state: DefinitionState::Active, ..draft };
/// assert!(newsletter.in_force(Date::parse("2024-05-01")?));
/// # Ok::<(), clientela::Error>(())
/// ```
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Definition {
    /// The ERP's code of the definition; the same for all its versions.
    pub code: Code,
    /// A major version makes older answers outdated.
    pub major: u32,
    /// A minor version keeps them.
    pub minor: u32,
    /// Where it stands.
    pub state: DefinitionState,
    /// What for.
    pub purpose: Purpose,
    /// By which channel; none for a consent that is bound to no channel.
    pub channel: Option<Channel>,
    /// The definition above, which must be accepted too.
    pub parent: Option<Code>,
    /// Whether an answer needs the person's signature.
    pub signature: bool,
    /// Whether a second opt-in is needed before it counts.
    pub confirmation: bool,
    /// Whether somebody who receives it for a customer needs an account (P9).
    pub account: bool,
    /// For how many days an answer is valid; none for unlimited.
    pub valid_days: Option<u32>,
    /// The first day on which it is in force.
    pub from: Option<Date>,
    /// The last day on which it is in force.
    pub until: Option<Date>,
    /// The texts, one a language.
    pub texts: Vec<DefinitionText>,
}

impl Definition {
    /// A draft of version 1.0 without texts, bound to no channel, valid without end.
    pub fn draft(code: Code, purpose: Purpose) -> Self {
        Self {
            code,
            major: 1,
            minor: 0,
            state: DefinitionState::Draft,
            purpose,
            channel: None,
            parent: None,
            signature: false,
            confirmation: false,
            account: false,
            valid_days: None,
            from: None,
            until: None,
            texts: Vec::new(),
        }
    }

    /// Whether the definition is in force on this day.
    pub fn in_force(&self, on: Date) -> bool {
        self.state == DefinitionState::Active && self.from.is_none_or(|from| from <= on) && self.until.is_none_or(|until| on <= until)
    }

    /// Whether it is the consent to store and process a customer's data as such: bound to no channel and below no other.
    pub fn is_storage(&self) -> bool {
        self.purpose == Purpose::Processing && self.channel.is_none() && self.parent.is_none()
    }

    /// Whether this version may stand beside the known ones of its code. What people have answered stays as it was asked: a version in
    /// force or archived is fixed but for its state and days, and a minor version keeps what the answers were about.
    ///
    /// # Errors
    /// `language.malformed`, `too_long`, `definition.version_is_fixed`, `definition.minor_keeps_its_subject`.
    pub fn may_follow(&self, known: &[Self]) -> Result<(), Violation> {
        self.texts.iter().try_for_each(DefinitionText::check)?;
        for other in known.iter().filter(|other| other.code == self.code && other.state != DefinitionState::Draft) {
            let same = other.minor == self.minor && other.major == self.major;
            let frame = Self { state: self.state, from: self.from, until: self.until, ..other.clone() };
            if same && (frame != *self || self.state == DefinitionState::Draft) {
                return Err(Violation::new("version", "definition.version_is_fixed"));
            }
            if other.major == self.major && other.asks() != self.asks() {
                return Err(Violation::new("version", "definition.minor_keeps_its_subject"));
            }
        }
        Ok(())
    }

    /// What an answer is about, apart from the words.
    fn asks(&self) -> (Purpose, Option<Channel>, Option<&Code>, [bool; 3]) {
        (self.purpose, self.channel, self.parent.as_ref(), [self.signature, self.confirmation, self.account])
    }

    /// The digest of the whole version; the journal commits to it.
    pub fn digest(&self) -> [u8; 32] {
        let mut out = Encoder(Vec::with_capacity(512));
        let code = |code: Option<&Code>| code.map_or(String::new(), |code| code.as_str().to_owned());
        let day = |day: Option<Date>| day.map_or(String::new(), |day| day.to_string());
        let channel = self.channel.map_or("", Channel::name);
        let words = [self.state.name(), self.purpose.name(), channel, &code(Some(&self.code)), &code(self.parent.as_ref())];
        words.into_iter().for_each(|word| out.text(word));
        [day(self.from), day(self.until)].iter().for_each(|day| out.text(day));
        let days = self.valid_days.map_or(-1, i64::from);
        let flags = [self.signature, self.confirmation, self.account].map(i64::from);
        let numbers = [self.major.into(), self.minor.into()].into_iter().chain(flags).chain([days]);
        numbers.for_each(|number| out.number(number));
        self.texts.iter().for_each(|text| out.bytes(&text.digest()));
        Sha256::digest(&out.0).into()
    }

    /// This version as it was when an entry committed to it by this digest: in force, only its state and its days may have changed since
    /// ([`Self::may_follow`]). Where its days can not be told any more it is taken as in force, so that it hides no answer: of several
    /// definitions the least permissive decides.
    #[cfg(feature = "engine")]
    pub(crate) fn as_committed(&self, digest: &[u8; 32]) -> Self {
        let states = [self.state].into_iter().chain(DefinitionState::ALL.iter().copied());
        let days = [(self.from, self.until), (self.from, None), (None, self.until), (None, None)];
        let mut forms = states.flat_map(|state| days.map(|(from, until)| Self { state, from, until, ..self.clone() }));
        let in_force = || Self { state: DefinitionState::Active, from: None, until: None, ..self.clone() };
        forms.find(|form| form.digest() == *digest).unwrap_or_else(in_force)
    }

    /// The text in this language; without one in it, the first text there is, and its language says so.
    pub fn text(&self, language: &str) -> Option<&DefinitionText> {
        self.texts.iter().find(|text| text.language == language).or_else(|| self.texts.first())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn active() -> Definition {
        let draft = Definition::draft(Code::parse("newsletter").expect("a code"), Purpose::Marketing);
        Definition { state: DefinitionState::Active, major: 1, ..draft }
    }

    fn refused(definition: &Definition, known: &Definition) -> Option<&'static str> {
        definition.may_follow(std::slice::from_ref(known)).err().map(|violation| violation.rule)
    }

    #[test]
    fn what_people_answered_stays_as_it_was_asked() {
        let known = active();
        let text = DefinitionText { language: "en".into(), title: "News".into(), body: "Other words".into() };
        assert_eq!(refused(&Definition { texts: vec![text.clone()], ..active() }, &known), Some("definition.version_is_fixed"));
        assert_eq!(refused(&Definition { purpose: Purpose::Processing, ..active() }, &known), Some("definition.version_is_fixed"));
        assert_eq!(refused(&Definition { state: DefinitionState::Draft, ..active() }, &known), Some("definition.version_is_fixed"));
        let minor = Definition { minor: 1, channel: Some(Channel::Email), ..active() };
        assert_eq!(refused(&minor, &known), Some("definition.minor_keeps_its_subject"));
        let open = [
            Definition { state: DefinitionState::Archived, ..active() },
            Definition { minor: 1, texts: vec![text], ..active() },
            Definition { major: 2, purpose: Purpose::Processing, ..active() },
        ];
        assert!(open.iter().all(|definition| refused(definition, &known).is_none()));
        let draft = Definition { state: DefinitionState::Draft, ..active() };
        assert!(refused(&Definition { purpose: Purpose::Processing, ..active() }, &draft).is_none());
    }
}
