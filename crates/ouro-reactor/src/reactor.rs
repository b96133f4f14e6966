//! The reactor itself: its tables, and what is common to all handles. libuv: `uv_loop_t`,
//! `uv_handle_t`.

use std::collections::VecDeque;
use std::fmt;
use std::io;
use std::os::fd::OwnedFd;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::time::Duration;

use ouro_sys::signal::SignalReceiver;

use crate::clock::{Clock, SystemClock};
use crate::descriptor::Descriptor;
use crate::event::{Event, FileChange, WorkResult};
use crate::fs_watcher::FsWatcher;
use crate::handle::{Handle, Kind, Request};
use crate::inbox::Inbox;
use crate::listener::Listener;
use crate::phase::Ring;
use crate::pool::{Pool, Ticket};
use crate::process::Process;
use crate::stream::{Stream, not_that};
use crate::table::Table;
use crate::timer::{Timer, Timers};
use crate::turn::Phase;
use crate::udp::Udp;
use crate::watcher::Watcher;

/// One event loop, for one thread. See the [crate's page](crate).
pub struct Reactor {
    pub(crate) handles: Table<Row>,
    pub(crate) requests: Table<RequestState>,
    pub(crate) timers: Timers,
    pub(crate) checks: Ring,
    pub(crate) idle_time: Duration,
    pub(crate) idles: Ring,
    pub(crate) prepares: Ring,
    pub(crate) pool: Pool,
    pub(crate) phase: Phase,
    /// What the last poll found and nobody was told yet.
    pub(crate) ready: VecDeque<Ready>,
    /// Handles with requests that ended and were not reported yet.
    pub(crate) completed: VecDeque<Handle>,
    /// How many of those belong to the pass now running.
    pub(crate) completed_left: usize,
    /// Handles closed since the last closing phase.
    pub(crate) closing: Vec<Closing>,
    /// Handles of the closing phase now running, the last to be reported first.
    pub(crate) closing_now: Vec<Closing>,
    /// Handles that could go on but shall wait for the next poll phase.
    pub(crate) carried: VecDeque<Handle>,
    /// Where reads end up first; made by the first one.
    pub(crate) scratch: Vec<u8>,
    /// Gets the signals of all handles; made for the first one.
    pub(crate) signals: Option<SignalReceiver>,
    /// The inotify descriptor of all file watchers; made for the first one.
    pub(crate) files: Option<OwnedFd>,
    clock: Box<dyn Clock>,
    now: Duration,
    /// How many handles are active and referenced.
    holding: usize,
    poller: Option<Poller>,
}

/// A handle's row in the table.
#[derive(Debug)]
pub(crate) struct Row {
    pub(crate) kind: Kind,
    pub(crate) active: bool,
    pub(crate) referenced: bool,
    pub(crate) state: State,
}

/// What a handle has beyond what all have.
#[derive(Debug)]
pub(crate) enum State {
    Closing,
    Descriptor(Box<Descriptor>),
    FsWatcher(Box<FsWatcher>),
    Listener(Box<Listener>),
    Phase,
    Process(Box<Process>),
    Signal(i32),
    Stream(Box<Stream>),
    Timer(Timer),
    Udp(Box<Udp>),
    Wake(Arc<AtomicBool>),
}

impl State {
    pub(crate) fn watcher(&self) -> Option<&Watcher> {
        match self {
            Self::Descriptor(descriptor) => Some(&descriptor.watcher),
            Self::Listener(listener) => Some(&listener.watcher),
            Self::Process(process) => Some(&process.watcher),
            Self::Stream(stream) => Some(&stream.watcher),
            Self::Udp(udp) => Some(&udp.watcher),
            _ => None,
        }
    }

    fn watcher_mut(&mut self) -> Option<&mut Watcher> {
        match self {
            Self::Descriptor(descriptor) => Some(&mut descriptor.watcher),
            Self::Listener(listener) => Some(&mut listener.watcher),
            Self::Process(process) => Some(&mut process.watcher),
            Self::Stream(stream) => Some(&mut stream.watcher),
            Self::Udp(udp) => Some(&mut udp.watcher),
            _ => None,
        }
    }

    /// Says whether the handle could do something with its readiness now.
    fn wants_turn(&self) -> bool {
        match self {
            Self::Descriptor(_) | Self::Process(_) => true,
            Self::Listener(listener) => listener.watcher.readable,
            Self::Stream(stream) => stream.wants_turn(),
            Self::Udp(udp) => udp.wants_turn(),
            _ => false,
        }
    }
}

