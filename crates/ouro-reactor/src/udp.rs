//! Datagrams. libuv: `uv_udp_t`, `src/unix/udp.c`.

#![expect(clippy::disallowed_methods, reason = "its addresses were granted to the rooms")]

use std::collections::VecDeque;
use std::io::{self, IoSlice};
use std::net::{IpAddr, Ipv4Addr, SocketAddr};

use rustix::io::Errno;
use rustix::net::RecvFlags;
use socket2::{Domain, Protocol, SockAddr, SockRef, Socket, Type};

use crate::event::Event;
use crate::handle::{Handle, Kind, Request};
use crate::reactor::{Reactor, RequestState, State};
use crate::stream::{cancelled, not_that};
use crate::watcher::Watcher;

/// How many datagrams in a row one socket gives before the others have their turn, as in libuv.
const READS: u8 = 32;
/// The longest datagram there can be, in bytes.
const SCRATCH: usize = 64 * 1024;

/// The state of one socket.
#[derive(Debug)]
pub(crate) struct Udp {
    pub(crate) watcher: Watcher,
    pub(crate) receiving: bool,
    sends: VecDeque<Send>,
    queued_bytes: usize,
    pub(crate) completed: VecDeque<Event>,
    reads_left: u8,
}

#[derive(Debug)]
struct Send {
    request: Request,
    bytes: Vec<u8>,
    to: Option<SockAddr>,
}

/// How to make and bind a UDP socket. Node docs: `dgram.createSocket`.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct UdpOptions {
    /// An IPv6 address serves IPv6 only.
    pub ipv6_only: bool,
    /// Others may bind the same address, as far as they too ask for it (`SO_REUSEADDR`).
    pub reuse_address: bool,
    /// Others may bind the same port, datagrams are spread (`SO_REUSEPORT`).
    pub reuse_port: bool,
}

impl Udp {
    pub(crate) fn wants_turn(&self) -> bool {
        !self.completed.is_empty()
            || (self.receiving && self.watcher.readable)
            || (self.watcher.writable && !self.sends.is_empty())
    }

    /// Ends everything in flight: first what ended by itself, then the rest as cancelled.
    pub(crate) fn cancel_all(&mut self) -> VecDeque<Event> {
        for send in self.sends.drain(..) {
            self.completed.push_back(Event::Sent(send.request, Err(cancelled())));
        }
        self.queued_bytes = 0;
        std::mem::take(&mut self.completed)
    }

    fn send_now(&self, slices: &[IoSlice<'_>], to: Option<&SockAddr>) -> io::Result<usize> {
        let socket = SockRef::from(&self.watcher);
        loop {
            let result = match to {
                Some(to) => socket.send_to_vectored(slices, to),
                None => socket.send_vectored(slices),
            };
            match result {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                other => return other,
            }
        }
    }

    fn flush(&mut self) {
        while let Some(send) = self.sends.front() {
            let result = self.send_now(&[IoSlice::new(&send.bytes)], send.to.as_ref());
            match result {
                Err(error) if error.kind() == io::ErrorKind::WouldBlock => {
                    self.watcher.writable = false;
                    return;
                }
                result => {
                    if let Some(send) = self.sends.pop_front() {
                        self.queued_bytes -= send.bytes.len();
                        self.completed.push_back(Event::Sent(send.request, result.map(drop)));
                    }
                }
            }
        }
    }

    fn receive(&mut self, handle: Handle, scratch: &mut Vec<u8>) -> Option<Event> {
        if scratch.is_empty() {
            scratch.resize(SCRATCH, 0);
        }
        loop {
            let result =
                rustix::net::recvfrom(&self.watcher, scratch.as_mut_slice(), RecvFlags::empty());
            let result = match result {
                Ok((_, length, from)) => {
                    let from = from.and_then(|from| SocketAddr::try_from(from).ok());
                    let nowhere = SocketAddr::new(IpAddr::V4(Ipv4Addr::UNSPECIFIED), 0);
                    let bytes = scratch.get(..length).unwrap_or_default().to_vec();
                    Ok((bytes, from.unwrap_or(nowhere)))
                }
                Err(Errno::INTR) => continue,
                Err(Errno::AGAIN) => {
                    self.watcher.readable = false;
                    return None;
                }
                Err(error) => Err(error.into()),
            };
            return Some(Event::Datagram(handle, result));
        }
    }
}

impl Reactor {
    /// Makes a UDP socket, bound to an address. libuv: `uv_udp_init`, `uv_udp_bind`.
    ///
    /// # Errors
    /// Those of `bind(2)`: `EADDRINUSE`, `EACCES`, `EADDRNOTAVAIL` …
    pub fn udp_bind(&mut self, at: SocketAddr, options: UdpOptions) -> io::Result<Handle> {
        let kind = Type::DGRAM.nonblocking().cloexec();
        let socket = Socket::new(Domain::for_address(at), kind, Some(Protocol::UDP))?;
        if options.reuse_address {
            socket.set_reuse_address(true)?;
        }
        if options.reuse_port {
            socket.set_reuse_port(true)?;
        }
        if at.is_ipv6() {
            socket.set_only_v6(options.ipv6_only)?;
        }
        socket.bind(&at.into())?;
        Ok(self.udp_insert(socket))
    }

