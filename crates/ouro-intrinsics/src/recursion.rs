//! Native functions that call a script's: at each the engine's recursion limit, which no `catch`
//! sees, becomes the `RangeError: Maximum call stack size exceeded` that a program may catch.
//! ECMA-262 §20.2.3, §23.1.3, §28.1.1.
//!
//! They replace the engine's functions rather than wrap them, so that a call costs no more.

use std::error::Error;

use boa_engine::{
    Context, JsArgs, JsError, JsNativeError, JsObject, JsResult, JsValue,
    builtins::proxy::Proxy,
    error::{EngineError, RuntimeLimitError},
    js_string,
    object::builtins::{JsArray, JsFunction},
    property::{PropertyDescriptor, PropertyKey},
};

use crate::{
    array::dense::peek,
    builtin::{method, method_over},
    error::limit_error,
    interrupt::{Pace, interrupted},
    long_string::{refused, settled},
};

/// Installs the functions into the current realm.
pub(crate) fn install(context: &mut Context) -> JsResult<()> {
    let array = context.intrinsics().constructors().array().prototype();
    method(&array, "every", 1, every, context);
    method(&array, "find", 1, find, context);
    method(&array, "findIndex", 1, find_index, context);
    method(&array, "forEach", 1, for_each, context);
    method(&array, "some", 1, some, context);
    method_over(&array, "filter", 1, filter, context)?;
    method_over(&array, "flatMap", 1, flat_map, context)?;
    method_over(&array, "map", 1, map, context)?;
    method_over(&array, "reduce", 1, reduce, context)?;
    let function = context.intrinsics().constructors().function().prototype();
    method(&function, "call", 1, call, context);
    method(&function, "apply", 2, apply, context);
    method_over(&function, "bind", 1, bind, context)?;
    let reflect = context.global_object().get(js_string!("Reflect"), context)?;
    if let Some(reflect) = reflect.as_object() {
        method(&reflect, "apply", 3, reflect_apply, context);
        method_over(&reflect, "construct", 2, reflect_construct, context)?;
    }
    let string = context.intrinsics().constructors().string().prototype();
    method_over(&string, "replace", 2, over, context)
}

/// The error a script may catch for the engine's recursion limit, or for a string that would have
/// been too long; any other as it is, as is that of an [interrupt](crate::interrupted).
pub fn catchable(error: JsError, context: &mut Context) -> JsError {
    if refused(context) {
        return limit_error(&error, "Invalid string length", context);
    }
    if error.as_engine().is_some_and(is_depth) && !interrupted(context) {
        return limit_error(&error, "Maximum call stack size exceeded", context);
    }
    match error.as_engine().and_then(unforeseen) {
        Some(cause) => cause.clone(),
        None => error,
    }
}

/// What a script's own function threw in a step that the engine thought could not fail.
fn unforeseen(error: &EngineError) -> Option<&JsError> {
    let EngineError::Panic(panic) = error else { return None };
    let source = panic.source()?;
    let boxed = source.downcast_ref::<Box<JsError>>();
    let source = source.downcast_ref::<JsError>().or_else(|| boxed.map(|boxed| &**boxed))?;
    match source.as_engine() {
        Some(inner) => unforeseen(inner),
        None => Some(source),
    }
}

/// Whether an error of the engine comes of too much depth, be it through a step of its own that it
/// thought could not fail.
fn is_depth(error: &EngineError) -> bool {
    match error {
        EngineError::RuntimeLimit(limit) => {
            matches!(limit, RuntimeLimitError::Recursion | RuntimeLimitError::StackSize)
        }
        EngineError::Panic(panic) => {
            let source = panic.source();
            let boxed = source.and_then(|source| source.downcast_ref::<Box<JsError>>());
            let source = source.and_then(|source| source.downcast_ref::<JsError>());
            let source = source.or_else(|| boxed.map(|boxed| &**boxed));
            source.and_then(JsError::as_engine).is_some_and(is_depth)
        }
    }
}

