'use strict';
// node:fs: the JavaScript half of crates/ouro-node/src/fs/. Node docs: File system.
//
// Most verbs are native in all three voices. What is written in JavaScript (streams, watchers,
// cp, glob, Dir, promises) is loaded when first used.

const binding = internalBinding('fs');

const streams = () => require('internal/fs/streams');
const watchers = () => require('internal/fs/watchers');

function throwIfFailed(error) {
  if (error) throw error;
}

const written = {
  close(fd, callback = throwIfFailed) {
    binding.close(fd, callback);
  },
  cp(src, dest, options, callback) {
    require('internal/fs/cp').cp(src, dest, options, callback);
  },
  cpSync(src, dest, options) {
    require('internal/fs/cp').cpSync(src, dest, options);
  },
  // Functions, since `new fs.createReadStream()` is seen in the wild.
  createReadStream: function createReadStream(path, options) {
    return new (fs.ReadStream)(path, options);
  },
  createWriteStream: function createWriteStream(path, options) {
    return new (fs.WriteStream)(path, options);
  },
  glob(pattern, options, callback) {
    require('internal/fs/glob').glob(pattern, options, callback);
  },
  globSync(pattern, options) {
    return require('internal/fs/glob').globSync(pattern, options);
  },
  mkdtempDisposableSync(prefix, options) {
    return require('internal/fs/dir').mkdtempDisposableSync(prefix, options);
  },
  openAsBlob(path, options = {}) {
    return require('internal/fs/blob').openAsBlob(path, options);
  },
  opendir(path, options, callback) {
    require('internal/fs/dir').opendir(path, options, callback);
  },
  opendirSync(path, options) {
    return require('internal/fs/dir').opendirSync(path, options);
  },
  unwatchFile(filename, listener) {
    watchers().unwatchFile(filename, listener);
  },
  watch(filename, options, listener) {
    return watchers().watch(filename, options, listener);
  },
  watchFile(filename, options, listener) {
    return watchers().watchFile(filename, options, listener);
  },
};

// Node's order.
const ORDER = 'appendFile appendFileSync access accessSync chown chownSync chmod chmodSync ' +
  'close closeSync copyFile copyFileSync cp cpSync createReadStream createWriteStream ' +
  'exists existsSync fchown fchownSync fchmod fchmodSync fdatasync fdatasyncSync ' +
  'fstat fstatSync fsync fsyncSync ftruncate ftruncateSync futimes futimesSync ' +
  'glob globSync lchown lchownSync lchmod lchmodSync link linkSync lstat lstatSync ' +
  'lutimes lutimesSync mkdir mkdirSync mkdtemp mkdtempSync mkdtempDisposableSync ' +
  'open openSync openAsBlob readdir readdirSync read readSync readv readvSync ' +
  'readFile readFileSync readlink readlinkSync realpath realpathSync rename renameSync ' +
  'rm rmSync rmdir rmdirSync stat statfs statSync statfsSync symlink symlinkSync ' +
  'truncate truncateSync unwatchFile unlink unlinkSync utimes utimesSync watch watchFile ' +
  'writeFile writeFileSync write writeSync writev writevSync Dirent Stats';

const fs = {};
const names = ORDER.split(' ');
for (let index = 0; index < names.length; index++) {
  const name = names[index];
  fs[name] = written[name] ?? binding[name];
}
fs.realpath.native = binding.realpathNative;
fs.realpathSync.native = binding.realpathNativeSync;

// What util.promisify gives for callbacks that do not take (error, value).
const custom = { __proto__: null, enumerable: false };
const promisified = Symbol.for('nodejs.util.promisify.custom');
custom.value = function exists(path) {
  return new Promise((resolve) => fs.exists(path, resolve));
};
Object.defineProperty(fs.exists, promisified, custom);
for (const name of ['read', 'readv', 'write', 'writev']) {
  custom.value = binding.handle[name];
  Object.defineProperty(fs[name], promisified, custom);
}

function accessor(name, get, set) {
  const slot = { __proto__: null, get, set, enumerable: true, configurable: true };
  Object.defineProperty(fs, name, slot);
}

let ReadStream;
let WriteStream;
let FileReadStream;
let FileWriteStream;
accessor('ReadStream', () => ReadStream ??= streams().ReadStream, (value) => ReadStream = value);
accessor('WriteStream', () => WriteStream ??= streams().WriteStream,
  (value) => WriteStream = value);
accessor('FileReadStream', () => FileReadStream ??= streams().ReadStream,
  (value) => FileReadStream = value);
accessor('FileWriteStream', () => FileWriteStream ??= streams().WriteStream,
  (value) => FileWriteStream = value);
fs._toUnixTimestamp = binding.toUnixTimestamp;

let Dir;
accessor('Dir', () => Dir ??= require('internal/fs/dir').Dir, (value) => Dir = value);
fs.opendir = written.opendir;
fs.opendirSync = written.opendirSync;
Object.defineProperty(fs, 'constants', {
  __proto__: null, value: binding.constants, enumerable: true, configurable: false, writable: false,
});
accessor('promises', () => require('fs/promises'), undefined);

module.exports = fs;
