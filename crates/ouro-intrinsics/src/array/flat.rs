//! `Array.prototype.flat` whose levels are kept in a list, so that an array inside itself is an error
//! and not the end of the process. ECMA-262 §23.1.3.13.

use boa_engine::{
    Context, JsArgs, JsNativeError, JsObject, JsResult, JsSymbol, JsValue,
    builtins::proxy::Proxy,
    js_string,
    object::builtins::{JsArray, JsFunction},
};

use crate::interrupt::Pace;

/// Deeper levels are refused, as where V8's stack ends.
const MAX_DEPTH: usize = 7_000;

/// An array that is being read.
struct Level {
    array: JsObject,
    next: u64,
    length: u64,
}

impl Level {
    fn new(array: JsObject, context: &mut Context) -> JsResult<Self> {
        let length = array.get(js_string!("length"), context)?.to_length(context)?;
        Ok(Self { array, next: 0, length })
    }
}

/// `Array.prototype.flat(depth)`
pub(super) fn flat(
    this: &JsValue,
    args: &[JsValue],
    _: &JsFunction,
    context: &mut Context,
) -> JsResult<JsValue> {
    let object = this.to_object(context)?;
    let first = Level::new(object.clone(), context)?;
    let depth = args.get_or_undefined(0);
    let depth = if depth.is_undefined() { 1.0 } else { depth.to_number(context)? };
    let target = target(&object, context)?;
    let mut items = Vec::new();
    let mut levels = vec![first];
    let mut pace = Pace::default();
    while let Some(level) = levels.last_mut() {
        pace.step(context)?;
        if level.next >= level.length {
            levels.pop();
            continue;
        }
        let (array, index) = (level.array.clone(), level.next);
        level.next += 1;
        let proxy = array.is::<Proxy>();
        if proxy && !array.has_property(index, context)? {
            continue;
        }
        let item = array.get(index, context)?;
        if item.is_undefined() && !proxy && !array.has_property(index, context)? {
            continue;
        }
        let deeper = match item.as_object() {
            // The depth counts from the outermost array, which is no level of its own.
            #[expect(clippy::cast_precision_loss, reason = "a few thousand at most")]
            Some(inner) if levels.len() as f64 <= depth => {
                is_array(&inner, context)?.then_some(inner)
            }
            _ => None,
        };
        match deeper {
            Some(_) if levels.len() >= MAX_DEPTH => {
                let message = "Maximum call stack size exceeded";
                return Err(JsNativeError::range().with_message(message).into());
            }
            Some(inner) => levels.push(Level::new(inner, context)?),
            None => items.push(item),
        }
    }
    let Some(target) = target else { return Ok(JsArray::from_iter(items, context).into()) };
    for (index, item) in items.into_iter().enumerate() {
        target.create_data_property_or_throw(index, item, context)?;
    }
    Ok(target.into())
}

/// ECMA-262 §7.2.2 IsArray, which sees through proxies.
fn is_array(object: &JsObject, context: &mut Context) -> JsResult<bool> {
    crate::json::is_array(object, context)
}

/// The object that a class of its own makes for the result; `None` where it is a plain array.
/// ECMA-262 §10.4.2.3 ArraySpeciesCreate.
fn target(object: &JsObject, context: &mut Context) -> JsResult<Option<JsObject>> {
    if !is_array(object, context)? {
        return Ok(None);
    }
    let class = object.get(js_string!("constructor"), context)?;
    let species = match class.as_object() {
        Some(class) => class.get(JsSymbol::species(), context)?,
        None => class.clone(),
    };
    if species.is_undefined() || (class.is_object() && species.is_null()) {
        return Ok(None);
    }
    let array = context.intrinsics().constructors().array().constructor();
    match species.as_object().filter(JsObject::is_constructor) {
        Some(class) if JsObject::equals(&class, &array) => Ok(None),
        Some(class) => class.construct(&[0.into()], None, context).map(Some),
        None => {
            let message = "object.constructor[Symbol.species] is not a constructor";
            Err(JsNativeError::typ().with_message(message).into())
        }
    }
}
