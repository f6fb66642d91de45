use std::collections::BTreeMap;

use crate::domain::asking::{AskingReason, Occasion, StorageConsent, Turn};
use crate::domain::booking::ConflictKind;
use crate::domain::certificate::{ErasureAnswer, ErasureMode, PurgeState};
use crate::domain::change::Door;
use crate::domain::consent::{
    Authority, Channel, ConfirmationKind, ConsentSection, DefinitionState, Detail, EventKind, Grade, Ground, Guardian, Intent, Method,
    Origin, Purpose, Reason, ReferenceKind, Remedy, Scope, State, SubjectState,
};
use crate::domain::customer_merge::{Keep, MergeBlockerReason};
use crate::domain::document::{DocumentKind, DocumentState};
use crate::domain::duplicate::{Comparison, ComparisonLevel, Decision};
use crate::domain::erasure::{ActionKind, BlockerReason};
use crate::domain::field::{FIELDS, RecordKind};
use crate::domain::history::{ActionReason, ErpState, LineAction, LineStatus};
use crate::domain::journal::{EntryKind, Finding, Hidden, LogFormat, PersonFormat};
use crate::domain::merge::{Outcome, Side};
use crate::domain::preview::PageFormat;
use crate::domain::program::ProgramKind;
use crate::domain::request::{DenialGround, ExtensionReason, IdentityProof, RequestKind, RequestState};
use crate::domain::retention::{HoldKind, RetentionClass, RetentionData, RetentionStay};
use crate::domain::rights::Right;
use crate::domain::search::{How, Stage};
use crate::domain::section::Section;
use crate::domain::soundness::CheckPart;
use crate::domain::status::Meaning;
use crate::ffi::status;

/// The constants as C sees them.
const SOURCE: &str = concat!(
    include_str!("../constants.rs"),
    include_str!("../consent_words.rs"),
    include_str!("../record_words.rs"),
    include_str!("../duplicate_words.rs"),
    include_str!("../asking_words.rs"),
    include_str!("../action_words.rs"),
    include_str!("../retention_words.rs"),
    include_str!("../request_words.rs")
);

/// Name and number of every constant of a type, as written in the source.
fn written(source: &str, of_type: &str) -> BTreeMap<String, i32> {
    let constant = |line: &str| {
        let (name, rest) = line.strip_prefix("pub const ")?.split_once(": ")?;
        let (its_type, number) = rest.strip_suffix(';')?.split_once(" = ")?;
        (its_type == of_type).then(|| (name.to_owned(), number.parse().expect("a plain number")))
    };
    source.lines().filter_map(constant).collect()
}

fn constants(of_type: &str) -> BTreeMap<String, i32> {
    written(SOURCE, of_type)
}

