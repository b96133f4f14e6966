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
    Context, JsArgs, JsObject, JsResult, JsString, JsValue,
    builtins::regexp::RegExp,
    js_string,
    object::builtins::{JsArray, JsFunction},
    property::{PropertyDescriptor, PropertyKey},
};

use crate::{builtin::method_over, string::part};
use legacy::Last;
use matcher::{Bounds, Known, Matcher, Matchers, Modes};
use pristine::Pristine;

/// What the regular expressions of a context share.
struct State {
    matchers: Matchers,
    last: RefCell<Last>,
    /// What objects look like that no script has changed.
    pristine: Pristine,
    keys: Keys,
}

/// Keys that are asked for at every search.
struct Keys {
    groups: PropertyKey,
    index: PropertyKey,
    indices: PropertyKey,
    input: PropertyKey,
    last_index: PropertyKey,
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
            pristine: Pristine::default(),
            keys: Keys {
                groups: js_string!("groups").into(),
                index: js_string!("index").into(),
                indices: js_string!("indices").into(),
                input: js_string!("input").into(),
                last_index: js_string!("lastIndex").into(),
            },
        }));
    }
    if let Some(engine) = getter(&prototype, "source") {
        source::install(&prototype, engine, context);
    }
    method_over(&prototype, "exec", 1, exec, context)?;
    method_over(&prototype, "test", 1, test, context)?;
    method_over(&prototype, "compile", 2, compile, context)?;
    // The engine's prototype has what its instances have.
    prototype.delete_property_or_throw(js_string!("lastIndex"), context)?;
    replace::install(&prototype, context)?;
    split::install(&prototype, context)?;
    legacy::install(context);
    match state(context) {
        Some(state) => state.pristine.note_realm(prototype, context),
        None => Ok(()),
    }
}

fn getter(object: &JsObject, name: &str) -> Option<JsFunction> {
    let object = object.borrow();
    let slot = object.properties().get(&js_string!(name).into())?;
    slot.get().and_then(JsValue::as_function)
}

fn state(context: &Context) -> Option<Rc<State>> {
    context.get_data::<Rc<State>>().cloned()
}

/// The regular expression that a method was called on, and what we know of such.
fn receiver(this: &JsValue, context: &Context) -> Option<(JsObject, Rc<State>)> {
    Some((this.as_object().filter(JsObject::is::<RegExp>)?, state(context)?))
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

impl State {
    /// Where a search begins: `lastIndex`, or 0 for an object that does not keep it. `None` where
    /// it lies behind the end, and the search has failed.
    fn start(
        &self,
        object: &JsObject,
        modes: Modes,
        length: usize,
        plain: bool,
        context: &mut Context,
    ) -> JsResult<Option<usize>> {
        let key = &self.keys.last_index;
        let last = if plain { object.borrow().properties().get(key) } else { None };
        let last = match last.and_then(|last| last.value().and_then(JsValue::as_i32)) {
            Some(last) => u64::try_from(last).unwrap_or(0),
            None => object.get(key.clone(), context)?.to_length(context)?,
        };
        if !modes.global && !modes.sticky {
            return Ok(Some(0));
        }
        match usize::try_from(last) {
            Ok(last) if last <= length => Ok(Some(last)),
            _ => {
                self.keep(object, modes, None, plain, context)?;
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
        plain: bool,
        context: &mut Context,
    ) -> JsResult<()> {
        if !modes.global && !modes.sticky {
            return Ok(());
        }
        let (key, end) = (self.keys.last_index.clone(), number(end.unwrap_or(0)));
        let before = if plain { object.borrow().properties().get(&key) } else { None };
        if before.is_some_and(|before| before.writable() == Some(true)) {
            object.insert_property(
                key,
                PropertyDescriptor::builder()
                    .value(end)
                    .writable(true)
                    .enumerable(false)
                    .configurable(false),
            );
        } else {
            object.set(key, end, true, context)?;
        }
        Ok(())
    }
}

/// A position in a text.
fn number(position: usize) -> JsValue {
    i32::try_from(position).map_or_else(|_| JsValue::from(position as f64), JsValue::from)
}

/// `RegExp.prototype.exec(string)`.
fn exec(
    this: &JsValue,
    args: &[JsValue],
    engine: &JsFunction,
    context: &mut Context,
) -> JsResult<JsValue> {
    let Some((object, state)) = receiver(this, context) else {
        return engine.call(this, args, context);
    };
    let text = args.get_or_undefined(0).to_string(context)?;
    let (matcher, modes) = state.known(&object, context)?;
    let plain = state.pristine.has_shape(&object, context);
    let Some(bounds) = state.search(&object, &matcher, modes, &text, plain, context)? else {
        return Ok(JsValue::null());
    };
    let result = result(&state, &matcher, modes, &text, &bounds, context);
    state.last.borrow_mut().note(&text, bounds);
    Ok(result.into())
}

impl State {
    /// Searches once, from `lastIndex` on where the object keeps it, and keeps where it ended.
    fn search(
        &self,
        object: &JsObject,
        matcher: &Matcher,
        modes: Modes,
        text: &JsString,
        plain: bool,
        context: &mut Context,
    ) -> JsResult<Option<Bounds>> {
        let Some(from) = self.start(object, modes, text.len(), plain, context)? else {
            return Ok(None);
        };
        let found = matcher.find(text, from, modes.sticky, context)?;
        let end = found.as_ref().map(|bounds| bounds.whole().1);
        self.keep(object, modes, end, plain, context)?;
        Ok(found)
    }
}

/// The array that `exec` returns.
fn result(
    state: &State,
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
            let values = bounds.iter().copied().map(value);
            JsArray::from_iter(values.collect::<Vec<_>>(), context).into()
        }
    };
    set(&array, state.keys.index.clone(), number(bounds.whole().0));
    set(&array, state.keys.input.clone(), text.clone().into());
    let groups = groups(matcher, bounds, value);
    set(&array, state.keys.groups.clone(), groups);
    if modes.has_indices {
        let indices = indices(state, matcher, bounds, context);
        set(&array, state.keys.indices.clone(), indices.into());
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
fn test(
    this: &JsValue,
    args: &[JsValue],
    engine: &JsFunction,
    context: &mut Context,
) -> JsResult<JsValue> {
    let Some((object, state)) = receiver(this, context) else {
        return engine.call(this, args, context);
    };
    let text = args.get_or_undefined(0).to_string(context)?;
    let plain = state.pristine.is_plain(&object, context);
    if !plain && !state.pristine.has_our_exec(&object, context)? {
        return engine.call(this, &[text.into()], context);
    }
    let (matcher, modes) = state.known(&object, context)?;
    let found = state.search(&object, &matcher, modes, &text, plain, context)?;
    let is_found = found.is_some();
    if let Some(bounds) = found {
        state.last.borrow_mut().note(&text, bounds);
    }
    Ok(is_found.into())
}

/// `RegExp.prototype.compile(pattern, flags)`: the object is another from now on.
fn compile(
    this: &JsValue,
    args: &[JsValue],
    engine: &JsFunction,
    context: &mut Context,
) -> JsResult<JsValue> {
    let result = engine.call(this, args, context);
    if let Some(state) = state(context) {
        state.matchers.forget();
    }
    result
}
