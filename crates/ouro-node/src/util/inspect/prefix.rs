//! `util.inspect`, the words in front of brackets: class names, tags, function and class bases.
//! Node docs: `util.inspect`. No JavaScript half.

use boa_engine::{JsObject, JsResult, JsValue, js_string, property::PropertyKey};

use super::{Inspector, Options, prototype, text};
use crate::util::{
    kind::{Boxed, FunctionKind, Kind},
    reflect,
};

/// `Class(size) [tag] `, or what stands for it where there is no class.
pub(super) fn prefix(class: Option<&str>, tag: &str, fallback: &str, size: &str) -> String {
    match class {
        None if !tag.is_empty() && fallback != tag => {
            format!("[{fallback}{size}: null prototype] [{tag}] ")
        }
        None => format!("[{fallback}{size}: null prototype] "),
        // `Temporal.PlainDate` says all that `PlainDate` does.
        Some(class) if is_qualified(tag, class) => format!("{tag}{size} "),
        Some(class) if !tag.is_empty() && class != tag => format!("{class}{size} [{tag}] "),
        Some(class) => format!("{class}{size} "),
    }
}

/// Whether a tag is the class name with a namespace in front.
fn is_qualified(tag: &str, class: &str) -> bool {
    let space = tag.strip_suffix(class).and_then(|rest| rest.strip_suffix('.'));
    space.is_some_and(|space| !space.is_empty())
}

/// Names of the standard's classes: properties of their prototypes are not listed.
pub(crate) fn is_builtin(name: &str) -> bool {
    const NAMES: &[&str] = &[
        "AggregateError",
        "Array",
        "ArrayBuffer",
        "BigInt",
        "BigInt64Array",
        "BigUint64Array",
        "Boolean",
        "DataView",
        "Date",
        "Error",
        "EvalError",
        "FinalizationRegistry",
        "Float16Array",
        "Float32Array",
        "Float64Array",
        "Function",
        "Int16Array",
        "Int32Array",
        "Int8Array",
        "Iterator",
        "Map",
        "Number",
        "Object",
        "Promise",
        "Proxy",
        "RangeError",
        "ReferenceError",
        "RegExp",
        "Set",
        "SharedArrayBuffer",
        "String",
        "Symbol",
        "SyntaxError",
        "TypeError",
        "URIError",
        "Uint16Array",
        "Uint32Array",
        "Uint8Array",
        "Uint8ClampedArray",
        "WeakMap",
        "WeakRef",
        "WeakSet",
    ];
    NAMES.binary_search(&name).is_ok()
}

