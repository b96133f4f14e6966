//! `Iterator.prototype[Symbol.dispose]` and its asynchronous sibling, which end an iteration.

use boa_engine::{
    Context, JsNativeError, JsResult, JsSymbol, JsValue, NativeFunction, js_string,
    object::{
        FunctionObjectBuilder,
        builtins::{JsFunction, JsPromise},
    },
};

use super::call;
use crate::builtin::define;

/// Installs both methods into the current realm.
pub(super) fn install(context: &mut Context) -> JsResult<()> {
    let intrinsics = context.intrinsics();
    let iterator = intrinsics.constructors().iterator().prototype();
    let async_iterator = intrinsics.objects().iterator_prototypes().async_iterator();
    let dispose = NativeFunction::from_fn_ptr(dispose);
    let key = JsSymbol::dispose().into();
    define(&iterator, key, "[Symbol.dispose]", 0, dispose, context);
    let dispose = NativeFunction::from_fn_ptr(dispose_async);
    let key = JsSymbol::async_dispose().into();
    define(&async_iterator, key, "[Symbol.asyncDispose]", 0, dispose, context);
    Ok(())
}

/// The iterator's `return` method.
fn ending(this: &JsValue, context: &mut Context) -> JsResult<Option<JsFunction>> {
    let method = this.to_object(context)?.get(js_string!("return"), context)?;
    if method.is_null_or_undefined() {
        return Ok(None);
    }
    let message = "iterator.return is not a function";
    let method = method.as_function();
    method.map(Some).ok_or_else(|| JsNativeError::typ().with_message(message).into())
}

fn dispose(this: &JsValue, _: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    if let Some(end) = ending(this, context)? {
        call(&end, this, &[], context)?;
    }
    Ok(JsValue::undefined())
}

fn dispose_async(this: &JsValue, _: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let ended = match ending(this, context) {
        Ok(Some(end)) => call(&end, this, &[JsValue::undefined()], context),
        Ok(None) => Ok(JsValue::undefined()),
        Err(error) => Err(error),
    };
    let promise = match ended {
        Ok(value) => JsPromise::resolve(value, context)?,
        Err(error) => return JsPromise::reject(error, context).map(JsValue::from),
    };
    let nothing = NativeFunction::from_fn_ptr(|_, _, _| Ok(JsValue::undefined()));
    let nothing = FunctionObjectBuilder::new(context.realm(), nothing).length(1).build();
    promise.then(Some(nothing), None, context).map(JsValue::from)
}
