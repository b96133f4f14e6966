//! Addresses as text, and where sockets are. The Rust half of `runtime-js/net.js` (`isIP`) and
//! of `socket.address()`. Node docs: net.isIP; RFC 4007 §11 (zones).

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, SocketAddrV6};

use boa_engine::{Context, JsResult, JsValue, js_string};
use ouro_reactor::{Address, Handle, Reactor};

use super::handle::{Socket, State, not_open, number, socket_of};
use crate::{Arguments, host};

/// `isIP(text)`: 4, 6 or 0.
pub(super) fn is_ip(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let text = args.text(0, context)?;
    Ok(match parse_ip(&text) {
        Some((IpAddr::V4(_), _)) => 4,
        Some((IpAddr::V6(_), _)) => 6,
        None => 0,
    }
    .into())
}

/// `normalize(text)`: an address in its canonical form, undefined where it is none.
pub(super) fn normalize(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let text = args.text(0, context)?;
    let address = parse_ip(&text).map(|(address, _)| spell(address));
    Ok(address.map_or(JsValue::undefined(), |address| js_string!(address).into()))
}

/// An address, and its zone where it has one: `fe80::1%eth0`.
pub(crate) fn parse_ip(text: &str) -> Option<(IpAddr, Option<&str>)> {
    if let Ok(address) = text.parse::<Ipv4Addr>() {
        return Some((address.into(), None));
    }
    let (address, zone) = match text.split_once('%') {
        Some((address, zone)) => (address, Some(zone)),
        None => (text, None),
    };
    let named = |zone: &str| {
        let allowed = |byte: u8| byte.is_ascii_alphanumeric() || b"-.:".contains(&byte);
        !zone.is_empty() && zone.bytes().all(allowed)
    };
    if zone.is_some_and(|zone| !named(zone)) {
        return None;
    }
    Some((address.parse::<Ipv6Addr>().ok()?.into(), zone))
}

/// An address with a port, for a system call.
pub(super) fn parse(text: &str, port: i32) -> Option<SocketAddr> {
    let port = u16::try_from(port).ok()?;
    Some(match parse_ip(text)? {
        (IpAddr::V6(address), Some(zone)) => {
            SocketAddrV6::new(address, port, 0, zone_number(zone)).into()
        }
        (address, _) => SocketAddr::new(address, port),
    })
}

/// The number of an interface, 0 where there is none of that name.
fn zone_number(zone: &str) -> u32 {
    zone.parse().ok().or_else(|| ouro_sys::zone::number(zone)).unwrap_or(0)
}

/// `EINVAL`, for text that is no address.
pub(super) fn invalid_address() -> JsValue {
    (-rustix::io::Errno::INVAL.raw_os_error()).into()
}

/// An address as libuv spells it: `::ffff:1.2.3.4` stays as it is.
fn spell(address: IpAddr) -> String {
    address.to_string()
}

/// `getsockname(out)`: sets `address`, `port` and `family`; errno.
pub(super) fn socket_name(
    this: &JsValue,
    args: &[JsValue],
    context: &mut Context,
) -> JsResult<JsValue> {
    name(this, args, context, Reactor::local_address)
}

/// `getpeername(out)`: sets `address`, `port` and `family`; errno.
pub(super) fn peer_name(
    this: &JsValue,
    args: &[JsValue],
    context: &mut Context,
) -> JsResult<JsValue> {
    name(this, args, context, Reactor::peer_address)
}

fn name(
    this: &JsValue,
    args: &[JsValue],
    context: &mut Context,
    ask: fn(&Reactor, Handle) -> std::io::Result<Address>,
) -> JsResult<JsValue> {
    let out = args.object(0, context)?;
    let bound = socket_of(this, |socket| match &*socket.state.borrow() {
        State::Bound(descriptor) => {
            let address = socket2::SockRef::from(descriptor).local_addr();
            address.ok().and_then(|address| address.as_socket()).map(Address::Internet)
        }
        _ => None,
    })?;
    let address = match (bound, socket_of(this, Socket::handle)?) {
        (Some(address), _) => address,
        (None, None) => return Ok(not_open()),
        (None, Some(handle)) => match ask(&host(context).reactor.borrow(), handle) {
            Ok(address) => address,
            Err(error) => return Ok(number(&error).into()),
        },
    };
    match address {
        Address::Internet(address) => {
            let family = if address.is_ipv4() { "IPv4" } else { "IPv6" };
            let text = match address {
                SocketAddr::V6(v6) if v6.scope_id() != 0 => {
                    format!("{}%{}", v6.ip(), zone_name(v6.scope_id()))
                }
                _ => spell(address.ip()),
            };
            out.set(js_string!("address"), js_string!(text), false, context)?;
            out.set(js_string!("family"), js_string!(family), false, context)?;
            out.set(js_string!("port"), JsValue::from(address.port()), false, context)?;
        }
        Address::Unix(path) => {
            let text = String::from_utf8_lossy(&path).into_owned();
            out.set(js_string!("address"), js_string!(text), false, context)?;
        }
    }
    Ok(0.into())
}

fn zone_name(number: u32) -> String {
    ouro_sys::zone::name(number).unwrap_or_else(|| number.to_string())
}

#[cfg(test)]
mod tests {
    use super::{parse, parse_ip};

    #[test]
    fn a_zone_needs_a_name_of_letters_digits_and_marks() {
        assert_eq!(parse_ip("fe80::1%eth0").and_then(|(_, zone)| zone), Some("eth0"));
        for text in ["fe80::1%", "fe80::1%a b", "1.2.3.4%eth0", "%eth0"] {
            assert_eq!(parse_ip(text), None, "{text}");
        }
    }

    #[test]
    fn a_port_outside_its_range_makes_no_address() {
        assert_eq!(
            parse("127.0.0.1", 80).map(|address| address.to_string()).as_deref(),
            Some("127.0.0.1:80")
        );
        assert_eq!(parse("127.0.0.1", 65_536), None);
        assert_eq!(parse("127.0.0.1", -1), None);
        assert_eq!(parse("localhost", 80), None);
    }
}
