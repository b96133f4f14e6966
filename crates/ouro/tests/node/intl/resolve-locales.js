'use strict';
// The locale of the environment, supportedLocalesOf, and what resolvedOptions tells of both.
// ECMA-402 §6.2.4, §9.2. Passes unchanged under node.

const assert = require('node:assert/strict');
const { spawnSync } = require('node:child_process');

const script = 'console.log(new Intl.NumberFormat().resolvedOptions().locale, ' +
  'new Intl.Collator().resolvedOptions().locale.slice(0, 2), (1234.5).toLocaleString())';
const run = (env) => spawnSync(process.execPath, ['-e', script], { env, encoding: 'utf8' }).stdout.trim();

assert.equal(run({}), 'en-US en 1,234.5');
assert.equal(run({ LANG: 'C' }), 'en-US en 1,234.5');
assert.equal(run({ LANG: 'de_DE.UTF-8' }), 'de-DE de 1.234,5');
assert.equal(run({ LC_ALL: 'fr_FR.UTF-8', LANG: 'de_DE' }), 'fr-FR fr 1\u202f234,5');
assert.equal(run({ LC_MESSAGES: 'it_IT', LANG: 'de_DE' }).split(' ')[0], 'it-IT');
assert.equal(run({ LC_ALL: 'POSIX', LANG: 'de_DE' }).split(' ')[0], 'en-US');

const locale = (tag) => new Intl.NumberFormat(tag).resolvedOptions().locale;
assert.equal(locale('en-XX'), 'en');
assert.equal(locale('zh-Hant-US'), 'zh-Hant');
assert.equal(locale('de-u-nu-thai'), 'de-u-nu-thai');
assert.equal(locale('de-u-nu-nonsense'), 'de');
assert.equal(locale(['xx', 'pt-BR']), 'pt-BR');
assert.deepEqual(Intl.NumberFormat.supportedLocalesOf(['en-US', 'xx', 'de-u-nu-arab']), ['en-US', 'de-u-nu-arab']);
assert.throws(() => locale('de_DE'), { name: 'RangeError', message: 'Invalid language tag: de_DE' });
assert.throws(() => locale([1]), { name: 'TypeError', message: 'Language ID should be string or object.' });
