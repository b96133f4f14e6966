'use strict';
// stream: 20,000 chunks through a Readable, two Transforms and a Writable. No other half.
// Expect: 20480000

const measure = require('./kit/measure.js');
const { pipeline, Readable, Transform, Writable } = require('stream');

const chunk = Buffer.alloc(1024, 'x');

measure.async(() => new Promise((resolve, reject) => {
  let left = 20000;
  let size = 0;
  const source = new Readable({
    read() { this.push(left-- > 0 ? chunk : null); },
  });
  const passing = () => new Transform({
    transform(bytes, encoding, done) { done(null, bytes); },
  });
  const sink = new Writable({
    write(bytes, encoding, done) {
      size += bytes.length;
      done();
    },
  });
  pipeline(source, passing(), passing(), sink, (error) => (error ? reject(error) : resolve(size)));
}), { rounds: 3, operations: 20000 });
