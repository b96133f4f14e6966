//! [`Trace`] for types of the standard library.

use std::{
    any::TypeId,
    borrow::Cow,
    cell::{Cell, OnceCell},
    collections::{BTreeMap, BTreeSet, BinaryHeap, HashMap, HashSet, LinkedList, VecDeque},
    hash::{BuildHasher, Hash},
    marker::PhantomData,
    num::NonZero,
    path::{Path, PathBuf},
    rc::Rc,
    sync::atomic,
    time::{Instant, SystemTime},
};

use crate::{Finalize, Trace, Tracer, custom_trace, empty_trace, keys};

/// Types without handles.
macro_rules! plain {
    ($($type:ty),* $(,)?) => {
        $(
            impl Finalize for $type {}

            // SAFETY: there is no handle in it.
            unsafe impl Trace for $type {
                empty_trace!();
            }
        )*
    };
}

plain![(), bool, char, f32, f64, i8, i16, i32, i64, i128, isize, u8, u16, u32, u64, u128, usize];
plain![NonZero<i8>, NonZero<i16>, NonZero<i32>, NonZero<i64>, NonZero<i128>, NonZero<isize>];
plain![NonZero<u8>, NonZero<u16>, NonZero<u32>, NonZero<u64>, NonZero<u128>, NonZero<usize>];
plain![str, String, Rc<str>, Path, PathBuf, TypeId, Instant, SystemTime];

#[cfg(not(target_family = "wasm"))]
plain![std::fs::File, std::fs::FileType, std::net::TcpStream, std::net::UdpSocket];

#[cfg(target_has_atomic = "8")]
plain![atomic::AtomicBool, atomic::AtomicI8, atomic::AtomicU8];
#[cfg(target_has_atomic = "16")]
plain![atomic::AtomicI16, atomic::AtomicU16];
#[cfg(target_has_atomic = "32")]
plain![atomic::AtomicI32, atomic::AtomicU32];
#[cfg(target_has_atomic = "64")]
plain![atomic::AtomicI64, atomic::AtomicU64];
#[cfg(target_has_atomic = "ptr")]
plain![atomic::AtomicIsize, atomic::AtomicUsize];

impl<T: ?Sized> Finalize for &'static T {}

// SAFETY: it owns no handle: what is behind it lives for ever, and what that refers to as well.
unsafe impl<T: ?Sized> Trace for &'static T {
    empty_trace!();
}

impl<T> Finalize for PhantomData<T> {}

// SAFETY: there is nothing in it.
unsafe impl<T> Trace for PhantomData<T> {
    empty_trace!();
}

impl<T: Trace + ?Sized> Finalize for Box<T> {}

// SAFETY: its one part is visited.
unsafe impl<T: Trace + ?Sized> Trace for Box<T> {
    #[inline]
    unsafe fn trace(&self, tracer: &mut Tracer) {
        // SAFETY: by the caller.
        unsafe { (**self).trace(tracer) };
    }

    #[inline]
    unsafe fn trace_non_roots(&self) {
        // SAFETY: by the caller.
        unsafe { (**self).trace_non_roots() };
    }

    #[inline]
    fn run_finalizer(&self) {
        (**self).run_finalizer();
    }
}

/// Types whose parts are found by iteration.
macro_rules! list {
    ($([$($parameters:tt)*] $type:ty),* $(,)?) => {
        $(
            impl<$($parameters)*> Finalize for $type {}

            // SAFETY: each part is visited.
            unsafe impl<$($parameters)*> Trace for $type {
                custom_trace!(this, mark, {
                    for part in this.iter() {
                        mark(part);
                    }
                });
            }
        )*
    };
}

list![
    [T: Trace] Box<[T]>,
    [T: Trace] VecDeque<T>,
    [T: Trace] LinkedList<T>,
    [T: Trace] BTreeSet<T>,
    [T: Trace + Ord] BinaryHeap<T>,
    [T: Trace + Eq + Hash, S: BuildHasher] HashSet<T, S>,
    [T: Trace, const N: usize] [T; N],
];

impl<T: Trace> Finalize for Vec<T> {}

// SAFETY: each part is visited.
unsafe impl<T: Trace> Trace for Vec<T> {
    #[inline]
    unsafe fn trace(&self, tracer: &mut Tracer) {
        if let Some(looking) = tracer.looking_for() {
            looking.meet(self);
        }
        for part in self {
            // SAFETY: by the caller.
            unsafe { part.trace(tracer) };
        }
    }

    #[inline]
    unsafe fn trace_non_roots(&self) {
        for part in self {
            // SAFETY: by the caller.
            unsafe { part.trace_non_roots() };
        }
    }

    #[inline]
    fn run_finalizer(&self) {
        Finalize::finalize(self);
        for part in self {
            part.run_finalizer();
        }
    }
}

/// Types whose parts are found by iteration over keys and values.
macro_rules! map {
    ($([$($parameters:tt)*] $type:ty),* $(,)?) => {
        $(
            impl<$($parameters)*> Finalize for $type {}

            // SAFETY: each part is visited.
            unsafe impl<$($parameters)*> Trace for $type {
                custom_trace!(this, mark, {
                    for (key, value) in this.iter() {
                        mark(key);
                        mark(value);
                    }
                });
            }
        )*
    };
}

