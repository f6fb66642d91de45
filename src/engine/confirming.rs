//! The second opt-in on its way back: a link is looked at, which changes nothing, and a secret confirms. A try is counted first, then
//! hashed outside any transaction, then settled. Knows no SQL.

use subtle::ConstantTimeEq;

use crate::domain::change::{Change, Context};
use crate::domain::consent::{
    Act, Authority, Channel, Confirmation, ConfirmationKind, Definition, DefinitionText, Event, Intent, Method, Origin, Secret, Sent,
    State, Written, awaiting, confirmable, standing, write,
};
use crate::domain::id::{Code, ConfirmationId, EventId, SubjectId};
use crate::domain::journal::EntryKind;
use crate::domain::rights::Right;
use crate::domain::time::Timestamp;
use crate::engine::confirmations::{address_of, happened, is_for, stretched};
use crate::engine::consents::{Given, definition_for, language_for};
use crate::engine::contact::life;
use crate::engine::customers::known;
use crate::engine::desk::{Desk, Seat};
use crate::engine::erp::Erp;
use crate::engine::open::Engine;
use crate::error::{Error, ErrorKind, Result, Violation};
use crate::store::{Reader, Stored, Writer};

/// No secret is longer.
const LONGEST: usize = 64;

/// What a link is about, for the page that it opens: nothing about the person.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Confirmable {
    /// The definition.
    pub definition: Code,
    /// The version that applies: major, minor.
    pub version: (u32, u32),
    /// By which channel the person would be contacted.
    pub channel: Option<Channel>,
    /// The text in the person's language, where there is one in it; none where the definition has no text.
    pub text: Option<DefinitionText>,
    /// From when on the link is of no use.
    pub until: Timestamp,
    /// Whether it was confirmed already.
    pub confirmed: bool,
}

impl Desk {
    /// Confirms a consent by the code that the person was sent and reads aloud: the event is the person's own, this desk only passes it on.
    /// Without the code nobody at a desk confirms anything.
    ///
    /// # Errors
    /// [`ErrorKind::NotPermitted`] without the right to record; [`ErrorKind::NotFound`]; [`ErrorKind::Invalid`] with `confirmation.wrong`, also
    /// where none was sent; [`ErrorKind::State`] with `confirmation.expired`, `confirmation.tries_used_up`,
    /// `confirmation.address_changed`, `consent.nothing_to_confirm`.
    pub fn confirm(&self, subject: SubjectId, definition: &Code, code: &str) -> Result<Given> {
        self.require(Right::RecordConsents)?;
        let by = Confirming { engine: &self.engine, context: self.context(), seat: Some(self.seat()) };
        by.with(Wanted::Code(subject, definition), &Secret::typed(code))
    }
}

impl Erp {
    /// What a link is about, for the page that it opens. It changes nothing and counts no try: mail programs open links too.
    ///
    /// # Errors
    /// [`ErrorKind::Invalid`] with `confirmation.wrong`; [`ErrorKind::State`] with `confirmation.expired`, `confirmation.tries_used_up`.
    pub fn look_at_confirmation(&self, link: &str) -> Result<Confirmable> {
        let (engine, now) = (&self.engine, self.engine.now());
        let (id, secret) = linked(link);
        let mut reader = engine.store().read()?;
        let found = Wanted::Link(id).find(&mut reader)?;
        if !holds(ConfirmationKind::Link, found.as_ref(), &secret)? {
            return Err(wrong());
        }
        let (asked, sent) = found.ok_or_else(wrong)?;
        sent.may_be_tried(now.at)?;
        let stored = known(&mut reader, asked.subject)?;
        let definition = definition_for(&mut reader, &asked.definition, now.date())?;
        let stands = standing(&definition, &reader.events(stored.id)?, now.at).state;
        Ok(Confirmable {
            version: (definition.major, definition.minor),
            channel: definition.channel,
            text: definition.text(&language_for(engine, &stored.values, None)).cloned(),
            until: sent.until,
            confirmed: stands == State::Accepted,
            definition: asked.definition,
        })
    }

