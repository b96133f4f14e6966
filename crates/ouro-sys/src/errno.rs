//! The names and messages of error numbers, as programs see them. libuv: `UV_ERRNO_MAP`,
//! `uv_err_name`, `uv_strerror`; Node docs: `util.getSystemErrorMap`.

/// One error: its number as libuv and Node count (negative), its name and its message.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Errno {
    /// The number: the negated one of the system, or below -3000 where the system has none.
    pub number: i32,
    /// The name, such as `ENOENT`.
    pub name: &'static str,
    /// The message, such as `no such file or directory`.
    pub message: &'static str,
}

/// Finds an error by the number of the system (positive) or of libuv (negative).
#[must_use]
pub fn find(number: i32) -> Option<&'static Errno> {
    let number = -number.saturating_abs();
    TABLE.iter().find(|errno| errno.number == number)
}

/// Finds an error by its name.
#[must_use]
pub fn find_named(name: &str) -> Option<&'static Errno> {
    TABLE.iter().find(|errno| errno.name == name)
}

/// Returns the name of an error, `UNKNOWN` if it has none.
#[must_use]
pub fn name(number: i32) -> &'static str {
    find(number).map_or("UNKNOWN", |errno| errno.name)
}

/// Returns the message of an error, `unknown error` if it has none.
#[must_use]
pub fn message(number: i32) -> &'static str {
    find(number).map_or("unknown error", |errno| errno.message)
}

/// Returns all errors, in the order of their names.
#[must_use]
pub fn all() -> &'static [Errno] {
    TABLE
}

/// The end of a file or stream, as libuv numbers it.
pub const EOF: i32 = -4095;
/// An error that has no number of its own.
pub const UNKNOWN: i32 = -4094;

const fn row(number: i32, name: &'static str, message: &'static str) -> Errno {
    Errno { number, name, message }
}

