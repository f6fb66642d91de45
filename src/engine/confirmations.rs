//! The second opt-in on its way out: who asks for it, and what is handed out to be sent. The secret is made when it is handed out: before that
//! there is none, and no desk ever sees it. Knows no SQL.

use std::fmt;

use zeroize::Zeroizing;

use crate::domain::change::{Change, Context};
use crate::domain::consent::{
    Act, Authority, Channel, Commitment, Confirmation, ConfirmationKind, Definition, Event, EventKind, Intent, Method, Secret, Sent,
    confirmable, write,
};
use crate::domain::field::RecordKind;
use crate::domain::id::{Code, ConfirmationId, EventId, SubjectId};
use crate::domain::journal::EntryKind;
use crate::domain::rights::Right;
use crate::domain::setting::{Place, Setting, TypedValue};
use crate::domain::subject::Values;
use crate::domain::time::Timestamp;
use crate::engine::consents::{definition_for, language_for};
use crate::engine::contact::channel_values;
use crate::engine::customers::{known, present};
use crate::engine::desk::Desk;
use crate::engine::erp::Erp;
use crate::engine::open::Engine;
use crate::engine::passwords::stretch;
use crate::error::{Error, ErrorKind, Result};
use crate::store::{Reader, Stored, Writer};

/// How often a confirmation is asked for by one grant, and by all of a day: nobody gets more letters, and nobody guesses more codes.
const MOST_ASKED: u32 = 5;

/// In milliseconds.
const HOUR: i64 = 3_600_000;

/// For so many days it can still be told that one is over.
const KEPT_DAYS: i64 = 30;

/// What is to be sent to the person: by whoever sends, and shown to nobody else.
///
/// ```
/// # use std::sync::Arc;
/// # use clientela::{Engine, Format, Options, Seat, StandingClock};
/// # use clientela::domain::{field::Field, rights::Rights};
/// use clientela::{Capture, domain::{consent::{ConfirmationKind, Intent, Method, State}, id::Code}};
/// # let folder = tempfile::tempdir()?;
/// # let engine = Engine::open(folder.path().join("shop.db"), Options::new(Arc::new(StandingClock::new(1_782_892_800_000, 120))))?;
/// # let erp = engine.erp(Code::parse("erp")?);
/// # let news = r#"{"feed":"definition","code":"news","version":"1.0","state":"active","purpose":"marketing","channel":"email","confirmation":true,"texts":[]}"#;
/// # erp.feed(&Format::JsonLines, &mut news.as_bytes())?;
/// # let [branch, station, operator] = ["berlin", "till-1", "jane"].map(Code::parse);
/// # let desk = engine.desk(Seat { branch: branch?, station: station?, operator: operator?, rights: Rights::all() })?;
/// # let mut draft = desk.new_customer("private")?;
/// # draft.set(Field::FamilyName, "Lee").set(Field::Email, "lee@example.com");
/// # let lee = desk.save(&mut draft)?.id;
/// let news = Code::parse("news")?;
/// desk.record(lee, &Capture::new(news.clone(), Intent::Give, Method::Paper))?;
/// desk.request_confirmation(lee, &news, ConfirmationKind::Link)?;
/// for message in erp.take_confirmations(100)? {
///     // The mailer sends `https://shop.example/confirm/` and message.secret.text() to message.address; the person opens it:
///     assert_eq!(erp.look_at_confirmation(message.secret.text())?.definition, news);
///     // and presses the button.
///     assert_eq!(erp.confirm_link(message.secret.text())?.standing.state, State::Accepted);
/// }
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct ConfirmationMessage {
    /// Whose consent.
    pub subject: SubjectId,
    /// Which definition.
    pub definition: Code,
    /// Whether it is a code or the end of a link.
    pub kind: ConfirmationKind,
    /// By which channel it is sent: the definition's, by e-mail where it has none.
    pub channel: Channel,
    /// The address or number (of a letter, the street).
    pub address: String,
    /// The language of the text.
    pub language: String,
    /// The heading of the definition in it; none where it has no text.
    pub title: Option<String>,
    /// The code, or what stands at the end of the link.
    pub secret: Secret,
    /// From when on it is of no use.
    pub until: Timestamp,
}

impl fmt::Debug for ConfirmationMessage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ConfirmationMessage({}, {}, {})", self.subject, self.definition, self.kind.name())
    }
}

impl Desk {
    /// Asks for the second opt-in to a consent that waits for it: a code or a link will be sent to the person. What is sent this desk never
    /// learns; one that was asked for before is of no use any more.
    ///
    /// # Errors
    /// [`ErrorKind::NotPermitted`] without the right to record; [`ErrorKind::NotFound`]; [`ErrorKind::State`] with
    /// `consent.nothing_to_confirm`, `confirmation.no_address`, `confirmation.asked_too_often`.
    pub fn request_confirmation(&self, subject: SubjectId, definition: &Code, kind: ConfirmationKind) -> Result<()> {
        self.require(Right::RecordConsents)?;
        request(&self.engine, &self.context(), subject, definition, kind)
    }
}

