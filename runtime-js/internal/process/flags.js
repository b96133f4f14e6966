'use strict';
// process.allowedNodeEnvironmentFlags: the flags that NODE_OPTIONS may hold. No Rust half.
// Node docs: process.allowedNodeEnvironmentFlags, NODE_OPTIONS.

const names = [
  '--allow-child-process', '--allow-env', '--allow-fs-read', '--allow-fs-write', '--allow-net',
  '--allow-wasi', '--allow-worker', '--conditions', '--disable-warning', '--enable-source-maps',
  '--env-file', '--env-file-if-exists', '--experimental-require-module', '--experimental-vm-modules',
  '--import', '--input-type', '--no-deprecation', '--no-warnings', '--permission',
  '--preserve-symlinks', '--preserve-symlinks-main', '--redirect-warnings', '--require',
  '--stack-trace-limit', '--throw-deprecation', '--title', '--trace-deprecation',
  '--trace-uncaught', '--trace-warnings', '--unhandled-rejections', '-C', '-r',
];

const canonical = (flag) => {
  if (typeof flag !== 'string') return flag;
  const short = flag.replace(/=.*$/, '').replace(/_/g, '-');
  return short[0] === '-' ? short : `--${short}`;
};

class Flags extends Set {
  add() {
    return this;
  }

  delete() {
    return false;
  }

  clear() {}

  has(flag) {
    return names.includes(canonical(flag));
  }

  forEach(callback, self) {
    for (const name of names) callback.call(self, name, name, this);
  }

  get size() {
    return names.length;
  }

  entries() {
    return new Set(names).entries();
  }

  keys() {
    return new Set(names).keys();
  }

  values() {
    return new Set(names).values();
  }

  [Symbol.iterator]() {
    return this.values();
  }
}

module.exports = { allowedNodeEnvironmentFlags: Object.freeze(new Flags()) };
