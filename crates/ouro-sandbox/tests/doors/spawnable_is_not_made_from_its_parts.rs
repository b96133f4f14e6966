//! The program of a leave is no field to be filled in.

use ouro_sandbox::Spawnable;

fn main() {
    let _ = Spawnable { program: "sh".into() };
}