impl Erp {
    /// The same for a portal: somebody ticked a form there.
    ///
    /// # Errors
    /// As [`Desk::request_confirmation`].
    pub fn request_confirmation(&self, subject: SubjectId, definition: &Code, kind: ConfirmationKind) -> Result<()> {
        request(&self.engine, &self.context(), subject, definition, kind)
    }

    /// What is to be sent, each message once, the oldest first, at most so many; call it until there is none. The secret is made now, and the
    /// store keeps only a digest of it: a message that is lost is asked for anew. Grants that wait no more and addresses that were
    /// changed meanwhile are passed over. While the store is unconfirmed nothing is handed out.
    ///
    /// # Errors
    /// Those of the store and of chance; nothing was handed out then.
    pub fn take_confirmations(&self, limit: usize) -> Result<Vec<ConfirmationMessage>> {
        if self.engine.is_unconfirmed()? {
            return Ok(Vec::new());
        }
        loop {
            let open = self.engine.store().read()?.open_confirmations(limit)?;
            if open.is_empty() {
                return Ok(Vec::new());
            }
            // Where all of these wait no more, there may be others behind them.
            let messages = self.hand_out_all(open)?;
            if !messages.is_empty() {
                return Ok(messages);
            }
        }
    }

    fn hand_out_all(&self, open: Vec<Confirmation>) -> Result<Vec<ConfirmationMessage>> {
        let made: Vec<Made> = open.iter().map(|asked| Made::of(&self.engine, asked)).collect::<Result<_>>()?;
        let mut writer = self.engine.store().write()?;
        let mut messages = Vec::with_capacity(open.len());
        for (asked, made) in open.into_iter().zip(made) {
            // Another process may have handed it out, or it was asked for anew.
            if writer.confirmation(asked.id)?.as_ref() == Some(&asked) {
                messages.extend(self.hand_out(&mut writer, asked, made)?);
            }
        }
        writer.commit()?;
        Ok(messages)
    }

    fn hand_out(&self, writer: &mut Writer<'_>, asked: Confirmation, made: Made) -> Result<Option<ConfirmationMessage>> {
        let (engine, now) = (&self.engine, self.engine.now());
        let stored = known(writer, asked.subject)?;
        let definition = definition_for(writer, &asked.definition, now.date())?;
        let events = writer.events(stored.id)?;
        let waits = confirmable(&definition, &events, now.at).iter().any(|grant| grant.id == asked.event);
        let Some(address) = address_of(engine, &definition, &stored.values, &asked.address).filter(|_| waits) else {
            // It is over, and stays as one that was asked for.
            let over = Sent { salt: made.salt, digest: asked.digest(&made.salt, &made.stretched), until: now.at, tries: 0 };
            return writer.put_confirmation(&Confirmation { sent: Some(over), ..asked }).map(|()| None);
        };
        let directory = engine.directory_in(writer)?;
        let number = |setting: Setting| match directory.settings.at(setting, &Place::Chain).unwrap_or_else(|| setting.default_value()) {
            TypedValue::Number(number) => number,
            _ => 0,
        };
        let until = Timestamp::from_millis(now.at.millis() + number(Setting::ConfirmationHours) * HOUR);
        let tries = u32::try_from(number(Setting::ConfirmationTries)).unwrap_or(0);
        let sent = Sent { salt: made.salt, digest: asked.digest(&made.salt, &made.stretched), until, tries };
        happened(writer, &self.context(), EntryKind::ConfirmationSent, &asked)?;
        let language = language_for(engine, &stored.values, None);
        let text = definition.text(&language);
        let message = ConfirmationMessage {
            subject: stored.id,
            definition: asked.definition.clone(),
            kind: asked.kind,
            channel: way(&definition),
            address,
            language: text.map_or(language, |text| text.language.clone()),
            title: text.map(|text| text.title.clone()),
            secret: made.secret,
            until,
        };
        writer.put_confirmation(&Confirmation { sent: Some(sent), ..asked })?;
        Ok(Some(message))
    }
}

/// A secret with what its digest is made of.
struct Made {
    secret: Secret,
    salt: [u8; 16],
    stretched: Zeroizing<Vec<u8>>,
}

impl Made {
    fn of(engine: &Engine, asked: &Confirmation) -> Result<Self> {
        let secret = match asked.kind {
            ConfirmationKind::Code => Secret::code(*Zeroizing::new(engine.draw()?)),
            ConfirmationKind::Link => Secret::link(asked.id, *Zeroizing::new(engine.draw()?)),
        };
        let salt = engine.draw()?;
        let stretched = stretched(asked.kind, &salt, &secret)?;
        Ok(Self { secret, salt, stretched })
    }
}

