use proptest::prelude::*;

use super::*;
use crate::domain::arb::arb_values;
use crate::domain::field::FIELDS;

fn id(number: u8) -> SubjectId {
    SubjectId::from_bytes([number; 16])
}

fn day(text: &str) -> Date {
    Date::parse(text).expect("a day")
}

fn today() -> Date {
    day("2024-06-01")
}

fn values(texts: &[(Field, &str)]) -> Values {
    let mut values = Values::default();
    for (field, text) in texts {
        values.set(*field, 0, *text);
    }
    values
}

fn person(values: &Values) -> Person<'_> {
    Person { id: id(1), values, related: &[], belongs_to: &[], operator: None, documents: &[], events: &[], journal_values: 0 }
}

fn document<'a>(number: &'a str, kind: DocumentKind, state: DocumentState, addressee: &'a Addressee) -> DocumentHeader<'a> {
    let id = DocumentId::from_bytes([u8::try_from(number.len()).expect("short"); 16]);
    DocumentHeader { id, number, kind, state, owner: Some("oslo"), ends: None, addressee, payload: None, keep: &[] }
}

#[test]
fn an_operator_is_removed_upstream_first_and_then_loses_name_and_hash() {
    let (none, active) =
        (Values::default(), values(&[(Field::UserName, "jane"), (Field::Password, "$…"), (Field::OperatorRoles, "clerk")]));
    let mut removed = active.clone();
    removed.set(Field::OperatorRemoved, 0, "yes");
    let of = |values| plan(&Person { operator: Some(OperatorHeader { code: "op-1", values }), ..person(&none) }, today(), "-");
    assert_eq!(
        of(&active).blockers.iter().map(|blocker| (blocker.reason, &*blocker.number)).collect::<Vec<_>>(),
        [(BlockerReason::ActiveOperator, "op-1")]
    );
    assert!(!of(&removed).is_blocked());
    let gone: Vec<_> = of(&removed).items.into_iter().filter(|item| item.record == RecordKind::Operator).collect();
    assert_eq!(gone.iter().map(|item| item.field).collect::<Vec<_>>(), [Some(Field::UserName), Some(Field::Password)]);
    assert!(gone.iter().all(|item| item.action == Action::Remove && item.id == "op-1"));
}

/// The action planned for a field.
fn action(plan: &Plan, field: Field) -> Option<&Action> {
    plan.items.iter().find(|item| item.field == Some(field)).map(|item| &item.action)
}

#[test]
fn every_value_gets_what_the_table_says() {
    let mut all = Values::default();
    for spec in FIELDS {
        all.set(spec.field, 0, "value");
    }
    let plan = plan(&person(&all), today(), "anonymized");
    for spec in FIELDS {
        let expected = match spec.erase {
            Erase::Remove | Erase::KeepUntil => "Remove",
            Erase::FixedWord => "Replace(\"anonymized\")",
            Erase::Keep => "Keep",
        };
        let planned = format!("{:?}", action(&plan, spec.field));
        assert!(planned.starts_with(&format!("Some({expected}")), "{}: {planned}", spec.name);
    }
    assert_eq!(plan.items.len(), FIELDS.len());
}

#[test]
fn no_identifying_value_is_kept_for_good() {
    for spec in FIELDS {
        assert!(spec.personal != Personal::Identifying || spec.erase != Erase::Keep, "{}", spec.name);
    }
}

#[test]
fn a_company_is_replaced_by_the_word_too_though_it_has_no_family_name() {
    let plan = plan(&person(&values(&[(Field::Kind, "business"), (Field::Company, "ACME")])), today(), "anonym");
    assert_eq!(action(&plan, Field::Company), Some(&Action::Remove));
    assert_eq!(action(&plan, Field::FamilyName), Some(&Action::Replace("anonym".into())));
}

