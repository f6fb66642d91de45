//! The rows of the catalogue, each a test named after its id, through the public API.
#![cfg(feature = "sqlite")]

mod a;
mod doors;
mod feeds;
mod files;
mod p_consent;
mod p_erasure;
mod p_history;
mod restored;
mod scanner;
mod schema;
mod shop;
mod w;
mod x_contact;
mod x_proof;
mod x_residue;
