'use strict';
// Texts and numbers that are the same in every run: input of the workloads.
// No other half.

/** A generator of numbers from 0 to 2 ** 32 - 1, always the same for a `seed` (xorshift). */
const numbers = (seed = 2463534242) => {
  let state = seed;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return state >>> 0;
  };
};

/** 20,000 lines, 209 KB of ASCII. */
const lines = () => {
  const list = [];
  for (let i = 0; i < 20000; i++) list.push('line ' + i);
  return list.join('\n');
};

/** 300 KB of Latin-1: words, numbers and blanks, some letters beyond ASCII. */
const latin = () => {
  const next = numbers(7);
  const words = ['alpha', 'beta', 'gamma', 'delta', 'caf\u00e9', 'omega', 'x1', 'naive'];
  const parts = [];
  let length = 0;
  while (length < 300000) {
    const number = next();
    const word = number % 5 === 0 ? String(number % 1000) : words[number % words.length];
    parts.push(word, number % 9 === 0 ? '\n' : ' ');
    length += word.length + 1;
  }
  return parts.join('').slice(0, 300000);
};

/** A sum of a text's characters that depends on their order. */
const checksum = (text) => {
  let sum = 0;
  for (let i = 0; i < text.length; i += 97) sum = (sum * 31 + text.charCodeAt(i)) | 0;
  return text.length + ':' + (sum >>> 0);
};

/** 1,580 records, 218 KB as JSON. */
const records = () => {
  const list = [];
  for (let i = 0; i < 1580; i++) {
    list.push({
      id: i,
      name: 'name of record ' + i,
      tags: ['red', 'green', String(i)],
      ratio: i / 8,
      active: i % 3 === 0,
      parent: null,
      where: { x: i % 17, y: -i },
    });
  }
  return list;
};

module.exports = { numbers, lines, latin, checksum, records };
