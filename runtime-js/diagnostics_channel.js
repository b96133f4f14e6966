'use strict';
// node:diagnostics_channel, without a Rust half. Node docs: Diagnostics Channel.

const { codes: { ERR_INVALID_ARG_TYPE } } = require('internal/errors');
const { validateFunction } = require('internal/validators');

const channels = new Map();

/** What a subscriber throws is nobody's to catch, and must not keep the others from hearing. */
function rethrow(error) {
  process.nextTick(() => {
    throw error;
  });
}

class Channel {
  constructor(name) {
    this._subscribers = undefined;
    this._stores = undefined;
    this.name = name;
  }

  get hasSubscribers() {
    return this._subscribers !== undefined || this._stores !== undefined;
  }

  subscribe(subscription) {
    validateFunction(subscription, 'subscription');
    // A new list each time: a message that is being told is told to those it began with.
    this._subscribers = [...(this._subscribers ?? []), subscription];
  }

  unsubscribe(subscription) {
    const index = this._subscribers?.indexOf(subscription) ?? -1;
    if (index === -1) return false;
    const left = this._subscribers.toSpliced(index, 1);
    this._subscribers = left.length === 0 ? undefined : left;
    return true;
  }

  bindStore(store, transform) {
    this._stores ??= new Map();
    this._stores.set(store, transform);
  }

  unbindStore(store) {
    if (!this._stores?.delete(store)) return false;
    if (this._stores.size === 0) this._stores = undefined;
    return true;
  }

  publish(data) {
    const subscribers = this._subscribers;
    if (subscribers === undefined) return;
    for (let i = 0; i < subscribers.length; i++) {
      try {
        (0, subscribers[i])(data, this.name);
      } catch (error) {
        rethrow(error);
      }
    }
  }

  runStores(data, fn, thisArg, ...args) {
    let run = () => {
      this.publish(data);
      return Reflect.apply(fn, thisArg, args);
    };
    for (const [store, transform] of this._stores ?? []) {
      const next = run;
      run = () => {
        let context = data;
        if (transform !== undefined) {
          try {
            context = transform(data);
          } catch (error) {
            rethrow(error);
            return next();
          }
        }
        return store.run(context, next);
      };
    }
    return run();
  }
}

function channel(name) {
  const known = channels.get(name);
  if (known !== undefined) return known;
  if (typeof name !== 'string' && typeof name !== 'symbol') {
    throw new ERR_INVALID_ARG_TYPE('channel', ['string', 'symbol'], name);
  }
  const made = new Channel(name);
  channels.set(name, made);
  return made;
}

const EVENTS = ['start', 'end', 'asyncStart', 'asyncEnd', 'error'];

/** One of the five channels: by the name of all, or as it was given. */
function part(source, event) {
  if (typeof source === 'string') return channel(`tracing:${source}:${event}`);
  if (typeof source !== 'object' || source === null) {
    throw new ERR_INVALID_ARG_TYPE(
      'nameOrChannels', ['string', 'TracingChannel', 'Object'], source);
  }
  if (source[event] == null) throw new TypeError('Cannot convert undefined or null to object');
  if (!(source[event] instanceof Channel)) {
    throw new ERR_INVALID_ARG_TYPE(`nameOrChannels.${event}`, ['Channel'], source[event]);
  }
  return source[event];
}

class TracingChannel {
  constructor(source) {
    for (const event of EVENTS) {
      Object.defineProperty(this, event, { __proto__: null, value: part(source, event) });
    }
  }

  get hasSubscribers() {
    return EVENTS.some((event) => this[event].hasSubscribers);
  }

  subscribe(handlers) {
    for (const event of EVENTS) {
      if (handlers[event]) this[event].subscribe(handlers[event]);
    }
  }

  unsubscribe(handlers) {
    let done = true;
    for (const event of EVENTS) {
      if (handlers[event] && !this[event].unsubscribe(handlers[event])) done = false;
    }
    return done;
  }

  #run(context, body) {
    return this.start.runStores(context, () => {
      // Two statements: Boa 0.22 forgets what `catch` throws when `finally` of the same statement
      // calls a function that catches an error of its own.
      try {
        try {
          return body();
        } catch (error) {
          context.error = error;
          this.error.publish(context);
          throw error;
        }
      } finally {
        this.end.publish(context);
      }
    });
  }

  traceSync(fn, context = {}, thisArg, ...args) {
    if (!this.hasSubscribers) return Reflect.apply(fn, thisArg, args);
    return this.#run(context, () => {
      const result = Reflect.apply(fn, thisArg, args);
      context.result = result;
      return result;
    });
  }

  tracePromise(fn, context = {}, thisArg, ...args) {
    if (!this.hasSubscribers) return Reflect.apply(fn, thisArg, args);
    const settled = () => {
      this.asyncStart.publish(context);
      this.asyncEnd.publish(context);
    };
    return this.#run(context, () => {
      let promise = Reflect.apply(fn, thisArg, args);
      if (!(promise instanceof Promise)) promise = Promise.resolve(promise);
      return promise.then((result) => {
        context.result = result;
        settled();
        return result;
      }, (error) => {
        context.error = error;
        this.error.publish(context);
        settled();
        return Promise.reject(error);
      });
    });
  }

  traceCallback(fn, position = -1, context = {}, thisArg, ...args) {
    if (!this.hasSubscribers) return Reflect.apply(fn, thisArg, args);
    const tracing = this;
    const callback = args.at(position);
    validateFunction(callback, 'callback');
    args.splice(position, 1, function(error, result) {
      if (error) {
        context.error = error;
        tracing.error.publish(context);
      } else {
        context.result = result;
      }
      tracing.asyncStart.runStores(context, () => {
        try {
          return Reflect.apply(callback, this, arguments);
        } finally {
          tracing.asyncEnd.publish(context);
        }
      });
    });
    return this.#run(context, () => Reflect.apply(fn, thisArg, args));
  }
}

// require() tells of what it loads.
internalBinding('modules').tracing = new TracingChannel('module.require');

module.exports = {
  channel,
  hasSubscribers: (name) => channels.get(name)?.hasSubscribers ?? false,
  subscribe: (name, subscription) => channel(name).subscribe(subscription),
  tracingChannel: (nameOrChannels) => new TracingChannel(nameOrChannels),
  unsubscribe: (name, subscription) => channel(name).unsubscribe(subscription),
  Channel,
};
