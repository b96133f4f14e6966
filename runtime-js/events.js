'use strict';
// node:events: the JavaScript half of crates/ouro-node/src/events.rs, where `emit` and the adding and
// removing of listeners are. Node docs: Events.

const { validateBoolean, validateNumber, validateObject } = require('internal/validators');
const binding = internalBinding('events');

const { errorMonitor, kCapture } = binding;
const kMaxEventTargetListeners = Symbol('events.maxEventTargetListeners');
const kMaxEventTargetListenersWarned = Symbol('events.maxEventTargetListenersWarned');
let defaultMaxListeners = 10;

/** Node docs: Class: EventEmitter. Also usable as `EventEmitter.call(this, options)`. */
function EventEmitter(options) {
  let capture = prototype[kCapture];
  if (options?.captureRejections) {
    validateBoolean(options.captureRejections, 'options.captureRejections');
    capture = true;
  }
  binding.initialize(this, capture);
}

const { prototype } = EventEmitter;
prototype._events = undefined;
prototype._eventsCount = 0;
prototype._maxListeners = undefined;

prototype.setMaxListeners = function setMaxListeners(n) {
  validateNumber(n, 'setMaxListeners', 0);
  this._maxListeners = n;
  return this;
};

prototype.getMaxListeners = function getMaxListeners() {
  return this._maxListeners === undefined ? defaultMaxListeners : this._maxListeners;
};

prototype.emit = binding.emit;
prototype.addListener = binding.addListener;
prototype.on = binding.addListener;
prototype.prependListener = binding.prependListener;
prototype.once = binding.once;
prototype.prependOnceListener = binding.prependOnceListener;
prototype.removeListener = binding.removeListener;
prototype.off = binding.removeListener;

prototype.removeAllListeners = function removeAllListeners(type) {
  const events = this._events;
  if (events === undefined) return this;
  const all = arguments.length === 0;
  if (events.removeListener === undefined) {
    if (all || (events[type] !== undefined && this._eventsCount === 1)) {
      this._events = { __proto__: null };
      this._eventsCount = 0;
    } else if (events[type] !== undefined) {
      this._eventsCount--;
      delete events[type];
    }
    return this;
  }
  // Somebody wants to be told of each listener that goes.
  if (all) {
    Reflect.ownKeys(events).forEach((key) => {
      if (key !== 'removeListener') this.removeAllListeners(key);
    });
    this.removeAllListeners('removeListener');
    this._events = { __proto__: null };
    this._eventsCount = 0;
    return this;
  }
  const listeners = events[type];
  if (typeof listeners === 'function') {
    this.removeListener(type, listeners);
  } else if (listeners !== undefined) {
    for (let i = listeners.length - 1; i >= 0; i--) this.removeListener(type, listeners[i]);
  }
  return this;
};

function listenersOf(emitter, type) {
  const listeners = emitter._events?.[type];
  if (listeners === undefined) return [];
  return typeof listeners === 'function' ? [listeners] : listeners.slice();
}

prototype.listeners = function listeners(type) {
  return listenersOf(this, type).map((listener) => listener.listener || listener);
};

prototype.rawListeners = function rawListeners(type) {
  return listenersOf(this, type);
};

prototype.listenerCount = binding.listenerCount;

prototype.eventNames = function eventNames() {
  return this._eventsCount > 0 ? Reflect.ownKeys(this._events) : [];
};

Object.defineProperty(prototype, kCapture, { __proto__: null, value: false, writable: true });

// Loaded when first called.
EventEmitter.setMaxListeners = function(n = defaultMaxListeners, ...targets) {
  require('internal/events/rare').setMaxListeners(n, targets);
};
EventEmitter.getMaxListeners = function getMaxListeners(target) {
  return require('internal/events/rare').getMaxListeners(target);
};
EventEmitter.getEventListeners = function getEventListeners(target, type) {
  return require('internal/events/rare').getEventListeners(target, type);
};
EventEmitter.listenerCount = function listenerCount(target, type) {
  return require('internal/events/rare').listenerCount(target, type);
};

EventEmitter.init = function(options) {
  EventEmitter.call(this, options);
};

EventEmitter.once = async function once(emitter, name, options = {}) {
  validateObject(options, 'options');
  return require('internal/events/once').once(emitter, name, options);
};
EventEmitter.on = function on(emitter, event, options = {}) {
  validateObject(options, 'options');
  return require('internal/events/iterator').on(emitter, event, options);
};
EventEmitter.addAbortListener = function addAbortListener(signal, listener) {
  return require('internal/events/once').addAbortListener(signal, listener);
};

EventEmitter.EventEmitter = EventEmitter;
EventEmitter.usingDomains = false;
EventEmitter.captureRejectionSymbol = Symbol.for('nodejs.rejection');
EventEmitter.errorMonitor = errorMonitor;

Object.defineProperties(EventEmitter, {
  captureRejections: {
    __proto__: null,
    enumerable: true,
    get: () => prototype[kCapture],
    set(value) {
      validateBoolean(value, 'EventEmitter.captureRejections');
      prototype[kCapture] = value;
    },
  },
  defaultMaxListeners: {
    __proto__: null,
    enumerable: true,
    get: () => defaultMaxListeners,
    set(value) {
      validateNumber(value, 'defaultMaxListeners', 0);
      defaultMaxListeners = value;
      binding.setDefaultMaxListeners(value);
    },
  },
  EventEmitterAsyncResource: {
    __proto__: null,
    enumerable: true,
    configurable: true,
    get: () => require('internal/events/async_resource').EventEmitterAsyncResource,
    set: undefined,
  },
  kMaxEventTargetListeners: { __proto__: null, value: kMaxEventTargetListeners },
  kMaxEventTargetListenersWarned: { __proto__: null, value: kMaxEventTargetListenersWarned },
});

module.exports = EventEmitter;
