//! A panic in the engine or in Ouro, while a script ran: told with the script's stack, and the end of
//! the program with code 70 (`EX_SOFTWARE`, sysexits(3)), instead of a lost thread. Where the engine
//! panics because a script went too far (`import()` at the end of the stack, a string that is too
//! long), that ends the program as the error would that the script cannot catch.

use std::{
    any::Any,
    cell::RefCell,
    io::Write,
    panic::{AssertUnwindSafe, catch_unwind},
};

use boa_engine::Context;

/// The program's exit code after a panic.
pub(crate) const EXIT_CODE: i32 = 70;

/// Frames of the script that are shown.
const SHOWN: usize = 10;

thread_local! {
    /// Where this thread panicked.
    static PLACE: RefCell<Option<String>> = const { RefCell::new(None) };
}

/// Has panics on the threads of runtimes told by the runtime alone, with what the script was doing;
/// on other threads they are told as before. For the start of a program.
pub fn tell_panics() {
    let before = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        if std::thread::current().name() != Some(crate::builder::THREAD) {
            return before(panic);
        }
        let place = panic.location().map(|place| {
            let file = place.file();
            // From the crate's folder on: what comes before is the builder's own machine.
            let name = file.rsplit('/').take(4).collect::<Vec<_>>();
            let name: Vec<&str> = name.into_iter().rev().collect();
            format!("{}:{}", name.join("/"), place.line())
        });
        PLACE.with(|slot| slot.replace(place));
    }));
}

/// Tells of a panic that was caught.
pub(crate) fn report(payload: &(dyn Any + Send), context: &mut Context) -> i32 {
    let place = PLACE.with(RefCell::take);
    let error = script_error(message(payload));
    let mut text = match error {
        Some(error) => format!("Uncaught {error}"),
        None => format!("ouro: fatal internal error: {}", message(payload)),
    };
    if let Some(place) = place.filter(|_| error.is_none()) {
        text.push_str(&format!(" ({place})"));
    }
    text.push('\n');
    // What panicked once may do so again.
    let frames = catch_unwind(AssertUnwindSafe(|| ouro_intrinsics::call_sites(SHOWN, context)));
    for frame in frames.into_iter().flat_map(Result::into_iter).flatten() {
        text.push_str(&format!("    at {frame}\n"));
    }
    let _ = std::io::stderr().write_all(text.as_bytes());
    if error.is_some() { 1 } else { EXIT_CODE }
}

/// The error of the script's that a panic's text tells of.
pub(crate) fn script_error(message: &str) -> Option<&'static str> {
    if message == boa_string::TOO_LONG {
        return Some("RangeError: Invalid string length");
    }
    let ended = message.contains("Engine(RuntimeLimit(Recursion");
    ended.then_some("RangeError: Maximum call stack size exceeded")
}

/// The text of a panic.
pub(crate) fn message(payload: &(dyn Any + Send)) -> &str {
    payload
        .downcast_ref::<String>()
        .map(String::as_str)
        .or_else(|| payload.downcast_ref::<&str>().copied())
        .unwrap_or("of an unknown kind")
}
