//! Colours: the tables `inspect.styles` and `inspect.colors`, which scripts may change, and their
//! use. Node docs: Customizing `util.inspect` colors. No JavaScript half.

use boa_engine::{
    Context, JsObject, JsResult, JsString, JsValue, js_string,
    object::builtins::{JsArray, JsFunction},
    property::PropertyDescriptor,
};

use super::{Inspector, highlight, text};
use crate::{Arguments, binding::function};

/// What a part of the text is.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Style {
    BigInt,
    Boolean,
    Date,
    Module,
    Name,
    Null,
    Number,
    RegExp,
    Special,
    String,
    Symbol,
    Undefined,
}

impl Style {
    /// Its name in `inspect.styles`.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::BigInt => "bigint",
            Self::Boolean => "boolean",
            Self::Date => "date",
            Self::Module => "module",
            Self::Name => "name",
            Self::Null => "null",
            Self::Number => "number",
            Self::RegExp => "regexp",
            Self::Special => "special",
            Self::String => "string",
            Self::Symbol => "symbol",
            Self::Undefined => "undefined",
        }
    }
}

/// Style to colour, in Node's order; `regexp` has a function instead.
const STYLES: [(&str, &str); 11] = [
    ("special", "cyan"),
    ("number", "yellow"),
    ("bigint", "yellow"),
    ("boolean", "yellow"),
    ("undefined", "grey"),
    ("null", "bold"),
    ("string", "green"),
    ("symbol", "green"),
    ("date", "magenta"),
    ("regexp", ""),
    ("module", "underline"),
];

/// ECMA-48 SGR codes that switch each on and off.
const COLORS: [(&str, u8, u8); 44] = [
    ("reset", 0, 0),
    ("bold", 1, 22),
    ("dim", 2, 22),
    ("italic", 3, 23),
    ("underline", 4, 24),
    ("blink", 5, 25),
    ("inverse", 7, 27),
    ("hidden", 8, 28),
    ("strikethrough", 9, 29),
    ("doubleunderline", 21, 24),
    ("black", 30, 39),
    ("red", 31, 39),
    ("green", 32, 39),
    ("yellow", 33, 39),
    ("blue", 34, 39),
    ("magenta", 35, 39),
    ("cyan", 36, 39),
    ("white", 37, 39),
    ("bgBlack", 40, 49),
    ("bgRed", 41, 49),
    ("bgGreen", 42, 49),
    ("bgYellow", 43, 49),
    ("bgBlue", 44, 49),
    ("bgMagenta", 45, 49),
    ("bgCyan", 46, 49),
    ("bgWhite", 47, 49),
    ("framed", 51, 54),
    ("overlined", 53, 55),
    ("gray", 90, 39),
    ("redBright", 91, 39),
    ("greenBright", 92, 39),
    ("yellowBright", 93, 39),
    ("blueBright", 94, 39),
    ("magentaBright", 95, 39),
    ("cyanBright", 96, 39),
    ("whiteBright", 97, 39),
    ("bgGray", 100, 49),
    ("bgRedBright", 101, 49),
    ("bgGreenBright", 102, 49),
    ("bgYellowBright", 103, 49),
    ("bgBlueBright", 104, 49),
    ("bgMagentaBright", 105, 49),
    ("bgCyanBright", 106, 49),
    ("bgWhiteBright", 107, 49),
];

/// Other names of colours, which are not enumerable.
const ALIASES: [(&str, &str); 13] = [
    ("grey", "gray"),
    ("blackBright", "gray"),
    ("bgGrey", "bgGray"),
    ("bgBlackBright", "bgGray"),
    ("faint", "dim"),
    ("crossedout", "strikethrough"),
    ("strikeThrough", "strikethrough"),
    ("crossedOut", "strikethrough"),
    ("conceal", "hidden"),
    ("swapColors", "inverse"),
    ("swapcolors", "inverse"),
    ("doubleUnderline", "doubleunderline"),
    ("crossed-out", "strikethrough"),
];

/// Makes `inspect.colors`.
///
/// # Errors
/// None but the engine's own.
pub(super) fn colors(context: &mut Context) -> JsResult<JsObject> {
    let object = JsObject::with_null_proto();
    for (name, on, off) in COLORS {
        let pair = JsArray::from_iter([JsValue::from(on), JsValue::from(off)], context);
        object.create_data_property(JsString::from(name), pair, context)?;
    }
    for (alias, target) in ALIASES.iter().take(ALIASES.len() - 1) {
        let get = target_getter(target, context);
        let set = target_setter(target, context);
        let accessor =
            PropertyDescriptor::builder().get(get).set(set).enumerable(false).configurable(true);
        object.insert_property(JsString::from(*alias), accessor);
    }
    Ok(object)
}

