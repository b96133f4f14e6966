//! `eval`: its text is rewritten as files are (`ouro-syntax` says what for), and its syntax errors get
//! V8's words. ECMA-262 §19.2.1.
//!
//! A direct `eval` calls no function that could be replaced: there the file that calls it was
//! rewritten, and gives the text to the function of [`allow_evaluating`] first.

use std::{borrow::Cow, cell::RefCell, rc::Rc};

use boa_engine::{
    Context, JsArgs, JsNativeError, JsObject, JsResult, JsString, JsValue, NativeFunction,
    js_string,
    object::{FunctionObjectBuilder, builtins::JsFunction},
};
use ouro_syntax::{EVALUATED, RESOURCES, rewrite};

use crate::{
    builtin::{declare, is_declared, swap_natives},
    disposal::allow_using,
    error::{Goal, locate_syntax_error, sources},
    nesting::check_nesting,
};

/// The text that was compiled last: that of the next syntax error.
#[derive(Clone, Default)]
struct LastText(Rc<RefCell<JsString>>);

/// Puts ours in the place of the engine's function, which stays the object that it is; gives one that
/// does what that did.
pub(crate) fn install(context: &mut Context) -> JsFunction {
    let eval: JsObject = context.intrinsics().objects().eval().into();
    let engine = function(NativeFunction::from_fn_ptr(|_, _, _| Ok(JsValue::undefined())), context);
    let ours = NativeFunction::from_copy_closure_with_captures(
        |_, args, engine: &JsFunction, context| {
            let text = args.get_or_undefined(0);
            if let Some(text) = text.as_string() {
                keep(&text, context);
            }
            let rewritten = rewritten(text, context)?;
            engine.call(&JsValue::undefined(), &[rewritten], context).map_err(|error| {
                let is_syntax = error.as_native().is_some_and(JsNativeError::is_syntax);
                match text.as_string().filter(|_| is_syntax).and_then(|text| why(&text)) {
                    Some(message) => JsNativeError::syntax().with_message(message).into(),
                    None => error,
                }
            })
        },
        engine.clone(),
    );
    let ours = function(ours, context);
    swap_natives(&eval, &engine);
    swap_natives(&eval, &ours);
    engine
}

fn function(body: NativeFunction, context: &Context) -> JsFunction {
    FunctionObjectBuilder::new(context.realm(), body).name(js_string!("eval")).length(1).build()
}

/// Defines the function that rewrites what a direct `eval` is given, once a realm has such a call. It
/// has a name that no other program uses.
///
/// # Errors
/// The engine's own, where the realm cannot run scripts.
pub fn allow_evaluating(name: &str, context: &mut Context) -> JsResult<()> {
    if is_declared(name, context) {
        return Ok(());
    }
    let body = NativeFunction::from_fn_ptr(|_, args, context| {
        rewritten(args.get_or_undefined(0), context)
    });
    let body = FunctionObjectBuilder::new(context.realm(), body).length(1).build();
    declare(name, body, context)
}

/// A program as the engine can read it.
fn rewritten(value: &JsValue, context: &mut Context) -> JsResult<JsValue> {
    // A lone surrogate would not survive.
    let Some(Ok(text)) = value.as_string().map(|text| text.to_std_string()) else {
        return Ok(value.clone());
    };
    check_nesting(&text)?;
    let rewritten = rewrite(&text, false);
    let Cow::Owned(text) = rewritten.text else { return Ok(value.clone()) };
    if rewritten.disposes {
        allow_using(RESOURCES, context)?;
    }
    if rewritten.evaluates {
        allow_evaluating(EVALUATED, context)?;
    }
    Ok(JsString::from(text).into())
}

/// Notes a text that is about to be compiled by a direct `eval`.
pub fn note_evaluated(text: &JsString, context: &mut Context) {
    let last = context.get_data::<LastText>().cloned().unwrap_or_else(|| {
        let last = LastText::default();
        context.insert_data(last.clone());
        last
    });
    *last.0.borrow_mut() = text.clone();
    keep(text, context);
}

/// Keeps a text for the classes in it.
pub(crate) fn keep(text: &JsString, context: &mut Context) {
    sources(context).add_evaluated(&text.to_std_string_lossy());
}

/// V8's words for a syntax error in the text that was noted last.
pub(crate) fn why_not(context: &Context) -> Option<String> {
    let last = context.get_data::<LastText>()?.0.borrow().clone();
    why(&last)
}

fn why(text: &JsString) -> Option<String> {
    locate_syntax_error(&text.to_std_string_lossy(), Goal::Script).map(|place| place.message)
}
