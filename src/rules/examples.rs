//! The pieces that the examples of several rules have in common, so that each example shows only its own point.

/// The operating state: a coordination and a service.
macro_rules! operating_state {
    () => {
        "[state]\ncode = \"HB\"\n[[organization]]\nid = \"koordination\"\nname = \"Betriebskoordination\"\nkind = \"coordination\"\n[[service]]\nid = \"a\"\nname = \"A\"\n"
    };
}

/// A co-using state in a file of its own: a coordination and a use.
macro_rules! co_using_state {
    () => {
        "# file: ni.toml\n[state]\ncode = \"NI\"\n[[organization]]\nid = \"koordination\"\nname = \"Koordination\"\nkind = \"coordination\"\n[[use]]\nservice = \"hb/a\"\n"
    };
}

/// A competent authority of a Kreis.
macro_rules! authority {
    () => {
        "[[organization]]\nid = \"jugendamt\"\nname = \"Jugendamt\"\nkind = \"authority\"\nmunicipality = \"03462\"\ncompetent = [{ area = [\"03462\"] }]\n"
    };
}

pub(super) use {authority, co_using_state, operating_state};
