//! Public holidays of the sixteen Länder, from our own table of rules.
//!
//! Public holidays are Land law; each Land's act is named by [`law`]. 24 and 31 December are no public holidays
//! anywhere. Sundays are no holidays of their own here, except where an act names them (Brandenburg).

use super::Date;
use crate::text::Words;
use jiff::civil::Weekday;

/// On which day of the year a holiday falls.
#[derive(Debug, Clone, Copy)]
enum When {
    /// Month and day.
    Fixed(i8, i8),
    /// Days after Easter Sunday.
    Easter(i32),
    /// The last Wednesday before 23 November.
    RepentanceDay,
}

/// A holiday: when, in which Länder, in which years.
struct Rule {
    name: Words,
    when: When,
    /// Codes of the Länder, separated by blanks; `*` means everywhere, whatever the code.
    states: &'static str,
    first: i16,
    last: i16,
}

const fn rule(de: &'static str, en: &'static str, when: When, states: &'static str) -> Rule {
    Rule { name: Words::new(de, en), when, states, first: i16::MIN, last: i16::MAX }
}

impl Rule {
    const fn years(mut self, first: i16, last: i16) -> Self {
        self.first = first;
        self.last = last;
        self
    }

    fn holds(&self, state: &str, year: i16) -> bool {
        (self.first..=self.last).contains(&year)
            && (self.states == "*" || self.states.split(' ').any(|code| code == state))
    }
}

const EVER: i16 = i16::MAX;

/// The rules, in the order of the year. Years are given where an act began or ended within memory.
const RULES: [Rule; 26] = [
    rule("Neujahr", "New Year's Day", When::Fixed(1, 1), "*"),
    rule("Heilige Drei Könige", "Epiphany", When::Fixed(1, 6), "BW BY ST"),
    rule("Frauentag", "International Women's Day", When::Fixed(3, 8), "BE").years(2019, EVER),
    rule("Frauentag", "International Women's Day", When::Fixed(3, 8), "MV").years(2023, EVER),
    rule("Karfreitag", "Good Friday", When::Easter(-2), "*"),
    rule("Ostersonntag", "Easter Sunday", When::Easter(0), "BB"),
    rule("Ostermontag", "Easter Monday", When::Easter(1), "*"),
    rule("Erster Mai", "Labour Day", When::Fixed(5, 1), "*"),
    // Single days by amendments of the Berlin act.
    rule(
        "75. Jahrestag der Befreiung vom Nationalsozialismus und der Beendigung des Zweiten Weltkriegs in Europa",
        "75th anniversary of the liberation from National Socialism and the end of the Second World War in Europe",
        When::Fixed(5, 8),
        "BE",
    )
        .years(2020, 2020),
    rule(
        "80. Jahrestag der Befreiung vom Nationalsozialismus und der Beendigung des Zweiten Weltkriegs in Europa",
        "80th anniversary of the liberation from National Socialism and the end of the Second World War in Europe",
        When::Fixed(5, 8),
        "BE",
    )
        .years(2025, 2025),
    rule(
        "75. Jahrestag des Aufstandes vom 17. Juni 1953",
        "75th anniversary of the uprising of 17 June 1953",
        When::Fixed(6, 17),
        "BE",
    )
    .years(2028, 2028),
    rule("Christi Himmelfahrt", "Ascension Day", When::Easter(39), "*"),
    rule("Pfingstsonntag", "Whit Sunday", When::Easter(49), "BB"),
    rule("Pfingstmontag", "Whit Monday", When::Easter(50), "*"),
    rule("Fronleichnam", "Corpus Christi", When::Easter(60), "BW BY HE NW RP SL"),
    rule("Mariä Himmelfahrt", "Assumption Day", When::Fixed(8, 15), "SL"),
    rule("Weltkindertag", "World Children's Day", When::Fixed(9, 20), "TH").years(2019, EVER),
    // The only one by federal law: Article 2 (2) of the Unification Treaty.
    rule("Tag der Deutschen Einheit", "Day of German Unity", When::Fixed(10, 3), "*").years(1990, EVER),
    rule("Reformationstag", "Reformation Day", When::Fixed(10, 31), "BB MV SN ST TH"),
    rule("Reformationstag", "Reformation Day", When::Fixed(10, 31), "*").years(2017, 2017),
    rule("Reformationstag", "Reformation Day", When::Fixed(10, 31), "HB HH NI SH").years(2018, EVER),
    rule("Allerheiligen", "All Saints' Day", When::Fixed(11, 1), "BW BY NW RP SL"),
    rule("Buß- und Bettag", "Repentance and Prayer Day", When::RepentanceDay, "*").years(1990, 1994),
    rule("Buß- und Bettag", "Repentance and Prayer Day", When::RepentanceDay, "SN").years(1995, EVER),
    rule("Erster Weihnachtstag", "Christmas Day", When::Fixed(12, 25), "*"),
    rule("Zweiter Weihnachtstag", "Second Day of Christmas", When::Fixed(12, 26), "*"),
];

