//! The kept inputs of the fuzz targets, and what they found once: tried with every test run, without libFuzzer.

use std::fs;
use std::path::Path;

#[path = "../fuzz/src/lib.rs"]
mod targets;

/// All kept inputs together stay small, in bytes.
const LARGEST: usize = 300_000;

#[test]
fn every_kept_input_is_survived() {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fuzz/corpus");
    let mut size = 0;
    for (name, target) in targets::ALL {
        let mut paths: Vec<_> =
            fs::read_dir(corpus.join(name)).unwrap().map(|entry| entry.unwrap().path()).collect();
        paths.sort();
        assert!(!paths.is_empty(), "{name} has inputs");
        for path in paths {
            let input = fs::read(&path).unwrap();
            size += input.len();
            assert!(std::panic::catch_unwind(|| target(&input)).is_ok(), "{name}: {}", path.display());
        }
    }
    assert!(size <= LARGEST, "{size} bytes");
}
