//! `JSON.stringify` with V8's errors, at any depth: the levels are kept in a list, not on the native
//! stack. ECMA-262 §25.5.2.

use std::{
    cell::{Cell, RefCell},
    collections::HashSet,
    rc::Rc,
};

use boa_engine::{
    Context, JsArgs, JsError, JsNativeError, JsObject, JsResult, JsString, JsValue,
    bigint::JsBigInt,
    builtins::proxy::Proxy,
    js_string,
    object::builtins::{JsArray, JsFunction},
    property::{PropertyDescriptor, PropertyKey},
    string::{JsStr, JsStrVariant},
};

use crate::{
    interrupt::Pace,
    recursion::catchable,
    shapes::{Names, Shapes, shown},
    string::{MAX_LENGTH, too_long},
};

/// Levels whose objects are compared one by one for cycles; those below are looked up.
const SHALLOW: usize = 32;

/// More levels come only of a `toJSON` that never ends.
const MAX_DEPTH: usize = 1 << 18;

/// The engine's functions that are needed, as they were before any script ran.
#[derive(Clone, Debug, boa_engine::Trace, boa_engine::Finalize)]
pub(super) struct Helpers {
    /// `Object.keys`, for objects whose properties are not all in one table.
    pub(super) keys: JsFunction,
    /// `Reflect.deleteProperty`
    pub(super) delete: JsFunction,
    /// `JSON.isRawJSON`
    pub(super) is_raw: Option<JsFunction>,
}

/// `JSON.stringify(value[, replacer[, space]])`
///
/// # Errors
/// `TypeError` for cycles and BigInts; `RangeError` for too much depth or text; what `toJSON`,
/// getters and the replacer throw.
pub(super) fn stringify(
    _: &JsValue,
    args: &[JsValue],
    helpers: &Helpers,
    context: &mut Context,
) -> JsResult<JsValue> {
    let (replacer, list) = replacer(args.get_or_undefined(1), context)?;
    let gap = gap(args.get_or_undefined(2), context)?;
    let mut writer = Writer {
        helpers,
        replacer,
        list,
        gap,
        out: Out::Latin1(Vec::new()),
        path: Vec::new(),
        deep: HashSet::new(),
        shapes: Shapes::of(context),
        plain: Cell::new(None),
    };
    let value = args.get_or_undefined(0).clone();
    let holder = match &writer.replacer {
        None => None,
        Some(_) => {
            let holder = JsObject::with_object_proto(context.intrinsics());
            holder.create_data_property_or_throw(js_string!(), value.clone(), context)?;
            Some(holder)
        }
    };
    let key = Key::Name(js_string!());
    Ok(match writer.prepare(value, &key, holder.as_ref(), context)? {
        None => JsValue::undefined(),
        Some(value) => {
            writer.value(value, key, context)?;
            let mut pace = Pace::default();
            while writer.step(context)? {
                pace.step(context)?;
            }
            writer.out.finish().into()
        }
    })
}

/// The replacer function, or the list of names that are written.
type Replacer = (Option<JsFunction>, Option<Names>);

fn replacer(value: &JsValue, context: &mut Context) -> JsResult<Replacer> {
    let Some(object) = value.as_object() else { return Ok((None, None)) };
    if let Some(function) = value.as_function() {
        return Ok((Some(function), None));
    }
    if !is_array(&object, context)? {
        return Ok((None, None));
    }
    let length = object.get(js_string!("length"), context)?.to_length(context)?;
    let mut names: Vec<JsString> = Vec::new();
    let mut pace = Pace::default();
    for index in 0..length {
        pace.step(context)?;
        let item = object.get(index, context)?;
        let boxed = item.as_object().is_some_and(|item| item.is::<JsString>() || item.is::<f64>());
        if (item.is_string() || item.is_number() || boxed)
            && let name = item.to_string(context)?
            && !names.contains(&name)
        {
            names.push(name);
        }
    }
    Ok((None, Some(names.into_iter().map(named).collect())))
}

