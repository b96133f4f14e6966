//! Arrays without holes, accessors or frozen elements: their elements as slices.
//! ECMA-262 §10.4.2.

pub(crate) use ouro_sys::elements::{Elements, with_elements};

use boa_engine::{
    Context, JsObject, JsResult, JsSymbol, JsValue, js_string,
    object::{IndexPropertyValues, builtins::JsArray},
    property::{PropertyDescriptor, PropertyKey},
};

use crate::interrupt::Until;

/// The elements of an array, as the engine keeps them.
#[derive(Clone, Copy)]
pub(crate) enum Dense<'a> {
    Integers(&'a [i32]),
    Floats(&'a [f64]),
    Values(&'a [JsValue]),
}

impl Dense<'_> {
    pub(crate) const fn len(&self) -> usize {
        match self {
            Self::Integers(items) => items.len(),
            Self::Floats(items) => items.len(),
            Self::Values(items) => items.len(),
        }
    }

    /// Copies a range, appending it; less where the script is to end, which is looked for afterwards.
    pub(crate) fn copy(&self, start: usize, end: usize, to: &mut Vec<JsValue>) {
        fn range<T>(items: &[T], start: usize, end: usize) -> Until<std::slice::Iter<'_, T>> {
            Until::new(items.get(start..end).unwrap_or_default().iter())
        }
        match self {
            Self::Integers(items) => {
                to.extend(range(items, start, end).map(|n| JsValue::from(*n)));
            }
            Self::Floats(items) => to.extend(range(items, start, end).map(|n| JsValue::from(*n))),
            Self::Values(items) => to.extend(range(items, start, end).cloned()),
        }
    }
}

/// Makes an array of the elements before `start`, of `items`, and of the elements from `rest` on; of
/// fewer where the script is to end, which is looked for afterwards.
pub(crate) fn spliced(
    object: &JsObject,
    start: usize,
    items: &[JsValue],
    rest: usize,
    context: &mut Context,
) -> Option<JsObject> {
    fn make<T: Clone + Into<JsValue>>(
        all: &[T],
        start: usize,
        items: &[JsValue],
        rest: usize,
        context: &mut Context,
    ) -> JsArray {
        let (before, after) = (all.get(..start), all.get(rest..));
        let [before, after] = [before, after].map(|part| part.unwrap_or_default().iter().cloned());
        let all = before.map(Into::into).chain(items.iter().cloned()).chain(after.map(Into::into));
        JsArray::from_iter(Until::new(all), context)
    }
    let array = with(object, |dense| match dense {
        Dense::Integers(all) => make(all, start, items, rest, context),
        Dense::Floats(all) => make(all, start, items, rest, context),
        Dense::Values(all) => make(all, start, items, rest, context),
    });
    array.map(Into::into)
}

