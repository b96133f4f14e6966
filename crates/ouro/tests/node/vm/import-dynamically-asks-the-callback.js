'use strict';
// vm: import() in a script is answered as importModuleDynamically says, each time anew.
// Node docs: VM, Support of dynamic import() in compilation APIs. Passes unchanged under node.

const assert = require('node:assert/strict');
const { spawnSync } = require('node:child_process');
const vm = require('node:vm');

const flag = '--experimental-vm-modules';
if (!process.execArgv.includes(flag)) {
  const missing = new vm.Script('import("node:os")').runInThisContext();
  assert.rejects(missing, { code: 'ERR_VM_DYNAMIC_IMPORT_CALLBACK_MISSING' });
  const script = new vm.Script('import("node:os")', { importModuleDynamically() {} });
  assert.rejects(script.runInThisContext(), {
    code: 'ERR_VM_DYNAMIC_IMPORT_CALLBACK_MISSING_FLAG',
  });
  const child = spawnSync(process.execPath, [flag, '--no-warnings', __filename],
                          { encoding: 'utf8' });
  assert.equal(child.stderr, '');
  assert.equal(child.status, 0);
} else {
  const asked = [];
  const script = new vm.Script(`
    Promise.all([
      import('a'),
      import('a'),
      import('b', { with: { type: 'json' } }),
      import('refused').catch((error) => error),
    ])`, {
    importModuleDynamically(specifier, referrer, attributes) {
      asked.push([specifier, referrer === script, attributes.type]);
      if (specifier === 'refused') throw new RangeError('refused');
      return import('node:os');
    },
  });
  const whole = vm.compileFunction('return import("node:os")', [], {
    importModuleDynamically: vm.constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
  });
  (async () => {
    const os = await import('node:os');
    const [first, second, third, error] = await script.runInThisContext();
    assert.equal(first, os);
    assert.equal(second, os);
    assert.equal(third, os);
    assert.equal(error.message, 'refused');
    assert.deepEqual(asked, [
      ['a', true, undefined], ['a', true, undefined], ['b', true, 'json'],
      ['refused', true, undefined],
    ]);
    assert.equal(await whole(), os);
  })();
}