/// What is written for one level of indentation.
fn gap(value: &JsValue, context: &mut Context) -> JsResult<Vec<u16>> {
    let boxed_number = value.as_object().is_some_and(|object| object.is::<f64>());
    let boxed_text = value.as_object().is_some_and(|object| object.is::<JsString>());
    if value.is_number() || boxed_number {
        let count = value.to_number(context)?;
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "between 0 and 10; NaN becomes 0"
        )]
        return Ok(vec![u16::from(b' '); count.clamp(0.0, 10.0) as usize]);
    }
    if value.is_string() || boxed_text {
        return Ok(value.to_string(context)?.iter().take(10).collect());
    }
    Ok(Vec::new())
}

/// ECMA-262 §7.2.2 IsArray.
pub(crate) fn is_array(object: &JsObject, context: &mut Context) -> JsResult<bool> {
    if object.is::<Proxy>() {
        // Only the specification's own function sees through proxies.
        let class = context.intrinsics().constructors().array().constructor();
        let ask = class.get(js_string!("isArray"), context)?;
        let Some(ask) = ask.as_function() else { return Ok(false) };
        return Ok(ask.call(&class.into(), &[object.clone().into()], context)?.to_boolean());
    }
    Ok(object.is_array())
}

/// Where a value is in its holder.
#[derive(Clone)]
enum Key {
    Index(u64),
    Name(JsString),
}

impl Key {
    fn value(&self) -> JsValue {
        match self {
            Self::Index(index) => JsString::from(index.to_string()).into(),
            Self::Name(name) => name.clone().into(),
        }
    }

    /// As the message about a cycle names it.
    fn shown(&self) -> String {
        match self {
            Self::Index(index) => format!("index {index}"),
            Self::Name(name) => format!("property '{}'", name.to_std_string_lossy()),
        }
    }
}

/// An object being written.
struct Level {
    /// Its key in the one before.
    key: Key,
    object: JsObject,
    items: Items,
    /// Whether anything of it is written yet.
    any: bool,
}

/// What of an object is still to come.
enum Items {
    /// The elements from an index to a length.
    Elements(u64, u64),
    /// The names of properties, from a place on.
    Properties(usize, Names),
}

struct Writer<'a> {
    helpers: &'a Helpers,
    replacer: Option<JsFunction>,
    list: Option<Names>,
    gap: Vec<u16>,
    out: Out,
    path: Vec<Level>,
    /// The objects of the levels below [`SHALLOW`].
    deep: HashSet<JsObject>,
    shapes: Rc<RefCell<Shapes>>,
    /// Whether the prototypes have no `toJSON`; asked anew after a script may have run.
    plain: Cell<Option<bool>>,
}

