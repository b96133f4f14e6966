//! What rules about files let through and what they stop.

use std::fs;
use std::os::unix::fs::symlink as std_symlink;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};

use super::*;
use crate::{Opening, Permissions, Readable, Writable};

/// A folder with `read/`, `write/` and `secret/`, each holding a file `a`; removed at the end.
struct Place {
    root: PathBuf,
    permissions: Permissions,
}

impl Place {
    fn new() -> Self {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let root =
            std::env::temp_dir().join(format!("ouro-sandbox-{}-{number}", std::process::id()));
        for name in ["read", "write", "secret"] {
            fs::create_dir_all(root.join(name)).unwrap();
            fs::write(root.join(name).join("a"), name).unwrap();
        }
        let root = root.canonicalize().unwrap();
        let mut permissions = Permissions::restricted();
        let text = |name: &str| root.join(name).to_str().unwrap().to_owned();
        permissions.allow("--allow-fs-read", Some(&text("read"))).unwrap();
        permissions.allow("--allow-fs-read", Some(&text("write"))).unwrap();
        permissions.allow("--allow-fs-write", Some(&text("write"))).unwrap();
        Self { root, permissions }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.root.join(name)
    }

    fn readable(&self, name: &str) -> Result<Readable, FileError> {
        Ok(Readable::grant(self.path(name), &self.permissions)?)
    }

    fn writable(&self, name: &str) -> Result<Writable, FileError> {
        Ok(Writable::grant(self.path(name), &self.permissions)?)
    }

    fn read(&self, name: &str) -> Result<Vec<u8>, FileError> {
        read_file(&self.readable(name)?).map_err(|(error, _)| error)
    }

    fn open(&self, name: &str, flags: i32) -> Result<(), FileError> {
        open(&Opening::grant(self.path(name), flags, 0o600, &self.permissions)?).map(drop)
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.root);
    }
}

fn is_denied<T>(result: Result<T, FileError>) -> bool {
    matches!(result, Err(FileError::Denied(_)))
}

const O_WRONLY: i32 = 1;
const O_RDWR: i32 = 2;
const O_CREAT: i32 = 0o100;
const O_TRUNC: i32 = 0o1000;
const O_APPEND: i32 = 0o2000;

#[test]
fn without_permission_a_token_is_the_path_alone() {
    let place = Place::new();
    let all = Permissions::all();
    let token = Readable::grant(place.path("secret/a"), &all).unwrap();
    assert!(token.0.guard.is_none());
    assert_eq!(read_file(&token).unwrap(), b"secret");
    assert!(Readable::grant("", &all).is_ok());
}

#[test]
fn what_lies_beneath_a_root_is_read_and_nothing_else() {
    let place = Place::new();
    assert_eq!(place.read("read/a").unwrap(), b"read");
    assert_eq!(place.read("read/./../read//a").unwrap(), b"read");
    assert!(is_denied(place.read("secret/a")));
    assert!(is_denied(place.read("read/../secret/a")));
}

#[test]
fn a_sibling_that_begins_alike_is_not_granted() {
    let place = Place::new();
    fs::create_dir(place.path("read-secret")).unwrap();
    fs::write(place.path("read-secret/a"), "no").unwrap();
    assert!(is_denied(place.read("read-secret/a")));
}

#[test]
fn a_link_that_leads_out_is_refused() {
    let place = Place::new();
    std_symlink(place.path("secret"), place.path("read/folder")).unwrap();
    std_symlink("../secret/a", place.path("read/file")).unwrap();
    std_symlink("file", place.path("read/chain")).unwrap();
    for name in ["read/folder/a", "read/file", "read/chain"] {
        assert!(is_denied(place.read(name)), "{name}");
        assert!(is_denied(place.readable(name).and_then(|token| stat(&token))), "{name}");
        assert!(is_denied(place.readable(name).and_then(|token| realpath(&token))), "{name}");
    }
    // The link itself lies inside.
    assert!(lstat(&place.readable("read/file").unwrap()).is_ok());
    assert_eq!(readlink(&place.readable("read/file").unwrap()).unwrap(), Path::new("../secret/a"));
}

#[test]
fn a_link_that_stays_inside_is_followed() {
    let place = Place::new();
    std_symlink("../write/a", place.path("read/link")).unwrap();
    assert_eq!(place.read("read/link").unwrap(), b"write");
}

