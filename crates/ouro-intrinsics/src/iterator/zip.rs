//! Iterators read side by side. The helper that a script gets is one of the engine's `map`, over an
//! object of ours that it reads, and closes, as an iterator.

use boa_engine::{
    Context, Finalize, JsArgs, JsData, JsError, JsNativeError, JsObject, JsResult, JsValue,
    NativeFunction, Trace, js_string,
    object::{
        FunctionObjectBuilder,
        builtins::{JsArray, JsFunction},
    },
    property::PropertyKey,
};

use super::{
    Map,
    record::{Record, close_all},
};
use crate::builtin::method;

#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Mode {
    Longest,
    Shortest,
    Strict,
}

/// What is being read. An iterator that has ended, or thrown, is open no more.
#[derive(Clone, Debug, Trace, Finalize)]
struct Zip {
    open: Vec<Option<Record>>,
    #[unsafe_ignore_trace]
    mode: Mode,
    padding: Vec<JsValue>,
    /// The keys of the results, which are arrays without.
    keys: Option<Vec<JsValue>>,
}

/// Zips are changed while scripts run: one is taken out and put back.
#[derive(Debug, Trace, Finalize, JsData)]
struct Source(Option<Zip>);

/// `Iterator.zip(iterables, options)`
pub(super) fn zip(map: Map) -> NativeFunction {
    NativeFunction::from_copy_closure_with_captures(
        |_, args, map: &Map, context| {
            let (iterables, mode, padding) = arguments(args, context)?;
            let input = Record::of(&iterables, context)?;
            let mut open = Vec::new();
            loop {
                let next = input.step_value(context);
                let Some(value) = or_close(next, open.iter(), context)? else { break };
                let record = Record::flattened(&value, context);
                let all = std::iter::once(&input).chain(open.iter());
                let record = or_close(record, all, context)?;
                open.push(record);
            }
            let padding = match padding {
                Some(padding) if mode == Mode::Longest => paddings(&padding, &open, context)?,
                _ => vec![JsValue::undefined(); open.len()],
            };
            let open = open.into_iter().map(Some).collect();
            helper(Zip { open, mode, padding, keys: None }, map, context)
        },
        map,
    )
}

/// `Iterator.zipKeyed(iterables, options)`
///
/// `describe` is `Reflect.getOwnPropertyDescriptor`.
pub(super) fn zip_keyed(map: Map, describe: JsFunction) -> NativeFunction {
    NativeFunction::from_copy_closure_with_captures(
        |_, args, (map, describe): &(Map, JsFunction), context| {
            let (iterables, mode, padding) = arguments(args, context)?;
            let mut open: Vec<Record> = Vec::new();
            let mut keys: Vec<PropertyKey> = Vec::new();
            for key in iterables.own_property_keys(context)? {
                let asked = [iterables.clone().into(), key.clone().into()];
                let described = describe.call(&JsValue::undefined(), &asked, context);
                let described = or_close(described, open.iter(), context)?;
                let Some(described) = described.as_object() else { continue };
                if !described.get(js_string!("enumerable"), context)?.to_boolean() {
                    continue;
                }
                let value = iterables.get(key.clone(), context);
                let value = or_close(value, open.iter(), context)?;
                if value.is_undefined() {
                    continue;
                }
                let record = Record::flattened(&value, context);
                let record = or_close(record, open.iter(), context)?;
                open.push(record);
                keys.push(key);
            }
            let mut pads = vec![JsValue::undefined(); open.len()];
            if let Some(padding) = padding.filter(|_| mode == Mode::Longest) {
                for (pad, key) in pads.iter_mut().zip(&keys) {
                    let value = padding.get(key.clone(), context);
                    *pad = or_close(value, open.iter(), context)?;
                }
            }
            let open = open.into_iter().map(Some).collect();
            let keys = Some(keys.into_iter().map(JsValue::from).collect());
            helper(Zip { open, mode, padding: pads, keys }, map, context)
        },
        (map, describe),
    )
}

/// `IfAbruptCloseIterators`
fn or_close<'a, T>(
    completion: JsResult<T>,
    open: impl DoubleEndedIterator<Item = &'a Record>,
    context: &mut Context,
) -> JsResult<T> {
    if completion.is_ok() { completion } else { close_all(open, completion, context) }
}

/// The iterables, the mode and the padding, if that is to be read.
fn arguments(
    args: &[JsValue],
    context: &mut Context,
) -> JsResult<(JsObject, Mode, Option<JsObject>)> {
    let typ = |message: String| JsError::from(JsNativeError::typ().with_message(message));
    let iterables = args.get_or_undefined(0);
    let Some(iterables) = iterables.as_object() else {
        return Err(typ(format!("{} is not an object", iterables.display())));
    };
    let options = args.get_or_undefined(1);
    if options.is_undefined() {
        return Ok((iterables, Mode::Shortest, None));
    }
    let Some(options) = options.as_object() else {
        return Err(typ(format!("{} is not an object", options.display())));
    };
    let named = options.get(js_string!("mode"), context)?;
    let name = named.as_string().map(|name| name.to_std_string_lossy());
    let mode = match name.as_deref() {
        _ if named.is_undefined() => Mode::Shortest,
        Some("shortest") => Mode::Shortest,
        Some("longest") => Mode::Longest,
        Some("strict") => Mode::Strict,
        _ => return Err(typ(format!("{} is not a valid mode", named.display()))),
    };
    if mode != Mode::Longest {
        return Ok((iterables, mode, None));
    }
    let padding = options.get(js_string!("padding"), context)?;
    if !padding.is_undefined() && !padding.is_object() {
        return Err(typ(format!("{} is not an object", padding.display())));
    }
    Ok((iterables, mode, padding.as_object()))
}

