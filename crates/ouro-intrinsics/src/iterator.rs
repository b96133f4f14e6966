//! `Iterator.zip` and `Iterator.zipKeyed`, which the engine has not. ECMA-262 (2026) §27.1.3.2.
//! <https://tc39.es/proposal-joint-iteration/>

mod record;
mod zip;

use boa_engine::{Context, JsResult, js_string, object::builtins::JsFunction};

use crate::builtin::define;

/// Installs both functions into the current realm.
pub(crate) fn install(context: &mut Context) -> JsResult<()> {
    let iterator = context.intrinsics().constructors().iterator();
    let (class, prototype) = (iterator.constructor(), iterator.prototype());
    let Some(map) = prototype.get(js_string!("map"), context)?.as_function() else {
        return Ok(());
    };
    let reflect = context.intrinsics().objects().reflect();
    let describe = reflect.get(js_string!("getOwnPropertyDescriptor"), context)?.as_function();
    let Some(describe) = describe else { return Ok(()) };
    let zip = zip::zip(map.clone());
    define(&class, js_string!("zip").into(), "zip", 1, zip, context);
    let zip = zip::zip_keyed(map, describe);
    define(&class, js_string!("zipKeyed").into(), "zipKeyed", 1, zip, context);
    Ok(())
}

/// The engine's `Iterator.prototype.map`, which makes helpers.
type Map = JsFunction;

#[cfg(test)]
mod tests {
    fn eval(text: &str) -> String {
        crate::testing::evaluated(text, super::install)
    }

    #[test]
    fn iterators_are_read_side_by_side() {
        assert_eq!(eval("JSON.stringify([...Iterator.zip([[1, 2], [3, 4, 5]])])"), "[[1,3],[2,4]]");
        assert_eq!(
            eval("JSON.stringify([...Iterator.zipKeyed({ a: [1], b: [2] })])"),
            "[{\"a\":1,\"b\":2}]"
        );
        let longest = "{ mode: 'longest', padding: [8, 9] }";
        let text = format!("JSON.stringify([...Iterator.zip([[1, 2], [3]], {longest})])");
        assert_eq!(eval(&text), "[[1,3],[2,9]]");
        let strict =
            "try { [...Iterator.zip([[1], []], { mode: 'strict' })] } catch (e) { e.name }";
        assert_eq!(eval(strict), "TypeError");
    }

    #[test]
    fn what_is_left_is_closed_in_reverse() {
        let text = "let log = '';
            const it = (n, size) => ({
              next() { return { done: size-- <= 0, value: n } },
              return() { log += n; return {} },
              [Symbol.iterator]() { return this },
            });
            const zipped = Iterator.zip([it(1, 3), it(2, 3), it(3, 0)]);
            zipped.next(); log + Iterator.prototype.isPrototypeOf(zipped)";
        assert_eq!(eval(text), "21true");
    }
}
