//! `RegExp.$1` … `$9`, `lastMatch`, `lastParen`, `leftContext`, `rightContext`, `input`: what the
//! last successful match found. "Legacy RegExp features" proposal.

use std::rc::Rc;

use boa_engine::{
    Context, JsResult, JsString, JsValue, NativeFunction, js_string, object::FunctionObjectBuilder,
    property::PropertyDescriptor,
};

use super::{State, matcher::Bounds, state};
use crate::string::part;

/// The last successful match.
#[derive(Default)]
pub(super) struct Last {
    text: JsString,
    bounds: Option<Bounds>,
}

impl Last {
    pub(super) fn note(&mut self, text: JsString, bounds: Bounds) {
        *self = Self { text, bounds: Some(bounds) };
    }

    fn group(&self, index: usize) -> JsString {
        let bounds = self.bounds.as_ref().and_then(|bounds| bounds.group(index));
        bounds.map_or_else(|| js_string!(), |(start, end)| part(&self.text, start, end))
    }

    fn last_paren(&self) -> JsString {
        let groups = self.bounds.as_ref().map_or(0, Bounds::len);
        if groups > 1 { self.group(groups - 1) } else { js_string!() }
    }

    fn left(&self) -> JsString {
        let bounds = self.bounds.as_ref().map(Bounds::whole);
        bounds.map_or_else(|| js_string!(), |(start, _)| part(&self.text, 0, start))
    }

    fn right(&self) -> JsString {
        let bounds = self.bounds.as_ref().map(Bounds::whole);
        bounds.map_or_else(|| js_string!(), |(_, end)| part(&self.text, end, self.text.len()))
    }
}

/// Defines the accessors on the realm's `RegExp`.
pub(super) fn install(context: &mut Context) {
    for (index, name) in ["$1", "$2", "$3", "$4", "$5", "$6", "$7", "$8", "$9"].iter().enumerate() {
        accessor(name, move |last| last.group(index + 1), context);
    }
    for name in ["lastMatch", "$&"] {
        accessor(name, |last| last.group(0), context);
    }
    for name in ["lastParen", "$+"] {
        accessor(name, Last::last_paren, context);
    }
    for name in ["leftContext", "$`"] {
        accessor(name, Last::left, context);
    }
    for name in ["rightContext", "$'"] {
        accessor(name, Last::right, context);
    }
    for name in ["input", "$_"] {
        accessor(name, |last| last.text.clone(), context);
    }
}

fn accessor(name: &str, read: impl Fn(&Last) -> JsString + Copy + 'static, context: &mut Context) {
    let constructor = context.intrinsics().constructors().regexp().constructor();
    let get = NativeFunction::from_copy_closure(move |_, _, context| {
        let state: Option<Rc<State>> = state(context);
        let value = state.map(|state| read(&state.last.borrow()));
        Ok(value.map_or_else(JsValue::undefined, JsValue::from))
    });
    let set = NativeFunction::from_copy_closure(|_, _, _| -> JsResult<JsValue> {
        Ok(JsValue::undefined())
    });
    let name = JsString::from(name);
    let get = FunctionObjectBuilder::new(context.realm(), get)
        .name(js_string!(&js_string!("get "), &name))
        .build();
    let set = FunctionObjectBuilder::new(context.realm(), set)
        .name(js_string!(&js_string!("set "), &name))
        .length(1)
        .build();
    constructor.insert_property(
        name,
        PropertyDescriptor::builder().get(get).set(set).enumerable(false).configurable(true),
    );
}
