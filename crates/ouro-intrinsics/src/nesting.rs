//! Source texts with more brackets inside each other than the engine's parser, which recurses, has
//! native stack for. V8 too gives up on them, with a `RangeError`.

use boa_engine::{JsNativeError, JsResult};

use crate::error::Outline;

/// Levels of brackets that the parser gets through on the stack a runtime's thread has; one takes
/// up to 54 KiB of it.
const MAX_NESTING: usize = 4_000;

/// Refuses a source text that is nested too deep to be parsed.
///
/// # Errors
/// `RangeError: Maximum call stack size exceeded`
pub fn check_nesting(text: &str) -> JsResult<()> {
    // Brackets in strings count too at first, so that most texts are only counted through.
    if text.len() < MAX_NESTING || deepest(text.as_bytes()) < MAX_NESTING {
        return Ok(());
    }
    if Outline::of(text).depth() < MAX_NESTING {
        return Ok(());
    }
    let message = "Maximum call stack size exceeded";
    Err(JsNativeError::range().with_message(message).into())
}

/// The most brackets that are open at once, as if all were brackets.
fn deepest(text: &[u8]) -> usize {
    let (mut depth, mut most) = (0_usize, 0);
    for byte in text {
        match byte {
            b'(' | b'[' | b'{' => {
                depth += 1;
                most = most.max(depth);
            }
            b')' | b']' | b'}' => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    most
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_real_brackets_count() {
        assert!(check_nesting(&"[".repeat(5_000)).is_err());
        assert!(check_nesting(&format!("x = '{}'", "[".repeat(5_000))).is_ok());
        assert!(check_nesting(&"[]".repeat(5_000)).is_ok());
    }
}
