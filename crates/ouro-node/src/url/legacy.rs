//! The legacy parser of `url.parse`, `url.format` and `url.resolve`: what it takes apart, how it
//! writes it again, and its own idea of relative references. Node docs: Legacy URL API.

use std::borrow::Cow;

/// A URL as the legacy API takes it apart.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub(super) struct Legacy {
    pub(super) protocol: Option<String>,
    pub(super) slashes: Option<bool>,
    pub(super) auth: Option<String>,
    pub(super) host: Option<String>,
    pub(super) port: Option<String>,
    pub(super) hostname: Option<String>,
    pub(super) hash: Option<String>,
    pub(super) search: Option<String>,
    pub(super) query: Option<String>,
    pub(super) pathname: Option<String>,
    pub(super) path: Option<String>,
    pub(super) href: Option<String>,
}

/// Why a text is refused.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Refused {
    /// The user information is not well encoded.
    Auth,
    /// The host has characters that no host has.
    Host,
    /// What follows the colon is no port.
    Port,
}

/// Longer names are no host names.
const MAX_HOSTNAME: usize = 255;

fn text(part: Option<&String>) -> &str {
    part.map_or("", String::as_str)
}

fn some(text: &str) -> Option<String> {
    Some(text.to_owned())
}

/// Schemes that take no host, with or without their colon.
fn is_hostless(protocol: &str) -> bool {
    matches!(protocol, "javascript" | "javascript:")
}

/// Schemes that always have slashes, with or without their colon.
fn is_slashed(protocol: &str) -> bool {
    let name = protocol.strip_suffix(':').unwrap_or(protocol);
    matches!(name, "http" | "https" | "ftp" | "gopher" | "file" | "ws" | "wss")
}

fn is_white(c: char) -> bool {
    matches!(c, '\0'..=' ' | '\u{a0}' | '\u{feff}')
}

/// Trims, and turns backslashes into slashes up to the query or fragment.
fn clean(url: &str) -> String {
    let trimmed = url.trim_matches(is_white);
    let end = trimmed.find(['?', '#']).unwrap_or(trimmed.len());
    let (front, back) = trimmed.split_at(end);
    format!("{}{back}", front.replace('\\', "/"))
}

/// Parses; with `host_after_slashes`, `//a/b` has the host `a`.
pub(super) fn parse(url: &str, host_after_slashes: bool) -> Result<Legacy, Refused> {
    let rest = clean(url);
    let front = rest.split('?').next().unwrap_or_default();
    if !host_after_slashes
        && !rest.contains('#')
        && !front.contains('@')
        && let Some(simple) = simple_path(&rest)
    {
        return Ok(simple);
    }
    let mut parsed = Legacy::default();
    let colon = rest.find(':').filter(|&colon| {
        let scheme = rest.get(..colon).unwrap_or_default().bytes();
        colon > 0
            && scheme.clone().all(|byte| byte.is_ascii_alphanumeric() || b".+-".contains(&byte))
    });
    let (proto, mut rest) = rest.split_at(colon.map_or(0, |colon| colon + 1));
    let lower = proto.to_ascii_lowercase();
    if !proto.is_empty() {
        parsed.protocol = some(&lower);
    }
    let mut slashes = false;
    if (host_after_slashes || !proto.is_empty() || has_user_and_host(rest))
        && rest.starts_with("//")
    {
        slashes = true;
        if proto.is_empty() || !is_hostless(&lower) {
            rest = rest.get(2..).unwrap_or_default();
            parsed.slashes = Some(true);
        }
    }
    let mut rest = Cow::Borrowed(rest);
    if !is_hostless(&lower) && (slashes || (!proto.is_empty() && !is_slashed(proto))) {
        rest = Cow::Owned(parsed.take_authority(&rest)?);
    }
    if !is_hostless(&lower) {
        rest = Cow::Owned(escape(&rest));
    }
    parsed.take_path(&rest, is_slashed(&lower));
    parsed.href = Some(parsed.format());
    Ok(parsed)
}