/// Easter Sunday of the Gregorian calendar (Meeus/Jones/Butcher); `None` for years outside the calendar.
#[expect(clippy::many_single_char_names, reason = "the letters of the published algorithm")]
pub fn easter_sunday(year: i16) -> Option<Date> {
    let a = year.rem_euclid(19);
    let (b, c) = (year.div_euclid(100), year.rem_euclid(100));
    let (d, e) = (b.div_euclid(4), b.rem_euclid(4));
    let g = (8 * b + 13).div_euclid(25);
    let h = (19 * a + b - d - g + 15).rem_euclid(30);
    let (i, k) = (c / 4, c % 4);
    let l = (32 + 2 * e + 2 * i - h - k).rem_euclid(7);
    let m = (a + 11 * h + 22 * l) / 451;
    let n = h + l - 7 * m + 114;
    Date::new(year, i8::try_from(n / 31).ok()?, i8::try_from(n % 31 + 1).ok()?).ok()
}

fn day_of(when: When, year: i16) -> Option<Date> {
    match when {
        When::Fixed(month, day) => Date::new(year, month, day).ok(),
        When::Easter(days) => easter_sunday(year)?.checked_add(jiff::Span::new().try_days(days).ok()?).ok(),
        When::RepentanceDay => Date::new(year, 11, 23).ok()?.nth_weekday(-1, Weekday::Wednesday).ok(),
    }
}

/// The public holidays that hold in a whole Land, by date.
///
/// `state` is the two-letter code; any other code (`BUND`) gets the days that all Länder share. Before 1991 the
/// table is not complete. Holidays of single municipalities come from [`local_holidays`].
pub fn holidays(state: &str, year: i16) -> Vec<(Date, Words)> {
    let mut days: Vec<(Date, Words)> = RULES
        .iter()
        .filter(|rule| rule.holds(state, year))
        .filter_map(|rule| day_of(rule.when, year).map(|date| (date, rule.name)))
        .collect();
    days.sort();
    // 2017 names the Reformation Day twice where it holds anyway; 1 May may be Ascension Day (2008).
    days.dedup();
    days
}

/// A holiday that holds only in a part of a Land.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PartialHoliday {
    /// Augsburger Hohes Friedensfest (BY), in the city of Augsburg; the act itself names the city.
    PeaceFestival,
    /// Mariä Himmelfahrt (BY), in municipalities with a Catholic majority, as the statistical office lists them.
    AssumptionDay,
    /// Fronleichnam (SN, TH), in municipalities named by ordinance or by custom.
    CorpusChristi,
}

impl PartialHoliday {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::PeaceFestival, Self::AssumptionDay, Self::CorpusChristi];

    /// The Länder in whose acts it stands.
    pub const fn states(self) -> &'static [&'static str] {
        match self {
            Self::PeaceFestival | Self::AssumptionDay => &["BY"],
            Self::CorpusChristi => &["SN", "TH"],
        }
    }

    /// Its name.
    pub const fn name(self) -> Words {
        match self {
            Self::PeaceFestival => Words::new("Augsburger Hohes Friedensfest", "Augsburg Peace Festival"),
            Self::AssumptionDay => Words::new("Mariä Himmelfahrt", "Assumption Day"),
            Self::CorpusChristi => Words::new("Fronleichnam", "Corpus Christi"),
        }
    }

    /// The day in a year.
    pub fn date(self, year: i16) -> Option<Date> {
        match self {
            Self::PeaceFestival => day_of(When::Fixed(8, 8), year),
            Self::AssumptionDay => day_of(When::Fixed(8, 15), year),
            Self::CorpusChristi => day_of(When::Easter(60), year),
        }
    }

    /// The area that the act itself names, as the begin of regional keys; for the others only the user knows.
    pub const fn known_area(self) -> Option<&'static str> {
        match self {
            Self::PeaceFestival => Some("09761"),
            Self::AssumptionDay | Self::CorpusChristi => None,
        }
    }
}

