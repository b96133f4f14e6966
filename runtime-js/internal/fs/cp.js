'use strict';
// fs.cp, fs.cpSync and fsPromises.cp. No Rust half of its own: the verbs of
// crates/ouro-node/src/fs/. Node docs: fs.cp.
//
// The copying is written once, as a generator that asks for one verb after another; the
// synchronous voice does each at once, the others await it.

const path = require('path');
const { codes } = require('internal/errors');
const { validateBoolean, validateFunction, validateInteger, validateObject } =
  require('internal/validators');
const binding = internalBinding('fs');

const ERRNO = {
  EEXIST: 17,
  EINVAL: 22,
  EISDIR: 21,
  ENOTDIR: 20,
};

const PREFIX = {
  ERR_FS_CP_DIR_TO_NON_DIR: 'Cannot overwrite non-directory with directory',
  ERR_FS_CP_EEXIST: 'Target already exists',
  ERR_FS_CP_EINVAL: 'Invalid src or dest',
  ERR_FS_CP_FIFO_PIPE: 'Cannot copy a FIFO pipe',
  ERR_FS_CP_NON_DIR_TO_DIR: 'Cannot overwrite directory with non-directory',
  ERR_FS_CP_SOCKET: 'Cannot copy a socket file',
  ERR_FS_CP_SYMLINK_TO_SUBDIRECTORY: 'Cannot overwrite symlink in subdirectory of self',
  ERR_FS_CP_UNKNOWN: 'Cannot copy an unknown file type',
  ERR_FS_EISDIR: 'Recursive option not enabled, cannot copy a directory',
};

function failure(code, errno, message, where) {
  const number = ERRNO[errno];
  const error = new Error(`${PREFIX[code]}: cp returned ${errno} (${message}) ${where}`);
  const info = { message, path: where, syscall: 'cp', errno: number, code: errno };
  Object.defineProperty(error, 'name', {
    __proto__: null, value: 'SystemError', writable: true, configurable: true,
  });
  return Object.assign(error, { code, info, errno: number, syscall: 'cp', path: where });
}

function checkOptions(options) {
  if (options === undefined || options === null) options = {};
  validateObject(options, 'options');
  options = {
    dereference: false, errorOnExist: false, force: true, preserveTimestamps: false,
    recursive: false, verbatimSymlinks: false, mode: 0, filter: undefined, ...options,
  };
  for (const name of ['dereference', 'errorOnExist', 'force', 'preserveTimestamps', 'recursive',
    'verbatimSymlinks']) {
    validateBoolean(options[name], `options.${name}`);
  }
  if (options.mode !== undefined && options.mode !== null) {
    validateInteger(options.mode, 'options.mode', 0, 7);
  } else {
    options.mode = 0;
  }
  if (options.dereference && options.verbatimSymlinks) {
    throw new codes.ERR_INCOMPATIBLE_OPTION_PAIR('dereference', 'verbatimSymlinks');
  }
  if (options.filter !== undefined) validateFunction(options.filter, 'options.filter');
  return options;
}

const BIG = { bigint: true };
const QUIET = { bigint: true, throwIfNoEntry: false };

const same = (one, other) => one.ino === other.ino && one.dev === other.dev;

// Whether `inner` lies in `outer`, by their text.
function within(outer, inner) {
  const parts = path.resolve(outer).split('/').filter(Boolean);
  const others = path.resolve(inner).split('/').filter(Boolean);
  return parts.every((part, index) => others[index] === part);
}

function* copyAll(src, dest, options) {
  if (options.filter && !(yield ['filter', options.filter, src, dest])) return;
  const stat = options.dereference ? 'stat' : 'lstat';
  const from = yield [stat, src, BIG];
  const to = yield [stat, dest, QUIET];
  check(src, from, dest, to);
  yield* checkParents(src, from, dest);
  if (from.isDirectory() && !options.recursive) {
    throw failure('ERR_FS_EISDIR', 'EISDIR', `${src} is a directory (not copied)`, src);
  }
  try {
    yield ['mkdir', path.dirname(dest), { recursive: true }];
  } catch (error) {
    // It may be there all the same; dest alone need be granted.
    if (error.code !== 'ERR_ACCESS_DENIED') throw error;
  }
  yield* copyOne(src, from, dest, to, options);
}

