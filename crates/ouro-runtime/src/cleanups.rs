//! What waits in a future of the engine's: each `FinalizationRegistry` for word from the collector,
//! each `Atomics.waitAsync` for its notification, which may come from another thread.
//! ECMA-262 §9.12 HostEnqueueFinalizationRegistryCleanupJob, §25.4.3.14 DoWait.
//!
//! Such a future borrows the context for as long as it waits. So the loop lends one cell to all of
//! them and takes the context out of it for each of its own steps.

use std::{
    cell::RefCell,
    future::Future,
    io,
    pin::Pin,
    sync::{
        Arc, OnceLock,
        atomic::{AtomicBool, Ordering},
    },
    task::{self, Poll, Wake, Waker},
};

use boa_engine::{Context, JsNativeError, JsResult, JsValue};
use ouro_node::Host;

use crate::jobs::{Jobs, WaitsFor};

type Waiting<'a> = Pin<Box<dyn Future<Output = JsResult<JsValue>> + 'a>>;

/// Raised when any future may be done.
#[derive(Default)]
struct Flag {
    raised: AtomicBool,
    /// Wakes the loop, once there is something that another thread may be the one to end.
    reactor: OnceLock<ouro_reactor::Waker>,
}

impl Wake for Flag {
    fn wake(self: Arc<Self>) {
        self.raised.store(true, Ordering::Release);
        if let Some(waker) = self.reactor.get() {
            waker.wake();
        }
    }
}

/// The futures of one context that wait.
pub(crate) struct Cleanups<'a, 'b> {
    cell: &'a RefCell<&'b mut Context>,
    waiting: Vec<(Waiting<'a>, WaitsFor)>,
    flag: Arc<Flag>,
    waker: Waker,
}

impl<'a, 'b> Cleanups<'a, 'b>
where
    'b: 'a,
{
    /// None yet; whoever borrows `cell` gives it back before the next call here.
    pub(crate) fn new(cell: &'a RefCell<&'b mut Context>) -> Self {
        let flag = Arc::new(Flag::default());
        let waker = Waker::from(Arc::clone(&flag));
        Self { cell, waiting: Vec::new(), flag, waker }
    }

    /// Runs what follows from one future that is done; `None` where none is.
    pub(crate) fn run_one(&mut self, jobs: &Jobs, host: &Host) -> Option<JsResult<()>> {
        loop {
            // A new future is polled once, to leave word where to wake it.
            while let Some((job, waits_for)) = jobs.take_wait() {
                if waits_for == WaitsFor::Notification
                    && let Err(error) = self.listen(host)
                {
                    let message = format!("event loop: {error}");
                    return Some(Err(JsNativeError::error().with_message(message).into()));
                }
                self.waiting.push((Box::pin(job.call(self.cell)), waits_for));
                if let Some(result) = self.poll(self.waiting.len() - 1) {
                    return Some(result);
                }
            }
            if !self.flag.raised.swap(false, Ordering::Acquire) {
                self.reference(jobs.referenced_waits, host);
                return None;
            }
            for index in (0..self.waiting.len()).rev() {
                if let Some(result) = self.poll(index) {
                    // Others may have word as well.
                    self.flag.raised.store(true, Ordering::Release);
                    return Some(result);
                }
            }
        }
    }

    /// What a future came to, after which it is gone; `None` while it waits.
    fn poll(&mut self, index: usize) -> Option<JsResult<()>> {
        let mut waiter = task::Context::from_waker(&self.waker);
        let (future, _) = self.waiting.get_mut(index)?;
        let Poll::Ready(result) = future.as_mut().poll(&mut waiter) else { return None };
        drop(self.waiting.swap_remove(index));
        Some(result.map(|_| ()))
    }
    /// Lets other threads wake the loop.
    fn listen(&self, host: &Host) -> io::Result<()> {
        if self.flag.reactor.get().is_none() {
            let (handle, waker) = host.reactor.borrow_mut().async_start()?;
            host.reactor.borrow_mut().set_referenced(handle, false);
            let _ = self.flag.reactor.set(waker);
        }
        Ok(())
    }

    /// Lets what waits for notifications keep the program alive, where it is to.
    fn reference(&self, referenced: bool, host: &Host) {
        if let Some(waker) = self.flag.reactor.get().filter(|_| referenced) {
            let waits = self.waiting.iter().any(|(_, what)| *what == WaitsFor::Notification);
            host.reactor.borrow_mut().set_referenced(waker.handle(), waits);
        }
    }
}
