'use strict';
// fs: 64 MB written in pieces and read back by a stream and at once. No other half.
// Expect: 134217761

const measure = require('./kit/measure.js');
const fs = require('fs');
const os = require('os');
const path = require('path');

const piece = Buffer.alloc(1 << 20, 'sixteen letters!');

measure.async(() => new Promise((resolve, reject) => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'bench-'));
  const file = path.join(folder, 'big');
  const descriptor = fs.openSync(file, 'w');
  for (let i = 0; i < 64; i++) fs.writeSync(descriptor, piece);
  fs.closeSync(descriptor);
  let size = 0;
  fs.createReadStream(file)
    .on('data', (bytes) => { size += bytes.length; })
    .on('error', reject)
    .on('end', () => {
      const whole = fs.readFileSync(file);
      fs.rmSync(folder, { recursive: true });
      resolve(size + whole.length + whole[whole.length - 1]);
    });
}), { rounds: 3 });
