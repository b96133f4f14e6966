//! `node:util/types`: which internal slots a value has. Rust half of `runtime-js/util/types.js`.
//! Node docs: `util.types`.

use boa_engine::{
    Context, JsObject, JsResult, JsValue,
    builtins::{proxy::Proxy, typed_array::TypedArrayKind},
    object::builtins::JsTypedArray,
};

use super::kind::{Boxed, FunctionKind, Kind};
use crate::{Arguments, Binding};

/// The Rust half of the room.
pub(crate) const BINDING: Binding = Binding {
    name: "types",
    functions: &[
        ("isArgumentsObject", 1, |_, args, context| {
            is(args, context, |kind| kind == Kind::Arguments)
        }),
        ("isArrayBuffer", 1, |_, args, context| {
            is(args, context, |kind| kind == Kind::ArrayBuffer)
        }),
        ("isAsyncFunction", 1, |_, args, _| {
            is_function(args, &[FunctionKind::Async, FunctionKind::AsyncGenerator])
        }),
        ("isBigIntObject", 1, |_, args, context| boxed(args, context, Boxed::BigInt)),
        ("isBooleanObject", 1, |_, args, context| boxed(args, context, Boxed::Boolean)),
        ("isDate", 1, |_, args, context| is(args, context, |kind| kind == Kind::Date)),
        ("isExternal", 1, never),
        ("isGeneratorFunction", 1, |_, args, _| {
            is_function(args, &[FunctionKind::Generator, FunctionKind::AsyncGenerator])
        }),
        ("isGeneratorObject", 1, |_, args, context| {
            is(args, context, |kind| kind == Kind::Generator)
        }),
        ("isMap", 1, |_, args, context| is(args, context, |kind| kind == Kind::Map)),
        ("isMapIterator", 1, |_, args, context| {
            is(args, context, |kind| kind == Kind::MapIterator)
        }),
        ("isModuleNamespaceObject", 1, |_, args, context| {
            is(args, context, |kind| kind == Kind::Namespace)
        }),
        ("isNativeError", 1, |_, args, context| is(args, context, |kind| kind == Kind::Error)),
        ("isNumberObject", 1, |_, args, context| boxed(args, context, Boxed::Number)),
        ("isPromise", 1, |_, args, context| is(args, context, |kind| kind == Kind::Promise)),
        ("isProxy", 1, is_proxy),
        ("isRegExp", 1, |_, args, context| is(args, context, |kind| kind == Kind::RegExp)),
        ("isSet", 1, |_, args, context| is(args, context, |kind| kind == Kind::Set)),
        ("isSetIterator", 1, |_, args, context| {
            is(args, context, |kind| kind == Kind::SetIterator)
        }),
        ("isSharedArrayBuffer", 1, |_, args, context| {
            is(args, context, |kind| kind == Kind::SharedArrayBuffer)
        }),
        ("isStringObject", 1, |_, args, context| boxed(args, context, Boxed::String)),
        ("isSymbolObject", 1, |_, args, context| boxed(args, context, Boxed::Symbol)),
        ("isWeakMap", 1, |_, args, context| is(args, context, |kind| kind == Kind::WeakMap)),
        ("isWeakSet", 1, |_, args, context| is(args, context, |kind| kind == Kind::WeakSet)),
        ("isAnyArrayBuffer", 1, |_, args, context| {
            is(args, context, |kind| matches!(kind, Kind::ArrayBuffer | Kind::SharedArrayBuffer))
        }),
        ("isBoxedPrimitive", 1, |_, args, context| {
            is(args, context, |kind| matches!(kind, Kind::Boxed(_)))
        }),
        ("isArrayBufferView", 1, |_, args, context| {
            is(args, context, |kind| matches!(kind, Kind::TypedArray | Kind::DataView))
        }),
        ("isDataView", 1, |_, args, context| is(args, context, |kind| kind == Kind::DataView)),
        ("isTypedArray", 1, |_, args, context| is(args, context, |kind| kind == Kind::TypedArray)),
        ("isUint8Array", 1, |_, args, _| view(args, TypedArrayKind::Uint8)),
        ("isUint8ClampedArray", 1, |_, args, _| view(args, TypedArrayKind::Uint8Clamped)),
        ("isUint16Array", 1, |_, args, _| view(args, TypedArrayKind::Uint16)),
        ("isUint32Array", 1, |_, args, _| view(args, TypedArrayKind::Uint32)),
        ("isInt8Array", 1, |_, args, _| view(args, TypedArrayKind::Int8)),
        ("isInt16Array", 1, |_, args, _| view(args, TypedArrayKind::Int16)),
        ("isInt32Array", 1, |_, args, _| view(args, TypedArrayKind::Int32)),
        ("isFloat16Array", 1, |_, args, _| view(args, TypedArrayKind::Float16)),
        ("isFloat32Array", 1, |_, args, _| view(args, TypedArrayKind::Float32)),
        ("isFloat64Array", 1, |_, args, _| view(args, TypedArrayKind::Float64)),
        ("isBigInt64Array", 1, |_, args, _| view(args, TypedArrayKind::BigInt64)),
        ("isBigUint64Array", 1, |_, args, _| view(args, TypedArrayKind::BigUint64)),
        ("isKeyObject", 1, never),
        ("isCryptoKey", 1, never),
    ],
    extend: None,
};

fn is(args: &[JsValue], context: &Context, test: fn(Kind) -> bool) -> JsResult<JsValue> {
    let object = args.value(0).as_object();
    Ok(object.is_some_and(|object| test(Kind::of(&object, context))).into())
}

fn boxed(args: &[JsValue], context: &Context, wanted: Boxed) -> JsResult<JsValue> {
    let object = args.value(0).as_object();
    let is = |object: JsObject| Kind::of(&object, context) == Kind::Boxed(wanted);
    Ok(object.is_some_and(is).into())
}

fn is_function(args: &[JsValue], wanted: &[FunctionKind]) -> JsResult<JsValue> {
    let object = args.value(0).as_object().filter(JsObject::is_callable);
    Ok(object.is_some_and(|object| wanted.contains(&FunctionKind::of(&object))).into())
}

fn view(args: &[JsValue], wanted: TypedArrayKind) -> JsResult<JsValue> {
    let object = args.value(0).as_object();
    let view = object.and_then(|object| JsTypedArray::from_object(object).ok());
    Ok((view.and_then(|view| view.kind()) == Some(wanted)).into())
}

/// `isProxy(value)`.
fn is_proxy(_: &JsValue, args: &[JsValue], _: &mut Context) -> JsResult<JsValue> {
    Ok(args.value(0).as_object().is_some_and(|object| object.is::<Proxy>()).into())
}

/// For handles of foreign code and key objects, of which there are none.
fn never(_: &JsValue, _: &[JsValue], _: &mut Context) -> JsResult<JsValue> {
    Ok(false.into())
}
