//! What every room reaches through its `Context`: the reactor, the permissions, and the one table
//! that says whose callback a handle or request belongs to.

use std::{
    any::Any,
    cell::{Cell, RefCell},
    collections::{HashMap, VecDeque},
    path::PathBuf,
    rc::Rc,
};

use boa_engine::{
    Context, JsObject, JsResult, JsValue, js_string, object::builtins::JsFunction, realm::Realm,
};
use ouro_intrinsics::settled;
use ouro_reactor::{Event, Handle, Reactor, Request, WorkError};
use ouro_sandbox::Permissions;
use ouro_sys::interrupt::Interrupter;

use crate::{SystemError, Tick, collector::Collector, timers::Timers};

/// Called for each event of a handle.
pub type Handler = Rc<dyn Fn(Event, &mut Context) -> JsResult<()>>;

/// Something of the runtime's that a room may have it do.
pub type Step = fn(&mut Context) -> JsResult<()>;

/// A turn of the runtime's loop, inside a call that waits.
pub type Turn = fn(&mut Context, bool) -> JsResult<bool>;

/// Called once, when a request is done.
pub type Completion = Box<dyn FnOnce(Event, &mut Context) -> JsResult<()>>;

/// What the embedder or the command line decided before the first script ran.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// `process.execPath`.
    pub exec_path: PathBuf,
    /// `process.argv0`: what the program was called by.
    pub argv0: String,
    /// `process.argv` from index 1: the script (if any) and its arguments.
    pub argv: Vec<String>,
    /// `process.execArgv`: the runtime's own flags.
    pub exec_argv: Vec<String>,
    /// The flags by name with their values, as given: `("--conditions", "dev")`.
    pub flags: Vec<(String, String)>,
    /// Variables for the script where the environment does not set them: `--env-file`. The last of
    /// a name counts.
    pub variables: Vec<(String, String)>,
    /// What makes the list of flags that `NODE_OPTIONS` may hold:
    /// `process.allowedNodeEnvironmentFlags`.
    pub environment_flags: Option<fn() -> Vec<String>>,
}

impl Options {
    /// Whether a flag was given.
    #[must_use]
    pub fn has(&self, name: &str) -> bool {
        self.flags.iter().any(|(flag, _)| flag == name)
    }

    /// The last value given to a flag.
    #[must_use]
    pub fn value(&self, name: &str) -> Option<&str> {
        self.flags.iter().rev().find(|(flag, _)| flag == name).map(|(_, value)| value.as_str())
    }

    /// All values given to a flag, in order.
    pub fn values<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.flags.iter().filter(move |(flag, _)| flag == name).map(|(_, value)| value.as_str())
    }
}

/// The state that the rooms of one runtime share. No borrow of a field may be held while
/// JavaScript runs.
pub struct Host {
    /// The event loop.
    pub reactor: RefCell<Reactor>,
    /// What the script may touch.
    pub permissions: RefCell<Permissions>,
    /// What was decided at start.
    pub options: Options,
    /// `process.nextTick`'s queue.
    pub ticks: RefCell<VecDeque<Tick>>,
    /// Timeouts, intervals and immediates.
    pub timers: RefCell<Timers>,
    /// The value of AsyncLocalStorage's frame in the code that runs now.
    pub async_context: RefCell<JsValue>,
    /// `module.exports` of every builtin that was loaded, by id.
    pub builtins: RefCell<HashMap<&'static str, JsValue>>,
    /// Bindings already made, by name.
    pub bindings: RefCell<HashMap<&'static str, JsObject>>,
    /// `Buffer.prototype`, once the room is loaded.
    pub buffer_prototype: RefCell<Option<JsObject>>,
    /// Set by `process.reallyExit`: the loop ends as soon as the engine lets go.
    pub exit: Cell<Option<i32>>,
    /// The global object that the next realm is made with.
    pub next_global: RefCell<Option<JsObject>>,
    /// Whether the engine's `Atomics.waitAsync` runs: jobs that it makes may wait for ever.
    pub in_wait_async: Cell<bool>,
    /// Whether a file of which nothing says what it is is an ES module without being asked.
    pub typeless_modules: Cell<bool>,
    /// Realms in which text may not become code.
    pub no_strings: RefCell<Vec<Realm>>,
    /// The realm that builtins are evaluated in.
    pub realm: RefCell<Option<Realm>>,
    /// What ends the running script from another thread; set by the runtime.
    pub interrupter: RefCell<Option<Interrupter>>,
    /// State that single rooms keep, by type: one slot each.
    pub slots: RefCell<HashMap<std::any::TypeId, Rc<dyn Any>>>,
    /// Runs the module loads that wait in the runtime's job queue; set by the runtime.
    pub loads: Cell<Option<Step>>,
    /// Runs the ticks and microtasks that wait and, unless these are all that is wanted, one event
    /// of the loop; whether there was one. Set by the runtime.
    pub turn: Cell<Option<Turn>>,
    /// Each with the AsyncLocalStorage frame that it was given in.
    handlers: RefCell<HashMap<Handle, (Handler, JsValue)>>,
    completions: RefCell<HashMap<Request, Completion>>,
    collector: Collector,
}

