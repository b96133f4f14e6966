'use strict';
// Errors as a session of node:repl shows them: without the frames below what was typed, and with
// `Uncaught`. The JavaScript half of crates/ouro-node/src/repl.rs. Node docs: REPL.

const { isNativeError } = require('util').types;

const FRAME = /^ {4}at /;
// Frames of code that is no named function: the text itself, mostly.
const NAMELESS = /^ {4}at (?:async )?(?:<anonymous> \(|[^()]+$)/;
const INTERNAL = /\bnode:/;
const TYPED = /\bREPL\d+:\d/;
const NAME = /^\[?([A-Z][a-z0-9_]*)*Error/;

const IMPORT = 'Cannot use import statement outside a module';

function lastIndex(list, test) {
  for (let i = list.length - 1; i >= 0; i--) if (test(list[i])) return i;
  return -1;
}

// How many of an error's frames say something of what was typed: those above the text itself.
function shown(frames, isNameless) {
  let end = lastIndex(frames, (frame) => isNameless(frame) && TYPED.test(`${frame}`));
  if (end === -1) end = lastIndex(frames, isNameless);
  if (end !== -1) return end;
  for (end = frames.length; end > 0 && INTERNAL.test(`${frames[end - 1]}`);) end -= 1;
  return end;
}

function prepared(error) {
  const { prepareStackTrace } = Error;
  if (typeof prepareStackTrace !== 'function' ||
      /\[native code\]/.test(Function.prototype.toString.call(prepareStackTrace))) {
    return undefined;
  }
  const sites = internalBinding('repl').callSites(error);
  if (sites === undefined) return undefined;
  const isNameless = (site) => site.getFunctionName() === null;
  return Reflect.apply(prepareStackTrace, Error, [error, sites.slice(0, shown(sites, isNameless))]);
}

// Where a syntax error is: the line and the caret. The name of the text is not shown.
function place(lines) {
  if (!/^(?:.*[\\/])?[^\s:]+:\d+$/.test(lines[0])) return [];
  const blank = lines.indexOf('');
  return blank === -1 ? [] : lines.slice(TYPED.test(lines[0]) ? 1 : 0, blank + 1);
}

/** Takes from an error's stack what says nothing of what was typed. */
function cut(error, { isStrict, lastLine }) {
  const { stack } = error;
  if (typeof stack !== 'string' || stack === '') return;
  const lines = stack.split('\n');
  let at = place(lines);
  if (error.name !== 'SyntaxError') at = [];
  const first = lines.findIndex((line) => FRAME.test(line));
  const header = lines.slice(0, first === -1 ? lines.length : first);
  while (at.length > 0 && header.length > 0 && header[0] !== '') header.shift();
  if (at.length > 0) header.shift();
  if (error.name === 'SyntaxError') {
    if (error.message.includes(IMPORT)) explainImport(error, header, lastLine);
    const own = prepared(error);
    at.push(own ?? header.join('\n'));
    error.stack = at.join('\n');
    return;
  }
  const own = prepared(error);
  if (own !== undefined) {
    error.stack = own;
    return;
  }
  if (first === -1) return;
  let frames = lines.slice(first);
  frames = frames.slice(0, shown(frames, (frame) => NAMELESS.test(frame)));
  if (isStrict) {
    // A line of ours stands before the text.
    frames = frames.map((frame) => frame.replace(/(\bREPL\d+:)(\d+)/, (_, name, line) =>
      name + (line - 1)));
  }
  error.stack = header.concat(frames).join('\n');
}

function explainImport(error, header, line) {
  error.message = 'Cannot use import statement inside the Node.js REPL, alternatively use dynamic ' +
    `import: ${dynamic(line)}`;
  header.splice(0, header.length, `SyntaxError: ${error.message}`);
}

// The same import as a call.
function dynamic(line) {
  const made = internalBinding('repl').importing(line) ?? line;
  const text = made.trim().replace(/\bimport\((['"])(.*?)\1/, (_, quote, specifier) =>
    `import(${JSON.stringify(specifier)}`);
  return `${text.replace(/;+$/, '')};`;
}

/**
 * What is printed for an uncaught error.
 * @param {unknown} error
 * @param {(value: unknown) => string} write
 * @param {object} options `breakLength`, `isStrict`, `lastLine`
 */
function show(error, write, options) {
  let text = '';
  if (isNativeError(error)) {
    cut(error, options);
    text = write(error);
    if (text[0] === '[' && text[text.length - 1] === ']') text = text.slice(1, -1);
  }
  if (text === '') text = `${write(error)}`;
  const lines = text.split(/(?<=\n)/);
  const named = lines.findIndex((line) => NAME.test(line));
  if (named === -1) {
    text = `Uncaught${lines.length === 1 ? ' ' : ':\n'}${text}`;
  } else {
    const fits = options.breakLength >= lines[named].length;
    lines[named] = `Uncaught${fits ? ' ' : ':\n'}${lines[named]}`;
    text = lines.join('');
  }
  return text.endsWith('\n') ? text : `${text}\n`;
}

module.exports = { show };
