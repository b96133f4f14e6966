//! The elements of an array, to be written where they lie. The engine lends them for reading only,
//! so that putting one in front of a thousand others would take a thousand and one writes through
//! its tables; where the elements can be lent for writing it is one move of memory.
//!
//! # Why this is sound
//!
//! - *Nothing else looks.* The object is borrowed mutably, by the engine's own count of borrows,
//!   until the closure is left, and the elements belong to that object alone.
//! - *The pointer may write.* It is not made of the shared slice, but is the one that the object's
//!   vector itself keeps and writes through: it is found among the words of the object's properties
//!   by its address, which the shared slice tells. Should the engine keep its elements in any other
//!   way, none is found, and nothing is lent.
//! - *The elements stay elements.* A slice can be written, not grown; values are replaced and moved
//!   by safe code, so that each is counted and dropped as any other.

use std::ptr;

use boa_engine::{
    JsObject, JsValue,
    object::{IndexPropertyValues, PropertyMap},
};

/// The elements of an array without holes, as the engine keeps them.
#[derive(Debug)]
pub enum Elements<'a> {
    /// All are whole numbers.
    Integers(&'a mut [i32]),
    /// All are numbers.
    Floats(&'a mut [f64]),
    /// Any values.
    Values(&'a mut [JsValue]),
}

/// Bytes between the memory of the engine's vectors and the first element: a length and a capacity.
const HEADER: usize = 2 * size_of::<usize>();

/// Lends the indexed elements of an object for writing. `None`, and nothing called, where there are
/// none, where they are not kept as a plain sequence, or the object is borrowed.
///
/// Nothing of the engine may be called from inside, other than on values.
pub fn with_elements<R>(object: &JsObject, write: impl FnOnce(Elements<'_>) -> R) -> Option<R> {
    let mut object = object.try_borrow_mut().ok()?;
    let properties = ptr::from_ref(object.properties());
    let (data, len) = match object.properties().index_property_values() {
        IndexPropertyValues::DenseI32(items) => (items.as_slice().as_ptr().addr(), items.len()),
        IndexPropertyValues::DenseF64(items) => (items.as_slice().as_ptr().addr(), items.len()),
        IndexPropertyValues::DenseElement(items) => (items.as_slice().as_ptr().addr(), items.len()),
        _ => return None,
    };
    if len == 0 {
        return None;
    }
    let whole = ptr::from_mut(&mut *object);
    let offset = properties.addr().checked_sub(whole.addr())?;
    let base = whole.cast::<u8>().wrapping_add(offset).cast::<*mut u8>();
    let vector = (0..size_of::<PropertyMap>() / size_of::<usize>()).find_map(|word| {
        // SAFETY: within the properties, which lie in the object at that offset, aligned for the
        // pointers that they hold; the object is borrowed mutably. Every bit pattern is a raw pointer.
        let pointer = unsafe { base.wrapping_add(word).read() };
        (pointer.addr() == data.wrapping_sub(HEADER)).then_some(pointer)
    })?;
    let data = vector.wrapping_add(HEADER);
    let kind = object.properties().index_property_values();
    let elements = match kind {
        IndexPropertyValues::DenseI32(_) => {
            // SAFETY: the vector's own pointer to so many elements of that type; see above.
            Elements::Integers(unsafe { std::slice::from_raw_parts_mut(data.cast(), len) })
        }
        IndexPropertyValues::DenseF64(_) => {
            // SAFETY: as above.
            Elements::Floats(unsafe { std::slice::from_raw_parts_mut(data.cast(), len) })
        }
        _ => {
            // SAFETY: as above; the first match left no other kind.
            Elements::Values(unsafe { std::slice::from_raw_parts_mut(data.cast(), len) })
        }
    };
    Some(write(elements))
}

#[cfg(test)]
mod tests {
    use boa_engine::{Context, Source};

    use super::*;

    fn array(text: &str, context: &mut Context) -> JsObject {
        context.eval(Source::from_bytes(text)).unwrap().as_object().unwrap()
    }

    fn shown(object: &JsObject, context: &mut Context) -> String {
        JsValue::from(object.clone()).to_string(context).unwrap().to_std_string_lossy()
    }

    #[test]
    fn elements_of_every_kind_are_written_where_they_lie() {
        let context = &mut Context::default();
        let integers = array("[1, 2, 3]", context);
        let reversed = with_elements(&integers, |elements| match elements {
            Elements::Integers(items) => items.reverse(),
            _ => unreachable!("small whole numbers are kept as such"),
        });
        assert_eq!((reversed, shown(&integers, context).as_str()), (Some(()), "3,2,1"));

        let floats = array("[1.5, 2.5, 3.5]", context);
        with_elements(&floats, |elements| match elements {
            Elements::Floats(items) => items.rotate_right(1),
            _ => unreachable!("numbers are kept as such"),
        });
        assert_eq!(shown(&floats, context), "3.5,1.5,2.5");

        let values = array("['a', {}, 1, 'b']", context);
        with_elements(&values, |elements| match elements {
            Elements::Values(items) => {
                items.rotate_left(1);
                items[0] = JsValue::from(7);
            }
            _ => unreachable!("anything else is kept as values"),
        });
        boa_engine::gc::force_collect();
        assert_eq!(shown(&values, context), "7,1,b,a");
    }

    #[test]
    fn what_is_no_plain_sequence_is_not_lent() {
        let context = &mut Context::default();
        for text in ["[]", "({})", "[1, , 2]", "Object.freeze([1])"] {
            let object = array(text, context);
            assert_eq!(with_elements(&object, |_| ()), None, "{text}");
        }
        let object = array("[1]", context);
        let _borrowed = object.borrow();
        assert_eq!(with_elements(&object, |_| ()), None);
    }
}