impl std::fmt::Debug for Host {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Host").field("options", &self.options).finish_non_exhaustive()
    }
}

impl Host {
    /// A host with nothing in flight.
    #[must_use]
    pub fn new(reactor: Reactor, permissions: Permissions, options: Options) -> Self {
        Self {
            reactor: RefCell::new(reactor),
            permissions: RefCell::new(permissions),
            options,
            ticks: RefCell::default(),
            timers: RefCell::default(),
            async_context: RefCell::default(),
            builtins: RefCell::default(),
            bindings: RefCell::default(),
            buffer_prototype: RefCell::default(),
            exit: Cell::default(),
            next_global: RefCell::default(),
            in_wait_async: Cell::default(),
            typeless_modules: Cell::default(),
            no_strings: RefCell::default(),
            realm: RefCell::default(),
            interrupter: RefCell::default(),
            slots: RefCell::default(),
            loads: Cell::default(),
            turn: Cell::default(),
            handlers: RefCell::default(),
            completions: RefCell::default(),
            collector: Collector::default(),
        }
    }

    /// The exit code of a program that ends as soon as the engine lets go: by itself, or ended from
    /// another thread.
    #[must_use]
    pub fn ended(&self) -> Option<i32> {
        let from_outside = || self.interrupter.borrow().as_ref().and_then(Interrupter::end);
        self.exit.get().or_else(from_outside)
    }

    /// Says who is told of a handle's events; the entry goes when the handle is closed.
    pub fn on_handle(
        &self,
        handle: Handle,
        handler: impl Fn(Event, &mut Context) -> JsResult<()> + 'static,
    ) {
        let frame = self.async_context.borrow().clone();
        self.handlers.borrow_mut().insert(handle, (Rc::new(handler), frame));
    }

    /// Says who is told when a request is done.
    pub fn on_request(
        &self,
        request: Request,
        completion: impl FnOnce(Event, &mut Context) -> JsResult<()> + 'static,
    ) {
        self.completions.borrow_mut().insert(request, Box::new(completion));
    }

    /// Runs the module loads that wait, so that a graph is loaded at once.
    ///
    /// # Errors
    /// Only what the engine itself throws.
    pub fn poll_loads(&self, context: &mut Context) -> JsResult<()> {
        self.loads.get().map_or(Ok(()), |poll| poll(context))
    }

    /// The slot of a room's own state, made on first use.
    pub fn slot<T: Any + Default>(&self) -> Rc<T> {
        let id = std::any::TypeId::of::<T>();
        let slot = self.slots.borrow().get(&id).cloned();
        let slot = slot.unwrap_or_else(|| {
            let slot: Rc<dyn Any> = Rc::new(T::default());
            self.slots.borrow_mut().insert(id, Rc::clone(&slot));
            slot
        });
        slot.downcast().unwrap_or_default()
    }

    /// Collects garbage when much was allocated since the last time.
    pub fn collect_if_due(&self) {
        self.collector.collect_if_due();
    }
}

/// The host of a context.
///
/// # Panics
/// Where the context was not made by `ouro-runtime`, which puts the host in.
#[expect(clippy::expect_used, reason = "a context without a host is a bug in the embedder")]
pub fn host(context: &Context) -> Rc<Host> {
    Rc::clone(context.get_data::<Rc<Host>>().expect("the runtime puts the host into its context"))
}

/// Calls a function at a native boundary: a reached limit, which the engine lets no `catch` see, comes
/// back as Node's `RangeError`.
///
/// # Errors
/// What the function throws.
pub fn call(
    function: &JsFunction,
    this: &JsValue,
    args: &[JsValue],
    context: &mut Context,
) -> JsResult<JsValue> {
    settled(function.call(this, args, context), context)
}

