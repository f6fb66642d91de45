//! A1, A2: saving is one unit of work; what others changed meanwhile is merged or told field by field, never overwritten.

use clientela::domain::field::{Field, RecordKind};
use clientela::domain::journal::EntryKind;
use clientela::domain::merge::{Clash, Outcome, Side};
use clientela::domain::subject::Values;
use clientela::{Desk, Draft, ErrorKind, JournalQuery, LoggedEntry};

use crate::shop::{Shop, code, failed, yes};

type Text<'a> = Option<&'a str>;

/// Field, base, mine and theirs.
fn told(clashes: &[Clash]) -> Vec<(Field, Text<'_>, Text<'_>, Text<'_>)> {
    clashes.iter().map(|clash| (clash.field, clash.base.as_deref(), clash.mine.as_deref(), clash.theirs.as_deref())).collect()
}

fn stored(desk: &Desk, draft: &Draft, field: Field) -> Option<String> {
    desk.customer(draft.id()).unwrap().stored.values.get(field).map(str::to_owned)
}

/// The fields that a refused save names: those that others changed meanwhile.
fn clashing(desk: &Desk, draft: &mut Draft) -> Vec<&'static str> {
    refused(desk, draft, "customer.changed_meanwhile")
}

/// The fields that a refused save names: those that a reload told and nobody settled.
fn unsettled(desk: &Desk, draft: &mut Draft) -> Vec<&'static str> {
    refused(desk, draft, "draft.not_settled")
}

fn refused(desk: &Desk, draft: &mut Draft, code: &str) -> Vec<&'static str> {
    let error = desk.save(draft).unwrap_err();
    assert_eq!((error.kind(), error.code()), (ErrorKind::Conflict, code));
    assert!(error.violations().iter().all(|violation| violation.rule == "changed_meanwhile"));
    error.violations().iter().map(|violation| violation.field).collect()
}

#[test]
fn a1_save_is_one_unit_of_work_all_or_nothing() {
    let shop = Shop::with_definitions();
    let (desk, parent) = (shop.desk(), shop.add(&[(Field::FamilyName, "Lee")]));
    let entries = || shop.engine.verify_journal().unwrap().entries;
    let before = entries();
    let mut child = desk.new_related(parent, "family").unwrap();
    child.set(Field::GivenName, "Ann").set(Field::Email, "ann@example.org");
    child.capture(yes("newsletter-email").reference("form 1")).capture(yes("no-such-consent"));
    assert_eq!(failed(desk.save(&mut child)), (ErrorKind::NotFound, "definition.unknown", None));
    assert_eq!((entries(), desk.customer(parent).unwrap().related.len()), (before, 0));
    assert_eq!(failed(desk.customer(child.id())).0, ErrorKind::NotFound);
    let mut again = desk.new_related(parent, "family").unwrap();
    again.set(Field::GivenName, "Ann").set(Field::Email, "ann@example.org").capture(yes("newsletter-email").reference("form 1"));
    desk.save(&mut again).unwrap();
    assert_eq!((entries(), desk.customer(parent).unwrap().related.len()), (before + 3, 1), "person, relation and answer");
}

#[test]
fn a2_what_two_stations_changed_apart_is_kept_of_both() {
    let shop = Shop::empty();
    let id = shop.add(&[(Field::FamilyName, "Lee"), (Field::Phone, "+49 30 23125060")]);
    let (one, other) = (shop.desk_at("till-1"), shop.desk_at("till-2"));
    let (mut mine, mut theirs) = (one.edit(id).unwrap(), other.edit(id).unwrap());
    theirs.set(Field::Email, "lee@example.org").set(Field::Phone, "");
    assert_eq!(other.save(&mut theirs).unwrap().outcome, Outcome::Written);
    mine.set(Field::City, "Bree");
    assert_eq!(one.save(&mut mine).unwrap().outcome, Outcome::Merged);
    let wanted = [(Field::City, Some("Bree")), (Field::Email, Some("lee@example.org")), (Field::Phone, None)];
    for (field, text) in wanted {
        assert_eq!(mine.values().get(field), text, "the draft shows what is stored");
        assert_eq!(stored(&one, &mine, field).as_deref(), text);
    }
    let query = JournalQuery { record: Some((RecordKind::Subject, id.to_string())), ..JournalQuery::default() };
    let at_one = |logged: &LoggedEntry| logged.entry.kind == EntryKind::Changed && logged.entry.origin == code("till-1");
    let last = shop.erp().journal(&query).unwrap().entries.into_iter().find(at_one).unwrap();
    assert!(last.values.iter().map(|value| value.field).eq([Field::City]), "the journal says only what this station changed");
}

