//! One JavaScript world: a Boa context, a reactor, the rooms, modules and permissions, on one thread.
//!
//! ```no_run
//! use ouro_runtime::{Options, Runtime};
//!
//! let options = Options { argv: vec!["program.js".into()], ..Options::default() };
//! let code = Runtime::builder().options(options).run(|runtime| runtime.run_main())?;
//! # std::io::Result::Ok(())
//! ```

#![forbid(unsafe_code)]

mod about;
mod builder;
mod cleanups;
mod fatal;
mod hooks;
mod interrupt;
mod jobs;
mod runtime;
mod session;

pub use about::features;
pub use builder::Builder;
pub use fatal::tell_panics;
pub use interrupt::InterruptHandle;
pub use ouro_intrinsics::catchable;
pub use ouro_node::{
    BOA_VERSION, Builtin, CATALOGUE, EntryModule, INTERNALS, LoadObserver, Loaded, NODE_VERSION,
    Options, Stability, WATCHER, create_realm, end, parse_env, parse_script, signal_number, within,
};
pub use ouro_sandbox::Permissions;
pub use ouro_sys::interrupt::Reason;
pub use runtime::Runtime;
pub use session::{Answer, Session};
