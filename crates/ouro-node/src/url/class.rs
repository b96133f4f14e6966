//! The class `URL`: its instances keep the parsed record, and each accessor is one native call.
//! WHATWG URL: URL class. Node docs: `Class: URL`.

use std::cell::OnceCell;

use boa_engine::{
    Context, Finalize, JsData, JsError, JsNativeError, JsObject, JsResult, JsString, JsValue,
    Trace, js_string, property::PropertyDescriptor,
};
use ouro_url::Url;

use super::{
    params,
    webidl::{Class, from_builtin, inspected_by, prototype_of, required, shown, utf8, without_new},
};
use crate::{Arguments, Function, host};

/// What an instance keeps.
#[derive(Trace, Finalize, JsData)]
pub(super) struct Record {
    #[unsafe_ignore_trace]
    pub(super) url: Url,
    /// `searchParams`, once it was asked for.
    params: Option<JsObject>,
}

/// `URL` and `URL.prototype` of this runtime.
#[derive(Default)]
struct Made(OnceCell<(JsObject, JsObject)>);

/// Makes the class.
fn make(context: &mut Context) -> (JsObject, JsObject) {
    let class = Class::new("URL", 1, construct, context);
    class.methods(&[("toString", 0, to_string)], context);
    class.accessor("href", href, Some(set_href), context);
    class.accessor("origin", |this, _, _| read(this, Url::origin), None, context);
    macro_rules! parts {
        ($($name:literal $get:expr, $set:expr;)*) => {$(
            class.accessor(
                $name,
                |this, _, _| read(this, $get),
                Some(|this, args, context| write(this, args, $set, context)),
                context,
            );
        )*};
    }
    parts! {
        "protocol" Url::protocol, Url::set_protocol;
        "username" |url| url.username().to_owned(), Url::set_username;
        "password" |url| url.password().to_owned(), Url::set_password;
        "host" Url::host, Url::set_host;
        "hostname" |url| url.hostname().to_owned(), Url::set_hostname;
        "port" |url| url.port().map(|port| port.to_string()).unwrap_or_default(), Url::set_port;
        "pathname" |url| url.pathname().to_owned(), Url::set_pathname;
    }
    class.accessor("search", search, Some(set_search), context);
    class.accessor("searchParams", search_params, None, context);
    class.accessor(
        "hash",
        |this, _, _| read(this, Url::hash),
        Some(|this, args, context| write(this, args, Url::set_hash, context)),
        context,
    );
    class.methods(&[("toJSON", 0, to_string)], context);
    class.statics(STATICS, context);
    inspected_by(
        &class.prototype,
        |this, args, context| shown("url", this, args, context),
        context,
    );
    (class.constructor, class.prototype)
}

const STATICS: &[(&str, usize, Function)] = &[
    ("canParse", 1, can_parse),
    ("createObjectURL", 1, |_, args, context| {
        from_builtin("internal/blob", "createObjectURL", args, context)
    }),
    ("parse", 1, parse),
    ("revokeObjectURL", 1, |_, args, context| {
        required(args, &["url"], context)?;
        let url = utf8(args.value(0), context)?;
        from_builtin("internal/blob", "revokeObjectURL", &[js_string!(url).into()], context)
    }),
];

/// Makes an instance of the class itself.
pub(super) fn instance(url: Url, context: &mut Context) -> JsObject {
    let prototype = own_prototype(context);
    JsObject::from_proto_and_data(prototype, Record { url, params: None })
}

/// The class, made when it is first asked for.
pub(super) fn constructor(context: &mut Context) -> JsObject {
    made(context).0
}

fn own_prototype(context: &mut Context) -> JsObject {
    made(context).1
}

fn made(context: &mut Context) -> (JsObject, JsObject) {
    let slot = host(context).slot::<Made>();
    slot.0.get_or_init(|| make(context)).clone()
}

/// Lends the record of an instance.
pub(super) fn with<R>(object: &JsObject, body: impl FnOnce(&mut Record) -> R) -> Option<R> {
    object.downcast_mut::<Record>().map(|mut record| body(&mut record))
}

/// `ERR_INVALID_URL`, with the texts that were parsed.
pub(super) fn invalid(input: &str, base: Option<&str>, context: &mut Context) -> JsError {
    // Its text shows no code, unlike those of Node's other errors.
    let error = JsNativeError::typ().with_message("Invalid URL").into_opaque(context);
    for (name, text) in [("code", Some("ERR_INVALID_URL")), ("input", Some(input)), ("base", base)]
    {
        let Some(text) = text else { continue };
        error.insert_property(
            JsString::from(name),
            PropertyDescriptor::builder()
                .value(js_string!(text))
                .writable(true)
                .enumerable(true)
                .configurable(true),
        );
    }
    JsError::from_opaque(error.into())
}

