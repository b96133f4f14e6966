'use strict';
// node:stream/promises. No Rust half. Node docs: Streams Promises API.

module.exports = {
  finished: require('internal/streams/end-of-stream').finished,
  pipeline: require('internal/streams/pipeline').pipelinePromise,
};
