'use strict';
// module.register: hooks that answer later are waited for; the last registered is asked first, and
// what they answer is checked. Node docs: module.register. Passes unchanged under node.

const assert = require('node:assert/strict');
const { spawnSync } = require('node:child_process');

const hooks = (source) => `data:text/javascript,${encodeURIComponent(source)}`;
const first = hooks(`
  let given;
  export async function initialize(data) {
    given = data.text;
  }
  export async function resolve(specifier, context, nextResolve) {
    if (!specifier.startsWith('virtual:')) return nextResolve(specifier);
    await new Promise((resolve) => setTimeout(resolve, 1));
    return { url: specifier, shortCircuit: true };
  }
  export async function load(url, context, nextLoad) {
    if (!url.startsWith('virtual:')) return nextLoad(url, context);
    const source = 'export default ' + JSON.stringify([given, url, context.importAttributes]);
    return { format: 'module', source, shortCircuit: true };
  }`);
const second = hooks(`
  export async function resolve(specifier, context, nextResolve) {
    const result = await nextResolve(specifier.replace('alias:', 'virtual:'), context);
    return result;
  }
  export async function load(url, context, nextLoad) {
    if (url === 'virtual:broken') return nextLoad(url, context).then(() => null);
    if (url === 'virtual:silent') return { format: 'module', source: '' };
    return nextLoad(url, context);
  }`);
const program = `
  import { register } from 'node:module';
  console.log(register(${JSON.stringify(first)}, { data: { text: 'given' } }));
  register(${JSON.stringify(second)});
  console.log(JSON.stringify((await import('alias:one')).default));
  for (const name of ['broken', 'silent']) {
    await import('virtual:' + name).catch((error) => console.log(error.code));
  }
  await import('./no-such-file.mjs').catch((error) => console.log(error.code));
  console.log(typeof (await import('node:fs')).readFileSync);`;

const { status, stderr, stdout } = spawnSync(
  process.execPath, ['--no-warnings', '--input-type=module', '-e', program], { encoding: 'utf8' });
assert.equal(stderr, '');
assert.deepEqual(stdout.split('\n'), [
  'undefined',
  '["given","virtual:one",{}]',
  'ERR_INVALID_RETURN_VALUE',
  'ERR_LOADER_CHAIN_INCOMPLETE',
  'ERR_MODULE_NOT_FOUND',
  'function',
  '',
]);
assert.equal(status, 0);

const loader = spawnSync(
  process.execPath, ['--experimental-loader', second, '-p', '"ran"'], { encoding: 'utf8' });
assert.equal(loader.stdout, 'ran\n');
assert.match(loader.stderr, /ExperimentalWarning: `--experimental-loader` may be removed/);
