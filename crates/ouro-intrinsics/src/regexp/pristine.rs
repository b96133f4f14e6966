//! Regular expressions that answer as they were made: no property of their own but `lastIndex`, the
//! realm's `RegExp.prototype`, and our `exec` on it. Told by the shape that all such objects share.

use std::cell::{OnceCell, RefCell};

use boa_engine::{
    Context, JsObject, JsResult, JsValue, js_string,
    native_function::NativeFunctionObject,
    object::builtins::{JsFunction, JsRegExp},
    property::PropertyKey,
    realm::Realm,
};

/// What pristine objects look like, realm by realm.
#[derive(Default)]
pub(super) struct Pristine(RefCell<Vec<Class>>);

struct Class {
    realm: Realm,
    /// An object as it was made, which keeps the shape alive; made when first asked for, since
    /// making one compiles a pattern and most programs never ask.
    made: OnceCell<Option<JsObject>>,
    prototype: JsObject,
    exec: JsFunction,
    /// `exec`.
    method: PropertyKey,
    /// `flags`, and what it reads.
    accessors: [PropertyKey; 9],
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

impl Pristine {
    /// Notes the current realm, when our `exec` stands on its prototype.
    pub(super) fn note_realm(&self, prototype: JsObject, context: &mut Context) -> JsResult<()> {
        let Some(exec) = prototype.get(js_string!("exec"), context)?.as_function() else {
            return Ok(());
        };
        self.0.borrow_mut().push(Class {
            realm: context.realm().clone(),
            made: OnceCell::new(),
            prototype,
            exec,
            method: js_string!("exec").into(),
            accessors: ACCESSORS.map(|name| js_string!(name).into()),
        });
        Ok(())
    }

    /// Whether an object has the realm's prototype and `lastIndex` as it was made; its class may
    /// have been changed.
    pub(super) fn has_shape(&self, object: &JsObject, context: &mut Context) -> bool {
        self.0.borrow().iter().any(|class| class.made(object, context))
    }

    /// Whether moreover its class has our `exec`.
    pub(super) fn is_plain(&self, object: &JsObject, context: &mut Context) -> bool {
        self.0.borrow().iter().any(|class| class.made(object, context) && class.is_ours())
    }

    /// Whether moreover the accessors for flags on its class are native still. A script that replaces
    /// one makes a data property or an accessor of its own.
    pub(super) fn is_untouched(&self, object: &JsObject, context: &mut Context) -> bool {
        let is_it = |class: &Class, context: &mut Context| {
            class.made(object, context) && class.is_ours() && class.has_native_flags()
        };
        self.0.borrow().iter().any(|class| is_it(class, context))
    }

    /// Whether what an object of any class has as `exec` is ours.
    pub(super) fn has_our_exec(&self, object: &JsObject, context: &mut Context) -> JsResult<bool> {
        let exec = object.get(js_string!("exec"), context)?;
        let Some(exec) = exec.as_object() else { return Ok(false) };
        Ok(self.0.borrow().iter().any(|class| JsObject::equals(&class.exec, &exec)))
    }
}

impl Class {
    /// Whether an object has the shape that the class gives to what it makes.
    fn made(&self, object: &JsObject, context: &mut Context) -> bool {
        let made = self.made.get_or_init(|| {
            let before = context.enter_realm(self.realm.clone());
            let made = JsRegExp::new(js_string!("-"), js_string!(), context);
            context.enter_realm(before);
            made.ok().map(JsObject::from)
        });
        made.as_ref().is_some_and(|made| shape(made) == shape(object))
    }

    fn is_ours(&self) -> bool {
        let prototype = self.prototype.borrow();
        let exec = prototype.properties().get(&self.method);
        exec.and_then(|exec| exec.value().and_then(JsValue::as_object))
            .is_some_and(|exec| JsObject::equals(&exec, &self.exec))
    }

    fn has_native_flags(&self) -> bool {
        let prototype = self.prototype.borrow();
        self.accessors.iter().all(|key| {
            let found = prototype.properties().get(key);
            found
                .and_then(|found| found.get().and_then(JsValue::as_object))
                .is_some_and(|getter| getter.is::<NativeFunctionObject>())
        })
    }
}

fn shape(object: &JsObject) -> usize {
    object.borrow().shape().to_addr_usize()
}
