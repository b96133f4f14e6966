//! The addresses of the network interfaces. `getifaddrs(3)`; libuv: `uv_interface_addresses`.

use std::{
    ffi::CStr,
    io,
    net::{IpAddr, Ipv4Addr, Ipv6Addr},
};

/// One address of an interface that is up.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Interface {
    /// The interface, such as `eth0`.
    pub name: String,
    /// Its address.
    pub address: IpAddr,
    /// The mask of its network, of the same family.
    pub netmask: IpAddr,
    /// The hardware address, zeros where it has none.
    pub mac: [u8; 6],
    /// Whether it is a loopback.
    pub internal: bool,
    /// The scope of an IPv6 address, else 0.
    pub scope: u32,
}

/// Lists the addresses of all interfaces that run.
///
/// # Errors
/// An errno of `getifaddrs(3)`.
pub fn interfaces() -> io::Result<Vec<Interface>> {
    let mut list = std::ptr::null_mut();
    // SAFETY: the argument is a local for the result.
    if unsafe { libc::getifaddrs(&raw mut list) } != 0 {
        return Err(io::Error::last_os_error());
    }
    let mut found = Vec::new();
    let mut macs = Vec::new();
    let mut entry = list;
    // SAFETY: each entry is null or one of the list, which is not freed yet.
    while let Some(info) = unsafe { entry.as_ref() } {
        entry = info.ifa_next;
        let running = libc::IFF_UP | libc::IFF_RUNNING;
        if i32::try_from(info.ifa_flags & 0xffff).map_or(0, |flags| flags & running) != running {
            continue;
        }
        // SAFETY: the name of an entry is a C string that lives as long as the list.
        let name = unsafe { CStr::from_ptr(info.ifa_name) }.to_string_lossy().into_owned();
        if let Some(mac) = hardware(info.ifa_addr) {
            macs.push((name, mac));
        } else if let Some((address, scope)) = address(info.ifa_addr) {
            let netmask = address_of_mask(info.ifa_netmask, &address);
            let internal = info.ifa_flags & 0x8 != 0;
            found.push(Interface { name, address, netmask, mac: [0; 6], internal, scope });
        }
    }
    // SAFETY: the list came from getifaddrs, and is not used after this.
    unsafe { libc::freeifaddrs(list) };
    for interface in &mut found {
        if let Some((_, mac)) = macs.iter().find(|(name, _)| *name == interface.name) {
            interface.mac = *mac;
        }
    }
    Ok(found)
}

/// The hardware address of an entry of that family.
fn hardware(raw: *const libc::sockaddr) -> Option<[u8; 6]> {
    if family(raw)? != libc::AF_PACKET {
        return None;
    }
    // SAFETY: an address of this family is a sockaddr_ll.
    let address = unsafe { raw.cast::<libc::sockaddr_ll>().as_ref() }?;
    let [a, b, c, d, e, f, ..] = address.sll_addr;
    Some([a, b, c, d, e, f])
}

fn family(raw: *const libc::sockaddr) -> Option<i32> {
    // SAFETY: an address of an entry is null or starts with its family.
    let family = unsafe { raw.as_ref() }?.sa_family;
    Some(family.into())
}

/// The IP address of an entry, and its scope.
fn address(raw: *const libc::sockaddr) -> Option<(IpAddr, u32)> {
    match family(raw)? {
        libc::AF_INET => {
            // SAFETY: an address of this family is a sockaddr_in.
            let address = unsafe { raw.cast::<libc::sockaddr_in>().as_ref() }?;
            Some((Ipv4Addr::from(u32::from_be(address.sin_addr.s_addr)).into(), 0))
        }
        libc::AF_INET6 => {
            // SAFETY: an address of this family is a sockaddr_in6.
            let address = unsafe { raw.cast::<libc::sockaddr_in6>().as_ref() }?;
            Some((Ipv6Addr::from(address.sin6_addr.s6_addr).into(), address.sin6_scope_id))
        }
        _ => None,
    }
}

/// The mask, all ones where there is none.
fn address_of_mask(raw: *const libc::sockaddr, address_: &IpAddr) -> IpAddr {
    match (address(raw), address_) {
        (Some((mask, _)), _) => mask,
        (None, IpAddr::V4(_)) => Ipv4Addr::BROADCAST.into(),
        (None, IpAddr::V6(_)) => Ipv6Addr::from(u128::MAX).into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_loopback_address_is_internal() {
        for interface in interfaces().unwrap() {
            assert!(!interface.address.is_loopback() || interface.internal, "{interface:?}");
            assert_eq!(interface.address.is_ipv4(), interface.netmask.is_ipv4());
        }
    }
}
