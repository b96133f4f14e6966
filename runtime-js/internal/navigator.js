'use strict';
// The global navigator, without a Rust half. Node docs: Navigator; WHATWG HTML: Navigator.

const { codes: { ERR_ILLEGAL_CONSTRUCTOR } } = require('internal/errors');

const languages = Object.freeze(['en-US']);
let locked = false;

class Navigator {
  constructor() {
    if (locked) throw new ERR_ILLEGAL_CONSTRUCTOR();
  }

  get hardwareConcurrency() {
    return require('os').availableParallelism();
  }

  get language() {
    return languages[0];
  }

  get languages() {
    return languages;
  }

  get userAgent() {
    return `Node.js/${process.version.slice(1).split('.')[0]}`;
  }

  get platform() {
    const { type, machine } = require('os');
    return `${type()} ${machine()}`;
  }
}

for (const name of ['hardwareConcurrency', 'language', 'languages', 'userAgent', 'platform']) {
  Object.defineProperty(Navigator.prototype, name, { enumerable: true });
}

const navigator = new Navigator();
locked = true;

module.exports = { Navigator, navigator };
