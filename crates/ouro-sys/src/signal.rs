//! Hearing of signals: `sigaction(2)` and a pipe for each receiver. libuv: `src/unix/signal.c`.
//!
//! Handlers belong to the whole process, so the bookkeeping does too: a fixed table of receivers
//! that the handler can walk without locks, and a count of watches for each signal number. When
//! the last watch of a number goes, the signal has its default effect again.

use std::io;
use std::os::fd::{AsFd, AsRawFd, BorrowedFd, OwnedFd};
use std::sync::atomic::{AtomicI32, AtomicU64, AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

/// How many receivers there can be at a time in one process.
const RECEIVERS: usize = 1024;
/// Signal numbers are below this; Linux has 64.
const SIGNALS: usize = 65;

/// A place of the table that the handler walks.
struct Place {
    /// The pipe's end to write to; -1 if the place is free.
    pipe: AtomicI32,
    /// A bit for each signal number watched.
    mask: AtomicU64,
}

static PLACES: [Place; RECEIVERS] =
    [const { Place { pipe: AtomicI32::new(-1), mask: AtomicU64::new(0) } }; RECEIVERS];
/// No place from here on was ever used.
static USED: AtomicUsize = AtomicUsize::new(0);
/// For each number the place, counted from one, that alone hears of it; 0 where all do.
static ALONE: [AtomicUsize; SIGNALS] = [const { AtomicUsize::new(0) }; SIGNALS];
/// How many handlers are running now, on all threads.
static RUNNING: AtomicUsize = AtomicUsize::new(0);
/// A bit for each number that came from the kernel the last time, as keys of a terminal send it.
static FROM_KERNEL: AtomicU64 = AtomicU64::new(0);
/// How many receivers watch each number. Locked for every change of the tables.
static WATCHES: Mutex<[usize; SIGNALS]> = Mutex::new([0; SIGNALS]);

/// Gets the numbers of signals that it watches through a pipe, which can be polled.
#[derive(Debug)]
pub struct SignalReceiver {
    place: usize,
    reader: OwnedFd,
    /// Kept open for as long as the handler may write to it.
    _writer: OwnedFd,
}

impl SignalReceiver {
    /// Makes a receiver that watches nothing yet.
    ///
    /// # Errors
    /// Those of `pipe2(2)`; `EMFILE` when the process has 1,024 receivers already.
    pub fn new() -> io::Result<Self> {
        use rustix::pipe::{PipeFlags, pipe_with};
        let (reader, writer) = pipe_with(PipeFlags::CLOEXEC | PipeFlags::NONBLOCK)?;
        let watches = WATCHES.lock().unwrap_or_else(PoisonError::into_inner);
        let free = PLACES.iter().position(|place| place.pipe.load(Ordering::SeqCst) < 0);
        let place = free.ok_or_else(|| io::Error::from_raw_os_error(libc::EMFILE))?;
        PLACES[place].mask.store(0, Ordering::SeqCst);
        PLACES[place].pipe.store(writer.as_raw_fd(), Ordering::SeqCst);
        USED.fetch_max(place + 1, Ordering::SeqCst);
        drop(watches);
        Ok(Self { place, reader, _writer: writer })
    }

    /// Starts to watch a signal; watching it twice is watching it once.
    ///
    /// # Errors
    /// `EINVAL` for a number that is no signal, or one that cannot be watched (`SIGKILL`,
    /// `SIGSTOP`).
    pub fn watch(&self, signal: i32) -> io::Result<()> {
        let number = checked(signal)?;
        let mut watches = WATCHES.lock().unwrap_or_else(PoisonError::into_inner);
        let mask = &PLACES[self.place].mask;
        if mask.load(Ordering::SeqCst) & bit(number) != 0 {
            return Ok(());
        }
        // First the bit, so that the first signal after the handler is there finds it.
        mask.fetch_or(bit(number), Ordering::SeqCst);
        if watches[number] == 0
            && let Err(error) = install(signal, Some(note))
        {
            mask.fetch_and(!bit(number), Ordering::SeqCst);
            return Err(error);
        }
        watches[number] += 1;
        Ok(())
    }

    /// Watches a signal as the only receiver that hears of it, until it is unwatched. A receiver that
    /// came before with the same wish waits behind this one.
    ///
    /// # Errors
    /// Those of [`Self::watch`].
    pub fn watch_alone(&self, signal: i32) -> io::Result<()> {
        self.watch(signal)?;
        ALONE[checked(signal)?].store(self.place + 1, Ordering::SeqCst);
        Ok(())
    }

    /// Stops to watch a signal. If nobody else watches it, it has its default effect again.
    pub fn unwatch(&self, signal: i32) {
        let Ok(number) = checked(signal) else { return };
        let mut watches = WATCHES.lock().unwrap_or_else(PoisonError::into_inner);
        let before = PLACES[self.place].mask.fetch_and(!bit(number), Ordering::SeqCst);
        if before & bit(number) == 0 {
            return;
        }
        let _ =
            ALONE[number].compare_exchange(self.place + 1, 0, Ordering::SeqCst, Ordering::SeqCst);
        watches[number] -= 1;
        if watches[number] == 0 {
            // The number was accepted before, so the default is too.
            let _ = install(signal, None);
        }
    }

    /// Waits until a signal has come, or the time is over; whether one has.
    ///
    /// # Errors
    /// Those of `poll(2)` but `EINTR`, which is waited through.
    pub fn wait(&self, time: Option<Duration>) -> io::Result<bool> {
        use rustix::event::{PollFd, PollFlags, Timespec, poll};
        let time = time.and_then(|time| Timespec::try_from(time).ok());
        loop {
            match poll(&mut [PollFd::new(&self.reader, PollFlags::IN)], time.as_ref()) {
                Ok(count) => return Ok(count > 0),
                Err(rustix::io::Errno::INTR) => {}
                Err(error) => return Err(error.into()),
            }
        }
    }

    /// Returns the signals that came since the last call, in the order in which they came.
    ///
    /// # Errors
    /// Those of `read(2)` but `EAGAIN`, which is an empty list.
    pub fn take(&self) -> io::Result<Vec<i32>> {
        let mut buffer = [0_u8; 256];
        let mut signals = Vec::new();
        loop {
            match rustix::io::read(&self.reader, &mut buffer) {
                Ok(0) | Err(rustix::io::Errno::AGAIN) => return Ok(signals),
                Ok(length) => {
                    signals.extend(buffer.iter().take(length).map(|&byte| i32::from(byte)));
                }
                Err(rustix::io::Errno::INTR) => {}
                Err(error) => return Err(error.into()),
            }
        }
    }
}

impl AsFd for SignalReceiver {
    fn as_fd(&self) -> BorrowedFd<'_> {
        self.reader.as_fd()
    }
}

