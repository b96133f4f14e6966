//! Where a source text is wrong, in V8's words: the engine's own syntax errors often lack the
//! place. The text is parsed again for it, which happens only when the program is about to fail.

mod redeclared;
mod refined;
mod words;

use boa_ast::{Expression, Position, Statement, StatementListItem, scope::Scope};
use boa_interner::Interner;
use boa_parser::{Error, Parser, Source, lexer::Error as LexError};
use ouro_syntax::{Kind, RESERVED_WORDS, Tokens};

/// Where and why a text is no program.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct SyntaxPlace {
    /// Line from 1.
    pub line: u32,
    /// Column from 1 in the text as given; 0 at the text's end.
    pub column: u32,
    /// How many columns the wrong token covers, at least 1.
    pub width: u32,
    /// The message.
    pub message: String,
}

/// What a text is parsed as.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Goal {
    /// The body of an async function: what a session awaits in.
    AsyncBody,
    /// The body of a function: CommonJS.
    FunctionBody,
    /// An ES module.
    Module,
    /// A script.
    Script,
}

/// Finds the syntax error of a text, if it has one.
#[must_use]
pub fn locate_syntax_error(text: &str, goal: Goal) -> Option<SyntaxPlace> {
    let text = &*ouro_syntax::rewrite(text, goal != Goal::Script).text;
    let interner = &mut Interner::default();
    let mut parser = Parser::new(Source::from_bytes(text));
    let scope = Scope::new_global();
    let error = match goal {
        Goal::AsyncBody => parser.parse_function_body(interner, false, true).err(),
        Goal::FunctionBody => parser.parse_function_body(interner, false, false).err(),
        Goal::Module => parser.parse_module(&scope, interner).err(),
        Goal::Script => parser.parse_script(&scope, interner).err(),
    };
    let Some(error) = error else {
        return if goal == Goal::FunctionBody { unmatched(text) } else { None };
    };
    let mut place = place(&error, text);
    place.width = token_width(text, place.line, place.column);
    name_token(&mut place, text);
    await_outside_async(&mut place, text);
    if goal != Goal::Module {
        import_outside_module(&mut place, text);
    }
    if goal != Goal::FunctionBody && place.message == "Unexpected token 'return'" {
        let before = text.split('\n').take(place.line as usize).last().unwrap_or_default();
        let before: String = before.chars().take(place.column.saturating_sub(1) as usize).collect();
        if before.trim_end().is_empty() || before.trim_end().ends_with([';', '{', '}', ')']) {
            "Illegal return statement".clone_into(&mut place.message);
        }
    }
    refined::refine(&mut place, text, goal);
    Some(place)
}

/// Says of an `await` before what is not expected that it belongs in an async function.
fn await_outside_async(place: &mut SyntaxPlace, text: &str) {
    if !place.message.starts_with("Unexpected ") || place.column == 0 {
        return;
    }
    let mut tokens = Tokens::new(text.as_bytes());
    let mut before = tokens.advance();
    while before.kind != Kind::End {
        let token = tokens.advance();
        let (line, column) = line_and_column(text, token.start);
        if (line, column) >= (place.line, place.column) {
            if tokens.text(before) == b"await" && !token.newline_before {
                const WORDS: &str =
                    "await is only valid in async functions and the top level bodies of modules";
                (place.line, place.column) = line_and_column(text, before.start);
                place.width = 5;
                WORDS.clone_into(&mut place.message);
            }
            return;
        }
        before = token;
    }
}

/// Says of an `import` that it belongs in a module.
fn import_outside_module(place: &mut SyntaxPlace, text: &str) {
    let mut tokens = Tokens::new(text.as_bytes());
    loop {
        let token = tokens.advance();
        if token.kind == Kind::End {
            return;
        }
        if tokens.text(token) != b"import" {
            continue;
        }
        let next = tokens.clone().advance();
        let (line, column) = line_and_column(text, token.start);
        let is_here = (line, column) == (place.line, place.column);
        if tokens.text(next) == b"." && is_here && place.message.contains("import.meta") {
            place.column = line_and_column(text, next.end).1;
            place.width = 4;
            "Cannot use 'import.meta' outside a module".clone_into(&mut place.message);
            return;
        }
        if line_and_column(text, next.start) == (place.line, place.column) {
            (place.line, place.column, place.width) = (line, column, 6);
            "Cannot use import statement outside a module".clone_into(&mut place.message);
            return;
        }
    }
}

