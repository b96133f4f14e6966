'use strict';
// Verbs: without a callback nothing is done, and the error says "cb".
// Node docs: Callback API.
// Passes unchanged under node.

const assert = require('assert');
const fs = require('fs');
for (const verb of ['access', 'chmod', 'open', 'readFile', 'readdir', 'stat', 'unlink']) {
  assert.throws(() => fs[verb]('/nonexistent', 0o600), {
    code: 'ERR_INVALID_ARG_TYPE', name: 'TypeError', message: /The "cb" argument must be of type/,
  });
}
assert.throws(() => fs.rename('a', 5, () => {}), {
  message: 'The "newPath" argument must be of type string or an instance of Buffer or URL. ' +
    'Received type number (5)',
});
