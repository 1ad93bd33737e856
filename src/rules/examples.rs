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

pub(super) use {co_user, first_level, in_use, operator};