impl Inspector<'_> {
    /// The name of the class an object belongs to, `None` without prototype; fills `inherited`
    /// with the properties of prototypes that are shown.
    pub(super) fn constructor_name(
        &mut self,
        object: &JsObject,
        level: f64,
        inherited: Option<&mut Vec<String>>,
    ) -> JsResult<Option<String>> {
        self.class_of(object, level, inherited, 0)
    }

    fn class_of(
        &mut self,
        object: &JsObject,
        level: f64,
        mut inherited: Option<&mut Vec<String>>,
        tries: usize,
    ) -> JsResult<Option<String>> {
        let key: PropertyKey = js_string!("constructor").into();
        let mut first: Option<Option<JsObject>> = None;
        let mut next = Some(object.clone());
        let mut steps = 0_usize;
        while let Some(current) = next {
            let found = reflect::descriptor(&current, &key, self.context)?;
            let class = found.and_then(|found| found.value().and_then(JsValue::as_object));
            if let Some(class) = class.filter(JsObject::is_callable) {
                let name = class.get(js_string!("name"), self.context)?;
                let named = name.as_string().is_none_or(|name| !name.is_empty());
                if named && self.is_instance(object, &class) {
                    let name = text::plain(&name.to_string(self.context)?);
                    if let Some(inherited) = inherited.take()
                        && (!is_builtin(&name) || first.as_ref() != Some(&Some(current)))
                    {
                        let start = first.flatten().unwrap_or_else(|| object.clone());
                        self.inherited(object, start, level, inherited)?;
                    }
                    return Ok(Some(name));
                }
            }
            next = reflect::prototype_of(&current, self.context)?;
            if first.is_none() {
                first = Some(next.clone());
            }
            steps += 1;
            if steps > 10_000 {
                break;
            }
        }
        let Some(first) = first.flatten() else { return Ok(None) };
        let own = slot_class(object, self.context);
        if level > self.options.depth || tries > 8 {
            return Ok(Some(format!("{own} <Complex prototype>")));
        }
        let outer = self.class_of(&first, level + 1.0, inherited, tries + 1)?;
        let outer = match outer {
            Some(outer) => outer,
            None => {
                let options = Options {
                    depth: -1.0,
                    depth_is_null: false,
                    custom_inspect: false,
                    ..self.options.clone()
                };
                super::show(&first.into(), options, self.context)?
            }
        };
        Ok(Some(format!("{own} <{outer}>")))
    }

    /// `object instanceof class`, `false` where that throws.
    fn is_instance(&mut self, object: &JsObject, class: &JsObject) -> bool {
        let object: JsValue = object.clone().into();
        object.instance_of(&class.clone().into(), self.context).unwrap_or(false)
    }

    /// `[Function: name]`, `[class A extends B]` and so on.
    pub(super) fn function_base(
        &mut self,
        function: &JsObject,
        class: Option<&str>,
        tag: &str,
    ) -> JsResult<String> {
        let kind = FunctionKind::of(function);
        if kind == FunctionKind::Class {
            return self.class_base(function, class, tag);
        }
        let word = match kind {
            FunctionKind::Async => "AsyncFunction",
            FunctionKind::AsyncGenerator => "AsyncGeneratorFunction",
            FunctionKind::Generator => "GeneratorFunction",
            FunctionKind::Class | FunctionKind::Plain => "Function",
        };
        let mut base = format!("[{word}");
        if class.is_none() {
            base.push_str(" (null prototype)");
        }
        let name = function.get(js_string!("name"), self.context)?;
        match name.as_string() {
            Some(name) if name.is_empty() => base.push_str(" (anonymous)"),
            Some(name) => {
                base.push_str(": ");
                base.push_str(&text::plain(&name));
            }
            None => {
                base.push_str(": ");
                base.push_str(&self.value(&name, 0.0, false)?);
            }
        }
        base.push(']');
        if let Some(class) = class.filter(|class| *class != word) {
            base.push(' ');
            base.push_str(class);
        }
        push_tag(&mut base, class, tag);
        Ok(base)
    }

    fn class_base(
        &mut self,
        function: &JsObject,
        class: Option<&str>,
        tag: &str,
    ) -> JsResult<String> {
        let key: PropertyKey = js_string!("name").into();
        let mut name = None;
        if reflect::has_own(function, &key, self.context)? {
            let own = function.get(key, self.context)?;
            if own.to_boolean() {
                name = Some(text::plain(&own.to_string(self.context)?));
            }
        }
        let mut base = format!("[class {}", name.as_deref().unwrap_or("(anonymous)"));
        if let Some(class) = class.filter(|class| *class != "Function") {
            base.push_str(&format!(" [{class}]"));
        }
        push_tag(&mut base, class, tag);
        match class {
            None => base.push_str(" extends [null prototype]"),
            Some(_) => {
                if let Some(parent) = reflect::prototype_of(function, self.context)? {
                    let parent = parent.get(js_string!("name"), self.context)?;
                    if parent.to_boolean() {
                        let parent = parent.to_string(self.context)?;
                        base.push_str(" extends ");
                        base.push_str(&text::plain(&parent));
                    }
                }
            }
        }
        base.push(']');
        Ok(base)
    }

    /// Formats what prototypes add.
    fn inherited(
        &mut self,
        object: &JsObject,
        start: JsObject,
        level: f64,
        output: &mut Vec<String>,
    ) -> JsResult<()> {
        prototype::collect(self, object, start, level, output)
    }
}

fn push_tag(base: &mut String, class: Option<&str>, tag: &str) {
    if !tag.is_empty() && class != Some(tag) {
        base.push_str(" [");
        base.push_str(tag);
        base.push(']');
    }
}

/// The class an object was made by, told by its slots.
fn slot_class(object: &JsObject, context: &boa_engine::Context) -> &'static str {
    match Kind::of(object, context) {
        Kind::Array => "Array",
        Kind::ArrayBuffer => "ArrayBuffer",
        Kind::Boxed(boxed) => Boxed::name(boxed),
        Kind::DataView => "DataView",
        Kind::Date => "Date",
        Kind::Error => "Error",
        Kind::Function => "Function",
        Kind::Map => "Map",
        Kind::Promise => "Promise",
        Kind::RegExp => "RegExp",
        Kind::Set => "Set",
        Kind::SharedArrayBuffer => "SharedArrayBuffer",
        Kind::TypedArray => "TypedArray",
        Kind::WeakMap => "WeakMap",
        Kind::WeakSet => "WeakSet",
        Kind::Arguments
        | Kind::Generator
        | Kind::MapIterator
        | Kind::Namespace
        | Kind::Ordinary
        | Kind::Proxy
        | Kind::SetIterator => "Object",
    }
}
