//! `util.inspect`, one property: its name, and its value or the words that stand for an accessor.
//! Node docs: `util.inspect`, `getters`. No JavaScript half.

use boa_engine::{
    JsObject, JsResult, JsValue, js_string,
    property::{PropertyDescriptor, PropertyKey},
};

use super::{Compact, Getters, Inspector, Style, text, width};
use crate::util::{kind::Kind, reflect};

impl Inspector<'_> {
    /// Shows an own property as `name: value`.
    pub(super) fn property(
        &mut self,
        object: &JsObject,
        level: f64,
        key: &PropertyKey,
        array: bool,
    ) -> JsResult<String> {
        let mut found = reflect::descriptor(object, key, self.context)?;
        if found.as_ref().is_some_and(PropertyDescriptor::is_data_descriptor)
            && Kind::of(object, self.context) == Kind::Arguments
        {
            // A parameter may have changed behind the property table.
            let value = object.get(key.clone(), self.context)?;
            found = found.map(|found| {
                PropertyDescriptor::builder()
                    .value(value)
                    .maybe_enumerable(found.enumerable())
                    .build()
            });
        }
        let found = match found {
            Some(found) => Some(found),
            None => {
                let value = object.get(key.clone(), self.context)?;
                Some(PropertyDescriptor::builder().value(value).enumerable(true).build())
            }
        };
        self.described(object, level, key, found, array)
    }

    /// Shows a property by its descriptor; `original` is what getters are called on.
    pub(super) fn described(
        &mut self,
        original: &JsObject,
        level: f64,
        key: &PropertyKey,
        found: Option<PropertyDescriptor>,
        array: bool,
    ) -> JsResult<String> {
        let mut gap = " ".to_owned();
        let value = self.property_value(original, level, found.as_ref(), array, &mut gap)?;
        let hidden = found.is_some_and(|found| found.enumerable() == Some(false));
        let name = self.name(key, hidden)?;
        Ok(format!("{name}:{gap}{value}"))
    }

    /// Shows an element of an array: a property without its name.
    pub(super) fn element(&mut self, array: &JsObject, level: f64, index: u32) -> JsResult<String> {
        let key = PropertyKey::from(index);
        let found = reflect::descriptor(array, &key, self.context)?;
        self.property_value(array, level, found.as_ref(), true, &mut String::new())
    }

    fn property_value(
        &mut self,
        original: &JsObject,
        level: f64,
        found: Option<&PropertyDescriptor>,
        array: bool,
        gap: &mut String,
    ) -> JsResult<String> {
        let Some(found) = found else { return self.word("undefined", Style::Undefined) };
        if let Some(value) = found.value() {
            if value.is_undefined() {
                return self.word("undefined", Style::Undefined);
            }
            let wide = self.options.compact == Compact::Full && !array;
            let extra = if wide { 3 } else { 2 };
            self.indentation += extra;
            let shown = self.value(value, level, false);
            if wide
                && let Ok(shown) = &shown
                && super::layout::to_f64(width::columns(shown, self.options.colors))
                    > self.options.break_length
            {
                *gap = format!("\n{}", " ".repeat(self.indentation));
            }
            self.indentation -= extra;
            return shown;
        }
        let get = found.get().and_then(JsValue::as_function);
        let set = found.set().and_then(JsValue::as_function);
        match (get, set.is_some()) {
            (None, false) => self.word("undefined", Style::Undefined),
            (None, true) => self.word("[Setter]", Style::Special),
            (Some(get), paired) => {
                let label = if paired { "Getter/Setter" } else { "Getter" };
                let wanted = match self.options.getters {
                    Getters::All => true,
                    Getters::None => false,
                    Getters::Unpaired => !paired,
                    Getters::Paired => paired,
                };
                if !wanted {
                    return self.styled(format!("[{label}]"), Style::Special);
                }
                self.called(original, level, &get, label)
            }
        }
    }

    /// Shows what a getter gives.
    fn called(
        &mut self,
        original: &JsObject,
        level: f64,
        get: &boa_engine::object::builtins::JsFunction,
        label: &str,
    ) -> JsResult<String> {
        self.indentation += 2;
        let answer = crate::call(get, &original.clone().into(), &[], self.context)
            .and_then(|value| self.gotten(&value, level, label));
        self.indentation -= 2;
        match answer {
            Ok(shown) => Ok(shown),
            Err(error) => {
                let thrown = error.into_opaque(self.context)?;
                self.indentation += 2;
                let message = self.value(&thrown, level, false);
                self.indentation -= 2;
                let message = message.unwrap_or_default();
                let open = self.styled(format!("[{label}:"), Style::Special)?;
                let close = self.word("]", Style::Special)?;
                Ok(format!("{open} <Inspection threw ({message})>{close}"))
            }
        }
    }

    fn gotten(&mut self, value: &JsValue, level: f64, label: &str) -> JsResult<String> {
        if value.is_object() {
            let open = self.styled(format!("[{label}]"), Style::Special)?;
            return Ok(format!("{open} {}", self.value(value, level, false)?));
        }
        let open = self.styled(format!("[{label}:"), Style::Special)?;
        let shown = self.primitive(value)?;
        let close = self.word("]", Style::Special)?;
        Ok(format!("{open} {shown}{close}"))
    }

    /// Shows the name of a property.
    fn name(&mut self, key: &PropertyKey, hidden: bool) -> JsResult<String> {
        let shown = match key {
            PropertyKey::Symbol(symbol) => {
                let shown = text::escape(&symbol.descriptive_string());
                self.styled(shown, Style::Symbol)?
            }
            PropertyKey::Index(index) => {
                let index = index.get();
                if hidden {
                    index.to_string()
                } else {
                    self.styled(format!("'{index}'"), Style::String)?
                }
            }
            PropertyKey::String(name) => {
                if *name == js_string!("__proto__") {
                    return Ok("['__proto__']".to_owned());
                }
                if text::is_identifier(name) {
                    let name = text::plain(name);
                    if hidden { name } else { self.styled(name, Style::Name)? }
                } else {
                    let quoted = text::quote(name);
                    self.styled(quoted, Style::String)?
                }
            }
        };
        Ok(if hidden { format!("[{shown}]") } else { shown })
    }

    /// Shows an export of a module, which may not be set yet.
    pub(super) fn namespace_export(
        &mut self,
        module: &JsObject,
        level: f64,
        key: &PropertyKey,
    ) -> JsResult<String> {
        match module.get(key.clone(), self.context) {
            Ok(value) => {
                let hidden = matches!(key, PropertyKey::Symbol(_));
                let found = PropertyDescriptor::builder().value(value).enumerable(!hidden).build();
                self.described(module, level, key, Some(found), false)
            }
            Err(_) => {
                let name = self.name(key, false)?;
                let words = self.word("<uninitialized>", Style::Special)?;
                Ok(format!("{name}: {words}"))
            }
        }
    }
}