/// What is in flight.
#[derive(Debug)]
pub(crate) enum RequestState {
    /// Kept with its handle.
    OfHandle,
    Work(Ticket),
}

/// Something the poll found.
#[derive(Debug)]
pub(crate) enum Ready {
    FileChanged(Handle, FileChange),
    /// A descriptor that may be ready.
    Io(Handle),
    Signal(Handle, i32),
    Wake(Handle),
    Work(Request, WorkResult),
}

/// A handle on its way out, with the ends of its requests that come first.
#[derive(Debug)]
pub(crate) struct Closing {
    pub(crate) handle: Handle,
    pub(crate) requests: VecDeque<Event>,
}

/// The operating system's side, opened when first needed.
pub(crate) struct Poller {
    poll: mio::Poll,
    events: mio::Events,
    pub(crate) inbox: Arc<Inbox>,
}

impl Poller {
    pub(crate) fn registry(&self) -> &mio::Registry {
        self.poll.registry()
    }
}

// Tokens that are no place in the table of handles.
const INBOX: mio::Token = mio::Token(usize::MAX);
pub(crate) const SIGNALS: mio::Token = mio::Token(usize::MAX - 1);
pub(crate) const FILES: mio::Token = mio::Token(usize::MAX - 2);
/// How many findings one poll brings at most.
const EVENTS: usize = 1024;

/// How to make a reactor.
#[derive(Default)]
pub struct ReactorBuilder {
    clock: Option<Box<dyn Clock>>,
    pool: Option<Pool>,
}

impl ReactorBuilder {
    /// Takes time from this clock, instead of the system's.
    #[must_use]
    pub fn clock(mut self, clock: impl Clock + 'static) -> Self {
        self.clock = Some(Box::new(clock));
        self
    }

    /// Uses a pool that other reactors may use too.
    #[must_use]
    pub fn pool(mut self, pool: Pool) -> Self {
        self.pool = Some(pool);
        self
    }

    /// Uses an own pool of so many threads (`UV_THREADPOOL_SIZE`), instead of
    /// [`Pool::DEFAULT_SIZE`].
    #[must_use]
    pub fn pool_size(self, size: usize) -> Self {
        self.pool(Pool::new(size))
    }

    /// Makes the reactor.
    ///
    /// # Errors
    /// None at present: the operating system is asked for nothing yet.
    pub fn build(self) -> io::Result<Reactor> {
        let clock = self.clock.unwrap_or_else(|| Box::new(SystemClock::new()));
        Ok(Reactor {
            handles: Table::new(),
            requests: Table::new(),
            timers: Timers::default(),
            checks: Ring::default(),
            idle_time: Duration::ZERO,
            idles: Ring::default(),
            prepares: Ring::default(),
            pool: self.pool.unwrap_or_default(),
            phase: Phase::Rest,
            ready: VecDeque::new(),
            completed: VecDeque::new(),
            completed_left: 0,
            closing: Vec::new(),
            closing_now: Vec::new(),
            carried: VecDeque::new(),
            scratch: Vec::new(),
            signals: None,
            files: None,
            now: clock.now(),
            clock,
            holding: 0,
            poller: None,
        })
    }
}

impl fmt::Debug for ReactorBuilder {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("ReactorBuilder").field("pool", &self.pool).finish_non_exhaustive()
    }
}

impl Reactor {
    /// Makes a reactor with the system's clock and a pool of its own.
    ///
    /// # Errors
    /// None at present: the operating system is asked for nothing yet.
    pub fn new() -> io::Result<Self> {
        Self::builder().build()
    }

    /// Makes a reactor with this clock and a pool of its own.
    ///
    /// # Errors
    /// None at present: the operating system is asked for nothing yet.
    pub fn with_clock(clock: impl Clock + 'static) -> io::Result<Self> {
        Self::builder().clock(clock).build()
    }

    /// Returns a builder, to choose clock and pool.
    #[must_use]
    pub fn builder() -> ReactorBuilder {
        ReactorBuilder::default()
    }

