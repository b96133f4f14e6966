//! The permission set of one runtime: what its flags granted, less what it has dropped.
//!
//! Node docs: Permissions, `process.permission.has`, `process.permission.drop`.

use std::sync::Arc;

use crate::denied::{Denied, Permission, PolicyError};
use crate::lexical::normalise;
use crate::net::NetRules;
use crate::paths::FileRules;

/// What a runtime may touch. The default is everything, as Node without `--permission`.
///
/// Cloning shares the rules until one copy drops a grant: that is how a worker gets its own.
#[derive(Clone, Debug, Default)]
pub struct Permissions {
    /// `None`: everything is allowed, and tokens carry no rules.
    rules: Option<Arc<RuleSet>>,
    /// Names of variables, or `PREFIX*`; `None`: all are visible.
    env: Option<Arc<Vec<String>>>,
}

/// The rules of a restricted set.
#[derive(Clone, Debug, Default)]
pub(crate) struct RuleSet {
    pub(crate) files: Arc<FileRules>,
    pub(crate) net: NetRules,
    child: bool,
    wasi: bool,
    worker: bool,
}

impl Permissions {
    /// Everything is allowed.
    pub fn all() -> Self {
        Self::default()
    }

    /// What bare `--permission` means: no files, network, processes or workers. Environment
    /// variables stay visible, as in Node, until an `--allow-env` names those that shall be.
    pub fn restricted() -> Self {
        Self { rules: Some(Arc::default()), env: None }
    }

