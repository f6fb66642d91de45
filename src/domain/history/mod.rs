//! The transaction history of one customer: lines out of documents, the filter over them, and what may be done with a line. Pure.

mod action;
#[cfg(feature = "testing")]
mod arb;
mod facets;
mod filter;
mod index;
mod key;
mod line;
mod making;
mod parts;
mod places;
mod settle;
mod source;

use std::collections::{HashMap, HashSet};

use foldhash::fast::RandomState;

pub use action::{ActionReason, ActionSituation, Actions, Allowed, LineAction};
#[cfg(feature = "testing")]
pub use arb::{arb_criteria, arb_document, arb_documents, arb_history, arb_line};
pub use filter::{Criteria, Facet, FacetValue, Filtered, Sort, filter};
pub use index::History;
pub use key::LineKey;
#[cfg(feature = "sqlite")]
pub(crate) use line::lines_out_of;
pub use line::{HistoryLine, LineStatus, lines_of};
pub use making::{Shortage, complete_from_sources, shortages};
pub use source::ErpState;

/// Tables that live as long as one history is made, of many short texts.
type QuickMap<K, V> = HashMap<K, V, RandomState>;
type QuickSet<K> = HashSet<K, RandomState>;
