//! The messages that are more than a template: one arm for each code of `table.rs` marked `MADE`.
//! Node docs: Node.js error codes; the wording is that of Node 26.

use boa_engine::{Context, JsObject, JsResult, JsValue, js_string};

use super::{
    describe::{describe, expected, inspect, list, quote_double, received, spell, subject},
    set,
};
use crate::Arguments;

/// How much of an inspected value `ERR_INVALID_ARG_VALUE` shows.
const INSPECTED_LENGTH: usize = 128;

/// Fills a template: each `%s` takes the next argument.
pub(super) fn fill(template: &str, args: &[JsValue], context: &mut Context) -> String {
    let mut pieces = template.split("%s");
    let mut text = pieces.next().unwrap_or_default().to_owned();
    for (index, piece) in pieces.enumerate() {
        text.push_str(&spell(args.value(index), context));
        text.push_str(piece);
    }
    text
}

/// Writes the message of a `MADE` code, and sets the properties that belong to it on `error`.
pub(super) fn make(
    code: &str,
    args: &[JsValue],
    error: &JsObject,
    context: &mut Context,
) -> JsResult<String> {
    let word = |index: usize, context: &mut Context| spell(args.value(index), context);
    let keep = |name: &str, index: usize| set(error, name, args.value(index).clone());
    Ok(match code {
        "ERR_ACCESS_DENIED" => {
            for (name, index) in [("permission", 1), ("resource", 2)] {
                let value = args.value(index);
                let empty = js_string!().into();
                set(error, name, if value.is_undefined() { empty } else { value.clone() });
            }
            word(0, context)
        }
        "ERR_BUFFER_OUT_OF_BOUNDS" if args.flag(0) => {
            format!("\"{}\" is outside of buffer bounds", word(0, context))
        }
        "ERR_BUFFER_OUT_OF_BOUNDS" => "Attempt to access memory outside buffer bounds".to_owned(),
        "ERR_ENCODING_INVALID_ENCODED_DATA" => {
            keep("errno", 1);
            format!("The encoded data was not valid for encoding {}", word(0, context))
        }
        "ERR_FALSY_VALUE_REJECTION" => {
            keep("reason", 0);
            "Promise was rejected with falsy value".to_owned()
        }
        "ERR_HTTP2_INVALID_SETTING_VALUE" => {
            keep("actual", 1);
            fill("Invalid value for setting \"%s\": %s", args, context)
        }
        "ERR_HTTP2_STREAM_CANCEL" => stream_cancel(args.value(0), error, context)?,
        "ERR_IMPORT_ATTRIBUTE_UNSUPPORTED" => {
            let place = suffix(" in ", args.value(2), context);
            fill("Import attribute \"%s\" with value \"%s\" is not supported", args, context)
                + &place
        }
        "ERR_INTERNAL_ASSERTION" => {
            let told = if args.value(0).is_undefined() {
                String::new()
            } else {
                format!("{}\n", word(0, context))
            };
            format!(
                "{told}This is caused by either a bug in Node.js or incorrect usage of Node.js \
                 internals.\nPlease open an issue with this stack trace at \
                 https://github.com/nodejs/node/issues\n"
            )
        }
        "ERR_INVALID_ADDRESS_FAMILY" => {
            keep("host", 1);
            keep("port", 2);
            fill("Invalid address family: %s %s:%s", args, context)
        }
        "ERR_INVALID_ARG_TYPE" => {
            let names = strings(args.value(1), context)?;
            argument_type(&word(0, context), &names, args.value(2), context)
        }
        "ERR_INVALID_ARG_VALUE" => {
            let reason = if args.value(2).is_undefined() {
                "is invalid".to_owned()
            } else {
                word(2, context)
            };
            argument_value(&word(0, context), args.value(1), &reason, context)
        }
        "ERR_INVALID_CHAR" if !args.value(1).is_undefined() => {
            fill("Invalid character in %s [\"%s\"]", args, context)
        }
        "ERR_INVALID_CHAR" => fill("Invalid character in %s", args, context),
        "ERR_INVALID_FILE_URL_PATH" => {
            if !args.value(1).is_undefined() {
                keep("input", 1);
            }
            fill("File URL path %s", args, context)
        }
        "ERR_INVALID_MIME_SYNTAX" => {
            let place = match args.number(2) {
                -1.0 => String::new(),
                at => format!(" at {at}"),
            };
            let text = quote_double(&word(1, context));
            format!("The MIME syntax for a {} in {text} is invalid{place}", word(0, context))
        }
        "ERR_INVALID_MODULE_SPECIFIER" => {
            let base = suffix(" imported from ", args.value(2), context);
            fill("Invalid module \"%s\" %s", args, context) + &base
        }
        "ERR_INVALID_PACKAGE_CONFIG" => {
            let base = suffix(" while importing ", args.value(1), context);
            let told = suffix(". ", args.value(2), context);
            format!("Invalid package config {}{base}{told}", word(0, context))
        }
        "ERR_INVALID_PACKAGE_TARGET" => package_target(args, context)?,
        "ERR_INVALID_RETURN_PROPERTY" => {
            let value = describe(args.value(3), context);
            let [input, name, property] = [0, 1, 2].map(|index| word(index, context));
            format!(
                "Expected a valid {input} to be returned for the \"{property}\" from the \"{name}\" \
                 hook but got {value}."
            )
        }
        "ERR_INVALID_RETURN_PROPERTY_VALUE" => {
            let value = describe(args.value(3), context);
            let [input, name, property] = [0, 1, 2].map(|index| word(index, context));
            format!(
                "Expected {input} to be returned for the \"{property}\" from the \"{name}\" hook but \
                 got {value}."
            )
        }
        "ERR_INVALID_RETURN_VALUE" => {
            let value = describe(args.value(2), context);
            fill("Expected %s to be returned from the \"%s\" function but got ", args, context)
                + &value
                + "."
        }
        "ERR_INVALID_URL" => {
            keep("input", 0);
            if !args.value(1).is_null_or_undefined() {
                keep("base", 1);
            }
            "Invalid URL".to_owned()
        }
        "ERR_INVALID_URL_SCHEME" => {
            let schemes = strings(args.value(0), context)?;
            match schemes.as_slice() {
                [first, second] => format!("The URL must be one of scheme {first} or {second}"),
                _ => format!("The URL must be of scheme {}", schemes.join("")),
            }
        }
        "ERR_MISSING_ARGS" => missing_arguments(args, context)?,
        "ERR_MODULE_NOT_FOUND" => {
            let kind = if args.flag(2) {
                keep("url", 2);
                "module"
            } else {
                "package"
            };
            format!("Cannot find {kind} '{}' imported from {}", word(0, context), word(1, context))
        }
        "ERR_OUT_OF_RANGE" => {
            let lead = word(0, context);
            let lead = if args.flag(3) {
                lead
            } else {
                format!("The value of \"{lead}\" is out of range.")
            };
            let received = received(args.value(2), context);
            format!("{lead} It must be {}. Received {received}", word(1, context))
        }
        "ERR_PACKAGE_IMPORT_NOT_DEFINED" => {
            let package = match suffix(" in package ", args.value(1), context) {
                package if package.is_empty() => package,
                package => package + "package.json",
            };
            let [name, base] = [0, 2].map(|index| word(index, context));
            format!(
                "Package import specifier \"{name}\" is not defined{package} imported from {base}"
            )
        }
        "ERR_PACKAGE_PATH_NOT_EXPORTED" => {
            let base = suffix(" imported from ", args.value(2), context);
            let [package, path] = [0, 1].map(|index| word(index, context));
            if path == "." {
                format!("No \"exports\" main defined in {package}package.json{base}")
            } else {
                format!(
                    "Package subpath '{path}' is not defined by \"exports\" in \
                     {package}package.json{base}"
                )
            }
        }
        "ERR_PARSE_ARGS_UNKNOWN_OPTION" => {
            let option = word(0, context);
            let hint = if args.flag(1) {
                format!(
                    ". To specify a positional argument starting with a '-', place it at the end of \
                     the command after '--', as in '-- {}",
                    quote_double(&option)
                )
            } else {
                String::new()
            };
            format!("Unknown option '{option}'{hint}")
        }
        "ERR_REQUIRE_ASYNC_MODULE" => {
            let file = suffix("\nRequired module: ", args.value(0), context);
            "require() cannot be used on an ESM graph with top-level await. Use import() instead. To \
             see where the top-level await comes from, use --experimental-print-required-tla."
                .to_owned()
                + &file
        }
        "ERR_REQUIRE_ESM" => require_of_module(args, context),
        "ERR_SOCKET_BAD_PORT" => {
            let zero = args.value(2).is_undefined() || args.flag(2);
            let floor = if zero { ">=" } else { ">" };
            let received = describe(args.value(1), context);
            format!("{} should be {floor} 0 and < 65536. Received {received}.", word(0, context))
        }
        "ERR_TEST_FAILURE" => {
            keep("failureType", 1);
            keep("cause", 0);
            let message = match args.value(0).as_object() {
                Some(cause) => cause.get(js_string!("message"), context)?,
                None => JsValue::undefined(),
            };
            match message.as_string() {
                Some(message) => message.to_std_string_lossy(),
                None => word(0, context),
            }
        }
        "ERR_TLS_ALPN_CALLBACK_INVALID_RESULT" => {
            let protocols = strings(args.value(1), context)?.join(", ");
            format!(
                "ALPN callback returned a value ({}) that did not match any of the client's offered \
                 protocols ({protocols})",
                word(0, context)
            )
        }
        "ERR_TLS_CERT_ALTNAME_INVALID" => {
            keep("reason", 0);
            keep("host", 1);
            keep("cert", 2);
            fill("Hostname/IP does not match certificate's altnames: %s", args, context)
        }
        "ERR_UNHANDLED_ERROR" if args.value(0).is_undefined() => "Unhandled error.".to_owned(),
        "ERR_UNHANDLED_ERROR" => {
            let told = args.value(0).to_string(context)?.to_std_string_lossy();
            format!("Unhandled error. ({told})")
        }
        "ERR_UNSUPPORTED_DIR_IMPORT" => {
            if args.flag(2) {
                keep("url", 2);
            }
            fill(
                "Directory import '%s' is not supported resolving ES modules imported from %s",
                args,
                context,
            )
        }
        "ERR_UNSUPPORTED_ESM_URL_SCHEME" => {
            let schemes = list(&strings(args.value(1), context)?, "and");
            let url = args.value(0).to_object(context)?;
            let protocol = url.get(js_string!("protocol"), context)?;
            format!(
                "Only URLs with a scheme in: {schemes} are supported by the default ESM loader. \
                 Received protocol '{}'",
                spell(&protocol, context)
            )
        }
        "ERR_VM_MODULE_LINK_FAILURE" => {
            keep("cause", 1);
            word(0, context)
        }
        "ERR_WORKER_INVALID_EXEC_ARGV" => {
            let flags = strings(args.value(0), context)?.join(", ");
            let what = if args.value(1).is_undefined() {
                "invalid execArgv flags".to_owned()
            } else {
                word(1, context)
            };
            format!("Initiated Worker with {what}: {flags}")
        }
        _ => String::new(),
    })
}

