//! The words of an `AssertionError`: values side by side, or the edits between their lines.
//! Node docs: `assert.AssertionError`. No JavaScript half.

use boa_engine::{Context, JsResult, JsValue, js_string};

use super::diff::{self, Edit};
use crate::{
    Arguments,
    util::inspect::{self, Options, Sorted, text},
};

/// Lines of a value that are shown at most where both sides are alike.
const MOST_LINES: usize = 50;

/// Two short values of together this many characters stand on one line.
const SHORT: usize = 12;

/// Equal lines that are shown before and after a change.
const KEPT: usize = 5;

/// The colours of a diff, empty where there are none.
struct Colors {
    green: &'static str,
    red: &'static str,
    blue: &'static str,
    gray: &'static str,
    white: &'static str,
}

const PLAIN: Colors = Colors { green: "", red: "", blue: "", gray: "", white: "" };

const PAINTED: Colors = Colors {
    green: "\u{1b}[32m",
    red: "\u{1b}[31m",
    blue: "\u{1b}[34m",
    gray: "\u{1b}[90m",
    white: "\u{1b}[39m",
};

/// `message(actual, expected, operator, custom, full, colors)`: the text of an error; `custom`
/// stands in for the first line.
///
/// # Errors
/// What getters throw.
pub(super) fn message(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let (actual, expected) = (args.value(0), args.value(1));
    let operator = args.text(2, context)?;
    let custom = args.value(3).as_string().map(|custom| text::plain(&custom));
    let full = args.flag(4);
    let colors = if args.flag(5) { &PAINTED } else { &PLAIN };
    let shown = match operator.as_str() {
        "deepStrictEqual" | "strictEqual" | "partialDeepStrictEqual" => {
            edits(actual, expected, &operator, custom, full, colors, context)?
        }
        "notDeepStrictEqual" | "notStrictEqual" => {
            unequal(actual, &operator, full, colors, context)?
        }
        _ => plain(actual, expected, &operator, full, context)?,
    };
    Ok(js_string!(shown).into())
}

/// The first line for an operator.
fn words(operator: &str) -> Option<&'static str> {
    Some(match operator {
        "deepStrictEqual" => "Expected values to be strictly deep-equal:",
        "partialDeepStrictEqual" => "Expected values to be partially and strictly deep-equal:",
        "strictEqual" => "Expected values to be strictly equal:",
        "strictEqualObject" => "Expected \"actual\" to be reference-equal to \"expected\":",
        "deepEqual" => "Expected values to be loosely deep-equal:",
        "notDeepStrictEqual" => "Expected \"actual\" not to be strictly deep-equal to:",
        "notStrictEqual" => "Expected \"actual\" to be strictly unequal to:",
        "notStrictEqualObject" => "Expected \"actual\" not to be reference-equal to \"expected\":",
        "notDeepEqual" => "Expected \"actual\" not to be loosely deep-equal to:",
        "notIdentical" => "Values have same structure but are not reference-equal:",
        "notDeepEqualUnequal" => "Expected values not to be loosely deep-equal:",
        _ => return None,
    })
}

/// Shows a value with one part per line, in an order that does not depend on insertion.
fn show(value: &JsValue, context: &mut Context) -> JsResult<String> {
    let options = Options {
        compact: inspect::Compact::Levels(0.0),
        custom_inspect: false,
        depth: 1000.0,
        max_array_length: f64::INFINITY,
        show_hidden: false,
        show_proxy: false,
        sorted: Sorted::ByCodeUnits,
        getters: inspect::Getters::All,
        ..Options::default()
    };
    inspect::show(value, options, context)
}

fn is_data(value: &JsValue) -> bool {
    value.is_object() && !value.is_callable()
}

/// The message of the strict operators.
fn edits(
    actual: &JsValue,
    expected: &JsValue,
    operator: &str,
    custom: Option<String>,
    full: bool,
    colors: &Colors,
    context: &mut Context,
) -> JsResult<String> {
    let objects = is_data(actual) && is_data(expected);
    let functions = actual.is_callable() && expected.is_callable();
    let mut operator = if operator == "strictEqual" && (objects || functions) {
        "strictEqualObject"
    } else {
        operator
    };
    let (left, right) = (show(actual, context)?, show(expected, context)?);
    let lines = |text: &str| text.split('\n').map(str::to_owned).collect::<Vec<_>>();
    let (left_lines, right_lines) = (lines(&left), lines(&right));
    let Colors { green, red, white, .. } = colors;
    let mut header = format!("{green}+ actual{white} {red}- expected{white}");
    let mut skipped = false;
    let body = if left_lines.len() == 1 && right_lines.len() == 1 && !objects {
        match on_one_line(actual, &left, expected, &right) {
            Some(line) => {
                header.clear();
                line
            }
            None => {
                let both = actual.is_string() && expected.is_string();
                let mark = if both { indicator(&left, &right) } else { String::new() };
                format!("\n{green}+{white} {left}\n{red}- {white}{right}{mark}")
            }
        }
    } else if left == right {
        operator = "notIdentical";
        header.clear();
        if left_lines.len() > MOST_LINES && !full {
            skipped = true;
            format!("{}\n...}}", left_lines.get(..MOST_LINES).unwrap_or_default().join("\n"))
        } else {
            left
        }
    } else {
        let edits = diff::diff(&left_lines, &right_lines, is_data(actual));
        let (body, cut) = printed(&edits, operator, colors);
        skipped = cut;
        body
    };
    let first = match &custom {
        Some(custom) if !custom.is_empty() => custom,
        _ => words(operator).unwrap_or_default(),
    };
    let note = if skipped { "\n... Skipped lines" } else { "" };
    if header.is_empty() {
        return Ok(format!("{first}\n{note}\n{body}\n"));
    }
    Ok(format!("{first}\n{header}{note}\n{body}\n"))
}

