//! Records that meet because one body is written in two ways (semantics 27).

use std::collections::BTreeSet;

use super::Context;
use crate::key::{Area, Body};
use crate::source::Span;
use crate::text::{Text, text};

/// The areas of a record, with the place of the list.
pub(super) type Areas<'m> = (&'m [Area], Option<Span>);

/// "05315 und 053150000000 sind dieselbe Kommune, zweimal geschrieben", if some of the records write a body that they share
/// differently.
pub(super) fn written_twice<'m>(
    context: &Context<'_>,
    records: impl IntoIterator<Item = Areas<'m>>,
) -> Option<Text> {
    let records: Vec<Areas<'_>> = records.into_iter().collect();
    let bodies: BTreeSet<Area> = records.iter().flat_map(|(areas, _)| areas.iter().copied()).collect();
    bodies.into_iter().find_map(|body| {
        let naming = records.iter().filter(|(areas, _)| areas.contains(&body));
        let forms: Vec<BTreeSet<Area>> = naming.map(|(_, span)| written(context, body, *span)).collect();
        let all: BTreeSet<Area> = forms.iter().flatten().copied().collect();
        if forms.len() < 2 || all.len() < 2 {
            return None;
        }
        let shown: Vec<String> = all.into_iter().map(Area::digits).collect();
        Some(sentence(context, body, &shown))
    })
}

/// The forms in which a list writes a body.
fn written(context: &Context<'_>, body: Area, list: Option<Span>) -> BTreeSet<Area> {
    let spellings = list.into_iter().flat_map(|span| context.model.spellings_in(span));
    let forms: BTreeSet<Area> =
        spellings.filter(|spelling| spelling.body == body).map(|spelling| spelling.written).collect();
    if forms.is_empty() { [body].into() } else { forms }
}

fn sentence(context: &Context<'_>, body: Area, forms: &[String]) -> Text {
    let Text { de, en } = crate::routing::and_list(forms);
    let reading = &context.model.reading;
    let wide = match reading.body(body) {
        Body::State => reading.forms(body).len() == 1,
        Body::Region | Body::District | Body::Association => true,
        Body::City | Body::Municipality | Body::Unincorporated => false,
    };
    if wide {
        text!("{de} sind dasselbe Gebiet, zweimal geschrieben", "{en} are the same area, written twice")
    } else {
        text!(
            "{de} sind dieselbe Kommune, zweimal geschrieben",
            "{en} are the same municipality, written twice"
        )
    }
}

/// A cause with what the spelling adds to it.
pub(super) fn because(cause: Text, twice: Option<Text>) -> Text {
    match twice {
        Some(twice) => {
            Text::new(format!("{}; {}", twice.de, cause.de), format!("{}; {}", twice.en, cause.en))
        }
        None => cause,
    }
}
