'use strict';
// node:util: the JavaScript half of crates/ouro-node/src/util/. What is used often is here, the
// rest is loaded from internal/util/ when first read. Node docs: Util.

const binding = internalBinding('util');
const { validateFunction, validateString } = require('internal/validators');
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

/** Lets instances of one constructor function inherit from another. */
function inherits(ctor, superCtor) {
  const { ERR_INVALID_ARG_TYPE } = codes;
  if (ctor === undefined || ctor === null) {
    throw new ERR_INVALID_ARG_TYPE('ctor', 'Function', ctor);
  }
  if (superCtor === undefined || superCtor === null) {
    throw new ERR_INVALID_ARG_TYPE('superCtor', 'Function', superCtor);
  }
  if (superCtor.prototype === undefined) {
    throw new ERR_INVALID_ARG_TYPE('superCtor.prototype', 'Object', superCtor.prototype);
  }
  Object.defineProperty(ctor, 'super_', { value: superCtor, writable: true, configurable: true });
  Object.setPrototypeOf(ctor.prototype, superCtor.prototype);
}

const warnedCodes = new Set();

/** Wraps a function or class so that its first use warns; a code warns once only. */
function deprecate(fn, message, code, options) {
  const modifyPrototype = options?.modifyPrototype !== false;
  if (code !== undefined) validateString(code, 'code');
  let warned = false;
  function deprecated(...args) {
    if (!warned && process.noDeprecation !== true) {
      warned = true;
      if (code === undefined) {
        process.emitWarning(message, 'DeprecationWarning', deprecated);
      } else if (!warnedCodes.has(code)) {
        warnedCodes.add(code);
        process.emitWarning(message, 'DeprecationWarning', code, deprecated);
      }
    }
    if (new.target) return Reflect.construct(fn, args, new.target);
    return Reflect.apply(fn, this, args);
  }
  if (modifyPrototype) {
    Object.setPrototypeOf(deprecated, fn);
    // The same prototype object, so that `instanceof` holds for both.
    if (fn.prototype) deprecated.prototype = fn.prototype;
  }
  const length = Object.getOwnPropertyDescriptor(fn, 'length');
  return Object.defineProperty(deprecated, 'length', length ?? { value: fn.length });
}

function isDeepStrictEqual(a, b, options) {
  return internalBinding('assert').isDeepStrictEqual(a, b, options);
}

function stripVTControlCharacters(str) {
  validateString(str, 'str');
  return binding.stripVTControlCharacters(str);
}

/** Replaces lone surrogates by U+FFFD. */
function toUSVString(input) {
  return `${input}`.toWellFormed();
}

function _extend(target, source) {
  if (source === null || typeof source !== 'object') return target;
  return Object.assign(target, source);
}

module.exports = {};

/**
 * Defines an export that is made when first read. It stays an accessor: the engine's caches take
 * a getter that redefines its own property for one that did not.
 */
function lazy(name, make) {
  let value;
  let made = false;
  const get = () => {
    if (!made) {
      value = make();
      made = true;
    }
    return value;
  };
  const set = (replacement) => {
    value = replacement;
    made = true;
  };
  Object.defineProperty(module.exports, name, { get, set, enumerable: true, configurable: true });
}

const from = (id, names) => {
  for (const name of names) lazy(name, () => require(id)[name]);
};

from('internal/util/system', ['_errnoException', '_exceptionWithHostPort']);
lazy('_extend', () => deprecate(_extend,
  'The `util._extend` API is deprecated. Please use Object.assign() instead.', 'DEP0060'));
module.exports.callbackify = callbackify;
from('internal/util/system', ['convertProcessSignalToExitCode']);
lazy('debug', () => require('internal/util/debuglog').debuglog);
from('internal/util/debuglog', ['debuglog']);
module.exports.deprecate = deprecate;
module.exports.format = binding.format;
from('internal/util/style', ['styleText']);
module.exports.formatWithOptions = binding.formatWithOptions;
from('internal/util/system',
  ['getCallSites', 'getSystemErrorMap', 'getSystemErrorName', 'getSystemErrorMessage']);
module.exports.inherits = inherits;
module.exports.inspect = binding.inspect;
lazy('isArray', () => deprecate(Array.isArray,
  'The `util.isArray` API is deprecated. Please use `Array.isArray()` instead.', 'DEP0044'));
module.exports.isDeepStrictEqual = isDeepStrictEqual;
from('internal/util/aborted', ['markPromiseAsHandled']);
module.exports.promisify = promisify;
module.exports.stripVTControlCharacters = stripVTControlCharacters;
module.exports.toUSVString = toUSVString;
from('internal/util/aborted',
  ['transferableAbortSignal', 'transferableAbortController', 'aborted']);
lazy('types', () => require('util/types'));
from('internal/util/system', ['parseEnv']);
from('internal/util/parse_args', ['parseArgs']);
from('internal/encoding', ['TextDecoder', 'TextEncoder']);
from('internal/util/mime', ['MIMEType', 'MIMEParams']);
from('internal/util/system', ['diff']);

Object.defineProperty(promisify, 'customArgs', { value: kCustomArgs });
