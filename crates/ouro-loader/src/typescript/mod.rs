//! JavaScript from TypeScript: types become spaces, so that every line and column stays. Node docs:
//! "Type stripping". What would have to be rewritten (enums, parameter properties …) is refused.

mod eraser;
mod page;

use oxc_allocator::Allocator;
use oxc_ast_visit::Visit as _;
use oxc_parser::Parser;
use oxc_span::SourceType;

/// Why a source has no JavaScript to it, and where.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct StripError {
    /// Whether it is TypeScript all the same, of a kind that stripping does not do.
    pub is_unsupported: bool,
    /// What is wrong.
    pub message: String,
    /// Byte offset at which it begins.
    pub start: usize,
    /// Byte offset at which it ends.
    pub end: usize,
}

impl StripError {
    /// Node's code for it.
    #[must_use]
    pub fn code(&self) -> &'static str {
        if self.is_unsupported {
            "ERR_UNSUPPORTED_TYPESCRIPT_SYNTAX"
        } else {
            "ERR_INVALID_TYPESCRIPT_SYNTAX"
        }
    }
}

/// Erases the types of `source`. The result has the lines and columns (in UTF-16 units) of the
/// source. Node docs: `module.stripTypeScriptTypes`.
///
/// The parser recurses: whoever takes sources from strangers asks [`nesting`] and `ouro_syntax::weight`
/// first.
///
/// # Errors
/// A [`StripError`] for what is no TypeScript, and for what stripping alone does not make JavaScript.
pub fn strip_types(source: &str) -> Result<String, StripError> {
    let allocator = Allocator::default();
    // A module as well as a script: which of them it is turns out when it is compiled.
    let kind = SourceType::ts().with_unambiguous(true);
    let parsed = Parser::new(&allocator, source, kind).parse();
    if let Some(fault) = parsed.diagnostics.first() {
        let place = fault.labels.first();
        let start = place.map_or(0, |place| place.offset() as usize);
        return Err(StripError {
            is_unsupported: false,
            message: fault.message.to_string(),
            start,
            end: place.map_or(start, |place| start + place.len() as usize),
        });
    }
    let mut eraser = eraser::Eraser::new(source);
    eraser.visit_program(&parsed.program);
    eraser.finish()
}

/// How deep the types of a source may nest where brackets do not show it: an upper bound.
#[must_use]
pub fn nesting(source: &str) -> usize {
    let (mut depth, mut deepest) = (0_usize, 0);
    for byte in source.bytes() {
        match byte {
            b'<' => depth += 1,
            b'>' => depth = depth.saturating_sub(1),
            _ => {}
        }
        deepest = deepest.max(depth);
    }
    let operators = ["keyof", "infer", "readonly", "unique", "typeof", "asserts"];
    let words = operators.map(|word| memchr::memmem::find_iter(source.as_bytes(), word).count());
    deepest + words.iter().sum::<usize>()
}

#[cfg(test)]
mod tests;
