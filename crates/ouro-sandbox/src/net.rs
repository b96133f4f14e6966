//! Addresses a script may reach or listen at.
//!
//! Rules are the values of `--allow-net`: none (everything), `HOST[:PORT]`, `*.HOST[:PORT]`,
//! `ADDRESS[/BITS][:PORT]` (IPv6 with a port in brackets), `udp:` before any of these,
//! `unix:PATH`, `listen:[ADDRESS][:PORT]`, `listen:unix:PATH`.
//!
//! Node docs: `--allow-net`. RFC 6890: special-purpose addresses.

mod bound;

use std::ffi::OsStr;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::os::unix::ffi::OsStrExt;
use std::path::{Path, PathBuf};

use crate::Permissions;
use crate::denied::{Denied, Permission, PolicyError};
use crate::lexical::normalise;

pub use bound::BoundPath;

/// What a room wants to reach.
#[derive(Clone, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum Destination {
    /// A TCP connection to an address.
    Address(SocketAddr),
    /// A TCP connection to, or a look-up of, a host by name; port 0 for a look-up alone.
    Host(String, u16),
    /// A TCP listener.
    Listen(SocketAddr),
    /// A listener at a Unix socket's path. Abstract names begin with NUL.
    ListenUnix(PathBuf),
    /// A UDP datagram sent to an address.
    Udp(SocketAddr),
    /// A UDP socket bound at an address.
    UdpBind(SocketAddr),
    /// A connection to a Unix socket.
    Unix(PathBuf),
}

/// Leave to reach one destination.
#[derive(Clone, Debug)]
pub struct Reachable {
    destination: Destination,
    /// The rules that an address found by name has still to pass.
    by_name: Option<NetRules>,
}

impl Reachable {
    /// Asks for `destination`.
    ///
    /// # Errors
    /// `Denied` where no `--allow-net` rule matches; `resource` is `HOST:PORT`, or the path.
    pub fn grant(destination: Destination, permissions: &Permissions) -> Result<Self, Denied> {
        let Some(rules) = permissions.rules() else {
            return Ok(Self { destination, by_name: None });
        };
        if !rules.net.allows(&destination) {
            return Err(Denied::new(Permission::Net, destination.resource()));
        }
        let named = matches!(destination, Destination::Host(..));
        let by_name = (named && !rules.net.everything).then(|| rules.net.clone());
        Ok(Self { destination, by_name })
    }

    /// Checks one of the addresses that a granted name was resolved to: it must not be loopback,
    /// link-local or private, unless a rule says so by address. The port stays the granted one.
    ///
    /// # Errors
    /// `Denied` for such an address, and where this is no grant for a name.
    pub fn resolved(&self, address: IpAddr) -> Result<Self, Denied> {
        let Destination::Host(_, port) = self.destination else {
            return Err(Denied::new(Permission::Net, address.to_string()));
        };
        let destination = Destination::Address(SocketAddr::new(address, port));
        if let Some(rules) = &self.by_name
            && is_inward(address)
            && !rules.allows(&destination)
        {
            return Err(Denied::new(Permission::Net, destination.resource()));
        }
        Ok(Self { destination, by_name: None })
    }

    /// What may be reached.
    pub fn destination(&self) -> &Destination {
        &self.destination
    }
}

impl Destination {
    /// How errors name it.
    fn resource(&self) -> String {
        match self {
            Self::Address(address)
            | Self::Listen(address)
            | Self::Udp(address)
            | Self::UdpBind(address) => address.to_string(),
            Self::Host(host, 0) => host.clone(),
            Self::Host(host, port) => format!("{host}:{port}"),
            Self::ListenUnix(path) | Self::Unix(path) => path.to_string_lossy().into_owned(),
        }
    }
}

/// The rules of `--allow-net`.
#[derive(Clone, Debug, Default)]
pub(crate) struct NetRules {
    everything: bool,
    rules: Vec<Rule>,
}

#[derive(Clone, Debug, Eq, PartialEq)]
struct Rule {
    written: String,
    way: Way,
    target: Target,
    /// `None`: any port.
    port: Option<u16>,
}

#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Way {
    Connect,
    Listen,
    Udp,
}

#[derive(Clone, Debug, Eq, PartialEq)]
enum Target {
    Any,
    Beneath(String),
    Host(String),
    Network(IpAddr, u8),
    Unix(PathBuf),
}

