//! Hosts: domains, IPv4 and IPv6 addresses, opaque names. WHATWG URL: host parsing; UTS #46.

use std::borrow::Cow;

use crate::{percent, percent::CONTROL};

/// Parses a host and serialises it again; `None` where that fails. WHATWG URL: host parser.
pub(crate) fn parse(input: &str, special: bool) -> Option<String> {
    if let Some(address) = input.strip_prefix('[') {
        return ipv6(address.strip_suffix(']')?).map(|pieces| format!("[{}]", compress(pieces)));
    }
    if !special {
        if input.bytes().any(is_forbidden) {
            return None;
        }
        let mut host = String::new();
        percent::push_all(input.as_bytes(), CONTROL, &mut host);
        return Some(host);
    }
    let bytes = percent::decode(input.as_bytes());
    let domain = String::from_utf8_lossy(&bytes);
    let domain = ascii(&domain)?;
    if ends_in_a_number(&domain) {
        return ipv4(&domain).map(|address| address.to_string());
    }
    Some(domain)
}

/// A domain in ASCII, or `None` where it is none. WHATWG URL: domain to ASCII.
fn ascii(domain: &str) -> Option<String> {
    let plain = domain.bytes().all(|byte| {
        byte.is_ascii_lowercase() || byte.is_ascii_digit() || matches!(byte, b'-' | b'.')
    });
    if plain && !domain.starts_with("xn--") && !domain.contains(".xn--") {
        return (!domain.is_empty()).then(|| domain.to_owned());
    }
    let ascii = idna::domain_to_ascii_cow(domain.as_bytes(), idna::AsciiDenyList::URL).ok()?;
    (!ascii.is_empty()).then(|| ascii.into_owned())
}

/// A serialised host with its domain in Unicode.
pub(crate) fn unicode(host: &str) -> String {
    if host.starts_with('[') || !host.contains("xn--") {
        return host.to_owned();
    }
    idna::domain_to_unicode(host).0
}

/// `url.domainToASCII`: the host in its written form, empty where it is invalid.
#[must_use]
pub fn domain_to_ascii(domain: &str) -> String {
    host_of(domain).unwrap_or_default()
}

/// `url.domainToUnicode`: the same in Unicode.
#[must_use]
pub fn domain_to_unicode(domain: &str) -> String {
    host_of(domain).map(|host| unicode(&host)).unwrap_or_default()
}

/// The host of `ws://` followed by a domain.
fn host_of(domain: &str) -> Option<String> {
    let url = crate::Url::parse(&format!("ws://{domain}"), None)?;
    Some(url.hostname().to_owned())
}

/// WHATWG URL: forbidden host code point.
fn is_forbidden(byte: u8) -> bool {
    matches!(
        byte,
        0 | b'\t'
            | b'\n'
            | b'\r'
            | b' '
            | b'#'
            | b'/'
            | b':'
            | b'<'
            | b'>'
            | b'?'
            | b'@'
            | b'['
            | b'\\'
            | b']'
            | b'^'
            | b'|'
    )
}

/// WHATWG URL: ends-in-a-number checker.
fn ends_in_a_number(domain: &str) -> bool {
    let domain = domain.strip_suffix('.').unwrap_or(domain);
    let last = domain.rsplit('.').next().unwrap_or_default();
    let digits = !last.is_empty() && last.bytes().all(|byte| byte.is_ascii_digit());
    digits || ipv4_number(last).is_some()
}

/// WHATWG URL: IPv4 number parser. `Some(None)` is a number too large to matter.
fn ipv4_number(part: &str) -> Option<Option<u64>> {
    if part.is_empty() {
        return None;
    }
    let (digits, radix) =
        if let Some(digits) = part.strip_prefix("0x").or_else(|| part.strip_prefix("0X")) {
            (digits, 16)
        } else if part.len() > 1 && part.starts_with('0') {
            (part.get(1..).unwrap_or_default(), 8)
        } else {
            (part, 10)
        };
    if !digits.chars().all(|digit| digit.is_digit(radix)) {
        return None;
    }
    if digits.is_empty() {
        return Some(Some(0));
    }
    Some(u64::from_str_radix(digits, radix).ok())
}

