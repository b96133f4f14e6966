//! Names and addresses, looked up on the pool. libuv: `uv_getaddrinfo`, `uv_getnameinfo`.

use std::io;
use std::net::{IpAddr, SocketAddr};

use ouro_sys::lookup::{self, Hints, LookupError};

use crate::handle::Request;
use crate::reactor::Reactor;

/// The value of the work that [`Reactor::look_up_host`] starts.
pub type Addresses = Result<Vec<IpAddr>, LookupError>;
/// The value of the work that [`Reactor::look_up_address`] starts: host, then service.
pub type Names = Result<(String, String), LookupError>;

impl Reactor {
    /// Looks the addresses of a host up. [`Event::Work`](crate::Event::Work) brings a value of
    /// type [`Addresses`]. libuv: `uv_getaddrinfo`.
    ///
    /// # Errors
    /// Those of [`Reactor::submit`].
    pub fn look_up_host(&mut self, host: String, hints: Hints) -> io::Result<Request> {
        self.submit_slow(Box::new(move || Box::new(lookup::addresses(&host, hints))))
    }

    /// Looks the names of an address and a port up. [`Event::Work`](crate::Event::Work) brings a
    /// value of type [`Names`]. libuv: `uv_getnameinfo`.
    ///
    /// # Errors
    /// Those of [`Reactor::submit`].
    pub fn look_up_address(&mut self, address: SocketAddr) -> io::Result<Request> {
        self.submit_slow(Box::new(move || Box::new(lookup::names(address))))
    }
}
