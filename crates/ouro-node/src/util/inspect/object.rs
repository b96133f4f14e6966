//! `util.inspect`, one object: which words, brackets and parts it gets by its [`Kind`].
//! Node docs: `util.inspect`. No JavaScript half.

use boa_engine::{
    JsObject, JsResult, JsString, JsSymbol, JsValue,
    builtins::date::Date,
    js_string,
    object::builtins::{JsDate, JsRegExp},
    property::PropertyKey,
};

use super::{
    Inspector, Sorted, Style,
    layout::{self, Braces, Frame},
    prefix, text,
};
use crate::util::{
    kind::{self, Boxed, Kind},
    reflect::{self, Keys},
};

/// What is decided about an object before its parts are formatted.
pub(super) struct Plan {
    pub(super) kind: Kind,
    pub(super) base: String,
    pub(super) braces: Braces,
    /// Own properties to list after the parts of the kind.
    pub(super) keys: Vec<PropertyKey>,
    /// Properties of prototypes, already formatted.
    pub(super) inherited: Vec<String>,
}

/// Either the whole text, or what its parts are to be put into.
enum Decision {
    Done(String),
    Parts(Plan),
}

impl Inspector<'_> {
    /// Shows an object that is no Proxy and asked for no custom inspection.
    pub(super) fn raw(
        &mut self,
        object: &JsObject,
        level: f64,
        within_view: bool,
    ) -> JsResult<String> {
        let plan = match self.plan(object, level, within_view)? {
            Decision::Done(shown) => return Ok(shown),
            Decision::Parts(plan) => plan,
        };
        if level > self.options.depth {
            let name = self.depth_name(object, level)?;
            return self.styled(format!("[{name}]"), Style::Special);
        }
        let level = level + 1.0;
        let indentation = self.indentation;
        self.seen.push(object.clone());
        self.current_depth = level;
        let parts = match self.enter() {
            Ok(()) => {
                let parts = self.parts(object, &plan, level, within_view);
                self.leave();
                parts
            }
            Err(error) => Err(error),
        };
        let (output, named) = match parts {
            Ok(parts) => parts,
            Err(error) if is_overflow(&error, self.context) => {
                self.indentation = indentation;
                self.seen.pop();
                return self.interrupted(object, level);
            }
            Err(error) => return Err(error),
        };
        let Plan { kind, mut base, mut braces, .. } = plan;
        if let Some(index) = self.circular.iter().position(|known| known == object) {
            let reference = self.styled(format!("<ref *{}>", index + 1), Style::Special)?;
            if self.options.compact == super::Compact::Full {
                braces.open = format!("{reference} {}", braces.open);
            } else if base.is_empty() {
                base = reference;
            } else {
                base = format!("{reference} {base}");
            }
        }
        self.seen.pop();
        let output = self.sorted(output, kind, named)?;
        let shown = self.joined(output, &base, &braces, kind, level, Some(object));
        let written = self.budget.entry(self.indentation).or_insert(0);
        *written += shown.len();
        self.total += shown.len();
        if *written > super::BUDGET || self.total > super::TOTAL_BUDGET {
            self.options.depth = -1.0;
        }
        Ok(shown)
    }

    /// What stands for an object whose inspection went too deep.
    fn interrupted(&mut self, object: &JsObject, level: f64) -> JsResult<String> {
        let name = self.constructor_name(object, level, None)?;
        let name = prefix::prefix(name.as_deref(), "", "Object", "");
        let shown = format!(
            "[{}: Inspection interrupted prematurely. Maximum call stack size exceeded.]",
            name.trim_end()
        );
        self.styled(shown, Style::Special)
    }

    /// The name of an object that lies too deep to be shown.
    fn depth_name(&mut self, object: &JsObject, level: f64) -> JsResult<String> {
        let name = self.constructor_name(object, level, None)?;
        let tag = self.tag(object)?;
        let shown = prefix::prefix(name.as_deref(), &tag, "Object", "");
        let shown = shown.trim_end();
        Ok(match name {
            None => shown.strip_prefix('[').and_then(|s| s.strip_suffix(']')).unwrap_or(shown),
            Some(_) => shown,
        }
        .to_owned())
    }

    /// Formats the parts of the kind, own properties and inherited ones; says how many of the last
    /// parts are properties.
    fn parts(
        &mut self,
        object: &JsObject,
        plan: &Plan,
        level: f64,
        within_view: bool,
    ) -> JsResult<(Vec<String>, usize)> {
        let mut output = self.entries(object, plan, level, within_view)?;
        let start = output.len();
        let array = matches!(plan.kind, Kind::Array | Kind::TypedArray);
        for key in &plan.keys {
            if plan.kind == Kind::Error && self.is_stack_accessor(object, key) {
                let words = self.word("[Getter/Setter]", Style::Special)?;
                output.push(format!("[stack]: {words}"));
            } else if plan.kind == Kind::Namespace {
                output.push(self.namespace_export(object, level, key)?);
            } else {
                output.push(self.property(object, level, key, array)?);
            }
        }
        output.extend(plan.inherited.iter().cloned());
        let named = output.len() - start;
        Ok((output, named))
    }

    /// Whether a property is the `stack` of a true error: an own accessor in V8, and shown as one.
    fn is_stack_accessor(&self, object: &JsObject, key: &PropertyKey) -> bool {
        self.options.show_hidden
            && object.is::<boa_engine::builtins::error::Error>()
            && matches!(key, PropertyKey::String(name) if *name == js_string!("stack"))
    }

    /// Puts properties in the order that `sorted` asks for; elements of arrays keep theirs.
    fn sorted(&mut self, output: Vec<String>, kind: Kind, named: usize) -> JsResult<Vec<String>> {
        let compare = match &self.options.sorted {
            Sorted::No => return Ok(output),
            Sorted::ByCodeUnits => None,
            Sorted::By(compare) => Some(compare.clone()),
        };
        let array = matches!(kind, Kind::Array | Kind::TypedArray);
        let start = if array { output.len().saturating_sub(named) } else { 0 };
        let mut fixed = output;
        let mut rest = fixed.split_off(start.min(fixed.len()));
        match compare {
            None => rest.sort_by(|a, b| a.encode_utf16().cmp(b.encode_utf16())),
            Some(compare) => rest = self.sort_by(rest, &compare)?,
        }
        fixed.extend(rest);
        Ok(fixed)
    }

    /// Merges runs, asking the script's function: sound whatever it answers.
    fn sort_by(
        &mut self,
        mut parts: Vec<String>,
        compare: &boa_engine::object::builtins::JsFunction,
    ) -> JsResult<Vec<String>> {
        if parts.len() < 2 {
            return Ok(parts);
        }
        let right = parts.split_off(parts.len() / 2);
        let left = self.sort_by(parts, compare)?;
        let right = self.sort_by(right, compare)?;
        let mut merged = Vec::with_capacity(left.len() + right.len());
        let (mut left, mut right) = (left.into_iter().peekable(), right.into_iter().peekable());
        while let (Some(a), Some(b)) = (left.peek(), right.peek()) {
            let args = [js_string!(a.as_str()).into(), js_string!(b.as_str()).into()];
            let answer = crate::call(compare, &JsValue::undefined(), &args, self.context)?;
            let from = if answer.to_number(self.context)? > 0.0 { &mut right } else { &mut left };
            merged.extend(from.next());
        }
        merged.extend(left);
        merged.extend(right);
        Ok(merged)
    }

    /// Puts parts on lines.
    pub(super) fn joined(
        &mut self,
        output: Vec<String>,
        base: &str,
        braces: &Braces,
        kind: Kind,
        level: f64,
        object: Option<&JsObject>,
    ) -> String {
        let array = matches!(kind, Kind::Array | Kind::TypedArray);
        let numeric = array
            && output.len() > 6
            && object.is_some_and(|array| self.all_numbers(array, output.len()));
        let frame = Frame {
            base,
            braces,
            array: array || kind == Kind::Proxy,
            numeric,
            indentation: self.indentation,
            inner_levels: self.current_depth - level,
        };
        layout::join(output, &frame, &self.options)
    }

    /// `Symbol.toStringTag` where it says more than the properties listed.
    fn tag(&mut self, object: &JsObject) -> JsResult<String> {
        let key = PropertyKey::from(JsSymbol::to_string_tag());
        let tag = object.get(key.clone(), self.context).unwrap_or_default();
        let Some(tag) = tag.as_string().filter(|tag| !tag.is_empty()) else {
            return Ok(String::new());
        };
        let listed = if self.options.show_hidden {
            reflect::has_own(object, &key, self.context)?
        } else {
            reflect::is_enumerable(object, &key, self.context)?
        };
        Ok(if listed { String::new() } else { text::plain(&tag) })
    }

    /// Decides what is shown around the parts.
    fn plan(&mut self, object: &JsObject, level: f64, within_view: bool) -> JsResult<Decision> {
        let mut inherited = Vec::new();
        let wants_inherited = self.options.show_hidden && level <= self.options.depth;
        let name =
            self.constructor_name(object, level, wants_inherited.then_some(&mut inherited))?;
        let name = name.as_deref();
        let tag = self.tag(object)?;
        let kind = Kind::of(object, self.context);
        let wanted = if self.options.show_hidden { Keys::All } else { Keys::Enumerable };
        let keys = match kind {
            Kind::Array | Kind::TypedArray => {
                reflect::own_named_keys(object, wanted, self.context)?
            }
            _ => self.keys(object)?,
        };
        let named = |fallback, size: &str| prefix::prefix(name, &tag, fallback, size);
        let braced = |open: String| Braces { open: open + "{", close: "}" };
        let bare = keys.is_empty() && inherited.is_empty();
        let mut plan = Plan {
            kind,
            base: String::new(),
            braces: Braces { open: "{".to_owned(), close: "}" },
            keys,
            inherited,
        };
        match kind {
            Kind::Array => {
                let length = reflect::array_length(object);
                let plain = name == Some("Array") && tag.is_empty();
                let before =
                    if plain { String::new() } else { named("Array", &format!("({length})")) };
                if length == 0 && bare {
                    return Ok(Decision::Done(format!("{before}[]")));
                }
                plan.braces = Braces { open: before + "[", close: "]" };
            }
            Kind::Set | Kind::Map => {
                let (fallback, size) = super::entries::collection_size(object);
                let before = named(fallback, &format!("({size})"));
                if size == 0 && bare {
                    return Ok(Decision::Done(format!("{before}{{}}")));
                }
                plan.braces = braced(before);
            }
            Kind::TypedArray => {
                let (fallback, length) = super::entries::view_facts(object, self.context)?;
                let before = named(fallback, &format!("({length})"));
                if length == 0 && plan.keys.is_empty() && !self.options.show_hidden {
                    return Ok(Decision::Done(format!("{before}[]")));
                }
                plan.braces = Braces { open: before + "[", close: "]" };
            }
            Kind::MapIterator | Kind::SetIterator => {
                let class = if kind == Kind::MapIterator { "Map" } else { "Set" };
                let iterator = format!("{class} Iterator");
                let extra = if tag == iterator || tag.is_empty() {
                    String::new()
                } else {
                    format!("] [{tag}")
                };
                plan.braces = Braces { open: format!("[{iterator}{extra}] {{"), close: "}" };
            }
            _ => return self.plan_rest(object, plan, name, &tag, level, within_view),
        }
        Ok(Decision::Parts(plan))
    }

    /// Decides about objects that are no collections.
    fn plan_rest(
        &mut self,
        object: &JsObject,
        mut plan: Plan,
        name: Option<&str>,
        tag: &str,
        level: f64,
        within_view: bool,
    ) -> JsResult<Decision> {
        let bare = plan.keys.is_empty() && plan.inherited.is_empty();
        let named = |fallback| prefix::prefix(name, tag, fallback, "");
        if name == Some("Object") && plan.kind != Kind::Function {
            if plan.kind == Kind::Arguments {
                plan.braces.open = "[Arguments] {".to_owned();
            } else if !tag.is_empty() {
                plan.braces.open = named("Object") + "{";
            }
            if bare && !matches!(plan.kind, Kind::Namespace | Kind::ArrayBuffer | Kind::DataView) {
                return Ok(Decision::Done(format!("{}}}", plan.braces.open)));
            }
            return Ok(Decision::Parts(plan));
        }
        match plan.kind {
            Kind::Function => {
                plan.base = self.function_base(object, name, tag)?;
                if bare {
                    let base = plan.base;
                    return self.styled(base, Style::Special).map(Decision::Done);
                }
            }
            Kind::RegExp => {
                let shown = match JsRegExp::from_object(object.clone()) {
                    Ok(regexp) => regexp_text(object, &regexp, name.is_some(), self.context)?,
                    Err(_) => String::new(),
                };
                let base = with_class(&named("RegExp"), "RegExp ", shown);
                plan.base = self.styled(base, Style::RegExp)?;
                if bare || level > self.options.depth {
                    return Ok(Decision::Done(plan.base));
                }
            }
            Kind::Date => {
                let shown = date_text(object, self.context)?;
                plan.base = with_class(&named("Date"), "Date ", shown);
                if bare {
                    let base = plan.base;
                    return self.styled(base, Style::Date).map(Decision::Done);
                }
            }
            _ if kind::is_error(object, self.context) => {
                let keys = std::mem::take(&mut plan.keys);
                let (base, keys) = self.error(object, name, tag, keys)?;
                if keys.is_empty() && plan.inherited.is_empty() {
                    return Ok(Decision::Done(base));
                }
                plan.kind = Kind::Error;
                plan.base = base;
                plan.keys = keys;
            }
            Kind::ArrayBuffer | Kind::SharedArrayBuffer => {
                let shared = plan.kind == Kind::SharedArrayBuffer;
                let before = named(if shared { "SharedArrayBuffer" } else { "ArrayBuffer" });
                if within_view && bare {
                    let length = super::entries::buffer_length(object, self.context)?;
                    let length = self.styled(length.to_string(), Style::Number)?;
                    return Ok(Decision::Done(format!("{before}{{ [byteLength]: {length} }}")));
                }
                plan.braces.open = before + "{";
            }
            Kind::DataView => plan.braces.open = named("DataView") + "{",
            Kind::Promise => plan.braces.open = named("Promise") + "{",
            Kind::WeakSet => plan.braces.open = named("WeakSet") + "{",
            Kind::WeakMap => plan.braces.open = named("WeakMap") + "{",
            Kind::Namespace => plan.braces.open = named("Module") + "{",
            Kind::Boxed(boxed) => {
                if boxed == Boxed::String {
                    plan.keys.retain(|key| !matches!(key, PropertyKey::Index(_)));
                }
                let bare = plan.keys.is_empty() && plan.inherited.is_empty();
                plan.base = self.boxed_base(object, boxed, name, tag, plan.keys.is_empty())?;
                if bare {
                    return Ok(Decision::Done(plan.base));
                }
            }
            _ if matches!(tag, "" | "URL")
                && level <= self.options.depth
                && self.is_url(object)? =>
            {
                let href = object.get(js_string!("href"), self.context)?;
                plan.base = text::plain(&href.to_string(self.context)?);
                if bare {
                    return Ok(Decision::Done(plan.base));
                }
            }
            _ => {
                let lost = self.lost_class(object, name)?;
                let before = prefix::prefix(name, tag, lost.as_deref().unwrap_or("Object"), "");
                if bare {
                    return Ok(Decision::Done(format!("{before}{{}}")));
                }
                plan.braces.open = before + "{";
            }
        }
        Ok(Decision::Parts(plan))
    }

    /// Whether an object is a URL, by its tag and its `href`.
    fn is_url(&mut self, object: &JsObject) -> JsResult<bool> {
        let tag = object.get(JsSymbol::to_string_tag(), self.context)?;
        if tag.as_string() != Some(js_string!("URL")) {
            return Ok(false);
        }
        Ok(object.get(js_string!("href"), self.context)?.is_string())
    }

    /// The class of an object whose prototype a script has taken away.
    fn lost_class(&mut self, object: &JsObject, name: Option<&str>) -> JsResult<Option<String>> {
        if name.is_some() {
            return Ok(None);
        }
        let lost = self.state.lost_classes.get(object, self.context)?;
        Ok(lost.as_string().map(|lost| text::plain(&lost)))
    }

    /// `[Number: 1]`.
    fn boxed_base(
        &mut self,
        object: &JsObject,
        boxed: Boxed,
        name: Option<&str>,
        tag: &str,
        alone: bool,
    ) -> JsResult<String> {
        let class = boxed.name();
        let mut base = format!("[{class}");
        match name {
            None => base.push_str(" (null prototype)"),
            Some(name) if name != class => {
                base.push_str(" (");
                base.push_str(name);
                base.push(')');
            }
            Some(_) => {}
        }
        let colors = std::mem::take(&mut self.options.colors);
        let stylize = self.options.stylize.take();
        let inner = self.primitive(&Boxed::unbox(object));
        self.options.colors = colors;
        self.options.stylize = stylize;
        base.push_str(": ");
        base.push_str(&inner?);
        base.push(']');
        if !tag.is_empty() && name != Some(tag) {
            base.push_str(&format!(" [{tag}]"));
        }
        if !alone {
            return Ok(base);
        }
        let style = match boxed {
            Boxed::BigInt => Style::BigInt,
            Boxed::Boolean => Style::Boolean,
            Boxed::Number => Style::Number,
            Boxed::String => Style::String,
            Boxed::Symbol => Style::Symbol,
        };
        self.styled(base, style)
    }

    /// Own keys to list: all with `showHidden`, else the enumerable ones.
    fn keys(&mut self, object: &JsObject) -> JsResult<Vec<PropertyKey>> {
        let wanted = if self.options.show_hidden { Keys::All } else { Keys::Enumerable };
        if !object.is::<boa_engine::module::ModuleNamespace>() {
            return reflect::own_keys(object, wanted, self.context);
        }
        // Reading an export that is not set yet throws; all of them are enumerable.
        let mut keys = object.own_property_keys(self.context)?;
        if !self.options.show_hidden {
            keys.retain(|key| !matches!(key, PropertyKey::Symbol(_)));
        }
        Ok(keys)
    }
}