impl Drop for SignalReceiver {
    fn drop(&mut self) {
        for signal in 1..SIGNALS {
            self.unwatch(i32::try_from(signal).unwrap_or_default());
        }
        PLACES[self.place].pipe.store(-1, Ordering::SeqCst);
        // A handler that began before may still hold the descriptor: it is closed after it.
        while RUNNING.load(Ordering::SeqCst) > 0 {
            std::thread::yield_now();
        }
    }
}

/// Gives every signal its default action again, whatever the parent left: a shell starts programs in
/// the background with `SIGINT` ignored. Writing to a closed pipe or beyond the size limit of files
/// is an error instead of a signal. For the start of a program, before any watcher.
pub fn reset() {
    for signal in 1..32 {
        if signal == libc::SIGKILL || signal == libc::SIGSTOP {
            continue;
        }
        let ignored = signal == libc::SIGPIPE || signal == libc::SIGXFSZ;
        let action = if ignored { libc::SIG_IGN } else { libc::SIG_DFL };
        // SAFETY: the number is that of a signal, and both actions are the system's own.
        unsafe { libc::signal(signal, action) };
    }
}

/// Whether the last signal of a number that was watched here came from the kernel, as keys of a
/// terminal send it to all processes in the foreground, and not from one process to this one.
#[must_use]
pub fn came_from_kernel(signal: i32) -> bool {
    checked(signal).is_ok_and(|number| FROM_KERNEL.load(Ordering::SeqCst) & bit(number) != 0)
}

/// Sends a signal to the process of a pidfd; 0 only asks whether it is there.
///
/// # Errors
/// Those of `pidfd_send_signal(2)`: `ESRCH`, `EPERM`, `EINVAL` for a number that is no signal.
pub fn send(process: BorrowedFd<'_>, signal: i32) -> io::Result<()> {
    let none: *const libc::siginfo_t = std::ptr::null();
    let flags: libc::c_uint = 0;
    // SAFETY: the descriptor is open, and without further information the pointer may be null.
    let result = unsafe {
        libc::syscall(libc::SYS_pidfd_send_signal, process.as_raw_fd(), signal, none, flags)
    };
    if result == 0 { Ok(()) } else { Err(io::Error::last_os_error()) }
}

fn bit(number: usize) -> u64 {
    1 << (number - 1)
}

fn checked(signal: i32) -> io::Result<usize> {
    let number = usize::try_from(signal).unwrap_or_default();
    if number == 0 || number >= SIGNALS {
        return Err(io::Error::from_raw_os_error(libc::EINVAL));
    }
    Ok(number)
}

