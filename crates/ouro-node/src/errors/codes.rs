//! Errors by code, for script: `internalBinding('errors')`, behind `runtime-js/internal/errors.js`.
//! Node docs: Node.js error codes.

use std::{cell::RefCell, collections::HashMap};

use boa_engine::{
    Context, JsError, JsObject, JsResult, JsString, JsValue, NativeFunction, js_string,
    object::{FunctionObjectBuilder, builtins::JsProxy},
    property::PropertyDescriptor,
};

use ouro_intrinsics::node_error_mark;

use super::{
    describe::describe,
    messages, set, set_hidden,
    system::{errno_exception, errno_message, errno_name, exception_with_host_port, uv_exception},
    table::{Class, MADE, rule},
};
use crate::{
    Arguments, NodeError,
    binding::{Binding, function},
    host,
};

/// The Rust half of `internal/errors`.
pub(crate) const BINDING: Binding = Binding {
    name: "errors",
    functions: &[
        ("create", 2, create),
        ("determineSpecificType", 1, determine_specific_type),
        ("errnoException", 3, errno_exception),
        ("errnoMessage", 1, errno_message),
        ("errnoName", 1, errno_name),
        ("exceptionWithHostPort", 5, exception_with_host_port),
        ("uvException", 1, uv_exception),
    ],
    extend: Some(add_codes),
};

/// What one realm's errors share: for each class an object whose `prototype` they get.
#[derive(Default)]
struct Shapes {
    classes: RefCell<HashMap<Class, (JsObject, JsObject)>>,
}

/// Makes an error without message or code, with the stack of the script that runs.
pub(super) fn allocate(class: Class, context: &mut Context) -> JsResult<JsObject> {
    let (constructor, holder) = shape(class, context);
    constructor.construct(&[], Some(&holder), context)
}

/// The class's constructor, and the object whose `prototype` Node's errors of that class have:
/// it inherits from the class's own, and adds `toString` and the mark.
fn shape(class: Class, context: &mut Context) -> (JsObject, JsObject) {
    let shapes = host(context).slot::<Shapes>();
    if let Some(shape) = shapes.classes.borrow().get(&class) {
        return shape.clone();
    }
    let constructors = context.intrinsics().constructors();
    let standard = match class {
        Class::Error | Class::System => constructors.error(),
        Class::Range => constructors.range_error(),
        Class::Syntax => constructors.syntax_error(),
        Class::Type => constructors.type_error(),
        Class::Uri => constructors.uri_error(),
    };
    let (constructor, parent) = (standard.constructor(), standard.prototype());
    let prototype = JsObject::from_proto_and_data(parent, ());
    set_hidden(&prototype, "constructor", constructor.clone().into());
    let text = function("toString", 0, node_error_text, context);
    set_hidden(&prototype, "toString", text.into());
    let mark = node_error_mark(context);
    let hidden = PropertyDescriptor::builder().value(true).writable(false).enumerable(false);
    prototype.insert_property(mark, hidden.configurable(true));
    let holder = JsObject::with_null_proto();
    set_hidden(&holder, "prototype", prototype.into());
    shapes.classes.borrow_mut().insert(class, (constructor.clone(), holder.clone()));
    (constructor, holder)
}

/// `toString` of Node's errors: `TypeError [ERR_X]: message`.
fn node_error_text(this: &JsValue, _: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let Some(error) = this.as_object() else { return Ok(js_string!("Error").into()) };
    let name = error.get(js_string!("name"), context)?.to_string(context)?;
    let code = error.get(js_string!("code"), context)?.to_string(context)?;
    let message = error.get(js_string!("message"), context)?.to_string(context)?;
    Ok(js_string!(&name, &js_string!(" ["), &code, &js_string!("]: "), &message).into())
}

/// Makes the error of a code of the table; `class` may differ from the table's.
fn build(code: &str, class: Class, args: &[JsValue], context: &mut Context) -> JsResult<JsObject> {
    let Some(&(code, _, template)) = rule(code) else {
        return Err(NodeError::error("ERR_INTERNAL_ASSERTION", format!("unknown code {code}"))
            .into_js(context));
    };
    let error = allocate(class, context)?;
    set(&error, "code", js_string!(code).into());
    if class == Class::System {
        fill_system_error(&error, template, args, context)?;
        return Ok(error);
    }
    let message = if template == MADE {
        messages::make(code, args, &error, context)?
    } else {
        messages::fill(template, args, context)
    };
    set_hidden(&error, "message", js_string!(message.as_str()).into());
    Ok(error)
}

