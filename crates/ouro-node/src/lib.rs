//! The Rust halves of Node's builtin modules (the *rooms*), one module per `node:` module, and the
//! catalogue that joins them to their JavaScript halves in `runtime-js/`.
//!
//! A room converts its arguments, then calls a plain Rust function that knows no Boa. What a room
//! opens (files, sockets, processes) it opens through a token of `ouro-sandbox`; what it waits for
//! it gives to the reactor, and says in [`Host`] who is to be told.

#![forbid(unsafe_code)]

mod arguments;
mod assert;
mod async_hooks;
mod atomics;
mod binding;
mod blob;
mod buffer;
mod builtins;
mod bytes;
mod catalogue;
mod child_process;
mod collector;
mod console;
mod crypto;
mod dns;
mod embedding;
mod encoding;
mod errors;
mod events;
mod fs;
mod globals;
mod host;
mod lazy;
mod microtask;
mod modules;
mod net;
mod os;
mod path;
mod perf_hooks;
mod process;
mod punycode;
mod querystring;
mod repl;
mod source_texts;
mod string_decoder;
mod structured_clone;
mod ticks;
mod timers;
mod tty;
mod units;
mod url;
mod util;
mod vm;

pub use arguments::Arguments;
pub use async_hooks::leave_main;
pub use binding::{Binding, Function, function};
pub use builtins::require_builtin;
pub use bytes::{Bytes, array_buffer, buffer};
pub use catalogue::{Builtin, CATALOGUE, INTERNALS, Stability};
pub use child_process::join_parent;
pub use console::Stdio;
pub use embedding::{create_realm, end, parse_script, within};
pub use errors::{NodeError, SystemError, class_error, describe};
pub use globals::{install_globals, install_realm};
pub use host::{
    Completion, Handler, Host, Options, Outcome, Step, Turn, With, call, dispatch, host, submit,
};
pub use modules::{EntryModule, EsModules, LoadObserver, Loaded, Loads, run_main, unsettled_main};
pub use os::constants::signal_number;
pub use perf_hooks::{Milestone, reach};
pub use process::{
    BOA_VERSION, Environment, Flow, NODE_VERSION, TimeZone, WATCHER, emit_before_exit, emit_exit,
    environment, process_object, process_rejections, rejections_pending, track_rejection, uncaught,
};
pub use source_texts::{install_sources, parseable, syntax_error};
pub use ticks::{Tick, enter_async_context, run_tick};
pub use timers::{Drive, Timers, begin_immediates, run_due_timer, run_immediate};
pub use util::{parse_env, proxy::install_proxy};
pub use vm::OwnQueues;