#[test]
fn the_opaque_references_stay_to_recognise_the_erased() {
    let plan = plan(&person(&values(&[(Field::Number, "10001"), (Field::SourceId, "S-1"), (Field::Kind, "private")])), today(), "-");
    let ground = |field| match action(&plan, field) {
        Some(Action::Keep { ground, until: None }) => ground.clone(),
        other => panic!("{other:?}"),
    };
    assert_eq!(ground(Field::Number), "recognises_the_erased");
    assert_eq!(ground(Field::SourceId), "recognises_the_erased");
    assert_eq!(ground(Field::Kind), "names_nobody");
}

#[test]
fn issued_documents_lose_name_and_address_and_do_not_block() {
    let addressee = Addressee { name: Some("B. Hansen".into()), city: Some("Oslo".into()), ..Addressee::default() };
    let none = Values::default();
    let documents = [document("R1", DocumentKind::Receipt, DocumentState::Issued, &addressee)];
    let plan = plan(&Person { documents: &documents, ..person(&none) }, today(), "-");
    assert!(!plan.is_blocked());
    let blanked: Vec<_> = plan.items.iter().filter(|item| item.record == RecordKind::Document).collect();
    assert_eq!(blanked.iter().map(|item| item.field).collect::<Vec<_>>(), [Some(Field::AddresseeName), Some(Field::AddresseeCity)]);
    assert!(blanked.iter().all(|item| item.action == Action::Remove && item.id == documents[0].id.to_string()));
}

#[test]
fn a_payload_stays_through_the_last_day_of_its_ground_and_no_longer() {
    let (addressee, none) = (Addressee::default(), Values::default());
    let planned = |keep: Option<(&'static str, &str)>| {
        let mut one = document("R1", DocumentKind::Receipt, DocumentState::Issued, &addressee);
        one.payload = Some(PayloadHeader { keep: keep.map(|(ground, until)| (ground, day(until))) });
        plan(&Person { documents: &[one], ..person(&none) }, today(), "-")
    };
    let last_day = planned(Some(("AO 147", "2024-06-01")));
    let kept: Vec<_> = last_day.kept().map(|(item, until)| (item.field, until)).collect();
    assert_eq!(kept, [(Some(Field::Payload), today())]);
    assert_eq!(action(&last_day, Field::Payload), Some(&Action::Keep { ground: "AO 147".into(), until: Some(today()) }));
    assert_eq!(action(&planned(Some(("AO 147", "2024-05-31"))), Field::Payload), Some(&Action::Remove));
    assert_eq!(action(&planned(None), Field::Payload), Some(&Action::Remove));
}

#[test]
fn what_is_in_progress_blocks_and_says_who_can_lift_it() {
    use DocumentKind as K;
    use DocumentState as S;
    let (addressee, none) = (Addressee::default(), Values::default());
    let reason = |kind, state| {
        let documents = [document("D-7", kind, state, &addressee)];
        let plan = plan(&Person { documents: &documents, ..person(&none) }, today(), "-");
        assert_eq!(plan.is_blocked(), !plan.blockers.is_empty());
        plan.blockers.first().map(|blocker| {
            assert_eq!((blocker.number.as_str(), blocker.owner.as_deref()), ("D-7", Some("oslo")));
            blocker.reason
        })
    };
    for state in S::ALL.iter().copied() {
        for kind in K::ALL.iter().copied() {
            let expected = match (state, kind) {
                (S::Cancelled | S::Rejected | S::Issued | S::Realised | S::Closed, _) => None,
                (S::Draft | S::NotApproved | S::Initialised, _) => Some(BlockerReason::DraftDocument),
                (S::Open | S::AwaitingPickup, K::Order) => Some(BlockerReason::OpenOrder),
                (S::Open | S::AwaitingPickup, K::Complaint) => Some(BlockerReason::OpenComplaint),
                (S::Open | S::AwaitingPickup, K::Invoice) => Some(BlockerReason::UnpaidBalance),
                (S::Open | S::AwaitingPickup, K::ServiceContract) => Some(BlockerReason::RunningContract),
                (S::Open | S::AwaitingPickup, _) => Some(BlockerReason::OpenDocument),
            };
            assert_eq!(reason(kind, state), expected, "{kind:?} {state:?}");
        }
    }
}

