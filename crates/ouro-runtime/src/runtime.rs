//! One JavaScript world and its loop: an event, its callback, then ticks and microtasks, as Node.
//! Node docs: The Node.js event loop; process.nextTick.

use std::{
    cell::RefCell,
    io,
    panic::{AssertUnwindSafe, catch_unwind},
    rc::Rc,
};

use boa_engine::{Context, JsError, JsResult, optimizer::OptimizerOptions, vm::RuntimeLimits};
use boa_string::set_too_long_handler;
use ouro_intrinsics::{LongStrings, settled};
use ouro_node::{
    Drive, EsModules, Flow, Host, LoadObserver, Loads, Milestone, Options, begin_immediates,
    dispatch, emit_before_exit, emit_exit, environment, host, install_globals, install_realm,
    install_sources, join_parent, leave_main, process_rejections, reach, rejections_pending,
    run_due_timer, run_immediate, run_tick, uncaught,
};
use ouro_reactor::{Event, Reactor, Wait, Waker};
use ouro_sandbox::Permissions;
use ouro_sys::interrupt::{
    Interrupter, Interruptible, Reason, is_pending_on_thread, refuse_long_string,
};

use crate::{
    Builder, InterruptHandle, builder::Traits, cleanups::Cleanups, fatal, hooks::Hooks, jobs::Jobs,
};

/// Node's depth of calls, roughly; beyond it `RangeError: Maximum call stack size exceeded`.
const RECURSION_LIMIT: usize = 10_400;

/// ECMA-262's *agent*: a context with its loop, on one thread.
pub struct Runtime {
    context: Interruptible,
    pub(crate) driver: Driver,
    waker: Option<Waker>,
}

/// What turns the loop; the context is lent to it step by step.
pub(crate) struct Driver {
    pub(crate) host: Rc<Host>,
    jobs: Rc<Jobs>,
    /// Whether a script waits for the outcome: what ends that is not withdrawn before it has ended.
    is_nested: bool,
}

/// What is called after a [`Reason::Stop`] was heeded.
#[derive(Default)]
pub(crate) struct OnStop(pub(crate) RefCell<Option<Rc<StopHandler>>>);

type StopHandler = dyn Fn(&mut Context);

impl std::fmt::Debug for Runtime {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Runtime").field("host", &self.driver.host).finish_non_exhaustive()
    }
}

impl Runtime {
    /// What a runtime starts with, to be chosen.
    #[must_use]
    pub fn builder() -> Builder {
        Builder::default()
    }

    pub(crate) fn new(
        options: Options,
        permissions: Permissions,
        traits: Traits,
        observer: Option<LoadObserver>,
    ) -> io::Result<Self> {
        let mut reactor = Reactor::builder();
        if let Some(size) = pool_size() {
            reactor = reactor.pool_size(size);
        }
        let host = Rc::new(Host::new(reactor.build()?, permissions, options));
        if let Some(observer) = observer {
            host.slot::<Loads>().observe(observer);
        }
        let jobs = Rc::new(Jobs::new(host.slot(), traits.referenced_waits));
        host.typeless_modules.set(traits.typeless_modules);
        reach(Milestone::Engine, &host);
        let mut context = Context::builder()
            .host_hooks(Rc::new(Hooks(Rc::clone(&host))))
            .job_executor(Rc::clone(&jobs))
            .module_loader(Rc::new(EsModules))
            .can_block(traits.can_block)
            .build()
            .map_err(|error| io::Error::other(error.to_string()))?;
        let mut limits = RuntimeLimits::default();
        limits.set_recursion_limit(RECURSION_LIMIT);
        limits.set_stack_size_limit(usize::MAX);
        context.set_runtime_limits(limits);
        // Folding constants costs more when sources are parsed than it gains when they run.
        context.set_optimizer_options(OptimizerOptions::empty());
        let mut context = Interruptible::new(context);
        host.interrupter.replace(Some(context.interrupter()));
        claim_thread(&mut context);
        context.insert_data(Rc::clone(&host));
        if !host.options.variables.is_empty() {
            environment(&context).fill(&host.options.variables, &context);
        }
        host.realm.replace(Some(context.realm().clone()));
        install_realm(&mut context).map_err(|error| io::Error::other(error.to_string()))?;
        host.loads.set(Some(poll_loads));
        host.turn.set(Some(turn));
        EsModules::install(&context);
        install_sources(&mut context);
        reach(Milestone::Environment, &host);
        install_globals(&mut context).map_err(|error| io::Error::other(error.to_string()))?;
        Ok(Self { context, driver: Driver { host, jobs, is_nested: false }, waker: None })
    }

