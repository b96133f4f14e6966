'use strict';
// Running what is typed: names may be declared again, `import` statements and top-level `await`
// work, and a text that is not finished asks for more. Rust half: crates/ouro-node/src/repl.rs.

const binding = internalBinding('repl');
const { Script, constants } = require('vm');

// What the parser says of a text that could go on.
const UNFINISHED = 'Unexpected end of input';

let inputs = 0;

// Whether `{` at the beginning is rather meant as an object.
function asObject(text) {
  if (!/^\s*\{/.test(text) || /;\s*$/.test(text)) return undefined;
  const wrapped = `(${text.trim()}\n)`;
  return binding.syntaxError(wrapped) === undefined ? wrapped : undefined;
}

/**
 * What a text is, without running it.
 * @param {string} text
 * @returns {{ kind: 'script' | 'async' | 'unfinished' | 'wrong', text: string }}
 */
function prepare(text) {
  const object = asObject(text);
  if (object !== undefined) return { kind: 'script', text: object };
  const wrong = binding.syntaxError(text);
  if (wrong === undefined) return { kind: 'script', text: binding.redeclarable(text) };
  const body = binding.importing(text) ?? text;
  if (body !== text || /\bawait\b/.test(text)) {
    const made = binding.awaiting(body);
    if (made !== undefined) return { kind: 'async', text: made };
  }
  const isUnfinished = wrong === UNFINISHED || binding.isCut(text);
  return { kind: isUnfinished ? 'unfinished' : 'wrong', text };
}

/**
 * Runs a prepared text in the global scope.
 * @param {{ kind: string, text: string }} prepared
 * @param {(error: unknown, value?: unknown) => void} done is called once, with `error` boxed in an
 *   array where there is one
 */
function run({ kind, text }, done) {
  inputs += 1;
  let value;
  try {
    const script = new Script(text, {
      filename: `REPL${inputs}`,
      importModuleDynamically: constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
    });
    value = script.runInThisContext({ breakOnSigint: true });
  } catch (error) {
    done([error]);
    return;
  }
  if (kind !== 'async') {
    done(null, value);
    return;
  }
  const interrupted = () => finish([new Error('Execution was interrupted by `SIGINT`')]);
  const finish = (error, result) => {
    process.removeListener('SIGINT', interrupted);
    const first = done;
    done = () => {};
    first(error, result);
  };
  process.once('SIGINT', interrupted);
  value.then(([result, names]) => {
    for (const name of Object.keys(names)) {
      const accessors = Object.getOwnPropertyDescriptor(names, name);
      Object.defineProperty(globalThis, name, accessors);
    }
    finish(null, result);
  }, (error) => finish([error]));
}

module.exports = { prepare, run };
