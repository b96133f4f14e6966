//! Resources and their disposal in reverse order: the operations `AddDisposableResource` and
//! `DisposeResources` of the proposal.

use boa_engine::{
    Context, JsError, JsNativeError, JsResult, JsSymbol, JsValue, NativeFunction,
    object::{
        FunctionObjectBuilder,
        builtins::{JsFunction, JsPromise},
    },
};
use boa_gc::{Finalize, Gc, GcRefCell, Trace};

use super::{call, suppressed::suppressed};

/// How a resource is disposed of.
#[derive(Clone, Debug, Finalize, Trace)]
pub(super) struct Resource {
    /// `None` for an async `null`, which only takes its turn.
    disposer: Option<JsFunction>,
    this: JsValue,
    /// What `adopt` hands to its function.
    argument: Option<JsValue>,
    #[unsafe_ignore_trace]
    is_async: bool,
    /// Whether the disposer is a `Symbol.dispose`, whose result nobody waits for.
    #[unsafe_ignore_trace]
    result_ignored: bool,
}

impl Resource {
    /// A value with a disposer of its own; none for a sync `null` or `undefined`.
    ///
    /// # Errors
    /// `TypeError` where it has none.
    pub(super) fn of(
        value: &JsValue,
        is_async: bool,
        context: &mut Context,
    ) -> JsResult<Option<Self>> {
        let made = |disposer, this: &JsValue, result_ignored| {
            Some(Self { disposer, this: this.clone(), argument: None, is_async, result_ignored })
        };
        if value.is_null_or_undefined() {
            return Ok(if is_async { made(None, value, true) } else { None });
        }
        let Some(object) = value.as_object() else {
            let message = "An object is expected with `using` declarations";
            return Err(JsNativeError::typ().with_message(message).into());
        };
        if is_async {
            let disposer = object.get(JsSymbol::async_dispose(), context)?;
            if !disposer.is_null_or_undefined() {
                let disposer = function(&disposer, "Symbol(Symbol.asyncDispose)")?;
                return Ok(made(Some(disposer), value, false));
            }
        }
        let disposer = object.get(JsSymbol::dispose(), context)?;
        let disposer = function(&disposer, "Symbol(Symbol.dispose)")?;
        Ok(made(Some(disposer), value, is_async))
    }

    /// A function to call, with a value where one is adopted.
    pub(super) const fn calling(
        disposer: JsFunction,
        argument: Option<JsValue>,
        is_async: bool,
    ) -> Self {
        let this = JsValue::undefined();
        Self { disposer: Some(disposer), this, argument, is_async, result_ignored: false }
    }

    fn dispose(&self, context: &mut Context) -> JsResult<JsValue> {
        let Some(disposer) = &self.disposer else { return Ok(JsValue::undefined()) };
        let result = call(disposer, &self.this, self.argument.as_slice(), context)?;
        Ok(if self.result_ignored { JsValue::undefined() } else { result })
    }
}

fn function(value: &JsValue, name: &str) -> JsResult<JsFunction> {
    value.as_function().ok_or_else(|| {
        JsNativeError::typ().with_message(format!("{name} is not a function")).into()
    })
}

/// Adds what a disposer threw to what was thrown before.
fn combine(before: Option<JsValue>, error: JsError, context: &mut Context) -> JsResult<JsValue> {
    let error = error.into_opaque(context)?;
    match before {
        Some(before) => suppressed(&error, &before, context),
        None => Ok(error),
    }
}

/// Disposes of all, the last first; `thrown` is how the block ended.
///
/// # Errors
/// `thrown`, what the disposers throw, or a `SuppressedError` of several.
pub(super) fn dispose_all(
    resources: Vec<Resource>,
    thrown: Option<JsValue>,
    context: &mut Context,
) -> JsResult<()> {
    let mut thrown = thrown;
    for resource in resources.iter().rev() {
        if let Err(error) = resource.dispose(context) {
            thrown = Some(combine(thrown, error, context)?);
        }
    }
    thrown.map_or(Ok(()), |thrown| Err(JsError::from_opaque(thrown)))
}

