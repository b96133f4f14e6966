//! The CallSite objects that `Error.prepareStackTrace` is given. V8: "Customizing stack traces".
//!
//! The engine keeps neither receiver nor function of a frame: `getThis` and `getFunction` answer
//! `undefined`, as V8 does for strict code.

use boa_engine::{
    Context, Finalize, JsData, JsObject, JsResult, JsString, JsValue, NativeFunction, Trace,
    js_string,
    object::{FunctionObjectBuilder, builtins::JsArray},
};
use boa_gc::{Gc, GcRefCell};

use super::Frame;
use crate::builtin::hide;

/// The prototype of one realm's call sites, made for the first of them: most programs have none.
#[derive(Clone, Debug, Default, Trace, Finalize)]
pub(crate) struct CallSites {
    prototype: Gc<GcRefCell<Option<JsObject>>>,
}

/// The native data of a call site.
#[derive(Debug, Trace, Finalize, JsData)]
struct CallSite {
    #[unsafe_ignore_trace]
    frame: Frame,
}

/// Answers one method from a frame.
type Answer = fn(&Frame) -> JsValue;

const METHODS: [(&str, Answer); 22] = [
    ("getColumnNumber", |frame| number(frame.column)),
    ("getEnclosingColumnNumber", |frame| number(frame.column)),
    ("getEnclosingLineNumber", |frame| number(frame.line)),
    ("getEvalOrigin", |frame| frame.eval_origin.as_deref().map_or_else(JsValue::undefined, text)),
    ("getFileName", |frame| file(frame, JsValue::undefined())),
    ("getFunction", |_| JsValue::undefined()),
    ("getFunctionName", |frame| match frame.function.as_str() {
        "" | "<anonymous>" => JsValue::null(),
        name => text(name),
    }),
    ("getLineNumber", |frame| number(frame.line)),
    ("getMethodName", |frame| match frame.type_name.as_str() {
        "" => JsValue::null(),
        _ if frame.function == "<anonymous>" => JsValue::null(),
        _ => text(&frame.function),
    }),
    ("getPosition", |frame| JsValue::from(frame.column)),
    ("getPromiseIndex", |_| JsValue::null()),
    ("getScriptHash", |_| text("")),
    ("getScriptNameOrSourceURL", |frame| file(frame, JsValue::undefined())),
    ("getThis", |_| JsValue::undefined()),
    ("getTypeName", |frame| match frame.type_name.as_str() {
        "" if frame.constructor => text(&frame.function),
        "" => JsValue::null(),
        name => text(name),
    }),
    ("isAsync", |_| false.into()),
    ("isConstructor", |frame| frame.constructor.into()),
    ("isEval", |frame| frame.eval_origin.is_some().into()),
    ("isNative", |frame| frame.native.into()),
    ("isPromiseAll", |_| false.into()),
    ("isToplevel", |frame| (frame.type_name.is_empty() && !frame.constructor).into()),
    ("toString", |frame| text(&frame.to_string())),
];

fn number(value: u32) -> JsValue {
    if value == 0 { JsValue::null() } else { value.into() }
}

fn text(value: &str) -> JsValue {
    JsString::from(value).into()
}

fn file(frame: &Frame, none: JsValue) -> JsValue {
    if frame.file.is_empty() { none } else { text(&frame.file) }
}

impl CallSites {
    /// The prototype, with its methods.
    fn prototype(&self, context: &mut Context) -> JsObject {
        let known = self.prototype.borrow().clone();
        known.unwrap_or_else(|| {
            let made = make(context);
            *self.prototype.borrow_mut() = Some(made.clone());
            made
        })
    }

    /// The array of call sites of a stack.
    pub(crate) fn array(&self, frames: &[Frame], context: &mut Context) -> JsArray {
        let prototype = self.prototype(context);
        let sites: Vec<JsValue> = frames
            .iter()
            .map(|frame| {
                let site = CallSite { frame: frame.clone() };
                JsObject::from_proto_and_data(prototype.clone(), site).into()
            })
            .collect();
        JsArray::from_iter(sites, context)
    }
}

fn make(context: &mut Context) -> JsObject {
    let prototype = JsObject::with_object_proto(context.intrinsics());
    let class = FunctionObjectBuilder::new(
        context.realm(),
        NativeFunction::from_fn_ptr(|_, _, _| Ok(JsValue::undefined())),
    )
    .name(js_string!("CallSite"))
    .build();
    hide(&prototype, js_string!("constructor"), class);
    for (name, answer) in METHODS {
        let native = NativeFunction::from_copy_closure(move |this, _, _| answered(this, answer));
        let method =
            FunctionObjectBuilder::new(context.realm(), native).name(JsString::from(name)).build();
        hide(&prototype, JsString::from(name), method);
    }
    prototype
}

fn answered(this: &JsValue, answer: Answer) -> JsResult<JsValue> {
    let site = this.as_object();
    let site = site.as_ref().and_then(|object| object.downcast_ref::<CallSite>());
    Ok(site.map_or_else(JsValue::undefined, |site| answer(&site.frame)))
}