#[test]
fn a2_what_both_changed_is_told_field_by_field_and_nothing_is_overwritten() {
    let shop = Shop::empty();
    let id = shop.add(&[(Field::FamilyName, "Lee"), (Field::Email, "old@example.org"), (Field::Language, "en")]);
    let (one, other) = (shop.desk_at("till-1"), shop.desk_at("till-2"));
    let (mut mine, mut theirs) = (one.edit(id).unwrap(), other.edit(id).unwrap());
    theirs.set(Field::Email, "theirs@example.org").set(Field::Language, "de").set(Field::City, "Bree");
    other.save(&mut theirs).unwrap();
    mine.set(Field::Email, "mine@example.org").set(Field::Language, "de").set(Field::Phone, "+49 30 23125060");
    assert_eq!(clashing(&one, &mut mine), ["email"], "the same change on both sides is none");
    assert_eq!(stored(&one, &mine, Field::Email).as_deref(), Some("theirs@example.org"));
    assert_eq!(stored(&one, &mine, Field::Phone), None, "all or nothing");

    let clashes = one.reload(&mut mine).unwrap();
    let sides = (Field::Email, Some("old@example.org"), Some("mine@example.org"), Some("theirs@example.org"));
    assert_eq!(told(&clashes), [sides]);
    let now = [Field::City, Field::Email, Field::Phone].map(|field| mine.values().get(field).unwrap().to_owned());
    assert_eq!(now, ["Bree", "mine@example.org", "+49 30 23125060"], "nothing typed is lost");
    assert_eq!(unsettled(&one, &mut mine), ["email"], "reloading alone decides nothing");
    mine.set(Field::Email, "third@example.org");
    assert_eq!(unsettled(&one, &mut mine), ["email"], "nor does typing");
    assert!(mine.settle(Field::Email, 0, Side::Mine));
    assert!(mine.settle(Field::Email, 0, Side::Theirs), "whoever thinks better of it");
    assert_eq!(mine.values().get(Field::Email), Some("theirs@example.org"));
    assert!(mine.settle(Field::Email, 0, Side::Mine), "and again");
    assert!(!mine.settle(Field::City, 0, Side::Mine), "there was nothing to settle");
    assert_eq!(one.save(&mut mine).unwrap().outcome, Outcome::Written);
    assert_eq!(stored(&one, &mine, Field::Email).as_deref(), Some("third@example.org"));
}

