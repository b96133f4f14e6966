'use strict';
// What util.inspect shows of URL and URLSearchParams; crates/ouro-node/src/url/ calls it.
// Node docs: util.inspect.

const { URL, rest } = internalBinding('url');

function invalidThis(name) {
  const { codes: { ERR_INVALID_THIS } } = require('internal/errors');
  return new ERR_INVALID_THIS(name);
}

/** Where the parts of a URL are in its text, as Node's parser counts. */
class URLContext {
  constructor({ href, protocol, username, password, host, hostname, port, pathname, search, hash }) {
    const authority = href.startsWith('//', protocol.length) ? protocol.length + 2 : protocol.length;
    const user = authority + username.length;
    const start = password ? user + 1 + password.length : user;
    const end = start + (username || password ? 1 : 0) + hostname.length;
    const path = href.indexOf(pathname, end + (host.length - hostname.length));
    this.href = href;
    this.protocol_end = protocol.length;
    this.username_end = user;
    this.host_start = start;
    this.host_end = end;
    this.pathname_start = path;
    // 2³²−1 stands for what is not there.
    this.search_start = search ? path + pathname.length : 0xFFFFFFFF;
    this.hash_start = hash ? path + pathname.length + search.length : 0xFFFFFFFF;
    this.port = port ? Number(port) : 0xFFFFFFFF;
    this.scheme_type = ['http:', ' ', 'https:', 'ws:', 'ftp:', 'wss:', 'file:'].indexOf(protocol);
    if (this.scheme_type === -1) this.scheme_type = 1;
    for (const name of ['hasPort', 'hasSearch', 'hasHash']) {
      Object.defineProperty(this, name, { get: () => this[name.slice(3).toLowerCase()] !== '' });
    }
  }
}

function url(self, depth, options, inspect) {
  if (typeof self !== 'object' || !(self instanceof URL)) throw invalidThis('URL');
  if (typeof depth === 'number' && depth < 0) return self;
  const { constructor } = self;
  const shown = { __proto__: { constructor } };
  const names = ['href', 'origin', 'protocol', 'username', 'password', 'host', 'hostname', 'port',
                 'pathname', 'search', 'searchParams', 'hash'];
  for (const name of names) shown[name] = self[name];
  if (options.showHidden) shown[Symbol('context')] = new URLContext(self);
  inspect ??= require('internal/util/inspect').inspect;
  return `${constructor.name} ${inspect(shown, options)}`;
}

/** Writes parts as util.inspect lays out an object: on one line where they fit. */
function laidOut(name, parts, options) {
  const length = parts.reduce((sum, part) => sum + part.length + 2, 0);
  if (length <= (options.breakLength ?? 80)) return `${name} { ${parts.join(', ')} }`;
  return `${name} {\n  ${parts.join(',\n  ')} }`;
}

function list(self, depth, options, inspect, className) {
  const values = rest(self);
  if (values === undefined) throw invalidThis(className);
  if (typeof depth === 'number' && depth < 0) return options.stylize('[Object]', 'special');
  inspect ??= require('internal/util/inspect').inspect;
  const inner = { ...options };
  if (typeof depth === 'number') inner.depth = depth - 1;
  return [values, (value) => inspect(value, inner)];
}

function searchParams(self, depth, options, inspect) {
  const found = list(self, depth, options, inspect, 'URLSearchParams');
  if (typeof found === 'string') return found;
  const [pairs, show] = found;
  if (pairs.length === 0) return 'URLSearchParams {}';
  const parts = pairs.map(([name, value]) => `${show(name)} => ${show(value)}`);
  return laidOut('URLSearchParams', parts, options);
}

function iterator(self, depth, options, inspect) {
  const found = list(self, depth, options, inspect, 'URLSearchParamsIterator');
  if (typeof found === 'string') return found;
  const [values, show] = found;
  return laidOut('URLSearchParams Iterator', values.map(show), options);
}

module.exports = { url, searchParams, iterator };
