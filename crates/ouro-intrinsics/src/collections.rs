//! `Map.prototype.delete` and `Set.prototype.delete` in constant time. ECMA-262 §24.1.3.3, §24.2.4.4.
//!
//! The engine's tables close the gap that a deletion leaves, unless an iterator is under way: then
//! they leave a mark, and close all gaps when the last iterator is done. So an iterator is kept
//! under way for the few tables that were deleted from last, and brought to its end when three times
//! as many entries are gone as are left: bringing it there costs a call for each that is left.

use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};

use boa_engine::{
    Context, JsArgs, JsObject, JsResult, JsValue,
    builtins::{map::ordered_map::OrderedMap, set::ordered_set::OrderedSet},
    js_string,
    object::builtins::JsFunction,
};

use crate::builtin::method_over;

/// Tables smaller than this are quick to close.
const SMALL: usize = 64;

/// How many tables are kept open at a time.
const OPEN: usize = 16;

/// A table that was not deleted from for so many deletions makes room for another.
const STALE: u64 = 256;

/// Tables with an iterator of ours under way, and the engine's own functions for iterators, as
/// they were before any script ran.
struct Open {
    tables: RefCell<Vec<Table>>,
    /// Deletions so far.
    now: Cell<u64>,
    map: Iteration,
    set: Iteration,
}

/// The method that makes an iterator, and the one that moves it.
struct Iteration {
    begin: JsFunction,
    next: JsFunction,
}

struct Table {
    table: JsObject,
    iterator: JsValue,
    gone: usize,
    /// When it was last deleted from.
    used: u64,
}

/// Installs the methods into the current realm.
pub(crate) fn install(context: &mut Context) -> JsResult<()> {
    let map = context.intrinsics().constructors().map().prototype();
    let set = context.intrinsics().constructors().set().prototype();
    if !context.has_data::<Rc<Open>>() {
        let (begin_map, begin_set) = (function(&map, "keys"), function(&set, "values"));
        let (Some(begin_map), Some(begin_set)) = (begin_map, begin_set) else { return Ok(()) };
        let [map, set] =
            [iteration(&map, begin_map, context)?, iteration(&set, begin_set, context)?];
        let (Some(map), Some(set)) = (map, set) else { return Ok(()) };
        context.insert_data(Rc::new(Open {
            tables: RefCell::default(),
            now: Cell::new(0),
            map,
            set,
        }));
    }
    method_over(&map, "delete", 1, delete_entry, context)?;
    method_over(&map, "clear", 0, clear, context)?;
    method_over(&set, "delete", 1, delete_value, context)?;
    method_over(&set, "clear", 0, clear, context)
}

/// A method as it stands on an object, without running any script.
fn function(object: &JsObject, name: &str) -> Option<JsFunction> {
    let object = object.borrow();
    let slot = object.properties().get(&js_string!(name).into())?;
    slot.value().and_then(JsValue::as_function)
}

/// The pair of functions, the second from the prototype of an iterator over an empty table.
fn iteration(
    prototype: &JsObject,
    begin: JsFunction,
    context: &mut Context,
) -> JsResult<Option<Iteration>> {
    let constructor = prototype.get(js_string!("constructor"), context)?;
    let Some(constructor) = constructor.as_object() else { return Ok(None) };
    let empty = constructor.construct(&[], None, context)?;
    let iterator = begin.call(&empty.into(), &[], context)?.as_object();
    let next = iterator.and_then(|it| it.prototype()).and_then(|it| function(&it, "next"));
    Ok(next.map(|next| Iteration { begin, next }))
}

/// How many entries a table has; 0 for what is no table.
fn size(table: &JsObject) -> usize {
    if let Some(map) = table.downcast_ref::<OrderedMap<JsValue>>() {
        map.len()
    } else if let Some(set) = table.downcast_ref::<OrderedSet>() {
        set.len()
    } else {
        0
    }
}

impl Open {
    /// Whose functions serve a table.
    fn iteration(&self, table: &JsObject) -> &Iteration {
        if table.is::<OrderedMap<JsValue>>() { &self.map } else { &self.set }
    }

    /// Takes the table out that was left alone for longest, if that is long.
    fn stale(&self, now: u64) -> Option<Table> {
        let mut rows = self.tables.borrow_mut();
        let (index, row) = rows.iter().enumerate().min_by_key(|(_, row)| row.used)?;
        (now - row.used > STALE).then_some(index).map(|index| rows.remove(index))
    }

