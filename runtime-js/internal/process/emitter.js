'use strict';
// node:process as an emitter: signals are watched while somebody listens, warnings are printed.
// Its other half is crates/ouro-node/src/process/object.rs. Node docs: Signal events.

const binding = internalBinding('process');
const watched = { __proto__: null };
let numbers;

function signalNumber(name) {
  if (typeof name !== 'string' || !name.startsWith('SIG')) return undefined;
  numbers ??= binding.signals();
  return numbers[name];
}

module.exports = (process) => {
  process.on('newListener', (name) => {
    const number = signalNumber(name);
    if (number === undefined || watched[name] !== undefined) return;
    const { watch } = internalBinding('signal');
    watched[name] = watch(number, () => process.emit(name, name, number));
  });
  process.on('removeListener', (name) => {
    const watcher = watched[name];
    if (watcher === undefined || process.listenerCount(name) > 0) return;
    internalBinding('signal').unwatch(watcher);
    watched[name] = undefined;
  });
  if (!binding.flag('--no-warnings') && process.env.NODE_NO_WARNINGS !== '1') {
    process.on('warning', require('internal/process/warning').onWarning);
  }
};
