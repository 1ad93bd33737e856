//! "Meinten Sie …?": the candidate that comes closest to a word that does not exist.

/// Similarity from which a suggestion helps rather than misleads; found by trying misspelt German words.
const CLOSE: f64 = 0.80;

/// The closest of `candidates`, if it is close enough; of equally close ones the first in alphabetical order.
///
/// ```
/// use lotse::nearest::nearest;
/// assert_eq!(nearest("zustaendg", ["zustaendig", "gebiet"]), Some("zustaendig"));
/// assert_eq!(nearest("xyz", ["zustaendig", "gebiet"]), None);
/// ```
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let word = word.to_lowercase();
    let mut best: Option<(f64, &str)> = None;
    for candidate in candidates {
        let score = strsim::jaro_winkler(&word, &candidate.to_lowercase());
        let better = best.is_none_or(|(other, name)| score > other || (score >= other && candidate < name));
        if score > CLOSE && better {
            best = Some((score, candidate));
        }
    }
    best.map(|(_, name)| name)
}