static TABLE: &[Errno] = &[
    row(-libc::E2BIG, "E2BIG", "argument list too long"),
    row(-libc::EACCES, "EACCES", "permission denied"),
    row(-libc::EADDRINUSE, "EADDRINUSE", "address already in use"),
    row(-libc::EADDRNOTAVAIL, "EADDRNOTAVAIL", "address not available"),
    row(-libc::EAFNOSUPPORT, "EAFNOSUPPORT", "address family not supported"),
    row(-libc::EAGAIN, "EAGAIN", "resource temporarily unavailable"),
    row(-3000, "EAI_ADDRFAMILY", "address family not supported"),
    row(-3001, "EAI_AGAIN", "temporary failure"),
    row(-3002, "EAI_BADFLAGS", "bad ai_flags value"),
    row(-3013, "EAI_BADHINTS", "invalid value for hints"),
    row(-3003, "EAI_CANCELED", "request canceled"),
    row(-3004, "EAI_FAIL", "permanent failure"),
    row(-3005, "EAI_FAMILY", "ai_family not supported"),
    row(-3006, "EAI_MEMORY", "out of memory"),
    row(-3007, "EAI_NODATA", "no address"),
    row(-3008, "EAI_NONAME", "unknown node or service"),
    row(-3009, "EAI_OVERFLOW", "argument buffer overflow"),
    row(-3014, "EAI_PROTOCOL", "resolved protocol is unknown"),
    row(-3010, "EAI_SERVICE", "service not available for socket type"),
    row(-3011, "EAI_SOCKTYPE", "socket type not supported"),
    row(-libc::EALREADY, "EALREADY", "connection already in progress"),
    row(-libc::EBADF, "EBADF", "bad file descriptor"),
    row(-libc::EBUSY, "EBUSY", "resource busy or locked"),
    row(-libc::ECANCELED, "ECANCELED", "operation canceled"),
    row(-4080, "ECHARSET", "invalid Unicode character"),
    row(-libc::ECONNABORTED, "ECONNABORTED", "software caused connection abort"),
    row(-libc::ECONNREFUSED, "ECONNREFUSED", "connection refused"),
    row(-libc::ECONNRESET, "ECONNRESET", "connection reset by peer"),
    row(-libc::EDESTADDRREQ, "EDESTADDRREQ", "destination address required"),
    row(-libc::EEXIST, "EEXIST", "file already exists"),
    row(-libc::EFAULT, "EFAULT", "bad address in system call argument"),
    row(-libc::EFBIG, "EFBIG", "file too large"),
    row(-4028, "EFTYPE", "inappropriate file type or format"),
    row(-libc::EHOSTDOWN, "EHOSTDOWN", "host is down"),
    row(-libc::EHOSTUNREACH, "EHOSTUNREACH", "host is unreachable"),
    row(-libc::EILSEQ, "EILSEQ", "illegal byte sequence"),
    row(-libc::EINTR, "EINTR", "interrupted system call"),
    row(-libc::EINVAL, "EINVAL", "invalid argument"),
    row(-libc::EIO, "EIO", "i/o error"),
    row(-libc::EISCONN, "EISCONN", "socket is already connected"),
    row(-libc::EISDIR, "EISDIR", "illegal operation on a directory"),
    row(-libc::ELOOP, "ELOOP", "too many symbolic links encountered"),
    row(-libc::EMFILE, "EMFILE", "too many open files"),
    row(-libc::EMLINK, "EMLINK", "too many links"),
    row(-libc::EMSGSIZE, "EMSGSIZE", "message too long"),
    row(-libc::ENAMETOOLONG, "ENAMETOOLONG", "name too long"),
    row(-libc::ENETDOWN, "ENETDOWN", "network is down"),
    row(-libc::ENETUNREACH, "ENETUNREACH", "network is unreachable"),
    row(-libc::ENFILE, "ENFILE", "file table overflow"),
    row(-libc::ENOBUFS, "ENOBUFS", "no buffer space available"),
    row(-libc::ENODATA, "ENODATA", "no data available"),
    row(-libc::ENODEV, "ENODEV", "no such device"),
    row(-libc::ENOENT, "ENOENT", "no such file or directory"),
    row(-libc::ENOEXEC, "ENOEXEC", "exec format error"),
    row(-libc::ENOMEM, "ENOMEM", "not enough memory"),
    row(-libc::ENONET, "ENONET", "machine is not on the network"),
    row(-libc::ENOPROTOOPT, "ENOPROTOOPT", "protocol not available"),
    row(-libc::ENOSPC, "ENOSPC", "no space left on device"),
    row(-libc::ENOSYS, "ENOSYS", "function not implemented"),
    row(-libc::ENOTCONN, "ENOTCONN", "socket is not connected"),
    row(-libc::ENOTDIR, "ENOTDIR", "not a directory"),
    row(-libc::ENOTEMPTY, "ENOTEMPTY", "directory not empty"),
    row(-libc::ENOTSOCK, "ENOTSOCK", "socket operation on non-socket"),
    row(-libc::ENOTSUP, "ENOTSUP", "operation not supported on socket"),
    row(-libc::ENOTTY, "ENOTTY", "inappropriate ioctl for device"),
    row(-libc::ENXIO, "ENXIO", "no such device or address"),
    row(EOF, "EOF", "end of file"),
    row(-libc::EOVERFLOW, "EOVERFLOW", "value too large for defined data type"),
    row(-libc::EPERM, "EPERM", "operation not permitted"),
    row(-libc::EPIPE, "EPIPE", "broken pipe"),
    row(-libc::EPROTO, "EPROTO", "protocol error"),
    row(-libc::EPROTONOSUPPORT, "EPROTONOSUPPORT", "protocol not supported"),
    row(-libc::EPROTOTYPE, "EPROTOTYPE", "protocol wrong type for socket"),
    row(-libc::ERANGE, "ERANGE", "result too large"),
    row(-libc::EREMOTEIO, "EREMOTEIO", "remote I/O error"),
    row(-libc::EROFS, "EROFS", "read-only file system"),
    row(-libc::ESHUTDOWN, "ESHUTDOWN", "cannot send after transport endpoint shutdown"),
    row(-libc::ESOCKTNOSUPPORT, "ESOCKTNOSUPPORT", "socket type not supported"),
    row(-libc::ESPIPE, "ESPIPE", "invalid seek"),
    row(-libc::ESRCH, "ESRCH", "no such process"),
    row(-libc::ETIMEDOUT, "ETIMEDOUT", "connection timed out"),
    row(-libc::ETXTBSY, "ETXTBSY", "text file is busy"),
    row(-libc::EUNATCH, "EUNATCH", "protocol driver not attached"),
    row(-libc::EXDEV, "EXDEV", "cross-device link not permitted"),
    row(UNKNOWN, "UNKNOWN", "unknown error"),
];

#[cfg(test)]
mod tests {
    use super::{find, find_named, message, name};

    #[test]
    fn both_signs_of_a_number_name_the_same_error() {
        assert_eq!(name(libc::ENOENT), "ENOENT");
        assert_eq!(name(-libc::ENOENT), "ENOENT");
        assert_eq!(message(libc::ENOENT), "no such file or directory");
        assert_eq!(find_named("ENOENT"), find(libc::ENOENT));
        assert_eq!(name(i32::MIN), "UNKNOWN");
    }
}
