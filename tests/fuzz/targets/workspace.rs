//! A workspace's files, from their text to every finding in words.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| lotse_fuzz::workspace(data));
