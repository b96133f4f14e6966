//! The end of the native stack: told in the words of a script's error, and the program ends with
//! code 1, instead of by `SIGSEGV`. `sigaltstack(2)`, `sigaction(2)`.
//!
//! Scripts meet the engine's limit long before, and may catch that. What comes here are chains that the
//! engine follows by itself, without a call that counts: a Proxy that is its target's prototype.

use std::sync::atomic::{AtomicUsize, Ordering};

/// Where the guarded stack of the process ends, below which nothing is mapped; 0 for none.
static LOW: AtomicUsize = AtomicUsize::new(0);

/// How far from that an access is still one of the stack's: its guard pages, and what a large frame
/// reaches over.
#[cfg(target_os = "linux")]
const NEAR: usize = 1 << 20;

/// Bytes of stack for the handler, which makes two calls to the system.
#[cfg(target_os = "linux")]
const HANDLER_STACK: usize = 64 << 10;

#[cfg(target_os = "linux")]
const MESSAGE: &[u8] = b"Uncaught RangeError: Maximum call stack size exceeded\n";

/// Guards the stack of the calling thread, which runs JavaScript. One thread of a process can be
/// guarded; an error of the system leaves things as they were.
pub fn guard_stack() {
    #[cfg(target_os = "linux")]
    linux::guard();
}

/// Whether an address that could not be accessed is at the guarded stack's end.
fn is_at_end(address: usize) -> bool {
    let low = LOW.load(Ordering::Relaxed);
    #[cfg(target_os = "linux")]
    let near = NEAR;
    #[cfg(not(target_os = "linux"))]
    let near = 0;
    low != 0 && address.abs_diff(low) < near
}

#[cfg(target_os = "linux")]
mod linux {
    use std::{mem, ptr, sync::atomic::Ordering};

    use super::{HANDLER_STACK, LOW, MESSAGE, is_at_end};

    pub(super) fn guard() {
        let Some(low) = stack_end() else { return };
        if LOW.compare_exchange(0, low, Ordering::Relaxed, Ordering::Relaxed).is_err() {
            return;
        }
        // The handler's stack is the thread's as long as the process lives.
        let stack = vec![0_u8; HANDLER_STACK].leak();
        let stack =
            libc::stack_t { ss_sp: stack.as_mut_ptr().cast(), ss_flags: 0, ss_size: HANDLER_STACK };
        // SAFETY: the memory is valid for its size and is never freed nor used for anything else.
        if unsafe { libc::sigaltstack(&raw const stack, ptr::null_mut()) } != 0 {
            return;
        }
        // SAFETY: all fields of a sigaction may be zero: no flags, an empty mask, the default effect.
        let mut action: libc::sigaction = unsafe { mem::zeroed() };
        action.sa_flags = libc::SA_SIGINFO | libc::SA_ONSTACK;
        let handler: extern "C" fn(libc::c_int, *mut libc::siginfo_t, *mut libc::c_void) = overflow;
        action.sa_sigaction = handler as usize;
        // SAFETY: the action is whole, and the handler does only what a handler may.
        unsafe { libc::sigaction(libc::SIGSEGV, &raw const action, ptr::null_mut()) };
    }

    /// The lowest address of the calling thread's stack.
    fn stack_end() -> Option<usize> {
        // SAFETY: the structure is plain data, which the next call fills in.
        let mut attributes: libc::pthread_attr_t = unsafe { mem::zeroed() };
        // SAFETY: it takes nothing.
        let thread = unsafe { libc::pthread_self() };
        // SAFETY: the thread is the calling one, hence alive; the structure is ours.
        let error = unsafe { libc::pthread_getattr_np(thread, &raw mut attributes) };
        if error != 0 {
            return None;
        }
        let (mut low, mut size) = (ptr::null_mut(), 0);
        // SAFETY: the attributes were filled in, and both places are ours.
        let error = unsafe {
            libc::pthread_attr_getstack(&raw const attributes, &raw mut low, &raw mut size)
        };
        // SAFETY: filled in above, and used no more.
        unsafe { libc::pthread_attr_destroy(&raw mut attributes) };
        (error == 0).then(|| low.addr())
    }

    /// Ends the process at the end of the stack; lets any other fault happen again, unhandled.
    extern "C" fn overflow(
        signal: libc::c_int,
        information: *mut libc::siginfo_t,
        _: *mut libc::c_void,
    ) {
        // SAFETY: the system gives a valid structure to a handler with `SA_SIGINFO`.
        let information = unsafe { &*information };
        // SAFETY: for this signal the structure has an address.
        let address = unsafe { information.si_addr() };
        if is_at_end(address.addr()) {
            // SAFETY: the message is valid for its length; `write` may be called in a handler.
            let _ = unsafe { libc::write(2, MESSAGE.as_ptr().cast(), MESSAGE.len()) };
            // SAFETY: it touches no memory of ours, and may be called in a handler.
            unsafe { libc::_exit(1) };
        }
        // SAFETY: may be called in a handler; the default effect needs no function.
        unsafe { libc::signal(signal, libc::SIG_DFL) };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_near_the_end_is_the_stacks() {
        assert!(!is_at_end(0));
        guard_stack();
        if cfg!(target_os = "linux") {
            let low = LOW.load(Ordering::Relaxed);
            assert!(is_at_end(low) && is_at_end(low - 1));
            assert!(!is_at_end(8), "a null pointer's field");
        }
    }
}
