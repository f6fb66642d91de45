//! The certificate of an erasure: what it tells, without a value of the person. Knows no store; the document itself is written elsewhere.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::domain::change::Door;
use crate::domain::erasure::{Action, ActionKind, Plan};
use crate::domain::field::{Field, RecordKind};
use crate::domain::heads::Head;
use crate::domain::id::{Code, SubjectId};
use crate::domain::journal::{Digest32, Encoder};
use crate::domain::seal::SealKey;
use crate::domain::time::{Date, Timestamp};
use crate::domain::words::words;

words! {
    /// What becomes of the values that go.
    ErasureMode {
        /// They are lost.
        Erase = "erase",
        /// They are sealed to a key of the central system first.
        Seal = "seal",
    }
}

words! {
    /// How far the bytes of somebody who was erased are gone.
    PurgeState {
        /// Their rows are replaced; copies may still lie in the files.
        Replaced = "replaced",
        /// Nothing of them is left in the files.
        Purged = "purged",
    }
}

words! {
    /// What a system that holds data of its own says of somebody who was erased here.
    ErasureAnswer {
        /// Nothing yet: it is waited for.
        Waiting = "waiting",
        /// It erased them too.
        Erased = "erased",
        /// It knows nobody by that id.
        Unknown = "unknown",
        /// It still needs them.
        Needed = "needed",
        /// Nothing, and it is waited for no longer.
        Silent = "silent",
    }
}

impl ErasureAnswer {
    /// Whether it is something that a system says; the others say that it said nothing.
    pub fn is_said(self) -> bool {
        matches!(self, Self::Erased | Self::Unknown | Self::Needed)
    }

    /// Whether nothing else can follow: whoever still needs the person may have erased them later.
    pub fn is_final(self) -> bool {
        matches!(self, Self::Erased | Self::Unknown)
    }
}

/// To whose key values are sealed, and until when the boxes stay.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct SealOrder {
    /// The public key of the central system.
    pub key: SealKey,
    /// The last day; none: as long as the rules of retention demand anything of the person.
    pub until: Option<Date>,
}

/// How often the same happened to values of one field.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Gone {
    /// The kind of record.
    pub record: RecordKind,
    /// The field; none where it is about records as such.
    pub field: Option<Field>,
    /// What happened.
    pub action: ActionKind,
    /// How often.
    pub count: u64,
}

/// How many values of one field stay, on one ground and until one day.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct StillKept {
    /// The kind of record.
    pub record: RecordKind,
    /// The field; none where it is about records as such.
    pub field: Option<Field>,
    /// Why: a law or contract, `names_nobody`, or `recognises_the_erased`.
    pub ground: String,
    /// The last day; none: for good.
    pub until: Option<Date>,
    /// How many.
    pub count: u64,
}

/// What an erasure did, counted: a plan without its records.
///
/// ```
/// use clientela::domain::{certificate::Outcome, erasure::{Action, ActionKind, Item, Plan}, field::{Field, RecordKind}};
/// let item = |id: &str| Item { record: RecordKind::Part, id: id.into(), field: Some(Field::Email), slot: 0, action: Action::Remove };
/// let outcome = Outcome::of(&Plan { items: vec![item("a"), item("b")], journal_values: 3, ..Plan::default() });
/// let counts: Vec<_> = outcome.gone.iter().map(|gone| (gone.record, gone.action, gone.count)).collect();
/// assert_eq!(counts, [(RecordKind::Part, ActionKind::Remove, 2), (RecordKind::Journal, ActionKind::Remove, 3)]);
/// assert_eq!(Outcome::read(&outcome.write()), Some(outcome));
/// ```
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Outcome {
    /// What went, by kind of record and field.
    pub gone: Vec<Gone>,
    /// What stays.
    pub kept: Vec<StillKept>,
}

/// The same in the store: record, field, action, count; record, field, ground, last day, count.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    gone: Vec<GoneLine>,
    kept: Vec<KeptLine>,
}

type GoneLine = (String, Option<String>, String, u64);
type KeptLine = (String, Option<String>, String, Option<String>, u64);

