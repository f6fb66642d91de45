//! P25, sealing: what goes is encrypted to a key of the central system. X5: the evidence of consents outlives that too.

use clientela::domain::certificate::SealOrder;
use clientela::domain::seal::SealKey;

#[cfg(not(feature = "seal"))]
use crate::shop::Shop;

/// RFC 7748, section 6.1: the public key of Bob.
const BOB: [u8; 32] = [
    0xde, 0x9e, 0xdb, 0x7d, 0x7b, 0x7d, 0xc1, 0xb4, 0xd3, 0x5b, 0x61, 0xc2, 0xec, 0xe4, 0x35, 0x37, 0x3f, 0x83, 0x43, 0xc8, 0x5b, 0x78,
    0x67, 0x4d, 0xad, 0xfc, 0x7e, 0x14, 0x6f, 0x88, 0x2b, 0x4f,
];

fn to_bob() -> SealOrder {
    SealOrder { key: SealKey::parse(BOB).unwrap(), until: clientela::domain::time::Date::parse("2033-12-31").ok() }
}

#[test]
fn p25_a_key_that_keeps_nothing_secret_is_refused() {
    for weak in [[0; 32], std::array::from_fn(|at| u8::from(at == 0)), std::array::from_fn(|at| if at == 31 { 0x80 } else { 0 })] {
        assert_eq!(SealKey::parse(weak).unwrap_err().rule, "seal.key_weak");
    }
    assert_eq!(*to_bob().key.bytes(), BOB);
}

#[cfg(not(feature = "seal"))]
#[test]
fn p25_a_library_that_does_not_seal_says_so_and_erases_nobody() {
    let shop = Shop::stocked();
    let luis = shop.customer("1");
    let unsupported = (clientela::ErrorKind::Misuse, "seal.unsupported", None);
    assert_eq!(crate::shop::failed(shop.erp().anonymize_sealed(luis, &to_bob())), unsupported);
    assert!(shop.desk().customer(luis).is_ok());
    assert_eq!((shop.erp().destroy_sealed(luis).unwrap(), shop.erp().destroy_due_seals().unwrap()), (0, 0));
}

#[cfg(feature = "seal")]
mod sealing {
    use std::collections::{BTreeMap, BTreeSet};
    use std::fs;

    use clientela::domain::certificate::{ErasureMode, PurgeState};
    use clientela::domain::consent::{Intent, verify_proof};
    use clientela::domain::document::DocumentKind;
    use clientela::domain::field::{Erase, Field, FieldType, RecordKind};
    use clientela::domain::id::SubjectId;
    use clientela::domain::journal::EntryKind;
    use clientela::domain::retention::HoldKind;
    use clientela::domain::seal::{Sealed, SealedValue, public_key};
    use clientela::domain::setting::{Place, Setting};
    use clientela::domain::subject::Values;
    use clientela::domain::time::Date;
    use clientela::domain::value::Value;
    use clientela::{ErrorKind, JournalQuery, NewHold, ProofRequest, Purged, RetentionRun};

    use super::{BOB, to_bob};
    use crate::scanner::{scan, scan_files};
    use crate::shop::{DAY, NOW, Shop, broken, code, database, failed, said};
    use crate::x_residue::{VALUES, with_xaver};

    /// RFC 7748, section 6.1: the private key of Bob.
    const SECRET: [u8; 32] = [
        0x5d, 0xab, 0x08, 0x7e, 0x62, 0x4a, 0x8a, 0x4b, 0x79, 0xe1, 0x7f, 0x8b, 0x83, 0x80, 0x0e, 0xe6, 0x6f, 0x3b, 0xb1, 0x29, 0x26, 0x18,
        0xb6, 0xfd, 0x1c, 0x2f, 0x8b, 0x27, 0xff, 0x88, 0xe0, 0xeb,
    ];

    type Opened = BTreeMap<(String, String), Vec<SealedValue>>;

    /// Everything that was sealed of a person, by table and column.
    fn opened(shop: &Shop, id: SubjectId) -> Opened {
        let boxes = shop.erp().sealed(id).unwrap();
        boxes.iter().map(|one| ((one.place.table.clone(), one.place.column.clone()), one.unseal(&SECRET).unwrap())).collect()
    }