/// The handler: writes the number to each receiver that watches it. Calls nothing but atomics
/// and `write(2)`, as `signal-safety(7)` asks, and leaves `errno` as it was.
extern "C" fn note(signal: libc::c_int, info: *const libc::siginfo_t, _: *mut libc::c_void) {
    let Ok(number) = checked(signal) else { return };
    // SAFETY: the kernel gives a handler with SA_SIGINFO a valid structure, which nobody changes.
    let cause = unsafe { (*info).si_code };
    if cause == libc::SI_KERNEL {
        FROM_KERNEL.fetch_or(bit(number), Ordering::SeqCst);
    } else {
        FROM_KERNEL.fetch_and(!bit(number), Ordering::SeqCst);
    }
    let Ok(byte) = u8::try_from(signal) else { return };
    // SAFETY: the pointer is that of the calling thread's errno, valid as long as the thread is.
    let errno = unsafe { libc::__errno_location() };
    // SAFETY: as above; no other thread reads or writes it.
    let before = unsafe { errno.read() };
    RUNNING.fetch_add(1, Ordering::SeqCst);
    let alone = ALONE[number].load(Ordering::SeqCst);
    for (index, place) in PLACES.iter().enumerate().take(USED.load(Ordering::SeqCst)) {
        if alone != 0 && alone != index + 1 {
            continue;
        }
        let pipe = place.pipe.load(Ordering::SeqCst);
        if pipe >= 0 && place.mask.load(Ordering::SeqCst) & bit(number) != 0 {
            // A full pipe loses the signal: thousands of it are waiting already.
            // SAFETY: one byte is read, from a local; the descriptor stays open while RUNNING
            // counts this handler.
            let _ = unsafe { libc::write(pipe, std::ptr::from_ref(&byte).cast(), 1) };
        }
    }
    RUNNING.fetch_sub(1, Ordering::SeqCst);
    // SAFETY: as above.
    unsafe { errno.write(before) };
}

/// A handler with `SA_SIGINFO`.
type Handler = extern "C" fn(libc::c_int, *const libc::siginfo_t, *mut libc::c_void);

fn install(signal: i32, handler: Option<Handler>) -> io::Result<()> {
    // SAFETY: all fields of a sigaction may be zero: no flags, an empty mask, the default effect.
    let mut action: libc::sigaction = unsafe { std::mem::zeroed() };
    action.sa_flags = libc::SA_RESTART | libc::SA_SIGINFO;
    action.sa_sigaction = match handler {
        Some(handler) => handler as *const () as usize,
        None => libc::SIG_DFL,
    };
    // Other signals wait while the handler runs, as in libuv.
    // SAFETY: the set is a local that the call fills.
    unsafe { libc::sigfillset(&raw mut action.sa_mask) };
    // SAFETY: the action is complete, and its handler keeps to what handlers may do; the kernel
    // refuses numbers it does not know.
    let result = unsafe { libc::sigaction(signal, &raw const action, std::ptr::null_mut()) };
    if result == 0 { Ok(()) } else { Err(io::Error::last_os_error()) }
}

#[cfg(test)]
mod tests {
    use super::SignalReceiver;

    fn raise(signal: i32) {
        let signal = rustix::process::Signal::from_named_raw(signal).unwrap();
        rustix::process::kill_process(rustix::process::getpid(), signal).unwrap();
    }

    fn wait(receiver: &SignalReceiver) -> Vec<i32> {
        loop {
            let signals = receiver.take().unwrap();
            if !signals.is_empty() {
                return signals;
            }
            std::thread::yield_now();
        }
    }

    #[test]
    fn each_receiver_gets_what_it_watches() {
        let [one, two] = [(); 2].map(|()| SignalReceiver::new().unwrap());
        one.watch(libc::SIGUSR2).unwrap();
        two.watch(libc::SIGUSR2).unwrap();
        raise(libc::SIGUSR2);
        assert_eq!(wait(&one), [libc::SIGUSR2]);
        assert_eq!(wait(&two), [libc::SIGUSR2]);
        one.unwatch(libc::SIGUSR2);
        raise(libc::SIGUSR2);
        assert_eq!(wait(&two), [libc::SIGUSR2]);
        assert!(one.take().unwrap().is_empty());
    }

    #[test]
    fn one_receiver_can_be_the_only_one() {
        let [one, two] = [(); 2].map(|()| SignalReceiver::new().unwrap());
        one.watch(libc::SIGURG).unwrap();
        two.watch_alone(libc::SIGURG).unwrap();
        raise(libc::SIGURG);
        assert_eq!(wait(&two), [libc::SIGURG]);
        assert!(one.take().unwrap().is_empty());
        drop(two);
        raise(libc::SIGURG);
        assert_eq!(wait(&one), [libc::SIGURG]);
    }

    #[test]
    fn signals_that_cannot_be_watched_are_refused() {
        let receiver = SignalReceiver::new().unwrap();
        for signal in [libc::SIGKILL, libc::SIGSTOP, 0, -1, 65, 1000] {
            assert_eq!(receiver.watch(signal).unwrap_err().raw_os_error(), Some(libc::EINVAL));
        }
    }
}