#[test]
fn a_blocker_that_ends_by_itself_says_from_when_it_is_possible() {
    let (addressee, none) = (Addressee::default(), Values::default());
    let order = |number, ends: Option<&str>| DocumentHeader {
        ends: ends.map(day),
        ..document(number, DocumentKind::Order, DocumentState::Open, &addressee)
    };
    let possible = |documents: &[DocumentHeader]| plan(&Person { documents, ..person(&none) }, today(), "-");
    let two = possible(&[order("A", Some("2024-06-30")), order("BB", Some("2024-07-31"))]);
    assert_eq!(two.possible_from(), Some(day("2024-08-01")));
    assert_eq!(possible(&[order("A", Some("2024-06-30")), order("BB", None)]).possible_from(), None);
    assert!(possible(&[order("A", Some("2024-06-01"))]).is_blocked());
    assert!(!possible(&[order("A", Some("2024-05-31"))]).is_blocked());
}

#[test]
fn a_related_person_goes_too_unless_they_stay_for_somebody_else() {
    let (own, ida) = (values(&[(Field::FamilyName, "Hansen")]), values(&[(Field::GivenName, "Ida")]));
    let related = [RelatedPerson { id: id(3), values: &ida, stays: true }, RelatedPerson { id: id(2), values: &ida, stays: false }];
    let plan = plan(&Person { related: &related, belongs_to: &[id(9)], ..person(&own) }, today(), "-");
    assert_eq!(plan.related, [id(2)]);
    let touched = |who: SubjectId| plan.items.iter().any(|item| item.id == who.to_string());
    assert!(touched(id(2)) && !touched(id(3)) && !touched(id(9)));
    let ties: Vec<_> = plan.items.iter().filter(|item| item.action == Action::Unlink).map(|item| item.id.clone()).collect();
    assert_eq!(ties, [format!("{}/{}", id(1), id(2)), format!("{}/{}", id(1), id(3)), format!("{}/{}", id(9), id(1))]);
}

#[test]
fn consent_events_lose_salts_and_references() {
    let none = Values::default();
    let event = |number, salted, reference| EventHeader { id: EventId::from_bytes([number; 16]), salted, reference };
    let events = [event(2, true, false), event(1, true, true), event(3, false, false)];
    let plan = plan(&Person { events: &events, journal_values: 12, ..person(&none) }, today(), "-");
    let planned: Vec<_> = plan.items.iter().filter(|item| item.record == RecordKind::ConsentEvent).collect();
    assert_eq!(planned.iter().map(|item| &item.action).collect::<Vec<_>>(), [&Action::Unsalt, &Action::Remove, &Action::Unsalt]);
    assert_eq!(planned[1].field, Some(Field::EvidenceReference));
    assert_eq!(plan.journal_values, 12);
}

proptest! {
    #[test]
    fn a_plan_names_every_value_once_and_prints_none(own in arb_values(), other in arb_values()) {
        let related = [RelatedPerson { id: id(2), values: &other, stays: false }];
        let plan = plan(&Person { related: &related, ..person(&own) }, today(), "-");
        let printed = format!("{plan:?}");
        for (who, values) in [(id(1), &own), (id(2), &other)] {
            for (field, slot, text) in values.iter() {
                let named = plan.items.iter().filter(|item| item.id == who.to_string() && (item.field, item.slot) == (Some(field), slot));
                prop_assert_eq!(named.count(), 1);
                let telling = field.spec().personal == Personal::Identifying && text.len() > 8;
                prop_assert!(!telling || !printed.contains(text));
            }
        }
    }

    #[test]
    fn the_order_of_the_input_does_not_matter(turn in 0usize..6) {
        let (addressee, none) = (Addressee { name: Some("X".into()), ..Addressee::default() }, Values::default());
        let kinds = [DocumentKind::Order, DocumentKind::Receipt, DocumentKind::Complaint];
        let numbers = ["A", "BB", "CCC"];
        let mut documents: Vec<_> = (0..3).map(|n| document(numbers[n], kinds[n], DocumentState::Open, &addressee)).collect();
        let straight = plan(&Person { documents: &documents.clone(), ..person(&none) }, today(), "-");
        documents.rotate_left(turn % 3);
        if turn >= 3 { documents.swap(0, 1) }
        prop_assert_eq!(plan(&Person { documents: &documents, ..person(&none) }, today(), "-"), straight);
    }
}