    /// The values of the person among them.
    fn values_of(opened: &Opened) -> Values {
        let mut values = Values::default();
        for ((table, column), found) in opened {
            if [RecordKind::Subject, RecordKind::Address, RecordKind::Part].iter().any(|kind| kind.name() == table) {
                let field = Field::from_name(column).unwrap();
                found.iter().for_each(|value| values.set(field, value.slot, value.value.as_text().unwrap()));
            }
        }
        values
    }

    /// The values that go.
    fn going(values: &Values) -> Values {
        let mut going = Values::default();
        for (field, slot, text) in values.iter().filter(|(field, ..)| field.spec().erase != Erase::Keep) {
            going.set(field, slot, text);
        }
        going
    }

    fn texts<'o>(opened: &'o Opened, table: &str, column: &str) -> Vec<(&'o str, &'o str)> {
        let found = opened.get(&(table.to_owned(), column.to_owned())).map(Vec::as_slice).unwrap_or_default();
        found.iter().filter_map(|value| Some((value.key.as_str(), value.value.as_text()?))).collect()
    }

    #[test]
    fn p25_what_goes_is_sealed_nothing_plain_is_left_and_the_private_key_gives_it_back_exactly() {
        assert_eq!(*public_key(&SECRET).unwrap().bytes(), BOB);
        let (shop, id) = with_xaver();
        let erp = shop.erp();
        let before = shop.desk().customer(id).unwrap();
        let relative = before.related[0].person.clone();
        let receipt = shop.desk().document_by_number(DocumentKind::Receipt, "T-1").unwrap();
        let events = shop.desk().consent_events(id, None).unwrap();
        let log = erp.journal(&JournalQuery { subject: Some(id), limit: 1000, ..JournalQuery::default() }).unwrap().entries;
        let (plan, mut sought) = (erp.plan_anonymization(id).unwrap(), erp.sought(id).unwrap());
        let done = erp.anonymize_sealed(id, &to_bob()).unwrap();
        assert_eq!((done.plan, done.repeated), (plan, false));
        let other = erp.subject_by_source("QX-S").unwrap().unwrap();
        erp.anonymize_sealed(other, &to_bob()).unwrap();
        assert_eq!(erp.purge().unwrap(), Purged::Done);
        assert_eq!(erp.scan(&mut sought).unwrap().residues, [], "no plain value");
        let all = opened(&shop, id);
        assert_eq!(values_of(&all), going(&before.stored.values), "the very values");
        assert_eq!(values_of(&opened(&shop, relative.id)), going(&relative.values), "and those of who went along");
        let issued = (receipt.id.to_string(), receipt.addressee.name.clone().unwrap());
        assert_eq!(texts(&all, "document", "addressee_name"), [(issued.0.as_str(), issued.1.as_str())]);
        let fed = opened(&shop, other);
        let payload = &fed[&("document".to_owned(), "payload".to_owned())][0];
        assert_eq!(payload.value, Value::Bytes(b"payload for Quirrenbach".to_vec()), "bytes stay bytes");
        let references: BTreeSet<_> = texts(&all, "consent_event", "evidence_reference").into_iter().collect();
        let ids: Vec<(String, String)> =
            events.iter().filter_map(|kept| Some((kept.event.id.to_string(), kept.reference.clone()?))).collect();
        assert_eq!(references, ids.iter().map(|(id, text)| (id.as_str(), text.as_str())).collect::<BTreeSet<_>>());
        for (column, new) in [("new", true), ("old", false)] {
            let told = texts(&all, "journal_value", column).len();
            let sides = log
                .iter()
                .filter(|logged| logged.entry.subject == Some(id))
                .flat_map(|logged| &logged.values)
                .filter_map(|value| value.values.as_ref());
            assert_eq!(told, sides.filter(|both| !if new { &both.new } else { &both.old }.is_null()).count(), "{column}");
        }
        assert!(!all.keys().any(|(table, _)| table == "operator"));
        let certificate = erp.certificate(id).unwrap();
        assert_eq!(certificate.record.as_ref().unwrap().mode, ErasureMode::Seal);
        let left = certificate.sealed.unwrap();
        assert_eq!(left.boxes, (all.len() + opened(&shop, relative.id).len()) as u64);
        assert_eq!((left.until.to_string().as_str(), certificate.is_complete()), ("2033-12-31", false));
        assert_eq!(shop.engine.verify_journal().unwrap().findings, []);
        assert_eq!(scan(shop.close().path(), VALUES), [], "in any file");
    }

    #[test]
    fn p25_a_wrong_key_a_changed_byte_and_a_box_in_another_place_are_refused() {
        let (shop, id) = with_xaver();
        let other = shop.customer("1");
        shop.erp().anonymize_sealed(id, &to_bob()).unwrap();
        shop.erp().anonymize_sealed(other, &to_bob()).unwrap();
        let boxes = shop.erp().sealed(id).unwrap();
        let name = boxes.iter().find(|one| one.place.column == "family_name").unwrap();
        assert_eq!(name.unseal(&SECRET).unwrap()[0].value, "Quirrenbach-Øyen".into());
        let mut wrong = SECRET;
        wrong[5] ^= 1;
        assert_eq!(broken(name.unseal(&wrong)), [("box", "seal.not_opened")]);
        for at in 0..name.bytes.len() {
            let mut changed = name.clone();
            changed.bytes[at] ^= 0x80;
            assert_eq!(broken(changed.unseal(&SECRET)), [("box", "seal.not_opened")], "byte {at}");
        }
        for short in [0, 1, 31, 32, 48, name.bytes.len() - 1] {
            let cut = Sealed { bytes: name.bytes[..short].to_vec(), ..name.clone() };
            assert_eq!(broken(cut.unseal(&SECRET)), [("box", "seal.not_opened")], "{short} bytes");
        }
        let misplaced = [("box", "seal.of_another_place")];
        for two in boxes.windows(2) {
            let swapped = Sealed { place: two[0].place.clone(), bytes: two[1].bytes.clone() };
            assert_eq!(broken(swapped.unseal(&SECRET)), misplaced);
        }
        let theirs = shop.erp().sealed(other).unwrap();
        let their_name = theirs.iter().find(|one| one.place.column == "family_name").unwrap();
        let swapped = Sealed { place: name.place.clone(), bytes: their_name.bytes.clone() };
        assert_eq!(broken(swapped.unseal(&SECRET)), misplaced, "of another person");
        assert!(!format!("{boxes:?}{:?}", name.unseal(&SECRET)).contains("Quirrenbach"), "what is printed names nobody");
    }

    #[test]
    fn p25_two_boxes_of_the_same_values_share_nothing() {
        let shop = Shop::with_definitions();
        let [one, other] = ["1", "2"].map(|_| shop.add(&[(Field::FamilyName, "Lee"), (Field::Email, "lee@example.org")]));
        let sealed = |id| {
            shop.erp().anonymize_sealed(id, &to_bob()).unwrap();
            shop.erp().sealed(id).unwrap().into_iter().map(|one| one.bytes[..32].to_vec()).collect::<BTreeSet<_>>()
        };
        let (one, other) = (sealed(one), sealed(other));
        assert!(one.len() > 3 && one.is_disjoint(&other), "each box has a key of its own");
    }

    #[test]
    fn p25_destroying_the_boxes_makes_the_erasure_final() {
        let (shop, id) = with_xaver();
        let erp = shop.erp();
        erp.anonymize_sealed(id, &to_bob()).unwrap();
        erp.purge().unwrap();
        let boxes = erp.sealed(id).unwrap();
        let persons = erp.certificate(id).unwrap().persons;
        let whole: usize = persons.iter().map(|(person, _)| erp.sealed(*person).unwrap().len()).sum();
        assert!(persons.len() == 2 && whole > boxes.len());
        assert_eq!(erp.destroy_sealed(persons[1].0).unwrap(), whole as u64, "of all who went along");
        assert!(erp.sealed(id).unwrap().is_empty() && erp.destroy_sealed(id).unwrap() == 0);
        assert!(erp.purge_pending().unwrap(), "their bytes are still to go");
        let before = erp.certificate(id).unwrap();
        assert!(before.purge == PurgeState::Replaced && !before.is_complete(), "and the certificate says so");
        assert_eq!(erp.purge().unwrap(), Purged::Done);
        let certificate = erp.certificate(id).unwrap();
        assert!(certificate.sealed.is_none() && certificate.is_complete() && certificate.purge == PurgeState::Purged);
        let told = erp.journal(&JournalQuery { kinds: vec![EntryKind::Destroyed], ..JournalQuery::default() }).unwrap().entries;
        assert_eq!(
            told.iter().filter_map(|logged| logged.entry.subject).collect::<BTreeSet<_>>(),
            persons.iter().map(|(id, _)| *id).collect()
        );
        assert_eq!(shop.engine.verify_journal().unwrap().findings, []);
        let folder = shop.close();
        let files = crate::shop::files(folder.path());
        let left = |one: &Sealed| files.iter().any(|(_, bytes)| memchr::memmem::find(bytes, &one.bytes).is_some());
        assert!(!boxes.iter().any(left), "not a box is left in the files");
    }

    #[test]
    fn p25_the_boxes_go_when_their_last_day_is_over() {
        let shop = Shop::stocked();
        let [luis, astrid] = ["1", "7"].map(|number| shop.customer(number));
        let until = |day: &str| clientela::domain::certificate::SealOrder { until: Date::parse(day).ok(), ..to_bob() };
        shop.erp().anonymize_sealed(luis, &until("2026-07-03")).unwrap();
        shop.erp().anonymize_sealed(astrid, &until("2026-07-02")).unwrap();
        let left = || [luis, astrid].map(|id| !shop.erp().sealed(id).unwrap().is_empty());
        let run = RetentionRun { report_only: false, ..RetentionRun::default() };
        for (days, wanted) in [(1, [true, true]), (2, [true, false])] {
            shop.clock.set(NOW + days * DAY);
            shop.erp().retention_run(&shop.erp().retention().unwrap(), &RetentionRun::default()).unwrap();
            assert!(left()[1] || days == 2, "a report changes nothing");
            shop.erp().retention_run(&shop.erp().retention().unwrap(), &run).unwrap();
            assert_eq!(left(), wanted, "{days}");
        }
        shop.clock.set(NOW + 3 * DAY);
        assert!(shop.erp().destroy_due_seals().unwrap() > 5);
        assert_eq!((left(), shop.erp().destroy_due_seals().unwrap()), ([false, false], 0));
    }

    #[test]
    fn p25_no_box_goes_because_of_its_day_while_a_hold_is_about_everybody() {
        let shop = Shop::stocked();
        let luis = shop.customer("1");
        let order = clientela::domain::certificate::SealOrder { until: Date::parse("2026-07-02").ok(), ..to_bob() };
        shop.erp().anonymize_sealed(luis, &order).unwrap();
        let of_one = NewHold { document: Some("R-1".to_owned()), ..NewHold::new(HoldKind::TaxAudit, "office", "audit 6") };
        shop.erp().place_hold(&of_one).unwrap();
        let hold = shop.erp().place_hold(&NewHold::new(HoldKind::TaxAudit, "office", "audit 7")).unwrap();
        shop.clock.set(NOW + 2 * DAY);
        assert_eq!(shop.erp().destroy_due_seals().unwrap(), 0);
        shop.erp().lift_hold(hold, "office", "over").unwrap();
        assert!(shop.erp().destroy_due_seals().unwrap() > 5, "one about a document keeps no boxes");
    }

    #[test]
    fn p25_a_report_tells_of_the_boxes_that_the_run_destroys_and_both_once_in_all_their_parts() {
        let shop = Shop::stocked();
        let [luis, astrid] = ["1", "7"].map(|number| shop.customer(number));
        for (id, day) in [(luis, "2026-07-03"), (astrid, "2026-07-02")] {
            let order = clientela::domain::certificate::SealOrder { until: Date::parse(day).ok(), ..to_bob() };
            shop.erp().anonymize_sealed(id, &order).unwrap();
        }
        let run = |report_only| {
            let (mut part, mut seals, mut parts) = (RetentionRun { report_only, limit: 3, ..RetentionRun::default() }, Vec::new(), 0);
            loop {
                let report = shop.erp().retention_run(&shop.erp().retention().unwrap(), &part).unwrap();
                seals.extend(report.seals.iter().map(|due| (due.person, due.boxes, due.until.to_string())));
                parts += 1;
                match report.next {
                    Some(next) => part.after = Some(next),
                    None => return (seals, parts > 1),
                }
            }
        };
        assert_eq!(run(true), (vec![], true), "on their last days they are still there");
        shop.clock.set(NOW + 2 * DAY);
        let boxes = |id| shop.erp().sealed(id).unwrap().len() as u64;
        let wanted = (vec![(astrid, boxes(astrid), "2026-07-02".to_owned())], true);
        assert_eq!((run(true), run(true)), (wanted.clone(), wanted.clone()), "a report changes nothing");
        assert_eq!(run(false), wanted, "the run does what the report said");
        assert_eq!((boxes(astrid), boxes(luis) > 0, run(false)), (0, true, (vec![], true)));
        shop.clock.set(NOW + 3 * DAY);
        let persons = shop.erp().certificate(luis).unwrap().persons.into_iter().map(|(person, _)| person).collect::<BTreeSet<_>>();
        let due: Vec<_> = persons.into_iter().map(|person| (person, boxes(person), "2026-07-03".to_owned())).collect();
        assert_eq!(due.iter().filter(|(person, boxes, _)| *person == luis && *boxes > 5).count(), 1, "and whoever went with him");
        let wanted = (due, true);
        assert_eq!((run(true), run(false), run(false).0), (wanted.clone(), wanted, vec![]));
        assert_eq!(shop.engine.verify_journal().unwrap().findings, []);
    }

    #[test]
    fn p25_the_last_day_is_that_of_the_rules_of_retention_where_none_is_given() {
        let shop = Shop::stocked();
        let (luis, lee) = (shop.customer("1"), shop.add(&[(Field::FamilyName, "Lee")]));
        let order = clientela::domain::certificate::SealOrder { until: None, ..to_bob() };
        assert_eq!(broken(shop.erp().anonymize_sealed(lee, &order)), [("until", "seal.no_end")]);
        assert!(shop.desk().customer(lee).is_ok(), "nothing happened");
        shop.erp().set_setting(Setting::RetentionPack, &Place::Chain, Some("DE")).unwrap();
        let retention = shop.erp().retention().unwrap();
        let free = shop.erp().explain_retention(luis, &retention).unwrap().complete_from(Date::parse("2026-07-01").unwrap()).unwrap();
        shop.erp().anonymize_sealed(luis, &order).unwrap();
        let until = shop.erp().certificate(luis).unwrap().sealed.unwrap().until;
        assert_eq!(until.plus_days(1), free);
        assert!(until > Date::parse("2030-01-01").unwrap(), "{until}");
    }

    #[test]
    fn p25_what_somebody_signed_in_with_is_not_sealed() {
        let shop = Shop::stocked();
        shop.fed(
            "{\"feed\":\"operator\",\"code\":\"ida\",\"user_name\":\"ida.quirr\",\"given_name\":\"Ida\",\"family_name\":\"Quirr\",\
             \"operator_removed\":\"yes\"}",
        );
        let ida = shop.erp().operator(&code("ida")).unwrap().unwrap();
        shop.erp().anonymize_sealed(ida, &to_bob()).unwrap();
        let all = opened(&shop, ida);
        assert_eq!(texts(&all, "subject", "family_name"), [("", "Quirr")]);
        let secrets: Vec<&str> =
            clientela::domain::field::FIELDS.iter().filter(|spec| spec.kind == FieldType::Secret).map(|spec| spec.name).collect();
        assert!(!secrets.is_empty() && !all.keys().any(|(_, column)| secrets.contains(&column.as_str())), "{:?}", all.keys());
    }

    #[test]
    fn p25_an_erasure_that_is_repeated_in_a_restored_backup_needs_no_key_and_erases() {
        let (shop, id) = with_xaver();
        let folder = shop.close();
        let backup = fs::read(folder.path().join("shop.db")).unwrap();
        let shop = Shop::open_in(folder).unwrap();
        shop.erp().anonymize_sealed(id, &to_bob()).unwrap();
        let folder = shop.close();
        fs::write(folder.path().join("shop.db"), backup).unwrap();
        let shop = Shop::open_in(folder).unwrap();
        assert_eq!(failed(shop.desk().customer(id)).0, ErrorKind::Erased);
        assert!(shop.erp().sealed(id).unwrap().is_empty(), "the boxes are not in the backup");
        shop.erp().purge().unwrap();
        let own: Vec<&str> = VALUES
            .iter()
            .copied()
            .filter(|value| !["Xaver Q. aus dem Beleg", "Zwölfaxinger Feldweg 9", "payload for Quirrenbach"].contains(value))
            .collect();
        assert_eq!(scan_files(shop.close().path(), &own), []);
    }

    #[test]
    fn x5_after_a_seal_the_evidence_verifies_names_nobody_and_the_key_tells_what_an_answer_was_bound_to() {
        let (shop, id) = with_xaver();
        let mother = shop.customer("1");
        shop.desk().record(id, &said("offers-phone", Intent::Refuse).by_guardian(mother)).unwrap();
        let kept = shop.desk().consent_events(id, None).unwrap();
        let anchored = shop.engine.heads().unwrap();
        shop.erp().anonymize_sealed(id, &to_bob()).unwrap();
        shop.erp().purge().unwrap();
        let shop = shop.reopened();
        let asked = ProofRequest::new().up_to(&anchored).disclosing();
        let proof = shop.desk().consent_proof(id, &asked).unwrap();
        let proven = verify_proof(&proof, &anchored).unwrap();
        assert_eq!(proven.len(), kept.len());
        assert!(proven.iter().all(|proof| proof.reference.is_none() && proof.address.is_none()), "nothing is left to disclose");
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("proof.json"), &proof).unwrap();
        assert_eq!(scan_files(folder.path(), VALUES), []);
        assert_eq!(shop.engine.verify_against(&anchored).unwrap().findings, []);
        // Whoever has the private key has salt and value of what the event commits to.
        let all = opened(&shop, id);
        let salts = &all[&("consent_event".to_owned(), "reference_salt".to_owned())];
        assert!(salts.len() >= 2);
        for salt in salts {
            let event = proven.iter().find(|proof| proof.event.id.to_string() == salt.key).unwrap();
            let mut committed = event.event.evidence.reference.clone().unwrap();
            let Value::Bytes(bytes) = &salt.value else { panic!("bytes") };
            committed.salt = Some(bytes.as_slice().try_into().unwrap());
            let (_, text) = texts(&all, "consent_event", "evidence_reference").into_iter().find(|(key, _)| *key == salt.key).unwrap();
            assert_eq!((committed.opens(text), committed.opens("another form")), (Some(true), Some(false)));
        }
        assert!(all.contains_key(&("consent_event".to_owned(), "address_salt".to_owned())));
        let none: i64 = database(shop.folder.path())
            .query_row(
                "SELECT count(*) FROM consent_event WHERE subject = ?1 AND (reference_salt IS NOT NULL OR address_salt IS NOT NULL)",
                [id.bytes()],
                |row| row.get(0),
            )
            .unwrap();
        assert_eq!(none, 0);
    }

    #[test]
    fn p25_sealing_the_erased_is_success_and_seals_nothing() {
        let shop = Shop::stocked();
        let luis = shop.customer("1");
        shop.erp().anonymize(luis).unwrap();
        assert!(shop.erp().anonymize_sealed(luis, &to_bob()).unwrap().repeated);
        assert!(shop.erp().sealed(luis).unwrap().is_empty());
        let leonie = shop.customer("2");
        assert_eq!(failed(shop.erp().anonymize_sealed(leonie, &to_bob())).0, ErrorKind::Blocked);
        assert!(shop.erp().sealed(leonie).unwrap().is_empty());
    }
}
