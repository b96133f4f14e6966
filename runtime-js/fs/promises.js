'use strict';
// node:fs/promises: the promise voices of crates/ouro-node/src/fs/, and FileHandle.
// Node docs: Promises API.

const binding = internalBinding('fs');
const native = binding.promises;

const dir = () => require('internal/fs/dir');
const handles = () => require('internal/fs/file_handle');

function isHandle(value) {
  return typeof value === 'object' && value !== null && typeof value.getAsyncId === 'function' &&
    value instanceof handles().FileHandle;
}

async function open(path, flags, mode) {
  return new (handles().FileHandle)(await native.open(path, flags, mode));
}

async function readFile(path, options) {
  return isHandle(path) ? path.readFile(options) : native.readFile(path, options);
}

async function writeFile(path, data, options) {
  if (isHandle(path)) return path.writeFile(data, options);
  if (handles().isIterable(data)) return handles().writeIterable(path, data, options, 'w');
  return native.writeFile(path, data, options);
}

async function appendFile(path, data, options) {
  if (isHandle(path)) return path.appendFile(data, options);
  return native.appendFile(path, data, options);
}

module.exports = {
  access: native.access,
  copyFile: native.copyFile,
  async cp(src, dest, options) {
    return require('internal/fs/cp').cpPromise(src, dest, options);
  },
  glob(pattern, options) {
    return require('internal/fs/glob').globPromise(pattern, options);
  },
  open,
  async opendir(path, options) {
    return dir().opendirPromise(path, options);
  },
  rename: native.rename,
  truncate: native.truncate,
  rm: native.rm,
  rmdir: native.rmdir,
  mkdir: native.mkdir,
  readdir: native.readdir,
  readlink: native.readlink,
  symlink: native.symlink,
  lstat: native.lstat,
  stat: native.stat,
  statfs: native.statfs,
  link: native.link,
  unlink: native.unlink,
  chmod: native.chmod,
  lchown: native.lchown,
  chown: native.chown,
  utimes: native.utimes,
  lutimes: native.lutimes,
  realpath: native.realpathNative,
  mkdtemp: native.mkdtemp,
  async mkdtempDisposable(prefix, options) {
    return dir().mkdtempDisposablePromise(prefix, options);
  },
  writeFile,
  appendFile,
  readFile,
  watch(filename, options) {
    return require('internal/fs/watchers').watchPromise(filename, options);
  },
  constants: binding.constants,
};
