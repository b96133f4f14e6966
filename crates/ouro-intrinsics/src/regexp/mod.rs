//! Regular expressions: patterns that a linear-time automaton can run do so over Latin-1 text, all
//! others stay with the engine. `RegExp.$1` and kin. ECMA-262 §22.2.7; Annex B and the "Legacy
//! RegExp features" proposal.

mod legacy;
mod matcher;
mod replace;
mod source;
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
use matcher::{Automaton, Known, Matchers, Modes};

/// Texts shorter than this are not worth an automaton the first time.
const LONG: usize = 256;

/// What the regular expressions of a context share.
struct State {
    matchers: Matchers,
    last: RefCell<Last>,
    /// The engine's accessors for a pattern's source and flags, as they were before any script ran.
    source: JsFunction,
    flags: Vec<(char, JsFunction)>,
    /// Our `exec`, by which a pristine object is known.
    exec: RefCell<Vec<JsFunction>>,
}

/// Installs methods and accessors into the current realm.
pub(crate) fn install(context: &mut Context) -> JsResult<()> {
    let prototype = context.intrinsics().constructors().regexp().prototype();
    if !context.has_data::<Rc<State>>() {
        let Some(source) = getter(&prototype, "source") else { return Ok(()) };
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
            exec: RefCell::default(),
        }));
    }
    if let Some(engine) = getter(&prototype, "source") {
        source::install(&prototype, engine, context);
    }
    method_over(&prototype, "exec", 1, exec, context)?;
    method_over(&prototype, "test", 1, test, context)?;
    method_over(&prototype, "compile", 2, compile, context)?;
    replace::install(&prototype, context)?;
    legacy::install(context);
    if let Some(state) = state(context)
        && let Some(exec) = prototype.get(js_string!("exec"), context)?.as_function()
    {
        state.exec.borrow_mut().push(exec);
    }
    Ok(())
}

fn getter(object: &JsObject, name: &str) -> Option<JsFunction> {
    let object = object.borrow();
    let slot = object.properties().get(&js_string!(name).into())?;
    slot.get().and_then(JsValue::as_function)
}

fn state(context: &Context) -> Option<Rc<State>> {
    context.get_data::<Rc<State>>().cloned()
}

