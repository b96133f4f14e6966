//! Making a class of `Intl`: constructor, prototype, methods, and what they share. ECMA-402 §8.2,
//! ECMA-262 §18 (names, lengths, attributes). Messages are V8's.

use boa_engine::{
    Context, Finalize, JsArgs, JsData, JsNativeError, JsObject, JsResult, JsString, JsSymbol,
    JsValue, NativeFunction, Trace, js_string,
    object::{FunctionObjectBuilder, builtins::JsFunction},
    property::PropertyDescriptor,
};
use boa_gc::{Gc, GcRefCell};

use crate::builtin::{hide, tie};

/// The classes of ours whose prototypes are kept.
#[derive(Clone, Copy)]
pub(super) enum Class {
    DisplayNames,
    DurationFormat,
    NumberFormat,
    PluralRules,
    RelativeTimeFormat,
}

impl Class {
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::DisplayNames => "DisplayNames",
            Self::DurationFormat => "DurationFormat",
            Self::NumberFormat => "NumberFormat",
            Self::PluralRules => "PluralRules",
            Self::RelativeTimeFormat => "RelativeTimeFormat",
        }
    }

    /// With `Intl.` before it, as messages name it.
    pub(super) const fn full_name(self) -> &'static str {
        match self {
            Self::DisplayNames => "Intl.DisplayNames",
            Self::DurationFormat => "Intl.DurationFormat",
            Self::NumberFormat => "Intl.NumberFormat",
            Self::PluralRules => "Intl.PluralRules",
            Self::RelativeTimeFormat => "Intl.RelativeTimeFormat",
        }
    }
}

/// What a realm's functions share.
#[derive(Clone, Trace, Finalize)]
pub(super) struct Kit {
    /// The engine's `Intl.getCanonicalLocales`.
    pub(super) canonical: JsFunction,
    /// The engine's `Intl.ListFormat`.
    pub(super) list_format: JsObject,
    /// The engine's `Intl.PluralRules`.
    pub(super) plural_rules: JsObject,
    /// Its `supportedLocalesOf`.
    pub(super) plural_filter: JsFunction,
    /// The engine's `Temporal.Duration` and its `from`.
    pub(super) duration: Option<JsObject>,
    pub(super) duration_from: Option<JsFunction>,
    /// The getters of its fields, large units first.
    pub(super) duration_fields: Vec<JsFunction>,
    /// By `Class`.
    prototypes: Gc<GcRefCell<Vec<Option<JsObject>>>>,
}

/// The body of a function of ours.
pub(super) type Body = fn(&JsValue, &[JsValue], &Kit, &mut Context) -> JsResult<JsValue>;

impl Kit {
    /// Takes the engine's functions before they are replaced.
    pub(super) fn new(intl: &JsObject, context: &mut Context) -> JsResult<Self> {
        let canonical = intl.get(js_string!("getCanonicalLocales"), context)?;
        let list_format = intl.get(js_string!("ListFormat"), context)?;
        let plural_rules = intl.get(js_string!("PluralRules"), context)?;
        let plural_rules = plural_rules.as_object().ok_or_else(missing)?;
        let filter = plural_rules.get(js_string!("supportedLocalesOf"), context)?;
        let temporal = context.global_object().get(js_string!("Temporal"), context)?;
        let duration = match temporal.as_object() {
            Some(temporal) => temporal.get(js_string!("Duration"), context)?.as_object(),
            None => None,
        };
        let duration_from = match &duration {
            Some(duration) => duration.get(js_string!("from"), context)?.as_function(),
            None => None,
        };
        let mut duration_fields = Vec::new();
        if let Some(class) = &duration {
            let prototype = class.get(js_string!("prototype"), context)?.to_object(context)?;
            for unit in super::duration::UNITS {
                let slot = prototype.borrow().properties().get(&JsString::from(unit).into());
                let get = slot.and_then(|slot| slot.get().and_then(JsValue::as_function));
                duration_fields.extend(get);
            }
        }
        Ok(Self {
            duration,
            duration_fields,
            duration_from,
            plural_filter: filter.as_function().ok_or_else(missing)?,
            plural_rules,
            canonical: canonical.as_function().ok_or_else(missing)?,
            list_format: list_format.as_object().ok_or_else(missing)?,
            prototypes: Gc::new(GcRefCell::new(vec![None; 5])),
        })
    }

    /// The realm's own prototype.
    pub(super) fn prototype(&self, class: Class) -> JsResult<JsObject> {
        self.prototypes.borrow().get(class as usize).cloned().flatten().ok_or_else(missing)
    }

    /// A function that gets the kit.
    pub(super) fn function(
        &self,
        name: &str,
        length: usize,
        body: Body,
        context: &mut Context,
    ) -> JsFunction {
        bound(name, length, body, self.clone(), false, context)
    }

    /// Defines a method.
    pub(super) fn method(
        &self,
        object: &JsObject,
        name: &str,
        length: usize,
        body: Body,
        context: &mut Context,
    ) {
        let function = self.function(name, length, body, context);
        hide(object, JsString::from(name), function);
    }

