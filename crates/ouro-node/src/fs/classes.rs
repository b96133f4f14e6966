//! The classes of what `fs` returns: `Stats`, `BigIntStats`, `StatFs` and `Dirent`.
//!
//! They are made here rather than in JavaScript, so that a program that only asks for a size
//! parses nothing. Node docs: Class: fs.Stats, Class: fs.StatFs, Class: fs.Dirent.

use std::cell::OnceCell;

use boa_engine::{
    Context, JsBigInt, JsObject, JsResult, JsString, JsSymbol, JsValue, NativeFunction, js_string,
    object::{FunctionObjectBuilder, builtins::JsFunction},
    property::PropertyDescriptor,
};
use ouro_intrinsics::hide;
use ouro_sandbox::file::{FileSystem, Kind, Metadata};

use super::failure::invalid_type;
use crate::{Arguments, host};

/// The prototypes and constructors of one runtime.
pub(super) struct Classes {
    pub(super) stats: JsFunction,
    pub(super) dirent: JsFunction,
    stats_prototype: JsObject,
    bigint_prototype: JsObject,
    statfs_prototype: JsObject,
    dirent_prototype: JsObject,
    kind: JsSymbol,
}

/// The four times of a file.
const TIMES: [&str; 4] = ["atime", "mtime", "ctime", "birthtime"];

/// The questions both Stats and Dirent answer: name, bits of `S_IFMT`, and Dirent's kind.
const QUESTIONS: [(&str, u32, Kind); 7] = [
    ("isDirectory", 0o040_000, Kind::Folder),
    ("isFile", 0o100_000, Kind::File),
    ("isBlockDevice", 0o060_000, Kind::Block),
    ("isCharacterDevice", 0o020_000, Kind::Character),
    ("isSymbolicLink", 0o120_000, Kind::Link),
    ("isFIFO", 0o010_000, Kind::Fifo),
    ("isSocket", 0o140_000, Kind::Socket),
];

/// Runs `with` with the classes, made on first use.
pub(super) fn classes<R>(
    context: &mut Context,
    with: impl FnOnce(&Classes, &mut Context) -> R,
) -> JsResult<R> {
    #[derive(Default)]
    struct Slot(OnceCell<Classes>);
    let slot = host(context).slot::<Slot>();
    if slot.0.get().is_none() {
        let made = Classes::new(context)?;
        // No script ran meanwhile, so it is still empty; were it not, either will do.
        let _ = slot.0.set(made);
    }
    match slot.0.get() {
        Some(classes) => Ok(with(classes, context)),
        None => Err(boa_engine::JsNativeError::error().with_message("fs classes").into()),
    }
}

/// Makes the Stats of a file.
///
/// # Errors
/// None of its own.
pub(super) fn stats(found: &Metadata, bigint: bool, context: &mut Context) -> JsResult<JsValue> {
    classes(context, |classes, context| {
        if bigint {
            bigint_stats(found, classes, context)
        } else {
            number_stats(found, classes, context)
        }
    })?
}

#[expect(clippy::cast_precision_loss, reason = "Node's numbers are doubles, too")]
fn number_stats(found: &Metadata, classes: &Classes, context: &mut Context) -> JsResult<JsValue> {
    let object = made(classes.stats_prototype.clone(), context);
    let fields = [
        (js_string!("dev"), found.dev as f64),
        (js_string!("mode"), f64::from(found.mode)),
        (js_string!("nlink"), found.nlink as f64),
        (js_string!("uid"), f64::from(found.uid)),
        (js_string!("gid"), f64::from(found.gid)),
        (js_string!("rdev"), found.rdev as f64),
        (js_string!("blksize"), found.blksize as f64),
        (js_string!("ino"), found.ino as f64),
        (js_string!("size"), found.size as f64),
        (js_string!("blocks"), found.blocks as f64),
        (js_string!("atimeMs"), milliseconds(found.atime)),
        (js_string!("mtimeMs"), milliseconds(found.mtime)),
        (js_string!("ctimeMs"), milliseconds(found.ctime)),
        (js_string!("birthtimeMs"), milliseconds(found.birthtime)),
    ];
    for (name, value) in fields {
        object.create_data_property(name, number(value), context)?;
    }
    Ok(object.into())
}

fn bigint_stats(found: &Metadata, classes: &Classes, context: &mut Context) -> JsResult<JsValue> {
    let object = made(classes.bigint_prototype.clone(), context);
    let times = [found.atime, found.mtime, found.ctime, found.birthtime];
    let fields = [
        ("dev", found.dev),
        ("mode", found.mode.into()),
        ("nlink", found.nlink),
        ("uid", found.uid.into()),
        ("gid", found.gid.into()),
        ("rdev", found.rdev),
        ("blksize", found.blksize),
        ("ino", found.ino),
        ("size", found.size),
        ("blocks", found.blocks),
    ];
    for (name, value) in fields {
        object.create_data_property(js_string!(name), JsBigInt::from(value), context)?;
    }
    for (name, (seconds, nanoseconds)) in TIMES.iter().zip(times) {
        let all = i128::from(seconds) * 1_000_000_000 + i128::from(nanoseconds);
        let name = JsString::from(format!("{name}Ms").as_str());
        object.create_data_property(name, big(all / 1_000_000), context)?;
    }
    for (name, (seconds, nanoseconds)) in TIMES.iter().zip(times) {
        let all = i128::from(seconds) * 1_000_000_000 + i128::from(nanoseconds);
        let name = JsString::from(format!("{name}Ns").as_str());
        object.create_data_property(name, big(all), context)?;
    }
    Ok(object.into())
}

