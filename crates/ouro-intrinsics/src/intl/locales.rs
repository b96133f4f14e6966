//! Which locale is meant: the one of the environment, those that are asked for, the one there is.
//! ECMA-402 §6.2, §9.2 (`DefaultLocale`, `CanonicalizeLocaleList`, `ResolveLocale`).

use std::sync::OnceLock;

use boa_engine::{
    Context, JsError, JsNativeError, JsObject, JsResult, JsString, JsValue, js_string,
    object::builtins::JsArray,
};

use super::{class::Kit, options::Options, systems, tables::Table};

/// The locale that a service works with.
#[derive(Clone, Debug)]
pub(super) struct Resolved {
    /// As `resolvedOptions` tells it, with what its extension asked for.
    pub(super) tag: String,
    pub(super) table: Table,
    /// The numbering system.
    pub(super) system: &'static str,
}

/// The locale of the environment, as Node takes it: the first of `LC_ALL`, `LC_MESSAGES` and `LANG`
/// that says something; en-US for the locale of POSIX, or none. It is read once.
#[expect(clippy::disallowed_methods, reason = "the locale is the process's, not a script's")]
pub(super) fn default_tag() -> &'static str {
    static TAG: OnceLock<String> = OnceLock::new();
    TAG.get_or_init(|| {
        let names = ["LC_ALL", "LC_MESSAGES", "LANG"];
        let set = names.into_iter().filter_map(|name| std::env::var(name).ok());
        let first = set.into_iter().find(|value| !value.is_empty());
        tag_of(&first.unwrap_or_default()).unwrap_or_else(|| "en-US".to_owned())
    })
}

/// The language tag for a locale of POSIX: `de_AT.UTF-8@euro` is `de-AT`.
fn tag_of(posix: &str) -> Option<String> {
    let end = posix.find(['.', '@']).unwrap_or(posix.len());
    let name = posix.get(..end)?;
    if matches!(name, "" | "C" | "POSIX") || name.ends_with("POSIX") {
        return None;
    }
    let mut parts = name.split(['_', '-']);
    let mut tag = parts.next()?.to_ascii_lowercase();
    let script = match posix.split_once('@') {
        Some((_, "latin")) => Some("Latn"),
        Some((_, "cyrillic")) => Some("Cyrl"),
        _ => None,
    };
    let mut rest: Vec<&str> = parts.collect();
    if let Some(script) = script
        && rest.first().is_none_or(|part| part.len() != 4)
    {
        rest.insert(0, script);
    }
    let letters = |part: &str| part.bytes().all(|byte| byte.is_ascii_alphabetic());
    if !(2..=3).contains(&tag.len()) || !letters(&tag) {
        return None;
    }
    if tag == "iw" || tag == "in" {
        tag = if tag == "iw" { "he" } else { "id" }.to_owned();
    }
    for part in rest {
        tag.push('-');
        match part.len() {
            2 if letters(part) => tag.push_str(&part.to_ascii_uppercase()),
            3 if part.bytes().all(|byte| byte.is_ascii_digit()) => tag.push_str(part),
            4 if letters(part) => {
                tag.push_str(&part.get(..1)?.to_ascii_uppercase());
                tag.push_str(&part.get(1..)?.to_ascii_lowercase());
            }
            _ => return None,
        }
    }
    Some(tag)
}

/// The tags that a `locales` argument names, in canonical form.
pub(super) fn canonical(
    locales: &JsValue,
    kit: &Kit,
    context: &mut Context,
) -> JsResult<Vec<String>> {
    if locales.is_undefined() {
        return Ok(Vec::new());
    }
    let asked = [locales.clone()];
    let list = kit.canonical.call(&JsValue::undefined(), &asked, context);
    let list = match list {
        Ok(list) => list,
        Err(error) => return Err(worded(error, &bad_one(locales, kit, context)?)),
    };
    let list = JsArray::from_object(list.to_object(context)?)?;
    let length = list.length(context)?;
    let mut tags = Vec::with_capacity(usize::try_from(length).unwrap_or(0));
    for at in 0..length {
        let tag = list.get(at, context)?.to_string(context)?.to_std_string_lossy();
        tags.push(canonical_values(tag));
    }
    Ok(tags)
}

