//! What a session asks of the parser, and of errors: the Rust half of `node:repl` and of
//! `runtime-js/internal/repl/`. Node docs: REPL.

mod look;

use std::ops::ControlFlow;

use boa_ast::{
    Declaration, Position, Spanned, Statement, StatementListItem,
    function::FunctionBody,
    operations::{self, ContainsSymbol},
    scope::Scope,
    statement::Return,
    visitor::{VisitWith, Visitor},
};
use boa_engine::{
    Context, JsNativeError, JsObject, JsResult, JsString, JsValue, Source,
    builtins::{array_buffer::ArrayBuffer, proxy::Proxy},
    js_string,
    object::builtins::{JsArray, JsTypedArray},
    property::PropertyKey,
};
use boa_interner::Interner;
use boa_parser::Parser;
use ouro_intrinsics::{Goal, hide, locate_syntax_error};
use ouro_syntax::{CONTEXTUAL_WORDS, RESERVED_WORDS};

use crate::{arguments::Arguments, binding::Binding};

/// The binding of the session.
pub(crate) const BINDING: Binding = Binding {
    name: "repl",
    functions: &[
        ("awaiting", 1, awaiting),
        ("callSites", 1, call_sites),
        ("chainStart", 1, chain_start),
        ("importing", 1, importing),
        ("isCut", 1, is_cut),
        ("lexicalNames", 1, lexical_names),
        ("look", 3, look::look),
        ("memberNames", 1, member_names),
        ("onError", 1, on_error),
        ("redeclarable", 1, redeclarable),
        ("refuse", 2, refuse),
        ("syntaxError", 2, syntax_error),
    ],
    extend: Some(extend),
};

/// `keywords`: words that are completed though they name nothing.
fn extend(binding: &JsObject, context: &mut Context) -> JsResult<()> {
    let words = RESERVED_WORDS.into_iter().chain(CONTEXTUAL_WORDS);
    let words = words.map(|word| js_string!(word).into());
    let words = JsArray::from_iter(words, context);
    hide(binding, js_string!("keywords"), words);
    Ok(())
}

/// `callSites(error)`: the frames of an error as `Error.prepareStackTrace` would be given them.
fn call_sites(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let error = args.object(0, context)?;
    ouro_intrinsics::error_call_sites(&error, context)
}

/// `chainStart(text)`: where the chain of members begins that a text ends with, in UTF-16 units.
fn chain_start(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let text = args.text(0, context)?;
    let start = ouro_syntax::chain_start(&text);
    let units: usize = text
        .chars()
        .scan(0, |at, letter| {
            let is_before = *at < start;
            *at += letter.len_utf8();
            is_before.then(|| letter.len_utf16())
        })
        .sum();
    Ok(JsValue::from(units))
}

/// `lexicalNames(text)`: what a script declares with `let`, `const` and `class` at its top.
fn lexical_names(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let text = args.text(0, context)?;
    let Ok(text) = crate::parseable(&text, Goal::Script, context) else {
        return Ok(JsArray::new(context)?.into());
    };
    let mut interner = Interner::default();
    let parsed =
        Parser::new(Source::from_bytes(&*text)).parse_script(&Scope::new_global(), &mut interner);
    let names = parsed.map(|script| operations::lexically_declared_names(script.statements()));
    let names = names.unwrap_or_default().into_iter();
    let names: Vec<JsValue> =
        names.map(|name| JsString::from(interner.resolve_expect(name).utf16()).into()).collect();
    Ok(JsArray::from_iter(names, context).into())
}

/// `memberNames(object)`: the names of an object's own properties that are strings but no indexes.
/// No trap of a Proxy is run: it has none.
fn member_names(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let object = args.object(0, context)?;
    let is_vast = object.is_array() || object.is::<ArrayBuffer>() || {
        // The indexes of a typed array are none of its shape's keys.
        JsTypedArray::from_object(object.clone()).is_ok()
    };
    let keys = if object.is::<Proxy>() {
        Vec::new()
    } else if is_vast {
        object.borrow().shape().keys()
    } else {
        object.own_property_keys(context)?
    };
    let names: Vec<JsValue> = keys
        .into_iter()
        .filter_map(|key| match key {
            PropertyKey::String(name) => Some(name.into()),
            _ => None,
        })
        .collect();
    Ok(JsArray::from_iter(names, context).into())
}

/// `onError(take)`: `take(error, origin)` is asked first of each error that nothing caught, where
/// it was thrown; `true` says that a session has shown it.
fn on_error(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    crate::process::take_errors(args.callback(0, context)?, context);
    Ok(JsValue::undefined())
}

/// `redeclarable(text)`: the text with `var` where it declares names at its top.
fn redeclarable(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let text = args.text(0, context)?;
    Ok(js_string!(&*ouro_syntax::redeclarable(&text)).into())
}

/// `isCut(text)`: whether a text ends within a template or comment.
fn is_cut(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    Ok(ouro_syntax::is_cut(&args.text(0, context)?).into())
}

/// `importing(text)`: the text with its `import` statements as awaited calls; `undefined` where it
/// has none.
fn importing(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let text = args.text(0, context)?;
    let text = ouro_syntax::importing(&text);
    Ok(text.map_or_else(JsValue::undefined, |text| js_string!(&*text).into()))
}

