//! The threads that do blocking work. libuv: `src/threadpool.c`, `UV_THREADPOOL_SIZE`.

use std::any::Any;
use std::collections::VecDeque;
use std::fmt;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;

use crate::event::{WorkError, WorkResult};
use crate::handle::Request;
use crate::inbox::Inbox;

/// Something for the pool to do, and the value it leaves.
pub type Work = Box<dyn FnOnce() -> Box<dyn Any + Send> + Send>;

/// A number of threads for blocking work, shared by its clones: one pool may serve many reactors.
///
/// Threads are started as work comes in, never more than the size. When the last clone is
/// dropped, waiting work is dropped too and the threads end after what they are doing.
#[derive(Clone)]
pub struct Pool {
    owner: Arc<Owner>,
}

impl Pool {
    /// How many threads a pool has if nobody says so.
    pub const DEFAULT_SIZE: usize = 4;
    /// How many threads a pool has at most.
    pub const MAX_SIZE: usize = 1024;

    /// Returns a pool of so many threads, at least one and at most [`Pool::MAX_SIZE`].
    #[must_use]
    pub fn new(size: usize) -> Self {
        let shared = Shared {
            size: size.clamp(1, Self::MAX_SIZE),
            state: Mutex::default(),
            work_came: Condvar::new(),
        };
        Self { owner: Arc::new(Owner { shared: Arc::new(shared) }) }
    }

    /// Returns how many threads there can be.
    #[must_use]
    pub fn size(&self) -> usize {
        self.owner.shared.size
    }

    /// Queues work whose end the inbox shall hear of.
    pub(crate) fn push(&self, ticket: Ticket, request: Request, inbox: Arc<Inbox>, speed: Speed) {
        let shared = &self.owner.shared;
        let mut state = shared.lock();
        let job = Job { ticket, request, inbox };
        match speed {
            Speed::Fast => state.fast.push_back(job),
            Speed::Slow => state.slow.push_back(job),
        }
        if state.idle < state.fast.len() + state.slow.len() && state.threads < shared.size {
            let worker = Arc::clone(shared);
            #[expect(clippy::disallowed_methods, reason = "the one door for the pool's threads")]
            let started =
                thread::Builder::new().name("ouro-pool".into()).spawn(move || worker.run());
            // Without a new thread the work waits for one of the others; without any, the next
            // push tries again.
            if started.is_ok() {
                state.threads += 1;
            }
        }
        drop(state);
        shared.work_came.notify_one();
    }
}

impl Default for Pool {
    fn default() -> Self {
        Self::new(Self::DEFAULT_SIZE)
    }
}

impl fmt::Debug for Pool {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Pool").field("size", &self.size()).finish_non_exhaustive()
    }
}

/// Whether work waits for the network, perhaps for minutes: at most half of the threads do such
/// work at a time, as in libuv, so that look-ups never hold up files.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Speed {
    Fast,
    Slow,
}

/// Work until someone takes it: the thread that does it, or whoever cancels it.
#[derive(Clone)]
pub(crate) struct Ticket(Arc<Mutex<Option<Work>>>);

impl Ticket {
    pub(crate) fn new(work: Work) -> Self {
        Self(Arc::new(Mutex::new(Some(work))))
    }

    pub(crate) fn take(&self) -> Option<Work> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).take()
    }
}

impl fmt::Debug for Ticket {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Ticket")
    }
}

struct Job {
    ticket: Ticket,
    request: Request,
    inbox: Arc<Inbox>,
}

/// What the clones of a pool hold together; the threads do not, so its end is theirs.
struct Owner {
    shared: Arc<Shared>,
}

impl Drop for Owner {
    fn drop(&mut self) {
        let mut state = self.shared.lock();
        state.ended = true;
        let dropped = (std::mem::take(&mut state.fast), std::mem::take(&mut state.slow));
        drop(state);
        drop(dropped);
        self.shared.work_came.notify_all();
    }
}

struct Shared {
    size: usize,
    state: Mutex<State>,
    work_came: Condvar,
}

#[derive(Default)]
struct State {
    fast: VecDeque<Job>,
    slow: VecDeque<Job>,
    threads: usize,
    idle: usize,
    slow_running: usize,
    ended: bool,
}

impl Shared {
    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The life of one thread.
    fn run(&self) {
        let mut state = self.lock();
        loop {
            if state.ended {
                return;
            }
            if let Some((job, speed)) = self.next(&mut state) {
                drop(state);
                job.run();
                state = self.lock();
                if speed == Speed::Slow {
                    state.slow_running -= 1;
                }
            } else {
                state.idle += 1;
                state = self.work_came.wait(state).unwrap_or_else(PoisonError::into_inner);
                state.idle -= 1;
            }
        }
    }

    fn next(&self, state: &mut State) -> Option<(Job, Speed)> {
        if state.slow_running < self.size.div_ceil(2)
            && let Some(job) = state.slow.pop_front()
        {
            state.slow_running += 1;
            return Some((job, Speed::Slow));
        }
        state.fast.pop_front().map(|job| (job, Speed::Fast))
    }
}

impl Job {
    fn run(self) {
        // Work that was cancelled has been reported by whoever did so.
        let Some(work) = self.ticket.take() else { return };
        let result: WorkResult = catch_unwind(AssertUnwindSafe(work))
            .map_err(|panic| WorkError::Panicked(panic_message(&*panic)));
        self.inbox.put_work(self.request, result);
    }
}

fn panic_message(panic: &(dyn Any + Send)) -> String {
    let text = panic.downcast_ref::<&str>().map(|text| (*text).to_owned());
    text.or_else(|| panic.downcast_ref::<String>().cloned())
        .unwrap_or_else(|| "a value that is no text".to_owned())
}
