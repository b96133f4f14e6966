//! `util.inspect` with `showHidden`: properties that the prototypes of user classes add.
//! Node docs: `util.inspect`, `showHidden`. No JavaScript half.

use std::collections::HashSet;

use boa_engine::{JsObject, JsResult, JsValue, js_string, property::PropertyKey};

use super::{Inspector, prefix, text};
use crate::util::reflect::{self, Keys};

/// How many prototypes are looked at.
const LAYERS: usize = 3;

/// Formats accessors and data of up to three prototypes, from `start` on, until a class of the
/// standard is reached. Functions, and what lower layers hide, are left out.
///
/// # Errors
/// What custom inspection functions, getters and traps throw.
pub(super) fn collect(
    inspector: &mut Inspector<'_>,
    object: &JsObject,
    start: JsObject,
    level: f64,
    output: &mut Vec<String>,
) -> JsResult<()> {
    let constructor: PropertyKey = js_string!("constructor").into();
    let mut current = start;
    let mut known: HashSet<PropertyKey> = HashSet::new();
    for depth in 0..LAYERS {
        if depth != 0 || *object == current {
            let Some(next) = reflect::prototype_of(&current, inspector.context)? else { break };
            current = next;
            let class = reflect::descriptor(&current, &constructor, inspector.context)?;
            let class = class.and_then(|found| found.value().and_then(JsValue::as_object));
            if let Some(class) = class.filter(JsObject::is_callable) {
                let name = class.get(js_string!("name"), inspector.context)?;
                if name.as_string().is_some_and(|name| prefix::is_builtin(&text::plain(&name))) {
                    break;
                }
            }
        }
        let keys = reflect::own_keys(&current, Keys::All, inspector.context)?;
        inspector.seen.push(object.clone());
        let shown = layer(inspector, object, &current, level, &keys, &known);
        inspector.seen.pop();
        output.extend(shown?);
        known.extend(keys);
    }
    Ok(())
}

fn layer(
    inspector: &mut Inspector<'_>,
    object: &JsObject,
    layer: &JsObject,
    level: f64,
    keys: &[PropertyKey],
    known: &HashSet<PropertyKey>,
) -> JsResult<Vec<String>> {
    let constructor: PropertyKey = js_string!("constructor").into();
    let mut output = Vec::new();
    for key in keys {
        if *key == constructor
            || reflect::has_own(object, key, inspector.context)?
            || known.contains(key)
        {
            continue;
        }
        let Some(found) = reflect::descriptor(layer, key, inspector.context)? else { continue };
        if found.value().and_then(JsValue::as_object).is_some_and(|value| value.is_callable()) {
            continue;
        }
        let shown = inspector.described(object, level, key, Some(found), false)?;
        output.push(if inspector.options.colors {
            format!("\u{1b}[2m{shown}\u{1b}[22m")
        } else {
            shown
        });
    }
    Ok(output)
}