    /// Closes a handle: it is inactive at once and its descriptor closed, its requests end with
    /// `ECANCELED`, and [`Event::Closed`] follows in the next closing phase. Of handles closed in
    /// one turn the last comes first. Does nothing if the handle is closing or gone.
    /// libuv: `uv_close`.
    pub fn close(&mut self, handle: Handle) {
        if !matches!(self.state(handle), None | Some(State::Closing)) {
            self.stop(handle);
            let requests = self.release(handle);
            if let Some(row) = self.handles.get_mut(handle.0) {
                row.state = State::Closing;
                row.kind = Kind::Closed;
            }
            self.closing.push(Closing { handle, requests });
        }
    }

    /// Makes a handle inactive without closing it: a timer, a check, prepare or idle handle, a
    /// signal or file watcher.
    pub fn stop(&mut self, handle: Handle) {
        match self.kind(handle) {
            Kind::Check | Kind::Idle | Kind::Prepare => self.phase_stop(handle),
            Kind::FsWatcher => self.fs_watch_stop(handle),
            Kind::Signal => self.signal_stop(handle),
            Kind::Timer => self.timer_stop(handle),
            _ => {}
        }
    }

    /// Says whether an active handle keeps the reactor alive, as every handle does at first.
    /// libuv: `uv_ref`, `uv_unref`.
    pub fn set_referenced(&mut self, handle: Handle, referenced: bool) {
        let Some(row) = self.handles.get_mut(handle.0) else { return };
        if row.active && row.referenced != referenced {
            if referenced { self.holding += 1 } else { self.holding -= 1 }
        }
        row.referenced = referenced;
    }

    /// Reads the clock, for [`Reactor::now`]. The reactor does so itself after each poll and
    /// before the timers phase. libuv: `uv_update_time`.
    pub fn update_time(&mut self) {
        self.now = self.now.max(self.clock.now());
    }

    /// Returns the loop's time, which stands still while events are handled. libuv: `uv_now`.
    #[must_use]
    pub fn now(&self) -> Duration {
        self.now
    }

    /// Says whether anything is left that could bring an event. libuv: `uv_loop_alive`.
    #[must_use]
    pub fn is_alive(&self) -> bool {
        self.has_reason_to_wait() || !self.closing.is_empty() || !self.closing_now.is_empty()
    }

    /// Says whether a handle is there, not closing, and at work. libuv: `uv_is_active`.
    #[must_use]
    pub fn is_active(&self, handle: Handle) -> bool {
        self.handles.get(handle.0).is_some_and(|row| row.active)
    }

    /// Says whether a handle, once active, keeps the reactor alive. libuv: `uv_has_ref`.
    #[must_use]
    pub fn has_reference(&self, handle: Handle) -> bool {
        self.handles.get(handle.0).is_some_and(|row| row.referenced)
    }

    /// Returns what a handle is: [`Kind::Closed`] if it is closing or gone. libuv:
    /// `uv_handle_get_type`, `uv_is_closing`.
    #[must_use]
    pub fn kind(&self, handle: Handle) -> Kind {
        self.handles.get(handle.0).map_or(Kind::Closed, |row| row.kind)
    }

    /// Lists all handles that are not gone, in no order. libuv: `uv_walk`.
    pub fn handles(&self) -> impl Iterator<Item = Handle> {
        self.handles.iter().map(|(id, _)| Handle(id))
    }

    /// Returns how many requests are in flight. libuv: `uv_loop_t.active_reqs`.
    #[must_use]
    pub fn requests_in_flight(&self) -> usize {
        self.requests.len()
    }

    /// Returns how long the loop has waited in its poll phases. libuv: `uv_metrics_idle_time`.
    #[must_use]
    pub fn idle_time(&self) -> Duration {
        self.idle_time
    }

    /// Polls, and queues what was found.
    pub(crate) fn poll(&mut self, timeout: Option<Duration>) -> io::Result<()> {
        let timeout = match timeout {
            Some(due_in) if !due_in.is_zero() => Some(self.clock.wait(due_in)),
            other => other,
        };
        let before = match timeout {
            Some(timeout) if timeout.is_zero() => None,
            _ => Some(self.clock.now()),
        };
        match (&mut self.poller, timeout) {
            (None, Some(timeout)) => {
                if !timeout.is_zero() {
                    // Nothing but a timer can end this wait.
                    std::thread::sleep(timeout);
                }
            }
            _ => {
                let poller = self.poller()?;
                match poller.poll.poll(&mut poller.events, timeout) {
                    // A signal came: what it brought is found by the next poll.
                    Err(error) if error.kind() == io::ErrorKind::Interrupted => {
                        poller.events.clear();
                    }
                    other => other?,
                }
            }
        }
        self.update_time();
        if let Some(before) = before {
            self.idle_time += self.now.saturating_sub(before);
        }
        self.collect();
        Ok(())
    }

