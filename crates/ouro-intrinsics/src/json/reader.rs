//! Reads a JSON text of either width into values, with a stack of its own instead of recursion.

use std::{borrow::Cow, ops::Range};

use boa_engine::{
    Context, JsObject, JsString, JsValue,
    object::builtins::JsArray,
    property::{PropertyDescriptor, PropertyKey},
    string::JsStr,
};

use super::{
    keys::Keys,
    message::{Fault, What},
};
use crate::interrupt::Pace;

/// A unit of text: a byte of Latin-1 or a UTF-16 unit.
pub(super) trait Unit: Copy + Eq + Into<u16> {
    /// A string of these units.
    fn string(units: &[Self]) -> JsString;

    /// The units as the engine reads them.
    fn shown(units: &[Self]) -> JsStr<'_>;

    /// Units that are ASCII, as text.
    fn ascii(units: &[Self]) -> Cow<'_, str>;
}

impl Unit for u8 {
    fn string(units: &[Self]) -> JsString {
        JsString::from(JsStr::latin1(units))
    }

    fn shown(units: &[Self]) -> JsStr<'_> {
        JsStr::latin1(units)
    }

    fn ascii(units: &[Self]) -> Cow<'_, str> {
        String::from_utf8_lossy(units)
    }
}

impl Unit for u16 {
    fn string(units: &[Self]) -> JsString {
        crate::string::narrow(units)
    }

    fn shown(units: &[Self]) -> JsStr<'_> {
        JsStr::utf16(units)
    }

    fn ascii(units: &[Self]) -> Cow<'_, str> {
        String::from_utf16_lossy(units).into()
    }
}

/// A text and how far it was read.
pub(super) struct Reader<'text, U> {
    text: &'text [U],
    at: usize,
    keys: &'text mut Keys,
    /// What was read, for a reviver; inner values come before those that hold them.
    records: Option<Vec<Record>>,
}

/// A value as it was read. Others are named by their places in the list of all.
pub(super) struct Record {
    pub(super) value: JsValue,
    pub(super) inner: Inner,
}

/// What a value was read from.
pub(super) enum Inner {
    /// A primitive: its place in the text.
    Source(Range<usize>),
    Elements(Vec<usize>),
    Properties(Vec<(PropertyKey, usize)>),
}

/// A container under construction.
enum Open {
    Array(Vec<JsValue>, Vec<usize>),
    Object(JsObject, PropertyKey, Vec<(PropertyKey, usize)>),
}

impl<'text, U: Unit> Reader<'text, U> {
    pub(super) fn new(text: &'text [U], keys: &'text mut Keys) -> Self {
        Self { text, at: 0, keys, records: None }
    }

    /// Reads the whole text as one value.
    pub(super) fn read(mut self, context: &mut Context) -> Result<JsValue, Fault> {
        self.value(context)
    }

    /// Reads the whole text as one value, and keeps what each value in it was read from.
    pub(super) fn read_and_record(
        mut self,
        context: &mut Context,
    ) -> Result<(JsValue, Vec<Record>), Fault> {
        self.records = Some(Vec::new());
        let value = self.value(context)?;
        Ok((value, self.records.unwrap_or_default()))
    }

    /// Keeps what a value was read from, where that is wanted; returns its place in the list.
    fn record(&mut self, value: &JsValue, inner: Inner) -> usize {
        let Some(records) = &mut self.records else { return 0 };
        records.push(Record { value: value.clone(), inner });
        records.len() - 1
    }