/// The message of `ERR_INVALID_ARG_TYPE`.
pub(super) fn argument_type(
    name: &str,
    names: &[impl AsRef<str>],
    actual: &JsValue,
    context: &mut Context,
) -> String {
    let actual = describe(actual, context);
    format!("The {} must be {}. Received {actual}", subject(name), expected(names))
}

/// The message of `ERR_INVALID_ARG_VALUE`.
pub(super) fn argument_value(
    name: &str,
    actual: &JsValue,
    reason: &str,
    context: &mut Context,
) -> String {
    let mut shown = inspect(actual, context);
    if let Some((end, _)) = shown.char_indices().nth(INSPECTED_LENGTH) {
        shown.truncate(end);
        shown.push_str("...");
    }
    let kind = if name.contains('.') { "property" } else { "argument" };
    format!("The {kind} '{name}' {reason}. Received {shown}")
}

/// `lead` and the value, or nothing where the value is falsy.
fn suffix(lead: &str, value: &JsValue, context: &mut Context) -> String {
    if value.to_boolean() { format!("{lead}{}", spell(value, context)) } else { String::new() }
}

/// The strings of an array, or the one string given instead.
fn strings(value: &JsValue, context: &mut Context) -> JsResult<Vec<String>> {
    let array = value.as_object().filter(JsObject::is_array);
    let Some(array) = array else { return Ok(vec![spell(value, context)]) };
    let length = array.get(js_string!("length"), context)?.to_length(context)?;
    let mut words = Vec::new();
    for index in 0..length {
        let word = array.get(index, context)?;
        words.push(spell(&word, context));
    }
    Ok(words)
}