/// A path with at most a query, which needs no more looking at.
fn simple_path(rest: &str) -> Option<Legacy> {
    let slashes = rest.bytes().take_while(|&byte| byte == b'/').count();
    if !(1..=2).contains(&slashes) || rest.contains(char::is_whitespace) {
        return None;
    }
    let query = rest.find('?');
    let (pathname, search) = rest.split_at(query.unwrap_or(rest.len()));
    Some(Legacy {
        path: some(rest),
        href: some(rest),
        pathname: some(pathname),
        search: query.map(|_| search.to_owned()),
        query: search.strip_prefix('?').map(str::to_owned),
        ..Legacy::default()
    })
}

/// `//user@host`, which has a host whatever the caller says.
fn has_user_and_host(rest: &str) -> bool {
    let Some(rest) = rest.strip_prefix("//") else { return false };
    let Some((user, host)) = rest.split_once('@') else { return false };
    !user.is_empty() && !user.contains('/') && !host.is_empty() && !host.starts_with(['@', '/'])
}

impl Legacy {
    /// Takes user information, host and port off the front; returns what is left.
    fn take_authority(&mut self, rest: &str) -> Result<String, Refused> {
        let mut cleaned = String::with_capacity(rest.len());
        let mut at = None;
        let mut no_host = None;
        let mut characters = rest.char_indices();
        for (index, c) in characters.by_ref() {
            match c {
                '\t' | '\n' | '\r' => continue,
                ' ' | '"' | '%' | '\'' | ';' | '<' | '>' | '\\' | '^' | '`' | '{' | '|' | '}' => {
                    no_host = no_host.or(Some(cleaned.len()));
                }
                '#' | '/' | '?' => {
                    no_host = no_host.or(Some(cleaned.len()));
                    cleaned.push_str(rest.get(index..).unwrap_or_default());
                    break;
                }
                '@' => {
                    at = Some(cleaned.len());
                    no_host = None;
                }
                _ => {}
            }
            cleaned.push(c);
        }
        let start = match at {
            Some(at) => {
                let auth = cleaned.get(..at).unwrap_or_default();
                self.auth = Some(decode(auth).ok_or(Refused::Auth)?);
                at + 1
            }
            None => 0,
        };
        let end = no_host.unwrap_or(cleaned.len());
        let host = cleaned.get(start..end).unwrap_or_default().to_owned();
        let mut rest = cleaned.get(end..).unwrap_or_default().to_owned();
        self.take_port(&host);
        let hostname = text(self.hostname.as_ref()).to_owned();
        let is_ipv6 = hostname.len() >= 2 && hostname.starts_with('[') && hostname.ends_with(']');
        let mut name = hostname.as_str();
        if !is_ipv6 && let Some(index) = hostname.find(['/', '\\', '#', '?', ':']) {
            if hostname.get(index..).is_some_and(|tail| tail.starts_with(':')) {
                return Err(Refused::Port);
            }
            name = hostname.get(..index).unwrap_or_default();
            rest = format!("/{}{rest}", hostname.get(index..).unwrap_or_default());
        }
        let mut name = if name.encode_utf16().count() > MAX_HOSTNAME {
            String::new()
        } else {
            name.to_lowercase()
        };
        if !name.is_empty() {
            if !is_ipv6 {
                name = to_ascii(&name);
            }
            let forbidden = |c: char| {
                matches!(c, '\0' | '\t' | '\n' | '\r' | ' ' | '#' | '%' | '/' | '<' | '>' | '?')
                    || matches!(c, '@' | '\\' | '^' | '|')
                    || (!is_ipv6 && matches!(c, ':' | '[' | ']'))
            };
            if name.is_empty() || name.contains(forbidden) {
                return Err(Refused::Host);
            }
        }
        let port = self.port.as_ref().map_or(String::new(), |port| format!(":{port}"));
        self.host = Some(format!("{name}{port}"));
        if is_ipv6 {
            let inner = name.get(1..name.len().saturating_sub(1)).unwrap_or_default();
            name = inner.to_owned();
            if !rest.starts_with('/') {
                rest.insert(0, '/');
            }
        }
        self.hostname = Some(name);
        Ok(rest)
    }