function check(src, from, dest, to) {
  if (to !== undefined) {
    if (same(from, to)) {
      throw failure('ERR_FS_CP_EINVAL', 'EINVAL', 'src and dest cannot be the same', dest);
    }
    if (from.isDirectory() && !to.isDirectory()) {
      throw failure('ERR_FS_CP_DIR_TO_NON_DIR', 'EISDIR',
        `cannot overwrite non-directory ${dest} with directory ${src}`, dest);
    }
    if (!from.isDirectory() && to.isDirectory()) {
      throw failure('ERR_FS_CP_NON_DIR_TO_DIR', 'ENOTDIR',
        `cannot overwrite directory ${dest} with non-directory ${src}`, dest);
    }
  }
  if (from.isDirectory() && within(src, dest)) {
    throw failure('ERR_FS_CP_EINVAL', 'EINVAL',
      `cannot copy ${src} to a subdirectory of self ${dest}`, dest);
  }
}

// A parent of dest that is src itself, by another name.
function* checkParents(src, from, dest) {
  if (!from.isDirectory()) return;
  const parent = path.resolve(path.dirname(src));
  for (let at = path.resolve(path.dirname(dest)); ; at = path.dirname(at)) {
    if (at === parent || at === path.parse(at).root) return;
    const found = yield ['stat', at, QUIET];
    if (found !== undefined && same(from, found)) {
      throw failure('ERR_FS_CP_EINVAL', 'EINVAL',
        `cannot copy ${src} to a subdirectory of self ${dest}`, dest);
    }
  }
}

function* copyOne(src, from, dest, to, options) {
  if (from.isDirectory()) {
    if (!options.recursive) {
      throw failure('ERR_FS_EISDIR', 'EISDIR', `${src} is a directory (not copied)`, src);
    }
    yield* copyFolder(src, from, dest, to, options);
  } else if (from.isFile() || from.isCharacterDevice() || from.isBlockDevice()) {
    yield* copyFile(src, from, dest, to, options);
  } else if (from.isSymbolicLink()) {
    yield* copyLink(src, dest, to, options);
  } else if (from.isSocket()) {
    throw failure('ERR_FS_CP_SOCKET', 'EINVAL', `cannot copy a socket file: ${dest}`, dest);
  } else if (from.isFIFO()) {
    throw failure('ERR_FS_CP_FIFO_PIPE', 'EINVAL', `cannot copy a FIFO pipe: ${dest}`, dest);
  } else {
    throw failure('ERR_FS_CP_UNKNOWN', 'EINVAL', `cannot copy an unknown file type: ${dest}`, dest);
  }
}

function* copyFile(src, from, dest, to, options) {
  if (to !== undefined) {
    if (!options.force) {
      if (options.errorOnExist) {
        throw failure('ERR_FS_CP_EEXIST', 'EEXIST', `${dest} already exists`, dest);
      }
      return;
    }
    yield ['unlink', dest];
  }
  yield ['copyFile', src, dest, options.mode];
  if (options.preserveTimestamps) {
    // A file that cannot be written cannot be given times either, nor can its mode be what it is.
    if ((from.mode & 0o200n) === 0n) yield ['chmod', dest, Number(from.mode) | 0o200];
    const updated = yield ['stat', src, undefined];
    yield ['utimes', dest, updated.atime, updated.mtime];
  }
  yield ['chmod', dest, Number(from.mode) & 0o7777];
}