impl Outcome {
    /// Of a plan that was done.
    pub fn of(plan: &Plan) -> Self {
        let (mut gone, mut kept) = (BTreeMap::<_, u64>::new(), BTreeMap::<_, u64>::new());
        for item in &plan.items {
            match &item.action {
                Action::Keep { ground, until } => *kept.entry((item.record, item.field, ground.as_str(), *until)).or_default() += 1,
                action => *gone.entry((item.record, item.field, action.kind())).or_default() += 1,
            }
        }
        if plan.journal_values > 0 {
            gone.insert((RecordKind::Journal, None, ActionKind::Remove), plan.journal_values);
        }
        let gone = gone.into_iter().map(|((record, field, action), count)| Gone { record, field, action, count });
        let kept = kept.into_iter().map(|((record, field, ground, until), count)| StillKept {
            record,
            field,
            ground: ground.to_owned(),
            until,
            count,
        });
        Self { gone: gone.collect(), kept: kept.collect() }
    }

    /// As text for the store; the same outcome is the same text.
    pub fn write(&self) -> String {
        let field = |field: Option<Field>| field.map(|field| field.name().to_owned());
        let gone = self.gone.iter().map(|one| (one.record.name().to_owned(), field(one.field), one.action.name().to_owned(), one.count));
        let kept = self.kept.iter().map(|one| {
            (one.record.name().to_owned(), field(one.field), one.ground.clone(), one.until.map(|day| day.to_string()), one.count)
        });
        serde_json::to_string(&Written { gone: gone.collect(), kept: kept.collect() }).unwrap_or_default()
    }

    /// Out of that text; none where it is no such text.
    pub fn read(text: &str) -> Option<Self> {
        let written: Written = serde_json::from_str(text).ok()?;
        let field = |name: Option<String>| name.map(|name| Field::from_name(&name).ok_or(())).transpose().ok();
        let gone = written.gone.into_iter().map(|(record, name, action, count)| {
            let (record, action) = (RecordKind::from_name(&record)?, ActionKind::from_name(&action)?);
            Some(Gone { record, field: field(name)?, action, count })
        });
        let kept = written.kept.into_iter().map(|(record, name, ground, until, count)| {
            let until = until.map(|day| Date::parse(&day).map_err(drop)).transpose().ok()?;
            Some(StillKept { record: RecordKind::from_name(&record)?, field: field(name)?, ground, until, count })
        });
        Some(Self { gone: gone.collect::<Option<_>>()?, kept: kept.collect::<Option<_>>()? })
    }
}

/// What the store keeps of an erasure. The entry of the journal that tells of it commits to all of it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ErasureRecord {
    /// Its place among the erasures of the store.
    pub epoch: u64,
    /// Who was erased.
    pub subject: SubjectId,
    /// For whom it was ordered: the same person, or one with whom they went.
    pub ordered: SubjectId,
    /// When.
    pub at: Timestamp,
    /// Lost or sealed.
    pub mode: ErasureMode,
    /// The pack of retention that held.
    pub rules: String,
    /// Its version.
    pub rules_version: String,
    /// What went and what stayed; at the person whose erasure was ordered, of all who went.
    pub outcome: Option<String>,
}

impl ErasureRecord {
    /// What the journal commits to.
    pub fn digest(&self) -> Digest32 {
        let mut out = Encoder(Vec::with_capacity(512));
        out.text("clientela-erasure-1");
        out.number(i64::try_from(self.epoch).unwrap_or(i64::MAX));
        out.bytes(self.subject.bytes());
        out.bytes(self.ordered.bytes());
        out.number(self.at.millis());
        out.text(self.mode.name());
        out.text(&self.rules);
        out.text(&self.rules_version);
        out.text(self.outcome.as_deref().unwrap_or_default());
        Sha256::digest(&out.0).into()
    }
}

/// What a system says of somebody who was erased.
///
/// ```
/// use clientela::domain::{certificate::{Acknowledgement, ErasureAnswer}, id::{Code, SubjectId}, time::Timestamp};
/// let at = Timestamp::from_millis(1_782_892_800_000);
/// let said = Acknowledgement {
///     system: Code::parse("webshop")?, subject: SubjectId::from_bytes([1; 16]), answer: ErasureAnswer::Erased, at, keeps_until: None,
/// };
/// assert!(said.answer.is_said() && said.answer.is_final());
/// # Ok::<(), clientela::Error>(())
/// ```
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Acknowledgement {
    /// Which system.
    pub system: Code,
    /// Of whom.
    pub subject: SubjectId,
    /// What.
    pub answer: ErasureAnswer,
    /// Since when it is so.
    pub at: Timestamp,
    /// Where it still needs them: until when, as far as it knows.
    pub keeps_until: Option<Date>,
}

