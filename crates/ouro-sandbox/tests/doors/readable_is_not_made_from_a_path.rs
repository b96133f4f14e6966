//! A path is no leave to read.

use ouro_sandbox::{Permissions, Readable, file};

fn main() {
    let _ = Readable("/etc/passwd".into());
    let _: Readable = "/etc/passwd".into();
    let _ = Readable::grant("/etc/passwd");
    let _ = file::read_file("/etc/passwd");
    let _ = file::stat(std::path::Path::new("/etc/passwd"));
    let _ = file::readdir(&Permissions::all());
}
