//! AsyncLocalStorage: a frame holds the store of each storage, and travels with every callback.
//! Frames never change once they travel; entering makes a new one.
//! Node docs: `Class: AsyncLocalStorage`.

use boa_engine::{Context, Finalize, JsData, JsObject, JsResult, JsValue, Trace};

use crate::{Arguments, NodeError, call, enter_async_context, host};

/// The stores, by storage.
#[derive(Clone, Default, Trace, Finalize, JsData)]
struct Frame(Vec<(JsObject, JsValue)>);

/// A frame that differs from the present one in the store of one storage.
fn with_store(storage: &JsObject, store: JsValue, context: &mut Context) -> JsValue {
    let present = host(context).async_context.borrow().clone();
    let mut frame = match present.as_object() {
        Some(object) => {
            object.downcast_ref::<Frame>().map(|frame| frame.clone()).unwrap_or_default()
        }
        None => Frame::default(),
    };
    match frame.0.iter_mut().find(|(known, _)| JsObject::equals(known, storage)) {
        Some(entry) => entry.1 = store,
        None => frame.0.push((storage.clone(), store)),
    }
    JsObject::from_proto_and_data(None, frame).into()
}

fn storage(this: &JsValue, context: &mut Context) -> JsResult<JsObject> {
    this.as_object().ok_or_else(|| {
        let message = "Value of \"this\" must be of type AsyncLocalStorage";
        NodeError::typ("ERR_INVALID_THIS", message).into_js(context)
    })
}

fn run_with(
    this: &JsValue,
    store: JsValue,
    args: &[JsValue],
    context: &mut Context,
) -> JsResult<JsValue> {
    let storage = storage(this, context)?;
    let callback = args.callback(0, context)?;
    let frame = with_store(&storage, store, context);
    enter_async_context(frame, context, |context| {
        call(&callback, &JsValue::null(), args.get(1..).unwrap_or_default(), context)
    })
}

/// `storage.run(store, callback, ...args)`.
///
/// # Errors
/// What the callback throws.
pub(super) fn run(this: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    run_with(this, args.value(0).clone(), args.get(1..).unwrap_or_default(), context)
}

/// `storage.exit(callback, ...args)`: runs without a store.
///
/// # Errors
/// What the callback throws.
pub(super) fn exit(this: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    run_with(this, JsValue::undefined(), args, context)
}

/// `storage.enterWith(store)`: for the rest of the present callback and all it starts.
pub(super) fn enter_with(
    this: &JsValue,
    args: &[JsValue],
    context: &mut Context,
) -> JsResult<JsValue> {
    let storage = storage(this, context)?;
    let frame = with_store(&storage, args.value(0).clone(), context);
    host(context).async_context.replace(frame);
    Ok(JsValue::undefined())
}

/// `getStore.call(storage, default)`: the store, or the default where there is none.
pub(super) fn get_store(
    this: &JsValue,
    args: &[JsValue],
    context: &mut Context,
) -> JsResult<JsValue> {
    let storage = storage(this, context)?;
    let frame = host(context).async_context.borrow().as_object();
    let store = frame.and_then(|frame| {
        let frame = frame.downcast_ref::<Frame>()?;
        let found = frame.0.iter().find(|(known, _)| JsObject::equals(known, &storage));
        found.map(|(_, store)| store.clone())
    });
    Ok(store.unwrap_or_else(|| args.value(0).clone()))
}

/// `storage.disable()`: takes the store out of the present frame, wherever that has travelled.
pub(super) fn disable(this: &JsValue, _: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let storage = storage(this, context)?;
    let frame = host(context).async_context.borrow().as_object();
    if let Some(frame) = frame
        && let Some(mut frame) = frame.downcast_mut::<Frame>()
    {
        frame.0.retain(|(known, _)| !JsObject::equals(known, &storage));
    }
    Ok(JsValue::undefined())
}