    /// Lends the engine's context to an embedder that evaluates text or calls functions itself.
    /// What that leaves in the queues runs in [`Self::run_loop`] or [`Self::run_until_idle`].
    pub fn context(&mut self) -> &mut Context {
        &mut self.context
    }

    /// What ends the script from another thread, and wakes the loop where it waits.
    ///
    /// # Errors
    /// Those of opening the poll: `EMFILE`, `ENFILE`, `ENOMEM`.
    pub fn interrupt_handle(&mut self) -> io::Result<InterruptHandle> {
        let waker = match &self.waker {
            Some(waker) => waker.clone(),
            None => {
                let mut reactor = self.driver.host.reactor.borrow_mut();
                let (handle, waker) = reactor.async_start()?;
                reactor.set_referenced(handle, false);
                self.waker.insert(waker).clone()
            }
        };
        Ok(InterruptHandle::new(self.context.interrupter(), waker))
    }

    /// Runs the program that the options name, to its end; returns the exit code: 70 after a panic,
    /// which is a bug in Ouro or its engine and is told of with the script's stack.
    pub fn run_main(&mut self) -> i32 {
        let run = catch_unwind(AssertUnwindSafe(|| self.main_to_end()));
        let code = run.unwrap_or_else(|payload| fatal::report(&*payload, &mut self.context));
        // The process may end without dropping anything: terminals are left as they were found.
        if let Ok(mut reactor) = self.driver.host.reactor.try_borrow_mut() {
            reactor.tty_reset();
        }
        code
    }

    fn main_to_end(&mut self) -> i32 {
        let joined = join_parent(&mut self.context);
        reach(Milestone::BootstrapComplete, &self.driver.host);
        let started = joined.and_then(|()| ouro_node::run_main(&mut self.context));
        leave_main(&self.context);
        let code = match self.driver.settle(started, &mut self.context) {
            Flow::Exit(code) => code,
            Flow::Continue => self.run_to_end(),
        };
        self.heed_end(code)
    }

    /// Runs until nothing is alive; returns the exit code.
    pub fn run_loop(&mut self) -> i32 {
        let code = self.run_to_end();
        self.heed_end(code)
    }

    /// Runs ticks, microtasks and events until nothing is alive, without the events of a program's
    /// end; the exit code where something ended the program.
    pub fn run_until_idle(&mut self) -> Option<i32> {
        match self.settle_and_turn() {
            Flow::Continue => None,
            Flow::Exit(code) => Some(self.heed_end(code)),
        }
    }

    fn settle_and_turn(&mut self) -> Flow {
        let Self { context, driver, .. } = self;
        let cell = RefCell::new(&mut **context);
        let mut cleanups = Cleanups::new(&cell);
        let flow = driver.settle(Ok(()), &mut cell.borrow_mut());
        if flow != Flow::Continue {
            return flow;
        }
        driver.turn_until_idle(&cell, &mut cleanups)
    }

    fn run_to_end(&mut self) -> i32 {
        let Self { context, driver, .. } = self;
        let cell = RefCell::new(&mut **context);
        driver.run_loop(&cell)
    }

    /// Where the program was ended from another thread: forgets what its script still had to do, so
    /// that the runtime can be used again, and returns the code given there.
    fn heed_end(&self, code: i32) -> i32 {
        let interrupter = self.context.interrupter();
        let Some(given) = interrupter.end() else { return code };
        while let Some(code) = interrupter.end() {
            let _ = interrupter.withdraw(Reason::End(code));
        }
        self.driver.host.ticks.borrow_mut().clear();
        self.driver.jobs.clear();
        given
    }
}

