'use strict';
// node:timers: the JavaScript half of crates/ouro-node/src/timers.rs. Node docs: Timers.

const binding = internalBinding('timers');

const TIMEOUT_MAX = 2 ** 31 - 1;

function duration(after) {
  after *= 1;
  if (!(after >= 1 && after <= TIMEOUT_MAX)) after = 1;
  return Math.trunc(after);
}

class Timeout {
  constructor(callback, after, args, repeats) {
    after = duration(after);
    this._idleTimeout = after;
    this._onTimeout = callback;
    this._timerArgs = args;
    this._repeat = repeats ? after : null;
    this._destroyed = false;
    this._referenced = true;
    this._id = -1;
    this._idleStart = 0;
    binding.schedule(this, after);
  }

  refresh() {
    if (this._referenced !== undefined && !this._destroyed) binding.schedule(this, this._idleTimeout);
    return this;
  }

  unref() {
    this._referenced = false;
    binding.setReferenced(this._id, false);
    return this;
  }

  ref() {
    this._referenced = true;
    binding.setReferenced(this._id, true);
    return this;
  }

  hasRef() {
    return this._referenced;
  }

  close() {
    clearTimeout(this);
    return this;
  }
}

class Immediate {
  constructor(callback, args) {
    this._onImmediate = callback;
    this._argv = args;
    this._destroyed = false;
    this._id = binding.queueImmediate(this);
  }
}

function setTimeout(callback, after, ...args) {
  return new Timeout(callback, after, args.length ? args : undefined, false);
}

function setInterval(callback, after, ...args) {
  return new Timeout(callback, after, args.length ? args : undefined, true);
}

function clearTimeout(timer) {
  if (timer instanceof Timeout) {
    binding.cancel(timer._id);
    timer._destroyed = true;
    timer._idleTimeout = -1;
    timer._onTimeout = null;
  }
}

function setImmediate(callback, ...args) {
  return new Immediate(callback, args.length ? args : undefined);
}

function clearImmediate(immediate) {
  if (immediate instanceof Immediate && !immediate._destroyed) {
    immediate._destroyed = true;
    binding.cancelImmediate(immediate._id);
  }
}

module.exports = {
  setTimeout,
  clearTimeout,
  setImmediate,
  clearImmediate,
  setInterval,
  clearInterval: clearTimeout,
};