impl NetRules {
    pub(crate) fn allow(&mut self, value: Option<&str>) -> Result<(), PolicyError> {
        match value {
            None | Some("*") => self.everything = true,
            Some(text) if text.contains(',') => {
                return Err(PolicyError(format!(
                    "--allow-net: {text} is more than one host: give the option once for each"
                )));
            }
            Some(text) if text.contains("://") && !text.starts_with("unix:") => {
                return Err(PolicyError(format!("--allow-net: {text} is a URL: a host is wanted")));
            }
            Some(text) => self.rules.push(Rule::parse(text).ok_or_else(|| {
                PolicyError(format!("--allow-net: {text} is neither a host nor an address"))
            })?),
        }
        Ok(())
    }

    pub(crate) fn drop(&mut self, reference: Option<&str>) {
        match reference {
            None => *self = Self::default(),
            Some(text) => self.rules.retain(|rule| rule.written != text),
        }
    }

    pub(crate) fn has(&self, reference: Option<&str>) -> bool {
        if self.everything {
            return true;
        }
        let Some(asked) = reference.and_then(Rule::parse) else { return false };
        self.rules.iter().any(|rule| {
            rule.way == asked.way
                && (rule.port.is_none() || rule.port == asked.port)
                && rule.target.covers(&asked.target)
        })
    }

    fn allows(&self, destination: &Destination) -> bool {
        if self.everything {
            return true;
        }
        let (way, target, port) = match destination {
            Destination::Address(at) => (Way::Connect, address_target(*at), at.port()),
            Destination::Host(host, port) => {
                let Some(target) = host_target(host) else { return false };
                (Way::Connect, target, *port)
            }
            Destination::Listen(at) => (Way::Listen, address_target(*at), at.port()),
            Destination::ListenUnix(path) => (Way::Listen, unix_target(path), 0),
            Destination::Udp(at) | Destination::UdpBind(at) => {
                (Way::Udp, address_target(*at), at.port())
            }
            Destination::Unix(path) => (Way::Connect, unix_target(path), 0),
        };
        self.rules.iter().any(|rule| {
            // A look-up (port 0) asks about the name alone.
            let asked_name = matches!(destination, Destination::Host(_, 0));
            rule.way == way
                && (asked_name || rule.port.is_none_or(|granted| granted == port))
                && rule.target.covers(&target)
        })
    }
}

impl Rule {
    fn parse(written: &str) -> Option<Self> {
        let (way, text) = match (written.strip_prefix("listen:"), written.strip_prefix("udp:")) {
            (Some(text), _) => (Way::Listen, text),
            (_, Some(text)) => (Way::Udp, text),
            _ => (Way::Connect, written),
        };
        let written = written.to_owned();
        if let Some(path) = text.strip_prefix("unix:") {
            let target = unix_target(Path::new(path));
            return Some(Self { written, way, target, port: None });
        }
        let (host, port) = split_port(text)?;
        let target = match host.split_once('/') {
            Some((address, bits)) => {
                let address: IpAddr = address.parse().ok()?;
                let bits: u8 = bits.parse().ok()?;
                if bits > if address.is_ipv4() { 32 } else { 128 } {
                    return None;
                }
                Target::Network(canonical(address), bits)
            }
            None if host.is_empty() || host == "*" => Target::Any,
            None => match host.strip_prefix("*.") {
                Some(domain) => Target::Beneath(name(domain)?),
                None => host_target(host)?,
            },
        };
        Some(Self { written, way, target, port })
    }
}

impl Target {
    fn covers(&self, asked: &Self) -> bool {
        match (self, asked) {
            (Self::Any, Self::Unix(_)) => false,
            (Self::Any, _) => true,
            (Self::Beneath(domain), Self::Host(host)) => host
                .strip_suffix(domain.as_str())
                .is_some_and(|rest| rest.len() > 1 && rest.ends_with('.')),
            (Self::Network(base, bits), Self::Network(address, asked_bits)) => {
                bits <= asked_bits && same_network(*base, *address, *bits)
            }
            (granted, asked) => granted == asked,
        }
    }
}

/// Splits `HOST[:PORT]`, where an IPv6 address with a port stands in brackets.
fn split_port(text: &str) -> Option<(&str, Option<u16>)> {
    if let Some(rest) = text.strip_prefix('[') {
        let (host, rest) = rest.split_once(']')?;
        let port = match rest.strip_prefix(':') {
            Some(port) => Some(port.parse().ok()?),
            None if rest.is_empty() => None,
            None => return None,
        };
        return Some((host, port));
    }
    match text.matches(':').count() {
        0 => Some((text, None)),
        1 => {
            let (host, port) = text.split_once(':')?;
            Some((host, Some(port.parse().ok()?)))
        }
        _ => Some((text, None)),
    }
}

