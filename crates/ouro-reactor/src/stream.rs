//! What is read and written in order: TCP, Unix sockets, pipes, terminals. libuv:
//! `uv_stream_t`, `src/unix/stream.c`.

use std::collections::VecDeque;
use std::io::{self, IoSlice};
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};

use rustix::io::Errno;

use crate::event::{Event, ReadOutcome};
use crate::handle::{Handle, Kind, Request};
use crate::reactor::{Reactor, RequestState, State};
use crate::tty::RawMode;
use crate::watcher::Watcher;

/// How many reads in a row one stream has before the others have their turn, as in libuv.
const READS: u8 = 32;
/// How much one read takes at most, in bytes: what libuv suggests.
const SCRATCH: usize = 64 * 1024;
/// How many buffers one write gives to the system; the limit of Linux is 1,024.
const SLICES: usize = 64;

/// The state of one stream.
#[derive(Debug)]
pub(crate) struct Stream {
    pub(crate) watcher: Watcher,
    pub(crate) reading: bool,
    /// Writes wait for the system instead of being queued. libuv: `uv_stream_set_blocking`.
    pub(crate) blocking_writes: bool,
    /// A read that brought less than it could is no sign that nothing is left: terminals give
    /// lines.
    pub(crate) short_reads: bool,
    pub(crate) connecting: Option<Request>,
    pub(crate) shutting_down: Option<Request>,
    /// Set with the request, and stays set: nothing can be written any more.
    pub(crate) shut_down: bool,
    pub(crate) raw_mode: Option<Box<RawMode>>,
    /// How much one read takes at most, in bytes.
    read_size: usize,
    writes: VecDeque<Write>,
    /// How many bytes of `writes` are not yet with the system.
    queued_bytes: usize,
    /// Requests that ended and were not reported yet.
    pub(crate) completed: VecDeque<Event>,
    reads_left: u8,
}

#[derive(Debug)]
struct Write {
    request: Request,
    bytes: Vec<u8>,
    done: usize,
}

impl Stream {
    pub(crate) fn new(descriptor: OwnedFd) -> Self {
        Self {
            watcher: Watcher::new(descriptor),
            reading: false,
            blocking_writes: false,
            short_reads: false,
            connecting: None,
            shutting_down: None,
            shut_down: false,
            raw_mode: None,
            read_size: SCRATCH,
            writes: VecDeque::new(),
            queued_bytes: 0,
            completed: VecDeque::new(),
            reads_left: READS,
        }
    }

    /// Says whether a write may go to the system before others.
    fn is_free(&self) -> bool {
        self.writes.is_empty() && self.connecting.is_none()
    }

    /// Says whether something could be done now.
    pub(crate) fn wants_turn(&self) -> bool {
        !self.completed.is_empty()
            || (self.reading && self.watcher.readable && self.connecting.is_none())
            || (self.watcher.writable && (self.connecting.is_some() || !self.writes.is_empty()))
    }

    /// Ends everything in flight: first what ended by itself, then the rest as cancelled.
    pub(crate) fn cancel_all(&mut self) -> VecDeque<Event> {
        if let Some(request) = self.connecting.take() {
            self.completed.push_back(Event::Connected(request, Err(cancelled())));
        }
        self.cancel_writes();
        if let Some(request) = self.shutting_down.take() {
            self.completed.push_back(Event::Shutdown(request, Err(cancelled())));
        }
        std::mem::take(&mut self.completed)
    }

    fn cancel_writes(&mut self) {
        for write in self.writes.drain(..) {
            self.completed.push_back(Event::Written(write.request, Err(cancelled())));
        }
        self.queued_bytes = 0;
    }

