//! The use log: each use of a consent with the answer at that time, and until when the proof of a consent is kept. Pure: no clock, no storage.

use sha2::{Digest, Sha256};

use crate::domain::consent::{Channel, Definition, Event, EventKind, Purpose, Reason};
use crate::domain::id::{BatchId, Code, EventId, SubjectId};
use crate::domain::journal::{Digest32, Encoder};
use crate::domain::time::{Date, Timestamp};

/// One use of a consent: somebody was contacted, or their data was used. Ids, codes and times only: it outlives the person's data.
///
/// ```
/// use clientela::domain::consent::{Channel, ConsentUse, Purpose, Reason};
/// use clientela::domain::{id::{Code, SubjectId}, time::Timestamp};
/// let at = Timestamp::from_millis(1_700_000_000_000);
/// let called = ConsentUse {
///     subject: SubjectId::from_bytes([2; 16]), purpose: Purpose::Marketing, channel: Some(Channel::Phone), definition: None,
///     campaign: Some(Code::parse("spring-26")?), at, recorded: at, system: Code::parse("dialler")?, key: Code::parse("call-1")?,
///     allowed: false, reason: Reason::NeverAsked, evidence: vec![],
/// };
/// assert!(!called.allowed); // it is kept all the same
/// # Ok::<(), clientela::Error>(())
/// ```
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ConsentUse {
    /// Of whom.
    pub subject: SubjectId,
    /// What for.
    pub purpose: Purpose,
    /// By which channel; none: used without contact.
    pub channel: Option<Channel>,
    /// The definition that decided; none where none is about this purpose and channel.
    pub definition: Option<Code>,
    /// The campaign or another reference.
    pub campaign: Option<Code>,
    /// When it was used.
    pub at: Timestamp,
    /// When it was recorded.
    pub recorded: Timestamp,
    /// The system that used it.
    pub system: Code,
    /// That system's own key, by which a use is recorded once.
    pub key: Code,
    /// Whether it was allowed at that time.
    pub allowed: bool,
    /// Why.
    pub reason: Reason,
    /// The events that the answer rests on.
    pub evidence: Vec<EventId>,
}

impl ConsentUse {
    fn encode(&self, out: &mut Encoder) {
        out.bytes(self.subject.bytes());
        let [definition, campaign] = [&self.definition, &self.campaign].map(|code| code.as_ref().map_or("", Code::as_str));
        let channel = self.channel.map_or("", Channel::name);
        for text in [self.purpose.name(), channel, definition, campaign, self.system.as_str(), self.key.as_str(), self.reason.name()] {
            out.text(text);
        }
        [self.at.millis(), self.recorded.millis(), i64::from(self.allowed)].into_iter().for_each(|number| out.number(number));
        out.bytes(&self.evidence.iter().flat_map(|id| *id.bytes()).collect::<Vec<_>>());
    }

    /// Whether it used the consent to this definition, by itself or together with others.
    fn rests_on(&self, definition: &Definition, acts: &[&Event]) -> bool {
        self.definition.as_ref() == Some(&definition.code) || acts.iter().any(|act| self.evidence.contains(&act.id))
    }
}

/// The digest of a batch of uses in their order; one entry of the journal commits to all of them.
pub fn batch_digest(batch: BatchId, uses: &[ConsentUse]) -> Digest32 {
    let mut out = Encoder(Vec::with_capacity(256 * uses.len()));
    out.text("clientela-uses-1");
    out.bytes(batch.bytes());
    uses.iter().for_each(|one| one.encode(&mut out));
    Sha256::digest(&out.0).into()
}

/// For how long a law has the proof of a consent kept.
///
/// ```
/// use clientela::domain::consent::{PROOF_PERIODS, Purpose};
/// assert!(PROOF_PERIODS.iter().any(|period| period.country == "DE" && period.purpose == Purpose::Marketing && period.years == 5));
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct ProofPeriod {
    /// The country, ISO 3166-1: `DE`.
    pub country: &'static str,
    /// Of consents to this.
    pub purpose: Purpose,
    /// By this channel; none: by any.
    pub channel: Option<Channel>,
    /// So many years from the last act and from each use.
    pub years: i32,
    /// The law.
    pub ground: &'static str,
}

