//! The style sheet inside the chart: dark mode. Colours stand as attributes too, for programs that know no style sheets.

use std::fmt::Write as _;

/// Colours in dark mode: class and property.
const DARK: &[(&str, &str)] = &[
    (".bg", "fill:#14171a"),
    (".we", "fill:#20252a"),
    (".ho", "fill:#353b42"),
    (".rule", "stroke:#30363c"),
    (".axis", "stroke:#5b646d"),
    (".t", "fill:#f2f2f2"),
    (".s", "fill:#d0d4d8"),
    (".bar", "fill:#12304a;stroke:#7fbaf0"),
    (".fold", "fill:#7fbaf0;stroke:#7fbaf0"),
    (".point", "fill:#14171a;stroke:#7fbaf0"),
    (".crit", "stroke:#f2f2f2"),
    (".hb", "fill:#23282d"),
    (".hl", "stroke:#e0e0e0"),
    (".slack", "stroke:#b8bdc2"),
    (".late", "stroke:#ff8a95"),
    (".lt", "fill:#ffb3ba"),
    (".today", "stroke:#f0a66a"),
    (".tt", "fill:#f0a66a"),
    (".live", "fill:#f2f2f2;stroke:#14171a"),
];

/// The sheet; every rule is bound to the picture's id.
pub(super) fn sheet(id: &str) -> String {
    let mut out = format!("#{id}{{max-width:none}}@media screen and (prefers-color-scheme:dark){{");
    for (class, look) in DARK {
        let _ = write!(out, "#{id} {class}{{{look}}}");
    }
    out.push('}');
    out
}
