//! The state machine that parses URLs, whole or, for the API's setters, in part.
//! WHATWG URL: basic URL parser. States keep the standard's names.

use std::borrow::Cow;

use crate::{Url, default_port, host, percent};

/// Where the machine is.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum State {
    Authority,
    File,
    FileHost,
    FileSlash,
    Fragment,
    Host,
    Hostname,
    NoScheme,
    OpaquePath,
    Path,
    PathOrAuthority,
    PathStart,
    Port,
    Query,
    Relative,
    RelativeSlash,
    Scheme,
    SchemeStart,
    SpecialAuthorityIgnoreSlashes,
    SpecialAuthoritySlashes,
    SpecialRelativeOrAuthority,
}

/// The input is no URL, or no such part of one.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Failure;

/// Whether the machine goes on.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Flow {
    /// With the next byte.
    Next,
    /// With the same byte.
    Again,
    /// No further.
    Stop,
}

/// Parses a whole URL.
pub(crate) fn parse(input: &str, base: Option<&Url>) -> Option<Url> {
    let input = input.trim_matches(|c| c <= ' ');
    let mut url = Url::default();
    run(input, base, &mut url, None).ok()?;
    Some(url)
}

/// Runs the machine over `input`, from `from` where only that part is to be set.
pub(crate) fn run(
    input: &str,
    base: Option<&Url>,
    url: &mut Url,
    from: Option<State>,
) -> Result<(), Failure> {
    let is_white = |byte: &u8| matches!(byte, b'\t' | b'\n' | b'\r');
    let input: Cow<'_, [u8]> = if input.as_bytes().iter().any(&is_white) {
        input.bytes().filter(|byte| !is_white(byte)).collect()
    } else {
        Cow::Borrowed(input.as_bytes())
    };
    let mut machine = Machine {
        input: &input,
        at: 0,
        base,
        url,
        state: from.unwrap_or(State::SchemeStart),
        partial: from.is_some(),
        buffer: Vec::new(),
        at_sign: false,
        brackets: false,
        password: false,
    };
    loop {
        let byte = machine.input.get(machine.at).copied();
        match machine.step(byte)? {
            Flow::Again => {}
            Flow::Stop => return Ok(()),
            Flow::Next if byte.is_none() => return Ok(()),
            Flow::Next => machine.at += 1,
        }
    }
}

struct Machine<'a> {
    input: &'a [u8],
    at: usize,
    base: Option<&'a Url>,
    url: &'a mut Url,
    state: State,
    /// Whether a setter runs it ("state override").
    partial: bool,
    buffer: Vec<u8>,
    at_sign: bool,
    brackets: bool,
    password: bool,
}

