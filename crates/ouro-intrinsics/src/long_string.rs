//! Strings that would be longer than V8's limit, where the engine itself joins them (`+`, templates).
//!
//! Its strings can return no error. They tell the runtime (`boa_string::set_too_long_handler`), which
//! ends the script as from another thread, and take the left text for the result, so that `s += t`
//! leaves `s` as it was. The nearest native function of ours that called the script sees that, and
//! throws the `RangeError` that a program may catch.

use boa_engine::{Context, JsResult};

use crate::{interrupt::interrupted, recursion::catchable, string::too_long};

/// How a context's runtime takes the end of its script back; kept in the context's data.
pub struct LongStrings(Box<dyn Fn() -> bool>);

impl LongStrings {
    /// `withdraw` says whether a string was too long, and lets scripts run again.
    pub fn new(withdraw: impl Fn() -> bool + 'static) -> Self {
        Self(Box::new(withdraw))
    }
}

impl std::fmt::Debug for LongStrings {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("LongStrings").finish_non_exhaustive()
    }
}

/// Whether the script that just came back was ended for a long string; it may then run again.
pub(crate) fn refused(context: &Context) -> bool {
    interrupted(context) && context.get_data::<LongStrings>().is_some_and(|strings| (strings.0)())
}

/// What a script came back with, at a native boundary: the engine's limits as errors that a program
/// may catch ([`catchable`]), and a string that was too long, even where the script did not notice.
///
/// # Errors
/// Those, and what the script threw.
pub fn settled<T>(result: JsResult<T>, context: &mut Context) -> JsResult<T> {
    match result {
        Err(error) => Err(catchable(error, context)),
        Ok(_) if refused(context) => Err(too_long()),
        done => done,
    }
}
