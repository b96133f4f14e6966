//! The lexers that guess at a module's source without running it: exports of CommonJS, syntax of
//! ES modules. They must end, repeat themselves, and not care for white space.

use std::collections::BTreeSet;

use ouro_loader::{
    cjs_exports, detect_syntax, detect_syntax_thoroughly, find_module_syntax, has_top_level_await,
    import_statements,
};

pub(super) const TOKENS: &[&str] = &[
    "exports",
    "module",
    "module.exports",
    ".",
    "=",
    "require",
    "('a')",
    "(\"b\")",
    "Object",
    ".defineProperty",
    "(exports, 'a', ",
    "{ enumerable: true, get: function () { return b.c; } }",
    "{ value: 1 }",
    ".keys(_a).forEach(function (k) {",
    "if (k === 'default') return;",
    "exports[k] = _a[k]",
    "})",
    "__esModule",
    "__export",
    "__exportStar",
    "tslib",
    "var ",
    "let ",
    "const ",
    "_interopRequireWildcard",
    "...",
    "{",
    "}",
    "(",
    ")",
    "[",
    "]",
    "'",
    "\"",
    "`",
    "${",
    "/",
    "//",
    "/*",
    "*/",
    "\n",
    "\\",
    "\\u{61}",
    ";",
    ",",
    ":",
    "?",
    "=>",
    "import ",
    "export ",
    "from ",
    "as ",
    "default ",
    "* ",
    "import(",
    "import.meta",
    "await ",
    "async ",
    "function ",
    "class ",
    "get ",
    "static ",
    "return ",
    "if (x) ",
    "for (",
    "of ",
    "#!",
    "<!--",
    "-->",
    "++",
    "with { type: 'json' }",
    "typeof ",
    "yield ",
    "'use strict'",
    "0 && (module.exports = {",
];

/// Lexes the input as the source of a module.
///
/// # Panics
/// Where something is wrong.
pub fn run(input: &[u8]) {
    let exports = cjs_exports(input);
    let names: BTreeSet<&String> = exports.names.iter().collect();
    assert_eq!(names.len(), exports.names.len(), "a name is found twice: {exports:?}");
    let spaced = [b"\n \t", input].concat();
    if !input.starts_with(b"#!") && !input.starts_with(b"\xef\xbb\xbf") {
        assert_eq!(cjs_exports(&spaced), exports, "space in front changes what is exported");
        assert_eq!(import_statements(&spaced).len(), import_statements(input).len());
        assert_eq!(detect_syntax(&spaced), detect_syntax(input));
    }
    detect_syntax_thoroughly(input);
    find_module_syntax(input);
    has_top_level_await(input);
}
