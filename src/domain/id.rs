//! Opaque identities: 128-bit ids that say nothing about a person, and the short codes the ERP gives to things.

use std::fmt;

use crate::error::Violation;

/// Defines an id type of its own for one noun, so that ids of different nouns cannot be mixed up.
macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident)+) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name([u8; 16]);

        impl $name {
            /// From 16 bytes as stored.
            pub const fn from_bytes(bytes: [u8; 16]) -> Self {
                Self(bytes)
            }

            /// The 16 bytes, as stored.
            pub const fn bytes(&self) -> &[u8; 16] {
                &self.0
            }

            /// Makes a new id (a version 7 UUID) from an instant and ten bytes of chance.
            pub fn make(at: crate::domain::time::Timestamp, chance: [u8; 10]) -> Self {
                let millis = u64::try_from(at.millis()).unwrap_or(0);
                Self(*uuid::Builder::from_unix_timestamp_millis(millis, &chance).as_uuid().as_bytes())
            }

            /// Reads the form with hyphens, 36 characters.
            ///
            /// # Errors
            /// `id.malformed` where the text is not an id.
            pub fn parse(text: &str) -> Result<Self, Violation> {
                uuid::Uuid::try_parse(text).map(|id| Self(*id.as_bytes())).map_err(|_| Violation::new("id", "id.malformed"))
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                uuid::Uuid::from_bytes(self.0).fmt(f)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!(stringify!($name), "({})"), self)
            }
        }
    )+};
}

ids! {
    /// Who it is about: anybody with personal data, whatever roles they have.
    ///
    /// ```
    /// use clientela::domain::{id::SubjectId, time::Timestamp};
    /// let id = SubjectId::make(Timestamp::from_millis(1_700_000_000_000), [7; 10]);
    /// assert_eq!(SubjectId::parse(&id.to_string())?, id);
    /// # Ok::<(), clientela::Error>(())
    /// ```
    SubjectId
    /// A document: receipt, invoice, order, correction, complaint.
    DocumentId
    /// One consent event.
    EventId
    /// One booking of a program.
    BookingId
    /// One printed consent form.
    FormId
    /// One second opt-in that somebody was asked for.
    ConfirmationId
    /// Uses of consents that were recorded together.
    BatchId
    /// A request of a person about their data.
    RequestId
    /// A legal hold or tax audit.
    HoldId
}

/// A code is a short name given by the ERP or the host: a station, a branch, an operator, a definition.
/// 1 to 64 visible ASCII characters without blanks.
///
/// ```
/// use clientela::domain::id::Code;
/// assert_eq!(Code::parse("newsletter-email")?.as_str(), "newsletter-email");
/// assert!(Code::parse("two words").is_err());
/// # Ok::<(), clientela::Error>(())
/// ```
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Code(Box<str>);

/// The longest code.
pub const LONGEST_CODE: usize = 64;

impl Code {
    /// Reads a code.
    ///
    /// # Errors
    /// `code.malformed` where the text is empty, too long or has other characters.
    pub fn parse(text: &str) -> Result<Self, Violation> {
        let good = (1..=LONGEST_CODE).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_graphic());
        if good { Ok(Self(text.into())) } else { Err(Violation::new("code", "code.malformed").with("max", LONGEST_CODE)) }
    }

    /// The text of the code.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
