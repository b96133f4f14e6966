'use strict';
// node:util: the JavaScript half of crates/ouro-node/src/util/. What is used often is here, the
// rest is loaded from internal/util/ when first read. Node docs: Util.

const binding = internalBinding('util');
const { validateString } = require('internal/validators');
const { codes } = require('internal/errors');

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
lazy('_extend', () => require('internal/util/deprecate').deprecate(_extend,
  'The `util._extend` API is deprecated. Please use Object.assign() instead.', 'DEP0060'));
from('internal/util/promisify', ['callbackify']);
from('internal/util/system', ['convertProcessSignalToExitCode']);
lazy('debug', () => require('internal/util/debuglog').debuglog);
from('internal/util/debuglog', ['debuglog']);
from('internal/util/deprecate', ['deprecate']);
module.exports.format = binding.format;
from('internal/util/style', ['styleText']);
module.exports.formatWithOptions = binding.formatWithOptions;
from('internal/util/system',
  ['getCallSites', 'getSystemErrorMap', 'getSystemErrorName', 'getSystemErrorMessage']);
module.exports.inherits = inherits;
module.exports.inspect = binding.inspect;
lazy('isArray', () => require('internal/util/deprecate').deprecate(Array.isArray,
  'The `util.isArray` API is deprecated. Please use `Array.isArray()` instead.', 'DEP0044'));
module.exports.isDeepStrictEqual = isDeepStrictEqual;
from('internal/util/aborted', ['markPromiseAsHandled']);
from('internal/util/promisify', ['promisify']);
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
