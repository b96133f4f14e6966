//! A look at what is in a value, by its own tracing: nothing is marked or queued. The engine keeps most
//! of its insides private, but has to show them to its collector.

use std::{any::type_name, ptr, ptr::NonNull};

use crate::{
    Trace, Tracer,
    caches::holds_shape,
    cell::State,
    header::{EPHEMERON, Erased},
};

/// What to look for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Look {
    /// The first cell.
    Cell,
    /// Handles.
    Handles,
    /// The first handle, whatever it leads to.
    Target,
    /// The first vector of the type of this name.
    Vector(&'static str),
}

/// What is in a value.
#[derive(Debug)]
pub(crate) struct Looking {
    what: Look,
    /// The state of the first cell that is not exclusively borrowed.
    pub(crate) state: Option<NonNull<State>>,
    /// The first shape that it holds: of an object its own, of a shape the one that it follows from.
    pub(crate) shape: Option<Erased>,
    /// The last value that it holds and that is neither a shape nor weak: of a shape the prototype. Where
    /// any handle is looked for, the target of the first.
    pub(crate) other: Option<Erased>,
    /// The address of the vector.
    vector: Option<usize>,
}

impl Looking {
    fn new(what: Look) -> Self {
        Self { what, state: None, shape: None, other: None, vector: None }
    }

    /// Notes the target of a handle.
    pub(crate) fn note(&mut self, target: Erased) {
        if self.what == Look::Target {
            self.other.get_or_insert(target);
            return;
        }
        // Of an object nothing is of interest behind its shape. It may be an array of millions.
        if self.what != Look::Handles || (self.shape.is_some() && self.state.is_some()) {
            return;
        }
        // SAFETY: the handle that is being traced keeps its target's header in place.
        let header = unsafe { target.as_ref() };
        if holds_shape(header) {
            self.shape.get_or_insert(target);
        } else if !header.has(EPHEMERON) {
            self.other = Some(target);
        }
    }

    /// Notes a cell that is not exclusively borrowed. Returns whether its content is of interest.
    pub(crate) fn enter(&mut self, state: &State) -> bool {
        self.state.get_or_insert_with(|| NonNull::from(state));
        self.what == Look::Handles
    }

    /// Notes a vector.
    pub(crate) fn meet<T>(&mut self, vector: &Vec<T>) {
        if self.what == Look::Vector(type_name::<Vec<T>>()) {
            self.vector.get_or_insert_with(|| ptr::from_ref(vector).addr());
        }
    }
}

/// Looks into a box.
///
/// # Safety
/// The box holds a value, and stays.
pub(crate) unsafe fn look_into(object: Erased, what: Look) -> Looking {
    let mut tracer = Tracer::looking(Looking::new(what));
    // SAFETY: by the caller.
    let trace = unsafe { object.as_ref() }.vtable().trace;
    // SAFETY: by the caller; this tracer marks and queues nothing.
    unsafe { trace(object, &mut tracer) };
    tracer.seen()
}

/// Where the first handle of a value leads.
pub(crate) fn target_of<T: Trace>(value: &T) -> Option<Erased> {
    let mut tracer = Tracer::looking(Looking::new(Look::Target));
    // SAFETY: this tracer marks and queues nothing.
    unsafe { value.trace(&mut tracer) };
    tracer.seen().other
}

/// How many bytes into a value a `Vec<E>` begins that is a part of it, the first that it traces; `None`
/// where there is none in the value itself. The same for all values of the type, if the vector is a
/// field of it.
pub fn offset_of_vec<T: Trace, E: 'static>(value: &T) -> Option<usize> {
    let mut tracer = Tracer::looking(Looking::new(Look::Vector(type_name::<Vec<E>>())));
    // SAFETY: this tracer marks and queues nothing.
    unsafe { value.trace(&mut tracer) };
    let offset = tracer.seen().vector?.checked_sub(ptr::from_ref(value).addr())?;
    (offset + size_of::<Vec<E>>() <= size_of::<T>()).then_some(offset)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Finalize;

    #[derive(Trace, Finalize)]
    struct Fields {
        names: Vec<String>,
        flag: bool,
        numbers: Vec<u16>,
        elsewhere: Box<[Vec<u8>]>,
    }

    #[test]
    fn vectors_are_found_where_they_are_fields() {
        let (names, numbers) = (vec![String::from("a")], vec![1, 2]);
        let fields = Fields { names, flag: true, numbers, elsewhere: Box::new([vec![3]]) };
        let offset = |address: usize| Some(address - ptr::from_ref(&fields).addr());
        let names = ptr::from_ref(&fields.names).addr();
        let numbers = ptr::from_ref(&fields.numbers).addr();
        assert_eq!(offset_of_vec::<_, String>(&fields), offset(names));
        assert_eq!(offset_of_vec::<_, u16>(&fields), offset(numbers));
        // Elsewhere, and nowhere.
        assert_eq!(offset_of_vec::<_, u8>(&fields), None);
        assert_eq!(offset_of_vec::<_, i32>(&fields), None);
        assert!(fields.flag && !fields.elsewhere.is_empty());
    }
}