function* copyFolder(src, from, dest, to, options) {
  if (to === undefined) {
    yield ['mkdir', dest, undefined];
  } else if (options.errorOnExist && !options.force) {
    throw failure('ERR_FS_CP_EEXIST', 'EEXIST', `${dest} already exists`, dest);
  }
  const stat = options.dereference ? 'stat' : 'lstat';
  for (const name of yield ['readdir', src, undefined]) {
    const inner = path.join(src, name);
    const target = path.join(dest, name);
    if (options.filter && !(yield ['filter', options.filter, inner, target])) continue;
    const found = yield [stat, inner, BIG];
    const there = yield [stat, target, QUIET];
    check(inner, found, target, there);
    yield* copyOne(inner, found, target, there, options);
  }
  if (to === undefined) yield ['chmod', dest, Number(from.mode) & 0o7777];
}

function* copyLink(src, dest, to, options) {
  let says = yield ['readlink', src, undefined];
  if (!options.verbatimSymlinks && !path.isAbsolute(says)) {
    says = path.resolve(path.dirname(src), says);
  }
  if (to === undefined) {
    yield ['symlink', says, dest, undefined];
    return;
  }
  let there;
  try {
    there = yield ['readlink', dest, undefined];
  } catch (error) {
    // A plain file is in the way.
    if (error.code !== 'EINVAL' && error.code !== 'UNKNOWN') throw error;
    yield ['symlink', says, dest, undefined];
    return;
  }
  if (!path.isAbsolute(there)) there = path.resolve(path.dirname(dest), there);
  const target = yield ['stat', src, QUIET];
  if (target?.isDirectory() && within(says, there)) {
    throw failure('ERR_FS_CP_EINVAL', 'EINVAL',
      `cannot copy ${says} to a subdirectory of self ${there}`, dest);
  }
  // Copying a link over what it leads to would lose that.
  if (target?.isDirectory() && within(there, says)) {
    throw failure('ERR_FS_CP_SYMLINK_TO_SUBDIRECTORY', 'EINVAL',
      `cannot overwrite ${there} with ${says}`, dest);
  }
  yield ['unlink', dest];
  yield ['symlink', says, dest, undefined];
}

function runSync(steps) {
  let step = steps.next();
  while (!step.done) {
    const [verb, ...args] = step.value;
    let value;
    try {
      if (verb === 'filter') {
        const [filter, src, dest] = args;
        value = filter(src, dest);
        if (typeof value?.then === 'function') {
          throw new codes.ERR_INVALID_RETURN_VALUE('boolean', 'filter', value);
        }
      } else {
        value = binding[`${verb}Sync`](...args);
      }
    } catch (error) {
      step = steps.throw(error);
      continue;
    }
    step = steps.next(value);
  }
}

async function run(steps) {
  let step = steps.next();
  while (!step.done) {
    const [verb, ...args] = step.value;
    let value;
    try {
      if (verb === 'filter') {
        const [filter, src, dest] = args;
        value = await filter(src, dest);
      } else {
        value = await perform(verb, args);
      }
    } catch (error) {
      step = steps.throw(error);
      continue;
    }
    step = steps.next(value);
  }
}

// One verb in the promise voice.
function perform(verb, args) {
  return binding.promises[verb](...args);
}

function text(value, name) {
  binding.validatePathNamed(value, name);
  if (typeof value === 'string') return value;
  return value instanceof Uint8Array ? Buffer.from(value).toString() :
    require('url').fileURLToPath(value);
}

function cpSync(src, dest, options) {
  options = checkOptions(options);
  runSync(copyAll(text(src, 'src'), text(dest, 'dest'), options));
}

function cpPromise(src, dest, options) {
  options = checkOptions(options);
  return run(copyAll(text(src, 'src'), text(dest, 'dest'), options));
}

function cp(src, dest, options, callback) {
  if (typeof options === 'function') {
    callback = options;
    options = undefined;
  }
  validateFunction(callback, 'cb');
  options = checkOptions(options);
  const steps = copyAll(text(src, 'src'), text(dest, 'dest'), options);
  run(steps).then(() => process.nextTick(callback, null),
    (error) => process.nextTick(callback, error));
}

module.exports = { cp, cpPromise, cpSync };