impl Writer<'_> {
    /// What is written for a value after `toJSON` and the replacer; `None` for nothing.
    fn prepare(
        &self,
        mut value: JsValue,
        key: &Key,
        holder: Option<&JsObject>,
        context: &mut Context,
    ) -> JsResult<Option<JsValue>> {
        let method = match value.as_object() {
            Some(object) if self.lacks_method(&object) => None,
            Some(object) => {
                self.plain.set(None);
                Some(object.get(js_string!("toJSON"), context)?)
            }
            None if value.is_bigint() => {
                self.plain.set(None);
                Some(value.to_object(context)?.get(js_string!("toJSON"), context)?)
            }
            None => None,
        };
        if let Some(method) = method.as_ref().and_then(JsValue::as_function) {
            let result = method.call(&value, &[key.value()], context);
            value = result.map_err(|error| catchable(error, context))?;
        }
        if let Some(replacer) = &self.replacer {
            self.plain.set(None);
            let holder = holder.map_or_else(JsValue::undefined, |holder| holder.clone().into());
            let result = replacer.call(&holder, &[key.value(), value], context);
            value = result.map_err(|error| catchable(error, context))?;
        }
        if let Some(object) = value.as_object() {
            if object.is::<f64>() {
                value = value.to_number(context)?.into();
            } else if object.is::<JsString>() {
                value = value.to_string(context)?.into();
            } else if let Some(flag) = object.downcast_ref::<bool>() {
                value = (*flag).into();
            } else if let Some(number) = object.downcast_ref::<JsBigInt>() {
                value = number.clone().into();
            } else if object.is_callable() {
                return Ok(None);
            }
        }
        Ok((!value.is_undefined() && !value.is_symbol()).then_some(value))
    }

    /// Whether an object is sure to have no `toJSON`, so that nobody sees that it is not asked.
    fn lacks_method(&self, object: &JsObject) -> bool {
        let mut shapes = self.shapes.borrow_mut();
        if !shapes.is_plain(object) {
            return false;
        }
        let plain = self.plain.get().unwrap_or_else(|| shapes.prototypes_are_plain());
        self.plain.set(Some(plain));
        plain
    }

    /// The value of a property; where a plain one is there, it is taken as it is.
    fn read(
        &self,
        object: &JsObject,
        key: &PropertyKey,
        context: &mut Context,
    ) -> JsResult<JsValue> {
        if object.is_ordinary() || object.is_array() {
            let slot = object.borrow().properties().get(key);
            if let Some(value) = slot.as_ref().and_then(PropertyDescriptor::value) {
                return Ok(value.clone());
            }
        }
        self.plain.set(None);
        object.get(key.clone(), context)
    }

    /// Writes a value; of an object only the beginning.
    fn value(&mut self, value: JsValue, key: Key, context: &mut Context) -> JsResult<()> {
        if let Some(text) = value.as_string() {
            self.out.quoted(&text);
        } else if let Some(number) = value.as_i32() {
            self.out.ascii(&number.to_string());
        } else if let Some(number) = value.as_number() {
            if number.is_finite() {
                let text = value.to_string(context)?;
                self.out.plain(text.as_str());
            } else {
                self.out.ascii("null");
            }
        } else if let Some(object) = value.as_object() {
            self.begin(object, key, context)?;
        } else if value.is_bigint() {
            let message = "Do not know how to serialize a BigInt";
            return Err(JsNativeError::typ().with_message(message).into());
        } else {
            self.out.ascii(match value.as_boolean() {
                Some(true) => "true",
                Some(false) => "false",
                None => "null",
            });
        }
        if self.out.len() > MAX_LENGTH {
            return Err(too_long());
        }
        Ok(())
    }

    /// Opens a level for an object.
    fn begin(&mut self, object: JsObject, key: Key, context: &mut Context) -> JsResult<()> {
        if self.raw(&object, context)? {
            return Ok(());
        }
        let shallow = self.path.iter().take(SHALLOW);
        let mut known = shallow.map(|level| &level.object);
        if known.any(|other| JsObject::equals(other, &object)) || self.deep.contains(&object) {
            return Err(self.cycle(&object, &key, context));
        }
        if self.path.len() >= MAX_DEPTH {
            let message = "Maximum call stack size exceeded";
            return Err(JsNativeError::range().with_message(message).into());
        }
        let items = if is_array(&object, context)? {
            self.out.ascii("[");
            let length = self.read(&object, &js_string!("length").into(), context)?;
            let length = length.to_length(context)?;
            // Of each element at least one character is written, and one between two.
            if length > (MAX_LENGTH / 2) as u64 {
                return Err(too_long());
            }
            Items::Elements(0, length)
        } else {
            self.out.ascii("{");
            Items::Properties(0, self.names(&object, context)?)
        };
        if self.path.len() >= SHALLOW {
            self.deep.insert(object.clone());
        }
        self.path.push(Level { key, object, items, any: false });
        Ok(())
    }

    /// Writes the next item of the innermost object; `false` when all is written.
    fn step(&mut self, context: &mut Context) -> JsResult<bool> {
        let Some(level) = self.path.last_mut() else { return Ok(false) };
        let object = level.object.clone();
        match &mut level.items {
            Items::Elements(next, length) if *next < *length => {
                let index = *next;
                *next += 1;
                if std::mem::replace(&mut level.any, true) {
                    self.out.ascii(",");
                }
                self.line();
                let key = Key::Index(index);
                let value = self.read(&object, &PropertyKey::from(index), context)?;
                match self.prepare(value, &key, Some(&object), context)? {
                    Some(value) => self.value(value, key, context)?,
                    None => self.out.ascii("null"),
                }
            }
            Items::Elements(..) => self.end("]"),
            Items::Properties(next, names) => match names.get(*next).cloned() {
                None => self.end("}"),
                Some((name, key)) => {
                    *next += 1;
                    let value = self.read(&object, &key, context)?;
                    let key = Key::Name(name);
                    if let Some(value) = self.prepare(value, &key, Some(&object), context)? {
                        self.property(value, key, context)?;
                    }
                }
            },
        }
        Ok(true)
    }

    fn property(&mut self, value: JsValue, key: Key, context: &mut Context) -> JsResult<()> {
        if let Some(level) = self.path.last_mut()
            && std::mem::replace(&mut level.any, true)
        {
            self.out.ascii(",");
        }
        self.line();
        if let Key::Name(name) = &key {
            self.out.quoted(name);
        }
        self.out.ascii(if self.gap.is_empty() { ":" } else { ": " });
        self.value(value, key, context)
    }

    /// The names of the properties that are written.
    fn names(&self, object: &JsObject, context: &mut Context) -> JsResult<Names> {
        if let Some(list) = &self.list {
            return Ok(Names::clone(list));
        }
        if object.is_ordinary() {
            return shown(&self.shapes, object, context);
        }
        self.plain.set(None);
        let keys = [JsValue::from(object.clone())];
        let keys = self.helpers.keys.call(&JsValue::undefined(), &keys, context)?;
        let Some(keys) = keys.as_object() else { return Ok(Names::default()) };
        let keys = JsArray::from_object(keys)?;
        let mut names = Vec::new();
        for index in 0..keys.length(context)? {
            names.push(named(keys.get(index, context)?.to_string(context)?));
        }
        Ok(names.into())
    }

    /// Writes what `JSON.rawJSON` made, as it is.
    fn raw(&mut self, object: &JsObject, context: &mut Context) -> JsResult<bool> {
        if object.is_ordinary() || object.is_array() {
            return Ok(false);
        }
        let Some(is_raw) = &self.helpers.is_raw else { return Ok(false) };
        let value: JsValue = object.clone().into();
        if !is_raw.call(&JsValue::undefined(), &[value], context)?.to_boolean() {
            return Ok(false);
        }
        let text = object.get(js_string!("rawJSON"), context)?.to_string(context)?;
        self.out.plain(text.as_str());
        Ok(true)
    }

    /// Begins a line at the present depth, where text is indented at all.
    fn line(&mut self) {
        if self.gap.is_empty() {
            return;
        }
        self.out.ascii("\n");
        for _ in 0..self.path.len() {
            self.out.units(&self.gap);
        }
    }

    /// Closes the innermost object.
    fn end(&mut self, bracket: &str) {
        let Some(level) = self.path.pop() else { return };
        if self.path.len() >= SHALLOW {
            self.deep.remove(&level.object);
        }
        if level.any {
            self.line();
        }
        self.out.ascii(bracket);
    }

    /// V8's message about an object that holds itself.
    fn cycle(&self, object: &JsObject, last: &Key, context: &mut Context) -> JsError {
        let start = self.path.iter().position(|level| JsObject::equals(&level.object, object));
        let mut text = "Converting circular structure to JSON\n    --> starting at object with \
                        constructor "
            .to_owned();
        let circle = self.path.get(start.unwrap_or_default()..).unwrap_or_default();
        let line = |level: &Level, context: &mut Context| {
            let class = class_of(&level.object, context);
            format!("\n    |     {} -> object with constructor {class}", level.key.shown())
        };
        text.push_str(&class_of(object, context));
        let shown = circle.len().min(2);
        for step in circle.get(1..shown).unwrap_or_default() {
            text.push_str(&line(step, context));
        }
        if circle.len() > shown + 1 {
            text.push_str("\n    |     ...");
        }
        if let Some(step) = circle.get(shown.max(circle.len().saturating_sub(1))) {
            text.push_str(&line(step, context));
        }
        text.push_str(&format!("\n    --- {} closes the circle", last.shown()));
        JsNativeError::typ().with_message(text).into()
    }
}

