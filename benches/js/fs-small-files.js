'use strict';
// fs: 500 small files written, found, read and removed, synchronously and by callbacks.
// No other half.
// Expect: 16170

const measure = require('./kit/measure.js');
const fs = require('fs');
const os = require('os');
const path = require('path');

const rounds = () => new Promise((resolve, reject) => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'bench-'));
  let sum = 0;
  for (let i = 0; i < 500; i++) fs.writeFileSync(path.join(folder, 'f' + i), 'content ' + i);
  for (const name of fs.readdirSync(folder)) {
    const file = path.join(folder, name);
    sum += fs.statSync(file).size + fs.readFileSync(file, 'utf8').length;
  }
  let left = 500;
  for (let i = 0; i < 500; i++) {
    const file = path.join(folder, 'f' + i);
    fs.readFile(file, (error, bytes) => {
      if (error) return reject(error);
      sum += bytes.length;
      fs.unlink(file, (error) => {
        if (error) return reject(error);
        if (--left > 0) return;
        fs.rmdirSync(folder);
        resolve(sum);
      });
    });
  }
});

measure.async(rounds, { operations: 2500 });
