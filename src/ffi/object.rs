//! The register of everything a handle can name: one line a noun, its number is part of the keys and is never reused.

#[cfg(any(test, feature = "sqlite"))]
use std::sync::Arc;
#[cfg(feature = "sqlite")]
use std::sync::atomic::AtomicBool;

#[cfg(feature = "sqlite")]
use crate::engine::{Desk, Engine, Erp};
use crate::ffi::act::ActObject;
use crate::ffi::actions::{ActionsObject, AllowedObject};
use crate::ffi::answer::AnswerObject;
use crate::ffi::clashes::ClashesObject;
use crate::ffi::criteria::CriteriaObject;
use crate::ffi::cursor::Cursor;
use crate::ffi::definition::{DefinitionObject, DefinitionsObject};
use crate::ffi::dialog::DialogObject;
use crate::ffi::dialog_items::{DialogChoicesObject, DialogItemsObject};
use crate::ffi::document::DocumentObject;
use crate::ffi::document_lines::DocumentLinesObject;
use crate::ffi::document_links::DocumentLinksObject;
use crate::ffi::document_list::DocumentsObject;
use crate::ffi::erasure::ErasureObject;
use crate::ffi::error::ErrorObject;
use crate::ffi::event::{EventObject, EventsObject};
use crate::ffi::fields::FieldsObject;
use crate::ffi::history::{FacetRow, FilteredObject, HistoryObject};
use crate::ffi::history_lines::HistoryLinesObject;
use crate::ffi::message::MessageObject;
use crate::ffi::plan::PlanObject;
use crate::ffi::preview::{PreviewGroupsObject, PreviewObject};
use crate::ffi::prices::{PricesObject, TaxesObject};
use crate::ffi::proof::ProvenObject;
use crate::ffi::properties::PropertiesObject;
use crate::ffi::question::QuestionObject;
use crate::ffi::record::{Record, Walk};
use crate::ffi::retention::RetentionObject;
use crate::ffi::retention_facts::RetentionFactsObject;
use crate::ffi::retention_lines::RetentionLinesObject;
use crate::ffi::setting_table::SettingTableObject;
use crate::ffi::shown::CText;
use crate::ffi::signature::SignatureObject;
use crate::ffi::situation::SituationObject;
use crate::ffi::standing::StandingObject;
use crate::ffi::unsealed::UnsealedObject;
use crate::ffi::values::{Entry, ValuesObject};
#[cfg(feature = "sqlite")]
use crate::ffi::{
    backup, bookings, buffer, capture, certificate, confirmations, conflicts, consent_text, consents, contact, customer, customers,
    documents, draft, duplicate_decisions, duplicate_reasons, duplicates, feed, follow_up, history_port, holds, kept_events, lists, log,
    log_query, merge, missing, missing_signatures, news, options, outbox, person, programs, proposal, recipients, requests, retention_rows,
    scan, seals, search, seat, section, settings, unmerge, uses, verification,
};

/// What stands behind a handle.
pub trait Stored: Sized + Send + 'static {
    /// The number of its kind.
    const KIND: u8;
    /// Into the table's form.
    fn store(self) -> Object;
    /// Out of the table's form; none where it is another kind.
    fn of(object: &Object) -> Option<&Self>;
    /// The same, to change it.
    fn of_mut(object: &mut Object) -> Option<&mut Self>;
}

