//! `node:string_decoder`: the Rust half of `runtime-js/string_decoder.js`. A decoder's state is
//! seven bytes that JavaScript holds: four of a character cut off, how many of it are missing, how
//! many are there, and the encoding. Node docs: StringDecoder.

use boa_engine::{
    Context, JsObject, JsResult, JsStr, JsString, JsSymbol, JsValue,
    builtins::{dataview::DataView, typed_array::TypedArray},
    js_string,
};

use crate::{
    Arguments, NodeError,
    binding::Binding,
    buffer::{
        checks::{decode, text},
        codec::Encoding,
    },
    host,
};

/// What `runtime-js/string_decoder.js` gets.
pub(crate) const BINDING: Binding = Binding {
    name: "string_decoder",
    functions: &[
        ("decode", 2, decode_part),
        ("encodingIndex", 1, encoding_index),
        ("encodingName", 1, encoding_name),
        ("flush", 1, flush),
        ("write", 1, write),
    ],
    extend: Some(symbol),
};

/// Key of a decoder's seven bytes.
struct Key(JsSymbol);

impl Default for Key {
    fn default() -> Self {
        let name = js_string!("kNativeDecoder");
        Self(JsSymbol::new(Some(name)).unwrap_or_else(JsSymbol::to_primitive))
    }
}

fn symbol(binding: &JsObject, context: &mut Context) -> JsResult<()> {
    let key = host(context).slot::<Key>().0.clone();
    binding.create_data_property_or_throw(js_string!("kNativeDecoder"), key, context)?;
    Ok(())
}

/// `StringDecoder.prototype.write(buf)`: the text that is complete with these bytes.
///
/// # Errors
/// `ERR_INVALID_ARG_TYPE`, `ERR_INVALID_THIS`.
fn write(this: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let input = args.value(0);
    if input.is_string() {
        return Ok(input.clone());
    }
    let view =
        input.as_object().is_some_and(|input| input.is::<TypedArray>() || input.is::<DataView>());
    if !view {
        let expected = "an instance of Buffer, TypedArray, or DataView";
        return Err(NodeError::argument("buf", expected, input, context).into_js(context));
    }
    let key = host(context).slot::<Key>().0.clone();
    let state = match this.as_object() {
        Some(this) => this.get(key, context)?,
        None => JsValue::undefined(),
    };
    if !state.is_object() {
        let message = "Value of \"this\" must be of type StringDecoder";
        return Err(NodeError::typ("ERR_INVALID_THIS", message).into_js(context));
    }
    decode_part(&JsValue::undefined(), &[state, input.clone()], context)
}

/// Node's numbers of the encodings, the last of the seven bytes.
const ENCODINGS: [(u8, Encoding); 7] = [
    (0, Encoding::Ascii),
    (1, Encoding::Utf8),
    (2, Encoding::Base64),
    (3, Encoding::Utf16le),
    (4, Encoding::Latin1),
    (5, Encoding::Hex),
    (7, Encoding::Base64url),
];

/// The state of a decoder between two parts of the input.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
struct State {
    /// The bytes of a character cut off.
    held: [u8; 4],
    /// How many bytes would complete it.
    missing: usize,
    /// How many of `held` are there.
    count: usize,
    /// What is decoded.
    encoding: Encoding,
}

impl State {
    fn load(bytes: &[u8]) -> Option<Self> {
        let [a, b, c, d, missing, count, index] = *bytes.first_chunk()?;
        let encoding = ENCODINGS.iter().find(|(known, _)| *known == index)?.1;
        let [missing, count] = [missing, count].map(|number| usize::from(number.min(4)));
        Some(Self { held: [a, b, c, d], missing, count, encoding })
    }

    fn store(self, bytes: &mut [u8]) {
        let [missing, count] = [self.missing, self.count].map(|number| number.to_le_bytes()[0]);
        let [a, b, c, d] = self.held;
        for (to, from) in bytes.iter_mut().zip([a, b, c, d, missing, count]) {
            *to = from;
        }
    }