impl State {
    /// What runs this object, where `length` units are to be searched.
    fn known(&self, object: &JsObject, length: usize, context: &mut Context) -> JsResult<Known> {
        match self.matchers.known(object) {
            Some(Known::Once) => {}
            Some(known) => return Ok(known),
            None if length < LONG => {
                self.matchers.remember(object, Known::Once);
                return Ok(Known::Once);
            }
            None => {}
        }
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
        let known = match self.matchers.automaton(&source, &js_string!(flags)) {
            Some(automaton) => Known::Fast(automaton, modes),
            None => Known::Slow,
        };
        self.matchers.remember(object, known.clone());
        Ok(known)
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

    /// Whether an object's `exec` is ours.
    fn pristine(&self, object: &JsObject, context: &mut Context) -> JsResult<bool> {
        let exec = object.get(js_string!("exec"), context)?;
        let Some(exec) = exec.as_object() else { return Ok(false) };
        Ok(self.exec.borrow().iter().any(|ours| JsObject::equals(ours, &exec)))
    }
}

/// Where a search begins: `lastIndex`, or 0 for an object that does not keep it. `None` where it
/// lies behind the end, and the search has failed.
fn start(
    object: &JsObject,
    modes: Modes,
    length: usize,
    context: &mut Context,
) -> JsResult<Option<usize>> {
    let last = object.get(js_string!("lastIndex"), context)?.to_length(context)?;
    if !modes.global && !modes.sticky {
        return Ok(Some(0));
    }
    match usize::try_from(last) {
        Ok(last) if last <= length => Ok(Some(last)),
        _ => {
            object.set(js_string!("lastIndex"), 0, true, context)?;
            Ok(None)
        }
    }
}

/// Keeps where the next search begins.
fn keep(
    object: &JsObject,
    modes: Modes,
    end: Option<usize>,
    context: &mut Context,
) -> JsResult<()> {
    if modes.global || modes.sticky {
        let end = end.unwrap_or(0);
        object.set(js_string!("lastIndex"), end as f64, true, context)?;
    }
    Ok(())
}

/// `RegExp.prototype.exec(string)`.
fn exec(
    this: &JsValue,
    args: &[JsValue],
    engine: &JsFunction,
    context: &mut Context,
) -> JsResult<JsValue> {
    let object = this.as_object().filter(JsObject::is::<RegExp>);
    let (Some(object), Some(state)) = (object, state(context)) else {
        return engine.call(this, args, context);
    };
    let text = args.get_or_undefined(0).to_string(context)?;
    let fast = state.fast(&object, &text, context)?;
    let Some((automaton, modes)) =
        fast.filter(|(automaton, modes)| !automaton.captures_differ && !modes.has_indices)
    else {
        let result = engine.call(this, &[text.clone().into()], context)?;
        if let Some(found) = result.as_object() {
            state.last.borrow_mut().note_result(&text, &found);
        }
        return Ok(result);
    };
    let Some(from) = start(&object, modes, text.len(), context)? else {
        return Ok(JsValue::null());
    };
    let shown = text.as_str();
    let units = shown.as_latin1().unwrap_or_default();
    let bounds: Option<Vec<Option<(usize, usize)>>> = if automaton.groups.is_empty() {
        automaton.find(units, from, modes.sticky).map(|found| vec![Some(found)])
    } else {
        automaton.captures(units, from, modes.sticky).map(|captures| {
            captures.iter().map(|span| span.map(|span| (span.start, span.end))).collect()
        })
    };
    let Some(bounds) = bounds else {
        keep(&object, modes, None, context)?;
        return Ok(JsValue::null());
    };
    let (begin, end) = bounds.first().copied().flatten().unwrap_or_default();
    keep(&object, modes, Some(end), context)?;
    let result = result(&automaton, &text, &bounds, begin, context);
    state.last.borrow_mut().note(&text, bounds);
    Ok(result.into())
}

/// The array that `exec` returns.
fn result(
    automaton: &Automaton,
    text: &JsString,
    bounds: &[Option<(usize, usize)>],
    begin: usize,
    context: &mut Context,
) -> JsObject {
    let values: Vec<JsValue> = bounds
        .iter()
        .map(|bounds| match bounds {
            Some((start, end)) => part(text, *start, *end).into(),
            None => JsValue::undefined(),
        })
        .collect();
    let groups = if automaton.named {
        let groups = JsObject::with_null_proto();
        for (name, value) in automaton.groups.iter().zip(values.iter().skip(1)) {
            if let Some(name) = name {
                set(&groups, js_string!(name.as_str()).into(), value.clone());
            }
        }
        groups.into()
    } else {
        JsValue::undefined()
    };
    let array: JsObject = JsArray::from_iter(values, context).into();
    set(&array, js_string!("index").into(), JsValue::from(begin as f64));
    set(&array, js_string!("input").into(), text.clone().into());
    set(&array, js_string!("groups").into(), groups);
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
    let object = this.as_object().filter(JsObject::is::<RegExp>);
    let (Some(object), Some(state)) = (object, state(context)) else {
        return engine.call(this, args, context);
    };
    let text = args.get_or_undefined(0).to_string(context)?;
    if !state.pristine(&object, context)? {
        return engine.call(this, &[text.into()], context);
    }
    let Some((automaton, modes)) = state.fast(&object, &text, context)? else {
        return engine.call(this, &[text.into()], context);
    };
    let Some(from) = start(&object, modes, text.len(), context)? else { return Ok(false.into()) };
    let shown = text.as_str();
    let found = automaton.find(shown.as_latin1().unwrap_or_default(), from, modes.sticky);
    keep(&object, modes, found.map(|(_, end)| end), context)?;
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
