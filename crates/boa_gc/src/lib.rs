//! A garbage collector with the interface of Boa's `boa_gc`, to stand in for it by `[patch]`.
//!
//! Values that nothing refers to are freed by their reference counts, soon; cycles by collections,
//! most of which look at new values only. No value moves. A heap belongs to a thread. What this crate
//! offers beyond Boa's interface: [`external`], [`statistics`], [`set_gauge`], [`set_hook`],
//! [`collect`], [`collect_if_due`], [`offset_of_vec`].
#![allow(unsafe_code, reason = "a collector hands out memory and takes it back")]

extern crate self as boa_gc;

mod caches;
mod cell;
mod control;
mod ephemeron;
mod erased;
pub mod external;
mod finalizing;
mod gc;
mod header;
mod heap;
mod keys;
mod looking;
mod trace;
mod tracer;
mod weak;
mod weak_map;

pub use boa_macros::{Finalize, Trace};

pub use crate::{
    cell::{BorrowError, BorrowMutError, GcRef, GcRefCell, GcRefMut},
    control::{collect, collect_if_due, force_collect, set_gauge, set_hook, statistics},
    ephemeron::{Ephemeron, EphemeronValueRef},
    erased::GcErased,
    finalizing::finalizer_safe,
    gc::Gc,
    header::GcBox,
    heap::{Collect, Pressure, Statistics},
    looking::offset_of_vec,
    trace::{Finalize, Trace},
    tracer::Tracer,
    weak::WeakGc,
    weak_map::WeakMap,
};

#[cfg(test)]
mod tests;
