'use strict';
// An EventTarget with the methods of an EventEmitter. No Rust half.
// Node docs: Class: NodeEventTarget.

const { kMaxEventTargetListeners } = require('events');
const {
  Event,
  EventTarget,
  dispatch,
  kCreateEvent,
  kEvents,
  kFlags,
  listenersOf,
} = require('internal/event_target');
const { codes: { ERR_INVALID_THIS } } = require('internal/errors');

function check(target) {
  if (!(target instanceof NodeEventTarget)) throw new ERR_INVALID_THIS('NodeEventTarget');
}

class NodeEventTarget extends EventTarget {
  static defaultMaxListeners = 10;

  setMaxListeners(n) {
    check(this);
    require('events').setMaxListeners(n, this);
  }

  getMaxListeners() {
    check(this);
    return this[kMaxEventTargetListeners];
  }

  eventNames() {
    check(this);
    return this[kEvents] === undefined ? [] : Array.from(this[kEvents].keys());
  }

  listenerCount(type) {
    check(this);
    return listenersOf(this, type).length;
  }

  off(type, listener, options) {
    check(this);
    this.removeEventListener(type, listener, options);
    return this;
  }

  removeListener(type, listener, options) {
    return this.off(type, listener, options);
  }

  on(type, listener) {
    check(this);
    this.addEventListener(type, listener);
    markLast(this, type, listener);
    return this;
  }

  addListener(type, listener) {
    return this.on(type, listener);
  }

  once(type, listener) {
    check(this);
    this.addEventListener(type, listener, { once: true });
    markLast(this, type, listener);
    return this;
  }

  /** Calls `on` listeners with `argument` itself, others with an event made of it. */
  emit(type, argument) {
    check(this);
    const any = this.listenerCount(type) > 0;
    const event = argument instanceof Event ? argument : this[kCreateEvent](type, argument);
    if (typeof event?.[kFlags] === 'number') dispatch(this, event, `${type}`, argument);
    return any;
  }

  removeAllListeners(type) {
    check(this);
    if (type !== undefined) this[kEvents]?.delete(`${type}`);
    else this[kEvents]?.clear();
    return this;
  }
}

function markLast(target, type, listener) {
  const list = target[kEvents]?.get(`${type}`);
  const entry = list?.[list.length - 1];
  if (entry?.listener === listener) entry.emitterStyle = true;
}

module.exports = { NodeEventTarget };
