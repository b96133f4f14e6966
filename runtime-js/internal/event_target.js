'use strict';
// Event, CustomEvent, EventTarget. No Rust half. WHATWG DOM §2; Node docs: Event target.
// There is no tree: an event is only ever at its target.

const EventEmitter = require('events');
const {
  codes: {
    ERR_EVENT_RECURSION,
    ERR_INVALID_ARG_TYPE,
    ERR_INVALID_THIS,
    ERR_MISSING_ARGS,
  },
  genericNodeError,
} = require('internal/errors');
const { validateAbortSignal, validateObject } = require('internal/validators');

const { kMaxEventTargetListeners, kMaxEventTargetListenersWarned } = EventEmitter;
const customInspect = Symbol.for('nodejs.util.inspect.custom');
const kIsEventTarget = Symbol.for('nodejs.event_target');
const kEvents = Symbol('kEvents');
const kHandlers = Symbol('kHandlers');
const kNewListener = Symbol('kNewListener');
const kRemoveListener = Symbol('kRemoveListener');
const kCreateEvent = Symbol('kCreateEvent');
const kResistStopPropagation = Symbol('kResistStopPropagation');
const kTrustEvent = Symbol('kTrustEvent');
const kType = Symbol('type');
const kTarget = Symbol('kTarget');
const kIsBeingDispatched = Symbol('kIsBeingDispatched');
const kInPassiveListener = Symbol('kInPassiveListener');
const kFlags = Symbol('flags');

const BUBBLES = 1;
const CANCELABLE = 2;
const COMPOSED = 4;
const PREVENTED = 8;
const PROPAGATION_STOPPED = 16;
const STOPPED = 32;
const TRUSTED = 64;

/** Defines properties on a prototype and makes its members enumerable, as Web IDL has them. */
function finish(Class, name) {
  const { prototype } = Class;
  for (const key of Object.getOwnPropertyNames(prototype)) {
    if (key !== 'constructor') {
      Object.defineProperty(prototype, key, { __proto__: null, enumerable: true });
    }
  }
  Object.defineProperty(prototype, Symbol.toStringTag,
    { __proto__: null, configurable: true, value: name });
}

function thisEvent(event) {
  if (typeof event?.[kFlags] !== 'number') throw new ERR_INVALID_THIS('Event');
  return event;
}

class Event {
  #timeStamp;

  /** @param {object} [options] bubbles, cancelable, composed */
  constructor(type, options = undefined) {
    if (arguments.length === 0) throw new ERR_MISSING_ARGS('type');
    let flags = 0;
    if (options !== undefined && options !== null) {
      validateObject(options, 'options', 7);
      if (options.bubbles) flags |= BUBBLES;
      if (options.cancelable) flags |= CANCELABLE;
      if (options.composed) flags |= COMPOSED;
      if (options[kTrustEvent]) flags |= TRUSTED;
    }
    this[kType] = `${type}`;
    this[kTarget] = null;
    this[kIsBeingDispatched] = false;
    this[kInPassiveListener] = false;
    Object.defineProperty(this, kFlags, { __proto__: null, writable: true, value: flags });
    this.#timeStamp = process.uptime() * 1000;
  }

  initEvent(type, bubbles = false, cancelable = false) {
    if (arguments.length === 0) throw new ERR_MISSING_ARGS('type');
    thisEvent(this);
    if (this[kIsBeingDispatched]) return;
    this[kType] = `${type}`;
    const kept = this[kFlags] & ~(BUBBLES | CANCELABLE);
    this[kFlags] = kept | (bubbles ? BUBBLES : 0) | (cancelable ? CANCELABLE : 0);
  }

  stopImmediatePropagation() {
    // Hybrid events stop emitters' listeners in the same way.
    thisEvent(this)[kFlags] |= STOPPED | PROPAGATION_STOPPED;
  }

  preventDefault() {
    if (!(thisEvent(this)[kFlags] & CANCELABLE) || this[kInPassiveListener]) return;
    this[kFlags] |= PREVENTED;
  }

