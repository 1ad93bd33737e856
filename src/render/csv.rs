//! Fields of CSV files that spreadsheets open: separated by semicolons, quoted where needed, never a formula.

/// One field. What a spreadsheet would take for a formula (`=`, `+`, `-`, `@`, tab, CR first) is kept a text by a leading
/// apostrophe.
pub fn field(text: &str) -> String {
    let dangerous = text.starts_with(['=', '+', '-', '@', '\t', '\r']);
    let text = if dangerous { format!("'{text}") } else { text.to_owned() };
    if text.contains([';', '"', '\n', '\r']) { format!("\"{}\"", text.replace('"', "\"\"")) } else { text }
}

#[cfg(test)]
mod tests {
    use super::field;

    #[test]
    fn formulas_stay_texts() {
        assert_eq!(field("=1+1"), "'=1+1");
        assert_eq!(field("a;b"), "\"a;b\"");
        assert_eq!(field("Stadt \"X\""), "\"Stadt \"\"X\"\"\"");
        assert_eq!(field("Aurich"), "Aurich");
    }
}
