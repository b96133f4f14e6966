'use strict';
// What node:test prints, as Node's `spec` reporter. No Rust half. Node docs: Test reporters.

const { inspect } = require('util');

function write(text) {
  process.stdout.write(text);
}

function indent(item) {
  return '  '.repeat(item.depth);
}

function describeError(error) {
  return inspect(error).split('\n').map((line) => `  ${line}`).join('\n');
}

/** Prints that a suite begins, that something ended, or a message. */
function report(event, item, detail) {
  if (event === 'begin') {
    write(`${indent(item)}▶ ${item.name}\n`);
  } else if (event === 'diagnostic') {
    write(`${indent(item)}ℹ ${detail}\n`);
  } else {
    const failed = item.error !== undefined;
    const mark = item.skipped !== false ? '﹣' : failed && item.todo === false ? '✖' : '✔';
    let line = `${indent(item)}${mark} ${item.name} (${detail.toFixed(6)}ms)`;
    if (item.skipped !== false) {
      line += typeof item.skipped === 'string' ? ` # ${item.skipped}` : ' # SKIP';
    } else if (item.todo !== false) {
      line += typeof item.todo === 'string' ? ` # ${item.todo}` : ' # TODO';
    }
    write(`${line}\n`);
  }
}

/** Prints the counts and, below them, what failed. */
function summary(counts, duration, failures) {
  for (const name of Object.keys(counts)) write(`ℹ ${name} ${counts[name]}\n`);
  write(`ℹ duration_ms ${duration}\n`);
  if (failures.length === 0) return;
  write('\n✖ failing tests:\n');
  for (const item of failures) {
    write(`\n✖ ${item.name}\n${describeError(item.error)}\n`);
  }
}

module.exports = { report, summary };
