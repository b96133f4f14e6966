//! `RegExp.$1` … `$9`, `lastMatch`, `lastParen`, `leftContext`, `rightContext`, `input`: what the
//! last successful match found. "Legacy RegExp features" proposal.

use std::rc::Rc;

use boa_engine::{
    Context, JsObject, JsResult, JsString, JsValue, NativeFunction, js_string,
    object::FunctionObjectBuilder, property::PropertyDescriptor,
};

use super::{State, matcher::Automaton, state};
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
    /// Bounds of the match and its groups.
    Bounds(Vec<Option<(usize, usize)>>),
    /// A search whose groups nobody has asked for yet.
    Later(Rc<Automaton>, usize, bool),
}

impl Last {
    pub(super) fn note(&mut self, text: &JsString, bounds: Vec<Option<(usize, usize)>>) {
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

    /// Takes bounds from the engine's result: the whole match is known, groups are looked for in it.
    pub(super) fn note_result(&mut self, text: &JsString, result: &JsObject) {
        let result = result.borrow();
        let value = |key: boa_engine::property::PropertyKey| {
            result.properties().get(&key).and_then(|slot| slot.value().cloned())
        };
        let index = value(js_string!("index").into()).and_then(|index| index.as_number());
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "an index into a string"
        )]
        let index = index.unwrap_or(0.0) as usize;
        let mut bounds = Vec::new();
        for key in 0..10_u32 {
            let Some(found) = value(key.into()) else { break };
            let found = found.as_string();
            bounds.push(found.and_then(|found| {
                let inside = if key == 0 {
                    Some(index)
                } else {
                    text.as_str().index_of(found.as_str(), index)
                };
                inside.map(|start| (start, start + found.len()))
            }));
        }
        drop(result);
        self.note(text, bounds);
    }

    fn bounds(&mut self) -> &[Option<(usize, usize)>] {
        if let Found::Later(automaton, from, sticky) = &self.found {
            let shown = self.text.as_str();
            let units = shown.as_latin1().unwrap_or_default();
            let captures = automaton.captures(units, *from, *sticky);
            let bounds = captures.map(|captures| {
                captures.iter().map(|span| span.map(|span| (span.start, span.end))).collect()
            });
            self.found = Found::Bounds(bounds.unwrap_or_default());
        }
        match &self.found {
            Found::Bounds(bounds) => bounds,
            _ => &[],
        }
    }

    fn group(&mut self, index: usize) -> JsString {
        let bounds = self.bounds().get(index).copied().flatten();
        bounds.map_or_else(|| js_string!(), |(start, end)| part(&self.text, start, end))
    }

    fn last_paren(&mut self) -> JsString {
        let groups = self.bounds().len();
        if groups > 1 { self.group(groups - 1) } else { js_string!() }
    }

    fn left(&mut self) -> JsString {
        let bounds = self.bounds().first().copied().flatten();
        bounds.map_or_else(|| js_string!(), |(start, _)| part(&self.text, 0, start))
    }

    fn right(&mut self) -> JsString {
        let bounds = self.bounds().first().copied().flatten();
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
