//! Regular expressions that answer as they were made: no property of their own but `lastIndex`, the
//! realm's `RegExp.prototype`, and our `exec` on it. Told by the shape that all such objects share, and
//! by what lies in the slots of the prototype.

use std::cell::Cell;

use boa_engine::{
    Context, Finalize, JsObject, JsResult, JsValue, Trace, js_string,
    native_function::NativeFunctionObject,
    object::{
        builtins::{JsFunction, JsRegExp},
        shape::Shape,
    },
    property::PropertyKey,
    realm::Realm,
};
use boa_gc::GcRefCell;
use ouro_sys::slots::{Addition, with_slots, with_slots_mut};

/// The class `RegExp` of a realm, as no script has changed it.
#[derive(Trace, Finalize)]
pub(super) struct Class {
    realm: Realm,
    prototype: JsObject,
    /// The shape of an object as it was made; found when first asked for, since making an object
    /// compiles a pattern and most programs never ask. Its one property is `lastIndex`.
    made: GcRefCell<Option<Shape>>,
    /// The address of that, or 0.
    shape: Cell<usize>,
    /// Once all methods are installed.
    methods: GcRefCell<Option<Methods>>,
    // Names hold no handle.
    #[unsafe_ignore_trace]
    keys: Keys,
    /// What `exec` gives to the arrays that it returns: `index`, `input`, `groups`.
    pub(super) results: Addition<3>,
}

struct Keys {
    exec: PropertyKey,
    /// `flags`, and what it reads.
    accessors: [PropertyKey; 9],
}

/// The methods that were there when we had installed ours.
#[derive(Trace, Finalize)]
struct Methods {
    exec: JsFunction,
    /// The prototype's shape then. While it is the same, properties have at most been added, and the
    /// slots are those of the same properties.
    shape: Shape,
    /// The slot of `exec`.
    slot: Option<usize>,
    /// The slots of getters, and the getters.
    getters: Vec<(usize, JsValue)>,
}

/// The accessors of `RegExp.prototype` that say how to search. ECMA-262 §22.2.6.4.
const ACCESSORS: [&str; 9] = [
    "flags",
    "hasIndices",
    "global",
    "ignoreCase",
    "multiline",
    "dotAll",
    "unicode",
    "unicodeSets",
    "sticky",
];

impl Class {
    /// That of the current realm.
    pub(super) fn new(prototype: JsObject, context: &Context) -> Self {
        let results = ["index", "input", "groups"].map(|name| js_string!(name).into());
        Self {
            realm: context.realm().clone(),
            prototype,
            made: GcRefCell::default(),
            shape: Cell::new(0),
            methods: GcRefCell::default(),
            keys: Keys {
                exec: js_string!("exec").into(),
                accessors: ACCESSORS.map(|name| js_string!(name).into()),
            },
            results: Addition::new(results),
        }
    }

    /// Notes what there is, when all methods of ours stand on the prototype.
    pub(super) fn note_methods(&self, context: &mut Context) -> JsResult<()> {
        let Some(exec) = self.prototype.get(self.keys.exec.clone(), context)?.as_function() else {
            return Ok(());
        };
        let slot_of = |value: &JsValue| {
            let slots = |_: &Shape, slots: &[JsValue]| same_at(slots, value);
            with_slots(&self.prototype, slots).flatten()
        };
        let getter = |key: &PropertyKey| {
            let getter = self.prototype.borrow().properties().get(key)?.get().cloned()?;
            Some((slot_of(&getter)?, getter))
        };
        let getters = self.keys.accessors.iter().filter_map(getter).collect();
        let slot = slot_of(&exec.clone().into());
        let shape = self.prototype.borrow().shape().clone();
        *self.methods.borrow_mut() = Some(Methods { exec, shape, slot, getters });
        Ok(())
    }

    /// Finds the shape of what the class makes, once.
    pub(super) fn get_ready(&self, context: &mut Context) {
        if self.shape.get() == 0 {
            self.make_one(context);
        }
    }

