//! The flags an opening was granted with are those it opens with.

use ouro_sandbox::{Opening, Permissions, file};

fn main() {
    let mut opening = Opening::grant("/etc/passwd", 0, 0, &Permissions::all()).unwrap();
    opening.flags = 1;
    let _ = Opening { flags: 2, ..opening.clone() };
    let _ = file::open("/etc/passwd");
}
