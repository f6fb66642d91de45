//! What deciding about contact asks of the settings of the chain and of a person beyond their consents. Knows no SQL.

use std::borrow::Cow;
use std::convert::Infallible;

use crate::domain::consent::{Basis, Channel, ChannelValue, Event, Facts, Ground, Guardianship, Purpose, SubjectState, Ward, deciding_age};
use crate::domain::field::{Field, RecordKind, Whole};
use crate::domain::id::SubjectId;
use crate::domain::setting::{Place, Setting};
use crate::domain::status::{Meaning, Statuses};
use crate::domain::subject::Values;
use crate::domain::time::{Date, Moment, Timestamp};
use crate::engine::contact::{channel_values, life};
use crate::engine::directory::Directory;
use crate::error::Result;
use crate::store::{Reader, Stored};

/// A country that nobody knows: ISO 3166-1 assigns it to none.
const UNKNOWN_COUNTRY: &str = "ZZ";

/// What the chain has set: which grounds it uses, who is a minor, and whether a signature may be missing.
#[derive(Clone, Debug, Default)]
pub(crate) struct House {
    pub(crate) grounds: Vec<Ground>,
    country: Option<String>,
    majority: bool,
    pub(crate) unknown_is_minor: bool,
    /// Whether a consent counts whose signature is missing (P12): of all branches alike, so that a till and the systems that send say the same.
    unsigned_allowed: bool,
    /// Which statuses say that somebody died.
    statuses: Statuses,
    /// The highest epoch of erasures that is known elsewhere.
    anchored: u64,
}

impl House {
    pub(crate) fn of(directory: &Directory) -> Self {
        let set = |setting: Setting| Ok::<_, Infallible>(directory.settings.at(setting, &Place::Chain).map(|value| value.to_string()));
        Self::read(directory, set).unwrap_or_else(|never| match never {})
    }

    /// With what was set at an instant in the past.
    pub(crate) fn as_of(directory: &Directory, reader: &mut Reader<'_>, at: Timestamp) -> Result<Self> {
        Self::read(directory, |setting| {
            let record = (RecordKind::Setting, format!("{}/{}", Place::Chain, setting.spec().key));
            let now = directory.settings.at(setting, &Place::Chain).map(|value| value.to_string());
            reader.value_at(record, Field::SettingValue, now, at)
        })
    }

    /// From what is set for the whole chain.
    fn read<E>(directory: &Directory, mut set: impl FnMut(Setting) -> Result<Option<String>, E>) -> Result<Self, E> {
        let mut text = |setting: Setting| -> Result<String, E> { Ok(set(setting)?.unwrap_or_else(|| setting.default_value().to_string())) };
        Ok(Self {
            grounds: text(Setting::ConsentsGrounds)?.split(' ').filter_map(Ground::from_name).collect(),
            country: Some(text(Setting::ConsentsCountry)?).filter(|country| country != "none"),
            majority: text(Setting::ConsentsDecidingAge)? == "majority",
            unknown_is_minor: text(Setting::ConsentsUnknownBirthday)? == "minor",
            unsigned_allowed: text(Setting::UnsignedAllowed)? == "true",
            statuses: directory.statuses.clone(),
            anchored: directory.anchored,
        })
    }

    /// Only consent allows anything.
    pub(crate) fn without_grounds(&self) -> Self {
        Self { grounds: Vec::new(), ..self.clone() }
    }

    /// Whether a ground may apply to somebody of whom no consent event tells.
    pub(crate) fn reaches_everybody(&self, purpose: Purpose, channel: Option<Channel>) -> bool {
        let concerns = |ground: &Ground| ground.spec().purpose == purpose && ground.spec().channel.is_none_or(|one| channel == Some(one));
        self.grounds.iter().any(concerns)
    }

    /// The countries of somebody's addresses on a day; an address without one, and who has no address, counts as in the chain's.
    fn countries<'a>(&'a self, values: &'a Values, day: Date) -> Vec<&'a str> {
        let valid = values.slots(Whole::Address).into_iter().filter(|slot| values.is_valid(Field::Country, *slot, day));
        let mut found: Vec<&str> = valid.map(|slot| values.at(Field::Country, slot).unwrap_or_else(|| self.country_elsewhere())).collect();
        if found.is_empty() {
            found.extend(self.country.as_deref());
        }
        found
    }

