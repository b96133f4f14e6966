//! Hearing of signals. libuv: `uv_signal_t`. The handlers themselves are in `ouro_sys::signal`.

use std::io;

use ouro_sys::signal::SignalReceiver;

use crate::event::Event;
use crate::handle::{Handle, Kind};
use crate::reactor::{Reactor, Ready, SIGNALS, State};

impl Reactor {
    /// Watches for a signal: [`Event::Signal`] follows for each. While anyone watches it the
    /// signal does not have its default effect; when the last handle is stopped or closed it has
    /// again. libuv: `uv_signal_start`.
    ///
    /// # Errors
    /// `EINVAL` for a number that is no signal, or one that cannot be watched (`SIGKILL`,
    /// `SIGSTOP`); those of `pipe(2)`.
    pub fn signal_start(&mut self, signal: i32) -> io::Result<Handle> {
        self.watch_signal(signal)?;
        let handle = self.insert(Kind::Signal, State::Signal(signal));
        self.set_active(handle, true);
        Ok(handle)
    }

    /// Stops to watch, without closing the handle. libuv: `uv_signal_stop`.
    pub(crate) fn signal_stop(&mut self, handle: Handle) {
        if !self.is_active(handle) {
            return;
        }
        let Some(&State::Signal(signal)) = self.state(handle) else { return };
        self.set_active(handle, false);
        let watched = |state: &State| matches!(state, State::Signal(other) if *other == signal);
        let others = self.handles.iter().any(|(_, row)| row.active && watched(&row.state));
        if !others && let Some(receiver) = &self.signals {
            receiver.unwatch(signal);
        }
    }

    /// Starts a stopped handle again.
    pub(crate) fn signal_restart(&mut self, handle: Handle) {
        if let Some(&State::Signal(signal)) = self.state(handle)
            && self.watch_signal(signal).is_ok()
        {
            self.set_active(handle, true);
        }
    }

    /// Queues what the receiver got for the handles that watch it.
    pub(crate) fn collect_signals(&mut self) {
        let Some(receiver) = &self.signals else { return };
        for signal in receiver.take().unwrap_or_default() {
            for (id, row) in self.handles.iter() {
                if row.active && matches!(row.state, State::Signal(other) if other == signal) {
                    self.ready.push_back(Ready::Signal(Handle(id), signal));
                }
            }
        }
    }

    pub(crate) fn signal_event(&self, handle: Handle, signal: i32) -> Option<Event> {
        self.is_active(handle).then_some(Event::Signal(handle, signal))
    }

    fn watch_signal(&mut self, signal: i32) -> io::Result<()> {
        if self.signals.is_none() {
            let receiver = SignalReceiver::new()?;
            let raw = std::os::fd::AsRawFd::as_raw_fd(&std::os::fd::AsFd::as_fd(&receiver));
            let mut source = mio::unix::SourceFd(&raw);
            self.poller()?.registry().register(&mut source, SIGNALS, mio::Interest::READABLE)?;
            self.signals = Some(receiver);
        }
        match &self.signals {
            Some(receiver) => receiver.watch(signal),
            None => Ok(()),
        }
    }
}
