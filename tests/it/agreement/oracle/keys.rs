//! One body, one key: the spellings of a Kommune read as one (semantics 27).

/// Kreisfreie Städte that the random workspaces use.
const CITIES: [&str; 4] = ["03402", "04011", "04012", "01001"];

/// The Kommune that a key names, in one form: kreisfreie Städte with 5 digits, verbandsfreie Gemeinden with 9. Without a register
/// `034520001` is one Kommune with any 12-digit key that begins so.
pub fn body(key: &str) -> String {
    if key.len() != 12 {
        return key.to_owned();
    }
    let full = [2, 3, 5, 9].into_iter().find(|end| key[*end..].bytes().all(|digit| digit == b'0'));
    let short = &key[..full.unwrap_or(12)];
    match short {
        short if short.len() == 12 && short.as_bytes()[5] == b'0' => short[..9].to_owned(),
        short => short.to_owned(),
    }
}

/// Whether an area contains a Kommune; both read as bodies.
pub fn contains(area: &str, body: &str) -> bool {
    body.starts_with(area)
}

/// The Kreis, kreisfreie Stadt or Verband in which all of the keys lie, if there is one: the longest.
pub fn around(bodies: &[String]) -> Option<String> {
    let first = bodies.first()?;
    let mut lengths = vec![first.len(), 9, 5];
    lengths.retain(|length| *length <= first.len() && *length >= 5);
    lengths
        .into_iter()
        .map(|length| &first[..length])
        .find(|area| bodies.iter().all(|body| contains(area, body)))
        .map(str::to_owned)
}

/// The Land of a key: `NI`.
pub fn land(key: &str) -> &'static str {
    match &key[..2] {
        "01" => "SH",
        "03" => "NI",
        "04" => "HB",
        other => panic!("no workspace has a Land {other}"),
    }
}

#[test]
fn spellings_of_one_body_are_one() {
    for (one, other) in [("034020000000", "03402"), ("034520001001", "034520001")] {
        assert_eq!(body(one), body(other));
    }
    assert_eq!(body("034525403010"), "034525403010");
    assert!(CITIES.iter().all(|city| body(&format!("{city}0000000")) == *city));
    assert_eq!(around(&["034525403".to_owned(), "034520001".to_owned()]).unwrap(), "03452");
    assert_eq!(around(&["03452".to_owned(), "03462".to_owned()]), None);
}