#[test]
fn what_the_law_keeps_of_a_document_stays_to_its_day_and_the_later_of_two_grounds_wins() {
    let addressee = Addressee { name: Some("B. Hansen".into()), city: Some("Oslo".into()), ..Addressee::default() };
    let none = Values::default();
    let keeping = |data, until: &str| Keeping { data, ground: "law".into(), until: day(until) };
    let keep = [keeping(RetentionData::Name, "2030-12-31"), keeping(RetentionData::Printed, "2030-12-31")];
    let payload = |until| Some(PayloadHeader { keep: Some(("own", day(until))) });
    let planned = |until| {
        let one = DocumentHeader {
            keep: &keep,
            payload: payload(until),
            ..document("I", DocumentKind::Invoice, DocumentState::Issued, &addressee)
        };
        plan(&Person { documents: &[one], ..person(&none) }, today(), "-")
    };
    let kept = |ground: &str, until: &str| Some(Action::Keep { ground: ground.into(), until: Some(day(until)) });
    let short = planned("2026-12-31");
    assert_eq!(action(&short, Field::AddresseeName).cloned(), kept("law", "2030-12-31"));
    assert_eq!(action(&short, Field::AddresseeCity), Some(&Action::Remove), "the address is not kept");
    assert_eq!(action(&short, Field::Payload).cloned(), kept("law", "2030-12-31"));
    assert_eq!(action(&planned("2035-12-31"), Field::Payload).cloned(), kept("own", "2035-12-31"));
}

#[test]
fn a_company_of_a_legal_form_names_nobody_unless_somebody_is_called_like_it() {
    let keep = [Keeping { data: RetentionData::Name, ground: "law".into(), until: day("2030-12-31") }];
    let ground = |company: &str, family: &str, contact: &str| {
        let own = values(&[(Field::Company, company), (Field::FamilyName, family)]);
        let (other, addressee) =
            (values(&[(Field::FamilyName, contact)]), Addressee { name: Some(company.into()), ..Addressee::default() });
        let related = [RelatedPerson { id: id(2), values: &other, stays: true }];
        let one = DocumentHeader { keep: &keep, ..document("I", DocumentKind::Invoice, DocumentState::Issued, &addressee) };
        let plan = plan(&Person { documents: &[one], related: &related, ..person(&own) }, today(), "-");
        match action(&plan, Field::AddresseeName) {
            Some(Action::Keep { ground, .. }) => ground.clone(),
            other => panic!("{other:?}"),
        }
    };
    for (company, family, contact, wanted) in [
        ("Beispielwerk GmbH", "Hansen", "Lee", NAMES_NOBODY),
        ("Officine Esempio S.p.A.", "Rossi", "Bianchi", NAMES_NOBODY),
        ("Przykład Sp. z o.o.", "Nowak", "Nowak", NAMES_NOBODY),
        ("Hansen GmbH", "Hansen", "Lee", "law"),
        ("Leesberg GmbH", "Hansen", "Leesberg", "law"),
        ("Beispielwerk", "Hansen", "Lee", "law"),
        ("Verlag Nord", "Hansen", "Lee", "law"),
    ] {
        assert_eq!(ground(company, family, contact), wanted, "{company}");
    }
}