    /// Splits the digits behind the last colon off a host.
    fn take_port(&mut self, host: &str) {
        let digits = host.bytes().rev().take_while(u8::is_ascii_digit).count();
        let (front, port) = host.split_at(host.len() - digits);
        let name = match front.strip_suffix(':') {
            Some(name) => {
                if !port.is_empty() {
                    self.port = some(port);
                }
                name
            }
            None => host,
        };
        self.host = some(host);
        self.hostname = some(name);
    }

    /// Splits what follows the host into path, query and fragment.
    fn take_path(&mut self, rest: &str, slashed: bool) {
        let (front, hash) = rest.split_at(rest.find('#').unwrap_or(rest.len()));
        if !hash.is_empty() {
            self.hash = some(hash);
        }
        let query = front.find('?');
        let (pathname, search) = front.split_at(query.unwrap_or(front.len()));
        if query.is_some() {
            self.search = some(search);
            self.query = search.strip_prefix('?').map(str::to_owned);
        }
        if !pathname.is_empty() {
            self.pathname = some(pathname);
        }
        if slashed && !text(self.hostname.as_ref()).is_empty() && self.pathname.is_none() {
            self.pathname = some("/");
        }
        let path = format!("{}{}", text(self.pathname.as_ref()), text(self.search.as_ref()));
        if !path.is_empty() {
            self.path = Some(path);
        }
    }

    /// Writes the parts as one text.
    pub(super) fn format(&self) -> String {
        let part = |part: &Option<String>| part.clone().unwrap_or_default();
        let mut auth = encode_auth(text(self.auth.as_ref()));
        if !auth.is_empty() {
            auth.push('@');
        }
        let mut protocol = part(&self.protocol);
        let mut host = String::new();
        if !text(self.host.as_ref()).is_empty() {
            host = format!("{auth}{}", part(&self.host));
        } else if let Some(name) = self.hostname.as_ref().filter(|name| !name.is_empty()) {
            let bare_ipv6 = name.contains(':') && !(name.starts_with('[') && name.ends_with(']'));
            host = if bare_ipv6 { format!("{auth}[{name}]") } else { format!("{auth}{name}") };
            if !text(self.port.as_ref()).is_empty() {
                host.push(':');
                host.push_str(&part(&self.port));
            }
        }
        let mut search = part(&self.search);
        if search.is_empty() && !text(self.query.as_ref()).is_empty() {
            search = format!("?{}", part(&self.query));
        }
        if !protocol.is_empty() && !protocol.ends_with(':') {
            protocol.push(':');
        }
        let mut pathname = part(&self.pathname).replace('#', "%23").replace('?', "%3F");
        let slashes = self.slashes == Some(true);
        if slashes || is_slashed(&protocol) {
            if slashes || !host.is_empty() {
                if !pathname.is_empty() && !pathname.starts_with('/') {
                    pathname.insert(0, '/');
                }
                host.insert_str(0, "//");
            } else if protocol.starts_with("file") {
                host = "//".to_owned();
            }
        }
        let mut search = search.replace('#', "%23");
        let mut hash = part(&self.hash);
        if !hash.is_empty() && !hash.starts_with('#') {
            hash.insert(0, '#');
        }
        if !search.is_empty() && !search.starts_with('?') {
            search.insert(0, '?');
        }
        format!("{protocol}{host}{pathname}{search}{hash}")
    }

    fn set_path(&mut self) {
        self.path = Some(format!("{}{}", text(self.pathname.as_ref()), text(self.search.as_ref())));
    }

    fn finished(mut self) -> Self {
        self.href = Some(self.format());
        self
    }
}

