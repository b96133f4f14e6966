//! File descriptors as the numbers that scripts know them by.
//!
//! POSIX: a number that is not open is answered `EBADF` by every call. close(2), fcntl(2).

use std::io;
use std::os::fd::{BorrowedFd, FromRawFd, OwnedFd, RawFd};

/// Lends `act` the descriptor of that number, open or not; the kernel answers `EBADF` for one
/// that is not. `None` for a negative number, which no call may be asked about.
pub fn with<R>(fd: RawFd, act: impl FnOnce(BorrowedFd<'_>) -> R) -> Option<R> {
    if fd < 0 {
        return None;
    }
    // SAFETY: the number is not -1. It may not be open, or may be closed by another thread while
    // `act` runs; then a call made with it fails or meets the number's next owner, which is what
    // the script asked for by its number. Nothing in memory depends on the number staying open,
    // and the borrow ends with this call.
    let borrowed = unsafe { BorrowedFd::borrow_raw(fd) };
    Some(act(borrowed))
}

/// Closes the descriptor of that number.
///
/// # Errors
/// `EBADF` where it is not open, and what close(2) says of a delayed write.
pub fn close(fd: RawFd) -> io::Result<()> {
    // SAFETY: close takes any number. Descriptors that Rust owns are kept from scripts by the
    // runtime's table, so no `OwnedFd` is closed behind its owner's back.
    let result = unsafe { libc::close(fd) };
    if result == 0 { Ok(()) } else { Err(io::Error::last_os_error()) }
}

/// Takes over the descriptor of that number: it is closed when the result is dropped.
///
/// # Errors
/// `EBADF` where it is not open.
pub fn own(fd: RawFd) -> io::Result<OwnedFd> {
    // SAFETY: F_GETFD takes any number and touches no memory.
    let flags = unsafe { libc::fcntl(fd, libc::F_GETFD) };
    if flags == -1 {
        return Err(io::Error::last_os_error());
    }
    // SAFETY: the number was open just now, and the caller gives it up.
    Ok(unsafe { OwnedFd::from_raw_fd(fd) })
}

#[cfg(test)]
mod tests {
    use std::os::fd::{AsRawFd, IntoRawFd};

    use super::*;

    #[test]
    fn a_number_that_is_not_open_is_ebadf() {
        assert_eq!(close(1_000_000).unwrap_err().raw_os_error(), Some(libc::EBADF));
        assert_eq!(own(-1).unwrap_err().raw_os_error(), Some(libc::EBADF));
        assert!(with(-1, |_| ()).is_none());
    }

    #[test]
    fn an_open_number_is_lent_owned_and_closed() {
        let (reader, writer) = io::pipe().unwrap();
        let number = OwnedFd::from(reader).into_raw_fd();
        assert_eq!(with(number, |fd| fd.as_raw_fd()), Some(number));
        assert_eq!(own(number).unwrap().as_raw_fd(), number);
        assert!(own(number).is_err());
        close(OwnedFd::from(writer).into_raw_fd()).unwrap();
    }
}
