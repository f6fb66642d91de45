//! Which value of a setting holds, against a model that looks through everything that ever happened.
#![cfg(feature = "testing")]

use clientela::domain::id::Code;
use clientela::domain::setting::document::{Document, write};
use clientela::domain::setting::{Level, Place, SETTINGS, Setting, SettingType, Settings, Vantage};
use proptest::prelude::*;
use proptest::sample::select;

const BRANCHES: [&str; 3] = ["berlin", "lyon", "rome"];

/// One thing that happened: a value set at a place, or taken away there.
type Step = (Setting, Place, Option<String>);

fn branch() -> impl Strategy<Value = Code> {
    select(&BRANCHES[..]).prop_map(|name| Code::parse(name).expect("a code"))
}

fn setting() -> impl Strategy<Value = Setting> {
    (0..SETTINGS.len()).prop_map(|at| SETTINGS[at].setting)
}

fn place(setting: Setting) -> impl Strategy<Value = Place> {
    (select(setting.spec().levels), branch()).prop_map(|(level, branch)| match level {
        Level::Chain => Place::Chain,
        Level::HeadOffice => Place::HeadOffice,
        Level::Station => Place::Station(branch),
        _ => Place::Branch(branch),
    })
}

fn value(setting: Setting) -> BoxedStrategy<String> {
    match setting.spec().kind {
        SettingType::Flag => any::<bool>().prop_map(|flag| flag.to_string()).boxed(),
        SettingType::Number { min, max } => (min..=max).prop_map(|number| number.to_string()).boxed(),
        SettingType::Choice(words) => select(words).prop_map(str::to_owned).boxed(),
        SettingType::Codes { choices: [], min, max } => {
            let some = prop::collection::vec("[a-z]{1,6}", min.max(1)..=max.min(4)).prop_map(|codes| codes.join(" "));
            prop_oneof![3 => some, u32::from(min == 0) => Just("none".to_owned())].boxed()
        }
        SettingType::Codes { choices, min, max } => {
            let some = prop::sample::subsequence(choices, min.max(1)..=max.min(choices.len())).prop_map(|codes| codes.join(" "));
            prop_oneof![3 => some, 1 => Just("none".to_owned())].boxed()
        }
    }
}

fn step() -> impl Strategy<Value = Step> {
    setting().prop_flat_map(|setting| (Just(setting), place(setting), prop::option::weighted(0.7, value(setting))))
}

fn settings(steps: &[Step]) -> Settings {
    let mut settings = Settings::default();
    for (setting, place, value) in steps {
        settings.set(*setting, place.clone(), value.as_deref()).expect("a value at one of its levels");
    }
    settings
}

/// What stands at a place after everything that happened: the last thing that did.
fn last<'a>(steps: &'a [Step], setting: Setting, place: &Place) -> Option<&'a str> {
    steps.iter().rev().find(|(of, at, _)| *of == setting && at == place).and_then(|(_, _, value)| value.as_deref())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_nearest_place_that_has_a_value_decides(
        steps in prop::collection::vec(step(), 0..40), of in setting(), branch in branch(), head_office in any::<bool>(), station in prop::option::of(branch())
    ) {
        let mut places: Vec<Place> = station.clone().map(Place::Station).into_iter().collect();
        places.push(Place::Branch(branch.clone()));
        places.extend(head_office.then_some(Place::HeadOffice));
        places.push(Place::Chain);
        let expected = places.iter().find_map(|place| last(&steps, of, place)).unwrap_or(of.spec().default);
        prop_assert_eq!(settings(&steps).text(of, &Vantage { station, branch, head_office }), expected);
    }

    #[test]
    fn a_document_says_exactly_what_is_set(steps in prop::collection::vec(step(), 0..40)) {
        let settings = settings(&steps);
        let document = Document::parse(&write(&settings)).expect("a document");
        prop_assert_eq!(document.broken, vec![]);
        let read: Vec<_> = document.places.iter().flat_map(|(place, all)| all.iter().map(move |(of, value)| (*of, place, value.clone()))).collect();
        let mut set: Vec<_> = settings.iter().collect();
        set.sort_by_key(|(of, place, _)| (*place, *of));
        prop_assert_eq!(read, set);
        prop_assert!(document.places.contains_key(&Place::Chain) && document.places.contains_key(&Place::HeadOffice));
    }
}

#[test]
fn every_setting_has_one_line_whose_default_is_a_value() {
    for spec in SETTINGS {
        assert_eq!(SETTINGS.iter().filter(|other| other.key == spec.key || other.setting == spec.setting).count(), 1, "{}", spec.key);
        assert_eq!(spec.setting.default_value().to_string(), spec.default, "{}", spec.key);
        assert!(spec.levels.contains(&Level::Chain), "{}", spec.key);
        assert_eq!(Setting::from_number(spec.setting as i32), Some(spec.setting));
    }
}
