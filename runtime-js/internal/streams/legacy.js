'use strict';
// node:stream, the base class Stream with the pipe of old. No Rust half. Node docs: Stream.

const EventEmitter = require('events');

/** What every stream inherits from. */
function Stream(options) {
  EventEmitter.call(this, options);
}
Object.setPrototypeOf(Stream.prototype, EventEmitter.prototype);
Object.setPrototypeOf(Stream, EventEmitter);

Stream.prototype.pipe = function pipe(dest, options) {
  return require('internal/streams/legacy-pipe')(this, dest, options);
};

// Node's streams have slots for these, in this order, from the beginning.
const KNOWN = ['close', 'error', 'prefinish', 'finish', 'drain', 'data', 'end', 'readable'];

Stream.prototype.eventNames = function eventNames() {
  const names = Reflect.ownKeys(this._events).filter((name) => this._events[name] !== undefined);
  const known = KNOWN.filter((name) => names.includes(name));
  return known.concat(names.filter((name) => !known.includes(name)));
};

/** Puts a listener first, also where the emitter is of a library that cannot. */
function prependListener(emitter, event, listener) {
  if (typeof emitter.prependListener === 'function') {
    emitter.prependListener(event, listener);
    return;
  }
  const existing = emitter._events?.[event];
  if (!existing) emitter.on(event, listener);
  else if (Array.isArray(existing)) emitter._events[event] = [listener, ...existing];
  else emitter._events[event] = [listener, existing];
}

module.exports = { Stream, prependListener };