fn expected(prefix: &str, words: impl Iterator<Item = (&'static str, i32)>) -> BTreeMap<String, i32> {
    words.map(|(word, number)| (format!("CLIENTELA_{prefix}_{}", word.to_uppercase()), number)).collect()
}

fn by_position<'a, T: Copy + 'a>(all: &'a [T], first: i32, name: fn(T) -> &'static str) -> impl Iterator<Item = (&'static str, i32)> + 'a {
    all.iter().zip(first..).map(move |(value, number)| (name(*value), number))
}

#[test]
fn every_field_is_a_constant_and_every_constant_a_field() {
    assert_eq!(constants("clientela_field"), expected("FIELD", FIELDS.iter().map(|spec| (spec.name, spec.field as i32))));
}

#[test]
fn every_right_is_a_constant_and_every_constant_a_right() {
    let name = |right: Right| right.missing_code().strip_prefix("right.").unwrap();
    assert_eq!(constants("clientela_right"), expected("RIGHT", Right::ALL.into_iter().map(|right| (name(right), right as i32))));
}

#[test]
fn every_word_is_a_constant_and_every_constant_a_word() {
    let channels = std::iter::once(("none", 0)).chain(by_position(Channel::ALL, 1, Channel::name));
    assert_eq!(constants("clientela_channel"), expected("CHANNEL", channels));
    let records = by_position(&RecordKind::ALL, 0, RecordKind::name);
    assert_eq!(constants("clientela_record_kind"), expected("RECORD_KIND", records));
    let by_type = [
        ("purpose", expected("PURPOSE", by_position(Purpose::ALL, 0, Purpose::name))),
        ("definition_state", expected("DEFINITION_STATE", by_position(DefinitionState::ALL, 0, DefinitionState::name))),
        ("event_kind", expected("EVENT_KIND", by_position(EventKind::ALL, 0, EventKind::name))),
        ("authority", expected("AUTHORITY", by_position(Authority::ALL, 0, Authority::name))),
        ("method", expected("METHOD", by_position(Method::ALL, 0, Method::name))),
        ("origin", expected("ORIGIN", by_position(Origin::ALL, 0, Origin::name))),
        ("scope", expected("SCOPE", by_position(Scope::ALL, 0, Scope::name))),
        ("document_kind", expected("DOCUMENT_KIND", by_position(DocumentKind::ALL, 0, DocumentKind::name))),
        ("document_state", expected("DOCUMENT_STATE", by_position(DocumentState::ALL, 0, DocumentState::name))),
        ("consent_state", expected("CONSENT_STATE", by_position(State::ALL, 0, State::name))),
        ("consent_section", expected("CONSENT_SECTION", by_position(ConsentSection::ALL, 0, ConsentSection::name))),
        ("consent_detail", expected("CONSENT_DETAIL", by_position(Detail::ALL, 0, Detail::name))),
        ("confirmation_kind", expected("CONFIRMATION_KIND", by_position(ConfirmationKind::ALL, 0, ConfirmationKind::name))),
        ("evidence_grade", expected("EVIDENCE_GRADE", by_position(Grade::ALL, 0, Grade::name))),
        ("reference_kind", expected("REFERENCE_KIND", by_position(ReferenceKind::ALL, 0, ReferenceKind::name))),
        ("intent", expected("INTENT", by_position(Intent::ALL, 0, Intent::name))),
        ("subject_state", expected("SUBJECT_STATE", by_position(SubjectState::ALL, 0, SubjectState::name))),
        ("guardian", expected("GUARDIAN", by_position(Guardian::ALL, 0, Guardian::name))),
        ("ground", expected("GROUND", by_position(Ground::ALL, 0, Ground::name))),
        ("contact_reason", expected("CONTACT_REASON", by_position(Reason::ALL, 0, Reason::name))),
        ("contact_remedy", expected("CONTACT_REMEDY", by_position(Remedy::ALL, 0, Remedy::name))),
        ("erp_state", expected("ERP_STATE", by_position(ErpState::ALL, 0, ErpState::name))),
        ("line_status", expected("LINE_STATUS", by_position(LineStatus::ALL, 0, LineStatus::name))),
        ("page_format", expected("PAGE_FORMAT", by_position(PageFormat::ALL, 0, PageFormat::name))),
        ("line_action", expected("LINE_ACTION", by_position(LineAction::ALL, 0, LineAction::name))),
        ("action_reason", expected("ACTION_REASON", by_position(ActionReason::ALL, 0, ActionReason::name))),
        ("blocker_reason", expected("BLOCKER_REASON", by_position(BlockerReason::ALL, 0, BlockerReason::name))),
        ("retention_class", expected("RETENTION_CLASS", by_position(RetentionClass::ALL, 0, RetentionClass::name))),
        ("retention_data", expected("RETENTION_DATA", by_position(RetentionData::ALL, 0, RetentionData::name))),
        ("retention_stay", expected("RETENTION_STAY", by_position(RetentionStay::ALL, 0, RetentionStay::name))),
        ("hold_kind", expected("HOLD_KIND", by_position(HoldKind::ALL, 0, HoldKind::name))),
        ("request_kind", expected("REQUEST_KIND", by_position(RequestKind::ALL, 0, RequestKind::name))),
        ("request_state", expected("REQUEST_STATE", by_position(RequestState::ALL, 0, RequestState::name))),
        ("denial_ground", expected("DENIAL_GROUND", by_position(DenialGround::ALL, 0, DenialGround::name))),
        ("extension_reason", expected("EXTENSION_REASON", by_position(ExtensionReason::ALL, 0, ExtensionReason::name))),
        ("identity_proof", expected("IDENTITY_PROOF", by_position(IdentityProof::ALL, 0, IdentityProof::name))),
        ("erasure_action", expected("ERASURE_ACTION", by_position(ActionKind::ALL, 0, ActionKind::name))),
        ("erasure_mode", expected("ERASURE_MODE", by_position(ErasureMode::ALL, 0, ErasureMode::name))),
        ("erasure_answer", expected("ERASURE_ANSWER", by_position(ErasureAnswer::ALL, 0, ErasureAnswer::name))),
        ("purge_state", expected("PURGE_STATE", by_position(PurgeState::ALL, 0, PurgeState::name))),
        ("entry_kind", expected("ENTRY_KIND", by_position(EntryKind::ALL, 0, EntryKind::name))),
        ("check_part", expected("CHECK_PART", by_position(CheckPart::ALL, 0, CheckPart::name))),
        ("hidden", expected("HIDDEN", by_position(Hidden::ALL, 0, Hidden::name))),
        ("log_format", expected("LOG_FORMAT", by_position(LogFormat::ALL, 0, LogFormat::name))),
        ("person_format", expected("PERSON_FORMAT", by_position(PersonFormat::ALL, 0, PersonFormat::name))),
        ("finding", expected("FINDING", by_position(Finding::ALL, 0, Finding::name))),
        ("door", expected("DOOR", by_position(Door::ALL, 0, Door::name))),
        ("outcome", expected("OUTCOME", by_position(Outcome::ALL, 0, Outcome::name))),
        ("section", expected("SECTION", by_position(Section::ALL, 0, Section::name))),
        ("meaning", expected("MEANING", by_position(Meaning::ALL, 0, Meaning::name))),
        ("program_kind", expected("PROGRAM_KIND", by_position(ProgramKind::ALL, 0, ProgramKind::name))),
        ("conflict_kind", expected("CONFLICT_KIND", by_position(ConflictKind::ALL, 0, ConflictKind::name))),
        ("stage", expected("STAGE", by_position(Stage::ALL, 0, Stage::name))),
        ("how", expected("HOW", by_position(How::ALL, 0, How::name))),
        ("comparison", expected("COMPARISON", by_position(Comparison::ALL, 0, Comparison::name))),
        ("comparison_level", expected("COMPARISON_LEVEL", by_position(ComparisonLevel::ALL, 0, ComparisonLevel::name))),
        ("duplicate_decision", expected("DUPLICATE_DECISION", by_position(Decision::ALL, 0, Decision::name))),
        ("keep", expected("KEEP", by_position(Keep::ALL, 0, Keep::name))),
        ("merge_blocker", expected("MERGE_BLOCKER", by_position(MergeBlockerReason::ALL, 0, MergeBlockerReason::name))),
        ("occasion", expected("OCCASION", by_position(Occasion::ALL, 0, Occasion::name))),
        ("turn", expected("TURN", by_position(Turn::ALL, 0, Turn::name))),
        ("asking_reason", expected("ASKING_REASON", by_position(AskingReason::ALL, 0, AskingReason::name))),
        ("storage_consent", expected("STORAGE_CONSENT", by_position(StorageConsent::ALL, 0, StorageConsent::name))),
        ("side", expected("SIDE", by_position(Side::ALL, 0, Side::name))),
    ];
    for (name, words) in by_type {
        assert_eq!(constants(&format!("clientela_{name}")), words);
    }
}

#[test]
fn every_constant_belongs_to_a_type_that_is_compared_here() {
    let types: Vec<_> = SOURCE.lines().filter_map(|line| line.strip_prefix("pub type ")?.split_once(" = ").map(|(name, _)| name)).collect();
    assert_eq!(types.len(), 68, "compare the new type above");
    let compared: usize = types.iter().map(|name| constants(name).len()).sum();
    assert_eq!(SOURCE.matches("pub const ").count(), compared);
}

#[test]
fn every_status_has_its_word() {
    let names = status::names().iter().map(|(number, name)| (name.to_str().unwrap(), *number));
    assert_eq!(written(include_str!("../status.rs"), "clientela_status"), expected("STATUS", names));
}