/// A host as written: an address in any of its forms, or a name.
fn host_target(host: &str) -> Option<Target> {
    if let Ok(address) = host.parse::<IpAddr>() {
        let address = canonical(address);
        return Some(Target::Network(address, full_bits(address)));
    }
    if let Some(address) = number_address(host) {
        return Some(Target::Network(IpAddr::V4(address), 32));
    }
    Some(Target::Host(name(host)?))
}

/// A name in lower case, without its trailing dot.
fn name(host: &str) -> Option<String> {
    let host = host.strip_suffix('.').unwrap_or(host);
    let wrong = |byte: u8| byte <= b' ' || byte == 0x7f || b"*/\\@#?%:[]<>^|".contains(&byte);
    if host.is_empty() || host.bytes().any(wrong) {
        return None;
    }
    Some(host.to_lowercase())
}

/// The forms of IPv4 addresses that `inet_aton` and the URL host parser take: one to four
/// numbers, decimal, octal or hexadecimal, the last filling what remains.
fn number_address(host: &str) -> Option<Ipv4Addr> {
    let host = host.strip_suffix('.').unwrap_or(host);
    let parts: Vec<u64> = host
        .split('.')
        .map(|part| {
            let (digits, radix) = match part.as_bytes() {
                [b'0', b'x' | b'X', ..] => (part.get(2..).unwrap_or_default(), 16),
                [b'0', _, ..] => (part.get(1..).unwrap_or_default(), 8),
                _ => (part, 10),
            };
            // `0x` alone is zero.
            if digits.is_empty() && radix == 16 {
                return Some(0);
            }
            u64::from_str_radix(digits, radix).ok().filter(|_| !digits.starts_with('+'))
        })
        .collect::<Option<_>>()?;
    let (last, leading) = parts.split_last()?;
    if leading.len() > 3 || leading.iter().any(|&part| part > 255) {
        return None;
    }
    let room = 8 * (4 - leading.len());
    if room < 64 && *last >> room != 0 {
        return None;
    }
    let high = leading.iter().fold(0, |sum, part| sum << 8 | part);
    u32::try_from(high << room | last).ok().map(Ipv4Addr::from)
}

fn address_target(at: SocketAddr) -> Target {
    let address = canonical(at.ip());
    Target::Network(address, full_bits(address))
}

fn unix_target(path: &Path) -> Target {
    let bytes = path.as_os_str().as_bytes();
    // An abstract name is no path.
    if bytes.first() == Some(&0) {
        return Target::Unix(PathBuf::from(OsStr::from_bytes(bytes)));
    }
    Target::Unix(normalise(bytes))
}

/// `::ffff:1.2.3.4` is `1.2.3.4`.
fn canonical(address: IpAddr) -> IpAddr {
    address.to_canonical()
}

fn full_bits(address: IpAddr) -> u8 {
    if address.is_ipv4() { 32 } else { 128 }
}

fn same_network(base: IpAddr, address: IpAddr, bits: u8) -> bool {
    let (base, address, width) = match (base, address) {
        (IpAddr::V4(base), IpAddr::V4(address)) => {
            (u128::from(base.to_bits()), u128::from(address.to_bits()), 32)
        }
        (IpAddr::V6(base), IpAddr::V6(address)) => (base.to_bits(), address.to_bits(), 128),
        _ => return false,
    };
    let shift = width - u32::from(bits.min(if width == 32 { 32 } else { 128 }));
    // Shifting by all 128 bits is no operation of the machine: a zero prefix covers everything.
    shift >= 128 || (base >> shift) == (address >> shift)
}

/// Addresses that lead to this machine or its neighbourhood rather than to the open network.
fn is_inward(address: IpAddr) -> bool {
    match canonical(address) {
        IpAddr::V4(v4) => {
            let [a, b, ..] = v4.octets();
            v4.is_loopback()
                || v4.is_private()
                || v4.is_link_local()
                || v4.is_unspecified()
                || v4.is_multicast()
                || v4.is_broadcast()
                || a == 0
                || (a == 100 && (64..128).contains(&b))
        }
        IpAddr::V6(v6) => {
            v6.is_loopback()
                || v6.is_unspecified()
                || v6.is_multicast()
                || v6.is_unique_local()
                || v6.is_unicast_link_local()
        }
    }
}

#[cfg(test)]
#[path = "net/tests.rs"]
mod tests;