/// Writes the enum of objects and ties each type to its kind.
macro_rules! objects {
    ($($(#[$cfg:meta])* $kind:ident($object:ty) = $number:literal,)+) => {
        /// An object of any kind.
        pub enum Object {
            $($(#[$cfg])* $kind(Box<$object>),)+
        }

        /// The numbers; the compiler sees to it that none is given twice.
        #[repr(u8)]
        enum Kind {
            $($(#[$cfg])* $kind = $number,)+
        }

        $($(#[$cfg])*
        impl Stored for $object {
            const KIND: u8 = Kind::$kind as u8;
            fn store(self) -> Object {
                Object::$kind(Box::new(self))
            }
            fn of(object: &Object) -> Option<&Self> {
                match object {
                    Object::$kind(object) => Some(object),
                    _ => None,
                }
            }
            fn of_mut(object: &mut Object) -> Option<&mut Self> {
                match object {
                    Object::$kind(object) => Some(object),
                    _ => None,
                }
            }
        })+
    };
}

objects! {
    Error(ErrorObject) = 1,
    Values(ValuesObject) = 2,
    Entries(Cursor<Entry>) = 3,
    Texts(Cursor<CText>) = 4,
    Definition(DefinitionObject) = 5,
    Definitions(DefinitionsObject) = 6,
    Event(EventObject) = 7,
    Events(EventsObject) = 8,
    Standing(StandingObject) = 9,
    Act(ActObject) = 10,
    Question(QuestionObject) = 11,
    Answer(AnswerObject) = 12,
    Documents(DocumentsObject) = 13,
    Criteria(CriteriaObject) = 14,
    History(HistoryObject) = 15,
    Filtered(FilteredObject) = 16,
    HistoryLines(HistoryLinesObject) = 17,
    Facets(Cursor<FacetRow>) = 18,
    Properties(PropertiesObject) = 19,
    Erasure(ErasureObject) = 20,
    Plan(PlanObject) = 21,
    PlanRows(Walk<Record>) = 22,
    SettingTable(SettingTableObject) = 30,
    Clashes(ClashesObject) = 31,
    Message(MessageObject) = 35,
    Proven(ProvenObject) = 36,
    Signature(SignatureObject) = 155,
    Fields(FieldsObject) = 101,
    Dialog(DialogObject) = 166,
    DialogItems(DialogItemsObject) = 167,
    DialogChoices(DialogChoicesObject) = 168,
    Situation(SituationObject) = 169,
    Actions(ActionsObject) = 175,
    Allowed(AllowedObject) = 176,
    #[cfg(feature = "sqlite")]
    FollowUp(follow_up::FollowUpObject) = 177,
    #[cfg(feature = "sqlite")]
    Outbox(outbox::OutboxObject) = 178,
    Retention(RetentionObject) = 195,
    RetentionFacts(RetentionFactsObject) = 196,
    RetentionLines(RetentionLinesObject) = 197,
    #[cfg(feature = "sqlite")]
    RetentionMonths(retention_rows::RetentionMonthsObject) = 198,
    #[cfg(feature = "sqlite")]
    RetentionReport(retention_rows::RetentionReportObject) = 199,
    #[cfg(feature = "sqlite")]
    Requests(requests::RequestsObject) = 200,
    #[cfg(feature = "sqlite")]
    Request(requests::RequestObject) = 201,
    #[cfg(feature = "sqlite")]
    RequestCode(requests::RequestCodeObject) = 202,
    #[cfg(feature = "sqlite")]
    RequestRuns(requests::RequestRunsObject) = 203,
    #[cfg(feature = "sqlite")]
    Holds(holds::HoldsObject) = 204,
    #[cfg(feature = "sqlite")]
    Check(backup::CheckObject) = 210,
    #[cfg(feature = "sqlite")]
    Restored(backup::RestoredObject) = 211,
    #[cfg(feature = "sqlite")]
    Options(options::OptionsObject) = 40,
    #[cfg(feature = "sqlite")]
    Engine(Arc<Engine>) = 41,
    #[cfg(feature = "sqlite")]
    Verification(verification::VerificationObject) = 43,
    #[cfg(feature = "sqlite")]
    Heads(Cursor<verification::Head>) = 44,
    #[cfg(feature = "sqlite")]
    Findings(Cursor<verification::Finding>) = 45,
    #[cfg(feature = "sqlite")]
    Seat(seat::SeatObject) = 46,
    #[cfg(feature = "sqlite")]
    Desk(Arc<Desk>) = 47,
    #[cfg(feature = "sqlite")]
    Person(person::PersonObject) = 48,
    #[cfg(feature = "sqlite")]
    Query(customers::QueryObject) = 49,
    #[cfg(feature = "sqlite")]
    Customers(customers::CustomersObject) = 50,
    #[cfg(feature = "sqlite")]
    Hits(search::HitsObject) = 51,
    #[cfg(feature = "sqlite")]
    Search(crate::engine::Search) = 115,
    #[cfg(feature = "sqlite")]
    Matches(search::MatchesObject) = 116,
    #[cfg(feature = "sqlite")]
    Elsewhere(crate::engine::Elsewhere) = 117,
    #[cfg(feature = "sqlite")]
    Contacts(contact::ContactsObject) = 140,
    #[cfg(feature = "sqlite")]
    Recipients(recipients::RecipientsObject) = 141,
    #[cfg(feature = "sqlite")]
    Customer(customer::CustomerObject) = 52,
    #[cfg(feature = "sqlite")]
    Related(customer::RelatedObject) = 53,
    #[cfg(feature = "sqlite")]
    Draft(draft::DraftObject) = 54,
    #[cfg(feature = "sqlite")]
    Capture(capture::CaptureObject) = 55,
    #[cfg(feature = "sqlite")]
    Consents(consents::ConsentsObject) = 56,
    #[cfg(feature = "sqlite")]
    Given(consents::GivenObject) = 57,
    #[cfg(feature = "sqlite")]
    KeptEvents(kept_events::KeptEventsObject) = 58,
    #[cfg(feature = "sqlite")]
    Confirmations(confirmations::ConfirmationsObject) = 160,
    #[cfg(feature = "sqlite")]
    Confirmable(confirmations::ConfirmableObject) = 161,
    #[cfg(feature = "sqlite")]
    Uses(uses::UsesObject) = 162,
    #[cfg(feature = "sqlite")]
    ProofPeriod(uses::ProofPeriodObject) = 163,
    #[cfg(feature = "sqlite")]
    ConsentText(consent_text::ConsentTextObject) = 156,
    #[cfg(feature = "sqlite")]
    MissingSignatures(missing_signatures::MissingSignaturesObject) = 157,
    #[cfg(feature = "form")]
    FormRequest(crate::ffi::form::FormRequestObject) = 150,
    #[cfg(feature = "form")]
    Form(crate::ffi::form::FormObject) = 151,
    #[cfg(feature = "form")]
    KeptForm(crate::ffi::form::KeptFormObject) = 152,
    #[cfg(feature = "sqlite")]
    DocumentDraft(documents::DocumentDraftObject) = 60,
    #[cfg(feature = "sqlite")]
    Id(documents::IdObject) = 61,
    Document(DocumentObject) = 62,
    DocumentLines(DocumentLinesObject) = 63,
    #[cfg(feature = "sqlite")]
    HistoryRequest(history_port::HistoryRequestObject) = 170,
    #[cfg(feature = "sqlite")]
    Log(log::LogObject) = 65,
    #[cfg(feature = "sqlite")]
    Changes(log::ChangesObject) = 66,
    #[cfg(feature = "sqlite")]
    Erp(Arc<Erp>) = 67,
    #[cfg(feature = "sqlite")]
    Cancel(Arc<AtomicBool>) = 68,
    #[cfg(feature = "sqlite")]
    Report(feed::ReportObject) = 69,
    #[cfg(feature = "sqlite")]
    Failures(feed::FailuresObject) = 70,
    #[cfg(feature = "sqlite")]
    Sought(scan::SoughtObject) = 74,
    #[cfg(feature = "sqlite")]
    Scan(scan::ScanObject) = 75,
    #[cfg(feature = "sqlite")]
    Residues(scan::ResiduesObject) = 76,
    #[cfg(feature = "sqlite")]
    Follower(news::FollowerObject) = 80,
    #[cfg(feature = "sqlite")]
    News(news::NewsObject) = 81,
    #[cfg(feature = "sqlite")]
    Watch(crate::engine::Watch) = 82,
    #[cfg(feature = "sqlite")]
    Slots(section::SlotsObject) = 100,
    #[cfg(feature = "sqlite")]
    Missing(missing::MissingObject) = 102,
    #[cfg(feature = "sqlite")]
    Statuses(lists::StatusesObject) = 103,
    #[cfg(feature = "sqlite")]
    Groups(lists::GroupsObject) = 104,
    #[cfg(feature = "sqlite")]
    Accounts(lists::AccountsObject) = 105,
    #[cfg(feature = "sqlite")]
    Programs(programs::ProgramsObject) = 110,
    #[cfg(feature = "sqlite")]
    Bookings(bookings::BookingsObject) = 111,
    #[cfg(feature = "sqlite")]
    Balances(bookings::BalancesObject) = 112,
    #[cfg(feature = "sqlite")]
    Conflicts(conflicts::ConflictsObject) = 113,
    #[cfg(feature = "sqlite")]
    PossibleDuplicates(duplicates::PossibleDuplicatesObject) = 120,
    #[cfg(feature = "sqlite")]
    DuplicatePairs(duplicates::DuplicatePairsObject) = 121,
    #[cfg(feature = "sqlite")]
    DuplicateReasons(duplicate_reasons::DuplicateReasonsObject) = 122,
    #[cfg(feature = "sqlite")]
    DuplicateDecisions(duplicate_decisions::DuplicateDecisionsObject) = 123,
    #[cfg(feature = "sqlite")]
    Merge(merge::MergeObject) = 130,
    #[cfg(feature = "sqlite")]
    MergeFields(merge::MergeFieldsObject) = 131,
    #[cfg(feature = "sqlite")]
    MergeThings(merge::MergeThingsObject) = 132,
    #[cfg(feature = "sqlite")]
    MergeBlockers(merge::MergeBlockersObject) = 133,
    #[cfg(feature = "sqlite")]
    Unmerged(unmerge::UnmergedObject) = 134,
    #[cfg(feature = "sqlite")]
    UndoConflicts(unmerge::UndoConflictsObject) = 135,
    #[cfg(feature = "sqlite")]
    Overdrawn(unmerge::OverdrawnObject) = 136,
    Preview(PreviewObject) = 180,
    PreviewGroups(PreviewGroupsObject) = 181,
    Prices(PricesObject) = 191,
    Taxes(TaxesObject) = 192,
    DocumentLinks(DocumentLinksObject) = 190,
    #[cfg(feature = "sqlite")]
    Setting(settings::SettingObject) = 85,
    #[cfg(feature = "sqlite")]
    SettingsDocument(settings::SettingsDocumentObject) = 86,
    #[cfg(feature = "sqlite")]
    Buffer(buffer::BufferObject) = 90,
    #[cfg(feature = "sqlite")]
    LogQuery(log_query::LogQueryObject) = 91,
    #[cfg(feature = "sqlite")]
    Proposal(proposal::ProposalObject) = 92,
    #[cfg(feature = "sqlite")]
    Choices(proposal::ChoicesObject) = 93,
    #[cfg(feature = "sqlite")]
    PendingErasures(certificate::PendingErasuresObject) = 230,
    #[cfg(feature = "sqlite")]
    Seals(seals::SealsObject) = 231,
    Unsealed(UnsealedObject) = 232,
    #[cfg(feature = "sqlite")]
    Started(crate::ffi::started::StartedObject) = 220,
    #[cfg(test)]
    TestDoor(Arc<u32>) = 255,
}
