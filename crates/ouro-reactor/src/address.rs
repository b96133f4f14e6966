//! Where sockets are. libuv: `uv_tcp_getsockname`, `uv_pipe_getsockname` and their kin.

use std::ffi::OsStr;
use std::io;
use std::net::SocketAddr;
use std::os::unix::ffi::OsStrExt;

use rustix::io::Errno;
use socket2::SockAddr;

use crate::handle::Handle;
use crate::reactor::Reactor;
use crate::stream::not_that;

/// The address of a socket.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Address {
    /// That of an IPv4 or IPv6 socket.
    Internet(SocketAddr),
    /// The path of a Unix socket: empty if it has none, beginning with a NUL if it is an abstract
    /// name (Linux).
    Unix(Vec<u8>),
}

impl Reactor {
    /// Returns the address of a socket itself.
    ///
    /// # Errors
    /// `EBADF` if the handle has no descriptor; those of `getsockname(2)`.
    pub fn local_address(&self, handle: Handle) -> io::Result<Address> {
        let descriptor = self.descriptor(handle).ok_or_else(not_that)?;
        read(&socket2::SockRef::from(&descriptor).local_addr()?)
    }

    /// Returns the address of the other side.
    ///
    /// # Errors
    /// `EBADF` if the handle has no descriptor; those of `getpeername(2)`, such as `ENOTCONN`.
    pub fn peer_address(&self, handle: Handle) -> io::Result<Address> {
        let descriptor = self.descriptor(handle).ok_or_else(not_that)?;
        read(&socket2::SockRef::from(&descriptor).peer_addr()?)
    }
}

fn read(address: &SockAddr) -> io::Result<Address> {
    if let Some(address) = address.as_socket() {
        return Ok(Address::Internet(address));
    }
    if !address.is_unix() {
        return Err(Errno::AFNOSUPPORT.into());
    }
    let name = match (address.as_pathname(), address.as_abstract_namespace()) {
        (Some(path), _) => path.as_os_str().as_bytes().to_vec(),
        (None, Some(name)) => [b"\0", name].concat(),
        (None, None) => Vec::new(),
    };
    Ok(Address::Unix(name))
}

/// Makes the address of a Unix socket from a path or an abstract name.
pub(crate) fn unix(path: &[u8]) -> io::Result<SockAddr> {
    if path.is_empty() {
        return Err(Errno::INVAL.into());
    }
    // A path with its final NUL must fit, as libuv asks.
    if path.len() > 107 {
        return Err(Errno::NAMETOOLONG.into());
    }
    SockAddr::unix(OsStr::from_bytes(path))
}
