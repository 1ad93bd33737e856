//! Words by which a template tells one case from another: each set is an enum, so that a view cannot say what no template knows, and a
//! test holds the templates against the same words.

/// A set of words: `Variant = "word";`. It is serialized as the word.
macro_rules! words {
    (
        $(#[$doc:meta])*
        pub enum $name:ident in $field:literal {
            $($(#[$of:meta])* $variant:ident = $word:literal;)+
        }
    ) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
        pub enum $name {
            $($(#[$of])* $variant,)+
        }

        impl $name {
            /// The name by which templates ask for it, and all its words.
            #[cfg(any(test, feature = "inside"))]
            pub const TOLD: (&'static str, &'static [&'static str]) = ($field, &[$($word),+]);

            /// The word.
            pub const fn word(self) -> &'static str {
                match self {
                    $(Self::$variant => $word,)+
                }
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.word())
            }
        }
    };
}

words! {
    /// How a cell stands for a stretch of time.
    pub enum CellWord in "verdict" {
        /// Somebody answers.
        Covered = "covered";
        /// Nobody answers.
        Open = "open";
        /// Nobody answers, on purpose.
        Deliberate = "deliberate";
        /// Nobody can tell.
        Undecidable = "undecidable";
        /// Two answer the same.
        Ambiguous = "ambiguous";
        /// The competent authority shall answer, and none is named.
        WithoutCompetent = "without-competent";
        /// The same, and two are named.
        SeveralCompetent = "several-competent";
    }
}

words! {
    /// Whether a service is in operation at a place.
    pub enum StatusWord in "status" {
        /// It is.
        Live = "live";
        /// It starts on a day ahead.
        Planned = "planned";
        /// No wave reaches the place.
        Unplanned = "unplanned";
        /// Two waves disagree, or a date is broken.
        Undecidable = "undecidable";
    }
}

words! {
    /// Who is competent for some places.
    pub enum CompetenceWord in "result" {
        /// One for each place.
        One = "one";
        /// Nobody yet for some places.
        Partly = "partly";
        /// Two at once.
        Several = "several";
        /// Nobody, and a record asks for one.
        Nobody = "nobody";
        /// Nobody is asked for, and nobody answers.
        Open = "open";
        /// Nobody can tell.
        Undecidable = "undecidable";
    }
}

words! {
    /// Why feedback does not arrive.
    pub enum BreakWord in "result" {
        /// Nobody says whom it tells.
        Nowhere = "nowhere";
        /// It ends before the operator's side.
        Stops = "stops";
    }
}

words! {
    /// What happens to a competence.
    pub enum TurnWord in "what" {
        /// It is over.
        Over = "over";
        /// It begins.
        Begins = "begins";
        /// It will end.
        Ends = "ends";
    }
}

words! {
    /// How a way of feedback came about.
    pub enum FeedbackWord in "standing" {
        /// The Kommune is the operator's side itself.
        Own = "own";
        /// It is agreed with the Kommune.
        Agreed = "agreed";
        /// The Land offers it, and it is lived.
        Offered = "offered";
        /// The Land laid it down.
        LaidDown = "laid-down";
        /// The Kommune wants none.
        Declined = "declined";
        /// There is none.
        Missing = "missing";
        /// Nobody can tell.
        Undecidable = "undecidable";
    }
}

words! {
    /// How far feedback gets.
    pub enum ArrivalWord in "arrival" {
        /// To whoever evaluates it.
        Arrives = "arrives";
        /// To the provider, from where no way leads on.
        Provider = "provider";
        /// To somebody from where no way leads on.
        Stops = "stops";
        /// To nobody.
        Nowhere = "nowhere";
        /// Nobody can tell.
        Undecidable = "undecidable";
    }
}

words! {
    /// What an agreement is worth.
    pub enum AgreementWord in "worth" {
        /// It holds between both sides.
        Holds = "holds";
        /// It holds from a later day.
        NotYet = "not-yet";
        /// It held until a day.
        Ended = "ended";
        /// One side is no party.
        OneSided = "one-sided";
        /// Nobody can tell.
        Undecidable = "undecidable";
        /// None is named.
        None = "none";
    }
}

words! {
    /// Whether Kommunen know whom to ask in the Land.
    pub enum AskedWord in "said" {
        /// One contact for all.
        State = "state";
        /// Contacts for some Kommunen.
        Places = "places";
        /// None.
        None = "none";
        /// Nobody can tell.
        Undecidable = "undecidable";
    }
}

words! {
    /// Which state of the files an audit read.
    #[cfg_attr(not(feature = "git"), allow(dead_code, reason = "without history nothing but the folder is read"))]
    pub enum ReadWord in "read" {
        /// The revision that was asked for.
        Asked = "asked";
        /// The last one up to the day.
        Day = "day";
        /// The folder as it is.
        Folder = "folder";
        /// The folder, as no commit is as old as the day.
        Before = "before";
    }
}

/// All sets, by the name under which templates ask for them: what templates are held against.
#[cfg(any(test, feature = "inside"))]
pub const ALL: &[(&str, &[&str])] = &[
    CellWord::TOLD,
    StatusWord::TOLD,
    CompetenceWord::TOLD,
    BreakWord::TOLD,
    TurnWord::TOLD,
    FeedbackWord::TOLD,
    ArrivalWord::TOLD,
    AgreementWord::TOLD,
    AskedWord::TOLD,
    ReadWord::TOLD,
];
