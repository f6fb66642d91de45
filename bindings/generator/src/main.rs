//! Reads src/ffi and writes what other languages need.
fn main() {}