/// What is known of laws; an engineering default, no legal advice.
pub const PROOF_PERIODS: &[ProofPeriod] =
    &[ProofPeriod { country: "DE", purpose: Purpose::Marketing, channel: Some(Channel::Phone), years: 5, ground: "§ 7a UWG" }];

/// Until when a proof is kept, and why.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct ProofKept {
    /// The last day.
    pub until: Date,
    /// The law.
    pub ground: &'static str,
}

/// The last day on which the proof of a consent is kept: the period of the country from its last act or use, whichever was later. None
/// where nobody ever granted, or no period is known.
///
/// `events` and `uses` are those of one person; those about other definitions are passed over. Days begin at the branch, so many minutes
/// east of UTC.
///
/// ```
/// use clientela::domain::consent::{Authority, Channel, Definition, Event, EventKind, PROOF_PERIODS, Purpose, proof_kept_until};
/// use clientela::domain::{id::{Code, EventId, SubjectId}, time::Timestamp};
/// let calls = Definition { channel: Some(Channel::Phone), ..Definition::draft(Code::parse("calls")?, Purpose::Marketing) };
/// let (id, ana, at) = (EventId::from_bytes([1; 16]), SubjectId::from_bytes([2; 16]), Timestamp::parse("2026-03-01T10:00:00Z")?);
/// let given = Event::new(id, ana, &calls, EventKind::Given, Authority::Subject, at);
/// let kept = proof_kept_until(PROOF_PERIODS, "DE", &calls, &[given.clone()], &[], 60);
/// assert_eq!(kept.unwrap().until.to_string(), "2031-03-01");
/// assert_eq!(proof_kept_until(PROOF_PERIODS, "FR", &calls, &[given], &[], 60), None);
/// # Ok::<(), clientela::Error>(())
/// ```
pub fn proof_kept_until(
    periods: &[ProofPeriod],
    country: &str,
    definition: &Definition,
    events: &[Event],
    uses: &[ConsentUse],
    offset_minutes: i32,
) -> Option<ProofKept> {
    let acts: Vec<&Event> = events.iter().filter(|event| event.binds(definition)).collect();
    if !acts.iter().any(|event| event.kind.grants() || event.kind == EventKind::Confirmed) {
        return None;
    }
    let times = uses.iter().filter(|one| one.rests_on(definition, &acts)).map(|one| one.at);
    let last = Date::of(acts.iter().map(|act| act.at).chain(times).max()?, offset_minutes);
    let concerns = |period: &&ProofPeriod| {
        period.country == country
            && period.purpose == definition.purpose
            && period.channel.is_none_or(|channel| definition.channel == Some(channel))
    };
    let kept = periods.iter().filter(concerns).map(|period| ProofKept { until: last.plus_years(period.years), ground: period.ground });
    kept.max_by_key(|kept| kept.until)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::consent::Authority;

    fn calls() -> Definition {
        Definition { channel: Some(Channel::Phone), ..Definition::draft(Code::parse("calls").expect("a code"), Purpose::Marketing) }
    }

    fn event(number: u8, kind: EventKind, day: &str) -> Event {
        let at = Timestamp::parse(&format!("{day}T10:00:00Z")).expect("an instant");
        Event::new(EventId::from_bytes([number; 16]), SubjectId::from_bytes([0; 16]), &calls(), kind, Authority::Subject, at)
    }

    fn used(definition: Option<&str>, day: &str) -> ConsentUse {
        let at = Timestamp::parse(&format!("{day}T10:00:00Z")).expect("an instant");
        ConsentUse {
            subject: SubjectId::from_bytes([0; 16]),
            purpose: Purpose::Marketing,
            channel: Some(Channel::Phone),
            definition: definition.map(|code| Code::parse(code).expect("a code")),
            campaign: None,
            at,
            recorded: at,
            system: Code::parse("dialler").expect("a code"),
            key: Code::parse("1").expect("a code"),
            allowed: true,
            reason: Reason::Allowed,
            evidence: Vec::new(),
        }
    }

    fn until(events: &[Event], uses: &[ConsentUse]) -> Option<String> {
        proof_kept_until(PROOF_PERIODS, "DE", &calls(), events, uses, 0).map(|kept| kept.until.to_string())
    }

    #[test]
    fn a_proof_is_kept_from_the_last_act_or_use() {
        let given = event(1, EventKind::Given, "2020-02-01");
        let withdrawn = event(2, EventKind::Withdrawn, "2022-05-01");
        assert_eq!(until(std::slice::from_ref(&given), &[]).as_deref(), Some("2025-02-01"));
        assert_eq!(until(std::slice::from_ref(&given), &[used(Some("calls"), "2021-06-30")]).as_deref(), Some("2026-06-30"));
        assert_eq!(until(&[given.clone(), withdrawn.clone()], &[used(Some("calls"), "2021-06-30")]).as_deref(), Some("2027-05-01"));
        let beside = ConsentUse { evidence: vec![given.id], ..used(Some("another"), "2023-01-01") };
        assert_eq!(until(std::slice::from_ref(&given), &[beside]).as_deref(), Some("2028-01-01"), "it rested on this consent too");
        assert_eq!(until(std::slice::from_ref(&given), &[used(Some("another"), "2023-01-01")]).as_deref(), Some("2025-02-01"));
        assert_eq!(until(std::slice::from_ref(&withdrawn), &[used(Some("calls"), "2021-06-30")]), None, "nobody ever granted");
    }

    #[test]
    fn without_a_rule_there_is_no_period() {
        let given = [event(1, EventKind::Given, "2020-02-01")];
        let letters = Definition { channel: Some(Channel::Letter), ..calls() };
        assert_eq!(proof_kept_until(PROOF_PERIODS, "DE", &letters, &given, &[], 0), None);
        assert_eq!(proof_kept_until(&[], "DE", &calls(), &given, &[], 0), None);
        let of_any = ProofPeriod { country: "XX", purpose: Purpose::Marketing, channel: None, years: 2, ground: "here" };
        assert_eq!(
            proof_kept_until(&[of_any], "XX", &letters, &given, &[], 0).map(|kept| kept.until.to_string()).as_deref(),
            Some("2022-02-01")
        );
    }

    #[test]
    fn a_digest_tells_every_part_of_a_use() {
        let (batch, one) = (BatchId::from_bytes([1; 16]), used(Some("calls"), "2026-01-01"));
        let others = [
            ConsentUse { subject: SubjectId::from_bytes([1; 16]), ..one.clone() },
            ConsentUse { purpose: Purpose::Processing, ..one.clone() },
            ConsentUse { channel: None, ..one.clone() },
            ConsentUse { definition: None, campaign: one.definition.clone(), ..one.clone() },
            ConsentUse { campaign: Some(one.key.clone()), ..one.clone() },
            ConsentUse { at: one.at.plus_days(1), ..one.clone() },
            ConsentUse { recorded: one.at.plus_days(1), ..one.clone() },
            ConsentUse { system: one.key.clone(), ..one.clone() },
            ConsentUse { key: one.system.clone(), ..one.clone() },
            ConsentUse { allowed: false, ..one.clone() },
            ConsentUse { reason: Reason::Refused, ..one.clone() },
            ConsentUse { evidence: vec![EventId::from_bytes([1; 16])], ..one.clone() },
        ];
        let digest = |one: &ConsentUse| batch_digest(batch, std::slice::from_ref(one));
        assert!(others.iter().all(|other| digest(other) != digest(&one)));
        assert_ne!(batch_digest(BatchId::from_bytes([2; 16]), std::slice::from_ref(&one)), digest(&one));
    }
}
