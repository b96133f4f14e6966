//! The zones of IPv6 addresses: network interfaces by name and number. `if_nametoindex(3)`,
//! `if_indextoname(3)`; RFC 4007 §11.

use std::ffi::{CStr, CString};

/// Returns the number of the interface of this name.
#[must_use]
pub fn number(name: &str) -> Option<u32> {
    let name = CString::new(name).ok()?;
    // SAFETY: the name is a C string, and is only read.
    let number = unsafe { libc::if_nametoindex(name.as_ptr()) };
    (number != 0).then_some(number)
}

/// Returns the name of the interface of this number.
#[must_use]
pub fn name(number: u32) -> Option<String> {
    let mut buffer = [0; libc::IF_NAMESIZE];
    // SAFETY: the buffer is of the length that the call asks for.
    let found = unsafe { libc::if_indextoname(number, buffer.as_mut_ptr()) };
    if found.is_null() {
        return None;
    }
    let bytes = buffer.map(libc::c_char::cast_unsigned);
    CStr::from_bytes_until_nul(&bytes).ok().map(|name| name.to_string_lossy().into_owned())
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_loopback_interface_has_a_number_and_a_name() {
        let number = super::number("lo").unwrap();
        assert_eq!(super::name(number).as_deref(), Some("lo"));
        assert_eq!(super::number("no such interface"), None);
        assert_eq!(super::name(u32::MAX), None);
    }
}