#[test]
fn dots_behind_a_link_do_not_lead_out() {
    let place = Place::new();
    fs::create_dir(place.path("read/inner")).unwrap();
    std_symlink(place.path("secret"), place.path("read/out")).unwrap();
    // As text this is read/a; the kernel would go to the parent of secret.
    assert!(is_denied(place.read("read/out/../secret/a")));
    assert!(is_denied(place.read("read/out/../a")));
}

#[test]
fn nothing_outside_tells_whether_it_exists() {
    let place = Place::new();
    std_symlink(place.path("secret"), place.path("read/folder")).unwrap();
    std_symlink(place.path("secret/absent"), place.path("read/dangling")).unwrap();
    for (there, absent) in [
        ("secret/a", "secret/absent"),
        ("read/folder/a", "read/folder/absent"),
        ("read/folder", "read/dangling"),
    ] {
        let probe = |name: &str| place.readable(name).and_then(|token| stat(&token).map(drop));
        assert!(is_denied(probe(there)), "{there}");
        assert!(is_denied(probe(absent)), "{absent}");
    }
    let absent = place.readable("read/absent").and_then(|token| stat(&token));
    assert_eq!(absent, Err(FileError::System(2)));
}

#[test]
fn reading_rights_do_not_write() {
    let place = Place::new();
    assert!(place.open("read/a", 0).is_ok());
    for flags in [O_WRONLY, O_RDWR, O_TRUNC, O_APPEND, O_CREAT] {
        assert!(is_denied(place.open("read/a", flags)), "{flags:o}");
    }
    assert!(is_denied(place.writable("read/a").and_then(|token| truncate(&token, 0))));
    assert!(is_denied(place.writable("read/a").and_then(|token| chmod(&token, 0o777))));
    assert!(is_denied(place.writable("read/x").and_then(|token| mkdir(&token, 0o777))));
}

#[test]
fn a_written_link_does_not_change_what_it_leads_to() {
    let place = Place::new();
    std_symlink(place.path("read/a"), place.path("write/link")).unwrap();
    assert!(is_denied(place.open("write/link", O_RDWR)));
    assert!(is_denied(place.writable("write/link").and_then(|token| truncate(&token, 0))));
    assert!(is_denied(place.writable("write/link").and_then(|token| chmod(&token, 0o777))));
    assert!(is_denied(place.open("write/link", O_WRONLY | O_CREAT)));
    assert_eq!(fs::read(place.path("read/a")).unwrap(), b"read");
}

#[test]
fn a_file_is_not_made_through_a_dangling_link() {
    let place = Place::new();
    std_symlink(place.path("secret/new"), place.path("write/out")).unwrap();
    std_symlink(place.path("write/new"), place.path("write/in")).unwrap();
    assert!(is_denied(place.open("write/out", O_RDWR | O_CREAT)));
    assert_eq!(place.open("write/in", O_RDWR | O_CREAT), Err(FileError::System(40)));
    assert!(!place.path("secret/new").exists());
}

#[test]
fn a_name_cannot_be_carried_to_where_more_is_granted() {
    let place = Place::new();
    let hard = |from: &str, to: &str| {
        let (old, new) = (place.writable(from)?, place.writable(to)?);
        link(&place.readable(from)?, &old, &new)
    };
    let moved = |from: &str, to: &str| rename(&place.writable(from)?, &place.writable(to)?);
    for other in ["read", "secret"] {
        let there = format!("{other}/a");
        assert!(is_denied(hard(&there, "write/b")), "{other}");
        assert!(is_denied(hard("write/a", &format!("{other}/b"))), "{other}");
        assert!(is_denied(moved(&there, "write/b")), "{other}");
        assert!(is_denied(moved("write/a", &format!("{other}/b"))), "{other}");
    }
    assert!(hard("write/a", "write/b").is_ok());
    assert!(moved("write/b", "write/c").is_ok());

    // What may be written but not read must not become readable by moving.
    let mut permissions = place.permissions.clone();
    let secret = place.path("secret");
    permissions.allow("--allow-fs-write", secret.to_str()).unwrap();
    let from = Writable::grant(place.path("secret/a"), &permissions).unwrap();
    let to = Writable::grant(place.path("write/d"), &permissions).unwrap();
    assert!(is_denied(rename(&from, &to)));
}

#[test]
fn a_parent_that_leads_out_is_refused() {
    let place = Place::new();
    std_symlink(place.path("secret"), place.path("write/out")).unwrap();
    let at = |name: &str| place.writable(name);
    assert!(is_denied(at("write/out/a").and_then(|token| unlink(&token))));
    assert!(is_denied(at("write/out/d").and_then(|token| mkdir(&token, 0o777))));
    assert!(is_denied(at("write/out/d/e").and_then(|token| mkdir_all(&token, 0o777))));
    assert!(is_denied(at("write/out/l").and_then(|token| symlink(b"x", &token))));
    assert!(is_denied(rm(&at("write/out/a").unwrap(), true).map_err(|(error, _)| error)));
    // Removing the link removes the link alone.
    assert!(rm(&at("write/out").unwrap(), true).is_ok());
    assert!(place.path("secret/a").exists());
}

