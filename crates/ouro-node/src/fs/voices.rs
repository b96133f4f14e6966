//! One verb, three voices: from a single description come `fs.verb(…, callback)`,
//! `fs.verbSync(…)` and `fs.promises.verb(…)`.
//!
//! A description reads and checks the arguments and returns a [`Job`]: work that knows no
//! JavaScript and may run on the pool, and a finish that makes the value. Node docs: File system.

use std::any::Any;

use boa_engine::{
    Context, JsError, JsObject, JsResult, JsString, JsValue, NativeFunction, js_string,
    object::{
        FunctionObjectBuilder,
        builtins::{JsFunction, JsPromise},
    },
};
use ouro_reactor::{Event, WorkError};

use super::failure::{Failure, invalid_type};
use crate::{Arguments, SystemError, async_hooks, call, host};

/// Reads and checks the arguments of a verb, the callback taken off.
pub(super) type Describe = fn(&[JsValue], &mut Context) -> JsResult<Job>;

type Value = Box<dyn Any + Send>;
type Work = Box<dyn FnOnce() -> Result<Value, Failure> + Send>;
type Finish = Box<dyn FnOnce(Value, &mut Context) -> JsResult<JsValue>>;

/// What a verb does once its arguments are checked.
pub(super) struct Job {
    work: Work,
    finish: Finish,
    pair: Option<Pair>,
    signal: Option<JsValue>,
}

/// A second value that goes with the first: `callback(error, bytesRead, buffer)`, and in the
/// promise voice `{ bytesRead, buffer }`.
struct Pair {
    first: &'static str,
    second: &'static str,
    value: JsValue,
}

/// A verb of the table.
pub(super) struct Verb {
    /// Its name, as the callback voice has it.
    pub(super) name: &'static str,
    /// How many arguments it takes without the callback: at least, at most.
    pub(super) arguments: (usize, usize),
    /// `length` of the callback voice; the synchronous one has one less, or as `sync_length` says.
    pub(super) lengths: [usize; 3],
    /// Which voices there are.
    pub(super) voices: Voices,
    /// Its description.
    pub(super) describe: Describe,
}

/// Which voices a verb has.
#[derive(Clone, Copy, Eq, PartialEq)]
pub(super) enum Voices {
    /// Callback, sync and promise.
    All,
    /// Callback and sync in `fs`, the promise for `FileHandle` only (as `handle.NAME`).
    Handle,
    /// The synchronous voice is written apart.
    NoSync,
    /// The synchronous voice is written apart, the promise is for `FileHandle` only.
    HandleNoSync,
}