  get target() { return thisEvent(this)[kTarget]; }
  get currentTarget() { return thisEvent(this)[kIsBeingDispatched] ? this[kTarget] : null; }
  get srcElement() { return thisEvent(this)[kTarget]; }
  get type() { return thisEvent(this)[kType]; }
  get cancelable() { return (thisEvent(this)[kFlags] & CANCELABLE) !== 0; }
  get defaultPrevented() {
    const wanted = CANCELABLE | PREVENTED;
    return (thisEvent(this)[kFlags] & wanted) === wanted;
  }
  get timeStamp() { return thisEvent(this).#timeStamp; }
  composedPath() { return thisEvent(this)[kIsBeingDispatched] ? [this[kTarget]] : []; }
  get returnValue() { return !this.defaultPrevented; }
  set returnValue(value) { if (!value) this.preventDefault(); }
  get bubbles() { return (thisEvent(this)[kFlags] & BUBBLES) !== 0; }
  get composed() { return (thisEvent(this)[kFlags] & COMPOSED) !== 0; }
  get eventPhase() { return thisEvent(this)[kIsBeingDispatched] ? Event.AT_TARGET : Event.NONE; }
  get cancelBubble() { return (thisEvent(this)[kFlags] & PROPAGATION_STOPPED) !== 0; }
  set cancelBubble(value) { if (thisEvent(this) && value) this[kFlags] |= PROPAGATION_STOPPED; }
  stopPropagation() { thisEvent(this)[kFlags] |= PROPAGATION_STOPPED; }
  get isTrusted() { return (thisEvent(this)[kFlags] & TRUSTED) !== 0; }

  [customInspect](depth, options) {
    const { name } = this.constructor;
    if (depth < 0) return name;
    const { inspect } = internalBinding('util');
    const nested = { ...options, depth: Number.isInteger(options.depth) ? options.depth - 1 : options.depth };
    return `${name} ${inspect({
      type: this.type,
      defaultPrevented: this.defaultPrevented,
      cancelable: this.cancelable,
      timeStamp: this.timeStamp,
    }, nested)}`;
  }
}

finish(Event, 'Event');
Object.defineProperty(Event.prototype, 'isTrusted', { __proto__: null, configurable: false });
['NONE', 'CAPTURING_PHASE', 'AT_TARGET', 'BUBBLING_PHASE'].forEach((name, value) =>
  Object.defineProperty(Event, name, { __proto__: null, enumerable: true, value }));

class CustomEvent extends Event {
  #detail;

  constructor(type, options = undefined) {
    if (arguments.length === 0) throw new ERR_MISSING_ARGS('type');
    super(type, options);
    this.#detail = options?.detail ?? null;
  }

