//! `Intl.DisplayNames`: what languages, regions, scripts, currencies, calendars and fields of dates are
//! called. ECMA-402 §12; languages with more to them as in UTS #35 part 1, "Locale Display Name
//! Algorithm". Messages are V8's.

use boa_engine::{
    Context, Finalize, JsArgs, JsData, JsNativeError, JsObject, JsResult, JsString, JsValue, Trace,
};

use super::{
    class::{Body, Class, Kit, receiver, record, supported_locales},
    locales::{canonical, resolve},
    number::style::is_currency,
    options::{Options, is_type},
    tables::Table,
};

/// An instance.
#[derive(Trace, Finalize, JsData)]
#[boa_gc(unsafe_empty_trace)]
struct DisplayNames {
    tag: String,
    table: Table,
    style: &'static str,
    kind: &'static str,
    /// Whether an unknown code stands for itself.
    fallback: bool,
    /// Whether dialects have names of their own.
    dialect: bool,
}

const NAME: &str = "Intl.DisplayNames";

/// Installs the class into the current realm.
pub(super) fn install(intl: &JsObject, kit: &Kit, context: &mut Context) {
    let (constructor, prototype) = kit.class(intl, Class::DisplayNames, 2, construct, context);
    supported_locales(&constructor, kit, context);
    let methods: [(&str, usize, Body); 2] =
        [("of", 1, of), ("resolvedOptions", 0, resolved_options)];
    kit.methods(&prototype, &methods, context);
}

fn construct(
    new_target: &JsValue,
    args: &[JsValue],
    kit: &Kit,
    context: &mut Context,
) -> JsResult<JsValue> {
    let prototype = kit.prototype_of_new(new_target, Class::DisplayNames, context)?;
    let requested = canonical(args.get_or_undefined(0), kit, context)?;
    let options = args.get_or_undefined(1);
    if options.is_undefined() {
        return Err(invalid_type());
    }
    let options = Options::strict(options, NAME)?;
    options.matcher(context)?;
    let styles = ["narrow", "short", "long"];
    let style = options.choice("style", &styles, context)?.unwrap_or("long");
    let kinds = ["language", "region", "script", "currency", "calendar", "dateTimeField"];
    let kind = options.choice("type", &kinds, context)?.ok_or_else(invalid_type)?;
    let fallback = options.choice("fallback", &["code", "none"], context)? != Some("none");
    let displays = ["dialect", "standard"];
    let dialect = options.choice("languageDisplay", &displays, context)? != Some("standard");
    let locale = resolve(&requested, None)?;
    let tag = locale.tag.split("-u-").next().unwrap_or("").to_owned();
    let data = DisplayNames { tag, table: locale.table, style, kind, fallback, dialect };
    Ok(JsObject::from_proto_and_data(prototype, data).into())
}

fn invalid_type() -> boa_engine::JsError {
    JsNativeError::typ().with_message("invalid_argument").into()
}

fn invalid_code() -> boa_engine::JsError {
    JsNativeError::range().with_message("invalid_argument").into()
}

/// `Intl.DisplayNames.prototype.of(code)`.
fn of(this: &JsValue, args: &[JsValue], kit: &Kit, context: &mut Context) -> JsResult<JsValue> {
    let object = receiver::<DisplayNames>(this, "Intl.DisplayNames.prototype.of")?;
    let code = args.get_or_undefined(0).to_string(context)?.to_std_string_lossy();
    let kind = object.downcast_ref::<DisplayNames>().map_or("", |names| names.kind);
    let code = canonical_code(kind, &code, kit, context)?;
    let Some(names) = object.downcast_ref::<DisplayNames>() else {
        return Ok(JsValue::undefined());
    };
    Ok(match names.name(&code) {
        Some(name) => JsString::from(name).into(),
        None if names.fallback => JsString::from(code).into(),
        None => JsValue::undefined(),
    })
}

/// `CanonicalCodeForDisplayNames`.
fn canonical_code(kind: &str, code: &str, kit: &Kit, context: &mut Context) -> JsResult<String> {
    let letters = |text: &str| text.bytes().all(|byte| byte.is_ascii_alphabetic());
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let good = match kind {
        "language" => {
            let mut parts = code.split('-');
            let first = parts.next().unwrap_or("");
            matches!(first.len(), 2 | 3 | 5..=8)
                && letters(first)
                && parts.all(|part| part.len() > 1)
        }
        "region" => code.len() == 2 && letters(code) || code.len() == 3 && digits(code),
        "script" => code.len() == 4 && letters(code),
        "calendar" => is_type(code),
        "currency" => is_currency(code),
        _ => FIELDS.contains(&code),
    };
    if !good {
        return Err(invalid_code());
    }
    Ok(match kind {
        "language" => {
            let tags = canonical(&JsString::from(code).into(), kit, context);
            let tags = tags.map_err(|_| invalid_code())?;
            tags.into_iter().next().ok_or_else(invalid_code)?
        }
        "script" => {
            let lower = code.to_ascii_lowercase();
            let (first, rest) = lower.split_at(1);
            format!("{}{rest}", first.to_ascii_uppercase())
        }
        "region" | "currency" => code.to_ascii_uppercase(),
        "calendar" => match code.to_ascii_lowercase().as_str() {
            "gregorian" => "gregory".to_owned(),
            "islamicc" => "islamic-civil".to_owned(),
            other => other.to_owned(),
        },
        _ => code.to_owned(),
    })
}

