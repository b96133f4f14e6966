//! Names and addresses by the system's resolver. `getaddrinfo(3)`, `getnameinfo(3)`; libuv:
//! `uv_getaddrinfo`, `uv_getnameinfo`.
//!
//! Both block, for as long as the network likes: call them on a pool.

use std::ffi::{CStr, CString};
use std::fmt;
use std::io;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, SocketAddrV6};

use crate::errno;

/// Which addresses a look-up shall find.
#[derive(Clone, Copy, Debug, Default, Eq, Hash, PartialEq)]
pub enum Family {
    /// Both.
    #[default]
    Any,
    /// Only IPv4.
    V4,
    /// Only IPv6.
    V6,
}

/// Refines a look-up. Node docs: `dns.lookup`, "Supported getaddrinfo flags".
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct Hints {
    /// Which addresses to find.
    pub family: Family,
    /// `AI_ADDRCONFIG`: only families that the machine has an address of.
    pub address_config: bool,
    /// `AI_V4MAPPED`: IPv4 addresses as IPv6 ones, where there are no others.
    pub v4_mapped: bool,
    /// `AI_ALL`: with `v4_mapped`, both.
    pub all: bool,
}

/// Why a look-up found nothing.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct LookupError {
    /// The number, as libuv counts: an `EAI_` one below -3000, or a negated errno.
    pub number: i32,
}

impl LookupError {
    /// Returns the name, such as `EAI_NONAME`.
    #[must_use]
    pub fn name(self) -> &'static str {
        errno::name(self.number)
    }
}

impl fmt::Display for LookupError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(errno::message(self.number))
    }
}

impl std::error::Error for LookupError {}

/// Finds the addresses of a host, in the order in which to try them.
///
/// # Errors
/// The `EAI_` errors of `getaddrinfo(3)`; `EAI_NONAME` for a name with a NUL in it.
pub fn addresses(host: &str, hints: Hints) -> Result<Vec<IpAddr>, LookupError> {
    let host = CString::new(host).map_err(|_| LookupError { number: -3008 })?;
    // SAFETY: all fields of an addrinfo may be zero: any family, null pointers.
    let mut wanted: libc::addrinfo = unsafe { std::mem::zeroed() };
    wanted.ai_family = match hints.family {
        Family::Any => libc::AF_UNSPEC,
        Family::V4 => libc::AF_INET,
        Family::V6 => libc::AF_INET6,
    };
    // One socket type, or each address would come three times.
    wanted.ai_socktype = libc::SOCK_STREAM;
    let flags = [
        (hints.address_config, libc::AI_ADDRCONFIG),
        (hints.v4_mapped, libc::AI_V4MAPPED),
        (hints.all, libc::AI_ALL),
    ];
    wanted.ai_flags = flags.iter().filter(|(on, _)| *on).map(|(_, flag)| flag).sum();
    let mut list = std::ptr::null_mut();
    // SAFETY: host is a C string, wanted a complete addrinfo, the service may be null, and the
    // list is a local for the result.
    let code = unsafe {
        libc::getaddrinfo(host.as_ptr(), std::ptr::null(), &raw const wanted, &raw mut list)
    };
    if code != 0 {
        return Err(failure(code));
    }
    let mut found = Vec::new();
    let mut entry = list;
    // SAFETY: each entry is null or one of the list, which is not freed yet.
    while let Some(info) = unsafe { entry.as_ref() } {
        found.extend(address(info));
        entry = info.ai_next;
    }
    // SAFETY: the list came from getaddrinfo, and is not used after this.
    unsafe { libc::freeaddrinfo(list) };
    Ok(found)
}

/// Reads the address of one entry.
fn address(info: &libc::addrinfo) -> Option<IpAddr> {
    match info.ai_family {
        libc::AF_INET => {
            // SAFETY: an entry of this family points to an IPv4 address, or to nothing.
            let address = unsafe { info.ai_addr.cast::<libc::sockaddr_in>().as_ref() }?;
            Some(Ipv4Addr::from(u32::from_be(address.sin_addr.s_addr)).into())
        }
        libc::AF_INET6 => {
            // SAFETY: an entry of this family points to an IPv6 address, or to nothing.
            let address = unsafe { info.ai_addr.cast::<libc::sockaddr_in6>().as_ref() }?;
            Some(Ipv6Addr::from(address.sin6_addr.s6_addr).into())
        }
        _ => None,
    }
}

