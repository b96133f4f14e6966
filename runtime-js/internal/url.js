'use strict';
// The global classes URL and URLSearchParams, which crates/ouro-node/src/url/ makes, with what
// util.inspect shows of them. WHATWG URL; Node docs: URL.

const binding = internalBinding('url');
const { URL, URLSearchParams, isURL } = binding;
const custom = Symbol.for('nodejs.util.inspect.custom');

function invalidThis(name) {
  const { codes: { ERR_INVALID_THIS } } = require('internal/errors');
  return new ERR_INVALID_THIS(name);
}

/** Adds a method that is not enumerable and no constructor. */
function hidden(target, methods) {
  for (const key of Reflect.ownKeys(methods)) {
    Object.defineProperty(target, key, {
      configurable: true, enumerable: false, writable: true, value: methods[key],
    });
  }
}

hidden(URL.prototype, {
  [custom](depth, options, inspect) {
    if (this === null || typeof this !== 'object' || !(this instanceof URL)) throw invalidThis('URL');
    if (typeof depth === 'number' && depth < 0) return this;
    const { constructor } = this;
    const shown = { __proto__: { constructor } };
    const names = ['href', 'origin', 'protocol', 'username', 'password', 'host', 'hostname', 'port',
                   'pathname', 'search', 'searchParams', 'hash'];
    for (const name of names) shown[name] = this[name];
    inspect ??= require('internal/util/inspect').inspect;
    return `${constructor.name} ${inspect(shown, options)}`;
  },
});

// Blobs are loaded when the first of them gets a name.
const objectURLs = {
  createObjectURL(blob) {
    return require('internal/blob').createObjectURL(blob);
  },
  revokeObjectURL(id) {
    if (arguments.length === 0) {
      const { codes: { ERR_MISSING_ARGS } } = require('internal/errors');
      throw new ERR_MISSING_ARGS('url');
    }
    require('internal/blob').revokeObjectURL(`${id}`);
  },
};
for (const name of ['createObjectURL', 'revokeObjectURL']) {
  Object.defineProperty(URL, name, {
    configurable: true, enumerable: true, writable: true, value: objectURLs[name],
  });
}

/** Writes parts as util.inspect lays out an object: on one line where they fit. */
function laidOut(name, parts, options) {
  if (parts.length === 0) return `${name} {}`;
  const length = parts.reduce((sum, part) => sum + part.length + 2, 0);
  if (length <= (options.breakLength ?? 80)) return `${name} { ${parts.join(', ')} }`;
  return `${name} {\n  ${parts.join(',\n  ')} }`;
}

hidden(URLSearchParams.prototype, {
  [custom](depth, options, inspect) {
    const pairs = binding.rest(this);
    if (pairs === undefined) throw invalidThis('URLSearchParams');
    if (typeof depth === 'number' && depth < 0) return options.stylize('[Object]', 'special');
    inspect ??= require('internal/util/inspect').inspect;
    const inner = { ...options };
    if (typeof depth === 'number') inner.depth = depth - 1;
    const parts = pairs.map(([name, value]) => `${inspect(name, inner)} => ${inspect(value, inner)}`);
    return laidOut('URLSearchParams', parts, options);
  },
});

hidden(Object.getPrototypeOf(new URLSearchParams().keys()), {
  [custom](depth, options, inspect) {
    const values = binding.rest(this);
    if (values === undefined) throw invalidThis('URLSearchParamsIterator');
    if (typeof depth === 'number' && depth < 0) return options.stylize('[Object]', 'special');
    inspect ??= require('internal/util/inspect').inspect;
    const inner = { ...options };
    if (typeof depth === 'number') inner.depth = depth - 1;
    const parts = values.map((value) => inspect(value, inner));
    if (parts.length === 0) return 'URLSearchParams Iterator {  }';
    return laidOut('URLSearchParams Iterator', parts, options);
  },
});

/** The options that http.request and its kin take, from a URL. */
function urlToHttpOptions(url) {
  const { hostname, pathname, port, username, password, search } = url;
  const options = {
    __proto__: null,
    ...url,
    protocol: url.protocol,
    hostname: hostname?.[0] === '[' ? hostname.slice(1, -1) : hostname,
    hash: url.hash,
    search,
    pathname,
    path: `${pathname || ''}${search || ''}`,
    href: url.href,
  };
  if (port !== '') options.port = Number(port);
  if (username || password) {
    options.auth = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  }
  return options;
}

/** A path from what is a URL of a file; anything else is given back. */
function toPathIfFileURL(value) {
  return value instanceof URL || (typeof value === 'object' && isURL(value)) ?
    binding.fileURLToPath(value) : value;
}

module.exports = {
  URL,
  URLSearchParams,
  domainToASCII: binding.domainToASCII,
  domainToUnicode: binding.domainToUnicode,
  fileURLToPath: binding.fileURLToPath,
  fileURLToPathBuffer: binding.fileURLToPathBuffer,
  format: binding.format,
  isURL,
  pathToFileURL: binding.pathToFileURL,
  toPathIfFileURL,
  urlToHttpOptions,
};
