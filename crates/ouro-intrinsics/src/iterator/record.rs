//! An iterator and its `next`. ECMA-262 §7.4 Operations on Iterator Objects.

use boa_engine::{
    Context, Finalize, JsError, JsNativeError, JsObject, JsResult, JsSymbol, JsValue, Trace,
    js_string, object::builtins::JsFunction,
};

/// ECMA-262 §7.4.1.
#[derive(Clone, Debug, Trace, Finalize)]
pub(super) struct Record {
    pub(super) iterator: JsObject,
    next: JsValue,
}

fn no_object(what: &str) -> JsError {
    JsNativeError::typ().with_message(format!("{what} is not an object")).into()
}

/// ECMA-262 §7.3.11 GetMethod.
fn method(
    object: &JsObject,
    key: impl Into<boa_engine::property::PropertyKey>,
    context: &mut Context,
) -> JsResult<Option<JsFunction>> {
    let method = object.get(key, context)?;
    if method.is_null_or_undefined() {
        return Ok(None);
    }
    let message = format!("{} is not a function", method.display());
    let method = method.as_function();
    method.map(Some).ok_or_else(|| JsNativeError::typ().with_message(message).into())
}

impl Record {
    /// `GetIteratorDirect`
    pub(super) fn direct(iterator: JsObject, context: &mut Context) -> JsResult<Self> {
        let next = iterator.get(js_string!("next"), context)?;
        Ok(Self { iterator, next })
    }

    /// `GetIterator` of an object, synchronous.
    pub(super) fn of(object: &JsObject, context: &mut Context) -> JsResult<Self> {
        let Some(begin) = method(object, JsSymbol::iterator(), context)? else {
            return Err(JsNativeError::typ().with_message("object is not iterable").into());
        };
        let iterator = begin.call(&object.clone().into(), &[], context)?;
        let iterator = iterator.as_object();
        let iterator = iterator.ok_or_else(|| no_object("Result of the Symbol.iterator method"))?;
        Self::direct(iterator, context)
    }

    /// `GetIteratorFlattenable`, which rejects primitive values.
    pub(super) fn flattened(value: &JsValue, context: &mut Context) -> JsResult<Self> {
        let Some(object) = value.as_object() else {
            return Err(no_object(&value.display().to_string()));
        };
        let iterator = match method(&object, JsSymbol::iterator(), context)? {
            None => object,
            Some(begin) => {
                let iterator = begin.call(&object.into(), &[], context)?.as_object();
                iterator.ok_or_else(|| no_object("Result of the Symbol.iterator method"))?
            }
        };
        Self::direct(iterator, context)
    }

    /// `IteratorStep`: the result, `None` at the end.
    pub(super) fn step(&self, context: &mut Context) -> JsResult<Option<JsObject>> {
        let Some(next) = self.next.as_function() else {
            let message = format!("{} is not a function", self.next.display());
            return Err(JsNativeError::typ().with_message(message).into());
        };
        let result = next.call(&self.iterator.clone().into(), &[], context)?;
        let result = result.as_object();
        let result = result.ok_or_else(|| no_object("Iterator result"))?;
        let done = result.get(js_string!("done"), context)?.to_boolean();
        Ok((!done).then_some(result))
    }

    /// `IteratorStepValue`
    pub(super) fn step_value(&self, context: &mut Context) -> JsResult<Option<JsValue>> {
        match self.step(context)? {
            Some(result) => result.get(js_string!("value"), context).map(Some),
            None => Ok(None),
        }
    }

    /// `IteratorClose`: what is thrown is `completion`'s, if it is an error.
    pub(super) fn close<T>(&self, completion: JsResult<T>, context: &mut Context) -> JsResult<T> {
        let ended = match method(&self.iterator, js_string!("return"), context) {
            Ok(None) => return completion,
            Ok(Some(end)) => end.call(&self.iterator.clone().into(), &[], context),
            Err(error) => Err(error),
        };
        let value = completion?;
        if ended?.is_object() { Ok(value) } else { Err(no_object("Result of the return method")) }
    }
}

/// `IteratorCloseAll`, in reverse order.
pub(super) fn close_all<'a, T>(
    records: impl DoubleEndedIterator<Item = &'a Record>,
    completion: JsResult<T>,
    context: &mut Context,
) -> JsResult<T> {
    records.rev().fold(completion, |completion, record| record.close(completion, context))
}