/// `1 !== 2`, where both values are short and do not look alike.
fn on_one_line(actual: &JsValue, left: &str, expected: &JsValue, right: &str) -> Option<String> {
    let quotes = |value: &JsValue| if value.is_string() { 2 } else { 0 };
    let length = text::units(left) + text::units(right);
    let zero = |value: &JsValue| value.as_number() == Some(0.0);
    if length - quotes(actual) - quotes(expected) > SHORT || zero(actual) && zero(expected) {
        return None;
    }
    Some(format!("{left} !== {right}"))
}

/// A line with a caret under the first difference, where the two lines are short enough for it to
/// be seen and it is not at their very beginning.
fn indicator(left: &str, right: &str) -> String {
    const TERMINAL: usize = 80;
    if text::units(left) + text::units(right) > TERMINAL {
        return String::new();
    }
    let mut pairs = left.encode_utf16().zip(right.encode_utf16().map(Some).chain([None]));
    match pairs.position(|(one, other)| Some(one) != other) {
        Some(at) if at >= 3 => format!("\n{}^", " ".repeat(at + 2)),
        _ => String::new(),
    }
}

/// Writes edits, leaving out all but a few of many equal lines.
fn printed(edits: &[(Edit, &str)], operator: &str, colors: &Colors) -> (String, bool) {
    let Colors { green, red, blue, gray, white } = colors;
    let mut out = String::new();
    let mut skipped = false;
    let mut same = 0;
    for (index, &(edit, line)) in edits.iter().enumerate() {
        if edit != Edit::Same && same > 0 {
            let back = |steps: usize| {
                index.checked_sub(steps).and_then(|at| edits.get(at)).map_or("", |edit| edit.1)
            };
            // Dots in the place of a single line, or two, would save nothing.
            if same == KEPT + 1 {
                out.push_str(&format!("{white}  {}\n", back(1)));
            } else if same == KEPT + 2 {
                out.push_str(&format!("{white}  {}\n{white}  {}\n", back(2), back(1)));
            } else if same >= KEPT + 3 {
                out.push_str(&format!("{blue}...{white}\n{white}  {}\n", back(1)));
                skipped = true;
            }
            same = 0;
        }
        match edit {
            Edit::Actual if operator == "partialDeepStrictEqual" && !green.is_empty() => {
                out.push_str(&format!("{gray}  {line}{white}\n"));
            }
            Edit::Actual => out.push_str(&format!("{green}+{white} {line}\n")),
            Edit::Expected => out.push_str(&format!("{red}-{white} {line}\n")),
            Edit::Same => {
                if same < KEPT {
                    out.push_str(&format!("{white}  {line}\n"));
                }
                same += 1;
            }
        }
    }
    (format!("\n{}", out.trim_end()), skipped)
}

/// The message of operators that want two values to differ strictly.
fn unequal(
    actual: &JsValue,
    operator: &str,
    full: bool,
    colors: &Colors,
    context: &mut Context,
) -> JsResult<String> {
    let base = if operator == "notStrictEqual" && actual.is_object() {
        words("notStrictEqualObject")
    } else {
        words(operator)
    };
    let base = base.unwrap_or_default();
    let shown = show(actual, context)?;
    let mut lines: Vec<&str> = shown.split('\n').collect();
    let dots = format!("{}...{}", colors.blue, colors.white);
    if lines.len() > MOST_LINES && !full {
        lines.truncate(46);
        lines.push(&dots);
    }
    match lines.as_slice() {
        [only] if text::units(only) > 5 => Ok(format!("{base}\n\n{only}")),
        [only] => Ok(format!("{base} {only}")),
        _ => Ok(format!("{base}\n\n{}\n", lines.join("\n"))),
    }
}

/// The message of the loose operators.
fn plain(
    actual: &JsValue,
    expected: &JsValue,
    operator: &str,
    full: bool,
    context: &mut Context,
) -> JsResult<String> {
    let cut = |shown: String, most, kept| if full { shown } else { cut(shown, most, kept) };
    let (mut left, mut right) = (show(actual, context)?, show(expected, context)?);
    if operator == "notDeepEqual" && left == right {
        let whole = format!("{}\n\n{left}", words(operator).unwrap_or_default());
        return Ok(cut(whole, 1024, 1021));
    }
    left = cut(left, 512, 509);
    right = cut(right, 512, 509);
    if operator == "deepEqual" {
        let first = words(operator).unwrap_or_default();
        return Ok(format!("{first}\n\n{left}\n\nshould loosely deep-equal\n\n{right}"));
    }
    if let Some(first) = words(&format!("{operator}Unequal")) {
        return Ok(format!("{first}\n\n{left}\n\nshould not loosely deep-equal\n\n{right}"));
    }
    Ok(format!("{left} {operator} {right}"))
}

/// Cuts text longer than `most` to `kept` characters and dots.
fn cut(shown: String, most: usize, kept: usize) -> String {
    if text::units(&shown) <= most {
        return shown;
    }
    let short: String = shown.chars().take(kept).collect();
    format!("{short}...")
}
