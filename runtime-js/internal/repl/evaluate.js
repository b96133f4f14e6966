'use strict';
// Running what is typed: top-level `await` works, a text that is not finished asks for more, and a
// person's own session may declare names again, `import` and write types. The JavaScript half of
// crates/ouro-node/src/repl.rs.

const binding = internalBinding('repl');

// What the parser says of a text that could go on.
const UNFINISHED = 'Unexpected end of input';
const STRICT = '\'use strict\'; void 0;\n';

let inputs = 0;

/** The name of the next text. */
function nextName() {
  inputs += 1;
  return `REPL${inputs}`;
}

function isProgram(text) {
  return binding.syntaxError(text) === undefined;
}

// Whether `{` at the beginning is rather meant as an object.
function asObject(text) {
  if (!/^\s*\{/.test(text) || /;\s*$/.test(text)) return undefined;
  const wrapped = `(${text.trim()})`;
  return isProgram(`_=${text.trim()}\n`) && isProgram(wrapped) ? wrapped : undefined;
}

// The same for an object in which something is awaited.
function awaitingObject(text) {
  if (!/^\s*\{/.test(text) || /;\s*$/.test(text)) return undefined;
  const trimmed = text.trim();
  return binding.awaiting(`_=${trimmed}`) === undefined ? undefined :
    binding.awaiting(`(${trimmed})`);
}

function isUnfinished(text, wrong) {
  if (wrong === UNFINISHED || binding.isCut(text)) return true;
  if (!/^\s*\{/.test(text)) return false;
  // It may become an object.
  const object = `(${text}`;
  return binding.syntaxError(object) === UNFINISHED || binding.isCut(object);
}

/**
 * What a text is, without running it.
 * @param {string} text
 * @param {boolean} [isPlain] whether names may be declared but once, and `import` is refused
 * @returns {{ kind: 'script' | 'async' | 'unfinished' | 'wrong', text: string }}
 */
function prepare(text, isPlain) {
  const object = asObject(text);
  if (object !== undefined) return { kind: 'script', text: object };
  const body = isPlain ? text : binding.importing(text) ?? text;
  if (body !== text || /\bawait\b/.test(text)) {
    const made = awaitingObject(text) ?? binding.awaiting(body);
    if (made !== undefined) return { kind: 'async', text: made };
  }
  const wrong = binding.syntaxError(text);
  if (wrong === undefined) {
    return { kind: 'script', text: isPlain ? text : binding.redeclarable(text) };
  }
  if (isUnfinished(text, wrong)) return { kind: 'unfinished', text };
  const awaits = /\bawait\b/.test(text);
  const inBody = awaits ? binding.syntaxError(body, true) : undefined;
  if (inBody === UNFINISHED) return { kind: 'unfinished', text, awaits };
  const untyped = isPlain ? undefined : internalBinding('modules').untyped(text);
  return untyped === undefined ? { kind: 'wrong', text, awaits } : prepare(untyped);
}

function untilSignal(interrupt) {
  process.once('SIGINT', interrupt);
  return () => process.removeListener('SIGINT', interrupt);
}

/**
 * Runs a prepared text.
 * @param {{ kind: string, text: string }} prepared
 * @param {(error: unknown, value?: unknown) => void} done is called once, with `error` boxed in an
 *   array where there is one
 * @param {object} [options] `context`: of vm, the global scope without one; `filename`; `isStrict`;
 *   `run`: the options of vm's run; `watch(interrupt)`: what may interrupt a promise, returning how
 *   to stop that
 */
function run({ kind, text, awaits }, done, options = {}) {
  const {
    context, filename = nextName(), isStrict, run: how = { breakOnSigint: true },
    watch = untilSignal,
  } = options;
  const { Script, constants } = require('vm');
  let value;
  try {
    if (awaits) binding.refuse(text, filename);
    const script = new Script(isStrict ? STRICT + text : text, {
      filename,
      importModuleDynamically: constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
    });
    value = context === undefined ? script.runInThisContext(how) :
      script.runInContext(context, how);
  } catch (error) {
    done([error]);
    return;
  }
  if (kind !== 'async') {
    done(null, value);
    return;
  }
  let unwatch;
  const finish = (error, result) => {
    unwatch?.();
    const first = done;
    done = () => {};
    first(error, result);
  };
  unwatch = watch(() => {
    const { codes: { ERR_SCRIPT_EXECUTION_INTERRUPTED } } = require('internal/errors');
    const error = new ERR_SCRIPT_EXECUTION_INTERRUPTED();
    error.stack = `${error}`;
    finish([error]);
  });
  value.then(([result, names]) => {
    for (const name of Object.keys(names)) {
      const accessors = Object.getOwnPropertyDescriptor(names, name);
      Object.defineProperty(context ?? globalThis, name, accessors);
    }
    finish(null, result);
  }, (error) => finish([error]));
}

module.exports = { nextName, prepare, run };
