'use strict';
// node:dns/promises: `promises` of runtime-js/dns.js. No Rust half of its own. Node docs: DNS.

module.exports = require('dns').promises;
