//! Reading the arguments of a native function, already validated by the JavaScript half.
//! Where a room is called wrongly all the same, the answer is a `TypeError`, never a panic.

use boa_engine::{
    Context, JsArgs, JsObject, JsResult, JsString, JsValue, object::builtins::JsFunction,
};

use crate::{Bytes, NodeError};

/// Typed access to arguments by position.
pub trait Arguments {
    /// A value, `undefined` where it is missing.
    fn value(&self, index: usize) -> &JsValue;
    /// A string, without conversion.
    ///
    /// # Errors
    /// `ERR_INVALID_ARG_TYPE`.
    fn string(&self, index: usize, context: &mut Context) -> JsResult<JsString>;
    /// A string as UTF-8; lone surrogates become U+FFFD.
    ///
    /// # Errors
    /// `ERR_INVALID_ARG_TYPE`.
    fn text(&self, index: usize, context: &mut Context) -> JsResult<String>;
    /// An object.
    ///
    /// # Errors
    /// `ERR_INVALID_ARG_TYPE`.
    fn object(&self, index: usize, context: &mut Context) -> JsResult<JsObject>;
    /// A function.
    ///
    /// # Errors
    /// `ERR_INVALID_ARG_TYPE`.
    fn callback(&self, index: usize, context: &mut Context) -> JsResult<JsFunction>;
    /// The bytes behind a typed array, `DataView`, `ArrayBuffer` or `SharedArrayBuffer`.
    ///
    /// # Errors
    /// `ERR_INVALID_ARG_TYPE`.
    fn bytes(&self, index: usize, context: &mut Context) -> JsResult<Bytes>;
    /// A number (`NaN` where it is none).
    fn number(&self, index: usize) -> f64;
    /// A number by `ToInt32`, 0 where it is none.
    fn int(&self, index: usize) -> i32;
    /// A number cut to `0..=usize::MAX`, 0 where it is none.
    fn size(&self, index: usize) -> usize;
    /// Truthiness.
    fn flag(&self, index: usize) -> bool;
}

impl Arguments for [JsValue] {
    fn value(&self, index: usize) -> &JsValue {
        self.get_or_undefined(index)
    }

    fn string(&self, index: usize, context: &mut Context) -> JsResult<JsString> {
        let value = self.value(index);
        value.as_string().ok_or_else(|| wrong(index, "of type string", value, context))
    }

    fn text(&self, index: usize, context: &mut Context) -> JsResult<String> {
        let string = self.string(index, context)?;
        Ok(match string.as_str().as_latin1() {
            Some(latin1) if latin1.is_ascii() => String::from_utf8_lossy(latin1).into_owned(),
            _ => string.to_std_string_lossy(),
        })
    }

    fn object(&self, index: usize, context: &mut Context) -> JsResult<JsObject> {
        let value = self.value(index);
        value.as_object().ok_or_else(|| wrong(index, "of type object", value, context))
    }

    fn callback(&self, index: usize, context: &mut Context) -> JsResult<JsFunction> {
        let value = self.value(index);
        value.as_function().ok_or_else(|| wrong(index, "of type function", value, context))
    }

    fn bytes(&self, index: usize, context: &mut Context) -> JsResult<Bytes> {
        let value = self.value(index);
        match Bytes::from_value(value, context)? {
            Some(bytes) => Ok(bytes),
            None => Err(wrong(
                index,
                "an instance of ArrayBuffer, Buffer, TypedArray, or DataView",
                value,
                context,
            )),
        }
    }

    fn number(&self, index: usize) -> f64 {
        self.value(index).as_number().unwrap_or(f64::NAN)
    }

    fn int(&self, index: usize) -> i32 {
        let value = self.value(index);
        value.as_i32().unwrap_or_else(|| to_int32(value.as_number().unwrap_or(0.0)))
    }

    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "`as` saturates, and maps NaN to 0: what is wanted"
    )]
    fn size(&self, index: usize) -> usize {
        self.value(index).as_number().unwrap_or(0.0) as usize
    }

    fn flag(&self, index: usize) -> bool {
        self.value(index).to_boolean()
    }
}

/// ECMA-262 §7.1.6 `ToInt32` of a number.
#[expect(clippy::cast_possible_truncation, reason = "the remainder is below 2³²")]
fn to_int32(number: f64) -> i32 {
    if !number.is_finite() {
        return 0;
    }
    number.trunc().rem_euclid(4_294_967_296.0) as i64 as i32
}

fn wrong(
    index: usize,
    expected: &str,
    value: &JsValue,
    context: &mut Context,
) -> boa_engine::JsError {
    const NAMES: [&str; 8] =
        ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth"];
    let name = NAMES.get(index).copied().unwrap_or("last");
    NodeError::argument(name, expected, value, context).into_js(context)
}