    fn value(&mut self, context: &mut Context) -> Result<JsValue, Fault> {
        let mut open: Vec<Open> = Vec::new();
        let mut pace = Pace::default();
        loop {
            // Who called looks for the interrupt first.
            if pace.step(context).is_err() {
                return Err(self.unexpected());
            }
            // A value begins.
            let first = self.peek();
            let start = self.at;
            let mut value = match first {
                Some(b'[') => {
                    self.at += 1;
                    if self.peek() == Some(b']') {
                        self.at += 1;
                        JsArray::from_iter([], context).into()
                    } else {
                        open.push(Open::Array(Vec::new(), Vec::new()));
                        continue;
                    }
                }
                Some(b'{') => {
                    self.at += 1;
                    let object = JsObject::with_object_proto(context.intrinsics());
                    match self.peek() {
                        Some(b'}') => {
                            self.at += 1;
                            object.into()
                        }
                        Some(b'"') => {
                            let key = self.key()?;
                            open.push(Open::Object(object, key, Vec::new()));
                            continue;
                        }
                        _ => return Err(self.fault(What::PropertyNameOrBrace)),
                    }
                }
                Some(b'"') => self.string()?.into(),
                Some(b'-' | b'0'..=b'9') => self.number()?,
                Some(b't') => self.word(b"true", true.into())?,
                Some(b'f') => self.word(b"false", false.into())?,
                Some(b'n') => self.word(b"null", JsValue::null())?,
                _ => return Err(self.unexpected()),
            };
            let inner = match first {
                Some(b'[') => Inner::Elements(Vec::new()),
                Some(b'{') => Inner::Properties(Vec::new()),
                _ => Inner::Source(start..self.at),
            };
            let mut place = self.record(&value, inner);
            // A value ended: it goes into its container, which may end too.
            loop {
                match open.last_mut() {
                    None => {
                        return match self.peek() {
                            None if self.at == self.text.len() => Ok(value),
                            _ => Err(self.fault(What::AfterJson)),
                        };
                    }
                    Some(Open::Array(list, places)) => {
                        list.push(value);
                        if self.records.is_some() {
                            places.push(place);
                        }
                        match self.peek() {
                            Some(b',') => {
                                self.at += 1;
                                break;
                            }
                            Some(b']') => {
                                self.at += 1;
                                let Some(Open::Array(list, places)) = open.pop() else {
                                    return Err(self.unexpected());
                                };
                                value = JsArray::from_iter(list, context).into();
                                place = self.record(&value, Inner::Elements(places));
                            }
                            _ => return Err(self.fault(What::CommaOrBracket)),
                        }
                    }
                    Some(Open::Object(object, key, places)) => {
                        if self.records.is_some() {
                            places.push((key.clone(), place));
                        }
                        object.insert_property(
                            key.clone(),
                            PropertyDescriptor::builder()
                                .value(value)
                                .writable(true)
                                .enumerable(true)
                                .configurable(true),
                        );
                        match self.peek() {
                            Some(b',') => {
                                self.at += 1;
                                if self.peek() != Some(b'"') {
                                    return Err(self.fault(What::QuotedPropertyName));
                                }
                                let next = self.key()?;
                                if let Some(Open::Object(_, key, _)) = open.last_mut() {
                                    *key = next;
                                }
                                break;
                            }
                            Some(b'}') => {
                                self.at += 1;
                                let Some(Open::Object(object, _, places)) = open.pop() else {
                                    return Err(self.unexpected());
                                };
                                value = object.into();
                                place = self.record(&value, Inner::Properties(places));
                            }
                            _ => return Err(self.fault(What::CommaOrBrace)),
                        }
                    }
                }
            }
        }
    }

    /// The next unit that is no white space, if it is ASCII; what is not counts as 0.
    fn peek(&mut self) -> Option<u8> {
        loop {
            let unit: u16 = (*self.text.get(self.at)?).into();
            match u8::try_from(unit) {
                Ok(b' ' | b'\t' | b'\n' | b'\r') => self.at += 1,
                Ok(byte) if byte.is_ascii() => return Some(byte),
                _ => return Some(0),
            }
        }
    }

    fn unit(&self, at: usize) -> Option<u16> {
        self.text.get(at).map(|&unit| unit.into())
    }

    fn fault(&self, what: What) -> Fault {
        Fault { what, at: self.at }
    }

    /// What V8 says of a token in the wrong place.
    fn unexpected(&self) -> Fault {
        self.fault(What::Token)
    }

    fn word(&mut self, word: &[u8], value: JsValue) -> Result<JsValue, Fault> {
        for &byte in word {
            if self.unit(self.at) != Some(byte.into()) {
                return Err(self.unexpected());
            }
            self.at += 1;
        }
        Ok(value)
    }

    /// A key and the colon after it.
    fn key(&mut self) -> Result<PropertyKey, Fault> {
        let start = self.at + 1;
        let end = self.plain_end(start);
        let key = if self.unit(end) == Some(b'"'.into()) {
            self.at = end + 1;
            self.keys.key(&self.text[start..end])
        } else {
            PropertyKey::from(self.string()?)
        };
        if self.peek() != Some(b':') {
            return Err(self.fault(What::Colon));
        }
        self.at += 1;
        Ok(key)
    }

    /// Where the run of ordinary string units from `start` ends.
    fn plain_end(&self, start: usize) -> usize {
        let rest = self.text.get(start..).unwrap_or_default();
        let special = |&unit: &U| {
            let unit: u16 = unit.into();
            unit < 0x20 || unit == u16::from(b'"') || unit == u16::from(b'\\')
        };
        start + rest.iter().position(special).unwrap_or(rest.len())
    }

