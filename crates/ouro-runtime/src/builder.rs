//! How a runtime is made: decided on the caller's thread, built on a thread of its own.

use std::{io, thread};

use ouro_node::Options;
use ouro_sandbox::Permissions;

use crate::Runtime;

/// Room for 10,000 JavaScript frames that each pass through a native function; only what is touched
/// is ever backed by memory.
const STACK_SIZE: usize = 256 << 20;

/// What a runtime starts with.
#[derive(Debug)]
pub struct Builder {
    options: Options,
    permissions: Permissions,
    stack_size: Option<usize>,
}

impl Default for Builder {
    fn default() -> Self {
        Self { options: Options::default(), permissions: Permissions::all(), stack_size: None }
    }
}

impl Builder {
    /// The program's arguments and flags.
    #[must_use]
    pub fn options(mut self, options: Options) -> Self {
        self.options = options;
        self
    }

    /// What the script may touch; everything, unless said otherwise.
    #[must_use]
    pub fn permissions(mut self, permissions: Permissions) -> Self {
        self.permissions = permissions;
        self
    }

    /// Bytes of stack for the thread that runs JavaScript (256 MiB, used as needed).
    #[must_use]
    pub fn stack_size(mut self, bytes: usize) -> Self {
        self.stack_size = Some(bytes);
        self
    }

    /// Makes the runtime on a new thread, lends it to `program` there, and waits for the end.
    ///
    /// # Errors
    /// Where the thread, its stack or the reactor cannot be had, and where the runtime itself fails: a
    /// panic in it is a bug in Ouro or its engine.
    pub fn run<T: Send + 'static>(
        self,
        program: impl FnOnce(&mut Runtime) -> T + Send + 'static,
    ) -> io::Result<T> {
        let Self { options, permissions, stack_size } = self;
        #[expect(clippy::disallowed_methods, reason = "the one door for a runtime's thread")]
        let thread = thread::Builder::new()
            .name("ouro".into())
            .stack_size(stack_size.unwrap_or(STACK_SIZE))
            .spawn(move || {
                Runtime::new(options, permissions).map(|mut runtime| program(&mut runtime))
            })?;
        thread.join().unwrap_or_else(|payload| {
            let message = payload
                .downcast_ref::<String>()
                .map(String::as_str)
                .or_else(|| payload.downcast_ref::<&str>().copied())
                .unwrap_or("of an unknown kind");
            Err(io::Error::other(format!("fatal internal error: {message}")))
        })
    }
}
