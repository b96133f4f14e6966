//! `node:util`, the system's errors, `.env` text and edits between lists: the Rust half of
//! `runtime-js/internal/util/system.js`. Node docs: `util.getSystemErrorName`, `util.parseEnv`,
//! `util.diff`.

use boa_engine::{Context, JsResult, JsString, JsValue, js_string, object::builtins::JsArray};

use super::inspect::text;
use crate::{
    Arguments,
    assert::diff::{self, Edit},
};
use ouro_sys::errno;

/// `errorName(err)`: the code of a negative errno.
pub(super) fn error_name(_: &JsValue, args: &[JsValue], _: &mut Context) -> JsResult<JsValue> {
    let number = args.int(0);
    Ok(match errno::find(number.saturating_neg()) {
        Some(_) => js_string!(errno::name(number.saturating_neg())).into(),
        None => js_string!(format!("Unknown system error {number}")).into(),
    })
}

/// `errorMessage(err)`: the words for a negative errno.
pub(super) fn error_message(_: &JsValue, args: &[JsValue], _: &mut Context) -> JsResult<JsValue> {
    let number = args.int(0);
    Ok(match errno::find(number.saturating_neg()) {
        Some(_) => js_string!(errno::message(number.saturating_neg())).into(),
        None => js_string!(format!("Unknown system error {number}")).into(),
    })
}

/// `errorList()`: `[errno, [code, message]]` for each error.
pub(super) fn error_list(_: &JsValue, _: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let rows: Vec<JsValue> = errno::all()
        .iter()
        .map(|known| {
            let words = [js_string!(known.name).into(), js_string!(known.message).into()];
            let words = JsArray::from_iter(words, context);
            JsArray::from_iter([JsValue::from(known.number), words.into()], context).into()
        })
        .collect();
    Ok(JsArray::from_iter(rows, context).into())
}

/// `parseEnv(text)`: names and values in turn.
pub(super) fn parse_env(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let content = args.text(0, context)?;
    let pairs: Vec<JsValue> = parse(&content)
        .into_iter()
        .flat_map(|(name, value)| [js_string!(name).into(), js_string!(value).into()])
        .collect();
    Ok(JsArray::from_iter(pairs, context).into())
}

/// Reads `NAME=value` lines: quotes keep spaces and newlines, double quotes read `\n`, `#` starts a
/// comment, `export` is skipped. As in Node, spaces after the `=` hide a line's end.
#[must_use]
pub fn parse(content: &str) -> Vec<(String, String)> {
    const SPACE: [char; 3] = [' ', '\t', '\n'];
    let content = content.replace('\r', "");
    let mut pairs = Vec::new();
    let mut rest = content.trim_matches(SPACE);
    while !rest.is_empty() {
        let (line, after) = rest.split_once('\n').unwrap_or((rest, ""));
        let assigned = line.split_once('=').filter(|_| !line.starts_with('#'));
        let Some((written, _)) = assigned.filter(|(name, _)| !name.trim_matches(SPACE).is_empty())
        else {
            rest = after.trim_start_matches(SPACE);
            continue;
        };
        let name = written.trim_matches(SPACE);
        let raw = rest.get(written.len() + 1..).unwrap_or_default();
        if raw.starts_with('\n') {
            pairs.push((name.to_owned(), String::new()));
            rest = raw.trim_start_matches(SPACE);
            continue;
        }
        let name = name.strip_prefix("export ").unwrap_or(name).trim_matches(SPACE);
        let raw = raw.trim_start_matches(SPACE);
        let quote = raw.chars().next().filter(|letter| matches!(letter, '"' | '\'' | '`'));
        let quoted = quote.and_then(|quote| raw.get(1..)?.split_once(quote));
        let (value, after) = match quoted {
            Some((value, tail)) => {
                let value =
                    if quote == Some('"') { value.replace("\\n", "\n") } else { value.into() };
                (value, tail.split_once('\n').map_or("", |(_, after)| after))
            }
            None => {
                let (line, after) = raw.split_once('\n').unwrap_or((raw, ""));
                let value = line.split('#').next().unwrap_or_default();
                (value.trim_matches(SPACE).to_owned(), after)
            }
        };
        pairs.push((name.to_owned(), value));
        rest = after.trim_start_matches(SPACE);
    }
    pairs
}

/// `diff(actual, expected)`, lists of strings: `[0 | 1 | -1, item]` for each item in both, only in
/// the first, only in the second.
pub(super) fn diff(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let actual = strings(args, 0, context)?;
    let expected = strings(args, 1, context)?;
    let rows: Vec<JsValue> = diff::diff(&actual, &expected, false)
        .into_iter()
        .map(|(edit, item)| {
            let code = match edit {
                Edit::Same => 0,
                Edit::Actual => 1,
                Edit::Expected => -1,
            };
            let item: JsString = js_string!(item);
            JsArray::from_iter([JsValue::from(code), item.into()], context).into()
        })
        .collect();
    Ok(JsArray::from_iter(rows, context).into())
}

fn strings(args: &[JsValue], index: usize, context: &mut Context) -> JsResult<Vec<String>> {
    let list = args.object(index, context)?;
    let length = super::reflect::array_length(&list);
    (0..length).map(|at| Ok(text::plain(&list.get(at, context)?.to_string(context)?))).collect()
}

#[cfg(test)]
mod tests {
    use super::parse;

    #[test]
    fn env_text_is_read_with_quotes_and_comments() {
        let text = "A=1\nB=\"x\\ny\"\nexport C=3 # c\nD='a\"b'\n#x\nE=`m\nn`\nF\n G = h i \n\
                    H=\"a#b\"#c\nI=a\\nb\nJ=\n=x\nK=\"unterminated\nL=1";
        let pairs = parse(text);
        let pairs: Vec<_> = pairs.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
        let expected = [
            ("A", "1"),
            ("B", "x\ny"),
            ("C", "3"),
            ("D", "a\"b"),
            ("E", "m\nn"),
            ("G", "h i"),
            ("H", "a#b"),
            ("I", "a\\nb"),
            ("J", ""),
            ("K", "\"unterminated"),
            ("L", "1"),
        ];
        assert_eq!(pairs, expected);
    }
}