/// An object whose shape is shared with others of its kind.
fn made(prototype: JsObject, context: &Context) -> JsObject {
    JsObject::new(context.root_shape(), prototype, ()).upcast()
}

/// Makes the StatFs of a file system.
///
/// # Errors
/// None of its own.
#[expect(clippy::cast_precision_loss, reason = "Node's numbers are doubles, too")]
pub(super) fn statfs(found: &FileSystem, bigint: bool, context: &mut Context) -> JsResult<JsValue> {
    let prototype = classes(context, |classes, _| classes.statfs_prototype.clone())?;
    let object = made(prototype, context);
    let fields = [
        ("type", found.kind),
        ("bsize", found.bsize),
        ("frsize", found.frsize),
        ("blocks", found.blocks),
        ("bfree", found.bfree),
        ("bavail", found.bavail),
        ("files", found.files),
        ("ffree", found.ffree),
    ];
    for (name, value) in fields {
        let value = if bigint { JsBigInt::from(value).into() } else { number(value as f64) };
        object.create_data_property(js_string!(name), value, context)?;
    }
    Ok(object.into())
}

/// Makes a Dirent.
///
/// # Errors
/// None of its own.
pub(super) fn dirent(
    name: JsValue,
    parent: JsValue,
    kind: Kind,
    context: &mut Context,
) -> JsResult<JsValue> {
    classes(context, |classes, context| {
        let object = made(classes.dirent_prototype.clone(), context);
        object.create_data_property(js_string!("name"), name, context)?;
        object.create_data_property(js_string!("parentPath"), parent, context)?;
        object.create_data_property(classes.kind.clone(), JsValue::from(kind as i32), context)?;
        Ok(object.into())
    })?
}

impl Classes {
    fn new(context: &mut Context) -> JsResult<Self> {
        let base = JsObject::with_object_proto(context.intrinsics());
        let kind = JsSymbol::new(Some(js_string!("type"))).unwrap_or_else(JsSymbol::iterator);
        let dirent_prototype = JsObject::with_object_proto(context.intrinsics());
        for (name, bits, entry) in QUESTIONS {
            let ask = NativeFunction::from_copy_closure(move |this, _, context| {
                is_kind(this, bits, context)
            });
            method(&base, name, ask, context);
            let ask = NativeFunction::from_copy_closure_with_captures(
                move |this, _, kind, context| {
                    let Some(this) = this.as_object() else { return Ok(false.into()) };
                    let found = this.get(kind.clone(), context)?;
                    Ok((found.as_number() == Some(f64::from(entry as i32))).into())
                },
                kind.clone(),
            );
            method(&dirent_prototype, name, ask, context);
        }
        let [stats_prototype, bigint_prototype, statfs_prototype] =
            [Some(base.clone()), Some(base), None].map(|parent| {
                let prototype = JsObject::with_object_proto(context.intrinsics());
                if parent.is_some() {
                    prototype.set_prototype(parent);
                }
                prototype
            });
        for prototype in [&stats_prototype, &bigint_prototype] {
            for (name, source) in TIMES.iter().zip(["atimeMs", "mtimeMs", "ctimeMs", "birthtimeMs"])
            {
                date_accessor(prototype, name, source, context);
            }
        }
        let stats = constructor("Stats", 18, &stats_prototype, new_stats, context);
        constructor("BigIntStats", 14, &bigint_prototype, new_stats, context);
        constructor("StatFs", 7, &statfs_prototype, new_stats, context);
        let dirent = constructor("Dirent", 3, &dirent_prototype, new_dirent, context);
        Ok(Self {
            stats,
            dirent,
            stats_prototype,
            bigint_prototype,
            statfs_prototype,
            dirent_prototype,
            kind,
        })
    }
}

/// `new Stats(dev, mode, nlink, uid, gid, rdev, blksize, ino, size, blocks, atimeMs, …)`.
fn new_stats(target: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let text = "fs.Stats constructor is deprecated.";
    super::warning::warn(text, "DeprecationWarning", Some("DEP0180"), context)?;
    let object = instance(target, context)?;
    let names = [
        "dev",
        "mode",
        "nlink",
        "uid",
        "gid",
        "rdev",
        "blksize",
        "ino",
        "size",
        "blocks",
        "atimeMs",
        "mtimeMs",
        "ctimeMs",
        "birthtimeMs",
    ];
    for (index, name) in names.into_iter().enumerate() {
        object.create_data_property(js_string!(name), args.value(index).clone(), context)?;
    }
    Ok(object.into())
}

