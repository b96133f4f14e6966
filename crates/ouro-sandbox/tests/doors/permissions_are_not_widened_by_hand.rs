//! A permission set keeps its rules to itself.

use ouro_sandbox::Permissions;

fn main() {
    let mut permissions = Permissions::restricted();
    permissions.rules = None;
    let _ = permissions.rules();
    permissions.allow_entry = "/";
}
