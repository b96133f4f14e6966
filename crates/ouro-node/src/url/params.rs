//! The class `URLSearchParams`, a list of names and values kept natively, and its iterators.
//! WHATWG URL: URLSearchParams class. Node docs: `Class: URLSearchParams`.

use std::cell::OnceCell;

use boa_engine::{
    Context, Finalize, JsData, JsError, JsObject, JsResult, JsString, JsSymbol, JsValue, Trace,
    builtins::iterable::create_iter_result_object,
    js_string,
    object::builtins::JsArray,
    property::{PropertyDescriptor, PropertyKey},
};
use ouro_url::form;

use super::{
    class,
    webidl::{
        Class, inspected_by, prototype_of, required, shown, symbol_method, tag, whole_text,
        without_new,
    },
};
use crate::{Arguments, Function, NodeError, call, host};

/// What an instance keeps.
#[derive(Trace, Finalize, JsData)]
struct Params {
    list: Vec<(JsString, JsString)>,
    /// The `URL` whose `searchParams` this is.
    url: Option<JsObject>,
}

/// What an iterator keeps.
#[derive(Trace, Finalize, JsData)]
struct Cursor {
    params: JsObject,
    at: usize,
    #[unsafe_ignore_trace]
    kind: Kind,
}

#[derive(Clone, Copy)]
enum Kind {
    Entries,
    Keys,
    Values,
}

/// The class of this runtime.
#[derive(Default)]
struct Slot(OnceCell<Made>);

#[derive(Clone)]
struct Made {
    constructor: JsObject,
    /// Of the lists and of their iterators, and `[Symbol.iterator]` of the first.
    prototypes: [JsObject; 3],
}

/// Makes the class.
fn make(context: &mut Context) -> Made {
    const METHODS: &[(&str, usize, Function)] = &[
        ("append", 2, append),
        ("delete", 1, delete),
        ("get", 1, get),
        ("getAll", 1, get_all),
        ("has", 1, has),
        ("set", 2, set),
        ("sort", 0, sort),
        ("forEach", 1, for_each),
        ("keys", 0, |this, _, context| iterate(this, Kind::Keys, context)),
        ("values", 0, |this, _, context| iterate(this, Kind::Values, context)),
        ("toString", 0, to_string),
    ];
    let class = Class::new("URLSearchParams", 0, construct, context);
    class.accessor("size", size, None, context);
    class.methods(METHODS, context);
    let entries: Function = |this, _, context| iterate(this, Kind::Entries, context);
    let function =
        symbol_method(&class.prototype, JsSymbol::iterator(), "entries", entries, context);
    class.prototype.insert_property(
        js_string!("entries"),
        PropertyDescriptor::builder()
            .value(function.clone())
            .writable(true)
            .enumerable(true)
            .configurable(true),
    );
    // Every array iterator inherits from %IteratorPrototype%.
    let parent = context.intrinsics().objects().iterator_prototypes().array().prototype();
    let iterator = JsObject::from_proto_and_data(parent, ());
    let next = crate::binding::function("next", 0, next, context);
    iterator.insert_property(
        js_string!("next"),
        PropertyDescriptor::builder()
            .value(next)
            .writable(true)
            .enumerable(true)
            .configurable(true),
    );
    tag(&iterator, "URLSearchParams Iterator");
    inspected_by(
        &class.prototype,
        |this, args, context| shown("searchParams", this, args, context),
        context,
    );
    inspected_by(&iterator, |this, args, context| shown("iterator", this, args, context), context);
    Made { constructor: class.constructor, prototypes: [class.prototype, iterator, function] }
}

/// The class, made when it is first asked for.
pub(super) fn constructor(context: &mut Context) -> JsObject {
    made(context).constructor
}

fn made(context: &mut Context) -> Made {
    let slot = host(context).slot::<Slot>();
    slot.0.get_or_init(|| make(context)).clone()
}

fn prototypes(context: &mut Context) -> [JsObject; 3] {
    made(context).prototypes
}

/// Makes the `searchParams` of a URL.
pub(super) fn of_url(query: &str, url: Option<JsObject>, context: &mut Context) -> JsObject {
    let [prototype, ..] = prototypes(context);
    JsObject::from_proto_and_data(prototype, Params { list: list_of(query), url })
}

