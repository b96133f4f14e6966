//! How a runtime is made: decided on the caller's thread, built on a thread of its own.

use std::{io, thread};

use ouro_node::{LoadObserver, Options};
use ouro_sandbox::Permissions;

use crate::{Runtime, fatal};

/// The name of a runtime's thread.
pub(crate) const THREAD: &str = "ouro";

/// Room for 10,000 JavaScript frames that each pass through a native function; only what is touched
/// is ever backed by memory.
const STACK_SIZE: usize = 256 << 20;

/// What a runtime starts with.
#[derive(Debug)]
pub struct Builder {
    options: Options,
    permissions: Permissions,
    stack_size: Option<usize>,
    traits: Traits,
    observer: Option<LoadObserver>,
}

/// What an embedding program may have otherwise than Node.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Traits {
    pub(crate) can_block: bool,
    pub(crate) typeless_modules: bool,
    pub(crate) referenced_waits: bool,
}

impl Default for Builder {
    fn default() -> Self {
        Self {
            options: Options::default(),
            permissions: Permissions::all(),
            stack_size: None,
            traits: Traits { can_block: true, typeless_modules: false, referenced_waits: false },
            observer: None,
        }
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

    /// Whether `Atomics.wait` may block the thread: ECMA-262's \[\[CanBlock\]\]; yes, unless said
    /// otherwise.
    #[must_use]
    pub fn can_block(mut self, can_block: bool) -> Self {
        self.traits.can_block = can_block;
        self
    }

    /// Whether every `.js` file that is imported is an ES module, whatever its package and its
    /// syntax say; no, unless said otherwise.
    #[must_use]
    pub fn typeless_modules(mut self, typeless_modules: bool) -> Self {
        self.traits.typeless_modules = typeless_modules;
        self
    }

    /// Whether what `Atomics.waitAsync` waits for keeps the program alive; no, as in Node, unless said
    /// otherwise.
    #[must_use]
    pub fn referenced_waits(mut self, referenced_waits: bool) -> Self {
        self.traits.referenced_waits = referenced_waits;
        self
    }

    /// Who is told of the files that modules are loaded from, and of those looked for in vain.
    #[must_use]
    pub fn load_observer(mut self, observer: LoadObserver) -> Self {
        self.observer = Some(observer);
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
        let Self { options, permissions, stack_size, traits, observer } = self;
        #[expect(clippy::disallowed_methods, reason = "the one door for a runtime's thread")]
        let thread = thread::Builder::new()
            .name(THREAD.into())
            .stack_size(stack_size.unwrap_or(STACK_SIZE))
            .spawn(move || {
                ouro_sys::overflow::guard_stack();
                let runtime = Runtime::new(options, permissions, traits, observer);
                runtime.map(|mut runtime| program(&mut runtime))
            })?;
        thread.join().unwrap_or_else(|payload| {
            Err(io::Error::other(format!("fatal internal error: {}", fatal::message(&*payload))))
        })
    }
}
