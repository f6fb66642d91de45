//! The rules of requests: the cases of `tests/rules/requests.toml`, written by hand for whoever answers for data protection.

use std::collections::BTreeSet;
use std::path::Path;

use clientela::domain::field::{Field, FieldType};
use clientela::domain::id::{RequestId, SubjectId};
use clientela::domain::request::{
    Act, DenialGround, ExtensionReason, IdentityProof, MOST_ATTEMPTS, Request, RequestKind, RequestState, running,
};
use clientela::domain::time::{Date, Moment, Timestamp};
use clientela::{Error, Result};
use serde::Deserialize;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Cases {
    case: Vec<Case>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    name: String,
    kind: String,
    received: String,
    /// The moment at which it was recorded, where that is later.
    recorded: Option<String>,
    #[serde(default)]
    acts: Vec<String>,
    state: Option<String>,
    refused: Option<String>,
    due: Option<String>,
    answered: Option<String>,
    tries: Option<u32>,
    until: Option<String>,
    next: Option<String>,
    attempts: Option<u32>,
    /// Every state it stood in.
    steps: Option<String>,
    overdue: Option<String>,
    in_time: Option<String>,
    /// A request of this kind comes too: whether it only repeats this one.
    again: Option<String>,
    repeats: Option<bool>,
}

fn cases() -> Vec<Case> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/rules/requests.toml");
    let read: Cases = toml::from_str(&std::fs::read_to_string(path).expect("the cases are there")).expect("the cases read");
    read.case
}

fn day(text: &str) -> Date {
    Date::parse(text).expect(text)
}

/// `2026-07-01`, or `2026-07-01T10:00`, in UTC.
fn moment(text: &str) -> Moment {
    let at = if text.len() == 10 { Timestamp::parse(text) } else { Timestamp::parse(&format!("{text}:00Z")) };
    Moment { at: at.expect(text), offset_minutes: 0 }
}

fn act(words: &[&str]) -> Act {
    let rest = words.get(1).copied();
    let until = || rest.filter(|word| *word == "until").map(|_| day(words[2]));
    match words[0] {
        "code" => Act::MakeCode { salt: [1; 16], digest: [2; 32] },
        "try" => Act::Try,
        "right" | "wrong" => Act::Said { right: words[0] == "right" },
        "identify" => Act::Identify(IdentityProof::from_name(rest.expect("a proof")).expect("a proof")),
        "close_unverified" => Act::CloseUnverified,
        "plan" => Act::Plan { blocked: false, until: None },
        "plan_blocked" => Act::Plan { blocked: true, until: until() },
        "approve" => Act::Approve,
        "schedule" => Act::Schedule { grace_days: rest.expect("days").parse().expect("days") },
        "start" => Act::Start { kept: until() },
        "fail" => Act::Fail,
        "put_off" => Act::PutOff,
        "erased" => Act::Erased { kept: until() },
        "complete" => Act::Complete,
        "deny" => Act::Deny(DenialGround::from_name(rest.expect("a ground")).expect("a ground")),
        "extend" => Act::Extend(ExtensionReason::from_name(rest.expect("a reason")).expect("a reason")),
        "cancel" => Act::Cancel,
        "contest" => Act::Contest,
        other => panic!("{other}: no act"),
    }
}

fn received(case: &Case) -> Request {
    let (id, who) = (RequestId::from_bytes([1; 16]), SubjectId::from_bytes([2; 16]));
    let kind = RequestKind::from_name(&case.kind).expect(&case.kind);
    Request::receive(id, who, kind, day(&case.received), moment(case.recorded.as_ref().unwrap_or(&case.received)))
}

/// The request after every act of a case, or what was refused; what is refused changes nothing, so that the last act is the one.
fn after(case: &Case) -> Result<Request> {
    case.acts.iter().try_fold(received(case), |request, line| {
        let words: Vec<&str> = line.split(' ').collect();
        request.after(&act(&words[1..]), moment(words[0]))
    })
}

fn code_of(error: &Error) -> String {
    let state = error.args().iter().find(|(name, _)| *name == "state").map(|(_, state)| format!(" {state}"));
    format!("{}{}", error.code(), state.unwrap_or_default())
}

#[test]
fn every_case_comes_out_as_it_is_written() {
    for case in cases() {
        let name = &case.name;
        let request = match (after(&case), &case.refused) {
            (Ok(request), None) => request,
            (Err(error), Some(refused)) => {
                assert_eq!(&code_of(&error), refused, "{name}");
                continue;
            }
            (result, refused) => panic!("{name}: {result:?}, not {refused:?}"),
        };
        assert_eq!(Some(request.state.name()), case.state.as_deref(), "{name}");
        let text = |day: Option<Date>| day.map(|day| day.to_string());
        let same = |wanted: &Option<String>, found: Option<String>| wanted.as_ref().is_none_or(|wanted| found.as_ref() == Some(wanted));
        assert!(same(&case.due, Some(request.due.to_string())), "{name}: due {}", request.due);
        assert_eq!(text(request.answered), case.answered, "{name}: answered");
        assert!(same(&case.until, text(request.until)), "{name}: until {:?}", request.until);
        assert!(case.next.as_ref().is_none_or(|next| request.next == Some(moment(next).at)), "{name}: next {:?}", request.next);
        assert!(case.tries.is_none_or(|tries| request.tries == tries), "{name}: {} tries", request.tries);
        assert!(case.attempts.is_none_or(|attempts| request.attempts == attempts), "{name}: {} attempts", request.attempts);
        let steps: Vec<&str> = request.steps.iter().map(|step| step.state.name()).collect();
        assert!(same(&case.steps, Some(steps.join(" "))), "{name}: {steps:?}");
        assert!(case.overdue.as_ref().is_none_or(|on| request.is_overdue(day(on))), "{name}: not overdue");
        assert!(case.in_time.as_ref().is_none_or(|on| !request.is_overdue(day(on))), "{name}: overdue");
        let again = case.again.as_ref().map(|kind| RequestKind::from_name(kind).expect(kind));
        assert_eq!(again.map(|kind| running(std::slice::from_ref(&request), kind).is_some()), case.repeats, "{name}: repeats");
    }
}