fn named(name: JsString) -> (JsString, PropertyKey) {
    let key = PropertyKey::from(name.clone());
    (name, key)
}

fn class_of(object: &JsObject, context: &mut Context) -> String {
    let class = object.get(js_string!("constructor"), context).ok();
    let name = class.and_then(|class| class.as_object()?.get(js_string!("name"), context).ok());
    let name = name.and_then(|name| name.as_string());
    format!("'{}'", name.map_or_else(|| "Object".to_owned(), |name| name.to_std_string_lossy()))
}

/// The text so far; wide only once a unit above 0xFF came.
enum Out {
    Latin1(Vec<u8>),
    Wide(Vec<u16>),
}

impl Out {
    fn len(&self) -> usize {
        match self {
            Self::Latin1(units) => units.len(),
            Self::Wide(units) => units.len(),
        }
    }

    fn ascii(&mut self, text: &str) {
        match self {
            Self::Latin1(units) => units.extend_from_slice(text.as_bytes()),
            Self::Wide(units) => units.extend(text.bytes().map(u16::from)),
        }
    }

    fn units(&mut self, text: &[u16]) {
        for &unit in text {
            self.unit(unit);
        }
    }

    fn unit(&mut self, unit: u16) {
        match (&mut *self, u8::try_from(unit)) {
            (Self::Latin1(units), Ok(unit)) => units.push(unit),
            (Self::Wide(units), _) => units.push(unit),
            (Self::Latin1(_), Err(_)) => self.widen().push(unit),
        }
    }

