//! The host's part of a test's realm: `print` and `$262`.
//! tc39/test262, INTERPRETING.md: Host-Defined Functions.

use std::{cell::RefCell, rc::Rc, sync::Arc};

use boa_engine::{
    Context, JsArgs, JsNativeError, JsObject, JsResult, JsString, JsValue, NativeFunction,
    builtins::is_html_dda::IsHTMLDDA,
    gc, js_string,
    object::{FunctionObjectBuilder, builtins::JsArrayBuffer},
    property::PropertyDescriptor,
    realm::Realm,
};
use ouro_runtime::{catchable, create_realm, end, parse_script, within};

use super::agent::{self, Agents};

/// What the test printed.
#[derive(Debug, Default)]
pub(super) struct Printed(pub(super) RefCell<Vec<String>>);

/// The prints of a test so far.
pub(super) fn printed(context: &mut Context) -> Rc<Printed> {
    if let Some(printed) = context.get_data::<Rc<Printed>>() {
        return Rc::clone(printed);
    }
    let printed = Rc::new(Printed::default());
    context.insert_data(Rc::clone(&printed));
    printed
}

/// Defines `print` and `$262` in the main realm of a test.
///
/// # Errors
/// What defining a property throws; nothing in a fresh realm.
pub(super) fn install(agents: Arc<Agents>, context: &mut Context) -> JsResult<()> {
    context.insert_data(agents);
    let object = in_realm(context)?;
    agent::install_parent(&object, context);
    Ok(())
}

/// Defines both in the current realm; returns `$262`.
fn in_realm(context: &mut Context) -> JsResult<JsObject> {
    let realm = context.realm().clone();
    let global = context.global_object();
    let object = JsObject::with_object_proto(context.intrinsics());
    let print = NativeFunction::from_fn_ptr(print);
    method(&global, "print", 1, print, context);
    hidden(&global, "$262", object.clone().into());
    hidden(&object, "global", global.into());
    let create = NativeFunction::from_fn_ptr(create);
    method(&object, "createRealm", 0, create, context);
    let eval = NativeFunction::from_copy_closure_with_captures(eval_script, realm);
    method(&object, "evalScript", 1, eval, context);
    let detach = NativeFunction::from_fn_ptr(detach_array_buffer);
    method(&object, "detachArrayBuffer", 1, detach, context);
    method(&object, "gc", 0, NativeFunction::from_fn_ptr(collect), context);
    // `AbstractModuleSource` is absent: the engine has no such intrinsic.
    let all = JsObject::from_proto_and_data(
        context.intrinsics().constructors().object().prototype(),
        IsHTMLDDA,
    );
    hidden(&object, "IsHTMLDDA", all.into());
    if std::env::var_os("TEST262_RUNNER_DIE").is_some() {
        method(&object, "die", 1, NativeFunction::from_fn_ptr(die), context);
    }
    Ok(object)
}

/// `print(text)`: what an asynchronous test ends with.
fn print(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let line = args.get_or_undefined(0).to_string(context)?.to_std_string_lossy();
    let is_end = line.starts_with("Test262:AsyncTest");
    printed(context).0.borrow_mut().push(line);
    if is_end {
        end(0, context);
    }
    Ok(JsValue::undefined())
}

/// `$262.createRealm()`: the `$262` of a new realm.
fn create(_: &JsValue, _: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let realm = create_realm(context)?;
    let object = within(&realm, context, |context| {
        let object = in_realm(context)?;
        agent::install_parent(&object, context);
        Ok::<_, boa_engine::JsError>(object)
    })?;
    Ok(object.into())
}

/// `$262.evalScript(text)`: runs a script in the realm of this `$262`.
fn eval_script(
    _: &JsValue,
    args: &[JsValue],
    realm: &Realm,
    context: &mut Context,
) -> JsResult<JsValue> {
    let text = args.get_or_undefined(0).to_string(context)?.to_std_string_lossy();
    within(realm, context, |context| {
        let script = parse_script(&text, "evalScript", context);
        script
            .and_then(|script| script.evaluate(context))
            .map_err(|error| catchable(error, context))
    })
}

/// `$262.detachArrayBuffer(buffer)`. ECMA-262 §25.1.3.5.
fn detach_array_buffer(_: &JsValue, args: &[JsValue], _: &mut Context) -> JsResult<JsValue> {
    let Some(buffer) = args.get_or_undefined(0).as_object() else {
        return Err(JsNativeError::typ().with_message("not an ArrayBuffer").into());
    };
    let buffer = JsArrayBuffer::from_object(buffer)?;
    // Once more is allowed, and does nothing; the engine's own has a word against it.
    if buffer.data().is_some() {
        buffer.detach(&JsValue::undefined())?;
    }
    Ok(JsValue::null())
}

/// `$262.gc()`
fn collect(_: &JsValue, _: &[JsValue], _: &mut Context) -> JsResult<JsValue> {
    gc::force_collect();
    Ok(JsValue::undefined())
}

/// `$262.die(how)`, for the tests of the runner alone: what an engine with a fault does.
fn die(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    match &*args.get_or_undefined(0).to_string(context)?.to_std_string_lossy() {
        #[expect(clippy::panic, reason = "asked for")]
        "panic" => panic!("of a test"),
        "stack" => Ok(deep(0).into()),
        _ => std::process::abort(),
    }
}

/// Recurses until the stack ends.
#[expect(unconditional_recursion, reason = "asked for")]
fn deep(level: u32) -> u32 {
    let frame = std::hint::black_box([level; 1024]);
    deep(level + 1) + frame[std::hint::black_box(0)]
}

/// Defines a method: writable, configurable, not enumerable.
pub(super) fn method(
    object: &JsObject,
    name: &str,
    length: usize,
    function: NativeFunction,
    context: &mut Context,
) {
    let function = FunctionObjectBuilder::new(context.realm(), function)
        .name(JsString::from(name))
        .length(length)
        .build();
    hidden(object, name, function.into());
}

/// Defines a property: writable, configurable, not enumerable.
pub(super) fn hidden(object: &JsObject, name: &str, value: JsValue) {
    object.insert_property(
        js_string!(name),
        PropertyDescriptor::builder()
            .value(value)
            .writable(true)
            .enumerable(false)
            .configurable(true),
    );
}