fn missing_arguments(args: &[JsValue], context: &mut Context) -> JsResult<String> {
    let mut names = Vec::new();
    for arg in args {
        let choice: Vec<_> =
            strings(arg, context)?.iter().map(|name| format!("\"{name}\"")).collect();
        names.push(choice.join(" or "));
    }
    let noun = if names.len() == 1 { "argument" } else { "arguments" };
    Ok(format!("The {} {noun} must be specified", list(&names, "and")))
}

fn stream_cancel(cause: &JsValue, error: &JsObject, context: &mut Context) -> JsResult<String> {
    let mut message = "The pending stream has been canceled".to_owned();
    if cause.to_boolean() {
        set(error, "cause", cause.clone());
        if let Some(cause) = cause.as_object() {
            let told = cause.get(js_string!("message"), context)?;
            if let Some(told) = told.as_string() {
                message.push_str(&format!(" (caused by: {})", told.to_std_string_lossy()));
            }
        }
    }
    Ok(message)
}

/// `ERR_INVALID_PACKAGE_TARGET(packagePath, key, target, isImport, base)`.
fn package_target(args: &[JsValue], context: &mut Context) -> JsResult<String> {
    let target = args.value(2);
    let shown = match target.as_string() {
        Some(text) => quote_double(&text.to_std_string_lossy()),
        None => target.to_json(context)?.map_or_else(|| "undefined".to_owned(), |v| v.to_string()),
    };
    let [package, key] = [0, 1].map(|index| spell(args.value(index), context));
    let import = args.flag(3);
    let relative =
        target.as_string().is_some_and(|text| text.to_std_string_lossy().starts_with("./"));
    let hint = if target.is_string() && !import && !relative {
        "; targets must start with \"./\""
    } else {
        ""
    };
    let base = suffix(" imported from ", args.value(4), context);
    if key == "." {
        return Ok(format!(
            "Invalid \"exports\" main target {shown} defined in the package config \
             {package}package.json{base}{hint}"
        ));
    }
    let field = if import { "imports" } else { "exports" };
    Ok(format!(
        "Invalid \"{field}\" target {shown} defined for '{key}' in the package config \
         {package}package.json{base}{hint}"
    ))
}

