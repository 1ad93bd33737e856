//! The style sheet inside the picture: dark mode, print, and showing the ways of one box.

use std::fmt::Write as _;

/// Colours in dark mode: class and property.
const DARK: &[(&str, &str)] = &[
    (".bg", "fill:#14171a"),
    (".lane", "fill:#1d2125"),
    (".rule", "stroke:#444b52"),
    (".t", "fill:#f2f2f2"),
    (".s", "fill:#d0d4d8"),
    (".b text", "fill:#f2f2f2"),
    (".ba rect,.bp rect", "fill:#23282d;stroke:#e0e0e0"),
    (".bi rect", "fill:#3a3113;stroke:#e6c65a"),
    (".bg1 rect", "fill:#12304a;stroke:#7fbaf0"),
    (".bs rect", "fill:#2a2e33;stroke:#9aa0a6"),
    (".bw rect", "fill:#14171a;stroke:#9aa0a6"),
    (".bx rect", "stroke:#ff8a95"),
    (".bx text", "fill:#ffb3ba"),
    (".hb", "fill:#2b1518"),
    (".hl", "stroke:#ff8a95"),
    (".wp path", "stroke:#e6e6e6"),
    (".ws path", "stroke:#81c784"),
    (".wo path", "stroke:#7fbaf0"),
    (".wl path", "stroke:#f0a66a"),
    (".wh path,.wd path,.wi path", "stroke:#b8bdc2"),
    (".wx path", "stroke:#d0a0e6"),
    (".wn path", "stroke:#ff8a95"),
    (".wp .af", "fill:#e6e6e6"),
    (".ws .af", "fill:#81c784"),
    (".wo .af", "fill:#7fbaf0"),
    (".wl .af", "fill:#f0a66a"),
    (".ah", "fill:#14171a"),
    (".lt", "stroke:#1d2125"),
    (".lp text", "fill:#e6e6e6"),
    (".ls text", "fill:#81c784"),
    (".lo text", "fill:#7fbaf0"),
    (".ll text", "fill:#f0a66a"),
    (".lh text,.ld text,.li text", "fill:#b8bdc2"),
    (".lx text", "fill:#d0a0e6"),
    (".ln text", "fill:#ff8a95"),
];

/// The sheet for a picture with so many boxes; every rule is bound to the picture's id.
pub(super) fn sheet(id: &str, boxes: usize) -> String {
    let mut out = String::new();
    let _ = write!(out, "#{id}{{max-width:none}}#{id} .b:focus{{outline:none}}");
    let _ = write!(out, "#{id} .b:focus rect,#{id} .b:hover rect{{stroke-width:3px}}");
    // Whoever is pointed at or focused keeps its ways; the others step back.
    let _ = write!(out, "#{id}:has(.b:hover) .w,#{id}:has(.b:focus) .w{{opacity:.12}}");
    for at in 0..boxes {
        let _ = write!(out, "#{id}:has(.b{at}:hover) .w.n{at},#{id}:has(.b{at}:focus) .w.n{at}{{opacity:1}}");
    }
    out.push_str("@media screen and (prefers-color-scheme:dark){");
    for (selectors, look) in DARK {
        let bound: Vec<String> = selectors.split(',').map(|one| format!("#{id} {one}")).collect();
        let _ = write!(out, "{}{{{look}}}", bound.join(","));
    }
    out.push('}');
    out
}
