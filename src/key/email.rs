//! E-mail addresses, by a practical check.

use super::person::is_personal;
use super::problem::{Problem, no_blanks, quoted, trimmed};
use super::shown_as_text;
use crate::text::{Words, text};

/// An e-mail address: one `@`, a domain with a dot, nothing that mail programs stumble over. Domains may have umlauts.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Email(String);
shown_as_text!(Email);

const WHAT: Words = Words::new("Die E-Mail-Adresse", "The e-mail address");

impl Email {
    /// Reads an address without a display name.
    pub fn parse(text: &str) -> Result<Self, Problem> {
        no_blanks(WHAT, text, |text| trimmed(text).to_owned(), Self::parse)?;
        let shown = quoted(text);
        let bare = text.strip_prefix("mailto:").unwrap_or(text);
        let bare = bare.strip_prefix('<').and_then(|inner| inner.strip_suffix('>')).unwrap_or(bare);
        if bare != text {
            return Err(Problem::new(text!(
                "Die E-Mail-Adresse „{shown}“ enthält mehr als die Adresse.",
                "The e-mail address “{shown}” contains more than the address."
            ))
            .repair(text, bare.to_owned(), Self::parse));
        }
        let Some((local, domain)) = text.split_once('@') else {
            return Err(Problem::new(text!(
                "Der E-Mail-Adresse „{shown}“ fehlt das @.",
                "The e-mail address “{shown}” lacks the @."
            ))
            .repair(text, text.replace("(at)", "@").replace("[at]", "@"), Self::parse));
        };
        if domain.contains('@') {
            return Err(Problem::new(text!(
                "Die E-Mail-Adresse „{shown}“ enthält mehr als ein @.",
                "The e-mail address “{shown}” contains more than one @."
            ))
            .help(text!("Bitte genau eine Adresse angeben.", "Please give exactly one address.")));
        }
        if !local_is_fine(local) {
            return Err(Problem::new(text!(
                "Vor dem @ der E-Mail-Adresse „{shown}“ steht etwas Unzulässiges.",
                "What stands before the @ of the e-mail address “{shown}” is not allowed."
            ))
            .help(text!(
                "Erlaubt sind Buchstaben ohne Umlaute, Ziffern und einzelne Zeichen wie . - _ +, nicht am Rand ein Punkt.",
                "Allowed are letters without umlauts, digits and single signs such as . - _ +, no dot at the ends."
            )));
        }
        if !domain_is_fine(domain) || text.len() > 254 {
            return Err(Problem::new(text!(
                "Hinter dem @ der E-Mail-Adresse „{shown}“ steht keine vollständige Domain.",
                "What stands after the @ of the e-mail address “{shown}” is no complete domain."
            ))
            .help(text!("Zum Beispiel: support@amt.example.", "For example: support@amt.example.")));
        }
        Ok(Self(text.to_owned()))
    }

    /// What stands before the `@`.
    pub fn local(&self) -> &str {
        self.0.split_once('@').map_or("", |(local, _)| local)
    }

    /// What stands after the `@`.
    pub fn domain(&self) -> &str {
        self.0.split_once('@').map_or("", |(_, domain)| domain)
    }

    /// Whether it is in all likelihood the mailbox of one person (`anna.meier@`, `a.meier@`), not of a role.
    ///
    /// Careful: says no where in doubt.
    pub fn looks_personal(&self) -> bool {
        is_personal(self.local())
    }
}

/// Dot-separated words of ASCII letters, digits and the signs that RFC 5322 allows without quotes.
fn local_is_fine(local: &str) -> bool {
    let allowed = |byte: u8| byte.is_ascii_alphanumeric() || b"!#$%&'*+-/=?^_`{|}~".contains(&byte);
    local.len() <= 64 && local.split('.').all(|word| !word.is_empty() && word.bytes().all(allowed))
}

/// At least two labels of letters, digits and inner hyphens; the last is no number.
fn domain_is_fine(domain: &str) -> bool {
    let label = |label: &str| {
        let allowed = |c: char| c.is_alphanumeric() || c == '-';
        (1..=63).contains(&label.len())
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label.chars().all(allowed)
    };
    let Some((_, top)) = domain.rsplit_once('.') else { return false };
    top.chars().count() >= 2 && !top.chars().all(|c| c.is_ascii_digit()) && domain.split('.').all(label)
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

    use proptest::prelude::*;

    use super::*;

    #[test]
    fn addresses_are_read_or_repaired() {
        for fine in ["support.ni@amt.example", "service@straßenverkehr-köln.example", "a+b_c@x-y.example"] {
            assert_eq!(Email::parse(fine).unwrap().to_string(), fine);
        }
        let replacement = |text| Email::parse(text).unwrap_err().replacement;
        assert_eq!(replacement(" info@amt.example").as_deref(), Some("info@amt.example"));
        assert_eq!(replacement("mailto:info@amt.example").as_deref(), Some("info@amt.example"));
        assert_eq!(replacement("<info@amt.example>").as_deref(), Some("info@amt.example"));
        assert_eq!(replacement("info(at)amt.example").as_deref(), Some("info@amt.example"));
        for wrong in [
            "",
            "info",
            "info@amt",
            "@amt.example",
            "in fo@amt.example",
            "a..b@amt.example",
            "a@@amt.example",
            "a@amt..example",
            "a@-amt.example",
            "a@10.0.0.1",
            "a@amt.example,b@amt.example",
            "büro@amt.example",
            "Anna <a@amt.example>",
            "a@amt.example\n",
        ] {
            let problem = Email::parse(wrong).unwrap_err();
            assert!(problem.replacement.is_none() || wrong.ends_with('\n'), "{wrong}");
        }
    }

    proptest! {
        #[test]
        fn nothing_panics_and_all_reads_back(text in "[a-z.]{1,9}@[a-zä-]{1,9}\\.[a-z]{2,5}|.*") {
            match Email::parse(&text) {
                Ok(read) => {
                    let _ = read.looks_personal();
                    prop_assert_eq!(Email::parse(&read.to_string()), Ok(read));
                }
                Err(problem) => prop_assert!(problem.replacement.is_none_or(|right| Email::parse(&right).is_ok())),
            }
        }
    }
}