    /// Builds a set from flags in the order given, for instance
    /// `[("--permission", None), ("--allow-fs-read", Some("/srv"))]`.
    ///
    /// Without `--permission` the allows change nothing, except that `--allow-env` narrows.
    ///
    /// # Errors
    /// A flag that is none of the policy's, or whose value makes no rule.
    pub fn from_flags<'a>(
        flags: impl IntoIterator<Item = (&'a str, Option<&'a str>)>,
    ) -> Result<Self, PolicyError> {
        let flags: Vec<_> = flags.into_iter().collect();
        let restricted = flags.iter().any(|(flag, _)| *flag == "--permission");
        let mut permissions = if restricted { Self::restricted() } else { Self::all() };
        for (flag, value) in flags {
            if flag != "--permission" {
                permissions.allow(flag, value)?;
            }
        }
        Ok(permissions)
    }

    /// Adds what one flag grants. Flags are Node's with finer values: `--allow-fs-read=PATH`,
    /// `--allow-fs-write=PATH`, `--allow-net[=RULE]` (see [`crate::Reachable`]),
    /// `--allow-env[=NAME or PREFIX*]`, `--allow-child-process`, `--allow-worker`,
    /// `--allow-wasi`; `--allow-addons` and `--allow-inspector` are known and grant nothing.
    ///
    /// # Errors
    /// A flag that is none of these, or whose value makes no rule.
    pub fn allow(&mut self, flag: &str, value: Option<&str>) -> Result<(), PolicyError> {
        if flag == "--allow-env" {
            return self.allow_env(value);
        }
        let mut ignored = RuleSet::default();
        let rules = match &mut self.rules {
            Some(rules) => Arc::make_mut(rules),
            None => &mut ignored,
        };
        let value_or_error =
            || value.ok_or_else(|| PolicyError(format!("{flag} requires an argument")));
        match flag {
            "--allow-fs-read" => {
                Arc::make_mut(&mut rules.files).allow(Permission::FileSystemRead, value_or_error()?)
            }
            "--allow-fs-write" => Arc::make_mut(&mut rules.files)
                .allow(Permission::FileSystemWrite, value_or_error()?),
            "--allow-net" => rules.net.allow(value),
            "--allow-child-process" => {
                rules.child = true;
                Ok(())
            }
            "--allow-worker" => {
                rules.worker = true;
                Ok(())
            }
            "--allow-wasi" => {
                rules.wasi = true;
                Ok(())
            }
            "--allow-addons" | "--allow-inspector" | "--allow-ffi" => Ok(()),
            _ => Err(PolicyError(format!("bad option: {flag}"))),
        }
    }

    /// Whether `--permission` is on. Rooms need not ask: tokens know.
    pub fn is_restricted(&self) -> bool {
        self.rules.is_some()
    }

    /// Answers `process.permission.has(scope[, reference])`; an unknown scope is `false`.
    ///
    /// Scopes: `fs`, `fs.read`, `fs.write` (reference: a path), `net` (`HOST[:PORT]`), `env` (a
    /// name), `child`, `worker`, `wasi`.
    pub fn has(&self, scope: &str, reference: Option<&str>) -> bool {
        if scope == "env" {
            return match reference {
                Some(name) => self.env_visible(name),
                None => self.env.is_none(),
            };
        }
        let Some(rules) = &self.rules else {
            return matches!(
                scope,
                "fs" | "fs.read" | "fs.write" | "net" | "child" | "worker" | "wasi"
            );
        };
        let files = |way| match reference {
            Some(path) => rules.files.allows_text(way, &normalise(path.as_bytes())),
            None => rules.files.everything(way),
        };
        match scope {
            "fs" => files(Permission::FileSystemRead) && files(Permission::FileSystemWrite),
            "fs.read" => files(Permission::FileSystemRead),
            "fs.write" => files(Permission::FileSystemWrite),
            "net" => rules.net.has(reference),
            "child" => rules.child,
            "worker" => rules.worker,
            "wasi" => rules.wasi,
            _ => false,
        }
    }

    /// Answers `process.permission.drop(scope[, reference])`: takes grants back for good.
    ///
    /// A path is dropped only as it was granted: one inside a still granted folder stays.
    /// Tokens made before keep what they hold. Returns what was dropped, for the diagnostics
    /// channels; empty where there is no policy or the scope is unknown.
    pub fn drop(&mut self, scope: &str, reference: Option<&str>) -> Vec<Permission> {
        let Some(rules) = &mut self.rules else { return Vec::new() };
        let rules = Arc::make_mut(rules);
        let dropped: &[Permission] = match scope {
            "fs" => &[Permission::FileSystemRead, Permission::FileSystemWrite],
            "fs.read" => &[Permission::FileSystemRead],
            "fs.write" => &[Permission::FileSystemWrite],
            "net" => &[Permission::Net],
            "child" => &[Permission::ChildProcess],
            "worker" => &[Permission::WorkerThreads],
            "wasi" => &[Permission::Wasi],
            "env" => &[Permission::Environment],
            _ => &[],
        };
        for permission in dropped {
            match permission {
                Permission::ChildProcess => rules.child = false,
                Permission::Environment => drop_env(&mut self.env, reference),
                Permission::Net => rules.net.drop(reference),
                Permission::Wasi => rules.wasi = false,
                Permission::WorkerThreads => rules.worker = false,
                files => Arc::make_mut(&mut rules.files).drop(*files, reference),
            }
        }
        dropped.to_vec()
    }

    /// Whether an environment variable exists for the script. One not granted reads as absent.
    pub fn env_visible(&self, name: &str) -> bool {
        let Some(names) = &self.env else { return true };
        names.iter().any(|rule| match rule.strip_suffix('*') {
            Some(prefix) => name.starts_with(prefix),
            None => name == rule,
        })
    }

    /// Whether a path lies above something that may be read, and so is known to be a folder
    /// without a look at the disk.
    pub fn leads_to_readable(&self, path: &std::path::Path) -> bool {
        let path = normalise(path.as_os_str().as_encoded_bytes());
        match &self.rules {
            Some(rules) => rules.files.leads_to_root(Permission::FileSystemRead, &path),
            None => true,
        }
    }

    /// Lets one file be read as it is written, and as it truly lies: the program's entry file.
    pub fn allow_entry(&mut self, path: &str) {
        if let Some(rules) = &mut self.rules {
            let rules = Arc::make_mut(rules);
            Arc::make_mut(&mut rules.files).allow_exactly(Permission::FileSystemRead, path);
        }
    }

    /// Asks to start a worker thread.
    ///
    /// # Errors
    /// `Denied` without `--allow-worker`.
    pub fn worker(&self) -> Result<(), Denied> {
        self.flag(Permission::WorkerThreads)
    }

    /// Asks to use WASI.
    ///
    /// # Errors
    /// `Denied` without `--allow-wasi`.
    pub fn wasi(&self) -> Result<(), Denied> {
        self.flag(Permission::Wasi)
    }

    /// Asks to reach beyond the process: `kill` and `setPriority` of others, setuid and kin.
    ///
    /// # Errors
    /// `Denied` without `--allow-child-process`.
    pub fn other_processes(&self) -> Result<(), Denied> {
        self.flag(Permission::ChildProcess)
    }

    fn flag(&self, permission: Permission) -> Result<(), Denied> {
        if self.has(permission.scope(), None) { Ok(()) } else { Err(Denied::new(permission, "")) }
    }

    fn allow_env(&mut self, value: Option<&str>) -> Result<(), PolicyError> {
        match value {
            None | Some("*") => self.env = None,
            Some(name) if name.contains(',') => {
                return Err(PolicyError(format!(
                    "--allow-env: {name} is more than one variable: give the option once for each"
                )));
            }
            Some(name) if name.strip_suffix('*').unwrap_or(name).contains(['*', '=', '\0']) => {
                return Err(PolicyError(format!("--allow-env: {name} is no variable's name")));
            }
            Some(name) => {
                let names = self.env.get_or_insert_with(Arc::default);
                Arc::make_mut(names).push(name.to_owned());
            }
        }
        Ok(())
    }

    pub(crate) fn rules(&self) -> Option<&Arc<RuleSet>> {
        self.rules.as_ref()
    }
}

fn drop_env(env: &mut Option<Arc<Vec<String>>>, reference: Option<&str>) {
    match reference {
        None => *env = Some(Arc::default()),
        // With all visible there is no rule of that name to take back.
        Some(name) => {
            if let Some(names) = env {
                Arc::make_mut(names).retain(|rule| rule != name);
            }
        }
    }
}
