//! File watchers. libuv: `uv_fs_event_t`.

#![allow(clippy::disallowed_methods, reason = "a test opens what it needs")]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "tests"
)]

use std::fs;
use std::path::PathBuf;

use ouro_reactor::{Event, FileChange, Handle, Reactor, Wait};

fn folder(name: &str) -> PathBuf {
    let folder = std::env::temp_dir().join(format!("ouro-watch-{name}-{}", std::process::id()));
    fs::create_dir_all(&folder).unwrap();
    folder
}

fn next(reactor: &mut Reactor) -> (Handle, FileChange) {
    match reactor.next_event(Wait::Forever).unwrap() {
        Some(Event::FileChanged(handle, change)) => (handle, change.unwrap()),
        event => panic!("{event:?}"),
    }
}

#[test]
fn a_folder_reports_files_that_come_change_and_go() {
    let mut reactor = Reactor::new().unwrap();
    let folder = folder("folder");
    let watcher = reactor.fs_watch_start(&folder).unwrap();
    let file = folder.join("file");
    let named = |content, name_changed| {
        (watcher, FileChange { name: "file".into(), content, name_changed })
    };
    fs::write(&file, "x").unwrap();
    assert_eq!(next(&mut reactor), named(false, true));
    assert_eq!(next(&mut reactor), named(true, false));
    fs::remove_file(&file).unwrap();
    assert_eq!(next(&mut reactor), named(false, true));

    reactor.close(watcher);
    fs::write(&file, "x").unwrap();
    assert_eq!(reactor.next_event(Wait::Forever).unwrap(), Some(Event::Closed(watcher)));
    assert_eq!(reactor.next_event(Wait::Forever).unwrap(), None);
    fs::remove_dir_all(folder).unwrap();
}

#[test]
fn two_watchers_of_one_file_both_hear_and_may_go_alone() {
    let mut reactor = Reactor::new().unwrap();
    let folder = folder("file");
    let file = folder.join("file");
    fs::write(&file, "").unwrap();
    let [first, second] = [(); 2].map(|()| reactor.fs_watch_start(&file).unwrap());
    fs::write(&file, "x").unwrap();
    assert_eq!(next(&mut reactor).0, first);
    assert_eq!(next(&mut reactor).0, second);
    reactor.close(first);
    while reactor.next_event(Wait::Never).unwrap().is_some() {}
    fs::write(&file, "y").unwrap();
    let (handle, change) = next(&mut reactor);
    assert_eq!((handle, change.name.to_str()), (second, Some("file")));
    fs::remove_dir_all(folder).unwrap();
}

#[test]
fn what_is_not_there_cannot_be_watched() {
    let mut reactor = Reactor::new().unwrap();
    let refused = reactor.fs_watch_start("/no/such/file".as_ref()).unwrap_err();
    assert_eq!(refused.kind(), std::io::ErrorKind::NotFound);
}