    fn widen(&mut self) -> &mut Vec<u16> {
        if let Self::Latin1(units) = self {
            *self = Self::Wide(units.iter().copied().map(u16::from).collect());
        }
        match self {
            Self::Wide(units) => units,
            // Made wide just above.
            Self::Latin1(_) => unreachable!(),
        }
    }

    fn plain(&mut self, text: JsStr<'_>) {
        match text.variant() {
            JsStrVariant::Latin1(bytes) => match self {
                Self::Latin1(units) => units.extend_from_slice(bytes),
                Self::Wide(units) => units.extend(bytes.iter().copied().map(u16::from)),
            },
            JsStrVariant::Utf16(text) => self.units(text),
        }
    }

    fn quoted(&mut self, text: &JsString) {
        self.ascii("\"");
        match text.as_str().variant() {
            JsStrVariant::Latin1(bytes) => {
                let mut rest = bytes;
                while let Some(at) =
                    rest.iter().position(|&byte| byte < 0x20 || byte == b'"' || byte == b'\\')
                {
                    let (clean, special) = rest.split_at(at);
                    self.plain(JsStr::latin1(clean));
                    if let Some((&byte, after)) = special.split_first() {
                        self.escape(u16::from(byte));
                        rest = after;
                    }
                }
                self.plain(JsStr::latin1(rest));
            }
            JsStrVariant::Utf16(units) => {
                for (at, &unit) in units.iter().enumerate() {
                    let before = at.checked_sub(1).and_then(|at| units.get(at));
                    let alone = match unit {
                        0xD800..=0xDBFF => {
                            !units.get(at + 1).is_some_and(|next| (0xDC00..=0xDFFF).contains(next))
                        }
                        0xDC00..=0xDFFF => {
                            !before.is_some_and(|before| (0xD800..=0xDBFF).contains(before))
                        }
                        _ => false,
                    };
                    if alone || unit < 0x20 || unit == u16::from(b'"') || unit == u16::from(b'\\') {
                        self.escape(unit);
                    } else {
                        self.unit(unit);
                    }
                }
            }
        }
        self.ascii("\"");
    }

    fn escape(&mut self, unit: u16) {
        match unit {
            0x08 => self.ascii("\\b"),
            0x09 => self.ascii("\\t"),
            0x0A => self.ascii("\\n"),
            0x0C => self.ascii("\\f"),
            0x0D => self.ascii("\\r"),
            0x22 => self.ascii("\\\""),
            0x5C => self.ascii("\\\\"),
            _ => self.ascii(&format!("\\u{unit:04x}")),
        }
    }

