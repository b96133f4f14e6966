//! The engine's job queue: microtasks in order, futures that are ready at once run with them.
//! ECMA-262 §9.5 Jobs and Host Operations to Enqueue Jobs.

use std::{
    cell::RefCell,
    collections::VecDeque,
    pin::Pin,
    rc::Rc,
    task::{self, Poll, Waker},
};

use boa_engine::{
    Context, JsResult,
    job::{GenericJob, Job, JobExecutor, NativeAsyncJob, PromiseJob},
};
use ouro_node::{OwnQueues, host};

/// The jobs that wait.
#[derive(Default)]
pub(crate) struct Jobs {
    microtasks: RefCell<VecDeque<Microtask>>,
    futures: RefCell<VecDeque<NativeAsyncJob>>,
    cleanups: RefCell<Vec<NativeAsyncJob>>,
    /// Where the microtasks of some `vm` contexts go instead.
    own: Rc<OwnQueues>,
}

enum Microtask {
    Promise(PromiseJob),
    Generic(GenericJob),
}

impl Jobs {
    /// Empty queues, beside those of `vm` contexts.
    pub(crate) fn new(own: Rc<OwnQueues>) -> Self {
        Self { own, ..Self::default() }
    }

    /// Runs the next microtask; `Ok(false)` where none waits.
    ///
    /// # Errors
    /// Only what the engine itself throws: a reached limit or a panic.
    pub(crate) fn run_one(&self, context: &mut Context) -> JsResult<bool> {
        self.poll_futures(context)?;
        let job = self.microtasks.borrow_mut().pop_front();
        let Some(job) = job else { return Ok(false) };
        let frame = host(context).async_context.borrow().clone();
        let result = match job {
            Microtask::Promise(job) => job.call(context),
            Microtask::Generic(job) => job.call(context),
        };
        host(context).async_context.replace(frame);
        result.map(|_| true)
    }

    /// Forgets what waits.
    pub(crate) fn clear(&self) {
        self.microtasks.borrow_mut().clear();
        self.futures.borrow_mut().clear();
    }

    /// The next new registry of finalization callbacks.
    pub(crate) fn take_cleanup(&self) -> Option<NativeAsyncJob> {
        self.cleanups.borrow_mut().pop()
    }

    /// Whether a microtask waits.
    pub(crate) fn is_empty(&self) -> bool {
        self.microtasks.borrow().is_empty() && self.futures.borrow().is_empty()
    }

    /// Runs the futures that module loading makes: our loader is synchronous, so that each is ready
    /// when first polled.
    pub(crate) fn poll_futures(&self, context: &mut Context) -> JsResult<()> {
        loop {
            let Some(job) = self.futures.borrow_mut().pop_front() else { return Ok(()) };
            let cell = RefCell::new(&mut *context);
            let mut future: Pin<Box<_>> = Box::pin(job.call(&cell));
            let mut waiter = task::Context::from_waker(Waker::noop());
            if let Poll::Ready(result) = future.as_mut().poll(&mut waiter) {
                result?;
            }
        }
    }
}

impl JobExecutor for Jobs {
    fn enqueue_job(self: Rc<Self>, job: Job, _: &mut Context) {
        match job {
            Job::PromiseJob(job) => {
                if let Some(job) = self.own.accept(job) {
                    self.microtasks.borrow_mut().push_back(Microtask::Promise(job));
                }
            }
            Job::GenericJob(job) => self.microtasks.borrow_mut().push_back(Microtask::Generic(job)),
            Job::AsyncJob(job) => self.futures.borrow_mut().push_back(job),
            Job::FinalizationRegistryCleanupJob(job) => self.cleanups.borrow_mut().push(job),
            // `Atomics.waitAsync` with a time-out.
            _ => {}
        }
    }

    fn run_jobs(self: Rc<Self>, context: &mut Context) -> JsResult<()> {
        while self.run_one(context)? {}
        Ok(())
    }
}
