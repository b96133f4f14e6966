'use strict';
// process.emitWarning: the event comes in a later tick, with name, code and detail.

const assert = require('assert');
const { mustCall } = require('../testkit');

process.removeAllListeners('warning');
const seen = [];
process.on('warning', (warning) => {
  seen.push([warning.name, warning.message, warning.code, warning.detail]);
});
process.emitWarning('one');
process.emitWarning('two', 'Custom', 'C2');
process.emitWarning('three', { type: 'Custom', code: 'C3', detail: 'more' });
process.emitWarning(Object.assign(new Error('four'), { name: 'Own' }));
assert.deepStrictEqual(seen, []);
setImmediate(mustCall(() => assert.deepStrictEqual(seen, [
  ['Warning', 'one', undefined, undefined],
  ['Custom', 'two', 'C2', undefined],
  ['Custom', 'three', 'C3', 'more'],
  ['Own', 'four', undefined, undefined],
])));
for (const wrong of [1, undefined, {}, null]) {
  assert.throws(() => process.emitWarning(wrong), { code: 'ERR_INVALID_ARG_TYPE' });
}
