'use strict';
// The two readings of URLs in Node, against each other: what the one wrote plainly the other must
// read the same, above all the host. Node docs: URL, legacy API.

const assert = require('node:assert');
const url = require('node:url');

function attempt(action) {
  try {
    return action();
  } catch (error) {
    assert.ok(error.code === 'ERR_INVALID_URL' || error instanceof URIError ||
      error.code === 'ERR_INVALID_ARG_VALUE' || error.code === 'ERR_INVALID_FILE_URL_PATH' ||
      error.code === 'ERR_INVALID_URL_SCHEME' || error.code === 'ERR_INVALID_FILE_URL_HOST', error.stack);
    return undefined;
  }
}

/** Writing and reading again may settle a text, but not for ever. */
function settles(text) {
  const parsed = attempt(() => url.parse(text, true));
  if (parsed === undefined) return;
  assert.strictEqual(typeof url.format(parsed), 'string');
  attempt(() => url.resolve(text, '../a?b#c'));
  attempt(() => url.resolve('http://example.com/x/y', text));
  attempt(() => url.domainToASCII(text));
  attempt(() => url.domainToUnicode(text));
  attempt(() => url.urlToHttpOptions(new URL(text)));
}

function agree(text, base) {
  const modern = attempt(() => new URL(text, base));
  if (modern === undefined) return;
  assert.strictEqual(new URL(modern.href).href, modern.href);
  assert.ok(URL.canParse(text, base));
  assert.strictEqual(URL.parse(text, base).href, modern.href);
  if (!['http:', 'https:', 'ws:', 'wss:', 'ftp:'].includes(modern.protocol)) return;
  const legacy = attempt(() => url.parse(modern.href));
  if (legacy === undefined) return;
  assert.strictEqual(legacy.protocol, modern.protocol);
  // The legacy parser ends the host at characters that the standard allows in one, and drops names
  // that are too long for DNS.
  if (!/^[\w.\-:[\]]{0,255}$/.test(modern.hostname)) return;
  assert.strictEqual(legacy.port ?? '', modern.port);
  assert.strictEqual(`[${legacy.hostname}]`.replaceAll('[[', '[').replaceAll(']]', ']'),
                     `[${modern.hostname}]`.replaceAll('[[', '[').replaceAll(']]', ']'));
  const search = new URLSearchParams(modern.search);
  assert.strictEqual(new URL(`http://a/?${search}`).searchParams.toString(), search.toString());
}

module.exports = function check(input) {
  const [text, base] = input.toString().split('\n');
  settles(text);
  agree(text, undefined);
  agree(text, base);
  // Node loses what a URL may not end in.
  const path = `/${text.replaceAll('\0', '')}`.replace(/[\x01-\x20]+$/, '');
  const settled = require('node:path').posix.resolve(path);
  const whole = Buffer.from(settled).toString();
  const slash = path.length > 1 && path.endsWith('/') && settled !== '/' ? '/' : '';
  assert.strictEqual(url.fileURLToPath(url.pathToFileURL(path)), whole + slash);
};
