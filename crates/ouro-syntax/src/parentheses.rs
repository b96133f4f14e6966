//! Large functions written so that the engine makes no copies of their trees.
//!
//! Its parser copies what stands in parentheses and throws the original away (boa_parser 0.22,
//! `expression/primary/mod.rs`), and bundles are little else than one function in parentheses that
//! is called at once. It also copies every function that is declared right in the body of another,
//! with all that is in it (boa_ast 0.22, `TopLevelVarScopedDeclarationsVisitor`), but none that is
//! declared in a block.
//!
//! | text | becomes | where |
//! | --- | --- | --- |
//! | `(function () {…})()`, `(function () {…}())` | `!function () {…} ()`, `!function () {…}()` | a statement |
//! | `x = (function () {…})()`, `f(a, (function () {…}))` | the same with blanks | behind an operator |
//! | `(() => {…})()` | `[() => {…}][0]()` | both |
//! | `() => { 'use strict'; … }` | `() => { 'use strict';{ … }}` | strict, with many functions in it |
//!
//! Lines stay where they are, and columns too but for what follows an arrow or a block's brackets.
//! What a statement's value is changes, which nobody sees but `eval` and its kin: not for those. In a
//! block no name may be a function's and a variable's both: such a text is no program any more, and
//! has to be parsed without the blocks. In strict code nothing else differs.

use std::borrow::Cow;

use crate::tokens::{Kind, Token, Tokens};

/// Fewer bytes than these are not worth it.
const LARGE: usize = 16 << 10;
/// Fewer bytes of functions in a function are not worth a block.
const MANY: usize = 64 << 10;

/// What is done.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Lightening {
    /// Parentheses are taken away.
    Parentheses,
    /// And blocks put into strict bodies; whether the whole text is strict.
    Blocks(bool),
}

/// Where parentheses stand.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Place {
    /// At the start of a statement.
    Statement,
    /// Behind an operator or another bracket, where a value is read.
    Operand,
    Other,
}

/// What is in parentheses, and nothing else.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Content {
    Function,
    /// A function and its call.
    Call,
    Arrow,
}

/// The tokens and brackets since a statement or bracket began, a byte each; `None` where there are
/// more than any that is looked for.
#[derive(Clone, Copy, Debug, Default)]
struct Outline {
    bytes: [u8; 8],
    length: usize,
}

impl Outline {
    fn push(&mut self, byte: u8) {
        if let Some(place) = self.bytes.get_mut(self.length) {
            *place = byte;
        }
        self.length = (self.length + 1).min(self.bytes.len() + 1);
    }

    fn is(&self, wanted: &[u8]) -> bool {
        self.bytes.get(..self.length) == Some(wanted)
    }
}

/// An open bracket, or the whole text.
struct Level {
    start: usize,
    /// Whether statements may stand in it.
    is_block: bool,
    place: Place,
    outline: Outline,
    /// Parentheses that the present statement begins with.
    first: Option<(usize, usize, Content)>,
    body: Body,
    /// Whether these are the parameters of a `function`.
    has_parameters: bool,
}

/// What is known of a function's body.
#[derive(Clone, Copy, Debug, Default)]
struct Body {
    is_strict: bool,
    /// The bracket or the directive's semicolon that a block begins behind; `None` where this is no
    /// function's body.
    start: Option<(usize, u8)>,
    /// Whether only directives were seen.
    in_prologue: bool,
    /// Where the function declaration begins that is read now.
    function: usize,
    /// Bytes of function declarations.
    functions: usize,
}

impl Body {
    /// The body that a bracket opens in a level.
    fn of(outer: Self, start: usize) -> Self {
        let start = Some((start, b'{'));
        Self { start, in_prologue: true, function: 0, functions: 0, ..outer }
    }

    /// Notes a directive that ends at a semicolon.
    const fn direct(&mut self, at: usize, is_strict: bool) {
        self.is_strict |= is_strict;
        self.start = Some((at, b';'));
    }