/// `refuse(text, name)`: throws what is wrong with the body of an async function.
///
/// # Errors
/// `SyntaxError`; nothing where nothing is wrong.
fn refuse(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let (text, name) = (args.text(0, context)?, args.text(1, context)?);
    if locate_syntax_error(&text, Goal::AsyncBody).is_none() {
        return Ok(JsValue::undefined());
    }
    let error = JsNativeError::syntax().into();
    Err(crate::syntax_error(error, &name, &text, Goal::AsyncBody, context))
}

/// `syntaxError(text, awaits)`: the message of what is wrong with a script or, with `awaits`, the
/// body of an async function; `undefined` where nothing is. Of what could go on it says so.
fn syntax_error(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let text = args.text(0, context)?;
    let goal = if args.flag(1) { Goal::AsyncBody } else { Goal::Script };
    crate::parseable(&text, goal, context)?;
    let place = locate_syntax_error(&text, goal);
    Ok(place.map_or_else(JsValue::undefined, |place| {
        let lacks = place.message.starts_with("missing ) ") || place.message.contains("ing } ");
        let message = if lacks && is_last(&text, place.line, place.column + place.width) {
            "Unexpected end of input"
        } else {
            &*place.message
        };
        js_string!(message).into()
    }))
}

/// Whether nothing but space comes from a line and a column on.
fn is_last(text: &str, line: u32, column: u32) -> bool {
    let mut lines = text.split('\n').skip(line.saturating_sub(1) as usize);
    let rest = lines.next().unwrap_or_default();
    let units = rest.encode_utf16().skip(column.saturating_sub(1) as usize);
    let is_blank = |unit: u16| char::from_u32(unit.into()).is_some_and(char::is_whitespace);
    units.into_iter().all(is_blank) && lines.all(|line| line.trim().is_empty())
}

/// `awaiting(text)`: a script whose value is a promise of `[value, names]`, the value being that of
/// the text's last expression and `names` an object of accessors to what the text declares;
/// `undefined` where the text is no body of an async function, or never awaits.
fn awaiting(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let text = args.text(0, context)?;
    let text = crate::parseable(&text, Goal::FunctionBody, context)?;
    let made = async_text(&text);
    Ok(made.map_or_else(JsValue::undefined, |text| js_string!(&*text).into()))
}

fn async_text(text: &str) -> Option<String> {
    let interner = &mut Interner::default();
    let mut parser = Parser::new(Source::from_bytes(text));
    let body = parser.parse_function_body(interner, false, true).ok()?;
    let awaits = operations::contains(&body, ContainsSymbol::AwaitExpression);
    if !awaits && !text.contains("for await") {
        return None;
    }
    if body.statement_list().visit_with(&mut Returns).is_break() {
        return None;
    }
    let statements = body.statement_list().statements();
    let functions = statements.iter().filter_map(|item| match item {
        StatementListItem::Declaration(declaration) => match &**declaration {
            Declaration::FunctionDeclaration(function) => Some(function.name().sym()),
            Declaration::GeneratorDeclaration(function) => Some(function.name().sym()),
            Declaration::AsyncFunctionDeclaration(function) => Some(function.name().sym()),
            Declaration::AsyncGeneratorDeclaration(function) => Some(function.name().sym()),
            _ => None,
        },
        StatementListItem::Statement(_) => None,
    });
    let mut names: Vec<String> = operations::lexically_declared_names(body.statement_list())
        .into_iter()
        .chain(operations::var_declared_names(body.statement_list()))
        .chain(functions)
        .chain(operations::annex_b_function_declarations_names(body.statement_list()))
        .map(|name| interner.resolve_expect(name).to_string())
        .collect();
    names.sort_unstable();
    names.dedup();
    let accessors: Vec<String> = names
        .iter()
        .map(|name| format!("get {name}() {{ return {name}; }}, set {name}(v) {{ {name} = v; }}"))
        .collect();
    let names = format!("{{ {} }}", accessors.join(", "));
    let last = statements.last().and_then(|last| match last {
        StatementListItem::Statement(statement) => match &**statement {
            Statement::Expression(expression) => Some(expression.span().start()),
            _ => None,
        },
        StatementListItem::Declaration(_) => None,
    });
    let (head, value) = match last.and_then(|start| offset(text, start)) {
        Some(at) => {
            let value = text.get(at..)?.trim_end().trim_end_matches(';');
            (text.get(..at)?, format!("({value}\n)"))
        }
        None => (text, "undefined".to_owned()),
    };
    let made = format!("(async () => {{ {head}\nreturn [{value}, {names}];\n}})()");
    // An expression in parentheses begins before the place that the parser names.
    locate_syntax_error(&made, Goal::Script).is_none().then_some(made)
}

/// Stops at a `return` that is in no function within.
struct Returns;

impl<'ast> Visitor<'ast> for Returns {
    type BreakTy = ();

    fn visit_return(&mut self, _: &'ast Return) -> ControlFlow<()> {
        ControlFlow::Break(())
    }

    fn visit_function_body(&mut self, _: &'ast FunctionBody) -> ControlFlow<()> {
        ControlFlow::Continue(())
    }
}

/// The byte offset of a position, whose column counts characters.
fn offset(text: &str, position: Position) -> Option<usize> {
    let line = usize::try_from(position.line_number()).ok()?.checked_sub(1)?;
    let start: usize = text.split_inclusive('\n').take(line).map(str::len).sum();
    let column = usize::try_from(position.column_number()).ok()?.checked_sub(1)?;
    let rest = text.get(start..)?;
    Some(start + rest.char_indices().nth(column).map_or(rest.len(), |(at, _)| at))
}
