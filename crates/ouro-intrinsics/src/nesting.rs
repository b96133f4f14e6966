//! Source texts that the engine would die of: nested deeper than its parser, which recurses, has
//! native stack for (V8 too gives up on those, with a `RangeError`), or wrong in a way that it does not
//! expect.

use boa_engine::{JsError, JsNativeError, JsResult};
use ouro_syntax::{deleted_private_name, stray_bracket, survey, weight};

/// Bytes of stack that a source may want: of a runtime's 256 MiB (`ouro-runtime`), what is left where
/// a script has recursed as deep as it may before it has another one parsed.
const MAX_WEIGHT: usize = 170 << 20;

/// A shorter source cannot weigh that much: one byte costs a bracket at most.
const LIGHT: usize = 6_000;

/// Refuses a source text that is nested too deep to be parsed.
///
/// # Errors
/// `RangeError: Maximum call stack size exceeded`
pub fn check_nesting(text: &str) -> JsResult<()> {
    if text.len() < LIGHT || weight(text) < MAX_WEIGHT { Ok(()) } else { Err(too_deep()) }
}

/// The same for the body of a function. Tells whether it seems to close brackets that it has not
/// opened, as one that ends its function early would.
///
/// # Errors
/// `RangeError: Maximum call stack size exceeded`
pub fn check_body(text: &str) -> JsResult<bool> {
    if text.len() < LIGHT {
        return Ok(stray_bracket(text).is_some());
    }
    let survey = survey(text);
    if survey.weight < MAX_WEIGHT { Ok(survey.closes_more) } else { Err(too_deep()) }
}

fn too_deep() -> JsError {
    JsNativeError::range().with_message("Maximum call stack size exceeded").into()
}

/// Refuses a source text that deletes a private name, on which the engine's compiler panics.
///
/// # Errors
/// `SyntaxError: Private fields can not be deleted`
pub fn check_deletions(text: &str) -> JsResult<()> {
    if deleted_private_name(text).is_none() {
        return Ok(());
    }
    Err(JsNativeError::syntax().with_message("Private fields can not be deleted").into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_real_brackets_count() {
        assert!(check_nesting(&"[".repeat(10_000)).is_err());
        assert!(check_nesting(&format!("x = '{}'", "[".repeat(10_000))).is_ok());
        assert!(check_nesting(&"[]".repeat(10_000)).is_ok());
    }

    #[test]
    fn what_node_accepts_is_not_refused() {
        for (open, inner, close, times) in [
            ("[", "", "]", 5_000),
            ("(function(){", "", "})", 1_500),
            ("if (x) y; else ", "z", "", 5_000),
            ("1 + ", "1", "", 50_000),
            ("a.b().", "c", "", 10_000),
            ("0 ? 1 : ", "2", "", 5_000),
        ] {
            let text = open.repeat(times) + inner + &close.repeat(times);
            assert!(check_nesting(&text).is_ok(), "{open}");
        }
    }
}
