//! `DisposableStack` and `AsyncDisposableStack`.

use boa_engine::{
    Context, JsArgs, JsData, JsError, JsNativeError, JsObject, JsResult, JsString, JsSymbol,
    JsValue, NativeFunction, js_string,
    object::{
        FunctionObjectBuilder,
        builtins::{JsFunction, JsPromise},
    },
    property::{Attribute, PropertyDescriptor},
};
use boa_gc::{Finalize, Trace};

use super::{
    dispose::{Resource, dispose_all, dispose_all_async},
    prototype_of,
};
use crate::builtin::{define, hide, tie};

/// A stack of either class.
#[derive(Debug, Finalize, JsData, Trace)]
struct Stack {
    #[unsafe_ignore_trace]
    is_async: bool,
    resources: Vec<Resource>,
    #[unsafe_ignore_trace]
    is_disposed: bool,
}

const fn class_name(is_async: bool) -> &'static str {
    if is_async { "AsyncDisposableStack" } else { "DisposableStack" }
}

/// Installs both classes into the current realm.
pub(super) fn install(context: &mut Context) -> JsResult<()> {
    class::<false>(context)?;
    class::<true>(context)
}

fn class<const ASYNC: bool>(context: &mut Context) -> JsResult<()> {
    let name = class_name(ASYNC);
    let prototype = JsObject::with_object_proto(context.intrinsics());
    let construct = NativeFunction::from_copy_closure_with_captures(
        |new_target, _, prototype: &JsObject, context| {
            let name = class_name(ASYNC);
            if new_target.is_undefined() {
                let message = format!("Constructor {name} requires 'new'");
                return Err(JsNativeError::typ().with_message(message).into());
            }
            let prototype = prototype_of(new_target, name, prototype, context)?;
            Ok(make(prototype, ASYNC, Vec::new()).into())
        },
        prototype.clone(),
    );
    let constructor = FunctionObjectBuilder::new(context.realm(), construct)
        .name(js_string!(name))
        .length(0)
        .constructor(true)
        .build();
    tie(&constructor, &prototype);

    let methods: [(&str, usize, crate::builtin::Function); 3] =
        [("use", 1, use_::<ASYNC>), ("adopt", 2, adopt::<ASYNC>), ("defer", 1, defer::<ASYNC>)];
    for (name, length, body) in methods {
        crate::builtin::method(&prototype, name, length, body, context);
    }
    let moved = NativeFunction::from_copy_closure_with_captures(
        |this, _, prototype: &JsObject, _| {
            let resources = take::<ASYNC>(this, "move")?;
            Ok(make(prototype.clone(), ASYNC, resources).into())
        },
        prototype.clone(),
    );
    define(&prototype, js_string!("move").into(), "move", 0, moved, context);

    let (dispose_name, body, symbol): (_, crate::builtin::Function, _) = if ASYNC {
        ("disposeAsync", dispose_async, JsSymbol::async_dispose())
    } else {
        ("dispose", dispose, JsSymbol::dispose())
    };
    crate::builtin::method(&prototype, dispose_name, 0, body, context);
    let dispose = prototype.get(js_string!(dispose_name), context)?;
    hide(&prototype, symbol, dispose);

    let disposed = NativeFunction::from_fn_ptr(disposed::<ASYNC>);
    let disposed = FunctionObjectBuilder::new(context.realm(), disposed)
        .name(js_string!("get disposed"))
        .length(0)
        .build();
    let descriptor = PropertyDescriptor::builder().get(disposed).enumerable(false);
    prototype.insert_property(js_string!("disposed"), descriptor.configurable(true));
    let tag = PropertyDescriptor::builder().value(js_string!(name)).writable(false);
    let tag = tag.enumerable(false).configurable(true);
    prototype.insert_property(JsSymbol::to_string_tag(), tag);

    let attributes = Attribute::WRITABLE | Attribute::CONFIGURABLE;
    context.register_global_property(js_string!(name), constructor, attributes)
}

fn make(prototype: JsObject, is_async: bool, resources: Vec<Resource>) -> JsObject {
    JsObject::from_proto_and_data(prototype, Stack { is_async, resources, is_disposed: false })
}

/// Runs `body` on the stack that a method was called on.
fn with<const ASYNC: bool, T>(
    this: &JsValue,
    method: &str,
    body: impl FnOnce(&mut Stack) -> T,
) -> JsResult<T> {
    if let Some(object) = this.as_object()
        && let Some(mut stack) = object.downcast_mut::<Stack>()
        && stack.is_async == ASYNC
    {
        return Ok(body(&mut stack));
    }
    let shown = if this.is_object() { "#<Object>".into() } else { this.display().to_string() };
    let class = class_name(ASYNC);
    let message =
        format!("Method {class}.prototype.{method} called on incompatible receiver {shown}");
    Err(JsNativeError::typ().with_message(message).into())
}

