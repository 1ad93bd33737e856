//! The register as a table, and contact lists.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| lotse_fuzz::tables(data));
