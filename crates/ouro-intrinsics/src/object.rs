//! `Object.keys`, `values` and `entries` of ordinary objects, whose names are remembered by shape, and
//! of dense arrays. The engine looks each property up twice, by way of lists. ECMA-262 §20.1.2.

use boa_engine::{
    Context, JsArgs, JsObject, JsResult, JsString, JsValue,
    object::builtins::{JsArray, JsFunction},
};

use crate::{
    array::dense::{elements, with},
    builtin::method_over,
    interrupt::{Pace, Until},
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
    if let Some(items) = list(args, context)? {
        let count = with(&items, |dense| dense.len()).unwrap_or_default();
        let names = (0..count).map(|index| JsString::from(index).into());
        return collected(names, context);
    }
    match names(args, context)? {
        Some(names) => {
            let names = names.iter().map(|(name, _)| name.clone().into());
            collected(names, context)
        }
        None => engine.call(this, args, context),
    }
}

/// An array of values.
///
/// # Errors
/// The engine's, where the script is to end.
fn collected(values: impl Iterator<Item = JsValue>, context: &mut Context) -> JsResult<JsValue> {
    let made = JsArray::from_iter(Until::new(values), context);
    Pace::look(context)?;
    Ok(made.into())
}

/// Shorter arrays are the engine's.
const MANY: usize = 32;

/// A dense array that has many elements and nothing else.
fn list(args: &[JsValue], context: &mut Context) -> JsResult<Option<JsObject>> {
    let list = args.get_or_undefined(0).as_object();
    let Some(list) = list.filter(|list| with(list, |dense| dense.len() >= MANY) == Some(true))
    else {
        return Ok(None);
    };
    let bare = JsObject::from(JsArray::new(context)?);
    let same = list.borrow().shape().to_addr_usize() == bare.borrow().shape().to_addr_usize();
    Ok(same.then_some(list))
}

/// `Object.values(O)`
fn values(
    this: &JsValue,
    args: &[JsValue],
    engine: &JsFunction,
    context: &mut Context,
) -> JsResult<JsValue> {
    if let Some(list) = list(args, context)? {
        return collected(elements(&list).unwrap_or_default().into_iter(), context);
    }
    match pairs(args, context)? {
        Some(pairs) => {
            let values = pairs.into_iter().map(|(_, value)| value);
            collected(values, context)
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
    let mut pace = Pace::default();
    if let Some(list) = list(args, context)? {
        let values = elements(&list).unwrap_or_default();
        let mut entries = Vec::with_capacity(values.len());
        for (index, value) in values.into_iter().enumerate() {
            pace.step(context)?;
            entries.push(JsArray::from_iter([JsString::from(index).into(), value], context).into());
        }
        return collected(entries.into_iter(), context);
    }
    match pairs(args, context)? {
        Some(pairs) => {
            let mut entries = Vec::with_capacity(pairs.len());
            for (name, value) in pairs {
                pace.step(context)?;
                entries.push(JsArray::from_iter([name.into(), value], context).into());
            }
            collected(entries.into_iter(), context)
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
    fn names_and_values_of_arrays_are_those_of_their_elements() {
        let text = "class Sub extends Array {}
            const of = (make) => Array.from({ length: 40 }, (_, at) => make(at));
            const more = of((at) => at), hidden = of(String);
            more.x = 2;
            Object.defineProperty(hidden, 0, { enumerable: false });
            const lists = [of((at) => at), of((at) => at / 2), of(String), of((at) => [at]), more, hidden,
                Sub.from(of(String)), Object.freeze(of(String))];
            lists.map((list) => {
                const names = [];
                for (const name in list) names.push(name);
                return JSON.stringify(Object.keys(list)) === JSON.stringify(names)
                    && Object.values(list).every((value, at) => value === list[names[at]])
                    && Object.entries(list).every(([name, value], at) =>
                        name === names[at] && value === list[name])
                    && Object.entries(list).length;
            }).join()";
        assert_eq!(eval(text), "40,40,40,40,41,39,40,40");
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