    #[cold]
    fn make_one(&self, context: &mut Context) {
        let before = context.enter_realm(self.realm.clone());
        let made = JsRegExp::new(js_string!("-"), js_string!(), context);
        context.enter_realm(before);
        if let Ok(made) = made {
            let shape = JsObject::from(made).borrow().shape().clone();
            self.shape.set(shape.to_addr_usize());
            *self.made.borrow_mut() = Some(shape);
        }
    }

    /// Shows `lastIndex` of an object that is as it was made, but for its class; `None` of another.
    pub(super) fn last_index<R>(
        &self,
        object: &JsObject,
        read: impl FnOnce(&JsValue) -> R,
    ) -> Option<R> {
        with_slots(object, |shape, slots| {
            if shape.to_addr_usize() != self.shape.get() {
                return None;
            }
            slots.first().map(read)
        })?
    }

    /// Sets `lastIndex` of such an object; `false` for another.
    pub(super) fn set_last_index(&self, object: &JsObject, value: &JsValue) -> bool {
        let set = with_slots_mut(object, |shape, slots| {
            let is_made = shape.to_addr_usize() == self.shape.get();
            let place = slots.first_mut().filter(|_| is_made)?;
            Some(std::mem::replace(place, value.clone()))
        });
        set.flatten().is_some()
    }

    /// Whether an object is as it was made, and its class has our `exec`.
    pub(super) fn is_plain(&self, object: &JsObject) -> bool {
        self.has_made(object) && self.has_exec()
    }

    /// Whether moreover the accessors for flags on the class are native still. A script that replaces
    /// one makes a data property or an accessor of its own.
    pub(super) fn is_untouched(&self, object: &JsObject) -> bool {
        self.is_plain(object) && self.has_getters()
    }

    /// Whether what an object of any class has as `exec` is ours.
    pub(super) fn is_exec_of(&self, object: &JsObject, context: &mut Context) -> JsResult<bool> {
        let exec = object.get(self.keys.exec.clone(), context)?;
        let methods = self.methods.borrow();
        Ok(exec.as_object().zip(methods.as_ref()).is_some_and(|(exec, methods)| methods.are(&exec)))
    }

    fn has_made(&self, object: &JsObject) -> bool {
        object.borrow().shape().to_addr_usize() == self.shape.get()
    }

    fn has_exec(&self) -> bool {
        let methods = self.methods.borrow();
        let Some(methods) = methods.as_ref() else { return false };
        let fast = |shape: &Shape, slots: &[JsValue]| {
            let there = slots.get(methods.slot?)?;
            methods.is_shape(shape).then(|| is_same(there, &methods.exec))
        };
        if let Some(Some(is_ours)) = with_slots(&self.prototype, fast) {
            return is_ours;
        }
        let exec = self.prototype.borrow().properties().get(&self.keys.exec);
        exec.and_then(|exec| exec.value().and_then(JsValue::as_object))
            .is_some_and(|exec| methods.are(&exec))
    }

    fn has_getters(&self) -> bool {
        let methods = self.methods.borrow();
        let Some(methods) = methods.as_ref() else { return false };
        let fast = |shape: &Shape, slots: &[JsValue]| {
            methods.is_shape(shape)
                && methods.getters.len() == ACCESSORS.len()
                && methods.getters.iter().all(|(slot, getter)| {
                    slots.get(*slot).is_some_and(|there| JsValue::same_value(there, getter))
                })
        };
        if with_slots(&self.prototype, fast) == Some(true) {
            return true;
        }
        let prototype = self.prototype.borrow();
        self.keys.accessors.iter().all(|key| {
            let found = prototype.properties().get(key);
            found
                .and_then(|found| found.get().and_then(JsValue::as_object))
                .is_some_and(|getter| getter.is::<NativeFunctionObject>())
        })
    }
}

impl Methods {
    fn is_shape(&self, shape: &Shape) -> bool {
        self.shape.to_addr_usize() == shape.to_addr_usize()
    }

    fn are(&self, exec: &JsObject) -> bool {
        JsObject::equals(&self.exec, exec)
    }
}

/// Where a value is among others.
fn same_at(values: &[JsValue], value: &JsValue) -> Option<usize> {
    values.iter().position(|there| JsValue::same_value(there, value))
}

fn is_same(value: &JsValue, object: &JsObject) -> bool {
    value.as_object().is_some_and(|there| JsObject::equals(&there, object))
}
