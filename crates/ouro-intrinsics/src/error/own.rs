//! The property `stack` of errors for those who list what an error has of its own, as for
//! `JSON.stringify(error, Object.getOwnPropertyNames(error))`: it is written before they look, and
//! comes first, as in V8. ECMA-262 §20.1.2.8 to 11, §28.1.10.

use boa_engine::{
    Context, JsArgs, JsObject, JsResult, JsValue,
    builtins::error::Error,
    js_string,
    object::builtins::{JsArray, JsFunction},
    property::PropertyKey,
};

use crate::builtin::method_over;

/// Installs the functions into the current realm.
pub(super) fn install(context: &mut Context) -> JsResult<()> {
    let object = context.intrinsics().constructors().object().constructor();
    method_over(&object, "getOwnPropertyDescriptors", 1, descriptors, context)?;
    method_over(&object, "getOwnPropertyNames", 1, names, context)?;
    let reflect = context.intrinsics().objects().reflect();
    method_over(&reflect, "ownKeys", 1, names, context)
}

/// Has an error write its stack; whether it has one as its own then.
fn written(value: &JsValue, context: &mut Context) -> JsResult<bool> {
    let Some(error) = value.as_object().filter(|object| object.is::<Error>()) else {
        return Ok(false);
    };
    let key = PropertyKey::from(js_string!("stack"));
    let is_own = |error: &JsObject| error.borrow().properties().contains_key(&key);
    if !is_own(&error) {
        error.get(key.clone(), context)?;
    }
    Ok(is_own(&error))
}

/// `Object.getOwnPropertyDescriptors(O)`
fn descriptors(
    this: &JsValue,
    args: &[JsValue],
    engine: &JsFunction,
    context: &mut Context,
) -> JsResult<JsValue> {
    written(args.get_or_undefined(0), context)?;
    engine.call(this, args, context)
}

/// `Object.getOwnPropertyNames(O)`, `Reflect.ownKeys(target)`
fn names(
    this: &JsValue,
    args: &[JsValue],
    engine: &JsFunction,
    context: &mut Context,
) -> JsResult<JsValue> {
    let has_stack = written(args.get_or_undefined(0), context)?;
    let found = engine.call(this, args, context)?;
    let Some(list) = found.as_object().filter(|_| has_stack) else { return Ok(found) };
    let list = JsArray::from_object(list)?;
    let stack = JsValue::from(js_string!("stack"));
    let mut names = vec![stack.clone()];
    for index in 0..list.length(context)? {
        let name = list.get(index, context)?;
        if name != stack {
            names.push(name);
        }
    }
    Ok(JsArray::from_iter(names, context).into())
}

#[cfg(test)]
mod tests {
    fn evaluate(text: &str) -> String {
        crate::testing::evaluated(text, crate::error::install)
    }

    #[test]
    fn a_stack_is_there_before_it_is_read() {
        let names = "String(Object.getOwnPropertyNames(new Error('m', { cause: 1 })))";
        assert_eq!(evaluate(names), "stack,message,cause");
        assert_eq!(evaluate("String(Reflect.ownKeys({ b: 1, a: 2 }))"), "b,a");
    }
}
