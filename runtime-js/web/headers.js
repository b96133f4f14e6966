'use strict';
// Headers: a list of names and values, as requests and responses carry it. No Rust half.
// Fetch standard: Headers class.

const NAME = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;

function checkName(name) {
  name = `${name}`;
  if (!NAME.test(name)) throw new TypeError(`Headers: ${name} is an invalid header name.`);
  return name.toLowerCase();
}

function checkValue(value) {
  value = `${value}`.replace(/^[\t\n\r ]+|[\t\n\r ]+$/g, '');
  if (/[\0\r\n]/.test(value) || /[^\0-\xff]/.test(value)) {
    throw new TypeError(`Headers: "${value}" is an invalid header value.`);
  }
  return value;
}

class Headers {
  // Lower-case name → values in order.
  #map = new Map();

  constructor(init) {
    if (init === undefined || init === null) return;
    if (typeof init !== 'object') {
      throw new TypeError("Failed to construct 'Headers': The provided value is not of type 'record'");
    }
    if (typeof init[Symbol.iterator] === 'function') {
      for (const pair of init) {
        const entry = [...pair];
        if (entry.length !== 2) {
          throw new TypeError('Headers constructor: expected name/value pair to be length 2, ' +
                              `found ${entry.length}.`);
        }
        this.append(entry[0], entry[1]);
      }
    } else {
      for (const name of Reflect.ownKeys(init)) this.append(name, init[name]);
    }
  }

  append(name, value) {
    name = checkName(name);
    value = checkValue(value);
    const values = this.#map.get(name);
    if (values === undefined) this.#map.set(name, [value]);
    else values.push(value);
  }

  delete(name) {
    this.#map.delete(checkName(name));
  }

  get(name) {
    const values = this.#map.get(checkName(name));
    return values === undefined ? null : values.join(', ');
  }

  getSetCookie() {
    return [...this.#map.get('set-cookie') ?? []];
  }

  has(name) {
    return this.#map.has(checkName(name));
  }

  set(name, value) {
    this.#map.set(checkName(name), [checkValue(value)]);
  }

  // Sorted by name; each cookie by itself.
  #sorted() {
    const rows = [];
    for (const name of [...this.#map.keys()].sort()) {
      const values = this.#map.get(name);
      if (name === 'set-cookie') for (const value of values) rows.push([name, value]);
      else rows.push([name, values.join(', ')]);
    }
    return rows;
  }

  *entries() {
    yield* this.#sorted();
  }

  *keys() {
    for (const [name] of this.#sorted()) yield name;
  }

  *values() {
    for (const [, value] of this.#sorted()) yield value;
  }

  forEach(callback, thisArg) {
    if (typeof callback !== 'function') {
      throw new TypeError("Failed to execute 'forEach' on 'Headers': parameter 1 is not of type 'Function'.");
    }
    for (const [name, value] of this.#sorted()) callback.call(thisArg, value, name, this);
  }

  get [Symbol.toStringTag]() {
    return 'Headers';
  }

  [Symbol.for('nodejs.util.inspect.custom')](depth, options, inspect) {
    return `Headers ${inspect(Object.fromEntries(this.#sorted()), options)}`;
  }
}

Object.defineProperty(Headers.prototype, Symbol.iterator, {
  __proto__: null, configurable: true, enumerable: false, value: Headers.prototype.entries, writable: true,
});

module.exports = { Headers };