/// Keywords whose values the engine leaves as they are, though CLDR has others for them.
const ALIASES: [(&str, &str, &str); 13] = [
    ("ca", "ethiopic-amete-alem", "ethioaa"),
    ("ca", "gregorian", "gregory"),
    ("ca", "islamicc", "islamic-civil"),
    ("ks", "primary", "level1"),
    ("ks", "tertiary", "level3"),
    ("m0", "names", "prprname"),
    ("ms", "imperial", "uksystem"),
    ("tz", "cnckg", "cnsha"),
    ("tz", "eire", "iedub"),
    ("tz", "est", "papty"),
    ("tz", "gmt0", "gmt"),
    ("tz", "uct", "utc"),
    ("tz", "zulu", "utc"),
];

/// `CanonicalizeUValue` where the engine does not.
pub(super) fn canonical_values(tag: String) -> String {
    let (name, extensions) = split(&tag);
    if extensions.is_empty() {
        return tag;
    }
    let private = if extensions.starts_with("x-") { Some(0) } else { extensions.find("-x-") };
    let (open, private) = extensions.split_at(private.unwrap_or(extensions.len()));
    let mut open = format!("{open}-");
    for (key, alias, value) in ALIASES {
        open = open.replacen(&format!("-{key}-{alias}-"), &format!("-{key}-{value}-"), 1);
    }
    let open = open.strip_suffix('-').unwrap_or(&open);
    format!("{name}-{open}{private}")
}

/// Of several locales the one that the engine refuses.
fn bad_one(locales: &JsValue, kit: &Kit, context: &mut Context) -> JsResult<JsValue> {
    if let Some(array) = locales.as_object().filter(JsObject::is_array) {
        let array = JsArray::from_object(array)?;
        for at in 0..array.length(context)? {
            let one = array.get(at, context)?;
            let refused = one.is_string()
                && kit
                    .canonical
                    .call(&JsValue::undefined(), std::slice::from_ref(&one), context)
                    .is_err();
            if refused {
                return Ok(one);
            }
        }
    }
    Ok(locales.clone())
}

/// The engine's errors in V8's words.
pub(super) fn worded(error: JsError, locales: &JsValue) -> JsError {
    let Some(native) = error.as_native() else { return error };
    if native.message().contains("structurally valid") {
        let message = match locales.as_string() {
            Some(tag) => format!("Invalid language tag: {}", tag.to_std_string_lossy()),
            None => "Incorrect locale information provided".to_owned(),
        };
        return JsNativeError::range().with_message(message).into();
    }
    if native.message().contains("String or Object") {
        return JsNativeError::typ().with_message("Language ID should be string or object.").into();
    }
    error
}

/// A tag without its extensions, and what its `-u-` extension says for a key.
fn split(tag: &str) -> (&str, &str) {
    let mut at = 0;
    for part in tag.split('-') {
        if part.len() == 1 && at > 0 {
            let name = tag.get(..at - 1).unwrap_or(tag);
            return (name, tag.get(at..).unwrap_or(""));
        }
        at += part.len() + 1;
    }
    (tag, "")
}

/// What a `-u-` extension says for a key; a key without a value is `true`.
pub(super) fn keyword<'a>(tag: &'a str, key: &str) -> Option<&'a str> {
    let (_, extensions) = split(tag);
    let mut in_unicode = false;
    let mut found: Option<(usize, usize)> = None;
    let mut at = 0;
    for part in extensions.split('-') {
        let (start, end) = (at, at + part.len());
        at = end + 1;
        if part.len() == 1 {
            if found.is_some() || part == "x" {
                break;
            }
            in_unicode = part == "u";
        } else if in_unicode && part.len() == 2 {
            if found.is_some() {
                break;
            }
            if part == key {
                found = Some((end + 1, end + 1));
            }
        } else if let Some((from, _)) = found {
            found = Some((from.min(start), end));
        }
    }
    let (from, to) = found?;
    Some(extensions.get(from..to).filter(|value| !value.is_empty()).unwrap_or("true"))
}

/// The longest beginning of a tag that there is a table for.
fn available(tag: &str) -> Option<(&str, Table)> {
    let (mut name, _) = split(tag);
    loop {
        if let Some(table) = Table::of(name) {
            return Some((name, table));
        }
        let end = name.rfind('-')?;
        name = name.get(..end)?;
    }
}

