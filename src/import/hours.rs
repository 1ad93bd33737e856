//! Service hours as German lists write them ("Mo.–Do. 8 bis 16 Uhr, Fr. 8-12 Uhr"), in the OpenStreetMap syntax.
//!
//! Only days and times are understood. Whether public holidays count is not told there, so nothing is said of them.

use std::iter::Peekable;

use crate::time::ServiceHours;

/// A piece of such a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Token {
    Day(&'static str),
    Time(u16),
    To,
    And,
}

const DAYS: [(&str, &[&str]); 7] = [
    ("Mo", &["mo", "montag", "montags", "monday", "mon"]),
    ("Tu", &["di", "dienstag", "dienstags", "tuesday", "tue"]),
    ("We", &["mi", "mittwoch", "mittwochs", "wednesday", "wed"]),
    ("Th", &["do", "donnerstag", "donnerstags", "thursday", "thu"]),
    ("Fr", &["fr", "freitag", "freitags", "friday", "fri"]),
    ("Sa", &["sa", "samstag", "samstags", "sonnabend", "saturday", "sat"]),
    ("Su", &["so", "sonntag", "sonntags", "sunday", "sun"]),
];

/// The hours in the syntax that the files use; none where a part is not understood.
pub(super) fn understood(text: &str) -> Option<String> {
    if ServiceHours::parse(text).is_ok() {
        return Some(text.to_owned());
    }
    let tokens = tokens(text)?;
    let mut tokens = tokens.into_iter().peekable();
    let mut rules = Vec::new();
    while tokens.peek().is_some() {
        let days = days(&mut tokens)?;
        let times = times(&mut tokens)?;
        rules.push(format!("{days} {times}"));
    }
    let hours = rules.join(", ");
    ServiceHours::parse(&hours).is_ok().then_some(hours)
}

fn tokens(text: &str) -> Option<Vec<Token>> {
    let mut tokens = Vec::new();
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        if letter.is_ascii_digit() {
            tokens.push(Token::Time(time(letter, &mut letters)?));
        } else if letter.is_alphabetic() {
            let mut word: String = letter.to_lowercase().collect();
            while let Some(next) = letters.next_if(|next| next.is_alphabetic()) {
                word.extend(next.to_lowercase());
            }
            tokens.extend(token(&word)?);
        } else {
            match letter {
                '-' | '–' | '—' => tokens.push(Token::To),
                ',' | ';' | '+' | '&' | '/' => tokens.push(Token::And),
                ' ' | '\u{a0}' | '.' | ':' => {}
                _ => return None,
            }
        }
    }
    Some(tokens)
}

/// What a word means: nothing where it only fills; none where it is unknown.
fn token(word: &str) -> Option<Vec<Token>> {
    match word {
        "bis" | "to" => Some(vec![Token::To]),
        "und" | "u" | "sowie" | "and" => Some(vec![Token::And]),
        "uhr" | "h" | "von" | "jeweils" | "from" => Some(Vec::new()),
        _ => {
            let (day, _) = DAYS.iter().find(|(_, words)| words.contains(&word))?;
            Some(vec![Token::Day(day)])
        }
    }
}

/// A time in minutes: `8`, `08`, `8:30`, `8.30`.
fn time(first: char, letters: &mut Peekable<std::str::Chars<'_>>) -> Option<u16> {
    let number = |digits: &str| digits.parse::<u16>().ok();
    let mut hour = first.to_string();
    while let Some(digit) = letters.next_if(char::is_ascii_digit) {
        hour.push(digit);
    }
    let mut minute = String::new();
    if letters.peek().is_some_and(|next| matches!(next, ':' | '.')) {
        let mut ahead = letters.clone();
        ahead.next();
        if ahead.peek().is_some_and(char::is_ascii_digit) {
            *letters = ahead;
            while let Some(digit) = letters.next_if(char::is_ascii_digit) {
                minute.push(digit);
            }
            if minute.len() != 2 {
                return None;
            }
        }
    }
    let (hour, minute) = (number(&hour)?, if minute.is_empty() { 0 } else { number(&minute)? });
    let exists = minute < 60 && (hour < 24 || (hour, minute) == (24, 0));
    exists.then(|| hour * 60 + minute)
}

fn days(tokens: &mut Peekable<impl Iterator<Item = Token>>) -> Option<String> {
    let mut days = String::new();
    loop {
        match tokens.peek()? {
            Token::Day(day) => days.push_str(day),
            Token::To if days.len() % 3 == 2 => days.push('-'),
            Token::And if days.is_empty() => {}
            Token::And if days.len() % 3 == 2 => days.push(','),
            Token::Time(_) if days.len() % 3 == 2 => return Some(days),
            _ => return None,
        }
        tokens.next();
    }
}

fn times<I: Iterator<Item = Token> + Clone>(tokens: &mut Peekable<I>) -> Option<String> {
    let mut ranges: Vec<String> = Vec::new();
    loop {
        let (Token::Time(from), Token::To, Token::Time(to)) =
            (tokens.next()?, tokens.next()?, tokens.next()?)
        else {
            return None;
        };
        if from >= to {
            return None;
        }
        ranges.push(format!("{:02}:{:02}-{:02}:{:02}", from / 60, from % 60, to / 60, to % 60));
        let mut ahead = tokens.clone();
        let mut next = ahead.next();
        while next == Some(Token::And) {
            next = ahead.next();
        }
        match next {
            Some(Token::Time(_)) => while tokens.next_if_eq(&Token::And).is_some() {},
            None => {
                while tokens.next().is_some() {}
                return Some(ranges.join(","));
            }
            Some(_) => return Some(ranges.join(",")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn german_lists_are_understood() {
        for (text, hours) in [
            ("Mo-Fr 08:00-16:00; PH off", Some("Mo-Fr 08:00-16:00; PH off")),
            ("Mo.–Do. 8 bis 16 Uhr, Fr. 8-12 Uhr", Some("Mo-Th 08:00-16:00, Fr 08:00-12:00")),
            ("Montag und Mittwoch: 8.30-12.00 Uhr und 14-16 Uhr", Some("Mo,We 08:30-12:00,14:00-16:00")),
            ("Di 9-12 Do 14-18 Uhr;", Some("Tu 09:00-12:00, Th 14:00-18:00")),
            ("8-16 Uhr", None),
            ("nach Vereinbarung", None),
            ("Mo-Fr 16-8 Uhr", None),
            ("Mo- 8-12", None),
            ("Mo 8:5-12", None),
            ("Mo 99-100", None),
            ("Mo 8-1100", None),
            ("Mo 8-24", Some("Mo 08:00-24:00")),
            ("Mo 8-24:30", None),
            ("", None),
        ] {
            assert_eq!(understood(text).as_deref(), hours, "{text}");
        }
    }
}
