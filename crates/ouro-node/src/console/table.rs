//! `console.table`: rows and columns in a frame. Node docs: `console.table`. No JavaScript half.

use boa_engine::{
    Context, JsObject, JsResult, JsString, JsValue,
    builtins::{map::ordered_map::OrderedMap, set::ordered_set::OrderedSet},
    property::PropertyKey,
};

use crate::util::{
    inspect::{self, Options, text, width},
    reflect::{self, Keys},
};

const ITERATION: &str = "(iteration index)";
const INDEX: &str = "(index)";
const VALUES: &str = "Values";

/// Builds the table of an object, whose columns are `wanted` or what its rows have.
///
/// # Errors
/// What getters and custom inspection throw.
pub(super) fn table(
    data: &JsObject,
    wanted: Option<Vec<PropertyKey>>,
    options: &Options,
    context: &mut Context,
) -> JsResult<String> {
    let pairs: Option<Vec<(JsValue, JsValue)>> = data
        .downcast_ref::<OrderedMap<JsValue>>()
        .map(|map| map.iter().map(|(key, value)| (key.clone(), value.clone())).collect());
    if let Some(pairs) = pairs {
        let mut columns = vec![numbers(pairs.len()), Vec::new(), Vec::new()];
        for (key, value) in pairs {
            let cells = [cell(&key, options, context)?, cell(&value, options, context)?];
            for (column, cell) in columns.iter_mut().skip(1).zip(cells) {
                column.push(cell);
            }
        }
        return Ok(frame(&[ITERATION, "Key", VALUES].map(str::to_owned), &columns));
    }
    let values: Option<Vec<JsValue>> =
        data.downcast_ref::<OrderedSet>().map(|set| set.iter().cloned().collect());
    if let Some(values) = values {
        let mut cells = Vec::with_capacity(values.len());
        for value in &values {
            cells.push(cell(value, options, context)?);
        }
        let columns = [numbers(values.len()), cells];
        return Ok(frame(&[ITERATION, VALUES].map(str::to_owned), &columns));
    }
    rows(data, wanted.as_deref(), options, context)
}

fn rows(
    data: &JsObject,
    wanted: Option<&[PropertyKey]>,
    options: &Options,
    context: &mut Context,
) -> JsResult<String> {
    let mut names: Vec<PropertyKey> = wanted.map(<[_]>::to_vec).unwrap_or_default();
    let mut cells: Vec<Vec<String>> = vec![Vec::new(); names.len()];
    let mut primitives: Option<Vec<String>> = None;
    let mut index = Vec::new();
    for key in reflect::own_keys(data, Keys::Enumerable, context)? {
        if matches!(key, PropertyKey::Symbol(_)) {
            continue;
        }
        let row = index.len();
        index.push(key_text(&key));
        let item = data.get(key, context)?;
        let Some(object) = item.as_object() else {
            if wanted.is_none() {
                put(primitives.get_or_insert_default(), row, cell(&item, options, context)?);
            }
            continue;
        };
        let keys = match wanted {
            Some(keys) => keys.to_vec(),
            None => reflect::own_keys(&object, Keys::Enumerable, context)?,
        };
        for key in keys {
            if matches!(key, PropertyKey::Symbol(_)) {
                continue;
            }
            let column = names.iter().position(|name| *name == key).unwrap_or_else(|| {
                names.push(key.clone());
                cells.push(Vec::new());
                names.len() - 1
            });
            if reflect::has_own(&object, &key, context)? {
                let value = object.get(key, context)?;
                let value = cell(&value, options, context)?;
                if let Some(column) = cells.get_mut(column) {
                    put(column, row, value);
                }
            }
        }
    }
    // Columns named like indices come first, as in any object.
    let mut order: Vec<usize> = (0..names.len()).collect();
    order.sort_by_key(|&column| match names.get(column) {
        Some(PropertyKey::Index(index)) => (0, index.get()),
        _ => (1, 0),
    });
    let mut heads = vec![INDEX.to_owned()];
    let mut columns = vec![index];
    for column in order {
        heads.extend(names.get(column).map(key_text));
        columns.extend(cells.get(column).cloned());
    }
    if let Some(primitives) = primitives {
        heads.push(VALUES.to_owned());
        columns.push(primitives);
    }
    Ok(frame(&heads, &columns))
}

fn key_text(key: &PropertyKey) -> String {
    match key {
        PropertyKey::String(name) => text::plain(name),
        PropertyKey::Index(index) => index.get().to_string(),
        PropertyKey::Symbol(symbol) => text::plain(&symbol.descriptive_string()),
    }
}

fn put(column: &mut Vec<String>, row: usize, cell: String) {
    column.resize(row, String::new());
    column.push(cell);
}

fn numbers(count: usize) -> Vec<String> {
    (0..count).map(|index| index.to_string()).collect()
}

/// Shows one value on one line.
fn cell(value: &JsValue, options: &Options, context: &mut Context) -> JsResult<String> {
    let mut depth = 0.0;
    if let Some(object) = value.as_object().filter(|object| !object.is_callable())
        && !object.is_array()
        && reflect::own_keys(&object, Keys::Enumerable, context)?.len() > 2
    {
        depth = -1.0;
    }
    let options = Options {
        depth,
        depth_is_null: false,
        max_array_length: 3.0,
        break_length: f64::INFINITY,
        ..options.clone()
    };
    inspect::show(value, options, context)
}

/// Draws the table.
fn frame(heads: &[String], columns: &[Vec<String>]) -> String {
    let rows = columns.iter().map(Vec::len).max().unwrap_or(0);
    let widths: Vec<usize> = heads
        .iter()
        .zip(columns)
        .map(|(head, column)| {
            let cells = column.iter().map(|cell| width::columns(cell, true));
            cells.max().unwrap_or(0).max(width::columns(head, true)) + 2
        })
        .collect();
    let rule = |left: &str, middle: &str, right: &str| {
        let dashes: Vec<String> = widths.iter().map(|&width| "─".repeat(width)).collect();
        format!("{left}{}{right}", dashes.join(middle))
    };
    let line = |cells: &[&str]| {
        let mut out = String::from("│");
        for (index, (cell, width)) in cells.iter().zip(&widths).enumerate() {
            let padding = width.saturating_sub(width::columns(cell, true) + 1);
            out.push(' ');
            out.push_str(cell);
            out.push_str(&" ".repeat(padding));
            if index + 1 != widths.len() {
                out.push('│');
            }
        }
        out.push('│');
        out
    };
    let heads: Vec<&str> = heads.iter().map(String::as_str).collect();
    let mut out = format!("{}\n{}\n{}\n", rule("┌", "┬", "┐"), line(&heads), rule("├", "┼", "┤"));
    for row in 0..rows {
        let cells: Vec<&str> =
            columns.iter().map(|column| column.get(row).map_or("", String::as_str)).collect();
        out.push_str(&line(&cells));
        out.push('\n');
    }
    out.push_str(&rule("└", "┴", "┘"));
    out
}

/// Reads the names of the columns that are wanted.
///
/// # Errors
/// What getters of the list throw.
pub(super) fn wanted(list: &JsObject, context: &mut Context) -> JsResult<Vec<PropertyKey>> {
    let mut names = Vec::new();
    for index in 0..reflect::array_length(list) {
        let name = list.get(index, context)?.to_string(context)?;
        names.push(PropertyKey::from(JsString::clone(&name)));
    }
    Ok(names)
}
