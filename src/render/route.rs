//! A followed question on a terminal: numbered hops, and between them how the question goes on.

use super::lines::{Lines, people};
use crate::text::{Language, Words};
use crate::view::route::{ArrivalView, ChannelView, GapView, HopView, Route, StandView, WayView};

/// All ways, one after another.
pub fn text(route: &Route, language: Language, width: usize) -> String {
    let mut page = Page { lines: Lines::new(width), language };
    page.lines.line(0, &format!("{} ({}), {}, {}", route.name, route.service, route.at, route.when));
    if route.ways.is_empty() {
        page.lines.blank();
        let none = page.say("Hier nutzt niemand diesen Onlinedienst.", "Nobody uses this service here.");
        page.lines.line(0, none);
    }
    for way in &route.ways {
        page.way(way);
    }
    page.lines.finish()
}

struct Page {
    lines: Lines,
    language: Language,
}

impl Page {
    const fn say(&self, de: &'static str, en: &'static str) -> &'static str {
        Words::new(de, en).get(self.language)
    }

    fn way(&mut self, way: &WayView) {
        let component = way.component.as_ref().map(|name| format!(": {name}")).unwrap_or_default();
        let part = way.part.as_ref().map(|name| format!(" ({name})")).unwrap_or_default();
        self.lines.heading(&format!("{}{part}{component}", way.question));
        self.lines.line(0, &format!("{}{}", way.places, people(way.inhabitants, self.language)));
        if let Some(note) = &way.operation_note {
            self.lines.line(0, note);
        }
        if way.hops.is_empty() {
            return;
        }
        self.lines.blank();
        self.lines.put(" 0  ", "    ", self.say("Bürgerin oder Bürger", "the citizen"));
        for (at, hop) in way.hops.iter().enumerate() {
            self.hop(at + 1, hop);
        }
        self.lines.blank();
        let end = match way.hops.last().and_then(|hop| hop.gap.as_ref()) {
            None => self
                .say("Am Ziel: Weitere Level verlangt niemand.", "Arrived: no further level is asked for."),
            Some(_) => {
                self.say("Hier endet die Frage, ohne Antwort.", "Here the question ends, without an answer.")
            }
        };
        self.lines.put("    ", "    ", end);
    }

    fn hop(&mut self, number: usize, hop: &HopView) {
        if let Some(gap) = &hop.gap {
            self.gap(gap);
        }
        for stand in &hop.stands {
            self.stand(number, hop, stand);
        }
    }

    fn gap(&mut self, gap: &GapView) {
        self.lines.put("    |", "    |", "");
        self.lines.put(" *  ", "    ", &gap.words);
        for note in &gap.notes {
            self.lines.line(4, note);
        }
        if !gap.grounds.is_empty() {
            let grounds = gap.grounds.join(", ");
            self.lines.line(4, &format!("{} {grounds}", self.say("Einträge:", "records:")));
        }
    }

    fn stand(&mut self, number: usize, hop: &HopView, stand: &StandView) {
        for arrival in &stand.arrivals {
            self.arrival(arrival, stand.arrivals.len() > 1);
        }
        let role = stand.role.as_ref().map(|role| format!(", {role}")).unwrap_or_default();
        self.lines.put(&format!(" {number}  "), "    ", &format!("{}: {}{role}", hop.label, stand.name));
        let solution = stand.solution.as_ref().map(|solution| format!("{solution}, ")).unwrap_or_default();
        self.lines.line(4, &format!("{solution}{} {}", self.say("laut", "by"), stand.ground));
        if let Some(due) = &stand.due {
            self.lines.line(4, &format!("{} {due}", self.say("hier spätestens:", "here at the latest:")));
        }
        if stand.channels.is_empty() {
            let none =
                self.say("Kein Kontaktweg ist dafür angegeben.", "No way to reach them is given for this.");
            self.lines.line(4, none);
        }
        for channel in &stand.channels {
            self.channel(channel);
        }
        self.lines.line(4, &format!("{} {}", self.say("Vertretung:", "deputy:"), stand.deputy));
    }

    fn arrival(&mut self, arrival: &ArrivalView, several: bool) {
        let from = arrival.from.as_ref().filter(|_| several).map(|from| format!("{from}: "));
        let trigger =
            arrival.trigger.as_ref().map(|trigger| format!(", {} {trigger}", self.say("Anlass:", "when:")));
        let within = match (&arrival.within, arrival.way) {
            (Some(within), _) => format!(", {} {within}", self.say("Frist:", "within:")),
            (None, "agreed") => format!(", {}", self.say("ohne Frist", "no deadline")),
            (None, _) => String::new(),
        };
        let ground = arrival.ground.as_ref().map(|ground| format!(" ({ground})")).unwrap_or_default();
        let text = format!(
            "{}{}{}{within}{ground}",
            from.unwrap_or_default(),
            arrival.words,
            trigger.unwrap_or_default()
        );
        self.lines.put("    | ", "    |   ", &text);
        if !arrival.elsewhere.is_empty() {
            let list = arrival.elsewhere.join(", ");
            let words = self.say("vereinbart ist sie", "agreed is a hand-over");
            self.lines.put("    |   ", "    |   ", &format!("{words} {list}"));
        }
    }

    fn channel(&mut self, channel: &ChannelView) {
        let closed = channel.closed.as_ref().map(|closed| format!(" ({closed})")).unwrap_or_default();
        let text = format!("{} {}: {}{closed}", channel.label, channel.address, channel.words);
        self.lines.put("    - ", "      ", &text);
    }
}
