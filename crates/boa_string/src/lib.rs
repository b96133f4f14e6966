//! JavaScript's strings: immutable, reference counted, in one byte or two a code unit.
//!
//! The crate stands in for `boa_string` 0.22 under `[patch.crates-io]`: same names, same semantics
//! (ECMA-262 §6.1.4), other insides. What it adds:
//!
//! - **Ropes.** [`JsString::concat`] copies small texts; appends a short text to a long one in spare
//!   room behind it; and otherwise joins the two lazily. A rope is made one text when its units are
//!   first looked at, without recursion, and is freed without recursion.
//! - **Slices** of long texts share their memory, unless they are so small that they would pin a
//!   large text for little.
//! - **A longest length**, [`MAX_LENGTH`], V8's. What would exceed it is told to a handler of the
//!   embedder's ([`set_too_long_handler`]), or panics with the text [`TOO_LONG`] as its payload.
//! - **A kept hash**, computed at compile time for static strings.
//!
//! # How memory is held
//!
//! Every string is one pointer to a header of 24 bytes that says where the units are; `header.rs` has
//! the kinds of memory, the invariants on which each `unsafe` block rests, and most of those blocks.
//! Strings belong to one thread; only static ones, which are never written, are shared.
#![allow(unsafe_code, reason = "strings manage their own memory; each block has its argument")]
#![allow(unnameable_types, reason = "the API that this crate stands in for names no more")]

mod builder;
mod code_point;
mod compare;
mod convert;
mod display;
mod hash;
mod header;
mod index;
mod iter;
mod limit;
mod names;
mod number;
mod rope;
mod search;
mod segments;
mod statics;
mod str;
mod string;
mod trim;

#[cfg(test)]
mod tests;

pub use crate::{
    builder::{Latin1JsStringBuilder, Utf16JsStringBuilder},
    code_point::CodePoint,
    header::StaticString,
    index::JsStringSliceIndex,
    iter::Iter,
    limit::{MAX_LENGTH, TOO_LONG, set_too_long_handler},
    segments::CommonJsStringBuilder,
    statics::StaticJsStrings,
    str::{JsStr, JsStrVariant},
    string::{JsString, RawJsString},
};