/// Whatever is decided and written is answered at a time: an answer is there exactly where the state is one.
#[test]
fn a_request_is_answered_exactly_where_its_state_says_so() {
    for case in cases().iter().filter(|case| case.refused.is_none()) {
        let request = after(case).expect("not refused");
        assert_eq!(request.answered.is_some(), request.state.is_answered(), "{}", case.name);
        assert_eq!(request.steps.last().map(|step| step.state), Some(request.state), "{}", case.name);
        assert!(!request.state.is_answered() || request.code.is_none(), "{}: a code stays", case.name);
    }
}

/// The file is of use only while every state, every word and every reason to refuse has a case that names it.
#[test]
fn every_state_ground_reason_proof_and_refusal_has_a_case() {
    let all = cases();
    let states: BTreeSet<&str> = all.iter().filter_map(|case| case.state.as_deref()).collect();
    let passed: BTreeSet<&str> = all.iter().filter_map(|case| case.steps.as_deref()).flat_map(|steps| steps.split(' ')).collect();
    for state in RequestState::ALL {
        assert!(passed.contains(state.name()), "{}: in no steps", state.name());
        assert!(*state == RequestState::Planned || states.contains(state.name()), "{}: no case", state.name());
    }
    let said = all.iter().flat_map(|case| &case.acts).flat_map(|line| line.split(' '));
    let said: BTreeSet<&str> = said.chain(all.iter().map(|case| case.kind.as_str())).collect();
    let words = RequestKind::ALL.iter().map(|one| one.name()).chain(DenialGround::ALL.iter().map(|one| one.name()));
    let words = words.chain(ExtensionReason::ALL.iter().map(|one| one.name())).chain(IdentityProof::ALL.iter().map(|one| one.name()));
    words.for_each(|word| assert!(said.contains(word), "{word}: no case"));
    let refused: BTreeSet<&str> = all.iter().filter_map(|case| case.refused.as_deref()).filter_map(|code| code.split(' ').next()).collect();
    // There is no code to say only once the person was erased by another order.
    for code in [
        "request.not_now",
        "request.only_an_erasure",
        "request.not_an_erasure",
        "request.code_expired",
        "request.tries_used_up",
        "request.in_grace",
        "request.kept_until",
        "request.extended_already",
        "request.too_late_to_extend",
        "request.contested_already",
        "request.ground_is_for_others",
        "request.proof_is_the_code",
    ] {
        assert!(refused.contains(code), "{code}: no case");
    }
    assert!(all.len() >= 50, "{} cases", all.len());
}

#[test]
fn a_ground_is_for_the_requests_that_its_article_names_and_the_table_of_fields_knows_every_state() {
    for kind in RequestKind::ALL {
        let fitting = DenialGround::ALL.iter().filter(|ground| ground.is_for(*kind)).count();
        assert!(fitting >= 3, "{}: {fitting}", kind.name());
    }
    let states: Vec<&str> = RequestState::ALL.iter().map(|state| state.name()).collect();
    assert_eq!(Field::RequestState.spec().kind, FieldType::Choice(Box::leak(states.into_boxed_slice())));
}

/// However often an erasure fails, it is tried no more often than that, and the request is there in the end.
#[test]
fn an_erasure_is_tried_so_often_and_no_more() {
    let case =
        Case { acts: vec!["2026-07-01 identify document".into(), "2026-07-01 plan".into(), "2026-07-01 schedule 0".into()], ..bare() };
    let (mut request, mut now, mut begun) = (after(&case).expect("scheduled"), moment("2026-07-01"), 0);
    while let Some(next) = request.next {
        now = Moment { at: next, ..now };
        request = request.after(&Act::Start { kept: None }, now).expect("it begins");
        begun += u32::from(request.state == RequestState::Running);
        // Every second time the process dies instead of saying so.
        if request.state == RequestState::Running && begun % 2 == 0 {
            request = request.after(&Act::Fail, now).expect("it fails");
        }
    }
    assert_eq!((request.state, begun), (RequestState::Failed, MOST_ATTEMPTS));
    assert!(request.answered.is_none() && request.is_overdue(day("2026-08-02")), "it still wants its answer");
}

fn bare() -> Case {
    toml::from_str("name = \"\"\nkind = \"erasure\"\nreceived = \"2026-07-01\"").expect("a case")
}
