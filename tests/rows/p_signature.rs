//! P12, X6: signatures: what they are bound to, what stands for one, how well an answer is proven, and whose is missing.

use std::fs;
use std::process::Command;

use clientela::domain::consent::{
    Channel, Event, EventKind, FormNumber, Grade, Intent, Method, Origin, Point, ProofFault, Purpose, Reason, ReferenceKind, Remedy,
    Signature, State, verify_proof,
};
use clientela::domain::field::Field;
use clientela::domain::id::{EventId, SubjectId};
use clientela::domain::rights::{Right, Rights};
use clientela::domain::setting::{Place, Setting};
use clientela::domain::time::Date;
use clientela::{Capture, Consent, ErrorKind, FormRequest, ProofRequest, Question};

use crate::shop::{DAY, NOW, Shop, broken, code, database, failed, said, yes};

fn calls() -> Question {
    Question::new(Purpose::Marketing, Some(Channel::Phone)).about(code("offers-phone"))
}

fn strokes() -> Vec<Vec<Point>> {
    let pen = |x, at| Point { x, y: 40 - x, at, pressure: Some(300) };
    vec![vec![pen(0, 0), pen(9, 16), pen(20, 31)], vec![pen(4, 120)]]
}

fn events(shop: &Shop, person: SubjectId) -> Vec<Event> {
    shop.desk().consent_events(person, None).unwrap().into_iter().map(|kept| kept.event).collect()
}

fn consent(shop: &Shop, person: SubjectId, definition: &str) -> Consent {
    let consents = shop.desk().consents(person).unwrap();
    consents.into_iter().find(|consent| consent.definition.code == code(definition)).unwrap()
}

fn print(shop: &Shop, request: &FormRequest) -> FormNumber {
    shop.desk().consent_form(request).unwrap().number
}

/// Persons and definitions whose signature is missing.
fn missing(shop: &Shop) -> Vec<(SubjectId, String)> {
    let mut walk = shop.desk().missing_signatures();
    let mut found = Vec::new();
    while let Some(one) = walk.next().unwrap() {
        found.push((one.person, one.definition.code.to_string()));
    }
    found
}

#[test]
fn x6_a_signature_is_bound_to_text_language_operator_station_receipt_and_to_one_answer_only() {
    let shop = Shop::stocked();
    let luis = shop.customer("1");
    let signature = Signature::of_strokes(&strokes()).unwrap();
    let form = yes("newsletter-email").and(code("data-storage"), Intent::Give).language("pt").receipt(code("R-2026-0140"));
    shop.desk().record_all(luis, &form.signature(signature)).unwrap();
    let [one, other] = &events(&shop, luis)[..] else { panic!("two answers") };
    assert!(signature.belongs_to(one) && signature.belongs_to(other));
    assert_ne!(one.evidence.digest, other.evidence.digest, "each answer has a binding of its own");
    let moved: [fn(&mut Event); 8] = [
        |event| event.text_digest[31] ^= 1,
        |event| event.language = "de".to_owned(),
        |event| event.operator = Some(code("kim")),
        |event| event.station = Some(code("till-2")),
        |event| event.receipt = Some(code("R-2026-0141")),
        |event| event.kind = EventKind::Refused,
        |event| event.version.0 += 1,
        |event| event.id = EventId::from_bytes([9; 16]),
    ];
    for (which, change) in moved.iter().enumerate() {
        let mut event = one.clone();
        change(&mut event);
        assert!(!signature.belongs_to(&event), "moved to another text or occasion: {which}");
    }
    let swapped = Event { evidence: other.evidence.clone(), ..one.clone() };
    assert!(!signature.belongs_to(&swapped));
}

#[test]
fn x6_who_kept_strokes_or_an_image_proves_with_them_what_was_signed_also_after_an_erasure() {
    let shop = Shop::stocked();
    let luis = shop.customer("1");
    let image = b"\x89PNG not really, but bytes are bytes";
    let [drawn, scanned] = [Signature::of_strokes(&strokes()).unwrap(), Signature::of_image(image).unwrap()];
    shop.desk().record(luis, &yes("newsletter-email").signature(drawn)).unwrap();
    shop.clock.set(NOW + 1);
    shop.desk().record(luis, &yes("offers-phone").signature(scanned)).unwrap();
    let wrong = [Signature::of_strokes(&strokes()[..1]).unwrap(), Signature::of_image(&image[1..]).unwrap()];
    let heads = shop.engine.heads().unwrap();
    shop.erp().anonymize(luis).unwrap();
    shop.erp().purge().unwrap();
    let kept = events(&shop, luis);
    let proof = shop.desk().consent_proof(luis, &ProofRequest::new().up_to(&heads)).unwrap();
    let mut proven: Vec<Event> = verify_proof(&proof, &heads).unwrap().into_iter().map(|proof| proof.event).collect();
    proven.sort_by_key(|event| event.id);
    for events in [kept, proven] {
        assert!(drawn.belongs_to(&events[0]) && scanned.belongs_to(&events[1]));
        assert!(!drawn.belongs_to(&events[1]) && wrong.iter().all(|other| !events.iter().any(|event| other.belongs_to(event))));
    }
    assert!(shop.engine.verify_journal().unwrap().findings.is_empty());
}