/// `ERR_REQUIRE_ESM(filename, hasEsmSyntax, parentPath, packageJsonPath)`.
fn require_of_module(args: &[JsValue], context: &mut Context) -> String {
    let file = spell(args.value(0), context);
    let from = suffix(" from ", args.value(2), context);
    let mut text = format!("require() of ES Module {file}{from} not supported.");
    if !args.flag(3) {
        return text;
    }
    // Messages after the first line name the file by its last part.
    let name = |path: &str| path.rsplit('/').next().unwrap_or_default().to_owned();
    let parent_name = name(&spell(args.value(2), context));
    let file = if name(&file) == parent_name { file } else { name(&file) };
    let (package, syntax) = (spell(args.value(3), context), args.flag(1));
    if syntax {
        let parent = spell(args.value(2), context);
        text.push_str(&format!(
            "\nInstead change the require of {file} in {parent} to a dynamic import() which is \
             available in all CommonJS modules."
        ));
    } else {
        text.push_str(&format!(
            "\n{file} is treated as an ES module file as it is a .js file whose nearest parent \
             package.json contains \"type\": \"module\" which declares all .js files in that \
             package scope as ES modules.\nInstead either rename {file} to end in .cjs, change the \
             requiring code to use dynamic import() which is available in all CommonJS modules, or \
             change \"type\": \"module\" to \"type\": \"commonjs\" in {package} to treat all .js \
             files as CommonJS (using .mjs for all ES modules instead).\n"
        ));
    }
    text
}
