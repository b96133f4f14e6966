//! A value taken out of its world: what structured clone writes and reads. It is `Send`, so that a
//! worker can be told of it. WHATWG HTML §2.7.3 StructuredSerialize: the "serialized" records.

use boa_engine::{
    builtins::{array_buffer::SharedArrayBuffer, typed_array::TypedArrayKind},
    object::builtins::AlignedVec,
};

/// A serialized value with everything it refers to.
#[derive(Debug)]
pub(crate) struct Message {
    /// The value itself.
    pub(super) root: Value,
    /// Every object, each once; values refer to them by index.
    pub(super) nodes: Vec<Node>,
}

/// A string, in the narrower of the engine's two forms.
#[derive(Clone, Debug)]
pub(super) enum Text {
    Latin1(Box<[u8]>),
    Utf16(Box<[u16]>),
}

/// A primitive, or an object by its index.
#[derive(Clone, Debug)]
pub(super) enum Value {
    Undefined,
    Null,
    Boolean(bool),
    Number(f64),
    /// Hexadecimal digits with a sign.
    BigInt(String),
    String(Text),
    Object(usize),
}

/// The name of a property.
#[derive(Clone, Debug)]
pub(super) enum Key {
    Index(u32),
    Name(Text),
}

/// An object.
#[derive(Debug)]
pub(super) enum Node {
    /// Serialized but for its contents; stands in the list only while it is written.
    Pending,
    Object(Vec<(Key, Value)>),
    Array {
        length: f64,
        properties: Vec<(Key, Value)>,
    },
    Map(Vec<(Value, Value)>),
    Set(Vec<Value>),
    /// Milliseconds since 1970, or NaN.
    Date(f64),
    RegExp {
        source: Text,
        flags: Text,
    },
    /// A `Boolean`, `Number`, `BigInt` or `String` object.
    Boxed(Value),
    Error {
        /// Name of the class.
        class: &'static str,
        message: Option<Text>,
        stack: Option<Text>,
        cause: Option<Value>,
    },
    /// Bytes, and the greatest length where it can grow.
    Buffer {
        bytes: AlignedVec<u8>,
        most: Option<u64>,
    },
    Shared(SharedArrayBuffer),
    View {
        /// `None` for a `DataView`.
        kind: Option<TypedArrayKind>,
        buffer: Value,
        /// Bytes.
        offset: usize,
        /// Elements; bytes for a `DataView`.
        length: usize,
    },
    /// An object of Node's own that says what it consists of.
    Platform {
        /// The builtin that makes it, and by which export: `internal/blob:ClonedBlob`.
        maker: String,
        data: Value,
    },
}
