//! `Intl.DateTimeFormat`, and the `toLocaleString` of dates and of Temporal's types. ECMA-402 §11,
//! §18.4; the Temporal proposal, §15.
//!
//! Patterns and the words for parts of the day come from a table cut from CLDR ([`patterns`]); how a
//! pattern is found and adjusted is ICU's way ([`generator`], [`interval`]); names of months, days,
//! eras and zones are those of the data that the engine brings ([`names`]).

mod create;
mod digits;
mod format;
mod generator;
mod interval;
mod locale;
mod methods;
mod moment;
mod names;
mod options;
mod patterns;
mod resolved;
mod skeleton;
mod temporal;
mod to_locale;
mod zone;

use std::rc::Rc;

use boa_engine::{
    Context, Finalize, JsData, JsObject, JsResult, JsString, JsValue, Trace, js_string,
    object::builtins::JsFunction, property::PropertyDescriptor,
};
use boa_gc::GcRefCell;
use icu_provider::{
    DataError, DataMarkerInfo, DataRequest, DataResponse, DynamicDataProvider,
    buf::{AsDeserializingBufferProvider, BufferMarker, DeserializingBufferProvider},
};

use super::class::bound;
use crate::builtin::{hide, tie};
pub(super) use format::CALENDARS;
use format::Format;

/// The data that the engine brings.
#[derive(Debug)]
struct Data;

impl DynamicDataProvider<BufferMarker> for Data {
    fn load_data(
        &self,
        marker: DataMarkerInfo,
        request: DataRequest<'_>,
    ) -> Result<DataResponse<BufferMarker>, DataError> {
        boa_icu_provider::buffer().load_data(marker, request)
    }
}

static DATA: Data = Data;

fn data() -> DeserializingBufferProvider<'static, Data> {
    DATA.as_deserializing()
}

/// What a realm's functions share.
#[derive(Clone, Finalize, Trace)]
struct Realm {
    /// The engine's `Intl.getCanonicalLocales`.
    canonical: JsFunction,
    /// The engine's own class.
    engine: JsObject,
    /// That of the engine's class, with methods of ours: by it the engine finds the prototype of
    /// another realm.
    prototype: JsObject,
    readers: temporal::Readers,
}

/// An `Intl.DateTimeFormat`.
#[derive(Finalize, JsData, Trace)]
struct DateTimeFormat {
    #[unsafe_ignore_trace]
    format: Rc<Format>,
    /// What the `format` accessor gave, the same each time.
    bound: GcRefCell<Option<JsFunction>>,
}

/// A function of ours.
type Body = fn(&JsValue, &[JsValue], &Realm, &mut Context) -> JsResult<JsValue>;

impl Realm {
    fn function(
        &self,
        name: &str,
        length: usize,
        body: Body,
        is_constructor: bool,
        context: &mut Context,
    ) -> JsFunction {
        bound(name, length, body, self.clone(), is_constructor, context)
    }

    fn method(
        &self,
        object: &JsObject,
        name: &str,
        length: usize,
        body: Body,
        context: &mut Context,
    ) {
        let function = self.function(name, length, body, false, context);
        hide(object, JsString::from(name), function);
    }
}

/// Installs the class and the methods into the current realm.
pub(super) fn install(intl: &JsObject, context: &mut Context) -> JsResult<()> {
    let canonical = intl.get(js_string!("getCanonicalLocales"), context)?.as_function();
    let readers = temporal::Readers::new(context)?;
    let engine = intl.get(js_string!("DateTimeFormat"), context)?.as_object();
    let (Some(canonical), Some(readers), Some(engine)) = (canonical, readers, engine) else {
        return Ok(());
    };
    let prototype = engine.get(js_string!("prototype"), context)?.to_object(context)?;
    let realm = Realm { canonical, engine, prototype: prototype.clone(), readers };
    let class = realm.function("DateTimeFormat", 0, methods::construct, true, context);
    tie(&class, &prototype);
    realm.method(&class, "supportedLocalesOf", 1, methods::supported_locales_of, context);
    let methods: [(&str, usize, Body); 4] = [
        ("resolvedOptions", 0, resolved::resolved_options),
        ("formatToParts", 1, methods::format_to_parts),
        ("formatRange", 2, methods::format_range),
        ("formatRangeToParts", 2, methods::format_range_to_parts),
    ];
    for (name, length, body) in methods {
        realm.method(&prototype, name, length, body, context);
    }
    let get = realm.function("get format", 0, methods::get_format, false, context);
    let accessor = PropertyDescriptor::builder().get(get).enumerable(false).configurable(true);
    prototype.insert_property(js_string!("format"), accessor);
    hide(intl, js_string!("DateTimeFormat"), class);
    to_locale::install(&realm, context);
    Ok(())
}

/// What the zone of a name is called in English at a Unix time, at so many seconds ahead of UTC:
/// `Central European Summer Time`.
pub(crate) fn zone_name(zone: &str, unix: i64, offset: i32, context: &mut Context) -> String {
    create::zone_name(zone, unix, offset, context)
}