    /// Reads once.
    fn read(&mut self, handle: Handle, scratch: &mut Vec<u8>) -> Option<Event> {
        if scratch.is_empty() {
            scratch.resize(SCRATCH, 0);
        }
        let outcome = loop {
            let room = scratch.get_mut(..self.read_size).unwrap_or_default();
            match rustix::io::read(&self.watcher.descriptor, room) {
                Ok(0) => break Ok(ReadOutcome::End),
                Ok(length) => {
                    let whole = length == self.read_size;
                    if !whole && !self.short_reads && !self.watcher.read_closed {
                        self.watcher.readable = false;
                    }
                    break Ok(ReadOutcome::Data(
                        scratch.get(..length).unwrap_or_default().to_vec(),
                    ));
                }
                Err(Errno::INTR) => {}
                Err(Errno::AGAIN) => {
                    self.watcher.readable = false;
                    return None;
                }
                // The last process on the other side of a terminal has closed it.
                Err(Errno::IO) if self.short_reads && self.watcher.read_closed => {
                    break Ok(ReadOutcome::End);
                }
                Err(error) => break Err(error.into()),
            }
        };
        if !matches!(outcome, Ok(ReadOutcome::Data(_))) {
            self.reading = false;
        }
        Some(Event::Read(handle, outcome))
    }

    /// Gives queued bytes to the system until it takes no more.
    fn flush(&mut self) {
        while !self.writes.is_empty() {
            let slices: Vec<IoSlice<'_>> = self
                .writes
                .iter()
                .take(SLICES)
                .map(|write| IoSlice::new(write.bytes.get(write.done..).unwrap_or_default()))
                .collect();
            match rustix::io::writev(&self.watcher.descriptor, &slices) {
                Ok(taken) => self.note_written(taken),
                Err(Errno::INTR) => {}
                Err(Errno::AGAIN) => {
                    self.watcher.writable = false;
                    return;
                }
                Err(error) => {
                    // The first write gets the error; each of the rest will find its own.
                    if let Some(write) = self.writes.pop_front() {
                        self.queued_bytes -= write.bytes.len() - write.done;
                        self.completed.push_back(Event::Written(write.request, Err(error.into())));
                    }
                }
            }
        }
    }

    fn note_written(&mut self, mut taken: usize) {
        self.queued_bytes -= taken;
        while let Some(write) = self.writes.front_mut() {
            let left = write.bytes.len() - write.done;
            if taken < left {
                write.done += taken;
                return;
            }
            taken -= left;
            self.completed.push_back(Event::Written(write.request, Ok(())));
            self.writes.pop_front();
        }
    }

    /// Shuts the writing side down once all is written.
    fn drain(&mut self) {
        if self.writes.is_empty()
            && self.connecting.is_none()
            && let Some(request) = self.shutting_down.take()
        {
            let result = rustix::net::shutdown(&self.watcher, rustix::net::Shutdown::Write);
            let result = match result {
                // A pipe has no writing side of its own: libuv lets closing it be the end.
                Err(Errno::NOTSOCK) => Ok(()),
                other => other.map_err(io::Error::from),
            };
            self.completed.push_back(Event::Shutdown(request, result));
        }
    }

    /// Finds out how a connection attempt ended.
    fn connected(&mut self, request: Request) {
        let result = match socket2::SockRef::from(&self.watcher).take_error() {
            Ok(None) => Ok(()),
            Ok(Some(error)) | Err(error) => Err(error),
        };
        if let Err(error) = &result
            && error.raw_os_error() == Some(Errno::INPROGRESS.raw_os_error())
        {
            self.watcher.writable = false;
            return;
        }
        self.connecting = None;
        let failed = result.is_err();
        self.completed.push_back(Event::Connected(request, result));
        if failed {
            self.cancel_writes();
            if let Some(request) = self.shutting_down.take() {
                self.completed.push_back(Event::Shutdown(request, Err(cancelled())));
            }
        }
    }

