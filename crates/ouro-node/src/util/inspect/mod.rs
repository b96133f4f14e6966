//! `util.inspect`: values as text. Rust half of `runtime-js/util.js`.
//!
//! A value becomes text by its [`Kind`]: primitives in `value.rs`, the words in front of brackets
//! in `prefix.rs`, the parts inside them in `entries.rs`, errors in `errors.rs`; `layout.rs` puts
//! the parts on lines. Getters, traps and custom inspection functions run the script's code, so
//! no borrow of an object is held across a part.
//! Node docs: `util.inspect`.

mod entries;
mod errors;
mod highlight;
mod layout;
mod number;
mod object;
mod options;
mod prefix;
mod property;
mod prototype;
mod style;
#[cfg(test)]
mod tests;
pub(crate) mod text;
mod value;
pub(crate) mod width;

use std::{
    cell::{Cell, RefCell},
    collections::HashMap,
    rc::Rc,
};

use boa_engine::{
    Context, JsNativeError, JsObject, JsResult, JsString, JsSymbol, JsValue, js_string,
    object::builtins::JsWeakMap, property::PropertyDescriptor,
};

pub(crate) use self::{
    number::{bigint, number},
    prefix::is_builtin,
};
pub(crate) use self::{
    options::{Compact, Getters, Options, Sorted},
    style::Style,
};
use ouro_intrinsics::Pace;

use crate::{Arguments, NodeError, binding::function};

/// Levels of nesting after which inspecting gives up, whatever `depth` says: what keeps the native
/// stack bounded.
const MOST_LEVELS: usize = 800;

/// Bytes of output at one indentation after which only the outermost level is shown.
const BUDGET: usize = 1 << 27;

/// Bytes written at all levels together, each level counting those inside it once more, after
/// which no further object is opened: what bounds the time that deep and wide values take.
const TOTAL_BUDGET: usize = 1 << 30;

/// What inspecting keeps in its context.
pub(crate) struct State {
    /// `Symbol.for('nodejs.util.inspect.custom')`.
    pub(crate) custom: JsSymbol,
    /// `util.inspect` itself.
    pub(crate) inspect: JsObject,
    stylize_plain: JsObject,
    stylize_color: JsObject,
    /// `inspect.defaultOptions`, once a script has asked for it.
    defaults: RefCell<Option<JsObject>>,
    /// Target and handler of each Proxy made by the script.
    pub(crate) proxies: JsWeakMap,
    /// Class names of objects whose prototype the script has set to `null`.
    pub(crate) lost_classes: JsWeakMap,
    /// Levels of nesting entered, of all inspections under way.
    levels: Cell<usize>,
}

/// What is going on while one value is inspected.
pub(crate) struct Inspector<'a> {
    pub(crate) options: Options,
    pub(crate) context: &'a mut Context,
    state: Rc<State>,
    /// Spaces in front of the current line.
    indentation: usize,
    /// The objects around the current one.
    seen: Vec<JsObject>,
    /// Those that were met again inside themselves, in order of discovery.
    circular: Vec<JsObject>,
    /// The nesting level last entered.
    current_depth: f64,
    /// Bytes written per indentation.
    budget: HashMap<usize, usize>,
    /// Bytes written at all levels together.
    total: usize,
    pace: Pace,
}

impl<'a> Inspector<'a> {
    /// Starts at the outermost level.
    ///
    /// # Errors
    /// None but the engine's own.
    pub(crate) fn new(options: Options, context: &'a mut Context) -> JsResult<Self> {
        let state = state(context)?;
        Ok(Self {
            options,
            context,
            state,
            indentation: 0,
            seen: Vec::new(),
            circular: Vec::new(),
            current_depth: 0.0,
            budget: HashMap::new(),
            total: 0,
            pace: Pace::default(),
        })
    }
}

/// Shows a value.
///
/// # Errors
/// What custom inspection functions, getters and traps throw.
pub(crate) fn show(value: &JsValue, options: Options, context: &mut Context) -> JsResult<String> {
    Inspector::new(options, context)?.value(value, 0.0, false)
}

/// The name of the class an object belongs to, as inspecting tells it.
///
/// # Errors
/// What getters and traps throw.
pub(crate) fn class_name(object: &JsObject, context: &mut Context) -> JsResult<Option<String>> {
    Inspector::new(Options::default(), context)?.constructor_name(object, 0.0, None)
}

