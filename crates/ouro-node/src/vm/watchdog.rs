//! What ends one run of a script: `timeout` and `breakOnSigint` of `vm`. A thread for each run waits
//! for the time, the signal, or the run's end. Node docs: `script.runInContext`.

use std::{
    io,
    os::fd::OwnedFd,
    sync::{
        Arc,
        atomic::{AtomicU8, Ordering},
    },
    thread::{self, JoinHandle},
    time::{Duration, Instant},
};

use ouro_sys::{
    interrupt::{Interrupter, Reason},
    signal::SignalReceiver,
};
use rustix::{
    event::{PollFd, PollFlags, Timespec, poll},
    io::Errno,
    pipe::{PipeFlags, pipe_with},
    process::Signal,
};

/// What came before the run's end.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Bite {
    Signal,
    Timeout,
}

const NONE: u8 = 0;
const TIMEOUT: u8 = 1;
const SIGNAL: u8 = 2;

/// Watches one run.
pub(super) struct Watchdog {
    interrupter: Interrupter,
    run: Reason,
    bite: Arc<AtomicU8>,
    /// Closed to tell the thread that the run has ended.
    leash: Option<OwnedFd>,
    thread: Option<JoinHandle<()>>,
}

impl Watchdog {
    /// Starts to watch: for the time, where one is given, and for `SIGINT`, where wanted.
    ///
    /// # Errors
    /// Those of making a pipe, a thread, and of watching the signal.
    pub(super) fn start(
        interrupter: Interrupter,
        timeout: Option<Duration>,
        on_sigint: bool,
    ) -> io::Result<Self> {
        let deadline = timeout.and_then(|timeout| Instant::now().checked_add(timeout));
        let run = interrupter.next_run();
        let bite = Arc::new(AtomicU8::new(NONE));
        let receiver = if on_sigint {
            let receiver = SignalReceiver::new()?;
            receiver.watch_alone(Signal::INT.as_raw())?;
            Some(receiver)
        } else {
            None
        };
        let (end, leash) = pipe_with(PipeFlags::CLOEXEC)?;
        let (bitten, teeth) = (Arc::clone(&bite), interrupter.clone());
        let body = move || {
            let found = wait(&end, receiver.as_ref(), deadline);
            if found != NONE {
                bitten.store(found, Ordering::Release);
                teeth.interrupt(run);
            }
        };
        #[expect(clippy::disallowed_methods, reason = "the one door for a watchdog's thread")]
        let thread = thread::Builder::new()
            .name("ouro-watchdog".into())
            .stack_size(128 << 10)
            .spawn(body)?;
        Ok(Self { interrupter, run, bite, leash: Some(leash), thread: Some(thread) })
    }

    /// Ends the watch; what ended the run, if anything did. Scripts run again after it.
    pub(super) fn stop(mut self) -> Option<Bite> {
        self.release();
        match self.bite.load(Ordering::Acquire) {
            TIMEOUT => Some(Bite::Timeout),
            SIGNAL => Some(Bite::Signal),
            _ => None,
        }
    }

    fn release(&mut self) {
        self.leash.take();
        if let Some(thread) = self.thread.take() {
            // It calls nothing that could panic.
            let _ = thread.join();
        }
        let _ = self.interrupter.withdraw(self.run);
    }
}

impl Drop for Watchdog {
    fn drop(&mut self) {
        self.release();
    }
}

/// Waits for whatever comes first.
fn wait(end: &OwnedFd, receiver: Option<&SignalReceiver>, deadline: Option<Instant>) -> u8 {
    loop {
        let left = deadline.map(|deadline| deadline.saturating_duration_since(Instant::now()));
        let left = left.and_then(|left| Timespec::try_from(left).ok());
        let mut watched = vec![PollFd::new(end, PollFlags::IN)];
        watched.extend(receiver.map(|receiver| PollFd::new(receiver, PollFlags::IN)));
        match poll(&mut watched, left.as_ref()) {
            Ok(0) => return TIMEOUT,
            Err(Errno::INTR) => continue,
            // Without a poll there is no telling: the run goes on unwatched.
            Err(_) => return NONE,
            Ok(_) => {}
        }
        if watched.first().is_some_and(|end| !end.revents().is_empty()) {
            return NONE;
        }
        if receiver.is_some_and(|receiver| receiver.take().is_ok_and(|list| !list.is_empty())) {
            return SIGNAL;
        }
    }
}
