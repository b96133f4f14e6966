'use strict';
// console.Console: what each method writes to which of its two streams.
// Node docs: new Console. Passes unchanged under node.

const assert = require('assert');

const written = [];

/** A stream that notes what is written. */
function stream(name) {
  return {
    write(text) {
      written.push(name + text);
      return true;
    },
    listenerCount: () => 0,
    once() {},
    removeListener() {},
  };
}

const mine = new console.Console({
  stdout: stream('O:'), stderr: stream('E:'), groupIndentation: 4,
});
const { log } = mine;

log('%s is %d', 'x', 1, { a: 1 });
mine.error('bad');
mine.group('outer');
mine.log('two\nlines');
mine.groupEnd();
mine.count();
mine.count();
mine.countReset();
mine.count();
mine.assert(false, 'no %s', 'way');
mine.assert(true, 'silent');
mine.dir({ a: { b: { c: {} } } }, { depth: 0 });
mine.table([{ a: 1 }, { a: 2, b: 'x' }], ['a']);

assert.deepStrictEqual(written, [
  'O:x is 1 { a: 1 }\n',
  'E:bad\n',
  'O:outer\n',
  'O:    two\n    lines\n',
  'O:default: 1\n',
  'O:default: 2\n',
  'O:default: 1\n',
  'E:Assertion failed: no way\n',
  'O:{ a: [Object] }\n',
  'O:┌─────────┬───┐\n│ (index) │ a │\n├─────────┼───┤\n│ 0       │ 1 │\n│ 1       │ 2 │\n' +
    '└─────────┴───┘\n',
]);
