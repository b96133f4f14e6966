//! The runtime's table of descriptors, as its scripts know them by number.

use std::cell::{OnceCell, RefCell};

use boa_engine::Context;
use ouro_sandbox::{Descriptor, Descriptors};

use super::failure::Failure;
use crate::host;

#[derive(Default)]
struct Slot(OnceCell<RefCell<Descriptors>>);

/// Lends the table, made on first use. No script may run inside.
pub(crate) fn descriptors<R>(context: &Context, act: impl FnOnce(&mut Descriptors) -> R) -> R {
    let host = host(context);
    let slot = host.slot::<Slot>();
    let table = slot.0.get_or_init(|| RefCell::new(Descriptors::new(&host.permissions.borrow())));
    act(&mut table.borrow_mut())
}

/// Finds what a number stands for. The failure (`EBADF` of `syscall`, under `--permission`, for
/// a number the script did not open) belongs to the work, so that a callback hears of it.
pub(super) fn find(
    number: i32,
    syscall: &'static str,
    context: &Context,
) -> Result<Descriptor, Failure> {
    descriptors(context, |table| table.find(number)).map_err(|error| Failure::new(syscall, error))
}
