//! What a child is started with, read from the object that the JavaScript half prepared.

use std::ffi::OsString;

use boa_engine::{Context, JsObject, JsResult, JsValue, js_string, object::builtins::JsArray};
use ouro_reactor::{ChildStdio, SpawnOptions};
use ouro_sandbox::{Spawnable, hand_down};

use crate::{fs::failure::denied_error, host};

/// One descriptor of the child.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum End {
    Ignore,
    Pipe,
    /// A copy of the parent's.
    Number(i32),
}

/// `{ file, args, cwd, env, uid, gid, detached, stdio }`; `args` begins with the child's own name.
#[derive(Debug)]
pub(super) struct Wanted {
    program: Spawnable,
    args: Vec<OsString>,
    env: Option<Vec<(OsString, OsString)>>,
    cwd: Option<OsString>,
    uid: Option<u32>,
    gid: Option<u32>,
    detached: bool,
    pub(super) stdio: Vec<End>,
}

impl Wanted {
    /// Reads the object and asks for leave to start its program.
    pub(super) fn read(object: &JsObject, context: &mut Context) -> JsResult<Self> {
        let file = text(object, "file", context)?.unwrap_or_default();
        let granted = Spawnable::grant(file, &host(context).permissions.borrow());
        let program = granted.map_err(|refusal| denied_error(&refusal, context))?;
        let args = texts(object, "args", context)?.unwrap_or_default();
        let mut env: Option<Environment> = texts(object, "env", context)?.map(|pairs| {
            pairs
                .into_iter()
                .filter_map(|pair| {
                    let pair = pair.into_string().unwrap_or_default();
                    let (name, value) = pair.split_once('=')?;
                    Some((name.into(), value.into()))
                })
                .collect()
        });
        if let Some(env) = &mut env {
            hand_down_policy(env, &args, context);
        }
        let mut stdio = Vec::new();
        if let Some(list) = array(object, "stdio", context)? {
            for index in 0..list.length(context)? {
                let end = list.get(index, context)?;
                stdio.push(match end.as_number() {
                    #[expect(clippy::cast_possible_truncation, reason = "`as` saturates")]
                    Some(number) => End::Number(number as i32),
                    None if end.as_string().is_some_and(|end| end == js_string!("pipe")) => {
                        End::Pipe
                    }
                    None => End::Ignore,
                });
            }
        }
        Ok(Self {
            program,
            args,
            env,
            cwd: text(object, "cwd", context)?,
            uid: id(object, "uid", context)?,
            gid: id(object, "gid", context)?,
            detached: object.get(js_string!("detached"), context)?.to_boolean(),
            stdio,
        })
    }

    /// With the child's descriptors, what the reactor is given.
    pub(super) fn into_options(self, stdio: Vec<ChildStdio>) -> SpawnOptions {
        let mut args = self.args.into_iter();
        let mut options = SpawnOptions::new(self.program.program());
        options.arg0 = args.next();
        options.args = args.collect();
        options.env = self.env;
        options.cwd = self.cwd.map(Into::into);
        options.uid = self.uid;
        options.gid = self.gid;
        options.detached = self.detached;
        options.stdio = stdio;
        options
    }
}

/// Names and values of variables.
type Environment = Vec<(OsString, OsString)>;

/// A child takes the policy over by `NODE_OPTIONS`, unless it is given one of its own.
fn hand_down_policy(env: &mut Environment, args: &[OsString], context: &Context) {
    let host = host(context);
    if !host.permissions.borrow().is_restricted() || args.iter().any(|arg| arg == "--permission") {
        return;
    }
    let at = env.iter().position(|(name, _)| name == "NODE_OPTIONS");
    let given = at.map(|at| env.swap_remove(at).1.to_string_lossy().into_owned());
    let options = hand_down(&host.options.flags, &given.unwrap_or_default());
    env.push(("NODE_OPTIONS".into(), options.into()));
}

fn text(object: &JsObject, name: &str, context: &mut Context) -> JsResult<Option<OsString>> {
    let value = object.get(js_string!(name), context)?;
    Ok(value.as_string().map(|text| text.to_std_string_lossy().into()))
}

fn id(object: &JsObject, name: &str, context: &mut Context) -> JsResult<Option<u32>> {
    let value = object.get(js_string!(name), context)?;
    if value.is_undefined() { Ok(None) } else { value.to_u32(context).map(Some) }
}

fn array(object: &JsObject, name: &str, context: &mut Context) -> JsResult<Option<JsArray>> {
    match object.get(js_string!(name), context)?.as_object() {
        Some(list) => JsArray::from_object(list).map(Some),
        None => Ok(None),
    }
}

fn texts(object: &JsObject, name: &str, context: &mut Context) -> JsResult<Option<Vec<OsString>>> {
    let Some(list) = array(object, name, context)? else { return Ok(None) };
    let mut texts = Vec::new();
    for index in 0..list.length(context)? {
        let item: JsValue = list.get(index, context)?;
        texts.push(item.to_string(context)?.to_std_string_lossy().into());
    }
    Ok(Some(texts))
}