    /// Puts an iterator of ours under way.
    fn begin(&self, table: &JsObject, context: &mut Context) -> JsResult<JsValue> {
        self.iteration(table).begin.call(&table.clone().into(), &[], context)
    }

    /// Brings the iterator of a table to its end, upon which the engine closes the gaps.
    fn finish(&self, row: &Table, context: &mut Context) -> JsResult<()> {
        let next = &self.iteration(&row.table).next;
        loop {
            let result = next.call(&row.iterator, &[], context)?;
            let Some(result) = result.as_object() else { return Ok(()) };
            if result.get(js_string!("done"), context)?.to_boolean() {
                return Ok(());
            }
        }
    }
}

/// `Map.prototype.delete(key)`.
fn delete_entry(
    this: &JsValue,
    args: &[JsValue],
    engine: &JsFunction,
    context: &mut Context,
) -> JsResult<JsValue> {
    let table = this.as_object().filter(JsObject::is::<OrderedMap<JsValue>>);
    delete(table, this, args, engine, context)
}

/// `Set.prototype.delete(value)`.
fn delete_value(
    this: &JsValue,
    args: &[JsValue],
    engine: &JsFunction,
    context: &mut Context,
) -> JsResult<JsValue> {
    let table = this.as_object().filter(JsObject::is::<OrderedSet>);
    delete(table, this, args, engine, context)
}

fn delete(
    table: Option<JsObject>,
    this: &JsValue,
    args: &[JsValue],
    engine: &JsFunction,
    context: &mut Context,
) -> JsResult<JsValue> {
    let table = table.filter(|table| size(table) >= SMALL);
    let open = context.get_data::<Rc<Open>>().cloned();
    let (Some(table), Some(open)) = (table, open) else {
        return engine.call(this, args, context);
    };
    let now = open.now.get() + 1;
    open.now.set(now);
    let known = open.tables.borrow().iter().position(|row| JsObject::equals(&row.table, &table));
    let index = match known {
        Some(index) => index,
        None => {
            if open.tables.borrow().len() == OPEN {
                let oldest = open.stale(now);
                // Else closing the gap costs less than bringing a table's iterator to its end.
                let Some(oldest) = oldest else { return engine.call(this, args, context) };
                open.finish(&oldest, context)?;
            }
            let iterator = open.begin(&table, context)?;
            let mut rows = open.tables.borrow_mut();
            rows.push(Table { table: table.clone(), iterator, gone: 0, used: now });
            rows.len() - 1
        }
    };
    let deleted = remove(&table, args.get_or_undefined(0));
    if deleted {
        let full = {
            let mut rows = open.tables.borrow_mut();
            match rows.get_mut(index) {
                Some(row) => {
                    row.used = now;
                    row.gone += 1;
                    row.gone / 3 > size(&table)
                }
                None => false,
            }
        };
        if full {
            let row = open.tables.borrow_mut().remove(index);
            open.finish(&row, context)?;
        }
    }
    Ok(deleted.into())
}

/// Takes an entry out of a table; whether it was there.
fn remove(table: &JsObject, key: &JsValue) -> bool {
    // ECMA-262 §24.5.1: there is one zero.
    let zero = (key.as_number() == Some(0.0)).then(|| JsValue::from(0));
    let key = zero.as_ref().unwrap_or(key);
    if let Some(mut map) = table.downcast_mut::<OrderedMap<JsValue>>() {
        return map.remove(key).is_some();
    }
    table.downcast_mut::<OrderedSet>().is_some_and(|mut set| set.delete(key))
}

/// `clear()`: the table is let go of first.
fn clear(
    this: &JsValue,
    args: &[JsValue],
    engine: &JsFunction,
    context: &mut Context,
) -> JsResult<JsValue> {
    if let Some(table) = this.as_object()
        && let Some(open) = context.get_data::<Rc<Open>>().cloned()
    {
        let known =
            open.tables.borrow().iter().position(|row| JsObject::equals(&row.table, &table));
        if let Some(index) = known {
            let row = open.tables.borrow_mut().remove(index);
            let result = engine.call(this, args, context)?;
            open.finish(&row, context)?;
            return Ok(result);
        }
    }
    engine.call(this, args, context)
}