/// A bracket that would end the function: the parser of function bodies stops there, content.
fn unmatched(text: &str) -> Option<SyntaxPlace> {
    let offset = ends_function(text)?;
    let (line, column) = line_and_column(text, offset);
    let bracket = text.get(offset..)?.chars().next()?;
    let message = format!("Unexpected token '{bracket}'");
    Some(SyntaxPlace { line, column, width: 1, message })
}

/// The byte of the bracket at which a text would end the function whose body it is to be, and
/// have what follows run outside of it.
#[must_use]
pub fn ends_function(text: &str) -> Option<usize> {
    let offset = ouro_syntax::stray_bracket(text)?;
    // The tokens are cut without parsing: the parser has the last word.
    (!is_one_function(&format!("(function(){{{text}\n}})"))).then_some(offset)
}

/// Whether a text is one function expression in parentheses and no more: neither its parameters nor
/// its body close it early.
#[must_use]
pub fn is_one_function(text: &str) -> bool {
    let mut parser = Parser::new(Source::from_bytes(text));
    let script = parser.parse_script(&Scope::new_global(), &mut Interner::default());
    let Ok(script) = script else { return false };
    let [StatementListItem::Statement(statement)] = script.statements().statements() else {
        return false;
    };
    match &**statement {
        Statement::Expression(expression) => {
            matches!(
                expression.flatten(),
                Expression::FunctionExpression(_)
                    | Expression::GeneratorExpression(_)
                    | Expression::AsyncFunctionExpression(_)
                    | Expression::AsyncGeneratorExpression(_)
            )
        }
        _ => false,
    }
}

fn line_and_column(text: &str, offset: usize) -> (u32, u32) {
    let before = text.get(..offset).unwrap_or_default();
    let start = before.rfind('\n').map_or(0, |at| at + 1);
    let line = before.matches('\n').count() + 1;
    let column = before.get(start..).unwrap_or_default().encode_utf16().count() + 1;
    (u32::try_from(line).unwrap_or(u32::MAX), u32::try_from(column).unwrap_or(u32::MAX))
}

fn end_of(text: &str) -> SyntaxPlace {
    let lines = u32::try_from(text.split('\n').count()).unwrap_or(u32::MAX);
    SyntaxPlace { line: lines, column: 0, width: 1, message: "Unexpected end of input".to_owned() }
}

fn place(error: &Error, text: &str) -> SyntaxPlace {
    let at =
        |line: u32, column: u32, message: String| SyntaxPlace { line, column, width: 1, message };
    match error {
        Error::Expected { found, span, context, .. } => {
            let start = span.start();
            let message = if *context == "arguments" {
                "missing ) after argument list".to_owned()
            } else {
                unexpected(found)
            };
            at(start.line_number(), start.column_number(), message)
        }
        Error::Unexpected { found, span, message } => {
            let start = span.start();
            let words = words::of_v8(message).unwrap_or_else(|| unexpected(found));
            at(start.line_number(), start.column_number(), words)
        }
        Error::AbruptEnd => end_of(text),
        Error::Lex { err: LexError::Syntax(message, position) } => {
            let message = match &**message {
                words if words.contains("regular expression") || words.contains("'v' flags") => {
                    pattern_error(words, text, position.line_number(), position.column_number())
                }
                text if text.contains("template") => "Unterminated template literal".to_owned(),
                text => {
                    words::of_v8(text).unwrap_or_else(|| "Invalid or unexpected token".to_owned())
                }
            };
            let (line, column) = (position.line_number(), position.column_number());
            let (line, column) = broken_literal(text, line, column).unwrap_or((line, column));
            at(line, column, message)
        }
        Error::Lex { err: LexError::IO(_) } => at(1, 1, "Invalid or unexpected token".to_owned()),
        Error::ScopeAnalysis { err } => redeclared(text, err),
        Error::General { message, position } => {
            if message.contains("declared multiple times") || message.contains("redeclar") {
                let found = redeclared(text, message);
                if found.column != 0 {
                    return found;
                }
            }
            if message.contains("private identifier usage")
                && let Some(place) = undeclared(text, *position)
            {
                return place;
            }
            let words = words::of_v8(message).unwrap_or_else(|| message.to_string());
            at(position.line_number(), position.column_number(), words)
        }
    }
}

