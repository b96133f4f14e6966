//! A path is no leave to write, and leave to read is none to write.

use ouro_sandbox::{Permissions, Readable, Writable, file};

fn main() {
    let _ = Writable("/etc/passwd".into());
    let readable = Readable::grant("/etc/passwd", &Permissions::all()).unwrap();
    let _: Writable = readable.clone().into();
    let _ = file::unlink(&readable);
    let _ = file::truncate(&readable, 0);
    let _ = file::unlink("/etc/passwd");
}
