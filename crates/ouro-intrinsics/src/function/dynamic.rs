//! `Function` and its three kin, which compile a text. ECMA-262 §20.2.1.1.1 CreateDynamicFunction.
//!
//! The engine's own keep no text for `toString`, and read the body up to a bracket that closes nothing.
//! Here the whole function is one text, evaluated as an indirect `eval` would: what it imports is so
//! resolved against the script that asked for it.

use std::borrow::Cow;

use boa_ast::{
    operations::{ContainsSymbol, contains},
    scope::Scope,
};
use boa_engine::{
    Context, JsError, JsNativeError, JsObject, JsResult, JsString, JsValue, NativeFunction,
    js_string,
    object::{FunctionObjectBuilder, builtins::JsFunction},
    property::PropertyDescriptor,
};
use boa_interner::Interner;
use boa_parser::{Error, Parser, Source};
use ouro_syntax::{EVALUATED, RESOURCES, is_cut, rewrite, stray_bracket};

use crate::{
    builtin::swap_natives,
    disposal::allow_using,
    error::{Goal, is_one_function, locate_syntax_error},
    eval::{allow_evaluating, keep},
    nesting::check_nesting,
};

/// What stands for the name in the text that is compiled: the name binds nothing within the function.
/// It is as long as the name, for columns to be right.
const NAMELESS: &str = "/*\u{200c}name\u{200c}*/";
/// The same as `toString` gives it.
const NAME: &str = " anonymous";

/// What nothing is rewritten without.
const WORDS: [&str; 3] = ["using", "async", "eval"];

/// A constructor of functions.
#[derive(Clone, Copy)]
struct Kind {
    name: &'static str,
    /// How its functions begin.
    prefix: &'static str,
}

/// Puts ours in the place of the engine's constructors, which stay the objects that they are; `eval`
/// is the engine's.
pub(super) fn install(eval: &JsFunction, context: &mut Context) -> JsResult<()> {
    let constructors = context.intrinsics().constructors();
    let function = constructors.function().constructor();
    let kinds = [
        (function.clone(), "Function", "function"),
        (constructors.generator_function().constructor(), "GeneratorFunction", "function*"),
        (constructors.async_function().constructor(), "AsyncFunction", "async function"),
        (
            constructors.async_generator_function().constructor(),
            "AsyncGeneratorFunction",
            "async function*",
        ),
    ];
    for (constructor, name, prefix) in kinds {
        stand_in(&constructor, Kind { name, prefix }, eval, context);
        if !JsObject::equals(&constructor, &function) {
            constructor.set_prototype(Some(function.clone()));
            let prototype = constructor.get(js_string!("prototype"), context)?;
            if let Some(prototype) = prototype.as_object() {
                let fixed = PropertyDescriptor::builder().value(constructor.clone());
                let fixed = fixed.writable(false).enumerable(false).configurable(true);
                prototype.insert_property(js_string!("constructor"), fixed);
            }
        }
    }
    Ok(())
}

/// What a constructor of ours closes over.
type Captures = (JsFunction, JsObject);

fn stand_in(constructor: &JsObject, kind: Kind, eval: &JsFunction, context: &mut Context) {
    // Where the engine's own native function will be.
    let blank = NativeFunction::from_fn_ptr(|_, _, _| Ok(JsValue::undefined()));
    let engine: JsObject = function(blank, kind, context).into();
    let body = NativeFunction::from_copy_closure_with_captures(
        move |new_target, args, captures: &Captures, context| {
            create(kind, new_target, args, captures, context).map(JsValue::from)
        },
        (eval.clone(), engine.clone()),
    );
    let ours: JsObject = function(body, kind, context).into();
    swap_natives(constructor, &engine);
    swap_natives(constructor, &ours);
}

fn function(body: NativeFunction, kind: Kind, context: &Context) -> JsFunction {
    let builder = FunctionObjectBuilder::new(context.realm(), body).constructor(true);
    builder.name(JsString::from(kind.name)).length(1).build()
}

fn create(
    kind: Kind,
    new_target: &JsValue,
    args: &[JsValue],
    (eval, engine): &Captures,
    context: &mut Context,
) -> JsResult<JsObject> {
    let mut texts = Vec::with_capacity(args.len());
    for arg in args {
        texts.push(arg.to_string(context)?);
    }
    let body = texts.pop().unwrap_or_default();
    // Whether this is allowed at all; `eval` asks again, with the text.
    let (realm, hooks) = (context.realm().clone(), context.host_hooks());
    hooks.ensure_can_compile_strings(realm, &[], &js_string!(), false, context)?;
    for text in texts.iter().chain([&body]) {
        check_nesting(&text.to_std_string_lossy())?;
    }
    let written = Written::new(kind, &texts, &body);
    if let Some(message) = written.refusal() {
        return Err(JsNativeError::syntax().with_message(message).into());
    }
    keep(&body, context);
    let text = written.compiled(context)?;
    let made = eval.call(&JsValue::undefined(), &[text.into()], context);
    let made = made.map_err(|error| written.explained(error))?;
    let Some(made) = made.as_object() else {
        return Err(JsNativeError::syntax()
            .with_message("Single function literal required")
            .into());
    };
    let name = PropertyDescriptor::builder().value(js_string!("anonymous")).writable(false);
    made.insert_property(js_string!("name"), name.enumerable(false).configurable(true));
    if let Some(target) = new_target.as_object() {
        let prototype = match target.get(js_string!("prototype"), context)?.as_object() {
            Some(prototype) => Some(prototype),
            // The engine knows the target's realm.
            None => engine.construct(&[], Some(&target), context)?.prototype(),
        };
        if made.prototype() != prototype {
            made.set_prototype(prototype);
        }
    }
    Ok(made)
}