/// What is digested of a secret. A code has so few possibilities that each try must cost something, also for who holds the file.
pub(super) fn stretched(kind: ConfirmationKind, salt: &[u8; 16], secret: &Secret) -> Result<Zeroizing<Vec<u8>>> {
    match kind {
        ConfirmationKind::Code => stretch(salt, secret.text()),
        ConfirmationKind::Link => Ok(Zeroizing::new(secret.text().as_bytes().to_vec())),
    }
}

/// Where the confirmation of a definition is sent.
fn way(definition: &Definition) -> Channel {
    definition.channel.unwrap_or(Channel::Email)
}

/// The present address that this is the commitment to.
pub(super) fn address_of(engine: &Engine, definition: &Definition, values: &Values, committed: &Commitment) -> Option<String> {
    let present = channel_values(values, way(definition), engine.now().date());
    present.into_iter().find(|address| committed.opens(address) == Some(true)).map(str::to_owned)
}

/// Tells the journal what became of a confirmation; never its secret or its address.
pub(super) fn happened(writer: &mut Writer<'_>, context: &Context, what: EntryKind, of: &Confirmation) -> Result<()> {
    let (kind, code) = (RecordKind::Confirmation, of.definition.clone());
    writer.apply(context, &[Change::Happened { what, kind, code, subject: Some(of.subject) }]).map(drop)
}

fn request(engine: &Engine, context: &Context, subject: SubjectId, code: &Code, kind: ConfirmationKind) -> Result<()> {
    let mut writer = engine.store().write()?;
    writer.forget_confirmations_before(context.now.at.plus_days(-KEPT_DAYS))?;
    let stored = present(&mut writer, subject)?;
    let (event, address) = grant_waiting(engine, &mut writer, &stored, code)?;
    let before = writer.confirmation_of(stored.id, code)?;
    let events = writer.events(stored.id)?;
    let before = before.filter(|before| before.event == event || goes_on(before, &events, context.now.at));
    let asked = before.map_or(0, |before| before.asked) + 1;
    if asked > MOST_ASKED {
        return Err(Error::new(ErrorKind::State, "confirmation.asked_too_often").with("max", MOST_ASKED));
    }
    let confirmation = Confirmation {
        id: ConfirmationId::make(context.now.at, engine.draw()?),
        subject: stored.id,
        definition: code.clone(),
        event,
        kind,
        address: Commitment::to(&address, engine.draw()?),
        requested: context.now.at,
        asked,
        sent: None,
    };
    writer.put_confirmation(&confirmation)?;
    happened(&mut writer, context, EntryKind::ConfirmationRequested, &confirmation)?;
    writer.commit()
}

/// Whether a new grant is asked for as the one before it was: for a day, and as long as that was not confirmed.
fn goes_on(before: &Confirmation, events: &[Event], now: Timestamp) -> bool {
    let of_it = |event: &&Event| event.definition.as_ref() == Some(&before.definition) && event.at >= before.requested;
    before.requested.plus_days(1) > now && !events.iter().filter(of_it).any(|event| event.kind == EventKind::Confirmed)
}

/// Whether a grant is for this address.
pub(super) fn is_for(grant: &Event, definition: &Definition, address: &str) -> bool {
    let here = |committed: &Commitment| committed.opens(address) == Some(true);
    definition.channel.is_none() || grant.evidence.address.as_ref().is_none_or(here)
}

/// The last grant that waits for its confirmation, and the address that is there for which all are that wait: one confirms them all.
fn grant_waiting(engine: &Engine, reader: &mut Reader<'_>, stored: &Stored, code: &Code) -> Result<(EventId, String)> {
    let now = engine.now();
    let (definition, events) = (definition_for(reader, code, now.date())?, reader.events(stored.id)?);
    // Says why not, before anything is sent.
    write(&definition, &events, Act::new(Intent::Confirm, Authority::Subject, Method::Link), now)?;
    let mut grants = confirmable(&definition, &events, now.at);
    grants.sort_by_key(|grant| (grant.at, grant.id));
    let last = grants.last().ok_or_else(|| Error::new(ErrorKind::State, "consent.nothing_to_confirm"))?.id;
    let present = channel_values(&stored.values, way(&definition), now.date());
    let found = present.into_iter().find(|address| grants.iter().all(|grant| is_for(grant, &definition, address)));
    let missing = || Error::new(ErrorKind::State, "confirmation.no_address").field(way(&definition).field().name());
    found.map(|address| (last, address.to_owned())).ok_or_else(missing)
}
