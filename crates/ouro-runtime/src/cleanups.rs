//! The callbacks of `FinalizationRegistry`: each registry waits, in a future of the engine's, for
//! word from the collector. ECMA-262 §9.12 HostEnqueueFinalizationRegistryCleanupJob.
//!
//! Such a future borrows the context for as long as it waits. So the loop lends one cell to all of
//! them and takes the context out of it for each of its own steps.

use std::{
    cell::RefCell,
    future::Future,
    pin::Pin,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    task::{self, Poll, Wake, Waker},
};

use boa_engine::{Context, JsResult, JsValue};

use crate::jobs::Jobs;

type Waiting<'a> = Pin<Box<dyn Future<Output = JsResult<JsValue>> + 'a>>;

/// Raised when the collector has word for any registry.
#[derive(Default)]
struct Flag(AtomicBool);

impl Wake for Flag {
    fn wake(self: Arc<Self>) {
        self.0.store(true, Ordering::Relaxed);
    }
}

/// The registries of one context that wait.
pub(crate) struct Cleanups<'a, 'b> {
    cell: &'a RefCell<&'b mut Context>,
    waiting: Vec<Waiting<'a>>,
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

    /// Runs the callbacks of one registry that has any to run; `None` where none has.
    pub(crate) fn run_one(&mut self, jobs: &Jobs) -> Option<JsResult<()>> {
        loop {
            // The future of a new registry is polled once, to leave word where to wake it.
            while let Some(job) = jobs.take_cleanup() {
                self.waiting.push(Box::pin(job.call(self.cell)));
                if let Some(result) = self.poll(self.waiting.len() - 1) {
                    return Some(result);
                }
            }
            if !self.flag.0.swap(false, Ordering::Relaxed) {
                return None;
            }
            for index in (0..self.waiting.len()).rev() {
                if let Some(result) = self.poll(index) {
                    // Others may have word as well.
                    self.flag.0.store(true, Ordering::Relaxed);
                    return Some(result);
                }
            }
        }
    }

    /// What a future came to, after which it is gone; `None` while it waits.
    fn poll(&mut self, index: usize) -> Option<JsResult<()>> {
        let mut waiter = task::Context::from_waker(&self.waker);
        let future = self.waiting.get_mut(index)?;
        let Poll::Ready(result) = future.as_mut().poll(&mut waiter) else { return None };
        drop(self.waiting.swap_remove(index));
        Some(result.map(|_| ()))
    }
}