/// Replaces the list, after the query of the URL has changed.
pub(super) fn replace(params: &JsObject, query: &str) {
    if let Some(mut params) = params.downcast_mut::<Params>() {
        params.list = list_of(query);
    }
}

fn list_of(query: &str) -> Vec<(JsString, JsString)> {
    form::parse(query)
        .into_iter()
        .map(|(name, value)| (js_string!(name), js_string!(value)))
        .collect()
}

/// `new URLSearchParams(init)`.
///
/// # Errors
/// `ERR_ARG_NOT_ITERABLE`, `ERR_INVALID_TUPLE`; what conversions throw.
fn construct(target: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    if target.is_undefined() {
        return Err(without_new("URLSearchParams"));
    }
    let list = initial(args.value(0), context)?;
    let [own, ..] = prototypes(context);
    let prototype = prototype_of(target, &own, context)?;
    Ok(JsObject::from_proto_and_data(prototype, Params { list, url: None }).into())
}

fn initial(init: &JsValue, context: &mut Context) -> JsResult<Vec<(JsString, JsString)>> {
    if init.is_null_or_undefined() {
        return Ok(Vec::new());
    }
    let Some(object) = init.as_object() else {
        let query = super::webidl::utf8(init, context)?;
        return Ok(list_of(query.strip_prefix('?').unwrap_or(&query)));
    };
    let method = object.get(JsSymbol::iterator(), context)?;
    if method.is_null_or_undefined() {
        return record(&object, context);
    }
    let [_, _, own] = prototypes(context);
    if method.as_object().is_some_and(|method| JsObject::equals(&method, &own))
        && let Some(other) = object.downcast_ref::<Params>()
    {
        return Ok(other.list.clone());
    }
    if !method.is_callable() {
        let error = NodeError::typ("ERR_ARG_NOT_ITERABLE", "Query pairs must be iterable");
        return Err(error.into_js(context));
    }
    let mut list = Vec::new();
    for pair in elements(init, context)? {
        let Some(object) = pair.as_object() else { return Err(no_tuple(context)) };
        let method = object.get(JsSymbol::iterator(), context)?;
        if !method.is_callable() {
            return Err(no_tuple(context));
        }
        let pair = elements(&pair, context)?;
        let [name, value] = pair.as_slice() else { return Err(no_tuple(context)) };
        list.push((whole_text(name, context)?, whole_text(value, context)?));
    }
    Ok(list)
}

fn no_tuple(context: &mut Context) -> JsError {
    let message = "Each query pair must be an iterable [name, value] tuple";
    NodeError::typ("ERR_INVALID_TUPLE", message).into_js(context)
}

/// All that an iterable yields, by `Array.from`.
fn elements(iterable: &JsValue, context: &mut Context) -> JsResult<Vec<JsValue>> {
    let class = context.intrinsics().constructors().array().constructor();
    let Some(from) = class.get(js_string!("from"), context)?.as_function() else {
        return Ok(Vec::new());
    };
    let list = call(&from, &class.into(), std::slice::from_ref(iterable), context)?;
    let Some(list) = list.as_object() else { return Ok(Vec::new()) };
    let length = list.get(js_string!("length"), context)?.to_length(context)?;
    (0..length).map(|index| list.get(index, context)).collect()
}

/// The enumerable own properties of an object. WebIDL: `record<USVString, USVString>`.
fn record(object: &JsObject, context: &mut Context) -> JsResult<Vec<(JsString, JsString)>> {
    let class = context.intrinsics().constructors().object().constructor();
    let check = class.get(js_string!("getOwnPropertyDescriptor"), context)?;
    let Some(check) = check.as_function() else { return Ok(Vec::new()) };
    let mut list: Vec<(JsString, JsString)> = Vec::new();
    for key in object.own_property_keys(context)? {
        let name = match &key {
            PropertyKey::String(text) => text.clone().into(),
            PropertyKey::Index(index) => js_string!(index.get().to_string()).into(),
            PropertyKey::Symbol(symbol) => JsValue::from(symbol.clone()),
        };
        let found =
            check.call(&JsValue::undefined(), &[object.clone().into(), name.clone()], context)?;
        let Some(found) = found.as_object() else { continue };
        if !found.get(js_string!("enumerable"), context)?.to_boolean() {
            continue;
        }
        let name = whole_text(&name, context)?;
        let value = object.get(key, context)?;
        let value = whole_text(&value, context)?;
        match list.iter_mut().find(|(known, _)| *known == name) {
            Some(entry) => entry.1 = value,
            None => list.push((name, value)),
        }
    }
    Ok(list)
}

