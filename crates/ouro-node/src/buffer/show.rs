//! `node:buffer`, what `util.inspect` and the getters `parent` and `offset` show. Node docs: Buffer.

use boa_engine::{
    Context, JsResult, JsStr, JsString, JsValue, js_string, object::builtins::JsArray,
    property::PropertyKey,
};

use super::{checks::this_bytes, create::inherits};
use crate::Arguments;

/// `hexDump(buffer, most)`: the first `most` bytes as hexadecimal pairs with spaces between, and
/// how many more there are.
///
/// # Errors
/// `ERR_INVALID_ARG_TYPE`.
pub(super) fn hex_dump(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let bytes = this_bytes(args.value(0), context)?;
    let most = args.size(1).min(bytes.len());
    let mut dump = Vec::with_capacity(most * 3);
    bytes.with(|bytes| {
        for byte in bytes.iter().take(most) {
            dump.push(DIGITS[usize::from(byte >> 4)]);
            dump.push(DIGITS[usize::from(byte & 15)]);
            dump.push(b' ');
        }
    });
    dump.pop();
    match bytes.len() - most {
        0 => {}
        1 => dump.extend_from_slice(b" ... 1 more byte"),
        more => dump.extend_from_slice(format!(" ... {more} more bytes").as_bytes()),
    }
    Ok(JsString::from(JsStr::latin1(&dump)).into())
}

/// `extraKeys(buffer, hidden)`: own keys that are no indices; without `hidden` enumerable ones only.
///
/// # Errors
/// `ERR_INVALID_ARG_TYPE`; what the object itself throws.
pub(super) fn extra_keys(
    _: &JsValue,
    args: &[JsValue],
    context: &mut Context,
) -> JsResult<JsValue> {
    let object = args.object(0, context)?;
    let keys = JsArray::new(context)?;
    let enumerable = context.intrinsics().constructors().object().prototype();
    let enumerable = enumerable.get(js_string!("propertyIsEnumerable"), context)?;
    let Some(enumerable) = enumerable.as_callable() else { return Ok(keys.into()) };
    for key in object.own_property_keys(context)? {
        if matches!(key, PropertyKey::Index(_)) {
            continue;
        }
        let key = JsValue::from(&key);
        if args.flag(1)
            || enumerable.call(args.value(0), std::slice::from_ref(&key), context)?.to_boolean()
        {
            keys.push(key, context)?;
        }
    }
    Ok(keys.into())
}

/// `parent`: the `ArrayBuffer` of a Buffer, `undefined` for anything else.
pub(super) fn parent(this: &JsValue, _: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let Some(object) = this.as_object().filter(|object| inherits(object, context)) else {
        return Ok(JsValue::undefined());
    };
    object.get(js_string!("buffer"), context)
}

/// `offset`: where a Buffer starts in its `ArrayBuffer`, `undefined` for anything else.
pub(super) fn offset(this: &JsValue, _: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let Some(object) = this.as_object().filter(|object| inherits(object, context)) else {
        return Ok(JsValue::undefined());
    };
    object.get(js_string!("byteOffset"), context)
}