#[test]
fn a2_a_name_and_an_address_clash_as_a_whole() {
    let shop = Shop::empty();
    let id = shop.add(&[(Field::GivenName, "Ann"), (Field::FamilyName, "Lee"), (Field::Street, "Main St 1"), (Field::City, "Bree")]);
    let (one, other) = (shop.desk_at("till-1"), shop.desk_at("till-2"));
    let (mut mine, mut theirs) = (one.edit(id).unwrap(), other.edit(id).unwrap());
    theirs.set(Field::GivenName, "Anne").set(Field::Street, "High St 2").set_at(Field::Street, 1, "Second home 3");
    other.save(&mut theirs).unwrap();
    mine.set(Field::FamilyName, "Ray").set(Field::City, "Lyon");
    assert_eq!(clashing(&one, &mut mine), ["given_name", "family_name", "street", "city"]);
    let clashes = one.reload(&mut mine).unwrap();
    let wanted = [
        (Field::GivenName, Some("Ann"), Some("Ann"), Some("Anne")),
        (Field::FamilyName, Some("Lee"), Some("Ray"), Some("Lee")),
        (Field::Street, Some("Main St 1"), Some("Main St 1"), Some("High St 2")),
        (Field::City, Some("Bree"), Some("Lyon"), Some("Bree")),
    ];
    assert_eq!(told(&clashes), wanted);
    mine.settle(Field::FamilyName, 0, Side::Mine);
    mine.settle(Field::Street, 0, Side::Theirs);
    one.save(&mut mine).unwrap();
    let values = one.customer(id).unwrap().stored.values;
    assert_eq!(values.display_name(), "Ann Ray");
    assert_eq!([Field::Street, Field::City].map(|field| values.get(field)), [Some("High St 2"), Some("Bree")]);
    assert_eq!(values.at(Field::Street, 1), Some("Second home 3"), "another address is another thing");
}

#[test]
fn a2_a_clash_stays_open_while_a_third_station_saves() {
    let shop = Shop::empty();
    let id = shop.add(&[(Field::FamilyName, "Lee")]);
    let (one, other) = (shop.desk_at("till-1"), shop.desk_at("till-2"));
    let mut mine = one.edit(id).unwrap();
    mine.set(Field::FamilyName, "Ray");
    shop.edit(id, &[(Field::FamilyName, "Fay")]);
    one.reload(&mut mine).unwrap();
    let mut third = other.edit(id).unwrap();
    third.set(Field::City, "Bree");
    other.save(&mut third).unwrap();
    assert_eq!(unsettled(&one, &mut mine), ["family_name"]);
    third.set(Field::FamilyName, "Kay");
    other.save(&mut third).unwrap();
    assert_eq!(told(&one.reload(&mut mine).unwrap()), [(Field::FamilyName, Some("Fay"), Some("Ray"), Some("Kay"))]);
    third.set(Field::FamilyName, "Ray");
    other.save(&mut third).unwrap();
    assert_eq!(one.reload(&mut mine).unwrap(), [], "both came to the same");
    assert_eq!(one.save(&mut mine).unwrap().outcome, Outcome::Written);
}

#[test]
fn a2_a_draft_keeps_its_own_value_of_what_is_open_even_one_typed_back() {
    let shop = Shop::empty();
    let id = shop.add(&[(Field::FamilyName, "Lee")]);
    let desk = shop.desk();
    let mut mine = desk.edit(id).unwrap();
    mine.set(Field::FamilyName, "Ray");
    shop.edit(id, &[(Field::FamilyName, "Fay")]);
    desk.reload(&mut mine).unwrap();
    mine.set(Field::FamilyName, "Fay");
    shop.edit(id, &[(Field::FamilyName, "Kay"), (Field::GivenName, "Ann")]);
    let wanted = [(Field::GivenName, None, None, Some("Ann")), (Field::FamilyName, Some("Lee"), Some("Fay"), Some("Kay"))];
    assert_eq!(told(&desk.reload(&mut mine).unwrap()), wanted);
    assert_eq!([Field::GivenName, Field::FamilyName].map(|field| mine.values().get(field)), [None, Some("Fay")]);
    assert_eq!(unsettled(&desk, &mut mine), ["given_name", "family_name"]);
    mine.settle(Field::FamilyName, 0, Side::Theirs);
    assert_eq!(desk.save(&mut mine).unwrap().outcome, Outcome::Written);
    assert_eq!(desk.customer(id).unwrap().stored.values.display_name(), "Ann Kay");
}

#[test]
fn a2_what_is_put_together_is_checked_again() {
    let shop = Shop::empty();
    let id = shop.add(&[(Field::FamilyName, "Lee"), (Field::Company, "Lee Ltd")]);
    let desk = shop.desk();
    let mut mine = desk.edit(id).unwrap();
    shop.edit(id, &[(Field::Kind, "business")]);
    mine.set(Field::Company, "");
    assert_eq!(crate::shop::broken(desk.save(&mut mine)), [("company", "required")]);
    shop.erp().anonymize(id).unwrap();
    assert_eq!(failed(desk.reload(&mut mine)), (ErrorKind::Erased, "customer.anonymized", None));
}