/// The same where the stack must not be disposed yet.
fn with_open<const ASYNC: bool, T>(
    this: &JsValue,
    method: &str,
    body: impl FnOnce(&mut Stack) -> T,
) -> JsResult<T> {
    let made =
        with::<ASYNC, _>(
            this,
            method,
            |stack| {
                if stack.is_disposed { None } else { Some(body(stack)) }
            },
        )?;
    made.ok_or_else(|| {
        let class = class_name(ASYNC);
        let message =
            format!("Cannot call {class}.prototype.{method} on an already-disposed {class}");
        JsNativeError::reference().with_message(message).into()
    })
}

fn push<const ASYNC: bool>(this: &JsValue, method: &str, resource: Resource) -> JsResult<()> {
    with_open::<ASYNC, _>(this, method, |stack| stack.resources.push(resource))
}

/// What a stack holds, which is disposed thereafter.
fn take<const ASYNC: bool>(this: &JsValue, method: &str) -> JsResult<Vec<Resource>> {
    with_open::<ASYNC, _>(this, method, |stack| {
        stack.is_disposed = true;
        std::mem::take(&mut stack.resources)
    })
}

fn callback(value: &JsValue) -> JsResult<JsFunction> {
    value.as_function().ok_or_else(|| {
        let message = format!("{} is not a function", value.display());
        JsNativeError::typ().with_message(message).into()
    })
}

/// `use(value)`
fn use_<const ASYNC: bool>(
    this: &JsValue,
    args: &[JsValue],
    context: &mut Context,
) -> JsResult<JsValue> {
    with_open::<ASYNC, _>(this, "use", |_| ())?;
    let value = args.get_or_undefined(0);
    if let Some(resource) = Resource::of(value, ASYNC, context)? {
        push::<ASYNC>(this, "use", resource)?;
    }
    Ok(value.clone())
}

/// `adopt(value, onDispose)`
fn adopt<const ASYNC: bool>(
    this: &JsValue,
    args: &[JsValue],
    _: &mut Context,
) -> JsResult<JsValue> {
    with_open::<ASYNC, _>(this, "adopt", |_| ())?;
    let value = args.get_or_undefined(0);
    let disposer = callback(args.get_or_undefined(1))?;
    push::<ASYNC>(this, "adopt", Resource::calling(disposer, Some(value.clone()), ASYNC))?;
    Ok(value.clone())
}

/// `defer(onDispose)`
fn defer<const ASYNC: bool>(
    this: &JsValue,
    args: &[JsValue],
    _: &mut Context,
) -> JsResult<JsValue> {
    with_open::<ASYNC, _>(this, "defer", |_| ())?;
    let disposer = callback(args.get_or_undefined(0))?;
    push::<ASYNC>(this, "defer", Resource::calling(disposer, None, ASYNC))?;
    Ok(JsValue::undefined())
}

/// `get disposed`
fn disposed<const ASYNC: bool>(
    this: &JsValue,
    _: &[JsValue],
    _: &mut Context,
) -> JsResult<JsValue> {
    with::<ASYNC, _>(this, "disposed", |stack| stack.is_disposed.into())
}

/// `dispose()`
fn dispose(this: &JsValue, _: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    if !with::<false, _>(this, "dispose", |stack| stack.is_disposed)? {
        dispose_all(take::<false>(this, "dispose")?, None, context)?;
    }
    Ok(JsValue::undefined())
}

/// `disposeAsync()`, which never throws
fn dispose_async(this: &JsValue, _: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let rejected = |error: JsError, context: &mut Context| {
        JsPromise::reject(error, context).map(JsValue::from)
    };
    match with::<true, _>(this, "disposeAsync", |stack| stack.is_disposed) {
        Ok(true) => JsPromise::resolve(JsValue::undefined(), context).map(JsValue::from),
        Ok(false) => {
            let resources = take::<true>(this, "disposeAsync")?;
            dispose_all_async(resources, None, context).map(JsValue::from)
        }
        Err(_) => {
            let message = JsString::from("Receiver is not an AsyncDisposableStack");
            let error = JsNativeError::typ().with_message(message.to_std_string_lossy());
            rejected(error.into(), context)
        }
    }
}