/// The text of a function, in parts.
struct Written {
    prefix: &'static str,
    parameters: JsString,
    body: JsString,
}

impl Written {
    fn new(kind: Kind, parameters: &[JsString], body: &JsString) -> Self {
        let comma = js_string!(",");
        let mut joined = Vec::with_capacity(parameters.len() * 2);
        for (index, parameter) in parameters.iter().enumerate() {
            if index > 0 {
                joined.push(comma.as_str());
            }
            joined.push(parameter.as_str());
        }
        let parameters = JsString::concat_array(&joined);
        Self { prefix: kind.prefix, parameters, body: body.clone() }
    }

    /// The whole in parentheses, with a name or what stands for it.
    fn text(&self, name: &str) -> String {
        let body = self.body.to_std_string_lossy();
        let parameters = self.parameters.to_std_string_lossy();
        format!("({}{name}({parameters}\n) {{\n{body}\n}})", self.prefix)
    }

    /// V8's words where parameters and body are no such, each for itself.
    fn refusal(&self) -> Option<String> {
        let parameters = self.parameters.to_std_string_lossy();
        // Most are but names.
        if parameters.bytes().any(|byte| b"()[]{}`'\"/\\-".contains(&byte)) {
            if is_cut(&parameters) {
                let in_comment = !is_cut(&format!("{parameters}*/"));
                let words = "Invalid or unexpected token";
                let end = "Unexpected end of arg string";
                return Some(if in_comment { end } else { words }.to_owned());
            }
            if stray_bracket(&parameters).is_some() {
                return Some("Arg string terminates parameters early".to_owned());
            }
            let alone = self.without_body();
            if !is_one_function(&alone) {
                return Some(why(&alone));
            }
        }
        if self.prefix.starts_with("async") && parameters.contains("await") && self.waits() {
            let message = "Illegal await-expression in formal parameters of async function";
            return Some(message.to_owned());
        }
        let body = self.body.to_std_string_lossy();
        stray_bracket(&body)?;
        // The tokens are cut without parsing: the parser has the last word.
        let empty = Self { parameters: js_string!(), ..self.clone() }.text(NAME);
        (!is_one_function(&empty)).then(|| why(&self.text(NAME)))
    }

    fn without_body(&self) -> String {
        Self { body: js_string!(), ..self.clone() }.text(NAME)
    }

    /// Whether a parameter awaits, which the engine lets it.
    fn waits(&self) -> bool {
        let parameters = self.parameters.to_std_string_lossy();
        let mut parser = Parser::new(Source::from_bytes(&parameters));
        let is_generator = self.prefix.ends_with('*');
        let parsed = parser.parse_formal_parameters(&mut Interner::default(), is_generator, true);
        parsed.is_ok_and(|list| contains(&list, ContainsSymbol::AwaitExpression))
    }

    /// What the engine is given.
    fn compiled(&self, context: &mut Context) -> JsResult<JsString> {
        // A lone surrogate would not survive.
        let parts = [self.parameters.to_std_string(), self.body.to_std_string()];
        if let [Ok(parameters), Ok(body)] = parts
            && [parameters, body].iter().any(|text| WORDS.iter().any(|word| text.contains(word)))
        {
            let text = self.text(NAMELESS);
            let rewritten = rewrite(&text, false);
            if let Cow::Owned(text) = rewritten.text {
                if rewritten.disposes {
                    allow_using(RESOURCES, context)?;
                }
                if rewritten.evaluates {
                    allow_evaluating(EVALUATED, context)?;
                }
                return Ok(JsString::from(text));
            }
        }
        Ok(JsString::concat_array(&[
            js_string!(format!("({}{NAMELESS}(", self.prefix)).as_str(),
            self.parameters.as_str(),
            js_string!("\n) {\n").as_str(),
            self.body.as_str(),
            js_string!("\n})").as_str(),
        ]))
    }

    /// V8's words for a syntax error of the engine's.
    fn explained(&self, error: JsError) -> JsError {
        if !error.as_native().is_some_and(JsNativeError::is_syntax) {
            return error;
        }
        let alone = self.without_body();
        if !is_one_function(&alone) {
            return JsNativeError::syntax().with_message(why(&alone)).into();
        }
        match locate_syntax_error(&self.text(NAME), Goal::Script) {
            Some(place) => JsNativeError::syntax().with_message(place.message).into(),
            None => error,
        }
    }
}

impl Clone for Written {
    fn clone(&self) -> Self {
        let (parameters, body) = (self.parameters.clone(), self.body.clone());
        Self { prefix: self.prefix, parameters, body }
    }
}

/// Why a text is not one function.
fn why(text: &str) -> String {
    let mut parser = Parser::new(Source::from_bytes(text));
    let parsed = parser.parse_script(&Scope::new_global(), &mut Interner::default());
    if let Err(Error::Expected { context: "parameter list", .. }) = parsed {
        return "Arg string terminates parameters early".to_owned();
    }
    match locate_syntax_error(text, Goal::Script) {
        Some(place) => place.message,
        None => "Single function literal required".to_owned(),
    }
}

/// A function's text as it was given, where it is one that was made here.
pub(super) fn with_name(text: Cow<'_, str>) -> Cow<'_, str> {
    match text.split_once(NAMELESS) {
        Some((prefix, rest)) if prefix.len() <= "async function*".len() => {
            Cow::Owned([prefix, NAME, rest].concat())
        }
        _ => text,
    }
}