#[test]
fn removing_a_tree_does_not_follow_links_in_it() {
    let place = Place::new();
    fs::create_dir_all(place.path("write/tree/deep/er")).unwrap();
    fs::write(place.path("write/tree/deep/file"), "x").unwrap();
    std_symlink(place.path("secret"), place.path("write/tree/deep/out")).unwrap();
    assert_eq!(
        rm(&place.writable("write/tree").unwrap(), false).map_err(|(error, _)| error),
        Err(FileError::System(21))
    );
    rm(&place.writable("write/tree").unwrap(), true).unwrap();
    assert!(!place.path("write/tree").exists());
    assert!(place.path("secret/a").exists());
}

#[test]
fn missing_folders_are_made_from_the_first() {
    let place = Place::new();
    for permissions in [&place.permissions, &Permissions::all()] {
        let name = format!("write/x{}", permissions.is_restricted());
        let token = Writable::grant(place.path(&format!("{name}/y/z")), permissions).unwrap();
        assert_eq!(mkdir_all(&token, 0o777).unwrap(), Some(place.path(&name)));
        assert!(place.path(&format!("{name}/y/z")).is_dir());
        assert_eq!(mkdir_all(&token, 0o777).unwrap(), None);
        let blocked = Writable::grant(place.path("write/a/b/c"), permissions).unwrap();
        assert_eq!(mkdir_all(&blocked, 0o777), Err(FileError::System(20)));
        let file = Writable::grant(place.path("write/a"), permissions).unwrap();
        assert_eq!(mkdir_all(&file, 0o777), Err(FileError::System(17)));
    }
}

#[test]
fn temporary_folders_have_names_of_their_own() {
    let place = Place::new();
    let token = place.writable("write/t-XXXXXX").unwrap();
    let (one, two) = (mkdtemp(&token).unwrap(), mkdtemp(&token).unwrap());
    assert_ne!(one, two);
    assert!(one.is_dir() && one.file_name().unwrap().to_str().unwrap().starts_with("t-"));
    assert!(is_denied(place.writable("read/t-XXXXXX")));
}

#[test]
fn copies_need_one_right_on_each_side() {
    let place = Place::new();
    for permissions in [&place.permissions, &Permissions::all()] {
        let from = Readable::grant(place.path("read/a"), permissions).unwrap();
        let to = Writable::grant(place.path("write/copy"), permissions).unwrap();
        copy_file(&from, &to, 0).unwrap();
        assert_eq!(copy_file(&from, &to, 1), Err(FileError::System(17)));
        assert_eq!(fs::read(place.path("write/copy")).unwrap(), b"read");
        fs::remove_file(place.path("write/copy")).unwrap();
    }
    std_symlink(place.path("secret/a"), place.path("write/link")).unwrap();
    let from = place.readable("read/a").unwrap();
    assert!(is_denied(copy_file(&from, &place.writable("write/link").unwrap(), 0)));
    assert!(is_denied(copy_file(
        &place.readable("write/link").unwrap(),
        &place.writable("write/b").unwrap(),
        0
    )));
}

#[test]
fn kernel_trees_need_a_rule_that_names_them() {
    let mut permissions = Permissions::restricted();
    permissions.allow("--allow-fs-read", Some("*")).unwrap();
    let stats = |path: &str, permissions: &Permissions| {
        Ok::<_, FileError>(stat(&Readable::grant(path, permissions)?)?.ino)
    };
    assert!(stats("/", &permissions).is_ok());
    assert!(stats("/dev/null", &permissions).is_ok());
    for path in ["/proc/self/root/etc", "/proc/self/environ", "/proc/1/fd", "/sys/kernel"] {
        assert!(is_denied(stats(path, &permissions)), "{path}");
    }
    permissions.allow("--allow-fs-read", Some("/proc")).unwrap();
    assert!(stats("/proc/self/status", &permissions).is_ok());
    // A magic link is not followed even then.
    assert!(stats("/proc/self/root/etc", &permissions).is_err());
}

