//! The only door to progress bars. They are drawn on standard error, and only where a person watches it.

use std::io::IsTerminal as _;

use indicatif::{MultiProgress, ProgressBar, ProgressDrawTarget, ProgressStyle};

/// All bars of one run.
#[derive(Debug)]
pub struct Progress {
    bars: MultiProgress,
}

impl Progress {
    /// Bars that show if `visible` is wanted and standard error is a terminal; otherwise nothing at all is written.
    pub fn new(visible: bool) -> Self {
        let shown = visible && std::io::stderr().is_terminal();
        let target = if shown { ProgressDrawTarget::stderr() } else { ProgressDrawTarget::hidden() };
        Self { bars: MultiProgress::with_draw_target(target) }
    }

    /// Begins a stage of `total` steps under a name such as "Dokumente".
    pub fn stage(&self, name: impl Into<String>, total: usize) -> Bar {
        let bar = self.bars.add(ProgressBar::new(u64::try_from(total).unwrap_or(u64::MAX)));
        // A style that cannot be read would be a slip in the literal; the plain style does no harm then.
        if let Ok(style) = ProgressStyle::with_template("{msg:24!} {wide_bar} {pos}/{len} {eta:>4}") {
            bar.set_style(style);
        }
        bar.set_message(name.into());
        Bar { bar }
    }
}

/// One stage. It vanishes when it is dropped, so that only results remain on the screen.
#[derive(Debug)]
pub struct Bar {
    bar: ProgressBar,
}

impl Bar {
    /// One step is done.
    pub fn tick(&self) {
        self.bar.inc(1);
    }
}

impl Drop for Bar {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hidden_bar_counts_without_showing() {
        let progress = Progress::new(false);
        let bar = progress.stage("Dokumente", 2);
        bar.tick();
        bar.tick();
        bar.tick();
        assert!(bar.bar.is_hidden());
        assert_eq!(bar.bar.position(), 3);
    }
}
