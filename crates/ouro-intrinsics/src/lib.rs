//! Native built-ins of ours, installed over Boa's in every realm: what V8's programs rely on and
//! the engine does otherwise (error stacks), or where the engine's own would end the program
//! (sorting with an inconsistent comparator, recursion through native functions).

#![forbid(unsafe_code)]

mod ancestry;
mod array;
mod array_buffer;
mod builtin;
mod collections;
mod date;
mod define;
mod disposal;
mod error;
mod eval;
mod function;
mod interrupt;
mod intl;
mod iterator;
mod join;
mod json;
mod long_string;
mod math;
mod nesting;
mod number;
mod object;
mod recursion;
mod regexp;
mod shapes;
mod sort;
mod string;
mod sum;
mod temporal;
#[cfg(test)]
mod testing;
mod typed_array;
mod uri;
mod weak;

use boa_engine::{Context, JsResult};

pub use builtin::{Over, hide, method_over};
pub use date::LocalZone;
pub use disposal::allow_using;
pub use error::{
    Frame, Goal, Reader, ScriptKind, Sources, SyntaxPlace, allow_catching, call_sites,
    ends_function, error_call_sites, error_frames, error_header, frames_of_text, is_one_function,
    locate_syntax_error, node_error_mark, polish, sources,
};
pub use eval::{allow_evaluating, note_evaluated};
pub use interrupt::{Pace, interrupted};
pub use json::parse_text as parse_json;
pub use long_string::{LongStrings, settled};
pub use nesting::{check_body, check_deletions, check_nesting};
pub use recursion::catchable;
pub use string::MAX_LENGTH as MAX_STRING_LENGTH;

/// The length of the wrapper in front of a builtin's first line, in UTF-16 units:
/// `(function (exports, require, module, internalBinding) {`.
pub(crate) const BUILTIN_PREFIX: u32 = 55;

/// Installs everything into the context's current realm.
///
/// # Errors
/// What defining a property throws; nothing in a fresh realm.
pub fn install(context: &mut Context) -> JsResult<()> {
    error::install(context)?;
    function::install(context)?;
    ancestry::install(context)?;
    array::install(context)?;
    array_buffer::install(context)?;
    collections::install(context)?;
    date::install(context)?;
    define::install(context)?;
    disposal::install(context)?;
    intl::install(context)?;
    iterator::install(context)?;
    join::install(context)?;
    json::install(context)?;
    math::install(context)?;
    number::install(context)?;
    object::install(context)?;
    regexp::install(context)?;
    recursion::install(context)?;
    sort::install(context)?;
    string::install(context)?;
    sum::install(context)?;
    temporal::install(context)?;
    typed_array::install(context)?;
    uri::install(context)?;
    weak::install(context)
}
