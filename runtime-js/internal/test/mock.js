'use strict';
// Functions that note their calls. No Rust half. Node docs: Test runner, Mocking.

const { codes } = require('internal/errors');
const { validateFunction, validateObject } = require('internal/validators');

class MockFunctionContext {
  #calls = [];
  #implementation;
  #once = new Map();
  #restore;
  #left;

  constructor(implementation, restore, times = Infinity) {
    this.#implementation = implementation;
    this.#restore = restore;
    this.#left = times;
  }

  get calls() {
    return this.#calls.slice();
  }

  callCount() {
    return this.#calls.length;
  }

  mockImplementation(implementation) {
    validateFunction(implementation, 'implementation');
    this.#implementation = implementation;
  }

  mockImplementationOnce(implementation, onCall = this.#calls.length) {
    validateFunction(implementation, 'implementation');
    this.#once.set(onCall, implementation);
  }

  resetCalls() {
    this.#calls = [];
  }

  restore() {
    this.#restore?.();
  }

  /** What the next call runs, and a place for what comes of it. */
  next(call) {
    const index = this.#calls.length;
    const once = this.#once.get(index);
    this.#once.delete(index);
    this.#calls.push(call);
    return once ?? (index < this.#left ? this.#implementation : undefined);
  }
}

class MockTracker {
  #mocks = [];

  fn(original = function() {}, implementation = original, options = {}) {
    if (original !== null && typeof original === 'object') {
      options = original;
      original = function() {};
      implementation = original;
    } else if (implementation !== null && typeof implementation === 'object') {
      options = implementation;
      implementation = original;
    }
    validateFunction(original, 'original');
    validateFunction(implementation, 'implementation');
    return this.#make(original, implementation, undefined, options.times);
  }

  method(object, name, implementation, options = {}) {
    if (implementation !== null && typeof implementation === 'object') {
      options = implementation;
      implementation = undefined;
    }
    if (typeof object !== 'function') validateObject(object, 'object');
    let holder = object;
    let descriptor;
    while (holder !== null && descriptor === undefined) {
      descriptor = Object.getOwnPropertyDescriptor(holder, name);
      holder = Object.getPrototypeOf(holder);
    }
    const part = options.getter ? 'get' : options.setter ? 'set' : 'value';
    const original = descriptor?.[part];
    if (typeof original !== 'function') {
      throw new codes.ERR_INVALID_ARG_VALUE('methodName', original, 'must be a method');
    }
    const own = Object.getOwnPropertyDescriptor(object, name);
    const restore = () => {
      if (own === undefined) delete object[name];
      else Object.defineProperty(object, name, own);
    };
    const mock = this.#make(original, implementation ?? original, restore, options.times);
    Object.defineProperty(object, name, { ...descriptor, configurable: true, [part]: mock });
    return mock;
  }

  getter(object, name, implementation, options = {}) {
    return this.method(object, name, implementation, { ...options, getter: true });
  }

  setter(object, name, implementation, options = {}) {
    return this.method(object, name, implementation, { ...options, setter: true });
  }

  reset() {
    this.restoreAll();
    this.#mocks = [];
  }

  restoreAll() {
    for (const mock of this.#mocks) mock.restore();
  }

  #make(original, implementation, restore, times) {
    let context;
    const mock = new Proxy(original, {
      __proto__: null,
      apply: (target, self, args) => {
        const call = { arguments: args, error: undefined, result: undefined, stack: new Error(), target: undefined, this: self };
        const run = context.next(call) ?? original;
        try {
          return call.result = Reflect.apply(run, self, args);
        } catch (error) {
          call.error = error;
          throw error;
        }
      },
      construct: (target, args, newTarget) => {
        const call = { arguments: args, error: undefined, result: undefined, stack: new Error(), target, this: undefined };
        const run = context.next(call) ?? original;
        try {
          call.this = call.result = Reflect.construct(run, args, newTarget);
          return call.result;
        } catch (error) {
          call.error = error;
          throw error;
        }
      },
      get: (target, name, receiver) => (name === 'mock' ? context : Reflect.get(target, name, receiver)),
    });
    context = new MockFunctionContext(implementation, () => {
      restore?.();
      context.mockImplementation(original);
    }, times);
    this.#mocks.push(context);
    return mock;
  }
}

module.exports = { MockTracker };
