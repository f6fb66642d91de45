//! What a file of an old system tells of itself: the order of its dates, which column is which field. Pure: knows no file and no store.

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
