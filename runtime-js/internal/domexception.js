'use strict';
// DOMException. No Rust half. WHATWG Web IDL §3.14.1, with the legacy codes of its error names.

const { kClone, kDeserialize } = internalBinding('structured_clone');

const internals = new WeakMap();

/** Constants in the order of their codes, from 1; each with its name, where one is in use. */
const CODES = [
  'INDEX_SIZE_ERR IndexSizeError', 'DOMSTRING_SIZE_ERR',
  'HIERARCHY_REQUEST_ERR HierarchyRequestError', 'WRONG_DOCUMENT_ERR WrongDocumentError',
  'INVALID_CHARACTER_ERR InvalidCharacterError', 'NO_DATA_ALLOWED_ERR',
  'NO_MODIFICATION_ALLOWED_ERR NoModificationAllowedError', 'NOT_FOUND_ERR NotFoundError',
  'NOT_SUPPORTED_ERR NotSupportedError', 'INUSE_ATTRIBUTE_ERR InUseAttributeError',
  'INVALID_STATE_ERR InvalidStateError', 'SYNTAX_ERR SyntaxError',
  'INVALID_MODIFICATION_ERR InvalidModificationError', 'NAMESPACE_ERR NamespaceError',
  'INVALID_ACCESS_ERR InvalidAccessError', 'VALIDATION_ERR',
  'TYPE_MISMATCH_ERR TypeMismatchError', 'SECURITY_ERR SecurityError',
  'NETWORK_ERR NetworkError', 'ABORT_ERR AbortError', 'URL_MISMATCH_ERR URLMismatchError',
  'QUOTA_EXCEEDED_ERR QuotaExceededError', 'TIMEOUT_ERR TimeoutError',
  'INVALID_NODE_TYPE_ERR InvalidNodeTypeError', 'DATA_CLONE_ERR DataCloneError',
];

const codes = { __proto__: null };

function slots(self) {
  const found = internals.get(self);
  if (found === undefined) {
    const { codes: { ERR_INVALID_THIS } } = require('internal/errors');
    throw new ERR_INVALID_THIS('DOMException');
  }
  return found;
}

class DOMException {
  constructor(message = '', options = 'Error') {
    const self = new Error();
    Object.setPrototypeOf(self, new.target.prototype);
    const own = { message: `${message}`, name: 'Error' };
    if (options !== null && typeof options === 'object') {
      own.name = `${options.name}`;
      if ('cause' in options) {
        Object.defineProperty(self, 'cause', {
          __proto__: null,
          value: options.cause,
          configurable: true,
          writable: true,
        });
      }
    } else {
      own.name = `${options}`;
    }
    internals.set(self, own);
    Error.captureStackTrace(self, new.target);
    return self;
  }

  [kClone]() {
    // An object that only has the prototype is cloned as any other.
    const own = internals.get(this);
    return own && {
      data: { message: own.message, name: own.name, stack: this.stack },
      deserializeInfo: 'internal/domexception:ClonedDOMException',
    };
  }

  [kDeserialize](data) {
    internals.set(this, { message: data.message, name: data.name });
    this.stack = data.stack;
  }

  get name() { return slots(this).name; }
  get message() { return slots(this).message; }
  get code() { return codes[slots(this).name] ?? 0; }
}

Object.setPrototypeOf(DOMException.prototype, Error.prototype);
Object.defineProperties(DOMException.prototype, {
  name: { __proto__: null, enumerable: true },
  message: { __proto__: null, enumerable: true },
  code: { __proto__: null, enumerable: true },
  [Symbol.toStringTag]: { __proto__: null, configurable: true, value: 'DOMException' },
});
CODES.forEach((entry, index) => {
  const [constant, name] = entry.split(' ');
  const property = { __proto__: null, enumerable: true, value: index + 1 };
  Object.defineProperty(DOMException, constant, property);
  Object.defineProperty(DOMException.prototype, constant, property);
  if (name !== undefined) codes[name] = index + 1;
});

/** Makes the object that structured clone fills in. */
function ClonedDOMException() {
  return new DOMException();
}

module.exports = {
  ClonedDOMException,
  DOMException,
  /** Whether a value was made by `DOMException`, whatever its prototype is now. */
  isDOMException: (value) => internals.has(value),
};
