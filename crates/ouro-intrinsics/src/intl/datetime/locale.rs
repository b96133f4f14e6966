//! The locale that is meant, and what of its extensions counts. ECMA-402 §9.2.6 `ResolveLocale`.

use boa_engine::{
    Context, JsNativeError, JsResult, JsString, JsValue,
    object::builtins::{JsArray, JsFunction},
};

use crate::intl::locales;

use super::{digits::Digits, format::CALENDARS, options::HourCycle, patterns};

/// The locale where neither the program nor the environment asks for one that is known.
const DEFAULT: &str = "en-US";

/// A locale as `resolvedOptions` tells it, and what it says.
#[derive(Debug, Default)]
pub(super) struct Resolved {
    /// The locale in the table.
    pub(super) name: String,
    /// The keys of its extension that are known: `ca`, `hc`, `nu`.
    pub(super) calendar: Option<&'static str>,
    pub(super) hour_cycle: Option<HourCycle>,
    pub(super) numbering: Option<String>,
}

/// The tags that a program names, in their canonical form.
pub(super) fn canonical(
    locales: &JsValue,
    engine: &JsFunction,
    context: &mut Context,
) -> JsResult<Vec<String>> {
    if locales.is_undefined() {
        return Ok(Vec::new());
    }
    let list = engine.call(&JsValue::undefined(), std::slice::from_ref(locales), context);
    let list = list.map_err(|error| match error.as_native() {
        Some(native) if native.message().contains("structurally valid") => {
            let message = match locales.as_string() {
                Some(tag) => format!("Invalid language tag: {}", tag.to_std_string_lossy()),
                None => "Incorrect locale information provided".to_owned(),
            };
            JsNativeError::range().with_message(message).into()
        }
        _ => error,
    })?;
    let list = JsArray::from_object(list.to_object(context)?)?;
    let length = list.length(context)?;
    let mut tags = Vec::new();
    for at in 0..length {
        tags.push(list.get(at, context)?.to_string(context)?.to_std_string_lossy());
    }
    Ok(tags)
}

/// The first tag that is known, or the usual locale.
pub(super) fn resolve(tags: &[String]) -> Resolved {
    for tag in tags {
        if let Some(name) = available(tag) {
            let numbering = keyword(tag, "nu").filter(|system| Digits::are_known(system));
            return Resolved {
                name: name.to_owned(),
                calendar: keyword(tag, "ca").and_then(calendar),
                hour_cycle: keyword(tag, "hc").and_then(HourCycle::named),
                numbering: numbering.map(str::to_owned),
            };
        }
    }
    let name = available(locales::default_tag()).unwrap_or(DEFAULT);
    Resolved { name: name.to_owned(), ..Resolved::default() }
}

/// The locale of the table that is nearest above a tag.
pub(super) fn available(tag: &str) -> Option<&str> {
    let end = tag.find("-u-").or_else(|| tag.find("-x-")).or_else(|| tag.find("-t-"));
    let mut name = tag.get(..end.unwrap_or(tag.len()))?;
    while !patterns::is_known(name) {
        name = name.rsplit_once('-')?.0;
    }
    Some(name)
}

/// The value of a key in a tag's Unicode extension.
fn keyword<'a>(tag: &'a str, key: &str) -> Option<&'a str> {
    let tag = tag.split("-x-").next()?;
    let start = tag.find("-u-")? + 3;
    let rest = tag.get(start..)?;
    // Another extension ends it.
    let mut at = 0;
    let mut found: Option<usize> = None;
    for part in rest.split('-') {
        if part.len() == 1 || part.len() == 2 && found.is_some() {
            break;
        }
        at += part.len() + 1;
        if found.is_none() && part == key {
            found = Some(at);
        }
    }
    let from = found?;
    rest.get(from..at.min(rest.len() + 1) - 1).filter(|value| !value.is_empty())
}

/// The name of a calendar as it stands in the list. Those of which only the name is known are
/// written by the nearest that is. ECMA-402 §6.9.1.
pub(super) fn calendar(name: &str) -> Option<&'static str> {
    let name = match name {
        "gregorian" => "gregory",
        "ethiopic-amete-alem" => "ethioaa",
        "islamicc" | "islamic" | "islamic-rgsa" => "islamic-civil",
        name => name,
    };
    CALENDARS.iter().map(|(known, _)| *known).find(|known| *known == name)
}

/// The tags of a list that are known, as a JavaScript array.
pub(super) fn supported(tags: &[String], context: &mut Context) -> JsValue {
    let found = tags.iter().filter(|tag| available(tag).is_some());
    let found: Vec<JsValue> = found.map(|tag| JsString::from(tag.as_str()).into()).collect();
    JsArray::from_iter(found, context).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn extensions_are_read() {
        assert_eq!(keyword("en-u-ca-buddhist-nu-arab", "nu"), Some("arab"));
        assert_eq!(keyword("en-u-ca-islamic-civil-hc-h12", "ca"), Some("islamic-civil"));
        assert_eq!(keyword("en-u-kn-nu-arab", "kn"), None);
        assert_eq!(keyword("en-x-u-nu-arab", "nu"), None);
        assert_eq!(keyword("en-u-nu-arab-t-de", "nu"), Some("arab"));
        assert_eq!(keyword("en", "nu"), None);
    }

    #[test]
    fn the_nearest_locale_is_taken() {
        assert_eq!(available("de-XX"), Some("de"));
        assert_eq!(available("zh-Hant-US-u-ca-roc"), Some("zh-Hant"));
        assert_eq!(available("xx"), None);
    }
}
