//! Asking at a desk: what to ask now, that it was shown, and that it was closed without an answer (A11 to A20, X20, X21). Knows no SQL.

use std::borrow::Cow;

use crate::domain::asking::{AskingFacts, AskingRules, Dialog, DialogItem, Occasion, Turn, first_asked_for_data, to_ask};
use crate::domain::change::{Change, FieldChange};
use crate::domain::consent::{Authority, Definition, Event, EventKind, Facts, Intent, Method, Origin, Purpose, State, standing};
use crate::domain::field::Field;
use crate::domain::id::{Code, EventId, SubjectId};
use crate::domain::rights::Right;
use crate::domain::time::{Date, Moment};
use crate::engine::answering::decide_capture;
use crate::engine::capture::Capture;
use crate::engine::consents::{definition_for, language_for};
use crate::engine::customers::present;
use crate::engine::desk::Desk;
use crate::engine::directory::Directory;
use crate::engine::draft::Draft;
use crate::engine::standpoint::Standpoint;
use crate::error::Result;
use crate::store::{Reader, Stored, Writer};

impl Desk {
    /// What to ask this customer on this occasion, why, and what not: one call, and the answer can be shown as it is. Asking never stops a
    /// sale. On one day a customer gets one dialog, at whichever till, as far as the tills know each other's events.
    ///
    /// ```
    /// # use std::sync::Arc;
    /// # use clientela::{Engine, Format, Options, Seat, SystemClock};
    /// # use clientela::domain::{field::Field, rights::Rights};
    /// use clientela::domain::{asking::{Occasion, Turn}, consent::{Intent, Method}, id::Code};
    /// use clientela::Capture;
    /// # let folder = tempfile::tempdir()?;
    /// # let engine = Engine::open(folder.path().join("shop.db"), Options::new(Arc::new(SystemClock::default())))?;
    /// # let storage = r#"{"feed":"definition","code":"storage","version":"1.0","state":"active","purpose":"processing","texts":[]}"#;
    /// # engine.erp(Code::parse("erp")?).feed(&Format::JsonLines, &mut storage.as_bytes())?;
    /// # let [branch, station, operator] = ["berlin", "till-1", "jane"].map(Code::parse);
    /// # let desk = engine.desk(Seat { branch: branch?, station: station?, operator: operator?, rights: Rights::all() })?;
    /// # let mut draft = desk.new_customer("private")?;
    /// # draft.set(Field::FamilyName, "Lee");
    /// # let lee = desk.save(&mut draft)?.id;
    /// let dialog = desk.to_ask(lee, Occasion::CardRead)?;
    /// if dialog.asks() && desk.dialog_shown(lee, &dialog, Turn::Now)? > 0 {
    ///     // The screen shows it, and the customer says yes.
    ///     desk.record(lee, &Capture::new(Code::parse("storage")?, Intent::Give, Method::Paper))?;
    /// }
    /// assert!(!desk.to_ask(lee, Occasion::CashSale)?.asks());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// [`crate::ErrorKind::NotPermitted`] without the rights to read customers and to see consents; [`crate::ErrorKind::NotFound`],
    /// [`crate::ErrorKind::Erased`].
    pub fn to_ask(&self, customer: SubjectId, occasion: Occasion) -> Result<Dialog> {
        self.require(Right::ReadCustomers)?;
        self.require(Right::ReadConsents)?;
        let mut reader = self.engine.store().read()?;
        let stored = present(&mut reader, customer)?;
        self.dialog(&mut reader, occasion, &stored)
    }

    /// The same while a new customer is being filled in: on the occasion of their creation. Answers go into the draft ([`Draft::capture`]) and
    /// are saved with it; then [`Self::dialog_closed`] says what was left open.
    ///
    /// # Errors
    /// [`crate::ErrorKind::NotPermitted`] without the rights to read customers and to see consents, or for somebody else's draft.
    pub fn to_ask_new(&self, draft: &Draft) -> Result<Dialog> {
        self.require(Right::ReadCustomers)?;
        self.require(Right::ReadConsents)?;
        draft.require_author(self)?;
        let values = Cow::Owned(self.canonical(&draft.whole(draft.values())));
        let person = Standpoint { values, ..Standpoint::default() };
        self.dialog_from(Occasion::Creation, &[], &*self.engine.directory()?, &person)
    }