impl Job {
    /// Work whose result is turned into a value by `finish`.
    pub(super) fn new<T: Send + 'static>(
        work: impl FnOnce() -> Result<T, Failure> + Send + 'static,
        finish: impl FnOnce(T, &mut Context) -> JsResult<JsValue> + 'static,
    ) -> Self {
        Self {
            work: Box::new(move || work().map(|value| Box::new(value) as Value)),
            finish: Box::new(move |value, context| match value.downcast::<T>() {
                Ok(value) => finish(*value, context),
                // The work above made a `T`.
                Err(_) => Ok(JsValue::undefined()),
            }),
            pair: None,
            signal: None,
        }
    }

    /// Work that leaves nothing.
    pub(super) fn done(work: impl FnOnce() -> Result<(), Failure> + Send + 'static) -> Self {
        Self::new(work, |(), _| Ok(JsValue::undefined()))
    }

    /// Gives the result a companion: `first` names the result, `second` the companion.
    pub(super) fn pair(
        mut self,
        first: &'static str,
        second: &'static str,
        value: JsValue,
    ) -> Self {
        self.pair = Some(Pair { first, second, value });
        self
    }

    /// Heeds an AbortSignal: one that fires before the end makes the end an `ABORT_ERR`.
    ///
    /// # Errors
    /// `ERR_INVALID_ARG_TYPE` for what is neither undefined nor a signal.
    pub(super) fn signal(mut self, signal: &JsValue, context: &mut Context) -> JsResult<Self> {
        if signal.is_undefined() {
            return Ok(self);
        }
        let object = signal.as_object();
        let fits = match &object {
            Some(object) => object.has_property(js_string!("aborted"), context)?,
            None => false,
        };
        if !fits {
            let expected = "an instance of AbortSignal";
            return Err(invalid_type("options.signal", expected, signal, context));
        }
        self.signal = Some(signal.clone());
        Ok(self)
    }

    /// Works at once.
    pub(super) fn run(self, context: &mut Context) -> JsResult<JsValue> {
        match (self.work)() {
            Ok(value) => (self.finish)(value, context),
            Err(failure) => Err(failure.into_js(context)),
        }
    }

    /// Has the pool work, and then calls `settle` in the frame of AsyncLocalStorage that holds now,
    /// as a resource of this kind.
    fn submit(
        self,
        kind: &str,
        settle: impl FnOnce(JsResult<JsValue>, Option<Pair>, &mut Context) -> JsResult<()> + 'static,
        context: &mut Context,
    ) -> JsResult<()> {
        let host = host(context);
        let Self { work, finish, pair, signal } = self;
        // A signal that has fired already keeps the work from being done.
        let work: Work = if aborted(signal.as_ref(), context)? {
            Box::new(|| Err(system(super::failure::CANCELED)))
        } else {
            work
        };
        let request = host.reactor.borrow_mut().submit(Box::new(move || Box::new(work())));
        let request =
            request.map_err(|error| SystemError::new("epoll_create1", &error).into_js(context))?;
        let frame = host.async_context.borrow().clone();
        let ids = async_hooks::Ids::new(context);
        let resource = JsObject::with_object_proto(context.intrinsics());
        async_hooks::emit_init(kind, ids, &resource, context)?;
        let resource = resource.into();
        host.on_request(request, move |event, context| {
            let Event::Work(_, result) = event else { return Ok(()) };
            let result = match result.map(|value| value.downcast::<Result<Value, Failure>>()) {
                Ok(Ok(result)) => *result,
                Ok(Err(_)) => return Ok(()),
                Err(WorkError::Cancelled) => Err(system(super::failure::CANCELED)),
                Err(_) => Err(system(super::failure::IO)),
            };
            let result = match result {
                _ if aborted(signal.as_ref(), context)? => {
                    let signal = signal.unwrap_or_default();
                    let error = super::whole::abort_error(&signal, context)?;
                    Err(JsError::from_opaque(error))
                }
                Ok(value) => finish(value, context),
                Err(failure) => Err(failure.into_js(context)),
            };
            let scope = async_hooks::Scope { ids, resource, frame, announced: true };
            let settled = async_hooks::run(scope, context, |context| settle(result, pair, context));
            async_hooks::queue_destroy(ids, context);
            settled
        });
        Ok(())
    }

    /// Has the pool work, and then calls `callback(error)` or `callback(null[, value[, second]])`.
    pub(super) fn call_back(self, callback: JsFunction, context: &mut Context) -> JsResult<()> {
        let settle = move |result: JsResult<JsValue>, pair: Option<Pair>, context: &mut Context| {
            let this = JsValue::undefined();
            let args: &[JsValue] = match (result, pair) {
                (Ok(value), None) if value.is_undefined() => &[JsValue::null()],
                (Ok(value), None) => &[JsValue::null(), value],
                (Ok(value), Some(pair)) => &[JsValue::null(), value, pair.value],
                (Err(error), None) => &[error.into_opaque(context)?],
                (Err(error), Some(pair)) => &[error.into_opaque(context)?, 0.into(), pair.value],
            };
            call(&callback, &this, args, context).map(drop)
        };
        self.submit("FSREQCALLBACK", settle, context)
    }

    /// Has the pool work, and then calls `callback(value)`, without an error in front.
    pub(super) fn call_back_plain(
        self,
        callback: JsFunction,
        context: &mut Context,
    ) -> JsResult<()> {
        let settle = move |result: JsResult<JsValue>, _, context: &mut Context| {
            call(&callback, &JsValue::undefined(), &[result?], context).map(drop)
        };
        self.submit("FSREQCALLBACK", settle, context)
    }

    /// Has the pool work, and returns a promise of the value.
    pub(super) fn promise(self, context: &mut Context) -> JsResult<JsValue> {
        let (promise, functions) = JsPromise::new_pending(context);
        let settle = move |result: JsResult<JsValue>, pair: Option<Pair>, context: &mut Context| {
            let this = JsValue::undefined();
            match (result, pair) {
                (Ok(value), None) => functions.resolve.call(&this, &[value], context)?,
                (Ok(value), Some(pair)) => {
                    let both = JsObject::with_null_proto();
                    both.create_data_property(js_string!(pair.first), value, context)?;
                    both.create_data_property(js_string!(pair.second), pair.value, context)?;
                    functions.resolve.call(&this, &[both.into()], context)?
                }
                (Err(error), _) => {
                    let error = error.into_opaque(context)?;
                    functions.reject.call(&this, &[error], context)?
                }
            };
            Ok(())
        };
        self.submit("FSREQPROMISE", settle, context)?;
        Ok(promise.into())
    }
}