/// Three stations that begin, set, save, reload and settle at random, against a model of its own.
mod stations {
    use std::collections::{BTreeMap, BTreeSet};

    use proptest::prelude::*;
    use proptest::sample::select;

    use super::*;

    /// What is edited, and to which one thing it belongs.
    const FIELDS: [(Field, u16, &str); 7] = [
        (Field::GivenName, 0, "name"),
        (Field::FamilyName, 0, "name"),
        (Field::Company, 0, "company"),
        (Field::Street, 0, "home"),
        (Field::City, 0, "home"),
        (Field::City, 1, "office"),
        (Field::Language, 0, "language"),
    ];

    #[derive(Clone, Debug)]
    enum Step {
        Begin,
        Set(usize, &'static str),
        Save,
        Reload,
        Settle(usize, Side),
    }

    fn arb_step() -> impl Strategy<Value = (usize, Step)> {
        let step = prop_oneof![
            1 => Just(Step::Begin),
            6 => (0..FIELDS.len(), select(vec!["", "de", "en", "fr"])).prop_map(|(field, text)| Step::Set(field, text)),
            3 => Just(Step::Save),
            2 => Just(Step::Reload),
            2 => (0..FIELDS.len(), select(vec![Side::Mine, Side::Theirs])).prop_map(|(field, side)| Step::Settle(field, side)),
        ];
        (0..3_usize, step)
    }

    type State = BTreeMap<usize, &'static str>;

    /// A draft as the model sees it: where it began, what it says, the things that are open, and what was typed in those settled.
    #[derive(Clone, Default)]
    struct Model {
        base: State,
        mine: State,
        open: BTreeSet<&'static str>,
        settled: BTreeMap<&'static str, State>,
    }

    fn thing(state: &State, thing: &str) -> Vec<Option<&'static str>> {
        (0..FIELDS.len()).filter(|at| FIELDS[*at].2 == thing).map(|at| state.get(&at).copied()).collect()
    }

    fn put(from: &State, into: &mut State, thing: &str) {
        for at in (0..FIELDS.len()).filter(|at| FIELDS[*at].2 == thing) {
            match from.get(&at) {
                Some(text) => into.insert(at, text),
                None => into.remove(&at),
            };
        }
    }

    impl Model {
        /// Thing by thing, as a person with a pencil would.
        fn reload(&mut self, theirs: &State) {
            for name in FIELDS.map(|(_, _, name)| name) {
                let [base, mine, now] = [&self.base, &self.mine, theirs].map(|state| thing(state, name));
                if mine == base && !self.open.contains(name) {
                    put(theirs, &mut self.mine, name);
                } else if now == mine {
                    self.open.remove(name);
                } else if now != base && mine != base {
                    self.open.insert(name);
                }
            }
            self.settled.clear();
            self.base = theirs.clone();
        }
    }

    impl Model {
        /// Whether there is something to settle; it can be settled otherwise until the next reload.
        fn settle(&mut self, name: &'static str, side: Side) -> bool {
            if self.open.remove(name) {
                self.settled.insert(name, self.mine.clone());
            }
            let Some(mine) = self.settled.get(name) else { return false };
            let from = if side == Side::Mine { mine } else { &self.base };
            put(&from.clone(), &mut self.mine, name);
            true
        }

        fn set(&mut self, at: usize, text: &'static str) {
            if text.is_empty() {
                self.mine.remove(&at)
            } else {
                self.mine.insert(at, text)
            };
            self.settled.entry(FIELDS[at].2).and_modify(|state| state.clone_from(&self.mine));
        }
    }

    fn state_of(values: &Values) -> BTreeMap<usize, String> {
        (0..FIELDS.len()).filter_map(|at| Some((at, values.at(FIELDS[at].0, FIELDS[at].1)?.to_owned()))).collect()
    }