    fn dialog(&self, reader: &mut Reader<'_>, occasion: Occasion, stored: &Stored) -> Result<Dialog> {
        let (directory, events) = (self.engine.directory_in(reader)?, reader.events(stored.id)?);
        let person = Standpoint::of(reader, &directory.house, stored, self.engine.now())?;
        let mut dialog = self.dialog_from(occasion, &events, &directory, &person)?;
        let withdrawable = if self.withdraws_here()? { self.email_advertising(reader, stored)? } else { Vec::new() };
        let more: Vec<Code> = withdrawable.into_iter().filter(|code| !dialog.withdrawable.contains(code)).collect();
        dialog.withdrawable.extend(more);
        Ok(dialog)
    }

    /// The dialog by the same facts as those by which contact is decided.
    fn dialog_from(&self, occasion: Occasion, events: &[Event], directory: &Directory, person: &Standpoint<'_>) -> Result<Dialog> {
        let (rules, values, now) = (self.asking_rules()?, &*person.values, self.engine.now());
        let definitions = &*directory.definitions;
        let language = language_for(&self.engine, values, None);
        let asked = Facts { definitions, ..Facts::new(Purpose::Processing, None, now) };
        Ok(person.on(&directory.house, now.date()).facts(&asked, events, |facts, _| {
            let Facts { subject, ward, basis, .. } = *facts;
            let bare = AskingFacts::new(occasion, &rules, values, now);
            to_ask(&AskingFacts { subject, definitions, events, ward, basis, language: &language, ..bare })
        }))
    }

    /// A dialog is about to be shown: what it asks now, or what follows in it once something was agreed to. Recorded as evidence that the
    /// customer was asked. Says how many questions; 0: do not show it, another till asked meanwhile, or nothing follows.
    ///
    /// # Errors
    /// [`crate::ErrorKind::NotPermitted`] without the right to record consents; [`crate::ErrorKind::NotFound`],
    /// [`crate::ErrorKind::Erased`].
    pub fn dialog_shown(&self, customer: SubjectId, dialog: &Dialog, turn: Turn) -> Result<usize> {
        self.require(Right::RecordConsents)?;
        let mut writer = self.engine.store().write()?;
        let stored = present(&mut writer, customer)?;
        let (events, now) = (writer.events(stored.id)?, self.engine.now());
        let still = if turn == Turn::Now { Some(self.dialog(&mut writer, dialog.occasion, &stored)?) } else { None };
        let mut shown = Vec::new();
        for item in dialog.of(turn).filter(|item| still.as_ref().is_none_or(|still| still.of(Turn::Now).any(|one| is_same(one, item)))) {
            if turn == Turn::Now || follows(&mut writer, item, &events, now)? {
                shown.push(item);
            }
        }
        let changes = self.evidence(&mut writer, &stored, dialog, &shown, Intent::Ask)?;
        writer.apply(&self.context(), &changes)?;
        writer.commit().map(|()| changes.len())
    }

    /// A dialog was closed: what it asked and nobody answered is left open, and what was typed in it is not saved. Consents are not asked for
    /// again for the chosen days; data (A18) for the chosen months, counted from the dialog's first appearance. Says how many questions were left
    /// open; again it is none.
    ///
    /// # Errors
    /// As [`Self::dialog_shown`].
    pub fn dialog_closed(&self, customer: SubjectId, dialog: &Dialog) -> Result<usize> {
        self.require(Right::RecordConsents)?;
        let mut writer = self.engine.store().write()?;
        let stored = present(&mut writer, customer)?;
        let (events, now) = (writer.events(stored.id)?, self.engine.now());
        let open: Vec<&DialogItem> = dialog.items.iter().filter(|item| is_open(item, &events, &stored, now)).collect();
        let mut changes = self.evidence(&mut writer, &stored, dialog, &open, Intent::Defer)?;
        let count = changes.len();
        if open.iter().any(|item| item.is_data()) {
            changes.extend(self.silence(&stored, &events)?);
        }
        writer.apply(&self.context(), &changes)?;
        writer.commit().map(|()| count)
    }

    /// The change from which the silence about data counts; none while it lasts.
    pub(crate) fn silence(&self, stored: &Stored, events: &[Event]) -> Result<Option<Change>> {
        let (hint, now) = (self.asking_rules()?.data, self.engine.now());
        if hint.silent_until(&stored.values).is_some_and(|until| until > now.date()) {
            return Ok(None);
        }
        let since = first_asked_for_data(events, hint.months, now);
        let (old, new) = (stored.values.get(Field::DataDeferred).map(str::to_owned), Some(since.to_string()));
        let fields = vec![FieldChange { field: Field::DataDeferred, slot: 0, old, new }];
        Ok(Some(Change::Subject { id: stored.id, expected: Some(stored.version), customer: stored.customer, fields }))
    }

    pub(crate) fn asking_rules(&self) -> Result<AskingRules> {
        let directory = self.engine.directory()?;
        Ok(AskingRules::of(&directory.settings, &directory.vantage_of_station(&self.seat().branch, &self.seat().station)))
    }

