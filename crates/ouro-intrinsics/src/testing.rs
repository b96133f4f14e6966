//! What the tests of built-ins share.

use boa_engine::{Context, JsResult, Source};

/// The value of a text as a string, in a realm where only `install` was run.
pub(crate) fn evaluated(text: &str, install: fn(&mut Context) -> JsResult<()>) -> String {
    let mut context = Context::default();
    install(&mut context).unwrap();
    let value = context.eval(Source::from_bytes(text)).unwrap();
    value.to_string(&mut context).unwrap().to_std_string_lossy()
}
