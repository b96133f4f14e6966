//! Leave to reach addresses: the one place where the room asks `ouro-sandbox`.
//! Node docs: `--allow-net`.

use std::cell::RefCell;
use std::collections::{HashMap, HashSet};
use std::net::{IpAddr, SocketAddr};

use boa_engine::{Context, JsError};
use ouro_sandbox::{Destination, Reachable};

use crate::{fs, host};

/// The addresses that names were resolved to by the runtime itself. A script's own `lookup`
/// cannot put any in, so a grant for a name never opens other addresses.
#[derive(Default)]
struct Resolved(RefCell<HashMap<String, HashSet<IpAddr>>>);

/// Remembers what a look-up has found.
pub(crate) fn note_resolved(host_name: &str, addresses: &[IpAddr], context: &Context) {
    if host(context).permissions.borrow().is_restricted() {
        let resolved = host(context).slot::<Resolved>();
        let mut resolved = resolved.0.borrow_mut();
        resolved.entry(host_name.to_ascii_lowercase()).or_default().extend(addresses);
    }
}

/// Asks for the look-up of a name.
///
/// # Errors
/// `ERR_ACCESS_DENIED`.
pub(crate) fn reachable_name(name: &str, context: &mut Context) -> Result<(), JsError> {
    grant(Destination::Host(name.to_owned(), 0), context).map(drop)
}

/// Asks for a connection to an address, which the script may have got by a name.
///
/// # Errors
/// `ERR_ACCESS_DENIED`.
pub(super) fn reachable(
    address: SocketAddr,
    name: Option<&str>,
    context: &mut Context,
) -> Result<Reachable, JsError> {
    if let Some(name) = name {
        let resolved = host(context).slot::<Resolved>();
        let known = resolved
            .0
            .borrow()
            .get(&name.to_ascii_lowercase())
            .is_some_and(|known| known.contains(&address.ip()));
        if known {
            let token = grant(Destination::Host(name.to_owned(), address.port()), context)?;
            let checked = token.resolved(address.ip());
            return checked.map_err(|denied| fs::denied_error(&denied, context));
        }
    }
    grant(Destination::Address(address), context)
}

/// Asks for a destination.
///
/// # Errors
/// `ERR_ACCESS_DENIED`.
pub(super) fn grant(destination: Destination, context: &mut Context) -> Result<Reachable, JsError> {
    let granted = Reachable::grant(destination, &host(context).permissions.borrow());
    granted.map_err(|denied| fs::denied_error(&denied, context))
}