fn invoke(
    function: &JsFunction,
    this: &JsValue,
    args: &[JsValue],
    context: &mut Context,
) -> JsResult<JsValue> {
    settled(function.call(this, args, context), context)
}

/// The engine's function, with its limit made catchable.
pub(crate) fn over(
    this: &JsValue,
    args: &[JsValue],
    engine: &JsFunction,
    context: &mut Context,
) -> JsResult<JsValue> {
    invoke(engine, this, args, context)
}

/// The object, its length and the callback of one of `Array.prototype`'s methods.
struct Walk {
    object: JsObject,
    length: u64,
    callback: JsFunction,
    receiver: JsValue,
    array: bool,
    proxy: bool,
    /// Of the next call: an element, its index, the object.
    args: [JsValue; 3],
    pace: Pace,
}

impl Walk {
    fn begin(this: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<Self> {
        let object = this.to_object(context)?;
        let length = object.get(js_string!("length"), context)?.to_length(context)?;
        let Some(callback) = args.get_or_undefined(0).as_function() else {
            return Err(not_a_function(args.get_or_undefined(0), context));
        };
        let receiver = args.get_or_undefined(1).clone();
        let (array, proxy) = (object.is_array(), object.is::<Proxy>());
        let args = [JsValue::undefined(), JsValue::undefined(), object.clone().into()];
        Ok(Self { object, length, callback, receiver, array, proxy, args, pace: Pace::default() })
    }

    /// The element at an index; `None` for a hole.
    fn element(&mut self, index: u64, context: &mut Context) -> JsResult<Option<JsValue>> {
        self.pace.step(context)?;
        if self.array
            && let Some(value) = peek(&self.object, index)
        {
            return Ok(Some(value));
        }
        if self.proxy && !self.object.has_property(index, context)? {
            return Ok(None);
        }
        let value = self.object.get(index, context)?;
        if value.is_undefined() && !self.proxy && !self.object.has_property(index, context)? {
            return Ok(None);
        }
        Ok(Some(value))
    }

    fn ask(&mut self, value: JsValue, index: u64, context: &mut Context) -> JsResult<JsValue> {
        let [first, second, _] = &mut self.args;
        (*first, *second) = (value, index.into());
        invoke(&self.callback, &self.receiver, &self.args, context)
    }
}

/// `x is not a function`, with V8's way to show `x`.
fn not_a_function(value: &JsValue, context: &mut Context) -> JsError {
    let shown = match value.as_object() {
        Some(object) => {
            let class = object.get(js_string!("constructor"), context).ok();
            let name =
                class.and_then(|class| class.as_object()?.get(js_string!("name"), context).ok());
            let name = name.and_then(|name| name.as_string());
            format!(
                "#<{}>",
                name.map_or_else(|| "Object".to_owned(), |name| name.to_std_string_lossy())
            )
        }
        None => value.display().to_string(),
    };
    JsNativeError::typ().with_message(format!("{shown} is not a function")).into()
}

/// `Array.prototype.forEach(callback[, this])`
fn for_each(this: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let mut walk = Walk::begin(this, args, context)?;
    for index in 0..walk.length {
        if let Some(value) = walk.element(index, context)? {
            walk.ask(value, index, context)?;
        }
    }
    Ok(JsValue::undefined())
}

/// `Array.prototype.some(callback[, this])`
fn some(this: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let mut walk = Walk::begin(this, args, context)?;
    for index in 0..walk.length {
        if let Some(value) = walk.element(index, context)?
            && walk.ask(value, index, context)?.to_boolean()
        {
            return Ok(true.into());
        }
    }
    Ok(false.into())
}

/// `Array.prototype.every(callback[, this])`
fn every(this: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let mut walk = Walk::begin(this, args, context)?;
    for index in 0..walk.length {
        if let Some(value) = walk.element(index, context)?
            && !walk.ask(value, index, context)?.to_boolean()
        {
            return Ok(false.into());
        }
    }
    Ok(true.into())
}

/// `Array.prototype.find(callback[, this])`
fn find(this: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let found = search(this, args, context)?;
    Ok(found.map_or_else(JsValue::undefined, |(_, value)| value))
}

/// `Array.prototype.findIndex(callback[, this])`
fn find_index(this: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let found = search(this, args, context)?;
    Ok(found.map_or_else(|| (-1).into(), |(index, _)| index.into()))
}

fn search(
    this: &JsValue,
    args: &[JsValue],
    context: &mut Context,
) -> JsResult<Option<(u64, JsValue)>> {
    let mut walk = Walk::begin(this, args, context)?;
    for index in 0..walk.length {
        let value = match peek(&walk.object, index).filter(|_| walk.array) {
            Some(value) => value,
            None => walk.object.get(index, context)?,
        };
        if walk.ask(value.clone(), index, context)?.to_boolean() {
            return Ok(Some((index, value)));
        }
    }
    Ok(None)
}

/// Whether a new array of the realm is what `ArraySpeciesCreate` would make.
fn is_plain(this: &JsValue, context: &mut Context) -> JsResult<bool> {
    let Some(object) = this.as_object() else { return Ok(false) };
    if object.is::<Proxy>() {
        return Ok(false);
    }
    if !object.is_array() {
        return Ok(true);
    }
    let class = context.intrinsics().constructors().array().constructor();
    let own = object.get(js_string!("constructor"), context)?;
    Ok(own.as_object().is_some_and(|own| JsObject::equals(&own, &class)))
}

/// `Array.prototype.map(callback[, this])`
fn map(
    this: &JsValue,
    args: &[JsValue],
    engine: &JsFunction,
    context: &mut Context,
) -> JsResult<JsValue> {
    if !is_plain(this, context)? || args.get_or_undefined(0).as_function().is_none() {
        return invoke(engine, this, args, context);
    }
    let mut walk = Walk::begin(this, args, context)?;
    if walk.length > u64::from(u32::MAX) {
        return Err(JsNativeError::range().with_message("Invalid array length").into());
    }
    let mut values = Vec::new();
    for index in 0..walk.length {
        let Some(value) = walk.element(index, context)? else {
            return with_holes(&mut walk, values, index, context);
        };
        values.push(walk.ask(value, index, context)?);
    }
    Ok(JsArray::from_iter(values, context).into())
}

/// The rest of `map` over an array with a hole at `from`.
fn with_holes(
    walk: &mut Walk,
    values: Vec<JsValue>,
    from: u64,
    context: &mut Context,
) -> JsResult<JsValue> {
    let result = JsArray::from_iter(values, context);
    for index in from..walk.length {
        if let Some(value) = walk.element(index, context)? {
            let value = walk.ask(value, index, context)?;
            result.create_data_property_or_throw(index, value, context)?;
        }
    }
    #[expect(clippy::cast_precision_loss, reason = "lengths are below 2^53")]
    result.set(js_string!("length"), walk.length as f64, true, context)?;
    Ok(result.into())
}

/// `Array.prototype.filter(callback[, this])`
fn filter(
    this: &JsValue,
    args: &[JsValue],
    engine: &JsFunction,
    context: &mut Context,
) -> JsResult<JsValue> {
    if !is_plain(this, context)? || args.get_or_undefined(0).as_function().is_none() {
        return invoke(engine, this, args, context);
    }
    let mut walk = Walk::begin(this, args, context)?;
    let mut values = Vec::new();
    for index in 0..walk.length {
        if let Some(value) = walk.element(index, context)?
            && walk.ask(value.clone(), index, context)?.to_boolean()
        {
            values.push(value);
        }
    }
    Ok(JsArray::from_iter(values, context).into())
}

/// `Array.prototype.flatMap(callback[, this])`
fn flat_map(
    this: &JsValue,
    args: &[JsValue],
    engine: &JsFunction,
    context: &mut Context,
) -> JsResult<JsValue> {
    if !is_plain(this, context)? || args.get_or_undefined(0).as_function().is_none() {
        return invoke(engine, this, args, context);
    }
    let mut walk = Walk::begin(this, args, context)?;
    let mut values = Vec::new();
    for index in 0..walk.length {
        let Some(value) = walk.element(index, context)? else { continue };
        let value = walk.ask(value, index, context)?;
        let Some(list) = value.as_object() else {
            values.push(value);
            continue;
        };
        if !crate::json::is_array(&list, context)? {
            values.push(value);
            continue;
        }
        let length = list.get(js_string!("length"), context)?.to_length(context)?;
        let mut pace = Pace::default();
        for place in 0..length {
            pace.step(context)?;
            if let Some(value) = peek(&list, place).filter(|_| list.is_array()) {
                values.push(value);
            } else if list.has_property(place, context)? {
                values.push(list.get(place, context)?);
            }
        }
    }
    Ok(JsArray::from_iter(values, context).into())
}

/// `Array.prototype.reduce(callback[, initial])`
fn reduce(
    this: &JsValue,
    args: &[JsValue],
    _: &JsFunction,
    context: &mut Context,
) -> JsResult<JsValue> {
    let mut walk = Walk::begin(this, args.get(..1).unwrap_or_default(), context)?;
    let mut total = args.get(1).cloned();
    for index in 0..walk.length {
        let Some(value) = walk.element(index, context)? else { continue };
        total = Some(match total {
            Some(total) => {
                let args = [total, value, index.into(), walk.object.clone().into()];
                invoke(&walk.callback, &JsValue::undefined(), &args, context)?
            }
            None => value,
        });
    }
    total.ok_or_else(|| {
        let message = "Reduce of empty array with no initial value";
        JsNativeError::typ().with_message(message).into()
    })
}

/// `Function.prototype.call(this, …args)`
fn call(this: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let Some(function) = this.as_function() else {
        return Err(not_a_function(this, context));
    };
    invoke(&function, args.get_or_undefined(0), args.get(1..).unwrap_or_default(), context)
}

/// More arguments than this are more than the engine's stack has room for.
const MAX_ARGUMENTS: u64 = 1 << 23;

/// ECMA-262 §7.3.18 CreateListFromArrayLike: the arguments that an object holds.
fn list(value: &JsValue, context: &mut Context) -> JsResult<Vec<JsValue>> {
    let Some(object) = value.as_object() else {
        let message = "CreateListFromArrayLike called on non-object";
        return Err(JsNativeError::typ().with_message(message).into());
    };
    let length = object.get(js_string!("length"), context)?.to_length(context)?;
    if length > MAX_ARGUMENTS {
        let long = length > u64::from(u32::MAX >> 5);
        let message =
            if long { "Invalid array length" } else { "Maximum call stack size exceeded" };
        return Err(JsNativeError::range().with_message(message).into());
    }
    let mut pace = Pace::default();
    let mut values = Vec::new();
    for index in 0..length {
        pace.step(context)?;
        values.push(object.get(index, context)?);
    }
    Ok(values)
}

/// Longer names of bound functions grow no more: each would be longer than the one before.
const LONG_NAME: usize = 4_096;

/// `Function.prototype.bind(this, …args)`
fn bind(
    this: &JsValue,
    args: &[JsValue],
    engine: &JsFunction,
    context: &mut Context,
) -> JsResult<JsValue> {
    let bound = engine.call(this, args, context)?;
    if let Some(object) = bound.as_object() {
        let key = PropertyKey::from(js_string!("name"));
        let slot = object.borrow().properties().get(&key);
        let name = slot.and_then(|slot| slot.value().and_then(JsValue::as_string));
        if let Some(name) = name.filter(|name| name.len() > LONG_NAME) {
            let name = crate::string::part(&name, 0, LONG_NAME);
            object.insert_property(
                key,
                PropertyDescriptor::builder()
                    .value(name)
                    .writable(false)
                    .enumerable(false)
                    .configurable(true),
            );
        }
    }
    Ok(bound)
}

/// `Function.prototype.apply(this, list)`
fn apply(this: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let Some(function) = this.as_function() else {
        return Err(not_a_function(this, context));
    };
    let given = args.get_or_undefined(1);
    let list = if given.is_null_or_undefined() { Vec::new() } else { list(given, context)? };
    invoke(&function, args.get_or_undefined(0), &list, context)
}

/// `Reflect.apply(function, this, list)`
fn reflect_apply(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let Some(function) = args.get_or_undefined(0).as_function() else {
        return Err(not_a_function(args.get_or_undefined(0), context));
    };
    let list = list(args.get_or_undefined(2), context)?;
    invoke(&function, args.get_or_undefined(1), &list, context)
}

/// `Reflect.construct(class, list, newTarget)`
fn reflect_construct(
    this: &JsValue,
    args: &[JsValue],
    engine: &JsFunction,
    context: &mut Context,
) -> JsResult<JsValue> {
    // What is no constructor is told of before the list is read.
    let class = args.get_or_undefined(0).as_object().filter(JsObject::is_constructor);
    let target = match args.get(2) {
        Some(target) => target.as_object().filter(JsObject::is_constructor),
        None => class.clone(),
    };
    let (Some(class), Some(target)) = (class, target) else {
        return invoke(engine, this, args, context);
    };
    let list = list(args.get_or_undefined(1), context)?;
    let made = class.construct(&list, Some(&target), context);
    made.map(JsValue::from).map_err(|error| catchable(error, context))
}

#[cfg(test)]
mod tests {
    use super::*;
    use boa_engine::Source;

