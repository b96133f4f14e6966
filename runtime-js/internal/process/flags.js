'use strict';
// process.allowedNodeEnvironmentFlags: the flags that NODE_OPTIONS may hold. Its Rust half is
// crates/ouro-node/src/process.rs. Node docs: process.allowedNodeEnvironmentFlags.

const names = internalBinding('process').environmentFlags();
const bare = names.map((name) => name.replace(/^--?/, ''));

/** A set that cannot be changed; its own slots stay empty. */
class NodeEnvironmentFlagsSet extends Set {
  add() {
    return this;
  }

  delete() {
    return false;
  }

  clear() {}

  /** Underscores count as dashes, dashes in front may be left out, values after `=` do not matter. */
  has(flag) {
    if (typeof flag !== 'string') return false;
    const name = flag.replace(/_/g, '-');
    if (!/^--?/.test(name)) return bare.includes(name);
    return names.includes(name.replace(/=.*$/s, ''));
  }

  get size() {
    return names.length;
  }

  forEach(callback, self = undefined) {
    for (let i = 0; i < names.length; i++) callback.call(self, names[i], names[i], this);
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

Object.freeze(NodeEnvironmentFlagsSet.prototype);
Object.freeze(NodeEnvironmentFlagsSet);

module.exports = { allowedNodeEnvironmentFlags: Object.freeze(new NodeEnvironmentFlagsSet()) };
