//! An address is no leave to reach it, and a granted one keeps its destination.

use ouro_sandbox::{BoundPath, Destination, Permissions, Reachable};

fn main() {
    let address = Destination::Address(([127, 0, 0, 1], 80).into());
    let _ = Reachable { destination: address.clone() };
    let _: Reachable = address.clone().into();
    let mut granted = Reachable::grant(address.clone(), &Permissions::all()).unwrap();
    granted.destination = address.clone();
    let _ = BoundPath::of("/tmp/socket");
}