/// Runs `body` on the list behind `this`.
fn on<R>(
    this: &JsValue,
    body: impl FnOnce(&mut Vec<(JsString, JsString)>) -> R,
    context: &mut Context,
) -> JsResult<R> {
    let object = this.as_object();
    let result = object.and_then(|object| {
        object.downcast_mut::<Params>().map(|mut params| body(&mut params.list))
    });
    result.ok_or_else(|| wrong_this("URLSearchParams", context))
}

fn wrong_this(class: &str, context: &mut Context) -> JsError {
    let message = format!("Value of \"this\" must be of type {class}");
    NodeError::typ("ERR_INVALID_THIS", message).into_js(context)
}

/// Writes the list into the query of the URL it belongs to.
fn update_url(this: &JsValue, context: &mut Context) -> JsResult<()> {
    let Some(object) = this.as_object() else { return Ok(()) };
    let url = object.downcast_ref::<Params>().and_then(|params| params.url.clone());
    if let Some(url) = url {
        let query = on(this, |list| serialize(list), context)?;
        class::with(&url, |record| record.url.set_query(&query));
    }
    Ok(())
}

fn serialize(list: &[(JsString, JsString)]) -> String {
    let texts: Vec<(String, String)> = list
        .iter()
        .map(|(name, value)| (name.to_std_string_lossy(), value.to_std_string_lossy()))
        .collect();
    form::serialize(texts.iter().map(|(name, value)| (name.as_str(), value.as_str())))
}

fn size(this: &JsValue, _: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    on(this, |list| JsValue::from(list.len()), context)
}

fn append(this: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    on(this, |_| (), context)?;
    required(args, &["name", "value"], context)?;
    let entry = (whole_text(args.value(0), context)?, whole_text(args.value(1), context)?);
    on(this, |list| list.push(entry), context)?;
    update_url(this, context)?;
    Ok(JsValue::undefined())
}

/// The name, and the value where one is given, that `delete` and `has` look for.
fn wanted(
    this: &JsValue,
    args: &[JsValue],
    context: &mut Context,
) -> JsResult<(JsString, Option<JsString>)> {
    on(this, |_| (), context)?;
    required(args, &["name"], context)?;
    let name = whole_text(args.value(0), context)?;
    let value = match args.value(1) {
        value if value.is_undefined() => None,
        value => Some(whole_text(value, context)?),
    };
    Ok((name, value))
}

fn delete(this: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let (name, value) = wanted(this, args, context)?;
    let differs = |entry: &(JsString, JsString)| {
        entry.0 != name || value.as_ref().is_some_and(|value| entry.1 != *value)
    };
    on(this, |list| list.retain(differs), context)?;
    update_url(this, context)?;
    Ok(JsValue::undefined())
}

fn get(this: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let (name, _) = wanted(this, args.get(..1).unwrap_or(args), context)?;
    let find = |list: &mut Vec<(JsString, JsString)>| {
        list.iter().find(|entry| entry.0 == name).map(|entry| entry.1.clone())
    };
    Ok(on(this, find, context)?.map_or_else(JsValue::null, Into::into))
}

fn get_all(this: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let (name, _) = wanted(this, args.get(..1).unwrap_or(args), context)?;
    let find = |list: &mut Vec<(JsString, JsString)>| -> Vec<JsValue> {
        list.iter().filter(|entry| entry.0 == name).map(|entry| entry.1.clone().into()).collect()
    };
    let values = on(this, find, context)?;
    Ok(JsArray::from_iter(values, context).into())
}

