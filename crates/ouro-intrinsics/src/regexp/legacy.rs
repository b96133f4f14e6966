//! `RegExp.$1` … `$9`, `lastMatch`, `lastParen`, `leftContext`, `rightContext`, `input`: what the
//! last successful match found. "Legacy RegExp features" proposal.

use std::rc::Rc;

use boa_engine::{
    Context, JsObject, JsResult, JsString, JsValue, NativeFunction, js_string,
    object::{FunctionObjectBuilder, IndexPropertyValues},
    property::PropertyDescriptor,
};

use super::{
    State,
    matcher::{Automaton, Bounds},
    state,
};
use crate::string::part;

/// The last successful match.
#[derive(Default)]
pub(super) struct Last {
    text: JsString,
    found: Found,
}

#[derive(Default)]
enum Found {
    #[default]
    Nothing,
    /// A match and its groups.
    Bounds(Bounds),
    /// Where a match begins, its text and those of its groups, which are looked for in it.
    Texts(usize, Vec<Option<JsString>>),
    /// A search whose groups nobody has asked for yet.
    Later(Rc<Automaton>, usize, bool),
}

impl Last {
    pub(super) fn note(&mut self, text: &JsString, bounds: Bounds) {
        *self = Self { text: text.clone(), found: Found::Bounds(bounds) };
    }

    pub(super) fn note_test(
        &mut self,
        text: &JsString,
        automaton: &Rc<Automaton>,
        from: usize,
        sticky: bool,
    ) {
        let found = Found::Later(Rc::clone(automaton), from, sticky);
        *self = Self { text: text.clone(), found };
    }

    /// Takes what the engine's result says.
    pub(super) fn note_result(&mut self, text: &JsString, result: &JsObject) {
        let result = result.borrow();
        let properties = result.properties();
        let index = properties.get(&js_string!("index").into());
        let index = index.and_then(|index| index.value().and_then(JsValue::as_number));
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "an index into a string"
        )]
        let index = index.unwrap_or(0.0) as usize;
        let texts = match properties.index_property_values() {
            IndexPropertyValues::DenseElement(texts) => {
                texts.take(10).map(JsValue::as_string).collect()
            }
            _ => Vec::new(),
        };
        *self = Self { text: text.clone(), found: Found::Texts(index, texts) };
    }

    fn bounds(&mut self) -> Option<&Bounds> {
        if let Found::Later(automaton, from, sticky) = &self.found {
            let shown = self.text.as_str();
            let units = shown.as_latin1().unwrap_or_default();
            let bounds = automaton.bounds(units, *from, *sticky);
            self.found = bounds.map_or(Found::Nothing, Found::Bounds);
        }
        if let Found::Texts(index, texts) = &self.found {
            let mut bounds: Vec<Option<(usize, usize)>> = Vec::with_capacity(texts.len());
            for (group, text) in texts.iter().enumerate() {
                bounds.push(text.as_ref().and_then(|text| {
                    let inside = if group == 0 {
                        Some(*index)
                    } else {
                        self.text.as_str().index_of(text.as_str(), *index)
                    };
                    inside.map(|start| (start, start + text.len()))
                }));
            }
            self.found = Found::Bounds(Bounds::Groups(bounds));
        }
        match &self.found {
            Found::Bounds(bounds) => Some(bounds),
            _ => None,
        }
    }

    fn group(&mut self, index: usize) -> JsString {
        let bounds = self.bounds().and_then(|bounds| bounds.group(index));
        bounds.map_or_else(|| js_string!(), |(start, end)| part(&self.text, start, end))
    }

    fn last_paren(&mut self) -> JsString {
        let groups = self.bounds().map_or(0, Bounds::len);
        if groups > 1 { self.group(groups - 1) } else { js_string!() }
    }

    fn left(&mut self) -> JsString {
        let bounds = self.bounds().map(Bounds::whole);
        bounds.map_or_else(|| js_string!(), |(start, _)| part(&self.text, 0, start))
    }

    fn right(&mut self) -> JsString {
        let bounds = self.bounds().map(Bounds::whole);
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

fn accessor(
    name: &str,
    read: impl Fn(&mut Last) -> JsString + Copy + 'static,
    context: &mut Context,
) {
    let constructor = context.intrinsics().constructors().regexp().constructor();
    let get = NativeFunction::from_copy_closure(move |_, _, context| {
        let state: Option<Rc<State>> = state(context);
        let value = state.map(|state| read(&mut state.last.borrow_mut()));
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
