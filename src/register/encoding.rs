//! Bytes to text: UTF-8, else Windows-1252 or ISO 8859-15, in which older editions were published.

/// How the bytes of a register file were read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Encoding {
    /// UTF-8, with or without a byte order mark.
    Utf8,
    /// Windows-1252: not UTF-8, and with bytes 80 to 9F.
    Windows1252,
    /// ISO 8859-15: not UTF-8, and without those bytes, which are control characters there.
    Iso8859_15,
}

/// Windows-1252, bytes 80 to 9F; the replacement character stands for bytes without meaning.
const WINDOWS_1252: [char; 32] = [
    '€', '\u{fffd}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{fffd}', 'Ž', '\u{fffd}',
    '\u{fffd}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{fffd}', 'ž', 'Ÿ',
];

/// Decodes a register file; a byte order mark is dropped.
///
/// A file that is UTF-8 but for a few broken bytes stays UTF-8 (more good than bad sequences beyond ASCII): the broken
/// places become U+FFFD, which the readers report. Read as Windows-1252 all its umlauts would be wrong, silently.
pub fn decode(bytes: &[u8]) -> (String, Encoding) {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    if let Ok(text) = std::str::from_utf8(bytes) {
        return (text.to_owned(), Encoding::Utf8);
    }
    let (mut good, mut bad) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().chars().filter(|letter| !letter.is_ascii()).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    if good > bad {
        return (String::from_utf8_lossy(bytes).into_owned(), Encoding::Utf8);
    }
    if bytes.iter().any(|byte| (0x80..=0x9f).contains(byte)) {
        (bytes.iter().map(|&byte| windows_1252(byte)).collect(), Encoding::Windows1252)
    } else {
        (bytes.iter().map(|&byte| iso_8859_15(byte)).collect(), Encoding::Iso8859_15)
    }
}

fn windows_1252(byte: u8) -> char {
    byte.checked_sub(0x80)
        .and_then(|at| WINDOWS_1252.get(usize::from(at)).copied())
        .unwrap_or(char::from(byte))
}

fn iso_8859_15(byte: u8) -> char {
    match byte {
        0xa4 => '€',
        0xa6 => 'Š',
        0xa8 => 'š',
        0xb4 => 'Ž',
        0xb8 => 'ž',
        0xbc => 'Œ',
        0xbd => 'œ',
        0xbe => 'Ÿ',
        _ => char::from(byte),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_encoding_is_told_by_the_bytes() {
        let cases: [(&[u8], &str, Encoding); 6] = [
            (b"Kiel", "Kiel", Encoding::Utf8),
            ("\u{feff}Plön".as_bytes(), "Plön", Encoding::Utf8),
            (b"Pl\xf6n", "Plön", Encoding::Iso8859_15),
            (b"\xa6\xb8", "Šž", Encoding::Iso8859_15),
            (b"Pl\xf6n \x96 \x80", "Plön – €", Encoding::Windows1252),
            (b"K\xc3\xb6ln, L\xc3\xbcbeck, Pl\xf6n", "Köln, Lübeck, Pl\u{fffd}n", Encoding::Utf8),
        ];
        for (bytes, text, encoding) in cases {
            assert_eq!(decode(bytes), (text.to_owned(), encoding));
        }
    }

    #[test]
    fn every_single_byte_gives_one_character() {
        for byte in 0x80..=0xff {
            assert_eq!(decode(&[byte]).0.chars().count(), 1);
        }
    }
}