/// Where the number or regular expression begins that ends right before a place: the lexer tells
/// where it gave up, which may be in the next line.
fn broken_literal(text: &str, line: u32, column: u32) -> Option<(u32, u32)> {
    let mut tokens = Tokens::new(text.as_bytes());
    loop {
        let token = tokens.advance();
        if token.kind == Kind::End {
            return None;
        }
        let (end_line, end_column) = line_and_column(text, token.end);
        let ends_here = end_line == line && end_column.abs_diff(column) <= 1
            || end_line + 1 == line && column <= 1 && text.get(token.end..)?.starts_with('\n')
            || end_line == line && end_column <= 1;
        if matches!(token.kind, Kind::Number | Kind::Regex) && ends_here {
            return Some(line_and_column(text, token.start));
        }
        if end_line > line {
            return None;
        }
    }
}

/// What is wrong with the literal at a line and a column. The engine does not tell those of its flags
/// that do not change what a pattern means.
fn pattern_error(words: &str, text: &str, line: u32, column: u32) -> String {
    const LITERAL: &str = "Invalid regular expression literal: ";

    let message = words.split_once(LITERAL).map(|(_, message)| message);
    // A plain build has the words of another crate.
    let ours = message.filter(|message| message.starts_with("Invalid regular expression: /"));
    let Some(message) = ours else {
        let flags = words.contains("flag");
        let missing = "Invalid regular expression: missing /";
        return if flags { "Invalid regular expression flags" } else { missing }.to_owned();
    };
    let named = message.rsplit_once(": ");
    let pattern = named.and_then(|(head, _)| head.rsplit_once('/'));
    let (Some((_, reason)), Some((head, _))) = (named, pattern) else {
        return message.to_owned();
    };
    let before = |column: u32| usize::try_from(column).unwrap_or(usize::MAX).saturating_sub(1);
    let rest: String =
        text.lines().nth(before(line)).unwrap_or_default().chars().skip(before(column)).collect();
    format!("{head}/{}: {reason}", literal_flags(&rest))
}

/// The flags of the literal with which a text begins, in V8's order.
fn literal_flags(text: &str) -> String {
    let (mut escaped, mut in_class) = (false, false);
    let end = text.char_indices().skip(1).find(|(_, letter)| {
        let ends = *letter == '/' && !escaped && !in_class;
        match letter {
            '[' if !escaped => in_class = true,
            ']' if !escaped => in_class = false,
            _ => {}
        }
        escaped = *letter == '\\' && !escaped;
        ends
    });
    let rest = end.and_then(|(end, _)| text.get(end + 1..)).unwrap_or_default();
    let given = rest.split(|letter: char| !letter.is_ascii_alphabetic()).next().unwrap_or_default();
    "dgimsuvy".chars().filter(|flag| given.contains(*flag)).collect()
}

fn unexpected(found: &str) -> String {
    match found {
        "end of file" | "EOF" | "" => "Unexpected end of input".to_owned(),
        found if found.starts_with(['"', '\'', '`']) => "Unexpected string".to_owned(),
        found if found.starts_with(|first: char| first.is_ascii_digit()) => {
            "Unexpected number".to_owned()
        }
        found => format!("Unexpected token '{found}'"),
    }
}

/// The private name that no class around it declares, in V8's words.
fn undeclared(text: &str, position: Position) -> Option<SyntaxPlace> {
    let mut tokens = Tokens::new(text.as_bytes());
    let mut first = None;
    loop {
        let token = tokens.advance();
        if token.kind == Kind::End {
            break;
        }
        let (line, column) = line_and_column(text, token.start);
        let is_later = (line, column) >= (position.line_number(), position.column_number());
        if first.is_none() && is_later && tokens.text(token).starts_with(b"#") {
            first = Some((line, column, token));
        }
    }
    let (line, column, token) = first?;
    let name = text.get(token.start..token.end)?;
    let message = format!("Private field '{name}' must be declared in an enclosing class");
    Some(SyntaxPlace { line, column, width: 1, message })
}

