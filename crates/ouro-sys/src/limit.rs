//! What this process may have of the machine at most. POSIX: `setrlimit(2)`.

use std::io;

/// Limits the bytes of address space: beyond them allocations and maps fail, as on a machine that
/// has no more.
///
/// # Errors
/// An errno of `setrlimit(2)`.
pub fn address_space(bytes: u64) -> io::Result<()> {
    set(libc::RLIMIT_AS, bytes)
}

/// Limits the bytes of a core dump; with 0 a crash leaves none.
///
/// # Errors
/// An errno of `setrlimit(2)`.
pub fn core_dump(bytes: u64) -> io::Result<()> {
    set(libc::RLIMIT_CORE, bytes)
}

#[cfg(target_env = "musl")]
type Resource = libc::c_int;
#[cfg(all(target_os = "linux", not(target_env = "musl")))]
type Resource = libc::__rlimit_resource_t;
#[cfg(not(target_os = "linux"))]
type Resource = libc::c_int;

/// Sets the soft limit and the hard one.
fn set(resource: Resource, bytes: u64) -> io::Result<()> {
    let limit = libc::rlimit { rlim_cur: bytes, rlim_max: bytes };
    // SAFETY: the pointer is to a structure of the size that the call reads.
    match unsafe { libc::setrlimit(resource, &raw const limit) } {
        0 => Ok(()),
        _ => Err(io::Error::last_os_error()),
    }
}