    /// Hands out the next thing the poll found.
    pub(crate) fn next_ready(&mut self) -> Option<Event> {
        while let Some(ready) = self.ready.pop_front() {
            match ready {
                Ready::FileChanged(handle, change) => {
                    if let Some(event) = self.fs_event(handle, change) {
                        return Some(event);
                    }
                }
                Ready::Io(handle) => {
                    if let Some(event) = self.io_event(handle) {
                        self.forget_request(&event);
                        return Some(event);
                    }
                }
                Ready::Signal(handle, signal) => {
                    if let Some(event) = self.signal_event(handle, signal) {
                        return Some(event);
                    }
                }
                Ready::Wake(handle) => {
                    if self.take_wake(handle) {
                        return Some(Event::Wake(handle));
                    }
                }
                Ready::Work(request, result) => {
                    if self.requests.remove(request.0).is_some() {
                        return Some(Event::Work(request, result));
                    }
                }
            }
        }
        None
    }

    /// Hands out the next request that ended by itself, of those that had when the pass began.
    pub(crate) fn next_completed(&mut self) -> Option<Event> {
        while self.completed_left > 0 {
            let &handle = self.completed.front()?;
            let event = match self.state_mut(handle) {
                Some(State::Stream(stream)) => stream.completed.pop_front(),
                Some(State::Udp(udp)) => udp.completed.pop_front(),
                _ => None,
            };
            if let Some(event) = event {
                self.forget_request(&event);
                return Some(event);
            }
            self.completed.pop_front();
            self.completed_left -= 1;
        }
        None
    }

    /// Hands out the next end of the closing phase now running.
    pub(crate) fn next_closed(&mut self) -> Option<Event> {
        let closing = self.closing_now.last_mut()?;
        if let Some(event) = closing.requests.pop_front() {
            self.forget_request(&event);
            return Some(event);
        }
        let Closing { handle, .. } = self.closing_now.pop()?;
        self.handles.remove(handle.0);
        Some(Event::Closed(handle))
    }

    /// Says whether something active and referenced or in flight is worth blocking for.
    pub(crate) fn has_reason_to_wait(&self) -> bool {
        self.holding > 0 || self.requests.len() > 0
    }

    pub(crate) fn insert(&mut self, kind: Kind, state: State) -> Handle {
        Handle(self.handles.insert(Row { kind, active: false, referenced: true, state }))
    }

    pub(crate) fn insert_request(&mut self, state: RequestState) -> Request {
        Request(self.requests.insert(state))
    }

    pub(crate) fn state(&self, handle: Handle) -> Option<&State> {
        self.handles.get(handle.0).map(|row| &row.state)
    }

    pub(crate) fn state_mut(&mut self, handle: Handle) -> Option<&mut State> {
        self.handles.get_mut(handle.0).map(|row| &mut row.state)
    }

    /// Puts a handle that could go on in line for the next poll phase.
    pub(crate) fn requeue(&mut self, handle: Handle) {
        if self.state(handle).is_some_and(State::wants_turn) {
            self.carry(handle);
        }
    }

    /// Puts a handle in line for the next poll phase.
    pub(crate) fn carry(&mut self, handle: Handle) {
        if let Some(watcher) = self.state_mut(handle).and_then(State::watcher_mut)
            && !watcher.queued
        {
            watcher.queued = true;
            self.carried.push_back(handle);
        }
    }

    /// Puts a handle that could go on first in line for this poll phase.
    pub(crate) fn turn_again(&mut self, handle: Handle) {
        if let Some(state) = self.state_mut(handle)
            && state.wants_turn()
            && let Some(watcher) = state.watcher_mut()
            && !watcher.queued
        {
            watcher.queued = true;
            self.ready.push_front(Ready::Io(handle));
        }
    }

