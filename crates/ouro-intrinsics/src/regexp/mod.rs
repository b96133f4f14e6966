//! Regular expressions: searches that can be ended, by backtracking or, where that takes too long, by
//! an automaton. `RegExp.$1` and kin. ECMA-262 §22.2.7; Annex B and the "Legacy RegExp features"
//! proposal.

mod legacy;
mod linear;
mod matcher;
mod pristine;
mod replace;
mod source;
mod split;
mod translate;

use std::{cell::RefCell, rc::Rc};

use boa_engine::{
    Context, Finalize, JsArgs, JsObject, JsResult, JsString, JsValue, NativeFunction, Trace,
    builtins::regexp::RegExp,
    js_string,
    object::builtins::{JsArray, JsFunction},
    property::{PropertyDescriptor, PropertyKey},
};
use boa_gc::Gc;

use crate::{builtin::define, string::part};
use legacy::Last;
use matcher::{Bounds, Known, Matcher, Matchers, Modes};
use pristine::Class;

/// What the regular expressions of a context share.
struct State {
    matchers: Matchers,
    last: RefCell<Last>,
    keys: Keys,
}

/// Keys that are asked for at searches.
struct Keys {
    groups: PropertyKey,
    indices: PropertyKey,
    last_index: PropertyKey,
}

/// What a method of ours has at hand.
#[derive(Trace, Finalize)]
struct Own {
    /// The engine's method, in whose place it stands.
    engine: JsFunction,
    /// The class of the method's realm.
    class: Gc<Class>,
    #[unsafe_ignore_trace]
    state: Rc<State>,
}

/// A method in the place of one of the engine's.
type Method = fn(&JsValue, &[JsValue], &Own, &mut Context) -> JsResult<JsValue>;

/// What methods are made of in a realm.
struct Installer {
    prototype: JsObject,
    class: Gc<Class>,
    state: Rc<State>,
}

impl Installer {
    /// Defines a method over the engine's; nothing where there is none.
    fn method(
        &self,
        key: impl Into<PropertyKey>,
        name: &str,
        length: usize,
        body: Method,
        context: &mut Context,
    ) -> JsResult<()> {
        let key = key.into();
        let Some(engine) = self.prototype.get(key.clone(), context)?.as_function() else {
            return Ok(());
        };
        let own = Own { engine, class: self.class.clone(), state: Rc::clone(&self.state) };
        let function = NativeFunction::from_copy_closure_with_captures(
            move |this, args, own: &Own, context| body(this, args, own, context),
            own,
        );
        define(&self.prototype, key, name, length, function, context);
        Ok(())
    }
}

/// Installs methods and accessors into the current realm.
pub(crate) fn install(context: &mut Context) -> JsResult<()> {
    let prototype = context.intrinsics().constructors().regexp().prototype();
    if !context.has_data::<Rc<State>>() {
        let (Some(source), Some(sets)) =
            (getter(&prototype, "source"), getter(&prototype, "unicodeSets"))
        else {
            return Ok(());
        };
        context.insert_data(Rc::new(State {
            matchers: Matchers::new(source, sets),
            last: RefCell::default(),
            keys: Keys {
                groups: js_string!("groups").into(),
                indices: js_string!("indices").into(),
                last_index: js_string!("lastIndex").into(),
            },
        }));
    }
    if let Some(engine) = getter(&prototype, "source") {
        source::install(&prototype, engine, context);
    }
    // The engine's prototype has what its instances have.
    prototype.delete_property_or_throw(js_string!("lastIndex"), context)?;
    let Some(state) = state(context) else { return Ok(()) };
    let class = Gc::new(Class::new(prototype.clone(), context));
    let installer = Installer { prototype, class: class.clone(), state };
    installer.method(js_string!("exec"), "exec", 1, exec, context)?;
    installer.method(js_string!("test"), "test", 1, test, context)?;
    installer.method(js_string!("compile"), "compile", 2, compile, context)?;
    replace::install(&installer, context)?;
    split::install(&installer, context)?;
    legacy::install(context);
    class.note_methods(context)
}

fn getter(object: &JsObject, name: &str) -> Option<JsFunction> {
    let object = object.borrow();
    let slot = object.properties().get(&js_string!(name).into())?;
    slot.get().and_then(JsValue::as_function)
}

fn state(context: &Context) -> Option<Rc<State>> {
    context.get_data::<Rc<State>>().cloned()
}

/// The regular expression that a method was called on.
fn receiver(this: &JsValue) -> Option<JsObject> {
    this.as_object().filter(JsObject::is::<RegExp>)
}

impl State {
    /// What runs an object.
    fn known(&self, object: &JsObject, context: &mut Context) -> JsResult<Known> {
        if let Some(known) = self.matchers.known(object) {
            return Ok(known);
        }
        self.matchers.look_up(object, context)
    }
}

impl Own {
    /// Where a search begins: `lastIndex`, or 0 for an object that does not keep it. `None` where
    /// it lies behind the end, and the search has failed.
    fn start(
        &self,
        object: &JsObject,
        modes: Modes,
        length: usize,
        context: &mut Context,
    ) -> JsResult<Option<usize>> {
        let last = match self.class.last_index(object, JsValue::as_i32).flatten() {
            Some(last) => u64::try_from(last).unwrap_or(0),
            None => {
                let last = object.get(self.state.keys.last_index.clone(), context)?;
                last.to_length(context)?
            }
        };
        if !modes.global && !modes.sticky {
            return Ok(Some(0));
        }
        match usize::try_from(last) {
            Ok(last) if last <= length => Ok(Some(last)),
            _ => {
                self.keep(object, modes, None, context)?;
                Ok(None)
            }
        }
    }