impl Acknowledgement {
    /// What the journal commits to.
    pub fn digest(&self) -> Digest32 {
        let mut out = Encoder(Vec::with_capacity(256));
        out.text("clientela-erasure-answer-1");
        out.text(self.system.as_str());
        out.bytes(self.subject.bytes());
        out.text(self.answer.name());
        out.number(self.at.millis());
        out.text(&self.keeps_until.map(|day| day.to_string()).unwrap_or_default());
        Sha256::digest(&out.0).into()
    }
}

/// One system, of one person.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SystemAnswer {
    /// Of whom.
    pub subject: SubjectId,
    /// Which system.
    pub system: Code,
    /// The last day on which it is waited for.
    pub wait_until: Date,
    /// What it said, or that it said nothing.
    pub answer: ErasureAnswer,
    /// Since when it is so.
    pub at: Option<Timestamp>,
    /// Where it still needs them: until when.
    pub keeps_until: Option<Date>,
}

/// What the last search for what is left found.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct LastScan {
    /// When.
    pub at: Timestamp,
    /// How many findings; 0: nothing of the person is left.
    pub residues: u64,
    /// How many columns were read.
    pub columns: u64,
    /// How many bytes of files were read.
    pub bytes: u64,
    /// How many values were left out because somebody else has them too.
    pub shared: u64,
}

/// The boxes that are still there.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct SealedLeft {
    /// How many.
    pub boxes: u64,
    /// The last day on which they may be opened.
    pub until: Date,
}

/// By whose order somebody was erased, as the journal tells it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct OrderedBy {
    /// When.
    pub at: Timestamp,
    /// The local calendar date.
    pub date: Date,
    /// Through which door; `library` where an erasure was repeated in a restored backup.
    pub door: Door,
    /// The operator, where a person ordered it.
    pub operator: Option<Code>,
    /// The station.
    pub station: Option<Code>,
    /// The branch.
    pub branch: Option<Code>,
    /// The entry of the journal: its chain, its place in it, its digest.
    pub entry: Head,
}

/// Everything that is certified of an erasure. It holds opaque ids, codes, counts, days and laws, and no value of the person.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Certificate {
    /// Who was erased.
    pub subject: SubjectId,
    /// The place among the erasures of the store.
    pub epoch: u64,
    /// Who went by the same order, this one among them, each with their place.
    pub persons: Vec<(SubjectId, u64)>,
    /// By whose order.
    pub order: OrderedBy,
    /// What was kept of it when it was done; none of an erasure by an older version. Of one that was repeated in a restored backup it tells
    /// of the repetition.
    pub record: Option<ErasureRecord>,
    /// What went and what stayed, counted; none as above.
    pub outcome: Option<Outcome>,
    /// How far the bytes are gone.
    pub purge: PurgeState,
    /// Since when they are gone, where that is known.
    pub purged: Option<Timestamp>,
    /// What the last search for what is left found; none: nobody searched.
    pub scan: Option<LastScan>,
    /// Sealed boxes that are still there.
    pub sealed: Option<SealedLeft>,
    /// What the systems said that were registered then.
    pub systems: Vec<SystemAnswer>,
    /// The ends of the journal's chains.
    pub heads: Vec<Head>,
    /// When this was made.
    pub made: Timestamp,
}

impl Certificate {
    /// The systems that are still waited for.
    pub fn waiting(&self) -> impl Iterator<Item = &SystemAnswer> {
        self.systems.iter().filter(|one| one.answer == ErasureAnswer::Waiting)
    }

    /// Whether nothing is to come any more: the bytes are gone, no system is waited for, none needs the person, no box is left. Of an
    /// erasure of which nothing was kept nobody can say so.
    pub fn is_complete(&self) -> bool {
        let open = |one: &&SystemAnswer| matches!(one.answer, ErasureAnswer::Waiting | ErasureAnswer::Needed);
        self.record.is_some() && self.purge == PurgeState::Purged && self.sealed.is_none() && !self.systems.iter().any(|one| open(&one))
    }
}
