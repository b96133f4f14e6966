//! The options of `util.inspect`: their defaults, which scripts may change, and reading them from
//! an object. Node docs: `util.inspect`, `util.inspect.defaultOptions`. No JavaScript half.

use boa_engine::{
    Context, JsObject, JsResult, JsString, JsValue, js_string,
    object::{IntegrityLevel, builtins::JsFunction},
    property::PropertyKey,
};

use super::{State, text};
use crate::util::reflect::{self, Keys};

/// How far parts are combined on one line.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Compact {
    /// `true`: the style of old Node versions.
    Full,
    /// How many inner levels may share a line; `false` is 0.
    Levels(f64),
}

/// Which accessors are called.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Getters {
    All,
    None,
    /// Those without a setter.
    Unpaired,
    /// Those with a setter.
    Paired,
}

/// The order of properties.
#[derive(Clone, Debug)]
pub(crate) enum Sorted {
    No,
    ByCodeUnits,
    By(JsFunction),
}

/// Everything that decides how a value is shown.
#[derive(Clone, Debug)]
pub(crate) struct Options {
    pub(crate) show_hidden: bool,
    /// Levels of nesting shown; infinite for `null`.
    pub(crate) depth: f64,
    /// Whether `depth` was given as `null`.
    pub(crate) depth_is_null: bool,
    pub(crate) colors: bool,
    pub(crate) custom_inspect: bool,
    pub(crate) show_proxy: bool,
    pub(crate) max_array_length: f64,
    pub(crate) max_string_length: f64,
    pub(crate) break_length: f64,
    pub(crate) compact: Compact,
    pub(crate) sorted: Sorted,
    pub(crate) getters: Getters,
    pub(crate) numeric_separator: bool,
    /// A function of the script that decorates parts of the text.
    pub(crate) stylize: Option<JsFunction>,
    /// The script's own object where it has options that inspecting does not know, for custom
    /// inspection functions to see.
    pub(crate) user: Option<JsObject>,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            show_hidden: false,
            depth: 2.0,
            depth_is_null: false,
            colors: false,
            custom_inspect: true,
            show_proxy: false,
            max_array_length: 100.0,
            max_string_length: 10_000.0,
            break_length: 80.0,
            compact: Compact::Levels(3.0),
            sorted: Sorted::No,
            getters: Getters::None,
            numeric_separator: false,
            stylize: None,
            user: None,
        }
    }
}

/// The names, in Node's order.
pub(super) const NAMES: [&str; 12] = [
    "showHidden",
    "depth",
    "colors",
    "customInspect",
    "showProxy",
    "maxArrayLength",
    "maxStringLength",
    "breakLength",
    "compact",
    "sorted",
    "getters",
    "numericSeparator",
];

impl Options {
    /// The defaults as the script left them.
    ///
    /// # Errors
    /// None but the engine's own.
    pub(crate) fn current(state: &State, context: &mut Context) -> JsResult<Self> {
        let mut options = Self::default();
        let changed = state.defaults.borrow().clone();
        if let Some(defaults) = changed {
            options.read(&defaults, state, context)?;
        }
        options.user = None;
        Ok(options)
    }

    /// Takes over the own enumerable properties of an object.
    ///
    /// # Errors
    /// What its getters throw.
    pub(crate) fn read(
        &mut self,
        source: &JsObject,
        state: &State,
        context: &mut Context,
    ) -> JsResult<()> {
        for key in reflect::own_keys(source, Keys::Enumerable, context)? {
            let PropertyKey::String(name) = &key else {
                if matches!(key, PropertyKey::Index(_)) {
                    self.keep_user(source);
                }
                continue;
            };
            let name = text::plain(name);
            if name != "stylize" && !NAMES.contains(&name.as_str()) {
                self.keep_user(source);
                continue;
            }
            let value = source.get(key.clone(), context)?;
            self.set(&name, &value, state);
        }
        Ok(())
    }

    fn keep_user(&mut self, source: &JsObject) {
        if self.user.is_none() {
            self.user = Some(source.clone());
        }
    }