/// Finds the names of an address and a port: `(host, service)`. An address without a name is
/// its own name.
///
/// # Errors
/// The `EAI_` errors of `getnameinfo(3)`.
pub fn names(address: SocketAddr) -> Result<(String, String), LookupError> {
    match address {
        SocketAddr::V4(address) => {
            let raw = libc::sockaddr_in {
                sin_family: family(libc::AF_INET),
                sin_port: address.port().to_be(),
                sin_addr: libc::in_addr { s_addr: u32::from(*address.ip()).to_be() },
                sin_zero: [0; 8],
            };
            names_of(&raw)
        }
        SocketAddr::V6(address) => names_of(&raw_v6(address)),
    }
}

fn raw_v6(address: SocketAddrV6) -> libc::sockaddr_in6 {
    libc::sockaddr_in6 {
        sin6_family: family(libc::AF_INET6),
        sin6_port: address.port().to_be(),
        sin6_flowinfo: address.flowinfo(),
        sin6_addr: libc::in6_addr { s6_addr: address.ip().octets() },
        sin6_scope_id: address.scope_id(),
    }
}

fn family(number: libc::c_int) -> libc::sa_family_t {
    libc::sa_family_t::try_from(number).unwrap_or_default()
}

/// `T` is a `sockaddr_in` or a `sockaddr_in6`, complete with its family.
fn names_of<T>(address: &T) -> Result<(String, String), LookupError> {
    let (mut host, mut service) = ([0; 1025], [0; 32]);
    let length = |size: usize| libc::socklen_t::try_from(size).unwrap_or_default();
    // SAFETY: the address is of the length given and begins with its family (see above); both
    // buffers are of the lengths given.
    let code = unsafe {
        libc::getnameinfo(
            std::ptr::from_ref(address).cast(),
            length(size_of::<T>()),
            host.as_mut_ptr(),
            length(host.len()),
            service.as_mut_ptr(),
            length(service.len()),
            libc::NI_NAMEREQD,
        )
    };
    if code != 0 {
        return Err(failure(code));
    }
    Ok((text(&host), text(&service)))
}

/// Reads a buffer up to its NUL.
fn text(buffer: &[libc::c_char]) -> String {
    let bytes: Vec<u8> = buffer.iter().map(|&byte| byte.cast_unsigned()).collect();
    CStr::from_bytes_until_nul(&bytes)
        .map(|text| text.to_string_lossy().into_owned())
        .unwrap_or_default()
}

/// Numbers a resolver's error as libuv does. Read right after the call, for `EAI_SYSTEM`.
fn failure(code: libc::c_int) -> LookupError {
    let number = match code {
        // glibc's, absent from the libc crate.
        -9 => -3000,
        libc::EAI_AGAIN => -3001,
        libc::EAI_BADFLAGS => -3002,
        libc::EAI_FAIL => -3004,
        libc::EAI_FAMILY => -3005,
        libc::EAI_MEMORY => -3006,
        libc::EAI_NODATA => -3007,
        libc::EAI_NONAME => -3008,
        libc::EAI_OVERFLOW => -3009,
        libc::EAI_SERVICE => -3010,
        libc::EAI_SOCKTYPE => -3011,
        libc::EAI_SYSTEM => -io::Error::last_os_error().raw_os_error().unwrap_or(libc::EIO),
        _ => errno::UNKNOWN,
    };
    LookupError { number }
}

#[cfg(test)]
mod tests {
    use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

    use super::{Family, Hints, addresses};

    #[test]
    fn a_numeric_host_is_its_own_address() {
        let any = Hints::default();
        assert_eq!(addresses("127.0.0.1", any).unwrap(), [IpAddr::V4(Ipv4Addr::LOCALHOST)]);
        assert_eq!(addresses("::1", any).unwrap(), [IpAddr::V6(Ipv6Addr::LOCALHOST)]);
    }

    #[test]
    fn a_name_that_cannot_be_has_no_address() {
        let refused = addresses("a\0b", Hints::default()).unwrap_err();
        assert_eq!(refused.name(), "EAI_NONAME");
        let v6 = Hints { family: Family::V6, ..Hints::default() };
        assert!(addresses("127.0.0.1", v6).is_err());
    }
}
