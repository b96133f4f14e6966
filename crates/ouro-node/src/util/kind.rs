//! What an object is, by its internal slots rather than by its prototype: the facts behind
//! `util.types`, inspecting and deep comparing. Rust half of `runtime-js/internal/util/types.js`.
//! Node docs: `util.types`.

use boa_engine::{
    Context, JsBigInt, JsObject, JsString, JsSymbol, JsValue,
    builtins::{
        array_buffer::{ArrayBuffer, SharedArrayBuffer},
        async_generator::AsyncGenerator,
        dataview::DataView,
        date::Date,
        error::Error,
        generator::Generator,
        map::ordered_map::OrderedMap,
        object::OrdinaryObject,
        promise::Promise,
        proxy::Proxy,
        regexp::RegExp,
        set::ordered_set::OrderedSet,
        typed_array::TypedArray,
    },
    js_string,
    module::ModuleNamespace,
    object::builtins::{JsWeakMap, JsWeakSet},
    property::PropertyKey,
};

/// The sorts of object that are shown or compared in a way of their own.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Kind {
    /// An `arguments` object.
    Arguments,
    /// An array.
    Array,
    /// An `ArrayBuffer`.
    ArrayBuffer,
    /// A boxed primitive, as made by `Object(1)`.
    Boxed(Boxed),
    /// A `DataView`.
    DataView,
    /// A `Date`.
    Date,
    /// An error made by one of the error classes.
    Error,
    /// Anything callable.
    Function,
    /// A generator or async generator object.
    Generator,
    /// A `Map`.
    Map,
    /// An iterator over a `Map`.
    MapIterator,
    /// The namespace of an ES module.
    Namespace,
    /// None of the others.
    Ordinary,
    /// A `Promise`.
    Promise,
    /// A Proxy around something not callable.
    Proxy,
    /// A regular expression.
    RegExp,
    /// A `Set`.
    Set,
    /// An iterator over a `Set`.
    SetIterator,
    /// A `SharedArrayBuffer`.
    SharedArrayBuffer,
    /// A typed array.
    TypedArray,
    /// A `WeakMap`.
    WeakMap,
    /// A `WeakSet`.
    WeakSet,
}

/// What a boxed primitive holds.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Boxed {
    /// A bigint.
    BigInt,
    /// A boolean.
    Boolean,
    /// A number.
    Number,
    /// A string.
    String,
    /// A symbol.
    Symbol,
}

impl Kind {
    /// Looks at the object without running any script.
    pub(crate) fn of(object: &JsObject, context: &Context) -> Self {
        if object.is::<OrdinaryObject>() {
            return if object.is_array() { Self::Array } else { Self::Ordinary };
        }
        if object.is_callable() {
            return Self::Function;
        }
        if object.is_array() {
            return Self::Array;
        }
        if let Some(boxed) = Boxed::of(object) {
            return Self::Boxed(boxed);
        }
        Self::of_slots(object, context)
    }

    fn of_slots(object: &JsObject, context: &Context) -> Self {
        if object.is::<Error>() {
            Self::Error
        } else if object.is::<OrderedMap<JsValue>>() {
            Self::Map
        } else if object.is::<OrderedSet>() {
            Self::Set
        } else if object.is::<TypedArray>() {
            Self::TypedArray
        } else if object.is::<Date>() {
            Self::Date
        } else if object.is::<RegExp>() {
            Self::RegExp
        } else if object.is::<Promise>() {
            Self::Promise
        } else if object.is::<ArrayBuffer>() {
            Self::ArrayBuffer
        } else if object.is::<SharedArrayBuffer>() {
            Self::SharedArrayBuffer
        } else if object.is::<DataView>() {
            Self::DataView
        } else if object.is::<Generator>() || object.is::<AsyncGenerator>() {
            Self::Generator
        } else if object.is::<Proxy>() {
            Self::Proxy
        } else if object.is::<ModuleNamespace>() {
            Self::Namespace
        } else if JsWeakMap::from_object(object.clone()).is_ok() {
            Self::WeakMap
        } else if JsWeakSet::from_object(object.clone()).is_ok() {
            Self::WeakSet
        } else {
            Self::of_prototype(object, context)
        }
    }