impl Driver {
    fn run_loop(&self, cell: &RefCell<&mut Context>) -> i32 {
        let mut cleanups = Cleanups::new(cell);
        reach(Milestone::LoopStart, &self.host);
        loop {
            if let Flow::Exit(code) = self.turn_until_idle(cell, &mut cleanups) {
                return code;
            }
            if let Some(code) = self.host.ended() {
                return code;
            }
            let context = &mut **cell.borrow_mut();
            let result = emit_before_exit(context);
            if let Flow::Exit(code) = self.settle(result, context) {
                return code;
            }
            if !self.host.reactor.borrow().is_alive() {
                break;
            }
        }
        reach(Milestone::LoopExit, &self.host);
        let context = &mut **cell.borrow_mut();
        match emit_exit(context) {
            Ok(code) => self.host.exit.get().unwrap_or(code),
            Err(error) => match uncaught(error, context) {
                Flow::Exit(code) => code,
                Flow::Continue => 1,
            },
        }
    }

    /// Hands out events until the reactor has none.
    fn turn_until_idle(
        &self,
        cell: &RefCell<&mut Context>,
        cleanups: &mut Cleanups<'_, '_>,
    ) -> Flow {
        loop {
            while let Some(result) = cleanups.run_one(&self.jobs, &self.host) {
                if let Flow::Exit(code) = self.settle(result, &mut cell.borrow_mut()) {
                    return Flow::Exit(code);
                }
            }
            let event = self.host.reactor.borrow_mut().next_event(Wait::Forever);
            let event = match event {
                Ok(Some(event)) => event,
                Ok(None) => return Flow::Continue,
                Err(error) => return uncaught(error_of_reactor(&error), &mut cell.borrow_mut()),
            };
            let context = &mut **cell.borrow_mut();
            if let Flow::Exit(code) = self.handle(event, context) {
                return Flow::Exit(code);
            }
            if let Some(code) = self.host.ended() {
                return Flow::Exit(code);
            }
            self.heed_stop(context);
            self.host.collect_if_due();
            context.clear_kept_objects();
        }
    }

    fn handle(&self, event: Event, context: &mut Context) -> Flow {
        let drive = event.handle().and_then(|handle| self.host.timers.borrow().driven_by(handle));
        match (drive, event) {
            (Some(Drive::Timers), _) => self.repeat(run_due_timer, context),
            (Some(Drive::Immediates), Event::Check(_)) => {
                begin_immediates(context);
                self.repeat(run_immediate, context)
            }
            (Some(Drive::Immediates), _) => Flow::Continue,
            (None, event) => {
                let result = dispatch(event, context);
                self.settle(result, context)
            }
        }
    }

    /// Calls `step` until it has nothing left, with ticks and microtasks after each time.
    fn repeat(&self, step: fn(&mut Context) -> JsResult<bool>, context: &mut Context) -> Flow {
        loop {
            let (result, more) = match step(context) {
                Ok(false) => return Flow::Continue,
                Ok(true) => (Ok(()), true),
                Err(error) => (Err(error), true),
            };
            let flow = self.settle(result, context);
            if flow != Flow::Continue || !more {
                return flow;
            }
        }
    }

    /// What follows every callback: its error, if any, then ticks, microtasks and rejections.
    fn settle(&self, result: JsResult<()>, context: &mut Context) -> Flow {
        if let Err(error) = settled(result, context)
            && let Flow::Exit(code) = uncaught(error, context)
        {
            return Flow::Exit(code);
        }
        self.drain(context)
    }

    /// Where what runs was told to stop: forgets what waits in the queues, and lets scripts run again.
    fn heed_stop(&self, context: &mut Context) {
        let interrupter = self.host.interrupter.borrow().clone();
        let Some(interrupter) = interrupter.filter(Interrupter::is_stopping) else { return };
        self.host.ticks.borrow_mut().clear();
        self.jobs.clear();
        if self.is_nested || !interrupter.withdraw(Reason::Stop) {
            return;
        }
        let handler = self.host.slot::<OnStop>().0.borrow().clone();
        if let Some(handler) = handler {
            handler(context);
        }
    }

