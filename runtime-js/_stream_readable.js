'use strict';
// node:_stream_readable, the name of old for one class of node:stream. No Rust half. Node docs: Stream.

module.exports = require('internal/streams/readable');
