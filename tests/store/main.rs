//! The store under everything that can happen to it: one conformance suite for all drivers, failing statements, killed
//! processes, damaged files, imports that are killed, a ledger that was tampered with, several processes at once, files of other versions, settings that change elsewhere.
#![cfg(feature = "sqlite")]

mod conformance;
mod damage;
mod edits;
mod erasure_kills;
mod faults;
mod faulty;
mod imports;
mod kills;
mod ledger;
mod migrations;
mod settings;
mod shop;
