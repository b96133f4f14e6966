//! Who is told of the files that loading reads, and of those it looks for in vain: what
//! `ouro --watch` watches. Node docs: Command-line API, `--watch`.

use std::{
    cell::{OnceCell, RefCell},
    fmt, mem,
    path::{Path, PathBuf},
};

/// What loading a module did with a path.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Loaded<'a> {
    /// It is about to read this file: a module, or a `package.json`.
    Read(&'a Path),
    /// There was nothing at this path, and so a module was not found.
    Missing(&'a Path),
}

/// Is told what loading does, on the runtime's thread.
pub struct LoadObserver(Box<dyn Fn(Loaded<'_>) + Send>);

impl LoadObserver {
    /// An observer that calls `tell`.
    pub fn new(tell: impl Fn(Loaded<'_>) + Send + 'static) -> Self {
        Self(Box::new(tell))
    }
}

impl fmt::Debug for LoadObserver {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("LoadObserver").finish_non_exhaustive()
    }
}

/// The observer of one runtime, if any, and what the resolution now running has missed.
#[derive(Debug, Default)]
pub struct Loads {
    observer: OnceCell<LoadObserver>,
    missed: RefCell<Vec<PathBuf>>,
}

impl Loads {
    /// Sets the observer; the first one stays.
    pub fn observe(&self, observer: LoadObserver) {
        let _ = self.observer.set(observer);
    }

    /// A file is about to be read.
    pub(super) fn read(&self, path: &Path) {
        if let Some(observer) = self.observer.get() {
            (observer.0)(Loaded::Read(path));
        }
    }

    /// A resolution begins.
    pub(super) fn begin(&self) {
        if self.observer.get().is_some() {
            self.missed.borrow_mut().clear();
        }
    }

    /// A resolution found nothing at a path.
    pub(super) fn miss(&self, path: &Path) {
        if self.observer.get().is_some() {
            self.missed.borrow_mut().push(path.to_owned());
        }
    }

    /// The resolution failed: any of the paths that it missed might have served.
    pub(super) fn fail(&self) {
        let Some(observer) = self.observer.get() else { return };
        for path in mem::take(&mut *self.missed.borrow_mut()) {
            (observer.0)(Loaded::Missing(&path));
        }
    }
}
