//! `Temporal`: accessors that the engine calls by other names than those of their properties.

use boa_engine::{Context, JsObject, JsResult, JsString, js_string, property::PropertyDescriptor};

const DURATION: [&str; 11] = [
    "days",
    "hours",
    "microseconds",
    "milliseconds",
    "minutes",
    "months",
    "nanoseconds",
    "seconds",
    "sign",
    "weeks",
    "years",
];

/// Names the accessors of the current realm.
pub(crate) fn install(context: &mut Context) -> JsResult<()> {
    let duration = context.intrinsics().constructors().duration().prototype();
    for name in DURATION {
        rename(&duration, name);
    }
    rename(&context.intrinsics().constructors().zoned_date_time().prototype(), "hoursInDay");
    Ok(())
}

fn rename(prototype: &JsObject, name: &str) {
    let accessor = prototype.borrow().properties().get(&JsString::from(name).into());
    let get = accessor.as_ref().and_then(|accessor| accessor.get()?.as_object());
    if let Some(get) = get {
        let name = JsString::from(format!("get {name}"));
        let name = PropertyDescriptor::builder().value(name).writable(false);
        get.insert_property(js_string!("name"), name.enumerable(false).configurable(true));
    }
}
