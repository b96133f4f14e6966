'use strict';
// Completion in a session of node:repl: commands, modules, files, names and members, found without
// running anything. The JavaScript half of crates/ouro-node/src/repl.rs. Node docs: REPL, the
// `completer` option; readline, Use of the `completer` function.

const path = require('path');
const look = require('internal/repl/look');
const { libraries } = require('internal/repl/server');

const binding = internalBinding('repl');

const COMMAND = /^\s*\.(\w*)$/;
const SPECIFIER = /\b(require|import)\s*\(\s*['"`](([\w@./:-]+\/)?[\w@./:-]*)$/;
const CLOSED = /\b(?:require|import)\s*\(\s*(['"`])[\w@./:-]*\1$/;
const FILE = /fs(?:\.promises)?\.\s*[a-z][a-zA-Z]+\(\s*["'](.*)/;
const MEMBER = /^([\s\S]*?)(\??\.)([\w$\u0080-\uffff]*)$/;
const VERSIONED = /-\d+\.\d+/;

function entries(folder) {
  try {
    return require('fs').readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}

// The entries of the folders that a specifier is looked for in, each as `add(folder, entry)`.
function inFolders(server, specifier, subfolder, add) {
  const folders = /^\.\.?\//.test(specifier) || specifier.startsWith('/') ? [process.cwd()] :
    [...server.context.module?.paths ?? [], ...require('module').globalPaths];
  for (const from of folders) {
    const folder = path.resolve(from, subfolder);
    for (const entry of entries(folder)) {
      if (!VERSIONED.test(entry.name) && entry.name !== '.npm') add(folder, entry);
    }
  }
}

function isFolder(folder, entry) {
  if (!entry.isSymbolicLink()) return entry.isDirectory();
  try {
    return require('fs').statSync(path.resolve(folder, entry.name)).isDirectory();
  } catch {
    return false;
  }
}

function required(server, specifier, subfolder) {
  const extensions = Object.keys(require('module')._extensions);
  const indexes = new Set(extensions.map((extension) => `index${extension}`));
  indexes.add('package.json');
  const found = [];
  inFolders(server, specifier, subfolder, (folder, entry) => {
    const { name } = entry;
    if (!isFolder(folder, entry)) {
      const extension = path.extname(name);
      const base = name.slice(0, name.length - extension.length);
      if (extensions.includes(extension) && (subfolder === '' || base !== 'index')) {
        found.push(subfolder + base);
      }
      return;
    }
    found.push(`${subfolder}${name}/`);
    if (entries(path.resolve(folder, name)).some((inner) => indexes.has(inner.name))) {
      found.push(subfolder + name);
    }
  });
  return found;
}

function imported(server, specifier, subfolder) {
  const found = [];
  inFolders(server, specifier, subfolder, (folder, entry) => {
    const name = subfolder + entry.name;
    if (isFolder(folder, entry)) {
      found.push(`${name}/`);
      if (subfolder === '') found.push(name);
    } else if (/\.(?:[cm]?js|json|node|[cm]?ts)$/.test(name)) {
      found.push(name);
    }
  });
  return found;
}

function specifiers(server, [, how, specifier, subfolder = '']) {
  if (specifier === '.') return [['./', '../']];
  if (specifier === '..') return [['../']];
  const find = how === 'require' ? required : imported;
  const groups = [find(server, specifier, subfolder)];
  if (subfolder === '' || subfolder.startsWith('node:') || !subfolder.startsWith('.')) {
    const { names } = libraries;
    const { builtinModules } = require('module');
    groups.push(names.filter((id) => !id.startsWith('node:')));
    groups.push(names.filter((id) => builtinModules.includes(id))
      .map((id) => (id.startsWith('node:') ? id : `node:${id}`)));
  }
  return groups;
}

function files([, given]) {
  let folder = given;
  let name = '';
  let found = entries(folder);
  if (found.length === 0) {
    name = path.basename(given);
    folder = path.dirname(given);
    found = entries(folder);
  }
  const names = found.filter((entry) => entry.name.startsWith(name))
    .map((entry) => (entry.isDirectory() ? `${entry.name}/` : entry.name));
  return [names, name];
}

function isTrusted(key, getter) {
  const { trusted } = require('internal/repl/context');
  if (trusted.has(getter)) return true;
  // The runtime's own are native, and are what no script could have made.
  return !getter.name.startsWith('bound ') &&
    /\[native code\]/.test(Function.prototype.toString.call(getter));
}

// Names that are known without a dot.
function names(server, prefix) {
  const context = server.useGlobal ? undefined : server.context;
  const groups = [server.lexicalNames === undefined ? [] : [...server.lexicalNames]];
  groups.push(...look.members(server.context));
  if (context !== undefined) {
    groups.push(require('vm').runInContext('Object.getOwnPropertyNames(globalThis)', context)
      .filter(look.isName));
  }
  if (prefix !== '') groups.push([...binding.keywords]);
  return groups;
}

function members(server, base, dot) {
  const context = server.useGlobal ? undefined : server.context;
  const value = look.valueOf(base, isTrusted, context);
  const object = value === look.NOTHING ? null : look.holder(value);
  if (object === null) return [];
  return look.members(object).map((group) => group.map((name) => base + dot + name));
}

/**
 * Finds what could follow a text: `callback(null, [completions, completeOn])`. Groups are apart by
 * an empty one, the nearest last.
 */
function complete(server, line, callback) {
  const text = line.trimStart();
  let match;
  if ((match = COMMAND.exec(text)) !== null) {
    return finish([Object.keys(server.commands)], match[1], callback);
  }
  if ((match = SPECIFIER.exec(text)) !== null) {
    return finish(specifiers(server, match), match[2], callback);
  }
  if (CLOSED.test(text)) return finish([], undefined, callback);
  if ((match = FILE.exec(text)) !== null) {
    const [found, completeOn] = files(match);
    return callback(null, [found, completeOn]);
  }
  const chain = text.slice(binding.chainStart(text));
  if ((match = MEMBER.exec(chain)) !== null) {
    return finish(members(server, match[1], match[2]), chain, callback);
  }
  if (chain === '' && text !== '') return finish([], undefined, callback);
  finish(names(server, chain), chain, callback);
}

function finish(groups, completeOn, callback) {
  const prefix = (completeOn ?? '').toLowerCase();
  const seen = new Set(['']);
  let completions = [];
  for (const group of groups) {
    const fresh = [];
    for (const name of group.sort()) {
      if (seen.has(name) || !name.toLowerCase().startsWith(prefix)) continue;
      seen.add(name);
      fresh.push(name);
    }
    if (fresh.length === 0) continue;
    completions = completions.length === 0 ? fresh : [...fresh, '', ...completions];
  }
  callback(null, [completions, completeOn]);
}

function commonPrefix(texts) {
  let prefix = texts[0] ?? '';
  for (const text of texts) while (!text.startsWith(prefix)) prefix = prefix.slice(0, -1);
  return prefix;
}

module.exports = { commonPrefix, complete, isTrusted };
