'use strict';
// FileHandle: reads, writes and closes; after that its operations are EBADF.
// Node docs: Class: FileHandle.
// Passes unchanged under node.

const assert = require('assert');
const fs = require('fs');
const { mustCall, temporaryFolder } = require('../testkit');
const file = `${temporaryFolder()}/text`;
(async () => {
  const handle = await fs.promises.open(file, 'w+');
  assert.strictEqual(typeof handle.fd, 'number');
  handle.on('close', mustCall());
  const written = await handle.write('abc');
  assert.deepStrictEqual({ ...written }, { bytesWritten: 3, buffer: 'abc' });
  const { bytesRead, buffer } = await handle.read(Buffer.alloc(3), 0, 3, 0);
  assert.deepStrictEqual([bytesRead, buffer.toString()], [3, 'abc']);
  assert.strictEqual((await handle.stat()).size, 3);
  await handle.truncate(1);
  await handle.appendFile('z');
  await handle.close();
  assert.strictEqual(handle.fd, -1);
  await assert.rejects(handle.read(), { code: 'EBADF', syscall: 'read', message: 'file closed' });
  await handle.close();
  const again = await fs.promises.open(file);
  assert.strictEqual(await again.readFile('latin1'), 'a\0\0z');
  await again[Symbol.asyncDispose]();
})().then(mustCall());
