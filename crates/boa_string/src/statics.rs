//! Strings that are there from the start: names of the language, and the texts of one Latin-1 unit.

use crate::{JsStr, JsString, StaticString};

/// The Latin-1 units, in order.
static UNITS: [u8; 256] = {
    let mut units = [0; 256];
    let mut unit = 1;
    while unit < 256 {
        #[expect(clippy::cast_possible_truncation, reason = "below 256")]
        let value = unit as u8;
        units[unit] = value;
        unit += 1;
    }
    units
};

/// The strings of one Latin-1 unit.
static SINGLE: [StaticString; 256] = {
    let mut single = [StaticString::new(JsStr::EMPTY); 256];
    let mut unit = 0;
    while unit < 256 {
        let (_, rest) = UNITS.split_at(unit);
        let (text, _) = rest.split_at(1);
        single[unit] = StaticString::new(JsStr::latin1(text));
        unit += 1;
    }
    single
};

/// Strings that need no memory of their own.
#[derive(Clone, Copy, Debug)]
pub struct StaticJsStrings;

macro_rules! names {
    ($($name:ident $text:literal),+ $(,)?) => {
        impl StaticJsStrings {
            $(
                #[doc = concat!("The string `", $text, "`.")]
                pub const $name: JsString = {
                    static TEXT: StaticString =
                        StaticString::new(JsStr::latin1($text.as_bytes()));
                    JsString::from_static(&TEXT)
                };
            )+

            /// The named string with this text.
            fn named(text: &str) -> Option<JsString> {
                Some(match text {
                    $($text => Self::$name,)+
                    _ => return None,
                })
            }
        }
    };
}

impl StaticJsStrings {
    /// The string of one Latin-1 unit.
    pub(crate) fn unit(unit: u8) -> JsString {
        let single = JsString::from_static(&SINGLE[usize::from(unit)]);
        let hash = single.kept_hash();
        single.tagged(hash)
    }

    /// The static string with this text, if there is one.
    #[must_use]
    pub fn get_string(text: &JsStr<'_>) -> Option<JsString> {
        // The longest of the names.
        if text.len() > 32 {
            return None;
        }
        if text.len() == 1 {
            return u8::try_from(text.get(0)?).ok().map(Self::unit);
        }
        Self::named(&text.to_std_string().ok()?)
    }

