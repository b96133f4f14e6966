'use strict';
// Looking at values without running anything of theirs: previews and completions while a person
// types. No getter, call or Proxy trap is ever run.

const { isProxy } = require('util').types;

const { chainStart, keywords, look, memberNames } = internalBinding('repl');

const NOTHING = Symbol('nothing');

// The prototype that a value's properties are looked up from.
function holder(value) {
  if (value === null || value === undefined) return null;
  return typeof value === 'object' || typeof value === 'function' ? value : Object(value);
}

// A property found without running anything, or NOTHING. `isTrusted(key, getter)`: whether a getter
// is the runtime's own, which loads what is used for the first time.
function get(object, key, isTrusted) {
  for (let at = object; at !== null; at = Object.getPrototypeOf(at)) {
    if (isProxy(at)) return NOTHING;
    const property = Object.getOwnPropertyDescriptor(at, key);
    if (property === undefined) continue;
    if ('value' in property) return property.value;
    if (property.get !== undefined && isTrusted?.(key, property.get)) {
      return Reflect.apply(property.get, object, []);
    }
    return NOTHING;
  }
  return undefined;
}

// The global object behind a context of vm, whose traps are the runtime's.
function globalOf(context) {
  return require('vm').runInContext('globalThis', context);
}

function globalValue(key, isTrusted, context) {
  const global = context ?? globalThis;
  if (key === 'globalThis') return global;
  if (key in global) return get(global, key, isTrusted);
  if (context === undefined) return NOTHING;
  const property = Object.getOwnPropertyDescriptor(globalOf(context), key);
  return property !== undefined && 'value' in property ? property.value : NOTHING;
}

/**
 * The value of an expression such as `a.b[c[0]] + 1`, or NOTHING where it cannot be known without
 * running something.
 * @param {string} text
 * @param {(name: string, getter: Function) => boolean} isTrusted whether a global's getter is the
 *   runtime's
 * @param {object} [context] of vm; the global scope without one
 */
function valueOf(text, isTrusted, context) {
  const found = lookAt(text, isTrusted, context);
  return found === undefined || found.length > 1 ? NOTHING : found[0];
}

/** The same as `[value]`, `[undefined, error]` or undefined. */
function lookAt(text, isTrusted, context) {
  const realm = context === undefined ? undefined :
    require('internal/vm/shared').contexts.get(context);
  return look(text, realm, (object, key) => {
    const value = object === undefined ? globalValue(key, isTrusted, context) :
      get(holder(object), key);
    return value === NOTHING ? undefined : [value];
  });
}

// What nobody is to use.
const LEGACY = /^__(?:define|lookup)[GS]etter__$/;

function isName(key) {
  return typeof key === 'string' && /^[A-Za-z_$\u0080-\uffff][\w$\u0080-\uffff]*$/.test(key);
}

// The names of an object and its prototypes, nearest first.
function members(object) {
  const groups = [];
  const seen = new Set();
  for (let at = object; at !== null && groups.length < 16; at = Object.getPrototypeOf(at)) {
    if (isProxy(at)) break;
    groups.push(memberNames(at).filter((key) => {
      if (!isName(key) || LEGACY.test(key) || seen.has(key)) return false;
      seen.add(key);
      return true;
    }).sort());
  }
  return groups;
}

/**
 * What could follow a text: where the completed part begins, and the whole words.
 * @returns {[number, string[]]}
 */
function complete(text, isTrusted) {
  const file = /(?:\brequire\s*\(\s*|\bimport\s*\(\s*|\bfrom\s+|\bimport\s+)(['"`])([^'"`]*)$/.exec(text);
  if (file !== null) return [text.length - file[2].length, specifiers(file[2])];
  const string = /(['"`])((?:\.{0,2}|~)\/[^'"`]*)$/.exec(text);
  if (string !== null) return [text.length - string[2].length, files(string[2])];
  const chain = text.slice(chainStart(text));
  const member = /^([\s\S]*?)(\??\.)([\w$\u0080-\uffff]*)$/.exec(chain);
  if (member !== null) {
    const [, before, , prefix] = member;
    const value = valueOf(before, isTrusted);
    const object = value === NOTHING ? null : holder(value);
    if (object === null) return [text.length, []];
    const found = members(object).flat().filter((name) => name.startsWith(prefix));
    return [text.length - prefix.length, found];
  }
  const prefix = /[\w$\u0080-\uffff]*$/.exec(text)[0];
  if (prefix === '' && text.trim() !== '') return [text.length, []];
  const names = new Set(members(globalThis).flat());
  if (prefix !== '') for (const word of keywords) names.add(word);
  const found = [...names].filter((name) => name.startsWith(prefix)).sort();
  return [text.length - prefix.length, found];
}

function specifiers(prefix) {
  if (/^(\.{1,2}\/|\/)/.test(prefix)) return files(prefix);
  const { builtinModules } = require('module');
  const scheme = prefix.startsWith('node:');
  const all = scheme ? builtinModules.map((id) => (id.startsWith('node:') ? id : `node:${id}`)) :
    builtinModules.filter((id) => !id.startsWith('_'));
  return [...all, ...(scheme ? [] : packages())].filter((id) => id.startsWith(prefix)).sort();
}

// The packages in each node_modules from the current folder upwards.
function packages() {
  const { dirname } = require('path');
  const found = new Set();
  for (let at = process.cwd(); ; at = dirname(at)) {
    const folder = `${at}/node_modules`;
    for (const name of entries(folder)) {
      if (!name.startsWith('@')) found.add(name);
      else for (const scoped of entries(`${folder}/${name}`)) found.add(`${name}/${scoped}`);
    }
    if (at === dirname(at)) return [...found];
  }
}

function entries(folder) {
  const { readdirSync } = require('fs');
  try {
    return readdirSync(folder).filter((name) => !name.startsWith('.'));
  } catch {
    return [];
  }
}

function files(prefix) {
  const { readdirSync } = require('fs');
  const { homedir } = require('os');
  const slash = prefix.lastIndexOf('/');
  const folder = prefix.slice(0, slash + 1);
  const rest = prefix.slice(slash + 1);
  try {
    const found = readdirSync(folder.replace(/^~/, () => homedir()), { withFileTypes: true });
    return found.filter((entry) => entry.name.startsWith(rest) &&
      (rest.startsWith('.') || !entry.name.startsWith('.')))
      .map((entry) => `${folder}${entry.name}${entry.isDirectory() ? '/' : ''}`).sort();
  } catch {
    return [];
  }
}

/**
 * The value of a text that can be looked at without running anything, as one line.
 * @returns {string | undefined}
 */
function preview(text, isTrusted, colors, context) {
  const trimmed = text.trim();
  if (trimmed === '' || keywords.includes(trimmed) && trimmed !== 'this') return undefined;
  const value = valueOf(trimmed, isTrusted, context);
  if (value === NOTHING) return undefined;
  const { inspect } = require('util');
  const shown = inspect(value, {
    colors, compact: 3, breakLength: Infinity, depth: 1, getters: false, customInspect: false,
    maxArrayLength: 20, maxStringLength: 200,
  });
  return shown.includes('\n') ? `${shown.slice(0, shown.indexOf('\n'))}…` : shown;
}

module.exports = {
  NOTHING, complete, holder, isName, lookAt, members, preview, valueOf,
};
