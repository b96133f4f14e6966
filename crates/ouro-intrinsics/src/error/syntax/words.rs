//! V8's words for what the engine's parser says of early errors.

/// A piece of what the engine says, in small letters, and V8's message. The first that fits holds.
const WORDS: [(&str, &str); 55] = [
    (
        "illegal 'use strict'",
        "Illegal 'use strict' directive in function with non-simple parameter list",
    ),
    ("'eval' or 'arguments' in strict", EVAL),
    ("`eval` or `arguments` as iterable", EVAL),
    ("identifier `eval` in strict", EVAL),
    ("identifier `arguments` in strict", EVAL),
    ("name 'eval' not allowed in strict", EVAL),
    ("name 'arguments' not allowed in strict", EVAL),
    ("identifier `eval` not allowed", EVAL),
    ("identifier `arguments` not allowed", EVAL),
    ("binding identifier", "Unexpected strict mode reserved word"),
    ("duplicate parameter name", "Duplicate parameter name not allowed in this context"),
    ("invalid escape in template", "Invalid hexadecimal escape sequence"),
    ("more than one switch default", "More than one default clause in switch statement"),
    ("__proto__", "Duplicate __proto__ fields are not allowed in object literals"),
    ("tagged template on optional", "Invalid tagged template on optional chain"),
    ("break", "Illegal break statement"),
    ("continue", "Illegal continue statement: no surrounding iteration statement"),
    ("expression 'async' of a for-of", "The left-hand side of a for-of loop may not be 'async'."),
    ("invalid left-hand side", "Invalid left-hand side in assignment"),
    ("assignment target", "Invalid left-hand side in assignment"),
    ("super", "'super' keyword unexpected here"),
    ("unterminated string", "Invalid or unexpected token"),
    ("initializer for const", "Missing initializer in const declaration"),
    ("only be used in a `for await", "Unexpected token 'in'"),
    ("not allowed in class static block", ARGUMENTS),
    ("let' is disallowed", "let is disallowed as a lexically bound name"),
    ("use 'let' as a lexically", "let is disallowed as a lexically bound name"),
    (
        "head of a for-of loop can't",
        "for-of loop variable declaration may not have an initializer.",
    ),
    (
        "head of a for-in loop can't",
        "for-in loop variable declaration may not have an initializer.",
    ),
    ("head of a for-of", "Invalid left-hand side in for-of loop: Must have a single binding."),
    ("head of a for-in", "Invalid left-hand side in for-in loop: Must have a single binding."),
    ("yield expression", "Yield expression not allowed in formal parameter"),
    ("yield usage", "Yield expression not allowed in formal parameter"),
    ("await expression", "Illegal await-expression in formal parameters of async function"),
    ("await usage", "Illegal await-expression in formal parameters of async function"),
    ("keyword `yield`", "Unexpected strict mode reserved word"),
    ("keyword `await`", "Unexpected reserved word"),
    ("unexpected token 'await'", "Unexpected reserved word"),
    ("for await...of", "Unexpected reserved word"),
    ("delete variables", "Delete of an unqualified identifier in strict mode."),
    ("delete private", "Private fields can not be deleted"),
    ("default initializer", "Rest parameter may not have a default initializer"),
    ("must be the last formal parameter", "Rest parameter must be last formal parameter"),
    ("rest parameter", "Rest parameter must be last formal parameter"),
    ("with statement", "Strict mode code may not include a with statement"),
    ("escaped characters", "Keyword must not contain escaped characters"),
    ("named 'prototype'", "Classes may not have a static property named 'prototype'"),
    ("named 'constructor'", "Classes may not have a field named 'constructor'"),
    ("may not be a private method", "Classes may not have a private field named '#constructor'"),
    ("etter method", "Class constructor may not be an accessor"),
    ("generator method", "Class constructor may not be a generator"),
    ("async method", "Class constructor may not be an async method"),
    ("only have one constructor", "A class may only have one constructor"),
    ("'arguments' not allowed in class", ARGUMENTS),
    ("new.target", "new.target expression is not allowed here"),
];

/// The same, for what is told apart by how the code is written.
const STRICT: [(&str, &str); 6] = [
    ("hexadecimal escape", "Invalid hexadecimal escape sequence"),
    ("legacy octal escape", "Octal escape sequences are not allowed in strict mode."),
    ("decimal escape", "\\8 and \\9 are not allowed in strict mode."),
    ("octal literals", "Octal literals are not allowed in strict mode."),
    (
        "in strict mode code, functions",
        "In strict mode code, functions can only be declared at top level or inside a block.",
    ),
    (
        "functions can only be declared",
        "In non-strict mode code, functions can only be declared at top level, inside a block, or as \
         the body of an if statement.",
    ),
];

const EVAL: &str = "Unexpected eval or arguments in strict mode";
const ARGUMENTS: &str =
    "'arguments' is not allowed in class field initializer or static initialization block";

/// V8's message, where one is known.
pub(super) fn of_v8(message: &str) -> Option<String> {
    let small = message.to_lowercase();
    let row = STRICT.iter().chain(&WORDS).find(|(piece, _)| small.contains(piece));
    if let Some((_, words)) = row {
        return Some((*words).to_owned());
    }
    let name = message.split('`').nth(1)?;
    if small.contains("declared in lexically declared names") {
        return Some(format!("Identifier '{name}' has already been declared"));
    }
    let unknown = small.starts_with("could not find the exported binding");
    if unknown {
        return Some(format!("Export '{name}' is not defined in module"));
    }
    let twice = small.starts_with("exported name") && small.contains("multiple times");
    twice.then(|| format!("Duplicate export of '{name}'"))
}
