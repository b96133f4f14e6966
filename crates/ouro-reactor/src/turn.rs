//! The phases of a turn, walked lazily. libuv: `uv_run`, design overview "The I/O loop".

use std::io;
use std::time::Duration;

use crate::event::Event;
use crate::reactor::Reactor;

/// How long [`Reactor::next_event`] may look for an event.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Wait {
    /// Until there is one, or nothing is left that could bring one. libuv: `UV_RUN_DEFAULT`.
    Forever,
    /// To the end of the turn now running, without blocking. libuv: `UV_RUN_NOWAIT`.
    Never,
}

/// Where in a turn the reactor is.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Phase {
    /// Outside of any turn.
    Rest,
    Pending,
    Idle,
    Prepare,
    /// About to poll.
    Poll,
    /// Handing out what the poll found.
    Ready,
    /// Handing out what was completed while the poll's findings were handled; so many more looks.
    Completed(u8),
    Check,
    Closing,
    Timers,
}

/// How often completions are looked for after the poll, as in libuv: enough for a write in a
/// callback to be reported in the same turn, not so many that writes hold up the loop.
const COMPLETED_LOOKS: u8 = 8;

impl Reactor {
    /// Finds the next event.
    ///
    /// With [`Wait::Forever`] it blocks, and `None` means that nothing is alive: the loop is over
    /// (a later call begins anew, should something have been started). With [`Wait::Never`] it
    /// finishes at most the one turn now running, and `None` is the end of that turn.
    ///
    /// # Errors
    /// Those of `epoll_wait(2)` and of opening the poll; the reactor can be asked again.
    pub fn next_event(&mut self, wait: Wait) -> io::Result<Option<Event>> {
        loop {
            match self.phase {
                Phase::Rest => {
                    self.update_time();
                    if !self.is_alive() {
                        return Ok(None);
                    }
                    if wait == Wait::Forever {
                        self.timers.begin(self.now());
                        self.phase = Phase::Timers;
                    } else {
                        self.begin_turn();
                    }
                }
                Phase::Pending => match self.next_completed() {
                    Some(event) => return Ok(Some(event)),
                    None => {
                        self.idles.begin();
                        self.phase = Phase::Idle;
                    }
                },
                Phase::Idle => match self.idles.next() {
                    Some(handle) => return Ok(Some(Event::Idle(handle))),
                    None => {
                        self.prepares.begin();
                        self.phase = Phase::Prepare;
                    }
                },
                Phase::Prepare => match self.prepares.next() {
                    Some(handle) => return Ok(Some(Event::Prepare(handle))),
                    None => self.phase = Phase::Poll,
                },
                Phase::Poll => {
                    let timeout = self.timeout(wait);
                    self.poll(timeout)?;
                    self.phase = Phase::Ready;
                }
                Phase::Ready => match self.next_ready() {
                    Some(event) => return Ok(Some(event)),
                    None => {
                        self.completed_left = self.completed.len();
                        self.phase = Phase::Completed(COMPLETED_LOOKS);
                    }
                },
                Phase::Completed(looks) => match self.next_completed() {
                    Some(event) => return Ok(Some(event)),
                    None if looks > 1 && !self.completed.is_empty() => {
                        self.completed_left = self.completed.len();
                        self.phase = Phase::Completed(looks - 1);
                    }
                    None => {
                        self.checks.begin();
                        self.phase = Phase::Check;
                    }
                },
                Phase::Check => match self.checks.next() {
                    Some(handle) => return Ok(Some(Event::Check(handle))),
                    None => {
                        self.closing_now.append(&mut self.closing);
                        self.phase = Phase::Closing;
                    }
                },
                Phase::Closing => match self.next_closed() {
                    Some(event) => return Ok(Some(event)),
                    None => {
                        self.update_time();
                        self.timers.begin(self.now());
                        self.phase = Phase::Timers;
                    }
                },
                Phase::Timers => match self.next_timer() {
                    Some(handle) => return Ok(Some(Event::Timer(handle))),
                    // A turn that began without waiting ends here; so does the last one. (For
                    // the timers before the first turn, only `Forever` comes here.)
                    None if wait == Wait::Never || !self.is_alive() => {
                        self.phase = Phase::Rest;
                        return Ok(None);
                    }
                    None => self.begin_turn(),
                },
            }
        }
    }

    fn begin_turn(&mut self) {
        self.completed_left = self.completed.len();
        self.phase = Phase::Pending;
    }

    /// How long the poll may block; `None` is for ever. libuv: `uv_backend_timeout`.
    fn timeout(&self, wait: Wait) -> Option<Duration> {
        let must_not_block = wait == Wait::Never
            || !self.has_reason_to_wait()
            || !self.idles.is_empty()
            || !self.completed.is_empty()
            || !self.closing.is_empty()
            || !self.closing_now.is_empty()
            || !self.ready.is_empty()
            || !self.carried.is_empty();
        if must_not_block {
            return Some(Duration::ZERO);
        }
        self.timers.deadline().map(|deadline| deadline.saturating_sub(self.now()))
    }
}