fn has(this: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let (name, value) = wanted(this, args, context)?;
    let same = |entry: &(JsString, JsString)| {
        entry.0 == name && value.as_ref().is_none_or(|value| entry.1 == *value)
    };
    Ok(on(this, |list| list.iter().any(same), context)?.into())
}

fn set(this: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    on(this, |_| (), context)?;
    required(args, &["name", "value"], context)?;
    let name = whole_text(args.value(0), context)?;
    let value = whole_text(args.value(1), context)?;
    let replace = |list: &mut Vec<(JsString, JsString)>| {
        let Some(first) = list.iter().position(|entry| entry.0 == name) else {
            list.push((name, value));
            return;
        };
        let mut index = 0;
        list.retain_mut(|entry| {
            let keep = index <= first || entry.0 != name;
            if index == first {
                entry.1 = value.clone();
            }
            index += 1;
            keep
        });
    };
    on(this, replace, context)?;
    update_url(this, context)?;
    Ok(JsValue::undefined())
}

/// By the code units of the names; equal names keep their order.
fn sort(this: &JsValue, _: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    on(this, |list| list.sort_by(|a, b| a.0.iter().cmp(b.0.iter())), context)?;
    update_url(this, context)?;
    Ok(JsValue::undefined())
}

fn for_each(this: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    on(this, |_| (), context)?;
    let Some(callback) = args.value(0).as_function() else {
        let value = args.value(0);
        let error = NodeError::argument("callback", "of type function", value, context);
        return Err(error.into_js(context));
    };
    let mut index = 0;
    while let Some((name, value)) = on(this, |list| list.get(index).cloned(), context)? {
        call(&callback, args.value(1), &[value.into(), name.into(), this.clone()], context)?;
        index += 1;
    }
    Ok(JsValue::undefined())
}

fn to_string(this: &JsValue, _: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    on(this, |list| js_string!(serialize(list)).into(), context)
}

fn iterate(this: &JsValue, kind: Kind, context: &mut Context) -> JsResult<JsValue> {
    on(this, |_| (), context)?;
    let Some(params) = this.as_object() else { return Ok(JsValue::undefined()) };
    let [_, iterator, _] = prototypes(context);
    Ok(JsObject::from_proto_and_data(iterator, Cursor { params, at: 0, kind }).into())
}

fn next(this: &JsValue, _: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let step = this.as_object().and_then(|object| {
        let mut cursor = object.downcast_mut::<Cursor>()?;
        let entry = cursor
            .params
            .downcast_ref::<Params>()
            .and_then(|params| params.list.get(cursor.at).cloned());
        cursor.at += usize::from(entry.is_some());
        Some((entry, cursor.kind))
    });
    let Some((entry, kind)) = step else {
        return Err(wrong_this("URLSearchParamsIterator", context));
    };
    Ok(match entry {
        None => create_iter_result_object(JsValue::undefined(), true, context),
        Some(entry) => {
            let value = of_kind(entry, kind, context);
            create_iter_result_object(value, false, context)
        }
    })
}

fn of_kind((name, value): (JsString, JsString), kind: Kind, context: &mut Context) -> JsValue {
    match kind {
        Kind::Keys => name.into(),
        Kind::Values => value.into(),
        Kind::Entries => JsArray::from_iter([name.into(), value.into()], context).into(),
    }
}

/// `rest(object)`: for `util.inspect`, what a list holds or an iterator has left, as an array;
/// undefined for other objects.
pub(super) fn rest(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let Some(object) = args.value(0).as_object() else { return Ok(JsValue::undefined()) };
    let (list, kind) = if let Some(params) = object.downcast_ref::<Params>() {
        (params.list.clone(), Kind::Entries)
    } else if let Some(cursor) = object.downcast_ref::<Cursor>() {
        let params = cursor.params.downcast_ref::<Params>();
        let list = params.map(|params| params.list.iter().skip(cursor.at).cloned().collect());
        (list.unwrap_or_default(), cursor.kind)
    } else {
        return Ok(JsValue::undefined());
    };
    let values: Vec<JsValue> =
        list.into_iter().map(|entry| of_kind(entry, kind, context)).collect();
    Ok(JsArray::from_iter(values, context).into())
}
