//! The one list of builtin modules: what scripts may `require`, what only builtins may, and the
//! Rust halves. Rows are in alphabetical order.

use std::borrow::Cow;

use crate::binding::Binding;

/// How far a module's API may be relied on. Node docs: Stability index.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Stability {
    /// Behaves as Node's.
    Stable,
    /// Part of it is there and behaves as Node's; the rest is plainly missing.
    Partial,
}

/// A module that scripts may `require`.
#[derive(Clone, Copy, Debug)]
pub struct Builtin {
    /// The id without `node:`.
    pub id: &'static str,
    /// The text of its JavaScript half.
    pub source: &'static str,
    /// How much of it is there.
    pub stability: Stability,
    /// Whether it is known only as `node:…`.
    pub scheme_only: bool,
}

macro_rules! source {
    ($id:literal) => {
        include_str!(concat!("../../../runtime-js/", $id, ".js"))
    };
}

macro_rules! rooms {
    ($($id:literal $stability:ident;)*) => {
        &[$(Builtin {
            id: $id,
            source: source!($id),
            stability: Stability::$stability,
            scheme_only: is_scheme_only($id),
        },)*]
    };
}

/// Modules that came when bare names were no longer given away: known as `node:…` alone.
const fn is_scheme_only(id: &str) -> bool {
    matches!(id.as_bytes(), b"test")
}

macro_rules! parts {
    ($($id:literal;)*) => { &[$(($id, source!($id)),)*] };
}

/// Every public builtin.
pub const CATALOGUE: &[Builtin] = rooms! {
    "_stream_duplex" Stable;
    "_stream_passthrough" Stable;
    "_stream_readable" Stable;
    "_stream_transform" Stable;
    "_stream_writable" Stable;
    "assert" Stable;
    "assert/strict" Stable;
    "async_hooks" Partial;
    "buffer" Stable;
    "child_process" Stable;
    "cluster" Partial;
    "console" Stable;
    "constants" Stable;
    "crypto" Partial;
    "diagnostics_channel" Partial;
    "dns" Partial;
    "dns/promises" Partial;
    "events" Stable;
    "fs" Stable;
    "fs/promises" Stable;
    "module" Partial;
    "net" Stable;
    "os" Stable;
    "path" Stable;
    "path/posix" Stable;
    "path/win32" Stable;
    "perf_hooks" Partial;
    "process" Partial;
    "punycode" Stable;
    "querystring" Stable;
    "readline" Stable;
    "readline/promises" Stable;
    "repl" Partial;
    "stream" Partial;
    "stream/consumers" Stable;
    "stream/promises" Stable;
    "string_decoder" Stable;
    "sys" Stable;
    "test" Partial;
    "timers" Stable;
    "timers/promises" Stable;
    "tty" Stable;
    "url" Partial;
    "util" Partial;
    "util/types" Stable;
    "v8" Partial;
    "vm" Partial;
    "worker_threads" Partial;
};

