//! Identifiers, service hours, durations, dates.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| lotse_fuzz::identifiers(data));
