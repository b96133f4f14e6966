//! `node:crypto`, hashes and randomness: the Rust half of `runtime-js/crypto.js`.
//! Node docs: Crypto; FIPS 180-4, RFC 1321, RFC 2104.

mod digest;

use std::cell::RefCell;

use boa_engine::{
    Context, Finalize, JsData, JsObject, JsResult, JsString, JsValue, Trace, js_string,
    object::builtins::JsArray,
};
use rustix::rand::{GetRandomFlags, getrandom};

use crate::{Arguments, Binding, NodeError, SystemError};
use digest::{Algorithm, Digest};

/// The Rust half of the room.
pub(crate) const BINDING: Binding = Binding {
    name: "crypto",
    functions: &[
        ("createHash", 1, create_hash),
        ("createHmac", 2, create_hmac),
        ("copy", 1, copy),
        ("digest", 1, digest),
        ("hash", 2, hash),
        ("hashes", 0, hashes),
        ("randomBytes", 1, random_bytes),
        ("randomFill", 1, random_fill),
        ("randomUUID", 0, random_uuid),
        ("timingSafeEqual", 2, timing_safe_equal),
        ("update", 2, update),
    ],
    extend: None,
};

/// A hash or MAC under way; empty once its digest was taken. Boxed: the engine's objects hold nothing
/// that is aligned to more than 8 bytes.
#[derive(Trace, Finalize, JsData)]
struct UnderWay(#[unsafe_ignore_trace] Box<RefCell<Option<Digest>>>);

fn under_way(digest: Digest) -> JsValue {
    JsObject::from_proto_and_data(None, UnderWay(Box::new(RefCell::new(Some(digest))))).into()
}

/// `createHash(algorithm)`: a hash under way, `undefined` for an unknown algorithm.
fn create_hash(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let name = args.text(0, context)?;
    Ok(Algorithm::find(&name).map_or_else(JsValue::undefined, |found| under_way(found.hash())))
}

/// `createHmac(algorithm, key)`: a MAC under way, `undefined` for an unknown algorithm.
fn create_hmac(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let name = args.text(0, context)?;
    let key = args.bytes(1, context)?;
    let found = Algorithm::find(&name);
    Ok(found.map_or_else(JsValue::undefined, |found| under_way(key.with(|key| found.hmac(key)))))
}

/// `update(underWay, bytes)`: whether it is under way still.
fn update(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let object = args.object(0, context)?;
    let bytes = args.bytes(1, context)?;
    let Some(state) = object.downcast_ref::<UnderWay>() else { return Ok(false.into()) };
    let mut digest = state.0.borrow_mut();
    Ok(match digest.as_mut() {
        Some(digest) => {
            bytes.with(|bytes| digest.update(bytes));
            true
        }
        None => false,
    }
    .into())
}

/// `digest(underWay)`: its bytes as a Buffer; `undefined` the second time.
fn digest(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let object = args.object(0, context)?;
    let taken = object.downcast_ref::<UnderWay>().and_then(|state| state.0.borrow_mut().take());
    match taken {
        Some(digest) => crate::buffer(&digest.finish(), context),
        None => Ok(JsValue::undefined()),
    }
}

/// `copy(underWay)`: another that continues from the same bytes; `undefined` after the digest.
fn copy(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let object = args.object(0, context)?;
    let copied = object.downcast_ref::<UnderWay>().and_then(|state| state.0.borrow().clone());
    Ok(copied.map_or_else(JsValue::undefined, under_way))
}

/// `hash(algorithm, bytes)`: the digest at once; `undefined` for an unknown algorithm.
fn hash(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let name = args.text(0, context)?;
    let bytes = args.bytes(1, context)?;
    let Some(found) = Algorithm::find(&name) else { return Ok(JsValue::undefined()) };
    let mut digest = found.hash();
    bytes.with(|bytes| digest.update(bytes));
    crate::buffer(&digest.finish(), context)
}

/// `hashes()`: the names of the algorithms.
fn hashes(_: &JsValue, _: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let names: Vec<JsValue> =
        Algorithm::NAMES.iter().map(|name| js_string!(*name).into()).collect();
    Ok(JsArray::from_iter(names, context).into())
}

/// Fills bytes from the system's generator. `getrandom(2)`
fn random(bytes: &mut [u8], context: &mut Context) -> JsResult<()> {
    let mut filled = 0;
    while let Some(rest) = bytes.get_mut(filled..).filter(|rest| !rest.is_empty()) {
        match getrandom(rest, GetRandomFlags::empty()) {
            Ok(count) => filled += count,
            Err(rustix::io::Errno::INTR) => {}
            Err(errno) => {
                let error = SystemError::from_errno("getrandom", errno.raw_os_error());
                return Err(error.into_js(context));
            }
        }
    }
    Ok(())
}

/// `randomBytes(size)`: a Buffer.
fn random_bytes(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let size = args.size(0);
    if size > 0x7fff_ffff {
        #[expect(clippy::cast_precision_loss, reason = "shown in a message")]
        let error = NodeError::out_of_range("size", ">= 0 && <= 2147483647", size as f64);
        return Err(error.into_js(context));
    }
    let mut bytes = vec![0; size];
    random(&mut bytes, context)?;
    crate::buffer(&bytes, context)
}

/// `randomFill(view)`.
fn random_fill(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let view = args.bytes(0, context)?;
    let mut bytes = vec![0; view.len()];
    random(&mut bytes, context)?;
    view.with_mut(|target| {
        if target.len() == bytes.len() {
            target.copy_from_slice(&bytes);
        }
    });
    Ok(args.value(0).clone())
}

/// `randomUUID()`. RFC 9562 §5.4, version 4.
fn random_uuid(_: &JsValue, _: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let mut bytes = [0; 16];
    random(&mut bytes, context)?;
    bytes[6] = bytes[6] & 0x0f | 0x40;
    bytes[8] = bytes[8] & 0x3f | 0x80;
    let mut text = String::with_capacity(36);
    for (index, byte) in bytes.iter().enumerate() {
        if matches!(index, 4 | 6 | 8 | 10) {
            text.push('-');
        }
        for half in [byte >> 4, byte & 15] {
            text.extend(char::from_digit(half.into(), 16));
        }
    }
    Ok(JsString::from(text).into())
}

/// `timingSafeEqual(a, b)`: compares views of one length in time that tells nothing of their bytes.
fn timing_safe_equal(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let [one, two] = [args.bytes(0, context)?.to_vec(), args.bytes(1, context)?.to_vec()];
    let different = one.iter().zip(&two).fold(0, |different, (one, two)| different | (one ^ two));
    Ok((std::hint::black_box(different) == 0 && one.len() == two.len()).into())
}