/// Puts the class in front where it is not the usual one.
fn with_class(named: &str, usual: &str, shown: String) -> String {
    if named == usual { shown } else { format!("{named}{shown}") }
}

/// Whether an error says that the stack, or our bound on it, was exhausted.
fn is_overflow(error: &boa_engine::JsError, context: &mut boa_engine::Context) -> bool {
    const WORDS: &str = "Maximum call stack size exceeded";
    if let Some(engine) = error.as_engine() {
        use boa_engine::error::{EngineError, RuntimeLimitError};
        return matches!(
            engine,
            EngineError::RuntimeLimit(RuntimeLimitError::Recursion | RuntimeLimitError::StackSize)
        );
    }
    if let Some(native) = error.as_native() {
        return native.is_range() && native.message() == WORDS;
    }
    let Some(thrown) = error.as_opaque().and_then(JsValue::as_object) else { return false };
    if !thrown.is::<boa_engine::builtins::error::Error>() {
        return false;
    }
    let message = thrown.get(js_string!("message"), context);
    message.ok().and_then(|message| message.as_string()) == Some(JsString::from(WORDS))
}

/// The ISO form, or what `toString` says of a date that is none.
fn date_text(object: &JsObject, context: &mut boa_engine::Context) -> JsResult<String> {
    debug_assert!(object.is::<Date>());
    let Ok(date) = JsDate::from_object(object.clone()) else { return Ok(String::new()) };
    if date.get_time(context)?.as_number().is_none_or(f64::is_nan) {
        return Ok("Invalid Date".to_owned());
    }
    Ok(text::plain(&date.to_iso_string(context)?.to_string(context)?))
}

/// `/source/flags`; asks the object's own `source` and `flags` unless it has lost its prototype.
fn regexp_text(
    object: &JsObject,
    regexp: &JsRegExp,
    has_class: bool,
    context: &mut boa_engine::Context,
) -> JsResult<String> {
    if has_class {
        let read = |name: JsString, context: &mut boa_engine::Context| {
            object.get(name, context)?.to_string(context)
        };
        let source = read(js_string!("source"), context)?;
        let flags = read(js_string!("flags"), context)?;
        return Ok(format!("/{}/{}", text::plain(&source), text::plain(&flags)));
    }
    let source = regexp.source(context)?;
    let flags = regexp.flags(context).unwrap_or_default();
    Ok(format!("/{source}/{flags}"))
}
