//! `Object.keys`, `values` and `entries` of ordinary objects, whose names are remembered by shape.
//! The engine looks each property up twice, by way of lists. ECMA-262 §20.1.2.

use boa_engine::{
    Context, JsArgs, JsResult, JsString, JsValue,
    object::builtins::{JsArray, JsFunction},
};

use crate::{
    builtin::method_over,
    shapes::{Names, Shapes, shown},
};

/// Installs the functions into the current realm.
pub(crate) fn install(context: &mut Context) -> JsResult<()> {
    let object = context.intrinsics().constructors().object().constructor();
    method_over(&object, "entries", 1, entries, context)?;
    method_over(&object, "keys", 1, keys, context)?;
    method_over(&object, "values", 1, values, context)
}

/// `Object.keys(O)`
fn keys(
    this: &JsValue,
    args: &[JsValue],
    engine: &JsFunction,
    context: &mut Context,
) -> JsResult<JsValue> {
    match names(args, context)? {
        Some(names) => {
            let names = names.iter().map(|(name, _)| name.clone().into());
            Ok(JsArray::from_iter(names, context).into())
        }
        None => engine.call(this, args, context),
    }
}

/// `Object.values(O)`
fn values(
    this: &JsValue,
    args: &[JsValue],
    engine: &JsFunction,
    context: &mut Context,
) -> JsResult<JsValue> {
    match pairs(args, context)? {
        Some(pairs) => {
            let values = pairs.into_iter().map(|(_, value)| value);
            Ok(JsArray::from_iter(values, context).into())
        }
        None => engine.call(this, args, context),
    }
}

/// `Object.entries(O)`
fn entries(
    this: &JsValue,
    args: &[JsValue],
    engine: &JsFunction,
    context: &mut Context,
) -> JsResult<JsValue> {
    match pairs(args, context)? {
        Some(pairs) => {
            let mut entries = Vec::with_capacity(pairs.len());
            for (name, value) in pairs {
                entries.push(JsArray::from_iter([name.into(), value], context).into());
            }
            Ok(JsArray::from_iter(entries, context).into())
        }
        None => engine.call(this, args, context),
    }
}

/// The names that an ordinary object shows; `None` for anything else.
fn names(args: &[JsValue], context: &mut Context) -> JsResult<Option<Names>> {
    let object = args.get_or_undefined(0).as_object().filter(|object| object.is_ordinary());
    let Some(object) = object else { return Ok(None) };
    let shapes = Shapes::of(context);
    shown(&shapes, &object, context).map(Some)
}

/// The names and values of an ordinary object; `None` for anything else, and where a value would
/// have to be asked of a getter.
fn pairs(args: &[JsValue], context: &mut Context) -> JsResult<Option<Vec<(JsString, JsValue)>>> {
    let Some(names) = names(args, context)? else { return Ok(None) };
    let Some(object) = args.get_or_undefined(0).as_object() else { return Ok(None) };
    let borrowed = object.borrow();
    let pair = |(name, key): &(JsString, _)| {
        let slot = borrowed.properties().get(key)?;
        Some((name.clone(), slot.value()?.clone()))
    };
    Ok(names.iter().map(pair).collect())
}

#[cfg(test)]
mod tests {
    fn eval(text: &str) -> String {
        crate::testing::evaluated(text, super::install)
    }

    #[test]
    fn names_and_values_are_those_of_the_object_as_it_is_now() {
        let text = "const o = { b: 1, a: 2, 7: 'x', [Symbol('s')]: 3 };
            const shown = [Object.keys(o), Object.values(o), Object.entries(o)];
            o.c = 4; delete o.b;
            Object.defineProperty(o, 'hidden', { value: 5, configurable: true });
            shown.push(Object.keys(o), Object.values(o));
            Object.defineProperty(o, 'hidden', { enumerable: true });
            shown.push(Object.entries(o));
            const p = { get g() { return 6; }, h: 1 };
            shown.push(Object.values(p), Object.entries(p), Object.keys(Object.create({ z: 1 })));
            JSON.stringify(shown)";
        let wanted = r#"[["7","b","a"],["x",1,2],[["7","x"],["b",1],["a",2]],["7","a","c"],["x",2,4],[["7","x"],["a",2],["c",4],["hidden",5]],[6,1],[["g",6],["h",1]],[]]"#;
        assert_eq!(eval(text), wanted);
    }

    #[test]
    fn what_is_not_ordinary_is_left_to_the_engine() {
        let text = "[Object.keys('ab'), Object.values([1, 2]), Object.entries(new Proxy({ a: 1 }, {})),
            Object.keys(function f() {}), (() => { try { Object.keys(null); } catch (e) { return e.name; } })()].join('|')";
        assert_eq!(eval(text), "0,1|1,2|a,1||TypeError");
    }
}