    /// Puts a block into the body that ends here, where that is worth it.
    fn end(self, end: usize, edits: &mut Vec<(usize, &'static str)>) {
        if let Some((start, byte)) = self.start
            && self.is_strict
            && self.functions >= MANY
        {
            let opening = if byte == b';' { ";{" } else { "{{" };
            edits.extend([(start, opening), (end, "}}")]);
        }
    }
}

/// Writes large functions so that no copies are made of them, in a text whose statements' values
/// nobody asks for.
#[must_use]
pub fn lightened(text: &str, how: Lightening) -> Cow<'_, str> {
    if text.len() < LARGE {
        return Cow::Borrowed(text);
    }
    let mut tokens = Tokens::new(text.as_bytes());
    let mut edits: Vec<(usize, &'static str)> = Vec::new();
    let mut levels = vec![opened(0, b'{', Place::Other)];
    if let Some(whole) = levels.last_mut() {
        whole.body.is_strict = how == Lightening::Blocks(true);
    }
    // The last byte of the token before; `;` where there is none.
    let mut before = b';';
    // The kinds of the two tokens before, as in an outline; `)` where parameters ended, `s` for the
    // directive `use strict`.
    let mut last = [b'o', b'o'];
    loop {
        let token = tokens.advance();
        let bytes = tokens.text(token);
        let first = bytes.first().copied().unwrap_or_default();
        let depth = levels.len();
        let Some(level) = levels.last_mut() else { break };
        let mut kind = b'o';
        match token.kind {
            Kind::End => {
                end_statement(level, &mut edits);
                break;
            }
            Kind::Word => {
                kind = if bytes == b"function" { b'f' } else { b'w' };
                if kind == b'f' && level.outline.length == 0 {
                    level.body.function = token.start;
                }
                level.outline.push(kind);
            }
            Kind::Template => {
                if first == b'}' && depth > 1 {
                    levels.pop();
                }
                if bytes.ends_with(b"${") {
                    levels.push(opened(token.start, first, Place::Other));
                } else if let Some(level) = levels.last_mut() {
                    level.outline.push(b'o');
                }
            }
            Kind::Number | Kind::Regex => level.outline.push(b'o'),
            Kind::String => {
                kind =
                    if matches!(bytes, b"'use strict'" | b"\"use strict\"") { b's' } else { b'd' };
                level.outline.push(b'o');
            }
            Kind::Punctuator => match first {
                b'(' => {
                    let place = place(before, level.is_block);
                    let has_parameters = matches!(last, [_, b'f'] | [b'f', b'w']);
                    levels.push(Level { has_parameters, ..opened(token.start, first, place) });
                }
                b'[' | b'{' => {
                    let outer = level.body;
                    let mut inner = opened(token.start, first, Place::Other);
                    inner.body.is_strict = outer.is_strict;
                    if first == b'{' && matches!(last, [_, b')' | b'>']) {
                        inner.body = Body::of(outer, token.start);
                    }
                    levels.push(inner);
                }
                b')' | b']' | b'}' => {
                    if first == b'}' {
                        end_statement(level, &mut edits);
                        if how != Lightening::Parentheses {
                            level.body.end(token.start, &mut edits);
                        }
                    }
                    if depth < 2 {
                        // No program.
                        return Cow::Borrowed(text);
                    }
                    let Some(inner) = levels.pop() else { break };
                    let Some(level) = levels.last_mut() else { break };
                    match first {
                        b')' => {
                            kind = if inner.has_parameters { b')' } else { b'o' };
                            close(&inner, level, token, &tokens, &mut edits);
                        }
                        b'}' => {
                            level.outline.push(b'b');
                            let is_function = level.is_block && level.outline.is(b"fwpb");
                            if is_function {
                                level.body.functions += token.end - level.body.function;
                            }
                            if is_function || level.outline.is(b"wwb") {
                                // A declaration is a statement of its own.
                                level.outline = Outline::default();
                                level.body.in_prologue = false;
                            }
                        }
                        _ => level.outline.push(b'o'),
                    }
                }
                b';' => {
                    let is_directive = level.outline.is(b"o") && matches!(last, [_, b's' | b'd']);
                    if level.body.in_prologue && is_directive {
                        level.body.direct(token.start, last[1] == b's');
                    } else {
                        level.body.in_prologue = false;
                    }
                    end_statement(level, &mut edits);
                }
                b'.' if bytes.len() == 1 => level.outline.push(b'.'),
                b'=' if bytes.len() == 2 => {
                    kind = if bytes == b"=>" { b'>' } else { b'o' };
                    level.outline.push(b'>');
                }
                _ => level.outline.push(b'o'),
            },
        }
        last = [last[1], kind];
        before = match token.kind {
            Kind::Punctuator => bytes.last().copied().unwrap_or_default(),
            _ => b'a',
        };
        // Apart from `>`, behind which a body of braces would not be one.
        if bytes == b"=>" {
            before = b'=';
        }
    }
    if edits.is_empty() {
        return Cow::Borrowed(text);
    }
    edits.sort_unstable_by_key(|(at, _)| *at);
    let mut out = String::with_capacity(text.len() + 3 * edits.len());
    let mut done = 0;
    for (at, replacement) in edits {
        out.push_str(text.get(done..at).unwrap_or_default());
        out.push_str(replacement);
        done = at + 1;
    }
    out.push_str(text.get(done..).unwrap_or_default());
    Cow::Owned(out)
}

fn opened(start: usize, bracket: u8, place: Place) -> Level {
    let is_block = bracket == b'{';
    let (outline, body) = (Outline::default(), Body::default());
    Level { start, is_block, place, outline, first: None, body, has_parameters: false }
}

/// Where parentheses stand, by the byte before them. Not behind a `:`, which may be a label's, nor
/// behind words: a line that ends with `return` has ended.
const fn place(before: u8, in_block: bool) -> Place {
    match before {
        b';' | b'{' if in_block => Place::Statement,
        b'(' | b',' | b'=' | b'?' | b'[' | b'&' | b'|' | b'!' => Place::Operand,
        _ => Place::Other,
    }
}

/// Closes parentheses that `inner` describes, in `level`.
fn close(
    inner: &Level,
    level: &mut Level,
    token: Token,
    tokens: &Tokens<'_>,
    edits: &mut Vec<(usize, &'static str)>,
) {
    let content = [
        (Content::Function, [b"fpb".as_slice(), b"fwpb", b"", b""]),
        (Content::Call, [b"fpbp", b"fwpbp", b"fpb.wp", b"fwpb.wp"]),
        (Content::Arrow, [b"p>b", b"w>b", b"", b""]),
    ];
    let content = content.into_iter().find_map(|(content, outlines)| {
        let is = |outline: &&[u8]| !outline.is_empty() && inner.outline.is(outline);
        outlines.iter().any(is).then_some(content)
    });
    let content = content.filter(|_| token.end - inner.start >= LARGE);
    let Some(content) = content else { return level.outline.push(b'p') };
    match (inner.place, content) {
        (Place::Statement, _) if level.outline.length == 0 => {
            level.first = Some((inner.start, token.start, content));
        }
        (Place::Operand, Content::Function | Content::Call) => {
            edits.extend([(inner.start, " "), (token.start, " ")]);
        }
        (Place::Operand, Content::Arrow) => {
            let mut ahead = tokens.clone();
            let next = ahead.advance();
            if ahead.text(next) == b"(" {
                edits.extend([(inner.start, "["), (token.start, "][0]")]);
            }
        }
        _ => {}
    }
    level.outline.push(b'p');
}

/// Ends a statement: one that is a call of a function in parentheses may do without them.
fn end_statement(level: &mut Level, edits: &mut Vec<(usize, &'static str)>) {
    if let Some((start, end, content)) = level.first.take() {
        let outline = &level.outline;
        match content {
            Content::Function if outline.is(b"pp") || outline.is(b"p.wp") => {
                edits.extend([(start, "!"), (end, " ")]);
            }
            Content::Call if outline.is(b"p") => edits.extend([(start, "!"), (end, " ")]),
            Content::Arrow if outline.is(b"pp") => edits.extend([(start, "["), (end, "][0]")]),
            _ => {}
        }
    }
    level.outline = Outline::default();
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Rewrites with `…` for a large body.
    fn rewritten(text: &str) -> String {
        let body = format!("/*{}*/", "x".repeat(LARGE));
        lightened(&text.replace('…', &body), Lightening::Parentheses).replace(&body, "…")
    }

    #[test]
    fn strict_bodies_with_many_functions_get_blocks() {
        let function = format!("function f() {{/*{}*/}}", "x".repeat(MANY));
        let blocks = |text: &str, is_strict| {
            lightened(&text.replace('…', &function), Lightening::Blocks(is_strict))
                .replace(&function, "…")
        };
        for (text, wanted) in [
            ("function g() { 'use strict'; … }", "function g() { 'use strict';{ … }}"),
            ("x = () => { \"use strict\"; 'y'; … };", "x = () => { \"use strict\"; 'y';{ … }};"),
            (
                "function () { 'use strict'; a(); class A {} function g() {} … }",
                "function () { 'use strict';{ a(); class A {} function g() {} … }}",
            ),
            (
                "function g() { 'use strict'; return () => {…} }",
                "function g() { 'use strict'; return () => {{…}} }",
            ),
        ] {
            assert_eq!(blocks(text, false), wanted);
        }
        for text in [
            "function g() { … }",
            "function g() { x; 'use strict'; … }",
            "function g() { 'use strict'\n … }",
            "'use strict'; …",
            "{ 'use strict'; … }",
            "({ g() { 'use strict'; … } })",
            "function g() { 'use strict'; x = …; }",
        ] {
            assert_eq!(blocks(text, false), text);
        }
        assert_eq!(blocks("… function g() { … }", true), "… function g() {{ … }}");
    }

    #[test]
    fn functions_that_are_called_at_once_lose_their_parentheses() {
        for (text, wanted) in [
            ("(function () {…})();", "!function () {…} ();"),
            ("(function f(a) {…})(1, [2])", "!function f(a) {…} (1, [2])"),
            ("(function () {…}());", "!function () {…}() ;"),
            ("(function () {…}).call(this);", "!function () {…} .call(this);"),
            ("{ (function () {…}.call(this)) }", "{ !function () {…}.call(this)  }"),
            ("var x = (function () {…})().y;", "var x =  function () {…} ().y;"),
            ("a && (function () {…})()", "a &&  function () {…} ()"),
            (
                "(function (g, f) {})(this, (function (e) {…}));",
                "(function (g, f) {})(this,  function (e) {…} );",
            ),
            (
                "(function (g, f) {}(this, (function (e) {…})));",
                "!function (g, f) {}(this,  function (e) {…} ) ;",
            ),
            (
                "var ts = {}; ((m) => {…})({ get a() { return 1; } })",
                "var ts = {}; [(m) => {…}][0]({ get a() { return 1; } })",
            ),
            ("'use strict'; (() => {…})();", "'use strict'; [() => {…}][0]();"),
            ("x = (a => {…})(1)", "x = [a => {…}][0](1)"),
        ] {
            assert_eq!(rewritten(text), wanted);
        }
    }

    #[test]
    fn all_other_parentheses_stay() {
        for text in [
            "(function () {})();",
            "x\n(function () {…})()",
            "x = function () {}\n(function () {…})();",
            "'use strict'\n(function () {…})()",
            "(function () {…})() || x;",
            "(function () {…})().y = 1;",
            "(function () {…})()\nx()",
            "(function () {…});",
            "case 1: (function () {…})();",
            "for (;(function () {…})();) x",
            "return (\nfunction () {…})()",
            "(async function () {…})();",
            "(async () => {…})();",
            "(() => {…}).call(this);",
            "(() => {…});",
            "(a, function () {…})();",
            "new (function () {…})();",
            "x = (() => {…}).name",
            "f((() => {…}))",
            "(class {…}).f();",
            ") (function () {…})();",
        ] {
            assert_eq!(rewritten(text), text);
        }
    }
}
