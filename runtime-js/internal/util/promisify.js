'use strict';
// node:util, functions with callbacks and with promises. No Rust half.
// Node docs: util.promisify, util.callbackify.

const { validateFunction } = require('internal/validators');
const { codes } = require('internal/errors');

const kCustom = Symbol.for('nodejs.util.promisify.custom');
const kCustomArgs = Symbol('customPromisifyArgs');

/** Copies own properties of one function to another. */
function dress(target, source, changes) {
  const descriptors = Object.getOwnPropertyDescriptors(source);
  Object.defineProperties(target, Object.assign(descriptors, changes));
  return target;
}

/** Makes a function that takes a callback last into one that returns a promise. */
function promisify(original) {
  validateFunction(original, 'original');
  const custom = original[kCustom];
  if (custom) {
    validateFunction(custom, 'util.promisify.custom');
    return Object.defineProperty(custom, kCustom, { value: custom, configurable: true });
  }
  const names = original[kCustomArgs];
  function promisified(...args) {
    return new Promise((resolve, reject) => {
      args.push(function done(error, value) {
        if (error) return reject(error);
        if (names === undefined || arguments.length < 3) return resolve(value);
        const object = {};
        for (let i = 0; i < names.length; i++) object[names[i]] = arguments[i + 1];
        resolve(object);
      });
      const returned = Reflect.apply(original, this, args);
      if (returned !== undefined && returned instanceof Promise) {
        process.emitWarning('Calling promisify on a function that returns a Promise is likely ' +
          'a mistake.', 'DeprecationWarning', 'DEP0174');
      }
    });
  }
  Object.setPrototypeOf(promisified, Object.getPrototypeOf(original));
  Object.defineProperty(promisified, kCustom, { value: promisified, configurable: true });
  return dress(promisified, original);
}
promisify.custom = kCustom;

function rejected(reason, callback) {
  // A callback tells failure by a truthy first argument.
  if (!reason) {
    const error = new codes.ERR_FALSY_VALUE_REJECTION(reason);
    error.reason = reason;
    Error.captureStackTrace(error, rejected);
    reason = error;
  }
  return callback(reason);
}

/** Makes a function that returns a promise into one that takes a callback last. */
function callbackify(original) {
  validateFunction(original, 'original');
  function callbackified(...args) {
    const callback = args.pop();
    validateFunction(callback, 'last argument');
    const done = callback.bind(this);
    Reflect.apply(original, this, args).then(
      (value) => process.nextTick(done, null, value),
      (reason) => process.nextTick(rejected, reason, done));
  }
  const { length, name } = Object.getOwnPropertyDescriptors(original);
  const changes = {};
  if (typeof length.value === 'number') changes.length = { ...length, value: length.value + 1 };
  if (typeof name?.value === 'string') {
    changes.name = { ...name, value: `${name.value}Callbackified` };
  }
  return dress(callbackified, original, changes);
}

Object.defineProperty(promisify, 'customArgs', { value: kCustomArgs });

module.exports = { callbackify, promisify };