/// Where partial holidays hold: pairs of a holiday and the begin of a regional key (ARS), given by the user.
///
/// Lotse brings no list of municipalities: they are set by ordinances and by censuses that change. An empty
/// value means that only the Augsburg Peace Festival is known.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Locality {
    areas: Vec<(PartialHoliday, String)>,
}

impl Locality {
    /// Whether the holiday is known to hold at a place given by its regional key.
    pub fn holds(&self, holiday: PartialHoliday, ars: &str) -> bool {
        holiday.known_area().is_some_and(|area| ars.starts_with(area))
            || self.areas.iter().any(|(given, area)| *given == holiday && ars.starts_with(area.as_str()))
    }
}

/// The holidays that hold at a place besides those of the whole Land, by date.
pub fn local_holidays(state: &str, year: i16, ars: &str, locality: &Locality) -> Vec<(Date, Words)> {
    let mut days: Vec<(Date, Words)> = PartialHoliday::ALL
        .into_iter()
        .filter(|holiday| holiday.states().contains(&state) && locality.holds(*holiday, ars))
        .filter_map(|holiday| holiday.date(year).map(|date| (date, holiday.name())))
        .collect();
    days.sort();
    days
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn has(state: &str, day: Date) -> bool {
        holidays(state, day.year()).iter().any(|(date, _)| *date == day)
    }

    #[test]
    fn easter_is_where_the_church_has_it() {
        for (year, month, day) in [(1990, 4, 15), (2008, 3, 23), (2025, 4, 20), (2026, 4, 5), (2038, 4, 25)] {
            assert_eq!(easter_sunday(year), Some(date(year, month, day)));
        }
    }

    #[test]
    fn every_year_can_be_asked() {
        for year in [-9999, -1, 0, 1583, 9999, i16::MIN, i16::MAX] {
            let _ = holidays("BB", year);
        }
    }

    #[test]
    fn the_laender_differ() {
        assert!(has("SN", date(2026, 11, 18)) && !has("BY", date(2026, 11, 18)));
        assert!(has("SN", date(2027, 11, 17)) && has("SN", date(2022, 11, 16)));
        assert!(has("BE", date(2025, 5, 8)) && !has("BE", date(2026, 5, 8)));
        assert!(has("BE", date(2028, 6, 17)) && !has("BB", date(2028, 6, 17)));
        assert!(has("MV", date(2025, 3, 8)) && !has("MV", date(2022, 3, 8)));
        assert!(has("BB", date(2026, 4, 5)) && !has("BE", date(2026, 4, 5)));
        assert!(has("NI", date(2018, 10, 31)) && !has("NI", date(2016, 10, 31)));
        assert_eq!(holidays("HB", 2026).len(), 10);
        assert_eq!(holidays("BUND", 2026).len(), 9);
    }

    #[test]
    fn two_holidays_may_share_a_day() {
        let shared = holidays("HB", 2008).iter().filter(|(day, _)| *day == date(2008, 5, 1)).count();
        assert_eq!(shared, 2);
        let once = holidays("SN", 2017).iter().filter(|(day, _)| *day == date(2017, 10, 31)).count();
        assert_eq!(once, 1);
    }

    #[test]
    fn partial_holidays_hold_only_where_somebody_says_so() {
        let none = Locality::default();
        assert_eq!(local_holidays("BY", 2026, "097610000000", &none).len(), 1);
        assert_eq!(local_holidays("BY", 2026, "091620000000", &none), []);
        assert_eq!(local_holidays("SN", 2026, "146250000000", &none), []);
    }
}