#[test]
fn x6_the_digest_that_a_host_makes_of_an_image_is_the_same_as_the_librarys() {
    // SHA-256 of "abc".
    let digest = [
        0xba, 0x78, 0x16, 0xbf, 0x8f, 0x01, 0xcf, 0xea, 0x41, 0x41, 0x40, 0xde, 0x5d, 0xae, 0x22, 0x23, 0xb0, 0x03, 0x61, 0xa3, 0x96, 0x17,
        0x7a, 0x9c, 0xb4, 0x10, 0xff, 0x61, 0xf2, 0x00, 0x15, 0xad,
    ];
    assert_eq!(Signature::of_image(b"abc").unwrap(), Signature::from(digest));
    let shop = Shop::stocked();
    let luis = shop.customer("1");
    shop.desk().record(luis, &yes("newsletter-email").signature(digest)).unwrap();
    let event = &events(&shop, luis)[0];
    assert!(Signature::of_image(b"abc").unwrap().belongs_to(event));
    assert_ne!(event.evidence.digest, Some(digest), "what is kept is bound");
}

#[test]
fn x6_a_script_without_our_code_tells_which_events_were_signed_with_an_image() {
    if Command::new("python3").arg("--version").output().is_err() {
        return;
    }
    let shop = Shop::stocked();
    let luis = shop.customer("1");
    let image = b"\x89PNG not really, but bytes are bytes";
    shop.desk().record(luis, &said("offers-letter", Intent::Refuse)).unwrap();
    let both = yes("newsletter-email").and(code("data-storage"), Intent::Give).signature(Signature::of_image(image).unwrap());
    let given = shop.desk().record_all(luis, &both).unwrap();
    let mut signed: Vec<String> = given.iter().map(|given| given.event.unwrap().to_string()).collect();
    signed.sort();
    let heads = shop.engine.heads().unwrap();
    let folder = tempfile::tempdir().unwrap();
    let [proof, kept] = ["proof.json", "image.png"].map(|name| folder.path().join(name));
    fs::write(&proof, shop.desk().consent_proof(luis, &ProofRequest::new().up_to(&heads)).unwrap()).unwrap();
    let verify = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/proof/verify.py");
    let told = |image: &[u8]| {
        fs::write(&kept, image).unwrap();
        let heads = heads.iter().map(|head| format!("{}:{}:{}", head.origin, head.length, crate::x_proof_document::hexed(&head.digest)));
        let output = Command::new("python3").arg(verify).arg(&proof).arg("--signed").arg(&kept).args(heads).output().unwrap();
        assert!(output.status.success());
        String::from_utf8(output.stdout).unwrap().split_whitespace().map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(told(image), signed);
    assert_eq!(told(&image[1..]), [""; 0]);
}

#[test]
fn x6_a_changed_byte_of_a_signature_lets_no_proof_hold() {
    let shop = Shop::stocked();
    let luis = shop.customer("1");
    shop.desk().record(luis, &yes("newsletter-email").signature([7; 32])).unwrap();
    let (heads, request) = (shop.engine.heads().unwrap(), ProofRequest::new());
    let proof = shop.desk().consent_proof(luis, &request).unwrap();
    let digest = events(&shop, luis)[0].evidence.digest.unwrap();
    let written = crate::x_proof_document::hexed(&digest);
    assert!(proof.contains(&written) && verify_proof(&proof, &heads).is_ok(), "the control");
    let mut changed = digest;
    changed[0] ^= 1;
    let forged = proof.replace(&written, &crate::x_proof_document::hexed(&changed));
    assert_eq!(verify_proof(&forged, &heads), Err(ProofFault::Event));
    let note = proof.replace("\"reference_kind\":\"note\"", "\"reference_kind\":\"external\"");
    assert_eq!(verify_proof(&note, &heads), Err(ProofFault::Event));
    let folder = shop.close();
    database(folder.path()).execute("UPDATE consent_event SET evidence_digest = zeroblob(32)", []).unwrap();
    let shop = Shop::open_in(folder).unwrap();
    assert_eq!(failed(shop.desk().consent_proof(luis, &request)), (ErrorKind::Damaged, "proof.event", None));
    assert!(!shop.engine.verify_journal().unwrap().findings.is_empty());
}

#[test]
fn x6_every_answer_and_every_consent_has_a_grade_of_how_well_it_is_proven() {
    let shop = Shop::stocked();
    let (desk, luis) = (shop.desk(), shop.customer("1"));
    let number = print(&shop, &FormRequest::of(luis).about(code("offers-phone")));
    assert_eq!(consent(&shop, luis, "offers-phone").grade, Grade::Nothing);
    let steps = [
        (said("offers-phone", Intent::Ask), Grade::Nothing),
        (yes("offers-phone"), Grade::Said),
        (yes("offers-phone").reference("blue folder"), Grade::Referenced),
        (yes("offers-phone").signed_elsewhere("DocSys 77"), Grade::Registered),
        (yes("offers-phone").form(number), Grade::Form),
        (yes("offers-phone").form(number).signature([7; 32]), Grade::Signed),
        (said("offers-phone", Intent::Withdraw), Grade::Said),
    ];
    for (at, (capture, grade)) in (1..).zip(&steps) {
        desk.record(luis, capture).unwrap();
        assert_eq!(consent(&shop, luis, "offers-phone").grade, *grade, "{at}");
        assert_eq!(desk.consent_events(luis, None).unwrap().last().unwrap().event.grade(), *grade, "{at}");
    }
    let leonie = shop.customer("2");
    assert_eq!(consent(&shop, leonie, "newsletter-email").standing.state, State::Accepted);
    assert_eq!(consent(&shop, leonie, "newsletter-email").grade, Grade::Nothing, "another system says plainly on");
}

#[test]
fn p12_a_signature_in_another_system_is_recorded_as_such_and_stands_for_the_missing_one() {
    let shop = Shop::stocked();
    let (desk, luis) = (shop.desk(), shop.customer("1"));
    let reason = || desk.may_contact(luis, &calls()).unwrap().reason;
    desk.record(luis, &yes("offers-phone").reference("DocSys 77")).unwrap();
    assert_eq!(reason(), Reason::SignatureMissing, "a note where a proof is stands for none");
    desk.record(luis, &yes("offers-phone").signed_elsewhere("DocSys 77")).unwrap();
    assert_eq!(reason(), Reason::Allowed);
    assert!(!consent(&shop, luis, "offers-phone").signature_missing);
    let kept = desk.consent_events(luis, None).unwrap();
    let kinds: Vec<_> = kept.iter().map(|kept| (kept.event.evidence.reference_kind, kept.reference.as_deref())).collect();
    assert_eq!(kinds, [(ReferenceKind::Note, Some("DocSys 77")), (ReferenceKind::External, Some("DocSys 77"))]);
    let blank = yes("offers-phone").signed_elsewhere("  ");
    desk.record(luis, &blank).unwrap();
    assert_eq!(reason(), Reason::SignatureMissing, "a blank reference is none");
    let shop = shop.reopened();
    assert!(shop.engine.verify_journal().unwrap().findings.is_empty());
}

#[test]
fn p12_a_signed_form_stands_for_the_signature_and_says_what_was_agreed_to() {
    let shop = Shop::stocked();
    let (desk, luis, leonie) = (shop.desk(), shop.customer("1"), shop.customer("2"));
    let number = print(&shop, &FormRequest::of(luis).about(code("offers-phone")).language("pt"));
    let text = consent(&shop, luis, "offers-phone").definition.text("pt").unwrap().clone();
    shop.fed(
        r#"{"feed":"definition","code":"offers-phone","version":"1.1","state":"active","purpose":"marketing","channel":"phone","signature":true,"valid_days":730,"texts":[{"language":"en","title":"Calls","body":"Call me."}]}"#,
    );
    desk.record(luis, &yes("offers-phone").form(number)).unwrap();
    let event = &events(&shop, luis)[0];
    assert_eq!((event.version, event.language.as_str(), event.text_digest), ((1, 0), "pt", text.digest()), "what stood on the paper");
    assert_eq!((event.origin, event.evidence.reference_kind), (Origin::PaperForm, ReferenceKind::Form));
    assert_eq!(desk.consent_events(luis, None).unwrap()[0].reference, Some(number.to_string()));
    assert!(desk.may_contact(luis, &calls()).unwrap().allowed);

    let of_luis = yes("offers-phone").form(number);
    assert_eq!(broken(desk.record(leonie, &of_luis)), [("number", "form.of_another_person")]);
    assert_eq!(broken(desk.record(luis, &yes("data-storage").form(number))), [("definition", "form.not_on_it")]);
    let nowhere = yes("offers-phone").form(FormNumber::make([1; 8]));
    assert_eq!(failed(desk.record(luis, &nowhere)), (ErrorKind::NotFound, "form.unknown", None));
    assert_eq!(
        (events(&shop, luis).len(), consent(&shop, leonie, "offers-phone").standing.state),
        (1, State::Unknown),
        "nothing was written"
    );
    let blank = print(&shop, &FormRequest::blank().about(code("offers-phone")));
    desk.record(leonie, &yes("offers-phone").form(blank)).unwrap();
    assert!(consent(&shop, leonie, "offers-phone").usable.allowed, "a blank form is anybody's");

    shop.erp().anonymize(luis).unwrap();
    desk.record(luis, &said("offers-phone", Intent::Withdraw).form(number)).unwrap();
    assert_eq!(desk.consent_events(luis, None).unwrap()[1].reference, None, "of an erased person no number is kept");
}

#[test]
fn p12_a_blank_form_proves_the_answers_of_one_person_and_none_after_a_no() {
    let shop = Shop::stocked();
    let (desk, luis, leonie) = (shop.desk(), shop.customer("1"), shop.customer("2"));
    shop.edit(leonie, &[(Field::Phone, "+49 30 222222")]);
    let blank = print(&shop, &FormRequest::blank().about(code("offers-phone")).about(code("data-storage")));
    desk.record(luis, &yes("offers-phone").form(blank)).unwrap();
    desk.record(luis, &yes("data-storage").form(blank)).unwrap();
    let of_luis = yes("offers-phone").form(blank);
    assert_eq!(broken(desk.record(leonie, &of_luis)), [("number", "form.of_another_person")]);
    assert_eq!(broken(desk.record(leonie, &said("offers-phone", Intent::Refuse).form(blank))), [("number", "form.of_another_person")]);
    shop.clock.set(NOW + DAY);
    desk.withdraw(luis, &code("offers-phone")).unwrap();
    assert_eq!(broken(desk.record(luis, &of_luis)), [("number", "form.recorded_before")]);
    assert_eq!(consent(&shop, luis, "offers-phone").standing.state, State::Refused);
    let other = print(&shop, &FormRequest::of(luis).about(code("offers-phone")));
    desk.record(luis, &yes("offers-phone").form(other)).unwrap();
    assert_eq!(consent(&shop, luis, "offers-phone").standing.state, State::Accepted, "another paper is another yes");
    desk.record(luis, &yes("data-storage").form(blank)).unwrap();
}

#[test]
fn p12_an_answer_without_its_signature_counts_only_where_the_setting_says_so() {
    let shop = Shop::stocked();
    let (desk, erp, luis) = (shop.desk(), shop.erp(), shop.customer("1"));
    desk.record(luis, &yes("offers-phone")).unwrap();
    let walked = |question: &Question| {
        let mut walk = erp.contacts(question);
        let mut found = Vec::new();
        while let Some(contact) = walk.next().unwrap() {
            found.push(contact.subject);
        }
        found.contains(&luis)
    };
    let all = |question: &Question| {
        let recipients = desk.recipients(luis, question).unwrap();
        let answers = [desk.may_contact(luis, question).unwrap(), erp.may_contact(luis, question).unwrap(), recipients[0].answer.clone()];
        assert!(answers.iter().all(|answer| *answer == answers[0]) && walked(question) == answers[0].allowed);
        (answers[0].reason, answers[0].remedy)
    };
    let told = || {
        let consent = consent(&shop, luis, "offers-phone");
        (consent.standing.state, consent.signature_missing, consent.usable.reason)
    };
    assert_eq!(all(&calls()), (Reason::SignatureMissing, Remedy::GetTheSignature));
    assert_eq!(told(), (State::Accepted, true, Reason::SignatureMissing), "it is kept, and reported");

    shop.clock.set(NOW + 2 * DAY);
    erp.set_setting(Setting::UnsignedAllowed, &Place::Chain, Some("true")).unwrap();
    assert_eq!(all(&calls()), (Reason::Allowed, Remedy::Nothing));
    assert_eq!(told(), (State::Accepted, true, Reason::Allowed), "it is reported all the same");
    let till = Place::Branch(code("berlin-mitte"));
    assert_eq!(
        broken(erp.set_setting(Setting::UnsignedAllowed, &till, Some("false"))),
        [("consents.unsigned_allowed", "setting.not_at_this_level")]
    );

    shop.clock.set(NOW + 4 * DAY);
    erp.set_setting(Setting::UnsignedAllowed, &Place::Chain, None).unwrap();
    assert_eq!(all(&calls()).0, Reason::SignatureMissing);
    let on = |day: &str| all(&calls().on(Date::parse(day).unwrap())).0;
    let then = ["2026-07-01", "2026-07-02", "2026-07-03", "2026-07-04", "2026-07-05"].map(on);
    let (no, may) = (Reason::SignatureMissing, Reason::Allowed);
    assert_eq!(then, [no, no, may, may, no], "as the setting was on each day");
}

#[test]
fn p12_the_signature_that_was_missing_comes_with_the_same_answer_again() {
    let shop = Shop::stocked();
    let (desk, luis) = (shop.desk(), shop.customer("1"));
    desk.record(luis, &yes("offers-phone")).unwrap();
    assert_eq!(missing(&shop), [(luis, "offers-phone".to_owned())]);
    shop.clock.set(NOW + DAY);
    let given = desk.record(luis, &Capture::new(code("offers-phone"), Intent::Give, Method::Screen).signature([7; 32])).unwrap();
    assert_eq!(given.standing.state, State::Accepted);
    assert!(desk.may_contact(luis, &calls()).unwrap().allowed && !consent(&shop, luis, "offers-phone").signature_missing);
    assert_eq!(missing(&shop), []);
    let kinds: Vec<_> = events(&shop, luis).iter().map(|event| event.kind).collect();
    assert_eq!(kinds, [EventKind::Given, EventKind::Renewed], "both are kept");
}

#[test]
fn p12_everybody_whose_signature_is_missing_is_found() {
    let shop = Shop::stocked();
    let desk = shop.desk();
    let add = |name: &str| shop.add(&[(Field::FamilyName, name), (Field::Phone, "+49 30 1234567"), (Field::Email, "n@example.com")]);
    let [unsigned, signed, withdrawn, erased, one, other, refused] =
        ["Unsigned", "Signed", "Withdrawn", "Erased", "One", "Other", "Refused"].map(add);
    let mut child = desk.new_related(signed, "family").unwrap();
    child.set(Field::GivenName, "Bo").set(Field::Phone, "+49 30 7654321");
    let child = desk.save(&mut child).unwrap().id;
    for person in [unsigned, signed, withdrawn, erased, one, other, child] {
        desk.record(person, &yes("offers-phone")).unwrap();
        desk.record(person, &yes("newsletter-email")).ok();
    }
    desk.record(signed, &yes("offers-phone").signature([7; 32])).unwrap();
    desk.record(refused, &said("offers-phone", Intent::Refuse)).unwrap();
    desk.withdraw(withdrawn, &code("offers-phone")).unwrap();
    shop.erp().anonymize(erased).unwrap();
    let preview = desk.merge_preview(one, other).unwrap();
    desk.merge(&preview, "").unwrap();
    let leonie = shop.customer("2");
    shop.edit(leonie, &[(Field::Phone, "+49 30 222222")]);
    shop.fed(r#"{"feed":"consent","customer":"2","definition":"offers-phone","state":"on"}"#);
    let mut wanted = [unsigned, one, child, leonie].map(|person| (person, "offers-phone".to_owned()));
    wanted.sort();
    let mut found = missing(&shop);
    found.sort();
    assert_eq!(found, wanted);
    shop.erp().set_setting(Setting::UnsignedAllowed, &Place::Chain, Some("true")).unwrap();
    assert_eq!(missing(&shop).len(), 4, "also where it may count without");
    let first = desk.missing_signatures().next().unwrap().unwrap();
    assert_eq!(first.answers, consent(&shop, first.person, "offers-phone").standing.evidence);
    let blind = shop.desk_of("tom", Rights::all().without(Right::ReadConsents));
    assert_eq!(failed(blind.missing_signatures().next()), (ErrorKind::NotPermitted, "right.read_consents", None));
}

#[test]
fn p12_more_missing_signatures_than_are_read_at_once_are_found_each_once() {
    let shop = Shop::with_definitions();
    let customer = |number: u32| {
        format!(
            r#"{{"feed":"customer","source_id":"{number}","number":"{number}","kind":"private","family_name":"N","phone":"+49301{number:05}"}}"#
        )
    };
    let on = |number: u32| format!(r#"{{"feed":"consent","customer":"{number}","definition":"offers-phone","state":"on"}}"#);
    let lines: Vec<String> = (0..1_203).flat_map(|number| [customer(number), on(number)]).collect();
    shop.fed(&lines.join("\n"));
    let found = missing(&shop);
    assert_eq!(found.len(), 1_203);
    assert!(found.is_sorted(), "by person, each once");
}
