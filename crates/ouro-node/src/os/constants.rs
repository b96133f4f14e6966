//! `os.constants`: the numbers that signals, errors and priorities have on Linux.
//! Node docs: OS constants; `signal(7)`, `dlopen(3)`.

use boa_engine::JsObject;
use ouro_sys::errno;

use super::set;

/// Name and number of each signal; of two names the first is the usual one.
pub(crate) const SIGNALS: &[(&str, i32)] = &[
    ("SIGHUP", 1),
    ("SIGINT", 2),
    ("SIGQUIT", 3),
    ("SIGILL", 4),
    ("SIGTRAP", 5),
    ("SIGABRT", 6),
    ("SIGIOT", 6),
    ("SIGBUS", 7),
    ("SIGFPE", 8),
    ("SIGKILL", 9),
    ("SIGUSR1", 10),
    ("SIGSEGV", 11),
    ("SIGUSR2", 12),
    ("SIGPIPE", 13),
    ("SIGALRM", 14),
    ("SIGTERM", 15),
    ("SIGCHLD", 17),
    ("SIGSTKFLT", 16),
    ("SIGCONT", 18),
    ("SIGSTOP", 19),
    ("SIGTSTP", 20),
    ("SIGTTIN", 21),
    ("SIGTTOU", 22),
    ("SIGURG", 23),
    ("SIGXCPU", 24),
    ("SIGXFSZ", 25),
    ("SIGVTALRM", 26),
    ("SIGPROF", 27),
    ("SIGWINCH", 28),
    ("SIGIO", 29),
    ("SIGPOLL", 29),
    ("SIGPWR", 30),
    ("SIGSYS", 31),
];

/// The number of a signal, by its name as in `os.constants.signals`.
#[must_use]
pub fn signal_number(name: &str) -> Option<i32> {
    SIGNALS.iter().find(|(known, _)| *known == name).map(|(_, number)| *number)
}

const PRIORITIES: &[(&str, i32)] = &[
    ("PRIORITY_LOW", 19),
    ("PRIORITY_BELOW_NORMAL", 10),
    ("PRIORITY_NORMAL", 0),
    ("PRIORITY_ABOVE_NORMAL", -7),
    ("PRIORITY_HIGH", -14),
    ("PRIORITY_HIGHEST", -20),
];

const LINKING: &[(&str, i32)] = &[
    ("RTLD_LAZY", 1),
    ("RTLD_NOW", 2),
    ("RTLD_GLOBAL", 256),
    ("RTLD_LOCAL", 0),
    ("RTLD_DEEPBIND", 8),
];

/// Errors that POSIX has and libuv's table has not, with their numbers on Linux.
const MORE_ERRORS: &[(&str, i32)] = &[
    ("EBADMSG", 74),
    ("ECHILD", 10),
    ("EDEADLK", 35),
    ("EDOM", 33),
    ("EDQUOT", 122),
    ("EIDRM", 43),
    ("EINPROGRESS", 115),
    ("EMULTIHOP", 72),
    ("ENETRESET", 102),
    ("ENOEXEC", 8),
    ("ENOLCK", 37),
    ("ENOLINK", 67),
    ("ENOMSG", 42),
    ("ENOSR", 63),
    ("ENOSTR", 60),
    ("EOPNOTSUPP", 95),
    ("ESTALE", 116),
    ("ETIME", 62),
    ("EWOULDBLOCK", 11),
];

/// Errors of libuv's table that `os.constants` leaves out.
const LEFT_OUT: &[&str] = &[
    "EFTYPE",
    "EHOSTDOWN",
    "ENONET",
    "ENOTBLK",
    "EREMOTEIO",
    "ESHUTDOWN",
    "ESOCKTNOSUPPORT",
    "EUNATCH",
];

/// Makes the object, without a prototype, as are its parts.
pub(super) fn constants() -> JsObject {
    let constants = JsObject::with_null_proto();
    set(&constants, "UV_UDP_REUSEADDR", 4);
    set(&constants, "dlopen", numbers(LINKING));
    let mut errors: Vec<(&str, i32)> = MORE_ERRORS.to_vec();
    errors.extend(errno::all().iter().filter_map(|errno| {
        let ours = errno.number > -3000 && !LEFT_OUT.contains(&errno.name);
        ours.then_some((errno.name, -errno.number))
    }));
    errors.sort_unstable();
    errors.dedup();
    set(&constants, "errno", numbers(&errors));
    set(&constants, "signals", numbers(SIGNALS));
    set(&constants, "priority", numbers(PRIORITIES));
    constants
}

fn numbers(table: &[(&str, i32)]) -> JsObject {
    let object = JsObject::with_null_proto();
    for &(name, number) in table {
        set(&object, name, number);
    }
    object
}
