//! AsyncLocalStorage: a frame holds the store of each storage, and travels with every callback.
//! Frames never change once they travel; entering makes a new one.
//! Node docs: `Class: AsyncLocalStorage`.

use boa_engine::{Context, Finalize, JsData, JsObject, JsResult, JsValue, Trace};

use crate::{Arguments, NodeError, call, host};

/// The stores, by storage.
#[derive(Clone, Default, Trace, Finalize, JsData)]
struct Frame(Vec<(JsObject, JsValue)>);

/// A frame that differs from the present one in the store of one storage, or lacks it.
fn with_store(storage: &JsObject, store: Option<JsValue>, context: &mut Context) -> JsValue {
    let present = host(context).async_context.borrow().as_object();
    let mut frame = present
        .and_then(|object| object.downcast_ref::<Frame>().map(|frame| frame.clone()))
        .unwrap_or_default();
    let place = frame.0.iter().position(|(known, _)| JsObject::equals(known, storage));
    match (place, store) {
        (Some(place), Some(store)) => {
            if let Some(entry) = frame.0.get_mut(place) {
                entry.1 = store;
            }
        }
        (Some(place), None) => {
            frame.0.remove(place);
        }
        (None, Some(store)) => frame.0.push((storage.clone(), store)),
        (None, None) => {}
    }
    if frame.0.is_empty() {
        return JsValue::undefined();
    }
    JsObject::from_proto_and_data(None, frame).into()
}

/// The store of a storage in the present frame.
fn present_store(storage: &JsObject, context: &Context) -> Option<JsValue> {
    let frame = host(context).async_context.borrow().as_object()?;
    let frame = frame.downcast_ref::<Frame>()?;
    let found = frame.0.iter().find(|(known, _)| JsObject::equals(known, storage));
    found.map(|(_, store)| store.clone())
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
    let before = present_store(&storage, context);
    let inner = with_store(&storage, Some(store), context);
    host(context).async_context.replace(inner);
    let result = call(&callback, &JsValue::null(), args.get(1..).unwrap_or_default(), context);
    // Only this storage's store is put back: what the callback entered with others stays.
    let after = with_store(&storage, before, context);
    host(context).async_context.replace(after);
    result
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
    let frame = with_store(&storage, Some(args.value(0).clone()), context);
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
    let store = present_store(&storage, context);
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
