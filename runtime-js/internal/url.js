'use strict';
// What other builtins want of URLs; the classes are native, in crates/ouro-node/src/url/.
// WHATWG URL; Node docs: URL.

const binding = internalBinding('url');
const { URL, URLSearchParams, isURL } = binding;

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

// W3C File API §8: names for blobs.
for (const name of ['createObjectURL', 'revokeObjectURL']) {
  Object.defineProperty(URL, name, {
    __proto__: null,
    configurable: true,
    enumerable: true,
    value: { [name](...args) { return require('internal/blob')[name](...args); } }[name],
    writable: true,
  });
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
