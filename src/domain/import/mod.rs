//! What a file of an old system tells of itself: the order of its dates, which column is which field. Pure: knows no file and no store.

/// Writes a closed list of words into documents by its names.
macro_rules! by_name {
    ($list:ident) => {
        impl serde::Serialize for $list {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.name())
            }
        }

        impl<'de> serde::Deserialize<'de> for $list {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let name = String::deserialize(deserializer)?;
                Self::from_name(&name).ok_or_else(|| serde::de::Error::custom("not a word of the list"))
            }
        }
    };
}

mod code_page;
mod content;
mod dates;
mod duplicates;
mod headers;

pub use code_page::CodePage;
pub use content::{Recognised, recognise};
pub use dates::{DateEvidence, DateOrder};
pub use duplicates::Duplicates;
pub use headers::field_of_header;
