//! The official register as Destatis publishes it.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| lotse_fuzz::gv100ad(data));
