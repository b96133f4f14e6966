'use strict';
// structuredClone: the copy is equal, of the same shape, and shares nothing with the original.
// HTML: StructuredSerialize, StructuredDeserialize.

const assert = require('node:assert');
const { Choices } = require('./choices');
const graph = require('./graph');

/** Walks both graphs at once: what is one object here must be one object there. */
function same(original, copy, seen) {
  if (typeof original !== 'object' || original === null) {
    assert.ok(Object.is(original, copy), `${String(original)} is ${String(copy)}`);
    return;
  }
  assert.notStrictEqual(original, copy);
  if (seen.has(original)) {
    assert.strictEqual(copy, seen.get(original), 'sharing is lost');
    return;
  }
  seen.set(original, copy);
  const tag = Object.prototype.toString.call(original);
  assert.strictEqual(Object.prototype.toString.call(copy), tag);
  if (original instanceof Map || original instanceof Set) {
    assert.strictEqual(copy.size, original.size);
    same([...original], [...copy], seen);
    return;
  }
  if (ArrayBuffer.isView(original)) {
    same(original.buffer, copy.buffer, seen);
    assert.strictEqual(copy.byteOffset, original.byteOffset);
    assert.strictEqual(copy.byteLength, original.byteLength);
    return;
  }
  if (original instanceof ArrayBuffer) {
    assert.ok(Buffer.from(original).equals(Buffer.from(copy)));
    return;
  }
  if (original instanceof Error) {
    assert.strictEqual(copy.message, original.message);
    assert.strictEqual(Object.getPrototypeOf(copy), Object.getPrototypeOf(original));
    if ('cause' in original) same(original.cause, copy.cause, seen);
    return;
  }
  for (const kind of [Date, Number, String, Boolean, BigInt]) {
    if (!(original instanceof kind)) continue;
    const { valueOf } = kind.prototype;
    assert.ok(Object.is(valueOf.call(original), valueOf.call(copy)));
  }
  if (original instanceof RegExp) {
    assert.strictEqual(String(copy), String(original));
    return;
  }
  if (Array.isArray(original)) assert.strictEqual(copy.length, original.length);
  const keys = Object.keys(original);
  assert.deepStrictEqual(Object.keys(copy), keys);
  for (const key of keys) same(original[key], copy[key], seen);
}

module.exports = function check(input) {
  const choices = new Choices(input);
  const made = [];
  const original = graph.value(choices, made);
  same(original, structuredClone(original), new Map());
  same(made, structuredClone(made), new Map());
  for (const buffer of made.filter((one) => one instanceof ArrayBuffer)) {
    const length = buffer.byteLength;
    const moved = structuredClone(buffer, { transfer: [buffer] });
    assert.strictEqual(moved.byteLength, length);
    assert.strictEqual(buffer.byteLength, 0);
    assert.ok(buffer.detached);
  }
};
