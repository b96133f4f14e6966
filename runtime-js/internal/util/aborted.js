'use strict';
// node:util, signals and promises. No Rust half.
// Node docs: util.aborted, util.transferableAbortSignal.

const { validateAbortSignal, validateObject } = require('internal/validators');
const { codes: { ERR_INVALID_ARG_TYPE } } = require('internal/errors');

/** A promise that is fulfilled when the signal aborts. */
async function aborted(signal, resource) {
  if (signal === undefined) throw new ERR_INVALID_ARG_TYPE('signal', 'AbortSignal', signal);
  validateAbortSignal(signal, 'signal');
  validateObject(resource, 'resource', 3);
  if (signal.aborted) return;
  await new Promise((resolve) => {
    signal.addEventListener('abort', () => resolve(), { once: true });
  });
}

/** Marks a signal as one that may be sent to a worker. */
function transferableAbortSignal(signal) {
  if (signal === undefined) throw new ERR_INVALID_ARG_TYPE('signal', 'AbortSignal', signal);
  validateAbortSignal(signal, 'signal');
  return signal;
}

function transferableAbortController() {
  return new AbortController();
}

/** Keeps a rejection of the promise from counting as unhandled. */
function markPromiseAsHandled(promise) {
  if (!internalBinding('types').isPromise(promise)) {
    throw new ERR_INVALID_ARG_TYPE('promise', 'Promise', promise);
  }
  Promise.prototype.then.call(promise, undefined, () => {});
}

module.exports = {
  aborted,
  markPromiseAsHandled,
  transferableAbortController,
  transferableAbortSignal,
};
