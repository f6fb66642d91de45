//! The second opt-in: a secret that only the person gets, what is kept of it, and whether a try with it counts. Pure: no clock, no
//! chance, and the secret itself is nowhere but in what is sent.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

use crate::domain::consent::{Commitment, Definition, Event, awaiting};
use crate::domain::id::{Code, ConfirmationId, EventId, SubjectId};
use crate::domain::journal::Encoder;
use crate::domain::time::Timestamp;
use crate::domain::value::hex;
use crate::domain::words::words;
use crate::error::{Error, ErrorKind, Result};

words! {
    /// What a person gets to confirm with.
    ///
    /// ```
    /// use clientela::domain::consent::ConfirmationKind;
    /// assert_eq!(ConfirmationKind::from_name("link"), Some(ConfirmationKind::Link));
    /// ```
    ConfirmationKind {
        /// Six digits, to be typed or read aloud.
        Code = "code",
        /// The end of a link.
        Link = "link",
    }
}

/// How many digits a code has, and how many codes there are.
const DIGITS: usize = 6;
const CODES: u64 = 1_000_000;

/// How many bytes of chance a link has: 128 bit.
const LINK_CHANCE: usize = 16;

/// What is sent to the person and to nobody else. It is wiped when it is dropped, and never shown by a debug print.
///
/// ```
/// use clientela::domain::consent::Secret;
/// let code = Secret::code([7; 8]);
/// assert!(code.text().len() == 6 && code.text().bytes().all(|byte| byte.is_ascii_digit()));
/// assert_eq!(format!("{code:?}"), "Secret(…)");
/// assert_eq!(Secret::typed(" 12-34 56").text(), "123456"); // as people type it
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(Zeroizing<String>);

impl Secret {
    /// A code out of eight bytes of chance.
    pub fn code(chance: [u8; 8]) -> Self {
        Self(Zeroizing::new(format!("{:0DIGITS$}", u64::from_be_bytes(chance) % CODES)))
    }

    /// What stands at the end of a link: which confirmation, which is no secret, and 128 bits of chance. 64 characters, 0 to 9 and a to f.
    pub fn link(id: ConfirmationId, chance: [u8; LINK_CHANCE]) -> Self {
        let chance = Zeroizing::new(hex(&chance));
        Self(Zeroizing::new([hex(id.bytes()).as_str(), chance.as_str()].concat()))
    }

    /// A code as somebody typed it: blanks and hyphens are nothing.
    pub fn typed(text: &str) -> Self {
        Self(Zeroizing::new(text.chars().filter(|char| !matches!(char, ' ' | '-')).collect()))
    }

    /// The end of a link as it came back, and which confirmation it is about; none where it can be of none.
    pub fn linked(text: &str) -> Option<(ConfirmationId, Self)> {
        let good = text.len() == 2 * (16 + LINK_CHANCE) && text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
        let id = good.then(|| u128::from_str_radix(&text[..32], 16).ok()).flatten()?;
        Some((ConfirmationId::from_bytes(id.to_be_bytes()), Self(Zeroizing::new(text.to_owned()))))
    }

    /// The text that is sent.
    pub fn text(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(…)")
    }
}

/// What is kept of a secret that was sent.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Sent {
    /// The salt.
    pub salt: [u8; 16],
    /// The digest of the secret, bound to everything that it is about.
    pub digest: [u8; 32],
    /// From when on it is of no use.
    pub until: Timestamp,
    /// How many tries are left.
    pub tries: u32,
}

impl fmt::Debug for Sent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Sent(until {:?}, {} tries left)", self.until, self.tries)
    }
}

impl Sent {
    /// Whether it may be tried.
    ///
    /// # Errors
    /// [`ErrorKind::State`] with `confirmation.expired`, `confirmation.tries_used_up`.
    pub fn may_be_tried(&self, now: Timestamp) -> Result<()> {
        match self {
            _ if now >= self.until => Err(Error::new(ErrorKind::State, "confirmation.expired")),
            Self { tries: 0, .. } => Err(Error::new(ErrorKind::State, "confirmation.tries_used_up")),
            _ => Ok(()),
        }
    }
}

