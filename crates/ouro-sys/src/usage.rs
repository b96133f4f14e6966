//! What the process used of the machine. POSIX: `getrusage(2)`.

use std::io;

/// Times in microseconds, sizes in kibibytes, the rest counts.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct Usage {
    /// Time in user mode.
    pub user: u64,
    /// Time in the kernel.
    pub system: u64,
    /// The most memory that was ever resident.
    pub max_resident: u64,
    /// Page faults without, and with, I/O.
    pub faults: [u64; 2],
    /// Blocks read from, and written to, file systems.
    pub blocks: [u64; 2],
    /// Voluntary, and involuntary, context switches.
    pub switches: [u64; 2],
}

/// The usage of the whole process, or of the calling thread alone.
///
/// # Errors
/// An errno of `getrusage(2)`.
pub fn usage(thread: bool) -> io::Result<Usage> {
    let who = if thread { libc::RUSAGE_THREAD } else { libc::RUSAGE_SELF };
    let mut raw = std::mem::MaybeUninit::<libc::rusage>::uninit();
    // SAFETY: the pointer is to writable memory of the size that the call fills.
    let result = unsafe { libc::getrusage(who, raw.as_mut_ptr()) };
    if result != 0 {
        return Err(io::Error::last_os_error());
    }
    // SAFETY: the call succeeded, so it filled the structure.
    let raw = unsafe { raw.assume_init() };
    let count = |value: i64| u64::try_from(value).unwrap_or(0);
    let micros =
        |time: libc::timeval| count(time.tv_sec).saturating_mul(1_000_000) + count(time.tv_usec);
    Ok(Usage {
        user: micros(raw.ru_utime),
        system: micros(raw.ru_stime),
        max_resident: count(raw.ru_maxrss),
        faults: [count(raw.ru_minflt), count(raw.ru_majflt)],
        blocks: [count(raw.ru_inblock), count(raw.ru_oublock)],
        switches: [count(raw.ru_nvcsw), count(raw.ru_nivcsw)],
    })
}