    /// A string, from its opening quote.
    fn string(&mut self) -> Result<JsString, Fault> {
        let start = self.at + 1;
        let mut end = self.plain_end(start);
        if self.unit(end) == Some(b'"'.into()) {
            self.at = end + 1;
            return Ok(U::string(&self.text[start..end]));
        }
        let mut units: Vec<u16> = self.text[start..end].iter().map(|&unit| unit.into()).collect();
        loop {
            self.at = end;
            match self.unit(end) {
                None => return Err(self.fault(What::UnterminatedString)),
                Some(0x22) => {
                    self.at = end + 1;
                    return Ok(crate::string::narrow(&units));
                }
                Some(0x5c) => {
                    self.at = end + 1;
                    units.push(self.escape()?);
                }
                Some(_) => return Err(self.fault(What::ControlCharacter)),
            }
            let from = self.at;
            end = self.plain_end(from);
            units.extend(self.text[from..end].iter().map(|&unit| Into::<u16>::into(unit)));
        }
    }

    /// What stands after a backslash.
    fn escape(&mut self) -> Result<u16, Fault> {
        let Some(letter) = self.unit(self.at) else { return Err(self.unexpected()) };
        let unit = match u8::try_from(letter) {
            Ok(letter @ (b'"' | b'\\' | b'/')) => letter.into(),
            Ok(b'b') => 8,
            Ok(b'f') => 12,
            Ok(b'n') => 10,
            Ok(b'r') => 13,
            Ok(b't') => 9,
            Ok(b'u') => {
                let mut unit = 0;
                for _ in 0..4 {
                    self.at += 1;
                    let digit = self.unit(self.at).and_then(|unit| char::from_u32(unit.into()));
                    let Some(digit) = digit.and_then(|digit| digit.to_digit(16)) else {
                        return Err(self.fault(What::UnicodeEscape));
                    };
                    unit = unit << 4 | u16::try_from(digit).unwrap_or(0);
                }
                unit
            }
            _ => return Err(self.fault(What::EscapedCharacter)),
        };
        self.at += 1;
        Ok(unit)
    }

    fn digits(&mut self) -> usize {
        let from = self.at;
        while self.unit(self.at).is_some_and(|unit| (0x30..=0x39).contains(&unit)) {
            self.at += 1;
        }
        self.at - from
    }

    fn number(&mut self) -> Result<JsValue, Fault> {
        let start = self.at;
        if self.unit(self.at) == Some(b'-'.into()) {
            self.at += 1;
            if !self.unit(self.at).is_some_and(|unit| (0x30..=0x39).contains(&unit)) {
                return Err(self.fault(What::NoNumberAfterMinus));
            }
        }
        if self.unit(self.at) == Some(b'0'.into()) {
            self.at += 1;
            if self.unit(self.at).is_some_and(|unit| (0x30..=0x39).contains(&unit)) {
                return Err(self.fault(What::Number));
            }
        } else {
            self.digits();
        }
        let mut integer = true;
        if self.unit(self.at) == Some(b'.'.into()) {
            integer = false;
            self.at += 1;
            if self.digits() == 0 {
                return Err(self.fault(What::Fraction));
            }
        }
        if matches!(self.unit(self.at), Some(0x45 | 0x65)) {
            integer = false;
            self.at += 1;
            if matches!(self.unit(self.at), Some(0x2b | 0x2d)) {
                self.at += 1;
            }
            if self.digits() == 0 {
                return Err(self.fault(What::Exponent));
            }
        }
        let units = &self.text[start..self.at];
        if integer && let Some(small) = small(units) {
            return Ok(small.into());
        }
        Ok(U::ascii(units).parse::<f64>().unwrap_or(f64::NAN).into())
    }
}

/// A whole number of few digits; -0 is none.
fn small<U: Unit>(units: &[U]) -> Option<i32> {
    let minus = units.first().is_some_and(|&unit| unit.into() == u16::from(b'-'));
    let digits = units.get(usize::from(minus)..)?;
    if digits.len() > 9 {
        return None;
    }
    let number = digits.iter().fold(0, |number, &digit| {
        let digit: u16 = digit.into();
        number * 10 + i32::from(digit.saturating_sub(u16::from(b'0')))
    });
    if !minus { Some(number) } else { (number != 0).then_some(-number) }
}
