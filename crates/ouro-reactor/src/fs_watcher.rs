//! Watching files and folders for changes. libuv: `uv_fs_event_t`; `inotify(7)`.

use std::ffi::OsString;
use std::io;
use std::mem::MaybeUninit;
use std::os::fd::{AsRawFd, OwnedFd};
use std::os::unix::ffi::OsStringExt;
use std::path::Path;

use rustix::fs::inotify::{self, CreateFlags, ReadFlags, WatchFlags};

use crate::event::{Event, FileChange};
use crate::handle::{Handle, Kind};
use crate::reactor::{FILES, Reactor, Ready, State};

/// The state of one watcher.
#[derive(Debug)]
pub(crate) struct FsWatcher {
    /// The number of the watch, shared by all watchers of the same file.
    number: i32,
    /// The file's own name, for changes of itself.
    name: OsString,
}

impl Reactor {
    /// Watches a file, or a folder and the files right in it: [`Event::FileChanged`] follows for
    /// each change. libuv: `uv_fs_event_start`.
    ///
    /// # Errors
    /// Those of `inotify_add_watch(2)`: `ENOENT`, `EACCES`, `ENOSPC` when the user has too many.
    pub fn fs_watch_start(&mut self, path: &Path) -> io::Result<Handle> {
        if self.files.is_none() {
            let descriptor = inotify::init(CreateFlags::CLOEXEC | CreateFlags::NONBLOCK)?;
            let raw = descriptor.as_raw_fd();
            let mut source = mio::unix::SourceFd(&raw);
            self.poller()?.registry().register(&mut source, FILES, mio::Interest::READABLE)?;
            self.files = Some(descriptor);
        }
        let Some(files) = &self.files else { return Err(rustix::io::Errno::BADF.into()) };
        let number = inotify::add_watch(files, path, watched())?;
        let name = path.file_name().unwrap_or(path.as_os_str()).to_owned();
        let state = FsWatcher { number, name };
        let handle = self.insert(Kind::FsWatcher, State::FsWatcher(Box::new(state)));
        self.set_active(handle, true);
        Ok(handle)
    }

    /// Ends a watch when its last watcher goes.
    pub(crate) fn fs_watch_stop(&mut self, handle: Handle) {
        if !self.is_active(handle) {
            return;
        }
        let Some(State::FsWatcher(watcher)) = self.state(handle) else { return };
        let number = watcher.number;
        self.set_active(handle, false);
        let shared = self.handles.iter().any(|(_, row)| {
            row.active && matches!(&row.state, State::FsWatcher(other) if other.number == number)
        });
        if !shared && let Some(files) = &self.files {
            // The watch of a file that is gone has ended already.
            let _ = inotify::remove_watch(files, number);
        }
    }

    /// Queues what inotify tells, for all watchers of each file.
    pub(crate) fn collect_files(&mut self) {
        let Some(files) = &self.files else { return };
        for (number, flags, name) in read_all(files) {
            let content = ReadFlags::ATTRIB | ReadFlags::MODIFY;
            for (id, row) in self.handles.iter() {
                let State::FsWatcher(watcher) = &row.state else { continue };
                // An overflow of the queue has no number: it is news for all.
                if row.active && (watcher.number == number || number == -1) {
                    let change = FileChange {
                        name: name.clone().unwrap_or_else(|| watcher.name.clone()),
                        content: flags.intersects(content),
                        // Anything but a change of content, also the end of the watch itself.
                        name_changed: flags.intersects(!content),
                    };
                    self.ready.push_back(Ready::FileChanged(Handle(id), change));
                }
            }
        }
    }

    pub(crate) fn fs_event(&self, handle: Handle, change: FileChange) -> Option<Event> {
        self.is_active(handle).then_some(Event::FileChanged(handle, Ok(change)))
    }
}

fn watched() -> WatchFlags {
    WatchFlags::ATTRIB
        | WatchFlags::CREATE
        | WatchFlags::MODIFY
        | WatchFlags::DELETE
        | WatchFlags::DELETE_SELF
        | WatchFlags::MOVE_SELF
        | WatchFlags::MOVED_FROM
        | WatchFlags::MOVED_TO
}

fn read_all(files: &OwnedFd) -> Vec<(i32, ReadFlags, Option<OsString>)> {
    let mut buffer = [MaybeUninit::uninit(); 4096];
    let mut reader = inotify::Reader::new(files, &mut buffer);
    let mut found = Vec::new();
    loop {
        match reader.next() {
            Ok(event) => {
                let name = event.file_name().map(|name| OsString::from_vec(name.to_bytes().into()));
                found.push((event.wd(), event.events(), name));
            }
            Err(rustix::io::Errno::INTR) => {}
            Err(_) => return found,
        }
    }
}