/// Node docs: Class: SystemError. `args[0]` holds `{ code, message, syscall, errno, path, dest }`.
fn fill_system_error(
    error: &JsObject,
    prefix: &str,
    args: &[JsValue],
    context: &mut Context,
) -> JsResult<()> {
    let info = args.object(0, context)?;
    let mut facts = HashMap::new();
    for name in ["code", "message", "syscall", "errno", "path", "dest"] {
        let value = info.get(JsString::from(name), context)?;
        let text = match value.is_object() {
            true => value.to_string(context)?.to_std_string_lossy(),
            false => super::describe::spell(&value, context),
        };
        facts.insert(name, (value, text));
    }
    let word = |name: &str| facts.get(name).map_or("", |(_, text)| text.as_str());
    let given = |name: &str| facts.get(name).is_some_and(|(value, _)| !value.is_undefined());
    let mut message =
        format!("{prefix}: {} returned {} ({})", word("syscall"), word("code"), word("message"));
    if given("path") {
        message.push_str(&format!(" {}", word("path")));
    }
    if given("dest") {
        message.push_str(&format!(" => {}", word("dest")));
    }
    set_hidden(error, "name", js_string!("SystemError").into());
    set_hidden(error, "message", js_string!(message.as_str()).into());
    set(error, "info", info.into());
    for name in ["errno", "syscall", "path", "dest"] {
        if given(name) || matches!(name, "errno" | "syscall") {
            let value = facts.get(name).map(|(value, _)| value.clone()).unwrap_or_default();
            set(error, name, value);
        }
    }
    Ok(())
}

/// The error of a code, ready to be thrown by Rust.
pub(super) fn thrown(code: &str, args: &[JsValue], context: &mut Context) -> JsError {
    let class = rule(code).map_or(Class::Error, |&(_, class, _)| class);
    match build(code, class, args, context) {
        Ok(error) => JsError::from_opaque(error.into()),
        Err(error) => error,
    }
}

/// `create(code, args)`: the error of a code, with an array of what its message needs.
fn create(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let code = args.text(0, context)?;
    let class = rule(&code).map_or(Class::Error, |&(_, class, _)| class);
    let given = match args.value(1).as_object() {
        Some(array) => {
            let length = array.get(js_string!("length"), context)?.to_length(context)?;
            (0..length).map(|index| array.get(index, context)).collect::<JsResult<Vec<_>>>()?
        }
        None => Vec::new(),
    };
    Ok(build(&code, class, &given, context)?.into())
}

/// `determineSpecificType(value)`: `an instance of Map`, `type number (1)`.
fn determine_specific_type(
    _: &JsValue,
    args: &[JsValue],
    context: &mut Context,
) -> JsResult<JsValue> {
    Ok(js_string!(describe(args.value(0), context).as_str()).into())
}

/// Adds `codes`: an object that makes the constructor of a code when first asked for it.
fn add_codes(binding: &JsObject, context: &mut Context) -> JsResult<()> {
    let made = JsObject::with_null_proto();
    let codes = JsProxy::builder(made).get(code_constructor).build(context)?;
    set(binding, "codes", codes.into());
    Ok(())
}

/// The `get` trap of `codes`.
fn code_constructor(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let made = args.object(0, context)?;
    let Some(key) = args.value(1).as_string() else { return Ok(JsValue::undefined()) };
    let known = made.get(key.clone(), context)?;
    if !known.is_undefined() {
        return Ok(known);
    }
    let Some(&(code, class, _)) = rule(&key.to_std_string_lossy()) else {
        return Ok(JsValue::undefined());
    };
    let constructor = constructor_of(code, class, context);
    let others: &[(&str, Class)] = match code {
        "ERR_HTTP2_INVALID_SETTING_VALUE"
        | "ERR_INVALID_ARG_VALUE"
        | "ERR_INVALID_RETURN_VALUE" => &[("RangeError", Class::Range)],
        "ERR_INVALID_STATE" => &[("TypeError", Class::Type), ("RangeError", Class::Range)],
        "ERR_OPERATION_FAILED" => &[("TypeError", Class::Type)],
        _ => &[],
    };
    for &(name, class) in others {
        let other = constructor_of(code, class, context);
        set_hidden(&constructor, name, other.into());
    }
    // Node's rooms call it where no frame of theirs may show; ours never do.
    set_hidden(&constructor, "HideStackFramesError", constructor.clone().into());
    let kept = PropertyDescriptor::builder().value(constructor.clone()).enumerable(true);
    made.insert_property(key, kept.writable(true).configurable(true));
    Ok(constructor.into())
}

fn constructor_of(code: &'static str, class: Class, context: &mut Context) -> JsObject {
    let body = NativeFunction::from_copy_closure(move |_, args, context| {
        Ok(build(code, class, args, context)?.into())
    });
    let constructor = FunctionObjectBuilder::new(context.realm(), body)
        .name(js_string!("NodeError"))
        .constructor(true)
        .build();
    let (_, holder) = shape(class, context);
    if let Ok(prototype) = holder.get(js_string!("prototype"), context) {
        set_hidden(&constructor, "prototype", prototype);
    }
    constructor.into()
}