    /// Defines a class, or puts it in the place of the engine's; gives constructor and prototype.
    pub(super) fn class(
        &self,
        intl: &JsObject,
        class: Class,
        length: usize,
        construct: Body,
        context: &mut Context,
    ) -> (JsObject, JsObject) {
        let constructor = bound(class.name(), length, construct, self.clone(), true, context);
        let prototype = JsObject::with_object_proto(context.intrinsics());
        tie(&constructor, &prototype);
        prototype.insert_property(
            JsSymbol::to_string_tag(),
            PropertyDescriptor::builder()
                .value(JsString::from(class.full_name()))
                .writable(false)
                .enumerable(false)
                .configurable(true),
        );
        hide(intl, JsString::from(class.name()), constructor.clone());
        if let Some(slot) = self.prototypes.borrow_mut().get_mut(class as usize) {
            *slot = Some(prototype.clone());
        }
        (constructor.into(), prototype)
    }

    /// Defines methods.
    pub(super) fn methods(
        &self,
        object: &JsObject,
        methods: &[(&str, usize, Body)],
        context: &mut Context,
    ) {
        for (name, length, body) in methods {
            self.method(object, name, *length, *body, context);
        }
    }

    /// The prototype for what a constructor makes that has to be called with `new`.
    ///
    /// # Errors
    /// `TypeError` where it was not.
    pub(super) fn prototype_of_new(
        &self,
        new_target: &JsValue,
        class: Class,
        context: &mut Context,
    ) -> JsResult<JsObject> {
        if new_target.is_undefined() {
            let message = format!("Constructor {} requires 'new'", class.full_name());
            return Err(JsNativeError::typ().with_message(message).into());
        }
        self.prototype_for(new_target, class, context)
    }

    /// `OrdinaryCreateFromConstructor`'s prototype: that of the new target, else its realm's.
    pub(super) fn prototype_for(
        &self,
        new_target: &JsValue,
        class: Class,
        context: &mut Context,
    ) -> JsResult<JsObject> {
        let Some(target) = new_target.as_object() else { return self.prototype(class) };
        let own = target.get(js_string!("prototype"), context)?;
        if let Some(own) = own.as_object() {
            return Ok(own);
        }
        match of_realm(&target, class, context) {
            Ok(Some(prototype)) => Ok(prototype),
            _ => self.prototype(class),
        }
    }
}

/// The prototype of a class in the realm of a constructor without one. The engine does not tell the
/// realm, but an object made by that constructor has the realm's `Object.prototype`.
fn of_realm(target: &JsObject, class: Class, context: &mut Context) -> JsResult<Option<JsObject>> {
    let object = context.intrinsics().constructors().object().constructor();
    let made = object.construct(&[], Some(target), context)?;
    let Some(root) = made.prototype() else { return Ok(None) };
    let constructor = root.get(js_string!("constructor"), context)?.to_object(context)?;
    let function = constructor.get(js_string!("constructor"), context)?.to_object(context)?;
    let body = format!("return Intl.{}.prototype", class.name());
    let reader = function.call(&JsValue::undefined(), &[JsString::from(body).into()], context)?;
    let found = reader.to_object(context)?.call(&JsValue::undefined(), &[], context)?;
    Ok(found.as_object())
}

fn missing() -> boa_engine::JsError {
    JsNativeError::typ().with_message("Intl is incomplete").into()
}

/// A native function with captures.
pub(super) fn bound<T: Trace + 'static>(
    name: &str,
    length: usize,
    body: fn(&JsValue, &[JsValue], &T, &mut Context) -> JsResult<JsValue>,
    captures: T,
    constructor: bool,
    context: &mut Context,
) -> JsFunction {
    let function = NativeFunction::from_copy_closure_with_captures(
        move |this, args, captures: &T, context| body(this, args, captures, context),
        captures,
    );
    FunctionObjectBuilder::new(context.realm(), function)
        .name(JsString::from(name))
        .length(length)
        .constructor(constructor)
        .build()
}

/// The object that a method is called on.
///
/// # Errors
/// A TypeError where it is of another class.
pub(super) fn receiver<T: JsData + Trace + 'static>(
    this: &JsValue,
    method: &str,
) -> JsResult<JsObject> {
    this.as_object().filter(JsObject::is::<T>).ok_or_else(|| incompatible(method, this))
}

/// V8's words for a method called on the wrong object.
pub(super) fn incompatible(method: &str, this: &JsValue) -> boa_engine::JsError {
    let shown = if this.is_object() { "#<Object>".to_owned() } else { this.display().to_string() };
    let message = format!("Method {method} called on incompatible receiver {shown}");
    JsNativeError::typ().with_message(message).into()
}

/// Defines `supportedLocalesOf` on a class.
pub(super) fn supported_locales(constructor: &JsObject, kit: &Kit, context: &mut Context) {
    kit.method(
        constructor,
        "supportedLocalesOf",
        1,
        |_, args, kit, context| {
            let (locales, options) = (args.get_or_undefined(0), args.get_or_undefined(1));
            super::locales::supported(locales, options, kit, context)
        },
        context,
    );
}

/// Properties of an object in the order given; those without a value are left out.
pub(super) fn record(
    rows: impl IntoIterator<Item = (&'static str, Option<JsValue>)>,
    context: &mut Context,
) -> JsResult<JsValue> {
    let object = JsObject::with_object_proto(context.intrinsics());
    for (name, value) in rows {
        if let Some(value) = value {
            object.create_data_property_or_throw(JsString::from(name), value, context)?;
        }
    }
    Ok(object.into())
}
