//! What `--permission` lets through and what it stops, tried from outside: each test a class of
//! ways around it. Node docs: Permissions.

use std::{
    os::unix::fs::symlink,
    path::{Path, PathBuf},
    process::{Command, Output, Stdio},
};

use crate::node::runtime;

/// A folder with `in/`, `out/` and `secret/`, each holding a file `a`; it goes when dropped.
struct Place(PathBuf);

impl Place {
    fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("ouro-perm-{}-{name}", std::process::id()));
        for folder in ["in", "out", "secret"] {
            std::fs::create_dir_all(path.join(folder)).unwrap();
            std::fs::write(path.join(folder).join("a"), folder).unwrap();
        }
        Self(path.canonicalize().unwrap())
    }

    /// Runs a program that may read `in/` and `out/` and write `out/`, in the folder above them.
    fn run(&self, program: &str) -> Output {
        let script = self.0.join("in/main.js");
        std::fs::write(&script, program).unwrap();
        let flag = |flag: &str, folder: &str| format!("{flag}={}", self.0.join(folder).display());
        Command::new(runtime())
            .args(["--permission", &flag("--allow-fs-read", "in")])
            .args([flag("--allow-fs-read", "out"), flag("--allow-fs-write", "out")])
            .arg(&script)
            .current_dir(&self.0)
            .stdin(Stdio::null())
            .output()
            .unwrap()
    }

    /// Runs a program that must print `ok` and nothing else.
    fn must_print_ok(&self, program: &str) {
        let output = self.run(program);
        let [out, err] =
            [&output.stdout, &output.stderr].map(|text| String::from_utf8_lossy(text).into_owned());
        assert_eq!((out.as_str(), err.as_str()), ("ok\n", ""), "{program}");
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// Goes in front of programs: `refused(f)` throws unless `f` is refused access.
const REFUSED: &str = "
const fs = require('fs'); const assert = require('assert');
const refused = (f) => assert.throws(f, { code: 'ERR_ACCESS_DENIED' });
";

#[test]
fn granted_folders_are_read_and_written_and_no_others() {
    Place::new("granted").must_print_ok(&format!(
        "{REFUSED}
        assert.strictEqual(fs.readFileSync('in/a', 'utf8'), 'in');
        fs.writeFileSync('out/b', 'x');
        refused(() => fs.readFileSync('secret/a'));
        refused(() => fs.readFileSync('in/../secret/a'));
        refused(() => fs.readFileSync(Buffer.from('in/../secret/a')));
        refused(() => fs.writeFileSync('in/a', ''));
        refused(() => fs.openSync('in/a', 'r+'));
        refused(() => fs.readdirSync('.'));
        refused(() => fs.readdirSync('/'));
        console.log('ok');"
    ));
}

#[test]
fn links_do_not_lead_out() {
    let place = Place::new("links");
    symlink(place.path("secret"), place.path("in/link")).unwrap();
    symlink(place.path("secret/a"), place.path("out/file")).unwrap();
    place.must_print_ok(&format!(
        "{REFUSED}
        refused(() => fs.readFileSync('in/link/a'));
        refused(() => fs.readFileSync('out/file'));
        refused(() => fs.writeFileSync('out/file', 'x'));
        refused(() => fs.appendFileSync('out/file', 'x'));
        refused(() => fs.truncateSync('out/file'));
        refused(() => fs.chmodSync('out/file', 0o777));
        refused(() => fs.realpathSync('in/link'));
        refused(() => fs.opendirSync('in/link'));
        refused(() => fs.cpSync('in/link/a', 'out/c'));
        refused(() => fs.symlinkSync('x', 'out/new'));
        assert.deepStrictEqual(fs.globSync('in/link/*'), []);
        console.log('ok');"
    ));
    assert_eq!(std::fs::read(place.path("secret/a")).unwrap(), b"secret");
}

#[test]
fn names_are_not_carried_across_folders() {
    let place = Place::new("names");
    place.must_print_ok(&format!(
        "{REFUSED}
        refused(() => fs.linkSync('in/a', 'out/b'));
        refused(() => fs.renameSync('in/a', 'out/b'));
        refused(() => fs.renameSync('out/a', 'in/b'));
        refused(() => fs.linkSync('secret/a', 'out/b'));
        refused(() => fs.copyFileSync('secret/a', 'out/b'));
        refused(() => fs.copyFileSync('out/a', 'secret/b'));
        refused(() => fs.mkdtempSync('secret/x'));
        console.log('ok');"
    ));
}

#[test]
fn nothing_tells_what_exists_outside() {
    let place = Place::new("oracle");
    symlink(place.path("secret"), place.path("in/link")).unwrap();
    place.must_print_ok(&format!(
        "{REFUSED}
        for (const name of ['secret/a', 'secret/none', 'in/link/a', 'in/link/none']) {{
          for (const verb of ['stat', 'lstat', 'access', 'realpath', 'readlink', 'statfs',
            'readdir', 'opendir', 'open', 'readFile', 'unlink', 'rmdir', 'rm']) {{
            refused(() => fs[verb + 'Sync'](name));
          }}
          refused(() => fs.watch(name));
        }}
        console.log('ok');"
    ));
}

#[test]
fn the_kernel_s_own_files_are_not_reached() {
    Place::new("proc").must_print_ok(&format!(
        "{REFUSED}
        for (const path of ['/proc/self/environ', '/proc/self/root/etc/passwd', '/dev/fd/0',
          '/proc/self/cwd/secret/a', '/proc/thread-self/maps', '/dev/stdin']) {{
          refused(() => fs.readFileSync(path));
        }}
        console.log('ok');"
    ));
}

#[test]
fn a_guessed_descriptor_is_not_open() {
    Place::new("fds").must_print_ok(&format!(
        "{REFUSED}
        for (let fd = 3; fd < 40; fd++) {{
          assert.throws(() => fs.fstatSync(fd), {{ code: 'EBADF' }});
          assert.throws(() => fs.closeSync(fd), {{ code: 'EBADF' }});
        }}
        const fd = fs.openSync('in/a');
        assert.strictEqual(fs.fstatSync(fd).size, 2);
        refused(() => fs.fchmodSync(fd, 0o777));
        refused(() => fs.futimesSync(fd, 1, 1));
        assert.throws(() => fs.ftruncateSync(fd, 0), {{ code: 'EINVAL' }});
        fs.closeSync(fd);
        console.log('ok');"
    ));
}

#[test]
fn errors_and_modules_read_no_file_that_the_script_may_not() {
    let place = Place::new("doors");
    std::fs::write(place.path("secret/m.js"), "module.exports = 'secret line';").unwrap();
    place.must_print_ok(&format!(
        "{REFUSED}
        refused(() => require('../secret/m.js'));
        refused(() => process.chdir('secret'));
        console.log('ok');"
    ));
    let named = place.path("secret/m.js");
    let output = place.run(&format!(
        "require('vm').runInThisContext('throw new Error(1)', {{ filename: {:?} }});",
        named.display().to_string()
    ));
    assert!(!output.status.success());
    assert!(!String::from_utf8_lossy(&output.stderr).contains("secret line"));
}

#[test]
fn a_drop_is_for_good() {
    Place::new("drop").must_print_ok(&format!(
        "{REFUSED}
        const {{ permission }} = process;
        const folder = require('path').resolve('out');
        assert.ok(permission.has('fs.read', folder) && permission.has('fs.write', folder));
        permission.drop('fs.write', folder);
        assert.ok(!permission.has('fs.write', folder) && permission.has('fs.read', folder));
        refused(() => fs.writeFileSync('out/b', ''));
        permission.drop('fs.read');
        refused(() => fs.readFileSync('out/a'));
        assert.ok(!permission.has('child') && !permission.has('net') && !permission.has('worker'));
        console.log('ok');"
    ));
}

#[test]
fn a_rule_that_makes_no_sense_ends_the_run_with_9() {
    for wrong in [
        "--allow-fs-read=/a/*/b",
        "--allow-fs-read=",
        "--allow-fs-read=**",
        "--allow-fs-read=~/x",
        "--allow-fs-write=file:///x",
        "--allow-net=",
        "--allow-net=http://x",
        "--allow-net=a,b",
        "--allow-net=x:99999",
        "--allow-env=",
        "--allow-env=A,B",
        "--allow-env=*A",
    ] {
        let output = Command::new(runtime())
            .args(["--permission", wrong, "-e", "0"])
            .current_dir(Path::new("/"))
            .output()
            .unwrap();
        assert_eq!(output.status.code(), Some(9), "{wrong}");
    }
}
