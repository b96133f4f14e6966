//! What `JSON.stringify`, `Object.keys` and kin have learnt of shapes: which properties objects of it
//! show, and whether they may have a `toJSON`. Only of shapes that objects share, since those never
//! change.

use std::{cell::RefCell, rc::Rc};

use boa_engine::{
    Context, JsObject, JsResult, JsString, js_string, object::shape::Shape, property::PropertyKey,
};

/// The names an object shows, in order, and their keys.
pub(crate) type Names = Rc<[(JsString, PropertyKey)]>;

/// The shapes seen lately, of one realm.
pub(crate) struct Shapes {
    object: JsObject,
    array: JsObject,
    to_json: PropertyKey,
    rows: Vec<Row>,
    /// The row that is given up next.
    oldest: usize,
}

struct Row {
    /// Kept, so that its address remains its own.
    shape: Shape,
    /// For an ordinary object without elements.
    names: Option<Names>,
    /// No `toJSON` of its own, and one of the realm's two prototypes.
    plain: bool,
}

const ROWS: usize = 16;

impl Shapes {
    /// Those of the current realm.
    pub(crate) fn of(context: &mut Context) -> Rc<RefCell<Self>> {
        let classes = context.intrinsics().constructors();
        let (object, array) = (classes.object().prototype(), classes.array().prototype());
        if let Some(shapes) = context.get_data::<Rc<RefCell<Self>>>()
            && JsObject::equals(&shapes.borrow().object, &object)
        {
            return Rc::clone(shapes);
        }
        let to_json = js_string!("toJSON").into();
        let shapes = Self { object, array, to_json, rows: Vec::new(), oldest: 0 };
        let shapes = Rc::new(RefCell::new(shapes));
        context.insert_data(Rc::clone(&shapes));
        shapes
    }

    /// Whether neither `Object.prototype` nor `Array.prototype` has a `toJSON`, as of now.
    pub(crate) fn prototypes_are_plain(&self) -> bool {
        let lacks = |object: &JsObject| object.borrow().properties().get(&self.to_json).is_none();
        let above = self.array.prototype();
        lacks(&self.object)
            && lacks(&self.array)
            && above.is_some_and(|above| JsObject::equals(&above, &self.object))
    }

    /// Whether an object has no `toJSON` where the prototypes have none.
    pub(crate) fn is_plain(&mut self, object: &JsObject) -> bool {
        // A proxy has the shape of an empty object.
        (object.is_ordinary() || object.is_array()) && self.row(object).is_some_and(|row| row.plain)
    }

    /// The names that were noted for an ordinary object.
    pub(crate) fn names(&mut self, object: &JsObject) -> Option<Names> {
        if has_elements(object) {
            return None;
        }
        self.row(object)?.names.clone()
    }

    /// Notes the names of an ordinary object.
    pub(crate) fn note(&mut self, object: &JsObject, names: &Names) {
        if !has_elements(object)
            && let Some(row) = self.row(object)
        {
            row.names = Some(Rc::clone(names));
        }
    }

    fn row(&mut self, object: &JsObject) -> Option<&mut Row> {
        let borrowed = object.borrow();
        let shape = borrowed.shape();
        if !shape.is_shared() {
            return None;
        }
        let address = shape.to_addr_usize();
        if let Some(at) = self.rows.iter().position(|row| row.shape.to_addr_usize() == address) {
            return self.rows.get_mut(at);
        }
        let known = shape.prototype().is_some_and(|prototype| {
            JsObject::equals(&prototype, &self.object) || JsObject::equals(&prototype, &self.array)
        });
        let plain = known
            && (object.is_ordinary() || object.is_array())
            && borrowed.properties().get(&self.to_json).is_none();
        let row = Row { shape: shape.clone(), names: None, plain };
        if self.rows.len() < ROWS {
            self.rows.push(row);
            return self.rows.last_mut();
        }
        let at = self.oldest;
        self.oldest = (at + 1) % ROWS;
        let place = self.rows.get_mut(at)?;
        *place = row;
        Some(place)
    }
}

/// The names of an ordinary object's enumerable properties, in order. Runs no script.
///
/// # Errors
/// None for an ordinary object.
pub(crate) fn shown(
    shapes: &RefCell<Shapes>,
    object: &JsObject,
    context: &mut Context,
) -> JsResult<Names> {
    if let Some(names) = shapes.borrow_mut().names(object) {
        return Ok(names);
    }
    let keys = object.own_property_keys(context)?;
    let borrowed = object.borrow();
    let is_shown = |key: &PropertyKey| {
        let slot = borrowed.properties().get(key);
        slot.is_some_and(|slot| slot.enumerable() == Some(true))
    };
    let names: Names = keys.into_iter().filter(|key| is_shown(key)).filter_map(name_of).collect();
    shapes.borrow_mut().note(object, &names);
    Ok(names)
}

fn name_of(key: PropertyKey) -> Option<(JsString, PropertyKey)> {
    let name = match &key {
        PropertyKey::String(name) => name.clone(),
        PropertyKey::Index(index) => JsString::from(index.get().to_string()),
        PropertyKey::Symbol(_) => return None,
    };
    Some((name, key))
}

fn has_elements(object: &JsObject) -> bool {
    object.borrow().properties().index_property_keys().next().is_some()
}
