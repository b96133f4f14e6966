//! Names of properties that texts gave lately, so that objects alike share them and none is made
//! twice. A few hundred short ones are kept, whatever a program reads.

use std::{cell::RefCell, rc::Rc};

use boa_engine::{Context, property::PropertyKey};

use super::reader::Unit;

/// The names kept; each has one place only, where the next one takes over.
pub(super) struct Keys(Vec<Option<PropertyKey>>);

const PLACES: usize = 256;

/// Longer names are made anew each time.
const LONGEST: usize = 40;

impl Keys {
    /// Those of a context.
    pub(super) fn of(context: &mut Context) -> Rc<RefCell<Self>> {
        if let Some(keys) = context.get_data::<Rc<RefCell<Self>>>() {
            return Rc::clone(keys);
        }
        let keys = Rc::new(RefCell::new(Self(vec![None; PLACES])));
        context.insert_data(Rc::clone(&keys));
        keys
    }

    /// The key that these units name.
    pub(super) fn key<U: Unit>(&mut self, units: &[U]) -> PropertyKey {
        let make = || PropertyKey::from(U::string(units));
        if units.len() > LONGEST {
            return make();
        }
        let Some(place) = self.0.get_mut(place(units)) else { return make() };
        match place {
            Some(key @ PropertyKey::String(_)) if matches!(&key, PropertyKey::String(name) if name.as_str() == U::shown(units)) => {
                key.clone()
            }
            _ => place.insert(make()).clone(),
        }
    }
}

/// FNV-1a, cut to the number of places.
fn place<U: Unit>(units: &[U]) -> usize {
    let hash = units.iter().fold(0x811c_9dc5_u32, |hash, &unit| {
        let unit: u16 = unit.into();
        (hash ^ u32::from(unit)).wrapping_mul(0x0100_0193)
    });
    usize::try_from(hash ^ (hash >> 16)).unwrap_or(0) % PLACES
}
