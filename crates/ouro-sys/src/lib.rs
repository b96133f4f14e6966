//! What the standard library lacks of the operating system. The one crate with `unsafe` code.
