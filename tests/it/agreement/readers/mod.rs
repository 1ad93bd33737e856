//! Readers of what Lotse writes.

use super::facts::{Aspect, Claim, Output};
use super::rendered::{Names, Rendered};

/// What a text claims.
pub fn read(rendered: &Rendered, names: &Names) -> Vec<Claim> {
    if rendered.output != Output::Page || !rendered.stem.ends_with(".md") {
        return Vec::new();
    }
    let mut claims = Vec::new();
    for line in rendered.text.lines() {
        let aspects: &[Aspect] = match line {
            line if line.starts_with("- für beide:") => &[Aspect::InterimContact, Aspect::LongTermContact],
            line if line.starts_with("- Interimslösung:") => &[Aspect::InterimContact],
            line if line.starts_with("- langfristige Lösung:") => &[Aspect::LongTermContact],
            _ => &[],
        };
        let value = names.organizations.keys().find(|name| line.contains(&format!("**{name}**")));
        claims.extend(aspects.iter().map(|aspect| Claim {
            output: Output::Page,
            state: rendered.state.clone().unwrap(),
            kommune: rendered.kommune.clone(),
            service: None,
            aspect: aspect.clone(),
            value: value.cloned().unwrap_or_else(|| "none".to_owned()),
        }));
    }
    claims
}
