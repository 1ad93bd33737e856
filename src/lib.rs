//! Lotse plans, checks and documents the support structure behind shared public online services.
//!
//! Data flows one way:
//!
//! ```text
//! read → parse with spans → resolve into the model → route → what is the case → judge, plan, compare → say → render → command
//!  cli     config             resolve, register        routing  situation        rules plan compare        view   render    cli
//! ```

// The core alone is for callers of the facade: what only a command asks for lies there unused.
#![cfg_attr(not(feature = "cli"), allow(dead_code, unused_imports))]

/// Declares the rooms: private, so that the compiler names what nobody uses; open to tests by the feature `inside`.
macro_rules! rooms {
    ($($(#[$meta:meta])* $room:ident;)*) => {
        $(
            $(#[$meta])*
            #[cfg(feature = "inside")]
            pub mod $room;
            $(#[$meta])*
            #[cfg(not(feature = "inside"))]
            mod $room;
        )*
    };
}

rooms! {
    baseline;
    catalog;
    #[cfg(feature = "cli")]
    cli;
    compare;
    config;
    departures;
    diagnostic;
    fix;
    folder;
    graph;
    import;
    key;
    layout;
    model;
    nearest;
    opened;
    plan;
    profile;
    register;
    render;
    resolve;
    routing;
    rules;
    situation;
    source;
    start;
    text;
    time;
    trace;
    view;
    vocabulary;
    work;
    workspace;
}

#[cfg(feature = "cli")]
pub use self::cli::main as run;
pub use self::config::Kept;
pub use self::opened::{Day, Opened};
pub use self::render::form::Form;
pub use self::text::Language;
pub use self::time::{Date, parse_date};
pub use self::work::{Alone, Workers};
