'use strict';
// node:url: the JavaScript half of crates/ouro-node/src/url/. The classes are in internal/url.js;
// here is the legacy API. Node docs: URL, Legacy URL API.

const internal = require('internal/url');
const binding = internalBinding('url');

function Url() {
  this.protocol = null;
  this.slashes = null;
  this.auth = null;
  this.host = null;
  this.port = null;
  this.hostname = null;
  this.hash = null;
  this.search = null;
  this.query = null;
  this.pathname = null;
  this.path = null;
  this.href = null;
}

Url.prototype.parse = function parse(url, parseQueryString, slashesDenoteHost) {
  require('internal/validators').validateString(url, 'url');
  binding.parseLegacy(this, url, slashesDenoteHost);
  if (parseQueryString) {
    const { query } = this;
    this.query = query ? require('querystring').parse(query) : { __proto__: null };
  }
  return this;
};

Url.prototype.format = function format() {
  const { query } = this;
  if (query !== null && typeof query === 'object') {
    return binding.formatLegacy(this, require('querystring').stringify(query));
  }
  return binding.formatLegacy(this);
};

Url.prototype.resolve = function resolve(relative) {
  return this.resolveObject(parsed(relative, false, true)).format();
};

Url.prototype.resolveObject = function resolveObject(relative) {
  if (typeof relative === 'string') relative = new Url().parse(relative, false, true);
  const result = new Url();
  Object.assign(result, this);
  binding.resolveInto(result, this, relative);
  return result;
};

Url.prototype.parseHost = function parseHost() {
  let { host } = this;
  const port = /:[0-9]*$/.exec(host)?.[0];
  if (port) {
    if (port !== ':') this.port = port.slice(1);
    host = host.slice(0, host.length - port.length);
  }
  if (host) this.hostname = host;
};

function parsed(url, parseQueryString, slashesDenoteHost) {
  if (url instanceof Url) return url;
  return new Url().parse(url, parseQueryString, slashesDenoteHost);
}

let warned = false;

function parse(url, parseQueryString, slashesDenoteHost) {
  if (!warned && !binding.isInsideNodeModules()) {
    warned = true;
    process.emitWarning('`url.parse()` behavior is not standardized and prone to errors that ' +
      'have security implications. Use the WHATWG URL API instead. CVEs are not issued for ' +
      '`url.parse()` vulnerabilities.', 'DeprecationWarning', 'DEP0169');
  }
  return parsed(url, parseQueryString, slashesDenoteHost);
}

function resolve(source, relative) {
  if (typeof source === 'string' && typeof relative === 'string') {
    return binding.resolve(source, relative);
  }
  return parsed(source, false, true).resolve(relative);
}

function resolveObject(source, relative) {
  return source ? parsed(source, false, true).resolveObject(relative) : relative;
}

function format(urlObject, options) {
  if (typeof urlObject === 'string') {
    urlObject = parsed(urlObject);
  } else if (typeof urlObject !== 'object' || urlObject === null) {
    const { codes: { ERR_INVALID_ARG_TYPE } } = require('internal/errors');
    throw new ERR_INVALID_ARG_TYPE('urlObject', ['Object', 'string'], urlObject);
  } else if (binding.isURL(urlObject)) {
    if (options) require('internal/validators').validateObject(options, 'options');
    const on = (name, usual) => (options?.[name] != null ? Boolean(options[name]) : usual);
    return binding.format(
      urlObject.href, on('auth', true), on('fragment', true), on('search', true),
      on('unicode', false));
  }
  return Url.prototype.format.call(urlObject);
}

function urlToHttpOptions(url) {
  if (url === null || typeof url !== 'object') {
    const { codes: { ERR_INVALID_ARG_TYPE } } = require('internal/errors');
    throw new ERR_INVALID_ARG_TYPE('url', 'object', url);
  }
  return internal.urlToHttpOptions(url);
}

module.exports = {
  Url,
  parse,
  resolve,
  resolveObject,
  format,
  URL: internal.URL,
  URLSearchParams: internal.URLSearchParams,
  domainToASCII: internal.domainToASCII,
  domainToUnicode: internal.domainToUnicode,
  pathToFileURL: internal.pathToFileURL,
  fileURLToPath: internal.fileURLToPath,
  fileURLToPathBuffer: internal.fileURLToPathBuffer,
  urlToHttpOptions,
};
