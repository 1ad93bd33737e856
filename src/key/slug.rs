//! Names that are safe as file names on every system, and readable.

/// Names that Windows keeps for devices, with any extension.
const DEVICES: [&str; 6] = ["con", "prn", "aux", "nul", "conin", "conout"];

/// The longest slug, in characters.
const LONGEST: usize = 80;

/// A file-name-safe ASCII form of a name: lower-case letters, digits and single hyphens.
///
/// German letters are written out (ä → ae, ß → ss), other Latin letters lose their marks (ł → l), everything
/// else becomes a hyphen. Never empty (`x`), never a device name of Windows, at most 80 characters.
/// Different names may have the same slug; keeping them apart is the caller's business.
pub fn slug(name: &str) -> String {
    let mut slug = transliterated(name);
    truncate(&mut slug, LONGEST);
    if slug.is_empty() {
        slug.push('x');
    }
    if is_device(&slug) {
        slug.push_str("-x");
    }
    slug
}

/// The name in lower-case ASCII letters and digits, with single hyphens between; may be empty.
pub(super) fn transliterated(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    for c in name.chars().flat_map(char::to_lowercase) {
        if c.is_ascii_alphanumeric() {
            out.push(c);
        } else if let Some(letters) = base_letters(c) {
            out.push_str(letters);
        } else if !out.is_empty() && !out.ends_with('-') && !is_mark(c) {
            out.push('-');
        }
    }
    out.truncate(out.trim_end_matches('-').len());
    out
}

/// Cuts to `longest` characters of ASCII and leaves no hyphen at the end.
pub(super) fn truncate(slug: &mut String, longest: usize) {
    // Only ASCII stands here, so every byte is a boundary.
    slug.truncate(longest);
    slug.truncate(slug.trim_end_matches('-').len());
}

/// Marks that combine with the letter before them, and apostrophes and soft hyphens: they divide no word.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\'' | '’' | '\u{ad}')
}

/// How a lower-case letter beyond ASCII is written with ASCII letters.
fn base_letters(c: char) -> Option<&'static str> {
    Some(match c {
        'ä' | 'æ' => "ae",
        'ö' | 'ø' | 'œ' => "oe",
        'ü' => "ue",
        'ß' => "ss",
        'å' => "aa",
        'à' | 'á' | 'â' | 'ã' | 'ā' | 'ă' | 'ą' => "a",
        'ç' | 'ć' | 'č' => "c",
        'ď' | 'đ' => "d",
        'è' | 'é' | 'ê' | 'ë' | 'ē' | 'ę' | 'ě' => "e",
        'ğ' => "g",
        'ì' | 'í' | 'î' | 'ï' | 'ī' | 'ı' => "i",
        'ł' | 'ľ' => "l",
        'ñ' | 'ń' | 'ň' => "n",
        'ò' | 'ó' | 'ô' | 'õ' | 'ō' | 'ő' => "o",
        'ŕ' | 'ř' => "r",
        'ś' | 'š' | 'ş' | 'ș' => "s",
        'ť' | 'ţ' | 'ț' => "t",
        'ù' | 'ú' | 'û' | 'ū' | 'ů' | 'ű' => "u",
        'ý' | 'ÿ' => "y",
        'ź' | 'ż' | 'ž' => "z",
        _ => return None,
    })
}

/// Whether Windows takes the name for a device: `con`, `nul`, `com1` …
fn is_device(name: &str) -> bool {
    let numbered = |prefix| {
        name.strip_prefix(prefix)
            .is_some_and(|rest| rest.len() == 1 && rest.bytes().all(|b| b.is_ascii_digit()))
    };
    DEVICES.contains(&name) || numbered("com") || numbered("lpt")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn names_become_file_names() {
        assert_eq!(slug("Standesamt Aurich"), "standesamt-aurich");
        assert_eq!(slug("Köln, Straße des 17. Juni"), "koeln-strasse-des-17-juni");
        assert_eq!(slug("GROẞ Ärger"), "gross-aerger");
        assert_eq!(slug("Łódź / Wojerecy – Běła Woda"), "lodz-wojerecy-bela-woda");
        assert_eq!(slug("../../etc/passwd"), "etc-passwd");
        assert_eq!(slug("Ko\u{308}ln"), "koln");
        assert_eq!(slug("日本"), "x");
        assert_eq!(slug(""), "x");
        assert_eq!(slug("NUL"), "nul-x");
        assert_eq!(slug("COM1"), "com1-x");
        assert_eq!(slug("com10"), "com10");
    }

    proptest! {
        #[test]
        fn every_slug_is_safe_and_stays_as_it_is(name in any::<String>()) {
            let made = slug(&name);
            prop_assert!(!made.is_empty() && made.len() <= LONGEST);
            prop_assert!(made.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-'));
            prop_assert!(!made.starts_with('-') && !made.ends_with('-') && !is_device(&made));
            prop_assert_eq!(slug(&made), made);
        }
    }
}
