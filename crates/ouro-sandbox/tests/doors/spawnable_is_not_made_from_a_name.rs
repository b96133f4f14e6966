//! A name is no leave to start a program.

use ouro_sandbox::Spawnable;

fn main() {
    let _: Spawnable = "sh".into();
    let _ = Spawnable::default();
}
