//! The words in which messages of errors name values and lists.
//! Node docs: `ERR_INVALID_ARG_TYPE`, `ERR_OUT_OF_RANGE`; the wording is that of Node 26.

use boa_engine::{Context, JsObject, JsValue, js_string, property::PropertyKey};

use crate::{builtins::require_builtin, call};

/// Strings longer than this are cut in "Received type string ('…')".
const SHOWN_LENGTH: usize = 28;

/// Node's "Received …" words for a value: `undefined`, `function f`, `an instance of Map`,
/// `type string ('x')`.
pub fn describe(value: &JsValue, context: &mut Context) -> String {
    if value.is_null_or_undefined() {
        return primitive(value);
    }
    if let Some(object) = value.as_object() {
        if object.is_callable() {
            return format!("function {}", name_of(&object, context).unwrap_or_default());
        }
        let class = object.get(js_string!("constructor"), context).ok();
        let class = class.and_then(|class| name_of(&class.as_object()?, context));
        return match class.filter(|name| !name.is_empty()) {
            Some(name) => format!("an instance of {name}"),
            None => outline(&object, context),
        };
    }
    let shown = match value.as_string() {
        Some(text) => quote_for_type(&text.to_std_string_lossy()),
        None => primitive(value),
    };
    format!("type {} ({shown})", value.type_of())
}

/// A value as `util.inspect` writes it; objects need the room `util`, and are outlined without it.
pub(crate) fn inspect(value: &JsValue, context: &mut Context) -> String {
    if let Some(text) = value.as_string() {
        return quote(&text.to_std_string_lossy());
    }
    let Some(object) = value.as_object() else { return primitive(value) };
    let shown = require_builtin("util", context).ok().and_then(|util| {
        let inspect = util.as_object()?.get(js_string!("inspect"), context).ok()?.as_function()?;
        let shown =
            call(&inspect, &JsValue::undefined(), std::slice::from_ref(value), context).ok()?;
        Some(shown.as_string()?.to_std_string_lossy())
    });
    shown.unwrap_or_else(|| outline(&object, context))
}

/// A value as `%s` of `util.format` writes it.
pub(super) fn spell(value: &JsValue, context: &mut Context) -> String {
    if let Some(text) = value.as_string() {
        return text.to_std_string_lossy();
    }
    match value.as_object() {
        Some(object) if object.is_callable() => value
            .to_string(context)
            .map_or_else(|_| outline(&object, context), |text| text.to_std_string_lossy()),
        Some(_) => inspect(value, context),
        None => primitive(value),
    }
}

/// A value that is no object and no string, as `util.inspect` writes it.
fn primitive(value: &JsValue) -> String {
    match value.as_bigint() {
        Some(number) => format!("{number}n"),
        None => value.display().to_string(),
    }
}

fn name_of(object: &JsObject, context: &mut Context) -> Option<String> {
    Some(object.get(js_string!("name"), context).ok()?.as_string()?.to_std_string_lossy())
}

/// An object as `util.inspect` writes it at depth -1: `{}`, `[Object: null prototype]`.
fn outline(object: &JsObject, context: &mut Context) -> String {
    let keys = object.own_property_keys(context).unwrap_or_default();
    let bare = object.prototype().is_none();
    let empty = !keys.iter().any(|key| !matches!(key, PropertyKey::Symbol(_)));
    match (bare, empty) {
        (true, true) => "[Object: null prototype] {}".to_owned(),
        (true, false) => "[Object: null prototype]".to_owned(),
        (false, true) => "{}".to_owned(),
        (false, false) => "[Object]".to_owned(),
    }
}

/// The quoting of "Received type string ('…')": cut, and never escaped unless it holds a `'`.
fn quote_for_type(text: &str) -> String {
    let units = text.encode_utf16().count();
    let cut: String;
    let shown = if units > SHOWN_LENGTH {
        cut = text.chars().take(25).chain("...".chars()).collect();
        &cut
    } else {
        text
    };
    if shown.contains('\'') { quote_double(shown) } else { format!("'{shown}'") }
}

/// JSON's way to write a string.
pub(super) fn quote_double(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('"');
    for letter in text.chars() {
        if matches!(letter, '"' | '\\') {
            quoted.push('\\');
            quoted.push(letter);
        } else {
            escape(letter, &mut quoted, |code| format!("\\u{code:04x}"));
        }
    }
    quoted.push('"');
    quoted
}

/// Quotes as `util.inspect` does: single quotes, unless the text holds one.
fn quote(text: &str) -> String {
    let mark = if !text.contains('\'') {
        '\''
    } else if !text.contains('"') {
        '"'
    } else if !text.contains('`') && !text.contains("${") {
        '`'
    } else {
        '\''
    };
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push(mark);
    for letter in text.chars() {
        if letter == mark || letter == '\\' {
            quoted.push('\\');
            quoted.push(letter);
        } else {
            escape(letter, &mut quoted, |code| format!("\\x{code:02X}"));
        }
    }
    quoted.push(mark);
    quoted
}

fn escape(letter: char, into: &mut String, other: impl Fn(u32) -> String) {
    match letter {
        '\n' => into.push_str("\\n"),
        '\r' => into.push_str("\\r"),
        '\t' => into.push_str("\\t"),
        '\u{8}' => into.push_str("\\b"),
        '\u{c}' => into.push_str("\\f"),
        '\u{0}'..='\u{1f}' => into.push_str(&other(u32::from(letter))),
        _ => into.push(letter),
    }
}

