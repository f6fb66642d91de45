//! The transaction history of one customer: lines out of documents, and the filter over them. Pure.

#[cfg(feature = "testing")]
mod arb;
mod facets;
mod filter;
mod index;
mod key;
mod line;
mod parts;
mod quick;
mod settle;
mod source;

#[cfg(feature = "testing")]
pub use arb::{arb_criteria, arb_document, arb_documents, arb_history, arb_line};
pub use filter::{Criteria, Facet, FacetValue, Filtered, Sort, filter};
pub use index::History;
pub use key::LineKey;
#[cfg(feature = "sqlite")]
pub(crate) use line::lines_out_of;
pub use line::{HistoryLine, LineStatus, lines_of};
pub use source::ErpState;
