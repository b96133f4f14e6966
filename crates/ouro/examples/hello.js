'use strict';
// Counts the words of this file, by length, with a stream.

const { createReadStream } = require('node:fs');
const { pipeline, Writable } = require('node:stream');
const { styleText } = require('node:util');

const lengths = new Map();

const counter = new Writable({
  decodeStrings: false,
  write(text, encoding, done) {
    for (const word of text.match(/\w+/g) ?? []) {
      lengths.set(word.length, (lengths.get(word.length) ?? 0) + 1);
    }
    done();
  },
});

pipeline(createReadStream(__filename, 'utf8'), counter, (error) => {
  if (error) throw error;
  console.log(styleText('bold', `Hello from ${process.release.name} ${process.version}`));
  console.log(new Map([...lengths].sort(([a], [b]) => a - b)));
});
