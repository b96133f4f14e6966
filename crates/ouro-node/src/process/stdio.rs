//! Standard streams: the Rust half of `runtime-js/internal/process/stdio.js`. Node docs: A note on
//! process I/O. POSIX: `write(2)`, `poll(2)`.

use boa_engine::{Context, JsResult, JsValue, js_string};
use rustix::{event, fs, io};

use crate::{Arguments, Binding};

/// The Rust half of the part.
pub(crate) const BINDING: Binding = Binding {
    name: "stdio",
    functions: &[("handleType", 1, handle_type), ("write", 3, write)],
    extend: None,
};

/// `handleType(fd)`: `FILE`, `PIPE`, `TCP`, `TTY` or `UNKNOWN`. libuv: `uv_guess_handle`.
///
/// # Errors
/// None.
fn handle_type(_: &JsValue, args: &[JsValue], _: &mut Context) -> JsResult<JsValue> {
    let kind = ouro_sys::descriptor::with(args.int(0), |fd| {
        if rustix::termios::isatty(fd) {
            return "TTY";
        }
        let Ok(stat) = fs::fstat(fd) else { return "UNKNOWN" };
        match fs::FileType::from_raw_mode(stat.st_mode) {
            fs::FileType::Fifo => "PIPE",
            fs::FileType::Socket => socket_type(fd),
            fs::FileType::RegularFile | fs::FileType::CharacterDevice => "FILE",
            _ => "UNKNOWN",
        }
    });
    Ok(js_string!(kind.unwrap_or("UNKNOWN")).into())
}

fn socket_type(fd: rustix::fd::BorrowedFd<'_>) -> &'static str {
    match rustix::net::getsockname(fd).ok().map(|address| address.address_family()) {
        Some(rustix::net::AddressFamily::UNIX) => "PIPE",
        Some(rustix::net::AddressFamily::INET | rustix::net::AddressFamily::INET6) => "TCP",
        _ => "UNKNOWN",
    }
}

/// `write(fd, chunk, encoding)`: writes all of a string or view before it returns; waits where the
/// descriptor is one that does not block. Returns the
/// negative errno of what failed, if anything did.
///
/// # Errors
/// What converting the chunk throws.
fn write(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let fd = args.int(0);
    let result = if let Some(text) = args.value(1).as_string() {
        match args.value(2).as_string().map(|name| name.to_std_string_lossy()).as_deref() {
            Some("latin1" | "binary") => {
                let bytes: Vec<u8> = text.iter().map(|unit| unit.to_le_bytes()[0]).collect();
                write_all(fd, &bytes)
            }
            _ => write_all(fd, text.to_std_string_lossy().as_bytes()),
        }
    } else {
        args.bytes(1, context)?.with(|bytes| write_all(fd, bytes))
    };
    match result {
        Ok(()) => Ok(JsValue::undefined()),
        Err(error) => Ok((-error.raw_os_error().unwrap_or(5)).into()),
    }
}

fn write_all(fd: i32, mut bytes: &[u8]) -> std::io::Result<()> {
    let written = ouro_sys::descriptor::with(fd, |fd| {
        while !bytes.is_empty() {
            match io::write(fd, bytes) {
                Ok(count) => bytes = bytes.get(count..).unwrap_or_default(),
                Err(io::Errno::INTR) => {}
                Err(io::Errno::AGAIN) => {
                    let mut wait = [event::PollFd::from_borrowed_fd(fd, event::PollFlags::OUT)];
                    event::poll(&mut wait, None)?;
                }
                Err(error) => return Err(error.into()),
            }
        }
        Ok(())
    });
    written.unwrap_or_else(|| Err(io::Errno::BADF.into()))
}