    /// Sets one option by its name.
    pub(super) fn set(&mut self, name: &str, value: &JsValue, state: &State) {
        match name {
            "showHidden" => self.show_hidden = value.to_boolean(),
            "depth" => {
                self.depth = limit(value);
                self.depth_is_null = value.is_null();
            }
            "colors" => self.colors = value.to_boolean(),
            "customInspect" => self.custom_inspect = value.to_boolean(),
            "showProxy" => self.show_proxy = value.to_boolean(),
            "maxArrayLength" => self.max_array_length = limit(value),
            "maxStringLength" => self.max_string_length = limit(value),
            "breakLength" => self.break_length = limit(value),
            "compact" => {
                self.compact = match (value.as_boolean(), value.as_number()) {
                    (Some(true), _) => Compact::Full,
                    (_, Some(levels)) => Compact::Levels(levels),
                    _ => Compact::Levels(0.0),
                };
            }
            "sorted" => {
                self.sorted = match value.as_function() {
                    Some(compare) => Sorted::By(compare),
                    None if value.to_boolean() => Sorted::ByCodeUnits,
                    None => Sorted::No,
                };
            }
            "getters" => {
                let name = value.as_string().map(|name| text::plain(&name));
                self.getters = match name.as_deref() {
                    Some("get") => Getters::Unpaired,
                    Some("set") => Getters::Paired,
                    _ if value.as_boolean() == Some(true) => Getters::All,
                    _ => Getters::None,
                };
            }
            "numericSeparator" => self.numeric_separator = value.to_boolean(),
            _ => {
                self.stylize = value.as_function().filter(|function| {
                    **function != state.stylize_plain && **function != state.stylize_color
                });
            }
        }
    }

    /// The value of one option as a script sees it.
    pub(super) fn value(&self, name: &str) -> JsValue {
        match name {
            "showHidden" => self.show_hidden.into(),
            "depth" => {
                if self.depth_is_null {
                    JsValue::null()
                } else {
                    self.depth.into()
                }
            }
            "colors" => self.colors.into(),
            "customInspect" => self.custom_inspect.into(),
            "showProxy" => self.show_proxy.into(),
            "maxArrayLength" => self.max_array_length.into(),
            "maxStringLength" => self.max_string_length.into(),
            "breakLength" => self.break_length.into(),
            "compact" => match self.compact {
                Compact::Full => true.into(),
                Compact::Levels(0.0) => false.into(),
                Compact::Levels(levels) => levels.into(),
            },
            "sorted" => match &self.sorted {
                Sorted::No => false.into(),
                Sorted::ByCodeUnits => true.into(),
                Sorted::By(compare) => compare.clone().into(),
            },
            "getters" => match self.getters {
                Getters::All => true.into(),
                Getters::None => false.into(),
                Getters::Unpaired => js_string!("get").into(),
                Getters::Paired => js_string!("set").into(),
            },
            "numericSeparator" => self.numeric_separator.into(),
            _ => JsValue::undefined(),
        }
    }
}

/// A limit: `null` is none; what is no number is 0, as comparisons with `NaN` are false.
fn limit(value: &JsValue) -> f64 {
    if value.is_null() {
        return f64::INFINITY;
    }
    value.as_number().unwrap_or(f64::NAN)
}

/// The live object behind `inspect.defaultOptions`, made when first asked for.
///
/// # Errors
/// None but the engine's own.
pub(super) fn default_options(state: &State, context: &mut Context) -> JsResult<JsObject> {
    if let Some(object) = state.defaults.borrow().clone() {
        return Ok(object);
    }
    let options = Options::default();
    let object = JsObject::with_object_proto(context.intrinsics());
    for name in NAMES {
        object.create_data_property(JsString::from(name), options.value(name), context)?;
    }
    object.set_integrity_level(IntegrityLevel::Sealed, context)?;
    *state.defaults.borrow_mut() = Some(object.clone());
    Ok(object)
}