    /// Confirms a consent by the link that the person opened: the second call, made when they press the button. A second time it confirms
    /// nothing more and says the same.
    ///
    /// # Errors
    /// As [`Desk::confirm`].
    pub fn confirm_link(&self, link: &str) -> Result<Given> {
        let (id, secret) = linked(link);
        self.confirming().with(Wanted::Link(id), &secret)
    }

    /// Confirms a consent by the code that the person typed into a portal.
    ///
    /// # Errors
    /// As [`Desk::confirm`].
    pub fn confirm_code(&self, subject: SubjectId, definition: &Code, code: &str) -> Result<Given> {
        self.confirming().with(Wanted::Code(subject, definition), &Secret::typed(code))
    }

    fn confirming(&self) -> Confirming<'_> {
        Confirming { engine: &self.engine, context: self.context(), seat: None }
    }
}

/// Another answer than this one would tell who was ever asked.
fn wrong() -> Error {
    Error::new(ErrorKind::Invalid, "confirmation.wrong")
}

/// Which confirmation a link is of; what can be none leads to one that nobody has.
fn linked(link: &str) -> (ConfirmationId, Secret) {
    Secret::linked(link).unwrap_or_else(|| (ConfirmationId::from_bytes([0; 16]), Secret::typed("")))
}

/// Which one is tried.
#[derive(Clone, Copy)]
enum Wanted<'a> {
    Link(ConfirmationId),
    Code(SubjectId, &'a Code),
}

/// One that was sent.
type Found = (Confirmation, Sent);

impl Wanted<'_> {
    fn kind(self) -> ConfirmationKind {
        match self {
            Self::Link(_) => ConfirmationKind::Link,
            Self::Code(..) => ConfirmationKind::Code,
        }
    }

    fn find(self, reader: &mut Reader<'_>) -> Result<Option<Found>> {
        let found = match self {
            Self::Link(id) => reader.confirmation(id)?,
            Self::Code(subject, definition) => {
                let person = known(reader, subject)?.id;
                reader.confirmation_of(person, definition)?
            }
        };
        Ok(found.filter(|asked| asked.kind == self.kind()).and_then(|asked| asked.sent.map(|sent| (asked, sent))))
    }
}

/// Whether this is the secret, compared in constant time; where there is none, at the same cost.
fn holds(kind: ConfirmationKind, found: Option<&Found>, secret: &Secret) -> Result<bool> {
    if secret.text().len() > LONGEST {
        return Err(Violation::new("code", "too_long").with("max", LONGEST).into());
    }
    let salt = found.map_or([0; 16], |(_, sent)| sent.salt);
    let stretched = stretched(kind, &salt, secret)?;
    Ok(found.is_some_and(|(asked, sent)| asked.digest(&salt, &stretched).ct_eq(&sent.digest).into()))
}

/// Who hands a secret in: the person, or a desk that passes it on.
struct Confirming<'a> {
    engine: &'a Engine,
    context: Context,
    seat: Option<&'a Seat>,
}

