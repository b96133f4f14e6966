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
const DECLARES = /\b(?:let|const|var|class|function)\s+$/;
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
  const { paths = [] } = server.context.module ?? {};
  const folders = /^\.{0,2}\//.test(specifier) ? [process.cwd()] :
    paths.concat(require('module').globalPaths);
  folders.forEach((from) => {
    const folder = path.resolve(from, subfolder);
    entries(folder).forEach((entry) => {
      if (!VERSIONED.test(entry.name) && entry.name !== '.npm') add(folder, entry);
    });
  });
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
  const indexes = extensions.map((extension) => `index${extension}`);
  indexes.push('package.json');
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
    if (entries(path.resolve(folder, name)).some((inner) => indexes.includes(inner.name))) {
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

function specifiers(server, match) {
  const how = match[1];
  const specifier = match[2];
  const subfolder = match[3] ?? '';
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

function files(given) {
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
  const lexical = [];
  server.lexicalNames?.forEach((name) => lexical.push(name));
  const inherited = look.members(server.context);
  let own = inherited.shift();
  if (context !== undefined) {
    own = own.concat(require('vm').runInContext('Object.getOwnPropertyNames(globalThis)', context)
      .filter(look.isName));
  }
  const groups = [lexical].concat(inherited);
  groups.push(own);
  if (prefix !== '') groups.push(binding.keywords.slice());
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
    return callback(null, files(match[1]));
  }
  const chain = text.slice(binding.chainStart(text));
  if ((match = MEMBER.exec(chain)) !== null) {
    return finish(members(server, match[1], match[2]), chain, callback);
  }
  const before = text.slice(0, text.length - chain.length);
  if (chain === '' && text !== '' || DECLARES.test(before)) return finish([], chain, callback);
  finish(names(server, chain), chain, callback);
}

function finish(groups, completeOn, callback) {
  const prefix = (completeOn ?? '').toLowerCase();
  const seen = new Set();
  let completions = [];
  groups.forEach((group) => {
    const fresh = group.sort().filter((name) => {
      if (name === '' || seen.has(name) || !name.toLowerCase().startsWith(prefix)) return false;
      seen.add(name);
      return true;
    });
    if (fresh.length === 0) return;
    if (completions.length > 0) fresh.push('');
    completions = fresh.concat(completions);
  });
  callback(null, [completions, completeOn]);
}

function commonPrefix(texts) {
  return texts.reduce((prefix, text) => {
    while (!text.startsWith(prefix)) prefix = prefix.slice(0, -1);
    return prefix;
  }, texts[0] ?? '');
}

module.exports = { commonPrefix, complete, isTrusted };
