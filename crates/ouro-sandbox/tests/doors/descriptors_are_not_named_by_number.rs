//! A number is no descriptor until the runtime's table knows it.

use ouro_sandbox::{Descriptor, file};

fn main() {
    let _: Descriptor = 3.into();
    let _ = file::fstat(3);
    let _ = file::write(1, b"text", None);
}