/// Hands one event of the reactor to whoever waits for it.
///
/// # Errors
/// What the callback throws.
pub fn dispatch(event: Event, context: &mut Context) -> JsResult<()> {
    let host = host(context);
    if let Some(request) = event.request() {
        let completion = host.completions.borrow_mut().remove(&request);
        return completion.map_or(Ok(()), |complete| complete(event, context));
    }
    let Some(handle) = event.handle() else { return Ok(()) };
    let handler = if matches!(event, Event::Closed(_)) {
        host.handlers.borrow_mut().remove(&handle)
    } else {
        host.handlers.borrow().get(&handle).cloned()
    };
    let Some((handler, frame)) = handler else { return Ok(()) };
    crate::enter_async_context(frame, context, |context| handler(event, context))
}

/// Runs blocking work for a binding: at once where `request` is undefined, else on the pool, after
/// which `request.oncomplete(error, value)` is called.
///
/// # Errors
/// The work's own error, when it ran at once.
pub fn submit<T, W>(request: &JsValue, work: W, context: &mut Context) -> JsResult<JsValue>
where
    T: Outcome,
    W: FnOnce() -> Result<T, SystemError> + Send + 'static,
{
    let Some(request) = request.as_object() else {
        return match work() {
            Ok(value) => value.into_js(context),
            Err(error) => Err(error.into_js(context)),
        };
    };
    let host = host(context);
    let id = host.reactor.borrow_mut().submit(Box::new(move || Box::new(work())));
    let id = id.map_err(|error| SystemError::new("epoll_create1", &error).into_js(context))?;
    let frame = host.async_context.borrow().clone();
    host.on_request(id, move |event, context| {
        let Event::Work(_, result) = event else { return Ok(()) };
        let result = match result {
            Ok(value) => match value.downcast::<Result<T, SystemError>>() {
                Ok(result) => *result,
                Err(_) => return Ok(()),
            },
            Err(WorkError::Cancelled) => {
                Err(SystemError::from_errno("cancel", rustix::io::Errno::CANCELED.raw_os_error()))
            }
            Err(_) => Err(SystemError::from_errno("work", rustix::io::Errno::IO.raw_os_error())),
        };
        let result = match result {
            Ok(value) => value.into_js(context),
            Err(error) => Err(error.into_js(context)),
        };
        let args = match result {
            Ok(value) => [JsValue::null(), value],
            Err(error) => [error.into_opaque(context)?, JsValue::undefined()],
        };
        let callback = request.get(js_string!("oncomplete"), context)?;
        let Some(callback) = callback.as_function() else { return Ok(()) };
        crate::enter_async_context(frame, context, |context| {
            call(&callback, &request.into(), &args, context)
        })?;
        Ok(())
    });
    Ok(JsValue::undefined())
}

/// What work on the pool may bring back: made there, turned into JavaScript here.
pub trait Outcome: Send + 'static {
    /// Makes the JavaScript value.
    ///
    /// # Errors
    /// What making it throws.
    fn into_js(self, context: &mut Context) -> JsResult<JsValue>;
}

impl Outcome for () {
    fn into_js(self, _: &mut Context) -> JsResult<JsValue> {
        Ok(JsValue::undefined())
    }
}

impl Outcome for bool {
    fn into_js(self, _: &mut Context) -> JsResult<JsValue> {
        Ok(self.into())
    }
}

impl Outcome for f64 {
    fn into_js(self, _: &mut Context) -> JsResult<JsValue> {
        Ok(self.into())
    }
}

impl Outcome for String {
    fn into_js(self, _: &mut Context) -> JsResult<JsValue> {
        Ok(js_string!(self).into())
    }
}

impl Outcome for Vec<u8> {
    fn into_js(self, context: &mut Context) -> JsResult<JsValue> {
        crate::buffer(&self, context)
    }
}

/// An outcome that is turned into JavaScript by a function of the room.
pub struct With<T, F>(pub T, pub F);

impl<T, F> std::fmt::Debug for With<T, F> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("With")
    }
}

impl<T, F> Outcome for With<T, F>
where
    T: Send + 'static,
    F: FnOnce(T, &mut Context) -> JsResult<JsValue> + Send + 'static,
{
    fn into_js(self, context: &mut Context) -> JsResult<JsValue> {
        (self.1)(self.0, context)
    }
}