/// A disposal under way that waits for its resources.
#[derive(Debug, Finalize, Trace)]
struct Disposal {
    /// What is left, the next last.
    resources: Vec<Resource>,
    thrown: Option<JsValue>,
    /// Whether an async `null` still wants its turn of waiting.
    #[unsafe_ignore_trace]
    owes_wait: bool,
    #[unsafe_ignore_trace]
    has_waited: bool,
    resolve: JsFunction,
    reject: JsFunction,
}

type Shared = Gc<GcRefCell<Disposal>>;

/// Disposes of all, the last first, each after the one before is done. The promise is resolved with
/// `undefined`, or rejected as [`dispose_all`] throws.
pub(super) fn dispose_all_async(
    resources: Vec<Resource>,
    thrown: Option<JsValue>,
    context: &mut Context,
) -> JsResult<JsPromise> {
    let (promise, functions) = JsPromise::new_pending(context);
    let disposal = Gc::new(GcRefCell::new(Disposal {
        resources,
        thrown,
        owes_wait: false,
        has_waited: false,
        resolve: functions.resolve,
        reject: functions.reject,
    }));
    advance(&disposal, context)?;
    Ok(promise)
}

/// Disposes of resources up to the next that has to be waited for, or to the end.
fn advance(disposal: &Shared, context: &mut Context) -> JsResult<()> {
    loop {
        let (next, owes) = {
            let mut disposal = disposal.borrow_mut();
            let is_sync = disposal.resources.last().is_none_or(|next| !next.is_async);
            let owes = is_sync && disposal.owes_wait && !disposal.has_waited;
            disposal.owes_wait &= !owes;
            (if owes { None } else { disposal.resources.pop() }, owes)
        };
        if owes {
            return wait(disposal, JsValue::undefined(), context);
        }
        let Some(resource) = next else { break };
        if resource.disposer.is_none() {
            disposal.borrow_mut().owes_wait = true;
            continue;
        }
        match resource.dispose(context) {
            Ok(result) if resource.is_async => {
                disposal.borrow_mut().has_waited = true;
                return wait(disposal, result, context);
            }
            Ok(_) => {}
            Err(error) => fail(disposal, error, context)?,
        }
    }
    let (thrown, resolve, reject) = {
        let disposal = disposal.borrow();
        (disposal.thrown.clone(), disposal.resolve.clone(), disposal.reject.clone())
    };
    match thrown {
        Some(thrown) => reject.call(&JsValue::undefined(), &[thrown], context)?,
        None => resolve.call(&JsValue::undefined(), &[JsValue::undefined()], context)?,
    };
    Ok(())
}

fn fail(disposal: &Shared, error: JsError, context: &mut Context) -> JsResult<()> {
    let before = disposal.borrow_mut().thrown.take();
    let thrown = combine(before, error, context)?;
    disposal.borrow_mut().thrown = Some(thrown);
    Ok(())
}

/// Goes on when a value is settled.
fn wait(disposal: &Shared, value: JsValue, context: &mut Context) -> JsResult<()> {
    let done = NativeFunction::from_copy_closure_with_captures(
        |_, _, disposal: &Shared, context| {
            advance(disposal, context)?;
            Ok(JsValue::undefined())
        },
        disposal.clone(),
    );
    let failed = NativeFunction::from_copy_closure_with_captures(
        |_, args, disposal: &Shared, context| {
            let reason = args.first().cloned().unwrap_or_default();
            fail(disposal, JsError::from_opaque(reason), context)?;
            advance(disposal, context)?;
            Ok(JsValue::undefined())
        },
        disposal.clone(),
    );
    let done = FunctionObjectBuilder::new(context.realm(), done).length(1).build();
    let failed = FunctionObjectBuilder::new(context.realm(), failed).length(1).build();
    match JsPromise::resolve(value, context) {
        Ok(promise) => promise.then(Some(done), Some(failed), context).map(|_| ()),
        Err(error) => {
            fail(disposal, error, context)?;
            advance(disposal, context)
        }
    }
}