/// Encodes what may not stand in a URL.
fn escape(rest: &str) -> String {
    let mut out = String::with_capacity(rest.len());
    for c in rest.chars() {
        match c {
            '\t' | '\n' | '\r' | ' ' | '"' | '\'' | '<' | '>' | '\\' | '^' | '`' | '{' | '|'
            | '}' => {
                let mut byte = [0; 1];
                c.encode_utf8(&mut byte);
                ouro_url::percent::push_encoded(byte[0], &mut out);
            }
            _ => out.push(c),
        }
    }
    out
}

/// Encodes user information; its colon stays.
fn encode_auth(auth: &str) -> String {
    let mut out = String::with_capacity(auth.len());
    for byte in auth.bytes() {
        if byte.is_ascii_alphanumeric() || b"!'()*-._~:".contains(&byte) {
            out.push(char::from(byte));
        } else {
            ouro_url::percent::push_encoded(byte, &mut out);
        }
    }
    out
}

/// `decodeURIComponent`.
fn decode(text: &str) -> Option<String> {
    let bytes = text.as_bytes();
    let digit = |at: usize| bytes.get(at).copied().and_then(ouro_url::percent::hex).is_some();
    let malformed = bytes
        .iter()
        .enumerate()
        .any(|(at, &byte)| byte == b'%' && !(digit(at + 1) && digit(at + 2)));
    if malformed {
        return None;
    }
    String::from_utf8(ouro_url::percent::decode(bytes).into_owned()).ok()
}

/// The domain in ASCII, empty where there is no such.
fn to_ascii(name: &str) -> String {
    if name.is_ascii() && !name.contains("xn--") {
        return name.to_owned();
    }
    idna::domain_to_ascii_cow(name.as_bytes(), idna::AsciiDenyList::EMPTY)
        .map(Cow::into_owned)
        .unwrap_or_default()
}

/// Resolves `relative` against `source`, both parsed with hosts after slashes.
pub(super) fn resolve(source: &Legacy, mut relative: Legacy) -> Legacy {
    let mut result = source.clone();
    result.hash.clone_from(&relative.hash);
    if relative.href.as_deref() == Some("") {
        return result.finished();
    }
    if relative.slashes == Some(true) && relative.protocol.is_none() {
        // Everything but the scheme is the reference's.
        let protocol = result.protocol.take();
        let slashed = is_slashed(text(protocol.as_ref()));
        result = Legacy { protocol, ..relative };
        let has_host = !text(result.hostname.as_ref()).is_empty();
        if slashed && has_host && text(result.pathname.as_ref()).is_empty() {
            result.pathname = some("/");
            result.path = some("/");
        }
        return result.finished();
    }
    if relative
        .protocol
        .as_ref()
        .is_some_and(|protocol| !protocol.is_empty() && Some(protocol) != result.protocol.as_ref())
    {
        return other_scheme(result, relative);
    }
    same_scheme(&mut result, &mut relative);
    result.finished()
}

/// A reference with a scheme of its own.
fn other_scheme(mut result: Legacy, mut relative: Legacy) -> Legacy {
    let protocol = text(relative.protocol.as_ref()).to_owned();
    if !is_slashed(&protocol) {
        return relative.finished();
    }
    result.protocol = some(&protocol);
    let is_file = matches!(&*protocol, "file" | "file:");
    if text(relative.host.as_ref()).is_empty() && !is_file && !is_hostless(&protocol) {
        // The first name of the path is the host.
        let path = text(relative.pathname.as_ref()).to_owned();
        let mut segments: Vec<&str> = path.split('/').collect();
        let named = segments.iter().position(|segment| !segment.is_empty());
        relative.host = some(named.and_then(|at| segments.get(at)).copied().unwrap_or(""));
        segments.drain(..named.map_or(segments.len(), |at| at + 1));
        relative.hostname.get_or_insert_default();
        if segments.first().is_none_or(|first| !first.is_empty()) {
            segments.insert(0, "");
        }
        if segments.len() < 2 {
            segments.insert(0, "");
        }
        result.pathname = Some(segments.join("/"));
    } else {
        result.pathname = relative.pathname;
    }
    result.search = relative.search;
    result.query = relative.query;
    result.auth = relative.auth;
    let name = relative.hostname.filter(|name| !name.is_empty());
    result.hostname = name.or_else(|| relative.host.clone());
    result.host = Some(relative.host.unwrap_or_default());
    result.port = relative.port;
    if !text(result.pathname.as_ref()).is_empty() || !text(result.search.as_ref()).is_empty() {
        result.set_path();
    }
    if result.slashes != Some(true) {
        result.slashes = relative.slashes;
    }
    result.finished()
}

