//! How long a timer waits: Node's reading of the second argument, with its warnings.
//! Node docs: `setTimeout`, and the timeout warnings of `process.emitWarning`.

use std::cell::Cell;

use boa_engine::{Context, JsResult, JsValue, js_string};

use crate::{Arguments, call, host, require_builtin};

/// The longest wait, in ms.
const MAX: f64 = 2_147_483_647.0;

/// Which of the warnings that come once were given.
#[derive(Default)]
struct Warned {
    negative: Cell<bool>,
    not_a_number: Cell<bool>,
}

/// The wait in ms, from 1 to 2³¹−1: anything else is 1.
///
/// # Errors
/// What the value's own conversion throws.
pub(super) fn duration(args: &[JsValue], context: &mut Context) -> JsResult<f64> {
    let value = args.value(1);
    if value.is_undefined() {
        return Ok(1.0);
    }
    let after = value.to_number(context)?;
    if (1.0..=MAX).contains(&after) {
        return Ok(after);
    }
    let warned = host(context).slot::<Warned>();
    let shown = JsValue::from(after).display().to_string();
    if after > MAX {
        let what = format!("{shown} does not fit into a 32-bit signed integer.");
        warn(&what, "TimeoutOverflowWarning", context)?;
    } else if after < 0.0 && !warned.negative.replace(true) {
        warn(&format!("{shown} is a negative number."), "TimeoutNegativeWarning", context)?;
    } else if after.is_nan() && !warned.not_a_number.replace(true) {
        warn(&format!("{shown} is not a number."), "TimeoutNaNWarning", context)?;
    }
    Ok(1.0)
}

fn warn(what: &str, name: &str, context: &mut Context) -> JsResult<()> {
    let process = require_builtin("process", context)?.to_object(context)?;
    let emit = process.get(js_string!("emitWarning"), context)?;
    if let Some(emit) = emit.as_function() {
        let message = js_string!(format!("{what}\nTimeout duration was set to 1."));
        call(&emit, &process.into(), &[message.into(), js_string!(name).into()], context)?;
    }
    Ok(())
}

/// A wait in whole ms.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "`as` saturates, and maps NaN to 0"
)]
pub(super) fn whole(duration: f64) -> u64 {
    (duration.clamp(0.0, MAX) as u64).max(1)
}