    /// Kinds whose slots the engine hides: told by the prototype and by what only they own.
    fn of_prototype(object: &JsObject, context: &Context) -> Self {
        let Some(prototype) = object.prototype() else { return Self::Ordinary };
        let objects = context.intrinsics().objects();
        let iterators = objects.iterator_prototypes();
        if prototype == iterators.map() {
            return Self::MapIterator;
        }
        if prototype == iterators.set() {
            return Self::SetIterator;
        }
        let borrowed = object.borrow();
        let own = borrowed.properties();
        let has = |name: JsString| own.contains_key(&PropertyKey::from(name));
        let symbol = PropertyKey::from(JsSymbol::iterator());
        if has(js_string!("callee")) && has(js_string!("length")) && own.contains_key(&symbol) {
            return Self::Arguments;
        }
        Self::Ordinary
    }
}

impl Boxed {
    /// What the object boxes, if it is a boxed primitive.
    pub(crate) fn of(object: &JsObject) -> Option<Self> {
        if object.is::<f64>() {
            Some(Self::Number)
        } else if object.is::<JsString>() {
            Some(Self::String)
        } else if object.is::<bool>() {
            Some(Self::Boolean)
        } else if object.is::<JsSymbol>() {
            Some(Self::Symbol)
        } else if object.is::<JsBigInt>() {
            Some(Self::BigInt)
        } else {
            None
        }
    }

    /// The name of the class.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::BigInt => "BigInt",
            Self::Boolean => "Boolean",
            Self::Number => "Number",
            Self::String => "String",
            Self::Symbol => "Symbol",
        }
    }

    /// The primitive inside.
    pub(crate) fn unbox(object: &JsObject) -> JsValue {
        if let Some(number) = object.downcast_ref::<f64>() {
            return JsValue::from(*number);
        }
        if let Some(text) = object.downcast_ref::<JsString>() {
            return JsValue::from(text.clone());
        }
        if let Some(flag) = object.downcast_ref::<bool>() {
            return JsValue::from(*flag);
        }
        if let Some(symbol) = object.downcast_ref::<JsSymbol>() {
            return JsValue::from(symbol.clone());
        }
        object
            .downcast_ref::<JsBigInt>()
            .map_or_else(JsValue::undefined, |number| JsValue::from(number.clone()))
    }
}

/// Whether the value is an error by its slots or by `instanceof Error`.
pub(crate) fn is_error(object: &JsObject, context: &Context) -> bool {
    if object.is::<Error>() {
        return true;
    }
    let base = context.intrinsics().constructors().error().prototype();
    let mut next = object.prototype();
    while let Some(prototype) = next {
        if prototype == base {
            return true;
        }
        next = prototype.prototype();
    }
    false
}

/// How a function was declared.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum FunctionKind {
    /// `async function`.
    Async,
    /// `async function*`.
    AsyncGenerator,
    /// `class`.
    Class,
    /// `function*`.
    Generator,
    /// Any other.
    Plain,
}

impl FunctionKind {
    /// Told by the prototypes the four function classes give, and by the read-only `prototype`
    /// that only a class written in JavaScript has.
    pub(crate) fn of(function: &JsObject) -> Self {
        use boa_engine::builtins::function::OrdinaryFunction;
        // A function of another realm has that realm's prototypes.
        let realm = function.downcast_ref::<OrdinaryFunction>().map(|data| data.realm().clone());
        let Some(realm) = realm else { return Self::Plain };
        let own = function.borrow().properties().get(&js_string!("prototype").into());
        if let Some(own) = &own {
            let constructible = function.is_constructor();
            if constructible && own.writable() == Some(false) {
                return Self::Class;
            }
            if constructible {
                return Self::Plain;
            }
        }
        let classes = realm.intrinsics().constructors();
        let mut next = function.prototype();
        while let Some(prototype) = next {
            if prototype == classes.async_generator_function().prototype() {
                return Self::AsyncGenerator;
            }
            if prototype == classes.generator_function().prototype() {
                return Self::Generator;
            }
            if prototype == classes.async_function().prototype() {
                return Self::Async;
            }
            next = prototype.prototype();
        }
        Self::Plain
    }
}
