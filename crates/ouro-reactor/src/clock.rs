//! Where a reactor takes its time from. libuv: `uv_hrtime`; a parameter here, so that tests can
//! treat time as a value.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

/// A source of monotonic time.
pub trait Clock {
    /// Returns the time since any fixed origin; never less than it returned before.
    fn now(&self) -> Duration;

    /// Says how long the operating system may be asked to wait until `due_in` has passed on this
    /// clock. The default is `due_in` itself.
    fn wait(&self, due_in: Duration) -> Duration {
        due_in
    }
}

/// The monotonic clock of the operating system, counted from its creation.
#[derive(Clone, Copy, Debug)]
pub struct SystemClock {
    origin: Instant,
}

impl SystemClock {
    /// Returns a clock that starts now.
    #[must_use]
    pub fn new() -> Self {
        Self { origin: Instant::now() }
    }
}

impl Clock for SystemClock {
    fn now(&self) -> Duration {
        self.origin.elapsed()
    }
}

impl Default for SystemClock {
    fn default() -> Self {
        Self::new()
    }
}

/// A clock that moves only when told, for tests. Clones share one time.
///
/// A reactor that would block until a timer is due moves this clock to the deadline instead, so
/// a test never sleeps.
#[derive(Clone, Debug, Default)]
pub struct ManualClock {
    nanoseconds: Arc<AtomicU64>,
}

impl ManualClock {
    /// Moves the clock, and all its clones, forward.
    pub fn advance(&self, by: Duration) {
        let nanoseconds = u64::try_from(by.as_nanos()).unwrap_or(u64::MAX);
        let now = self.nanoseconds.load(Ordering::Acquire);
        self.nanoseconds.store(now.saturating_add(nanoseconds), Ordering::Release);
    }
}

impl Clock for ManualClock {
    fn now(&self) -> Duration {
        Duration::from_nanos(self.nanoseconds.load(Ordering::Acquire))
    }

    fn wait(&self, due_in: Duration) -> Duration {
        self.advance(due_in);
        Duration::ZERO
    }
}
