//! How a requirement fares: from counts to one word.

use crate::text::Words;

/// What the report says of a requirement.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    /// Everything in operation satisfies it, and no finding speaks against it.
    Met,
    /// Something satisfies it, something does not.
    Partly,
    /// Nothing in operation satisfies it.
    NotMet,
    /// What is missing is missing on purpose, approved and with an end.
    Deviating,
    /// Nothing that it asks about is in operation.
    NotApplicable,
    /// The files cannot tell: no rule watches over it, or all that it depends on is broken or was not loaded.
    Unjudged,
}

impl Verdict {
    /// All, in the order of the report.
    pub const ALL: [Self; 6] =
        [Self::Met, Self::Partly, Self::NotMet, Self::Deviating, Self::NotApplicable, Self::Unjudged];

    /// The word for programs: `met`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Met => "met",
            Self::Partly => "partly",
            Self::NotMet => "not-met",
            Self::Deviating => "deviating",
            Self::NotApplicable => "not-applicable",
            Self::Unjudged => "unjudged",
        }
    }

    /// The words for people.
    pub const fn words(self) -> Words {
        match self {
            Self::Met => Words::new("erfüllt", "met"),
            Self::Partly => Words::new("teilweise", "partly"),
            Self::NotMet => Words::new("nicht erfüllt", "not met"),
            Self::Deviating => Words::new("bewusst abweichend", "deviating on purpose"),
            Self::NotApplicable => Words::new("nicht anwendbar", "not applicable"),
            Self::Unjudged => Words::new("ohne Urteil", "no verdict"),
        }
    }
}

/// What a verdict is derived from.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    /// Whether a cell or a rule watches over it.
    pub observable: bool,
    /// Cells in operation that it asks about.
    pub required: usize,
    /// Of these satisfied.
    pub met: usize,
    /// Of these not satisfied on purpose: deliberately nobody, or accepted by an exception.
    pub deviating: usize,
    /// Of these such that nothing can be said.
    pub undecidable: usize,
    /// Open findings that violate it, errors and warnings; notes do not, nor what is only about places not yet in
    /// operation.
    pub violations: usize,
    /// Findings against it that an exception accepts.
    pub accepted: usize,
    /// Rules that speak for it and that the workspace switched off.
    pub switched_off: usize,
}

impl Tally {
    /// The verdict: the first of these that fits.
    ///
    /// 1. No cell and no rule: *no verdict*.
    /// 2. Nothing in operation: *not applicable*.
    /// 3. Every cell is satisfied or deviates on purpose, no finding is open, and no rule is switched off: *deviating* if a
    ///    cell deviates or a finding is accepted, else *met*.
    /// 4. Nothing can be said of any cell: *no verdict*.
    /// 5. No cell is satisfied, and not all deviate: *not met*.
    /// 6. *partly*.
    pub const fn verdict(self) -> Verdict {
        if !self.observable {
            return Verdict::Unjudged;
        }
        if self.required == 0 {
            return Verdict::NotApplicable;
        }
        let complete = self.met + self.deviating == self.required;
        if complete && self.violations == 0 && self.switched_off == 0 {
            return if self.deviating > 0 || self.accepted > 0 { Verdict::Deviating } else { Verdict::Met };
        }
        if self.undecidable == self.required {
            return Verdict::Unjudged;
        }
        if self.met == 0 && !complete { Verdict::NotMet } else { Verdict::Partly }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ALL: Tally = Tally {
        observable: true,
        required: 4,
        met: 4,
        deviating: 0,
        undecidable: 0,
        violations: 0,
        accepted: 0,
        switched_off: 0,
    };

    #[test]
    fn the_first_condition_that_fits_decides() {
        let cases = [
            (ALL, Verdict::Met),
            (Tally { observable: false, ..ALL }, Verdict::Unjudged),
            (Tally { required: 0, met: 0, violations: 2, ..ALL }, Verdict::NotApplicable),
            (Tally { met: 3, ..ALL }, Verdict::Partly),
            (Tally { met: 0, ..ALL }, Verdict::NotMet),
            (Tally { met: 0, deviating: 1, ..ALL }, Verdict::NotMet),
            (Tally { met: 0, deviating: 4, ..ALL }, Verdict::Deviating),
            (Tally { met: 3, deviating: 1, ..ALL }, Verdict::Deviating),
            (Tally { accepted: 1, ..ALL }, Verdict::Deviating),
            (Tally { accepted: 1, violations: 1, ..ALL }, Verdict::Partly),
            (Tally { violations: 1, ..ALL }, Verdict::Partly),
            (Tally { switched_off: 1, ..ALL }, Verdict::Partly),
            (Tally { met: 0, undecidable: 4, ..ALL }, Verdict::Unjudged),
            (Tally { met: 3, undecidable: 1, ..ALL }, Verdict::Partly),
            (Tally { met: 0, undecidable: 3, ..ALL }, Verdict::NotMet),
        ];
        for (tally, verdict) in cases {
            assert_eq!(tally.verdict(), verdict, "{tally:?}");
        }
    }
}
