'use strict';
// node:events, what is rarely needed: called from crates/ouro-node/src/events.rs (addCatch, warn,
// unhandled) and runtime-js/events.js. Node docs: Events.

const EventEmitter = require('events');
const { codes, genericNodeError } = require('internal/errors');
const { validateNumber } = require('internal/validators');

const { kMaxEventTargetListeners, kMaxEventTargetListenersWarned } = EventEmitter;
const { kCapture } = internalBinding('events');
const kRejection = Symbol.for('nodejs.rejection');

function addCatch(emitter, promise, type, args) {
  try {
    const { then } = promise;
    if (typeof then !== 'function') return;
    then.call(promise, undefined, (error) => process.nextTick(rejected, emitter, error, type, args));
  } catch (error) {
    emitter.emit('error', error);
  }
}

function rejected(emitter, error, type, args) {
  if (typeof emitter[kRejection] === 'function') {
    emitter[kRejection](error, type, ...args);
    return;
  }
  // Errors of an `error` listener must not come back to it.
  const previous = emitter[kCapture];
  try {
    emitter[kCapture] = false;
    emitter.emit('error', error);
  } finally {
    emitter[kCapture] = previous;
  }
}

function warn(emitter, type, count, maximum) {
  const { inspect } = internalBinding('util');
  const message = `Possible EventEmitter memory leak detected. ${count} ${String(type)} listeners ` +
    `added to ${inspect(emitter, { depth: -1 })}. MaxListeners is ${maximum}. ` +
    'Use emitter.setMaxListeners() to increase limit';
  process.emitWarning(genericNodeError(message,
    { name: 'MaxListenersExceededWarning', emitter, type, count }));
}

function unhandled(error) {
  if (error instanceof Error) throw error;
  let told = error;
  try {
    told = internalBinding('util').inspect(error);
  } catch {
    // The value itself must do.
  }
  const wrapped = new codes.ERR_UNHANDLED_ERROR(told);
  wrapped.context = error;
  throw wrapped;
}

/** Node docs: events.setMaxListeners. Without targets it sets the default. */
function setMaxListeners(n, targets) {
  validateNumber(n, 'setMaxListeners', 0);
  if (targets.length === 0) {
    EventEmitter.defaultMaxListeners = n;
    return;
  }
  targets.forEach((target) => {
    if (isEventTarget(target)) {
      target[kMaxEventTargetListeners] = n;
      target[kMaxEventTargetListenersWarned] = false;
    } else if (typeof target?.setMaxListeners === 'function') {
      target.setMaxListeners(n);
    } else {
      throw new codes.ERR_INVALID_ARG_TYPE('eventTargets', ['EventEmitter', 'EventTarget'], target);
    }
  });
}

function isEventTarget(value) {
  return kMaxEventTargetListeners in Object(value);
}

/** Node docs: events.getMaxListeners. */
function getMaxListeners(target) {
  if (typeof target?.getMaxListeners === 'function') return target.getMaxListeners();
  if (isEventTarget(target)) return target[kMaxEventTargetListeners];
  throw new codes.ERR_INVALID_ARG_TYPE('emitter', ['EventEmitter', 'EventTarget'], target);
}

/** Node docs: events.getEventListeners. */
function getEventListeners(target, type) {
  if (typeof target?.listeners === 'function') return target.listeners(type);
  if (isEventTarget(target)) return require('internal/event_target').listenersOf(target, type);
  throw new codes.ERR_INVALID_ARG_TYPE('emitter', ['EventEmitter', 'EventTarget'], target);
}

/** Node docs: events.listenerCount. */
function listenerCount(target, type) {
  if (typeof target?.listenerCount === 'function') return target.listenerCount(type);
  if (isEventTarget(target)) return require('internal/event_target').listenersOf(target, type).length;
  throw new codes.ERR_INVALID_ARG_TYPE('emitter', ['EventEmitter', 'EventTarget'], target);
}

module.exports = {
  addCatch,
  getEventListeners,
  getMaxListeners,
  listenerCount,
  setMaxListeners,
  unhandled,
  warn,
};