    /// Keeps where the next search begins.
    fn keep(
        &self,
        object: &JsObject,
        modes: Modes,
        end: Option<usize>,
        context: &mut Context,
    ) -> JsResult<()> {
        if !modes.global && !modes.sticky {
            return Ok(());
        }
        let end = number(end.unwrap_or(0));
        if !self.class.set_last_index(object, &end) {
            object.set(self.state.keys.last_index.clone(), end, true, context)?;
        }
        Ok(())
    }

    /// Searches once, from `lastIndex` on where the object keeps it, and keeps where it ended.
    fn search(
        &self,
        object: &JsObject,
        (matcher, modes): (&Matcher, Modes),
        text: &JsString,
        context: &mut Context,
    ) -> JsResult<Option<Bounds>> {
        self.class.get_ready(context);
        let Some(from) = self.start(object, modes, text.len(), context)? else {
            return Ok(None);
        };
        let found = matcher.find(text, from, modes.sticky, context)?;
        let end = found.as_ref().map(|bounds| bounds.whole().1);
        self.keep(object, modes, end, context)?;
        Ok(found)
    }
}

/// A position in a text.
fn number(position: usize) -> JsValue {
    i32::try_from(position).map_or_else(|_| JsValue::from(position as f64), JsValue::from)
}

/// `RegExp.prototype.exec(string)`.
fn exec(this: &JsValue, args: &[JsValue], own: &Own, context: &mut Context) -> JsResult<JsValue> {
    let Some(object) = receiver(this) else { return own.engine.call(this, args, context) };
    let text = args.get_or_undefined(0).to_string(context)?;
    let (matcher, modes) = own.state.known(&object, context)?;
    let Some(bounds) = own.search(&object, (&matcher, modes), &text, context)? else {
        return Ok(JsValue::null());
    };
    let result = result(own, &matcher, modes, &text, &bounds, context);
    own.state.last.borrow_mut().note(text, bounds);
    Ok(result.into())
}

/// The array that `exec` returns.
fn result(
    own: &Own,
    matcher: &Matcher,
    modes: Modes,
    text: &JsString,
    bounds: &Bounds,
    context: &mut Context,
) -> JsObject {
    let value = |bounds: Option<(usize, usize)>| match bounds {
        Some((start, end)) => part(text, start, end).into(),
        None => JsValue::undefined(),
    };
    let array: JsObject = match bounds {
        Bounds::Whole(whole) => JsArray::from_iter([value(Some(*whole))], context).into(),
        Bounds::Groups(bounds) => {
            JsArray::from_iter(bounds.iter().copied().map(value), context).into()
        }
    };
    let groups = groups(matcher, bounds, value);
    own.class.results.add(&array, [number(bounds.whole().0), text.clone().into(), groups]);
    if modes.has_indices {
        let indices = indices(&own.state, matcher, bounds, context);
        set(&array, own.state.keys.indices.clone(), indices.into());
    }
    array
}

/// The object of named groups, each with what the group that took part gives; `undefined` where there
/// are none.
fn groups(
    matcher: &Matcher,
    bounds: &Bounds,
    mut value: impl FnMut(Option<(usize, usize)>) -> JsValue,
) -> JsValue {
    if !matcher.is_named() {
        return JsValue::undefined();
    }
    let groups = JsObject::with_null_proto();
    for (name, numbers) in matcher.named() {
        let number = |number: &u32| usize::try_from(*number).unwrap_or(usize::MAX);
        let caught = numbers.iter().find_map(|group| bounds.group(number(group)));
        set(&groups, js_string!(name).into(), value(caught));
    }
    groups.into()
}

/// ECMA-262 §22.2.7.8 `MakeMatchIndicesIndexPairArray`.
fn indices(state: &State, matcher: &Matcher, bounds: &Bounds, context: &mut Context) -> JsObject {
    let mut pair = |bounds: Option<(usize, usize)>| match bounds {
        Some((start, end)) => JsArray::from_iter([number(start), number(end)], context).into(),
        None => JsValue::undefined(),
    };
    let pairs: Vec<JsValue> = (0..bounds.len()).map(|group| pair(bounds.group(group))).collect();
    let groups = groups(matcher, bounds, pair);
    let array: JsObject = JsArray::from_iter(pairs, context).into();
    set(&array, state.keys.groups.clone(), groups);
    array
}

/// Defines an ordinary data property on an object of ours.
fn set(object: &JsObject, key: PropertyKey, value: JsValue) {
    object.insert_property(
        key,
        PropertyDescriptor::builder()
            .value(value)
            .writable(true)
            .enumerable(true)
            .configurable(true),
    );
}

/// `RegExp.prototype.test(string)`.
fn test(this: &JsValue, args: &[JsValue], own: &Own, context: &mut Context) -> JsResult<JsValue> {
    let Some(object) = receiver(this) else { return own.engine.call(this, args, context) };
    let text = args.get_or_undefined(0).to_string(context)?;
    if !own.class.is_plain(&object) && !own.class.is_exec_of(&object, context)? {
        return own.engine.call(this, &[text.into()], context);
    }
    let (matcher, modes) = own.state.known(&object, context)?;
    let found = own.search(&object, (&matcher, modes), &text, context)?;
    let is_found = found.is_some();
    if let Some(bounds) = found {
        own.state.last.borrow_mut().note(text, bounds);
    }
    Ok(is_found.into())
}

/// `RegExp.prototype.compile(pattern, flags)`: the object is another from now on.
fn compile(
    this: &JsValue,
    args: &[JsValue],
    own: &Own,
    context: &mut Context,
) -> JsResult<JsValue> {
    let result = own.engine.call(this, args, context);
    own.state.matchers.forget();
    result
}
