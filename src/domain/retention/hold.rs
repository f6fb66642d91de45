//! A legal hold or a tax audit: who ordered it, when and why.

use std::fmt;

use sha2::{Digest, Sha256};

use super::words::{HoldKind, RetentionClass};
use crate::domain::erasure::{Blocker, BlockerReason};
use crate::domain::id::{HoldId, SubjectId};
use crate::domain::journal::{Digest32, Encoder, Salt};
use crate::domain::time::Date;

/// What suspends the end of periods.
///
/// ```
/// use clientela::domain::{retention::{Hold, HoldKind}, time::Date};
/// let since = Date::parse("2026-02-01")?;
/// let hold = Hold { kind: HoldKind::TaxAudit, since, until: None, author: "M. Vogt".into(), reason: "audit of 2023".into(), class: None, document: None };
/// assert!(hold.is_active(since) && !format!("{hold:?}").contains("Vogt"));
/// # Ok::<(), clientela::Error>(())
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct Hold {
    /// What it is.
    pub kind: HoldKind,
    /// Since when.
    pub since: Date,
    /// The last day, where it is known.
    pub until: Option<Date>,
    /// Who ordered it, and can lift it.
    pub author: String,
    /// Why.
    pub reason: String,
    /// Only documents of this class; none: of every class.
    pub class: Option<RetentionClass>,
    /// Only this document, by its number; none: every one.
    pub document: Option<String>,
}

impl Hold {
    /// Whether it is in force on a day.
    pub fn is_active(&self, today: Date) -> bool {
        self.since <= today && self.until.is_none_or(|last| last >= today)
    }

    /// Whether it is about everything, and not only about some documents.
    pub(super) fn is_whole(&self) -> bool {
        self.document.is_none() && self.class.is_none()
    }

    /// Whether it is about a document of this class and number.
    pub(super) fn covers(&self, class: RetentionClass, number: &str) -> bool {
        self.document.as_deref().is_none_or(|own| own == number) && self.class.is_none_or(|own| own == class)
    }

    /// Whether it is about somebody with these documents: a legal hold on everything is about anybody.
    pub fn concerns<'a>(&self, mut documents: impl Iterator<Item = (RetentionClass, &'a str)>) -> bool {
        (self.kind == HoldKind::LegalHold && self.is_whole()) || documents.any(|(class, number)| self.covers(class, number))
    }

    /// What stands in the way because of it.
    pub fn blocker(&self) -> Blocker {
        Blocker {
            reason: match self.kind {
                HoldKind::LegalHold => BlockerReason::LegalHold,
                HoldKind::TaxAudit => BlockerReason::TaxAudit,
            },
            document: None,
            number: self.document.clone().unwrap_or_default(),
            owner: Some(self.author.clone()),
            until: self.until,
        }
    }
}

impl fmt::Debug for Hold {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Hold({} since {})", self.kind.name(), self.since)
    }
}

/// That a hold was taken away.
#[derive(Clone, PartialEq, Eq)]
pub struct Lifted {
    /// When.
    pub on: Date,
    /// By whom.
    pub by: String,
    /// Why; empty once the person was erased.
    pub reason: String,
}

impl fmt::Debug for Lifted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Lifted({})", self.on)
    }
}

/// A hold as it is kept. Its reasons may name people: they go with the person whom it is about, and are cleaned of others who are erased.
///
/// ```
/// use clientela::domain::{id::HoldId, retention::{Hold, HoldKind, KeptHold, Lifted}, time::Date};
/// let since = Date::parse("2026-02-01")?;
/// let hold =
///     Hold { kind: HoldKind::LegalHold, since, until: None, author: "legal".into(), reason: "claim 7".into(), class: None, document: None };
/// let kept = KeptHold { id: HoldId::from_bytes([1; 16]), hold, subject: None, lifted: None, version: 1 };
/// assert!(kept.is_active(since));
/// let lifted = Lifted { on: since.plus_days(30), by: "legal".into(), reason: "settled".into() };
/// let kept = KeptHold { lifted: Some(lifted), ..kept };
/// assert!(!kept.is_active(since.plus_days(30)));
/// # Ok::<(), clientela::Error>(())
/// ```
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct KeptHold {
    /// Its id.
    pub id: HoldId,
    /// What it says. The reason is empty once the person was erased.
    pub hold: Hold,
    /// Only about this person; none: about everybody.
    pub subject: Option<SubjectId>,
    /// Who took it away, when and why; none: it stands.
    pub lifted: Option<Lifted>,
    /// Counts its changes.
    pub version: u64,
}

impl KeptHold {
    /// Whether it is in force on a day.
    pub fn is_active(&self, today: Date) -> bool {
        self.lifted.is_none() && self.hold.is_active(today)
    }

    /// What the journal commits to: everything but the reasons, with a salt that goes when another text takes the place of who put it.
    pub fn content_digest(&self, salt: &Salt) -> Digest32 {
        let Hold { kind, since, until, author, class, document, .. } = &self.hold;
        let day = |day: Option<Date>| day.map(|day| day.to_string()).unwrap_or_default();
        let mut out = Encoder(Vec::with_capacity(256));
        out.text("clientela-hold-1");
        out.bytes(salt);
        out.bytes(self.id.bytes());
        out.bytes(self.subject.as_ref().map_or(&[][..], |id| id.bytes()));
        let texts = [kind.name(), class.map_or("", RetentionClass::name), document.as_deref().unwrap_or_default(), author];
        texts.into_iter().for_each(|text| out.text(text));
        [Some(*since), *until, self.lifted.as_ref().map(|lifted| lifted.on)].into_iter().for_each(|one| out.text(&day(one)));
        out.text(self.lifted.as_ref().map_or("", |lifted| lifted.by.as_str()));
        Sha256::digest(&out.0).into()
    }
}
