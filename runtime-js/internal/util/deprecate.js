'use strict';
// node:util, functions that warn when used. No Rust half. Node docs: util.deprecate.

const { validateString } = require('internal/validators');

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

module.exports = { deprecate };
