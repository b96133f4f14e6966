'use strict';
// Starts the program. The JavaScript half of crates/ouro-node/src/modules/start.rs.
// Node docs: Command-line API, Program entry point.

const binding = internalBinding('modules');

const path = binding.plainMain();
if (path === undefined) {
  require('internal/modules/entry').start();
} else {
  const { Module, loadFile } = require('internal/modules/cjs');
  const filename = binding.findPath(path, [], true, ['.js', '.json', '.node']);
  if (filename && (filename.endsWith('.mjs') || binding.declaredFormat(filename) === 'module' &&
      !/\.(?:cjs|json)$/.test(filename))) {
    require('internal/modules/entry').importMain(filename);
  } else if (filename) {
    loadFile(filename, null, true);
  } else {
    Module._load(path, null, true);
  }
}