/// A confirmation that somebody was asked for: at most one for each person and definition.
///
/// ```
/// use clientela::domain::consent::{Commitment, Confirmation, ConfirmationKind, Secret};
/// use clientela::domain::{id::{Code, ConfirmationId, EventId, SubjectId}, time::Timestamp};
/// let asked = Confirmation {
///     id: ConfirmationId::from_bytes([1; 16]), subject: SubjectId::from_bytes([2; 16]), definition: Code::parse("news")?,
///     event: EventId::from_bytes([3; 16]), kind: ConfirmationKind::Code, address: Commitment::to("ana@example.pt", [4; 16]),
///     requested: Timestamp::from_millis(0), asked: 1, sent: None,
/// };
/// let (salt, secret) = ([5; 16], Secret::code([6; 8]));
/// assert_ne!(asked.digest(&salt, secret.text().as_bytes()), asked.digest(&salt, b"000000"));
/// # Ok::<(), clientela::Error>(())
/// ```
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Confirmation {
    /// Its id.
    pub id: ConfirmationId,
    /// Whose consent.
    pub subject: SubjectId,
    /// Which definition.
    pub definition: Code,
    /// The grant that waits for it.
    pub event: EventId,
    /// What the person gets.
    pub kind: ConfirmationKind,
    /// Where to; without its salt the address was changed or removed since.
    pub address: Commitment,
    /// When it was asked for.
    pub requested: Timestamp,
    /// How often one was asked for this grant, and for those before it that day.
    pub asked: u32,
    /// What is kept of the secret; none before it is sent: until then there is no secret.
    pub sent: Option<Sent>,
}

impl Confirmation {
    /// The digest of a secret, bound to this confirmation: of another person, grant, definition or address it is another.
    pub fn digest(&self, salt: &[u8; 16], secret: &[u8]) -> [u8; 32] {
        let mut out = Encoder(Vec::with_capacity(512));
        out.text("clientela-confirmation-1");
        for part in [&salt[..], self.id.bytes(), self.subject.bytes(), self.event.bytes(), &self.address.digest] {
            out.bytes(part);
        }
        out.text(self.definition.as_str());
        out.text(self.kind.name());
        out.bytes(secret);
        let bytes = Zeroizing::new(out.0);
        Sha256::digest(&bytes[..]).into()
    }
}

/// The grants that a confirmation would make count now: those that wait for it, but for one that a later of them has seen and so replaces. A
/// guardian's replaces none of the person's.
///
/// ```
/// use clientela::domain::consent::{Authority, Definition, Event, EventKind, Purpose, confirmable};
/// use clientela::domain::{id::{Code, EventId, SubjectId}, time::Timestamp};
/// let news = Definition { confirmation: true, ..Definition::draft(Code::parse("news")?, Purpose::Marketing) };
/// let (ids, ana, now) = ([1, 2].map(|n| EventId::from_bytes([n; 16])), SubjectId::from_bytes([2; 16]), Timestamp::from_millis(0));
/// let [first, second] = ids.map(|id| Event::new(id, ana, &news, EventKind::Given, Authority::Subject, now));
/// let apart = [first.clone(), second.clone()];
/// assert_eq!(confirmable(&news, &apart, now).len(), 2);
/// let replaced = [first, Event { seen: vec![ids[0]], ..second }];
/// assert_eq!(confirmable(&news, &replaced, now), [&replaced[1]]);
/// # Ok::<(), clientela::Error>(())
/// ```
pub fn confirmable<'a>(definition: &Definition, events: &'a [Event], now: Timestamp) -> Vec<&'a Event> {
    let waiting = awaiting(definition, events, now);
    let grants: Vec<&Event> = events.iter().filter(|event| waiting.contains(&event.id)).collect();
    if grants.len() < 2 {
        return grants;
    }
    let seen: Vec<(bool, BTreeSet<EventId>)> = grants.iter().map(|grant| (grant.by.is_some(), seen_by(grant, events))).collect();
    let replaced = |grant: &Event| seen.iter().any(|(by, seen)| *by == grant.by.is_some() && seen.contains(&grant.id));
    grants.into_iter().filter(|grant| !replaced(grant)).collect()
}

