'use strict';
// Runs a check of this folder on random inputs under whatever runtime this is, to try the check
// itself: `node fuzz/js/run.js buffers 10000 [SEED]`.

const [name, count, seed] = process.argv.slice(2);
const check = require(`./${name}.js`);
const fs = require('node:fs');
const path = require('node:path');

const folder = path.join(__dirname, '../corpus', name);
const seeds = fs.existsSync(folder) ? fs.readdirSync(folder).map((file) => fs.readFileSync(path.join(folder, file))) : [];
let state = Number(seed ?? 1);
function below(end) {
  state = (Math.imul(state, 1103515245) + 12345) >>> 0;
  return (state >>> 8) % end;
}
const failures = new Map();
for (let i = 0; i < Number(count ?? 1000); i++) {
  let input = below(2) && seeds.length ? Buffer.from(seeds[below(seeds.length)]) : Buffer.alloc(below(120));
  if (below(2)) for (let j = 0; j < input.length; j++) input[j] = below(256);
  for (let left = below(5); left > 0 && input.length; left--) {
    const at = below(input.length);
    if (below(2)) input[at] = below(256);
    else if (below(2)) input = Buffer.concat([input.subarray(0, at), input.subarray(at + below(9))]);
    else input = Buffer.concat([input.subarray(0, at), input.subarray(below(at + 1))]);
  }
  input = input.subarray(0, 1000);
  try {
    check(Buffer.from(input));
  } catch (error) {
    const key = String(error.message).slice(0, 60) + (error.stack.match(/\w+\.js:\d+/) ?? '');
    if (!failures.has(key)) failures.set(key, { input: input.toString('latin1'), error });
  }
}
console.log(failures.size ? [...failures.values()].slice(0, 5) : 'all well');
