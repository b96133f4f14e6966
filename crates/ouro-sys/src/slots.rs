//! The values of an object's named properties, where they lie. The engine finds a property by its name
//! in the object's shape, and wraps what it finds in a descriptor, at each look; what has met the
//! shape before knows the place. So too for properties that are given to one object after another of
//! the same shape: the shapes between are the same each time, and need not be looked for.
//!
//! # Why this is sound
//!
//! - *Nothing else writes, or looks while we do.* The object is borrowed, by the engine's own count of
//!   borrows, until the closure is left, and its properties belong to that object alone.
//! - *The place is right.* The engine's table of properties shows the collector its parts, among them
//!   the vector of values, by its type and address (`boa_gc::offset_of_vec`). The distance from the
//!   table's own address is that of a field, the same in every value of the type.
//! - *Pointers that write may.* They are made of an exclusive reference to the whole object.
//! - *The rest is safe code.* Values are replaced, added and dropped as any others. What lies in them is
//!   the engine's own affair, which it checks at every access: a value too few is a panic of its,
//!   nothing worse.
//!
//! With a collector that tells no such offset (no feature `own-collector`), nothing is lent, and
//! properties are added in the engine's way.

use std::ptr;

use boa_engine::{
    Finalize, JsObject, JsValue, Trace,
    object::{Object, shape::Shape},
    property::{PropertyDescriptor, PropertyKey},
};
use boa_gc::GcRefCell;

/// How many bytes into the engine's table of properties its values are.
#[cfg(feature = "own-collector")]
fn offset() -> Option<usize> {
    use std::sync::OnceLock;

    static OFFSET: OnceLock<Option<usize>> = OnceLock::new();
    *OFFSET.get_or_init(|| {
        boa_gc::offset_of_vec::<_, JsValue>(&boa_engine::object::PropertyMap::default())
    })
}

#[cfg(not(feature = "own-collector"))]
const fn offset() -> Option<usize> {
    None
}

/// The shape of an object, and the values of its named properties.
fn parts<T: ?Sized>(
    object: &mut Object<T>,
    offset: usize,
) -> Option<(&mut Shape, &mut Vec<JsValue>)> {
    let shape = ptr::from_ref(object.shape()).addr();
    let properties = ptr::from_ref(object.properties()).addr();
    let whole = ptr::from_mut(object).cast::<u8>();
    let within = |address: usize| address.checked_sub(whole.addr());
    let shape = whole.wrapping_add(within(shape)?).cast::<Shape>();
    let values = whole.wrapping_add(within(properties)? + offset).cast::<Vec<JsValue>>();
    // SAFETY: the object's own shape, reached from the exclusive reference that is lent here.
    let shape = unsafe { &mut *shape };
    // SAFETY: the vector that is a field of the object's properties, as above, and another field than
    // the shape.
    let values = unsafe { &mut *values };
    Some((shape, values))
}

/// Lends the values of an object's named properties, in the order of its shape: one for each that is
/// a value, a getter and a setter for others. `None`, and nothing called, where they cannot be lent,
/// or the object is borrowed for writing.
pub fn with_slots<R>(object: &JsObject, read: impl FnOnce(&Shape, &[JsValue]) -> R) -> Option<R> {
    let offset = offset()?;
    let object = object.try_borrow().ok()?;
    let properties = ptr::from_ref(object.properties()).cast::<u8>();
    let values = properties.wrapping_add(offset).cast::<Vec<JsValue>>();
    // SAFETY: the vector that is a field of the object's properties, which are borrowed.
    let values = unsafe { &*values };
    Some(read(object.shape(), values))
}

/// The same, for writing; `None` also where the object is borrowed for reading.
///
/// Nothing of the engine may be called from inside, other than on values and the shape.
pub fn with_slots_mut<R>(
    object: &JsObject,
    write: impl FnOnce(&Shape, &mut [JsValue]) -> R,
) -> Option<R> {
    let offset = offset()?;
    let mut object = object.try_borrow_mut().ok()?;
    let (shape, values) = parts(&mut *object, offset)?;
    Some(write(shape, values))
}

/// Shapes remembered; when there are more, all are forgotten.
const MOST: usize = 16;

/// Properties that are added, all at once, to objects that were just made: writable, enumerable and
/// configurable.
#[derive(Debug, Trace, Finalize)]
pub struct Addition<const N: usize> {
    // Names and symbols hold no handle.
    #[unsafe_ignore_trace]
    keys: [PropertyKey; N],
    known: GcRefCell<Vec<Step>>,
}

/// From one shape to another.
#[derive(Debug, Trace, Finalize)]
struct Step {
    before: Shape,
    after: Shape,
    /// How many values go with the first.
    len: usize,
}

impl<const N: usize> Addition<N> {
    /// Properties of these names, which are different, and no array indices.
    #[must_use]
    pub fn new(keys: [PropertyKey; N]) -> Self {
        Self { keys, known: GcRefCell::default() }
    }