    /// The events that say that these were asked or left open: one of each consent, and one of no consent for all data.
    fn evidence(
        &self,
        writer: &mut Writer<'_>,
        stored: &Stored,
        dialog: &Dialog,
        items: &[&DialogItem],
        intent: Intent,
    ) -> Result<Vec<Change>> {
        let mut codes = items.iter().filter(|item| !item.is_data()).filter_map(|item| item.definition.clone());
        let mut changes = Vec::new();
        if let Some(first) = codes.next() {
            let capture = codes.fold(Capture::new(first, intent, Method::Spoken), |capture, code| capture.and(code, intent));
            changes.extend(decide_capture(self, writer, stored, &stored.values, &capture)?.into_iter().flatten());
        }
        if items.iter().any(|item| item.is_data()) {
            let seen = last_about_data(&writer.events(stored.id)?);
            let event = Event { seen, ..self.about_data(stored, intent)? };
            changes.push(Change::Consent(Box::new(event), None));
        }
        if dialog.occasion == Occasion::Portal {
            changes.iter_mut().for_each(in_the_portal);
        }
        Ok(changes)
    }

    /// That data were asked for, or not told: about no definition.
    fn about_data(&self, stored: &Stored, intent: Intent) -> Result<Event> {
        let (engine, seat, now) = (&self.engine, self.seat(), self.engine.now());
        let kind = if intent == Intent::Ask { EventKind::Asked } else { EventKind::Deferred };
        let id = EventId::make(now.at, engine.draw()?);
        let nothing = Definition::draft(seat.station.clone(), Purpose::Processing);
        Ok(Event {
            definition: None,
            version: (0, 0),
            language: language_for(engine, &stored.values, None),
            operator: Some(seat.operator.clone()),
            station: Some(seat.station.clone()),
            ..Event::new(id, stored.id, &nothing, kind, Authority::Subject, now.at)
        })
    }
}

fn in_the_portal(change: &mut Change) {
    if let Change::Consent(event, _) = change {
        event.origin = Origin::Portal;
    }
}

/// Whether an event tells that data were asked for, or not told.
fn is_about_data(event: &Event) -> bool {
    event.definition.is_none() && !event.kind.denies()
}

/// The last events about data: the next one names them as seen.
fn last_about_data(events: &[Event]) -> Vec<EventId> {
    let about = || events.iter().filter(|event| is_about_data(event));
    about().map(|event| event.id).filter(|id| !about().any(|later| later.seen.contains(id))).collect()
}

/// Whether it is about what the item asks.
fn concerns(item: &DialogItem, event: &Event) -> bool {
    if item.is_data() { is_about_data(event) } else { event.definition == item.definition }
}

/// Whether two items ask for the same.
fn is_same(one: &DialogItem, other: &DialogItem) -> bool {
    one.wanted == other.wanted && one.definition == other.definition
}

/// What happened about an item on this day.
fn today<'e>(item: &DialogItem, events: &'e [Event], now: Moment) -> impl Iterator<Item = &'e Event> {
    let day = move |event: &Event| Date::of(event.at, now.offset_minutes);
    events.iter().filter(move |event| concerns(item, event) && day(event) == now.date())
}

/// Whether an item's turn has come: what it waits for was agreed to, and it was not shown yet.
fn follows(reader: &mut Reader<'_>, item: &DialogItem, events: &[Event], now: Moment) -> Result<bool> {
    let Some(code) = item.after.as_ref().filter(|_| item.is_asked()) else { return Ok(false) };
    let agreed = standing(&definition_for(reader, code, now.date())?, events, now.at).state == State::Accepted;
    Ok(agreed && today(item, events, now).next().is_none())
}

/// Whether an item was shown and is without an answer. What was to be asked at once counts as shown; what was to follow where that was recorded,
/// before midnight or after.
fn is_open(item: &DialogItem, events: &[Event], stored: &Stored, now: Moment) -> bool {
    let about: Vec<&Event> = events.iter().filter(|event| concerns(item, event)).collect();
    let followed = |asked: &Event| about.iter().any(|other| other.seen.contains(&asked.id));
    let recent = |event: &Event| Date::of(event.at, now.offset_minutes).plus_days(1) >= now.date();
    let unanswered = about.iter().any(|event| event.kind == EventKind::Asked && recent(event) && !followed(event));
    let at_once = item.turn == Turn::Now && about.iter().all(|event| !recent(event));
    let missing = !item.is_data() || item.fields.iter().any(|field| stored.values.all(*field).next().is_none());
    item.is_asked() && missing && (unanswered || at_once)
}
