//! Reading the options of Intl's constructors. ECMA-402 §9.2.12 to §9.2.16. Messages are V8's.

use boa_engine::{Context, JsNativeError, JsObject, JsResult, JsString, JsValue};

/// An options argument: an object, or nothing.
pub(super) struct Options {
    object: Option<JsObject>,
    /// Who asks, as messages name it.
    asker: &'static str,
}

impl Options {
    /// `CoerceOptionsToObject`: what is no object is made one.
    pub(super) fn coerce(
        value: &JsValue,
        asker: &'static str,
        context: &mut Context,
    ) -> JsResult<Self> {
        if value.is_undefined() {
            return Ok(Self { object: None, asker });
        }
        if value.is_null() {
            let message = format!("{asker} called on null or undefined");
            return Err(JsNativeError::typ().with_message(message).into());
        }
        Ok(Self { object: Some(value.to_object(context)?), asker })
    }

    /// `GetOptionsObject`: what is no object is refused.
    pub(super) fn strict(value: &JsValue, asker: &'static str) -> JsResult<Self> {
        if value.is_undefined() {
            return Ok(Self { object: None, asker });
        }
        match value.as_object() {
            Some(object) => Ok(Self { object: Some(object), asker }),
            None => Err(JsNativeError::typ().with_message("invalid_argument").into()),
        }
    }

    /// What stands there.
    pub(super) fn get(&self, name: &str, context: &mut Context) -> JsResult<JsValue> {
        match &self.object {
            Some(object) => object.get(JsString::from(name), context),
            None => Ok(JsValue::undefined()),
        }
    }

    /// Any text; `None` where there is nothing.
    pub(super) fn text(&self, name: &str, context: &mut Context) -> JsResult<Option<String>> {
        let value = self.get(name, context)?;
        if value.is_undefined() {
            return Ok(None);
        }
        Ok(Some(value.to_string(context)?.to_std_string_lossy()))
    }

    /// `GetOption` of a string: one of those allowed.
    pub(super) fn choice(
        &self,
        name: &str,
        allowed: &[&'static str],
        context: &mut Context,
    ) -> JsResult<Option<&'static str>> {
        let Some(text) = self.text(name, context)? else { return Ok(None) };
        let found = allowed.iter().find(|word| **word == text);
        found.copied().map(Some).ok_or_else(|| self.out_of_range(name, &text))
    }

    /// A value that is none of those allowed.
    pub(super) fn out_of_range(&self, name: &str, value: &str) -> boa_engine::JsError {
        let asker = self.asker;
        let message = format!("Value {value} out of range for {asker} options property {name}");
        JsNativeError::range().with_message(message).into()
    }

    /// `GetNumberOption`.
    pub(super) fn number(
        &self,
        name: &str,
        (least, most): (u32, u32),
        context: &mut Context,
    ) -> JsResult<Option<u32>> {
        let value = self.get(name, context)?;
        default_number(name, &value, (least, most), context)
    }

    /// `localeMatcher`, which is only checked.
    pub(super) fn matcher(&self, context: &mut Context) -> JsResult<()> {
        self.choice("localeMatcher", &["lookup", "best fit"], context).map(drop)
    }

    /// `numberingSystem`: the name of a type by its form.
    pub(super) fn numbering_system(&self, context: &mut Context) -> JsResult<Option<String>> {
        let Some(text) = self.text("numberingSystem", context)? else { return Ok(None) };
        if !is_type(&text) {
            let message = format!("Invalid numberingSystem : {text}");
            return Err(JsNativeError::range().with_message(message).into());
        }
        Ok(Some(text.to_ascii_lowercase()))
    }
}

/// `DefaultNumberOption`.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "checked to be in range"
)]
pub(super) fn default_number(
    name: &str,
    value: &JsValue,
    (least, most): (u32, u32),
    context: &mut Context,
) -> JsResult<Option<u32>> {
    if value.is_undefined() {
        return Ok(None);
    }
    let number = value.to_number(context)?;
    if !(f64::from(least)..=f64::from(most)).contains(&number) {
        return Err(number_out_of_range(name));
    }
    Ok(Some(number.floor() as u32))
}

/// A number that is too small or too large.
pub(super) fn number_out_of_range(name: &str) -> boa_engine::JsError {
    JsNativeError::range().with_message(format!("{name} value is out of range.")).into()
}

/// Whether a text has the form of a `type` of UTS #35: parts of 3 to 8 letters and digits.
pub(super) fn is_type(text: &str) -> bool {
    text.split('-').all(|part| {
        (3..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric())
    })
}