    fn eval(text: &str) -> String {
        let mut context = Context::default();
        crate::error::install(&mut context).unwrap();
        install(&mut context).unwrap();
        context.runtime_limits_mut().set_recursion_limit(200);
        match context.eval(Source::from_bytes(text)) {
            Ok(value) => value.to_string(&mut context).unwrap().to_std_string_lossy(),
            Err(error) => format!("uncaught {error}"),
        }
    }

    #[test]
    fn the_limit_can_be_caught_beyond_a_native_function() {
        for way in [
            "[0].forEach(f)",
            "[0].map(f)",
            "f.call()",
            "f.apply(0, [1])",
            "Reflect.apply(f, 0, [])",
            "Reflect.construct(f, [])",
        ] {
            let text = format!(
                "function f() {{ {way}; }} try {{ {way} }} catch (e) {{ e.name + ': ' + e.message }}"
            );
            assert_eq!(eval(&text), "RangeError: Maximum call stack size exceeded", "{way}");
        }
    }

    #[test]
    fn holes_are_passed_over() {
        assert_eq!(eval("let n = 0; [1, , undefined].forEach(() => n++); n"), "2");
        assert_eq!(
            eval("let a = [1, , 3].map(x => x * 2); (1 in a) + ',' + a.length + ',' + a"),
            "false,3,2,,6"
        );
        assert_eq!(
            eval("[, 1].find(() => true) + ',' + [1, 2, 3].reduce((a, b) => a + b, 4)"),
            "undefined,10"
        );
    }

    #[test]
    fn lists_of_arguments_may_be_anything_but_too_long() {
        assert_eq!(eval("Math.max.apply(0, { length: 2, 0: 1, 1: 5 })"), "5");
        assert_eq!(eval("Reflect.apply(Math.max, 0, new Uint8Array([1, 7]))"), "7");
        assert_eq!(eval("Reflect.construct(Date, [5], Array) instanceof Array"), "true");
        for text in [
            "Reflect.apply(Math.max, 0, { length: 2 ** 32 })",
            "Math.max.apply(0, { length: 2 ** 53 })",
            "Reflect.construct(Date, { length: 2 ** 40 })",
        ] {
            let text = format!("try {{ {text} }} catch (e) {{ String(e) }}");
            assert_eq!(eval(&text), "RangeError: Invalid array length");
        }
    }

    #[test]
    fn subclasses_make_their_own_kind() {
        let text = "class A extends Array {} let a = A.from([1, 2]);
            [a.map(x => x) instanceof A, a.filter(x => x) instanceof A].join()";
        assert_eq!(eval(text), "true,true");
    }
}
