//! The C API: translation only, no rule. The order of the files below is the order of the sections in include/clientela.h.
//! The doc comments of exported items are the header's text and are written for somebody who knows C only.
#![allow(unsafe_code, reason = "`#[unsafe(no_mangle)]` counts as unsafe code; blocks stand in raw.rs alone")]
#![allow(clippy::doc_markdown, reason = "the header's text is plain, names stand in it without markup")]
#![allow(non_camel_case_types, reason = "handles and enumerations have their C names")]

// The machinery; nothing here is exported.
mod blob;
mod call;
mod cursor;
#[cfg(feature = "sqlite")]
mod doors;
mod event_record;
mod handle;
mod input;
mod object;
mod out;
mod raw;
mod record;
mod shown;
mod words;

// The exported nouns, in the order of the header.
mod status;

mod library;

mod error;

mod message;

mod callback;

mod constants;

mod consent_words;

mod asking_words;

mod record_words;

mod duplicate_words;

mod values;

mod clashes;

mod texts;

mod fields;

mod phone;

mod definition;

mod event_words;

mod signature;

mod event;

mod standing;

mod act;

mod question;

mod answer;

mod situation;

mod dialog;

mod dialog_items;

mod proof;

mod document_words;

mod action_words;

mod document_list;

mod document_list_lines;

mod prices;

mod document;

mod document_lines;

mod document_links;

mod preview;

mod criteria;

mod history;

mod history_lines;

mod properties;

mod actions;

mod erasure;

mod plan;

mod request_words;
mod unsealed;

mod retention_words;

mod retention;

mod retention_facts;

mod retention_lines;

mod setting_table;

// The store and its doors.
#[cfg(feature = "sqlite")]
mod buffer;

#[cfg(feature = "sqlite")]
mod options;

#[cfg(feature = "sqlite")]
mod engine;

#[cfg(feature = "sqlite")]
mod verification;

#[cfg(feature = "sqlite")]
mod ledger;

#[cfg(feature = "sqlite")]
mod backup;

#[cfg(feature = "sqlite")]
mod seat;

#[cfg(feature = "sqlite")]
mod desk;

#[cfg(feature = "sqlite")]
mod sign_in;

#[cfg(feature = "sqlite")]
mod person;

#[cfg(feature = "sqlite")]
mod customers;

#[cfg(feature = "sqlite")]
mod search;

#[cfg(feature = "sqlite")]
mod elsewhere;

#[cfg(feature = "sqlite")]
mod customer;

#[cfg(feature = "sqlite")]
mod section;

#[cfg(feature = "sqlite")]
mod draft;

#[cfg(feature = "sqlite")]
mod capture;

#[cfg(feature = "sqlite")]
mod care;

#[cfg(feature = "sqlite")]
mod missing;

#[cfg(feature = "sqlite")]
mod duplicates;

#[cfg(feature = "sqlite")]
mod duplicate_reasons;

#[cfg(feature = "sqlite")]
mod duplicate_decisions;

#[cfg(feature = "sqlite")]
mod consents;

#[cfg(feature = "sqlite")]
mod confirmations;

#[cfg(feature = "sqlite")]
mod consent_text;

#[cfg(feature = "sqlite")]
mod missing_signatures;

#[cfg(feature = "sqlite")]
mod asking;

#[cfg(feature = "sqlite")]
mod kept_events;

#[cfg(feature = "sqlite")]
mod uses;

#[cfg(feature = "form")]
mod form;

#[cfg(feature = "sqlite")]
mod consent_proof;

#[cfg(feature = "sqlite")]
mod receipts;

#[cfg(feature = "sqlite")]
mod contact;

#[cfg(feature = "sqlite")]
mod documents;

#[cfg(feature = "sqlite")]
mod history_port;

#[cfg(feature = "sqlite")]
mod desk_documents;

#[cfg(feature = "sqlite")]
mod draft_lines;

#[cfg(feature = "sqlite")]
mod follow_up;

#[cfg(feature = "sqlite")]
mod log_query;

#[cfg(feature = "sqlite")]
mod log;

#[cfg(feature = "sqlite")]
mod news;

#[cfg(feature = "sqlite")]
mod erp;

#[cfg(feature = "sqlite")]
mod outbox;

#[cfg(feature = "sqlite")]
mod lists;

#[cfg(feature = "sqlite")]
mod programs;

#[cfg(feature = "sqlite")]
mod bookings;

#[cfg(feature = "sqlite")]
mod conflicts;

#[cfg(feature = "sqlite")]
mod merge;

#[cfg(feature = "sqlite")]
mod unmerge;

#[cfg(feature = "sqlite")]
mod settings;

#[cfg(feature = "sqlite")]
mod feed;

#[cfg(feature = "sqlite")]
mod proposal;
#[cfg(feature = "sqlite")]
mod recipients;

#[cfg(feature = "sqlite")]
mod import;

#[cfg(feature = "sqlite")]
mod log_export;

#[cfg(feature = "sqlite")]
mod person_export;

#[cfg(feature = "sqlite")]
mod reads;

#[cfg(feature = "sqlite")]
mod anonymization;

#[cfg(feature = "sqlite")]
mod retention_run;

#[cfg(feature = "sqlite")]
mod retention_rows;

#[cfg(feature = "sqlite")]
mod requests;

#[cfg(feature = "sqlite")]
mod request_doors;

#[cfg(feature = "sqlite")]
mod holds;

#[cfg(feature = "sqlite")]
mod scan;

#[cfg(feature = "sqlite")]
mod certificate;

#[cfg(feature = "sqlite")]
mod seals;
#[cfg(feature = "sqlite")]
mod started;

#[cfg(test)]
mod tests;
