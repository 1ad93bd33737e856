//! Readers of what Lotse writes. Each turns a text into claims, knows only the text and the names of the workspace, and panics
//! where it does not understand a sentence that should say a fact.

mod audit;
mod blocks;
mod calls;
mod check;
mod checklist;
mod communication;
mod concept;
mod diff;
mod distribution;
mod duties;
mod feedback;
mod form;
mod gaps;
mod html;
mod index;
mod letter;
mod markdown;
mod matrix;
mod page;
mod plan;
mod route;
mod shipped;
mod words;

use super::facts::{Aspect, Claim, Output};
use super::rendered::{Names, Rendered};

/// What a text claims.
pub fn read(rendered: &Rendered, names: &Names) -> Vec<Claim> {
    let mut claims = Claims::new(rendered, names);
    let of_blocks = || blocks::blocks(&rendered.stem, &rendered.text);
    let is_json = rendered.stem.split('.').next_back() == Some("json");
    match rendered.output {
        Output::Oracle => panic!("the oracle writes no text"),
        Output::Check => check::read(&mut claims, &json(&rendered.text)),
        Output::Page => page::read(&mut claims, &of_blocks()),
        Output::PlaceChecklist => checklist::read_place(&mut claims, &of_blocks()),
        Output::StateChecklist => checklist::read_state(&mut claims, &of_blocks()),
        Output::Letter => letter::read(&mut claims, &of_blocks()),
        Output::Form => form::read(&mut claims, &of_blocks()),
        Output::CallList => calls::read(&mut claims, &of_blocks()),
        Output::Distribution => distribution::read(&mut claims, &of_blocks()),
        Output::Concept => concept::read(&mut claims, &of_blocks()),
        Output::Matrix => matrix::read(&mut claims, &of_blocks()),
        Output::Communication => communication::read(&mut claims, &of_blocks()),
        Output::Index => index::read(&mut claims, &of_blocks()),
        Output::Audit if is_json => audit::read_json(&mut claims, &json(&rendered.text)),
        Output::Audit => audit::read(&mut claims, &of_blocks()),
        Output::Diff => diff::read(&mut claims, &json(&rendered.text)),
        Output::Plan if is_json => plan::read_json(&mut claims, &json(&rendered.text)),
        Output::Plan => plan::read_ics(&mut claims, &rendered.text),
        Output::Route => route::read(&mut claims, &json(&rendered.text)),
    }
    claims.list
}

fn json(text: &str) -> serde_json::Value {
    serde_json::from_str(text).unwrap()
}

/// The claims gathered from one text.
struct Claims<'r> {
    output: Output,
    state: String,
    kommune: Option<String>,
    names: &'r Names,
    list: Vec<Claim>,
}

impl<'r> Claims<'r> {
    fn new(rendered: &Rendered, names: &'r Names) -> Self {
        let state = rendered.state.clone().unwrap_or_else(|| "*".to_owned());
        Self { output: rendered.output, state, kommune: rendered.kommune.clone(), names, list: Vec::new() }
    }

    /// A claim about the Kommune or state of the text.
    fn say(&mut self, service: Option<&str>, aspect: Aspect, value: impl Into<String>) {
        let kommune = self.kommune.clone();
        self.say_of(kommune.as_deref(), service, aspect, value);
    }

    /// A claim about a Kommune, or nothing for the whole state.
    fn say_of(
        &mut self,
        kommune: Option<&str>,
        service: Option<&str>,
        aspect: Aspect,
        value: impl Into<String>,
    ) {
        self.list.push(Claim {
            output: self.output,
            state: self.state.clone(),
            kommune: kommune.map(str::to_owned),
            service: service.map(str::to_owned),
            aspect,
            value: value.into(),
        });
    }
}