#[test]
fn a_link_to_a_kernel_tree_is_refused() {
    let place = Place::new();
    std_symlink("/proc/self/environ", place.path("read/env")).unwrap();
    assert!(is_denied(place.read("read/env")));
    std_symlink("/dev/fd/0", place.path("read/fd")).unwrap();
    assert!(place.read("read/fd").is_err());
}

#[test]
fn a_root_that_is_a_link_grants_what_it_leads_to() {
    let place = Place::new();
    std_symlink("read", place.path("door")).unwrap();
    let mut permissions = Permissions::restricted();
    permissions.allow("--allow-fs-read", place.path("door").to_str()).unwrap();
    let token = Readable::grant(place.path("door/a"), &permissions).unwrap();
    assert_eq!(read_file(&token).unwrap(), b"read");
    assert!(Readable::grant(place.path("secret/a"), &permissions).is_err());
}

#[test]
fn a_star_is_allowed_only_at_the_end() {
    let place = Place::new();
    let mut permissions = Permissions::restricted();
    for wrong in ["/a/*/b", "/a/*.js", "**", ""] {
        assert!(permissions.allow("--allow-fs-read", Some(wrong)).is_err(), "{wrong}");
    }
    assert!(permissions.allow("--allow-fs-read", None).is_err());
    let prefix = format!("{}*", place.path("re").display());
    permissions.allow("--allow-fs-read", Some(&prefix)).unwrap();
    assert!(permissions.has("fs.read", place.path("read/a").to_str()));
    assert!(!permissions.has("fs.read", place.path("secret/a").to_str()));
    permissions.allow("--allow-fs-read", Some("/home/foo/*")).unwrap();
    assert!(permissions.has("fs.read", Some("/home/foo")));
    assert!(permissions.has("fs.read", Some("/home/foo/bar")));
    assert!(!permissions.has("fs.read", Some("/home/foobar")));
}

#[test]
fn a_dropped_path_is_gone_and_one_inside_a_granted_folder_stays() {
    let place = Place::new();
    let mut permissions = place.permissions.clone();
    let (file, folder) = (place.path("read/a"), place.path("read"));
    permissions.drop("fs.read", file.to_str());
    assert!(permissions.has("fs.read", file.to_str()));
    permissions.drop("fs.read", folder.to_str());
    assert!(!permissions.has("fs.read", file.to_str()));
    assert!(Readable::grant(&file, &permissions).is_err());
    assert!(permissions.has("fs.read", place.path("write/a").to_str()));
    permissions.drop("fs", None);
    assert!(!permissions.has("fs.read", place.path("write/a").to_str()));
    assert!(place.permissions.has("fs.read", file.to_str()), "a clone is its own set");
}

#[test]
fn a_path_with_a_nul_names_nothing() {
    let place = Place::new();
    for permissions in [&place.permissions, &Permissions::all()] {
        let token = Readable::grant(place.path("read/a\0b"), permissions).unwrap();
        assert_eq!(stat(&token), Err(FileError::System(22)));
    }
}

#[test]
fn a_trailing_slash_follows_and_demands_a_folder() {
    let place = Place::new();
    std_symlink(place.path("secret"), place.path("read/out")).unwrap();
    let at = |name: &str| place.readable(name).and_then(|token| lstat(&token));
    assert!(at("read/").is_ok());
    assert_eq!(at("read/a/"), Err(FileError::System(20)));
    assert!(is_denied(at("read/out/")));
    assert!(at("read/out").is_ok());
    assert!(at("read/.").is_ok());
}

#[test]
fn folders_are_listed_with_kinds() {
    let place = Place::new();
    fs::create_dir(place.path("read/d")).unwrap();
    std_symlink("a", place.path("read/l")).unwrap();
    let mut entries = readdir(&place.readable("read").unwrap()).unwrap();
    entries.sort_by(|one, two| one.name.cmp(&two.name));
    let kinds: Vec<_> = entries.iter().map(|entry| (&entry.name[..], entry.kind)).collect();
    assert_eq!(kinds, [(&b"a"[..], Kind::File), (b"d", Kind::Folder), (b"l", Kind::Link)]);
}

#[test]
fn environment_names_not_granted_are_absent() {
    let mut permissions = Permissions::restricted();
    assert!(permissions.env_visible("HOME"));
    permissions.allow("--allow-env", Some("LANG")).unwrap();
    permissions.allow("--allow-env", Some("LC_*")).unwrap();
    assert!(permissions.env_visible("LANG") && permissions.env_visible("LC_ALL"));
    assert!(!permissions.env_visible("HOME") && !permissions.env_visible("LANGUAGE"));
    permissions.drop("env", Some("LANG"));
    assert!(!permissions.has("env", Some("LANG")));
}
