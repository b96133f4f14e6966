//! `String.raw`: the engine keeps all the pieces before it joins them. ECMA-262 §22.1.2.4.

use boa_engine::{Context, JsArgs, JsResult, JsValue, js_string};

use super::{Joined, too_long};
use crate::{builtin::method, interrupt::Pace};

/// Installs the function into the current realm.
pub(super) fn install(context: &mut Context) {
    let string = context.intrinsics().constructors().string().constructor();
    method(&string, "raw", 1, raw, context);
}

/// `String.raw(template, ...substitutions)`.
fn raw(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let cooked = args.get_or_undefined(0).to_object(context)?;
    let literals = cooked.get(js_string!("raw"), context)?.to_object(context)?;
    let length = literals.get(js_string!("length"), context)?.to_length(context)?;
    let mut joined = Joined::default();
    let mut pace = Pace::default();
    for index in 0..length {
        pace.step(context)?;
        let literal = literals.get(index, context)?.to_string(context)?;
        joined.push(literal.as_str())?;
        let next = usize::try_from(index + 1).map_err(|_| too_long())?;
        if index + 1 < length
            && let Some(substitution) = args.get(next)
        {
            joined.push(substitution.to_string(context)?.as_str())?;
        }
    }
    Ok(joined.into_string().into())
}