impl Machine<'_> {
    fn step(&mut self, byte: Option<u8>) -> Result<Flow, Failure> {
        match self.state {
            State::SchemeStart => self.scheme_start(byte),
            State::Scheme => self.scheme(byte),
            State::NoScheme => self.no_scheme(byte),
            State::SpecialRelativeOrAuthority => {
                let slashes = self.rest().starts_with(b"//");
                Ok(if slashes {
                    self.at += 1;
                    self.next(State::SpecialAuthorityIgnoreSlashes)
                } else {
                    self.again(State::Relative)
                })
            }
            State::PathOrAuthority => Ok(match byte {
                Some(b'/') => self.next(State::Authority),
                _ => self.again(State::Path),
            }),
            State::Relative => self.relative(byte),
            State::RelativeSlash => Ok(self.relative_slash(byte)),
            State::SpecialAuthoritySlashes => Ok(if self.rest().starts_with(b"//") {
                self.at += 1;
                self.next(State::SpecialAuthorityIgnoreSlashes)
            } else {
                self.again(State::SpecialAuthorityIgnoreSlashes)
            }),
            State::SpecialAuthorityIgnoreSlashes => Ok(match byte {
                Some(b'/' | b'\\') => Flow::Next,
                _ => self.again(State::Authority),
            }),
            State::Authority => self.authority(byte),
            State::Host | State::Hostname => self.host(byte),
            State::Port => self.port(byte),
            State::File => Ok(self.file(byte)),
            State::FileSlash => Ok(self.file_slash(byte)),
            State::FileHost => self.file_host(byte),
            State::PathStart => Ok(self.path_start(byte)),
            State::Path => Ok(self.path(byte)),
            State::OpaquePath => Ok(self.opaque_path(byte)),
            State::Query => Ok(self.query(byte)),
            State::Fragment => {
                if let Some(byte) = byte {
                    let fragment = self.url.fragment.get_or_insert_default();
                    percent::push(byte, percent::FRAGMENT, fragment);
                }
                Ok(Flow::Next)
            }
        }
    }

    fn next(&mut self, state: State) -> Flow {
        self.state = state;
        Flow::Next
    }

    fn again(&mut self, state: State) -> Flow {
        self.state = state;
        Flow::Again
    }

    /// What is left, the present byte first.
    fn rest(&self) -> &[u8] {
        self.input.get(self.at..).unwrap_or_default()
    }

    fn is_special(&self) -> bool {
        self.url.is_special()
    }

    fn is_slash(&self, byte: Option<u8>) -> bool {
        byte == Some(b'/') || (byte == Some(b'\\') && self.is_special())
    }

    /// Whether a byte ends authority, host and port.
    fn ends_host(&self, byte: Option<u8>) -> bool {
        matches!(byte, None | Some(b'?' | b'#')) || self.is_slash(byte)
    }

    fn take_text(&mut self) -> String {
        let text = String::from_utf8_lossy(&self.buffer).into_owned();
        self.buffer.clear();
        text
    }

    fn begin_query(&mut self) -> Flow {
        self.url.query = Some(String::new());
        self.next(State::Query)
    }

    fn begin_fragment(&mut self) -> Flow {
        self.url.fragment = Some(String::new());
        self.next(State::Fragment)
    }

    fn scheme_start(&mut self, byte: Option<u8>) -> Result<Flow, Failure> {
        match byte {
            Some(byte) if byte.is_ascii_alphabetic() => {
                self.buffer.push(byte.to_ascii_lowercase());
                Ok(self.next(State::Scheme))
            }
            _ if self.partial => Err(Failure),
            _ => Ok(self.again(State::NoScheme)),
        }
    }

    fn scheme(&mut self, byte: Option<u8>) -> Result<Flow, Failure> {
        match byte {
            Some(byte) if byte.is_ascii_alphanumeric() || b"+-.".contains(&byte) => {
                self.buffer.push(byte.to_ascii_lowercase());
                Ok(Flow::Next)
            }
            Some(b':') => {
                let scheme = self.take_text();
                if self.partial {
                    self.change_scheme(scheme);
                    return Ok(Flow::Stop);
                }
                self.url.scheme = scheme;
                Ok(self.after_scheme())
            }
            _ if self.partial => Err(Failure),
            _ => {
                self.buffer.clear();
                self.at = 0;
                Ok(self.again(State::NoScheme))
            }
        }
    }

    fn change_scheme(&mut self, scheme: String) {
        let special = default_port(&scheme).is_some() || scheme == "file";
        let is_file = self.url.scheme == "file";
        let refused = special != self.is_special()
            || (scheme == "file" && (self.url.has_credentials() || self.url.port.is_some()))
            || (is_file && self.url.hostname().is_empty());
        if !refused {
            self.url.scheme = scheme;
            if self.url.port == default_port(&self.url.scheme) {
                self.url.port = None;
            }
        }
    }

    fn after_scheme(&mut self) -> Flow {
        if self.url.scheme == "file" {
            return self.next(State::File);
        }
        if self.is_special() {
            let same = self.base.is_some_and(|base| base.scheme == self.url.scheme);
            return self.next(if same {
                State::SpecialRelativeOrAuthority
            } else {
                State::SpecialAuthoritySlashes
            });
        }
        if self.rest().get(1) == Some(&b'/') {
            self.at += 1;
            return self.next(State::PathOrAuthority);
        }
        self.url.opaque = true;
        self.next(State::OpaquePath)
    }

    fn no_scheme(&mut self, byte: Option<u8>) -> Result<Flow, Failure> {
        let Some(base) = self.base else { return Err(Failure) };
        if base.opaque {
            if byte != Some(b'#') {
                return Err(Failure);
            }
            *self.url = Url { fragment: None, ..base.clone() };
            return Ok(self.begin_fragment());
        }
        Ok(self.again(if base.scheme == "file" { State::File } else { State::Relative }))
    }

    fn copy_authority(&mut self, base: &Url) {
        self.url.username.clone_from(&base.username);
        self.url.password.clone_from(&base.password);
        self.url.host.clone_from(&base.host);
        self.url.port = base.port;
    }

    fn relative(&mut self, byte: Option<u8>) -> Result<Flow, Failure> {
        let Some(base) = self.base else { return Err(Failure) };
        self.url.scheme.clone_from(&base.scheme);
        if self.is_slash(byte) {
            return Ok(self.next(State::RelativeSlash));
        }
        self.copy_authority(base);
        Ok(self.relative_path(base, byte))
    }

    /// Starts from the path and query of `base`.
    fn relative_path(&mut self, base: &Url, byte: Option<u8>) -> Flow {
        self.url.path.clone_from(&base.path);
        self.url.query.clone_from(&base.query);
        match byte {
            Some(b'?') => self.begin_query(),
            Some(b'#') => self.begin_fragment(),
            None => Flow::Next,
            Some(_) => {
                self.url.query = None;
                if self.url.scheme == "file" && starts_with_drive(self.rest()) {
                    self.url.path.clear();
                } else {
                    self.shorten();
                }
                self.again(State::Path)
            }
        }
    }

    fn relative_slash(&mut self, byte: Option<u8>) -> Flow {
        if self.is_special() && matches!(byte, Some(b'/' | b'\\')) {
            return self.next(State::SpecialAuthorityIgnoreSlashes);
        }
        if byte == Some(b'/') {
            return self.next(State::Authority);
        }
        if let Some(base) = self.base {
            self.copy_authority(base);
        }
        self.again(State::Path)
    }

    fn authority(&mut self, byte: Option<u8>) -> Result<Flow, Failure> {
        if byte == Some(b'@') {
            let mut buffer = std::mem::take(&mut self.buffer);
            if self.at_sign {
                buffer.splice(..0, *b"%40");
            }
            self.at_sign = true;
            for byte in buffer {
                if byte == b':' && !self.password {
                    self.password = true;
                    continue;
                }
                let part =
                    if self.password { &mut self.url.password } else { &mut self.url.username };
                percent::push(byte, percent::USERINFO, part);
            }
        } else if self.ends_host(byte) {
            if self.at_sign && self.buffer.is_empty() {
                return Err(Failure);
            }
            self.at -= self.buffer.len();
            self.buffer.clear();
            return Ok(self.again(State::Host));
        } else if let Some(byte) = byte {
            self.buffer.push(byte);
        }
        Ok(Flow::Next)
    }

    fn host(&mut self, byte: Option<u8>) -> Result<Flow, Failure> {
        if self.partial && self.url.scheme == "file" {
            return Ok(self.again(State::FileHost));
        }
        if byte == Some(b':') && !self.brackets {
            if self.buffer.is_empty() || (self.partial && self.state == State::Hostname) {
                return Err(Failure);
            }
            self.set_host()?;
            return Ok(self.next(State::Port));
        }
        if self.ends_host(byte) {
            let bound = self.url.has_credentials() || self.url.port.is_some();
            if self.buffer.is_empty() && (self.is_special() || (self.partial && bound)) {
                return Err(Failure);
            }
            self.set_host()?;
            return Ok(if self.partial { Flow::Stop } else { self.again(State::PathStart) });
        }
        match byte {
            Some(b'[') => self.brackets = true,
            Some(b']') => self.brackets = false,
            _ => {}
        }
        self.buffer.extend(byte);
        Ok(Flow::Next)
    }

    fn set_host(&mut self) -> Result<(), Failure> {
        let text = self.take_text();
        self.url.host = Some(host::parse(&text, self.is_special()).ok_or(Failure)?);
        Ok(())
    }

    fn port(&mut self, byte: Option<u8>) -> Result<Flow, Failure> {
        if let Some(digit) = byte.filter(u8::is_ascii_digit) {
            self.buffer.push(digit);
            return Ok(Flow::Next);
        }
        if !self.partial && !self.ends_host(byte) {
            return Err(Failure);
        }
        if !self.buffer.is_empty() {
            let digits = self.take_text();
            let digits = digits.trim_start_matches('0');
            let port = if digits.is_empty() { Ok(0) } else { digits.parse::<u16>() };
            let port = port.map_err(|_| Failure)?;
            self.url.port = Some(port).filter(|_| default_port(&self.url.scheme) != Some(port));
            if self.partial {
                return Ok(Flow::Stop);
            }
        }
        if self.partial { Err(Failure) } else { Ok(self.again(State::PathStart)) }
    }

    fn file(&mut self, byte: Option<u8>) -> Flow {
        "file".clone_into(&mut self.url.scheme);
        self.url.host = Some(String::new());
        if matches!(byte, Some(b'/' | b'\\')) {
            return self.next(State::FileSlash);
        }
        match self.base {
            Some(base) if base.scheme == "file" => {
                self.url.host.clone_from(&base.host);
                self.relative_path(base, byte)
            }
            _ => self.again(State::Path),
        }
    }

    fn file_slash(&mut self, byte: Option<u8>) -> Flow {
        if matches!(byte, Some(b'/' | b'\\')) {
            return self.next(State::FileHost);
        }
        if let Some(base) = self.base
            && base.scheme == "file"
        {
            self.url.host.clone_from(&base.host);
            let first = base.path.split('/').nth(1).unwrap_or_default();
            if !starts_with_drive(self.rest()) && is_normalized_drive(first) {
                self.url.path.push('/');
                self.url.path.push_str(first);
            }
        }
        self.again(State::Path)
    }

    fn file_host(&mut self, byte: Option<u8>) -> Result<Flow, Failure> {
        if !matches!(byte, None | Some(b'/' | b'\\' | b'?' | b'#')) {
            self.buffer.extend(byte);
            return Ok(Flow::Next);
        }
        if !self.partial && is_drive(&self.buffer) {
            return Ok(self.again(State::Path));
        }
        if self.buffer.is_empty() {
            self.url.host = Some(String::new());
        } else {
            self.set_host()?;
            if self.url.hostname() == "localhost" {
                self.url.host = Some(String::new());
            }
        }
        Ok(if self.partial { Flow::Stop } else { self.again(State::PathStart) })
    }

    fn path_start(&mut self, byte: Option<u8>) -> Flow {
        if self.is_special() {
            return if self.is_slash(byte) {
                self.next(State::Path)
            } else {
                self.again(State::Path)
            };
        }
        match byte {
            Some(b'?') if !self.partial => self.begin_query(),
            Some(b'#') if !self.partial => self.begin_fragment(),
            Some(b'/') => self.next(State::Path),
            Some(_) => self.again(State::Path),
            None => {
                if self.partial && self.url.host.is_none() {
                    self.url.path.push('/');
                }
                Flow::Next
            }
        }
    }

    fn path(&mut self, byte: Option<u8>) -> Flow {
        let slash = self.is_slash(byte);
        let ends = byte.is_none() || (!self.partial && matches!(byte, Some(b'?' | b'#')));
        if !slash && !ends {
            if let Some(byte) = byte {
                if percent::PATH.contains(byte) {
                    let mut encoded = String::with_capacity(3);
                    percent::push_encoded(byte, &mut encoded);
                    self.buffer.extend_from_slice(encoded.as_bytes());
                } else {
                    self.buffer.push(byte);
                }
            }
            return Flow::Next;
        }
        match dots(&self.buffer) {
            2 => {
                self.shorten();
                if !slash {
                    self.url.path.push('/');
                }
            }
            1 => {
                if !slash {
                    self.url.path.push('/');
                }
            }
            _ => {
                let drive = is_drive(&self.buffer);
                if self.url.scheme == "file" && self.url.path.is_empty() && drive {
                    self.buffer.truncate(1);
                    self.buffer.push(b':');
                }
                self.url.path.push('/');
                self.url.path.push_str(&String::from_utf8_lossy(&self.buffer));
            }
        }
        self.buffer.clear();
        match byte {
            Some(b'?') if ends => self.begin_query(),
            Some(b'#') if ends => self.begin_fragment(),
            _ => Flow::Next,
        }
    }

    fn opaque_path(&mut self, byte: Option<u8>) -> Flow {
        match byte {
            Some(b'?') => self.begin_query(),
            Some(b'#') => self.begin_fragment(),
            Some(b' ') if matches!(self.rest().get(1), Some(b'?' | b'#')) => {
                self.url.path.push_str("%20");
                Flow::Next
            }
            Some(byte) => {
                percent::push(byte, percent::CONTROL, &mut self.url.path);
                Flow::Next
            }
            None => Flow::Next,
        }
    }

    fn query(&mut self, byte: Option<u8>) -> Flow {
        match byte {
            Some(b'#') if !self.partial => self.begin_fragment(),
            Some(byte) => {
                let special = self.is_special();
                let set = if special { percent::SPECIAL_QUERY } else { percent::QUERY };
                percent::push(byte, set, self.url.query.get_or_insert_default());
                Flow::Next
            }
            None => Flow::Next,
        }
    }

    /// Takes the last segment off, but never the drive of a file URL.
    fn shorten(&mut self) {
        let path = &mut self.url.path;
        let only = path.strip_prefix('/').is_some_and(is_normalized_drive);
        if self.url.scheme == "file" && only {
            return;
        }
        let end = path.rfind('/').unwrap_or(0);
        path.truncate(end);
    }
}

/// How many dots a segment of only dots spells, encoded or not; 0 for other segments.
fn dots(segment: &[u8]) -> u8 {
    let mut rest = segment;
    let mut count = 0;
    while !rest.is_empty() {
        let length = match rest {
            [b'.', ..] => 1,
            [b'%', b'2', b'e' | b'E', ..] => 3,
            _ => return 0,
        };
        rest = rest.get(length..).unwrap_or_default();
        count += 1;
        if count > 2 {
            return 0;
        }
    }
    count
}

/// WHATWG URL: Windows drive letter.
fn is_drive(text: &[u8]) -> bool {
    matches!(text, [letter, b':' | b'|'] if letter.is_ascii_alphabetic())
}

fn is_normalized_drive(text: &str) -> bool {
    matches!(text.as_bytes(), [letter, b':'] if letter.is_ascii_alphabetic())
}

/// WHATWG URL: starts with a Windows drive letter.
fn starts_with_drive(text: &[u8]) -> bool {
    text.get(..2).is_some_and(is_drive)
        && matches!(text.get(2), None | Some(b'/' | b'\\' | b'?' | b'#'))
}