/// Parts that only builtins may require.
pub const INTERNALS: &[(&str, &str)] = parts! {
    "internal/abort_controller";
    "internal/assert/assertion_error";
    "internal/assert/failure";
    "internal/assert/throws";
    "internal/blob";
    "internal/child_process/child";
    "internal/child_process/ipc";
    "internal/child_process/stdio";
    "internal/domexception";
    "internal/encoding";
    "internal/errors";
    "internal/event_target";
    "internal/events/async_resource";
    "internal/events/iterator";
    "internal/events/once";
    "internal/events/rare";
    "internal/fetch/http";
    "internal/file";
    "internal/fs/blob";
    "internal/fs/cp";
    "internal/fs/dir";
    "internal/fs/file_handle";
    "internal/fs/glob";
    "internal/fs/streams";
    "internal/fs/watchers";
    "internal/modules/circular";
    "internal/modules/cjs";
    "internal/modules/entry";
    "internal/modules/hooks";
    "internal/modules/register";
    "internal/modules/resolve";
    "internal/modules/run_main";
    "internal/modules/statics";
    "internal/navigator";
    "internal/net/address";
    "internal/net/block_list";
    "internal/net/connect";
    "internal/net/server";
    "internal/net/socket";
    "internal/node_event_target";
    "internal/perf/histogram";
    "internal/perf/observer";
    "internal/perf/performance";
    "internal/perf/timeline";
    "internal/perf/timerify";
    "internal/process/emitter";
    "internal/process/finalization";
    "internal/process/flags";
    "internal/process/methods";
    "internal/process/stdio";
    "internal/process/warning";
    "internal/readline/cursor";
    "internal/readline/editor";
    "internal/readline/interface";
    "internal/readline/keypress";
    "internal/readline/keys";
    "internal/readline/lines";
    "internal/repl/commands";
    "internal/repl/completer";
    "internal/repl/context";
    "internal/repl/evaluate";
    "internal/repl/failure";
    "internal/repl/history";
    "internal/repl/keys";
    "internal/repl/look";
    "internal/repl/preview";
    "internal/repl/search";
    "internal/repl/server";
    "internal/repl/session";
    "internal/repl/standalone";
    "internal/source_map";
    "internal/streams/add-abort-signal";
    "internal/streams/compose";
    "internal/streams/construct";
    "internal/streams/destroy";
    "internal/streams/destroyer";
    "internal/streams/dispose";
    "internal/streams/duplex";
    "internal/streams/duplexify";
    "internal/streams/duplexpair";
    "internal/streams/end-of-stream";
    "internal/streams/from";
    "internal/streams/iterator";
    "internal/streams/legacy";
    "internal/streams/legacy-pipe";
    "internal/streams/operators";
    "internal/streams/passthrough";
    "internal/streams/pipe";
    "internal/streams/pipeline";
    "internal/streams/questions";
    "internal/streams/readable";
    "internal/streams/state";
    "internal/streams/transform";
    "internal/streams/wrap";
    "internal/streams/writable";
    "internal/test/mock";
    "internal/test/report";
    "internal/tty/colors";
    "internal/url";
    "internal/url/inspect";
    "internal/util/aborted";
    "internal/util/debuglog";
    "internal/util/deprecate";
    "internal/util/mime";
    "internal/util/parse_args";
    "internal/util/promisify";
    "internal/util/style";
    "internal/util/system";
    "internal/validators";
    "internal/vm/module";
    "internal/vm/shared";
    "web/fetch";
    "web/headers";
};

/// The Rust halves.
pub(crate) const BINDINGS: &[&Binding] = &[
    &crate::assert::BINDING,
    &crate::async_hooks::BINDING,
    &crate::blob::BINDING,
    &crate::buffer::BINDING,
    &crate::child_process::BINDING,
    &crate::console::BINDING,
    &crate::crypto::BINDING,
    &crate::dns::BINDING,
    &crate::encoding::BINDING,
    &crate::errors::BINDING,
    &crate::errors::VALIDATORS,
    &crate::events::BINDING,
    &crate::fs::BINDING,
    &crate::modules::BINDING,
    &crate::net::BINDING,
    &crate::net::PIPE_WRAP,
    &crate::net::TCP_WRAP,
    &crate::os::BINDING,
    &crate::path::BINDING,
    &crate::perf_hooks::BINDING,
    &crate::process::BINDING,
    &crate::process::signal::BINDING,
    &crate::process::stdio::BINDING,
    &crate::punycode::BINDING,
    &crate::querystring::BINDING,
    &crate::repl::BINDING,
    &crate::string_decoder::BINDING,
    &crate::structured_clone::BINDING,
    &crate::timers::BINDING,
    &crate::tty::BINDING,
    &crate::tty::TTY_WRAP,
    &crate::url::BINDING,
    &crate::util::BINDING,
    &crate::util::types::BINDING,
    &crate::vm::BINDING,
];

/// The source of a builtin or part by id.
///
/// Debug builds read the file anew, so that a change to JavaScript needs no build.
pub(crate) fn source(id: &str) -> Option<(&'static str, Cow<'static, str>)> {
    let (id, text) = CATALOGUE
        .iter()
        .map(|room| (room.id, room.source))
        .chain(INTERNALS.iter().copied())
        .find(|(known, _)| *known == id)?;
    #[cfg(debug_assertions)]
    {
        let path = format!("{}/../../runtime-js/{id}.js", env!("CARGO_MANIFEST_DIR"));
        #[expect(
            clippy::disallowed_methods,
            reason = "the project's own sources, while it is developed"
        )]
        let fresh = std::fs::read_to_string(path);
        if let Ok(fresh) = fresh {
            return Some((id, Cow::Owned(fresh)));
        }
    }
    Some((id, Cow::Borrowed(text)))
}