    fn finish(self) -> JsString {
        match self {
            Self::Latin1(units) => JsString::from(JsStr::latin1(&units)),
            Self::Wide(units) => JsString::from(units.as_slice()),
        }
    }
}

#[cfg(test)]
mod tests {
    fn eval(text: &str) -> String {
        crate::testing::evaluated(text, crate::json::install)
    }

    #[test]
    fn values_are_written_as_the_standard_says() {
        let text = r#"JSON.stringify({ a: [1, 2.5, NaN, , undefined, () => 1, "é\n\ud800", null, true],
            b: undefined, d: new Date(0), n: Object(1), s: Object("x"), [Symbol()]: 1, 7: new Map(),
            get g() { return 5; } })"#;
        assert_eq!(
            eval(text),
            r#"{"7":{},"a":[1,2.5,null,null,null,null,"é\n\ud800",null,true],"d":"1970-01-01T00:00:00.000Z","n":1,"s":"x","g":5}"#
        );
        assert_eq!(
            eval("JSON.stringify({ a: [1, {}], b: [] }, null, 2)"),
            "{\n  \"a\": [\n    1,\n    {}\n  ],\n  \"b\": []\n}"
        );
        assert_eq!(
            eval("JSON.stringify({ a: 1, b: { a: 2, c: 3 } }, ['a', 'b'])"),
            r#"{"a":1,"b":{"a":2}}"#
        );
        assert_eq!(
            eval("JSON.stringify([1, { k: 2 }], (k, v) => typeof v === 'number' ? k + v : v)"),
            r#"["01",{"k":"k2"}]"#
        );
        assert_eq!(
            eval("JSON.stringify(new Proxy([1, '☃'], {})) + JSON.stringify(Symbol())"),
            "[1,\"☃\"]undefined"
        );
        assert_eq!(eval("JSON.stringify([JSON.rawJSON('1e100')])"), "[1e100]");
    }

    #[test]
    fn what_was_learnt_of_a_shape_gives_way_to_scripts() {
        let text = "const list = [{ a: 1 }, { get a() {
                Object.prototype.toJSON = function () { return 'late' };
                return 2;
            } }, { a: 3 }];
            const before = JSON.stringify({ a: 1 }), during = JSON.stringify(list);
            delete Object.prototype.toJSON;
            const o = { a: 1 };
            JSON.stringify(o);
            Object.defineProperty(o, 'a', { enumerable: false });
            const hidden = JSON.stringify(o), own = JSON.stringify({ toJSON: () => 'own' });
            const bare = JSON.stringify(Object.assign(Object.create({ toJSON() { return 5 } }), o));
            const many = { a: 1 };
            for (let i = 0; i < 2000; i++) { many['k' + i] = i; if (i % 500 === 0) JSON.stringify(many); }
            delete many.a;
            [before, during, hidden, own, bare, Object.keys(JSON.parse(JSON.stringify(many))).length].join()";
        assert_eq!(eval(text), "{\"a\":1},[{\"a\":1},{\"a\":2},\"late\"],{},\"own\",5,2000");
    }

    #[test]
    fn cycles_and_depth_are_errors_with_the_words_of_v8() {
        let failed = |text: &str| eval(&format!("try {{ {text} }} catch (e) {{ String(e) }}"));
        assert_eq!(
            failed("let a = { b: { c: [{}] } }; a.b.c[0].d = a; JSON.stringify(a)"),
            "TypeError: Converting circular structure to JSON\n    --> starting at object with constructor 'Object'\n    |     property 'b' -> object with constructor 'Object'\n    |     ...\n    |     index 0 -> object with constructor 'Object'\n    --- property 'd' closes the circle"
        );
        let deep = "let a = []; for (let i = 0; i < 1e5; i++) a = [a]; JSON.stringify(a).length";
        assert_eq!(failed(deep), "200002");
        assert_eq!(
            failed("JSON.stringify(1n)"),
            "TypeError: Do not know how to serialize a BigInt"
        );
    }
}