/// What inspecting keeps in the context; made when first asked for.
///
/// # Errors
/// None but the engine's own.
pub(crate) fn state(context: &mut Context) -> JsResult<Rc<State>> {
    if let Some(state) = context.get_data::<Rc<State>>() {
        return Ok(Rc::clone(state));
    }
    let class = context.intrinsics().constructors().symbol().constructor();
    let lookup = class.get(js_string!("for"), context)?;
    let Some(lookup) = lookup.as_function() else {
        return Err(JsNativeError::typ().with_message("Symbol.for is not a function").into());
    };
    let name = [js_string!("nodejs.util.inspect.custom").into()];
    let custom = lookup.call(&class.into(), &name, context)?;
    let Some(custom) = custom.as_symbol() else {
        return Err(JsNativeError::typ().with_message("Symbol.for gave no symbol").into());
    };
    let inspect: JsObject = function("inspect", 2, inspect, context).into();
    let [stylize_plain, stylize_color] = style::stylize_functions(context);
    let state = Rc::new(State {
        custom: custom.clone(),
        inspect: inspect.clone(),
        stylize_plain,
        stylize_color,
        defaults: RefCell::default(),
        proxies: JsWeakMap::new(context),
        lost_classes: JsWeakMap::new(context),
        levels: Cell::default(),
    });
    context.insert_data(Rc::clone(&state));
    fill(&inspect, custom, context)?;
    Ok(state)
}

/// Gives `util.inspect` its properties.
fn fill(inspect: &JsObject, custom: JsSymbol, context: &mut Context) -> JsResult<()> {
    inspect.create_data_property(js_string!("custom"), custom, context)?;
    let get = function("get", 0, get_default_options, context);
    let set = function("set", 1, set_default_options, context);
    inspect.insert_property(
        js_string!("defaultOptions"),
        PropertyDescriptor::builder().get(get).set(set).enumerable(false).configurable(false),
    );
    let colors = style::colors(context)?;
    inspect.create_data_property(js_string!("colors"), colors, context)?;
    let styles = style::styles(context)?;
    inspect.create_data_property(js_string!("styles"), styles, context)?;
    Ok(())
}

/// `util.inspect(object[, options])` and, of old, `util.inspect(object, showHidden, depth, colors)`.
///
/// # Errors
/// What custom inspection functions, getters and traps throw.
pub(crate) fn inspect(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let state = state(context)?;
    let mut options = Options::current(&state, context)?;
    if args.len() > 2 && !args.value(2).is_undefined() {
        options.set("depth", args.value(2), &state);
    }
    if args.len() > 3 && !args.value(3).is_undefined() {
        options.set("colors", args.value(3), &state);
    }
    let second = args.value(1);
    if let Some(hidden) = second.as_boolean() {
        options.show_hidden = hidden;
    } else if let Some(source) = second.as_object() {
        options.read(&source, &state, context)?;
    }
    let shown = show(args.value(0), options, context)?;
    Ok(js_string!(shown).into())
}

fn get_default_options(_: &JsValue, _: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let state = state(context)?;
    Ok(options::default_options(&state, context)?.into())
}

/// `inspect.defaultOptions = options`: changes those that are named.
fn set_default_options(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let value = args.value(0);
    let Some(source) = value.as_object().filter(|object| !object.is_array()) else {
        let error = NodeError::argument("options", "of type object", value, context);
        return Err(error.into_js(context));
    };
    let state = state(context)?;
    let defaults = options::default_options(&state, context)?;
    for key in super::reflect::own_keys(&source, super::reflect::Keys::Enumerable, context)? {
        let value = source.get(key.clone(), context)?;
        defaults.set(key, value, true, context)?;
    }
    Ok(JsValue::undefined())
}

/// Makes the object that custom inspection functions get as `options`.
fn user_options(inspector: &mut Inspector<'_>) -> JsResult<JsObject> {
    let object = JsObject::with_object_proto(inspector.context.intrinsics());
    let options = inspector.options.clone();
    let stylize: JsValue = match &options.stylize {
        Some(stylize) => stylize.clone().into(),
        None if options.colors => inspector.state.stylize_color.clone().into(),
        None => inspector.state.stylize_plain.clone().into(),
    };
    object.create_data_property(js_string!("stylize"), stylize, inspector.context)?;
    for name in options::NAMES {
        object.create_data_property(
            JsString::from(name),
            options.value(name),
            inspector.context,
        )?;
    }
    if let Some(user) = &options.user {
        let excluded: Vec<boa_engine::property::PropertyKey> = Vec::new();
        object.copy_data_properties(&user.clone().into(), excluded, inspector.context)?;
    }
    Ok(object)
}
