'use strict';
// vm.SourceTextModule, vm.SyntheticModule: made from text or by hand, linked by a function, then
// evaluated. Node docs: VM, Class: vm.Module. Passes unchanged under node.

const assert = require('node:assert/strict');
const { spawnSync } = require('node:child_process');
const vm = require('node:vm');

const flag = '--experimental-vm-modules';
if (!process.execArgv.includes(flag)) {
  assert.equal(vm.SourceTextModule, undefined);
  const child = spawnSync(process.execPath, [flag, '--no-warnings', __filename],
                          { encoding: 'utf8' });
  assert.equal(child.stderr, '');
  assert.equal(child.status, 0);
} else {
  main();
}

async function main() {
  const context = vm.createContext({ seen: [] });
  const values = new vm.SyntheticModule(['default', 'not a name'], function() {
    this.setExport('default', 6);
    this.setExport('not a name', 7);
  }, { context, identifier: 'values' });
  const root = new vm.SourceTextModule(
    `import six, { 'not a name' as seven } from 'values' with { kind: 'hand' };
     import { wait } from 'waits';
     export let product = six * seven + wait;
     export const { place } = import.meta;
     seen.push(product);`,
    {
      context,
      identifier: 'root',
      initializeImportMeta(meta, module) {
        meta.place = module.identifier;
      },
    });
  assert.equal(root.status, 'unlinked');
  assert.deepEqual(root.moduleRequests.map(({ specifier }) => specifier), ['values', 'waits']);
  assert.equal(root.moduleRequests[0].attributes.kind, 'hand');
  await root.link(async (specifier, from) => {
    if (specifier === 'values') return values;
    assert.equal(from, root);
    return new vm.SourceTextModule('export const wait = await 0;', { context });
  });
  assert.equal(root.status, 'linked');
  const evaluated = root.evaluate();
  assert.equal(await evaluated, undefined);
  assert.equal(root.status, 'evaluated');
  assert.equal(root.namespace.product, 42);
  assert.equal(root.namespace.place, 'root');
  assert.deepEqual(context.seen, [42]);
  values.setExport('default', 1);
  assert.equal(values.namespace.default, 1);
  assert.throws(() => values.setExport('absent', 1), ReferenceError);

  const throws = new vm.SourceTextModule('throw new RangeError("thrown")');
  await throws.link(() => {});
  await assert.rejects(throws.evaluate(), { message: 'thrown' });
  assert.equal(throws.status, 'errored');
  assert.equal(throws.error.message, 'thrown');

  const absent = new vm.SourceTextModule('import { absent } from "it"');
  await assert.rejects(absent.link(() => new vm.SourceTextModule('')), {
    name: 'SyntaxError',
    message: "The requested module 'it' does not provide an export named 'absent'",
  });
  await assert.rejects(new vm.SourceTextModule('import "it"').link(() => ({})), {
    code: 'ERR_VM_MODULE_NOT_MODULE',
  });
  await assert.rejects(new vm.SourceTextModule('import "it"').link(() => values), {
    code: 'ERR_VM_MODULE_DIFFERENT_CONTEXT',
  });
  await assert.rejects(new vm.SourceTextModule('').evaluate(), { code: 'ERR_VM_MODULE_STATUS' });
  assert.throws(() => new vm.SourceTextModule('let'), SyntaxError);
  assert.throws(() => new vm.Module(), TypeError);
}