    /// The bytes of the character cut off.
    fn bytes(&self) -> &[u8] {
        self.held.get(..self.count).unwrap_or_default()
    }

    /// Adds bytes to the character cut off, and says what is left of the input.
    fn take<'a>(&mut self, input: &'a [u8], wanted: usize) -> &'a [u8] {
        let wanted = wanted.min(input.len()).min(4 - self.count);
        let (taken, rest) = input.split_at_checked(wanted).unwrap_or((input, &[]));
        for (to, from) in self.held.iter_mut().skip(self.count).zip(taken) {
            *to = *from;
        }
        self.count += wanted;
        rest
    }

    /// Whether what is held is the first half of a surrogate pair.
    fn holds_half_a_pair(&self) -> bool {
        self.encoding == Encoding::Utf16le
            && self.count == 2
            && self.held.get(1).is_some_and(|high| high & 0xFC == 0xD8)
    }

    /// Completes the character cut off: the bytes now ready, and the rest of the input.
    fn complete<'a>(&mut self, mut input: &'a [u8]) -> (Option<Vec<u8>>, &'a [u8]) {
        if self.missing == 0 {
            return (None, input);
        }
        if self.encoding == Encoding::Utf8 {
            let stop = input.iter().take(self.missing).position(|byte| byte & 0xC0 != 0x80);
            if let Some(stop) = stop {
                self.missing = 0;
                input = self.take(input, stop);
            }
        }
        let found = self.missing.min(input.len());
        input = self.take(input, found);
        self.missing -= found;
        if self.missing > 0 {
            return (None, input);
        }
        if self.holds_half_a_pair() {
            self.missing = 2;
            return self.complete(input);
        }
        let ready = self.bytes().to_vec();
        self.count = 0;
        (Some(ready), input)
    }

    /// Holds back what the input's end cuts off; the rest can be decoded.
    fn hold<'a>(&mut self, input: &'a [u8]) -> &'a [u8] {
        match self.encoding {
            Encoding::Utf8 => {
                let tail = input.iter().rev().take(4).position(|byte| byte & 0xC0 != 0x80);
                let Some(lead) = tail else { return input };
                let present = lead + 1;
                let width = match input.get(input.len() - present) {
                    Some(0xC0..=0xDF) => 2,
                    Some(0xE0..=0xEF) => 3,
                    Some(0xF0..=0xF7) => 4,
                    _ => 0,
                };
                if present >= width {
                    return input;
                }
                self.missing = width - present;
                self.cut(input, present)
            }
            Encoding::Utf16le if !input.len().is_multiple_of(2) => {
                self.missing = 1;
                self.cut(input, 1)
            }
            Encoding::Utf16le if input.last().is_some_and(|high| high & 0xFC == 0xD8) => {
                self.missing = 2;
                self.cut(input, 2)
            }
            Encoding::Base64 | Encoding::Base64url if !input.len().is_multiple_of(3) => {
                let rest = input.len() % 3;
                self.missing = 3 - rest;
                self.cut(input, rest)
            }
            _ => input,
        }
    }

    fn cut<'a>(&mut self, input: &'a [u8], count: usize) -> &'a [u8] {
        let (ready, tail) = input.split_at_checked(input.len() - count).unwrap_or((&[], input));
        self.count = 0;
        self.take(tail, count);
        ready
    }
}

/// `decode(state, bytes)`: the text that is complete now.
///
/// # Errors
/// `ERR_INVALID_ARG_TYPE`, `ERR_STRING_TOO_LONG`.
fn decode_part(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let memory = args.bytes(0, context)?;
    let input = args.bytes(1, context)?;
    let Some(mut state) = memory.with(State::load) else { return Ok(js_string!().into()) };
    let text = input.with(|input| {
        let (first, rest) = state.complete(input);
        let ready = state.missing == 0 && state.count == 0;
        let rest = if ready { state.hold(rest) } else { rest };
        let Some(first) = first else { return decode(state.encoding, rest, context) };
        let first = decode(state.encoding, &first, context)?;
        if rest.is_empty() {
            return Ok(first);
        }
        let rest = decode(state.encoding, rest, context)?;
        join(&first, &rest)
    })?;
    memory.with_mut(|memory| state.store(memory));
    Ok(text)
}