    /// Takes over a UDP socket that was prepared by others. libuv: `uv_udp_open`.
    ///
    /// # Errors
    /// Those of `fcntl(2)`.
    pub fn udp_open(&mut self, socket: Socket) -> io::Result<Handle> {
        socket.set_nonblocking(true)?;
        Ok(self.udp_insert(socket))
    }

    /// Fixes where datagrams go to and may come from; `None` frees it again.
    /// libuv: `uv_udp_connect`.
    ///
    /// # Errors
    /// `EBADF` if the handle is no UDP socket; those of `connect(2)`.
    pub fn udp_connect(&mut self, handle: Handle, to: Option<SocketAddr>) -> io::Result<()> {
        let udp = self.udp_mut(handle)?;
        match to {
            Some(to) => SockRef::from(&udp.watcher).connect(&to.into()),
            None => Ok(rustix::net::connect_unspec(&udp.watcher)?),
        }
    }

    /// Starts to receive: [`Event::Datagram`] follows for each. The socket is active meanwhile.
    /// libuv: `uv_udp_recv_start`.
    ///
    /// # Errors
    /// `EBADF` if the handle is no UDP socket.
    pub fn udp_receive_start(&mut self, handle: Handle) -> io::Result<()> {
        self.udp_mut(handle)?;
        self.register(handle, mio::Interest::READABLE | mio::Interest::WRITABLE)?;
        self.udp_mut(handle)?.receiving = true;
        self.set_active(handle, true);
        self.requeue(handle);
        Ok(())
    }

    /// Stops to receive. libuv: `uv_udp_recv_stop`.
    ///
    /// # Errors
    /// `EBADF` if the handle is no UDP socket.
    pub fn udp_receive_stop(&mut self, handle: Handle) -> io::Result<()> {
        self.udp_mut(handle)?.receiving = false;
        self.set_active(handle, false);
        Ok(())
    }