/// Lends the elements of an array; `None` where it is none, has holes, or elements that are not
/// plain. No script may be called from inside.
pub(crate) fn with<R>(object: &JsObject, read: impl FnOnce(Dense<'_>) -> R) -> Option<R> {
    if !object.is_array() {
        return None;
    }
    let borrowed = object.borrow();
    let properties = borrowed.properties();
    let dense = match properties.index_property_values() {
        IndexPropertyValues::DenseI32(items) => Dense::Integers(items.as_slice()),
        IndexPropertyValues::DenseF64(items) => Dense::Floats(items.as_slice()),
        IndexPropertyValues::DenseElement(items) => Dense::Values(items.as_slice()),
        _ => return None,
    };
    let length = properties.get(&PropertyKey::from(js_string!("length")))?.value()?.as_number()?;
    #[expect(clippy::cast_precision_loss, reason = "lengths of arrays are below 2³²")]
    let whole = dense.len() as f64 == length;
    whole.then(|| read(dense))
}

/// The element at an index of an array where it lies among plain ones; else `None`.
pub(crate) fn peek(array: &JsObject, index: u64) -> Option<JsValue> {
    let index = usize::try_from(index).ok()?;
    let borrowed = array.borrow();
    match borrowed.properties().index_property_values() {
        IndexPropertyValues::DenseI32(items) => {
            items.as_slice().get(index).map(|item| (*item).into())
        }
        IndexPropertyValues::DenseF64(items) => {
            items.as_slice().get(index).map(|item| (*item).into())
        }
        IndexPropertyValues::DenseElement(items) => items.as_slice().get(index).cloned(),
        _ => None,
    }
}

/// Copies all elements of such an array; fewer where the script is to end, which is looked for
/// afterwards.
pub(crate) fn elements(object: &JsObject) -> Option<Vec<JsValue>> {
    with(object, |dense| {
        let mut items = Vec::with_capacity(dense.len());
        dense.copy(0, dense.len(), &mut items);
        items
    })
}

/// Whether new arrays made from this one are plain arrays. ECMA-262 §10.4.2.3 ArraySpeciesCreate.
pub(crate) fn makes_plain(object: &JsObject, context: &mut Context) -> JsResult<bool> {
    let array = context.intrinsics().constructors().array().constructor();
    let class = object.get(js_string!("constructor"), context)?;
    let same =
        |value: &JsValue| value.as_object().is_some_and(|other| JsObject::equals(&other, &array));
    Ok(same(&class) && same(&array.get(JsSymbol::species(), context)?))
}

/// Whether the iterator of an array, which has none of its own, is the language's.
pub(crate) fn iterates_plainly(object: &JsObject, context: &mut Context) -> JsResult<bool> {
    let own = context.intrinsics().constructors().array().prototype();
    if !object.prototype().is_some_and(|prototype| JsObject::equals(&prototype, &own)) {
        return Ok(false);
    }
    let values = context.intrinsics().objects().array_prototype_values();
    let iterate = object.get(JsSymbol::iterator(), context)?;
    Ok(iterate.as_object().is_some_and(|method| JsObject::equals(&method, &values)))
}

/// Whether an array may be given more elements, and nothing that it inherits from has elements of
/// its own that a plain store would shadow.
pub(crate) fn may_grow(object: &JsObject, context: &mut Context) -> JsResult<bool> {
    let length = object.borrow().properties().get(&PropertyKey::from(js_string!("length")));
    if length.and_then(|length| length.writable()) != Some(true)
        || !object.is_extensible(context)?
    {
        return Ok(false);
    }
    let mut above = object.prototype();
    for _ in 0..CLASSES {
        let Some(prototype) = above else { return Ok(true) };
        if !(prototype.is_ordinary() || prototype.is_array())
            || prototype.borrow().properties().index_property_keys().next().is_some()
        {
            return Ok(false);
        }
        above = prototype.prototype();
    }
    Ok(false)
}

/// How long a chain of prototypes is followed.
const CLASSES: usize = 8;

/// The elements before the holes at an array's end, and its length; `None` where there is anything
/// else, or no hole.
pub(crate) fn before_holes(object: &JsObject) -> Option<(usize, f64)> {
    if !object.is_array() {
        return None;
    }
    let borrowed = object.borrow();
    let properties = borrowed.properties();
    let count = match properties.index_property_values() {
        IndexPropertyValues::DenseI32(items) => items.len(),
        IndexPropertyValues::DenseF64(items) => items.len(),
        IndexPropertyValues::DenseElement(items) => items.len(),
        _ => return None,
    };
    let length = properties.get(&PropertyKey::from(js_string!("length")))?.value()?.as_number()?;
    #[expect(clippy::cast_precision_loss, reason = "lengths of arrays are below 2³²")]
    let fewer = (count as f64) < length;
    fewer.then_some((count, length))
}

/// Makes an array of a range of such an array; of less where the script is to end, which is looked
/// for afterwards.
pub(crate) fn part(
    object: &JsObject,
    start: usize,
    end: usize,
    context: &mut Context,
) -> Option<JsArray> {
    fn make<T: Clone + Into<JsValue>>(items: Option<&[T]>, context: &mut Context) -> JsArray {
        let items = items.unwrap_or_default().iter().cloned().map(Into::into);
        JsArray::from_iter(Until::new(items), context)
    }
    with(object, |dense| match dense {
        Dense::Integers(items) => make(items.get(start..end), context),
        Dense::Floats(items) => make(items.get(start..end), context),
        Dense::Values(items) => make(items.get(start..end), context),
    })
}

/// Moves the elements of a range by so many places to the left or, where that is negative, to the
/// right; those that leave it come in again at its other end. `false`, and nothing done, where the
/// elements cannot be lent.
pub(crate) fn rotate(object: &JsObject, start: usize, end: usize, places: isize) -> bool {
    fn turn<T>(items: Option<&mut [T]>, places: isize) {
        let Some(items) = items else { return };
        let count = places.unsigned_abs().min(items.len());
        if places < 0 { items.rotate_right(count) } else { items.rotate_left(count) }
    }
    let turned = with_elements(object, |elements| match elements {
        Elements::Integers(items) => turn(items.get_mut(start..end), places),
        Elements::Floats(items) => turn(items.get_mut(start..end), places),
        Elements::Values(items) => turn(items.get_mut(start..end), places),
    });
    turned.is_some()
}

/// Writes values over elements that are there, from an index on.
pub(crate) fn overwrite(object: &JsObject, start: usize, values: &[JsValue]) {
    let end = start + values.len();
    let done = with_elements(object, |elements| match elements {
        Elements::Integers(items) => {
            // The rest, if any, is stored below, which makes the array one of other elements.
            let items = items.get_mut(start..end)?.iter_mut().zip(values);
            for (item, value) in items {
                *item = value.as_i32()?;
            }
            Some(())
        }
        Elements::Floats(items) => {
            for (item, value) in items.get_mut(start..end)?.iter_mut().zip(values) {
                *item = value.as_number()?;
            }
            Some(())
        }
        Elements::Values(items) => {
            items.get_mut(start..end)?.clone_from_slice(values);
            Some(())
        }
    });
    if done.flatten().is_none() {
        for (index, value) in values.iter().enumerate() {
            store(object, start + index, value.clone());
        }
    }
}

/// Sets the length of an array that may be given more elements: not below what those come to.
pub(crate) fn set_length(object: &JsObject, length: impl Into<JsValue>) {
    object.insert_property(
        js_string!("length"),
        PropertyDescriptor::builder()
            .value(length)
            .writable(true)
            .enumerable(false)
            .configurable(false),
    );
}

/// Stores an element in place of one that is there, or right behind the last.
pub(crate) fn store(object: &JsObject, index: usize, value: JsValue) {
    object.insert_property(
        u32::try_from(index).unwrap_or(u32::MAX),
        PropertyDescriptor::builder()
            .value(value)
            .writable(true)
            .enumerable(true)
            .configurable(true),
    );
}

/// Gives an array the elements of another that was just made for that, and the other way round.
/// `false`, and nothing done, unless both look the same otherwise.
///
/// The engine has no door to an array's elements as a whole, but its objects may be swapped. What
/// no shape shows would be swapped too: private fields that a class put on an array which its base
/// class returned.
pub(crate) fn swap(object: &JsObject, fresh: &JsObject) -> bool {
    let shape = |object: &JsObject| object.borrow().shape().to_addr_usize();
    let alike = object.is_array() && fresh.is_array() && shape(object) == shape(fresh);
    if alike && !JsObject::equals(object, fresh) {
        std::mem::swap(&mut *object.borrow_mut(), &mut *fresh.borrow_mut());
    }
    alike
}
