//! `Intl.PluralRules`. ECMA-402 §17. Which locales there are the engine says; messages are V8's.

use boa_engine::{
    Context, Finalize, JsArgs, JsData, JsNativeError, JsObject, JsResult, JsString, JsValue, Trace,
    js_string, object::builtins::JsArray,
};

use super::{
    class::{Body, Class, Kit, receiver, record},
    decimal::Number,
    digits::Digits,
    engine::known,
    locales::{canonical, resolve},
    number::{
        format::{Formatter, Grouping},
        parts::text_of,
        style::{Notation, Style},
    },
    options::Options,
    plurals::Plurals,
};

/// An instance.
#[derive(Trace, Finalize, JsData)]
#[boa_gc(unsafe_empty_trace)]
struct Rules {
    tag: String,
    ordinal: bool,
    plurals: Plurals,
    /// How a number would be shown, which decides.
    numbers: Formatter,
}

const NAME: &str = "Intl.PluralRules";

/// Puts the class in the place of the engine's.
pub(super) fn install(intl: &JsObject, kit: &Kit, context: &mut Context) -> JsResult<()> {
    let engine = intl.get(js_string!("PluralRules"), context)?;
    let supported = match engine.as_object() {
        Some(engine) => engine.get(js_string!("supportedLocalesOf"), context)?,
        None => JsValue::undefined(),
    };
    let (constructor, prototype) = kit.class(intl, Class::PluralRules, 0, construct, context);
    crate::builtin::hide(&constructor, js_string!("supportedLocalesOf"), supported);
    let methods: [(&str, usize, Body); 3] = [
        ("resolvedOptions", 0, resolved_options),
        ("select", 1, select),
        ("selectRange", 2, select_range),
    ];
    kit.methods(&prototype, &methods, context);
    Ok(())
}

fn construct(
    new_target: &JsValue,
    args: &[JsValue],
    kit: &Kit,
    context: &mut Context,
) -> JsResult<JsValue> {
    let prototype = kit.prototype_of_new(new_target, Class::PluralRules, context)?;
    let asked = canonical(args.get_or_undefined(0), kit, context)?;
    let asked = asked.iter().map(|tag| JsValue::from(JsString::from(tag.as_str())));
    let asked = asked.collect::<Vec<_>>();
    let asked: JsValue = JsArray::from_iter(asked, context).into();
    let options = Options::coerce(args.get_or_undefined(1), NAME, context)?;
    let matcher = options.choice("localeMatcher", &["lookup", "best fit"], context)?;
    let kind = options.choice("type", &["cardinal", "ordinal"], context)?;
    let ordinal = kind == Some("ordinal");
    let notations = ["standard", "scientific", "engineering", "compact"];
    let notation = options.choice("notation", &notations, context)?.unwrap_or("standard");
    let long = options.choice("compactDisplay", &["short", "long"], context)? == Some("long");
    let digits = Digits::read(&options, (0, 3), notation == "compact", context)?;
    let notation = match notation {
        "compact" => Notation::Compact(long),
        "engineering" => Notation::Engineering,
        "scientific" => Notation::Scientific,
        _ => Notation::Standard,
    };
    // The engine knows which of the languages it has rules for.
    let matcher = JsString::from(matcher.unwrap_or("best fit"));
    let matcher = record([("localeMatcher", Some(matcher.into()))], context)?;
    let asked = known(&asked, &matcher, &kit.plural_filter, kit, context)?;
    let made = kit.plural_rules.construct(&[asked, matcher], None, context)?;
    let resolved = made.invoke_resolved(context)?;
    let tag = resolved.get(js_string!("locale"), context)?.to_string(context)?;
    let tag = tag.to_std_string_lossy();
    let tag = tag.split("-u-").next().unwrap_or("").to_owned();
    let locale = resolve(std::slice::from_ref(&tag), Some("latn"))?;
    let (style, grouping) = (Style::Decimal, Grouping::Never);
    let numbers = Formatter::new(locale, style, notation, digits, grouping, "auto");
    let data = Rules { plurals: Plurals::of(&tag, ordinal), tag, ordinal, numbers };
    Ok(JsObject::from_proto_and_data(prototype, data).into())
}