    /// In which country an address counts that names none.
    pub(crate) fn country_elsewhere(&self) -> &str {
        self.country.as_deref().unwrap_or(UNKNOWN_COUNTRY)
    }

    /// The statuses by which somebody died.
    pub(crate) fn deceased(&self) -> Vec<String> {
        self.statuses.meaning_of(Meaning::Deceased)
    }

    /// Whether erasures are known elsewhere that this store has not seen.
    pub(crate) fn is_unconfirmed(&self, reader: &mut Reader<'_>) -> Result<bool> {
        if self.anchored == 0 { Ok(false) } else { reader.is_unconfirmed(self.anchored) }
    }

    fn is_deceased(&self, values: &Values) -> bool {
        values.get(Field::Status).and_then(|status| self.statuses.meaning(status)) == Some(Meaning::Deceased)
    }
}

/// A person as deciding sees them.
#[derive(Default)]
pub(crate) struct Standpoint<'v> {
    /// Every record of this person.
    pub(crate) records: Vec<SubjectId>,
    pub(crate) life: Option<SubjectState>,
    pub(crate) values: Cow<'v, Values>,
    pub(crate) buyer: bool,
    pub(crate) guardianships: Vec<Guardianship>,
}

impl<'v> Standpoint<'v> {
    /// Of the record that stays where several were merged.
    pub(crate) fn of(reader: &mut Reader<'_>, house: &House, stored: &'v Stored, now: Moment) -> Result<Self> {
        let records = reader.merged_into(stored.id)?;
        let similar = house.grounds.iter().any(|ground| ground.spec().similar_goods);
        let buyer = similar && reader.bought_before(&records, now.at)?;
        let (values, guardianships) = (Cow::Borrowed(&stored.values), reader.guardianships(&records)?);
        let known = Self { records, life: Some(life(stored)), values, buyer, guardianships };
        Ok(known.unconfirmed(house.is_unconfirmed(reader)?))
    }

    /// The same person where nobody knows who was erased: whoever is not known to be may be.
    pub(crate) fn unconfirmed(mut self, unconfirmed: bool) -> Self {
        self.life = self.life.map(|life| if unconfirmed && life != SubjectState::Erased { SubjectState::Unconfirmed } else { life });
        self
    }

    /// The same on a day, for any number of questions.
    pub(crate) fn on(&'v self, house: &'v House, day: Date) -> OnDay<'v> {
        OnDay { person: self, house, day, countries: house.countries(&self.values, day) }
    }
}

/// A person on a day.
pub(crate) struct OnDay<'v> {
    person: &'v Standpoint<'v>,
    house: &'v House,
    day: Date,
    countries: Vec<&'v str>,
}

impl OnDay<'_> {
    pub(crate) fn ward(&self) -> Ward<'_> {
        let born = self.person.values.get(Field::BirthDate).and_then(|text| Date::parse(text).ok());
        let age = deciding_age(&self.countries, self.house.majority);
        Ward { born, age, unknown_is_minor: self.house.unknown_is_minor, guardianships: &self.person.guardianships }
    }

    fn subject(&self) -> SubjectState {
        match self.person.life.unwrap_or(SubjectState::Normal) {
            SubjectState::Normal if self.house.is_deceased(&self.person.values) => SubjectState::Deceased,
            life => life,
        }
    }

    /// Calls with all that is known for a question about this person.
    pub(crate) fn facts<T>(&self, asked: &Facts<'_>, events: &[Event], then: impl FnOnce(&Facts<'_>, &[&str]) -> T) -> T {
        let (person, house) = (self.person, self.house);
        let present = asked.channel.map(|channel| channel_values(&person.values, channel, self.day)).unwrap_or_default();
        let values: Vec<ChannelValue<'_>> =
            present.iter().map(|value| ChannelValue { value, bounced: person.values.is_undeliverable(value) }).collect();
        let basis = Basis { grounds: &house.grounds, countries: &self.countries, buyer: person.buyer, ..asked.basis };
        let facts = Facts {
            subject: self.subject(),
            events,
            values: &values,
            ward: self.ward(),
            basis,
            unsigned_allowed: house.unsigned_allowed,
            ..*asked
        };
        then(&facts, &present)
    }
}
