//! Regular expressions: patterns that a linear-time automaton can run do so over Latin-1 text, all
//! others stay with the engine. `RegExp.$1` and kin. ECMA-262 §22.2.7; Annex B and the "Legacy
//! RegExp features" proposal.

mod legacy;
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
use matcher::{Automaton, Bounds, Known, Matchers, Modes};
use pristine::Pristine;

/// Texts shorter than this are not worth an automaton the first time.
const LONG: usize = 256;

/// What the regular expressions of a context share.
struct State {
    matchers: Matchers,
    last: RefCell<Last>,
    /// The engine's accessors for a pattern's source and flags, as they were before any script ran.
    source: JsFunction,
    flags: Vec<(char, JsFunction)>,
    /// The engine's `exec`.
    exec: JsFunction,
    /// What objects look like that no script has changed.
    pristine: Pristine,
    /// The object whose method the engine runs at present: what that does with it is one use.
    left: RefCell<Option<JsObject>>,
    keys: Keys,
}

/// Keys that are asked for at every search.
struct Keys {
    groups: PropertyKey,
    index: PropertyKey,
    input: PropertyKey,
    last_index: PropertyKey,
}

/// Installs methods and accessors into the current realm.
pub(crate) fn install(context: &mut Context) -> JsResult<()> {
    let prototype = context.intrinsics().constructors().regexp().prototype();
    if !context.has_data::<Rc<State>>() {
        let exec = prototype.get(js_string!("exec"), context)?.as_function();
        let (Some(source), Some(exec)) = (getter(&prototype, "source"), exec) else {
            return Ok(());
        };
        let flags = [
            ('d', "hasIndices"),
            ('g', "global"),
            ('i', "ignoreCase"),
            ('m', "multiline"),
            ('s', "dotAll"),
            ('u', "unicode"),
            ('v', "unicodeSets"),
            ('y', "sticky"),
        ];
        let flags = flags
            .into_iter()
            .filter_map(|(flag, name)| Some((flag, getter(&prototype, name)?)))
            .collect();
        context.insert_data(Rc::new(State {
            matchers: Matchers::default(),
            last: RefCell::default(),
            source,
            flags,
            exec,
            left: RefCell::default(),
            pristine: Pristine::default(),
            keys: Keys {
                groups: js_string!("groups").into(),
                index: js_string!("index").into(),
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
    /// What runs this object, where `length` units are to be searched.
    fn known(&self, object: &JsObject, length: usize, context: &mut Context) -> JsResult<Known> {
        let left = self.left.borrow().as_ref().is_some_and(|left| JsObject::equals(left, object));
        match self.matchers.known(object) {
            Some(known @ (Known::Fast(..) | Known::Slow)) => Ok(known),
            _ if left => Ok(Known::Once),
            Some(Known::Once) => self.look_up(object, true, context),
            None => self.look_up(object, length >= LONG, context),
        }
    }

    /// Finds what runs an object by its pattern, which other objects may have had before: a literal
    /// makes a new one each time.
    fn look_up(&self, object: &JsObject, worth: bool, context: &mut Context) -> JsResult<Known> {
        let this = JsValue::from(object.clone());
        let source = source::pattern(&self.source, &this, context)?;
        let mut flags = String::new();
        for (flag, getter) in &self.flags {
            if getter.call(&this, &[], context)?.to_boolean() {
                flags.push(*flag);
            }
        }
        let modes = Modes {
            global: flags.contains('g'),
            sticky: flags.contains('y'),
            has_indices: flags.contains('d'),
        };
        // Flags that change only how an object searches share one automaton.
        flags.retain(|flag| !matches!(flag, 'd' | 'g' | 'y'));
        let known = match self.matchers.automaton(source, flags.as_str().into(), worth) {
            Some(Some(automaton)) => Known::Fast(automaton, modes),
            Some(None) => Known::Slow,
            None => Known::Once,
        };
        self.matchers.remember(object, known.clone());
        Ok(known)
    }

    /// Lets the engine's own method run on an object.
    fn leave(
        &self,
        engine: &JsFunction,
        object: &JsObject,
        args: &[JsValue],
        context: &mut Context,
    ) -> JsResult<JsValue> {
        let before = self.left.replace(Some(object.clone()));
        let result = engine.call(&object.clone().into(), args, context);
        self.left.replace(before);
        result
    }

    /// The automaton for an object and a text, if it can be used on that text.
    fn fast(
        &self,
        object: &JsObject,
        text: &JsString,
        context: &mut Context,
    ) -> JsResult<Option<(Rc<Automaton>, Modes)>> {
        let shown = text.as_str();
        let Some(units) = shown.as_latin1() else { return Ok(None) };
        let Known::Fast(automaton, modes) = self.known(object, units.len(), context)? else {
            return Ok(None);
        };
        if automaton.lines && units.contains(&b'\r') {
            return Ok(None);
        }
        Ok(Some((automaton, modes)))
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
    let fast = state.fast(&object, &text, context)?;
    if let Some((automaton, modes)) = &fast
        && automaton.captures_differ
        && object.get(js_string!("lastIndex"), context)?.is_number()
    {
        // The engine knows better what the groups caught, but may take for ever to find nothing.
        let Some(from) = state.start(&object, *modes, text.len(), false, context)? else {
            return Ok(JsValue::null());
        };
        let found = {
            let shown = text.as_str();
            automaton.find(shown.as_latin1().unwrap_or_default(), from, modes.sticky)
        };
        if found.is_none() {
            state.keep(&object, *modes, None, false, context)?;
            return Ok(JsValue::null());
        }
    }
    let Some((automaton, modes)) =
        fast.filter(|(automaton, modes)| !automaton.captures_differ && !modes.has_indices)
    else {
        let result = engine.call(this, &[text.clone().into()], context)?;
        if let Some(found) = result.as_object() {
            state.last.borrow_mut().note_result(&text, &found);
        }
        return Ok(result);
    };
    let plain = state.pristine.has_shape(&object, context);
    let Some(from) = state.start(&object, modes, text.len(), plain, context)? else {
        return Ok(JsValue::null());
    };
    let shown = text.as_str();
    let Some(bounds) = automaton.bounds(shown.as_latin1().unwrap_or_default(), from, modes.sticky)
    else {
        state.keep(&object, modes, None, plain, context)?;
        return Ok(JsValue::null());
    };
    state.keep(&object, modes, Some(bounds.whole().1), plain, context)?;
    let result = result(&state, &automaton, &text, &bounds, context);
    state.last.borrow_mut().note(&text, bounds);
    Ok(result.into())
}

/// The array that `exec` returns.
fn result(
    state: &State,
    automaton: &Automaton,
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
    let groups = if automaton.named {
        let groups = JsObject::with_null_proto();
        for (at, name) in automaton.groups.iter().enumerate() {
            if let Some(name) = name {
                set(&groups, js_string!(name.as_str()).into(), value(bounds.group(at + 1)));
            }
        }
        groups.into()
    } else {
        JsValue::undefined()
    };
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
    let Some((automaton, modes)) = state.fast(&object, &text, context)? else {
        if !plain {
            return state.leave(engine, &object, &[text.into()], context);
        }
        let result = state.exec.call(this, &[text.clone().into()], context)?;
        let Some(found) = result.as_object() else { return Ok(false.into()) };
        state.last.borrow_mut().note_result(&text, &found);
        return Ok(true.into());
    };
    let Some(from) = state.start(&object, modes, text.len(), plain, context)? else {
        return Ok(false.into());
    };
    let shown = text.as_str();
    let found = automaton.find(shown.as_latin1().unwrap_or_default(), from, modes.sticky);
    state.keep(&object, modes, found.map(|(_, end)| end), plain, context)?;
    if found.is_some() {
        state.last.borrow_mut().note_test(&text, &automaton, from, modes.sticky);
    }
    Ok(found.is_some().into())
}

/// `RegExp.prototype.compile(pattern, flags)`: the object is another from now on.
fn compile(
    this: &JsValue,
    args: &[JsValue],
    engine: &JsFunction,
    context: &mut Context,
) -> JsResult<JsValue> {
    if let (Some(object), Some(state)) = (this.as_object(), state(context)) {
        state.matchers.forget(&object);
    }
    engine.call(this, args, context)
}
