'use strict';
// util.parseEnv and process.loadEnvFile read the format of `.env` files alike.
// Node docs: util.parseEnv, process.loadEnvFile. Passes unchanged under node.

const assert = require('node:assert/strict');
const fs = require('node:fs');
const { parseEnv } = require('node:util');
const { temporaryFolder } = require('../testkit');

for (const [text, wanted] of [
  ['A=1\n B = 2 \n\texport C=3', { A: '1', B: '2', C: '3' }],
  ['A=1 # c\nB=2#c\n#C=3\nD=#\nE= #c', { A: '1', B: '2', D: '', E: '' }],
  ['A="1 # c" # d\nB="x"y\nC=x"y"', { A: '1 # c', B: 'x', C: 'x"y"' }],
  ['A="a\\nb"\nB=\'a\\nb\'\nC=`a\\nb`\nD=a\\nb', { A: 'a\nb', B: 'a\\nb', C: 'a\\nb', D: 'a\\nb' }],
  ['A="a\nb=c\n#d"\nB=\'e\n\'\nC=`"f\'`', { A: 'a\nb=c\n#d', B: 'e\n', C: '"f\'' }],
  ['A="a\nB=\'b\nC=`', { A: '"a', B: "'b", C: '`' }],
  ['A=1\r\nB="2\r\n3"\r\n', { A: '1', B: '2\n3' }],
  ['A\nB: 2\n=3\nC=4', { C: '4' }],
  ['A=1\nA=2\nB=x=y\nC==', { A: '2', B: 'x=y', C: '=' }],
  ['A.b-c=1\n1=2\nÉ=é\n"D"=4', { 'A.b-c': '1', 1: '2', 'É': 'é', '"D"': '4' }],
  ['A=\nB=""\nC=\n\nD=$A\\', { A: '', B: '', C: '', D: '$A\\' }],
  ['A= \nB=1', { A: 'B=1' }],
  ['', {}],
]) {
  assert.deepEqual({ ...parseEnv(text) }, wanted, text);
}
assert.throws(() => parseEnv(5), { code: 'ERR_INVALID_ARG_TYPE' });

const folder = temporaryFolder();
fs.writeFileSync(`${folder}/.env`, 'OURO_TEST_A=1\nOURO_TEST_B="2\n3"\n');
process.env.OURO_TEST_A = 'mine';
process.loadEnvFile(`${folder}/.env`);
assert.equal(process.env.OURO_TEST_A, 'mine');
assert.equal(process.env.OURO_TEST_B, '2\n3');
process.chdir(folder);
delete process.env.OURO_TEST_A;
process.loadEnvFile();
assert.equal(process.env.OURO_TEST_A, '1');
assert.throws(() => process.loadEnvFile('absent'), { code: 'ENOENT', syscall: 'open' });