fn segments(pathname: Option<&String>) -> Vec<String> {
    match pathname {
        Some(path) if !path.is_empty() => path.split('/').map(str::to_owned).collect(),
        _ => Vec::new(),
    }
}

/// Puts a host in front of the segments of a path.
fn put_first(host: &str, segments: &mut Vec<String>) {
    if host.is_empty() {
        return;
    }
    match segments.first_mut() {
        Some(first) if first.is_empty() => host.clone_into(first),
        _ => segments.insert(0, host.to_owned()),
    }
}

/// Sets host and name, and takes a user off their front.
fn set_host(result: &mut Legacy, host: Option<String>) {
    result.hostname.clone_from(&host);
    result.host = host;
    if let Some(host) = &result.host
        && host.find('@').is_some_and(|at| at > 0)
    {
        let mut parts = host.split('@').map(str::to_owned);
        result.auth = parts.next();
        let name = parts.next();
        result.hostname.clone_from(&name);
        result.host = name;
    }
}

/// A reference within the scheme: a path, a query or a fragment.
fn same_scheme(result: &mut Legacy, relative: &mut Legacy) {
    let absolute_path = |url: &Legacy| text(url.pathname.as_ref()).starts_with('/');
    let has_host = |url: &Legacy| !text(url.host.as_ref()).is_empty();
    let is_rooted = has_host(relative) || absolute_path(relative);
    let has_path = !text(relative.pathname.as_ref()).is_empty();
    let mut rooted = is_rooted || absolute_path(result) || (has_host(result) && has_path);
    let remove_all_dots = rooted;
    let mut source = segments(result.pathname.as_ref());
    let mut path = segments(relative.pathname.as_ref());
    let protocol = text(result.protocol.as_ref());
    // In a scheme without slashes, the host counts as a segment that `..` can remove.
    let host_is_segment = !protocol.is_empty() && !is_slashed(protocol);
    if host_is_segment {
        result.hostname = some("");
        result.port = None;
        put_first(text(result.host.as_ref()), &mut source);
        result.host = some("");
        if relative.protocol.is_some() {
            relative.hostname = None;
            relative.port = None;
            result.auth = None;
            put_first(text(relative.host.as_ref()), &mut path);
            relative.host = None;
        }
        let starts_empty = |list: &[String]| list.first().is_some_and(String::is_empty);
        rooted = rooted && (starts_empty(&path) || starts_empty(&source));
    }
    if is_rooted {
        if let Some(host) = &relative.host {
            if result.host.as_ref() != Some(host) {
                result.auth = None;
            }
            result.host.clone_from(&relative.host);
            result.port.clone_from(&relative.port);
        }
        if let Some(name) = &relative.hostname {
            if result.hostname.as_ref() != Some(name) {
                result.auth = None;
            }
            result.hostname.clone_from(&relative.hostname);
        }
        result.search.clone_from(&relative.search);
        result.query.clone_from(&relative.query);
        source = path;
    } else if !path.is_empty() {
        source.pop();
        source.append(&mut path);
        result.search.clone_from(&relative.search);
        result.query.clone_from(&relative.query);
    } else if relative.search.is_some() {
        if host_is_segment {
            let host = (!source.is_empty()).then(|| source.remove(0));
            set_host(result, host);
        }
        result.search.clone_from(&relative.search);
        result.query.clone_from(&relative.query);
        result.set_path();
        return;
    }
    if source.is_empty() {
        result.pathname = None;
        result.path = match text(result.search.as_ref()) {
            "" => None,
            search => Some(format!("/{search}")),
        };
        return;
    }
    let mut source =
        without_dots(source, has_host(result) || has_host(relative), rooted, remove_all_dots);
    let is_absolute =
        source.first().is_some_and(|first| first.is_empty() || first.starts_with('/'));
    if host_is_segment {
        let host = if is_absolute || source.is_empty() { String::new() } else { source.remove(0) };
        set_host(result, Some(host));
    }
    if (rooted || (has_host(result) && !source.is_empty())) && !is_absolute {
        source.insert(0, String::new());
    }
    if source.is_empty() {
        result.pathname = None;
        result.path = None;
    } else {
        result.pathname = Some(source.join("/"));
    }
    if result.pathname.is_some() || result.search.is_some() {
        result.set_path();
    }
    if !text(relative.auth.as_ref()).is_empty() {
        result.auth.clone_from(&relative.auth);
    }
    if result.slashes != Some(true) {
        result.slashes = relative.slashes;
    }
}

