//! A user's own profile of requirements.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| lotse_fuzz::profile(data));
