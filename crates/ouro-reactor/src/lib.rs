//! Ouro's event loop: libuv's model as an iterator of completions, over mio.
//!
//! A [`Handle`] is long-lived (a timer, a socket, a child process …); a [`Request`] is one
//! operation in flight (a write, a connect, work on the pool …). The [`Reactor`] owns the side of
//! the operating system and calls nobody back: whoever drives it asks for the next [`Event`],
//! handles it, and asks again. Source: libuv design overview, "The I/O loop".
//!
//! ```
//! use std::time::Duration;
//! use ouro_reactor::{Event, ManualClock, Reactor, Repeat, Wait};
//!
//! let mut reactor = Reactor::with_clock(ManualClock::default())?;
//! let timer = reactor.timer_start(Duration::from_millis(5), Repeat::Never);
//! while let Some(event) = reactor.next_event(Wait::Forever)? {
//!     assert_eq!(event, Event::Timer(timer));
//! }
//! # std::io::Result::Ok(())
//! ```
//!
//! # One turn
//!
//! pending → idle → prepare → poll → check → closing → timers, the order of libuv 1.45 and later:
//! the loop's time is read anew when the poll returns and before the timers. With
//! [`Wait::Forever`] the due timers also run once before the first turn. An event is looked for
//! only after the last one was handed out, so closing or stopping a handle takes effect on the
//! very next event.
//!
//! # Alive
//!
//! A reactor is alive while it has an active and referenced handle, a request in flight, or a
//! handle that is closing. When it is not, [`Reactor::next_event`] returns `None`.
//!
//! The reactor has no globals and no thread-locals, knows nothing of JavaScript or permissions,
//! and opens nothing before it is used: a new one costs no system call.

#![forbid(unsafe_code)]

mod address;
mod clock;
mod connect;
mod descriptor;
mod event;
mod fs_watcher;
mod handle;
mod inbox;
mod listener;
mod lookup;
mod phase;
mod pool;
mod process;
mod reactor;
mod signal;
mod stream;
mod table;
mod timer;
mod tty;
mod turn;
mod udp;
mod wake;
mod watcher;
mod work;

pub use address::Address;
pub use clock::{Clock, ManualClock, SystemClock};
pub use descriptor::Interest;
pub use event::{Event, ExitStatus, FileChange, ReadOutcome, WorkError, WorkResult};
pub use handle::{Handle, Kind, Request};
pub use listener::ListenOptions;
pub use lookup::{Addresses, Names};
pub use ouro_sys::lookup::{Family, Hints, LookupError};
pub use pool::{Pool, Work};
pub use process::{ChildStdio, SpawnOptions};
pub use reactor::{Reactor, ReactorBuilder};
pub use timer::Repeat;
pub use tty::TtyMode;
pub use turn::Wait;
pub use udp::{MulticastInterface, UdpOptions};
pub use wake::Waker;
