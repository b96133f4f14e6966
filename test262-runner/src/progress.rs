//! A line at the foot of the terminal that says how far a run is. Nothing where standard error is
//! no terminal.

use std::{
    io::{self, IsTerminal, Write},
    time::{Duration, Instant},
};

/// The line, and what it shows.
#[derive(Debug)]
pub(crate) struct Progress {
    is_shown: bool,
    all: usize,
    done: usize,
    failed: usize,
    started: Instant,
    drawn: Option<Instant>,
}

/// The line is drawn anew no sooner.
const PAUSE: Duration = Duration::from_millis(100);

/// Columns of the bar itself.
const WIDTH: usize = 30;

impl Progress {
    /// A line for so many tests.
    pub(crate) fn new(all: usize) -> Self {
        let is_shown = io::stderr().is_terminal();
        Self { is_shown, all, done: 0, failed: 0, started: Instant::now(), drawn: None }
    }

    /// One more is done.
    pub(crate) fn step(&mut self, passed: bool) {
        self.done += 1;
        self.failed += usize::from(!passed);
        let is_due = self.drawn.is_none_or(|drawn| drawn.elapsed() >= PAUSE);
        if self.is_shown && is_due {
            self.drawn = Some(Instant::now());
            // A terminal that is gone needs no bar.
            let _ = write!(io::stderr(), "\r\x1b[2K{}", self.text());
        }
    }

    /// Takes the line away.
    pub(crate) fn clear(&self) {
        if self.is_shown {
            let _ = write!(io::stderr(), "\r\x1b[2K");
        }
    }

    fn text(&self) -> String {
        let full = (self.done * WIDTH).checked_div(self.all).unwrap_or(WIDTH).min(WIDTH);
        let elapsed = self.started.elapsed();
        let done = u32::try_from(self.done).unwrap_or(u32::MAX).max(1);
        let left = u32::try_from(self.all.saturating_sub(self.done)).unwrap_or(u32::MAX);
        format!(
            "[{}{}] {}/{}, {} failed, {} s, {} s left",
            "#".repeat(full),
            " ".repeat(WIDTH - full),
            self.done,
            self.all,
            self.failed,
            elapsed.as_secs(),
            (elapsed / done * left).as_secs()
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bar_fills_with_what_is_done() {
        let mut progress = Progress::new(4);
        progress.is_shown = false;
        progress.step(true);
        progress.step(false);
        let text = progress.text();
        assert!(text.starts_with(&format!("[{}{}]", "#".repeat(15), " ".repeat(15))), "{text}");
        assert!(text.contains("2/4, 1 failed"), "{text}");
    }
}
