//! The rows of the catalogue, each a test named after its id, through the public API.
#![cfg(feature = "sqlite")]
#![expect(clippy::unwrap_used, reason = "the helpers of tests are tests too")]

mod a;
mod a_customer;
mod a_duplicates;
mod a_log;
mod a_log_export;
mod a_missing;
mod a_news;
mod a_programs;
mod a_reload;
mod a_settings;
mod doors;
mod feeds;
mod files;
mod import;
mod json_schema;
mod p_consent;
mod p_erasure;
mod p_form;
mod p_history;
mod p_reported;
mod restored;
mod scanner;
mod schema;
mod search;
mod search_scope;
mod shop;
mod sign_in;
mod w;
mod x_contact;
mod x_contacts;
mod x_converge;
mod x_grounds;
mod x_guardian;
mod x_merge;
mod x_merge_law;
mod x_messages;
mod x_proof;
mod x_proof_changes;
mod x_proof_document;
mod x_receipt;
mod x_residue;