  get detail() {
    if (!(#detail in this)) throw new ERR_INVALID_THIS('CustomEvent');
    return this.#detail;
  }
}

finish(CustomEvent, 'CustomEvent');

/** Gives an object the state of an EventTarget. */
function initEventTarget(target) {
  target[kEvents] = undefined;
  target[kMaxEventTargetListeners] = EventEmitter.defaultMaxListeners;
  target[kMaxEventTargetListenersWarned] = false;
  target[kHandlers] = undefined;
}

function thisTarget(target) {
  if (!target?.constructor?.[kIsEventTarget]) throw new ERR_INVALID_THIS('EventTarget');
  return target;
}

/** The lists of an EventTarget's listeners, by event. */
function eventsOf(target) {
  target[kEvents] ??= new Map();
  return target[kEvents];
}

function isListener(listener, type, target) {
  if (typeof listener === 'function' || typeof listener?.handleEvent === 'function') return true;
  if (listener === null || listener === undefined) {
    process.emitWarning(genericNodeError(
      `addEventListener called with ${listener} which has no effect.`,
      { name: 'AddEventListenerArgumentTypeWarning', target, type }));
    return false;
  }
  if (typeof listener === 'object') return true;
  throw new ERR_INVALID_ARG_TYPE('listener', 'EventListener', listener);
}

function captureOf(options) {
  return typeof options === 'boolean' ? options : Boolean(options?.capture);
}

class EventTarget {
  static [kIsEventTarget] = true;

  constructor() {
    initEventTarget(this);
  }

  addEventListener(type, listener, options = undefined) {
    thisTarget(this);
    if (arguments.length < 2) throw new ERR_MISSING_ARGS('type', 'listener');
    let once = false;
    let passive = false;
    let resists = false;
    let signal;
    if (options !== undefined && options !== null && typeof options !== 'boolean') {
      validateObject(options, 'options', 6);
      once = Boolean(options.once);
      passive = Boolean(options.passive);
      resists = Boolean(options[kResistStopPropagation]);
      signal = options.signal;
      validateAbortSignal(signal, 'options.signal');
    }
    if (!isListener(listener, type, this)) return;
    type = `${type}`;
    if (signal) {
      if (signal.aborted) return;
      signal.addEventListener('abort', () => this.removeEventListener(type, listener, options),
        { once: true, [kResistStopPropagation]: true });
    }
    const capture = captureOf(options);
    const events = eventsOf(this);
    let list = events.get(type);
    if (list === undefined) {
      events.set(type, list = []);
    } else {
      for (let i = 0; i < list.length; i++) {
        if (list[i].listener === listener && list[i].capture === capture) return;
      }
    }
    list.push({ listener, capture, once, passive, resists, removed: false });
    this[kNewListener](list.length, type, listener, once, capture, passive);
  }

  removeEventListener(type, listener, options = undefined) {
    thisTarget(this);
    if (arguments.length < 2) throw new ERR_MISSING_ARGS('type', 'listener');
    if (listener === null || listener === undefined || !isListener(listener)) return;
    type = `${type}`;
    const list = this[kEvents]?.get(type);
    if (list === undefined) return;
    const capture = captureOf(options);
    for (let i = 0; i < list.length; i++) {
      const entry = list[i];
      if (entry.listener === listener && entry.capture === capture) {
        removeEntry(this, type, list, entry);
        return;
      }
    }
  }

  dispatchEvent(event) {
    thisTarget(this);
    if (arguments.length < 1) throw new ERR_MISSING_ARGS('event');
    if (!(event instanceof Event)) throw new ERR_INVALID_ARG_TYPE('event', 'Event', event);
    if (event[kIsBeingDispatched]) throw new ERR_EVENT_RECURSION(event.type);
    dispatch(this, event, event[kType], event);
    return !event.defaultPrevented;
  }

  /** Warns of too many listeners. */
  [kNewListener](size, type) {
    const maximum = this[kMaxEventTargetListeners];
    if (maximum <= 0 || size <= maximum || this[kMaxEventTargetListenersWarned]) return;
    this[kMaxEventTargetListenersWarned] = true;
    const { inspect } = internalBinding('util');
    process.emitWarning(genericNodeError(
      `Possible EventTarget memory leak detected. ${size} ${type} listeners added to ` +
      `${inspect(this, { depth: -1 })}. MaxListeners is ${maximum}. ` +
      'Use events.setMaxListeners() to increase limit',
      { name: 'MaxListenersExceededWarning', target: this, type, count: size }));
  }

  [kRemoveListener]() {}

  [kCreateEvent](type, value) {
    throw new ERR_INVALID_ARG_TYPE('event', 'Event', value);
  }

  [customInspect](depth, options) {
    const { name } = this.constructor;
    if (depth < 0) return name;
    return `${name} ${internalBinding('util').inspect({}, options)}`;
  }
}

finish(EventTarget, 'EventTarget');

function removeEntry(target, type, list, entry) {
  const index = list.indexOf(entry);
  if (index < 0) return;
  entry.removed = true;
  list.splice(index, 1);
  if (list.length === 0) target[kEvents].delete(type);
  target[kRemoveListener](list.length, type, entry.listener, entry.capture);
}

function throwLater(error) {
  process.nextTick(() => {
    throw error;
  });
}

/** Calls the listeners of a type with `argument`: the event, or what an emitter's listener gets. */
function dispatch(target, event, type, argument) {
  event[kTarget] = target;
  event[kIsBeingDispatched] = true;
  const list = target[kEvents]?.get(type);
  if (list !== undefined) {
    const entries = list.slice();
    for (let i = 0; i < entries.length; i++) {
      const entry = entries[i];
      if (entry.removed || ((event[kFlags] & STOPPED) && !entry.resists)) continue;
      if (entry.once) removeEntry(target, type, list, entry);
      callEntry(target, event, entry, argument);
    }
  }
  event[kIsBeingDispatched] = false;
}

function callEntry(target, event, { listener, passive, emitterStyle }, argument) {
  event[kInPassiveListener] = passive;
  try {
    let result;
    if (typeof listener === 'function') {
      result = listener.call(target, emitterStyle ? argument : event);
    } else if (typeof listener.handleEvent === 'function') {
      result = listener.handleEvent(event);
    }
    if (typeof result?.then === 'function') result.then(undefined, throwLater);
  } catch (error) {
    throwLater(error);
  }
  event[kInPassiveListener] = false;
}

/** events.getEventListeners for an EventTarget. */
function listenersOf(target, type) {
  const list = target[kEvents]?.get(`${type}`);
  return list === undefined ? [] : list.map((entry) => entry.listener);
}

/** Defines `on<name>`: an attribute that holds one listener. WHATWG HTML §8.1.8.1. */
function defineEventHandler(prototype, name) {
  const property = `on${name}`;
  Object.defineProperty(prototype, property, {
    __proto__: null,
    configurable: true,
    enumerable: true,
    get() {
      return this[kHandlers]?.get(name)?.handler ?? null;
    },
    set(value) {
      this[kHandlers] ??= new Map();
      const holder = this[kHandlers].get(name);
      const usable = typeof value === 'function' || (typeof value === 'object' && value !== null);
      if (holder !== undefined) {
        holder.handler = usable ? value : null;
        if (usable && !holder.added) {
          holder.added = true;
          this.addEventListener(name, holder.listener);
        } else if (!usable && holder.added) {
          holder.added = false;
          this.removeEventListener(name, holder.listener);
        }
      } else if (usable) {
        const fresh = { handler: value, added: true, listener: undefined };
        fresh.listener = function(event) {
          if (typeof fresh.handler === 'function') return fresh.handler.call(this, event);
        };
        this[kHandlers].set(name, fresh);
        this.addEventListener(name, fresh.listener);
      }
    },
  });
}

module.exports = {
  CustomEvent,
  defineEventHandler,
  dispatch,
  Event,
  EventTarget,
  finish,
  initEventTarget,
  isEventTarget: (value) => Boolean(value?.constructor?.[kIsEventTarget]),
  kCreateEvent,
  kEvents,
  kFlags,
  kNewListener,
  kRemoveListener,
  kResistStopPropagation,
  kTrustEvent,
  listenersOf,
  removeEntry,
};
Object.defineProperty(module.exports, 'NodeEventTarget', {
  __proto__: null,
  configurable: true,
  enumerable: true,
  get: () => require('internal/node_event_target').NodeEventTarget,
});