impl Confirming<'_> {
    fn with(&self, wanted: Wanted<'_>, secret: &Secret) -> Result<Given> {
        let counted = self.count(wanted)?;
        match counted {
            Some(found) if holds(wanted.kind(), Some(&found), secret)? => self.right(&found),
            Some(found) => self.wrong(&found),
            None => holds(wanted.kind(), None, secret).and(Err(wrong())),
        }
    }

    /// Counts the try before anything is hashed: it stays counted whatever happens then.
    fn count(&self, wanted: Wanted<'_>) -> Result<Option<Found>> {
        let now = self.context.now.at;
        let mut writer = self.engine.store().write()?;
        let Some((asked, sent)) = wanted.find(&mut writer)? else {
            writer.count_unknown_confirmation(now)?;
            writer.commit()?;
            return Ok(None);
        };
        sent.may_be_tried(now)?;
        let sent = Sent { tries: sent.tries - 1, ..sent };
        let asked = Confirmation { sent: Some(sent), ..asked };
        writer.put_confirmation(&asked)?;
        writer.commit()?;
        Ok(Some((asked, sent)))
    }

    fn wrong(&self, (asked, sent): &Found) -> Result<Given> {
        if sent.tries == 0 {
            let mut writer = self.engine.store().write()?;
            happened(&mut writer, &self.context, EntryKind::LockedOut, asked)?;
            writer.commit()?;
        }
        Err(wrong())
    }

    /// The secret is right: whether it still confirms anything is looked at now.
    fn right(&self, (asked, sent): &Found) -> Result<Given> {
        let mut writer = self.engine.store().write()?;
        let there = writer.confirmation(asked.id)?.and_then(|asked| asked.sent.map(|now| (asked, now)));
        let (asked, now) = there.filter(|(_, now)| now.digest == sent.digest).ok_or_else(wrong)?;
        let asked = Confirmation { sent: Some(Sent { tries: now.tries + 1, ..now }), ..asked };
        writer.put_confirmation(&asked)?;
        let event = self.decide(&mut writer, &asked)?;
        let id = event.as_ref().map(|event| event.id);
        let changes: Vec<Change> = event.map(|event| Change::Consent(Box::new(event), None)).into_iter().collect();
        writer.apply(&self.context, &changes)?;
        let given = self.given(&mut writer, &asked, id)?;
        writer.commit()?;
        Ok(given)
    }

    fn decide(&self, writer: &mut Writer<'_>, asked: &Confirmation) -> Result<Option<Event>> {
        let now = self.context.now;
        let stored = known(writer, asked.subject)?;
        let definition = definition_for(writer, &asked.definition, now.date())?;
        let changed = || Error::new(ErrorKind::State, "confirmation.address_changed");
        let address = address_of(self.engine, &definition, &stored.values, &asked.address).ok_or_else(changed)?;
        let events = writer.events(stored.id)?;
        if !awaiting(&definition, &events, now.at).contains(&asked.event) {
            let stands = standing(&definition, &events, now.at).state == State::Accepted;
            return if stands { Ok(None) } else { Err(Error::new(ErrorKind::State, "consent.nothing_to_confirm")) };
        }
        // What is confirmed is what the message was about: each grant that would count then is for the address it went to, and it is one of them.
        let grants = confirmable(&definition, &events, now.at);
        if !grants.iter().all(|grant| is_for(grant, &definition, &address)) {
            return Err(changed());
        }
        if grants.iter().all(|grant| grant.id != asked.event) {
            return Err(Error::new(ErrorKind::State, "confirmation.expired"));
        }
        let act = Act { subject: life(&stored), ..Act::new(Intent::Confirm, Authority::Subject, Method::Link) };
        let Written::Event { kind, seen } = write(&definition, &events, act, now)? else { return Ok(None) };
        let id = EventId::make(now.at, self.engine.draw()?);
        let event = Event { seen, ..Event::new(id, stored.id, &definition, kind, Authority::Subject, now.at) };
        Ok(Some(self.as_received(event, &definition, &stored)))
    }

    /// With the text that was shown, and where the secret came in.
    fn as_received(&self, event: Event, definition: &Definition, stored: &Stored) -> Event {
        let language = language_for(self.engine, &stored.values, None);
        let text = definition.text(&language);
        Event {
            language: text.map_or(language.clone(), |text| text.language.clone()),
            text_digest: text.map_or([0; 32], DefinitionText::digest),
            method: Method::Link,
            origin: if self.seat.is_some() { Origin::Till } else { Origin::Portal },
            operator: self.seat.map(|seat| seat.operator.clone()),
            station: self.seat.map(|seat| seat.station.clone()),
            ..event
        }
    }

    fn given(&self, writer: &mut Writer<'_>, asked: &Confirmation, event: Option<EventId>) -> Result<Given> {
        let now = self.context.now;
        let definition = definition_for(writer, &asked.definition, now.date())?;
        let standing = standing(&definition, &writer.events(asked.subject)?, now.at);
        Ok(Given { definition: asked.definition.clone(), event, standing })
    }
}
