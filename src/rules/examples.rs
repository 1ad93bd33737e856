//! Files that many examples of rules begin with, so that an example breaks one thing and nothing else.

/// Bremen operates the service `hb/a`, and its IT provider answers technical questions about it.
macro_rules! operator {
    () => {
        r#"[state]
code = "HB"

[[organization]]
id = "dienstleister"
name = "Dienstleister"
kind = "it-provider"

[[service]]
id = "a"
name = "A"

[[support]]
level = "second"
track = "technical-service"
owner = "dienstleister"

[[support]]
level = "third"
track = "technical-service"
owner = "dienstleister"
"#
    };
}

/// Niedersachsen has an office that answers questions on the subject matter and about its own IT; first level is open.
macro_rules! co_user {
    () => {
        r#"# file: ni.toml
[state]
code = "NI"

[[organization]]
id = "stelle"
name = "Supportstelle"
kind = "state-helpdesk"

[[support]]
level = "second"
track = "subject-matter"
owner = "stelle"

[[support]]
level = "second"
track = "technical-state"
owner = "stelle"

[[support]]
level = "third"
track = "technical-state"
owner = "stelle"
"#
    };
}

/// It uses the service, since nobody knows when.
macro_rules! in_use {
    () => {
        r#"
[[use]]
service = "hb/a"
"#
    };
}

/// First level for good.
macro_rules! first_level {
    () => {
        r#"
[[support]]
level = "first"
solution = "long-term"
owner = "stelle"
"#
    };
}

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

/// Niedersachsen with a desk, an office and a vendor on the three levels, and no path yet.
macro_rules! ladder {
    () => {
        r#"# file: ni.toml
[state]
code = "NI"

[[organization]]
id = "telefon"
name = "Servicetelefon"
kind = "state-helpdesk"
deputy = "internal"

[[organization]]
id = "stelle"
name = "Supportstelle"
kind = "state-helpdesk"
deputy = "internal"

[[organization]]
id = "hersteller"
name = "Hersteller"
kind = "it-provider"
deputy = "internal"

[[use]]
service = "hb/a"

[[support]]
level = "first"
solution = "long-term"
owner = "telefon"

[[support]]
level = "second"
track = "subject-matter"
owner = "stelle"

[[support]]
level = "second"
track = "technical-state"
owner = "stelle"

[[support]]
level = "third"
track = "technical-state"
owner = "hersteller"
"#
    };
}

/// A path on which questions of a track are handed on.
macro_rules! way {
    ($from:literal, $to:literal, $track:literal) => {
        concat!(
            "\n[[path]]\npurpose = \"escalation\"\nfrom = \"",
            $from,
            "\"\nto = \"",
            $to,
            "\"\ntrack = \"",
            $track,
            "\"\nchannel = \"ticket\"\ntrigger = \"nicht selbst zu klären\"\nwithin = \"1 wd\"\nestablished = 2026-10-01\n"
        )
    };
}

/// The ways from first level on.
macro_rules! first_ways {
    () => {
        concat!(
            way!("@first", "stelle", "subject-matter"),
            way!("@first", "hb/dienstleister", "technical-service"),
            way!("@first", "stelle", "technical-state")
        )
    };
}

pub(super) use {first_ways, ladder, way};

pub(super) use {authority, co_user, co_using_state, first_level, in_use, operating_state, operator};
