//! The register of everything a handle can name: one line a noun, its number is part of the keys and is never reused.

#[cfg(test)]
use std::sync::Arc;

use crate::ffi::act::ActObject;
use crate::ffi::answer::AnswerObject;
use crate::ffi::criteria::CriteriaObject;
use crate::ffi::cursor::Cursor;
use crate::ffi::definition::{DefinitionObject, DefinitionsObject};
use crate::ffi::document_list::DocumentsObject;
use crate::ffi::erasure::ErasureObject;
use crate::ffi::error::ErrorObject;
use crate::ffi::event::{EventObject, EventsObject};
use crate::ffi::history::{FacetRow, FilteredObject, HistoryObject};
use crate::ffi::history_lines::HistoryLinesObject;
use crate::ffi::plan::PlanObject;
use crate::ffi::properties::PropertiesObject;
use crate::ffi::question::QuestionObject;
use crate::ffi::record::{Record, Walk};
use crate::ffi::shown::CText;
use crate::ffi::standing::StandingObject;
use crate::ffi::values::{Entry, ValuesObject};

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
    #[cfg(test)]
    TestDoor(Arc<u32>) = 255,
}
