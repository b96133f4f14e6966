//! `Intl`: numbers, their ranges and units, and dates, by the tables of `data/`. What is not here is
//! the engine's, with the locale of the environment. ECMA-402.

mod class;
mod datetime;
mod decimal;
mod digits;
mod duration;
mod engine;
mod locale;
mod locales;
mod names;
mod number;
mod options;
mod plural_rules;
mod plurals;
mod relative;
mod supported;
mod systems;
mod tables;

use boa_engine::{Context, JsResult, js_string};

pub(crate) use datetime::zone_name;

/// Installs classes and methods into the current realm.
pub(crate) fn install(context: &mut Context) -> JsResult<()> {
    let intl = context.global_object().get(js_string!("Intl"), context)?;
    let Some(intl) = intl.as_object() else { return Ok(()) };
    datetime::install(&intl, context)?;
    let kit = class::Kit::new(&intl, context)?;
    number::install(&intl, &kit, context)?;
    duration::install(&intl, &kit, context);
    locale::install(&intl, &kit, context)?;
    names::install(&intl, &kit, context);
    plural_rules::install(&intl, &kit, context)?;
    relative::install(&intl, &kit, context);
    supported::install(&intl, &kit, context);
    engine::install(&intl, &kit, context)
}