    /// Sends the buffers as one datagram, to an address unless the socket is connected;
    /// [`Event::Sent`] reports the end. libuv: `uv_udp_send`.
    ///
    /// # Errors
    /// `EBADF` if the handle is no UDP socket. An error of the sending comes with the event.
    pub fn udp_send(
        &mut self,
        handle: Handle,
        slices: &[IoSlice<'_>],
        to: Option<SocketAddr>,
    ) -> io::Result<Request> {
        self.udp_mut(handle)?;
        let request = self.insert_request(RequestState::OfHandle);
        let udp = self.udp_mut(handle)?;
        let to = to.map(SockAddr::from);
        if udp.sends.is_empty() {
            match udp.send_now(slices, to.as_ref()) {
                Err(error) if error.kind() == io::ErrorKind::WouldBlock => {
                    udp.watcher.writable = false;
                }
                result => {
                    udp.completed.push_back(Event::Sent(request, result.map(drop)));
                    self.feed(handle);
                    return Ok(request);
                }
            }
        }
        let bytes: Vec<u8> = slices.iter().flat_map(|slice| slice.iter()).copied().collect();
        udp.queued_bytes += bytes.len();
        udp.sends.push_back(Send { request, bytes, to });
        self.register(handle, mio::Interest::READABLE | mio::Interest::WRITABLE)?;
        Ok(request)
    }

    /// Sends the buffers as one datagram at once, and returns its length.
    /// libuv: `uv_udp_try_send`.
    ///
    /// # Errors
    /// `EAGAIN` if others are queued or the system takes none now; those of `sendmsg(2)`.
    pub fn udp_try_send(
        &mut self,
        handle: Handle,
        slices: &[IoSlice<'_>],
        to: Option<SocketAddr>,
    ) -> io::Result<usize> {
        let udp = self.udp_mut(handle)?;
        if !udp.sends.is_empty() {
            return Err(Errno::AGAIN.into());
        }
        udp.send_now(slices, to.map(SockAddr::from).as_ref())
    }

    /// Returns how many bytes, in how many datagrams, wait in the reactor. libuv:
    /// `uv_udp_get_send_queue_size`, `uv_udp_get_send_queue_count`.
    #[must_use]
    pub fn udp_queue(&self, handle: Handle) -> (usize, usize) {
        match self.state(handle) {
            Some(State::Udp(udp)) => (udp.queued_bytes, udp.sends.len()),
            _ => (0, 0),
        }
    }

    /// Joins or leaves a multicast group, on an interface (its address for IPv4, its number for
    /// IPv6) or the system's choice. libuv: `uv_udp_set_membership`.
    ///
    /// # Errors
    /// `EBADF` if the handle is no UDP socket; `EINVAL` if the group is no multicast address;
    /// those of `setsockopt(2)`.
    pub fn udp_set_membership(
        &mut self,
        handle: Handle,
        group: IpAddr,
        interface: MulticastInterface,
        member: bool,
    ) -> io::Result<()> {
        let socket = SockRef::from(&self.udp_mut(handle)?.watcher);
        match group {
            IpAddr::V4(group) => {
                let interface = interface.v4();
                if member {
                    socket.join_multicast_v4(&group, &interface)
                } else {
                    socket.leave_multicast_v4(&group, &interface)
                }
            }
            IpAddr::V6(group) => {
                let interface = interface.v6();
                if member {
                    socket.join_multicast_v6(&group, interface)
                } else {
                    socket.leave_multicast_v6(&group, interface)
                }
            }
        }
    }

    /// Lends the socket, to set options: broadcast, time to live, multicast loop, buffer sizes.
    ///
    /// # Errors
    /// `EBADF` if the handle is no UDP socket.
    pub fn udp_socket(&mut self, handle: Handle) -> io::Result<SockRef<'_>> {
        Ok(SockRef::from(&self.udp_mut(handle)?.watcher))
    }

    fn udp_insert(&mut self, socket: Socket) -> Handle {
        let udp = Udp {
            watcher: Watcher::new(socket.into()),
            receiving: false,
            sends: VecDeque::new(),
            queued_bytes: 0,
            completed: VecDeque::new(),
            reads_left: READS,
        };
        self.insert(Kind::Udp, State::Udp(Box::new(udp)))
    }

    fn udp_mut(&mut self, handle: Handle) -> io::Result<&mut Udp> {
        match self.state_mut(handle) {
            Some(State::Udp(udp)) => Ok(udp),
            _ => Err(not_that()),
        }
    }

    /// Gives a socket its turn: a datagram, or the ends of sends.
    pub(crate) fn udp_turn(&mut self, handle: Handle) -> Option<Event> {
        let row = self.handles.get_mut(handle.0)?;
        let State::Udp(udp) = &mut row.state else { return None };
        if udp.receiving && udp.watcher.readable {
            if udp.reads_left == 0 {
                udp.reads_left = READS;
                self.carry(handle);
                return None;
            }
            udp.reads_left -= 1;
            let event = udp.receive(handle, &mut self.scratch);
            if event.is_some() {
                self.turn_again(handle);
                return event;
            }
            udp.reads_left = READS;
        }
        if udp.watcher.writable {
            udp.flush();
        }
        let event = udp.completed.pop_front();
        if event.is_some() {
            self.turn_again(handle);
        }
        event
    }
}

/// The interface of a multicast group.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum MulticastInterface {
    /// The system's choice.
    #[default]
    Any,
    /// The IPv4 interface of this address.
    Address(Ipv4Addr),
    /// The IPv6 interface of this number (`if_nametoindex(3)`).
    Number(u32),
}

impl MulticastInterface {
    fn v4(self) -> Ipv4Addr {
        match self {
            Self::Address(address) => address,
            _ => Ipv4Addr::UNSPECIFIED,
        }
    }

    fn v6(self) -> u32 {
        match self {
            Self::Number(number) => number,
            _ => 0,
        }
    }
}