/// `a`, `a or b`, `a, b, or c`.
pub(super) fn list<T: AsRef<str>>(words: &[T], joint: &str) -> String {
    match words {
        [] => String::new(),
        [only] => only.as_ref().to_owned(),
        [first, last] => format!("{} {joint} {}", first.as_ref(), last.as_ref()),
        [most @ .., last] => {
            let most: Vec<&str> = most.iter().map(AsRef::as_ref).collect();
            format!("{}, {joint} {}", most.join(", "), last.as_ref())
        }
    }
}

/// The words of `ERR_INVALID_ARG_TYPE` for what was expected: `of type string or an instance of
/// Buffer`.
pub(super) fn expected(names: &[impl AsRef<str>]) -> String {
    let (mut types, mut classes, mut others) = (Vec::new(), Vec::new(), Vec::new());
    for name in names {
        let name = name.as_ref();
        match name {
            "string" | "function" | "number" | "object" | "boolean" | "bigint" | "symbol" => {
                types.push(name.to_owned());
            }
            "Function" | "Object" => types.push(name.to_lowercase()),
            _ if is_class(name) => classes.push(name.to_owned()),
            _ => others.push(name.to_owned()),
        }
    }
    // "of type object" beside classes would say the same twice.
    if !classes.is_empty()
        && let Some(index) = types.iter().position(|name| name == "object")
    {
        types.remove(index);
        classes.push("Object".to_owned());
    }
    let mut parts = Vec::new();
    if !types.is_empty() {
        let lead = if types.len() > 1 { "one of type" } else { "of type" };
        parts.push(format!("{lead} {}", list(&types, "or")));
    }
    if !classes.is_empty() {
        parts.push(format!("an instance of {}", list(&classes, "or")));
    }
    match others.as_slice() {
        [] => {}
        [only] => {
            let article = if only.chars().any(char::is_uppercase) { "an " } else { "" };
            parts.push(format!("{article}{only}"));
        }
        more => parts.push(format!("one of {}", list(more, "or"))),
    }
    parts.join(" or ")
}

fn is_class(name: &str) -> bool {
    name.starts_with(|letter: char| letter.is_ascii_uppercase())
        && name.bytes().all(|byte| byte.is_ascii_alphanumeric())
}

/// `"options.name" property`, `"name" argument`, or `first argument` as it stands.
pub(super) fn subject(name: &str) -> String {
    if name.ends_with(" argument") {
        return name.to_owned();
    }
    let kind = if name.contains('.') { "property" } else { "argument" };
    format!("\"{name}\" {kind}")
}

/// Numbers beyond this have `_` between groups of digits in `ERR_OUT_OF_RANGE`.
const LARGE: f64 = 4_294_967_296.0;

/// What `ERR_OUT_OF_RANGE` says was received.
pub(super) fn received(value: &JsValue, context: &mut Context) -> String {
    if let Some(number) = value.as_bigint() {
        let text = number.to_string();
        let grouped = if number.to_f64().abs() > LARGE { group_digits(&text) } else { text };
        return format!("{grouped}n");
    }
    match value.as_number() {
        Some(number) => received_number(number),
        None => inspect(value, context),
    }
}

/// What `ERR_OUT_OF_RANGE` says of a number.
pub(super) fn received_number(number: f64) -> String {
    let text = primitive(&number.into());
    if number.is_finite() && number.fract() == 0.0 && number.abs() > LARGE {
        return group_digits(&text);
    }
    text
}

fn group_digits(digits: &str) -> String {
    let start = usize::from(digits.starts_with('-'));
    let (mut end, mut groups) = (digits.len(), String::new());
    while end >= start + 4 {
        groups = format!("_{}{groups}", digits.get(end - 3..end).unwrap_or_default());
        end -= 3;
    }
    format!("{}{groups}", digits.get(..end).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::{expected, group_digits, list, quote, quote_for_type, subject};

    #[test]
    fn a_list_of_three_has_a_comma_before_or() {
        assert_eq!(list(&["a", "b", "c"], "or"), "a, b, or c");
        assert_eq!(list(&["a", "b"], "and"), "a and b");
    }

    #[test]
    fn expected_names_fall_into_types_classes_and_others() {
        assert_eq!(expected(&["string"]), "of type string");
        assert_eq!(expected(&["string", "Buffer"]), "of type string or an instance of Buffer");
        assert_eq!(expected(&["function", "Object"]), "one of type function or object");
        assert_eq!(expected(&["undefined", "null"]), "one of undefined or null");
        assert_eq!(
            expected(&["string", "number", "Foo", "null", "object", "Function", "boolean"]),
            "one of type string, number, function, or boolean or an instance of Foo or Object or \
             null"
        );
    }

    #[test]
    fn a_subject_is_a_property_when_its_name_has_a_dot() {
        assert_eq!(subject("options.x"), "\"options.x\" property");
        assert_eq!(subject("first argument"), "first argument");
    }

    #[test]
    fn digits_are_grouped_from_the_end() {
        assert_eq!(group_digits("-8589934592"), "-8_589_934_592");
        assert_eq!(group_digits("1e+21"), "1e_+21");
    }

    #[test]
    fn a_quote_avoids_the_marks_within() {
        assert_eq!(quote("it's"), "\"it's\"");
        assert_eq!(quote("a\nb"), "'a\\nb'");
        assert_eq!(quote_for_type("a\nb"), "'a\nb'");
        assert_eq!(quote_for_type(&"x".repeat(29)), format!("'{}...'", "x".repeat(25)));
    }
}
