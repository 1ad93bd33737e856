//! Web addresses that may safely stand as a link in a document.

use super::problem::{Problem, no_blanks, quoted, trimmed};
use super::shown_as_text;
use crate::text::{Words, text};

/// An address with `http` or `https` and a host; no other scheme, no name or password in it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Url(String);
shown_as_text!(Url);

const WHAT: Words = Words::new("Die Webadresse", "The web address");

impl Url {
    /// Reads `https://…` or `http://…`.
    pub fn parse(text: &str) -> Result<Self, Problem> {
        no_blanks(WHAT, text, |text| trimmed(text).to_owned(), Self::parse)?;
        let shown = quoted(text);
        let Some(rest) = after_scheme(text) else { return Err(wrong_scheme(text)) };
        if text.contains(['<', '>', '"', '\\', '`', '{', '}', '|', '^']) {
            return Err(Problem::new(text!(
                "Die Webadresse „{shown}“ enthält ein Zeichen, das dort nicht stehen darf.",
                "The web address “{shown}” contains a character that must not stand there."
            ))
            .help(text!(
                "Nicht erlaubt sind < > \" \\ ` {{ }} | ^; sie werden mit % und zwei Ziffern geschrieben.",
                "Not allowed are < > \" \\ ` {{ }} | ^; they are written with % and two digits."
            )));
        }
        let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
        if authority.contains('@') {
            return Err(Problem::new(text!(
                "Die Webadresse „{shown}“ enthält Zugangsdaten.",
                "The web address “{shown}” contains credentials."
            ))
            .help(text!(
                "Name und Passwort vor dem @ gehören nicht in Dokumente.",
                "A name and a password before the @ do not belong in documents."
            )));
        }
        if !host_and_port(authority) {
            return Err(Problem::new(text!(
                "In der Webadresse „{shown}“ fehlt der Servername, oder er ist falsch geschrieben.",
                "In the web address “{shown}” the host is missing or misspelt."
            ))
            .help(text!("Beispiel: https://amt.example/hilfe.", "Example: https://amt.example/help.")));
        }
        Ok(Self(text.to_owned()))
    }
}

/// What follows `http://` or `https://` in small or capital letters.
fn after_scheme(text: &str) -> Option<&str> {
    let (scheme, rest) = text.split_once("://")?;
    (scheme.eq_ignore_ascii_case("https") || scheme.eq_ignore_ascii_case("http")).then_some(rest)
}

fn wrong_scheme(text: &str) -> Problem {
    let shown = quoted(text);
    let scheme = text.split_once(':').map(|(scheme, _)| scheme).filter(|scheme| {
        // With a dot it is a host with a port.
        !scheme.is_empty() && scheme.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'-'))
    });
    if let Some(scheme) = scheme {
        return Problem::new(text!(
            "Die Webadresse „{shown}“ beginnt mit „{scheme}:“; erlaubt sind nur https: und http:.",
            "The web address “{shown}” begins with “{scheme}:”; only https: and http: are allowed."
        ))
        .help(text!(
            "E-Mail-Adressen und Telefonnummern haben eigene Felder.",
            "E-mail addresses and telephone numbers have fields of their own."
        ));
    }
    let problem = Problem::new(text!(
        "Der Webadresse „{shown}“ fehlt https:// am Anfang.",
        "The web address “{shown}” lacks https:// at the beginning."
    ));
    let host = text.split(['/', '?', '#']).next().unwrap_or_default();
    // A single word may be anything.
    if host.contains('.') { problem.repair(text, format!("https://{text}"), Url::parse) } else { problem }
}

/// Host and port; an address in brackets keeps its colons.
fn split_port(authority: &str) -> (&str, Option<&str>) {
    match authority.rsplit_once(':') {
        Some((host, port)) if !port.ends_with(']') => (host, Some(port)),
        _ => (authority, None),
    }
}

/// Whether this is a host with a port or without.
fn host_and_port(authority: &str) -> bool {
    let (host, port) = split_port(authority);
    let port_fits =
        port.is_none_or(|port| port.bytes().all(|b| b.is_ascii_digit()) && port.parse::<u16>().is_ok());
    let named = |host: &str| {
        let label = |label: &str| {
            !label.is_empty()
                && !label.starts_with('-')
                && !label.ends_with('-')
                && label.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_'))
        };
        host.strip_suffix('.').unwrap_or(host).split('.').all(label)
    };
    let numeric = |host: &str| {
        host.strip_prefix('[')
            .and_then(|inner| inner.strip_suffix(']'))
            .is_some_and(|inner| inner.parse::<std::net::Ipv6Addr>().is_ok())
    };
    port_fits && (named(host) || numeric(host))
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

    use proptest::prelude::*;

    use super::*;

    #[test]
    fn links_are_read() {
        for fine in [
            "https://amt.example",
            "HTTP://Amt.example:8080/a?b=c#d",
            "https://köln.example/straße",
            "https://[::1]/",
            "https://intranet/",
            "https://amt.example/?mail=a@b",
        ] {
            assert_eq!(Url::parse(fine).unwrap().to_string(), fine);
        }
    }

    #[test]
    fn everything_else_is_refused() {
        for wrong in [
            "javascript:alert(1)",
            "JavaScript://amt.example/%0aalert(1)",
            "data:text/html,x",
            "mailto:info@amt.example",
            "file:///etc/passwd",
            "https://",
            "https:///x",
            "https://user:secret@amt.example/",
            "https://amt.example/\"onclick=",
            "https://amt.example/a b",
            "https://amt..example",
            "https://amt.example:99999",
            "https:amt.example",
            "amt",
            "",
        ] {
            assert_eq!(Url::parse(wrong).unwrap_err().replacement, None, "{wrong}");
        }
        let replacement = |text| Url::parse(text).unwrap_err().replacement;
        assert_eq!(replacement("www.amt.example/hilfe").as_deref(), Some("https://www.amt.example/hilfe"));
        assert_eq!(replacement("amt.example:8080").as_deref(), Some("https://amt.example:8080"));
        assert_eq!(replacement(" https://amt.example\n").as_deref(), Some("https://amt.example"));
        assert_eq!(replacement("java\tscript:x"), None);
    }

    proptest! {
        #[test]
        fn nothing_panics_and_all_reads_back(text in "https?://[a-z.:@\\[\\]-]{0,12}(/.{0,9})?|[a-z.]{1,9}|.*") {
            match Url::parse(&text) {
                Ok(read) => {
                    prop_assert_eq!(Url::parse(&read.to_string()), Ok(read));
                }
                Err(problem) => prop_assert!(problem.replacement.is_none_or(|right| Url::parse(&right).is_ok())),
            }
        }
    }
}