impl Verb {
    /// Whether Node looks at the callback last.
    fn arguments_first(&self) -> bool {
        self.name == "truncate"
            || (matches!(self.voices, Voices::Handle | Voices::HandleNoSync)
                && self.name != "close")
    }

    /// Puts the voices into the binding: `name`, `nameSync`, and the promise into `promises` or,
    /// for verbs of descriptors, `handle`.
    pub(super) fn define(
        &'static self,
        binding: &JsObject,
        promises: &JsObject,
        handle: &JsObject,
        context: &mut Context,
    ) -> JsResult<()> {
        let [callback, sync, promise] = self.lengths;
        let voice = NativeFunction::from_copy_closure(move |_, args, context| {
            call_back(self, args, context)
        });
        put(binding, self.name, callback, voice, context)?;
        if matches!(self.voices, Voices::All | Voices::Handle) {
            let voice = NativeFunction::from_copy_closure(move |_, args, context| {
                (self.describe)(args, context)?.run(context)
            });
            put(binding, &format!("{}Sync", self.name), sync, voice, context)?;
        }
        let voice = NativeFunction::from_copy_closure(move |_, args, context| {
            promised(self, args, context)
        });
        let home =
            if matches!(self.voices, Voices::All | Voices::NoSync) { promises } else { handle };
        put(home, self.name, promise, voice, context)
    }
}

/// The callback voice: the callback is the first function after the arguments that must be there.
fn call_back(verb: &Verb, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let (at, callback) = match callback_of(args, verb.arguments, context) {
        Ok(found) => found,
        Err(error) if verb.arguments_first() => {
            // What is wrong with the others is said first.
            (verb.describe)(args, context)?;
            return Err(error);
        }
        Err(error) => return Err(error),
    };
    let job = (verb.describe)(args.get(..at).unwrap_or(args), context);
    match job {
        Ok(job) => job.call_back(callback, context)?,
        // Node throws these refusals where it should call back.
        Err(error) if matches!(verb.name, "chmod" | "lutimes" | "mkdir" | "utimes") => {
            return Err(error);
        }
        Err(error) => refuse(error, callback, context)?,
    }
    Ok(JsValue::undefined())
}

/// Throws what is wrong with the arguments; a refusal of access goes to the callback.
pub(super) fn refuse(error: JsError, callback: JsFunction, context: &mut Context) -> JsResult<()> {
    let value = error.clone().into_opaque(context)?;
    let code = match value.as_object() {
        Some(object) => object.get(js_string!("code"), context)?,
        None => JsValue::undefined(),
    };
    if code.as_string().is_none_or(|code| code != js_string!("ERR_ACCESS_DENIED")) {
        return Err(error);
    }
    let tick = crate::Tick::new(callback, vec![value], context);
    host(context).ticks.borrow_mut().push_back(tick);
    Ok(())
}

/// Finds the callback among the arguments, and where it stands.
///
/// # Errors
/// `ERR_INVALID_ARG_TYPE` for `cb`.
pub(super) fn callback_of(
    args: &[JsValue],
    (least, most): (usize, usize),
    context: &mut Context,
) -> JsResult<(usize, JsFunction)> {
    for at in (least..=most).rev() {
        if let Some(callback) = args.value(at).as_function() {
            return Ok((at, callback));
        }
    }
    let last = (least..=most).rev().map(|at| args.value(at)).find(|value| !value.is_undefined());
    let last = last.cloned().unwrap_or_default();
    Err(invalid_type("cb", "of type function", &last, context))
}

/// The promise voice: what is wrong with the arguments rejects, too.
fn promised(verb: &Verb, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    match (verb.describe)(args, context) {
        Ok(job) => job.promise(context),
        // What the engine lets no script catch is no rejection either.
        Err(error) if error.as_engine().is_some() => Err(error),
        Err(error) => Ok(JsPromise::reject(error, context)?.into()),
    }
}

/// Defines a native function on an object.
pub(super) fn put(
    object: &JsObject,
    name: &str,
    length: usize,
    body: NativeFunction,
    context: &mut Context,
) -> JsResult<()> {
    let name = JsString::from(name);
    let function =
        FunctionObjectBuilder::new(context.realm(), body).name(name.clone()).length(length).build();
    object.create_data_property_or_throw(name, function, context)?;
    Ok(())
}

fn aborted(signal: Option<&JsValue>, context: &mut Context) -> JsResult<bool> {
    match signal.and_then(JsValue::as_object) {
        Some(signal) => Ok(signal.get(js_string!("aborted"), context)?.to_boolean()),
        None => Ok(false),
    }
}

fn system(errno: i32) -> Failure {
    Failure::System(SystemError::from_errno("work", errno))
}
