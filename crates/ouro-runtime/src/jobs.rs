//! The engine's job queue: microtasks in order, futures that are ready at once run with them.
//! ECMA-262 §9.5 Jobs and Host Operations to Enqueue Jobs.

use std::{
    cell::{Cell, RefCell},
    collections::VecDeque,
    pin::Pin,
    rc::Rc,
    task::{self, Poll, Waker},
    time::Duration,
};

use boa_engine::{
    Context, JsResult,
    job::{GenericJob, Job, JobExecutor, NativeAsyncJob, PromiseJob, TimeoutJob},
};
use ouro_node::{OwnQueues, host};
use ouro_reactor::Repeat;

/// The jobs that wait.
#[derive(Default)]
pub(crate) struct Jobs {
    microtasks: RefCell<VecDeque<Microtask>>,
    futures: RefCell<VecDeque<NativeAsyncJob>>,
    /// Futures that may wait for ever, each new here, and what it waits for.
    waits: RefCell<VecDeque<(NativeAsyncJob, WaitsFor)>>,
    /// Whether what `Atomics.waitAsync` waits for keeps the program alive.
    pub(crate) referenced_waits: bool,
    /// Where the microtasks of some `vm` contexts go instead.
    own: Rc<OwnQueues>,
}

/// What a future waits for.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum WaitsFor {
    /// Word from the collector, on this thread.
    Collector,
    /// `Atomics.notify`, from any thread.
    Notification,
}

enum Microtask {
    Promise(PromiseJob),
    Generic(GenericJob),
}

impl Jobs {
    /// Empty queues, beside those of `vm` contexts.
    pub(crate) fn new(own: Rc<OwnQueues>, referenced_waits: bool) -> Self {
        Self { own, referenced_waits, ..Self::default() }
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

    /// The next future that may wait for ever.
    pub(crate) fn take_wait(&self) -> Option<(NativeAsyncJob, WaitsFor)> {
        self.waits.borrow_mut().pop_front()
    }

    /// Starts a timer for the end of the time that `Atomics.waitAsync` was given.
    fn start_timeout(&self, job: TimeoutJob, context: &mut Context) {
        let host = host(context);
        // The loop's time is that of its last turn, in whole milliseconds: the script must not be
        // told too early.
        let after = Duration::from_millis(job.timeout().as_millis().saturating_add(1));
        let handle = {
            let mut reactor = host.reactor.borrow_mut();
            reactor.update_time();
            let handle = reactor.timer_start(after, Repeat::Never);
            reactor.set_referenced(handle, self.referenced_waits);
            handle
        };
        job.cancellation_token().push_callback(move |context| {
            ouro_node::host(context).reactor.borrow_mut().close(handle);
        });
        let job = Cell::new(Some(job));
        host.on_handle(handle, move |_, context| {
            let Some(job) = job.take() else { return Ok(()) };
            ouro_node::host(context).reactor.borrow_mut().close(handle);
            job.call(context).map(drop)
        });
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
    fn enqueue_job(self: Rc<Self>, job: Job, context: &mut Context) {
        match job {
            Job::PromiseJob(job) => {
                if let Some(job) = self.own.accept(job) {
                    self.microtasks.borrow_mut().push_back(Microtask::Promise(job));
                }
            }
            Job::GenericJob(job) => self.microtasks.borrow_mut().push_back(Microtask::Generic(job)),
            Job::AsyncJob(job) if host(context).in_wait_async.get() => {
                self.waits.borrow_mut().push_back((job, WaitsFor::Notification));
            }
            Job::AsyncJob(job) => self.futures.borrow_mut().push_back(job),
            Job::FinalizationRegistryCleanupJob(job) => {
                self.waits.borrow_mut().push_back((job, WaitsFor::Collector));
            }
            Job::TimeoutJob(job) => self.start_timeout(job, context),
            // The engine itself makes no others.
            _ => {}
        }
    }

    fn run_jobs(self: Rc<Self>, context: &mut Context) -> JsResult<()> {
        while self.run_one(context)? {}
        Ok(())
    }
}