    /// The text of the static string with this text, if there is one.
    #[must_use]
    pub fn get_js_str(text: &JsStr<'_>) -> Option<JsStr<'static>> {
        let string = Self::get_string(text)?;
        // SAFETY: static strings live for ever.
        Some(unsafe { string.as_str().as_static() })
    }
}

names! {
    EMPTY_STRING "",
    LENGTH "length",
    SYMBOL_ASYNC_ITERATOR "Symbol.asyncIterator",
    SYMBOL_HAS_INSTANCE "Symbol.hasInstance",
    SYMBOL_IS_CONCAT_SPREADABLE "Symbol.isConcatSpreadable",
    SYMBOL_ITERATOR "Symbol.iterator",
    SYMBOL_MATCH "Symbol.match",
    SYMBOL_MATCH_ALL "Symbol.matchAll",
    SYMBOL_REPLACE "Symbol.replace",
    SYMBOL_SEARCH "Symbol.search",
    SYMBOL_SPECIES "Symbol.species",
    SYMBOL_SPLIT "Symbol.split",
    SYMBOL_TO_PRIMITIVE "Symbol.toPrimitive",
    SYMBOL_TO_STRING_TAG "Symbol.toStringTag",
    SYMBOL_UNSCOPABLES "Symbol.unscopables",
    SYMBOL_DISPOSE "Symbol.dispose",
    SYMBOL_ASYNC_DISPOSE "Symbol.asyncDispose",
    FN_SYMBOL_ASYNC_ITERATOR "[Symbol.asyncIterator]",
    FN_SYMBOL_HAS_INSTANCE "[Symbol.hasInstance]",
    FN_SYMBOL_IS_CONCAT_SPREADABLE "[Symbol.isConcatSpreadable]",
    FN_SYMBOL_ITERATOR "[Symbol.iterator]",
    FN_SYMBOL_MATCH "[Symbol.match]",
    FN_SYMBOL_MATCH_ALL "[Symbol.matchAll]",
    FN_SYMBOL_REPLACE "[Symbol.replace]",
    FN_SYMBOL_SEARCH "[Symbol.search]",
    FN_SYMBOL_SPECIES "[Symbol.species]",
    FN_SYMBOL_SPLIT "[Symbol.split]",
    FN_SYMBOL_TO_PRIMITIVE "[Symbol.toPrimitive]",
    FN_SYMBOL_TO_STRING_TAG "[Symbol.toStringTag]",
    FN_SYMBOL_UNSCOPABLES "[Symbol.unscopables]",
    FN_SYMBOL_DISPOSE "[Symbol.dispose]",
    FN_SYMBOL_ASYNC_DISPOSE "[Symbol.asyncDispose]",
    ARRAY "Array",
    ARRAY_BUFFER "ArrayBuffer",
    ITERATOR "Iterator",
    SHARED_ARRAY_BUFFER "SharedArrayBuffer",
    ASYNC_FUNCTION "AsyncFunction",
    ASYNC_GENERATOR "AsyncGenerator",
    ASYNC_GENERATOR_FUNCTION "AsyncGeneratorFunction",
    ATOMICS "Atomics",
    BIG_INT "BigInt",
    BOOLEAN "Boolean",
    DATA_VIEW "DataView",
    DATE "Date",
    ERROR "Error",
    AGGREGATE_ERROR "AggregateError",
    EVAL_ERROR "EvalError",
    RANGE_ERROR "RangeError",
    REFERENCE_ERROR "ReferenceError",
    SYNTAX_ERROR "SyntaxError",
    TYPE_ERROR "TypeError",
    URI_ERROR "URIError",
    ESCAPE "escape",
    UNESCAPE "unescape",
    EVAL "eval",
    FUNCTION "Function",
    GENERATOR "Generator",
    GENERATOR_FUNCTION "GeneratorFunction",
    INTL "Intl",
    COLLATOR "Collator",
    LIST_FORMAT "ListFormat",
    LOCALE "Locale",
    PLURAL_RULES "PluralRules",
    SEGMENTER "Segmenter",
    DATE_TIME_FORMAT "DateTimeFormat",
    JSON "JSON",
    MAP "Map",
    MATH "Math",
    NUMBER "Number",
    NUMBER_FORMAT "NumberFormat",
    IS_FINITE "isFinite",
    IS_NAN "isNaN",
    PARSE_INT "parseInt",
    PARSE_FLOAT "parseFloat",
    OBJECT "Object",
    PROMISE "Promise",
    PROXY "Proxy",
    REFLECT "Reflect",
    REG_EXP "RegExp",
    SET "Set",
    STRING "String",
    SYMBOL "Symbol",
    FINALIZATION_REGISTRY "FinalizationRegistry",
    TYPED_ARRAY "TypedArray",
    INT8_ARRAY "Int8Array",
    UINT8_ARRAY "Uint8Array",
    UINT8_CLAMPED_ARRAY "Uint8ClampedArray",
    INT16_ARRAY "Int16Array",
    UINT16_ARRAY "Uint16Array",
    INT32_ARRAY "Int32Array",
    UINT32_ARRAY "Uint32Array",
    BIG_INT64_ARRAY "BigInt64Array",
    BIG_UINT64_ARRAY "BigUint64Array",
    FLOAT16_ARRAY "Float16Array",
    FLOAT32_ARRAY "Float32Array",
    FLOAT64_ARRAY "Float64Array",
    ENCODE_URI "encodeURI",
    ENCODE_URI_COMPONENT "encodeURIComponent",
    DECODE_URI "decodeURI",
    DECODE_URI_COMPONENT "decodeURIComponent",
    WEAK_REF "WeakRef",
    WEAK_MAP "WeakMap",
    WEAK_SET "WeakSet",
    TEMPORAL "Temporal",
    NOW_TAG "Temporal.Now",
    INSTANT_TAG "Temporal.Instant",
    DURATION_TAG "Temporal.Duration",
    PLAIN_DATE_TAG "Temporal.PlainDate",
    PLAIN_DATETIME_TAG "Temporal.PlainDateTime",
    PLAIN_TIME_TAG "Temporal.PlainTime",
    PLAIN_YM_TAG "Temporal.PlainYearMonth",
    PLAIN_MD_TAG "Temporal.PlainMonthDay",
    ZONED_DT_TAG "Temporal.ZonedDateTime",
    NOW_NAME "Now",
    INSTANT_NAME "Instant",
    DURATION_NAME "Duration",
    PLAIN_DATE_NAME "PlainDate",
    PLAIN_DATETIME_NAME "PlainDateTime",
    PLAIN_TIME_NAME "PlainTime",
    PLAIN_YM_NAME "PlainYearMonth",
    PLAIN_MD_NAME "PlainMonthDay",
    ZONED_DT_NAME "ZonedDateTime",
}
