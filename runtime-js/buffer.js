'use strict';
// node:buffer: the JavaScript half of crates/ouro-node/src/buffer.rs, where the methods are.
// Node docs: Buffer.

const binding = internalBinding('buffer');
const { isAscii, isUtf8 } = binding;

const kMaxLength = Number.MAX_SAFE_INTEGER;
const kStringMaxLength = 0x1fffffe8;

let inspectMaxBytes = 50;
let warned = false;

/** Node's deprecated constructor: `Buffer.from`, or `Buffer.alloc` where it is given a number. */
function Buffer(arg, encodingOrOffset, length) {
  if (!warned) warn();
  if (typeof arg === 'number') {
    if (typeof encodingOrOffset === 'string') {
      const { codes: { ERR_INVALID_ARG_TYPE } } = require('internal/errors');
      throw new ERR_INVALID_ARG_TYPE('string', 'string', arg);
    }
    return Buffer.alloc(arg);
  }
  return Buffer.from(arg, encodingOrOffset, length);
}

/** Warns of `Buffer()` once, but not where a package calls it. Node docs: DEP0005. */
function warn() {
  const frames = new Error().stack.split('\n');
  const caller = frames.find((line) => /^\s+at /.test(line) && !line.includes('node:'));
  const pending = internalBinding('process').flag('--pending-deprecation');
  if (!pending && caller !== undefined && /[\\/]node_modules[\\/]/.test(caller)) return;
  warned = true;
  process.emitWarning('Buffer() is deprecated due to security and usability issues. Please use ' +
    'the Buffer.alloc(), Buffer.allocUnsafe(), or Buffer.from() methods instead.',
                      'DeprecationWarning', 'DEP0005');
}

binding.assemble(Buffer);

/** What `util.inspect` shows: `<Buffer 01 02 ... 3 more bytes>`, and own properties. */
function inspect(recurseTimes, context) {
  let text = binding.hexDump(this, inspectMaxBytes);
  if (context) {
    const own = { __proto__: null };
    let extras = 0;
    for (const key of binding.extraKeys(this, context.showHidden)) {
      own[key] = this[key];
      extras++;
    }
    if (extras > 0) {
      if (this.length !== 0) text += ', ';
      const { inspect } = require('util');
      // '[Object: null prototype] {' has 26 characters.
      text += inspect(own, { ...context, breakLength: Infinity, compact: true }).slice(27, -2);
    }
  }
  let name = 'Buffer';
  try {
    const { constructor } = this;
    if (typeof constructor === 'function' && Object.hasOwn(constructor, 'name')) {
      name = constructor.name;
    }
  } catch {
    // A constructor that cannot be read is shown as a Buffer's.
  }
  return `<${name} ${text}>`;
}

const hidden = (value) => ({ __proto__: null, value, writable: true, configurable: true });
const shown = (value) => ({ ...hidden(value), enumerable: true });
Object.defineProperties(Buffer.prototype, {
  inspect: shown(inspect),
  [Symbol.for('nodejs.util.inspect.custom')]: shown(inspect),
});

function missing(name) {
  const { codes: { ERR_MISSING_ARGS } } = require('internal/errors');
  return new ERR_MISSING_ARGS(name);
}

function invalidCharacter(message) {
  return new DOMException(message, 'InvalidCharacterError');
}

/** Text of bytes to base64. WHATWG HTML: btoa. */
function btoa(input) {
  if (arguments.length === 0) throw missing('input');
  const text = binding.btoa(`${input}`);
  if (text === undefined) throw invalidCharacter('Invalid character');
  return text;
}

/** Base64 to text of bytes. WHATWG HTML: atob. */
function atob(input) {
  if (arguments.length === 0) throw missing('input');
  const text = binding.atob(`${input}`);
  if (text === 1) throw invalidCharacter('Invalid character');
  if (text === 2) {
    throw invalidCharacter('The string to be decoded is not correctly encoded.');
  }
  return text;
}

/** Bytes of one encoding in another: 'ascii', 'latin1', 'utf8' or 'utf16le'. */
function transcode(source, fromEnc, toEnc) {
  const result = binding.transcode(source, fromEnc, toEnc);
  if (typeof result !== 'number') return result;
  const code = result === 1 ? 'U_ILLEGAL_ARGUMENT_ERROR' : 'U_INVALID_CHAR_FOUND';
  const error = new Error(`Unable to transcode Buffer [${code}]`);
  error.code = code;
  error.errno = result;
  throw error;
}

module.exports = {
  Buffer,
  transcode,
  isUtf8,
  isAscii,
  kMaxLength,
  kStringMaxLength,
  btoa,
  atob,
};

/** An export that is loaded when first asked for. */
const lazy = (name, id) => {
  let value;
  return {
    __proto__: null,
    configurable: true,
    enumerable: true,
    get: () => (value ??= require(id)[name]),
    set(other) { value = other; },
  };
};

Object.defineProperties(module.exports, {
  constants: {
    __proto__: null,
    enumerable: true,
    value: Object.defineProperties({}, {
      MAX_LENGTH: { __proto__: null, value: kMaxLength, enumerable: true },
      MAX_STRING_LENGTH: { __proto__: null, value: kStringMaxLength, enumerable: true },
    }),
  },
  INSPECT_MAX_BYTES: {
    __proto__: null,
    configurable: true,
    enumerable: true,
    get() { return inspectMaxBytes; },
    set(value) {
      require('internal/validators').validateNumber(value, 'INSPECT_MAX_BYTES', 0);
      inspectMaxBytes = value;
    },
  },
  Blob: lazy('Blob', 'internal/blob'),
  resolveObjectURL: lazy('resolveObjectURL', 'internal/blob'),
  File: lazy('File', 'internal/file'),
});
