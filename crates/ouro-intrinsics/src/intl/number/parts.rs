//! Parts of a formatted text, and the templates that put them together. ECMA-402 §16.5.3
//! (`PartitionNumberPattern`).

use boa_engine::{
    Context, JsObject, JsResult, JsString, JsValue, js_string, object::builtins::JsArray,
};

/// A part: its type and its text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Part {
    pub(crate) kind: &'static str,
    pub(crate) text: String,
    /// For ranges: which of the two numbers it belongs to.
    pub(crate) source: &'static str,
}

impl Part {
    pub(crate) fn new(kind: &'static str, text: impl Into<String>) -> Self {
        Self { kind, text: text.into(), source: "shared" }
    }
}

/// The sign of a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Sign {
    Minus,
    None,
    Plus,
}

/// What stands for the placeholders of a template.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Signs<'a> {
    pub(crate) minus: &'a str,
    pub(crate) plus: &'a str,
    pub(crate) about: &'a str,
    pub(crate) percent: &'a str,
    pub(crate) currency: &'a str,
}

/// Adds a text as a part of a kind, spaces and invisible marks around it as literals.
pub(crate) fn push_text(parts: &mut Vec<Part>, kind: &'static str, text: &str) {
    let blank = |letter: char| {
        letter.is_whitespace()
            || matches!(letter, '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}')
    };
    let start = text.trim_start_matches(blank);
    let core = start.trim_end_matches(blank);
    let before = text.get(..text.len() - start.len()).unwrap_or("");
    let after = start.get(core.len()..).unwrap_or("");
    for (kind, text) in [("literal", before), (kind, core), ("literal", after)] {
        if !text.is_empty() {
            push(parts, Part::new(kind, text));
        }
    }
}

/// Adds a part; literals beside each other become one.
pub(crate) fn push(parts: &mut Vec<Part>, part: Part) {
    if let Some(last) = parts.last_mut()
        && last.kind == "literal"
        && part.kind == "literal"
    {
        last.text.push_str(&part.text);
        if last.source != part.source {
            last.source = "shared";
        }
        return;
    }
    parts.push(part);
}

/// What stands before and behind the number of a template, and whether the number is in it.
pub(crate) fn around(template: &str) -> (&str, &str, bool) {
    match template.split_once("{0}") {
        Some((before, behind)) => (before, behind, true),
        None => (template, "", false),
    }
}

/// The template of a sign among those of a positive and a negative number. The sign for "about" stands
/// before it, or in its place, without the invisible mark that signs have around them.
pub(crate) fn signed(
    positive: &str,
    negative: &str,
    sign: Sign,
    about: bool,
    mark: &str,
) -> String {
    let in_place = |text: &str| {
        if negative.contains("{-}") {
            negative.replace("{-}", text)
        } else {
            format!("{text}{positive}")
        }
    };
    match (sign, about) {
        (Sign::None, false) => positive.to_owned(),
        (Sign::Minus, false) => negative.to_owned(),
        (Sign::Plus, false) => in_place("{+}"),
        (Sign::None, true) if !mark.is_empty() => {
            let around = [format!("{mark}{{-}}{mark}"), format!("{mark}{{-}}")];
            let found = around.iter().find(|around| negative.contains(around.as_str()));
            found.map_or_else(|| in_place("{~}"), |around| negative.replace(around, "{~}"))
        }
        (Sign::None, true) => in_place("{~}"),
        (Sign::Plus, true) if !mark.is_empty() => {
            in_place("{~}{+}").replace(&format!("{mark}{{~}}"), &format!("{{~}}{mark}"))
        }
        (Sign::Plus, true) => in_place("{~}{+}"),
        (Sign::Minus, true) if negative.contains("{-}") => in_place("{~}{-}"),
        (Sign::Minus, true) => format!("{{~}}{negative}"),
    }
}

/// The parts of a piece of a template beside its number; what is text has a kind of its own.
pub(crate) fn pieces(template: &str, kind: &'static str, signs: &Signs<'_>) -> Vec<Part> {
    let mut parts = Vec::new();
    let mut rest = template;
    while let Some(start) = rest.find('{') {
        let (text, from) = rest.split_at(start);
        push_text(&mut parts, kind, text);
        let (mark, after) = match from.get(..3) {
            Some(mark) if mark.ends_with('}') => (mark, from.get(3..).unwrap_or("")),
            _ => ("{", from.get(1..).unwrap_or("")),
        };
        match mark {
            "{-}" => push_text(&mut parts, "minusSign", signs.minus),
            "{+}" => push_text(&mut parts, "plusSign", signs.plus),
            "{~}" => push_text(&mut parts, "approximatelySign", signs.about),
            "{%}" => push_text(&mut parts, "percentSign", signs.percent),
            "{c}" => push_text(&mut parts, "currency", signs.currency),
            other => push_text(&mut parts, kind, other),
        }
        rest = after;
    }
    push_text(&mut parts, kind, rest);
    parts
}

/// The texts of parts in a row.
pub(crate) fn text_of(parts: &[Part]) -> String {
    parts.iter().map(|part| part.text.as_str()).collect()
}

/// Parts as the array that scripts get, with `source` where asked for, or another last property.
pub(crate) fn array_of(
    parts: &[Part],
    last: impl Fn(&Part) -> Option<(&'static str, &'static str)>,
    context: &mut Context,
) -> JsResult<JsValue> {
    let mut rows: Vec<JsValue> = Vec::with_capacity(parts.len());
    for part in parts {
        let row = JsObject::with_object_proto(context.intrinsics());
        let text = JsString::from(part.text.as_str());
        row.create_data_property_or_throw(js_string!("type"), JsString::from(part.kind), context)?;
        row.create_data_property_or_throw(js_string!("value"), text, context)?;
        if let Some((name, value)) = last(part) {
            let name = JsString::from(name);
            row.create_data_property_or_throw(name, JsString::from(value), context)?;
        }
        rows.push(row.into());
    }
    Ok(JsArray::from_iter(rows, context).into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spaces_and_marks_around_a_text_are_literals() {
        let mut parts = Vec::new();
        push_text(&mut parts, "unit", "\u{a0}km/h ");
        let shown: Vec<_> = parts.iter().map(|part| (part.kind, part.text.as_str())).collect();
        assert_eq!(shown, [("literal", "\u{a0}"), ("unit", "km/h"), ("literal", " ")]);
    }

    #[test]
    fn a_sign_takes_the_place_of_the_minus() {
        let plus = |negative| signed("{c}{0}", negative, Sign::Plus, false, "");
        assert_eq!(plus("{c}{-}{0}"), "{c}{+}{0}");
        assert_eq!(plus("({c}{0})"), "{+}{c}{0}");
        assert_eq!(signed("{0}", "{-}{0}", Sign::Minus, true, ""), "{~}{-}{0}");
        assert_eq!(signed("{0}", "*{-}*{0}", Sign::None, true, "*"), "{~}{0}");
        assert_eq!(signed("{0}", "{-}{0}", Sign::None, false, ""), "{0}");
    }
}
