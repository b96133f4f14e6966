//! Who the process is, and signals to others. POSIX: `setuid(2)`, `setgroups(2)`, `kill(2)`,
//! `getpwnam(3)`, `getgrnam(3)`.

use std::{ffi::CString, io};

/// Which identity is set.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Identity {
    /// `setegid(2)`
    EffectiveGroup,
    /// `seteuid(2)`
    EffectiveUser,
    /// `setgid(2)`
    Group,
    /// `setuid(2)`
    User,
}

fn checked(result: i32) -> io::Result<()> {
    if result == 0 { Ok(()) } else { Err(io::Error::last_os_error()) }
}

/// Changes who the process is.
///
/// # Errors
/// `EPERM` where the process may not.
pub fn set_identity(which: Identity, id: u32) -> io::Result<()> {
    let result = match which {
        // SAFETY: the call takes a number and touches no memory of ours.
        Identity::EffectiveGroup => unsafe { libc::setegid(id) },
        // SAFETY: the call takes a number and touches no memory of ours.
        Identity::EffectiveUser => unsafe { libc::seteuid(id) },
        // SAFETY: the call takes a number and touches no memory of ours.
        Identity::Group => unsafe { libc::setgid(id) },
        // SAFETY: the call takes a number and touches no memory of ours.
        Identity::User => unsafe { libc::setuid(id) },
    };
    checked(result)
}

/// Sets the supplementary groups.
///
/// # Errors
/// `EPERM` where the process may not.
pub fn set_groups(groups: &[u32]) -> io::Result<()> {
    // SAFETY: the pointer and length are those of one slice, which the call only reads.
    checked(unsafe { libc::setgroups(groups.len(), groups.as_ptr()) })
}

/// Sends a signal, or with 0 asks whether it could be sent; as `kill(2)`, 0 and negative process
/// ids name groups.
///
/// # Errors
/// `ESRCH` where there is no such process, `EPERM` where it is not ours, `EINVAL`.
pub fn kill(process: i32, signal: i32) -> io::Result<()> {
    // SAFETY: the call takes two numbers and touches no memory of ours.
    checked(unsafe { libc::kill(process, signal) })
}

/// The id of a user, by name.
#[must_use]
pub fn user_named(name: &str) -> Option<u32> {
    let name = CString::new(name).ok()?;
    let mut entry = std::mem::MaybeUninit::<libc::passwd>::uninit();
    let mut found = std::ptr::null_mut();
    let mut space = vec![0; 16 << 10];
    // SAFETY: every pointer is to memory that lives through the call, `space` with its true size.
    unsafe {
        libc::getpwnam_r(
            name.as_ptr(),
            entry.as_mut_ptr(),
            space.as_mut_ptr(),
            space.len(),
            &raw mut found,
        );
    }
    // SAFETY: where `found` is set, it points to `entry`, which the call filled.
    (!found.is_null()).then(|| unsafe { entry.assume_init() }.pw_uid)
}

/// The id of a group, by name.
#[must_use]
pub fn group_named(name: &str) -> Option<u32> {
    let name = CString::new(name).ok()?;
    let mut entry = std::mem::MaybeUninit::<libc::group>::uninit();
    let mut found = std::ptr::null_mut();
    let mut space = vec![0; 64 << 10];
    // SAFETY: every pointer is to memory that lives through the call, `space` with its true size.
    unsafe {
        libc::getgrnam_r(
            name.as_ptr(),
            entry.as_mut_ptr(),
            space.as_mut_ptr(),
            space.len(),
            &raw mut found,
        );
    }
    // SAFETY: where `found` is set, it points to `entry`, which the call filled.
    (!found.is_null()).then(|| unsafe { entry.assume_init() }.gr_gid)
}