/// Resolves `.` and `..` from the end; keeps the trailing slash that a final dot stands for.
fn without_dots(
    mut source: Vec<String>,
    has_host: bool,
    rooted: bool,
    remove_all: bool,
) -> Vec<String> {
    let last = source.last().map_or("", String::as_str);
    let dot = matches!(last, "." | "..");
    let ends_in_slash = ((has_host || source.len() > 1) && dot) || last.is_empty();
    let mut up = 0_usize;
    for index in (0..source.len()).rev() {
        let segment = source.get(index).map_or("", String::as_str);
        if segment == ".." {
            up += 1;
        } else if segment != "." {
            if up == 0 {
                continue;
            }
            up -= 1;
        }
        source.remove(index);
    }
    if !rooted && !remove_all {
        source.splice(..0, std::iter::repeat_n("..".to_owned(), up));
    }
    let starts_rooted =
        source.first().is_some_and(|first| first.is_empty() || first.starts_with('/'));
    if rooted && !starts_rooted {
        source.insert(0, String::new());
    }
    if ends_in_slash && !source.join("/").ends_with('/') {
        source.push(String::new());
    }
    source
}

#[cfg(test)]
mod tests {
    use super::*;

    fn resolved(source: &str, reference: &str) -> String {
        let source = parse(source, true).unwrap();
        resolve(&source, parse(reference, true).unwrap()).format()
    }

    #[test]
    fn a_host_ends_where_no_host_goes_on() {
        let url = parse("HTTP://u:p@Host.com:8;x/y?q#f", false).unwrap();
        assert_eq!(url.hostname.as_deref(), Some("host.com"));
        assert_eq!(url.pathname.as_deref(), Some(";x/y"));
        assert_eq!(url.auth.as_deref(), Some("u:p"));
        assert_eq!(url.href.as_deref(), Some("http://u:p@host.com:8/;x/y?q#f"));
    }

    #[test]
    fn what_is_no_port_is_refused() {
        assert_eq!(parse("http://a.com:b/c", false), Err(Refused::Port));
        assert_eq!(parse("http://a[b", false), Err(Refused::Host));
        assert_eq!(parse("http://%E0@x", false), Err(Refused::Auth));
    }

    #[test]
    fn references_are_resolved() {
        assert_eq!(resolved("/one/two/three", "four"), "/one/two/four");
        assert_eq!(resolved("http://example.com/one", "/two"), "http://example.com/two");
        assert_eq!(resolved("http://a/b/c", "../../../d"), "http://a/d");
        assert_eq!(resolved("mailto:a@b", "c@d"), "mailto:c@d");
        assert_eq!(resolved("http://a/b?c", "//d/e"), "http://d/e");
    }
}
