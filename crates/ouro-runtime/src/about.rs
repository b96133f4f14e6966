//! What this build of the runtime is made of.

use std::any::TypeId;

/// Short names of what a build has or lacks: `own-collector` and `own-strings` where these stand in
/// for the engine's own, `permissions`.
#[must_use]
pub fn features() -> Vec<&'static str> {
    let own_strings = TypeId::of::<boa_engine::JsString>() == TypeId::of::<boa_string::JsString>();
    let features = [
        ("own-collector", cfg!(feature = "own-collector")),
        ("own-strings", own_strings),
        ("permissions", true),
    ];
    features.into_iter().filter(|(_, has)| *has).map(|(name, _)| name).collect()
}
