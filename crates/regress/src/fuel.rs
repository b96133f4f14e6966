//! How long a search may take: each step burns fuel, and once in a while the embedder is asked whether
//! to go on.

use std::cell::Cell;

/// Why a search ended without an answer.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum Stopped {
    /// The embedder wanted it to end.
    Interrupted,
    /// It would have remembered too many ways to go back to.
    Memory,
    /// It took as many steps as it was given.
    Steps,
}

/// Steps between two questions: some tens of microseconds.
const TANK: u32 = 1 << 13;

/// What is left to burn.
pub(crate) struct Fuel<'s> {
    left: u32,
    steps: u64,
    stop: &'s mut dyn FnMut() -> bool,
}

impl<'s> Fuel<'s> {
    pub(crate) fn new(steps: u64, stop: &'s mut dyn FnMut() -> bool) -> Self {
        let left = u32::try_from(steps).unwrap_or(u32::MAX).min(TANK);
        Self { left, steps: steps - u64::from(left), stop }
    }

    #[inline]
    pub(crate) fn burn(&mut self, steps: u32) -> Result<(), Stopped> {
        match self.left.checked_sub(steps) {
            Some(left) => {
                self.left = left;
                Ok(())
            }
            None => self.fill(steps),
        }
    }

    #[cold]
    fn fill(&mut self, steps: u32) -> Result<(), Stopped> {
        if (self.stop)() {
            return Err(Stopped::Interrupted);
        }
        let over = u64::from(steps - self.left);
        if self.steps < over {
            return Err(Stopped::Steps);
        }
        self.steps -= over;
        self.left = u32::try_from(self.steps).unwrap_or(u32::MAX).min(TANK);
        self.steps -= u64::from(self.left);
        Ok(())
    }
}

thread_local! {
    static STOP: Cell<Option<fn() -> bool>> = const { Cell::new(None) };
}

/// Sets what searches of this thread ask whether to end, where they are begun by methods that take no
/// such question: those find nothing then.
pub fn set_stop(stop: Option<fn() -> bool>) {
    STOP.set(stop);
}

/// The question of this thread.
pub(crate) fn stop_of_thread() -> bool {
    STOP.get().is_some_and(|stop| stop())
}
