//! `node:fs`: the Rust half of `runtime-js/fs.js` and of the parts in `runtime-js/internal/fs/`.
//!
//! Arguments are read and checked here, too: a verb that JavaScript only passed on would cost its
//! parsing in every program that asks for a file's size. Paths are opened through the tokens of
//! `ouro-sandbox` alone. Node docs: File system. libuv: File system operations.

mod access;
mod change;
mod classes;
mod constants;
mod dir;
mod encoding;
pub(crate) mod failure;
mod folder;
pub(crate) mod glob;
mod link;
mod open;
mod options;
mod path;
pub(crate) mod permission;
mod read;
pub(crate) mod table;
mod voices;
mod warning;
mod watch;
mod whole;
mod write;

pub(crate) use failure::denied_error;
pub(crate) use table::descriptors;

use boa_engine::{Context, JsObject, JsResult, JsValue, js_string};

use crate::Binding;
use voices::{Describe, Verb, Voices};

/// The Rust half of the room.
pub(crate) const BINDING: Binding = Binding {
    name: "fs",
    functions: &[
        ("appendFileSync", 3, whole::append_file_sync),
        ("exists", 2, access::exists),
        ("existsSync", 1, access::exists_sync),
        ("globMatches", 2, glob::matches),
        ("globWith", 5, glob::glob_with),
        ("grantRead", 1, watch::check_read),
        ("readFileSync", 2, whole::read_file_sync),
        ("readSync", 5, read::read_sync),
        ("toUnixTimestamp", 1, options::to_unix_timestamp),
        ("validatePath", 1, path::validate_path),
        ("validatePathNamed", 2, watch::validate_path_named),
        ("watchClose", 1, watch::close),
        ("watchRef", 2, watch::set_referenced),
        ("watchStart", 4, watch::start),
        ("writeFileSync", 3, whole::write_file_sync),
        ("writeSync", 5, write::write_sync),
        ("zeroStats", 1, watch::zero_stats),
    ],
    extend: Some(extend),
};

/// A row of the table: name, least and most arguments before the callback, `length` of the
/// callback, synchronous and promise voices, which voices there are, and the description.
const fn verb(
    name: &'static str,
    arguments: (usize, usize),
    lengths: [usize; 3],
    voices: Voices,
    describe: Describe,
) -> Verb {
    Verb { name, arguments, lengths, voices, describe }
}

static VERBS: &[Verb] = &[
    verb("access", (1, 2), [3, 2, 1], Voices::All, access::access),
    verb("appendFile", (2, 3), [4, 3, 3], Voices::NoSync, whole::append_file),
    verb("chmod", (2, 2), [3, 2, 2], Voices::All, change::chmod),
    verb("chown", (3, 3), [4, 3, 3], Voices::All, change::chown),
    verb("copyFile", (2, 3), [4, 3, 3], Voices::All, link::copy_file),
    verb("dirClose", (1, 1), [2, 1, 1], Voices::Handle, dir::close),
    verb("dirRead", (4, 4), [5, 4, 4], Voices::Handle, dir::read),
    verb("fchmod", (2, 2), [3, 2, 1], Voices::Handle, change::fchmod),
    verb("fchown", (3, 3), [4, 3, 2], Voices::Handle, change::fchown),
    verb("fdatasync", (1, 1), [2, 1, 0], Voices::Handle, open::fdatasync),
    verb("fstat", (1, 2), [1, 1, 0], Voices::Handle, access::fstat),
    verb("fsync", (1, 1), [2, 1, 0], Voices::Handle, open::fsync),
    verb("ftruncate", (1, 2), [1, 1, 0], Voices::Handle, change::ftruncate),
    verb("futimes", (3, 3), [4, 3, 2], Voices::Handle, change::futimes),
    verb("globFiles", (5, 5), [6, 5, 5], Voices::Handle, glob::glob),
    verb("lchown", (3, 3), [4, 3, 3], Voices::All, change::lchown),
    verb("link", (2, 2), [3, 2, 2], Voices::All, link::link),
    verb("lstat", (1, 2), [1, 1, 1], Voices::All, access::lstat),
    verb("lutimes", (3, 3), [4, 3, 3], Voices::All, change::lutimes),
    verb("mkdir", (1, 2), [3, 2, 2], Voices::All, folder::mkdir),
    verb("mkdtemp", (1, 2), [3, 2, 2], Voices::All, folder::mkdtemp),
    verb("open", (1, 3), [4, 3, 3], Voices::All, open::open),
    verb("opendir", (1, 1), [2, 1, 1], Voices::Handle, dir::open),
    verb("read", (1, 5), [6, 5, 4], Voices::HandleNoSync, read::read),
    verb("readChunk", (3, 3), [4, 3, 3], Voices::Handle, read::read_chunk),
    verb("readFile", (1, 2), [3, 2, 2], Voices::NoSync, whole::read_file),
    verb("readdir", (1, 2), [3, 2, 2], Voices::All, folder::readdir),
    verb("readlink", (1, 2), [3, 2, 2], Voices::All, link::readlink),
    verb("readv", (2, 3), [4, 3, 2], Voices::Handle, read::readv),
    verb("realpath", (1, 2), [3, 2, 2], Voices::All, link::realpath),
    verb("realpathNative", (1, 2), [3, 2, 2], Voices::All, link::realpath_native),
    verb("rename", (2, 2), [3, 2, 2], Voices::All, link::rename),
    verb("rm", (1, 2), [3, 2, 2], Voices::All, folder::rm),
    verb("rmdir", (1, 2), [3, 2, 2], Voices::All, folder::rmdir),
    verb("stat", (1, 2), [1, 1, 1], Voices::All, access::stat),
    verb("statfs", (1, 2), [1, 1, 1], Voices::All, access::file_system),
    verb("symlink", (2, 3), [4, 3, 3], Voices::All, link::symlink),
    verb("truncate", (1, 2), [3, 2, 1], Voices::All, change::truncate),
    verb("unlink", (1, 1), [2, 1, 1], Voices::All, link::unlink),
    verb("utimes", (3, 3), [4, 3, 3], Voices::All, change::utimes),
    verb("write", (2, 5), [6, 5, 4], Voices::HandleNoSync, write::write),
    verb("writeFile", (2, 3), [4, 3, 3], Voices::NoSync, whole::write_file),
    verb("writev", (2, 3), [4, 3, 2], Voices::Handle, write::writev),
];

/// `close`, whose callback may be left out.
static CLOSE: Verb = verb("close", (1, 1), [1, 1, 0], Voices::Handle, open::close);

/// Adds the voices of the verbs, the classes and the constants.
fn extend(binding: &JsObject, context: &mut Context) -> JsResult<()> {
    let promises = JsObject::with_object_proto(context.intrinsics());
    let handle = JsObject::with_object_proto(context.intrinsics());
    for verb in VERBS.iter().chain([&CLOSE]) {
        verb.define(binding, &promises, &handle, context)?;
    }
    binding.create_data_property_or_throw(js_string!("promises"), promises, context)?;
    binding.create_data_property_or_throw(js_string!("handle"), handle, context)?;
    let (stats, dirent) = classes::classes(context, |classes, _| {
        (JsValue::from(classes.stats.clone()), JsValue::from(classes.dirent.clone()))
    })?;
    binding.create_data_property_or_throw(js_string!("Stats"), stats, context)?;
    binding.create_data_property_or_throw(js_string!("Dirent"), dirent, context)?;
    let constants = constants::object(context)?;
    binding.create_data_property_or_throw(js_string!("constants"), constants, context)?;
    Ok(())
}