fn join(first: &JsValue, rest: &JsValue) -> JsResult<JsValue> {
    let first = first.as_string().unwrap_or_default();
    let rest = rest.as_string().unwrap_or_default();
    Ok(JsString::concat(first.as_str(), rest.as_str()).into())
}

/// `flush(state)`: what is held, as far as it makes text; the decoder starts anew.
///
/// # Errors
/// `ERR_INVALID_ARG_TYPE`.
fn flush(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let memory = args.bytes(0, context)?;
    let Some(mut state) = memory.with(State::load) else { return Ok(js_string!().into()) };
    let text = decode(state.encoding, state.bytes(), context)?;
    (state.missing, state.count) = (0, 0);
    memory.with_mut(|memory| state.store(memory));
    Ok(text)
}

/// `encodingIndex(encoding)`: Node's number of it, −1 where there is none of that name.
fn encoding_index(_: &JsValue, args: &[JsValue], _: &mut Context) -> JsResult<JsValue> {
    let encoding = named(args.value(0));
    let index = ENCODINGS.iter().find(|(_, known)| Some(*known) == encoding);
    Ok(index.map_or_else(|| (-1).into(), |(index, _)| i32::from(*index).into()))
}

/// `encodingName(encoding)`: the name that Node shows, `undefined` where there is none.
fn encoding_name(_: &JsValue, args: &[JsValue], _: &mut Context) -> JsResult<JsValue> {
    Ok(named(args.value(0)).map_or_else(JsValue::undefined, |encoding| {
        JsString::from(JsStr::latin1(encoding.name().as_bytes())).into()
    }))
}

fn named(value: &JsValue) -> Option<Encoding> {
    let name = value.as_string()?;
    Encoding::from_name(text(name.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::buffer::codec::Decoded;

    fn units(decoded: &Decoded<'_>) -> Vec<u16> {
        match decoded {
            Decoded::Latin1(text) => text.iter().map(|byte| u16::from(*byte)).collect(),
            Decoded::Utf16(text) => text.clone(),
        }
    }

    fn feed(state: &mut State, input: &[u8], out: &mut Vec<u16>) {
        let (first, rest) = state.complete(input);
        let ready = state.missing == 0 && state.count == 0;
        let rest = if ready { state.hold(rest) } else { rest };
        out.extend(units(&state.encoding.decode(&first.unwrap_or_default())));
        out.extend(units(&state.encoding.decode(rest)));
    }

    #[test]
    fn parts_decode_to_what_the_whole_decodes_to() {
        let text = "aé€😀\u{10FFFF}z\u{7FF}".repeat(3);
        let wide: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        for (encoding, bytes) in [
            (Encoding::Utf8, text.as_bytes()),
            (Encoding::Utf16le, &wide),
            (Encoding::Base64, text.as_bytes()),
            (Encoding::Base64url, text.as_bytes()),
            (Encoding::Hex, text.as_bytes()),
            (Encoding::Latin1, text.as_bytes()),
        ] {
            for size in 1..9 {
                let mut state = State { encoding, ..State::default() };
                let mut out = Vec::new();
                for part in bytes.chunks(size) {
                    feed(&mut state, part, &mut out);
                }
                out.extend(units(&encoding.decode(state.bytes())));
                assert_eq!(out, units(&encoding.decode(bytes)), "{encoding:?} by {size}");
            }
        }
    }

    #[test]
    fn a_cut_character_says_what_it_needs() {
        let mut state = State::default();
        let mut out = Vec::new();
        feed(&mut state, &[0x41, 0xE2, 0x82], &mut out);
        assert_eq!((out.as_slice(), state.count, state.missing), (&[0x41][..], 2, 1));
        feed(&mut state, &[0x41], &mut out);
        assert_eq!((out.as_slice(), state.count, state.missing), (&[0x41, 0xFFFD, 0x41][..], 0, 0));
    }
}
