//! `util.inspect`, one value: primitives, Proxies, custom inspection, cycles; objects go on to
//! `object.rs`. Node docs: Custom inspection functions on objects. No JavaScript half.

use boa_engine::{
    JsObject, JsResult, JsString, JsValue, JsVariant, builtins::proxy::Proxy, js_string,
};

use super::{Compact, Inspector, Style, bigint, number, text};
use crate::util::{kind::Kind, proxy};

/// Strings up to this length are never broken into lines.
const SHORT_LINE: usize = 16;

impl Inspector<'_> {
    /// Shows any value; `level` counts the objects around it, `within_view` says that the value is
    /// the buffer of a typed array that is being shown.
    pub(super) fn value(
        &mut self,
        value: &JsValue,
        level: f64,
        within_view: bool,
    ) -> JsResult<String> {
        self.pace.step(self.context)?;
        match value.as_object() {
            Some(object) => self.object(object, level, within_view),
            None => self.primitive(value),
        }
    }

    /// Shows what is no object.
    pub(super) fn primitive(&mut self, value: &JsValue) -> JsResult<String> {
        let separate = self.options.numeric_separator;
        match value.variant() {
            JsVariant::String(string) => self.string(&string),
            JsVariant::Integer32(_) | JsVariant::Float64(_) => {
                let shown = number(value.as_number().unwrap_or(f64::NAN), separate, self.context);
                self.styled(shown, Style::Number)
            }
            JsVariant::BigInt(value) => self.styled(bigint(&value, separate), Style::BigInt),
            JsVariant::Boolean(flag) => {
                self.word(if flag { "true" } else { "false" }, Style::Boolean)
            }
            JsVariant::Undefined => self.word("undefined", Style::Undefined),
            JsVariant::Null => self.word("null", Style::Null),
            JsVariant::Symbol(symbol) => {
                self.styled(text::plain(&symbol.descriptive_string()), Style::Symbol)
            }
            JsVariant::Object(_) => Ok(String::new()),
        }
    }

    /// Shows a string, cut to `maxStringLength` and broken at its newlines where it is long.
    fn string(&mut self, string: &JsString) -> JsResult<String> {
        let mut string = string.clone();
        let mut trailer = String::new();
        let length = string.len();
        if super::layout::to_f64(length) > self.options.max_string_length {
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "below the length; `as` maps negatives to 0"
            )]
            let kept = if self.options.max_string_length < 0.0 {
                // A negative limit counts from the end.
                length.saturating_sub(-self.options.max_string_length as usize)
            } else {
                self.options.max_string_length as usize
            };
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "a length minus the limit; `as` saturates"
            )]
            let remaining =
                (super::layout::to_f64(length) - self.options.max_string_length) as usize;
            let ending = if remaining > 1 { "s" } else { "" };
            trailer = format!("... {remaining} more character{ending}");
            string = string.slice(0, kept);
        }
        let room = self.options.break_length - super::layout::to_f64(self.indentation) - 4.0;
        if self.options.compact != Compact::Full
            && string.len() > SHORT_LINE
            && super::layout::to_f64(string.len()) > room
            && string.contains(b'\n')
        {
            let mut lines = Vec::new();
            for line in split_lines(&string) {
                lines.push(self.styled(text::quote(&line), Style::String)?);
            }
            let indent = " ".repeat(self.indentation + 2);
            return Ok(lines.join(&format!(" +\n{indent}")) + &trailer);
        }
        Ok(self.styled(text::quote(&string), Style::String)? + &trailer)
    }

    /// Shows an object.
    fn object(&mut self, object: JsObject, level: f64, within_view: bool) -> JsResult<String> {
        let mut target = object.clone();
        if object.is::<Proxy>() {
            match proxy::details(&object, self.context)? {
                proxy::Details::Revoked => return self.word("<Revoked Proxy>", Style::Special),
                proxy::Details::Of(inner, handler) if self.options.show_proxy => {
                    return self.proxy(&inner, &handler, level);
                }
                proxy::Details::Of(inner, _) => target = inner,
                proxy::Details::Unknown => {}
            }
        }
        if self.options.custom_inspect
            && let Some(shown) = self.custom(&target, &object, level)?
        {
            return Ok(shown);
        }
        if self.seen.contains(&target) {
            let index = match self.circular.iter().position(|known| *known == target) {
                Some(index) => index + 1,
                None => {
                    self.circular.push(target);
                    self.circular.len()
                }
            };
            return self.styled(format!("[Circular *{index}]"), Style::Special);
        }
        if target == object {
            return self.raw(&object, level, within_view);
        }
        self.enter()?;
        // Each layer of a Proxy around a Proxy is named.
        let inner = if target.is::<Proxy>() {
            self.object(target, level, within_view)
        } else {
            self.raw(&target, level, within_view)
        };
        self.leave();
        let inner = inner?;
        let open = self.word("Proxy(", Style::Special)?;
        let close = self.word(")", Style::Special)?;
        Ok(format!("{open}{inner}{close}"))
    }

    /// Counts a level of nesting.
    ///
    /// # Errors
    /// `RangeError`, when there are too many: caught where the object around is shown.
    pub(super) fn enter(&mut self) -> JsResult<()> {
        let levels = self.state.levels.get();
        if levels >= super::MOST_LEVELS {
            return Err(too_deep());
        }
        self.state.levels.set(levels + 1);
        Ok(())
    }

    /// Leaves a level of nesting.
    pub(super) fn leave(&self) {
        self.state.levels.set(self.state.levels.get().saturating_sub(1));
    }

    /// Calls the object's custom inspection function, if it has one.
    fn custom(
        &mut self,
        object: &JsObject,
        original: &JsObject,
        level: f64,
    ) -> JsResult<Option<String>> {
        let method = object.get(self.state.custom.clone(), self.context)?;
        let Some(method) = method.as_function() else { return Ok(None) };
        if *method == self.state.inspect || self.is_prototype_of_class(object)? {
            return Ok(None);
        }
        let depth = self.options.depth - level;
        let options = super::user_options(self)?;
        let args = [
            if self.options.depth_is_null { JsValue::null() } else { depth.into() },
            options.into(),
            self.state.inspect.clone().into(),
        ];
        let this: JsValue = original.clone().into();
        // Custom functions inspect in their turn: those levels count too.
        self.enter()?;
        let answer = crate::call(&method, &this, &args, self.context);
        self.leave();
        let answer = answer?;
        if answer.as_object().is_some_and(|answer| answer == *original) {
            return Ok(None);
        }
        if answer.is_object() || answer.is_null() {
            self.enter()?;
            let shown = self.value(&answer, level, false);
            self.leave();
            return shown.map(Some);
        }
        let shown = text::plain(&answer.to_string(self.context)?);
        if self.indentation == 0 {
            return Ok(Some(shown));
        }
        let indent = format!("\n{}", " ".repeat(self.indentation));
        Ok(Some(shown.replace('\n', &indent)))
    }

    /// Whether the object is the `prototype` of its `constructor`: a class, not an instance.
    fn is_prototype_of_class(&mut self, object: &JsObject) -> JsResult<bool> {
        let class = object.get(js_string!("constructor"), self.context)?;
        let Some(class) = class.as_object() else { return Ok(false) };
        let prototype = class.get(js_string!("prototype"), self.context)?;
        Ok(prototype.as_object().is_some_and(|prototype| prototype == *object))
    }

    /// Shows both halves of a Proxy, as `showProxy` asks.
    fn proxy(&mut self, target: &JsObject, handler: &JsObject, level: f64) -> JsResult<String> {
        if level > self.options.depth {
            return self.word("Proxy [Array]", Style::Special);
        }
        self.enter()?;
        self.indentation += 2;
        let level = level + 1.0;
        self.current_depth = level;
        let parts = self
            .value(&target.clone().into(), level, false)
            .and_then(|target| Ok([target, self.value(&handler.clone().into(), level, false)?]));
        self.indentation -= 2;
        self.leave();
        let braces = super::layout::Braces { open: "Proxy [".to_owned(), close: "]" };
        Ok(self.joined(parts?.to_vec(), "", &braces, Kind::Proxy, level, None))
    }
}

/// The error that stops an inspection which went too deep.
pub(super) fn too_deep() -> boa_engine::JsError {
    boa_engine::JsNativeError::range().with_message("Maximum call stack size exceeded").into()
}

/// Lines with their newlines.
fn split_lines(string: &JsString) -> Vec<JsString> {
    let mut lines = Vec::new();
    let mut start = 0;
    for (index, unit) in string.iter().enumerate() {
        if unit == 0x0a {
            lines.push(string.slice(start, index + 1));
            start = index + 1;
        }
    }
    if start < string.len() {
        lines.push(string.slice(start, string.len()));
    }
    lines
}
