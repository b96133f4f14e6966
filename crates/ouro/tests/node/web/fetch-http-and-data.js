'use strict';
// fetch: an exchange over HTTP/1.1 with chunks, redirects, errors and abortion; data: URLs.
// Fetch standard; RFC 9112.

const assert = require('assert');
const net = require('net');
const { mustCall } = require('../testkit');

const answers = {
  '/plain': 'HTTP/1.1 201 Made\r\nX-A: 1\r\nx-a: 2\r\nContent-Length: 5\r\n\r\nhello',
  '/chunks': 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5;x=y\r\nhello\r\n6\r\n world\r\n0\r\n\r\n',
  '/close': 'HTTP/1.0 404 Not Found\r\n\r\ngone',
  '/there': 'HTTP/1.1 302 Found\r\nLocation: /plain\r\nContent-Length: 0\r\n\r\n',
  '/bad': 'not http\r\n\r\n',
};
const seen = [];
const server = net.createServer((socket) => {
  let text = '';
  socket.on('error', () => {});
  socket.on('data', (chunk) => {
    text += chunk;
    const end = text.indexOf('\r\n\r\n');
    if (end < 0) return;
    const length = /content-length: (\d+)/i.exec(text);
    if (length && text.length < end + 4 + Number(length[1])) return;
    seen.push(text);
    const path = text.split(' ')[1];
    if (answers[path]) socket.end(answers[path]);
  });
});

server.listen(0, '127.0.0.1', mustCall(async () => {
  const base = `http://127.0.0.1:${server.address().port}`;
  const plain = await fetch(`${base}/plain`, { method: 'post', body: '{"a":1}', headers: { 'X-Sent': 'yes' } });
  assert.deepStrictEqual([plain.status, plain.statusText, plain.ok], [201, 'Made', true]);
  assert.strictEqual(plain.headers.get('x-a'), '1, 2');
  assert.strictEqual(await plain.text(), 'hello');
  assert.strictEqual(plain.bodyUsed, true);
  await assert.rejects(plain.text(), TypeError);
  assert.match(seen[0], /^POST \/plain HTTP\/1\.1\r\n/);
  assert.match(seen[0], /\r\nx-sent: yes\r\n/i);
  assert.ok(seen[0].endsWith('\r\n\r\n{"a":1}'));

  assert.strictEqual(await (await fetch(`${base}/chunks`)).text(), 'hello world');
  const gone = await fetch(new URL('/close', base));
  assert.deepStrictEqual([gone.ok, await gone.text()], [false, 'gone']);
  const moved = await fetch(`${base}/there`);
  assert.deepStrictEqual([moved.url, moved.redirected], [`${base}/plain`, true]);
  await assert.rejects(fetch(`${base}/bad`), { name: 'TypeError', message: 'fetch failed' });
  await assert.rejects(fetch(`${base}/there`, { redirect: 'error' }), TypeError);

  const controller = new AbortController();
  const waiting = fetch(`${base}/never`, { signal: controller.signal });
  setTimeout(() => controller.abort(), 20);
  await assert.rejects(waiting, { name: 'AbortError' });

  assert.strictEqual(await (await fetch('data:text/plain;base64,aGk=')).text(), 'hi');
  assert.deepStrictEqual(await Response.json({ a: [1] }).json(), { a: [1] });
  await assert.rejects(fetch('nonsense'), TypeError);
  await assert.rejects(fetch('gopher://x/'), TypeError);
  server.close();
}));
