//! Benches only: see `benches/`.

#![allow(clippy::disallowed_methods, reason = "benches prepare what they measure")]
