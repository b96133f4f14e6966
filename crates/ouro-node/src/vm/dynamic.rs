//! `import()` in the scripts of `node:vm`: what `importModuleDynamically` says of it.
//! Node docs: VM, Support of dynamic import() in compilation APIs.
//!
//! The engine asks the loader for a module at once, while a script answers with a promise. It gets
//! a module with one export, `then`: resolving `import()`'s promise with a namespace that has it
//! calls it (ECMA-262 §27.2.1.3.2), and there the callback is asked, and its promise followed.

use std::{cell::RefCell, collections::HashMap, os::unix::ffi::OsStrExt as _, rc::Rc};

use boa_engine::{
    Context, Finalize, JsArgs, JsObject, JsResult, JsString, JsValue, Module, NativeFunction,
    Script, Trace, js_string,
    module::{ModuleRequest, Referrer, SyntheticModuleInitializer},
    object::{FunctionObjectBuilder, builtins::JsFunction, builtins::JsPromise},
};

use crate::host;

/// The scripts whose imports are answered otherwise than those of files.
#[derive(Default)]
pub(crate) struct DynamicImports(RefCell<HashMap<usize, Rc<Answer>>>);

/// How a script's imports are answered. It keeps the script, so that its key stays its own.
struct Answer {
    _script: Script,
    /// `None`: by the main context's loader.
    callback: Option<Callback>,
}

struct Callback {
    function: JsFunction,
    modules: RefCell<HashMap<JsString, Module>>,
}

/// What became of a script's request.
pub(crate) enum Import {
    /// The script is one of `vm` that says nothing of imports, or none of `vm`.
    Unknown,
    /// The main context's loader is to answer.
    Main,
    /// The callback's answer, to come.
    Answered(Module),
}

/// The place of the script's name in memory: its own for as long as the script lives.
fn identity(script: &Referrer) -> Option<usize> {
    let name = script.path()?.as_os_str().as_bytes();
    (!name.is_empty()).then(|| name.as_ptr().addr())
}

/// Notes how a script's imports are answered: `true` by the main loader, a function by what
/// `function(specifier, attributes)` promises. Scripts that never say `import` are not kept.
pub(super) fn note(script: &Script, text: &str, answer: &JsValue, context: &Context) {
    let callback = answer.as_function();
    if callback.is_none() && answer.as_boolean() != Some(true) || !text.contains("import") {
        return;
    }
    let callback = callback.map(|function| Callback { function, modules: RefCell::default() });
    if let Some(key) = identity(&Referrer::Script(script.clone())) {
        let answer = Rc::new(Answer { _script: script.clone(), callback });
        host(context).slot::<DynamicImports>().0.borrow_mut().insert(key, answer);
    }
}

/// Answers a script's request.
pub(crate) fn import(script: &Referrer, request: &ModuleRequest, context: &mut Context) -> Import {
    let answer = identity(script)
        .and_then(|key| host(context).slot::<DynamicImports>().0.borrow().get(&key).cloned());
    let Some(answer) = answer else { return Import::Unknown };
    let Some(callback) = &answer.callback else { return Import::Main };
    // The engine wants one module for one specifier of a script.
    let known = callback.modules.borrow().get(request.specifier()).cloned();
    let module = known.unwrap_or_else(|| {
        let module = thenable(callback.function.clone(), request, context);
        callback.modules.borrow_mut().insert(request.specifier().clone(), module.clone());
        module
    });
    Import::Answered(module)
}

/// What the `then` of an answer needs.
#[derive(Clone, Trace, Finalize)]
struct Asked {
    callback: JsFunction,
    #[unsafe_ignore_trace]
    specifier: JsString,
    #[unsafe_ignore_trace]
    attributes: Vec<(JsString, JsString)>,
}

/// A module whose namespace is thenable.
pub(crate) fn thenable(
    callback: JsFunction,
    request: &ModuleRequest,
    context: &mut Context,
) -> Module {
    let attributes = request.attributes().iter();
    let asked = Asked {
        callback,
        specifier: request.specifier().clone(),
        attributes: attributes.map(|row| (row.key().clone(), row.value().clone())).collect(),
    };
    let steps = SyntheticModuleInitializer::from_copy_closure_with_captures(
        |module, asked: &Asked, context| {
            let then = NativeFunction::from_copy_closure_with_captures(follow, asked.clone());
            let then = FunctionObjectBuilder::new(context.realm(), then).length(2).build();
            module.set_export(&js_string!("then"), then.into())
        },
        asked,
    );
    Module::synthetic(&[js_string!("then")], steps, None, None, context)
}

/// `then(resolve, reject)`: asks the callback and passes on what becomes of its answer.
fn follow(
    _: &JsValue,
    args: &[JsValue],
    asked: &Asked,
    context: &mut Context,
) -> JsResult<JsValue> {
    let (resolve, reject) =
        (args.get_or_undefined(0).as_function(), args.get_or_undefined(1).as_function());
    let attributes = JsObject::with_null_proto();
    for (key, value) in &asked.attributes {
        attributes.create_data_property(key.clone(), value.clone(), context)?;
    }
    let given = [asked.specifier.clone().into(), attributes.into()];
    let promised = crate::call(&asked.callback, &JsValue::undefined(), &given, context)?;
    JsPromise::resolve(promised, context)?.then(resolve, reject, context)?;
    Ok(JsValue::undefined())
}