    /// Whether anything ends what runs.
    fn is_interrupted(&self) -> bool {
        self.host.interrupter.borrow().as_ref().is_some_and(Interrupter::is_pending)
    }

    /// Runs `process.nextTick`'s queue and the microtasks until both are empty, then reports
    /// rejected promises, and again.
    fn drain(&self, context: &mut Context) -> Flow {
        if self.host.ticks.borrow().is_empty()
            && let Flow::Exit(code) = self.run_microtasks(context)
        {
            return Flow::Exit(code);
        }
        loop {
            loop {
                if self.is_interrupted() {
                    self.heed_stop(context);
                }
                let Some(tick) = self.host.ticks.borrow_mut().pop_front() else { break };
                if let Err(error) = run_tick(tick, context)
                    && let Flow::Exit(code) = uncaught(error, context)
                {
                    return Flow::Exit(code);
                }
            }
            if let Flow::Exit(code) = self.run_microtasks(context) {
                return Flow::Exit(code);
            }
            if !self.host.ticks.borrow().is_empty() {
                continue;
            }
            if let Flow::Exit(code) = process_rejections(context) {
                return Flow::Exit(code);
            }
            let idle = self.host.ticks.borrow().is_empty() && self.jobs.is_empty();
            if idle && !rejections_pending(context) {
                return self.host.ended().map_or(Flow::Continue, Flow::Exit);
            }
        }
    }

    fn run_microtasks(&self, context: &mut Context) -> Flow {
        loop {
            if self.is_interrupted() {
                self.heed_stop(context);
            }
            let done = self.jobs.run_one(context);
            match settled(done, context) {
                Ok(true) => {}
                Ok(false) => return Flow::Continue,
                Err(error) => {
                    if let Flow::Exit(code) = uncaught(error, context) {
                        return Flow::Exit(code);
                    }
                }
            }
        }
    }
}

/// Joins the engine's support crates to this thread's context: a string that would be too long ends the
/// script, and the native function that called it throws; a search that the engine begins by itself ends
/// with the script. Does nothing where the engine is built on crates of its own.
fn claim_thread(context: &mut Interruptible) {
    let interrupter = context.interrupter();
    interrupter.claim_thread();
    set_too_long_handler(Some(refuse_long_string));
    regress::set_stop(Some(is_pending_on_thread));
    context.insert_data(LongStrings::new(move || interrupter.withdraw(Reason::LongString)));
}

/// Runs the module loads that wait in the job queue.
fn poll_loads(context: &mut Context) -> JsResult<()> {
    match context.downcast_job_executor::<Jobs>() {
        Some(jobs) => jobs.poll_futures(context),
        None => Ok(()),
    }
}

/// Runs ticks and microtasks, then perhaps one event, inside a call that waits for their outcome.
fn turn(context: &mut Context, only_jobs: bool) -> JsResult<bool> {
    let Some(jobs) = context.downcast_job_executor::<Jobs>() else { return Ok(false) };
    let driver = Driver { host: host(context), jobs, is_nested: true };
    let flow = if only_jobs {
        driver.drain(context)
    } else {
        let event = driver.host.reactor.borrow_mut().next_event(Wait::Forever);
        match event.map_err(|error| error_of_reactor(&error))? {
            Some(event) => driver.handle(event, context),
            None => return Ok(false),
        }
    };
    Ok(match flow {
        Flow::Continue => true,
        Flow::Exit(code) => {
            driver.host.exit.set(Some(code));
            false
        }
    })
}

/// `UV_THREADPOOL_SIZE`, where it is a number.
#[expect(clippy::disallowed_methods, reason = "the user's word to the runtime, not to the script")]
fn pool_size() -> Option<usize> {
    std::env::var("UV_THREADPOOL_SIZE").ok()?.parse().ok()
}

fn error_of_reactor(error: &io::Error) -> JsError {
    boa_engine::JsNativeError::error().with_message(format!("event loop: {error}")).into()
}