/// Everything that an event has seen, and what that has seen.
fn seen_by(event: &Event, events: &[Event]) -> BTreeSet<EventId> {
    let events: BTreeMap<EventId, &Event> = events.iter().map(|event| (event.id, event)).collect();
    let (mut seen, mut next) = (BTreeSet::new(), event.seen.clone());
    while let Some(id) = next.pop() {
        if seen.insert(id) {
            next.extend(events.get(&id).into_iter().flat_map(|event| &event.seen));
        }
    }
    seen
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked() -> Confirmation {
        Confirmation {
            id: ConfirmationId::from_bytes([1; 16]),
            subject: SubjectId::from_bytes([2; 16]),
            definition: Code::parse("news").expect("a code"),
            event: EventId::from_bytes([3; 16]),
            kind: ConfirmationKind::Link,
            address: Commitment::to("ana@example.pt", [4; 16]),
            requested: Timestamp::from_millis(0),
            asked: 1,
            sent: None,
        }
    }

    #[test]
    fn a_link_leads_to_its_confirmation_and_back() {
        let id = ConfirmationId::from_bytes([0xa5; 16]);
        let link = Secret::link(id, [0x0f; 16]);
        assert_eq!(link.text().len(), 64);
        assert_eq!(Secret::linked(link.text()), Some((id, link.clone())));
        let spoiled = [&link.text()[1..], &link.text().to_uppercase(), "", &"g".repeat(64), &format!("{}é", &link.text()[..62])];
        assert!(spoiled.iter().all(|text| Secret::linked(text).is_none()));
    }

    #[test]
    fn a_digest_is_bound_to_everything_it_is_about() {
        let (one, salt, secret) = (asked(), [9; 16], b"secret".as_slice());
        let others = [
            Confirmation { id: ConfirmationId::from_bytes([8; 16]), ..asked() },
            Confirmation { subject: SubjectId::from_bytes([8; 16]), ..asked() },
            Confirmation { event: EventId::from_bytes([8; 16]), ..asked() },
            Confirmation { definition: Code::parse("offers").expect("a code"), ..asked() },
            Confirmation { kind: ConfirmationKind::Code, ..asked() },
            Confirmation { address: Commitment::to("ana@example.com", [4; 16]), ..asked() },
        ];
        assert!(others.iter().all(|other| other.digest(&salt, secret) != one.digest(&salt, secret)));
        assert_ne!(one.digest(&[7; 16], secret), one.digest(&salt, secret));
        assert_eq!(asked().digest(&salt, secret), one.digest(&salt, secret));
    }

    #[test]
    fn codes_have_six_digits_and_every_one_may_come() {
        assert_eq!(Secret::code([0; 8]).text(), "000000");
        assert_eq!(Secret::code(999_999_u64.to_be_bytes()).text(), "999999");
        assert_eq!(Secret::code(1_000_007_u64.to_be_bytes()).text(), "000007");
    }

    #[test]
    fn what_is_over_or_used_up_is_not_tried() {
        let sent = Sent { salt: [0; 16], digest: [0; 32], until: Timestamp::from_millis(10), tries: 1 };
        assert!(sent.may_be_tried(Timestamp::from_millis(9)).is_ok());
        let code = |sent: Sent, at| sent.may_be_tried(Timestamp::from_millis(at)).map_err(|error| error.code());
        assert_eq!(code(sent, 10), Err("confirmation.expired"));
        assert_eq!(code(Sent { tries: 0, ..sent }, 9), Err("confirmation.tries_used_up"));
    }
}