/// The getter of an alias: the pair of the colour it stands for.
fn target_getter(target: &'static str, context: &mut Context) -> JsFunction {
    use boa_engine::{NativeFunction, object::FunctionObjectBuilder};
    let body = NativeFunction::from_copy_closure(move |this, _, context| {
        let Some(this) = this.as_object() else { return Ok(JsValue::undefined()) };
        this.get(JsString::from(target), context)
    });
    FunctionObjectBuilder::new(context.realm(), body).name(js_string!("get")).build()
}

fn target_setter(target: &'static str, context: &mut Context) -> JsFunction {
    use boa_engine::{NativeFunction, object::FunctionObjectBuilder};
    let body = NativeFunction::from_copy_closure(move |this, args, context| {
        let Some(this) = this.as_object() else { return Ok(JsValue::undefined()) };
        this.set(JsString::from(target), args.value(0).clone(), true, context)?;
        Ok(JsValue::undefined())
    });
    FunctionObjectBuilder::new(context.realm(), body).name(js_string!("set")).length(1).build()
}

/// Makes `inspect.styles`.
///
/// # Errors
/// None but the engine's own.
pub(super) fn styles(context: &mut Context) -> JsResult<JsObject> {
    let object = JsObject::with_null_proto();
    for (name, color) in STYLES {
        let value: JsValue = if color.is_empty() {
            highlight::function(context)?.into()
        } else {
            js_string!(color).into()
        };
        object.create_data_property(JsString::from(name), value, context)?;
    }
    Ok(object)
}

/// `stylize(text, style)` where colours are off: the text.
pub(super) fn stylize_plain(_: &JsValue, args: &[JsValue], _: &mut Context) -> JsResult<JsValue> {
    Ok(args.value(0).clone())
}

/// `stylize(text, style)` where colours are on.
pub(super) fn stylize_color(
    _: &JsValue,
    args: &[JsValue],
    context: &mut Context,
) -> JsResult<JsValue> {
    let shown = args.value(0).to_string(context)?;
    let style = args.value(1).to_string(context)?;
    let painted = paint(&text::plain(&shown), style, context)?;
    Ok(js_string!(painted).into())
}

/// Decorates text by the tables as they are now.
fn paint(shown: &str, style: JsString, context: &mut Context) -> JsResult<String> {
    let inspect = super::state(context)?.inspect.clone();
    let styles = inspect.get(js_string!("styles"), context)?;
    let Some(styles) = styles.as_object() else { return Ok(shown.to_owned()) };
    let name = styles.get(style, context)?;
    if let Some(painter) = name.as_function() {
        let args = [js_string!(shown).into()];
        let painted = crate::call(&painter, &JsValue::undefined(), &args, context)?;
        return Ok(text::plain(&painted.to_string(context)?));
    }
    let Some(name) = name.as_string() else { return Ok(shown.to_owned()) };
    let Some((on, off)) = codes(name, context)? else { return Ok(shown.to_owned()) };
    Ok(format!("\u{1b}[{on}m{shown}\u{1b}[{off}m"))
}

/// The codes of a colour of `inspect.colors`.
///
/// # Errors
/// What getters of the table throw.
pub(super) fn codes(color: JsString, context: &mut Context) -> JsResult<Option<(String, String)>> {
    let inspect = super::state(context)?.inspect.clone();
    let colors = inspect.get(js_string!("colors"), context)?;
    let Some(colors) = colors.as_object() else { return Ok(None) };
    let pair = colors.get(color, context)?;
    let Some(pair) = pair.as_object() else { return Ok(None) };
    let on = pair.get(0_u32, context)?.to_string(context)?;
    let off = pair.get(1_u32, context)?.to_string(context)?;
    Ok(Some((text::plain(&on), text::plain(&off))))
}

impl Inspector<'_> {
    /// Decorates a part of the text, if colours are on or the script gave a function to do so.
    pub(super) fn styled(&mut self, shown: String, style: Style) -> JsResult<String> {
        if let Some(stylize) = self.options.stylize.clone() {
            let args = [js_string!(shown).into(), js_string!(style.name()).into()];
            let painted = crate::call(&stylize, &JsValue::undefined(), &args, self.context)?;
            return Ok(text::plain(&painted.to_string(self.context)?));
        }
        if !self.options.colors {
            return Ok(shown);
        }
        paint(&shown, JsString::from(style.name()), self.context)
    }

    /// Decorates a fixed word.
    pub(super) fn word(&mut self, shown: &str, style: Style) -> JsResult<String> {
        self.styled(shown.to_owned(), style)
    }
}

/// The two functions that custom inspection finds as `options.stylize`.
pub(super) fn stylize_functions(context: &mut Context) -> [JsObject; 2] {
    [
        function("stylizeNoColor", 2, stylize_plain, context).into(),
        function("stylizeWithColor", 2, stylize_color, context).into(),
    ]
}