    /// Makes sure that the poll reports on a handle's descriptor.
    pub(crate) fn register(&mut self, handle: Handle, interest: mio::Interest) -> io::Result<()> {
        self.poller()?;
        let Some(poller) = &self.poller else { return Err(not_that()) };
        let row = self.handles.get_mut(handle.0);
        let watcher = row.and_then(|row| row.state.watcher_mut()).ok_or_else(not_that)?;
        watcher.register(poller, handle, interest)
    }

    /// Takes back a handle that nobody has seen.
    pub(crate) fn discard(&mut self, handle: Handle) {
        self.set_active(handle, false);
        self.handles.remove(handle.0);
    }

    pub(crate) fn set_active(&mut self, handle: Handle, active: bool) {
        let Some(row) = self.handles.get_mut(handle.0) else { return };
        if row.referenced && row.active != active {
            if active { self.holding += 1 } else { self.holding -= 1 }
        }
        row.active = active;
    }

    /// Returns the operating system's side, opening it the first time.
    pub(crate) fn poller(&mut self) -> io::Result<&mut Poller> {
        if self.poller.is_none() {
            let poll = mio::Poll::new()?;
            let inbox = Inbox::new(poll.registry(), INBOX)?;
            let events = mio::Events::with_capacity(EVENTS);
            self.poller = Some(Poller { poll, events, inbox });
        }
        Ok(self.poller.as_mut().expect("the line above has put one there"))
    }

    /// Gives a handle whose descriptor may be ready its turn.
    fn io_event(&mut self, handle: Handle) -> Option<Event> {
        let state = self.state_mut(handle)?;
        state.watcher_mut()?.queued = false;
        match state {
            State::Descriptor(_) => self.descriptor_turn(handle),
            State::Listener(_) => self.listener_turn(handle),
            State::Process(_) => self.process_turn(handle),
            State::Stream(_) => self.stream_turn(handle),
            State::Udp(_) => self.udp_turn(handle),
            _ => None,
        }
    }

    /// A request is over when its end is handed out.
    fn forget_request(&mut self, event: &Event) {
        if let Event::Connected(request, _)
        | Event::Sent(request, _)
        | Event::Shutdown(request, _)
        | Event::Written(request, _) = event
        {
            self.requests.remove(request.0);
        }
    }

    /// Gives back what a handle holds of the operating system, and ends its requests.
    fn release(&mut self, handle: Handle) -> VecDeque<Event> {
        self.set_active(handle, false);
        let Some(row) = self.handles.get_mut(handle.0) else { return VecDeque::new() };
        if let (Some(poller), Some(watcher)) = (&self.poller, row.state.watcher_mut()) {
            watcher.deregister(poller);
        }
        match &mut row.state {
            State::Stream(stream) => {
                stream.leave_raw_mode();
                stream.cancel_all()
            }
            State::Udp(udp) => udp.cancel_all(),
            _ => VecDeque::new(),
        }
    }

    /// Turns the poll's findings into things to hand out.
    fn collect(&mut self) {
        // Queued before the poll: they are marked so already.
        self.ready.extend(self.carried.drain(..).map(Ready::Io));
        let (mut signals, mut files) = (false, false);
        let Some(poller) = &self.poller else { return };
        for event in &poller.events {
            match event.token() {
                INBOX => {
                    let mail = poller.inbox.take();
                    self.ready.extend(mail.wakes.into_iter().map(Ready::Wake));
                    let work = mail.work.into_iter();
                    self.ready.extend(work.map(|(request, result)| Ready::Work(request, result)));
                }
                SIGNALS => signals = true,
                FILES => files = true,
                mio::Token(index) => {
                    let Some((id, row)) = self.handles.at(index) else { continue };
                    let Some(watcher) = row.state.watcher_mut() else { continue };
                    watcher.note(event);
                    if !watcher.queued && row.state.wants_turn() {
                        if let Some(watcher) = row.state.watcher_mut() {
                            watcher.queued = true;
                        }
                        self.ready.push_back(Ready::Io(Handle(id)));
                    }
                }
            }
        }
        if signals {
            self.collect_signals();
        }
        if files {
            self.collect_files();
        }
    }
}

/// Terminals are left as they were found.
impl Drop for Reactor {
    fn drop(&mut self) {
        self.tty_reset();
    }
}

impl fmt::Debug for Reactor {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Reactor")
            .field("handles", &self.handles.len())
            .field("requests", &self.requests.len())
            .field("phase", &self.phase)
            .finish_non_exhaustive()
    }
}
