//! `node:dns`, the part that asks the system's resolver: the Rust half of `runtime-js/dns.js`.
//! Node docs: dns.lookup, dns.lookupService; libuv: `uv_getaddrinfo`, `uv_getnameinfo`.

use std::io;
use std::net::{IpAddr, SocketAddr};

use boa_engine::{
    Context, JsResult, JsValue, js_string,
    object::builtins::{JsArray, JsFunction},
};
use ouro_reactor::{Addresses, Event, Family, Hints, LookupError, Names, Request};

use crate::binding::Binding;
use crate::net::{note_resolved, parse_ip, reachable_name};
use crate::{Arguments, SystemError, call, enter_async_context, host};

/// The Rust half of the room.
pub(crate) const BINDING: Binding = Binding {
    name: "dns",
    functions: &[("lookup", 5, lookup), ("lookupService", 3, lookup_service)],
    extend: None,
};

// Node docs: "Supported getaddrinfo flags"; the numbers of Linux.
const AI_V4MAPPED: i32 = 0x8;
const AI_ALL: i32 = 0x10;
const AI_ADDRCONFIG: i32 = 0x20;

/// `lookup(host, family, hints, order, callback)`: family 0, 4 or 6; order `verbatim`,
/// `ipv4first` or `ipv6first`. `callback(errno, addresses)` follows, errno 0 where some were
/// found.
///
/// # Errors
/// `ERR_ACCESS_DENIED`.
fn lookup(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let name = args.text(0, context)?;
    let callback = args.callback(4, context)?;
    reachable_name(&name, context)?;
    let flags = args.int(2);
    let hints = Hints {
        family: match args.int(1) {
            4 => Family::V4,
            6 => Family::V6,
            _ => Family::Any,
        },
        address_config: flags & AI_ADDRCONFIG != 0,
        v4_mapped: flags & AI_V4MAPPED != 0,
        all: flags & AI_ALL != 0,
    };
    let order = args.value(3).as_string().map(|order| order.to_std_string_lossy());
    let request = host(context).reactor.borrow_mut().look_up_host(name.clone(), hints);
    answer(request, callback, context, move |event, context| {
        let result = value_of::<Addresses>(event)?;
        let mut addresses = result?;
        match order.as_deref() {
            Some("ipv4first") => addresses.sort_by_key(IpAddr::is_ipv6),
            Some("ipv6first") => addresses.sort_by_key(IpAddr::is_ipv4),
            _ => {}
        }
        note_resolved(&name, &addresses, context);
        let texts: Vec<JsValue> =
            addresses.iter().map(|address| js_string!(address.to_string()).into()).collect();
        Ok(vec![JsArray::from_iter(texts, context).into()])
    })
}

/// `lookupService(address, port, callback)`: `callback(errno, host, service)` follows.
///
/// # Errors
/// `ERR_ACCESS_DENIED`.
fn lookup_service(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let text = args.text(0, context)?;
    let callback = args.callback(2, context)?;
    reachable_name(&text, context)?;
    let port = u16::try_from(args.int(1)).unwrap_or_default();
    let Some((address, _)) = parse_ip(&text) else {
        return Ok((-rustix::io::Errno::INVAL.raw_os_error()).into());
    };
    let address = SocketAddr::new(address, port);
    let request = host(context).reactor.borrow_mut().look_up_address(address);
    answer(request, callback, context, |event, _| {
        let (host, service) = value_of::<Names>(event)??;
        Ok(vec![js_string!(host).into(), js_string!(service).into()])
    })
}

/// Calls the callback of a look-up with its errno, or with 0 and what was found.
fn answer(
    request: io::Result<Request>,
    callback: JsFunction,
    context: &mut Context,
    found: impl FnOnce(Event, &mut Context) -> Result<Vec<JsValue>, LookupError> + 'static,
) -> JsResult<JsValue> {
    let request =
        request.map_err(|error| SystemError::new("epoll_create1", &error).into_js(context))?;
    let host = host(context);
    let frame = host.async_context.borrow().clone();
    host.on_request(request, move |event, context| {
        let args = match found(event, context) {
            Ok(values) => [vec![0.into()], values].concat(),
            Err(error) => vec![error.number.into()],
        };
        enter_async_context(frame, context, |context| {
            call(&callback, &JsValue::undefined(), &args, context).map(drop)
        })
    });
    Ok(0.into())
}

/// The value that work has left; `EAI_CANCELED` where it has none.
fn value_of<T: 'static>(event: Event) -> Result<T, LookupError> {
    let cancelled = LookupError { number: -3003 };
    let Event::Work(_, Ok(value)) = event else { return Err(cancelled) };
    value.downcast::<T>().map(|value| *value).map_err(|_| cancelled)
}