/// A second declaration of a name: the engine does not say which, so the text's declarations are
/// compared line by line in order.
fn redeclared(text: &str, message: &str) -> SyntaxPlace {
    let mut names: Vec<(&str, usize)> = Vec::new();
    for keyword in ["let ", "const ", "class "] {
        for (offset, _) in text.match_indices(keyword) {
            let rest = &text[offset + keyword.len()..];
            let end = rest
                .find(|letter: char| !(letter.is_alphanumeric() || letter == '_' || letter == '$'));
            let name = &rest[..end.unwrap_or(rest.len())];
            if !name.is_empty() {
                names.push((name, offset + keyword.len()));
            }
        }
    }
    names.sort_by_key(|(_, offset)| *offset);
    for (index, (name, offset)) in names.iter().enumerate() {
        if names[..index].iter().any(|(earlier, _)| earlier == name) {
            let (line, column) = line_and_column(text, *offset);
            let message = format!("Identifier '{name}' has already been declared");
            return SyntaxPlace { line, column, width: 1, message };
        }
    }
    SyntaxPlace { line: 1, column: 1, width: 1, message: message.to_owned() }
}

/// `Unexpected identifier 'b'` for names that are no keywords.
fn name_token(place: &mut SyntaxPlace, text: &str) {
    let Some(token) = place
        .message
        .strip_prefix("Unexpected token '")
        .and_then(|rest| rest.strip_suffix('\''))
        .map(str::to_owned)
    else {
        return;
    };
    let line = text.split('\n').nth(place.line.saturating_sub(1) as usize).unwrap_or_default();
    let start = line.chars().nth(place.column.saturating_sub(1) as usize);
    if start.is_some_and(|first| matches!(first, '\'' | '"')) {
        "Unexpected string".clone_into(&mut place.message);
    } else if token.starts_with(|first: char| first.is_alphabetic() || first == '_' || first == '$')
        && !RESERVED_WORDS.contains(&token.as_str())
    {
        place.message = format!("Unexpected identifier '{token}'");
    }
}

fn token_width(text: &str, line: u32, column: u32) -> u32 {
    let Some(line) = text.split('\n').nth(line.saturating_sub(1) as usize) else { return 1 };
    let rest: Vec<char> = line.chars().skip(column.saturating_sub(1) as usize).collect();
    let Some(&first) = rest.first() else { return 1 };
    let width = if first.is_ascii_digit() {
        rest.iter().take_while(|letter| letter.is_alphanumeric() || **letter == '.').count()
    } else if matches!(first, '\'' | '"' | '`') {
        rest.iter().skip(1).position(|&letter| letter == first).map_or(rest.len(), |end| end + 2)
    } else {
        let word = |letter: &char| letter.is_alphanumeric() || matches!(letter, '_' | '$');
        rest.iter().take_while(|letter| word(letter)).count()
    };
    u32::try_from(width).unwrap_or(1).max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> (u32, u32, String) {
        let place = locate_syntax_error(text, Goal::FunctionBody);
        let place = place.unwrap_or_else(|| panic!("{text} passes"));
        (place.line, place.column, place.message)
    }

    #[test]
    fn places_and_words_are_those_of_v8() {
        let semicolon = (1, 9, "Unexpected token ';'".to_owned());
        assert_eq!(found("let a = ;"), semicolon);
        assert_eq!(found("\na b"), (2, 3, "Unexpected identifier 'b'".to_owned()));
        assert_eq!(found("foo(").2, "Unexpected end of input");
        assert_eq!(found("x = \"abc").2, "Invalid or unexpected token");
        assert_eq!(found("return }").1, 8);
        assert_eq!(found("a = /0\n").1, 5);
        let script = locate_syntax_error("1; return 2", Goal::Script).unwrap();
        assert_eq!((script.column, &*script.message), (4, "Illegal return statement"));
        let import = "Cannot use import statement outside a module".to_owned();
        assert_eq!(found("1; import a from 'b'"), (1, 4, import));
        assert_eq!(found("a = 3.5e\n"), (1, 5, "Invalid or unexpected token".to_owned()));
        assert_eq!(locate_syntax_error("return 1", Goal::FunctionBody), None);
    }
}
