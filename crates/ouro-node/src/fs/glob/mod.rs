//! `fs.glob`: the Rust half of `runtime-js/internal/fs/glob.js`.
//! Node docs: fs.glob, fs.globSync, fsPromises.glob.

mod pattern;
mod walk;

use boa_engine::{
    Context, JsError, JsObject, JsResult, JsValue, js_string, object::builtins::JsArray,
    object::builtins::JsFunction,
};
use ouro_sandbox::file::Kind;

use self::pattern::Pattern;
use self::walk::{Found, Walk};
use super::classes::dirent;
use super::voices::Job;
use crate::{Arguments, call, host};

/// Whether a path fits a pattern; what `path.matchesGlob` asks.
pub(crate) fn fits(path: &str, pattern: &str) -> bool {
    let names: Vec<&str> = path.split('/').filter(|name| !name.is_empty()).collect();
    Pattern::parse(pattern).iter().any(|pattern| pattern.fits(path.starts_with('/'), &names))
}

/// What a call asks for.
struct Asked {
    patterns: Vec<Pattern>,
    root: String,
    excluded: Vec<Pattern>,
    typed: bool,
    follow: bool,
}

/// `glob(patterns, cwd, excluded, typed, follow)`: the paths that fit, as strings or Dirents. All
/// checked by the JavaScript half; `patterns` and `excluded` are arrays of strings.
pub(super) fn glob(args: &[JsValue], context: &mut Context) -> JsResult<Job> {
    let Asked { patterns, root, excluded, typed, follow } = asked(args, context)?;
    let permissions = host(context).permissions.borrow().clone();
    let base = root.clone();
    Ok(Job::new(
        move || {
            let mut exclude = |path: &str, _: &str, _: Kind| excludes(&excluded, path);
            Ok(Walk::new(root, permissions, follow, &mut exclude).run(&patterns))
        },
        move |found: Vec<Found>, context| values(found, &base, typed, context),
    ))
}

/// `globWith(patterns, cwd, exclude, typed, follow)`: as `glob`, at once, asking the function
/// `exclude` about each name and each folder's path, or Dirents where `typed`.
///
/// # Errors
/// What `exclude` throws.
pub(super) fn glob_with(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let function = args.callback(2, context)?;
    let Asked { patterns, root, typed, follow, .. } = asked(args, context)?;
    let permissions = host(context).permissions.borrow().clone();
    let base = root.clone();
    let mut thrown: Option<JsError> = None;
    let found = {
        let mut exclude = |path: &str, name: &str, kind: Kind| {
            // After an error nothing more is asked, and nothing more walked.
            if thrown.is_some() {
                return true;
            }
            match ask(&function, path, name, kind, typed.then_some(base.as_str()), context) {
                Ok(answer) => answer,
                Err(error) => {
                    thrown = Some(error);
                    true
                }
            }
        };
        Walk::new(root, permissions, follow, &mut exclude).run(&patterns)
    };
    match thrown {
        Some(error) => Err(error),
        None => values(found, &base, typed, context),
    }
}

fn ask(
    function: &JsFunction,
    path: &str,
    name: &str,
    kind: Kind,
    base: Option<&str>,
    context: &mut Context,
) -> JsResult<bool> {
    let asked = match base {
        Some(base) => entry(path, kind, base, context)?,
        None => js_string!(name).into(),
    };
    Ok(call(function, &JsValue::undefined(), &[asked], context)?.to_boolean())
}

fn asked(args: &[JsValue], context: &mut Context) -> JsResult<Asked> {
    let wanted = patterns(args.value(0), context)?;
    let excluded = patterns(args.value(2), context)?;
    let root = args.text(1, context)?;
    Ok(Asked { patterns: wanted, root, excluded, typed: args.flag(3), follow: args.flag(4) })
}

/// Reads an array of patterns; what is no array holds none.
fn patterns(value: &JsValue, context: &mut Context) -> JsResult<Vec<Pattern>> {
    let Some(array) = value.as_object().filter(JsObject::is_array) else { return Ok(Vec::new()) };
    let array = JsArray::from_object(array)?;
    let mut all = Vec::new();
    for index in 0..array.length(context)? {
        let text = array.get(index, context)?.to_string(context)?;
        all.extend(Pattern::parse(&text.to_std_string_lossy()));
    }
    Ok(all)
}

fn excludes(patterns: &[Pattern], path: &str) -> bool {
    if patterns.is_empty() {
        return false;
    }
    let names: Vec<&str> =
        path.split('/').filter(|name| !name.is_empty() && *name != ".").collect();
    patterns.iter().any(|pattern| pattern.fits(path.starts_with('/'), &names))
}

fn values(found: Vec<Found>, base: &str, typed: bool, context: &mut Context) -> JsResult<JsValue> {
    let mut values = Vec::with_capacity(found.len());
    for Found { path, kind } in found {
        values.push(if typed {
            entry(&path, kind, base, context)?
        } else {
            js_string!(path.as_str()).into()
        });
    }
    Ok(JsArray::from_iter(values, context).into())
}

/// A Dirent whose folder is seen from where the starting folder is.
fn entry(path: &str, kind: Kind, base: &str, context: &mut Context) -> JsResult<JsValue> {
    let (folder, name) = match path.rsplit_once('/') {
        Some(("", name)) => ("/", name),
        Some((folder, name)) => (folder, name),
        None => ("", path),
    };
    let parent = if folder.starts_with('/') {
        folder.to_owned()
    } else if folder.is_empty() {
        base.to_owned()
    } else if base == "." {
        folder.to_owned()
    } else {
        format!("{base}/{folder}")
    };
    dirent(js_string!(name).into(), js_string!(parent.as_str()).into(), kind, context)
}

/// `globMatches(pattern, path)`: whether a path fits; a pattern without a slash is for the name
/// at its end.
///
/// # Errors
/// `ERR_INVALID_ARG_TYPE`.
pub(super) fn matches(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let (pattern, path) = (args.text(0, context)?, args.text(1, context)?);
    let name = path.rsplit_once('/').map_or(path.as_str(), |(_, name)| name);
    let path = if pattern.contains('/') { path.as_str() } else { name };
    Ok(excludes(&Pattern::parse(&pattern), path).into())
}
