//! Erasing types: no line or column moves, and what is left, where it is a program, has no types.

use ouro_loader::{strip_types, type_nesting};

pub(super) const TOKENS: &[&str] = &[
    "abstract ",
    "accessor ",
    " as ",
    "async ",
    "class A",
    "const ",
    "declare ",
    "enum ",
    " extends ",
    "export ",
    "default ",
    "function f",
    "get ",
    " implements ",
    "import ",
    "interface B",
    "keyof ",
    "let ",
    "module ",
    "namespace ",
    "new ",
    "override ",
    "private ",
    "readonly ",
    "return ",
    " satisfies ",
    "set ",
    "static ",
    "this",
    "throw ",
    "type ",
    "typeof ",
    "unique symbol",
    "using ",
    "a",
    "b",
    "T",
    "any",
    "from 'x'",
    "\"s\"",
    "`t`",
    "1",
    "/r/",
    "@d ",
    "é",
    "😀",
    "\u{2028}",
    "\n",
    ";",
    ":",
    "::",
    ": number",
    ",",
    ".",
    "...",
    "?",
    "?.",
    "!",
    "=",
    "=>",
    "|",
    "&",
    "*",
    "#p",
    "<",
    "<T>",
    ">",
    "(",
    ")",
    "()",
    "[",
    "]",
    "{",
    "}",
    "{}",
    "(a?: T): T",
    "// c\n",
    "/* c */",
];

/// Takes the input as TypeScript.
///
/// # Panics
/// Where something is wrong.
pub fn run(input: &[u8]) {
    let source = String::from_utf8_lossy(input);
    // What is deeper than that is refused before it comes to the parser.
    if ouro_syntax::weight(&source) > 1 << 20 || type_nesting(&source) > 500 {
        return;
    }
    let Ok(text) = strip_types(&source) else { return };
    assert_eq!(breaks(&text), breaks(&source), "{source:?}: {text:?}");
    if let Ok(again) = strip_types(&text) {
        assert_eq!(again, text, "{source:?}");
    }
}

/// Where lines end, in UTF-16 units, and where the text does.
fn breaks(text: &str) -> Vec<(usize, u16)> {
    let is_break = |unit: u16| matches!(unit, 0x0a | 0x0d | 0x2028 | 0x2029);
    let units = text.encode_utf16().chain([0x0a]).enumerate();
    units.filter(|&(_, unit)| is_break(unit)).collect()
}
