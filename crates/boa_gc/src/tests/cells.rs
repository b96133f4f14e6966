//! Borrows of cells.

use std::panic::catch_unwind;

use crate::{GcRef, GcRefCell, GcRefMut};

#[test]
fn borrows_exclude_each_other_as_in_a_ref_cell() {
    let cell = GcRefCell::new((1, 2));
    {
        let one = cell.borrow();
        let two = GcRef::clone(&one);
        assert!(cell.try_borrow().is_ok());
        assert!(cell.try_borrow_mut().is_err());
        drop(one);
        assert!(cell.try_borrow_mut().is_err());
        let (one, two) = GcRef::map_split(two, |pair| (&pair.0, &pair.1));
        assert_eq!((*one, *two), (1, 2));
        drop(one);
        assert!(cell.try_borrow_mut().is_err());
        assert!(GcRef::try_map(two, |_| None::<&u8>).is_none());
    }
    {
        let mut part = GcRefMut::map(cell.borrow_mut(), |pair| &mut pair.1);
        assert!(cell.try_borrow().is_err() && cell.try_borrow_mut().is_err());
        *part = 3;
        assert!(catch_unwind(std::panic::AssertUnwindSafe(|| drop(cell.borrow()))).is_err());
        assert!(catch_unwind(std::panic::AssertUnwindSafe(|| drop(cell.borrow_mut()))).is_err());
        assert!(GcRefMut::try_map(part, |_| None::<&mut u8>).is_none());
    }
    assert_eq!(*cell.borrow(), (1, 3));
    assert_eq!(cell.clone(), cell);
    assert_eq!(cell.into_inner(), (1, 3));
}