/// As many values of an iterable as there are iterators.
fn paddings(padding: &JsObject, open: &[Record], context: &mut Context) -> JsResult<Vec<JsValue>> {
    let input = Record::of(padding, context);
    let input = or_close(input, open.iter(), context)?;
    let mut pads = Vec::with_capacity(open.len());
    while pads.len() < open.len() {
        let next = input.step_value(context);
        match or_close(next, open.iter(), context)? {
            Some(value) => pads.push(value),
            None => {
                pads.resize(open.len(), JsValue::undefined());
                return Ok(pads);
            }
        }
    }
    let closed = input.close(Ok(()), context);
    or_close(closed, open.iter(), context)?;
    Ok(pads)
}

/// The iterator helper over a zip.
fn helper(zip: Zip, map: &Map, context: &mut Context) -> JsResult<JsValue> {
    let source = JsObject::from_proto_and_data(None, Source(Some(zip)));
    method(&source, "next", 0, next, context);
    method(&source, "return", 0, end, context);
    let same = NativeFunction::from_fn_ptr(|_, args, _| Ok(args.get_or_undefined(0).clone()));
    let same: JsFunction = FunctionObjectBuilder::new(context.realm(), same).build();
    map.call(&source.into(), &[same.into()], context)
}

fn taken(this: &JsValue) -> Option<Zip> {
    let source = this.as_object()?;
    source.downcast_mut::<Source>()?.0.take()
}

fn put_back(this: &JsValue, zip: Zip) {
    let source = this.as_object();
    if let Some(mut source) = source.as_ref().and_then(|source| source.downcast_mut::<Source>()) {
        source.0 = Some(zip);
    }
}

fn result(value: JsValue, done: bool, context: &mut Context) -> JsResult<JsValue> {
    let result = JsObject::with_object_proto(context.intrinsics());
    result.create_data_property(js_string!("value"), value, context)?;
    result.create_data_property(js_string!("done"), done, context)?;
    Ok(result.into())
}

/// The helper is closed before all have ended.
fn end(this: &JsValue, _: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    if let Some(zip) = taken(this) {
        close_all(zip.open.iter().flatten(), Ok(()), context)?;
    }
    result(JsValue::undefined(), true, context)
}

fn next(this: &JsValue, _: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let Some(mut zip) = taken(this) else { return result(JsValue::undefined(), true, context) };
    match zip.round(context)? {
        Some(values) => {
            let made = zip.finished(values, context)?;
            put_back(this, zip);
            result(made, false, context)
        }
        None => result(JsValue::undefined(), true, context),
    }
}

impl Zip {
    /// One value of each, `None` at the end, where the others were closed.
    fn round(&mut self, context: &mut Context) -> JsResult<Option<Vec<JsValue>>> {
        if self.open.is_empty() {
            return Ok(None);
        }
        let mut values = Vec::with_capacity(self.open.len());
        for index in 0..self.open.len() {
            let pad = self.padding.get(index).cloned().unwrap_or_default();
            let Some(record) = self.open.get(index).cloned().flatten() else {
                values.push(pad);
                continue;
            };
            let stepped = record.step_value(context);
            if let Ok(Some(value)) = stepped {
                values.push(value);
                continue;
            }
            if let Some(open) = self.open.get_mut(index) {
                *open = None;
            }
            if stepped.is_err() {
                return close_all(self.open.iter().flatten(), stepped.map(|_| None), context);
            }
            match self.mode {
                Mode::Shortest => return close_all(self.open.iter().flatten(), Ok(None), context),
                Mode::Strict => return self.all_ended(index, context),
                Mode::Longest if self.open.iter().all(Option::is_none) => return Ok(None),
                Mode::Longest => values.push(pad),
            }
        }
        Ok(Some(values))
    }

    /// After one iterator ended: all others must, too.
    fn all_ended(&mut self, index: usize, context: &mut Context) -> JsResult<Option<Vec<JsValue>>> {
        let unequal = || {
            let message =
                "Iterators passed to Iterator.zip with mode \"strict\" have unequal lengths";
            Err(JsNativeError::typ().with_message(message).into())
        };
        if index != 0 {
            return close_all(self.open.iter().flatten(), unequal(), context);
        }
        for index in 1..self.open.len() {
            let Some(record) = self.open.get(index).cloned().flatten() else { continue };
            let stepped = record.step(context);
            let goes_on = matches!(stepped, Ok(Some(_)));
            if !goes_on && let Some(open) = self.open.get_mut(index) {
                *open = None;
            }
            if goes_on {
                return close_all(self.open.iter().flatten(), unequal(), context);
            }
            if stepped.is_err() {
                return close_all(self.open.iter().flatten(), stepped.map(|_| None), context);
            }
        }
        Ok(None)
    }

    fn finished(&self, values: Vec<JsValue>, context: &mut Context) -> JsResult<JsValue> {
        let Some(keys) = &self.keys else { return Ok(JsArray::from_iter(values, context).into()) };
        let made = JsObject::with_null_proto();
        for (key, value) in keys.iter().zip(values) {
            let key = key.to_property_key(context)?;
            made.create_data_property(key, value, context)?;
        }
        Ok(made.into())
    }
}