/// Parses the arguments `(input, base)` of constructor and statics: the texts, and the URL.
fn parse_arguments(
    args: &[JsValue],
    context: &mut Context,
) -> JsResult<(String, Option<String>, Option<Url>)> {
    required(args, &["url"], context)?;
    let input = utf8(args.value(0), context)?;
    let base = match args.value(1) {
        base if base.is_undefined() => None,
        base => Some(utf8(base, context)?),
    };
    let url = match &base {
        None => Url::parse(&input, None),
        Some(base) => Url::parse(base, None).and_then(|base| Url::parse(&input, Some(&base))),
    };
    Ok((input, base, url))
}

/// `new URL(input, base)`.
///
/// # Errors
/// `ERR_MISSING_ARGS`, `ERR_INVALID_URL`.
fn construct(target: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    if target.is_undefined() {
        return Err(without_new("URL"));
    }
    let (input, base, url) = parse_arguments(args, context)?;
    let Some(url) = url else { return Err(invalid(&input, base.as_deref(), context)) };
    let own = own_prototype(context);
    let prototype = prototype_of(target, &own, context)?;
    Ok(JsObject::from_proto_and_data(prototype, Record { url, params: None }).into())
}

/// `URL.canParse(input, base)`.
fn can_parse(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    Ok(parse_arguments(args, context)?.2.is_some().into())
}

/// `URL.parse(input, base)`: an instance, or null.
fn parse(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let (_, _, url) = parse_arguments(args, context)?;
    Ok(url.map_or_else(JsValue::null, |url| instance(url, context).into()))
}

/// Runs `body` on the record behind `this`.
fn on<R>(this: &JsValue, body: impl FnOnce(&mut Record) -> R) -> JsResult<R> {
    this.as_object().and_then(|object| with(&object, body)).ok_or_else(|| {
        let message =
            "Cannot read private member #context from an object whose class did not declare it";
        JsNativeError::typ().with_message(message).into()
    })
}

/// The same for what Node guards otherwise.
fn on_receiver<R>(this: &JsValue, body: impl FnOnce(&mut Record) -> R) -> JsResult<R> {
    this.as_object().and_then(|object| with(&object, body)).ok_or_else(|| {
        JsNativeError::typ().with_message("Receiver must be an instance of class URL").into()
    })
}

fn read(this: &JsValue, part: fn(&Url) -> String) -> JsResult<JsValue> {
    on(this, |record| js_string!(part(&record.url)).into())
}

fn write(
    this: &JsValue,
    args: &[JsValue],
    part: fn(&mut Url, &str),
    context: &mut Context,
) -> JsResult<JsValue> {
    on(this, |_| ())?;
    let value = utf8(args.value(0), context)?;
    on(this, |record| part(&mut record.url, &value))?;
    Ok(JsValue::undefined())
}

fn to_string(this: &JsValue, _: &[JsValue], _: &mut Context) -> JsResult<JsValue> {
    on_receiver(this, |record| js_string!(record.url.href()).into())
}

fn href(this: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    to_string(this, args, context)
}

fn set_href(this: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    on(this, |_| ())?;
    let value = utf8(args.value(0), context)?;
    let Some(url) = Url::parse(&value, None) else { return Err(invalid(&value, None, context)) };
    on(this, |record| record.url = url)?;
    refresh_params(this)?;
    Ok(JsValue::undefined())
}

fn search(this: &JsValue, _: &[JsValue], _: &mut Context) -> JsResult<JsValue> {
    on_receiver(this, |record| js_string!(record.url.search()).into())
}

fn set_search(this: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    write(this, args, Url::set_search, context)?;
    refresh_params(this)?;
    Ok(JsValue::undefined())
}

/// Tells `searchParams` of a new query.
fn refresh_params(this: &JsValue) -> JsResult<()> {
    let (params, query) = on(this, |record| {
        (record.params.clone(), record.url.query().unwrap_or_default().to_owned())
    })?;
    if let Some(params) = params {
        params::replace(&params, &query);
    }
    Ok(())
}

fn search_params(this: &JsValue, _: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let (params, query) = on(this, |record| {
        (record.params.clone(), record.url.query().unwrap_or_default().to_owned())
    })?;
    if let Some(params) = params {
        return Ok(params.into());
    }
    let params = params::of_url(&query, this.as_object(), context);
    on(this, |record| record.params = Some(params.clone()))?;
    Ok(params.into())
}