const FIELDS: [&str; 12] = [
    "era",
    "year",
    "quarter",
    "month",
    "weekOfYear",
    "weekday",
    "day",
    "dayPeriod",
    "hour",
    "minute",
    "second",
    "timeZoneName",
];

impl DisplayNames {
    fn name(&self, code: &str) -> Option<String> {
        let plain = |prefix: &str| self.text(&format!("{prefix}.{code}")).map(str::to_owned);
        match self.kind {
            "language" => self.language(code),
            "region" => plain("dr"),
            "script" => plain("ds"),
            "calendar" => plain("dc"),
            "currency" => self.currency(code),
            _ => plain("df"),
        }
    }

    /// A line's text in the style asked for.
    fn text(&self, key: &str) -> Option<&'static str> {
        let mut values = self.table.line(key)?.split('\t');
        let long = values.next()?;
        let short = values.next().filter(|text| !text.is_empty()).unwrap_or(long);
        let narrow = values.next().filter(|text| !text.is_empty()).unwrap_or(short);
        let text = match self.style {
            "long" => long,
            "short" => short,
            _ => narrow,
        };
        (!text.is_empty()).then_some(text)
    }

    /// The name in every style, as in V8.
    fn currency(&self, code: &str) -> Option<String> {
        self.table.line(&format!("c.{code}"))?.split('\t').nth(2).map(str::to_owned)
    }

    /// The name of the longest beginning that has one, and the rest in brackets.
    fn language(&self, tag: &str) -> Option<String> {
        let mut parts = tag.split('-');
        let language = parts.next()?;
        let mut script = None;
        let mut region = None;
        let mut variants = Vec::new();
        for part in parts {
            match part.len() {
                4 if part.bytes().all(|byte| byte.is_ascii_alphabetic()) => script = Some(part),
                2 | 3 => region = Some(part),
                _ => variants.push(part.to_ascii_uppercase()),
            }
        }
        let name = |tag: String| self.text(&format!("dl.{tag}"));
        let mut found = None;
        if self.dialect {
            if let (Some(script), Some(region)) = (script, region) {
                found =
                    name(format!("{language}-{script}-{region}")).map(|name| (name, None, None));
            }
            if let (Some(script), None) = (script, region) {
                found = name(format!("{language}-{script}")).map(|name| (name, None, None));
            }
            if let (None, Some(region)) = (script, region) {
                found = name(format!("{language}-{region}")).map(|name| (name, None, None));
            }
        }
        let (name, script, region) = match found {
            Some(found) => found,
            None => (name(language.to_owned())?, script, region),
        };
        let mut rest: Vec<String> = Vec::new();
        if let Some(script) = script {
            let inside = self.table.line(&format!("di.{script}"));
            let inside = inside.or_else(|| self.table.value_of(&format!("ds.{script}")));
            rest.push(inside.unwrap_or(script).to_owned());
        }
        if let Some(region) = region {
            let inside = self.table.value_of(&format!("dr.{region}")).unwrap_or(region);
            rest.push(inside.to_owned());
        }
        rest.extend(variants);
        if rest.is_empty() {
            return Some(name.to_owned());
        }
        // Brackets within brackets are square.
        let name = name.replace('(', "[").replace(')', "]");
        let rest = rest.join(self.table.value("dp", 1)).replace('(', "[").replace(')', "]");
        Some(self.table.value("dp", 0).replace("{0}", &name).replace("{1}", &rest))
    }
}

fn resolved_options(
    this: &JsValue,
    _: &[JsValue],
    _: &Kit,
    context: &mut Context,
) -> JsResult<JsValue> {
    let object = receiver::<DisplayNames>(this, "Intl.DisplayNames.prototype.resolvedOptions")?;
    let Some(names) = object.downcast_ref::<DisplayNames>() else {
        return Ok(JsValue::undefined());
    };
    let text = |text: &str| Some(JsValue::from(JsString::from(text)));
    let display = if names.dialect { "dialect" } else { "standard" };
    let rows = [
        ("locale", text(&names.tag)),
        ("style", text(names.style)),
        ("type", text(names.kind)),
        ("fallback", text(if names.fallback { "code" } else { "none" })),
        ("languageDisplay", if names.kind == "language" { text(display) } else { None }),
    ];
    drop(names);
    record(rows, context)
}
