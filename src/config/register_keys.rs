//! What the register adds to problems of keys: the reader knows form alone, the register knows which key was meant.

use super::problems;
use crate::diagnostic::Diagnostic;
use crate::key::Area;
use crate::register::Register;
use crate::source::Sources;
use crate::text::text;

/// Offers the one right key (ARS) where a municipality key (AGS) was written instead, if the register has it.
///
/// The finding stays the one that the reader made; it only gains its repair.
pub fn offer_keys(diagnostics: &mut [Diagnostic], sources: &Sources, register: &Register) {
    for finding in
        diagnostics.iter_mut().filter(|finding| finding.code == problems::MALFORMED_IDENTIFIER.code)
    {
        let written = sources.snippet(finding.span).trim_matches(['"', '\'']);
        // Other fields have keys of eight digits as well: only what was read as an area is meant.
        let Err(problem) = Area::parse(written) else { continue };
        if problem.message.de.trim_end_matches('.') != finding.message.de {
            continue;
        }
        let Some(unit) = register.by_ags(written) else { continue };
        let (key, name) = (&unit.key, &unit.name);
        let help = text!(
            "„{written}“ ist {name}; der Regionalschlüssel dazu heißt „{key}“",
            "\"{written}\" is {name}; its regional key is \"{key}\""
        );
        finding.help = Some(help);
        finding.fix.clear();
        let replacement = format!("\"{key}\"");
        finding.fix.push(crate::diagnostic::Edit { span: finding.span, replacement });
    }
}
