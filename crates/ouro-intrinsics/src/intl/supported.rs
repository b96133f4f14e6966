//! `Intl.supportedValuesOf(key)`. ECMA-402 §8.3.2.

use boa_engine::{
    Context, JsArgs, JsNativeError, JsObject, JsResult, JsString, JsValue,
    object::builtins::JsArray,
};

use super::{class::Kit, datetime::CALENDARS, number::style::UNITS, systems};

/// Lines of a key and its values behind tabs.
const VALUES: &str = include_str!("data/values.txt");

/// Installs the function into the current realm.
pub(super) fn install(intl: &JsObject, kit: &Kit, context: &mut Context) {
    kit.method(intl, "supportedValuesOf", 1, supported_values_of, context);
}

fn supported_values_of(
    _: &JsValue,
    args: &[JsValue],
    _: &Kit,
    context: &mut Context,
) -> JsResult<JsValue> {
    let key = args.get_or_undefined(0).to_string(context)?.to_std_string_lossy();
    let listed = |key: &str| -> Vec<&'static str> {
        let line = VALUES.lines().find_map(|line| line.strip_prefix(key)?.strip_prefix('\t'));
        line.unwrap_or("").split('\t').collect()
    };
    let values: Vec<&str> = match key.as_str() {
        "calendar" => CALENDARS.map(|(name, _)| name).to_vec(),
        "collation" | "timeZone" => listed(&key),
        "currency" => super::tables::currencies(),
        "numberingSystem" => systems::names().collect(),
        "unit" => UNITS.to_vec(),
        _ => {
            let message = format!("Invalid key : {key}");
            return Err(JsNativeError::range().with_message(message).into());
        }
    };
    let values = values.into_iter().map(|value| JsValue::from(JsString::from(value)));
    Ok(JsArray::from_iter(values, context).into())
}
