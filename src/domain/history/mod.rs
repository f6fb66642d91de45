//! The transaction history of one customer: lines out of documents, and the filter over them. Pure.
