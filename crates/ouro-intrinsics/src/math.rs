//! `Math.acosh` and `Math.atanh`, exact to the last place or two where the engine's lose half of
//! theirs: near 1 a difference has to be kept as one. ECMA-262 §21.3.2.3, §21.3.2.7.

use boa_engine::{Context, JsArgs, JsResult, JsValue, js_string};

use crate::builtin::method;

/// Installs both functions into the current realm.
pub(crate) fn install(context: &mut Context) -> JsResult<()> {
    let math = context.global_object().get(js_string!("Math"), context)?;
    if let Some(math) = math.as_object() {
        method(&math, "acosh", 1, |_, args, context| number(args, acosh, context), context);
        method(&math, "atanh", 1, |_, args, context| number(args, atanh, context), context);
    }
    Ok(())
}

fn number(args: &[JsValue], of: fn(f64) -> f64, context: &mut Context) -> JsResult<JsValue> {
    Ok(of(args.get_or_undefined(0).to_number(context)?).into())
}

/// The inverse hyperbolic cosine, NaN below 1.
fn acosh(x: f64) -> f64 {
    /// Above it `x * x - 1` is `x * x`.
    const LARGE: f64 = 268_435_456.0;

    if x > LARGE {
        return x.ln() + std::f64::consts::LN_2;
    }
    if x > 2.0 {
        return (2.0 * x - 1.0 / (x + (x * x - 1.0).sqrt())).ln();
    }
    let above = x - 1.0;
    (above + (2.0 * above + above * above).sqrt()).ln_1p()
}

/// The inverse hyperbolic tangent, NaN beyond 1.
fn atanh(x: f64) -> f64 {
    let size = x.abs();
    let twice = size + size;
    let result = if size < 0.5 {
        0.5 * (twice + twice * size / (1.0 - size)).ln_1p()
    } else {
        0.5 * (twice / (1.0 - size)).ln_1p()
    };
    // The sign of zero is kept, and tiny numbers are their own.
    if size < 1e-8 { x } else { result.copysign(x) }
}

#[cfg(test)]
mod tests {
    fn eval(text: &str) -> String {
        crate::testing::evaluated(text, super::install)
    }

    #[test]
    fn numbers_near_one_keep_their_digits() {
        assert_eq!(eval("Math.acosh(1.0000014305114746)"), "0.0016914556651292944");
        assert_eq!(eval("Math.atanh(-0.9999983310699463)"), "-6.998237084679027");
        assert_eq!(
            eval("[Math.acosh(1), Math.acosh(0.5), Math.acosh(Infinity)]"),
            "0,NaN,Infinity"
        );
        assert_eq!(
            eval("[1 / Math.atanh(-0), Math.atanh(1), Math.atanh(2)]"),
            "-Infinity,Infinity,NaN"
        );
        assert_eq!(eval("[Math.acosh(1e300), Math.atanh(1e-300)]"), "691.4686750787736,1e-300");
    }
}