/// Asking an object of the engine's.
trait Resolved {
    /// `resolvedOptions()`.
    fn invoke_resolved(&self, context: &mut Context) -> JsResult<JsObject>;
}

impl Resolved for JsObject {
    fn invoke_resolved(&self, context: &mut Context) -> JsResult<JsObject> {
        let method = self.get(js_string!("resolvedOptions"), context)?.to_object(context)?;
        method.call(&self.clone().into(), &[], context)?.to_object(context)
    }
}

impl Rules {
    /// The category of a number and how it would be shown. `ResolvePlural`.
    fn resolve(&self, number: f64) -> (&'static str, String) {
        let number = Number::from_f64(number);
        let text = text_of(&self.numbers.parts(&number));
        let Number::Finite(number) = number else { return ("other", text) };
        let (rounded, exponent) = self.numbers.scale(&number);
        let left_out = match self.numbers.notation {
            Notation::Standard => 0,
            _ => usize::try_from(exponent).unwrap_or(0),
        };
        (self.plurals.category(&rounded, left_out), text)
    }
}

/// `Intl.PluralRules.prototype.select(value)`.
fn select(this: &JsValue, args: &[JsValue], _: &Kit, context: &mut Context) -> JsResult<JsValue> {
    let object = receiver::<Rules>(this, "Intl.PluralRules.prototype.select")?;
    let number = args.get_or_undefined(0).to_number(context)?;
    let category = object.downcast_ref::<Rules>().map_or("other", |rules| rules.resolve(number).0);
    Ok(JsString::from(category).into())
}

/// `Intl.PluralRules.prototype.selectRange(start, end)`.
fn select_range(
    this: &JsValue,
    args: &[JsValue],
    _: &Kit,
    context: &mut Context,
) -> JsResult<JsValue> {
    let object = receiver::<Rules>(this, "Intl.PluralRules.prototype.selectRange")?;
    for (at, name) in ["startRange", "endRange"].into_iter().enumerate() {
        if args.get_or_undefined(at).is_undefined() {
            let message = format!("Invalid {name} : undefined");
            return Err(JsNativeError::typ().with_message(message).into());
        }
    }
    let start = args.get_or_undefined(0).to_number(context)?;
    let end = args.get_or_undefined(1).to_number(context)?;
    for (number, name) in [(start, "startRange"), (end, "endRange")] {
        if number.is_nan() {
            let message = format!("Invalid {name} : NaN");
            return Err(JsNativeError::range().with_message(message).into());
        }
    }
    let Some(rules) = object.downcast_ref::<Rules>() else { return Ok(JsValue::undefined()) };
    let (first, second) = (rules.resolve(start), rules.resolve(end));
    let category = match first.1 == second.1 {
        true => first.0,
        // CLDR has ranges of cardinal numbers alone.
        false if rules.ordinal => "other",
        false => rules.plurals.range(first.0, second.0),
    };
    Ok(JsString::from(category).into())
}

/// `Intl.PluralRules.prototype.resolvedOptions()`.
fn resolved_options(
    this: &JsValue,
    _: &[JsValue],
    _: &Kit,
    context: &mut Context,
) -> JsResult<JsValue> {
    let object = receiver::<Rules>(this, "Intl.PluralRules.prototype.resolvedOptions")?;
    let categories = object.downcast_ref::<Rules>().map(|rules| rules.plurals.categories());
    let categories = categories.unwrap_or_default().into_iter().map(JsString::from);
    let categories = categories.map(JsValue::from).collect::<Vec<_>>();
    let categories = JsArray::from_iter(categories, context);
    let Some(rules) = object.downcast_ref::<Rules>() else { return Ok(JsValue::undefined()) };
    let text = |text: &str| Some(JsValue::from(JsString::from(text)));
    let mut rows = vec![
        ("locale", text(&rules.tag)),
        ("type", text(if rules.ordinal { "ordinal" } else { "cardinal" })),
        ("notation", text(rules.numbers.notation.name())),
        ("compactDisplay", rules.numbers.notation.compact_display().and_then(text)),
    ];
    rows.extend(rules.numbers.digits.resolved());
    rows.push(("pluralCategories", Some(categories.into())));
    rows.extend(rules.numbers.digits.resolved_rounding());
    drop(rules);
    record(rows, context)
}