    /// Writes what can be written at once; how many bytes were taken.
    fn write_now(&mut self, slices: &[IoSlice<'_>]) -> io::Result<usize> {
        let mut left: Vec<IoSlice<'_>>;
        let mut rest: &[IoSlice<'_>] = slices;
        let mut total = 0;
        loop {
            // An empty first buffer would make an end of a write that took nothing.
            while let Some((first, others)) = rest.split_first()
                && first.is_empty()
            {
                rest = others;
            }
            if rest.is_empty() {
                return Ok(total);
            }
            let part = rest.get(..SLICES).unwrap_or(rest);
            match rustix::io::writev(&self.watcher.descriptor, part) {
                Ok(taken) => {
                    total += taken;
                    let offered: usize = part.iter().map(|slice| slice.len()).sum();
                    if taken == offered {
                        rest = rest.get(part.len()..).unwrap_or_default();
                    } else if self.blocking_writes {
                        left = after(slices, total);
                        rest = &left;
                    } else {
                        self.watcher.writable = false;
                        return Ok(total);
                    }
                }
                Err(Errno::INTR) => {}
                Err(Errno::AGAIN) if self.blocking_writes => wait_writable(self.watcher.as_fd())?,
                Err(Errno::AGAIN) => {
                    self.watcher.writable = false;
                    return if total > 0 { Ok(total) } else { Err(Errno::AGAIN.into()) };
                }
                Err(error) => return if total > 0 { Ok(total) } else { Err(error.into()) },
            }
        }
    }
}

/// What is left of some buffers after so many bytes.
fn after<'a>(slices: &'a [IoSlice<'a>], mut skip: usize) -> Vec<IoSlice<'a>> {
    let mut left = Vec::with_capacity(slices.len());
    for slice in slices {
        let gone = skip.min(slice.len());
        skip -= gone;
        left.push(IoSlice::new(slice.get(gone..).unwrap_or_default()));
    }
    left
}

fn wait_writable(descriptor: BorrowedFd<'_>) -> io::Result<()> {
    use rustix::event::{PollFd, PollFlags, poll};
    match poll(&mut [PollFd::from_borrowed_fd(descriptor, PollFlags::OUT)], None) {
        Ok(_) | Err(Errno::INTR) => Ok(()),
        Err(error) => Err(error.into()),
    }
}

/// The error of an operation whose handle was closed under it.
pub(crate) fn cancelled() -> io::Error {
    Errno::CANCELED.into()
}

/// The error of asking a handle for something that its kind does not have, or that is gone.
pub(crate) fn not_that() -> io::Error {
    Errno::BADF.into()
}

impl Reactor {
    /// Takes over a descriptor as a stream of this kind: [`Kind::TcpStream`],
    /// [`Kind::UnixStream`] or [`Kind::Pipe`]. It becomes non-blocking, for all who share it.
    /// libuv: `uv_tcp_open`, `uv_pipe_open`.
    ///
    /// # Errors
    /// `EINVAL` for another kind; those of `fcntl(2)`.
    pub fn stream_open(&mut self, descriptor: OwnedFd, kind: Kind) -> io::Result<Handle> {
        if !matches!(kind, Kind::Pipe | Kind::TcpStream | Kind::UnixStream) {
            return Err(Errno::INVAL.into());
        }
        set_nonblocking(descriptor.as_fd())?;
        Ok(self.insert_stream(kind, Stream::new(descriptor)))
    }

    /// Says how much one read takes at most, in bytes: at least one, at most 64 KiB.
    ///
    /// # Errors
    /// `EBADF` if the handle is no stream.
    pub fn set_read_size(&mut self, handle: Handle, size: usize) -> io::Result<()> {
        self.stream_mut(handle)?.read_size = size.clamp(1, SCRATCH);
        Ok(())
    }

    /// Starts to read: [`Event::Read`] follows for whatever comes, until the end, an error, or
    /// [`Reactor::read_stop`]. The stream is active while it reads. libuv: `uv_read_start`.
    ///
    /// # Errors
    /// `EBADF` if the handle is no stream; `EPERM` if its descriptor cannot be polled, such as a
    /// regular file.
    pub fn read_start(&mut self, handle: Handle) -> io::Result<()> {
        self.register(handle, mio::Interest::READABLE | mio::Interest::WRITABLE)?;
        let stream = self.stream_mut(handle)?;
        stream.reading = true;
        self.set_active(handle, true);
        self.requeue(handle);
        Ok(())
    }

    /// Stops to read; what comes in waits with the system. libuv: `uv_read_stop`.
    ///
    /// # Errors
    /// `EBADF` if the handle is no stream.
    pub fn read_stop(&mut self, handle: Handle) -> io::Result<()> {
        self.stream_mut(handle)?.reading = false;
        self.set_active(handle, false);
        Ok(())
    }

    /// Writes the buffers, one after the other: at once what the system takes, the rest (which is
    /// copied) when it can. [`Event::Written`] reports the end of all of it; writes end in the
    /// order in which they began. libuv: `uv_write`.
    ///
    /// # Errors
    /// `EBADF` if the handle is no stream; `EPIPE` after [`Reactor::shutdown`]. An error of the
    /// writing itself comes with the event.
    pub fn write(&mut self, handle: Handle, slices: &[IoSlice<'_>]) -> io::Result<Request> {
        if self.stream_mut(handle)?.shut_down {
            return Err(Errno::PIPE.into());
        }
        let result = match self.write_or_queue(handle, slices) {
            Ok(Some(request)) => return Ok(request),
            Ok(None) => Ok(()),
            Err(error) => Err(error),
        };
        let request = self.insert_request(RequestState::OfHandle);
        self.stream_mut(handle)?.completed.push_back(Event::Written(request, result));
        self.feed(handle);
        Ok(request)
    }

    /// Like [`Reactor::write`], but where the system takes everything at once there is no request
    /// and no event. libuv: `uv_try_write`, then `uv_write` for the rest.
    ///
    /// # Errors
    /// `EBADF` if the handle is no stream; `EPIPE` after [`Reactor::shutdown`]; those of
    /// `write(2)` that are known at once.
    pub fn write_or_queue(
        &mut self,
        handle: Handle,
        slices: &[IoSlice<'_>],
    ) -> io::Result<Option<Request>> {
        let taken = self.write_first(handle, slices)?;
        if taken == slices.iter().map(|slice| slice.len()).sum::<usize>()
            && self.stream_mut(handle)?.is_free()
        {
            return Ok(None);
        }
        let rest = after(slices, taken);
        let bytes = rest.iter().flat_map(|slice| slice.iter()).copied().collect();
        self.queue_write(handle, bytes, 0).map(Some)
    }

    /// Like [`Reactor::write_or_queue`], with bytes that need not be copied.
    ///
    /// # Errors
    /// Those of [`Reactor::write_or_queue`].
    pub fn write_vec(&mut self, handle: Handle, bytes: Vec<u8>) -> io::Result<Option<Request>> {
        let taken = self.write_first(handle, &[IoSlice::new(&bytes)])?;
        if taken == bytes.len() && self.stream_mut(handle)?.is_free() {
            return Ok(None);
        }
        self.queue_write(handle, bytes, taken).map(Some)
    }

    /// Writes what can be written before anything is queued; how many bytes were taken.
    fn write_first(&mut self, handle: Handle, slices: &[IoSlice<'_>]) -> io::Result<usize> {
        let stream = self.stream_mut(handle)?;
        if stream.shut_down {
            return Err(Errno::PIPE.into());
        }
        if !stream.is_free() {
            return Ok(0);
        }
        match stream.write_now(slices) {
            Err(error) if error.kind() == io::ErrorKind::WouldBlock => Ok(0),
            other => other,
        }
    }

    fn queue_write(&mut self, handle: Handle, bytes: Vec<u8>, done: usize) -> io::Result<Request> {
        self.register(handle, mio::Interest::READABLE | mio::Interest::WRITABLE)?;
        let request = self.insert_request(RequestState::OfHandle);
        let stream = self.stream_mut(handle)?;
        stream.queued_bytes += bytes.len() - done;
        stream.writes.push_back(Write { request, bytes, done });
        Ok(request)
    }

    /// Writes at once what the system takes, and returns how many bytes that were.
    /// libuv: `uv_try_write`.
    ///
    /// # Errors
    /// `EAGAIN` if nothing can be written now: the system takes nothing, earlier writes are
    /// queued, or the stream is still connecting. `EBADF` if the handle is no stream. Those of
    /// `write(2)`.
    pub fn try_write(&mut self, handle: Handle, slices: &[IoSlice<'_>]) -> io::Result<usize> {
        let stream = self.stream_mut(handle)?;
        if stream.shut_down {
            return Err(Errno::PIPE.into());
        }
        if !stream.is_free() {
            return Err(Errno::AGAIN.into());
        }
        stream.write_now(slices)
    }

    /// Ends the writing side after all writes have ended, and then reports [`Event::Shutdown`].
    /// libuv: `uv_shutdown`.
    ///
    /// # Errors
    /// `EBADF` if the handle is no stream; `ENOTCONN` the second time.
    pub fn shutdown(&mut self, handle: Handle) -> io::Result<Request> {
        if self.stream_mut(handle)?.shut_down {
            return Err(Errno::NOTCONN.into());
        }
        let request = self.insert_request(RequestState::OfHandle);
        let stream = self.stream_mut(handle)?;
        stream.shut_down = true;
        stream.shutting_down = Some(request);
        stream.drain();
        self.feed(handle);
        Ok(request)
    }

    /// Returns how many bytes of writes wait in the reactor. libuv:
    /// `uv_stream_get_write_queue_size`.
    #[must_use]
    pub fn write_queue_size(&self, handle: Handle) -> usize {
        match self.state(handle) {
            Some(State::Stream(stream)) => stream.queued_bytes,
            _ => 0,
        }
    }

    /// Lets writes wait for the system, so that nothing is ever queued.
    /// libuv: `uv_stream_set_blocking`.
    ///
    /// # Errors
    /// `EBADF` if the handle is no stream.
    pub fn set_blocking_writes(&mut self, handle: Handle, blocking: bool) -> io::Result<()> {
        self.stream_mut(handle)?.blocking_writes = blocking;
        Ok(())
    }

    /// Lends the descriptor of a stream, listener, UDP socket or raw poll. libuv: `uv_fileno`.
    #[must_use]
    pub fn descriptor(&self, handle: Handle) -> Option<BorrowedFd<'_>> {
        Some(self.state(handle)?.watcher()?.as_fd())
    }

    pub(crate) fn insert_stream(&mut self, kind: Kind, stream: Stream) -> Handle {
        self.insert(kind, State::Stream(Box::new(stream)))
    }

    pub(crate) fn stream_mut(&mut self, handle: Handle) -> io::Result<&mut Stream> {
        match self.handles.get_mut(handle.0).map(|row| &mut row.state) {
            Some(State::Stream(stream)) => Ok(stream),
            _ => Err(not_that()),
        }
    }

    /// Puts a handle with ended requests into the queue of the pending phase.
    pub(crate) fn feed(&mut self, handle: Handle) {
        if self.completed.back() != Some(&handle) {
            self.completed.push_back(handle);
        }
    }

    /// Gives a stream its turn: a read, or the ends of requests.
    pub(crate) fn stream_turn(&mut self, handle: Handle) -> Option<Event> {
        let row = self.handles.get_mut(handle.0)?;
        let State::Stream(stream) = &mut row.state else { return None };
        if stream.watcher.writable
            && let Some(request) = stream.connecting
        {
            stream.connected(request);
        }
        if stream.reading && stream.watcher.readable && stream.connecting.is_none() {
            if stream.reads_left == 0 {
                stream.reads_left = READS;
                self.carry(handle);
                return None;
            }
            stream.reads_left -= 1;
            let event = stream.read(handle, &mut self.scratch);
            if !stream.watcher.readable {
                stream.reads_left = READS;
            }
            let stopped = !stream.reading;
            if event.is_some() {
                if stopped {
                    self.set_active(handle, false);
                }
                self.turn_again(handle);
                return event;
            }
        }
        if stream.watcher.writable && stream.connecting.is_none() {
            stream.flush();
            stream.drain();
        }
        let event = stream.completed.pop_front();
        if event.is_some() {
            self.turn_again(handle);
        }
        event
    }
}

pub(crate) fn set_nonblocking(descriptor: BorrowedFd<'_>) -> io::Result<()> {
    let flags = rustix::fs::fcntl_getfl(descriptor)?;
    if !flags.contains(rustix::fs::OFlags::NONBLOCK) {
        rustix::fs::fcntl_setfl(descriptor, flags | rustix::fs::OFlags::NONBLOCK)?;
    }
    Ok(())
}