/// `new Dirent(name, parentPath, type)`.
fn new_dirent(target: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let object = instance(target, context)?;
    object.create_data_property(js_string!("name"), args.value(0).clone(), context)?;
    object.create_data_property(js_string!("parentPath"), args.value(1).clone(), context)?;
    let kind = classes(context, |classes, _| classes.kind.clone())?;
    object.create_data_property(kind, args.value(2).clone(), context)?;
    Ok(object.into())
}

/// The object under construction, by `new.target`'s prototype; a plain call makes one, too.
fn instance(target: &JsValue, context: &mut Context) -> JsResult<JsObject> {
    let prototype = match target.as_object() {
        Some(target) => target.get(js_string!("prototype"), context)?.as_object(),
        None => None,
    };
    let object = JsObject::with_object_proto(context.intrinsics());
    if prototype.is_some() {
        object.set_prototype(prototype);
    }
    Ok(object)
}

fn is_kind(this: &JsValue, bits: u32, context: &mut Context) -> JsResult<JsValue> {
    let Some(this) = this.as_object() else {
        return Err(invalid_type("this", "an instance of Stats", this, context));
    };
    let mode = this.get(js_string!("mode"), context)?;
    let mode = match mode.as_bigint() {
        Some(mode) => mode.to_f64(),
        None => mode.as_number().unwrap_or(0.0),
    };
    // A mode has sixteen bits; what is none answers no question.
    Ok((mode.rem_euclid(65_536.0).div_euclid(4096.0) * 4096.0 == f64::from(bits)).into())
}

/// A time as a Date, made of its milliseconds when first asked for and then kept under a hidden
/// symbol (not under its own name: see `lazy`).
fn date_accessor(
    prototype: &JsObject,
    name: &'static str,
    source: &'static str,
    context: &mut Context,
) {
    let Some(kept) = JsSymbol::new(Some(js_string!(name))) else { return };
    let get = NativeFunction::from_copy_closure_with_captures(
        move |this, _, kept, context| {
            let Some(object) = this.as_object() else { return Ok(JsValue::undefined()) };
            let known = object.get(kept.clone(), context)?;
            if !known.is_undefined() {
                return Ok(known);
            }
            let value = object.get(js_string!(source), context)?;
            let value = match value.as_bigint() {
                Some(value) => value.to_f64(),
                None => value.to_number(context)?,
            };
            let date = context.intrinsics().constructors().date().constructor();
            let date = date.construct(&[JsValue::from((value + 0.5).floor())], None, context)?;
            keep(&object, kept, date.clone().into());
            Ok(date.into())
        },
        kept.clone(),
    );
    let set = NativeFunction::from_copy_closure_with_captures(
        |this, args, kept, _| {
            if let Some(object) = this.as_object() {
                keep(&object, kept, args.value(0).clone());
            }
            Ok(JsValue::undefined())
        },
        kept,
    );
    let get = FunctionObjectBuilder::new(context.realm(), get).name(js_string!("get")).build();
    let set =
        FunctionObjectBuilder::new(context.realm(), set).name(js_string!("set")).length(1).build();
    prototype.insert_property(
        js_string!(name),
        PropertyDescriptor::builder().get(get).set(set).enumerable(true).configurable(true),
    );
}

fn keep(object: &JsObject, name: &JsSymbol, value: JsValue) {
    object.insert_property(
        name.clone(),
        PropertyDescriptor::builder()
            .value(value)
            .writable(true)
            .enumerable(false)
            .configurable(true),
    );
}

fn method(object: &JsObject, name: &str, body: NativeFunction, context: &mut Context) {
    let function = FunctionObjectBuilder::new(context.realm(), body).name(js_string!(name)).build();
    hide(object, js_string!(name), function);
}

fn constructor(
    name: &str,
    length: usize,
    prototype: &JsObject,
    body: crate::Function,
    context: &mut Context,
) -> JsFunction {
    let function = FunctionObjectBuilder::new(context.realm(), NativeFunction::from_fn_ptr(body))
        .name(js_string!(name))
        .length(length)
        .constructor(true)
        .build();
    function.insert_property(
        js_string!("prototype"),
        PropertyDescriptor::builder()
            .value(prototype.clone())
            .writable(false)
            .enumerable(false)
            .configurable(false),
    );
    hide(prototype, js_string!("constructor"), function.clone());
    function
}

/// A number; small whole ones as the engine's integers.
#[expect(clippy::cast_possible_truncation, reason = "only where nothing is lost")]
fn number(value: f64) -> JsValue {
    if value.fract() == 0.0 && value.abs() < 2_147_483_648.0 {
        return JsValue::from(value as i32);
    }
    JsValue::from(value)
}

#[expect(clippy::cast_precision_loss, reason = "Node's numbers are doubles, too")]
fn milliseconds((seconds, nanoseconds): (i64, u32)) -> f64 {
    seconds as f64 * 1000.0 + f64::from(nanoseconds) / 1e6
}

fn big(value: i128) -> JsBigInt {
    // Nanoseconds of any file's time fit 128 bits, and 19 digits are exact in text.
    JsBigInt::from_string(&value.to_string()).unwrap_or_else(JsBigInt::zero)
}