/// WHATWG URL: IPv4 parser.
fn ipv4(domain: &str) -> Option<std::net::Ipv4Addr> {
    let mut parts: Vec<&str> = domain.split('.').collect();
    if parts.len() > 1 && parts.last().is_some_and(|last| last.is_empty()) {
        parts.pop();
    }
    if parts.len() > 4 {
        return None;
    }
    let numbers: Option<Vec<u64>> = parts.iter().map(|part| ipv4_number(part).flatten()).collect();
    let numbers = numbers?;
    let (&last, front) = numbers.split_last()?;
    if front.iter().any(|&number| number > 255) {
        return None;
    }
    let bits = 8 * (4 - u32::try_from(front.len()).ok()?);
    if last >= 1 << bits {
        return None;
    }
    let mut address = last;
    for (index, &number) in front.iter().enumerate() {
        address |= number << (24 - 8 * index);
    }
    u32::try_from(address).ok().map(Into::into)
}

/// WHATWG URL: IPv6 parser.
fn ipv6(input: &str) -> Option<[u16; 8]> {
    let input = input.as_bytes();
    let mut pieces: Vec<u16> = Vec::with_capacity(8);
    let mut compress = None;
    let mut at = 0;
    if input.starts_with(b":") {
        if !input.starts_with(b"::") {
            return None;
        }
        at = 2;
        compress = Some(0);
    }
    while at < input.len() {
        if pieces.len() == 8 {
            return None;
        }
        if input.get(at) == Some(&b':') {
            if compress.is_some() {
                return None;
            }
            at += 1;
            compress = Some(pieces.len());
            continue;
        }
        let start = at;
        let mut value = 0u16;
        while at < start + 4
            && let Some(digit) = input.get(at).copied().and_then(percent::hex)
        {
            value = value << 4 | u16::from(digit);
            at += 1;
        }
        match input.get(at) {
            Some(b'.') => {
                if at == start || pieces.len() > 6 {
                    return None;
                }
                let dotted = input.get(start..).unwrap_or_default();
                pieces.extend(dotted_quad(dotted)?);
                break;
            }
            Some(b':') => {
                at += 1;
                input.get(at)?;
            }
            Some(_) => return None,
            None => {}
        }
        pieces.push(value);
    }
    let missing = 8_usize.checked_sub(pieces.len())?;
    match compress {
        Some(at) => {
            let zeros = std::iter::repeat_n(0, missing);
            pieces.splice(at..at, zeros);
        }
        None if missing > 0 => return None,
        None => {}
    }
    pieces.try_into().ok()
}

/// The four decimal numbers that may end an IPv6 address, without leading zeros.
fn dotted_quad(input: &[u8]) -> Option<[u16; 2]> {
    let text = std::str::from_utf8(input).ok()?;
    let mut bytes = [0u16; 4];
    let mut parts = text.split('.');
    for byte in &mut bytes {
        let part = parts.next()?;
        let digits = !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
        if !digits || (part.len() > 1 && part.starts_with('0')) {
            return None;
        }
        *byte = part.parse::<u8>().ok()?.into();
    }
    if parts.next().is_some() {
        return None;
    }
    let [a, b, c, d] = bytes;
    Some([a << 8 | b, c << 8 | d])
}

/// WHATWG URL: IPv6 serializer. The first longest run of zeros is left out.
fn compress(pieces: [u16; 8]) -> String {
    let mut run = (0, 0);
    let mut start = 0;
    while start < 8 {
        let zeros = pieces.iter().skip(start).take_while(|&&piece| piece == 0).count();
        if zeros > 1 && zeros > run.1 {
            run = (start, zeros);
        }
        start += zeros.max(1);
    }
    let hex = |pieces: &[u16]| -> String {
        let parts: Vec<Cow<'_, str>> =
            pieces.iter().map(|piece| Cow::Owned(format!("{piece:x}"))).collect();
        parts.join(":")
    };
    if run.1 == 0 {
        return hex(&pieces);
    }
    let front = pieces.get(..run.0).unwrap_or_default();
    let back = pieces.get(run.0 + run.1..).unwrap_or_default();
    format!("{}::{}", hex(front), hex(back))
}
