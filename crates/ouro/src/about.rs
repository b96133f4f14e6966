//! `ouro --version --verbose`: what the program is made of, one thing a line.

use ouro_runtime::{BOA_VERSION, NODE_VERSION, features};

/// Ouro's version, Node's that is followed, the engine's, the target, the profile, the features.
pub(crate) fn verbose() -> String {
    let rows = [
        ("ouro", env!("CARGO_PKG_VERSION").to_owned()),
        ("node", NODE_VERSION.to_owned()),
        ("boa", BOA_VERSION.to_owned()),
        ("target", env!("OURO_TARGET").to_owned()),
        ("profile", env!("OURO_PROFILE").to_owned()),
        ("features", features().join(" ")),
    ];
    rows.map(|(name, value)| format!("{name}: {value}\n")).concat()
}