    fn same(model: &State, stored: &BTreeMap<usize, String>) -> bool {
        model.iter().map(|(at, text)| (*at, *text)).eq(stored.iter().map(|(at, text)| (*at, text.as_str())))
    }

    fn run(steps: Vec<(usize, Step)>) {
        let shop = Shop::empty();
        let id = shop.add(&[(Field::FamilyName, "en")]);
        let desks = ["till-1", "till-2", "till-3"].map(|station| shop.desk_at(station));
        let mut drafts = desks.each_ref().map(|desk| desk.edit(id).unwrap());
        let mut truth: State = BTreeMap::from([(1, "en")]);
        let mut models = [(); 3].map(|()| Model { base: truth.clone(), mine: truth.clone(), ..Model::default() });
        for (who, step) in steps {
            let (desk, draft, model) = (&desks[who], &mut drafts[who], &mut models[who]);
            match step {
                Step::Begin => {
                    *draft = desk.edit(id).unwrap();
                    *model = Model { base: truth.clone(), mine: truth.clone(), ..Model::default() };
                }
                Step::Set(at, text) => {
                    draft.set_at(FIELDS[at].0, FIELDS[at].1, text);
                    model.set(at, text);
                }
                Step::Settle(at, side) => {
                    let name = FIELDS[at].2;
                    let known = model.settle(name, side);
                    assert_eq!(draft.settle(FIELDS[at].0, FIELDS[at].1, side), known);
                }
                Step::Reload => {
                    let clashes = desk.reload(draft).unwrap();
                    model.reload(&truth);
                    let open: BTreeSet<_> = clashes.iter().map(|clash| named(clash.field, clash.slot)).collect();
                    assert_eq!(open, model.open);
                }
                Step::Save => save(desk, draft, model, &mut truth),
            }
            assert!(same(&truth, &state_of(&desk.customer(id).unwrap().stored.values)), "the store is what the model says");
            assert!(same(&model.mine, &state_of(draft.values())), "and so is the draft");
        }
        assert_eq!(shop.engine.verify_journal().unwrap().findings, []);
    }

    fn named(field: Field, slot: u16) -> &'static str {
        FIELDS.iter().find(|(other, at, _)| (*other, *at) == (field, slot)).unwrap().2
    }

    fn save(desk: &Desk, draft: &mut Draft, model: &mut Model, truth: &mut State) {
        let mut merged = model.clone();
        merged.reload(truth);
        let nameless = |state: &State| [0, 1].iter().all(|at| !state.contains_key(at));
        match desk.save(draft) {
            Ok(_) => {
                assert!(merged.open.is_empty());
                truth.clone_from(&merged.mine);
                *model = Model { base: truth.clone(), mine: truth.clone(), ..Model::default() };
            }
            Err(error) if error.kind() == ErrorKind::Conflict => assert!(!merged.open.is_empty()),
            Err(error) => {
                assert_eq!(error.kind(), ErrorKind::Invalid, "{error}");
                assert!(nameless(&model.mine) || nameless(&merged.mine), "{error}");
            }
        }
    }

    /// Found by the property: till-1 was told of the clash, then typed its address back to what was stored, and a third wrote another.
    #[test]
    fn a2_an_address_that_is_open_stays_open_whichever_of_its_fields_differs() {
        let (street, city) = (3, 4);
        run(vec![
            (1, Step::Set(street, "de")),
            (0, Step::Set(city, "de")),
            (1, Step::Save),
            (2, Step::Save),
            (2, Step::Set(street, "")),
            (0, Step::Reload),
            (2, Step::Save),
            (2, Step::Set(street, "de")),
            (0, Step::Reload),
            (0, Step::Set(city, "")),
            (2, Step::Save),
            (0, Step::Save),
        ]);
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn a2_random_edits_from_three_stations_end_as_a_model_says(steps in prop::collection::vec(arb_step(), 1..60)) {
            run(steps);
        }
    }
}