map![
    [K: Trace, V: Trace] BTreeMap<K, V>,
    [K: Trace + Eq + Hash, V: Trace, S: BuildHasher] hashbrown::HashMap<K, V, S>,
];

impl<K: Trace + Eq + Hash, V: Trace, S: BuildHasher> Finalize for HashMap<K, V, S> {}

// SAFETY: each part is visited, but keys that are not to keep their targets alive: those are counted
// by the rules of their own module.
unsafe impl<K: Trace + Eq + Hash, V: Trace, S: BuildHasher> Trace for HashMap<K, V, S> {
    #[inline]
    unsafe fn trace(&self, tracer: &mut Tracer) {
        for (key, value) in self {
            if !keys::are_weak::<K, V>() {
                // SAFETY: by the caller.
                unsafe { key.trace(tracer) };
            }
            // SAFETY: by the caller.
            unsafe { value.trace(tracer) };
        }
    }

    #[inline]
    unsafe fn trace_non_roots(&self) {
        for (key, value) in self {
            if keys::are_weak::<K, V>() {
                keys::count_key(key);
            } else {
                // SAFETY: by the caller.
                unsafe { key.trace_non_roots() };
            }
            // SAFETY: by the caller.
            unsafe { value.trace_non_roots() };
        }
    }

    #[inline]
    fn run_finalizer(&self) {
        Finalize::finalize(self);
        for (key, value) in self {
            // A weak key's value may have been dropped.
            if !keys::are_weak::<K, V>() {
                key.run_finalizer();
            }
            value.run_finalizer();
        }
    }
}

impl<T: Trace> Finalize for Option<T> {}

// SAFETY: its part is visited.
unsafe impl<T: Trace> Trace for Option<T> {
    custom_trace!(this, mark, {
        if let Some(part) = this {
            mark(part);
        }
    });
}

impl<T: Trace, E: Trace> Finalize for Result<T, E> {}

// SAFETY: its part is visited.
unsafe impl<T: Trace, E: Trace> Trace for Result<T, E> {
    custom_trace!(this, mark, {
        match this {
            Ok(part) => mark(part),
            Err(part) => mark(part),
        }
    });
}

impl<T: Trace> Finalize for OnceCell<T> {}

// SAFETY: its part is visited.
unsafe impl<T: Trace> Trace for OnceCell<T> {
    custom_trace!(this, mark, {
        if let Some(part) = this.get() {
            mark(part);
        }
    });
}

impl<T: Trace + Default> Finalize for Cell<T> {}

// SAFETY: the content is visited. It is out of the cell meanwhile, where only a visit of the cell
// by itself could notice; `Trace`'s methods run no foreign code.
unsafe impl<T: Trace + Default> Trace for Cell<T> {
    custom_trace!(this, mark, {
        let content = this.take();
        mark(&content);
        this.set(content);
    });
}

impl<T: ToOwned + Trace + ?Sized> Finalize for Cow<'static, T> where T::Owned: Trace {}

// SAFETY: an owned value is visited; a borrowed one lives for ever.
unsafe impl<T: ToOwned + Trace + ?Sized> Trace for Cow<'static, T>
where
    T::Owned: Trace,
{
    custom_trace!(this, mark, {
        if let Cow::Owned(part) = this {
            mark(part);
        }
    });
}

/// Tuples, and functions of as many arguments.
macro_rules! tuples {
    ($(($($name:ident),*))*) => {
        $(
            tuples!(@tuple $($name),*);
            tuples!(@function extern "Rust" fn($($name),*) -> Output; $($name),*);
            tuples!(@function extern "C" fn($($name),*) -> Output; $($name),*);
            tuples!(@function unsafe extern "Rust" fn($($name),*) -> Output; $($name),*);
            tuples!(@function unsafe extern "C" fn($($name),*) -> Output; $($name),*);
        )*
    };
    (@tuple) => {};
    (@tuple $($name:ident),*) => {
        impl<$($name: Trace),*> Finalize for ($($name,)*) {}

        // SAFETY: each part is visited.
        unsafe impl<$($name: Trace),*> Trace for ($($name,)*) {
            custom_trace!(this, mark, {
                #[expect(non_snake_case, reason = "parts are called by their types")]
                let ($($name,)*) = this;
                $(mark($name);)*
            });
        }
    };
    (@function $type:ty; $($name:ident),*) => {
        impl<Output $(, $name)*> Finalize for $type {}

        // SAFETY: a function's address is no handle.
        unsafe impl<Output $(, $name)*> Trace for $type {
            empty_trace!();
        }
    };
}

tuples! {
    ()
    (A)
    (A, B)
    (A, B, C)
    (A, B, C, D)
    (A, B, C, D, E)
    (A, B, C, D, E, F)
    (A, B, C, D, E, F, G)
    (A, B, C, D, E, F, G, H)
    (A, B, C, D, E, F, G, H, I)
    (A, B, C, D, E, F, G, H, I, J)
    (A, B, C, D, E, F, G, H, I, J, K)
    (A, B, C, D, E, F, G, H, I, J, K, L)
}
