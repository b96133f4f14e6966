//! Short texts that come again and again: names in source texts, keys of the engine's own. Those made
//! last are kept, so that the same name is mostly the same memory: less of it, and equality is one
//! comparison of pointers. A cache only: nothing rests on two equal names being one.

use std::cell::RefCell;

use crate::{JsStrVariant, JsString, StaticJsStrings, convert, hash};

/// Units of the longest name.
pub(crate) const LONGEST: usize = 64;

/// How many are kept, a power of two: a place for each value of so many bits of the hash.
const PLACES: usize = 4096;

thread_local! {
    /// Strings belong to a thread; the names go with it.
    static NAMES: RefCell<Vec<JsString>> = const { RefCell::new(Vec::new()) };
}

/// The string of a name of two Latin-1 units at least and [`LONGEST`] at most.
pub(crate) fn named(units: &[u8]) -> JsString {
    let hash = hash::latin1(units);
    let find = |names: &RefCell<Vec<JsString>>| {
        let mut names = names.borrow_mut();
        if names.is_empty() {
            names.resize(PLACES, StaticJsStrings::EMPTY_STRING);
        }
        let place = names.get_mut(hash as usize % PLACES)?;
        if place.kept_hash() == hash
            && matches!(place.variant(), JsStrVariant::Latin1(kept) if kept == units)
        {
            return Some(place.clone());
        }
        *place = made(units, hash);
        Some(place.clone())
    };
    // Without a place for names once the thread is being torn down.
    NAMES.try_with(find).ok().flatten().unwrap_or_else(|| made(units, hash))
}

fn made(units: &[u8], hash: u32) -> JsString {
    convert::from_latin1(units).tagged(hash)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_name_is_the_same_memory() {
        let (one, two) = (JsString::from("createElement"), JsString::from("createElement"));
        assert!(one.is_same(&two));
        assert!(one.differs(&JsString::from("removeElement")));
    }

    #[test]
    fn names_in_one_place_push_each_other_out_and_stay_equal() {
        let texts: Vec<String> = (0..3 * PLACES).map(|at| format!("name{at}")).collect();
        let first: Vec<JsString> = texts.iter().map(|text| text.as_str().into()).collect();
        let again: Vec<JsString> = texts.iter().map(|text| text.as_str().into()).collect();
        assert_eq!(first, again);
        for pair in first.windows(2) {
            assert_ne!(pair[0], pair[1]);
        }
    }

    #[test]
    fn a_name_equals_the_same_text_of_another_making() {
        let name = JsString::from("length");
        assert_eq!(name, StaticJsStrings::LENGTH);
        let cut = JsString::from("the length of it, and more").slice(4, 10);
        assert_eq!(cut, name);
        assert_ne!(cut, JsString::from("lengtg"));
        // SAFETY: just given up.
        let back = unsafe { JsString::from_raw(name.clone().into_raw()) };
        assert_eq!(back, name);
        assert!(back.is_same(&name));
    }
}