    /// Gives the properties to an object that has none of them and may get any.
    pub fn add(&self, object: &JsObject, values: [JsValue; N]) {
        let Some(values) = self.add_known(object, values) else { return };
        let before = object.borrow().shape().clone();
        let len = with_slots(object, |_, values| values.len());
        for (key, value) in self.keys.iter().zip(values) {
            object.insert_property(
                key.clone(),
                PropertyDescriptor::builder()
                    .value(value)
                    .writable(true)
                    .enumerable(true)
                    .configurable(true),
            );
        }
        let after = object.borrow().shape().clone();
        let added = len.zip(with_slots(object, |_, values| values.len()));
        // A shape of one object alone changes with it, and is no one's next.
        if let Some((len, longer)) = added
            && longer == len + N
            && before.is_shared()
            && after.is_shared()
        {
            let mut known = self.known.borrow_mut();
            if known.len() >= MOST {
                known.clear();
            }
            known.push(Step { before, after, len });
        }
    }

    /// Gives them where the shape was met before; else the values come back.
    fn add_known(&self, object: &JsObject, values: [JsValue; N]) -> Option<[JsValue; N]> {
        let (Some(offset), Ok(mut object)) = (offset(), object.try_borrow_mut()) else {
            return Some(values);
        };
        let Some((shape, slots)) = parts(&mut *object, offset) else { return Some(values) };
        let known = self.known.borrow();
        let address = shape.to_addr_usize();
        let step = known.iter().find(|step| step.before.to_addr_usize() == address);
        let Some(step) = step.filter(|step| step.len == slots.len()) else { return Some(values) };
        // One of just the right size: to let the old grow costs the allocator more.
        let mut longer = Vec::with_capacity(slots.len() + N);
        longer.append(slots);
        longer.extend(values);
        *slots = longer;
        shape.clone_from(&step.after);
        None
    }
}

#[cfg(test)]
#[cfg(feature = "own-collector")]
mod tests {
    use boa_engine::{Context, Source, js_string, object::builtins::JsArray};

    use super::*;

    fn object(text: &str, context: &mut Context) -> JsObject {
        context.eval(Source::from_bytes(text)).unwrap().as_object().unwrap()
    }

    fn shown(object: &JsObject, context: &mut Context) -> String {
        let name = js_string!("tested");
        context.global_object().set(name, object.clone(), true, context).unwrap();
        let text = "tested.length + JSON.stringify(Object.entries(Object.getOwnPropertyDescriptors(\
            tested))) + (tested.more = 1, 'more' in tested)";
        let shown = context.eval(Source::from_bytes(text)).unwrap();
        shown.to_string(context).unwrap().to_std_string_lossy()
    }

    #[test]
    fn values_are_lent_in_the_order_of_the_shape() {
        let context = &mut Context::default();
        let point = object("({ x: 1, get both() { return 2 }, y: 'three' })", context);
        let seen = with_slots_mut(&point, |shape, slots| {
            slots[3] = JsValue::from(4);
            (shape.keys().len(), slots[0].as_i32(), slots[1].is_callable(), slots.len())
        });
        assert_eq!(seen, Some((3, Some(1), true, 4)));
        assert_eq!(point.get(js_string!("y"), context).unwrap(), JsValue::from(4));
        assert_eq!(with_slots(&JsObject::with_null_proto(), |_, slots| slots.len()), Some(0));
        let borrowed = point.borrow();
        assert_eq!(with_slots_mut(&point, |_, _| ()), None);
        assert_eq!(with_slots(&point, |_, slots| slots.len()), Some(4));
        drop(borrowed);
        let _borrowed = point.borrow_mut();
        assert_eq!(with_slots(&point, |_, _| ()), None);
    }

    #[test]
    fn what_is_added_in_one_step_is_what_the_engine_adds() {
        let context = &mut Context::default();
        let addition = Addition::new([js_string!("index").into(), js_string!("input").into()]);
        let mut made = Vec::new();
        for round in 0..3 {
            let array: JsObject = JsArray::from_iter([round.into(), 7.into()], context).into();
            addition.add(&array, [round.into(), js_string!("text").into()]);
            made.push(array);
            boa_engine::gc::force_collect();
        }
        assert_eq!(addition.known.borrow().len(), 1);
        for (round, array) in made.iter().enumerate() {
            let index = array.get(js_string!("index"), context).unwrap();
            assert_eq!(index, JsValue::from(i32::try_from(round).unwrap()));
            array.set(js_string!("index"), 0, true, context).unwrap();
            array.set(0, 0, true, context).unwrap();
        }
        let first = shown(&made[0], context);
        assert!(made[1..].iter().all(|other| shown(other, context) == first), "{first}");
    }

    #[test]
    fn shapes_of_one_object_alone_are_not_taken_for_others() {
        let context = &mut Context::default();
        let addition = Addition::new([js_string!("extra").into()]);
        let text = "(o => { for (let i = 0; i < 1100; i++) o['k' + i] = i; return o })({})";
        let objects = [object(text, context), object(text, context)];
        for object in &objects {
            addition.add(object, [1.into()]);
        }
        assert!(addition.known.borrow().is_empty());
        objects[0].set(js_string!("own"), 1, true, context).unwrap();
        assert!(!objects[1].has_own_property(js_string!("own"), context).unwrap());
    }
}
