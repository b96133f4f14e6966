'use strict';
// node:util, MIMEType and MIMEParams. No Rust half. WHATWG MIME Sniffing: parsing and serializing
// a MIME type. Node docs: util.MIMEType.

const { codes: { ERR_INVALID_MIME_SYNTAX } } = require('internal/errors');

const NOT_TOKEN = /[^!#$%&'*+\-.^_`|~A-Za-z0-9]/;
const NOT_VALUE = /[^\t\u0020-\u007e\u0080-\u00ff]/;
const END_OF_SPACE = /[^\r\n\t ]|$/;
const START_OF_SPACE = /[\r\n\t ]*$/;

function check(text, pattern, what, whole) {
  const at = text.search(pattern);
  if (text === '' && pattern === NOT_TOKEN) throw new ERR_INVALID_MIME_SYNTAX(what, whole, -1);
  if (at !== -1) throw new ERR_INVALID_MIME_SYNTAX(what, whole, at);
}

/** Splits `type/subtype; …` and checks the first two. */
function parseTypes(text) {
  let at = text.search(END_OF_SPACE);
  const slash = text.indexOf('/', at);
  const type = slash === -1 ? text.slice(at) : text.slice(at, slash);
  const bad = type.search(NOT_TOKEN);
  if (type === '' || slash === -1 || bad !== -1) {
    throw new ERR_INVALID_MIME_SYNTAX('type', text, bad);
  }
  at = slash + 1;
  const semicolon = text.indexOf(';', at);
  const raw = semicolon === -1 ? text.slice(at) : text.slice(at, semicolon);
  const subtype = raw.slice(0, raw.search(START_OF_SPACE));
  const worse = subtype.search(NOT_TOKEN);
  if (subtype === '' || worse !== -1) throw new ERR_INVALID_MIME_SYNTAX('subtype', text, worse);
  return {
    type: type.toLowerCase(),
    subtype: subtype.toLowerCase(),
    rest: semicolon === -1 ? '' : text.slice(semicolon + 1),
  };
}

/** Reads `name=value; …` into a map; what is malformed is left out. */
function parseParams(text, into) {
  let at = 0;
  while (at < text.length) {
    at += text.slice(at).search(END_OF_SPACE);
    let end = at;
    while (end < text.length && text[end] !== ';' && text[end] !== '=') end++;
    const name = text.slice(at, end).toLowerCase();
    at = end;
    if (at >= text.length || text[at++] === ';') continue;
    let value;
    if (text[at] === '"') {
      value = '';
      for (at++; at < text.length && text[at] !== '"'; at++) {
        if (text[at] === '\\' && at + 1 < text.length) at++;
        value += text[at];
      }
      while (at < text.length && text[at] !== ';') at++;
      at++;
    } else {
      const semicolon = text.indexOf(';', at);
      const raw = semicolon === -1 ? text.slice(at) : text.slice(at, semicolon);
      value = raw.slice(0, raw.search(START_OF_SPACE));
      at += raw.length + 1;
      if (value === '') continue;
    }
    if (name !== '' && !NOT_TOKEN.test(name) && !NOT_VALUE.test(value) && !into.has(name)) {
      into.set(name, value);
    }
  }
}

function quoted(value) {
  if (value !== '' && !NOT_TOKEN.test(value)) return value;
  return `"${value.replace(/["\\]/g, '\\$&')}"`;
}

let fill;

class MIMEParams {
  #data = new Map();

  static {
    fill = (params, text) => parseParams(text, params.#data);
  }

  delete(name) {
    this.#data.delete(`${name}`);
  }

  get(name) {
    return this.#data.get(`${name}`) ?? null;
  }

  has(name) {
    return this.#data.has(`${name}`);
  }

  set(name, value) {
    name = `${name}`;
    value = `${value}`;
    check(name, NOT_TOKEN, 'parameter name', name);
    check(value, NOT_VALUE, 'parameter value', value);
    this.#data.set(name, value);
  }

  *entries() {
    yield* this.#data.entries();
  }

  *keys() {
    yield* this.#data.keys();
  }

  *values() {
    yield* this.#data.values();
  }

  toString() {
    let text = '';
    this.#data.forEach((value, name) => {
      text += `${text === '' ? '' : ';'}${name}=${quoted(value)}`;
    });
    return text;
  }
}
MIMEParams.prototype[Symbol.iterator] = MIMEParams.prototype.entries;
MIMEParams.prototype.toJSON = MIMEParams.prototype.toString;
for (const key of [Symbol.iterator, 'toJSON']) {
  Object.defineProperty(MIMEParams.prototype, key, { enumerable: false });
}
for (const key of ['entries', 'keys', 'values', 'toString', 'delete', 'get', 'has', 'set']) {
  Object.defineProperty(MIMEParams.prototype, key, { enumerable: true });
}

class MIMEType {
  #type;
  #subtype;
  #params = new MIMEParams();

  constructor(text) {
    const { type, subtype, rest } = parseTypes(`${text}`);
    this.#type = type;
    this.#subtype = subtype;
    fill(this.#params, rest);
  }

  get type() {
    return this.#type;
  }

  set type(value) {
    value = `${value}`;
    check(value, NOT_TOKEN, 'type', value);
    this.#type = value.toLowerCase();
  }

  get subtype() {
    return this.#subtype;
  }

  set subtype(value) {
    value = `${value}`;
    check(value, NOT_TOKEN, 'subtype', value);
    this.#subtype = value.toLowerCase();
  }

  get essence() {
    return `${this.#type}/${this.#subtype}`;
  }

  get params() {
    return this.#params;
  }

  toString() {
    const params = this.#params.toString();
    return params === '' ? this.essence : `${this.essence};${params}`;
  }
}
MIMEType.prototype.toJSON = MIMEType.prototype.toString;
for (const key of ['type', 'subtype', 'essence', 'params', 'toString', 'toJSON']) {
  Object.defineProperty(MIMEType.prototype, key, { enumerable: key !== 'toJSON' });
}

module.exports = { MIMEParams, MIMEType };