/// `ResolveLocale` with the one relevant key `nu`.
pub(super) fn resolve(requested: &[String], system: Option<&str>) -> JsResult<Resolved> {
    let own = default_tag();
    let found = requested.iter().find_map(|tag| Some((tag.as_str(), available(tag)?)));
    let fallback = || Some(("", available(own).or_else(|| available("en-US"))?));
    let Some((asked, (name, table))) = found.or_else(fallback) else {
        return Err(JsNativeError::error().with_message("Intl is incomplete").into());
    };
    let mut tag = name.to_owned();
    let mut chosen = systems::known(table.value("nu", 0)).unwrap_or("latn");
    let of_tag = keyword(asked, "nu").and_then(systems::known);
    if let Some(of_tag) = of_tag {
        chosen = of_tag;
    }
    let of_option = system.and_then(systems::known);
    match of_option {
        Some(of_option) if of_option != chosen => chosen = of_option,
        _ if of_tag.is_some() => tag = format!("{tag}-u-nu-{chosen}"),
        _ => {}
    }
    Ok(Resolved { tag, table, system: chosen })
}

/// `FilterLocales`: those of the tags asked for that there is a table for.
pub(super) fn supported(
    locales: &JsValue,
    options: &JsValue,
    kit: &Kit,
    context: &mut Context,
) -> JsResult<JsValue> {
    let requested = canonical(locales, kit, context)?;
    let options = Options::coerce(options, "Intl.NumberFormat.supportedLocalesOf", context)?;
    options.matcher(context)?;
    let found = requested.iter().filter(|tag| available(tag).is_some());
    let found: Vec<JsValue> = found.map(|tag| JsString::from(tag.as_str()).into()).collect();
    Ok(JsArray::from_iter(found, context).into())
}

/// The locales to hand to a class of the engine: those asked for, or the environment's.
pub(super) fn or_default(locales: &JsValue, context: &mut Context) -> JsResult<JsValue> {
    let nothing = match locales.as_object() {
        Some(object) if object.is_array() => {
            object.get(js_string!("length"), context)?.as_number() == Some(0.0)
        }
        _ => locales.is_undefined(),
    };
    if nothing { Ok(JsString::from(default_tag()).into()) } else { Ok(locales.clone()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn locales_of_posix_become_tags() {
        assert_eq!(tag_of("de_AT.UTF-8").as_deref(), Some("de-AT"));
        assert_eq!(tag_of("de_DE@euro").as_deref(), Some("de-DE"));
        assert_eq!(tag_of("sr_RS@latin").as_deref(), Some("sr-Latn-RS"));
        assert_eq!(tag_of("zh_hant_tw").as_deref(), Some("zh-Hant-TW"));
        assert_eq!(tag_of("es_419").as_deref(), Some("es-419"));
        assert_eq!(tag_of("fr").as_deref(), Some("fr"));
        for none in ["", "C", "C.UTF-8", "POSIX", "en_US_POSIX", "junk!!", "x"] {
            assert_eq!(tag_of(none), None, "{none}");
        }
    }

    #[test]
    fn values_of_keywords_have_one_form() {
        let canonical = |tag: &str| canonical_values(tag.to_owned());
        assert_eq!(canonical("en-u-ca-islamicc-nu-arab"), "en-u-ca-islamic-civil-nu-arab");
        assert_eq!(canonical("en-u-ks-primary-x-ks-primary"), "en-u-ks-level1-x-ks-primary");
        assert_eq!(canonical("en-x-u-ca-islamicc"), "en-x-u-ca-islamicc");
        assert_eq!(canonical("en-US"), "en-US");
    }

    #[test]
    fn extensions_tell_their_keywords() {
        assert_eq!(keyword("en-u-ca-buddhist-nu-arab", "nu"), Some("arab"));
        assert_eq!(keyword("en-u-kn-nu-arab", "kn"), Some("true"));
        assert_eq!(keyword("en-u-nu", "nu"), Some("true"));
        assert_eq!(keyword("en-x-u-nu-arab", "nu"), None);
        assert_eq!(keyword("en-a-nu-u-nu-thai-x-nu-arab", "nu"), Some("thai"));
        assert_eq!(keyword("en", "nu"), None);
    }

    #[test]
    fn the_longest_known_beginning_is_taken() {
        let resolve = |tag: &str| resolve(&[tag.to_owned()], None).expect("a locale").tag;
        assert_eq!(resolve("zh-Hant-US"), "zh-Hant");
        assert_eq!(resolve("en-Latn-US"), "en");
        assert_eq!(resolve("de-XX-u-nu-arab-ca-gregory"), "de-u-nu-arab");
        assert_eq!(resolve("de-u-nu-nonsense"), "de");
    }
}
