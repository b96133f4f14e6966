//! The words of the language. ECMA-262 §12.7.2.

/// What is no name in any code.
pub const RESERVED_WORDS: [&str; 36] = [
    "break",
    "case",
    "catch",
    "class",
    "const",
    "continue",
    "debugger",
    "default",
    "delete",
    "do",
    "else",
    "enum",
    "export",
    "extends",
    "false",
    "finally",
    "for",
    "function",
    "if",
    "import",
    "in",
    "instanceof",
    "new",
    "null",
    "return",
    "super",
    "switch",
    "this",
    "throw",
    "true",
    "try",
    "typeof",
    "var",
    "void",
    "while",
    "with",
];

/// What is a keyword in some places, and a name in others.
pub const CONTEXTUAL_WORDS: [&str; 11] =
    ["as", "async", "await", "from", "get", "let", "of", "set", "static", "using", "yield"];
